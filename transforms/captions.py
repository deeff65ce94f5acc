"""The captions of a page's pictures, told from its text: by tags and classes, by one box with the picture, or behind
it by a credit (vocab/caption_signs.csv) or another face than the paragraphs have. A place behind a picture alone says
nothing: reviews write a paragraph a picture."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from transforms import vocab
from transforms.blocks import BLOCKS, SILENT
from transforms.boilerplate import is_cue
from transforms.characters import tidy, weight
from transforms.document import Element, drop, element_text

_MAX_CAPTION_WEIGHT = 800
# Weights of a caption without a credit: below a picture in its box or in another face; in a figure or with both. On the
# benchmark's pages labelled with their whole text 127 such lines and 103 with a credit are no part of that, 24 and 5
# are; most of these are captions all the same.
_MIN_UNSIGNED_WEIGHT, _MAX_UNSIGNED_WEIGHT, _MAX_BOXED_WEIGHT = 12, 110, 300
# Characters at a line's two ends among which its credit stands.
_SIGNED_HEAD, _SIGNED_TAIL = 20, 60
# What stands behind a label alone, "Photo:".
_MAX_LABELLED_WEIGHT = 80
_MAX_BOX_LINES = 3
_PROSE_WEIGHT, _NO_PROSE = 80, frozenset({"link", "furniture"})
# A picture belongs to the article if prose stands within so many lines of it, a class says caption of a picture within.
_NEAR_PROSE, _NEAR_PICTURE = 5, 3
_ICON_PIXELS = 60
_NAME_CHARACTERS = 200
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "header"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PICTURES = frozenset({"img", "picture", "video", "iframe", "embed", "object", "amp-img", "canvas"})
_CELLS = frozenset({"td", "th", "figcaption"})
_SPECIAL = {"a": "link", "li": "list", "dl": "list", "figure": "figure", "blockquote": "quote"} | dict.fromkeys(
    _FURNITURE, "furniture"
) | dict.fromkeys(_HEADINGS, "heading")
_TAG_FACES = {"small": "small", "i": "italic", "em": "italic", "cite": "italic", "center": "centred", "font": "font"}
_STYLE_FACES = (
    ("centred", re.compile(r"text-align\s*:\s*center")), ("italic", re.compile(r"font-style\s*:\s*italic")),
    ("small", re.compile(r"font-size")), ("colour", re.compile(r"(?:^|[;\s])color\s*:")),
    ("font", re.compile(r"font-family")),
)  # fmt: skip
_CAPTION_CLASS = re.compile(r"caption|img_desc|img-desc|photo_desc|photo-credit|image-credit")
_CAPTION_TAGS = frozenset({"p", "div", "span", "em", "dd", "td", "small"})
# Parts of the names of boxes whose picture shows who writes or what is sold, not what happened.
_OTHER_PICTURE = (
    "author", "byline", "avatar", "profile", "reporter", "journalist", "logo", "icon", "emoji", "smiley", "banner",
    "advert", "promo", "share", "social", "sns", "related", "recommend", "comment", "widget", "sidebar", "menu", "nav",
    "breadcrumb", "footer", "header",
)  # fmt: skip
_CLOSED = re.compile(r"[.!?。！？…][\"'”’」』)）\]]*$")
_CLOSING_CHARACTERS = 6
_QUOTATION = re.compile(r"[\"“„«「『‘].*[\"”“»」』’]")
_CUES = ("line", "box", "end")


@dataclass(slots=True, eq=False)
class _Line:
    """What stands between two breaks: `pieces` are the places in the tree that hold it, an element and whether it is
    the text behind it; `inside` are tags and `faces` looks that all of it shares. `behind` says how it follows a
    picture: "" not at all, else "joined" in one line with it or "parted" by a break."""

    pieces: list[tuple[Element, bool]]
    inside: frozenset[str]
    faces: frozenset[str]
    behind: str
    text: str = ""
    box: str = ""


class _Around(NamedTuple):
    """What an element hands down: `inside` marks of tags and names, `faces` looks."""

    inside: frozenset[str] = frozenset()
    faces: frozenset[str] = frozenset()


class _Said(NamedTuple):
    """What an element adds to that by itself, and whether its name says caption."""

    inside: frozenset[str]
    faces: frozenset[str]
    is_caption: bool


_Open = tuple[_Around, bool, int, int]
"""Of an element that is being read: what it hands down, whether its name says caption, and how many lines and pictures
stood before it."""


def take_captions(root: Element) -> list[str]:
    """Captions and credits of the pictures, taken out of the tree: they are never text (TRAPS.md, row 103)."""
    walk = _Walk(root)
    prose = [i for i, line in enumerate(walk.lines) if _is_prose(line)]
    usual = _usual_faces([walk.lines[i] for i in prose])
    lines = [
        line for i, line in enumerate(walk.lines)
        if _is_caption(line, usual, _is_near(prose, i - _NEAR_PROSE, i + _NEAR_PROSE))
        or (i and _is_labelled(walk.lines[i - 1], line))
    ]  # fmt: skip
    found, dropped = _taken_by_name(walk.named_near_pictures())
    for line in lines:
        if not any(_is_below(element, dropped) for element, _ in line.pieces):
            found.append(line.text)
            _blank(line)
    return list(dict.fromkeys(found))


def _taken_by_name(elements: Iterable[Element]) -> tuple[list[str], set[Element]]:
    """The texts of what tags and classes call captions, and the elements that were dropped for it."""
    found: list[str] = []
    dropped: set[Element] = set()
    for element in elements:
        written = element_text(element)
        if weight(written) > _MAX_CAPTION_WEIGHT or element.getparent() is None or _is_below(element, dropped):
            continue
        if written and not any(a.tag in _FURNITURE or a.tag == "a" for a in element.iterancestors()):
            found.append(written)
        drop(element)
        dropped.add(element)
    return found, dropped


def _is_below(element: Element, dropped: set[Element]) -> bool:
    return element in dropped or any(ancestor in dropped for ancestor in element.iterancestors())


def _is_caption(line: _Line, usual: frozenset[str], is_near_prose: bool) -> bool:
    """Whether a line is the caption of the picture before it, or nothing but a credit wherever it stands."""
    size = weight(line.text)
    if size > _MAX_CAPTION_WEIGHT or "furniture" in line.inside:
        return False
    if _ALONE.fullmatch(line.text):
        return True
    is_placed = is_near_prose and (line.behind or line.box == "figure")
    if not is_placed or line.inside & {"link", "list", "other"}:
        return False
    if _is_signed(line.text):
        return True
    if "heading" in line.inside or _QUOTATION.fullmatch(line.text) or any(is_cue(line.text, w) for w in _CUES):
        return False
    return _MIN_UNSIGNED_WEIGHT <= size <= _most_weight(line, line.faces - usual)


def _most_weight(line: _Line, faces: frozenset[str]) -> int:
    """Up to which weight a line without a credit is a caption; 0 where nothing sets it apart. Italics open articles
    too, and count only in one box with the picture."""
    if line.box == "figure" or (line.box == "one" and faces):
        return _MAX_BOXED_WEIGHT
    is_below = line.box == "one" and line.behind == "parted"
    return _MAX_UNSIGNED_WEIGHT if is_below or faces - {"italic"} else 0


def _is_labelled(before: _Line, line: _Line) -> bool:
    return _LABEL.fullmatch(before.text) is not None and weight(line.text) <= _MAX_LABELLED_WEIGHT


@lru_cache(maxsize=1024)
def _is_signed(text: str) -> bool:
    """Whether a credit opens or closes a line; in the middle a photograph may be what a sentence is about."""
    return any(
        match.start() <= _SIGNED_HEAD or match.end() >= len(text) - _SIGNED_TAIL for match in _CREDIT.finditer(text)
    )


def _usual_faces(prose: Sequence[_Line]) -> frozenset[str]:
    """The looks that at least half of the page's prose has."""
    seen: dict[str, int] = {}
    for line in prose:
        for face in line.faces:
            seen[face] = seen.get(face, 0) + 1
    return frozenset(face for face, count in seen.items() if 2 * count >= len(prose))


def _is_prose(line: _Line) -> bool:
    if 2 * len(line.text) < _PROSE_WEIGHT or not line.inside.isdisjoint(_NO_PROSE):
        return False
    return weight(line.text) >= _PROSE_WEIGHT and _CLOSED.search(line.text[-_CLOSING_CHARACTERS:]) is not None


def _is_near(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _blank(line: _Line) -> None:
    for element, is_tail in line.pieces:
        if is_tail:
            element.tail = ""
        else:
            element.text = ""


class _Walk:
    """A page's lines in document order, from one walk through its tree; `pictures` are the places between lines where
    a picture stands, `named` the elements that say caption, with their first line and that after the last."""

    def __init__(self, root: Element) -> None:
        self.lines: list[_Line] = []
        self.pictures: list[int] = []
        self.named: dict[Element, tuple[int, int]] = {}
        self._line: _Line | None = None
        self._behind = ""
        opened: list[_Open] = [(_Around(), False, 0, 0)]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _UNREAD:
                    walk.skip_subtree()
                else:
                    opened.append(self._enter(element, tag, opened[-1][0]))
                continue
            if tag in _UNREAD:
                self._see(element)
            else:
                self._leave(element, tag, opened.pop())
            if (text := element.tail) and not text.isspace() and element is not root:
                self._add(element, True, opened[-1][0])
        self._end_line()

    def named_near_pictures(self) -> list[Element]:
        """What says caption by its tag, or by its class with a picture inside or a few lines before or behind. Some
        pictures are brought by a script: there a figure around it or a credit is the second sign."""
        return [
            element for element, (start, end) in self.named.items()
            if element.tag == "figcaption" or _is_near(self.pictures, start - _NEAR_PICTURE, end + _NEAR_PICTURE)
            or next(element.iterancestors("figure"), None) is not None
            or any(_is_signed(line.text) for line in self.lines[start : min(end, start + _MAX_BOX_LINES)]
                   if len(line.text) <= _MAX_CAPTION_WEIGHT)
        ]  # fmt: skip

    def _enter(self, element: Element, tag: str, around: _Around) -> _Open:
        if tag in _BREAKING:
            self._end_line()
        said = _said_by(element, tag)
        if said.is_caption:
            self.named[element] = (len(self.lines), len(self.lines))
        inner = around
        if said is not _NOTHING and not (said.inside <= around.inside and said.faces <= around.faces):
            inner = _Around(around.inside | said.inside, around.faces | said.faces)
        opened = inner, said.is_caption, len(self.lines), len(self.pictures)
        if (text := element.text) and not text.isspace():
            self._add(element, False, inner)
        return opened

    def _leave(self, element: Element, tag: str, left: _Open) -> None:
        _, is_named, start, pictures = left
        if is_named:
            self.named[element] = (start, len(self.lines) + (self._line is not None))
        if tag not in _HOLDERS:
            return
        self._end_line()
        if len(self.pictures) > pictures and 0 < len(self.lines) - start <= _MAX_BOX_LINES:
            self._box(tag, self.lines[start:])

    def _box(self, tag: str, lines: Sequence[_Line]) -> None:
        """Marks the lines that alone share an element with a picture: several only in a figure or with a credit."""
        is_signed = any(_is_signed(line.text) for line in lines if len(line.text) <= _MAX_CAPTION_WEIGHT)
        for line in lines:
            if line.box != "figure" and (tag == "figure" or len(lines) == 1 or is_signed):
                line.box = "figure" if tag == "figure" else "one"

    def _see(self, element: Element) -> None:
        if _is_picture(element):
            self.pictures.append(len(self.lines))
            self._behind = "joined"

    def _add(self, element: Element, is_tail: bool, around: _Around) -> None:
        line = self._line
        if line is None:
            self._line = _Line([(element, is_tail)], around.inside, around.faces, self._behind)
            self._behind = ""
            return
        line.inside, line.faces = line.inside & around.inside, line.faces & around.faces
        line.pieces.append((element, is_tail))

    def _end_line(self) -> None:
        if self._behind:
            self._behind = "parted"
        if line := self._line:
            line.text = tidy("".join((e.tail if is_tail else e.text) or "" for e, is_tail in line.pieces))
            self.lines.append(line)
            self._line = None


def _said_by(element: Element, tag: str) -> _Said:
    name, identity, style, align = map(element.get, ("class", "id", "style", "align"))
    if not (name or identity or style or align or tag in _MARKED):
        return _NOTHING
    return _said(tag, (name or "")[:_NAME_CHARACTERS], (identity or "")[:_NAME_CHARACTERS],
                 (style or "")[:_NAME_CHARACTERS], align or "")  # fmt: skip


@lru_cache(maxsize=8192)
def _said(tag: str, name: str, identity: str, style: str, align: str) -> _Said:
    inside = {_SPECIAL[tag]} if tag in _SPECIAL else set()
    if tag not in _WHOLE and (_is_of_other(name) or _is_of_other(identity)):
        inside.add("other")
    faces = {_TAG_FACES[tag]} if tag in _TAG_FACES else set()
    faces |= {face for face, pattern in _STYLE_FACES if pattern.search(style.lower())}
    faces |= {"centred"} if align.lower() in ("center", "middle") else set()
    is_caption = tag == "figcaption" or (tag in _CAPTION_TAGS and _CAPTION_CLASS.search(name) is not None)
    return _Said(frozenset(inside), frozenset(faces), is_caption) if inside or faces or is_caption else _NOTHING


@lru_cache(maxsize=8192)
def _is_of_other(name: str) -> bool:
    """Whether a name is that of a box whose pictures are not the article's."""
    lowered = name.lower()
    return any(part in lowered for part in _OTHER_PICTURE)


def _is_picture(element: Element) -> bool:
    """Whether an element shows a picture that is no icon by its size or name; without scripts it stands in noscript."""
    if element.tag == "noscript":
        return element.find(".//img") is not None
    if element.tag not in _PICTURES or _is_of_other(element.get("class", "")[:_NAME_CHARACTERS]):
        return False
    sizes = [element.get(key, "").removesuffix("px") for key in ("width", "height")]
    return not any(size.isdecimal() and int(size) <= _ICON_PIXELS for size in sizes)


def _signs(says: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in vocab.rows("caption_signs") if row["says"] == says))


_MARKED = frozenset({*_SPECIAL, *_TAG_FACES, "figcaption"})
# Names of these are of the whole page.
_WHOLE = ("html", "body")
_NOTHING = _Said(frozenset(), frozenset(), False)
_HOLDERS = BLOCKS | _CELLS
_BREAKING = _HOLDERS | {"br"}
_UNREAD = SILENT | _PICTURES
_CREDIT, _ALONE, _LABEL = _signs("credit"), _signs("alone"), _signs("label")
