"""RSS and Atom feeds, with or without the reports' full text, and home pages that name one."""

import html
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.parsers import expat

import feedparser

from scrapers.shapes.addresses import address, host
from scrapers.shapes.listed import MAX_ITEMS, MAX_LEADS, Bare, Item, Listed, Part
from scrapers.shapes.markup import decoded, first_tags, narrowed, plain, soup, without_entities
from scrapers.shapes.moments import moment

VALID_MAX_TAGS, VALID_MAX_BREAKS = 60_000, 600_000
"""Of a feed that is valid XML: tags and attributes, those in CDATA not counted; lines and entities."""
END_MAX_TAGS = 100
"""What may stand behind the last item of a feed that is cut."""
BROKEN_MAX_BYTES, BROKEN_MAX_TAGS = 1_000_000, 30_000
"""Of a feed that is no valid XML: the time of its lenient reader grows faster than the feed, up to two seconds here."""

TITLE_MAX_CHARACTERS = 200

_IS_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_HIDDEN = rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_TAG = re.compile(_HIDDEN + rb"""|<|=\s*["']""", re.DOTALL)
_BREAK = re.compile(rb"[&\n]")
_WHOLE_TAG = re.compile(_HIDDEN + rb"""|</?[^\s<>/!?](?:[^<>"']|"[^"]*"|'[^']*')*+""", re.DOTALL)
# Elements that no item is made of, and whose text or number feedparser reads in quadratic time.
_SIDE = re.compile(
    rb"(</?)(?:[^\s<>/:]+:)?(author|creator|managingeditor|owner|webmaster|publisher|contributor|category|subject"
    rb"|keywords|tags|enclosure)(?![^\s/])",
    re.IGNORECASE,
)
# Attributes that feedparser works on again at each tag below theirs: kept if they are short and cannot add up.
_INHERITED = re.compile(
    rb"""(?<=[\s"'])(?:xml:)?(base|lang)(?=\s*=)(?!\s*=\s*(?:"(?:https?://[^"\s]{1,200}|[\w-]{0,35})"|'[\w-]{0,35}'))""",
    re.IGNORECASE,
)
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>)*+", re.DOTALL | re.IGNORECASE)
_FIRST_TAG = re.compile(r"<\w")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_COMMENTS = re.compile(r"(?i)comment|kommentar|commentaire|comentario|comentário|коммент|댓글|의견|コメント|评论|評論")


@dataclass(frozen=True)
class Feed(Bare):
    """An RSS or Atom feed, read leniently: a truncated or mis-declared feed still gives the items it holds. With
    `full_text` it carries the reports (`content:encoded`, Atom `content`); an item without text needs its page."""

    url: str
    full_text: bool = False

    @property
    def has_parts(self) -> bool:
        """Whether the feed carries the reports' text, so that no page is asked for."""
        return self.full_text

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read. A page that is no feed lists nothing."""
        whole = _from_first_tag(decoded(narrowed(content), content_type))
        if not _IS_FEED.search(whole):
            return Listed()
        readable, unread = _readable(whole)
        entries, title = _entries(readable, url)
        read = [(entry, link) for entry in entries[:MAX_ITEMS] if (link := _link(entry, url)) is not None]
        names = Counter(name for entry, link in read for name in {_identity(entry) or link, link})
        return Listed(
            tuple(_item(entry, link, zone, self.full_text, names) for entry, link in read),
            unread=unread + len(entries[MAX_ITEMS:]),
            title=title,
        )


@dataclass(frozen=True)
class HomeFeed(Bare):
    """The feeds that a home page names (`link rel=alternate`), those of comments and of other sites left out."""

    url: str

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: no items, only leads, those below the page's own address first."""
        page, _ = soup(content, content_type)
        links = page.select("link[rel~=alternate i][type][href]")
        named = dict.fromkeys(found for link in links if (found := _feed_address(link, url)) is not None)
        own = [feed for feed in named if _is_same_site(feed, url)]
        own.sort(key=lambda feed: (host(feed) != host(url), not feed.startswith(url.rstrip("/") + "/")))
        return Listed(leads=tuple(Feed(feed) for feed in own[:MAX_LEADS]))


def _from_first_tag(text: str) -> bytes:
    """A feed as UTF-8, without entities and what stands before its root: feedparser would read it line by line."""
    start = _FIRST_TAG.search(text, _PROLOG.match(text).end())  # type: ignore[union-attr]
    return without_entities(text[start.start() :].encode("utf-8", "replace")) if start else b""


def _readable(whole: bytes) -> tuple[bytes, int]:
    """The feed with as many of its first items as are read, still valid if it was, and how many were cut out."""
    ends = [match.end() for match in _ITEM_END.finditer(whole)]
    bound = _bound(whole, END_MAX_TAGS)
    kept = [end for end in ends[:MAX_ITEMS] if end <= bound]
    if kept and len(kept) < len(ends):
        whole = whole[: kept[-1]] + whole[ends[-1] :]
    if _bound(whole) < len(whole):
        whole = _head(whole)
    whole = _WHOLE_TAG.sub(_tame, whole)
    if not _is_valid(whole):
        whole = _head(whole)
    return whole, len(ends) - len(_ITEM_END.findall(whole))


def _bound(whole: bytes, less: int = 0) -> int:
    """Where that ends which is read of a valid feed: at its first tag or break too many, else at its end."""
    bounds = ((_TAG, VALID_MAX_TAGS - less), (_BREAK, VALID_MAX_BREAKS - less))
    beyond = (next(islice(sought.finditer(whole), count, None), None) for sought, count in bounds)
    return min((found.start() for found in beyond if found), default=len(whole))


def _head(whole: bytes) -> bytes:
    return first_tags(whole[:BROKEN_MAX_BYTES], BROKEN_MAX_TAGS)


def _tame(found: re.Match[bytes]) -> bytes:
    """A tag by another name, or with attributes by other names, if feedparser would take too long over it."""
    tag = found[0]
    if tag.startswith(b"<!"):
        return tag
    return _INHERITED.sub(rb"x-\1", _SIDE.sub(rb"\1x-\2", tag, count=1))


def _is_valid(content: bytes) -> bool:
    """Whether feedparser's strict reader takes a feed to its end."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def _entries(content: bytes, url: str) -> tuple[list[Any], str | None]:
    """A feed's entries and title. Read as a stream, for feedparser would open bytes that happen to name a file."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        feed = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError):
        return [], None
    return list(feed.entries), plain(feed.feed.get("title"))[:TITLE_MAX_CHARACTERS] or None


def _identity(entry: Any) -> str:
    return str(entry.get("id") or "")


def _link(entry: Any, url: str) -> str | None:
    identity = _identity(entry)
    return address(url, entry.get("link")) or (address(url, identity) if identity.startswith("http") else None)


def _item(entry: Any, link: str, zone: str | None, is_full: bool, names: Counter[str]) -> Item:
    """`names` counts the guids and links of the feed: a part is named by its link if its guid is also another's."""
    # Asked for "updated", feedparser would give "published" with a warning: only what the feed states counts.
    updated = dict.get(entry, "updated")
    raw = entry.get("published") or updated
    text = _text(entry) if is_full else ""
    identity = _identity(entry)
    return Item(
        url=link,
        title=plain(entry.get("title")),
        published_raw=raw,
        published=moment(raw, zone),
        updated=moment(updated, zone),
        summary=plain(entry.get("summary")),
        part=Part(identity if names[identity] == 1 else link, text) if text else None,
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
