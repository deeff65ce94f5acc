"""A parsed page and what it declares about itself: address, languages, kind; not its title, author, text or dates."""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from transforms.characters import tidy

Element = Any
"""An lxml element; lxml ships no types."""

ARTICLE_TYPES = frozenset(
    {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "BlogPosting",
     "OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "ScholarlyArticle", "TechArticle", "Report",
     "SocialMediaPosting"}
)  # fmt: skip
# Nodes below these keys describe other pages than this one.
_FOREIGN_KEYS = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "citation", "mentions", "relatedLink", "comment", "review"}
)
_UNCLOSED = ("button", "nav", "aside", "header", "footer", "select")
_MAX_NODES = 2000

_UNFILLED = re.compile(r"/(?:undefined|null|none|\[object.*)/?$", re.IGNORECASE)
_PART_OF_PAGE = re.compile(
    r"(?:(?:comments?|page|slide|photo|gallery|image|amp|print|index\.[a-z]{2,5}|\d)[/-]*)*", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Document:
    """A page parsed once. `metas` has the first content of each meta name, lower case; `articles` the JSON-LD nodes."""

    root: Element
    url: str
    metas: dict[str, str]
    articles: tuple[dict[str, Any], ...]


def parse(html: str, url: str) -> Document | None:
    """The page, or None if there is no element in it. Addresses of XML declarations and comments are dropped."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    _unwrap(root)
    return Document(root, url, _metas(root), tuple(_article_nodes(root)))


def _unwrap(root: Element) -> None:
    """Dissolves furniture that holds the page's main part, which happens where a page forgets to close it."""
    for main in root.xpath("//main | //article[.//h1]"):
        for ancestor in list(main.iterancestors(*_UNCLOSED)):
            ancestor.drop_tag()


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = tidy(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _article_nodes(root: Element) -> Iterator[dict[str, Any]]:
    """Article nodes of the page's JSON-LD, in the order of the page; a block that is not JSON gives none."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            block = json.loads(_bare_json(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(block) if _types(node) & ARTICLE_TYPES)


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
    """All text inside an element on one clean line, without scripts and styles."""
    return tidy("".join(element.xpath(".//text()[not(parent::script or parent::style or parent::noscript)]")))


def spaced_text(element: Element) -> str:
    """The text of an element on one line; a blank stands where a line break or two words were only parted by tags."""
    written = ""
    for text in element.xpath(".//text()[not(parent::script or parent::style or parent::noscript)]"):
        is_break = text.is_tail and text.getparent().tag in ("br", "div", "p")
        written += " " * (is_break or (written[-1:].islower() and text[:1].isupper())) + text
    return tidy(written)


def canonical_url(document: Document) -> str | None:
    """The address the page gives as its own; None if it is another outlet's, the home page or the section the page
    stands in (SOURCES.md, trap 30), or was never filled in."""
    links = document.root.xpath("//link[@rel='canonical']/@href")[:1]
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


def declared_languages(document: Document) -> list[str]:
    """Language tags that the page states of itself, most trusted first."""
    tags = [document.root.get("lang"), document.metas.get("og:locale"), document.metas.get("content-language")]
    return [tag.strip().lower() for tag in tags if tag and tag.strip()]
