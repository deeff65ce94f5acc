"""A parsed page and what it declares about itself: title, author, address, languages; not its text, not its dates."""

import html as entities
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html
from rapidfuzz import fuzz

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
_TITLE_CHARACTERS = 500
_SEPARATOR = re.compile(r"\s+[|\-–—:·•»<＜｜/]+\s+|\s*[|｜＜»]\s*|\s*[-_](?=[^-_]{2,20}$)|\s*:\s*:\s*")
# 0.6 of the characters: a headline against its own form in the metadata (kicker dropped, site name added).
_SAME_TITLE = 60
_AUTHOR = re.compile(
    r"^(?:by|von|par|por|автор|作者|記者|记者|글)\b[\s:：]*|\s*(?:기자|특파원|記者|记者)(?=\s|$).*|\s*[\w.+-]+@[\w.-]+",
    re.IGNORECASE,
)
_AUTHOR_METAS = ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
                 "byl", "dable:author", "twitter:data1", "article:author")  # fmt: skip


@dataclass(frozen=True)
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


def headline_element(document: Document) -> Element | None:
    """The element that shows the headline: the h1, else an h2 or h3, that the metadata's title resembles most."""
    declared_title = _declared_title(document)
    headings = [h for tag in ("h1", "h2", "h3") for h in list(document.root.iter(tag))[:20]]
    scored = [(fuzz.ratio(element_text(h)[:_TITLE_CHARACTERS], declared_title), -i) for i, h in enumerate(headings)]
    best = max(scored, default=(0, 0))
    if best[0] >= _SAME_TITLE:
        return headings[-best[1]]
    h1s = [h for h in headings if h.tag == "h1" and element_text(h)]
    return h1s[0] if len(h1s) == 1 and not declared_title else None


def title(document: Document) -> str | None:
    """The headline as shown; else as declared, without the outlet's name; None if the page has none."""
    element = headline_element(document)
    shown = element_text(element) if element is not None else ""
    return (shown or _declared_title(document))[:_TITLE_CHARACTERS].strip() or None


def _declared_title(document: Document) -> str:
    """og:title, JSON-LD headline or <title>: the first there is, the outlet's name cut off."""
    head = next(document.root.iter("title"), None)
    headlines = [declared(node, "headline") for node in document.articles[:1]]
    candidates = [
        document.metas.get("og:title"),
        *headlines,
        document.metas.get("twitter:title"),
        element_text(head) if head is not None else None,
    ]
    written = next((c[:_TITLE_CHARACTERS] for c in candidates if c), "")
    return _without_site(written, document.metas.get("og:site_name", ""), urlsplit(document.url).hostname or "")


def _without_site(written: str, site: str, host: str) -> str:
    """A title without the outlet's name at its end (or its start, if written exactly as declared)."""
    names = {_squeezed(site), *(_squeezed(label) for label in host.split("."))} - {"", "www", "com", "co"}
    cuts = [m for m in _SEPARATOR.finditer(written) if m.start() > 0]
    for cut in cuts:
        if _squeezed(written[cut.end() :]) in names:
            return written[: cut.start()].strip()
    if cuts and _squeezed(written[: cuts[0].start()]) in names:
        return written[cuts[0].end() :].strip()
    return written


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+|^the\b", "", name.lower())


def author(document: Document) -> str | None:
    """Who signs the text, names joined by a comma; None if nobody is named. Role words and addresses are dropped."""
    for node in document.articles:
        names = [_name(person) for person in _listed(node.get("author"))]
        if joined := ", ".join(dict.fromkeys(filter(None, names))):
            return joined
    metas = [document.metas[name] for name in _AUTHOR_METAS if name in document.metas]
    shown = document.root.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')][not(self::meta)]"
    )[:1]
    signed = [*metas, *(element_text(element) for element in shown)]
    return next((name for name in map(_name, signed) if name), None)


def _listed(value: Any) -> Sequence[Any]:
    return value[:20] if isinstance(value, list) else [value]


def _name(person: Any) -> str:
    written = person.get("name") if isinstance(person, dict) else person
    if not isinstance(written, str):
        return ""
    name = tidy(_AUTHOR.sub("", tidy(entities.unescape(written))))
    is_name = 1 < len(name) <= 80 and "://" not in name and any(c.isalpha() for c in name)
    return name if is_name else ""


def canonical_url(document: Document) -> str | None:
    """The address the page gives as its own; None if it is another outlet's or the home page (SOURCES.md, trap 30)."""
    links = document.root.xpath("//link[@rel='canonical']/@href")[:1]
    for written in [*links, document.metas.get("og:url", "")]:
        try:
            address = urljoin(document.url, tidy(written))
            parts, own = urlsplit(address), urlsplit(document.url)
        except ValueError:
            continue
        same_outlet = _outlet(parts.hostname) == _outlet(own.hostname)
        if written and parts.scheme in ("http", "https") and same_outlet and (parts.path.strip("/") or parts.query):
            return address
    return None


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
