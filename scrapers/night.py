"""What is noted while one source is crawled, and what each kind of failure is called."""

import builtins
import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from service_identity import VerificationError
from twisted.internet import error

from scrapers.archive import Capture, Exchange
from scrapers.memory import Memory
from scrapers.pace import Pace, Refused
from scrapers.page import Page, PageKind, PageUnreadable, page_kind, url_key
from scrapers.shapes import Item
from scrapers.source import Source, site_of

log = logging.getLogger(__name__)

Task = Literal["nightly", "recheck", "backfill", "probe"]

LED_BY_MAX_BYTES = 20_000
_LEADS_ON = re.compile(
    r"(?:;\s{0,3}url|\blocation(?:\.href)?)\s{0,3}=\s{0,3}[\"']?\s{0,3}https?://([a-z0-9.-]{1,200})"
    r"|\blocation\.(?:replace|assign)\(\s{0,3}[\"']https?://([a-z0-9.-]{1,200})",
    re.IGNORECASE,
)

_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (ResponseDataLossError, "truncated"),
    (DownloadCancelledError, "too_large"),
    (DownloadFailedError, "connection"),
    (TunnelError, "connection"),
    (error.ConnectError, "connection"),
    (error.ConnectionClosed, "connection"),
    (SSL.Error, "tls"),
)
KNOWN_PROBLEMS: tuple[type[BaseException], ...] = (IgnoreRequest, *(known for known, _ in _KINDS))
"""What keeps a request from an answer; anything else is our own bug."""


@dataclass
class Night:
    """What is noted while one source is crawled. Without `capture` nothing is stored, as in `scrapy crawl KEY`.
    `listed` are the items of the first road, `listed_second` what the second one adds, `due` what is looked at again.
    `last_good`: day and newest item's moment (ISO) of the last good night, after which a window may leave a gap."""

    source: Source
    day: date
    task: Task = "nightly"
    since: date | None = None
    until: date | None = None
    last_good: tuple[str, str] | None = None
    memory: Memory = field(default_factory=Memory)
    pace: Pace | None = None
    capture: Capture | None = None
    pages: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    listed: list[dict[str, Any]] = field(default_factory=list)
    listed_second: list[dict[str, Any]] = field(default_factory=list)
    due: list[dict[str, Any]] = field(default_factory=list)
    listing: dict[str, Any] = field(default_factory=dict)
    roads: list[dict[str, Any]] = field(default_factory=list)
    payloads: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    newest_item_at: str | None = None
    oldest_item_at: str | None = None
    gap: dict[str, Any] | None = None
    canary: dict[str, Any] | None = None
    resume: dict[str, Any] | None = None
    robots_failures: dict[str, tuple[str, str]] = field(default_factory=dict)
    bugs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        url = self.source.find.url if self.source.find else None
        self.listing = {
            **{"url": url, "status": None, "kind": None, "is_not_modified": False, "failure": None},
            **{"is_html_for_xml": False, "title": None},
        }

    def keep(self, exchange: Exchange, meta: Mapping[str, Any]) -> PageKind | None:
        """Stores one exchange and notes its page, whose kind it returns; a request without a role was made for
        robots.txt. Until the night is settled a page's offset is its place among the exchanges. Raises OSError."""
        page, role = exchange.page, meta.get("role", "robots")
        original = self.memory.original(page.url)
        offset, is_revisit = self.capture.store_later(exchange, original) if self.capture else (None, False)
        payload = original.payload_sha256 if original and page.status == 304 else page.payload_sha256
        key = url_key(meta["item"].url, self.source.keep_params) if role in ("report", "canary") else None
        kind = kind_of(page) if page.status >= 400 or role != "robots" else None
        noted = kind if page.status >= 400 or role != "listing" else None
        entry = {
            "url": page.url,
            "url_key": key,
            "role": role,
            "why": meta.get("why"),
            "status": page.status,
            "kind": noted,
            "payload_sha256": payload,
            "etag": page.headers.get("etag"),
            "last_modified": page.headers.get("last-modified"),
            "is_revisit": is_revisit,
            "offset": offset,
            "bytes": len(page.body),
            "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
        }
        entry.update({name: meta[name] for name in ("road", "place") if name in meta})
        self.pages.append(entry)
        log.info("page_stored role=%s status=%s bytes=%s url=%s", role, page.status, len(page.body), page.url)
        return kind

    def spoil(self, url: str) -> None:
        """The home page that came in the place of a report is no page of it: it is noted as a listing of no road."""
        page = next(page for page in reversed(self.pages) if page["url"] == url)
        page.update(role="listing", road=None, url_key=None, kind="error")

    def settle(self) -> bytes | None:
        """Ends the capture and gives each page the offset at which it was written; the index, as Capture.close."""
        if self.capture is None:
            return None
        offsets = self.capture.offsets
        for page in self.pages:
            page["offset"] = offsets[page["offset"]]
        return self.capture.close()

    def fail(self, role: str, url: str, kind: str, detail: str, key: str | None = None) -> dict[str, Any]:
        """Notes what was asked for and did not come; a listing's failure is its road's, and returned for it."""
        failure = {"url": url, "role": role, "kind": kind, "detail": detail, "url_key": key}
        log.warning("%s_failed kind=%s url=%s: %s", role, kind, url, detail)
        if role == "report":
            self.failures.append(failure)
        return failure


# --- kinds of pages and of failures --------------------------------------------------------------------------------


def is_document(page: Page) -> bool:
    """Whether a page is a PDF, by its type or its first bytes."""
    return page.headers.get("content-type", "").lower().startswith("application/pdf") or page.body[:5] == b"%PDF-"


def kind_of(page: Page) -> PageKind | None:
    """What kind of page it is if it is no ordinary one. A body that cannot be decoded is no report: an error."""
    if is_document(page) or not page.body:
        return page_kind(page.status, "", headers=page.headers)
    try:
        html = page.content().decode("utf-8", "replace")
    except PageUnreadable:
        return page_kind(page.status, "", headers=page.headers) or "error"
    return page_kind(page.status, html, headers=page.headers)


def unreadable_kind(problem: PageUnreadable) -> str:
    """`too_large` for a body that is too long when unpacked, `unreadable` for one that is damaged."""
    return "too_large" if re.search(r"body is longer than \d+ bytes", str(problem)) else "unreadable"


def refusal(status: int, kind: str | None) -> str:
    """The kind of failure: a challenge counts as one whatever its status, but a 429 only asks for patience."""
    if status != 429 and kind not in (None, "error"):
        return str(kind)
    return "error" if status == 200 else f"http_{status}"


def answer(page: Page, kind: str | None) -> str:
    """What a server answered, in words: `answers 200, a block page that leads to warning.or.kr`; an error's status says
    enough."""
    if kind in (None, "error"):
        return f"answers {page.status}"
    other = led_to(page) if kind == "block" else None
    return f"answers {page.status}, a {kind} page" + (f" that leads to {other}" if other else "")


def led_to(page: Page) -> str | None:
    """The host of another site to which a page sends its visitor on by itself: whose notice it is."""
    try:
        beginning = page.content()[:LED_BY_MAX_BYTES].decode("utf-8", "replace")
    except PageUnreadable:
        return None
    hosts = ((match.group(1) or match.group(2)).lower() for match in _LEADS_ON.finditer(beginning))
    return next((host for host in hosts if site_of(f"//{host}") != site_of(page.url)), None)


def problem_kind(problem: BaseException) -> str | None:
    """What a transport's failure is called in a run record; None for what has no place there: our own bug."""
    if isinstance(problem, Refused):
        return problem.kind
    if is_tls(problem):
        return "tls"
    return next((kind for known, kind in _KINDS if isinstance(problem, known)), None)


def is_tls(problem: BaseException | None) -> bool:
    """Whether a handshake failed: wrong name, unknown or expired certificate, no common protocol."""
    if problem is None:
        return False
    if isinstance(problem, SSL.Error | VerificationError):
        return True
    reasons = [getattr(reason, "value", None) for reason in getattr(problem, "reasons", None) or ()]
    return any(is_tls(reason) for reason in [*reasons, problem.__cause__])


def plain(message: str) -> str:
    """What Twisted says, without the name of its own wrapping."""
    return re.sub(r"\[?<twisted\.python\.failure\.Failure [\w.]+\.(\w+): ([^>]*)>\]?", r"\1: \2", message)


# --- items ---------------------------------------------------------------------------------------------------------


def listed_entry(item: Item, key: str, road: str, page_url: str, has_part: bool) -> dict[str, Any]:
    """An item as it stands in the run record's `listed`."""
    entry = {
        "url": item.url,
        "url_key": key,
        "title": item.title,
        "published": iso(item.published),
        "updated": iso(item.updated or item.published),
        "road": road,
        "page_url": page_url,
    }
    if item.part is not None and has_part:
        entry |= {"part": item.part.name, "part_sha256": hashlib.sha256(item.part.html.encode()).hexdigest()}
    return entry


def iso(moment: datetime | None) -> str | None:
    """A moment as run records write it: in UTC, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat() if moment else None


def describe(problem: builtins.BaseException) -> str:
    """One line on a problem, with its type."""
    return f"{type(problem).__name__}: {problem}"
