"""The text of an article as paragraphs, and its captions apart: the one place where HTML becomes text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from bs4 import BeautifulSoup
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text

from transforms.blocks import cut
from transforms.captions import take_captions
from transforms.characters import LINE_BREAK, tidy, weight
from transforms.document import Document, Element, drop, element_text, fragment

# No real page of the benchmark has a quarter of these; each is measured, and nested ones again and again.
_MAX_BOXES = 2000
_BOX_TAGS = ("div", "section", "ul", "ol", "aside", "p", "span", "dl", "table", "figure")
_LINK_HOLDERS = frozenset({"ul", "ol", "p", "h2", "h3", "h4", "h5"})
# A link in a list lies no deeper: list, item, box, heading, emphasis.
_LINK_DEPTH = 6
# Real pages nest 50 deep; the other parser stops at 256.
_MAX_DEPTH = 500
# Names of tags that stay open until they are closed, and of their ends.
_NESTING = re.compile(
    r"<(/?(?!(?:p|li|br|img|input|meta|link|td|tr|th|dd|dt|hr|option|source|path|area|col|wbr|html|body)\b)"
    r"[a-zA-Z][^\s/>]*)"
)
_TEXT = etree.XPath("string()")
_LENGTH = etree.XPath("string-length(normalize-space())")
_BOX_SHARE = 0.3
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "header"})
_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|relate|relation|relations|recommend|recommended|recommendations|readmore|read-more|read_more|"
    r"also-read|newsletter|subscribe|share|sharing|sns|social|sharedaddy|jp-relatedposts|disqus|comments?|reply|breadcrumbs?|"
    r"ai[_-]?summary|summary[_-]ai|(?:auto|machine|gpt)[_-]summary|ai[_-](?:brief|digest)|"
    r"copyright|tts|byline|reporter|journalist|popular|most-read|ranking|author-box|author-bio|tags|keywords?|"
    r"article_relation|relate_news|view_relation|news_relation)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A sentence's end and the quotes and brackets that may close it.
_CLOSING_CHARACTERS = 6
_SENTENCE_END = re.compile(r"[.!?。！？…:：][\"'”’」』)）\]]*$")


def drop_boxes(document: Document) -> None:
    """Takes out what its name calls furniture (related links, sharing, bylines), unless it holds much of the page; and
    what browsers with scripts never show."""
    etree.strip_elements(document.root, "noscript", with_tail=False)
    most = _BOX_SHARE * _length(document.root)
    boxes = [e for e in document.root.iter(*_BOX_TAGS) if _is_box(e.get("class")) or _is_box(e.get("id"))]
    for element in boxes[:_MAX_BOXES]:
        if element.getparent() is not None and _length(element) < most and not _holds_prose(element):
            drop(element)
    for block in _holders_of_links(document.root):
        if block.getparent() is not None and _is_link_list(block):
            drop(block)


@lru_cache(maxsize=8192)
def _is_box(name: str | None) -> bool:
    return name is not None and _BOX.search(name) is not None


def _holds_prose(element: Element) -> bool:
    """Whether three or more paragraphs of sentences stand below an element: names of classes lie."""
    texts = (tidy(_TEXT(p)) for p in element.iter("p") if p.find(".//a") is None)
    return sum(1 for text in texts if weight(text) >= 100 and _SENTENCE_END.search(text[-_CLOSING_CHARACTERS:])) >= 3


def _holders_of_links(root: Element) -> list[Element]:
    """Lists, paragraphs and headings with two or more links in them, outermost first."""
    counts: dict[Element, int] = {}
    for link in root.iter("a"):
        for around in islice(link.iterancestors(), _LINK_DEPTH):
            if around.tag in _LINK_HOLDERS:
                counts[around] = counts.get(around, 0) + 1
    return [element for element, count in counts.items() if count >= 2]


def _is_link_list(block: Element) -> bool:
    """Whether a block is nothing but links to other headlines: two or more."""
    links = [a for a in block.iter("a") if a.get("href") and not a.get("href").startswith("#")]
    if len(links) < 2:
        return False
    linked = sum(map(_length, links))
    rest = _length(block) - linked
    return linked > 20 * len(links) and rest <= 4 * len(links)


def _length(element: Element) -> int:
    return int(_LENGTH(element))


def mark_breaks(root: Element) -> None:
    """Puts a mark behind each <br>, since generic readers drop the element and with it the paragraph."""
    for br in root.iter("br"):
        br.tail = LINE_BREAK + (br.tail or "")


def quick_text(html: str) -> str:
    """The main content by the fast reader, a line a block; empty for a page nested too deep for it. It parses the page
    anew, in C++, in a time that grows with the square of the depth: 14 s for 20,000 elements in one another."""
    # most pages are written small, where capitals are no matter
    if _depth(html) > _MAX_DEPTH and _depth(html.lower()) > _MAX_DEPTH:
        return ""
    return extract_plain_text(html, main_content=True, list_bullets=False, alt_texts=False, comments=False)


def _depth(html: str) -> int:
    """How deep elements can nest; ends of what is not open count for nothing."""
    opened: dict[str, int] = {}
    depth = deepest = 0
    for name in _NESTING.findall(html):
        if name[0] != "/":
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened.get(name[1:]):
            opened[name[1:]] -= 1
            depth -= 1
    return deepest


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
                return paragraphs(fragment(body))
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
    root = fragment(str(body))
    take_captions(root)
    mark_breaks(root)
    return paragraphs(root)


def paragraphs(root: Element) -> list[str]:
    """The text below an element, one clean line a block; cells of a table row are kept apart by " | "."""
    return [block.text for block in cut(root)[0]]
