"""Published figures on workers abroad (vocab/known_figures.csv), and which of them a claim tells again. Pure.

A figure is a yardstick beside the claims and never one of them. A claim that retells one is old news, however the
sentence words it: a report of 2026 that says "the UN puts them at 100,000" has no new count.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from transforms import vocab

# While a figure is this young, reports of it are the news itself. A month: what the panel, the ministries and the NGOs
# publish is reported within days, seldom within weeks (dates of the articles named in the list).
NEWS_DAYS = 31
UNCHECKED = "unchecked"
SEEN_IN = ("document", "press")
# For how long who names no year still means it: in two years the same body may have counted again, to the same number.
RECALLED_DAYS = 731
# A stock of today, yesterday's stock and a peak are one figure: the retelling chooses the word.
_STOCK, _GOING, _HOME, _PLANNED = "people there", "people sent", "people sent home", "people to come"
_FAMILY = {
    ("headcount", None): _STOCK,
    ("headcount", "present"): _STOCK,
    ("headcount", "before"): _STOCK,
    ("headcount", "peak"): _STOCK,
    ("headcount", "cumulative"): _GOING,
    ("movement", "dispatch"): _GOING,
    ("movement", "intake"): _GOING,
    ("movement", "repatriation"): _HOME,
    ("headcount", "planned_dispatch"): _PLANNED,
    ("headcount", "forecast"): _PLANNED,
    ("movement", "planned_dispatch"): _PLANNED,
}


@dataclass(frozen=True)
class Figure:
    """One published figure. Values, unit, currency, period and place are those of a claim; `first_year` and
    `last_year` are the years it speaks of (None: not known, or open); `speaker` finds its author in an attribution;
    `published_from` and `published_by` are the first and the last day on which it may have come out, None if not
    known; `checked` says where it was seen, or unchecked."""

    key: str
    label: str
    type: str
    subtype: str
    value_min: float | None
    value_max: float | None
    precision: str
    unit: str | None
    currency: str | None
    period: str | None
    place: str
    first_year: int | None
    last_year: int | None
    said_by: str
    attribution_kind: str
    speaker: re.Pattern[str]
    published_from: date | None
    published_by: date | None
    source: str
    address: str | None
    checked: str
    note: str

    @property
    def seen_in(self) -> str | None:
        """document, where somebody read it there; press, where others tell it of the document; None if unchecked."""
        return None if self.checked == UNCHECKED else self.checked.partition(":")[0]


    @property
    def interval(self) -> dict[str, str | None]:
        """The years it speaks of as the days of a claim: event_start and event_end, ISO; None where it is open."""
        first, last = self.first_year, self.last_year
        return {"event_start": f"{first}-01-01" if first else None, "event_end": f"{last}-12-31" if last else None}


@cache
def known_figures() -> tuple[Figure, ...]:
    """The list in file order. Raises ValueError that names the row for a key that stands twice, an unknown place, a
    figure without value, years or bounds in the wrong order, and one that is neither unchecked nor says where it was
    seen."""
    found = tuple(_figure(row) for row in vocab.rows("known_figures"))
    places = {place.chain for place in vocab.places()}
    for at, figure in enumerate(found):
        wrong = _wrong(figure, places) or (
            "its key stands twice" if figure.key in {other.key for other in found[:at]} else None
        )
        if wrong:
            raise ValueError(f"vocab/known_figures.csv: {figure.key}: {wrong}")
    return found


def _figure(row: Mapping[str, str]) -> Figure:
    try:
        return Figure(
            key=row["key"],
            label=row["label"],
            type=row["type"],
            subtype=row["subtype"],
            value_min=_number(row["value_min"]),
            value_max=_number(row["value_max"]),
            precision=row["precision"],
            unit=row["unit"] or None,
            currency=row["currency"] or None,
            period=row["period"] or None,
            place=row["place"],
            first_year=_year(row["first_year"]),
            last_year=_year(row["last_year"]),
            said_by=row["said_by"],
            attribution_kind=row["attribution_kind"],
            speaker=re.compile(row["speaker"]),
            published_from=_day(row["published"], min),
            published_by=_day(row["published"], max),
            source=row["source"],
            address=row["address"] or None,
            checked=row["checked"],
            note=row["note"],
        )
    except (ValueError, re.error) as error:
        raise ValueError(f"vocab/known_figures.csv: {row['key']}: {error}") from error


def _number(written: str) -> float | None:
    return float(written) if written else None


def _year(written: str) -> int | None:
    return int(written) if written else None


def _day(written: str, end: Callable[..., date]) -> date | None:
    """The first (`min`) or last (`max`) day of an ISO day, month or year; None for an empty one."""
    if not written:
        return None
    year, month, day = [*map(int, written.split("-")), 0, 0][:3]
    months = (month,) if month else (1, 12)
    return end(date(year, of, day or end_of) for of in months for end_of in (1, monthrange(year, of)[1]))


def _wrong(figure: Figure, places: set[str]) -> str | None:
    low, high = figure.value_min, figure.value_max
    if low is None and high is None:
        return "it has no value"
    if low is not None and high is not None and low > high:
        return "its bounds are in the wrong order"
    if figure.first_year and figure.last_year and figure.first_year > figure.last_year:
        return "its years are in the wrong order"
    if figure.place not in places:
        return f"{figure.place!r} is not a chain of places.csv"
    if figure.seen_in is not None and (figure.seen_in not in SEEN_IN or not figure.address):
        return "it must be unchecked, or say where and at which address it was seen"
    return None


def retold(claim: Mapping[str, Any], published: date | None, written: Collection[int] = ()) -> Figure | None:
    """The figure that a claim of a report published on that day tells again: the youngest that agrees. None where the
    day is not known, where it may be the news of that figure itself, and wherever anything disagrees: the family of its
    kind, a bound, the currency, the period, the place, who says it. A year that the claim names must be one of the
    figure's or that of its publication, and stands for the speaker where none is named; so must one of the years that
    are `written` beside a claim whose time was not read: "a 2017 UN estimate". A figure that nobody has seen marks
    nothing."""
    if published is None or claim["polarity"] not in ("affirmed", "reported_future"):
        return None
    alike = _by_value().get(_value(claim), ())
    years = _years(claim) or [(year, year) for year in written]
    agreeing = [figure for figure in alike if _agrees(figure, claim, published) and _is_of(figure, claim, years)]
    youngest = max(agreeing, key=lambda figure: (figure.published_by, figure.key), default=None)
    return youngest if youngest and _is_old(youngest, published, bool(years)) else None


def _agrees(figure: Figure, claim: Mapping[str, Any], published: date) -> bool:
    is_out = figure.published_from is not None and figure.published_from <= published
    return is_out and claim["places"] == [figure.place] and _is_bounded_alike(figure, claim)


def _is_old(figure: Figure, published: date, has_year: bool) -> bool:
    days = (published - figure.published_by).days if figure.published_by else 0
    return days > NEWS_DAYS and (has_year or days <= RECALLED_DAYS)


def label_of(key: str) -> str:
    """The short name of a figure in a sentence: "UN panel 2024". Raises KeyError for a key not in the list."""
    return _labels()[key]


@cache
def _labels() -> dict[str, str]:
    return {figure.key: figure.label for figure in known_figures()}


@cache
def _by_value() -> dict[tuple[Any, ...], list[Figure]]:
    found: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in known_figures():
        if figure.seen_in is not None:
            found.setdefault(_value(vars(figure)), []).append(figure)
    return found


def _value(told: Mapping[str, Any]) -> tuple[Any, ...]:
    """What must be the same of a figure and of a claim; a range has both its ends."""
    kind = (told["type"], told["subtype"])
    values = frozenset(float(value) for value in (told["value_min"], told["value_max"]) if value is not None)
    is_share = "percent" in (told["unit"] or "")
    return (_FAMILY.get(kind, kind), values, is_share, told["currency"], told["period"])


def _is_bounded_alike(figure: Figure, claim: Mapping[str, Any]) -> bool:
    """ "At least", "nearly" and "about 100,000" retell one figure; "at least" and "at most 2,000" are two."""
    ends = ((figure.value_min, claim["value_min"]), (figure.value_max, claim["value_max"]))
    return any(mine is not None and mine == other for mine, other in ends)


def _is_of(figure: Figure, claim: Mapping[str, Any], years: Sequence[tuple[int, int]]) -> bool:
    speaker, kind = claim["attribution"], claim["attribution_kind"]
    if years and not any(_since(figure) <= first and last <= _until(figure) for first, last in years):
        return False
    if speaker is None or kind == "outlet" != figure.attribution_kind:
        return bool(years)
    return kind == figure.attribution_kind and figure.speaker.search(speaker) is not None


def _years(claim: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The first and last year that the claim itself names; none where its day is only that of the report."""
    start, end = claim["event_start"], claim["event_end"]
    if claim["event_basis"] in ("published", "none") or not (start or end):
        return []
    return [(int((start or end)[:4]), int((end or start)[:4]))]


def _since(figure: Figure) -> float:
    return figure.first_year if figure.first_year is not None else float("-inf")


def _until(figure: Figure) -> float:
    """Up to which year a retelling may place it: who cites a report often dates the figure by the report."""
    if figure.last_year is None or figure.published_by is None:
        return float("inf")
    return max(figure.last_year, figure.published_by.year)
