"""Reads when something happened, reckoned from the published day of the version, never from the run's day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from transforms import vocab


@dataclass(frozen=True)
class When:
    """An interval of days, both ends included; an end is None where it is not known. `basis`: relative (reckoned
    from the
    published day), stated (the text gives the date), none. `start_at`/`end_at` cut the wording in the sentence."""

    start: date | None
    end: date | None
    basis: str
    start_at: int
    end_at: int


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
    kept = (when for when in found if not _is_spoken(plain, when, lang))
    return tuple(sorted((_bounded(plain, when, lang, published) for when in kept), key=lambda when: when.start_at))


Interval = tuple[date | None, date | None, str]
Reader = Callable[[re.Match[str], date | None], Interval]
NOTHING: Interval = (None, None, "none")


def _when(match: re.Match[str], interval: Interval) -> When:
    return When(*interval, match.start(), match.end())


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


@cache
def _english_rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    month = "|".join(sorted((re.escape(row["form"]) for row in vocab.of("months", "en")), key=len, reverse=True))
    weekday = "|".join(row["form"] for row in vocab.of("weekdays", "en"))
    rules: tuple[tuple[str, Reader], ...] = (
        (rf"\b(?P<month>{month}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", _full_date),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month}),? (?P<year>\d{{4}})\b", _full_date),
        (rf"\b{PART}(?P<month>{month}) (?:of )?(?P<year>\d{{4}})\b", _month_year),
        (rf"\b(?P<month>{month}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,]*\d)", _month_day),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month})\b", _month_day),
        (
            rf"\b(?:in|since|by|until|from|of|during|last|this) {PART}(?P<month>{month}(?<!may)|May)\b(?! \d)",
            _month_alone,
        ),
        (r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_alone),
        (rf"\b(?:on )?(?:last )?(?P<weekday>{weekday})\b(?P<back> last week)?", _weekday),
        (rf"\b{PART}(?P<which>last|this) (?P<unit>week|month|year|spring|summer|autumn|fall|winter)\b", _relative),
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
    day = _nearest(published, _months()[match["month"].lower()], int(match["day"])) if published else None
    return (day, day, "relative") if day else NOTHING


def _month_alone(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    month = _months()[match["month"].lower()]
    return (*_month(published.year - (month > published.month), month, _part(match)), "relative")


def _day_alone(match: re.Match[str], published: date | None) -> Interval:
    day = _latest(published, int(match["day"])) if published else None
    return (day, day, "relative") if day else NOTHING


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _relative(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    unit, back = match["unit"].lower(), 1 if match["which"].lower() == "last" else 0
    if unit == "week":
        monday = published - timedelta(published.weekday() + 7 * back)
        return (monday, min(published, monday + timedelta(6)), "relative")
    if unit == "month":
        return _capped(_month(*_back(published, back), _part(match)), published)
    if unit == "year":
        return _capped(_year_part(published.year - back, _part(match)), published)
    return _capped(_season(published, SEASONS[unit], back), published)


def _year_part(year: int, part: str) -> tuple[date, date]:
    return {"late": (date(year, 12, 1), date(year, 12, 31)), "early": (date(year, 1, 1), date(year, 1, 31))}.get(
        part, (date(year, 1, 1), date(year, 12, 31))
    )


def _season(published: date, first: int, back: int) -> tuple[date, date]:
    """ "this autumn" lies in the published year, "last autumn" is the last one wholly past."""
    year = published.year - (back and not (first < 12 and first + 2 < published.month))
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
    if match["back"]:
        day = published - timedelta(published.weekday() + 7 - wanted)
    else:
        day = published - timedelta((published.weekday() - wanted) % 7)
    return (day, day, "relative")


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


def _ko_month(match: re.Match[str], published: date | None) -> Interval:
    month = int(match["month"])
    if published is None or not 1 <= month <= 12:
        return NOTHING
    if match["day"]:
        day = _nearest(published, month, int(match["day"]))
        return (day, day, "relative") if day else NOTHING
    return (*_month(published.year - (month > published.month), month, _ko_part(match)), "relative")


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


def _ko_relative_year(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    back = {"지난해": 1, "작년": 1, "올해": 0, "올": 0, "재작년": 2, "내년": -1}[match["which"]]
    if match["month"]:
        return (*_month(published.year - back, min(12, max(1, int(match["month"])))), "relative")
    return _capped(_year_part(published.year - back, _ko_part(match)), published)


def _ko_season(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    first = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}[match["season"]]
    return _capped(_season(published, first, 0 if match["which"] in ("올", "올해", "이번") else 1), published)


def _ko_week(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        return NOTHING
    monday = published - timedelta(published.weekday() + (7 if match["which"] in ("지난주", "지난 주") else 0))
    return (monday, min(published, monday + timedelta(6)), "relative")


KOREAN: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?P<year>(?:19|20)\d\d)년(?: (?P<month>\d{1,2})월(?: (?P<day>\d{1,2})일)?)?"), _ko_date),
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
    (re.compile(r"(?P<which>올|지난|작년|지난해|올해|이번) ?(?P<season>봄|여름|가을|겨울)(?![가-힣]*파)"), _ko_season),
    (
        re.compile(r"(?P<which>내년|재작년|지난해|작년|올해)(?: (?P<month>\d{1,2})월| ?(?P<part>초|말))?"),
        _ko_relative_year,
    ),
    (re.compile(r"(?<![가-힣])(?P<which>지난주|지난 주|이번 주|이번주)"), _ko_week),
    (
        re.compile(r"(?:지난 )?(?<![\d.])(?P<month>\d{1,2})월(?: (?P<day>\d{1,2})일)?(?: ?(?P<part>초|중순|말|하순))?"),
        _ko_month,
    ),
    (re.compile(r"지난 (?P<day>\d{1,2})일"), _day_alone),
    (re.compile(r"(?<![\d월] )(?<!\d)(?P<day>\d{1,2})일(?=\s|에|부터|까지)"), _day_alone),
    (re.compile(r"(?P<which>어제|오늘)"), _yesterday),
)

# --- what the time belongs to ------------------------------------------------------------------------------------

SPEECH = r"(?:said|says|told|reported|wrote|announced|added|learned|published|told [A-Z]\w+(?: \w+)?)"
KO_DEED = r"에? (?:새로 |모두 |다시 )?(?:귀국|도착|출발|떠났|돌아|들어|파견|왔|건너|송환)"
KO_SPEECH = r"따르면|전했|보도했|밝혔|말했|알렸|전한다"


def _is_spoken(plain: str, when: When, lang: str) -> bool:
    """The day of the saying, not of the thing: "said on Sunday", "the Asahi said Friday", "14일 ... 전했다"."""
    if lang == "en":
        before = plain[: when.start_at]
        return bool(re.search(rf"\b{SPEECH}\b[^.;,\"]{{0,40}}?(?: on| in)?,?\s?$", before)) and not re.search(
            rf"\b{SPEECH}\b.*\b(?:sent|came|arrived|left|went|reached|entered)\b", before
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
        return When(None, min(when.end, published) if published else when.end, when.basis, when.start_at, when.end_at)
    if since:
        end = published if published and when.start <= published else None
        return When(when.start, end, when.basis, when.start_at, when.end_at)
    if by:
        begin = (
            date(when.end.year, 1, 1)
            if when.end and re.search(r"올해|연초|this year|first three months|since January", plain)
            else None
        )
        return When(begin, when.end, when.basis, when.start_at, when.end_at)
    return when
