"""Dates as listings write them: RFC 822 and its bad relatives, ISO 8601, East Asian and English forms."""

import re
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_ZONE_NAMES = {"KST": "+0900", "JST": "+0900", "MSK": "+0300", "Z": "+0000"}
_ZONE_NAME = re.compile(rf"\b({'|'.join(_ZONE_NAMES)})$")
_WEEKDAY = re.compile(r"^[^,\d]{1,12},\s*")
_COLON_OFFSET = re.compile(r"([+-]\d\d):(\d\d)$")
_NUMERIC = re.compile(
    r"(?P<year>20\d\d|19\d\d)\s*[-./年년]\s*(?P<month>\d\d?)\s*[-./月월]\s*(?P<day>\d\d?)(?:\s*[日일.])?"
    r"(?:[T\s(]+\D{0,3}?(?P<hour>\d\d?):(?P<minute>\d\d))?"
)
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_ENGLISH = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})\s+(?P<day>\d\d?),?\s+(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE
)


def moment(raw: str | None, zone: str | None) -> datetime | None:
    """The moment a listing states, with its zone: RFC 822 (also with `+09:00` or `KST`, which the usual reader drops
    silently), ISO 8601, numeric and Korean, Chinese, Japanese forms, English month names. A date without a zone is of
    `zone`, a date without an hour its first moment; None where nothing is read or no zone is known."""
    if not raw:
        return None
    stated = _COLON_OFFSET.sub(r"\1\2", _ZONE_NAME.sub(lambda match: _ZONE_NAMES[match.group(1)], raw.strip()))
    local = ZoneInfo(zone) if zone else None
    for reader in (_iso, _rfc822, _numeric, _english):
        found = reader(stated)
        if found is not None:
            return _placed(found, local)
    return None


def _placed(found: datetime, local: tzinfo | None) -> datetime | None:
    if found.tzinfo is not None:
        return found
    return found.replace(tzinfo=local) if local else None


def _iso(stated: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


def _rfc822(stated: str) -> datetime | None:
    """Without a zone, or with `-0000`, the reader gives a naive moment: a date of the outlet's own zone, not of UTC."""
    try:
        return parsedate_to_datetime(_WEEKDAY.sub("", stated))
    except (ValueError, OverflowError):
        return None


def _numeric(stated: str) -> datetime | None:
    match = _NUMERIC.search(stated)
    return _dated(match.group("year"), match.group("month"), match.group("day"), match) if match else None


def _english(stated: str) -> datetime | None:
    match = _ENGLISH.search(stated)
    if match is None:
        return None
    month = _MONTHS.index(match.group("month").capitalize()) + 1
    return _dated(match.group("year"), str(month), match.group("day"))


def _dated(year: str, month: str, day: str, clock: re.Match[str] | None = None) -> datetime | None:
    hour, minute = (clock.group("hour") or "0", clock.group("minute") or "00") if clock else ("0", "00")
    return _iso(f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}:00")
