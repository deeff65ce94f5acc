"""What a page is and which report an address means. Pure: no network, file or clock; transforms may import it too."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Literal, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

import brotli  # type: ignore[import-untyped]
from w3lib.url import canonicalize_url

CONTENT_MAX_BYTES = 20_000_000
_MEMBERS_MAX = 100  # of a gzip body; an honest one has one
_CODINGS_MAX = 3

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
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_REPORT_MARKS = ("article:published_time", '"newsarticle"', '"article"', "articlebody")
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}?\btype\s?=\s?[\"']?password", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s*[|‹›«»·•<>]\s*|\s+[-–—:]+\s+")

def _phrases(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# What only machines write, in lower case: none of it stands in the code of an ordinary page.
_BLOCK_MARKS = (
    *("_cf_chl_opt", "cf-browser-verification", "cf-error-code", "checking your browser", "ddos protection by"),
    *("incapsula incident id", "_incapsula_resource?cwudnsai", "/.well-known/ddos-guard/js-challenge"),
    *("sucuri_cloudproxy_js", "sucuri website firewall", "geo.captcha-delivery.com", "px-captcha", "/showcaptcha"),
    *("sec-if-cpt-container", "window.gokuprops", "awswafcookiedomainlist", "/__qrator/", "waf.tencent.com"),
    *("errors.aliyun.com", "网站防火墙", "網站防火牆", "创宇盾", "warning.or.kr", "pardon our interruption"),
    *("enable javascript and cookies to continue", "sorry, you have been blocked", "complete the security check"),
    *("verify you are human", "verify that you are human", "verifying you are human", "verify you are a human"),
    *("verifying you are a human", "unusual traffic from your computer", "something about your browser made us think"),
    *("suspendedpage.cgi", "sedoparking.com", "parkingcrew.net", "parking.bodiscdn.com"),
)
_BLOCK_TITLE = _phrases(
    *("just a moment", "one moment,? please", "attention required", "access (?:to this page has been )?denied"),
    *("request (?:rejected|unsuccessful|blocked)", "(?:error )?403(?: .{0,30})?", "(?:http |access )?forbidden"),
    *("(?:error )?(?:1020|1015|1009)", "ddos.guard", "ddos protection.{0,30}", r"(?:\w+ )?security check(?:point)?"),
    *("(?:human|bot) verification", "robot check", "are you (?:a )?(?:human|robot)", "(?:you have been )?blocked"),
    *("client challenge", "making sure you.re not a bot", ".{0,20}(?:website|web application) firewall"),
    # 접근이 차단되었습니다; 비정상적인 접근입니다; 웹 방화벽
    "(?:접근|접속|요청|(?:서비스 )?이용)[이은]? ?(?:차단|제한|거부) ?(?:되었습니다|됐습니다|됨|안내|페이지)?",
    *("(?:사이트 )?차단 ?(?:안내|페이지|되었습니다)", "비정상적인 (?:접근|접속|트래픽).{0,15}", "웹 ?방화벽.{0,10}"),
    "보안 ?(?:확인|검사)",
    # 访问被拒绝; 您的請求已被攔截; 安全验证; 網站防火牆
    "(?:您的)?(?:访问|请求|訪問|請求|存取|连接|連線)已?[被遭受](?:拒[绝絕]?|限制?|[拦攔]截|阻[断斷]|封[锁鎖])",
    ".{0,8}(?:安全|人机|人機|访问|訪問)(?:验证|驗證|检查|檢查)",
    *("拒[绝絕](?:访问|訪問|存取)", "网站防火墙|網站防火牆"),
    # アクセスが制限されています
    "アクセス[がは]?(?:制限|拒否|禁止|ブロック)(?:され(?:てい)?(?:ます|ました))?",
    "セキュリティ(?:チェック|確認)",
    # Доступ к сайту временно ограничен; Вы не робот?
    "доступ(?: к (?:сайту|ресурсу|странице))?(?: временно)? (?:ограничен|запрещ[её]н|заблокирован)",
    *("проверка (?:браузера|безопасности)", "(?:подтвердите, что )?вы не робот", "(?:ресурс|сайт) заблокирован"),
)
_SUSPENDED_TITLE = _phrases(
    "(?:this )?(?:account|web ?site|site|domain)(?: has been| is)? (?:suspended|disabled|parked)",
    *("bandwidth limit exceeded", "(?:(?:this|the) )?domain (?:name )?(?:has )?(?:expired|is for sale|parking)"),
    "(?:계정|사이트|도메인|홈페이지|서비스)[이가]? ?(?:정지|중지|만료) ?(?:되었습니다|됐습니다|안내)?",
    "(?:일일 )?트래픽 ?초과 ?(?:안내)?",
    "[该此本該]?(?:网站|網站|站点|账户|帳戶|域名|網域)(?:已[经經]?)?被?(?:[暂暫]停|停用|[关關][闭閉]|[过過]期|到期)(?:服[务務])?",
    "(?:この|本)?(?:サイト|アカウント|ドメイン)は?(?:現在)?(?:利用)?(?:停止|凍結)(?:中です|中|され(?:てい)?(?:ます|ました))",
    "(?:аккаунт|хостинг|сайт|домен) (?:временно )?(?:заблокирован|приостановлен|отключ[её]н|припаркован)",
    "срок регистрации домена ист[её]к",
)
_BLOCK_TEXT = _phrases(
    *("you don.t have permission to access", "contact your hosting provider", "this (?:site|domain) is parked"),
    "your (?:ip(?: address)?|request|access) (?:has been|was|is) (?:temporarily )?blocked",
    *("this (?:account|site|website) has been suspended", "enable (?:js|javascript) and disable any ad blocker"),
    *("귀하의 ?(?:IP|접근|접속|요청|PC)?.{0,20}(?:차단|제한)", "(?:웹 ?방화벽|보안 ?정책)에 의해", "자동 ?등록 ?방지"),
    *("비정상적인 (?:접근|접속|트래픽|요청)이 (?:감지|탐지)", "(?:사이트|페이지|웹).{0,12}접근이 (?:차단|제한)되"),
    "您的?(?:访问|訪問|请求|請求|IP|连接|連線|操作).{0,25}(?:[拦攔]截|阻[断斷]|限制|封[锁鎖]|拒[绝絕])",
    *("您访问的网站(?:未备案|已)", "[请請]完成(?:下方|以下)?(?:安全)?(?:验证|驗證)"),
    "(?:お客様|ご利用|この(?:サイト|ページ)|現在).{0,25}アクセス.{0,8}(?:制限|拒否|ブロック|遮断)",
    *("アクセスが(?:制限|拒否)されて(?:います|おります)", "ロボットではない"),
    "ваши? (?:ip(?:-адрес)?|запросы?|доступ) .{0,30}(?:заблокирован|ограничен|отклон[её]н)",
    "доступ к (?:сайту|ресурсу|странице|запрашиваемому ресурсу) .{0,15}(?:ограничен|заблокирован|запрещ[её]н)",
    "запросы .{0,30}не робот",
)
_CONSENT_TITLE = _phrases(
    *("before you continue(?: to .{1,40})?", "bevor sie .{1,60}", "(?:we value )?your privacy(?: choices)?"),
    "(?:cookie|privacy) (?:consent|settings|choices|preferences)",
    *("(?:쿠키|개인정보) ?(?:동의|설정|선택)", "계속하기 전에"),
    *("[继繼][续續]之?前", "(?:cookie|[隐隱]私)(?:设置|設定|同意)"),
    *("(?:続行|続ける)(?:する)?前に", "(?:クッキー|cookie)の?(?:同意|設定)", "прежде чем продолжить"),
    "(?:согласие|настройки) (?:на )?(?:использовани[ея] )?(?:файлов )?cookie",
)
_CONSENT_HOSTS = ("//consent.", "//guce.", "//cmp.")
_CONSENT_FORM = _phrases(r"<form\b[^<>]{0,500}?\baction\s?=\s?[\"']?(?:https?:)?//(?:consent|guce|cmp)\.")
_CONSENT_TEXT = _phrases(
    *("we value your privacy", r"we and our (?:\d+ )?partners (?:store|use|process)"),
    *("(?:accept|manage|reject) (?:all )?cookies", "쿠키를? ?(?:사용|수집).{0,20}동의", "모두 동의"),
    *("(?:使用|接受|同意).{0,6}cookie", "すべてに?同意", "cookie.{0,12}同意"),
    "(?:принять|согласен|используем).{0,20}cookie",
)
_LOGIN_TITLE = _phrases(
    *("(?:please )?(?:log|sign)[ -]?in(?: to .{1,40})?", "(?:user|member|subscriber|account) (?:log ?in|sign in)"),
    *("sign ?up", "create (?:an )?account", "register", "login required", "members only"),
    "subscri(?:be|ption) required",
    *("(?:회원 ?)?로그인(?:이 필요합니다| 페이지)?", "(?:회원|통합) ?(?:가입|로그인)", "会員登録"),
    "(?:会员|會員|用户|用戶|使用者|账号|帳號)?(?:登[录錄陆陸入])(?:页面|頁面)?",
    *("(?:会員)?ログイン(?:ページ|画面)?", "(?:вход|войти)(?: (?:на|в) .{1,40})?", "авторизация", "регистрация"),
)
_LOGIN_TEXT = _phrases(
    *("(?:log|sign) in to (?:continue|read|view|access)", "already a (?:subscriber|member)"),
    "(?:subscribe|register) (?:now )?to (?:continue|read|unlock|access)",
    "(?:available|reserved|only) (?:only )?(?:to|for) (?:registered |paid )?(?:subscribers|members)",
    *("로그인 ?(?:후 ?(?:이용|열람)|이 필요)", "(?:회원|구독자) ?(?:전용|만 (?:이용|열람))"),
    *("登[录錄入][后後]?(?:查看|阅读|閱讀|继续|繼續)", "[仅僅只]限(?:会员|會員|订阅|訂閱)", "[请請]先登[录錄入]"),
    *("(?:会員|購読者)(?:限定|専用)", "ログイン(?:して|が必要)"),
    *("(?:войдите|авторизуйтесь|зарегистрируйтесь),? чтобы", "для (?:подписчиков|зарегистрированных)"),
)
_ERROR_TITLE = _phrases(
    r"(?:error |http )?(?:404|410|50[0234])(?:\W{0,4}(?:error|gone|(?:(?:file|page) )?not found|bad gateway))?",
    r"(?:error )?50[0234]\W{0,4}(?:internal|service|gateway).{0,25}",
    r"(?:error\W{0,3})?(?:the )?page (?:was |could )?(?:not (?:be )?found|no longer exists)",
    *("not found", "nothing found", "internal server error", "bad gateway", "service (?:temporarily )?unavailable"),
    "(?:요청하신 )?(?:페이지|기사)[를가]? ?(?:찾을 수 없(?:습니다|음)|존재하지 않(?:습니다|음))",
    "오류 ?(?:안내|페이지)",
    "(?:您[访訪][问問]的)?(?:页面|頁面|网页|網頁|文章)(?:不存在|未找到|找不到|已[删刪]除)了?",
    *("找不到(?:页面|頁面|网页|網頁)", "(?:お探しの)?ページ(?:が|は)(?:見つかりません(?:でした)?|存在しません)"),
    r"(?:ошибка )?(?:404\W{0,4})?(?:страница|документ) не найден[аы]?",
)


@dataclass(frozen=True)
class _View:
    """What a visitor sees of a page: the parts of its title, and its pieces of text as far as they were read. `marked`
    is the code in lower case in which marks are looked for."""

    title: tuple[str, ...]
    pieces: tuple[str, ...]
    marked: str

    @property
    def weight(self) -> int:
        """Letters that are seen, and a space after each piece."""
        return sum(map(_weight, self.pieces)) + len(self.pieces)

    def is_titled(self, phrase: re.Pattern[str]) -> bool:
        """Whether the title, or a part of it beside the site's name, says this and no more."""
        return any(phrase.fullmatch(part) for part in self.title)

    def has_one_of(self, marks: Sequence[str]) -> bool:
        """Whether the code holds one of these marks."""
        return any(mark in self.marked for mark in marks)

    def is_consent(self) -> bool:
        """Whether title or form are those of a consent page."""
        has_host = self.has_one_of(_CONSENT_HOSTS)
        return self.is_titled(_CONSENT_TITLE) or (has_host and _CONSENT_FORM.search(self.marked) is not None)

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
    if view.is_titled(_BLOCK_TITLE) or view.is_titled(_SUSPENDED_TITLE) or view.has_one_of(_BLOCK_MARKS):
        return "block"
    if view.is_consent():
        return "consent"
    if view.is_titled(_ERROR_TITLE):
        return "error"
    has_password = _PASSWORD.search(view.marked) is not None
    if view.is_titled(_LOGIN_TITLE) and (has_password or view.weight <= STUB_MAX_CHARACTERS):
        return "login"
    if view.is_stub_saying(_BLOCK_TEXT):
        return "block"
    if (has_password and view.weight < FORM_MAX_CHARACTERS) or view.is_stub_saying(_LOGIN_TEXT):
        return "login"
    return "consent" if view.is_stub_saying(_CONSENT_TEXT) else None


def _asked_at_length(view: _View, html: str) -> PageKind | None:
    """Consent pages explain themselves, and error pages keep the site's menus; both are told by more than words."""
    is_error = view.is_titled(_ERROR_TITLE)
    if not (is_error or view.is_consent()) or view.has_one_of(_REPORT_MARKS):
        return None
    if is_error:
        return "error"
    return "consent" if _view(html, CONSENT_MAX_CHARACTERS).weight <= CONSENT_MAX_CHARACTERS else None


def _view(html: str, limit: int) -> _View:
    marked = html[:_MARKED_MAX_CHARACTERS]
    match = _TITLE.search(marked)
    title = " ".join(unescape(match.group(1)).split()) if match else ""
    parts = tuple(part.strip(" .!?…。！？'\"") for part in (title, *_TITLE_PARTS.split(title)))
    return _View(parts, _visible_pieces(html, limit), marked.lower())


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
