"""RSS and Atom feeds, with or without the reports' full text, and home pages that name one."""

import html
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import feedparser

from scrapers.shapes.addresses import address, host
from scrapers.shapes.listed import MAX_ITEMS, MAX_LEADS, Item, Listed, Part, Shape
from scrapers.shapes.markup import first_tags, narrowed, plain, soup, without_entities, xml
from scrapers.shapes.moments import moment

BROKEN_MAX_BYTES, BROKEN_MAX_TAGS = 1_000_000, 30_000
"""Of a feed that is no valid XML: the time of its lenient reader grows faster than the feed, up to two seconds here."""

TITLE_MAX_CHARACTERS = 200

_IS_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_COMMENTS = re.compile(r"(?i)comment|kommentar|commentaire|comentario|comentário|коммент|댓글|의견|コメント|评论|評論")


@dataclass(frozen=True)
class Feed:
    """An RSS or Atom feed, read leniently: a truncated or mis-declared feed still gives the items it holds. With
    `full_text` it carries the reports (`content:encoded`, Atom `content`); an item without text needs its page."""

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
        whole = without_entities(narrowed(content))
        if not _IS_FEED.search(whole):
            return Listed()
        readable, unread = _readable(whole)
        entries, title = _entries(readable, url, content_type if whole is content else "")
        read = [(entry, link) for entry in entries[:MAX_ITEMS] if (link := _link(entry, url)) is not None]
        return Listed(
            tuple(_item(entry, link, zone, self.full_text) for entry, link in read),
            unread=unread + len(entries[MAX_ITEMS:]),
            title=title,
        )


@dataclass(frozen=True)
class HomeFeed:
    """The feeds that a home page names (`link rel=alternate`), those of comments and of other sites left out: the
    second road of most outlets. An outlet that names only feeds elsewhere is followed there."""

    url: str
    has_parts: bool = False

    def between(self, first: date, last: date) -> Shape | None:
        """None: as Feed."""
        return None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: no items, only leads, those below the page's own address first."""
        page, _ = soup(content, content_type)
        links = page.select("link[rel~=alternate i][type][href]")
        named = dict.fromkeys(found for link in links if (found := _feed_address(link, url)) is not None)
        own = [feed for feed in named if _is_same_site(feed, url)] or list(named)
        own.sort(key=lambda feed: (host(feed) != host(url), not feed.startswith(url.rstrip("/") + "/")))
        return Listed(leads=tuple(Feed(feed) for feed in own[:MAX_LEADS]))


def _readable(whole: bytes) -> tuple[bytes, int]:
    """The feed with its first MAX_ITEMS items, still valid if it was, and how many were cut out."""
    ends = [match.end() for match in _ITEM_END.finditer(whole)]
    if len(ends) > MAX_ITEMS:
        whole = whole[: ends[MAX_ITEMS - 1]] + whole[ends[-1] :]
    unread = max(0, len(ends) - MAX_ITEMS)
    head = first_tags(whole[:BROKEN_MAX_BYTES], BROKEN_MAX_TAGS)
    if len(head) == len(whole) or xml(whole, is_lenient=False) is not None:
        return whole, unread
    return head, unread + sum(1 for end in ends[:MAX_ITEMS] if end > len(head))


def _entries(content: bytes, url: str, content_type: str) -> tuple[list[Any], str | None]:
    """A feed's entries and title. Read as a stream, for feedparser would open bytes that happen to name a file."""
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    try:
        feed = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError):
        return [], None
    return list(feed.entries), plain(feed.feed.get("title"))[:TITLE_MAX_CHARACTERS] or None


def _link(entry: Any, url: str) -> str | None:
    identity = str(entry.get("id") or "")
    return address(url, entry.get("link")) or (address(url, identity) if identity.startswith("http") else None)


def _item(entry: Any, link: str, zone: str | None, is_full: bool) -> Item:
    # Asked for "updated", feedparser would give "published" with a warning: only what the feed states counts.
    updated = dict.get(entry, "updated")
    raw = entry.get("published") or updated
    text = _text(entry) if is_full else ""
    return Item(
        url=link,
        title=plain(entry.get("title")),
        published_raw=raw,
        published=moment(raw, zone),
        updated=moment(updated, zone),
        summary=plain(entry.get("summary")),
        part=Part(str(entry.get("id") or link), text) if text else None,
    )


def _text(entry: Any) -> str:
    """The longest content of an entry, as markup."""
    texts = [(str(c.get("value") or ""), c.get("type") == "text/plain") for c in entry.get("content") or ()]
    text, is_plain = max(texts, key=lambda found: len(found[0]), default=("", False))
    return f"<p>{html.escape(text)}</p>" if is_plain and text.strip() else text.strip()


def _feed_address(link: Any, url: str) -> str | None:
    if str(link["type"]).split(";")[0].strip().lower() not in _FEED_TYPES:
        return None
    named = f"{link.get('title') or ''} {link['href']}"
    return None if _COMMENTS.search(named) else address(url, link["href"])


def _is_same_site(one: str, other: str) -> bool:
    a, b = host(one), host(other)
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
