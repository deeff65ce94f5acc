"""English times: "in late March", "last autumn", "by Dec. 22", "between March 3 and April 5, 2018"."""

import re
from datetime import date, timedelta
from functools import cache

from transforms import vocab
from transforms.claims.when.calendar import (
    NOTHING,
    Interval,
    Reader,
    Rules,
    capped,
    day_alone,
    day_of,
    month_days,
    months_back,
    nearest,
    season,
    season_ahead,
    season_days,
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
        (r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", day_alone),
        (
            rf"\b(?:on )?(?P<which>last |next )?(?P<weekday>{weekday})\b(?: (?P<week>last|this|next) week)?",
            _weekday,
        ),
        (rf"\b(?:the )?{PART}(?:the )?{SEASON}{YEAR_WORD}", _season_of_year),
        (rf"\b{PART}{WHICH} (?P<unit>week|month|year|spring|summer|autumn|fall|winter)\b", _relative),
        (r"\b(?P<which>yesterday|today)\b", yesterday),
        (r"\bin recent (?P<unit>weeks|months)\b", _recent),
        (r"\b(?:in|since|by|until|of|from|at) (?:the end of )?(?P<year>(?:19|20)\d\d)\b(?![,-]?\d)", _year),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in rules)


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
