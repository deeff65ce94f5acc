"""Where the words of a reading stand in the bytes of its page: kept with it, so that each quote leads back to bytes.

Markup, entities and JSON escapes stand between words or in place of letters; what is looked for is the text without
white space, in the page without markup, and then in its scripts. Pure.
"""

import html as entities
import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.characters import seen
from transforms.charset import Encoding, encoding_of

Run = tuple[int, int, int, int, int]
"""start, end, first, last, piece: `text[start:end]` stands in bytes `first:last` of the body after Content-Encoding.
Where the bytes are no more than the letters need, each letter stands in its own bytes; else all share them. Runs of one
piece have nothing but markup and white space between them."""


@dataclass(frozen=True)
class ByteMap:
    """The runs of a text in the order of its letters, and the Python name of the encoding that cuts them to letters."""

    encoding: str
    runs: tuple[Run, ...]

    def bytes_of(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The bytes that hold `text[start:end]`; None if its first or last letter is in no run, or the passage does not
        stand in one piece."""
        inside = [run for run in self.runs if run[0] < end and start < run[1]]
        if not inside or inside[0][0] > _first_letter(text, start) or inside[-1][1] < _last_letter(text, end):
            return None
        if len({run[4] for run in inside}) > 1:
            return None
        return self._cut(inside[0], text, start, 2), self._cut(inside[-1], text, end, 3)

    def _cut(self, run: Run, text: str, at: int, edge: int) -> int:
        """The byte at a place inside a run; the run's own edge (2 or 3) where the place is outside or its letters share
        their bytes."""
        start, end, first, last, _ = run
        if not start < at < end or _size(text[start:end], self.encoding) != last - first:
            return run[edge]
        return first + _size(text[start:at], self.encoding)

# A quoted value may hold ">"; one that is never closed is looked for no further than any real one reaches.
_TAG = r"</?[a-zA-Z!?](?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*>|</?[a-zA-Z!?][^>]*>"
_MARKUP = re.compile(
    rf"(?P<skip><!--.*?-->|<(?P<tag>script|style|noscript|template)\b[^>]*>.*?</(?P=tag)\s*>|{_TAG}|\s+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<plain>[^<&\s]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_SCRIPTS = re.compile(r"<script\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
_ESCAPED = re.compile(
    r"(?P<skip>\\[nrtbf]|</?[a-zA-Z!?][^>\"]*>|<\\/[a-zA-Z][^>\"]*>|\s+)"
    r"|(?P<entity>(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<plain>[^<&\s\\]+|[<&\\])",
    re.DOTALL,
)
# A beginning of so many letters that is found once is not found by chance.
_SEED = 24
# Text that is nowhere on the page was made by a reader: after so many vain searches the rest is given up.
_MAX_VAIN = 60
_SPACE = re.compile(r"\s+")
# A letter with the marks and vowels that NFC may put into it.
_CLUSTER = re.compile(".[\u0300-\u036f\u1160-\u11ff\u3099\u309a]*", re.DOTALL)


def byte_map(body: bytes, headers: Mapping[str, str], text: str) -> ByteMap:
    """Where the letters of a text stand in a body; white space is in no run, nor what the body does not say, and there
    are no runs where the encoding keeps a state (ISO-2022)."""
    encoding = encoding_of(body, headers)
    page = _letters(body, encoding)
    return ByteMap(encoding.name, tuple(_in_bytes(_placed(text, page), page, encoding)) if page else ())


def says(body: bytes, first: int, last: int, encoding: str, words: str) -> bool:
    """Whether bytes of a page, read without markup, entities and escapes, say these words; white space and the bars
    between cells aside."""
    source = body[first:last].decode(encoding, "replace")
    wanted = "".join(words[place] for place in _sought(words))
    return any(wanted == stream.text for stream in (_stream(source, _MARKUP), _stream(source, _ESCAPED)))


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _last_letter(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _size(text: str, encoding: str) -> int:
    return len(text.encode(encoding, "surrogateescape"))


# --- the page as a stream of letters -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stream:
    """Letters without white space and markup: `text[starts[i]:]` comes from `source[places[i]:]`, letter by letter if
    `units[i]` is 0, else from that many letters of the source as a whole."""

    text: str
    starts: list[int]
    places: list[int]
    units: list[int]

    def place(self, at: int) -> tuple[int, int]:
        """Where the letter stands in the source: its first place, and the one behind it."""
        part = bisect_right(self.starts, at) - 1
        begin, unit = self.places[part], self.units[part]
        if unit:
            return begin, begin + unit
        begin += at - self.starts[part]
        return begin, begin + 1


def _stream(source: str, tokens: re.Pattern[str], begin: int = 0, stop: int | None = None) -> _Stream:
    parts: list[str] = []
    starts, places, units = list[int](), list[int](), list[int]()
    length = 0
    for place, written, letters in _tokens(source, tokens, begin, len(source) if stop is None else stop):
        if letters:
            starts.append(length)
            places.append(place)
            units.append(0 if letters == written else len(written))
            parts.append(letters)
            length += len(letters)
    return _Stream("".join(parts), starts, places, units)


def _tokens(source: str, tokens: re.Pattern[str], begin: int, stop: int) -> Iterator[tuple[int, str, str]]:
    """Where each piece of the source stands, how it is written, and the letters that it makes."""
    for match in tokens.finditer(source, begin, stop):
        written = match.group()
        if match.lastgroup == "entity":
            yield match.start(), written, _bare(_resolved(written))
        elif match.lastgroup == "plain" and (letters := _bare(written)) == written:
            yield match.start(), written, letters
        elif match.lastgroup == "plain":
            for cluster in _CLUSTER.finditer(written):
                yield match.start() + cluster.start(), cluster.group(), _bare(cluster.group())


def _resolved(written: str) -> str:
    if written[0] == "&":
        return entities.unescape(written)
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written[1:]


def _bare(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", seen(text)))


@dataclass
class _Page:
    """A page's characters and its streams; that of the scripts is made when a text is not on the page itself."""

    source: str
    markup: _Stream
    scripts: list[_Stream] | None = None

    def streams(self, where: Literal["markup", "scripts"]) -> list[_Stream]:
        if where == "markup":
            return [self.markup]
        if self.scripts is None:
            self.scripts = [_stream(self.source, _ESCAPED, *m.span(1)) for m in _SCRIPTS.finditer(self.source)]
        return self.scripts


def _letters(body: bytes, encoding: Encoding) -> _Page | None:
    if not encoding.is_stateless:
        return None
    source = body[encoding.mark_bytes :].decode(encoding.name, "surrogateescape")
    return _Page(source, _stream(source, _MARKUP))


# --- a text in the stream ------------------------------------------------------------------------------------------

_Placed = tuple[int, int, int, int]
"""A letter's place in the text, its first and last place in the source, and its piece."""


def _placed(text: str, page: _Page) -> Iterator[_Placed]:
    """Each letter of a text with its place in the source, in the order of the text."""
    at = _sought(text)
    letters = "".join(text[place] for place in at)
    finder = _Finder(page)
    begin = piece = 0
    for stop in _paragraph_ends(text, at):
        for start, length, stream, found in finder.pieces(letters, begin, stop):
            piece += 1
            for step in range(length):
                yield (at[start + step], *stream.place(found + step), piece)
        begin = stop


def _sought(text: str) -> list[int]:
    """The places of a text's letters, without the bars that no page has."""
    return [place for place, letter in enumerate(text) if not letter.isspace() and not _is_bar(text, place)]


def _is_bar(text: str, place: int) -> bool:
    """Whether a letter is the bar that a reader puts between the cells of a table."""
    return text[place] == "|" and text[max(0, place - 1) : place + 2] == " | "


def _paragraph_ends(text: str, at: Sequence[int]) -> Iterator[int]:
    """Numbers of letters before which a paragraph ends, and their count."""
    for number in range(1, len(at)):
        if at[number] - at[number - 1] > 1 and "\n" in text[at[number - 1] : at[number]]:
            yield number
    yield len(at)


class _Finder:
    """Finds paragraphs one behind the other; each whole if it can be, else piece by piece."""

    def __init__(self, page: _Page) -> None:
        self._page, self._cursor, self._vain = page, 0, 0

    def pieces(self, letters: str, begin: int, stop: int) -> Iterator[tuple[int, int, _Stream, int]]:
        """start, length, stream and place in the stream of what is found of `letters[begin:stop]`."""
        at = begin
        while at < stop and self._vain < _MAX_VAIN:
            length, stream, found = self._longest(letters[at:stop])
            if length:
                yield at, length, stream, found
                at += length
            else:
                self._vain += 1
                at += _SEED

    def _longest(self, wanted: str) -> tuple[int, _Stream, int]:
        markup = self._page.markup
        for where, stream in self._streams():
            found = stream.text.find(wanted, self._cursor if where == "markup" else 0)
            found = stream.text.find(wanted) if found < 0 else found
            if found >= 0:
                self._cursor = found + len(wanted) if where == "markup" else self._cursor
                return len(wanted), stream, found
        found = markup.text.find(wanted[:_SEED], self._cursor)
        found = markup.text.find(wanted[:_SEED]) if found < 0 else found
        if found < 0:
            return 0, markup, 0
        length = _shared(wanted, markup.text, found)
        self._cursor = found + length
        return length, markup, found

    def _streams(self) -> Iterator[tuple[str, _Stream]]:
        yield "markup", self._page.markup
        for stream in self._page.streams("scripts"):
            yield "scripts", stream


def _shared(wanted: str, text: str, at: int) -> int:
    """How many letters of `wanted` stand at a place of `text`."""
    low, high = 0, min(len(wanted), len(text) - at)
    while low < high:
        middle = (low + high + 1) // 2
        if text.startswith(wanted[:middle], at):
            low = middle
        else:
            high = middle - 1
    return low


# --- from letters to bytes -----------------------------------------------------------------------------------------


def _in_bytes(placed: Iterator[_Placed], page: _Page, encoding: Encoding) -> Iterator[Run]:
    """Runs of letters that stand one behind the other both in the text and, with at most the same blank between, in the
    source."""
    counter = _Bytes(page.source, encoding)
    run: list[int] = []
    for at, begin, stop, piece in placed:
        if run and run[4] == piece and _is_joined(run, at, begin, stop, page.source):
            run[1], run[3] = at + 1, stop
            continue
        if run:
            yield run[0], run[1], counter.at(run[2]), counter.at(run[3]), run[4]
        run = [at, at + 1, begin, stop, piece]
    if run:
        yield run[0], run[1], counter.at(run[2]), counter.at(run[3]), run[4]


def _is_joined(run: list[int], at: int, begin: int, stop: int, source: str) -> bool:
    """Whether a letter goes on with a run: one more of the same entity, or a plain one that follows in both."""
    _, end, first, last, _ = run
    if at == end and (begin, stop) == (first, last):
        return True
    if stop - begin != 1 or last - first != end - run[0]:
        return False
    return (at == end and begin == last) or (at == end + 1 and begin == last + 1 and source[last] == " ")


class _Bytes:
    """Byte offsets of places in the source, counted on from the last one that was asked for."""

    def __init__(self, source: str, encoding: Encoding) -> None:
        self._source, self._name = source, encoding.name
        self._mark, self._place, self._bytes = encoding.mark_bytes, 0, 0

    def at(self, place: int) -> int:
        if place < self._place:
            self._place = self._bytes = 0
        self._bytes += len(self._source[self._place : place].encode(self._name, "surrogateescape"))
        self._place = place
        return self._mark + self._bytes
