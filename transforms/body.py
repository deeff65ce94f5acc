"""The text of an article as paragraphs, and its captions apart: the one place where HTML becomes text."""

import re
from collections.abc import Sequence

import trafilatura
from bs4 import BeautifulSoup
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.settings import Document as GenericReading

from transforms.blocks import cut
from transforms.captions import take_captions
from transforms.characters import LINE_BREAK, tidy, weight
from transforms.document import Document, Element, element_text

# Above this the generic reader is left out: it compares each element with its surroundings, and 2 MB of real article
# have some 20,000 elements.
_MAX_ELEMENTS = 40_000
# It also orders text nodes by walking along siblings: 8,000 in a row took it half a minute.
_MAX_CHILDREN = 2_000
_BOX_SHARE = 0.3
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "header"})
_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|relate|relation|relations|recommend|recommended|recommendations|readmore|read-more|read_more|"
    r"also-read|newsletter|subscribe|share|sharing|sns|social|sharedaddy|jp-relatedposts|disqus|comments?|reply|breadcrumbs?|"
    r"copyright|tts|byline|reporter|journalist|popular|most-read|ranking|author-box|author-bio|tags|keywords?|"
    r"article_relation|relate_news|view_relation|news_relation)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A sentence's end and the quotes and brackets that may close it.
_CLOSING_CHARACTERS = 6
_SENTENCE_END = re.compile(r"[.!?。！？…:：][\"'”’」』)）\]]*$")


def drop_boxes(document: Document) -> None:
    """Takes out what its name calls furniture (related links, sharing, bylines), unless it holds much of the page."""
    page_length = len(element_text(document.root))
    for element in document.root.xpath(
        "//div | //section | //ul | //ol | //aside | //p | //span | //dl | //table | //figure"
    ):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _BOX.search(name) or element.getparent() is None:
            continue
        if len(element_text(element)) < _BOX_SHARE * page_length and not _holds_prose(element):
            element.drop_tree()
    for block in document.root.xpath("//ul | //ol | //p | //h2 | //h3 | //h4 | //h5"):
        if block.getparent() is not None and _is_link_list(block):
            block.drop_tree()


def _holds_prose(element: Element) -> bool:
    """Whether three or more paragraphs of sentences stand below an element: names of classes lie."""
    texts = (element_text(p) for p in element.iter("p") if p.find(".//a") is None)
    return sum(1 for text in texts if weight(text) >= 100 and _SENTENCE_END.search(text[-_CLOSING_CHARACTERS:])) >= 3


def _is_link_list(block: Element) -> bool:
    """Whether a block is nothing but links to other headlines: two or more."""
    links = [a for a in block.iter("a") if a.get("href") and not a.get("href").startswith("#")]
    if len(links) < 2:
        return False
    linked = sum(len(element_text(a)) for a in links)
    rest = len(element_text(block)) - linked
    return linked > 20 * len(links) and rest <= 4 * len(links)


def mark_breaks(root: Element) -> None:
    """Puts a mark behind each <br>, since generic readers drop the element and with it the paragraph."""
    for br in root.iter("br"):
        br.tail = LINE_BREAK + (br.tail or "")


def quick_text(html: str) -> str:
    """The main content by the fast reader, a line a block; it parses the page anew, in C++."""
    return extract_plain_text(html, main_content=True, list_bullets=False, alt_texts=False, comments=False)


def slow_text(document: Document) -> str:
    """The article by the slow reader, a line a block; empty where it finds none or the page is huge."""
    children = [len(element) for element in document.root.iter()]
    if len(children) > _MAX_ELEMENTS or max(children) > _MAX_CHILDREN:
        return ""
    read = trafilatura.bare_extraction(
        document.root, url=document.url, fast=True, include_comments=False, with_metadata=False
    )
    return "\n".join(paragraphs(read.body)) if isinstance(read, GenericReading) and read.body is not None else ""


def densest_paragraphs(document: Document) -> list[str]:
    """Paragraphs of the block with most prose directly below it: for pages the generic reader finds little on."""
    weights: dict[Element, int] = {}
    for element in document.root.iter("p", "div", "td", "article", "section", "pre"):
        own = weight(tidy((element.text or "") + "".join(child.tail or "" for child in element)))
        linked = sum(weight(element_text(a)) for a in element.iterchildren("a"))
        holder = element.getparent() if element.tag == "p" else element
        if own - linked > 0 and holder is not None and not any(a.tag in _FURNITURE for a in element.iterancestors()):
            weights[holder] = weights.get(holder, 0) + own - linked
    best = max(weights, key=lambda element: weights[element], default=None)
    return paragraphs(best) if best is not None else []


def declared_paragraphs(document: Document) -> list[str]:
    """Paragraphs of the text that the page's JSON-LD carries whole (SOURCES.md, trap 21); empty if it carries none."""
    for node in document.articles:
        body = node.get("articleBody")
        if isinstance(body, str) and body.strip():
            if re.search(r"<(?:p|br|div)\b", body, re.IGNORECASE):
                return paragraphs(lxml_html.fromstring(f"<div>{body}</div>"))
            return [line for line in map(tidy, re.split(r"[\r\n]+", body)) if line]
    return []


def layout_paragraphs(html: str, selector: str, drop: Sequence[str]) -> list[str]:
    """Paragraphs of the first element that a source's own CSS selector finds, without what `drop` selects."""
    soup = BeautifulSoup(html, "lxml")
    for unwanted in drop:
        for element in soup.select(unwanted):
            element.decompose()
    body = soup.select_one(selector)
    if body is None:
        return []
    root = lxml_html.fromstring(f"<div>{body}</div>")
    take_captions(root)
    mark_breaks(root)
    return paragraphs(root)


def paragraphs(root: Element) -> list[str]:
    """The text below an element, one clean line a block; cells of a table row are kept apart by " | "."""
    return [block.text for block in cut(root)[0]]
