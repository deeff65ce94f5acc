"""A page cut into blocks, each with the place it stands in; knows HTML's shape, nothing of what a text says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from transforms.characters import LINE_BREAK, tidy
from transforms.document import Element

# HTML's blocks, and those of the generic reader's own tree: head, item, list, quote, row.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "code", "dd", "div", "dl", "dt", "fieldset",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "item", "li", "list",
     "main", "nav", "ol", "p", "pre", "quote", "row", "section", "table", "tbody", "tr", "ul"}
)  # fmt: skip
SILENT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "button", "select", "textarea", "input"}
)
# Tags whose influence reaches down to every block inside them.
_REACHING = frozenset(
    {"a", "article", "aside", "blockquote", "details", "figure", "footer", "form", "header", "li", "main", "nav", "ol",
     "table", "ul"}
)  # fmt: skip
# Words in names of classes that people give to parts of a page, whatever the site; their weights are learnt.
NAMES = frozenset(
    {"ad", "ads", "advert", "article", "author", "banner", "bio", "blog", "body", "bottom", "box", "breadcrumb",
     "button", "byline", "card", "cards", "carousel", "cat", "category", "comment", "comments", "consent", "content",
     "cookie", "copy", "copyright", "cta", "date", "dek", "description", "details", "dialog", "disclaimer", "dropdown",
     "editor", "embed", "entry", "excerpt", "faq", "featured", "feed", "footer", "form", "gallery", "grid", "head",
     "header", "headline", "hentry", "hero", "hidden", "hide", "highlight", "image", "info", "intro", "item", "items",
     "label", "lead", "lede", "link", "links", "list", "login", "main", "media", "menu", "message", "meta", "mobile",
     "modal", "more", "nav", "navbar", "navigation", "news", "newsletter", "note", "notice", "overlay", "page",
     "paragraph", "paywall", "photo", "popular", "popup", "post", "posts", "primary", "product", "profile", "promo",
     "prose", "pullquote", "quote", "read", "recipe", "recommended", "related", "reply", "respond", "rich", "search",
     "secondary", "section", "share", "sidebar", "site", "slider", "social", "sponsor", "sponsored", "standfirst",
     "sticky", "story", "sub", "subscribe", "subtitle", "summary", "table", "tag", "tags", "teaser", "text", "time",
     "title", "toc", "tooltip", "top", "topic", "trending", "video", "widget", "widgets", "wysiwyg"}
)  # fmt: skip
_CELLS = frozenset({"td", "th", "cell"})
_NAMING = ("class", "id", "itemprop", "role")
_NAME_CHARACTERS = 300
_NONE: frozenset[str] = frozenset()
# Names of these are of the whole page.
_WHOLE = ("html", "body")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_UNSHOWN = re.compile(r"display\s*:\s*none")
# Around the text of a link, while a block is put together; private characters are no letters of any page.
_LINK, _LINK_END = "\ue001", "\ue002"
_LINKED = re.compile(f"{_LINK}([^{_LINK_END}]*)")
_LINK_MARK = re.compile(f"[{_LINK}{_LINK_END}]")
_SOFT_BREAK = re.compile(rf"{LINE_BREAK}(?:\s|{LINE_BREAK})*")
# A sentence's end and the quotes and brackets that may close it.
_CLOSING_CHARACTERS = 6
_HAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_SENTENCE_END = re.compile(r"[.!?。！？…:：][\"'”’」』)）\]]*$")


@dataclass(slots=True, eq=False)
class Place:
    """Where a block stands. `number` counts a page's places in document order, `holder` is that of the block around,
    -1 at the top; `inside` are tags and `names` words of classes, of the element and all around it; `sign` is its tag
    and class, which the parts of one text share."""

    number: int
    holder: int
    tag: str
    depth: int
    sign: str
    inside: frozenset[str]
    names: frozenset[str]


@dataclass(slots=True, eq=False)
class Block:
    """One clean line of a page; `linked` characters of it belong to its `links`."""

    text: str
    linked: int
    links: int
    place: Place


def cut(root: Element) -> tuple[list[Block], list[Place]]:
    """The blocks below an element in document order, and all places there are; both are linear in the page's size."""
    top = Place(0, -1, "", 0, "", frozenset(), frozenset())
    found: list[Block] = []
    places, line, around = [top], list[str](), [top]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in SILENT:
                walk.skip_subtree()
            else:
                around.append(_enter(element, tag, around[-1], places, line, found))
            continue
        if tag not in SILENT:
            place = around.pop()
            if tag in BLOCKS:
                _close(line, place, found)
            elif tag == "a":
                line.append(_LINK_END)
        if (behind := element.tail) and element is not root:
            line.append(behind)
    _close(line, top, found)
    return found, places


def _enter(
    element: Element, tag: str, around: Place, places: list[Place], line: list[str], found: list[Block]
) -> Place:
    """Goes into an element: the place of what stands in it."""
    if tag in BLOCKS:
        _close(line, around, found)
    elif tag in _CELLS and _has_words(line):
        line.append(" | ")
    elif tag == "a" and element.get("href"):
        line.append(_LINK)
    if text := element.text:
        line.append(text)
    return _inner(element, tag, around, places)


def _has_words(line: list[str]) -> bool:
    """Whether anything was written yet; blanks before it go, so that no cell of a long row looks at them again."""
    blank = next((place for place, text in enumerate(line) if text.strip()), len(line))
    del line[:blank]
    return bool(line)


def _close(line: list[str], place: Place, found: list[Block]) -> None:
    written = "".join(line)
    line.clear()
    if not written or written.isspace():
        return
    for part in broken(written):
        text = tidy(_LINK_MARK.sub("", part))
        if text:
            linked = _LINKED.findall(part)
            found.append(Block(text, min(sum(map(len, linked)), len(text)), len(linked), place))


def _inner(element: Element, tag: str, around: Place, places: list[Place]) -> Place:
    """The place of what stands in an element: its own, if it is a block or says something about its content."""
    attributes = dict(element.items())
    said = _names(" ".join([attributes.get(key, "") for key in _NAMING])) if attributes and tag not in _WHOLE else _NONE
    reach = _reach(tag, attributes)
    is_new, is_reaching = not said <= around.names, reach is not None and reach not in around.inside
    is_block = tag in BLOCKS
    if not (is_block or is_new or is_reaching):
        return around
    names = around.names | said if is_new else around.names
    inside = around.inside | {reach} if reach is not None and is_reaching else around.inside
    if not is_block:
        return Place(around.number, around.holder, around.tag, around.depth, around.sign, inside, names)
    sign = _sign(tag, attributes.get("class", ""))
    place = Place(len(places), around.number, tag, around.depth + 1, sign, inside, names)
    places.append(place)
    return place


def _reach(tag: str, attributes: Mapping[str, str]) -> str | None:
    if attributes:
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return "hidden"
        if "style" in attributes and _UNSHOWN.search(attributes["style"]):
            return "hidden"
    return tag if tag in _REACHING else None


@lru_cache(maxsize=8192)
def _names(written: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(written[:_NAME_CHARACTERS])) & NAMES


@lru_cache(maxsize=8192)
def _sign(tag: str, name: str) -> str:
    return f"{tag} {' '.join(_WORD.findall(name[:_NAME_CHARACTERS])[:6])}"


def broken(line: str) -> Sequence[str]:
    """A block cut at its line breaks: always at two in a row, at a single one only where a sentence ends.

    Old boards break their lines inside sentences; there the break is a blank, or nothing between Han characters.
    """
    if LINE_BREAK not in line:
        return (line,)
    parts: list[str] = []
    start = 0
    for match in _SOFT_BREAK.finditer(line):
        # stripped here: a pattern that begins with blanks is tried at each blank of a run
        before = line[start : match.start()].rstrip()
        start = match.end()
        is_paragraph = match[0].count(LINE_BREAK) > 1 or _SENTENCE_END.search(before[-_CLOSING_CHARACTERS:])
        parts += [before, LINE_BREAK if is_paragraph else _joint(before[-1:], line[start : start + 1])]
    return "".join([*parts, line[start:]]).split(LINE_BREAK)


def _joint(before: str, after: str) -> str:
    return "" if _HAN.fullmatch(before) and _HAN.fullmatch(after) else " "
