"""English times: "in late March", "last autumn", "by Dec. 22", "between March 3 and April 5, 2018"."""

import re
from datetime import date, timedelta
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.when.calendar import (
    NOTHING,
    TWO_ORDERS,
    Interval,
    Reader,
    Rules,
    after_deadline,
    before_closing,
    capped,
    day_alone,
    day_of,
    month_days,
    months_back,
    nearest,
    season,
    season_ahead,
    season_days,
    two_orders,
    year_part,
    yesterday,
)

PARTS = {
    "late": "late",
    "the end of": "late",
    "end of": "late",
    "early": "early",
    "the start of": "early",
    "the beginning of": "early",
    "mid-": "mid",
    "mid": "mid",
    "the middle of": "mid",
}
PART = r"(?:(?P<part>late|early|mid-|mid |the end of|end of|the start of|the beginning of|the middle of) ?)?"


@cache
def _months() -> dict[str, int]:
    return {row["form"].lower(): int(row["month"]) for row in vocab.of("months", "en")}


# "March next year", "March of the following year": the second is of the story and reckoned from no published day.
YEAR_WORD = (
    r",? (?:of )?(?P<year_word>"
    r"(?:the )?(?:next|last|this|that|coming|following|previous|preceding|same|every|each) year"
    r"|the year (?:before|after))\b"
)
YEARS_AHEAD = {"next year": 1, "coming year": 1, "the coming year": 1, "this year": 0, "last year": -1}
SEASON = r"(?P<unit>spring|summer|autumn|fall|winter)"
WHICH = r"(?P<which>(?<!the )(?:last|this|next)|(?:this |the )?coming)"


FIRST, LAST = r"(?P<first>(?:19|20)\d\d)", r"(?P<last>(?:19|20)\d\d)"
UNIT = r"(?P<unit>day|week|month|year|decade)s?"
QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "last": 10}
ABOUT = "some |about |around |roughly |nearly |almost |more than |over |barely |just |only "
COUNTS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "a couple of": 2}
COUNT = rf"(?:\d{{1,2}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
COUNTED = rf"(?P<count>{COUNT})"
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


@cache
def _month_names() -> str:
    return "|".join(sorted((re.escape(row["form"]) for row in vocab.of("months", "en")), key=len, reverse=True))


@cache
def rules() -> Rules:
    """Patterns with their readers, the most exact first."""
    month = _month_names()
    weekday = "|".join(row["form"] for row in vocab.of("weekdays", "en"))
    rules: tuple[tuple[str, Reader], ...] = (
        (rf"\b(?P<month>{month}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", _full_date),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month}),? (?P<year>\d{{4}})\b", _full_date),
        (rf"\b{PART}(?P<month>{month}) (?:of )?(?P<year>\d{{4}})\b", _month_year),
        (rf"\b(?P<month>{month}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,]*\d)(?:{YEAR_WORD})?", _month_day),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month})\b(?:{YEAR_WORD})?", _month_day),
        (rf"\b{PART}(?P<month>(?-i:{month})){YEAR_WORD}", _month_of_year),
        (rf"\b{PART}{WHICH} (?P<month>(?-i:{month}))(?!\w)(?! \d)", _which_month),
        (
            rf"\b(?:in|since|by|until|from|of|during) {PART}(?P<month>{month}(?<!may)|May)\b(?! \d)",
            _month_alone,
        ),
        (rf"\b(?:between|from|in|during|over) {FIRST}(?: and | to | until | through |-){LAST}\b", _years),
        (rf"\b(?:in|during|over) the (?P<which>first|second|last) half of {FIRST}\b", _half),
        (rf"\b(?:in|during|for|of) the (?P<which>{'|'.join(QUARTERS)}) quarter(?: of {FIRST})?\b", _quarter),
        (rf"\b(?:in|during|over) the first {COUNTED} months(?: of (?:{FIRST}|th(?:is|e) year))?\b", _first_months),
        (rf"\b(?:{ABOUT})?(?P<count>{COUNT}) {UNIT} (?:ago|earlier|before(?=[,.;]|$)|previously)\b", _ago),
        (rf"\b(?:in|over|during|within) the (?:past|last|previous|preceding) (?P<count>{COUNT} )?{UNIT}\b", _past),
        (r"\b(?:in|during|since|until|of|from) the (?P<part>early |late |mid-)?(?P<decade>(?:19|20)\d0)s\b", _decade),
        (r"\b(?:earlier|later) this (?P<unit>week|month|year)\b", _relative_this),
        (r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", day_alone),
        (
            rf"\b(?:on )?(?P<which>last |next )?(?P<weekday>{weekday})\b(?: (?P<week>last|this|next) week)?",
            _weekday,
        ),
        (rf"\b(?:the )?{PART}(?:the )?{SEASON}{YEAR_WORD}", _season_of_year),
        (rf"\b{PART}{WHICH} (?P<unit>week|month|year|spring|summer|autumn|fall|winter)\b", _relative),
        (r"\b(?P<which>yesterday|today)\b", yesterday),
        (rf"\b(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? after the deadline\b", _after_deadline),
        (
            r"\bbefore (?:the|its|their) borders? (?:was |were |had been |had )?(?:closed|shut|sealed|closures?)\b",
            before_closing,
        ),
        (TWO_ORDERS, two_orders),
        (r"\bin recent (?P<unit>weeks|months)\b", _recent),
        (r"\b(?:in|since|by|until|till|of|from|at|around|during|through|as (?:late|early|recently|far back) as) "
         r"(?:the end of |the start of |late |early |mid-)?(?P<year>(?:19|20)\d\d)\b(?![,-]?\d)", _year),
    )
    return tuple((Caseless(pattern, as_written=True), reader) for pattern, reader in rules)


def _full_date(match: re.Match[str], published: date | None) -> Interval:
    day = day_of(int(match["year"]), _months()[match["month"].lower()], int(match["day"]))
    return (day, day, "stated") if day else NOTHING


def _month_year(match: re.Match[str], published: date | None) -> Interval:
    return (*month_days(int(match["year"]), _months()[match["month"].lower()], _part(match)), "stated")


def _part(match: re.Match[str]) -> str:
    return PARTS.get((match["part"] or "").strip().lower(), "")


def _month_day(match: re.Match[str], published: date | None) -> Interval:
    """ "Dec. 22", "22 December last year", "March 3" of "between March 3 and April 5, 2018"."""
    if published is None:
        return NOTHING
    month, number = _months()[match["month"].lower()], int(match["day"])
    word = match["year_word"] or _year_around(match)
    if word is None:
        day = nearest(published, month, number)
    else:
        day = day_of(year, month, number) if (year := _worded_year(word, published)) else None
    return (day, day, "relative") if day else NOTHING


def _month_of_year(match: re.Match[str], published: date | None) -> Interval:
    year = _worded_year(match["year_word"], published)
    return (*month_days(year, _months()[match["month"].lower()], _part(match)), "relative") if year else NOTHING


def _worded_year(word: str, published: date | None) -> int | None:
    """The year of "next year" or "2018"; None where the published day does not tell it ("the following year")."""
    if word.isdigit():
        return int(word)
    ahead = YEARS_AHEAD.get(word.lower())
    return None if ahead is None or published is None else published.year + ahead


@cache
def _year_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,? ?(?:and|or|to|through|until|-) ?(?:(?:early|mid|late|the end of)[ -])?(?:{_month_names()})?"
        rf"(?: ?\d{{1,2}}(?:st|nd|rd|th)?)?)+(?:,? (?:of )?(?P<year>(?:19|20)\d\d)\b|{YEAR_WORD})"
    )


def _year_around(match: re.Match[str]) -> str | None:
    """The year that stands with a month or day but not at it: "in January and March 2018", "next year, in March"."""
    if after := _year_after().match(match.string, match.end()):
        return after["year"] or after["year_word"]
    before = re.search(r"\b((?:next|last|this) year),? $", match.string[: match.start()], re.IGNORECASE)
    return before[1] if before else None


def _which_month(match: re.Match[str], published: date | None) -> Interval:
    """ "last March", "this March", "next March"; a next one that still lies in the published year is in doubt."""
    if published is None:
        return NOTHING
    month, which = _months()[match["month"].lower()], match["which"].lower()
    if which == "next" and month > published.month:
        return NOTHING
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next" or which.endswith("coming"):
        year += month <= published.month
    return (*month_days(year, month, _part(match)), "relative")


def _month_alone(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    month, word = _months()[match["month"].lower()], _year_around(match)
    if word is not None:
        year = _worded_year(word, published)
        return (*month_days(year, month, _part(match)), "relative") if year else NOTHING
    return (*month_days(published.year - (month > published.month), month, _part(match)), "month")


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _relative(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    unit, which = match["unit"].lower(), match["which"].lower()
    back = {"last": 1, "this": 0}.get(which, -1)
    if unit == "week":
        monday = published - timedelta(published.weekday() + 7 * back)
        return capped((monday, monday + timedelta(6)), published)
    if unit == "month":
        return capped(month_days(*months_back(published, back), _part(match)), published)
    if unit == "year":
        return capped(year_part(published.year - back, _part(match)), published)
    if back < 0:
        return season_ahead(published, SEASONS[unit], which)
    return capped(season(published, SEASONS[unit], back), published)


def _season_of_year(match: re.Match[str], published: date | None) -> Interval:
    year = _worded_year(match["year_word"], published)
    return (*season_days(year, SEASONS[match["unit"].lower()]), "relative") if year else NOTHING


def _after_deadline(match: re.Match[str], published: date | None) -> Interval:
    return after_deadline(_count(match["count"]), match["unit"])


def _recent(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    return (published - timedelta(30 if match["unit"].lower() == "weeks" else 92), published, "relative")


def _weekday(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    wanted = {row["form"].lower(): int(row["weekday"]) for lang in ("en", "ko") for row in vocab.of("weekdays", lang)}[
        match["weekday"].lower()
    ]
    week, which = (match["week"] or "").lower(), (match["which"] or "").strip().lower()
    if which == "next":
        return NOTHING  # the coming one or the one of next week: the word does not say
    if week:
        day = published + timedelta(wanted - published.weekday() + {"last": -7, "this": 0, "next": 7}[week])
        return (day, day, "relative")
    day = published - timedelta((published.weekday() - wanted) % 7)
    return (day, day, "relative" if which else "weekday")


def _year(match: re.Match[str], published: date | None) -> Interval:
    year = int(match["year"])
    if "end of" in match.group():
        return (date(year, 12, 1), date(year, 12, 31), "stated")
    return (date(year, 1, 1), date(year, 12, 31), "stated")


def _years(match: re.Match[str], published: date | None) -> Interval:
    """ "between 2016 and 2019", "in 2016-2019"."""
    first, last = int(match["first"]), int(match["last"])
    return (date(first, 1, 1), date(last, 12, 31), "stated") if first <= last else NOTHING


def _half(match: re.Match[str], published: date | None) -> Interval:
    year = int(match["first"])
    if match["which"].lower() == "first":
        return (date(year, 1, 1), date(year, 6, 30), "stated")
    return (date(year, 7, 1), date(year, 12, 31), "stated")


def _quarter(match: re.Match[str], published: date | None) -> Interval:
    """ "the third quarter of 2024"; without a year the latest one that is over."""
    month = QUARTERS[match["which"].lower()]
    if match["first"]:
        year = int(match["first"])
    elif published is None:
        return NOTHING
    else:
        year = published.year - (month + 2 >= published.month)
    return (date(year, month, 1), month_days(year, month + 2)[1], "stated" if match["first"] else "relative")


def _first_months(match: re.Match[str], published: date | None) -> Interval:
    if not match["first"] and published is None:
        return NOTHING
    year = int(match["first"]) if match["first"] else published.year if published else 0
    months = _count(match["count"])
    if not 1 <= months <= 12:
        return NOTHING
    return (date(year, 1, 1), month_days(year, months)[1], "stated" if match["first"] else "relative")


def _count(word: str | None) -> int:
    clean = (word or "one").strip().lower()
    return int(clean) if clean.isdigit() else COUNTS[clean]


def _ago(match: re.Match[str], published: date | None) -> Interval:
    """ "two years ago": the year, month, week or day that lies so far back."""
    if published is None:
        return NOTHING
    unit, count = match["unit"].lower(), _count(match["count"])
    if unit in ("year", "decade"):
        year = published.year - count * (10 if unit == "decade" else 1)
        return (date(year, 1, 1), date(year, 12, 31), "relative")
    if unit == "month":
        return (*month_days(*months_back(published, count)), "relative")
    day = published - timedelta(count * UNIT_DAYS[unit])
    spread = timedelta(3 if unit == "week" else 0)
    return (day - spread, day + spread, "relative")


def _past(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    return (published - timedelta(_count(match["count"]) * UNIT_DAYS[match["unit"].lower()]), published, "relative")


DECADE_PARTS = {"early": (0, 3), "mid-": (4, 6), "late": (7, 9)}


def _decade(match: re.Match[str], published: date | None) -> Interval:
    first, last = DECADE_PARTS.get((match["part"] or "").strip().lower(), (0, 9))
    year = int(match["decade"])
    return (date(year + first, 1, 1), date(year + last, 12, 31), "stated")


def _relative_this(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    if match["unit"].lower() == "week":
        return (published - timedelta(published.weekday()), published, "relative")
    first = published.replace(day=1) if match["unit"].lower() == "month" else date(published.year, 1, 1)
    return (first, published, "relative")
