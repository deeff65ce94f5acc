"""What stands between the crawl and the network: the guard against private addresses, robots read by their status, and
the capture of every exchange into the archive."""

import hashlib
import ipaddress
import logging
import re
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError
from twisted.web.http_headers import Headers

from scrapers.archive import Exchange
from scrapers.night import describe, plain, problem_kind
from scrapers.pace import Refused, pace_of
from scrapers.page import Page, PageKind, PageUnreadable
from scrapers.source import site_of

log = logging.getLogger(__name__)

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
# IPv6 addresses that carry one of IPv4 in their last 32 bits for a translator, and the blocks that none should carry.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER_PUBLIC = [ipaddress.ip_network(block) for block in ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10")]

# Of a robots.txt so much is read: RFC 9309 asks for 500 KiB at least, and what is parsed keeps us busy.
ROBOTS_MAX_BYTES = 512_000


class CaptureFailed(RuntimeError):
    """A page came and could not be written: going on would lose it silently."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, metadata, multicast."""
    parsed = ipaddress.ip_address(address)
    meant = _carried(parsed) or parsed
    return meant.is_global and not meant.is_multicast and not any(meant in block for block in _NEVER_PUBLIC)


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which one of IPv6 leads: mapped, by 6to4 or by NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_private_host(host: str) -> bool:
    """Whether a host is a private address, also as resolvers read one (`127.1`, `2130706433`, `0x7f.1`), or no name of
    the public internet. A proxy resolves names for itself, so that this is all that stands before it."""
    bare = host.rstrip(".").lower()
    try:
        return not is_public(bare)
    except ValueError:
        pass
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(bare)))
    except OSError:
        return _NAME.fullmatch(bare) is None or f".{bare}".endswith(_LOCAL_NAMES)


class PublicResolver(CachingThreadedResolver):
    """Resolves a name at the moment of connecting and refuses private addresses, so that no name and no redirect leads
    into the network of the machine. Only the hosts of proxies, chosen by whoever runs the crawl, are exempt."""

    trusted: frozenset[str] = frozenset()
    # Of the class, for Scrapy makes it for the process and not for a crawl, and what it raises reaches no request:
    # Twisted says only that the name was not found.
    refused: ClassVar[dict[str, str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        resolver: Self = super().from_crawler(crawler, reactor)
        proxies = [crawler.settings.get("P8_PROXY"), *getproxies().values()]
        resolver.trusted = frozenset(urlsplit(proxy).hostname or "" for proxy in proxies if proxy)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Any:
        found = super().getHostByName(name, timeout)
        return found if name in self.trusted else found.addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if is_public(address):
            return address
        log.warning("address_refused host=%s address=%s: it is not of the public internet", name, address)
        self.refused[name] = address
        raise DNSLookupError(f"{name} is {address}, which is not of the public internet")


def private_address_of(url: str) -> str | None:
    """The private address that the name of a host led to, if it did."""
    return PublicResolver.refused.get(urlsplit(url).hostname or "")


LATE = "late"
"""The kind of a request for which no time was left: it is counted, and no failure."""


class Guard:
    """Lets only http(s) requests to public hosts through, none to a host that asked for quiet, and no redirect to
    another site. In the sample web it sends each request through the given proxy."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.proxy = crawler.settings.get("P8_PROXY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not _has_port(request.url):
            raise Refused("address", f"{request.url} is no http(s) address")
        if _is_private_host(parts.hostname):
            raise Refused("private_address", f"{request.url} is not of the public internet")
        came_from = request.meta.get("redirect_urls", [])
        if came_from and "role" in request.meta and site_of(came_from[0]) != site_of(request.url):
            raise Refused("other_site", f"{came_from[0]} redirects to another site, {request.url}")
        pace_of(self.crawler).check(request.url)
        spider: Any = self.crawler.spider
        if request.meta.get("role") == "report" and spider.is_late():
            raise Refused(LATE, f"no time is left for {request.url}")
        if self.proxy:
            request.meta["proxy"] = self.proxy


def _has_port(url: str) -> bool:
    """Whether the port of an address, if it names one, can be one."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


class Redirects(RedirectMiddleware):
    """Follows redirects; one to what is no address is a failure of that page, not ours."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        try:
            return super().process_response(request, response)
        except ValueError as problem:
            stated = (response.headers.get("Location") or b"").decode("latin-1")[:200]
            raise Refused("redirects", f"redirects to {stated!r}, which is no address ({problem})") from problem


_ALLOW_ALL, _ALLOW_NONE = b"", b"User-agent: *\nDisallow: /\n"


class Robots(RobotsTxtMiddleware):
    """robots.txt by its status first, as RFC 9309 says: 4xx means no rules (a refusal page would otherwise be parsed),
    5xx and no answer mean that nothing may be asked. Its Crawl-delay and Request-rate lengthen the site's pace."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable(netloc, "robots_unreachable", f"robots.txt of {netloc} answers {response.status}")
        rules = response.replace(body=self._rules(response, netloc))
        self._slow_down(rules.body, request.url)
        await super()._parse_robots(rules, netloc, request)

    def _rules(self, response: Response, netloc: str) -> bytes:
        if response.status >= 500 or response.status == 429:
            return _ALLOW_NONE
        if response.status != 200:
            return _ALLOW_ALL
        try:
            return _beginning(page_of(response).content())
        except PageUnreadable as problem:
            self._unreachable(netloc, "robots_unreachable", str(problem))
            return _ALLOW_NONE

    def _slow_down(self, rules: bytes, url: str) -> None:
        parsed = Protego.parse(rules.decode("utf-8-sig", "ignore"))
        delay, rate = parsed.crawl_delay(self._default_useragent), parsed.request_rate(self._default_useragent)
        asked = max(delay or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)
        if asked > 0:
            pace_of(self.crawler).slow_down(site_of(url), asked)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, CaptureFailed):
            _night(self.crawler).bugs.append(str(exc))
        private = private_address_of(f"//{netloc}")
        kind = "private_address" if private else problem_kind(exc) or "robots_unreachable"
        detail = f"{netloc} is {private}, not of the public internet" if private else plain(str(exc) or describe(exc))
        self._unreachable(netloc, kind, f"robots.txt of {netloc}: {detail}")
        waiting, forbidding = self._parsers[netloc], self._parserimpl.from_crawler(self.crawler, _ALLOW_NONE)
        self._parsers[netloc] = forbidding
        if isinstance(waiting, Deferred):
            waiting.callback(forbidding)

    def _unreachable(self, netloc: str, kind: str, detail: str) -> None:
        log.warning("robots_unreachable kind=%s host=%s: %s", kind, netloc, detail)
        _night(self.crawler).robots_failures[netloc] = (kind, detail)


def _beginning(rules: bytes) -> bytes:
    """The whole lines of as much of a robots.txt as is read: half a line may forbid more than the whole one."""
    if len(rules) <= ROBOTS_MAX_BYTES:
        return rules
    return b"\n".join(rules[:ROBOTS_MAX_BYTES].splitlines()[:-1])


class CaptureMiddleware:
    """Hands every response, as it came from the network, to the night's record. It stands closer to the downloader
    than anything that decodes, follows or retries."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        page = page_of(response)
        try:
            kind = _night(self.crawler).keep(_exchange(request, response, page), request.meta)
        except OSError as problem:
            raise CaptureFailed(f"{request.url}: the page cannot be written ({problem})") from problem
        request.meta["arrived"] = (page, kind)
        return response


def _night(crawler: Crawler) -> Any:
    """The record of the night that the spider carries."""
    return getattr(crawler.spider, "night")  # noqa: B009


def arrived(response: Response) -> tuple[Page, PageKind | None]:
    """The page that a response is, and its kind, as they were captured: a body is hashed and looked through once."""
    found: tuple[Page, PageKind | None] = response.meta["arrived"]
    return found


def page_of(response: Response) -> Page:
    """The page that a response is, its body as received. The moment is now: it has just arrived."""
    headers: dict[str, str] = {}
    for name, value in _header_lines(response.headers):
        headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
    payload = hashlib.sha256(response.body).hexdigest()
    return Page(response.url, response.status, headers, response.body, datetime.now(UTC), payload)


def _header_lines(headers: Any) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def _exchange(request: Request, response: Response, page: Page) -> Exchange:
    is_proxied = bool(request.meta.get("proxy"))
    return Exchange(
        request_line=f"{request.method} {_target(request)} HTTP/1.1",
        request_headers=_sent_headers(request),
        protocol=response.protocol or "HTTP/1.1",
        headers=_header_lines(response.headers),
        page=page,
        ip_address=str(response.ip_address) if response.ip_address and not is_proxied else None,
    )


def _target(request: Request) -> str:
    """The request's target as on the wire: a plain-text proxy is given the whole address."""
    parts = urlsplit(request.url)
    if request.meta.get("proxy") and parts.scheme == "http":
        return str(request.url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _sent_headers(request: Request) -> list[tuple[str, str]]:
    """The header lines as Twisted writes them, which adds Host last; a proxy's password is left out."""
    sent = Headers(dict(request.headers))
    sent.removeHeader(b"Proxy-Authorization")
    lines = [(name.decode(), value.decode("latin-1")) for name, values in sent.getAllRawHeaders() for value in values]
    return lines if sent.hasHeader(b"Host") else [*lines, ("Host", urlsplit(request.url).netloc.rpartition("@")[2])]
