"""Sitemaps: news sitemaps of the last two days, plain ones, their indexes, and those that robots.txt names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapers.shapes.addresses import address
from scrapers.shapes.listed import MAX_ITEMS, MAX_LEADS, Bare, Item, Listed
from scrapers.shapes.markup import child_text, first_tags, local_name, unpacked, xml
from scrapers.shapes.moments import moment

ENTRIES_MAX = 50_000
"""Addresses that one sitemap may hold by its protocol."""
TAGS_MAX = 1_000_000
"""Tags of a sitemap that are read: twenty for each of its addresses."""
ROBOTS_MAX_BYTES = 512_000
"""What is read of a robots.txt, as crawlers agree on."""

_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_NEWS_NAME = re.compile(r"(?i)news|latest|recent|breaking")
_SIDE_NAME = re.compile(r"(?i)image|video|author|categor|tags?\b|taxonom|topic|static|archive|pages?[-_]sitemap")
_ROBOTS_LINE = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class NewsSitemap(Bare):
    """A news sitemap, a plain sitemap, or an index of them (its newest files are leads), also as a gzip file. `only`:
    a regular expression that an address must hold. `lastmod` is when a page or the whole site was built, so it is
    never a date of publication. Format: sitemaps.org 0.9 and Google's news extension."""

    url: str
    only: str | None = None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read, but newest first. A sitemap may name each page since the beginning of a site: dated ones
        older than the newest MAX_ITEMS are no items, and only those without any date count as unread."""
        text, is_unpacked = unpacked(content)
        head = first_tags(text, TAGS_MAX)
        is_whole = is_unpacked and len(head) == len(text)
        root = xml(head)
        if root is None:
            return Listed()
        kind = local_name(root)
        if kind == "sitemapindex":
            return Listed(leads=_newest_files(root, url, zone, self.only), unread=int(not is_whole))
        if kind != "urlset":
            return Listed()
        items = sorted(_items(root, url, zone, re.compile(self.only or "")), key=_age, reverse=True)
        unplaced = sum(1 for item in items[MAX_ITEMS:] if _age(item) == _LONG_AGO)
        unread = unplaced + len(root[ENTRIES_MAX:]) + int(not is_whole)
        return Listed(tuple(items[:MAX_ITEMS]), unread=unread)


@dataclass(frozen=True)
class RobotsSitemap(Bare):
    """The sitemaps that a site's robots.txt (`url`) names; news sitemaps are preferred."""

    url: str
    only: str | None = None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: no items, only leads."""
        lines = _ROBOTS_LINE.findall(content[:ROBOTS_MAX_BYTES])
        found = (address(url, line.decode("utf-8", "replace")) for line in lines)
        named = dict.fromkeys(file for file in found if file is not None)
        return Listed(leads=tuple(NewsSitemap(file, self.only) for file in sorted(named, key=_rank)[:MAX_LEADS]))


def _items(root: Any, url: str, zone: str | None, only: re.Pattern[str]) -> Iterator[Item]:
    for entry in root[:ENTRIES_MAX]:
        found = address(url, child_text(entry, "loc")) if local_name(entry) == "url" else None
        if found is None or not only.search(found):
            continue
        raw = child_text(entry, "news", "publication_date")
        yield Item(
            url=found,
            title=child_text(entry, "news", "title") or "",
            published_raw=raw,
            published=moment(raw, zone),
            updated=moment(child_text(entry, "lastmod"), zone or "UTC"),
            summary=child_text(entry, "news", "keywords") or "",
        )


def _age(item: Item) -> datetime:
    return item.published or item.updated or _LONG_AGO


def _newest_files(root: Any, url: str, zone: str | None, only: str | None) -> tuple[NewsSitemap, ...]:
    """The files of an index that say they are newest, by `lastmod` or a month in their names; news files first, files
    of authors, pictures and the like last."""
    files: dict[str, datetime] = {}
    for entry in root[:ENTRIES_MAX]:
        found = address(url, child_text(entry, "loc")) if local_name(entry) == "sitemap" else None
        if found is not None:
            stated = moment(child_text(entry, "lastmod"), zone or "UTC")
            files.setdefault(found, stated or _day_in_name(found))
    newest = sorted(files, key=lambda file: (_rank(file), -files[file].timestamp()))
    return tuple(NewsSitemap(file, only) for file in newest[:MAX_LEADS])


def _day_in_name(url: str) -> datetime:
    found = max(_DAY_IN_NAME.finditer(urlsplit(url).path), key=lambda match: match.group(), default=None)
    if found is None:
        return _LONG_AGO
    return moment(f"{found[1]}-{found[2]}-{found[3] or '01'}", "UTC") or _LONG_AGO


def _rank(url: str) -> int:
    """0 for a file of news, 2 for one of anything but reports, 1 for what does not say."""
    path = urlsplit(url).path
    return 0 if _NEWS_NAME.search(path) else 2 if _SIDE_NAME.search(path) else 1
