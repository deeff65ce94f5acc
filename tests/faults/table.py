"""The faults: how each is played, on which night it strikes, and the verdict, exit code and sentence it must get. Data,
written before the code that passes it."""

import gzip
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape
from typing import Any, Literal

from scrapers.shapes import Feed
from tests.faults.outlet import (
    MENU,
    OUTLETS,
    PAGE_ROWS,
    SECTIONS,
    WINDOW,
    Answer,
    Outlet,
    Routes,
    at,
    board,
    feed,
    front,
    html,
    page,
)

DAY = date(2019, 12, 10)
HISTORY = [DAY - timedelta(days=days) for days in range(6, 0, -1)]
"""The good nights that precede every fault, played once an outlet."""

PUBLIC = "93.184.215.14"
"""What every name of the outlets resolves to; a crawl's connections to it end at the fault server on loopback."""

Changes = Callable[[Outlet, date], Routes]


@dataclass(frozen=True)
class Fault:
    """One way in which a night goes wrong. `changes`: what the web says differently. `word`, `exit_code` (of the
    crawl) and `says` (a regular expression that the sentence of the night must hold) are what is expected. `seen_by`:
    whether the crawl sees it or only cleaning. `hosts`: addresses that names resolve to, one a time, the last again
    and again; none means that there is no such name. `reads`: what a text of the night must hold."""

    name: str
    changes: Changes
    word: str
    exit_code: int
    says: str
    outlet: str = "courier"
    seen_by: Literal["crawl", "clean"] = "crawl"
    day: date = DAY
    source: Mapping[str, Any] = field(default_factory=dict)
    hosts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    reads: str | None = None

    def outlet_played(self) -> Outlet:
        """The outlet with what this fault declares differently in its source."""
        outlet = OUTLETS[self.outlet]
        return replace(outlet, source=replace(outlet.source, **self.source))

    def routes(self) -> dict[str, Answer]:
        """All that the web says on the night of the fault, by path or by whole address."""
        outlet = self.outlet_played()
        return {**outlet.routes(self.day), **self.changes(outlet, self.day)}


# --- ways to play --------------------------------------------------------------------------------------------------


def nothing(outlet: Outlet, day: date) -> Routes:
    return {}


def listing(answer: Answer) -> Changes:
    """The listing answers so."""
    return lambda outlet, day: {outlet.listing: answer}


def listed(make: Callable[[Outlet, date], Answer]) -> Changes:
    return lambda outlet, day: {outlet.listing: make(outlet, day)}


def reports(answer: Answer) -> Changes:
    """Each page of a report answers so."""
    return lambda outlet, day: {report.path: answer for report in outlet.reports(day, 3 * PAGE_ROWS)}


def pages(**changes: Any) -> Changes:
    """Each page of a report is written differently."""
    return lambda outlet, day: {
        report.path: html(page(outlet, report, **changes), outlet.charset)
        for report in outlet.reports(day, 3 * PAGE_ROWS)
    }


def robots(answer: Answer) -> Changes:
    return lambda outlet, day: {"/robots.txt": answer}


def redirect(target: str, status: int = 302) -> Answer:
    return Answer(b"", status, {"Location": target})


def coded(body: bytes, *, wire: Any = "whole") -> Answer:
    return Answer(body, 200, {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}, wire)


def _feed_of(outlet: Outlet, day: date) -> Answer:
    return feed(outlet, outlet.reports(day))


def _zipped(outlet: Outlet, day: date) -> bytes:
    return gzip.compress(_feed_of(outlet, day).body, mtime=0)


def _bomb() -> bytes:
    """Forty megabytes of spaces in forty kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(b" " * 1_000_000) for _ in range(40)]) + packer.flush()


def _dated(state: Callable[[date, int], str]) -> Changes:
    """The feed with other dates: `state` gives that of the nth item."""
    return listed(
        lambda outlet, day: feed(
            outlet, outlet.reports(day), dates=[state(day, place) for place in range(WINDOW)]
        )
    )  # fmt: skip


def _lying(outlet: Outlet, day: date) -> Routes:
    """The header says UTF-8, the bytes are EUC-KR, as the page itself says."""
    return {
        report.path: html(page(outlet, report), "euc-kr", sent="utf-8") for report in outlet.reports(day, 3 * PAGE_ROWS)
    }


def _half_broken(outlet: Outlet, day: date) -> Routes:
    broken = html("<title>Oops</title><p>Something broke.</p>", status=500)
    return {report.path: broken for report in outlet.reports(day, 3 * PAGE_ROWS) if report.number % 2}


def _crowd(outlet: Outlet, day: date) -> Routes:
    """All reports of the outlet and many more that were never there: twenty times the usual items."""
    found = [outlet.report(number) for number in range(20 * WINDOW)]
    return {outlet.listing: feed(outlet, found, dates=[at(day - timedelta(days=1))] * len(found))}


def _same_pages(outlet: Outlet, day: date) -> Routes:
    """Page 2 and page 3 of the board say what page 1 says."""
    first = board(outlet, day)[outlet.listing]
    again = Answer(first.body, 200, first.headers)
    return {outlet.listing: first, f"{outlet.listing}?page=2": again, f"{outlet.listing}?page=3": again}


def _rows_of_menu(outlet: Outlet, day: date) -> Routes:
    """The class of the rows now marks the menu, on each page; the reports stand in rows of another name."""
    menu = MENU.replace("<li>", '<li class="row">') + "".join(
        f'<li class="row"><a href="/section/{place}">Section {place}</a></li>' for place in range(6)
    )
    sections = [f"/{name.lower()}" for name in SECTIONS] + [f"/section/{place}" for place in range(6)]
    pages = board(outlet, day, row="entry")
    told = {path: html(answer.body.decode().replace(MENU, menu)) for path, answer in pages.items()}
    fronts = {path: html(front(outlet, outlet.reports(day, 6))) for path in sections}
    return {**told, **fronts}


def _only_teasers(outlet: Outlet, day: date) -> Routes:
    wall = '<div class="wall"><p>Subscribe to continue reading this report.</p><a href="/subscribe">Subscribe</a></div>'
    return {
        report.path: html(page(outlet, report, story=f"<p>{escape(report.paragraphs[0])[:180]}...</p>", after=wall))
        for report in outlet.reports(day, 3 * PAGE_ROWS)
    }


def _menu_as_story(outlet: Outlet, day: date) -> Routes:
    """The block that the layout selects now holds what the outlet says of itself, the same on every page."""
    own = "".join(
        f"<p>{line}</p>"
        for line in (
            "The outlet has been published from Seoul since 2004 and is read by people who follow the border.",
            "Write to the newsroom with corrections, and to the office with questions about a subscription.",
            "Politics, economy, society, border, opinion and video are the sections of this outlet.",
        )
    )
    return {
        report.path: html(
            page(outlet, report, story=own).replace(
                "</main>", f"<article>{''.join(f'<p>{line}</p>' for line in report.paragraphs)}</article></main>"
            )
        )
        for report in outlet.reports(day, 3 * PAGE_ROWS)
    }


def _swollen(outlet: Outlet, day: date) -> Routes:
    """The text block has swallowed the comments: it is many times as long as any report was."""
    found = outlet.reports(day, 3 * PAGE_ROWS)
    return {
        report.path: html(
            page(outlet, report, story="".join(
                f"<p>{line}</p>" for other in range(12) for line in outlet.report(report.number * 5 + other).paragraphs
            ))
        )
        for report in found
    }  # fmt: skip


def _nothing_said(outlet: Outlet, day: date) -> Answer:
    """Items, titles and dates as ever, and the texts are gone from the feed."""
    found = outlet.reports(day)
    whole = feed(outlet, found, is_full=True)
    body = whole.body.decode()
    for report in found:
        markup = escape("".join(f"<p>{line}</p>" for line in report.paragraphs))
        body = body.replace(f"<content:encoded>{markup}</content:encoded>", "<content:encoded></content:encoded>")
    return replace(whole, body=body.encode())


# --- pages that are none -------------------------------------------------------------------------------------------


def _notice(title: str, *lines: str, more: str = "", language: str = "en") -> Answer:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return html(f'<html lang="{language}"><head><title>{title}</title></head><body>{text}{more}</body></html>')


CHALLENGE = _notice(
    "Just a moment...",
    "Checking your browser before you go on.",
    more="<script>window._cf_chl_opt={cType:'managed'}</script>",
)
CONSENT = _notice(
    "Before you continue",
    "We and our partners use cookies.",
    more='<form action="https://consent.courier.example/save"><button>Accept all</button></form>',
)
LOGIN = _notice(
    "Sign in",
    "Reports are for members.",
    more='<form action="/login"><input name="user"><input type="password" name="word"></form>',
)
SUSPENDED = _notice("Account Suspended", "This account has been suspended.", "Contact your hosting provider.")
BLOCK_KO = _notice("접근 차단", "비정상적인 접근이 감지되어 차단되었습니다.", "관리자에게 문의하십시오.", language="ko")
BLOCK_ZH = _notice("访问被拒绝", "您的访问请求被网站防火墙拦截。", "请联系网站管理员。", language="zh")
BLOCK_JA = _notice(
    "アクセスが拒否されました",
    "お使いの環境からのアクセスは制限されています。",
    "管理者に連絡してください。",
    language="ja",
)
BLOCK_RU = _notice(
    "Доступ ограничен", "Ваш запрос заблокирован системой защиты.", "Обратитесь к администратору сайта.", language="ru"
)
NOT_THERE = _notice("Page not found", "The page you asked for is not here any more.")
REFUSED = html("<title>403 Forbidden</title><h1>Forbidden</h1>", status=403)


def trouble(status: int, **headers: str) -> Answer:
    answer = html(f"<title>{status}</title><p>Please come again later.</p>", status=status)
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return replace(answer, headers={**answer.headers, **more})


PARKED = _notice("courier.example is for sale", "This domain is for sale.", "Make an offer to its owner today.")
UPKEEP = _notice("Maintenance", "We are working on our site and will be back soon.")
SHELL = html('<!doctype html><html><head><title>Courier</title></head><body><div id="root"></div>'
             '<noscript>You need to enable JavaScript to run this app.</noscript></body></html>')  # fmt: skip
CHALLENGE_503 = replace(CHALLENGE, status=503, headers={**CHALLENGE.headers, "cf-mitigated": "challenge"})


def _entities(outlet: Outlet, day: date) -> Answer:
    """A feed in which ten entities, each ten times the one before, would make gigabytes of its title."""
    known = "".join(f'<!ENTITY e{step} "{f"&e{step - 1};" * 10}">' for step in range(1, 11))
    body = _feed_of(outlet, day).body.decode()
    head = f'<!DOCTYPE rss [<!ENTITY e0 "billion">{known}]><rss '
    return Answer(body.replace("<rss ", head, 1).replace("<title>Courier", "<title>&e10;").encode(),
                  headers={"Content-Type": "application/rss+xml"})  # fmt: skip


def _sessions(outlet: Outlet, day: date) -> Routes:
    """Each address carries the number of a session, so that all reports look new every night."""
    told = _feed_of(outlet, day).body.decode()
    found = outlet.reports(day, 3 * PAGE_ROWS)
    for report in found:
        told = told.replace(f"{report.path}<", f"{report.path}?sid={day:%Y%m%d}7f3a<")
    pages_told = {f"{report.path}?sid={day:%Y%m%d}7f3a": outlet.page(report) for report in found}
    return {outlet.listing: Answer(told.encode(), headers={"Content-Type": "application/rss+xml"}), **pages_told}


def _moving_dates(outlet: Outlet, day: date) -> Answer:
    """The reports of a week ago, each dated as if of last night."""
    found = outlet.reports(DAY - timedelta(days=1))
    return feed(outlet, found, dates=[at(day - timedelta(days=1), hour=20)] * len(found))


def _one_again_and_again(outlet: Outlet, day: date) -> Answer:
    return feed(outlet, outlet.reports(day, 1) * WINDOW)


def _many(outlet: Outlet, day: date) -> Answer:
    """Ten thousand items, most of them invented on the spot."""
    body = _feed_of(outlet, day).body.decode()
    more = "".join(
        f"<item><title>Item {place}</title><link>{outlet.site}/more/{place}</link></item>" for place in range(10_000)
    )
    return Answer(body.replace("</channel>", f"{more}</channel>").encode(),
                  headers={"Content-Type": "application/rss+xml"})  # fmt: skip


IN_A_WEEK = DAY + timedelta(days=7)
WIDE = Feed("http://courier.example/all")


def _wide(outlet: Outlet, day: date) -> Routes:
    """The second road holds forty items where the first holds fifteen."""
    return {"/all": feed(outlet, outlet.reports(day, 40)), **{
        report.path: outlet.page(report) for report in outlet.reports(day, 40)}}  # fmt: skip


FAULTS = [
    # --- controls: nights in which nothing is wrong ---
    Fault("a good night", nothing, "ok", 0, "3 new"),
    Fault("a good night of a board", nothing, "ok", 0, "3 new", outlet="board"),
    Fault("a good night in Korean", nothing, "ok", 0, "3 new", outlet="tribune", reads="북한"),
    Fault("a good night of a full-text feed", nothing, "ok", 0, "3 new", outlet="wire"),
    Fault("a night of an unchanged feed", lambda outlet, day: outlet.routes(day - timedelta(days=1)), "not_modified", 0,
          "listing unchanged"),
    Fault("a gap that the board's older pages mend", nothing, "ok", 0, "new", outlet="board",
          day=DAY + timedelta(days=4)),
    Fault("a gap that the second road mends", _wide, "ok", 0, "second road|mended", day=IN_A_WEEK,
          source={"second": WIDE}),
    # --- the listing says nothing, or old things ---
    Fault("an empty feed", listed(lambda outlet, day: feed(outlet, [])), "empty_listing", 65, "no items.*at least 10"),
    Fault("a feed of no bytes", listing(Answer(b"", 200, {"Content-Type": "application/rss+xml"})), "empty_listing", 65,
          "no items"),
    Fault("too few items", listed(lambda outlet, day: feed(outlet, outlet.reports(day, 4))), "drift", 65,
          "4 items.*at least 10"),
    Fault("a feed frozen at an old date", lambda outlet, day: {
          outlet.listing: feed(outlet, outlet.reports(DAY - timedelta(days=1)))}, "stale", 65,
          "newest item is of 2019-12-08", day=DAY + timedelta(days=2)),
    Fault("all items older", _dated(lambda day, place: at(day - timedelta(days=365 + place))), "stale", 65,
          "newest item is of 2018-12-10"),
    Fault("HTML where XML was", listed(lambda outlet, day: html(front(outlet, outlet.reports(day, 6)))), "drift", 65,
          "HTML"),
    Fault("a second road that helps while the first is empty", lambda outlet, day: {
          **_wide(outlet, day), outlet.listing: feed(outlet, [])}, "empty_listing", 65, "second road brought",
          source={"second": WIDE}),
    Fault("a listing that is gone", listing(html("<title>404</title>", status=404)), "errors", 65, "404"),
    Fault("an old feed whose dates move along", listed(_moving_dates), "stale", 65,
          "last new report came on 2019-12-09", day=DAY + timedelta(days=4)),
    # --- refusals by status ---
    Fault("403", listing(REFUSED), "blocked", 65, "403"),
    Fault("403 for the reports alone", reports(REFUSED), "blocked", 65, "reports failed.*403"),
    Fault("429 with Retry-After", listing(trouble(429, Retry_After="3600")), "unreachable", 75, "429"),
    Fault("503", listing(trouble(503)), "unreachable", 75, "503"),
    Fault("robots.txt 503", robots(trouble(503)), "unreachable", 75, "robots.txt.*503"),
    Fault("robots.txt now disallows", robots(Answer(b"User-agent: *\nDisallow: /\n")), "blocked", 65, "robots.txt"),
    # --- refusals by page, with 200 ---
    Fault("a challenge page", listing(CHALLENGE), "blocked", 65, "block page"),
    Fault("a challenge page for the reports alone", reports(CHALLENGE), "blocked", 65, "reports failed.*block page"),
    Fault("a consent page", listing(CONSENT), "blocked", 65, "consent"),
    Fault("a login stub", reports(LOGIN), "blocked", 65, "login"),
    Fault("a suspended account", listing(SUSPENDED), "blocked", 65, "block page|suspended"),
    Fault("a Korean block page", listing(BLOCK_KO), "blocked", 65, "block page", outlet="board"),
    Fault("a Chinese block page", reports(BLOCK_ZH), "blocked", 65, "block page"),
    Fault("a Japanese block page", listing(BLOCK_JA), "blocked", 65, "block page"),
    Fault("a Russian block page", reports(BLOCK_RU), "blocked", 65, "block page"),
    Fault("a challenge page with 503", listing(CHALLENGE_503), "blocked", 65, "block page"),
    Fault("a domain for sale", listing(PARKED), "drift", 65, "HTML"),
    Fault("a notice of maintenance", listing(UPKEEP), "drift", 65, "HTML"),
    Fault("reports that are soft 404s", reports(NOT_THERE), "errors", 65, "reports failed"),
    # --- redirects and addresses ---
    Fault("a redirect loop", lambda outlet, day: {outlet.listing: redirect("/feed2"), "/feed2": redirect("/feed")},
          "errors", 65, "redirect"),
    Fault("a redirect to the home page", listing(redirect("/")), "errors", 65, "home page"),
    Fault("reports that redirect to the home page", reports(redirect("/")), "errors", 65, "home page"),
    Fault("a redirect to a private address", listing(redirect("http://10.0.0.7/admin")), "errors", 65,
          "10.0.0.7.*public internet"),
    Fault("a redirect to a file", listing(redirect("file:///etc/hostname")), "errors", 65, "302|file:"),
    Fault("a redirect to loopback in disguise", listing(redirect("http://2130706433/")), "errors", 65,
          "another site|public"),
    Fault("a name that is a private address", nothing, "errors", 65, "192.168.1.1.*public internet",
          hosts={"courier.example": ["192.168.1.1"]}),
    Fault("DNS rebinding", nothing, "errors", 65, "169.254.169.254.*public internet",
          hosts={"courier.example": [PUBLIC, "169.254.169.254"]}, settings={"DNSCACHE_ENABLED": False}),
    # --- bytes ---
    Fault("a header that lies about the charset", _lying, "ok", 0, "new", outlet="tribune", reads="북한"),
    Fault("truncated gzip", listed(lambda outlet, day: coded(_zipped(outlet, day)[:-400])), "errors", 65,
          "ends too early"),
    Fault("a decompression bomb", listing(coded(_bomb())), "errors", 65, "longer than 20000000 bytes"),
    Fault("a body without end", listing(Answer(b" " * 65_536, wire="endless")), "errors", 65,
          "(?i)size|larger? |20000000"),
    Fault("an entity bomb", listed(_entities), "ok", 0, "3 new"),
    Fault("an answer that is no HTTP", listing(Answer(b"\x00\x01\x02 hello\r\n\r\n" * 40, wire="garbage")),
          "unreachable", 75, "(?i)connection|http|parse|lost"),
    Fault("a coding that is none", listing(Answer(b"\x01\x02\x03" * 400, headers={"Content-Encoding": "br"})),
          "errors", 65, "damaged body|ends too early"),
    Fault("a slow drip", listed(lambda outlet, day: replace(_feed_of(outlet, day), wire="drip")), "unreachable", 75,
          "(?i)took longer|time", settings={"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0}),
    Fault("a reset in mid body", listed(lambda outlet, day: replace(_feed_of(outlet, day), wire="reset")),
          "unreachable", 75, "(?i)connection|reset|lost"),
    Fault("a body that ends early", listed(lambda outlet, day: replace(_feed_of(outlet, day), wire="cut")),
          "unreachable", 75, "(?i)connection|loss|clean|early"),
    Fault("DNS failure", nothing, "unreachable", 75, "(?i)dns|name|resolve", hosts={"courier.example": []}),
    Fault("TLS failure", nothing, "unreachable", 75, "(?i)tls|ssl|certificate",
          source={"find": Feed("https://courier.example/feed")}),
    # --- layouts ---
    Fault("a new layout in which the listing's selectors find nothing",
          lambda outlet, day: board(outlet, day, row="entry"), "empty_listing", 65, "no items", outlet="board"),
    Fault("a new layout in which the listing's selectors find the menu", _rows_of_menu, "drift", 65, "date",
          outlet="board"),
    Fault("a new layout in which the pages' selectors find nothing", pages(names=("x1", "x2", "x3")), "drift", 0,
          "layout|generic", seen_by="clean"),
    Fault("a new layout in which the pages' selectors find the menu", _menu_as_story, "drift", 0, "same text|generic",
          seen_by="clean"),
    Fault("pages without a text", pages(story=""), "drift", 0, "no text", seen_by="clean"),
    Fault("pages that are an empty shell for scripts", reports(SHELL), "drift", 0, "no text", seen_by="clean"),
    Fault("pages without a title", pages(title=""), "drift", 0, "title", seen_by="clean"),
    Fault("pages without a date", pages(has_date=""), "drift", 0, "date", seen_by="clean"),
    Fault("texts many times as long", _swollen, "drift", 0, "characters", seen_by="clean"),
    Fault("canonical pointing elsewhere", pages(canonical="http://courier.example/"), "drift", 0, "canonical|elsewhere",
          seen_by="clean"),
    Fault("teasers only", _only_teasers, "drift", 0, "teaser", seen_by="clean"),
    Fault("dates in another format", _dated(lambda day, place: f"Tag {place}, kurz nach Mittag"), "drift", 65, "date"),
    Fault("a board with dates in another format", lambda outlet, day: board(outlet, day, dates="week %U"), "drift", 65,
          "date", outlet="board"),
    Fault("future dates", _dated(lambda day, place: at(day + timedelta(days=40 + place))), "drift", 65,
          "15 of 15 .*future.*2020-0"),
    # --- counts ---
    Fault("half the pages 500", _half_broken, "unreachable", 75, "reports failed.*500"),
    Fault("twenty times the usual items", _crowd, "drift", 65, "300 items, 20x the usual"),
    Fault("a window gap", nothing, "errors", 65, "2019-12-08.*2019-12-1.*backfill", day=IN_A_WEEK),
    Fault("page 2 that is page 1", _same_pages, "errors", 65, "repeat the first.*backfill", outlet="board",
          day=IN_A_WEEK),
    Fault("ten thousand items", listed(_many), "drift", 65, "items"),
    Fault("one item again and again", listed(_one_again_and_again), "drift", 65, "1 items.*at least 10"),
    Fault("a session's number in each address", _sessions, "drift", 65, "addresses have changed"),
    Fault("a full-text feed whose texts are gone", listed(_nothing_said), "drift", 65, "text", outlet="wire"),
]  # fmt: skip

BY_NAME = {fault.name: fault for fault in FAULTS}

SHORT = (
    "a good night", "an empty feed", "a feed frozen at an old date", "HTML where XML was", "429 with Retry-After",
    "a challenge page", "a redirect to a private address", "truncated gzip", "a slow drip", "TLS failure",
    "a new layout in which the pages' selectors find nothing", "twenty times the usual items", "page 2 that is page 1",
)  # fmt: skip
"""One of each kind, for when there is no time for all."""
