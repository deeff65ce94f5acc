"""What a page is and which report an address means. Pure: no network, file or clock; transforms may import it too."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from html import unescape
from itertools import islice
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

import brotli  # type: ignore[import-untyped]
from w3lib.url import canonicalize_url

from scrapers.page_words import (
    BLOCK_MARKS,
    BLOCK_TEXT,
    BLOCK_TITLE,
    CONSENT_FORM,
    CONSENT_TEXT,
    CONSENT_TITLE,
    ERROR_TEXT,
    ERROR_TITLE,
    LOGIN_TEXT,
    LOGIN_TITLE,
    SUSPENDED_TITLE,
)

CONTENT_MAX_BYTES = 20_000_000
_MEMBERS_MAX = 100  # of a gzip body; an honest one has one
_CODINGS_MAX = 3

PageKind = Literal["block", "consent", "login", "error"]


class PageUnreadable(ValueError):
    """The body cannot be taken out of its Content-Encoding; the page stays in the archive as it was received."""


class PageWithheld(PageUnreadable):
    """The body was removed from the archive on request; the message says when and why."""


WITHHELD = "X-Withheld"
"""Field of a WARC record whose body was removed on request."""


@dataclass(frozen=True)
class Withheld:
    """What is left of a payload beside its digest: the day of its removal (ISO), how long it was, and why."""

    day: str
    payload_bytes: int
    reason: str

    @property
    def said(self) -> str:
        """As the field says it."""
        return f"{self.day}; bytes={self.payload_bytes}; {' '.join(self.reason.split())}"

    @classmethod
    def read(cls, field: str) -> "Withheld":
        """What a field says."""
        day, size, reason = field.split("; ", 2)
        return cls(day, int(size.removeprefix("bytes=")), reason)


@dataclass(frozen=True)
class Page:
    """One HTTP response as archived: `body` is content-coded as received, header names are in lower case. A page
    that is `withheld` has no body any more, and the hash that it had."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime | None
    payload_sha256: str
    withheld: Withheld | None = None

    def content(self) -> bytes:
        """The body after Content-Encoding, in bytes of the document's own charset.
        Raises PageUnreadable for a damaged or unknown coding, and past 20 MB, and PageWithheld."""
        if self.withheld is not None:
            raise PageWithheld(f"{self.url}: withheld on {self.withheld.day}: {self.withheld.reason}")
        content, codings = self.body, _codings(self.headers.get("content-encoding", ""))
        if len(codings) > _CODINGS_MAX:
            raise PageUnreadable(f"{self.url}: the body is coded {len(codings)} times, {_CODINGS_MAX} at most are read")
        for coding in reversed(codings):
            content = _decoded(content, coding, self.url)
        if len(content) > CONTENT_MAX_BYTES:
            raise PageUnreadable(f"{self.url}: the body is longer than {CONTENT_MAX_BYTES} bytes")
        return content


@dataclass(frozen=True)
class Layout:
    """CSS selectors of a source's pages from the day `since` on; `drop` is cut out before the text is read."""

    since: date
    title: str | None = None
    text: str | None = None
    date: str | None = None
    drop: tuple[str, ...] = ()


def _codings(header: str) -> list[str]:
    return [name for name in (part.strip().lower() for part in header.split(",")) if name not in ("", "identity")]


def _decoded(body: bytes, coding: str, url: str) -> bytes:
    if coding in ("gzip", "x-gzip"):
        # Some servers name gzip and send plain text: without the magic number it was never coded.
        return _inflated(body, 31, url) if body[:2] == b"\x1f\x8b" else body
    if coding == "deflate":
        is_wrapped = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
        return _inflated(body, 15 if is_wrapped else -15, url)
    if coding == "br":
        return _unbrotli(body, url)
    raise PageUnreadable(f"{url}: Content-Encoding {coding!r} is not one of gzip, deflate, br")


def _inflated(body: bytes, window_bits: int, url: str) -> bytes:
    """All members of a gzip or deflate body. One that ends early is unreadable: half a report must not pass as one."""
    content = b""
    for _ in range(_MEMBERS_MAX):
        stream = zlib.decompressobj(window_bits)
        try:
            content += stream.decompress(body, CONTENT_MAX_BYTES + 1 - len(content))
        except zlib.error as damage:
            raise PageUnreadable(f"{url}: damaged body ({damage})") from damage
        if len(content) > CONTENT_MAX_BYTES:
            raise PageUnreadable(f"{url}: the body is longer than {CONTENT_MAX_BYTES} bytes when unpacked")
        if not stream.eof:
            raise PageUnreadable(f"{url}: the coded body ends too early")
        body = stream.unused_data if stream.unused_data[:2] == b"\x1f\x8b" else b""
        if not body:
            return content
    raise PageUnreadable(f"{url}: the body is coded in more than {_MEMBERS_MAX} pieces")


class _BrotliStream(Protocol):
    def process(self, data: bytes, output_buffer_limit: int = ...) -> bytes: ...
    def is_finished(self) -> bool: ...


def _unbrotli(body: bytes, url: str) -> bytes:
    stream: _BrotliStream = brotli.Decompressor()
    try:
        content = stream.process(body, output_buffer_limit=CONTENT_MAX_BYTES + 1)
    except brotli.error as damage:
        raise PageUnreadable(f"{url}: damaged body ({damage})") from damage
    if not stream.is_finished():
        raise PageUnreadable(f"{url}: the coded body ends too early or is longer than {CONTENT_MAX_BYTES} bytes")
    return content


# --- what kind of page it is ---------------------------------------------------------------------------------------

# A page that asks something of its visitor has little else to say; a real report may hold any of these words. Lengths
# are weights: a letter counts one, a Chinese, Japanese or Korean one two.
FURNITURE_MAX_CHARACTERS = 1_500
CONSENT_MAX_CHARACTERS = 6_000
STUB_MAX_CHARACTERS = 700
FORM_MAX_CHARACTERS = 300
_PROSE_CHARACTERS = 120
_MENU_CHARACTERS = 60

# How far a page is read, so that none can keep us busy: this many tags for what a visitor sees, so much for marks.
_TAGS_MAX = 5_000
_MARKED_MAX_CHARACTERS = 300_000
_TEXT_MAX_CHARACTERS = 50_000

_TAG = re.compile(r"<(?:(!--)|/?([a-zA-Z][a-zA-Z0-9:-]*)|[!?/])")
_HIDDEN_ENDS = {
    name: re.compile(rf"</{name}", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "title", "svg", "select")
}
_TITLE = re.compile(r"<title\b[^>]{0,300}>([^<]{0,500})", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-3])\b[^<>]{0,300}>([^<]{1,100})</h", re.IGNORECASE)
_HEADINGS_MAX = 20
_STOPS = " .!?…。！？'\""
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_REPORT_MARKS = ("article:published_time", '"newsarticle"', '"article"', "articlebody")
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}?\btype\s?=\s?[\"']?password", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s*[|‹›«»·•<>]\s*|\s+[-–—:]+\s+")


@dataclass(frozen=True)
class _View:
    """What a visitor sees of a page: the parts of its title, and its pieces of text as far as they were read. `code` is
    that in which marks are looked for, `marked` the same in lower case."""

    title: tuple[str, ...]
    pieces: tuple[str, ...]
    code: str

    @cached_property
    def marked(self) -> str:
        return self.code.lower()

    @cached_property
    def weight(self) -> int:
        """Letters that are seen, and a space after each piece."""
        return sum(map(_weight, self.pieces)) + len(self.pieces)

    def is_titled(self, phrase: re.Pattern[str]) -> bool:
        """Whether the title, or a part of it beside the site's name, says this and no more."""
        return any(phrase.fullmatch(part) for part in self.title)

    @cached_property
    def is_error(self) -> bool:
        """Whether title or headline say that there is nothing: the title of many such pages is the outlet's name. A
        lesser heading says it of a box on a page that has sentences of its own."""
        return self.is_titled(ERROR_TITLE) or any(
            int(heading.group(1)) <= self._lowest_headline
            and ERROR_TITLE.fullmatch(" ".join(unescape(heading.group(2)).split()).strip(_STOPS))
            and not self._is_hidden(heading.start())
            for heading in islice(_HEADING.finditer(self.code), _HEADINGS_MAX)
        )

    @cached_property
    def _lowest_headline(self) -> int:
        said = sum(weight for weight in map(_weight, self.pieces) if weight > _MENU_CHARACTERS)
        has_prose = self.weight > FURNITURE_MAX_CHARACTERS or said > 2 * _PROSE_CHARACTERS
        return 1 if has_prose else 3

    def _is_hidden(self, place: int) -> bool:
        """Whether a place of the code stands in an element that no visitor sees."""
        return any(
            self.marked.rfind(f"<{name}", 0, place) > self.marked.rfind(f"</{name}", 0, place) for name in _HIDDEN_ENDS
        )

    def has_one_of(self, marks: Sequence[str]) -> bool:
        """Whether the code holds one of these marks."""
        return any(mark in self.marked for mark in marks)

    def is_consent(self) -> bool:
        """Whether title or form are those of a consent page."""
        return self.is_titled(CONSENT_TITLE) or CONSENT_FORM.search(self.code) is not None

    def is_stub_saying(self, phrase: re.Pattern[str]) -> bool:
        """Whether a page of a few lines says this and has no sentences about something else."""
        if self.weight > STUB_MAX_CHARACTERS or self.has_one_of(_REPORT_MARKS):
            return False
        said = [piece for piece in self.pieces if phrase.search(piece)]
        others = [_weight(piece) for piece in self.pieces if piece not in said]
        is_long = max(map(_weight, said), default=0) > 2 * _PROSE_CHARACTERS
        if is_long or sum(weight for weight in others if weight > _MENU_CHARACTERS) > _PROSE_CHARACTERS:
            return False
        return phrase.search(" ".join(self.pieces)) is not None


def page_kind(status: int, html: str, *, headers: Mapping[str, str] | None = None) -> PageKind | None:
    """Why a page is no report or listing: a block (challenge, refusal, suspended or parked site), a consent or login
    form, an error. None for an ordinary page. `headers` have names in lower case. A challenge may come with status 200:
    its text decides. The time is linear in the page's length, whatever it holds."""
    sent = headers or {}
    if sent.get("cf-mitigated") == "challenge" or sent.get("x-amzn-waf-action") in ("challenge", "captcha"):
        return "block"
    asked = _asked_instead(html)
    if asked == "block" or (asked is not None and status < 400):
        return asked
    if status == 401 or (status in (403, 451) and asked == "login"):
        return "login"
    if status in (403, 451):
        return asked if asked == "consent" else "block"
    return "error" if status >= 400 else None


def _asked_instead(html: str) -> PageKind | None:
    """What a page with little text of its own asks of the visitor."""
    view = _view(html, FURNITURE_MAX_CHARACTERS)
    if view.weight > FURNITURE_MAX_CHARACTERS:
        return _asked_at_length(view, html)
    if view.is_titled(BLOCK_TITLE) or view.is_titled(SUSPENDED_TITLE) or view.has_one_of(BLOCK_MARKS):
        return "block"
    if view.is_consent():
        return "consent"
    if view.is_error or view.is_stub_saying(ERROR_TEXT):
        return "error"
    has_password = _PASSWORD.search(view.code) is not None
    if view.is_titled(LOGIN_TITLE) and (has_password or view.weight <= STUB_MAX_CHARACTERS):
        return "login"
    if view.is_stub_saying(BLOCK_TEXT):
        return "block"
    if (has_password and view.weight < FORM_MAX_CHARACTERS) or view.is_stub_saying(LOGIN_TEXT):
        return "login"
    return "consent" if view.is_stub_saying(CONSENT_TEXT) else None


def _asked_at_length(view: _View, html: str) -> PageKind | None:
    """Consent pages explain themselves, and error pages keep the site's menus; both are told by more than words."""
    if not (view.is_error or view.is_consent()) or view.has_one_of(_REPORT_MARKS):
        return None
    if view.is_error:
        return "error"
    return "consent" if _view(html, CONSENT_MAX_CHARACTERS).weight <= CONSENT_MAX_CHARACTERS else None


def _view(html: str, limit: int) -> _View:
    code = html[:_MARKED_MAX_CHARACTERS]
    match = _TITLE.search(code)
    title = " ".join(unescape(match.group(1)).split()) if match else ""
    parts = tuple(part.strip(_STOPS) for part in (title, *_TITLE_PARTS.split(title)))
    return _View(parts, _visible_pieces(html, limit), code)


def _visible_pieces(html: str, limit: int) -> tuple[str, ...]:
    """The text between tags, without what no visitor reads, until its weight is past the limit. So many tags that
    none was seen to the end are an ordinary page, however little stands between the first of them."""
    pieces: list[str] = []
    place = weight = 0
    for _ in range(_TAGS_MAX):
        tag = _TAG.search(html, place, place + _TEXT_MAX_CHARACTERS)
        end = tag.start() if tag else place + _TEXT_MAX_CHARACTERS
        piece = " ".join(unescape(html[place:end]).split())
        if piece:
            pieces.append(piece)
            weight += _weight(piece) + 1
        place = _after(html, tag) if tag else end
        if weight > limit or place >= len(html):
            return tuple(pieces)
    return (*pieces, "." * (limit + 1))


def _after(html: str, tag: re.Match[str]) -> int:
    """Where text goes on after a tag and, if it hides what it holds, after its end. Each search ends at what it finds
    or at the page's end, so that no place is looked at twice."""
    if tag.group(1):
        end = html.find("-->", tag.end())
        return end + 3 if end >= 0 else len(html)
    opened = html.find(">", tag.end())
    if opened < 0:
        return len(html)
    ending = _HIDDEN_ENDS.get((tag.group(2) or "").lower()) if not tag.group().startswith("</") else None
    if ending is None or html[opened - 1] == "/":
        return opened + 1
    closed = ending.search(html, opened)
    return closed.start() if closed else len(html)


def _weight(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


# --- which report an address means ---------------------------------------------------------------------------------

_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id)$")
_TRACKING_BY_SITE = {"yna.co.kr": {"input", "section"}, "upi.com": {"u3L"}}
_AMP_PARAMS = {("view", "amp"), ("amp", "1"), ("amp", "true"), ("amp", ""), ("outputType", "amp")}
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?:\.html)?$")


def url_key(url: str, keep_params: Sequence[str] = ()) -> str:
    """The report an address means, as `host/path?query`: without scheme, www., m. and amp forms, default port,
    fragment, trailing slash and known tracking. The query is kept, for on many Korean sites it is the identity; with
    `keep_params` nothing of it but those parameters is."""
    parts = urlsplit(canonicalize_url(url if "//" in url else f"http://{url}", keep_fragments=False))
    host = _bare_host(parts.hostname or "")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    query = _identity_params(host, parts.query, keep_params)
    return f"{host}{port}{_bare_path(parts.path)}{'?' + query if query else ''}"


def _bare_host(host: str) -> str:
    while _HOST_PREFIX.search(host):
        host = _HOST_PREFIX.sub("", host, count=1)
    return host.rstrip(".")


def _bare_path(path: str) -> str:
    bare = path.rstrip("/")
    while _AMP_PATH.search(bare):
        bare = _AMP_PATH.sub("", bare).rstrip("/")
    return bare


def _identity_params(host: str, query: str, keep_params: Sequence[str]) -> str:
    local = {name for site, names in _TRACKING_BY_SITE.items() if f".{host}".endswith(f".{site}") for name in names}
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if (name in keep_params if keep_params else not _TRACKING.match(name) and name not in local)
        and (name, value) not in _AMP_PARAMS
    ]
    return urlencode(sorted(pairs))
