"""A parsed page and what it declares about itself: address, languages, kind; not its title, author, text or dates."""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from transforms.characters import LINE_BREAK, tidy
from transforms.fence import note

Element = Any
"""An lxml element; lxml ships no types."""

ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "BlogPosting",
     "OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "ScholarlyArticle", "TechArticle", "Report",
     "SocialMediaPosting"}
)  # fmt: skip
# Pages and works that are no news article, whose own day is still the page's.
PAGE_TYPES = frozenset({"WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "QAPage", "CreativeWork",
                        "Recipe", "HowTo"})  # fmt: skip
# Nodes below these keys describe other pages than this one.
_FOREIGN_KEYS = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "citation", "mentions", "relatedLink", "comment", "review"}
)
_UNCLOSED = ("button", "nav", "aside", "header", "footer", "select")
_MAX_NODES = 2000
_MAX_HELD = 50_000
_PLACED_TEXTS = etree.XPath(".//text()")
_UNWRAPPED = etree.XPath("//main | //article[.//h1]")
_CANONICAL = etree.XPath("//link[@rel='canonical']/@href", smart_strings=False)
# Pages of the benchmark nest up to 90 deep; a paragraph with its marks is three or four high.
_MEANT_DEPTH, _MEANT_HEIGHT = 150, 8
_MARKS = frozenset({"a", "b", "big", "em", "font", "i", "small", "span", "strong", "u"})

_UNFILLED = re.compile(r"/(?:undefined|null|none|\[object.*)/?$", re.IGNORECASE)
_PART_OF_PAGE = re.compile(
    r"(?:(?:comments?|page|slide|photo|gallery|image|amp|print|index\.[a-z]{2,5}|\d)[/-]*)*", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Document:
    """A page parsed once. `metas` has the first content of each meta name, lower case; `articles` and `pages` the
    JSON-LD nodes of those types; `scripts` the texts of all scripts that are no readable JSON-LD. While
    `elements`, the first of all that were parsed, are held, lxml need not make them anew in each walk."""

    root: Element
    url: str
    metas: dict[str, str]
    articles: tuple[dict[str, Any], ...]
    pages: tuple[dict[str, Any], ...]
    scripts: tuple[str, ...]
    elements: tuple[Element, ...]


def parse(html: str, url: str) -> Document | None:
    """The page, or None if there is no element in it. Addresses of XML declarations and comments are dropped."""
    root, is_whole = _tree(html, is_deep=False)
    if not is_whole:
        root, is_whole = _tree(html, is_deep=True)
        _flatten(root)
    if not is_whole:
        note("page: what is nested too deep, and all after it, is not read")
    if root is None:
        return None
    nodes, scripts = _scripts(root)
    _strip(root)
    elements = tuple(islice(root.iter(), _MAX_HELD))
    _unwrap(root)
    articles, pages = ([node for node in nodes if _types(node) & types] for types in (ARTICLE_TYPES, PAGE_TYPES))
    return Document(root, url, _metas(root), tuple(articles), tuple(pages), tuple(scripts), elements)


def _tree(html: str, *, is_deep: bool) -> tuple[Element | None, bool]:
    """The root of a page, and whether it is whole: the parser stops for good where elements nest deeper than 256, or
    2048 if it `is_deep`. Old pages that never close their <font> pass the first bound."""
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=is_deep)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, True
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def fragment(markup: str) -> Element:
    """The root of a piece of markup, without what is never shown."""
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    _strip(root)
    return root


def _flatten(root: Element) -> None:
    """Dissolves what is nested past a depth that no page means: marks and blocks that were never closed. Each reader's
    work grows with the depth of each element."""
    depth: dict[Element, int] = {}
    height: dict[Element, int] = {}
    for element in root.iter():
        depth[element] = depth.get(element.getparent(), 0) + 1
    for element in reversed(depth):
        parent = element.getparent()
        height[parent] = max(height.get(parent, 0), height.get(element, 0) + 1)
    for element in depth:
        if depth[element] > _MEANT_DEPTH and height.get(element, 0) > _MEANT_HEIGHT:
            is_block = element.tag not in _MARKS
            element.text = LINE_BREAK * 2 * is_block + (element.text or "")
            dissolve(element)


def _strip(root: Element) -> None:
    """Takes out what is never shown: scripts, styles, and the words of <noscript>; its pictures stay."""
    etree.strip_elements(root, "script", "style", with_tail=False)
    for unscripted in root.iter("noscript"):
        unscripted.text = None
        for child in unscripted:
            child.tail = None


def _unwrap(root: Element) -> None:
    """Dissolves furniture that holds the page's main part, which happens where a page forgets to close it."""
    for main in _UNWRAPPED(root):
        for ancestor in list(main.iterancestors(*_UNCLOSED)):
            dissolve(ancestor)


def drop(element: Element) -> None:
    """Takes an element out of its tree with all it holds; the text behind it stays."""
    parent, behind = element.getparent(), element.tail
    if behind:
        _append(parent, element.getprevious(), behind)
    parent.remove(element)


def dissolve(element: Element) -> None:
    """Puts what an element holds in its place."""
    parent, behind = element.getparent(), element.tail
    if element.text:
        _append(parent, element.getprevious(), element.text)
    if behind:
        _append(parent, element[-1] if len(element) else element.getprevious(), behind)
    place = parent.index(element)
    parent[place : place + 1] = element[:]


def _append(parent: Element, before: Element | None, text: str) -> None:
    """Text behind a child of an element, or at its beginning."""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = tidy(meta.get("content") or meta.get("value") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _scripts(root: Element) -> tuple[list[dict[str, Any]], list[str]]:
    """All nodes of the page's JSON-LD, in the order of the page, and the texts of its other scripts; one that names no
    type is of no known vocabulary, as what Baidu asks for, and counts with these."""
    nodes: list[dict[str, Any]] = []
    others: list[str] = []
    for script in root.iter("script"):
        try:
            is_linked = "ld+json" in (script.get("type") or "").lower()
            found = list(_nodes(json.loads(_bare_json(script.text or ""), strict=False))) if is_linked else []
            nodes += found
            is_linked = any("@type" in node for node in found)
        except (ValueError, RecursionError):
            is_linked = False
        if not is_linked and script.text:
            others.append(script.text)
    return nodes, others


def _bare_json(text: str) -> str:
    return re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$|;\s*$", "", text)


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    pending, seen = [block], 0
    while pending and seen < _MAX_NODES:
        value, seen = pending.pop(0), seen + 1
        if isinstance(value, dict):
            yield value
            pending += [
                child for key, child in value.items() if key not in _FOREIGN_KEYS and isinstance(child, dict | list)
            ]
        elif isinstance(value, list):
            pending += value


def _types(node: dict[str, Any]) -> set[str]:
    written = node.get("@type")
    names = written if isinstance(written, list) else [written]
    return {name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)}


def declared(node: dict[str, Any], key: str) -> str | None:
    """A JSON-LD property that is plain text, entities resolved; None if it is missing or something else."""
    value = node.get(key)
    value = value[0] if isinstance(value, list) and value else value
    return tidy(entities.unescape(value)) or None if isinstance(value, str) else None


def element_text(element: Element) -> str:
    """All text inside an element on one clean line."""
    if not len(element):
        return tidy(element.text or "")
    return tidy(etree.tostring(element, encoding="unicode", method="text", with_tail=False))


def spaced_text(element: Element) -> str:
    """The text of an element on one line; a blank stands where a line break or two words were only parted by tags."""
    if not len(element):
        return tidy(element.text or "")
    written = ""
    for text in _PLACED_TEXTS(element):
        is_break = text.is_tail and text.getparent().tag in ("br", "div", "p")
        written += " " * (is_break or (written[-1:].islower() and text[:1].isupper())) + text
    return tidy(written)


def canonical_url(document: Document) -> str | None:
    """The address the page gives as its own; None if it is another outlet's, the home page or the section the page
    stands in (SOURCES.md, trap 30), or was never filled in."""
    links = _CANONICAL(document.root)[:1]
    for written in [*links, document.metas.get("og:url", "")]:
        try:
            address = urljoin(document.url, tidy(written))
            parts, own = urlsplit(address), urlsplit(document.url)
        except ValueError:
            continue
        same_outlet = _outlet(parts.hostname) == _outlet(own.hostname)
        is_own = same_outlet and (parts.path.strip("/") or parts.query) and not _is_section_of(parts.path, own.path)
        if written and parts.scheme in ("http", "https") and is_own and not _UNFILLED.search(parts.path):
            return address
    return None


def _is_section_of(path: str, own: str) -> bool:
    """Whether a path is a folder of the page's own, with more behind it than the number of a page or a picture."""
    folder = path.rstrip("/") + "/"
    return own.startswith(folder) and not _PART_OF_PAGE.fullmatch(own[len(folder) :])


def _outlet(host: str | None) -> str:
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host or "")


def declares_article(document: Document) -> bool:
    """Whether the page calls itself one article, in JSON-LD or by og:type."""
    return bool(document.articles) or document.metas.get("og:type", "").lower() in ("article", "news", "newsarticle")


def description(document: Document) -> str:
    """What the page says of itself in a sentence or two; empty if it says nothing."""
    return document.metas.get("og:description") or document.metas.get("description") or ""


def declared_languages(document: Document) -> list[str]:
    """Language tags that the page states of itself, most trusted first."""
    tags = [document.root.get("lang"), document.metas.get("og:locale"), document.metas.get("content-language")]
    return [tag.strip().lower() for tag in tags if tag and tag.strip()]
