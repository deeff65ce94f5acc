"""Where the words of a reading stand in the bytes of its page: kept with it, so that each quote leads back to bytes.

Markup, entities and JSON escapes stand between words or in place of letters; what is looked for is the text without
white space, in the page without markup, and then in its scripts. Pure.
"""

import html as entities
import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

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
        before = _size(text[start:at], self.encoding)
        if not start < at < end or before is None or _size(text[start:end], self.encoding) != last - first:
            return run[edge]
        return first + before

# A quoted value may hold ">"; one that is never closed is looked for no further than any real one reaches.
_TAG = r"</?[a-zA-Z!?](?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*>"
_HIDING_END = re.compile(r"</(script|style|noscript|template)\s*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]*>", re.IGNORECASE)
_SCRIPT_END = re.compile("</script", re.IGNORECASE)
_ESCAPED = re.compile(
    r"(?P<skip>\\[nrtbf]|</?[a-zA-Z!?][^<>\"]*>|<\\/[a-zA-Z][^<>\"]*>|\s+)"
    r"|(?P<entity>(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<plain>[^<&\s\\]+|[<&\\])",
    re.DOTALL,
)
# A beginning of so many letters that is found once is not found by chance.
_SEED = 24
# Text that is nowhere on the page was made by a reader: after so many vain searches the rest is given up.
_MAX_VAIN = 60
# Letters gone through in some three seconds: a text in 8,000 pieces needs that many, one in paragraphs a hundredth.
_MAX_SEARCHED = 10_000_000_000
_MARKED = 512
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
    return any(wanted == _stream([tokens]).text for tokens in (_markup(source), _ESCAPED.finditer(source)))


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _last_letter(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _size(text: str, encoding: str) -> int | None:
    """None where the encoding cannot write it: an entity stood there."""
    try:
        return len(text.encode(encoding, "surrogateescape"))
    except UnicodeEncodeError:
        return None


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


def _stream(passages: Iterable[Iterable[re.Match[str]]]) -> _Stream:
    """The letters of the tokens of each passage; what stands in two of them is parted by a line's end."""
    parts: list[str] = []
    starts, places, units = list[int](), list[int](), list[int]()
    length = 0
    for place, written, letters in _tokens(passages):
        if letters:
            starts.append(length)
            places.append(place)
            units.append(0 if letters == written else len(written))
            parts.append(letters)
            length += len(letters)
    return _Stream("".join(parts), starts, places, units)


def _tokens(passages: Iterable[Iterable[re.Match[str]]]) -> Iterator[tuple[int, str, str]]:
    """Where each piece of the source stands, how it is written, and the letters that it makes."""
    for number, passage in enumerate(passages):
        if number:
            yield 0, "", "\n"
        for match in passage:
            written = match.group()
            if match.lastgroup == "entity":
                yield match.start(), written, _bare(_resolved(written))
            elif match.lastgroup == "plain" and (letters := _bare(written)) == written:
                yield match.start(), written, letters
            elif match.lastgroup == "plain":
                for cluster in _CLUSTER.finditer(written):
                    yield match.start() + cluster.start(), cluster.group(), _bare(cluster.group())


def _markup(source: str) -> Iterator[re.Match[str]]:
    """The tokens of a page. Behind the last end of a comment, of a script or of a tag none is looked for, so that the
    time is linear whatever is left open."""
    place = 0
    hidden = {end[1].lower(): end.start() for end in _HIDING_END.finditer(source)}
    ends = {"comment": source.rfind("-->"), "tag": source.rfind(">"), **hidden}
    while place < len(source):
        ahead = {name: end for name, end in ends.items() if end > place}
        border = min(ahead.values(), default=len(source))
        for match in _markup_tokens(frozenset(ahead)).finditer(source, place):
            if match.start() >= border:
                place = match.start()
                break
            yield match
        else:
            return


@cache
def _markup_tokens(ended: frozenset[str]) -> re.Pattern[str]:
    """What a page is made of, as far as it ends: comments, tags with any quotes, and elements that hide their text."""
    hiding = "|".join(sorted(ended - {"comment", "tag"}))
    skipped = [
        *(["<!--.*?-->"] if "comment" in ended else []),
        *([rf"<(?P<hiding>{hiding})\b[^>]*>.*?</(?P=hiding)\s*>"] if hiding else []),
        _TAG,
        *([r"</?[a-zA-Z!?][^>]*>"] if "tag" in ended else []),
        r"\s+",
    ]
    return re.compile(
        rf"(?P<skip>{'|'.join(skipped)})"
        r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
        r"|(?P<plain>[^<&\s]+|[<&])",
        re.DOTALL | re.IGNORECASE,
    )


def _in_scripts(source: str) -> Iterator[Iterator[re.Match[str]]]:
    """The tokens of each script of a page."""
    begin = 0
    for end in _SCRIPT_END.finditer(source):
        script = _SCRIPT.search(source, begin, source.rfind(">", begin, end.start()) + 1)
        if script:
            yield _ESCAPED.finditer(source, script.end(), end.start())
        begin = end.end()


def _resolved(written: str) -> str:
    if written[0] == "&":
        return entities.unescape(written)
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written[1:]


def _bare(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", seen(text)))


class _Page:
    """A page's characters and its streams; that of the scripts is made when a text is not on the page itself."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.markup = _stream([_markup(source)])

    @cached_property
    def scripts(self) -> _Stream:
        return _stream(_in_scripts(self.source))


def _letters(body: bytes, encoding: Encoding) -> _Page | None:
    """None where letters and bytes cannot be counted against each other: the encoding keeps a state, or does not write
    the page as it is."""
    if not encoding.is_stateless:
        return None
    content = body[encoding.mark_bytes :]
    try:
        source = content.decode(encoding.name, "surrogateescape")
    except UnicodeError:  # half a letter of UTF-16 cannot be escaped
        return None
    return _Page(source) if _size(source, encoding.name) == len(content) else None


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
        self._page, self._cursor, self._vain, self._searched = page, 0, 0, 0

    def pieces(self, letters: str, begin: int, stop: int) -> Iterator[tuple[int, int, _Stream, int]]:
        """start, length, stream and place in the stream of what is found of `letters[begin:stop]`."""
        at = begin
        while at < stop and self._vain < _MAX_VAIN and self._searched < _MAX_SEARCHED:
            length, stream, found = self._longest(letters[at:stop])
            if length:
                yield at, length, stream, found
                at += length
            else:
                self._vain += 1
                at += _SEED

    def _longest(self, wanted: str) -> tuple[int, _Stream, int]:
        markup = self._page.markup
        if (found := self._next(wanted)) >= 0:
            self._cursor = found + len(wanted)
            return len(wanted), markup, found
        if (found := self._find(wanted, self._page.scripts, 0)) >= 0:
            return len(wanted), self._page.scripts, found
        if (found := self._next(wanted[:_SEED])) < 0:
            return 0, markup, 0
        length = _shared(wanted, markup.text, found)
        self._cursor = found + length
        return length, markup, found

    def _next(self, wanted: str) -> int:
        """Where it stands behind what was found last, else anywhere on the page; -1 if nowhere."""
        found = self._find(wanted, self._page.markup, self._cursor)
        return self._find(wanted, self._page.markup, 0) if found < 0 else found

    def _find(self, wanted: str, stream: _Stream, begin: int) -> int:
        found = stream.text.find(wanted, begin)
        self._searched += (len(stream.text) if found < 0 else found) - begin + len(wanted)
        return found


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
    """Byte offsets of places in the source, counted from the last of some marks."""

    def __init__(self, source: str, encoding: Encoding) -> None:
        self._source, self._name = source, encoding.name
        steps = (source[at : at + _MARKED] for at in range(0, len(source), _MARKED))
        self._marks = list(accumulate(map(self._size, steps), initial=encoding.mark_bytes))

    def at(self, place: int) -> int:
        mark = place // _MARKED
        return self._marks[mark] + self._size(self._source[mark * _MARKED : place])

    def _size(self, text: str) -> int:
        return len(text.encode(self._name, "surrogateescape"))
