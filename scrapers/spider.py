"""The one spider: reads a source's listing, asks for what is new, changed or young, and notes what came of it."""

import builtins
import logging
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
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
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.internet import error

from scrapers.archive import Capture, Exchange
from scrapers.memory import Memory, why_fetch
from scrapers.middlewares import Refused, page_of
from scrapers.page import Page, PageKind, PageUnreadable, page_kind, url_key
from scrapers.shapes import Item
from scrapers.source import Source, UnknownSource, site_of, source_of, sources

log = logging.getLogger(__name__)

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
)


@dataclass
class Night:
    """What is noted while one source is crawled. Without `capture` nothing is stored, as in `scrapy crawl KEY`."""

    source: Source
    day: date
    memory: Memory = field(default_factory=Memory)
    capture: Capture | None = None
    pages: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    listed: list[dict[str, Any]] = field(default_factory=list)
    listing: dict[str, Any] = field(default_factory=dict)
    robots_failures: dict[str, str] = field(default_factory=dict)
    bugs: list[str] = field(default_factory=list)
    off_topic_count: int = 0
    other_site_count: int = 0

    def __post_init__(self) -> None:
        url = self.source.find.url if self.source.find else None
        self.listing = {"url": url, "status": None, "kind": None, "is_not_modified": False, "failure": None}

    def keep(self, exchange: Exchange, meta: Mapping[str, Any]) -> None:
        """Stores one exchange and notes its page; a request without a role was made for robots.txt."""
        page, role = exchange.page, meta.get("role", "robots")
        original = self.memory.original(page.url)
        offset, is_revisit = self.capture.store(exchange, original) if self.capture else (None, False)
        payload = original.payload_sha256 if original and page.status == 304 else page.payload_sha256
        key = url_key(meta["item"].url, self.source.keep_params) if role == "report" else None
        self.pages.append(
            {
                "url": page.url,
                "url_key": key,
                "role": role,
                "why": meta.get("why"),
                "status": page.status,
                "kind": None if page.status < 400 and role != "report" else kind_of(page),
                "payload_sha256": payload,
                "etag": page.headers.get("etag"),
                "last_modified": page.headers.get("last-modified"),
                "is_revisit": is_revisit,
                "offset": offset,
                "bytes": len(page.body),
                "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
            }
        )
        log.info("page_stored role=%s status=%s bytes=%s url=%s", role, page.status, len(page.body), page.url)

    def fail(self, role: str, url: str, kind: str, detail: str) -> None:
        """Notes what was asked for and did not come."""
        failure = {"url": url, "role": role, "kind": kind, "detail": detail}
        log.warning("%s_failed kind=%s url=%s: %s", role, kind, url, detail)
        if role == "listing":
            self.listing["failure"] = failure
        else:
            self.failures.append(failure)


def kind_of(page: Page) -> PageKind | None:
    """What kind of page it is if it is no ordinary one; a body that cannot be decoded is judged by its status."""
    try:
        html = page.content().decode("utf-8", "replace")
    except PageUnreadable:
        html = ""
    return page_kind(page.status, html, headers=page.headers)


class SourceSpider(Spider):
    """The spider of one source; `name` is the source's key."""

    source: Source
    night: Night

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, night: Night | None = None, **kwargs: Any) -> Self:
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.night = night or Night(cls.source, datetime.now(UTC).date())
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Asks for the listing, and only for what changed since it was last read."""
        if self.source.find is not None:
            url = self.source.find.url
            yield self._request(url, "listing", self.night.memory.validators(url))

    def _request(self, url: str, role: str, headers: Mapping[str, str], priority: int = 0, **meta: Any) -> Request:
        return Request(
            url,
            callback=self.read_listing if role == "listing" else self.read_report,
            errback=self.note_failure,
            headers=dict(headers),
            meta={"role": role, **meta},
            priority=priority,
            dont_filter=True,
        )

    def read_listing(self, response: Response) -> Iterator[Request]:
        """Requests for the reports to fetch; a listing that answers 304 is the one remembered."""
        page = page_of(response)
        self.night.listing |= {"status": page.status, "kind": kind_of(page)}
        if page.status == 304:
            self.night.listing["is_not_modified"] = True
            self.night.listed = [dict(item) for item in self.night.memory.listed]
        elif page.status != 200:
            self._refuse("listing", page, self.night.listing["kind"])
            return
        elif not self._list_items(page):
            return
        yield from self._reports()

    def _list_items(self, page: Page) -> bool:
        """Notes the items of a listing; False if it is none, which is then noted as a failure."""
        assert self.source.find is not None
        try:
            content = page.content()
        except PageUnreadable as problem:
            self.night.fail("listing", page.url, "unreadable", str(problem))
            return False
        listed = self.source.find.read(content, page.url, self.source.zone, page.headers.get("content-type", ""))
        items = listed.items
        if not items and self.night.listing["kind"] is not None:
            self._refuse("listing", page, self.night.listing["kind"])
            return False
        former = self.night.memory.original(page.url)
        self.night.listing["is_not_modified"] = former is not None and former.payload_sha256 == page.payload_sha256
        self.night.listed = self._own_items(items)
        return True

    def _own_items(self, items: tuple[Item, ...]) -> list[dict[str, Any]]:
        """The items of this source and its topic, each report once, as they stand in the run record."""
        assert self.source.find is not None
        sites = {site_of(self.source.home), site_of(self.source.find.url)}
        own: dict[str, dict[str, Any]] = {}
        for item in items:
            if site_of(item.url) not in sites:
                self.night.other_site_count += 1
            elif not self.source.is_on_topic(item):
                self.night.off_topic_count += 1
            else:
                key = url_key(item.url, self.source.keep_params)
                own.setdefault(key, _listed(item, key))
        return list(own.values())

    def _reports(self) -> Iterator[Request]:
        for place, listed in enumerate(self.night.listed):
            why = why_fetch(self.night.memory, listed, self.night.day)
            if why is not None:
                headers = self.night.memory.validators(listed["url"]) if why == "young" else {}
                item = Item(listed["url"], listed["title"])
                yield self._request(listed["url"], "report", headers, -place, item=item, why=why)

    def read_report(self, response: Response) -> Iterator[dict[str, Any]]:
        """A report's page is only judged here, never read: what it says is for the transforms."""
        page = page_of(response)
        kind = kind_of(page)
        is_expected = page.status == 200 or (page.status == 304 and self.night.memory.original(page.url) is not None)
        if not is_expected or kind is not None:
            self._refuse("report", page, kind)
            return
        yield {"url": page.url, "status": page.status, "title": response.meta["item"].title}

    def _refuse(self, role: str, page: Page, kind: str | None) -> None:
        detail = f"answers {page.status}" + (f", a {kind} page" if kind else "")
        self.night.fail(role, page.url, _refusal(page.status, kind), detail)

    def note_failure(self, failure: Any) -> None:
        """Sorts what kept a request from an answer; what has no place here is our own bug."""
        request, problem = failure.request, failure.value
        role, detail = request.meta["role"], f"{type(problem).__name__}: {problem}"
        kind = self._kind(request, problem)
        if kind is None:
            self.night.bugs.append(f"{request.url}: {detail}")
            log.error("bug url=%s: %s", request.url, failure.getTraceback())
            return
        told = self.night.robots_failures.get(urlsplit(request.url).netloc) if kind == "robots_unreachable" else None
        self.night.fail(role, request.url, kind, _plain(told or str(problem)) or detail)

    def _kind(self, request: Request, problem: BaseException) -> str | None:
        if isinstance(problem, Refused):
            return problem.kind
        if isinstance(problem, IgnoreRequest):
            if "robots.txt" not in str(problem):
                return "redirects"
            return "robots_unreachable" if urlsplit(request.url).netloc in self.night.robots_failures else "robots"
        return next((kind for known, kind in _KINDS if isinstance(problem, known)), None)


def _plain(message: str) -> str:
    """What Twisted says, without the name of its own wrapping."""
    return re.sub(r"\[?<twisted\.python\.failure\.Failure [\w.]+\.(\w+): ([^>]*)>\]?", r"\1: \2", message)


def _refusal(status: int, kind: str | None) -> str:
    """The kind of failure: a challenge counts as one whatever its status, but a 429 only asks for patience."""
    if status != 429 and kind in ("block", "consent", "login"):
        return kind
    return "error" if status == 200 else f"http_{status}"


def _listed(item: Item, key: str) -> dict[str, Any]:
    return {
        "url": item.url,
        "url_key": key,
        "title": item.title,
        "published": _iso(item.published),
        "updated": _iso(item.updated or item.published),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def spider_of(source: Source) -> type[SourceSpider]:
    """The spider class of a source."""
    return type(source.key, (SourceSpider,), {"name": source.key, "source": source})


class SourceLoader:
    """What `scrapy list` and `scrapy crawl KEY` see: the sources of the live web."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls()

    def load(self, spider_name: str) -> type[SourceSpider]:
        """The spider of a source. Raises KeyError, which is what Scrapy expects."""
        try:
            return spider_of(source_of(spider_name, "live"))
        except UnknownSource as unknown:
            raise KeyError(str(unknown)) from unknown

    def list(self) -> list[str]:
        """The keys of all live sources."""
        return list(sources("live"))

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The keys of the sources whose site a request asks."""
        site = site_of(request.url)
        return [key for key, source in sources("live").items() if site_of(source.home) == site]
