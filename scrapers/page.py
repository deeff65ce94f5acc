"""What a page is and which report an address means. Pure: no network, file or clock; transforms may import it too."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

import brotli  # type: ignore[import-untyped]
from w3lib.url import canonicalize_url

CONTENT_MAX_BYTES = 20_000_000

PageKind = Literal["block", "consent", "login", "error"]


class PageUnreadable(ValueError):
    """The body cannot be taken out of its Content-Encoding; the page stays in the archive as it was received."""


@dataclass(frozen=True)
class Page:
    """One HTTP response as archived: `body` is content-coded as received, header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime | None
    payload_sha256: str

    def content(self) -> bytes:
        """The body after Content-Encoding, in bytes of the document's own charset.
        Raises PageUnreadable for a damaged or unknown coding, and past 20 MB."""
        content = self.body
        for coding in reversed(_codings(self.headers.get("content-encoding", ""))):
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
    while body:
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
    return content


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

# A page that asks something of its visitor has little else to say; a real report may hold any of these words.
FURNITURE_MAX_CHARACTERS = 1_500
FORM_MAX_CHARACTERS = 300

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"\s+")

# Only what machines say: "unusual traffic at the bridge" and "외부 접근이 차단된 숙소" stand in reports.
_BLOCK_MARK = re.compile(
    r"_cf_chl_opt|cf-browser-verification|incapsula incident id|checking your browser|ddos protection by"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue"
    r"|sorry, you have been blocked|unusual traffic from your computer|complete the security check",
    re.IGNORECASE,
)
_BLOCK_TITLE = re.compile(
    r"^\s*(?:just a moment|attention required|access (?:to this page has been )?denied"
    r"|request (?:rejected|unsuccessful)|(?:error )?403\b|forbidden"
    r"|접근이? ?차단|访问被拒绝|доступ (?:ограничен|запрещ))",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"<title[^>]*>\s*(?:before you continue|bevor sie |cookie consent)|action=[\"']https://consent\.", re.IGNORECASE
)
_LOGIN_TITLE = re.compile(
    r"^\s*(?:log ?in|sign ?in|sign ?up|register|로그인|登录|ログイン|войти|вход)\b", re.IGNORECASE
)
_PASSWORD = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.IGNORECASE)
_ERROR_TITLE = re.compile(
    r"^\s*(?:error\s*)?(?:404|410|500|502|503)\b|page not found|^\s*not found\s*$|account (?:has been )?suspended"
    r"|페이지를 찾을 수 없|页面不存在|ページが見つかりません|страница не найдена",
    re.IGNORECASE,
)


def page_kind(status: int, html: str, *, headers: Mapping[str, str] | None = None) -> PageKind | None:
    """Why a page is no report or listing: a block (challenge, refusal), a consent or login form, an error. None for
    an ordinary page. `headers` have names in lower case. A challenge may come with status 200: its text decides."""
    if (headers or {}).get("cf-mitigated") == "challenge":
        return "block"
    asked = _asked_instead(html)
    if asked is not None:
        return asked
    if status == 401:
        return "login"
    if status in (403, 451):
        return "block"
    return "error" if status >= 400 else None


def _asked_instead(html: str) -> PageKind | None:
    """What a page with little text of its own asks of the visitor."""
    seen = _SPACE.sub(" ", _UNSEEN.sub(" ", html))
    if len(seen) > FURNITURE_MAX_CHARACTERS:
        return None
    match = _TITLE.search(html)
    title = _SPACE.sub(" ", match.group(1)) if match else ""
    if _BLOCK_TITLE.search(title) or _BLOCK_MARK.search(html):
        return "block"
    if _CONSENT.search(html):
        return "consent"
    if _LOGIN_TITLE.search(title) or (_PASSWORD.search(html) and len(seen) < FORM_MAX_CHARACTERS):
        return "login"
    return "error" if _ERROR_TITLE.search(title) else None


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
