"""Reads when something happened, reckoned from the published day of the version, never from the run's day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from transforms import vocab


@dataclass(frozen=True)
class When:
    """An interval of days, both ends included; an end is None where it is not known. `basis`: relative (reckoned
    from the
    published day), stated (the text gives the date), none. `start_at`/`end_at` cut the wording in the sentence.
    `bare`: month or weekday, where it is named without its year or week."""

    start: date | None
    end: date | None
    basis: str
    start_at: int
    end_at: int
    bare: str | None = None


def published_day(value: object) -> date | None:
    """The day of an ISO date or moment as it is written (its own zone); a year or month alone gives None, and so
    does anything else."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def times(plain: str, lang: str, published: date | None) -> tuple[When, ...]:
    """The times named in one sentence (with straight quotes), in order; the day on which somebody only spoke is left
    out."""
    rules = _english_rules() if lang == "en" else KOREAN if lang == "ko" else ()
    found: list[When] = []
    for pattern, reader in rules:
        for match in pattern.finditer(plain):
            if not any(match.start() < other.end_at and other.start_at < match.end() for other in found):
                found.append(_when(match, reader(match, published)))
    kept = sorted(
        (when for when in found if not _is_spoken(plain, when, lang) or _is_old(when, published)),
        key=lambda when: when.start_at,
    )
    return _ranged(plain, kept, lang, published)


def _ranged(plain: str, found: list[When], lang: str, published: date | None) -> tuple[When, ...]:
    """Two times that are the ends of one, "from September to November last year", are read as one; the others each with
    its own bound."""
    read: list[When] = []
    first: When | None = None
    for when in found:
        if first is not None and _is_range(plain, first, when):
            read[-1] = replace(when, start=first.start, start_at=first.start_at, bare=None)
            first = None
        else:
            read.append(_bounded(plain, when, lang, published))
            first = when
    return tuple(read)


def _is_range(plain: str, first: When, last: When) -> bool:
    if first.start is None or last.end is None or first.start > last.end:
        return False
    between = plain[first.end_at : last.start_at]
    if re.fullmatch(r"부터 ?|에서 ?", between):
        return plain.startswith("까지", last.end_at)
    # The wording of a bare month begins with its preposition.
    is_opened = re.search(r"\b(?:from|between) (?:the )?$", plain[: first.start_at]) or plain.startswith(
        "from ", first.start_at
    )
    return bool(is_opened and re.fullmatch(r",? (?:to|until|through|and|-)(?: the)? ", between))


def coming(when: When, published: date | None) -> When:
    """A month or weekday without its year or week, of a thing to come, is the next one: "will leave in August", said in
    December."""
    if published is None or when.bare is None or when.end is None or when.end >= published:
        return when
    ahead = _a_year_on if when.bare == "month" else _a_week_on
    return replace(when, start=when.start and ahead(when.start), end=ahead(when.end))


# The third part is the basis; "month" and "weekday" mean relative and bare.
Interval = tuple[date | None, date | None, str]
Reader = Callable[[re.Match[str], date | None], Interval]
NOTHING: Interval = (None, None, "none")


def _when(match: re.Match[str], interval: Interval) -> When:
    start, end, basis = interval
    bare = basis if basis in ("month", "weekday") else None
    return When(start, end, "relative" if bare else basis, match.start(), match.end(), bare)


# --- calendar ----------------------------------------------------------------------------------------------------


def _month(year: int, month: int, part: str = "") -> tuple[date, date]:
    last = date(year, month, calendar.monthrange(year, month)[1])
    first = date(year, month, 1)
    parts = {
        "early": (first, first.replace(day=10)),
        "mid": (first.replace(day=11), first.replace(day=20)),
        "late": (first.replace(day=20), last),
    }
    return parts.get(part, (first, last))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(published: date, month: int, day: int) -> date | None:
    """The day of that month that lies nearest: "Dec. 22" in November is the coming one."""
    days = [
        found for year in (published.year - 1, published.year, published.year + 1) if (found := _day(year, month, day))
    ]
    return min(days, key=lambda found: abs(found - published)) if days else None


def _latest(published: date, day: int) -> date | None:
    """The last day of that number up to the published day: "on the 24th" on 2 June is 24 May."""
    for back in range(0, 62):
        if (published - timedelta(back)).day == day:
            return published - timedelta(back)
    return None


def _a_year_on(day: date) -> date:
    """The same day a year later; the last of February stays the last."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1, year=day.year + 1) + timedelta(
        (day.day if day.day < last else calendar.monthrange(day.year + 1, day.month)[1]) - 1
    )


def _a_week_on(day: date) -> date:
    return day + timedelta(7)


def _back(published: date, months: int) -> tuple[int, int]:
    index = published.year * 12 + published.month - 1 - months
    return index // 12, index % 12 + 1


# --- English -----------------------------------------------------------------------------------------------------

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
def _english_rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
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
        (r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_alone),
        (
            rf"\b(?:on )?(?P<which>last |next )?(?P<weekday>{weekday})\b(?: (?P<week>last|this|next) week)?",
            _weekday,
        ),
        (rf"\b(?:the )?{PART}(?:the )?{SEASON}{YEAR_WORD}", _season_of_year),
        (rf"\b{PART}{WHICH} (?P<unit>week|month|year|spring|summer|autumn|fall|winter)\b", _relative),
        (r"\b(?P<which>yesterday|today)\b", _yesterday),
        (r"\bin recent (?P<unit>weeks|months)\b", _recent),
        (r"\b(?:in|since|by|until|of|from|at) (?:the end of )?(?P<year>(?:19|20)\d\d)\b(?![,-]?\d)", _year),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in rules)


def _full_date(match: re.Match[str], published: date | None) -> Interval:
    day = _day(int(match["year"]), _months()[match["month"].lower()], int(match["day"]))
    return (day, day, "stated") if day else NOTHING


def _month_year(match: re.Match[str], published: date | None) -> Interval:
    return (*_month(int(match["year"]), _months()[match["month"].lower()], _part(match)), "stated")


def _part(match: re.Match[str]) -> str:
    return PARTS.get((match["part"] or "").strip().lower(), "")


def _month_day(match: re.Match[str], published: date | None) -> Interval:
    """ "Dec. 22", "22 December last year", "March 3" of "between March 3 and April 5, 2018"."""
    if published is None:
        return NOTHING
    month, number = _months()[match["month"].lower()], int(match["day"])
    word = match["year_word"] or _year_around(match)
    if word is None:
        day = _nearest(published, month, number)
    else:
        day = _day(year, month, number) if (year := _worded_year(word, published)) else None
    return (day, day, "relative") if day else NOTHING


def _month_of_year(match: re.Match[str], published: date | None) -> Interval:
    year = _worded_year(match["year_word"], published)
    return (*_month(year, _months()[match["month"].lower()], _part(match)), "relative") if year else NOTHING


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
    return (*_month(year, month, _part(match)), "relative")


def _month_alone(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    month, word = _months()[match["month"].lower()], _year_around(match)
    if word is not None:
        year = _worded_year(word, published)
        return (*_month(year, month, _part(match)), "relative") if year else NOTHING
    return (*_month(published.year - (month > published.month), month, _part(match)), "month")


def _day_alone(match: re.Match[str], published: date | None) -> Interval:
    day = _latest(published, int(match["day"])) if published else None
    return (day, day, "relative") if day else NOTHING


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _relative(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    unit, which = match["unit"].lower(), match["which"].lower()
    back = {"last": 1, "this": 0}.get(which, -1)
    if unit == "week":
        monday = published - timedelta(published.weekday() + 7 * back)
        return _capped((monday, monday + timedelta(6)), published)
    if unit == "month":
        return _capped(_month(*_back(published, back), _part(match)), published)
    if unit == "year":
        return _capped(_year_part(published.year - back, _part(match)), published)
    if back < 0:
        return _season_ahead(published, SEASONS[unit], which)
    return _capped(_season(published, SEASONS[unit], back), published)


def _season_ahead(published: date, first: int, which: str) -> Interval:
    """ "next spring"; one that still lies in the published year is in doubt, as "coming" is not."""
    begun = _season_year(published, first)
    is_past = date(begun, first, 1) <= published
    if which == "next" and not is_past:
        return NOTHING
    return (*_season_days(begun + is_past, first), "relative")


def _season_of_year(match: re.Match[str], published: date | None) -> Interval:
    year = _worded_year(match["year_word"], published)
    return (*_season_days(year, SEASONS[match["unit"].lower()]), "relative") if year else NOTHING


def _year_part(year: int, part: str) -> tuple[date, date]:
    return {"late": (date(year, 12, 1), date(year, 12, 31)), "early": (date(year, 1, 1), date(year, 1, 31))}.get(
        part, (date(year, 1, 1), date(year, 12, 31))
    )


def _season(published: date, first: int, back: int) -> tuple[date, date]:
    """ "this autumn" lies in the published year, "last autumn" is the last one wholly past."""
    year = _season_year(published, first)
    return _season_days(year - (back and not (first < 12 and first + 2 < published.month)), first)


def _season_year(published: date, first: int) -> int:
    """The year in which this season began or shall begin; in January and February the winter is of the year before."""
    return published.year - (first == 12 and published.month < 3)


def _season_days(year: int, first: int) -> tuple[date, date]:
    end_year, end_month = (year, first + 2) if first < 12 else (year + 1, 2)
    return (date(year, first, 1), _month(end_year, end_month)[1])


def _capped(interval: tuple[date, date], published: date) -> Interval:
    begin, end = interval
    return (begin, end if begin > published else min(end, published), "relative")


def _yesterday(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    day = published - timedelta(match["which"].lower() in ("yesterday", "어제"))
    return (day, day, "relative")


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


# --- Korean ------------------------------------------------------------------------------------------------------

KO_PARTS = {"초": "early", "중순": "mid", "말": "late", "하순": "late"}


def _ko_part(match: re.Match[str]) -> str:
    return KO_PARTS.get(match["part"] or "", "")


def _ko_date(match: re.Match[str], published: date | None) -> Interval:
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    if month is None or not 1 <= month <= 12:
        return (date(year, 1, 1), date(year, 12, 31), "stated")
    if match["day"]:
        day = _day(year, month, int(match["day"]))
        return (day, day, "stated") if day else NOTHING
    return (*_month(year, month), "stated")


def _ko_juche(match: re.Match[str], published: date | None) -> Interval:
    year = 1911 + int(match["juche"])
    return (date(year, 1, 1), date(year, 12, 31), "stated")


# "2018년 9월부터 11월까지": the second month is of the year of the first.
KO_YEAR_AHEAD = re.compile(
    r"(?P<year>(?:19|20)\d\d(?=년)|내년|지난해|재작년|작년|올해)년? ?\d{1,2}월(?: ?\d{1,2}일)?"
    r"(?:[과와,·~-]|부터|이나)? ?$"
)


def _ko_month(match: re.Match[str], published: date | None) -> Interval:
    month = int(match["month"])
    if published is None or not 1 <= month <= 12:
        return NOTHING
    number = int(match["day"]) if match["day"] else None
    year = _ko_month_year(match, published, month, number)
    if number is not None:
        day = _day(year, month, number) if year else _nearest(published, month, number)
        return (day, day, "relative") if day else NOTHING
    part = _ko_part(match)
    if year is not None:
        return (*_month(year, month, part), "relative")
    return (*_month(published.year - (month > published.month), month, part), "month")


def _ko_month_year(match: re.Match[str], published: date, month: int, day: int | None) -> int | None:
    """The year that a word before the month says: "오는", "지난", "2018년 9월부터"; None without such a word."""
    if match["which"] == "오는":
        return published.year + ((month, day or 31) < (published.month, published.day))
    if match["which"] == "지난":
        return published.year - ((month, day or 1) > (published.month, published.day))
    ahead = KO_YEAR_AHEAD.search(match.string[: match.start()])
    if ahead is None:
        return None
    return int(ahead["year"]) if ahead["year"].isdigit() else published.year + KO_YEARS_AHEAD[ahead["year"]]


def _ko_unknown_year(match: re.Match[str], published: date | None) -> Interval:
    return NOTHING


def _ko_relative_month(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    back = {
        "지난달": 1,
        "지난 달": 1,
        "지지난달": 2,
        "다음 달": -1,
        "다음달": -1,
        "이달": 0,
        "이번 달": 0,
        "이번달": 0,
    }[match["which"]]
    year, month = _back(published, back)
    if match["day"]:
        day = _day(year, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return _capped(_month(year, month, _ko_part(match)), published)


KO_YEARS_AHEAD = {"내년": 1, "올해": 0, "금년": 0, "올": 0, "지난해": -1, "작년": -1, "재작년": -2}


def _ko_relative_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    year = published.year + KO_YEARS_AHEAD[match["which"]]
    month = int(match["month"]) if match["month"] else None
    if month is None:
        return _capped(_year_part(year, _ko_part(match)), published)
    if not 1 <= month <= 12:
        return NOTHING
    if match["day"]:
        day = _day(year, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return (*_month(year, month, _ko_part(match)), "relative")


def _ko_season(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    first, which = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}[match["season"]], match["which"]
    if which in ("지난", "이번"):
        return _capped(_season(published, first, which == "지난"), published)
    if which == "오는":
        return _season_ahead(published, first, "coming")
    return _capped(_season_days(published.year + KO_YEARS_AHEAD[which], first), published)


def _ko_week(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    monday = published - timedelta(published.weekday() + (7 if match["which"] in ("지난주", "지난 주") else 0))
    return (monday, min(published, monday + timedelta(6)), "relative")


KOREAN: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?P<year>(?:19|20)\d\d)년(?: ?(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?)?"), _ko_date),
    (
        re.compile(r"(?:이듬해|그 ?해|같은 ?해|다음 ?해|전년|매년|해마다) ?\d{1,2}월(?: ?\d{1,2}일)?"),
        _ko_unknown_year,
    ),
    (re.compile(r"주체 ?(?P<juche>\d{2,3})년?"), _ko_juche),
    (
        re.compile(
            r"(?P<which>다음 달|다음달|지지난달|지난달|지난 달|이번 달|이번달"
            r"|이달)(?: (?P<day>\d{1,2})일)?(?: (?P<part>초"
            r"|중순"
            r"|말"
            r"|하순))?"
        ),
        _ko_relative_month,
    ),
    (
        re.compile(
            r"(?P<which>올해|올|지난해|지난|재작년|작년|내년|이번|오는) ?(?P<season>봄|여름|가을|겨울)(?![가-힣]*파)"
        ),
        _ko_season,
    ),
    (
        re.compile(
            r"(?<![가-힣])(?P<which>내년|재작년|지난해|작년|올해|금년|올(?= ?\d))"
            r"(?: ?(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?)?(?: ?(?P<part>초|중순|말|하순))?"
        ),
        _ko_relative_year,
    ),
    (re.compile(r"(?<![가-힣])(?P<which>지난주|지난 주|이번 주|이번주)"), _ko_week),
    (
        re.compile(
            r"(?:(?P<which>지난|오는) ?)?(?<![\d.])(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일)?"
            r"(?: ?(?P<part>초|중순|말|하순))?"
        ),
        _ko_month,
    ),
    (re.compile(r"지난 (?P<day>\d{1,2})일"), _day_alone),
    (re.compile(r"(?<![\d월] )(?<!\d)(?P<day>\d{1,2})일(?=\s|에|부터|까지)"), _day_alone),
    (re.compile(r"(?P<which>어제|오늘)"), _yesterday),
)

# --- what the time belongs to ------------------------------------------------------------------------------------

# A verb after the word of saying opens what is said: "officials said 900 worked there in 2017".
OPENS = (
    r"that|were|was|are|is|be|been|have|has|had|will|would|may|sent|came|arrived|left|went|reached|entered|returned"
    r"|work(?:s|ed|ing)?|employ\w*|remain\w*|live[sd]?|stay\w*"
)
SPEECH = r"(?:said|says|told|reported|wrote|announced|added|learned|published|told [A-Z]\w+(?: \w+)?)"
KO_DEED = r"에? (?:새로 |모두 |다시 )?(?:귀국|도착|출발|떠났|돌아|들어|파견|왔|건너|송환)"
KO_SPEECH = r"따르면|전했|보도했|밝혔|말했|알렸|전한다"


OLD_DAYS = 366  # a saying that long before the published day dates what was said, else it is of the report's own days


def _is_old(when: When, published: date | None) -> bool:
    return published is not None and when.end is not None and (published - when.end).days > OLD_DAYS


def _is_spoken(plain: str, when: When, lang: str) -> bool:
    """The day of the saying, not of the thing: "said on Sunday", "the Asahi said Friday", "14일 ... 전했다"."""
    if lang == "en":
        return bool(
            re.search(
                rf"\b{SPEECH}\b(?:(?!\b(?:{OPENS})\b)[^.;,\"]){{0,40}}?(?: on| in)?,?\s?$", plain[: when.start_at]
            )
        )
    wording = plain[when.start_at : when.end_at]
    if not re.fullmatch(r"\d{1,2}일", wording) or re.match(KO_DEED, plain[when.end_at :]):
        return False
    return bool(re.search(KO_SPEECH, plain[when.end_at :]))


def _bounded(plain: str, when: When, lang: str, published: date | None) -> When:
    """ "since X" runs to the published day; "by X" and "until X" end with X and leave the beginning open."""
    before, wording, after = plain[: when.start_at], plain[when.start_at : when.end_at], plain[when.end_at :]
    since = (
        re.search(r"\bsince (?:the )?$", before)
        or wording.lower().startswith("since ")
        or re.match(r"부터|\s?이후", after)
    )
    by = (
        re.search(r"\b(?:by|until|before)(?: the)? $", before)
        or re.match(r"(?:by|until) ", wording.lower())
        or re.match(r"까지", after)
    )
    if when.start is None:
        return when
    if re.search(r"\bahead of (?:the )?$", before) and when.end is not None:
        return replace(when, start=None, end=min(when.end, published) if published else when.end)
    if since:
        end = published if published and when.start <= published else None
        return replace(when, end=end)
    if by:
        begin = (
            date(when.end.year, 1, 1)
            if when.end and re.search(r"올해|연초|this year|first three months|since January", plain)
            else None
        )
        return replace(when, start=begin)
    return when
