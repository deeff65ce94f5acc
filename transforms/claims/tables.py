"""Reads tables of figures: the first cell of a row names a place or a year, the head of a column or the line above the
table what its numbers count.

A reading keeps the cells of a row apart by bars (transforms.body). A number that fills a cell of such a row is read by
its column alone, and not at all where vocab/table_heads.csv has no word of its head. It is never firm: no words stand
beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.amounts import currency_in, period_in
from transforms.claims.assertion import asserted
from transforms.claims.places import HOME, country, mentions, names
from transforms.claims.rows import MONEY, Said
from transforms.claims.scene import Claim, Report, Scene
from transforms.claims.sentences import plain
from transforms.claims.slots import FIRST, Marked, Span, slot_pattern
from transforms.claims.whose import forms
from transforms.han import simplified

BAR = re.compile(r" ?\|(?: |$)")
VALUE = re.compile(rf"[\s~+≈]*(?P<value>{'|'.join(slot_pattern(slot) for slot in 'CNMU')})[\s+*]*")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
FIGURE = re.compile(r"\W*\d[\d\s,.-]*\W*")
FEWEST = 2  # rows of a table
# Rows of the vocabulary that are no kinds: a head that says only that people are counted, so that the line above says
# which; one that says what was not done, or only will be; one of thousands.
NUMBER, NOT, SCALE = "number", "not", "scale"


@dataclass(frozen=True)
class Table:
    """`caption`: the line above, or the title, "" where that is prose; `head`: the cells of the first row, none where
    that has a label and figures of its own."""

    caption: str
    head: Sequence[str]


@dataclass(frozen=True)
class Column:
    """What the numbers of a column count; `told`: its head and the line above; `year`: that of the head or a row."""

    kind: str
    subtype: str | None
    told: Sequence[str]
    year: int | None


@dataclass(frozen=True)
class TableRow:
    """The claims of a row of a table, and where in it numbers stand that are no matter of other rules."""

    claims: Sequence[Claim]
    cells: frozenset[int]


def tabled(scene: Scene, marks: Marked) -> TableRow | None:
    """What a row of a table tells by its columns; None for a sentence that is none."""
    if "|" not in scene.plain:
        return None
    begin, end = _line(scene.report.flat, scene.sentence.start)
    table = _tables(scene.report).get(begin)
    if table is None:
        return None
    if scene.plain != plain(scene.report.flat[begin:end]).strip():  # a stop within a cell cuts the row
        return TableRow((), frozenset(marks.numbers))
    first, *cells = _cells(scene.plain)
    label = scene.plain[slice(*first)].strip()
    times = tuple(when for when in scene.times if when.start_at < first[1])
    if not times and not _is_label(label, scene.lang):
        return TableRow((), frozenset())
    values = [(at, cell, value) for at, cell in enumerate(cells, 1) if (value := _value(scene, marks, cell))]
    dated = replace(scene, times=times)
    found = []
    for at, cell, value in values:
        column = _column(table, at, scene.lang)
        is_alone = bool(table.head) or len(values) == 1  # a caption says what one column counts, not what each does
        if column is not None and is_alone and _may_be(marks, value, column):
            year = column.year or (int(label) if YEAR.fullmatch(label) else None)
            found.append(_claim(dated, marks, replace(column, year=year), (0, cell[1]), value))
    return TableRow(found, frozenset(value[0] for _, _, value in values))


@lru_cache(maxsize=4)
def _tables(report: Report) -> dict[int, Table]:
    """The tables of a report by where each of their rows begins, without their heads."""
    lines = [(begin, text) for begin, text in _lines(report.flat) if text]
    found: dict[int, Table] = {}
    at = 0
    while at < len(lines):
        width = len(BAR.split(lines[at][1]))
        stop = at + 1
        while width > 1 and stop < len(lines) and len(BAR.split(lines[stop][1])) == width:
            stop += 1
        if stop - at >= FEWEST:
            head = [cell.strip() for cell in BAR.split(lines[at][1])]
            has_figures = any(FIGURE.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in head[1:])
            is_head = not (has_figures and _is_label(head[0], report.lang))
            above = lines[at - 1][1] if at else plain(simplified(report.title) if report.lang == "zh" else report.title)
            caption = "" if BAR.search(above) or re.search(r"[.!?。！？…]\W*$", above) else above
            table = Table(caption, head if is_head else ())
            found |= {begin: table for begin, _ in lines[at:stop]}
        at = stop
    return found


def _lines(flat: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in flat.split("\n"):
        yield at, plain(line).strip()
        at += len(line) + 1


def _line(flat: str, at: int) -> Span:
    end = flat.find("\n", at)
    return flat.rfind("\n", 0, at) + 1, end if end >= 0 else len(flat)


def _cells(line: str) -> list[Span]:
    found, at = [], 0
    for bar in BAR.finditer(line):
        found.append((at, bar.start()))
        at = bar.end()
    return [*found, (at, len(line))]


def _value(scene: Scene, marks: Marked, cell: Span) -> Span | None:
    """Where the number stands that fills a cell; a year is none."""
    match = VALUE.fullmatch(marks.text, *cell)
    if match is None or match.start("value") not in marks.numbers or YEAR.fullmatch(scene.plain[slice(*cell)].strip()):
        return None
    return match.span("value")


def _is_label(cell: str, lang: str) -> bool:
    """Whether a cell says where or when."""
    return YEAR.search(cell) is not None or any(place.chains for place in mentions(cell, lang))


def _column(table: Table, at: int, lang: str) -> Column | None:
    head = table.head[at] if table.head else ""
    told = [head, table.caption]
    year = YEAR.search(head)
    is_bare = not head or _fits(NUMBER, head, lang) or (year is not None and YEAR.fullmatch(head) is not None)
    says = table.caption if is_bare else head
    kind, is_other = _kind(says, lang), _fits(NOT, says, lang) or _is_of_others(head, lang)
    if kind is None or is_other or any(_fits(SCALE, text, lang) for text in told):
        return None
    type_, _, subtype = kind.partition("/")
    later = [one[1] for cell in table.head if (one := YEAR.search(cell))]
    if year and subtype == "present" and year[1] < max(later):
        subtype = "before"
    return Column(type_, subtype or None, told, int(year[1]) if year else None)


def _is_of_others(head: str, lang: str) -> bool:
    """Whether a head names another state or its people, as it may in "Chinese workers"."""
    is_named = any(country(chain) != HOME for place in names(head, lang) for chain in place.chains)
    return is_named or forms(lang, "other_nation", "military").search(head) is not None


def _kind(text: str, lang: str) -> str | None:
    names = (kind for kind, pattern in _heads(lang) if pattern.search(text))
    return next((kind for kind in names if kind not in (NUMBER, NOT, SCALE)), None)


def _fits(name: str, text: str, lang: str) -> bool:
    return any(kind == name and pattern.search(text) for kind, pattern in _heads(lang))


@cache
def _heads(lang: str) -> tuple[tuple[str, Caseless], ...]:
    return tuple((row["kind"], Caseless(row["pattern"])) for row in vocab.of("table_heads", lang))


def _may_be(marks: Marked, value: Span, column: Column) -> bool:
    """Whether a sum stands among sums, and people counted by their word among people."""
    slot = marks.text[value[0]]
    return {FIRST["M"]: column.kind in MONEY, FIRST["C"]: column.kind not in MONEY}.get(slot, True)


def _claim(scene: Scene, marks: Marked, column: Column, span: Span, value: Span) -> Claim:
    named: Claim = {}
    if column.year is not None:
        year = str(column.year)
        named |= {"event_start": f"{year}-01-01", "event_end": f"{year}-12-31", "event_basis": "stated",
                  "event_text": year}  # fmt: skip
    if column.kind in MONEY:
        named["period"] = next(filter(None, (period_in(text, scene.lang) for text in column.told)), None)
        if value[0] not in marks.amounts:
            currency = next((one for text in column.told if (one := currency_in(text, scene.lang)) is not None), "")
            named |= {"number": marks.numbers[value[0]], "currency": currency or None,
                      "flags": [] if currency else ["currency_unknown"]}  # fmt: skip
    said = Said(
        rule=f"{scene.lang}.table.{column.kind}",
        kind=column.kind,
        subtype=column.subtype,
        polarity="negated" if marks.numbers[value[0]].high == 0 else "affirmed",
    )
    return asserted(scene, marks, said, span, value, named)
