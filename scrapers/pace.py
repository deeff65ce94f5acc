"""How long a site is left alone: one pace for all crawls of this machine, longer where robots.txt or a Retry-After asks
for it. Knows nothing of listings, reports or the archive."""

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scrapers.source import site_of

DELAY_MAX_SECONDS = 60.0
WAIT_MAX_SECONDS = 30.0
# A site that asks for a year would never be asked again, and nobody would see it alive.
RETRY_AFTER_MAX_SECONDS = 86_400.0
POLL_SECONDS = 0.1

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


def host_of(url: str) -> str:
    """The host that a Retry-After speaks for, with its port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def try_lock(handle: int) -> bool:
    """Takes the lock of an open file; False if another process holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Refused(IgnoreRequest):
    """A request that is not made; `kind` as in a run record's failures."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Pace:
    """The turns of one crawl. `lock_path` gives the file of a site, which holds the moment of the last request (seconds
    since 1970) and whose lock is held during one; without it the pace is this process's own. A pace of 0 is that of our
    own sample web: nothing is waited for and no file is made."""

    def __init__(
        self,
        delay_seconds: float,
        lock_path: Callable[[str], Path] | None = None,
        clock: Clock = time.time,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.delay_seconds = delay_seconds
        self.waits: dict[str, datetime | None] = {}
        self._lock_path, self._clock, self._sleep = lock_path, clock, sleep
        self._delays: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._queues: dict[str, asyncio.Lock] = {}
        self._files: dict[str, int] = {}
        self._moments: dict[str, float] = {}

    def delay(self, site: str) -> float:
        """Seconds from one request of a site to the next."""
        return self._delays.get(site, self.delay_seconds)

    def slow_down(self, site: str, seconds: float) -> None:
        """Takes the longer delay that robots.txt asks for, a minute at most."""
        if self.delay_seconds:
            self._delays[site] = max(self.delay(site), min(seconds, DELAY_MAX_SECONDS))

    def hold_off(self, host: str, seconds: float) -> None:
        """The next request of a host waits this long."""
        self._not_before[host] = self._clock() + seconds

    def stop(self, host: str, seconds: float | None) -> None:
        """Asks a host no more in this crawl; `seconds` are those it wants quiet for, None if it named none."""
        until = None
        if seconds is not None:
            until = self.now() + timedelta(seconds=min(seconds, RETRY_AFTER_MAX_SECONDS))
        self.waits[host] = until

    def check(self, url: str) -> None:
        """Raises Refused for a host that wants quiet."""
        host = host_of(url)
        if host in self.waits:
            until = self.waits[host]
            raise Refused("wait", f"{host} asked for quiet{f' until {until:%Y-%m-%d %H:%M:%SZ}' if until else ''}")

    def now(self) -> datetime:
        """The clock's moment, in UTC."""
        return datetime.fromtimestamp(self._clock(), UTC)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Waits until a site may be asked, and is the only one to ask it as long as it lasts."""
        rest = self._not_before.pop(host_of(url), 0.0) - self._clock()
        if rest > 0:
            await self._sleep(rest)
        site = site_of(url)
        if not self.delay(site):
            yield
            return
        async with self._queues.setdefault(site, asyncio.Lock()):
            handle = await self._locked(site)
            try:
                await self._rest(site, handle)
                yield
            finally:
                if handle is not None:
                    fcntl.flock(handle, fcntl.LOCK_UN)

    async def _locked(self, site: str) -> int | None:
        if self._lock_path is None:
            return None
        if site not in self._files:
            path = self._lock_path(site)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._files[site] = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        while not try_lock(self._files[site]):
            await self._sleep(POLL_SECONDS)
        return self._files[site]

    async def _rest(self, site: str, handle: int | None) -> None:
        """Waits out what is left of the delay since the site's last request, and notes the new one."""
        last = self._moments.get(site, 0.0) if handle is None else _moment_in(handle)
        delay, now = self.delay(site), self._clock()
        # A moment ahead of the clock is that of a clock since set back: one delay is enough.
        rest = min(last + delay - now, delay)
        if rest > 0:
            await self._sleep(rest)
        self._moments[site] = self._clock()
        if handle is not None:
            os.pwrite(handle, f"{self._moments[site]:20.3f}".encode(), 0)

    def close(self) -> None:
        """Lets go of the sites' files."""
        while self._files:
            os.close(self._files.popitem()[1])


def _moment_in(handle: int) -> float:
    try:
        return float(os.pread(handle, 20, 0))
    except ValueError:
        return 0.0


def retry_after_seconds(header: str, now: datetime) -> float | None:
    """What a Retry-After asks for, in seconds or as an HTTP date; None for anything else. RFC 9110, 10.2.3."""
    stated = header.strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


class PacedHandler(HTTP11DownloadHandler):
    """Makes each request in its site's turn. Here, and not in a middleware, because this is the last step before the
    network: what waits here waits in no queue, its time-out has not begun, and what an answer asks for is known before
    the next request leaves."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._paced_crawler = crawler

    async def download_request(self, request: Request) -> Response:
        pace = pace_of(self._paced_crawler)
        async with pace.turn(request.url):
            pace.check(request.url)
            response = await super().download_request(request)
            _obey(pace, request, response)
            return response


def _obey(pace: Pace, request: Request, response: Response) -> None:
    """Obeys a Retry-After: a short one is waited for, once; after a long one, a second one, or a 429 that names no
    time, the host is asked nothing more."""
    stated = (response.headers.get("Retry-After") or b"").decode("latin-1")
    if response.status not in (429, 503) or (response.status == 503 and not stated):
        return
    host, seconds = host_of(request.url), retry_after_seconds(stated, pace.now())
    is_short = seconds is not None and seconds <= WAIT_MAX_SECONDS and not request.meta.get("has_waited")
    if seconds is not None and is_short:
        pace.hold_off(host, seconds)
    else:
        pace.stop(host, seconds)
    request.meta["is_worth_waiting"] = is_short
    request.meta["dont_retry"] = True


class Patience:
    """Asks once more what a short Retry-After was waited for."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if not request.meta.pop("is_worth_waiting", False):
            return response
        again = request.replace(dont_filter=True)
        again.meta["has_waited"] = True
        return again


def pace_of(crawler: Crawler) -> Pace:
    """The pace that the spider's night carries."""
    night: Any = getattr(crawler.spider, "night")  # noqa: B009
    pace: Pace = night.pace
    return pace
