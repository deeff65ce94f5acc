"""Which line of a page is its headline: every line that may be one is weighed by the signs it carries.

A headline is given as the page shows it, without the outlet's name, and without a kicker that is marked as one. Signs
and weights are vocab/title_signs.csv. The weights are a softmax over the lines of each of the 1,098 titled pages of
bench/extract (L2 1, rounded): right on .881 of them; fitted on one half of the sites, right on .870 of the other half.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from math import fsum
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from rapidfuzz import fuzz

from transforms import vocab
from transforms.characters import tidy, weight
from transforms.document import Document, Element, declared, element_text, spaced_text
from transforms.outlet import MAX_CUTS, SEPARATOR, Outlet, outlet_of

_MAX_CHARACTERS = 500
_MAX_HEADINGS, _MAX_MARKED, _MAX_PARTS, _MAX_STATEMENTS = 40, 30, 6, 40
_PROSE_WEIGHT = 120
_SENTENCE = re.compile(r"[.!?。！？]")
# 60 of 100 characters: a headline against its own form in the metadata (kicker dropped, site name added).
_LIKE, _NEAR = 60, 85
_TINY, _SHORT, _LONG = 10, 22, 160
_MANY = 3

_WEIGHTS = {row["sign"]: float(row["weight"]) for row in vocab.rows("title_signs")}
_HEADINGS = ("h1", "h2", "h3")
_READ_TAGS = frozenset({"p", *_HEADINGS})
_MARKED_TAGS = ("div", "span", "td", "th", "dt", "dl", "strong", "b", "header", "section", "h4", "h5", "font", "center")
_LINE_TAGS = ("p", "div", "td", "dt", "strong", "b", "font", "center", "h4", "h5", "span")
_MARK = re.compile("[tT]it|eadline|subject|hed|ttl")
_ELSEWHERE = frozenset({"nav", "footer", "aside", "li", "a"})
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "select", "button"})
_CLASS_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_TITLE_WORDS = frozenset({"title", "headline", "subject", "tit", "ttl", "hed", "titre", "titulo", "titel"})
_KICKER_WORDS = frozenset(
    {"kicker", "topline", "overline", "roofline", "dachzeile", "section", "category", "prefix", "eyebrow", "label",
     "tag", "subtitle", "sub", "subheadline", "subline", "date", "time", "author", "comments", "count", "byline"}
)  # fmt: skip
_SITE_WORDS = frozenset({"site", "logo", "brand", "blogname", "masthead"})
_PIECES = frozenset({"front_of_dash", "back_of_dash"})
_SHOWN = frozenset({*_HEADINGS, "marked"})
_JOINT = " :|–—-/·"
_TITLE_META = re.compile(r"(?:^|[:._-])(?:title|headline)$")
_WORD, _NO_LETTERS = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
# What may stand between a headline and the rest of a declared title; what is cut there counts only if it is shown.
_EDGE = re.compile(r"\s*[|\-–—:：·•»«<>＜＞｜/│_(（\[【]+\s*")
_MAX_EDGES = 12


class Line(NamedTuple):
    """A line that may be the headline, the element that shows it (None for metadata), and its signs."""

    text: str
    element: Element | None
    signs: frozenset[str]


def title(document: Document) -> str | None:
    """The headline as shown; else as declared, without the outlet's name; None if the page has none."""
    line = _headline(document)
    return line.text if line else None


def headline_element(document: Document) -> Element | None:
    """The element that shows the headline, or else the heading most like the declared one; None if there is neither."""
    line = _headline(document)
    if line is None or line.element is not None:
        return line.element if line else None
    headings = [h for tag in _HEADINGS for h in list(document.root.iter(tag))[:20]]
    scored = [(fuzz.ratio(element_text(h)[:_MAX_CHARACTERS], line.text), -i) for i, h in enumerate(headings)]
    best = max(scored, default=(0, 0))
    return headings[-best[1]] if best[0] >= _LIKE else None


@lru_cache(maxsize=1)
def _headline(document: Document) -> Line | None:
    """The best of all lines. Asked three times a page (title, both dates), hence the memory of one page."""
    names = outlet_of(document)
    shown, said = list(_shown(document)), list(_declared(document, names))
    said += _whole_pieces(document, shown, said)
    grouped: dict[str, list[Line]] = {}
    for line in [*shown, *said]:
        if len(key := _bare(line.text)) > 1 and len(line.text) <= _MAX_CHARACTERS:
            grouped.setdefault(key, []).append(line)
    compared = _Comparison(document.url, names, grouped)
    scored = {key: _score(compared.signs(key)) for key in grouped}
    best = max(scored, key=lambda key: scored[key], default=None)
    # Of the lines that say the same, the one that is most a headline by itself; the first of equals, shown before said.
    return max(grouped[best], key=lambda line: (line.element is not None, _score(line.signs))) if best else None


def _score(signs: Iterable[str]) -> float:
    """Rounded once: the sum must not depend on the order of a set, which differs from run to run."""
    return fsum(_WEIGHTS.get(sign, 0.0) for sign in signs)


def _bare(text: str) -> str:
    """A line without case, width and punctuation."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


# --- lines the page shows ------------------------------------------------------------------------------------------


def _shown(document: Document) -> Iterator[Line]:
    """Headings, and elements whose class calls them a title, each also without what else stands in it."""
    found, prose_at = _found(document)
    first_h1 = next((i for i, (node, _) in enumerate(found) if node.tag == "h1"), None)
    h1_count = sum(node.tag == "h1" for node, _ in found)
    above = [i for i, (node, _) in enumerate(found[:prose_at]) if node.tag in _HEADINGS]
    styles = Counter((node.tag, node.get("class")) for node, _ in found)
    for i, (node, text) in enumerate(found):
        signs = set(_signs(node, document.url))
        if i == first_h1:
            signs.add("only_h1" if h1_count == 1 else "first_h1")
        if prose_at is not None and i < prose_at:
            signs |= {"above_prose", "next_to_prose"} if above[-1:] == [i] else {"above_prose"}
        if styles[node.tag, node.get("class")] >= _MANY:
            signs.add("one_of_many")
        yield Line(text, node, frozenset(signs))
        if node.tag in ("h1", "h2"):
            yield from _parts(node, text, frozenset(signs & {"above_prose", "aside", "linked"}))


def _found(document: Document) -> tuple[list[tuple[Element, str]], int | None]:
    """Elements that may show the headline, with their texts, and how many stand above the first paragraph of prose."""
    found: list[tuple[Element, str]] = []
    counts: Counter[bool] = Counter()
    prose_at = None
    for node in _nodes(document.root):
        is_heading = node.tag in _HEADINGS
        if not is_heading and not _is_marked(node):
            if prose_at is None and node.tag == "p" and _is_prose(node):
                prose_at = len(found)
            continue
        counts[is_heading] += 1
        if counts[is_heading] <= (_MAX_HEADINGS if is_heading else _MAX_MARKED):
            text = spaced_text(node)
            found += [(node, text)] if 1 < len(text) <= _MAX_CHARACTERS else []
    return found, prose_at


def _nodes(root: Element) -> Iterator[Element]:
    """Headings, paragraphs, and elements with a title's mark in class or id, in order. An XPath takes twice as long."""
    for node in root.iter(*_READ_TAGS, *_MARKED_TAGS):
        if node.tag in _READ_TAGS:
            yield node
        elif node.attrib:
            named = f"{node.get('class')} {node.get('id')}"
            if _MARK.search(named) or node.get("itemprop") == "headline":
                yield node


def _is_marked(node: Element) -> bool:
    is_named = node.get("itemprop") == "headline" or bool(_words(node) & _TITLE_WORDS)
    return is_named and node.find(".//p") is None


def _is_prose(paragraph: Element) -> bool:
    text = element_text(paragraph)
    is_long = weight(text) >= _PROSE_WEIGHT and _SENTENCE.search(text) is not None
    return is_long and not any(around.tag in _ELSEWHERE for around in paragraph.iterancestors())


def _words(element: Element) -> frozenset[str]:
    """The words of an element's class, id and property: `ArticleTitle_x1` has article, title and x."""
    written = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))
    return frozenset(word.lower() for word in _CLASS_WORD.findall(written[:300]))


def _signs(node: Element, url: str) -> Iterator[str]:
    yield node.tag if node.tag in _HEADINGS else "marked"
    words, parent = _words(node), node.getparent()
    if node.tag in _HEADINGS and words & _TITLE_WORDS:
        yield "classed"
    if (words | (_words(parent) if parent is not None else frozenset())) & _SITE_WORDS:
        yield "site_class"
    for ancestor in node.iterancestors():
        if ancestor.tag in _ASIDE_TAGS:
            yield "aside"
        if ancestor.tag == "a":
            yield "linked"
    yield from _links(node, url)


def _links(node: Element, url: str) -> Iterator[str]:
    """A headline may link to its own page; what links to another one is the headline of that."""
    length = len(element_text(node))
    for link in node.iter("a"):
        if 2 * len(element_text(link)) <= length:
            continue
        try:
            there, here = urlsplit(urljoin(url, link.get("href") or "")), urlsplit(url)
        except ValueError:
            continue
        is_here = (there.path.rstrip("/"), there.query) == (here.path.rstrip("/"), here.query)
        if is_here and (here.path.strip("/") or here.query):
            yield "links_here"
        elif there.path.strip("/") or there.query:
            yield "linked"


def _parts(node: Element, text: str, signs: frozenset[str]) -> Iterator[Line]:
    """A heading's elements that hold most of it, and the heading without one at its beginning or end."""
    for inner in list(node.iterdescendants())[:_MAX_PARTS]:
        part = spaced_text(inner)
        if not part or len(part) >= len(text):
            continue
        if 3 * len(part) >= len(text):
            yield Line(part, node, signs)
        if text.startswith(part):
            is_kicker = bool(_words(inner) & _KICKER_WORDS)
            yield Line(text[len(part) :].lstrip(_JOINT), node, signs | {"rest", *["rest_of_kicker"] * is_kicker})
        if text.endswith(part):
            yield Line(text[: -len(part)].rstrip(_JOINT), node, signs)


# --- lines the page declares ---------------------------------------------------------------------------------------


def _declared(document: Document, outlet: Outlet) -> Iterator[Line]:
    for sign, text in islice(_statements(document), _MAX_STATEMENTS):
        yield from _cut(tidy(text), sign, outlet)


def _statements(document: Document) -> Iterator[tuple[str, str]]:
    for node in document.articles[:3]:
        for key, sign in (("headline", "json_ld"), ("name", "json_ld_name")):
            if text := declared(node, key):
                yield sign, text
    for name, text in document.metas.items():
        if _TITLE_META.search(name):
            yield {"og:title": "og", "twitter:title": "twitter"}.get(name, "meta"), text
    for head in list(document.root.iter("title"))[:1]:
        yield "head", element_text(head)


def _cut(text: str, sign: str, outlet: Outlet) -> Iterator[Line]:
    """A declared title without the outlet's name, and what stands before and behind each of its separators."""
    bare = outlet.without_name(text)
    yield Line(bare, None, frozenset({"declared", sign}))
    if bare != text:
        yield Line(text, None, frozenset({"with_site"}))
    for cut in list(SEPARATOR.finditer(bare))[:MAX_CUTS]:
        is_colon = cut.group().strip() == ":"
        front, back = bare[: cut.start()].strip(), bare[cut.end() :].strip()
        if weight(front) > _TINY:
            yield Line(front, None, frozenset({"front_of_colon" if is_colon else "front_of_dash"}))
        if weight(back) > _TINY:
            yield Line(back, None, frozenset() if is_colon else frozenset({"back_of_dash"}))


def _whole_pieces(document: Document, shown: Sequence[Line], said: Sequence[Line]) -> list[Line]:
    """Beginnings and ends of declared titles that an element shows and nothing else: a headline without the outlet.

    None of a title that is shown whole: what is cut from that is a kicker.
    """
    whole = {_bare(line.text) for line in shown}
    cut = [line.text for line in said if "declared" in line.signs and _bare(line.text) not in whole]
    pieces = {_bare(piece): piece for text in cut for piece in _pieces(text)}
    tops = [line for line in shown if "above_prose" in line.signs] or shown
    alone = {_bare(line.text) for line in tops if not line.signs & {"linked", "aside"}}
    alone |= {_bare(text) for text in _own_texts(document)} if pieces.keys() - alone else set()
    return [Line(piece, None, frozenset({"shown_whole"})) for key, piece in pieces.items() if key in alone]


def _pieces(text: str) -> Iterator[str]:
    """What stands before or behind an edge of a title and outweighs each part that is cut off: else it is a kicker."""
    edges = list(_EDGE.finditer(text))[:_MAX_EDGES]
    for edge in edges:
        front, back = text[: edge.start()], text[edge.end() :]
        for piece, rest in ((front, back), (back, front)):
            if weight(piece) > max(_TINY, *map(weight, _EDGE.split(rest))):
                yield piece


def _own_texts(document: Document) -> Iterator[str]:
    """Texts of elements that are a line of their own, without links."""
    for node in document.root.iter(*_LINE_TAGS):
        if node.text and 1 < len(node.text) <= _MAX_CHARACTERS and not len(node):
            yield node.text


# --- lines compared ------------------------------------------------------------------------------------------------


class _Comparison:
    """What a line says beside the others: how it is declared, what it repeats, its length, what the address says."""

    def __init__(self, url: str, outlet: Outlet, grouped: dict[str, list[Line]]) -> None:
        self.outlet, self.grouped = outlet, grouped
        self.declared = {key: lines[0].text.casefold() for key, lines in grouped.items() if _has(lines, "declared")}
        self.shown = [key for key, lines in grouped.items() if lines[0].element is not None]
        try:
            self.address = _long_words(unquote(urlsplit(url).path))
        except ValueError:
            self.address = frozenset()

    def signs(self, key: str) -> set[str]:
        lines = self.grouped[key]
        signs = {sign for line in lines for sign in line.signs}
        if len(signs & {"og", "twitter", "json_ld", "head", "meta"}) > 1:
            signs.add("declared_twice")
        if self.outlet.is_named(lines[0].text):
            signs.add("site_name")
        if signs & _PIECES and signs & _SHOWN:
            signs.add("shown_piece")
        if any(shown.startswith(key) and shown != key for shown in self.shown):
            signs.add("start_of_shown")
        return signs | set(self._likeness(key)) | set(_measure(lines[0].text)) | set(self._address(lines[0].text))

    def _likeness(self, key: str) -> Iterator[str]:
        text = self.grouped[key][0].text.casefold()
        likeness = max((fuzz.ratio(text, said) for other, said in self.declared.items() if other != key), default=0)
        if likeness >= _LIKE:
            yield "near_declared" if likeness >= _NEAR else "like_declared"
        if any(key in other and len(other) < 2 * len(key) for other in self.declared if other != key):
            yield "inside_declared"

    def _address(self, text: str) -> Iterator[str]:
        words = _long_words(text)
        share = len(words & self.address) / len(words) if words and self.address else None
        if share is not None and (share >= 0.6 or share < 0.25):
            yield "of_address" if share >= 0.6 else "not_of_address"


def _measure(text: str) -> Iterator[str]:
    length = weight(text)
    if length <= _LONG:
        yield "tiny" if length < _TINY else "short" if length < _SHORT else "usual"
    if text.isupper():
        yield "upper"


def _has(lines: Sequence[Line], sign: str) -> bool:
    return any(sign in line.signs for line in lines)


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) > 2)
