"""RSS and Atom feeds, with or without the reports' full text."""

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser

from scrapers.shapes.listed import Item, Listed, Shape
from scrapers.shapes.moments import moment


@dataclass(frozen=True)
class Feed:
    """An RSS or Atom feed, read leniently: a truncated or mis-declared feed still gives the items it holds. With
    `full_text` it carries the reports (`content:encoded`)."""

    url: str
    full_text: bool = False

    @property
    def has_parts(self) -> bool:
        """As Shape.has_parts."""
        return self.full_text

    def between(self, first: date, last: date) -> Shape | None:
        """None: a feed cannot be asked for days."""
        return None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read. A page that is no feed lists nothing."""
        headers = {"content-type": content_type or "application/xml", "content-location": url}
        # A stream, never the bytes: feedparser would open a body that happens to be the name of a file.
        feed = feedparser.parse(io.BytesIO(content), response_headers=headers)
        return Listed(tuple(_feed_item(entry, url, zone) for entry in feed.entries if _feed_link(entry)))


@dataclass(frozen=True)
class HomeFeed:
    """The feed that a home page names (`link rel=alternate`): the second road of most outlets."""

    url: str
    has_parts: bool = False

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: no items, only leads."""
        return Listed()

    def between(self, first: date, last: date) -> Shape | None:
        """None: as Feed."""
        return None


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
