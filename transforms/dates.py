"""Days and moments as pages write them, in any script of the field; knows neither the clock nor where the text stood.

Nothing is guessed: "3월 5일" has no year, so it is no date; "03/05/2026" is one only where the order is known.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal

from transforms.vocab import rows

Order = Literal["year", "month", "day"]
"""Which number stands first where digits alone do not say: 26.10.02, 10/02/2026, 02.10.26."""

_ORDERS: dict[str, Order] = {row["of"]: row["order"] for row in rows("date_orders")}  # type: ignore[misc]
JUCHE_YEAR_0 = _REPUBLIC_YEAR_0 = 1911
ERA_YEAR_0 = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_NARROW = {ord(zero) + i: str(i) for zero in "０٠۰" for i in range(10)} | {
    ord("："): ":", ord("（"): "(", ord("）"): ")", ord("،"): ",", 0x3000: " "}  # fmt: skip

MONTH_NUMBER = {row["form"].lower().rstrip("."): int(row["month"]) for row in rows("months")}
_NAMES = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})\b\.?"

# RFC 822 names with one meaning; CST is China's, America's or Cuba's and therefore none.
_ZONE_HOURS = {"Z": 0, "UTC": 0, "GMT": 0, "KST": 9, "JST": 9, "MSK": 3, "МСК": 3, "EST": -5, "EDT": -4, "PST": -8,
               "PDT": -7, "CET": 1, "CEST": 2, "BST": 1, "HKT": 8}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """A day, and the moment if hour and zone are known. The day is the outlet's where its zone is known."""

    day: date
    at: datetime | None = None

    def is_after(self, fetched_at: datetime | None) -> bool:
        """Whether this lies after a fetch, as no publication does; a day alone, if it had begun nowhere on earth."""
        if fetched_at is None:
            return False
        if self.at is not None:
            return self.at > fetched_at
        return self.day > (fetched_at.astimezone(UTC) + timedelta(hours=14)).date()


@dataclass(frozen=True)
class Found:
    """A date inside a text; `start` and `end` are character offsets."""

    start: int
    end: int
    moment: Moment


_Day = tuple[int, int, int]
_Match = re.Match[str]


def _numeric(m: _Match) -> _Day:
    return int(m["y"]), int(m["m"]), int(m["d"])


def _named(m: _Match) -> _Day:
    return int(m["y"]), MONTH_NUMBER[m["month"].lower()], int(m["d"])


def _era(m: _Match) -> _Day:
    year = 1 if m["y"] == "元" else int(m["y"])
    return ERA_YEAR_0[m["era"]] + year, int(m["m"]), int(m["d"])


def _republic(m: _Match) -> _Day:
    year = 1 if m["y"] == "元" else int(m["y"])
    return _REPUBLIC_YEAR_0 + year, int(m["m"]), int(m["d"])


def _juche(m: _Match) -> _Day:
    """Year from the Juche count; a year in brackets that disagrees makes the date no date (year 0)."""
    year = int(m["juche"]) + JUCHE_YEAR_0
    agrees = m["y"] is None or int(m["y"]) == year
    month = MONTH_NUMBER[m["month"].lower()] if "month" in m.re.groupindex else int(m["m"])
    return year if agrees else 0, month, int(m["d"])


def _han(m: _Match) -> _Day:
    year = int("".join(str(_HAN_DIGITS[c]) for c in m["y"]))
    return year, han_number(m["m"]), han_number(m["d"])


def han_number(numeral: str) -> int:
    """Value of a Han numeral up to 99: 三, 十二, 三十一, 二〇."""
    if "十" not in numeral:
        return int("".join(str(_HAN_DIGITS[c]) for c in numeral))
    tens, _, ones = numeral.partition("十")
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def _two_orders(m: _Match, order: Order | None) -> _Day:
    """Day and month in whichever order is possible; else in the one that is known; else year 0."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if a > 12 or a == b or (order == "day" and b <= 12):
        return year, b, a
    return (year, a, b) if b > 12 or order == "month" else (0, a, b)


def _short(m: _Match, order: Order | None) -> _Day:
    """Two digits for the year, 1950 to 2049; year 0 where the order leaves none or two readings."""
    a, b, c = (int(m[name]) for name in "abc")
    if order == "year":
        return (_century(a), b, c) if len(m["a"]) == 2 and m["clock"] is not None else (0, b, c)
    is_plain = order is None and m["sep"] == "." and a > 12
    return (_century(c), b, a) if order == "day" or is_plain else (0, b, a)


def _century(year: int) -> int:
    return year + (2000 if year < 50 else 1900)


_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_HAN = "[〇零○一二三四五六七八九十]"
_FORMS: tuple[tuple[str, Callable[[_Match], _Day]], ...] = (
    # 주체108(2019)년 12월 3일, 主体108(2019)年12月3日
    (
        rf"(?:주체|主体|主體)\s*(?P<juche>\d{{2,3}})\s*(?:\(\s*{_Y}\s*\))?\s*[년年]\s*{_M}\s*[월月]\s*{_D}\s*[일日]",
        _juche,
    ),
    # Juche 108 (2019). 12. 3, Juche108.12.3
    (rf"Juche\s*(?P<juche>\d{{2,3}})\s*(?:\(\s*{_Y}\s*\))?[.,]?\s*{_M}[.]\s*{_D}(?!\d)", _juche),
    # December 3, Juche 108 (2019)
    (rf"{_MONTH}\s*{_D}(?:st|nd|rd|th)?,?\s*Juche\s*(?P<juche>\d{{2,3}})(?:\s*\(\s*{_Y}\s*\))?", _juche),
    # 令和元年12月3日
    (rf"(?P<era>令和|平成|昭和|大正)\s*(?P<y>元|\d{{1,2}})\s*年\s*{_M}\s*月\s*{_D}\s*日", _era),
    # 民國108年12月3日, 中華民國 108/12/03
    (
        rf"(?:民國|民国)\s*(?P<y>元|\d{{2,3}})\s*[年./-]\s*{_M}\s*[月./-]\s*{_D}(?!\d)",
        _republic,
    ),
    # 二〇一九年十二月三日
    (rf"(?P<y>[〇零○一二三四五六七八九]{{4}})年(?P<m>{_HAN}{{1,2}})月(?P<d>{_HAN}{{1,3}})日", _han),
    # 2019년 12월 3일, 2019年12月3日
    (rf"(?<!\d){_Y}\s*[년年]\s*{_M}\s*[월月]\s*{_D}\s*[일日]", _numeric),
    # 2019-12-03, 2019.12.3, 2019. 12. 3., 2019/12/03
    (rf"(?<![\d./-]){_Y}(?:-{_M}-{_D}(?![\d-]))", _numeric),
    (rf"(?<![\d./-]){_Y}\s?\.\s*{_M}\s?\.\s*{_D}(?!\d|\.\d)", _numeric),
    (rf"(?<![\d./-]){_Y}/{_M}/{_D}(?![\d/])", _numeric),
    # 3 December 2019, 3. Dezember 2019, 3 de diciembre de 2019, 3-Dec-2019, 3 декабря 2019, 3 كانون الأول/ديسمبر 2019
    (
        rf"(?<!\d){_D}(?:st|nd|rd|th|er|º)?[.,]?[\s-]*(?:de\s+|of\s+)?{_MONTH}(?:\s*/\s*(?:{_NAMES})\b)?"
        rf"(?:\s+de\s+|[\s,-]+){_Y}(?!\d)",
        _named,
    ),
    # 2019 Dec 3
    (rf"(?<!\d){_Y}[\s-]{_MONTH}[\s-]{_D}(?!\d)", _named),
    # December 3, 2019; Dec. 3rd 2019
    (rf"(?<!\w){_MONTH}[\s-]*{_D}(?:st|nd|rd|th)?(?:\s*,\s*|[\s-]+){_Y}(?!\d)", _named),
    # 03.12.2019 is day first wherever it is written with dots, unless there is no such month
    (rf"(?<![\d./-])(?P<d>\d{{1,2}})\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?{_Y}(?!\d|\.\d)", _numeric),
    (rf"(?<![\d./-])(?P<m>0?[1-9]|1[0-2])\.(?P<d>1[3-9]|2\d|3[01])\.{_Y}(?!\d|\.\d)", _numeric),
)
_READERS = tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in _FORMS)
_ORDERED: tuple[tuple[re.Pattern[str], Callable[[_Match, Order | None], _Day]], ...] = (
    # 27/09/2026, 27 09 2026
    (re.compile(rf"(?<![\d./-])(?P<a>\d{{1,2}})([/ -])(?P<b>\d{{1,2}})\2{_Y}(?![\d/])"), _two_orders),
    # 02.10.26; 26-10-02  10:45, which on Korean pages is the year first, and without a time may be a score or a price
    (
        re.compile(
            r"(?<![\w./-])(?P<a>\d\d?)(?P<sep>[-./])(?P<b>\d\d?)(?P=sep)(?P<c>\d\d)"
            r"(?![\w./-]|:\d)(?P<clock>(?=\s+\d{1,2}:\d\d))?"
        ),
        _short,
    ),
)
_COMPACT = re.compile(
    rf"\s*{_Y}(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?\s*"
)
# 2019-12-03T10:45:00.000+09:00
_ISO = re.compile(rf"{_Y}-{_M}-{_D}(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_CLOCK = re.compile(
    r"""
    \s*(?:일\b|日)?\.?,?\s*
    (?:[(（]?(?:[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日?)?|星期[一二三四五六日天]|周[一二三四五六日]|[A-Za-z]{3,9}day|[A-Z][a-z]{2}\.?)[)）]?)?
    \s*(?:T|at\b|um\b|kl\.?|à|в\b|[-–|,·/])?\s*
    (?P<before>오전|오후|上午|下午|午前|午後|AM|PM)?\s*
    (?P<h>\d{1,2})\s*(?::|시|時|时|点|點)\s*
    (?:(?P<min>\d{1,2})\s*(?:분|分)?(?::(?P<s>\d\d)(?:[.,]\d+)?|\s*\d{1,2}\s*[초秒])?)?
    \s*(?P<after>[ap]\.?m\b\.?)?
    \s*(?:[(]?(?P<zone>Z\b|[+-]\d\d:?\d\d|[+-]\d\d(?!\d)|(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|(?:UTC|GMT|KST|JST|HKT|SGT|IST|MSK|МСК|CES?T|BST|[ECMP][SD]T)\b)[)]?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<min>\d\d)?$")
_AFTERNOON = {"오후", "下午", "午後", "pm"}
_MORNING = {"오전", "上午", "午前", "am"}


def usual_order(zone: tzinfo | None, languages: Sequence[str] = ()) -> Order | None:
    """The order of numbers in dates where an outlet has its seat, else in the first language that has one."""
    place = str(zone)
    by_zone = _ORDERS.get(place) or _ORDERS.get(place.partition("/")[0])
    tags = [form for tag in languages for form in (tag.replace("_", "-"), tag[:2])]
    return by_zone or next((_ORDERS[tag] for tag in tags if tag in _ORDERS), None)


def read_date(value: str, zone: tzinfo | None = None) -> Moment | None:
    """The one date that `value` states; None if it states none, or several that differ.

    `zone` is the outlet's: it places a time that is written without one, and turns a moment into the outlet's day.
    """
    compact, iso = _COMPACT.fullmatch(value), _ISO.fullmatch(value)
    if compact:
        return _moment(_numeric(compact), compact, zone)
    if iso:  # what most programs write: no other form can match in it
        return _moment(_numeric(iso), _CLOCK.match(value, iso.end("d")), zone)
    found = {f.moment.day: f.moment for f in reversed(list(find_dates(value, zone)))}
    return next(iter(found.values())) if len(found) == 1 else None


def find_dates(text: str, zone: tzinfo | None = None, order: Order | None = None) -> Iterator[Found]:
    """Every full date in a text, in order and without overlap; times directly behind a date belong to it.

    Without an `order` the zone's usual one holds.
    """
    narrow = text.translate(_NARROW)
    taken = 0
    matches = _matches(narrow, order or usual_order(zone))
    for match, day in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < taken:
            continue
        clock = _CLOCK.match(narrow, match.end())
        moment = _moment(day, clock, zone)
        taken = clock.end() if clock else match.end()
        if moment:
            yield Found(match.start(), taken, moment)


def _matches(text: str, order: Order | None) -> Iterator[tuple[_Match, _Day]]:
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            yield match, reader(match)
    for pattern, ordered in _ORDERED:
        for match in pattern.finditer(text):
            yield match, ordered(match, order)


def _moment(day: _Day, clock: _Match | None, zone: tzinfo | None) -> Moment | None:
    """A moment from a day and what stands behind it; None if there is no such day in 1900 to 2099."""
    try:
        written = date(*day)
    except ValueError:
        return None
    if not 1900 <= written.year < 2100:
        return None
    time = _time_of(clock) if clock and clock["h"] else None
    if clock is None or time is None:
        return Moment(written)
    offset = _offset(clock["zone"])
    local = datetime(*day, *time, tzinfo=offset or zone)
    if local.tzinfo is None or (clock["zone"] and offset is None):
        return Moment(written)
    # Midnight UTC is how programs write a day without a time; moved to America it would be the day before.
    if offset == UTC and time == (0, 0, 0):
        return Moment(written)
    return Moment(local.astimezone(zone).date() if zone else written, local)


def _time_of(clock: _Match) -> tuple[int, int, int] | None:
    groups = clock.groupdict()
    hour, minute, second = int(groups["h"]), int(groups["min"] or 0), int(groups["s"] or 0)
    half = (groups.get("before") or groups.get("after") or "").lower().replace(".", "")
    if half in _AFTERNOON and hour < 12:
        hour += 12
    if half in _MORNING and hour == 12:
        hour = 0
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(written: str | None) -> tzinfo | None:
    """Zone of a written offset or name; None if it is missing, has several meanings or does not exist."""
    if not written:
        return None
    if (hours := _ZONE_HOURS.get(written.upper())) is not None:
        return timezone(timedelta(hours=hours)) if hours else UTC
    match = _OFFSET.search(written)
    if match is None:
        return None
    minutes = int(match["h"]) * 60 + int(match["min"] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes)) if minutes else UTC


_URL_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?=[/_.-]|$)",  # /2019/12/03/, /2019-12-03-
        r"/(?P<y>(?:19|20)\d\d)/?(?P<m>\d\d)/?(?P<d>\d\d)(?=[/_.-]|$)",  # /20191203/, /2019/1203/
        r"[/_-](?P<y>20\d\d)-?(?P<m>\d\d)-?(?P<d>\d\d)(?=[/_.]|$)",  # -20191203.html
        r"/[A-Z]{2,5}(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{6,}|_)",  # /AKR20191203123400504
        r"/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d*(?=[/_.-]|$)",  # /20191203104500
    )
)


_URL_MONTH = re.compile(r"/(?P<y>20\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)")


def url_month(path: str) -> date | None:
    """The first day of the month that the path of an address states; None if it states none."""
    match = _URL_MONTH.search(path)
    return date(int(match["y"]), int(match["m"]), 1) if match else None


def url_date(path: str) -> date | None:
    """The day that the path of an address states; None if it states none. Queries are ids, not dates."""
    for form in _URL_FORMS:
        for match in form.finditer(path):
            moment = _moment(_numeric(match), None, None)
            if moment:
                return moment.day
    return None
