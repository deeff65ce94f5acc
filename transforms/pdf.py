"""The text layer of a PDF file: lines with their page, their place in its text and their place on the paper.

Knows the file format through pypdf, and nothing of what the paper says (`transforms.paper`).
"""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

import pypdf

from transforms.characters import tidy
from transforms.fence import fenced, note

# The longest reports of the UN's panels have some 500 pages and 2.5 million characters.
_MAX_PAGES = 600
_MAX_CHARACTERS = 4_000_000
# Work over all pages. A page of plain text has 3,000 operators in 20 KB; one of a map or chart a hundred times as many.
_MAX_OPERATORS = 2_000_000
_MAX_STREAM_BYTES = 25_000_000
# What is drawn by name may be parsed anew each time.
_OPERATORS_OF_A_DRAWING = 500
_BOUNDS: dict[str, Any] = {
    "maximum_declared_stream_length": 20_000_000,
    "array_based_stream_maximum_output_length": 8_000_000,
    "lzw_maximum_output_length": 8_000_000,
    "run_length_maximum_output_length": 8_000_000,
    "zlib_maximum_output_length": 8_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "brotli_maximum_output_length": 8_000_000,
    "stream_decoding_work_maximum_length": 30_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 10_000,
    "xform_maximum_invocations_per_extraction": 500,
}
_HEAD_BYTES = 1024
# The tables of fonts are read for each page anew; more letters than these in one are refused by pypdf.
_LETTERS_OF_AN_OPERATOR = 4
_MAX_LETTERS = 100_000
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9a-fA-F]{1,8})>\s*<([0-9a-fA-F]{1,8})>")


@dataclass(frozen=True)
class Line:
    """A line as it is printed. `layer[start:end]` of its page, counted from 1, is the line without outer white space;
    `text` is the same, tidied. `x, y` are points from the left and from below, `size` is the font's, in points."""

    page: int
    start: int
    end: int
    text: str
    x: float
    y: float
    size: float
    is_after_blank: bool = False


@dataclass(frozen=True)
class TextLayer:
    """What a file prints: of each page its text in the order of printing, and the lines of all pages; `title` is that
    of the document information."""

    pages: tuple[str, ...]
    lines: tuple[Line, ...]
    title: str | None = None


def is_pdf(content: bytes, headers: Mapping[str, str]) -> bool:
    """Whether a body is a PDF file: it says so before any markup. A header alone is believed where there is none."""
    head = content[:_HEAD_BYTES]
    before, mark, _ = head.partition(b"%PDF-")
    if mark:
        return b"<" not in before
    stated = headers.get("content-type", "").partition(";")[0].strip().lower()
    return stated == "application/pdf" and b"<" not in head


def text_layer(content: bytes) -> TextLayer:
    """The printed text, as far as the bounds allow; what is left out is noted as damage. A file that only a password
    opens has none. Raises what pypdf raises, also for a file that was cut off: half a paper must not pass as one."""
    work = _Work()
    pages: list[str] = []
    lines: list[Line] = []
    with pypdf.apply_configuration(**_BOUNDS):
        reader = pypdf.PdfReader(BytesIO(content))
        for number, page in enumerate(islice(reader.pages, _MAX_PAGES), 1):
            printed = _Printed()
            if not work.is_done:
                fenced(_print, page, printed, work)
            pages.append(printed.text)
            lines += _lines(number, printed)
        if work.is_done or len(reader.pages) > _MAX_PAGES:
            note(f"pdf: only a part of {len(reader.pages)} pages is read")
        title = fenced(_title, reader)
    return TextLayer(tuple(pages), tuple(lines), title)


class _Enough(Exception):
    """The bounds of a file are reached."""


@dataclass
class _Work:
    """What was done for one file, against its bounds."""

    operators: int = 0
    characters: int = 0
    stream_bytes: int = 0

    @property
    def is_done(self) -> bool:
        return (
            self.operators > _MAX_OPERATORS
            or self.characters > _MAX_CHARACTERS
            or self.stream_bytes > _MAX_STREAM_BYTES
        )

    def check(self) -> None:
        if self.is_done:
            raise _Enough


@dataclass
class _Printed:
    """One page as it is printed, piece by piece: (text, x, y, size)."""

    pieces: list[tuple[str, float, float, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece[0] for piece in self.pieces)


def _print(page: Any, printed: _Printed, work: _Work) -> None:
    """Takes the pieces of a page until the work is done."""
    with suppress(_Enough):
        _take(page, printed, work)


def _take(page: Any, printed: _Printed, work: _Work) -> None:
    size, letters = _parsed(page)
    work.stream_bytes += size
    work.operators += letters // _LETTERS_OF_AN_OPERATOR
    work.check()

    def count(operator: bytes, *_: Any) -> None:
        work.operators += _OPERATORS_OF_A_DRAWING if operator == b"Do" else 1
        work.check()

    def take(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        work.characters += len(text)
        work.check()
        printed.pieces.append((text, *_place(cm, tm, size)))

    page.extract_text(visitor_operand_before=count, visitor_text=take)


def _parsed(page: Any) -> tuple[int, int]:
    """What is parsed for a page, drawn or not: bytes of its content, its fonts' tables and its forms; letters that the
    tables list."""
    resources = _entry(page, "/Resources")
    tables = [_data(_entry(font, "/ToUnicode")) for font in _values(_entry(resources, "/Font"))]
    forms = [form for form in _values(_entry(resources, "/XObject")) if _entry(form, "/Subtype") == "/Form"]
    size = sum(map(len, [_data(page.get_contents()), *tables, *map(_data, forms)]))
    return size, sum(map(_letters, tables))


def _letters(table: bytes) -> int:
    """How many codes the table of a font explains: a few bytes may name a range of thousands."""
    ranges = [pair for part in _RANGES.findall(table) for pair in _RANGE.findall(part)]
    return table.count(b"\n") + sum(min(max(int(b, 16) - int(a, 16), 0), _MAX_LETTERS) for a, b in ranges)


def _data(stream: Any) -> bytes:
    return bytes(stream.get_data()) if hasattr(stream, "get_data") else b""


def _entry(holder: Any, name: str) -> Any:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return value.get_object() if value is not None else None


def _values(holder: Any) -> list[Any]:
    return [value.get_object() for value in holder.values()] if isinstance(holder, Mapping) else []


def _place(cm: list[float], tm: list[float], size: float) -> tuple[float, float, float]:
    """Where a piece begins on the page and how large it is printed: the text matrix times the current one."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    return x, y, abs(size) * scale


def _lines(number: int, printed: _Printed) -> list[Line]:
    """The lines of one page that are not blank; each stands where its longest piece does."""
    lines: list[Line] = []
    ends = _Ends(printed)
    is_after_blank = False
    for match in re.finditer(r"[^\n]+|\n\n", printed.text):
        text = tidy(match[0])
        if not text:
            is_after_blank = True
            continue
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        lines.append(Line(number, start, end, text, *ends.place(start, end), is_after_blank))
        is_after_blank = False
    return lines


class _Ends:
    """The pieces of a page by where they end in its text; asked for places in rising order."""

    def __init__(self, printed: _Printed) -> None:
        self._pieces = iter(printed.pieces)
        self._piece = ("", 0.0, 0.0, 0.0)
        self._end = 0

    def place(self, start: int, end: int) -> tuple[float, float, float]:
        """x of the first and y and size of the longest piece of a line."""
        left, longest, place = None, 0, (0.0, 0.0)
        while True:
            text, x, y, size = self._piece
            shared = min(self._end, end) - max(self._end - len(text), start)
            if shared > 0 and text.strip():
                left = x if left is None else left
                longest, place = (shared, (y, size)) if shared > longest else (longest, place)
            if self._end >= end:
                return left or 0.0, *place
            self._piece = next(self._pieces)
            self._end += len(self._piece[0])


def _title(reader: pypdf.PdfReader) -> str | None:
    written = reader.metadata.title if reader.metadata is not None else None
    return tidy(written) or None if isinstance(written, str) else None
