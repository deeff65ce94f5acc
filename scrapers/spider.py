"""The one spider: walks a source's roads, asks for what is new, changed, young or due again, and notes what came."""

import builtins
import logging
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from scrapers.memory import due_again, is_taken_as_part, why_fetch
from scrapers.middlewares import LATE, arrived, private_address_of
from scrapers.night import KNOWN_PROBLEMS, Night, answer, describe, plain, problem_kind, refusal, unreadable_kind
from scrapers.pace import Pace
from scrapers.page import Page, PageUnreadable, url_key
from scrapers.roads import (
    BACK_REPORTS_MAX,
    Answered,
    Reading,
    Walk,
    gap_of,
    is_wanted_back,
    meets,
    needs_second,
    road_back,
)
from scrapers.shapes import Item, Shape
from scrapers.source import Source, UnknownSource, site_of, source_of, sources

log = logging.getLogger(__name__)

REPORTS_MAX = {"nightly": 150, "recheck": 60, "backfill": BACK_REPORTS_MAX, "probe": 1}
_URGENCY = ("new", "changed", "again", "young")


class SourceSpider(Spider):
    """The spider of one source; `name` is the source's key."""

    source: Source
    night: Night
    _late_at = 0.0

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, night: Night | None = None, **kwargs: Any) -> Self:
        spider: Self = super().from_crawler(crawler, *args, **kwargs)
        spider.night = night or Night(cls.source, datetime.now(UTC).date())
        spider.night.pace = spider.night.pace or Pace(crawler.settings.getfloat("DOWNLOAD_DELAY"))
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Walks the roads of the night's task, one page after the other, then asks for its reports."""
        self._late_at = time.monotonic() + self.crawler.settings.getfloat("REPORTS_SECONDS")
        tasks = {"recheck": self._recheck, "backfill": self._backfill}
        await tasks.get(self.night.task, self._nightly)()
        for request in self._reports():
            yield request
        if self.night.task == "probe" and self.source.canary is not None:
            yield self._request(Item(self.source.canary.url, ""), "canary", {}, why="canary")

    # --- listings ----------------------------------------------------------------------------------------------------

    async def _nightly(self) -> None:
        """The first road; the second too, if the first did not give what it should or leaves a gap, and in a probe."""
        night, source = self.night, self.source
        if source.find is None:
            return
        find = await self._walk("find", source.find, takes_parts=True)
        self._note_find(find)
        night.gap = gap_of(night, find)
        if source.second is not None and (night.task == "probe" or needs_second(night, find)):
            second = await self._walk("second", source.second, takes_parts=source.find.has_parts)
            night.listed_second = [item for key, item in second.items.items() if key not in find.items]
            night.counts["second_listed"] = len(second.items)
            if night.gap is not None:
                night.gap["is_mended"] = meets(second.moments, night.gap["from"])

    async def _backfill(self) -> None:
        """The road on which the days asked for are to be found."""
        found = road_back(self.night)
        if found is None:
            return
        road, shape, is_asked_by_date = found
        reading = await self._walk(road, shape, takes_parts=True, is_asked_by_date=is_asked_by_date)
        self._note_find(reading)
        if reading.resume_at is not None:
            self.night.resume = {"url": reading.resume_at}

    async def _recheck(self) -> None:
        """No listing: what is due is remembered."""
        due = due_again(self.night.memory, self.night.day, REPORTS_MAX["recheck"])
        more = {"published": None, "road": "again"}
        self.night.due = [{**report, **more, "title": report["title"] or ""} for report in due]

    async def _walk(self, road: str, shape: Shape, *, takes_parts: bool, is_asked_by_date: bool = False) -> Reading:
        options = {"takes_parts": takes_parts, "is_asked_by_date": is_asked_by_date}
        reading = await Walk(self.night, road, shape, self._ask, **options).go()
        self.night.roads.append(reading.entry())
        self.night.payloads.update(reading.payloads)
        counts = self.night.counts
        for name in ("unread", "off_topic", "other_site"):
            counts[name] = counts.get(name, 0) + getattr(reading, name)
        return reading

    def _note_find(self, reading: Reading) -> None:
        """The first road is the night's listing: its verdict is the source's."""
        night = self.night
        is_read = reading.status in (200, 304)
        night.listing |= {
            **{"url": reading.url, "status": reading.status, "kind": reading.kind, "title": reading.title},
            "is_not_modified": is_read and reading.is_not_modified,
            "failure": reading.failure if reading.is_failed else None,
            "is_html_for_xml": reading.is_html_for_xml,
        }
        night.listed = list(reading.items.values())
        night.counts["listed_all"] = reading.listed_all
        night.newest_item_at, night.oldest_item_at = reading.newest_item_at, reading.oldest_item_at

    async def _ask(self, url: str, road: str, place: int) -> Answered:
        """A listing page, asked for conditionally if it is the first and its items are remembered."""
        is_first = road == "find" and place == 0 and self.night.task == "nightly"
        request = Request(
            url,
            callback=NO_CALLBACK,
            headers=self.night.memory.listing_validators(url) if is_first else {},
            meta={"role": "listing", "road": road, "place": place},
            dont_filter=True,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except KNOWN_PROBLEMS as problem:
            kind, detail = self._failure(request.url, problem)
            return self.night.fail("listing", request.url, kind or "connection", detail)
        if self._is_home(response.url, url):
            detail = f"redirects to the home page, {response.url}"
            return self.night.fail("listing", url, "home_redirect", detail)
        return arrived(response)

    def _is_home(self, url: str, asked: str) -> bool:
        """Whether an address that was asked for led to the site's home page instead."""
        key = url_key(url)
        return key != url_key(asked) and key in (url_key(self.source.home), urlsplit(f"//{key}").netloc)

    # --- reports -----------------------------------------------------------------------------------------------------

    def _reports(self) -> Iterator[Request]:
        """Requests for the pages that are wanted, the most urgent and newest first; parts are noted at once. What is
        past the budget is counted, and wanted again the next night."""
        wanted = []
        for listed in [*self.night.listed, *self.night.listed_second, *self.night.due]:
            why = self._why(listed)
            if why is not None and is_taken_as_part(self.night.memory, listed):
                self._note_part(listed, why)
            elif why is not None:
                wanted.append((why, listed))
        self._sort(wanted)
        budget = REPORTS_MAX[self.night.task]
        for place, (why, listed) in enumerate(wanted[:budget]):
            headers = self.night.memory.validators(listed["url"]) if why in ("young", "again") else {}
            item = Item(listed["url"], listed["title"])
            yield self._request(item, "report", headers, -place, why=why, road=listed["road"])
        left = len(wanted) - budget
        self.night.counts["left"] = max(left, 0) or int(self.night.resume is not None)

    def _why(self, listed: Mapping[str, Any]) -> str | None:
        night = self.night
        if night.task == "recheck":
            return "again"
        why = why_fetch(night.memory, listed, night.day)
        if night.task != "backfill" or is_taken_as_part(night.memory, listed) or is_wanted_back(night, listed):
            return why
        return None

    def _sort(self, wanted: list[tuple[str, dict[str, Any]]]) -> None:
        if all(listed["published"] for _, listed in wanted):
            wanted.sort(key=lambda each: each[1]["published"], reverse=True)
        wanted.sort(key=lambda each: _URGENCY.index(each[0]))

    def is_late(self) -> bool:
        """Whether the time for reports is over."""
        return time.monotonic() > self._late_at

    def _note_part(self, listed: Mapping[str, Any], why: str) -> None:
        """A report whose text the listing carries: the run record says in which page and under which name."""
        self.night.parts.append({**listed, "payload_sha256": self.night.payloads[listed["page_url"]], "why": why})

    def _request(self, item: Item, role: str, headers: Mapping[str, str], priority: int = 0, **meta: Any) -> Request:
        return Request(
            item.url,
            callback=self.read_report,
            errback=self.note_failure,
            headers=dict(headers),
            meta={"role": role, "item": item, **meta},
            priority=priority,
            dont_filter=True,
        )

    def read_report(self, response: Response) -> None:
        """A report's page is only judged here, never read: what it says is for the transforms."""
        page, kind = arrived(response)
        role, item = response.meta["role"], response.meta["item"]
        key = url_key(item.url, self.source.keep_params)
        is_expected = page.status == 200 or (page.status == 304 and self.night.memory.original(page.url) is not None)
        if role == "canary":
            self._note_canary(page, kind)
        elif page.status in (404, 410) and key in self.night.memory.reports:
            self.night.gone.append({"url": item.url, "url_key": key, "status": page.status})
            log.info("report_gone status=%s url=%s", page.status, item.url)
        elif self._is_home(page.url, item.url):
            self.night.spoil(page.url)
            self.night.fail(role, item.url, "home_redirect", f"redirects to the home page, {page.url}", key)
        elif not is_expected or kind is not None:
            self.night.fail(role, page.url, *_judged(page, kind), key)

    def _note_canary(self, page: Page, kind: str | None) -> None:
        canary = self.source.canary
        self.night.canary = {
            **{"url": page.url, "status": page.status, "kind": kind, "bytes": len(page.body)},
            "payload_sha256": page.payload_sha256,
            "published": canary.published.isoformat() if canary and canary.published else None,
            "failure": None if page.status == 200 and kind is None else _judged(page, kind)[0],
        }

    # --- what kept a request from an answer --------------------------------------------------------------------------

    def note_failure(self, failure: Any) -> None:
        """Sorts what kept a request from an answer; what has no place here is our own bug."""
        request, problem = failure.request, failure.value
        role, item = request.meta["role"], request.meta["item"]
        kind, detail = self._failure(request.url, problem)
        if kind == LATE:
            for name in ("left", "late"):
                self.night.counts[name] = self.night.counts.get(name, 0) + 1
        elif kind is None:
            self.night.bugs.append(f"{request.url}: {detail}")
            log.error("bug url=%s: %s", request.url, failure.getTraceback())
        elif role == "canary":
            self.night.canary = {"url": item.url, "status": None, "kind": None, "bytes": 0, "failure": kind}
        else:
            self.night.fail(role, request.url, kind, detail, url_key(item.url, self.source.keep_params))

    def _failure(self, url: str, problem: BaseException) -> tuple[str | None, str]:
        """Kind and detail of a problem; no kind for what is our own bug."""
        detail = plain(str(problem)) or describe(problem)
        private = private_address_of(url)
        if private is not None:
            return "private_address", f"{urlsplit(url).hostname} is {private}, not of the public internet"
        kind = problem_kind(problem)
        if kind is not None or not isinstance(problem, IgnoreRequest):
            return kind, detail if kind else describe(problem)
        if "robots.txt" not in str(problem):
            return "redirects", detail
        return self.night.robots_failures.get(urlsplit(url).netloc, ("robots", detail))


def _judged(page: Page, kind: str | None) -> tuple[str, str]:
    """Kind and detail of the failure that a page is."""
    try:
        page.content()
    except PageUnreadable as problem:
        if page.status == 200:
            return unreadable_kind(problem), str(problem)
    return refusal(page.status, kind), answer(page, kind)


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
