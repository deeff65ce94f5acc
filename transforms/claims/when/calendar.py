"""Days, months and seasons as intervals, reckoned from the published day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.caseless import Caseless


@dataclass(frozen=True)
class When:
    """An interval of days, both ends included; an end is None where it is not known. `basis`: relative (reckoned
    from the
    published day), stated (the text gives the date), none. `start_at`/`end_at` cut the wording in the sentence.
    `bare`: month, weekday or day, where it is named without its year, week or month.
    `is_in_doubt`: the wording may mean either end."""

    start: date | None
    end: date | None
    basis: str
    start_at: int
    end_at: int
    bare: str | None = None
    is_in_doubt: bool = False


# The third part is the basis; "month" and "weekday" mean relative and bare, "either" stated and in doubt.
Interval = tuple[date | None, date | None, str]
Reader = Callable[[re.Match[str], date | None], Interval]
Rules = tuple[tuple[re.Pattern[str] | Caseless, Reader], ...]
NOTHING: Interval = (None, None, "none")


def month_days(year: int, month: int, part: str = "") -> tuple[date, date]:
    last = date(year, month, calendar.monthrange(year, month)[1])
    first = date(year, month, 1)
    parts = {
        "early": (first, first.replace(day=10)),
        "mid": (first.replace(day=11), first.replace(day=20)),
        "late": (first.replace(day=20), last),
    }
    return parts.get(part, (first, last))


DEADLINE = date(2019, 12, 22)  # paragraph 8 of resolution 2397
CLOSED = date(2020, 1, 31)  # the North closed its border in the last days of that month


def after_deadline(count: int, unit: str) -> Interval:
    """So many days, weeks, months or years after the day by which all had to be home."""
    if unit in ("day", "week"):
        day = DEADLINE + timedelta(count * (7 if unit == "week" else 1))
        return day, day, "computed"
    months = DEADLINE.month - 1 + count * (12 if unit == "year" else 1)
    day = date(DEADLINE.year + months // 12, months % 12 + 1, DEADLINE.day)
    return day, day, "computed"


def before_closing(match: re.Match[str], published: date | None) -> Interval:
    return None, CLOSED, "computed"


def two_orders(match: re.Match[str], published: date | None) -> Interval:
    """ "10/11/17": whether day or month stands first is not known, so the interval holds both."""
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    year += 2000 if year < 100 else 0
    days = sorted({day for day in (day_of(year, first, second), day_of(year, second, first)) if day})
    return (days[0], days[-1], "either" if len(days) > 1 else "stated") if days else NOTHING


TWO_ORDERS = r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:20)?\d\d)(?![\d/])"


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(published: date, month: int, day: int) -> date | None:
    """The day of that month that lies nearest: "Dec. 22" in November is the coming one."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if (found := day_of(year, month, day))]
    return min(days, key=lambda found: abs(found - published)) if days else None


def latest(published: date, day: int) -> date | None:
    """The last day of that number up to the published day: "on the 24th" on 2 June is 24 May."""
    for back in range(0, 62):
        if (published - timedelta(back)).day == day:
            return published - timedelta(back)
    return None


def a_year_on(day: date) -> date:
    """The same day a year later; the last of February stays the last."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1, year=day.year + 1) + timedelta(
        (day.day if day.day < last else calendar.monthrange(day.year + 1, day.month)[1]) - 1
    )


def a_month_on(day: date) -> date:
    """The next day of that number: of the 31st of March the 31st of May."""
    return next(later for ahead in range(28, 63) if (later := day + timedelta(ahead)).day == day.day)


def a_week_on(day: date) -> date:
    return day + timedelta(7)


def months_back(published: date, months: int) -> tuple[int, int]:
    index = published.year * 12 + published.month - 1 - months
    return index // 12, index % 12 + 1


def day_alone(match: re.Match[str], published: date | None) -> Interval:
    day = latest(published, int(match["day"])) if published else None
    return (day, day, "relative") if day else NOTHING


def season_ahead(published: date, first: int, which: str) -> Interval:
    """ "next spring"; one that still lies in the published year is in doubt, as "coming" is not."""
    begun = season_year(published, first)
    is_past = date(begun, first, 1) <= published
    if which == "next" and not is_past:
        return NOTHING
    return (*season_days(begun + is_past, first), "relative")


def year_part(year: int, part: str) -> tuple[date, date]:
    return {"late": (date(year, 12, 1), date(year, 12, 31)), "early": (date(year, 1, 1), date(year, 1, 31))}.get(
        part, (date(year, 1, 1), date(year, 12, 31))
    )


def season(published: date, first: int, back: int) -> tuple[date, date]:
    """ "this autumn" lies in the published year, "last autumn" is the last one wholly past."""
    year = season_year(published, first)
    return season_days(year - (back and not (first < 12 and first + 2 < published.month)), first)


def season_year(published: date, first: int) -> int:
    """The year in which this season began or shall begin; in January and February the winter is of the year before."""
    return published.year - (first == 12 and published.month < 3)


def season_days(year: int, first: int) -> tuple[date, date]:
    end_year, end_month = (year, first + 2) if first < 12 else (year + 1, 2)
    return (date(year, first, 1), month_days(end_year, end_month)[1])


def capped(interval: tuple[date, date], published: date) -> Interval:
    begin, end = interval
    return (begin, end if begin > published else min(end, published), "relative")


def yesterday(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    day = published - timedelta(match["which"].lower() in ("yesterday", "어제"))
    return (day, day, "relative")
