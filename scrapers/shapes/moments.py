"""Dates as listings write them: RFC 822 and its bad relatives, ISO 8601, East Asian, Russian and English forms."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

YEARS = range(1971, 2100)
"""Years a report can be of; 1970 is what a program writes that knows none."""
_OFFSET_MAX = timedelta(hours=14)

_HOURS = {"Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "KST": 9, "JST": 9, "HKT": 8, "MSK": 3, "МСК": 3, "EST": -5, "EDT": -4,
          "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "BST": 1}  # fmt: skip
_YEAR_0 = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "주체": 1911, "主体": 1911, "主體": 1911}
_MONTHS = (
    ("january", "jan", "января", "янв"), ("february", "feb", "февраля", "фев"), ("march", "mar", "марта", "мар"),
    ("april", "apr", "апреля", "апр"), ("may", "мая", "май"), ("june", "jun", "июня", "июн"),
    ("july", "jul", "июля", "июл"), ("august", "aug", "августа", "авг"),
    ("september", "sept", "sep", "сентября", "сент", "сен"), ("october", "oct", "октября", "окт"),
    ("november", "nov", "ноября", "нояб", "ноя"), ("december", "dec", "декабря", "дек"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTH_NUMBER, key=len, reverse=True))})\b\.?"
_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d\d?)", r"(?P<d>\d\d?)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 令和8年11月25日, 令和元年12月3日, R8.11.25, 주체108년 12월 3일
        rf"(?<![^\W\d_])(?P<era>令和|平成|昭和|주체|主体|主體)\s*(?P<n>元|\d{{1,3}})\s*[年년]\s*{_M}\s*[月월]\s*{_D}",
        rf"^(?P<era>[RH])\s?(?P<n>\d\d?)([./])\s?{_M}\3\s?{_D}(?!\d)",
        # 2026-09-27, 2026.9.27, 2026/09/27, 2026년 9월 27일, 2026年9月27日, 주체115(2026)년 9월 27일
        rf"(?<!\d){_Y}\)?\s*(?:[-./]|[年년])\s*{_M}\s*(?:[-./]|[月월])\s*{_D}(?!\d)",
        # 20260927, 20260927104500
        rf"^{_Y}(?P<m>\d\d)(?P<d>\d\d)(?=$|\d{{4}}(?:\d\d)?$)",
        # 27 September 2026, 27-Sep-2026, 27 сентября 2026
        rf"(?<!\d){_D}(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{_MONTH}[\s,-]+{_Y}(?!\d)",
        # September 27, 2026; Sept. 27th 2026
        rf"(?<![^\W\d_]){_MONTH}\s*{_D}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_Y}(?!\d)",
        # 27.09.2026 and 27 09 2026 are day first
        rf"(?<![\d./-]){_D}([. ])\s?{_M}\2\s?{_Y}(?!\d)",
        # 27/09/2026, 09/27/2026: if only one order is possible
        rf"(?<![\d./-])(?P<a>\d\d?)([/-])(?P<b>\d\d?)\2{_Y}(?!\d)",
    )
)
# 26-10-02 10:45 is year first on East Asian pages; elsewhere its order is not known
_SHORT_YEAR = re.compile(rf"^\D*?(?P<yy>\d\d)([-./])\s?{_M}\2\s?{_D}(?!\d)")
_CLOCK = re.compile(
    r"""
    (?P<half>오전|오후|上午|下午|午前|午後)?\s*
    (?<![\d:.+-])(?P<hour>\d\d?)\s*(?::|시|時|时|点)\s*(?P<minute>\d\d?)?\s*(?:분|分)?
    (?::(?P<second>\d\d))?(?:[.,]\d+)?
    \s*(?P<after>[ap]\.?m\b\.?)?
    \s*\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d\d?:?(?:\d\d)?(?!\d)|[A-ZА-Я]{2,4}\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?$")
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?$")
_RFC822 = re.compile(
    r"(?:[^,\d]{1,12},\s?)?(\d\d?[ -][A-Za-z]{3,9}[ -](?:\d\d)?\d\d \d\d?:\d\d(?::\d\d)?)"
    r"(?: ([+-]\d\d:?\d\d|GMT|UTC?|Z|E[SD]T|P[SD]T))?"
)


def moment(raw: str | None, zone: str | None) -> datetime | None:
    """The moment a listing states, with its zone: ISO 8601, RFC 822 (also with `+09:00` or `KST`, which the usual
    reader drops silently), numbers, Korean, Chinese, Japanese (also of an era), Russian and English forms. A date
    without a zone is of `zone`, a date without an hour its first moment. None where nothing is read for certain: no
    year, two possible orders, no zone, a year outside YEARS."""
    if not raw:
        return None
    local = ZoneInfo(zone) if zone else None
    found = _iso(raw)
    if found is None:
        stated = " ".join(unicodedata.normalize("NFKC", raw[:200]).split())
        found = _iso(stated) or _rfc822(stated) or _written(stated, zone)
    return _placed(found, local) if found is not None else None


def _placed(found: datetime, local: tzinfo | None) -> datetime | None:
    placed = found if found.tzinfo is not None else found.replace(tzinfo=local)
    if placed.tzinfo is None or placed.year not in YEARS:
        return None
    return placed if abs(placed.utcoffset() or timedelta()) <= _OFFSET_MAX else None


def _iso(stated: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


def _rfc822(stated: str) -> datetime | None:
    """Without a zone, or with `-0000`, the reader gives a naive moment: a date of the outlet's own zone, not of UTC.
    It drops what it does not know (`pm`, `CST`) without an error, so it is only given what it knows."""
    match = _RFC822.fullmatch(stated)
    try:
        return parsedate_to_datetime(f"{match[1]} {(match[2] or '').replace(':', '')}") if match else None
    except (ValueError, OverflowError):
        return None


def _written(stated: str, zone: str | None) -> datetime | None:
    match = next((found for form in _FORMS if (found := form.search(stated)) is not None), None)
    if match is None and (zone or "").startswith("Asia/"):
        match = _SHORT_YEAR.search(stated)
    day = _day(match.groupdict()) if match else None
    if match is None or day is None:
        return None
    behind = stated[match.end() :]
    clock = _COMPACT_CLOCK.match(behind) or _CLOCK.search(behind) or _CLOCK.search(stated[: match.start()])
    return _at(day, clock.groupdict(), zone) if clock else day


def _day(said: dict[str, str | None]) -> datetime | None:
    """Midnight of a day, without a zone; None if there is no such day, or two are possible."""
    year, month, day = (int(said.get(name) or 0) for name in ("y", "m", "d"))
    if era := said.get("era"):
        year = _YEAR_0[era.upper()] + (1 if said["n"] == "元" else int(said["n"] or 0))
    if short := said.get("yy"):
        year = int(short) + (2000 if int(short) < 70 else 1900)
    if name := said.get("name"):
        month = _MONTH_NUMBER[name.lower()]
    if "a" in said:
        a, b = int(said["a"] or 0), int(said["b"] or 0)
        if a <= 12 and b <= 12 and a != b:
            return None
        month, day = (b, a) if a > 12 else (a, b)
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _at(day: datetime, clock: dict[str, str | None], zone: str | None) -> datetime | None:
    """The day at an hour. A clock that cannot be, or of a zone with several meanings, leaves the day alone."""
    hour, minute, second = (int(clock.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (clock.get("half") or clock.get("after") or "").lower().replace(".", "")
    if half in ("오후", "下午", "午後", "pm") and hour < 12:
        hour += 12
    if half in ("오전", "上午", "午前", "am") and hour == 12:
        hour = 0
    name = (clock.get("zone") or "").upper().replace(" ", "")
    offset = _offset(name, zone)
    if hour > 23 or minute > 59 or second > 59 or (name and offset is None):
        return day
    return day.replace(hour=hour, minute=minute, second=second, tzinfo=offset)


def _offset(name: str, zone: str | None) -> tzinfo | None:
    if name == "CST" and zone in ("Asia/Shanghai", "Asia/Taipei"):
        return timezone(timedelta(hours=8))
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name])) if _HOURS[name] else UTC
    match = _OFFSET.search(name)
    if match is None:
        return None
    span = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(span if match["sign"] == "+" else -span) if span < timedelta(hours=24) else None
