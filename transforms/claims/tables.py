"""Reads tables of figures: a row names a place, a time or "total"; the head of a column, or the line above the table,
what its numbers count.

A reading keeps the cells of a row apart by bars (transforms.body). A number that fills a cell is read by its column
alone, and not at all where neither head nor caption stands in vocab/table_heads.csv; words in other cells are read as
any sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.amounts import currency_in, period_in
from transforms.claims.assertion import asserted
from transforms.claims.rows import MONEY, PEOPLE, Said
from transforms.claims.scene import Claim, Scene
from transforms.claims.sentences import plain
from transforms.claims.slots import FIRST, Marked, Span, slot_pattern
from transforms.claims.when import When

BAR = " | "
NUMBER = "number"  # a head that says only that something is counted: the caption says what
TOTAL = "total"
VALUE = re.compile(rf"[\s~+≈]*(?P<value>{'|'.join(slot_pattern(slot) for slot in 'CNMUT')})[\s+*]*")
YEAR = re.compile(r"\D{0,2}((?:19|20)\d\d)\D{0,3}")


@dataclass(frozen=True)
class Table:
    """`caption`: the line above and the title of the report; `head`: the cells of the first row, none where that has
    figures of its own."""

    caption: Sequence[str]
    head: Sequence[str]


@dataclass(frozen=True)
class Column:
    """What the numbers of a column count; `year`: the year that its head is."""

    kind: str
    subtype: str | None
    head: str
    year: int | None


@dataclass(frozen=True)
class TableRow:
    """The claims of a row of a table, and where in it numbers stand that are no matter of other rules."""

    claims: Sequence[Claim]
    cells: frozenset[int]


def tabled(scene: Scene, marks: Marked) -> TableRow | None:
    """What a row of a table tells by its columns; None for a sentence that is none."""
    table = _table(scene)
    if table is None:
        return None
    first, *cells = _cells(scene.plain)
    found, taken = [], set[int]()
    dated = replace(scene, times=tuple(_times(scene, marks, first, cells)))
    for at, cell in enumerate(cells, 1):
        value = _value(marks, cell)
        if value is None:
            continue
        taken.add(value[0])
        column = _column(table, at, scene.lang)
        if column is not None and _is_label(scene, marks, first):
            found.append(_claim(dated, marks, table, column, (0, cell[1]), value))
    return TableRow(found, frozenset(taken))


def _table(scene: Scene) -> Table | None:
    """The table that a sentence is a row of: lines in a row with as many bars, two or more."""
    flat, start = scene.report.flat, scene.sentence.start
    begin = flat.rfind("\n", 0, start) + 1
    bars = scene.plain.count(BAR)
    if bars == 0 or flat[begin:start].strip():
        return None
    rows, caption = [], ""
    for line in _lines_above(flat, begin):
        if line.count(BAR) != bars:
            caption = "" if BAR in line else line
            break
        rows.append(line.split(BAR))
    has_head = bool(rows) and not any(_is_figure(cell) for cell in rows[-1][1:])
    end = flat.find("\n", start)
    is_row = rows or (end >= 0 and flat[end + 1 :].partition("\n")[0].count(BAR) == bars)
    heads = [cell.strip() for cell in rows[-1]] if has_head else []
    return Table([plain(caption), scene.report.title], heads) if is_row else None


def _lines_above(flat: str, begin: int) -> Iterator[str]:
    while begin > 0:
        end = begin - 1
        begin = flat.rfind("\n", 0, end) + 1
        yield plain(flat[begin:end])


def _is_figure(cell: str) -> bool:
    """Whether a cell is filled by a number that is no year."""
    return not YEAR.fullmatch(cell.strip()) and re.fullmatch(r"\W*\d[\d\s,.-]*\W*", cell) is not None


def _cells(line: str) -> list[Span]:
    found, at = [], 0
    for cell in line.split(BAR):
        found.append((at, at + len(cell)))
        at += len(cell) + len(BAR)
    return found


def _value(marks: Marked, cell: Span) -> Span | None:
    match = VALUE.fullmatch(marks.text, *cell)
    return match.span("value") if match and match.start("value") in marks.numbers else None


def _times(scene: Scene, marks: Marked, first: Span, cells: Sequence[Span]) -> Iterator[When]:
    """The times that a row is of: those of its label, and those that fill a cell; others are of what a note says."""
    own = [first, *(cell for cell in cells if VALUE.fullmatch(marks.text, *cell))]
    yield from (when for when in scene.times if any(start <= when.start_at < end for start, end in own))


def _is_label(scene: Scene, marks: Marked, cell: Span) -> bool:
    """Whether the first cell of a row says where or when, or that it adds up the others."""
    told = marks.text[slice(*cell)]
    is_total = any(pattern.search(scene.plain, *cell) for kind, pattern in _heads(scene.lang) if kind == TOTAL)
    return FIRST["P"] in told or FIRST["T"] in told or is_total


def _column(table: Table, at: int, lang: str) -> Column | None:
    head = table.head[at] if table.head else ""
    year = YEAR.fullmatch(head)
    kind = None if year or not head else _kind(head, lang)
    if kind == NUMBER or year or not head:
        kind = next((own for text in table.caption if (own := _kind(text, lang)) not in (None, NUMBER)), None)
    if kind is None:
        return None
    type_, _, subtype = kind.partition("/")
    later = [one[1] for cell in table.head[at + 1 :] if (one := YEAR.fullmatch(cell))]
    if year and subtype == "present" and any(one > year[1] for one in later):
        subtype = "before"
    return Column(type_, subtype or None, head, int(year[1]) if year else None)


def _kind(text: str, lang: str) -> str | None:
    return next((kind for kind, pattern in _heads(lang) if kind != TOTAL and pattern.search(text)), None)


@cache
def _heads(lang: str) -> tuple[tuple[str, Caseless], ...]:
    return tuple((row["kind"], Caseless(row["pattern"])) for row in vocab.of("table_heads", lang))


def _claim(scene: Scene, marks: Marked, table: Table, column: Column, span: Span, value: Span) -> Claim:
    named: Claim = {}
    if column.year is not None:
        year = str(column.year)
        named |= {"event_start": f"{year}-01-01", "event_end": f"{year}-12-31", "event_basis": "stated",
                  "event_text": year}  # fmt: skip
    if column.kind in MONEY and value[0] not in marks.amounts:
        told = [column.head, *table.caption]
        currency, period = (next(filter(None, (of(text, scene.lang) for text in told)), None)
                            for of in (currency_in, period_in))  # fmt: skip
        named |= {"currency": currency, "period": period, "flags": [] if currency else ["currency_unknown"]}
    is_none = column.kind in PEOPLE and marks.numbers[value[0]].high == 0
    said = Said(
        rule=f"{scene.lang}.table.{column.kind}",
        kind=column.kind,
        subtype=column.subtype,
        polarity="negated" if is_none else "affirmed",
    )
    return asserted(scene, marks, said, span, value, named)
