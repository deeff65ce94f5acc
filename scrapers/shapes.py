"""The shapes of listings: how each kind of page names a source's reports. Pure: fetches nothing, interprets no text."""

import io
import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import feedparser
from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Item:
    """One report that a listing names. Moments carry a zone; None where the listing says nothing that can be read."""

    url: str
    title: str
    published_raw: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""


@dataclass(frozen=True)
class Feed:
    """An RSS or Atom feed, read leniently: a truncated or mis-declared feed still gives the items it holds."""

    url: str

    def items(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> tuple[Item, ...]:
        """The items in the feed's order. `content` is the body after Content-Encoding, `url` where it came from, `zone`
        that of dates without one. A page that is no feed has no items. Raises nothing on any bytes."""
        headers = {"content-type": content_type or "application/xml", "content-location": url}
        # A stream, never the bytes: feedparser would open a body that happens to be the name of a file.
        feed = feedparser.parse(io.BytesIO(content), response_headers=headers)
        return tuple(_feed_item(entry, url, zone) for entry in feed.entries if _feed_link(entry))


@dataclass(frozen=True)
class Listing:
    """A page of links. CSS selectors: `item` is one row, the others are inside it; a row may be a link itself."""

    url: str
    item: str
    link: str = "a[href]"
    title: str | None = None
    date: str | None = None

    def items(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> tuple[Item, ...]:
        """The rows in the page's order; a row without an address is furniture and left out. Arguments as for Feed."""
        soup = BeautifulSoup(content, "lxml", from_encoding=_declared_charset(content_type))
        rows = (self._row(row, url, zone) for row in soup.select(self.item))
        return tuple(item for item in rows if item is not None)

    def _row(self, row: Tag, url: str, zone: str | None) -> Item | None:
        link = row if row.name == "a" and row.get("href") else row.select_one(self.link)
        address = str(link.get("href", "")).strip() if link else ""
        if link is None or not address or address.startswith(("#", "javascript:", "mailto:")):
            return None
        raw = _text(row.select_one(self.date)) if self.date else None
        title = _text(row.select_one(self.title)) if self.title else None
        return Item(urljoin(url, address), title or _text(link) or "", raw, moment(raw, zone))


def _feed_link(entry: Any) -> str:
    link = str(entry.get("link") or entry.get("id") or "").strip()
    return link if link.startswith(("http://", "https://")) else ""


def _feed_item(entry: Any, url: str, zone: str | None) -> Item:
    # Asked for "updated", feedparser would give "published" with a warning: only what the feed states counts.
    updated = dict.get(entry, "updated")
    raw = entry.get("published") or updated
    return Item(
        url=urljoin(url, _feed_link(entry)),
        title=_plain(entry.get("title") or ""),
        published_raw=raw,
        published=moment(raw, zone),
        updated=moment(updated, zone),
        summary=_plain(entry.get("summary") or ""),
    )


def _plain(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def _text(tag: Tag | None) -> str | None:
    return " ".join(tag.get_text(" ").split()) if tag else None


def _declared_charset(content_type: str) -> str | None:
    match = re.search(r"charset=[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return match.group(1) if match else None


# --- dates of listings ---------------------------------------------------------------------------------------------

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
