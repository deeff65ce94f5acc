"""Reads tables of figures: the first cell of a row names a place or a year, the head of a column or the line above the
table what its numbers count.

A reading keeps the cells of a row apart by bars (transforms.body). A number that fills a cell is read by its column
alone, and only where vocab/table_heads.csv has the whole head, and head, line above or title name the North. It is
never firm: no words stand beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import Caseless, caseless
from transforms.claims.amounts import currency_in, period_in
from transforms.claims.assertion import asserted
from transforms.claims.places import HOME, country, mentions, names
from transforms.claims.rows import MONEY, PEOPLE, Said
from transforms.claims.scene import Claim, Report, Scene
from transforms.claims.sentences import plain
from transforms.claims.slots import FIRST, Marked, Span, slot_pattern
from transforms.claims.when import When
from transforms.claims.whose import MOST_PEOPLE, THEIRS, forms
from transforms.han import simplified

BAR = re.compile(r" ?\|(?: |$)")
VALUE = re.compile(rf"[\s~+≈]*(?P<value>{'|'.join(slot_pattern(slot) for slot in 'CNMU')})[\s+*]*")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d ?(?:년|年|г\.?)?\W*")
FIGURE = re.compile(r"\W*\d[\d\s,.-]*\W*")
POINTED = re.compile(r"\d\.\d{3}(?!\d)")  # thousands or a fraction
# What of a head is no matter of its kind: a bracket, what stands behind a comma, a year, "number of".
ASIDE = re.compile(
    r"\([^)]*\)|,.*|(?<!\d)(?:19|20)\d\d ?(?:년|年|г\.)?(?!\d)|^(?:total |no\. of |number of |the )+", re.IGNORECASE
)
OWN_PERIOD = re.compile(r"[日天时時年일연/]|시간|hour|day|week|year|час|день|год", re.IGNORECASE)
FEWEST = 2  # rows of a table


@dataclass(frozen=True)
class Table:
    """`title`: of the report; `caption`: the line above, "" where that is prose; `head`: the cells of the first row,
    none where that has a label and figures of its own; `begin`: where that row begins."""

    title: str
    caption: str
    head: Sequence[str]
    begin: int


@dataclass(frozen=True)
class Column:
    """What the numbers of a column count; `told`: its head and the line above; `year`: the year that it is of."""

    kind: str
    subtype: str | None
    told: tuple[str, str]
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
    is_cut = scene.plain != plain(scene.report.flat[begin:end]).strip()  # by a stop within a cell
    if is_cut or (table.head and begin == table.begin):
        return TableRow((), frozenset(marks.numbers))
    first, *cells = _cells(scene.plain)
    label, times = scene.plain[slice(*first)].strip(), tuple(one for one in scene.times if one.start_at < first[1])
    values = [(at, cell, value) for at, cell in enumerate(cells, 1) if (value := _value(scene, marks, cell))]
    columns = {at: _column(table, at, scene.lang) for at, _, _ in values}
    if not times and not _is_label(label, scene.lang):  # people of a sector or a firm are read as words say
        is_home = bool(names(label, scene.lang))
        kept = {at for at, column in columns.items() if not is_home and column is not None and column.kind in PEOPLE}
        return TableRow((), frozenset(value[0] for at, _, value in values if at not in kept))
    found = [
        _claim(scene, marks, table, column, (first, cell), value, times)
        for at, cell, value in values
        if (column := columns[at]) is not None
        # A caption says what one column counts, not what each does.
        and (table.head or len(values) == 1)
        and _may_be(scene, marks, cell, value, column)
    ]
    said = [claim for claim in found if _is_placed(claim, table, label, scene.lang)]
    return TableRow(said, frozenset(value[0] for _, _, value in values))


@lru_cache(maxsize=4)
def _tables(report: Report) -> dict[int, Table]:
    """The tables of a report by where each of their rows begins."""
    lines = [(begin, text) for begin, text in _lines(report.flat) if text]
    title = plain(simplified(report.title) if report.lang == "zh" else report.title)
    found: dict[int, Table] = {}
    at = 0
    while at < len(lines):
        head = _split(lines[at][1])
        stop = at + 1
        while len(head) > 1 and stop < len(lines) and _goes_on(head, _split(lines[stop][1]), is_first=stop == at + 1):
            stop += 1
        if stop - at >= FEWEST:
            has_figures = any(FIGURE.fullmatch(cell) and not YEAR_ALONE.fullmatch(cell) for cell in head[1:])
            is_head = not (has_figures and _is_label(head[0], report.lang))
            above = lines[at - 1][1] if at else title
            caption = "" if BAR.search(above) or re.search(r"[.!?。！？…]\W*$", above) else above
            table = Table(title, caption, head if is_head else (), lines[at][0])
            found |= {begin: table for begin, _ in lines[at:stop]}
        at = stop
    return found


def _goes_on(head: Sequence[str], row: Sequence[str], is_first: bool) -> bool:
    """Whether a row is one below a head: as wide, and no head of the next table."""
    is_head = row[0].lower() == head[0].lower() and not is_first
    return len(row) == len(head) and not (is_head and not any(re.search(r"\d", cell) for cell in row[1:]))


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in BAR.split(line)]


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
    if match is None or match.start("value") not in marks.numbers or YEAR_ALONE.fullmatch(scene.plain, *cell):
        return None
    return match.span("value")


def _is_label(cell: str, lang: str) -> bool:
    """Whether a cell says where or when."""
    return YEAR_ALONE.fullmatch(cell) is not None or bool(_abroad(cell, lang))


def _abroad(cell: str, lang: str) -> set[str]:
    """The places of a label outside the North."""
    return {chain for place in mentions(cell, lang) for chain in place.chains if country(chain) != HOME}


def _column(table: Table, at: int, lang: str) -> Column | None:
    told = (table.head[at] if table.head else "", table.caption)
    head = ASIDE.sub("", told[0]).strip()
    theirs = caseless(THEIRS[lang])
    is_theirs = any(theirs.search(text) for text in (*told, table.title))
    is_origin = bool(table.head) and _of("first", table.head[0], lang) is not None
    is_else = any(_of("any", text, lang) == "scale" or _is_of_others(text, lang) for text in told)
    if not is_theirs or is_origin or is_else:
        return None
    kind, above = _of("head", head, lang), _of("caption", table.caption, lang)
    above = None if above == "not" else above
    if not head or kind == "number" or (kind == "headcount/present" and above and above.startswith("movement")):
        kind = above
    if kind is None or (kind.partition("/")[0] in PEOPLE and currency_in(told[0], lang) is not None):
        return None
    type_, _, subtype = kind.partition("/")
    years = YEAR.findall(told[0]) or YEAR.findall(table.caption)
    return Column(type_, subtype or None, told, int(years[0]) if len(years) == 1 else None)


def _is_of_others(text: str, lang: str) -> bool:
    """Whether a head or a line above is of other people, and not of the North's too."""
    if caseless(THEIRS[lang]).search(text):
        return False
    return _of("any", text, lang) == "others" or bool(forms(lang, "other_nation", "military").search(text))


def _of(where: str, text: str, lang: str) -> str | None:
    """The first kind of the vocabulary that a text is of: a head as a whole, others by what stands in them."""
    return next((kind for kind, pattern in _heads(where, lang) if pattern.search(text)), None)


@cache
def _heads(where: str, lang: str) -> tuple[tuple[str, Caseless], ...]:
    begin, end = ("", "") if where in ("any", "caption") else (r"^\W*(?:", r")\W*$")
    rows = [row for row in vocab.of("table_heads", lang) if row["of"] == where]
    return tuple((row["kind"], Caseless(begin + row["pattern"] + end)) for row in rows)


def _may_be(scene: Scene, marks: Marked, cell: Span, value: Span, column: Column) -> bool:
    """Whether a number is one of its column: a sum among sums, people counted in whole numbers and no millions."""
    slot, number = marks.text[value[0]], marks.numbers[value[0]]
    if column.kind in MONEY:
        return slot != FIRST["C"]
    size = number.high if number.high is not None else number.low
    is_whole = size is None or (size == int(size) and size <= MOST_PEOPLE)
    return slot != FIRST["M"] and is_whole and not POINTED.search(scene.plain, *cell)


def _is_placed(claim: Claim, table: Table, label: str, lang: str) -> bool:
    """Whether a cell is set where its label says, or where the line above or the title does if that is a year."""
    abroad = _abroad(label, lang)
    if abroad:
        return bool(abroad.intersection(claim["places"]))
    told = [one for text in (table.caption, table.title) for one in names(text, lang)]
    named = {country(chain) for one in told for chain in one.chains}
    return all(country(chain) in named for chain in claim["places"])


def _claim(
    scene: Scene,
    marks: Marked,
    table: Table,
    column: Column,
    spans: tuple[Span, Span],
    value: Span,
    times: tuple[When, ...],
) -> Claim:
    label, cell = spans
    named: Claim = {}
    is_year = YEAR_ALONE.fullmatch(scene.plain, *label)
    own_year = YEAR.search(scene.plain, *label) if is_year else None
    year = int(own_year[1]) if own_year else None if times else column.year  # "March 2019" says more than a year
    if year is not None:
        named |= {"event_start": f"{year}-01-01", "event_end": f"{year}-12-31", "event_basis": "stated",
                  "event_text": str(year)}  # fmt: skip
    if column.kind in MONEY:
        head, caption = column.told
        named["period"] = period_in(head, scene.lang) or (
            None if OWN_PERIOD.search(head) else period_in(caption, scene.lang)
        )
        if value[0] not in marks.amounts:
            told = (currency_in(text, scene.lang) for text in column.told)
            currency = next((one for one in told if one is not None), "")
            named |= {"number": marks.numbers[value[0]], "currency": currency or None,
                      "flags": [] if currency else ["currency_unknown"]}  # fmt: skip
    years, published = [int(one) for head in table.head for one in YEAR.findall(head)], scene.report.published
    last = max((*years, *([published.year] if published else ())), default=0)
    is_over = year is not None and year < last
    said = Said(
        rule=f"{scene.lang}.table.{column.kind}",
        kind=column.kind,
        subtype="before" if is_over and column.subtype == "present" else column.subtype,
        polarity="negated" if marks.numbers[value[0]].high == 0 else "affirmed",
    )
    return asserted(replace(scene, times=times), marks, said, (0, cell[1]), value, named)
