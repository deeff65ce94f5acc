"""How a site is treated: the pace that all crawls share, robots.txt, Retry-After, and answers that are not taken."""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

from scrapers import memory
from scrapers.middlewares import ROBOTS_MAX_BYTES, Guard, is_public
from scrapers.night import is_tls, led_to, problem_kind
from scrapers.pace import DELAY_MAX_SECONDS, POLL_SECONDS, Pace, Refused, retry_after_seconds
from scrapers.page import Page, PageUnreadable
from tests.crawl_of import HTML, SITE, Answer, Crawls, feed, pages, report, small_web, told

pytestmark = pytest.mark.xdist_group("crawl")

URL, OTHER = "https://www.example.com/a", "https://news.example.com/b"
ROADS = 'find=told("/list"), min_items=1, quiet_days=99'
LISTED = {"/list": told(("/r1", "2019-12-02"), ("/r2", "2019-12-01")), **pages(1, 2)}


# --- the pace --------------------------------------------------------------------------------------------------------


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now, self.waits = 1_000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds
        await asyncio.sleep(0)  # lets the others go on


def _pace(clock: Clock, delay: float, folder: Path | None = None) -> Pace:
    return Pace(delay, (lambda site: folder / site / ".lock") if folder else None, clock, clock.sleep)


async def _ask(*turns: AbstractAsyncContextManager[None]) -> None:
    for turn in turns:
        async with turn:
            pass


def test_hosts_of_one_site_share_a_pace() -> None:
    clock = Clock()
    pace = _pace(clock, 2.0)

    asyncio.run(_ask(pace.turn(URL), pace.turn(OTHER), pace.turn("https://elsewhere.example/")))

    assert [2.0] == clock.waits


def test_a_second_crawl_waits_out_what_is_left_of_the_first_ones_delay(tmp_path: Path) -> None:
    clock = Clock()
    first, second = _pace(clock, 2.0, tmp_path), _pace(clock, 2.0, tmp_path)

    asyncio.run(_ask(first.turn(URL)))
    clock.now += 0.5
    asyncio.run(_ask(second.turn(OTHER)))

    assert [1.5] == clock.waits


def test_two_crawls_never_ask_a_site_at_once(tmp_path: Path) -> None:
    clock = Clock()
    first, second = _pace(clock, 2.0, tmp_path), _pace(clock, 2.0, tmp_path)

    async def while_the_first_asks() -> None:
        async with first.turn(URL):
            waiting = asyncio.ensure_future(_ask(second.turn(OTHER)))
            while len(clock.waits) < 3:
                await asyncio.sleep(0)
            assert [POLL_SECONDS] * 3 == clock.waits
        await waiting

    asyncio.run(while_the_first_asks())

    assert clock.now >= 1_002.0


def test_a_moment_ahead_of_the_clock_is_waited_for_no_longer_than_the_delay(tmp_path: Path) -> None:
    clock = Clock()
    asyncio.run(_ask(_pace(clock, 2.0, tmp_path).turn(URL)))
    clock.now -= 500

    asyncio.run(_ask(_pace(clock, 2.0, tmp_path).turn(URL)))

    assert [2.0] == clock.waits


def test_the_sample_web_waits_for_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    clock = Clock()
    pace = _pace(clock, 0.0, tmp_path)
    pace.slow_down("outlet.example", 10)

    asyncio.run(_ask(pace.turn(URL), pace.turn(URL)))

    assert ([], []) == (clock.waits, list(tmp_path.iterdir()))


@pytest.mark.parametrize(("asked", "delay"), [(1.0, 2.0), (10.0, 10.0), (86_400.0, DELAY_MAX_SECONDS)])
def test_robots_may_lengthen_the_delay_to_a_minute(asked: float, delay: float) -> None:
    pace = Pace(2.0)

    pace.slow_down("outlet.example", asked)

    assert (delay, 2.0) == (pace.delay("outlet.example"), pace.delay("elsewhere.example"))


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [("Crawl-delay: 0.02", 0.02), ("Request-rate: 2/1s\nCrawl-delay: 0.02", 0.5), ("Allow: /", 0.01)],
    ids=["a delay", "a rate", "neither"],
)
def test_the_delay_that_robots_txt_asks_for_is_kept(tmp_path: Path, rules: str, seconds: float) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    robots = Answer(200, f"User-agent: *\n{rules}\n".encode())
    with small_web({"/robots.txt": robots, "/list": told(("/r1", "2019-12-02")), **pages(1)}) as web:
        night = crawls.run(web, DOWNLOAD_DELAY=0.01)

    assert seconds == night.record["pace_seconds"]
    assert ["outlet.example"] == [path.parent.name for path in Path(crawls.archive).glob(".sites/*/.lock")]


def test_a_robots_txt_is_read_in_whole_lines_and_only_so_far(tmp_path: Path) -> None:
    head, cut = b"User-agent: *\n#", b"\nDisallow: /"
    robots = head + b"-" * (ROBOTS_MAX_BYTES - len(head) - len(cut)) + cut + b"closed\nDisallow: /list\n"

    night = Crawls.of(tmp_path, ROADS).night(LISTED | {"/robots.txt": Answer(200, robots)})

    assert (0, ["/list", "/r1", "/r2"]) == (night.exit_code, night.asked)


def test_reports_for_which_no_time_is_left_are_counted_and_no_failure(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    with small_web(LISTED) as web:
        night = crawls.run(web, REPORTS_SECONDS=0)

    assert (["/list"], "finished") == (web.paths, night.record["finish_reason"])
    assert (0, 2, 0) == tuple(night.figures[name] for name in ("fetched", "left", "failed"))
    assert 2 == crawls.night(LISTED).figures["new"]


# --- Retry-After -----------------------------------------------------------------------------------------------------

NOW = datetime(2019, 12, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 03 Dec 2019 12:01:00 GMT", 60.0),
        ("Tue, 03 Dec 2019 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", None),
        ("", None),
    ],
)
def test_a_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert seconds == retry_after_seconds(header, NOW)


def _busy(status: int, retry_after: str | None) -> Answer:
    return Answer(status, b"busy", HTML | ({"Retry-After": retry_after} if retry_after else {}))


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_wait_is_waited_for_once_and_then_asked_again(tmp_path: Path, status: int) -> None:
    night = Crawls.of(tmp_path, ROADS).night(LISTED | {"/list": [_busy(status, "0"), LISTED["/list"]]})

    assert (0, ["/list", "/list", "/r1", "/r2"]) == (night.exit_code, night.asked)
    assert night.record["retry_after"] is None


@pytest.mark.parametrize(
    ("answers", "count"),
    [([_busy(429, "3600")], 1), ([_busy(503, "3600")], 1), ([_busy(429, "0")], 2), ([_busy(429, None)], 1)],
    ids=["429 for an hour", "503 for an hour", "429 twice", "429 that names no time"],
)
def test_a_host_that_wants_quiet_is_asked_no_more(tmp_path: Path, answers: list[Answer], count: int) -> None:
    night = Crawls.of(tmp_path, ROADS).night(LISTED | {"/list": list(answers)})

    assert (75, ["/list"] * count) == (night.exit_code, night.asked)
    assert f"http_{answers[0].status}" == night.record["listing"]["failure"]["kind"]


def test_reports_are_not_asked_of_a_host_that_wants_quiet(tmp_path: Path) -> None:
    night = Crawls.of(tmp_path, ROADS).night(LISTED | {"/r1": _busy(503, "3600")})

    assert ["/list", "/r1"] == night.asked
    assert ["http_503", "wait"] == [failure["kind"] for failure in night.record["failures"]]


def test_the_next_crawl_asks_nothing_until_the_quiet_is_over(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    first = crawls.night(LISTED | {"/list": _busy(429, "3600")})

    with small_web(LISTED) as web:
        second = crawls.run(web)

    assert [] == web.asked
    assert (75, "wait") == (second.exit_code, second.record["listing"]["failure"]["kind"])
    assert first.record["retry_after"] == second.record["retry_after"]
    until = datetime.fromisoformat(first.record["retry_after"])
    remembered = memory.recall(crawls.archive, "outlet")
    assert {"outlet.example": until} == memory.waits_at(remembered, until - timedelta(seconds=1))
    assert {} == memory.waits_at(remembered, until)


def test_a_wish_for_quiet_for_a_year_is_kept_for_a_day() -> None:
    clock = Clock()
    pace = _pace(clock, 2.0)

    pace.stop("outlet.example", 31_536_000)

    assert {"outlet.example": pace.now() + timedelta(days=1)} == pace.waits


# --- where no request goes ---------------------------------------------------------------------------------------


def _guard() -> Guard:
    crawler: Any = SimpleNamespace(settings={}, spider=SimpleNamespace(night=SimpleNamespace(pace=Pace(0.0))))
    return Guard(crawler)


PRIVATE = ["2130706433", "127.1", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "localhost", "localhost."]
PRIVATE += ["metadata", "METADATA.", "outlet.Internal.", "%31%32%37.0.0.1", "[::127.0.0.1]", "[::ffff:127.0.0.1]"]
PRIVATE += ["[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[::ffff:0:7f00:1]", "[fec0::1]"]


@pytest.mark.parametrize("host", PRIVATE)
def test_no_spelling_of_a_private_host_is_asked(host: str) -> None:
    with pytest.raises(Refused) as refused:
        _guard().process_request(Request(f"http://{host}/m"))

    assert "private_address" == refused.value.kind


@pytest.mark.parametrize("host", ["outlet.example", "WWW.Outlet.Example.", "xn--e1afmkfd.example", "8.8.8.8"])
def test_a_public_host_is_asked(host: str) -> None:
    _guard().process_request(Request(f"http://{host}:8080/m"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [("64:ff9b::808:808", True), ("2002:808:808::", True), ("2606:4700::1", True), ("64:ff9b::a00:1", False)],
)
def test_an_address_is_as_public_as_the_one_that_it_carries(address: str, expected: bool) -> None:
    assert expected == is_public(address)


def test_a_robots_txt_that_leads_into_our_network_is_not_followed(tmp_path: Path) -> None:
    with small_web(LISTED | {"/robots.txt": _moved("http://2130706433/m")}) as web:
        night = Crawls.of(tmp_path, ROADS).run(web)

    assert [f"{SITE}/robots.txt"] == [line.split()[1] for line, _ in web.asked]
    assert "private_address" == night.record["listing"]["failure"]["kind"]


@pytest.mark.parametrize("to", ["http://[::1", "http://outlet.example:99999/x", "http://outlet.example:0/x"])
def test_a_report_that_leads_to_no_address_is_its_own_failure_and_no_bug(tmp_path: Path, to: str) -> None:
    listed = told(*((f"/r{number}", "2019-12-02") for number in range(1, 9)))

    night = Crawls.of(tmp_path, ROADS).night({"/list": listed, **pages(*range(2, 9)), "/r1": _moved(to)})

    assert (0, []) == (night.exit_code, night.record["bugs"])
    assert ["address" if to.endswith(":0/x") else "redirects"] == [each["kind"] for each in night.record["failures"]]


# --- what must not be taken ------------------------------------------------------------------------------------------


def _moved(to: str) -> Answer:
    return Answer(302, b"", {"Location": to})


GZIP = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
BOMB = gzip.compress(bytes(21_000_000), mtime=0)


@pytest.mark.parametrize(
    ("answer", "kind", "exit_code"),
    [
        (_moved("/"), "home_redirect", 65),
        (_moved("/list"), "redirects", 65),
        (_moved("http://169.254.169.254/latest"), "private_address", 65),
        (_moved("http://outlet.internal/"), "private_address", 65),
        (_moved("http://elsewhere.example/list"), "other_site", 65),
        (Answer(200, gzip.compress(LISTED["/list"].body * 50, mtime=0)[:-9], GZIP), "unreadable", 65),
        (Answer(200, BOMB, GZIP), "too_large", 65),
    ],
    ids=["home", "a loop", "metadata", "a local name", "another site", "truncated gzip", "a bomb"],
)
def test_a_listing_that_is_none_fails_under_its_own_name(
    tmp_path: Path, answer: Answer, kind: str, exit_code: int
) -> None:
    night = Crawls.of(tmp_path, ROADS).night(LISTED | {"/list": answer, "/": report("This is the home page. ")})

    assert (kind, exit_code) == (night.record["listing"]["failure"]["kind"], night.exit_code)


@pytest.mark.parametrize(
    ("html", "host"),
    [
        ('<meta http-equiv="refresh" content="0;url=http://warning.or.kr/i1.html">', "warning.or.kr"),
        ("<script>window.location.href = 'https://Notice.example.net/?from=a'</script>", "notice.example.net"),
        ("<script>location.replace('http://notice.example.net/')</script>", "notice.example.net"),
        ('<meta http-equiv="refresh" content="5; URL=http://outlet.example/a">', None),
        ('<script>var url="http://notice.example.net/"</script><a href="http://notice.example.net/">more</a>', None),
    ],
    ids=["a refresh", "a script", "a script that replaces", "the same site", "a link alone"],
)
def test_a_block_page_names_the_other_site_that_it_leads_to(html: str, host: str | None) -> None:
    assert host == led_to(Page(f"{SITE}/list", 200, {}, html.encode(), None, ""))


@pytest.mark.parametrize(("count", "is_read"), [(3, True), (4, False)])
def test_a_body_coded_over_and_over_is_not_unpacked(count: int, is_read: bool) -> None:
    body = b"Forty men went home."
    for _ in range(count):
        body = zlib.compress(body)
    page = Page(SITE, 200, {"content-encoding": ", ".join(["deflate"] * count)}, body, None, "")

    if is_read:
        assert b"Forty men went home." == page.content()
    else:
        with pytest.raises(PageUnreadable, match="coded 4 times"):
            page.content()


def test_a_body_past_the_size_is_cut_off(tmp_path: Path) -> None:
    with small_web(LISTED | {"/r1": report("A long story of work abroad. " * 100)}) as web:
        night = Crawls.of(tmp_path, ROADS).run(web, DOWNLOAD_MAXSIZE=2_000)

    assert ["too_large"] == [failure["kind"] for failure in night.record["failures"]]


def test_a_report_that_cannot_be_unpacked_is_asked_for_again_the_next_night(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    cut = gzip.compress(report("Forty men went home. ").body, mtime=0)[:-9]

    night = crawls.night(LISTED | {"/r1": Answer(200, cut, HTML | {"Content-Encoding": "gzip"})})

    assert ["unreadable"] == [failure["kind"] for failure in night.record["failures"]]
    assert {"outlet.example/r2"} == set(memory.recall(crawls.archive, "outlet").reports)


def test_a_report_that_leads_to_the_home_page_is_none(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)

    night = crawls.night(LISTED | {"/r1": _moved("/"), "/": report("This is the home page. ")})

    assert ["home_redirect"] == [failure["kind"] for failure in night.record["failures"]]
    assert (1, 1, "error") == (night.figures["fetched"], night.figures["failed"], night.page("/")["kind"])
    assert {"outlet.example/r2"} == set(memory.recall(crawls.archive, "outlet").reports)


def test_a_web_page_in_the_place_of_a_feed_is_said(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, f'find=Feed("{SITE}/feed"), min_items=1, quiet_days=99')

    night = crawls.night({"/feed": report("This is a page about feeds. ")})

    assert night.record["listing"]["is_html_for_xml"]
    assert not crawls.night({"/feed": feed()}).record["listing"]["is_html_for_xml"]


def test_cookies_are_not_sent_back(tmp_path: Path) -> None:
    cookie = {name: Answer(200, said.body, {**said.headers, "Set-Cookie": "a=b"}) for name, said in LISTED.items()}
    with small_web(cookie) as web:
        Crawls.of(tmp_path, ROADS).run(web)

    assert [] == [name for _, headers in web.asked for name, _ in headers if name.lower() == "cookie"]


class _Wrapped(Exception):
    def __init__(self, reasons: list[object]) -> None:
        self.reasons = reasons


def _tls_problem() -> BaseException:
    from OpenSSL import SSL
    from twisted.python.failure import Failure

    problem = SSL.Error([("SSL routines", "", "certificate verify failed")])
    failed = Failure(problem)  # type: ignore[no-untyped-call]
    return _Wrapped([failed])


@pytest.mark.parametrize(("problem", "kind"), [(_tls_problem, "tls"), (ZeroDivisionError, None)], ids=["tls", "bug"])
def test_a_failed_handshake_has_a_name(problem: Callable[[], BaseException], kind: str | None) -> None:
    assert (kind, kind == "tls") == (problem_kind(problem()), is_tls(problem()))
