"""One source, one night, over real HTTP on loopback: what is stored, what is asked again, and how a night ends."""

import fcntl
import gzip
import json
import shutil
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastwarc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from scrapers import archive, crawl, memory, source

pytestmark = pytest.mark.xdist_group("crawl")

ROOT = Path(__file__).parent.parent
DAY, NEXT_DAY = "2019-12-03", "2019-12-04"
SITE = "http://outlet.example"

SOURCE = """
from scrapers.shapes import Feed
from scrapers.source import Source
SOURCE = Source("outlet", "Outlet", kind="outlet", languages=["en"], country="KR", home="http://outlet.example/",
                find=Feed("http://outlet.example/feed"), zone="Asia/Seoul", quiet_days=3, min_items=2)
"""
BROKEN_SOURCE = """
from scrapers.shapes import Feed
from scrapers.source import Source
class Broken(Feed):
    def read(self, *arguments):
        raise ZeroDivisionError("a shape with a mistake in it")
SOURCE = Source("broken", "Outlet", kind="outlet", languages=["en"], country="KR", home="http://outlet.example/",
                find=Broken("http://outlet.example/feed"))
"""
CHILD = """
import pathlib, sys
from scrapers import crawl, source
source.FOLDERS["sample"] = pathlib.Path(sys.argv.pop(1))
sys.exit(crawl.main())
"""


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class SmallWeb:
    """A forward proxy that plays a few addresses, keeps what it was asked, and can hold an answer back."""

    routes: dict[str, Answer]
    asked: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    held: str | None = None
    is_holding: threading.Event = field(default_factory=threading.Event)
    may_go: threading.Event = field(default_factory=threading.Event)
    proxy: str = ""

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        if url == self.held:
            self.is_holding.set()
            self.may_go.wait(20)
        found = self.routes.get(url, Answer(404, b"<title>Not found</title>", {"Content-Type": "text/html"}))
        tag = found.headers.get("ETag")
        return Answer(304, b"", {"ETag": tag}) if tag and tag == headers.get("If-None-Match") else found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "small", ""
    web: SmallWeb

    def __init__(self, *arguments: Any, web: SmallWeb) -> None:
        self.web = web
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.web.asked.append((self.requestline, list(self.headers.items())))
        said = self.web.answer(self.path, dict(self.headers.items()))
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.status != 304:
            self.send_header("Content-Length", str(len(said.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(said.body)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True  # the crawl was killed while it waited

    def log_message(self, format: str, *arguments: object) -> None:
        """What was asked is kept in `asked`."""


@contextmanager
def small_web(routes: Mapping[str, Answer], held: str | None = None) -> Iterator[SmallWeb]:
    web = SmallWeb(dict(routes), held=held)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, web=web)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        web.proxy = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield web
        finally:
            web.may_go.set()
            server.shutdown()
            thread.join()


@dataclass
class Crawls:
    """A folder of sources and an archive whose path holds a space; runs crawls as the nightly run does."""

    folder: Path

    @property
    def archive(self) -> str:
        return str(self.folder / "an archive")

    def command(self, proxy: str, day: str = DAY, key: str = "outlet") -> list[str]:
        options = ["--day", day, "--archive", self.archive, "--web", "sample", "--proxy", proxy]
        return [sys.executable, "-c", CHILD, str(self.folder / "sources"), key, *options]

    def run(self, web: SmallWeb, day: str = DAY, key: str = "outlet") -> "Ended":
        ended = subprocess.run(self.command(web.proxy, day, key), cwd=ROOT, capture_output=True, text=True, timeout=60)
        records = archive.run_records(self.archive, source=key, day=day)
        return Ended(ended.returncode, records[-1] if records else {}, ended.stderr)

    def files(self, pattern: str) -> list[Path]:
        return sorted(path for path in Path(self.archive).rglob(pattern) if not path.name.startswith("."))


@dataclass(frozen=True)
class Ended:
    exit_code: int
    record: dict[str, Any]
    log: str

    def page(self, path: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = [page for page in self.record["pages"] if page["url"] == f"{SITE}{path}"]
        return found[-1]


MakeCrawls = Callable[[], Crawls]


@pytest.fixture(scope="module")
def new_crawls(tmp_path_factory: pytest.TempPathFactory) -> MakeCrawls:
    def make() -> Crawls:
        folder = tmp_path_factory.mktemp("crawl")
        (folder / "sources").mkdir()
        (folder / "sources" / "outlet.py").write_text(SOURCE)
        (folder / "sources" / "broken.py").write_text(BROKEN_SOURCE)
        return Crawls(folder)

    return make


def _feed(*items: tuple[str, str, str]) -> Answer:
    entries = "".join(
        f"<item><title>{title}</title><link>{SITE}{path}</link><pubDate>{date}</pubDate></item>"
        for path, title, date in items
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>{entries}</channel></rss>'
    body = gzip.compress(text.encode(), mtime=0)
    return Answer(200, body, {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"})


def _report(text: str, *, tag: str | None = None, is_coded: bool = False) -> Answer:
    body = f"<html><head><title>Report</title></head><body><p>{text * 8}</p></body></html>".encode()
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if tag:
        headers["ETag"] = tag
    if is_coded:
        headers["Content-Encoding"] = "gzip"
    return Answer(200, gzip.compress(body, mtime=0) if is_coded else body, headers)


FIRST = ("/a", "Workers seen in Dandong", "Mon, 02 Dec 2019 10:00:00 +0900")
SECOND = ("/b", "A factory in Hunchun waits", "Mon, 02 Dec 2019 09:00:00 +0900")
MOVED = ("/moved", "An agency moves", "Sun, 01 Dec 2019 09:00:00 +0900")
THIRD = ("/c", "Trains from Russia", "Wed, 04 Dec 2019 01:00:00 +0900")
GOOD = {
    f"{SITE}/robots.txt": Answer(200, b"User-agent: *\nDisallow: /closed\n", {"Content-Type": "text/plain"}),
    f"{SITE}/feed": _feed(FIRST, SECOND, MOVED),
    f"{SITE}/a": _report("Two hundred workers were seen. ", tag='"a1"', is_coded=True),
    f"{SITE}/b": _report("The gate of the plant stays shut. "),
    f"{SITE}/moved": Answer(301, b"", {"Location": "/moved-here"}),
    f"{SITE}/moved-here": _report("The agency has a new address. "),
}


# --- three good nights ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nights:
    crawls: Crawls
    first: Ended
    again: Ended
    later: Ended
    asked_first: list[tuple[str, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def nights(new_crawls: MakeCrawls) -> Nights:
    """A first capture, the same night once more, and the next night with a changed and a new report."""
    crawls = new_crawls()
    with small_web(GOOD) as web:
        first = crawls.run(web)
        asked = list(web.asked)
        again = crawls.run(web)
    changed = {f"{SITE}/a": _report("Three hundred workers were seen. ", tag='"a2"', is_coded=True)}
    later_routes = GOOD | changed | {f"{SITE}/c": _report("Forty men went home. ")}
    with small_web(later_routes | {f"{SITE}/feed": _feed(THIRD, FIRST, SECOND, MOVED)}) as web:
        later = crawls.run(web, NEXT_DAY)
    return Nights(crawls, first, again, later, asked)


def test_a_first_night_is_ok_and_stores_each_report(nights: Nights) -> None:
    assert (0, "ok", "3 new, 0 changed of 3 listed") == (
        nights.first.exit_code,
        nights.first.record["verdict"],
        nights.first.record["reason"],
    )


def test_a_run_leaves_warc_index_log_and_record_under_one_name(nights: Nights) -> None:
    stem = f"outlet/{DAY}/{nights.first.record['run']}"

    found = {str(path.relative_to(nights.crawls.archive)) for path in nights.crawls.files(f"{stem.split('/')[2]}*")}

    assert {f"{stem}{ending}" for ending in (".warc.gz", ".cdxj", ".log", ".run.json")} == found


def test_a_body_is_stored_content_coded_as_received(nights: Nights) -> None:
    stored = nights.first.page("/a")

    page = archive.read_page(nights.crawls.archive, nights.first.record["warc"], stored["offset"])

    assert GOOD[f"{SITE}/a"].body == page.body
    assert stored["payload_sha256"] == page.payload_sha256
    assert b"Two hundred workers" in page.content()


def test_warcio_finds_every_digest_right(nights: Nights, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in nights.crawls.files("*.warc.gz")]

    assert 0 == Checker(Namespace(inputs=files, verbose=False)).process_all()
    assert 3 == len(files)
    assert "" == capsys.readouterr().out


def test_fastwarc_reads_a_request_and_a_response_for_each_exchange(nights: Nights) -> None:
    path = Path(nights.crawls.archive) / nights.first.record["warc"]
    with path.open("rb") as stream:
        kinds = [record.record_type for record in ArchiveIterator(stream, verify_digests=True)]

    expected = [WarcRecordType.warcinfo, *[WarcRecordType.response, WarcRecordType.request] * 6]

    assert expected == kinds


def test_the_request_record_holds_the_request_as_it_was_sent(nights: Nights) -> None:
    path = Path(nights.crawls.archive) / nights.first.record["warc"]
    with path.open("rb") as stream:
        requests = [
            (record.http_headers.status_line, list(record.http_headers.to_tuples()))
            for record in ArchiveIterator(stream, record_types=WarcRecordType.request)
        ]

    assert sorted(nights.asked_first) == sorted(requests)


def test_a_redirect_within_the_site_is_kept_and_followed(nights: Nights) -> None:
    assert (301, 200) == (nights.first.page("/moved")["status"], nights.first.page("/moved-here")["status"])
    assert "outlet.example/moved" == nights.first.page("/moved-here")["url_key"]


def test_a_second_run_of_the_night_adds_only_revisits(nights: Nights) -> None:
    delivered = [page for page in nights.again.record["pages"] if page["status"] != 301]

    assert (0, "not_modified") == (nights.again.exit_code, nights.again.record["verdict"])
    assert [True] * 5 == [page["is_revisit"] for page in delivered]
    assert (0, 3) == tuple(nights.again.record["figures"][name] for name in ("fetched", "not_modified"))


def test_a_validator_is_sent_back_and_answered_304(nights: Nights) -> None:
    assert (304, 200) == (nights.again.page("/a")["status"], nights.again.page("/b")["status"])


@pytest.mark.parametrize("path", ["/a", "/b"], ids=["after a 304", "after the same payload"])
def test_a_revisit_reads_as_its_original(nights: Nights, path: str) -> None:
    first, again = nights.first.page(path), nights.again.page(path)

    page = archive.read_page(nights.crawls.archive, nights.again.record["warc"], again["offset"])

    assert (200, GOOD[f"{SITE}{path}"].body) == (page.status, page.body)
    assert first["payload_sha256"] == page.payload_sha256 == again["payload_sha256"]


def test_every_page_of_a_file_is_found_at_its_offset(nights: Nights) -> None:
    file = nights.again.record["warc"]

    stored = list(archive.pages(nights.crawls.archive, file))

    assert [page["offset"] for page in nights.again.record["pages"]] == [found.offset for found in stored]
    assert [found.page for found in stored] == [
        archive.read_page(nights.crawls.archive, file, found.offset) for found in stored
    ]


def test_the_index_names_the_place_of_each_response(nights: Nights) -> None:
    path = nights.crawls.files(f"{nights.first.record['run']}.cdxj")[0]

    lines = [json.loads(line.split(" ", 2)[2]) for line in path.read_text().splitlines()]

    assert {(page["url"], str(page["offset"])) for page in nights.first.record["pages"]} == {
        (line["url"], line["offset"]) for line in lines
    }


def test_a_changed_and_a_new_report_are_seen_the_next_night(nights: Nights) -> None:
    assert (0, "1 new, 1 changed of 4 listed") == (nights.later.exit_code, nights.later.record["reason"])
    assert nights.first.page("/a")["payload_sha256"] != nights.later.page("/a")["payload_sha256"]


@pytest.fixture
def copied(nights: Nights, tmp_path: Path) -> str:
    """A copy of the three nights' archive, to be changed."""
    return str(shutil.copytree(nights.crawls.archive, tmp_path / "copy"))


def test_memory_is_made_again_from_the_run_records(copied: str) -> None:
    state = Path(copied) / "outlet" / "state.json"
    written = json.loads(state.read_text())
    state.unlink()

    memory.store(copied, "outlet", memory.recall(copied, "outlet"))

    assert written == json.loads(state.read_text())


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 0}', b"[1]"], ids=["empty", "cut", "older", "a list"])
def test_a_damaged_memory_is_made_again(copied: str, content: bytes) -> None:
    whole = memory.recall(copied, "outlet")
    (Path(copied) / "outlet" / "state.json").write_bytes(content)

    assert whole == memory.recall(copied, "outlet")


def test_an_old_memory_is_brought_up_to_the_last_run(copied: str, nights: Nights) -> None:
    whole = memory.recall(copied, "outlet")
    memory.store(copied, "outlet", memory.remember(memory.Memory(), nights.first.record))

    assert whole == memory.recall(copied, "outlet")


def test_a_memory_of_runs_that_the_archive_does_not_hold_is_not_believed(copied: str, nights: Nights) -> None:
    whole = memory.recall(copied, "outlet")
    strange = memory.remember(memory.Memory(), nights.first.record | {"run": "20000101T000000Z-1"})
    memory.store(copied, "outlet", strange)

    assert whole == memory.recall(copied, "outlet")


def test_the_run_record_and_the_log_name_the_source(nights: Nights) -> None:
    log = (Path(nights.crawls.archive) / nights.first.record["log"]).read_text()

    assert "paragraph8/" in nights.first.record["user_agent"]
    assert "crawl_ended source=outlet verdict=ok" in log


# --- nights that go wrong ------------------------------------------------------------------------------------------

CHALLENGE = b"<html><title>Just a moment...</title><body>Checking your browser before you go on</body></html>"
HTML = {"Content-Type": "text/html"}
TO_PRIVATE = Answer(302, b"", {"Location": "http://10.0.0.7/admin"})
TO_LOOPBACK = Answer(302, b"", {"Location": "http://localhost:8080/"})
TO_OTHER_SITE = Answer(302, b"", {"Location": "http://elsewhere.example/x"})


@dataclass(frozen=True)
class Wrong:
    """What is different from a good night, and how the night must end."""

    name: str
    routes: Mapping[str, Answer]
    exit_code: int
    verdict: str
    said: str


WRONG = [
    Wrong("an empty feed", {"/feed": _feed()}, 65, "empty_listing", "no items, at least 2 expected"),
    Wrong("a server in trouble", {"/feed": Answer(503, b"later", HTML)}, 75, "unreachable", "answers 503"),
    Wrong("a refusal", {"/feed": Answer(403, b"no", HTML)}, 65, "blocked", "answers 403"),
    Wrong(
        "robots that forbid the feed",
        {"/robots.txt": Answer(200, b"User-agent: paragraph8\nDisallow: /feed\n")},
        *(65, "blocked", "robots.txt"),
    ),
    Wrong("robots out of order", {"/robots.txt": Answer(500, b"oops")}, 75, "unreachable", "robots.txt"),
    Wrong(
        "reports sent elsewhere",
        {"/a": TO_PRIVATE, "/b": TO_LOOPBACK, "/moved": TO_OTHER_SITE},
        *(65, "errors", "3 of 3 reports failed"),
    ),
    Wrong(
        "reports behind a challenge",
        {"/a": Answer(403, CHALLENGE, HTML), "/b": Answer(200, CHALLENGE, HTML)},
        *(65, "blocked", "2 of 3 reports failed"),
    ),
]


@pytest.fixture(scope="module")
def ended(new_crawls: MakeCrawls) -> Iterator[Callable[[Wrong], tuple[Ended, SmallWeb, Crawls]]]:
    """Plays a wrong night once, however many tests look at it."""
    played: dict[str, tuple[Ended, SmallWeb, Crawls]] = {}

    def play(wrong: Wrong) -> tuple[Ended, SmallWeb, Crawls]:
        if wrong.name not in played:
            crawls = new_crawls()
            with small_web(GOOD | {f"{SITE}{path}": answer for path, answer in wrong.routes.items()}) as web:
                played[wrong.name] = (crawls.run(web), web, crawls)
        return played[wrong.name]

    yield play


Play = Callable[[Wrong], tuple[Ended, SmallWeb, Crawls]]


def _wrong(name: str) -> Wrong:
    return next(wrong for wrong in WRONG if wrong.name == name)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_a_wrong_night_ends_with_its_verdict_and_a_record(ended: Play, wrong: Wrong) -> None:
    night, _, _ = ended(wrong)

    assert (wrong.exit_code, wrong.verdict) == (night.exit_code, night.record["verdict"])
    assert wrong.exit_code == night.record["exit_code"]
    assert wrong.said in night.record["reason"]


def test_the_page_that_shows_a_refusal_is_kept_as_evidence(ended: Play) -> None:
    night, _, crawls = ended(_wrong("a refusal"))

    kept = [found.page for found in archive.pages(crawls.archive, night.record["warc"])]

    assert f"{SITE}/feed" == night.record["evidence_url"]
    assert (403, b"no") in [(page.status, page.body) for page in kept if page.url == f"{SITE}/feed"]


def test_a_redirect_to_a_private_address_or_another_site_is_recorded_and_never_asked(ended: Play) -> None:
    night, web, _ = ended(_wrong("reports sent elsewhere"))

    kinds = sorted((failure["kind"], failure["url"]) for failure in night.record["failures"])
    assert [
        ("other_site", "http://elsewhere.example/x"),
        ("private_address", "http://10.0.0.7/admin"),
        ("private_address", "http://localhost:8080/"),
    ] == kinds
    assert [302, 302, 302] == [page["status"] for page in night.record["pages"] if page["role"] == "report"]
    assert [] == [line for line, _ in web.asked if not line.startswith(f"GET {SITE}/")]


def test_a_challenge_is_no_report_and_is_asked_for_again(ended: Play) -> None:
    night, _, crawls = ended(_wrong("reports behind a challenge"))

    assert "block" == night.page("/b")["kind"]
    assert {"outlet.example/moved"} == set(memory.recall(crawls.archive, "outlet").reports)


def test_nothing_more_is_asked_where_robots_forbid(ended: Play) -> None:
    _, web, _ = ended(_wrong("robots that forbid the feed"))

    assert [f"GET {SITE}/robots.txt HTTP/1.1"] == [line for line, _ in web.asked]


def test_an_empty_night_does_not_hide_what_is_listed_later(ended: Play) -> None:
    _, _, crawls = ended(_wrong("an empty feed"))

    with small_web(GOOD) as web:
        after = crawls.run(web, NEXT_DAY)

    assert "3 new, 0 changed of 3 listed" == after.record["reason"]


def test_a_bug_of_our_own_ends_with_70_and_a_record(new_crawls: MakeCrawls) -> None:
    crawls = new_crawls()
    with small_web(GOOD) as web:
        night = crawls.run(web, key="broken")

    assert (70, 70, "errors") == (night.exit_code, night.record["exit_code"], night.record["verdict"])
    assert "a shape with a mistake in it" in night.record["reason"]


def test_a_second_crawl_of_a_source_at_work_says_so_and_may_be_tried_again(
    new_crawls: MakeCrawls, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawls = new_crawls()
    monkeypatch.setitem(source.FOLDERS, "sample", crawls.folder / "sources")
    monkeypatch.setattr(crawl, "LOCK_WAIT_SECONDS", 0)
    lock = archive.lock_path(crawls.archive, "outlet")
    lock.parent.mkdir(parents=True)
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code = crawl.main(crawls.command("http://127.0.0.1:1")[4:])

    (record,) = archive.run_records(crawls.archive)
    assert (75, "unreachable", None) == (code, record["verdict"], record["warc"])
    assert "another crawl of this source is still running" in record["reason"]


def test_a_crawl_killed_midway_leaves_no_file_and_the_next_one_gets_everything(new_crawls: MakeCrawls) -> None:
    crawls = new_crawls()
    with small_web(GOOD, held=f"{SITE}/b") as web:
        running = subprocess.Popen(crawls.command(web.proxy), cwd=ROOT, stderr=subprocess.DEVNULL)
        assert web.is_holding.wait(30)
        running.kill()
        running.wait()
        left = crawls.files("*.*")
        web.held = None
        web.may_go.set()
        after = crawls.run(web)

    assert [] == left
    assert (0, 3) == (after.exit_code, after.record["figures"]["new"])
    assert [] == list(Path(crawls.archive).rglob(f"{archive.PART}*"))


# --- usage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["daily_nk", "--day", DAY, "--archive", "a"], "no source 'daily_nk' in the live web (near: daily_nk_"),
        (["daily_nk_en", "--day", "tonight", "--archive", "a"], "invalid fromisoformat value: 'tonight'"),
        (["yalu_post_en", "--day", DAY, "--archive", "a", "--web", "sample"], "needs --proxy"),
        (["host_example_com", "--day", DAY, "--archive", "a"], "has no listing"),
    ],
    ids=["an unknown source", "no date", "the sample web without its proxy", "packed pages"],
)
def test_wrong_usage_ends_with_64_and_says_what_to_do(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        crawl.main(arguments)

    assert 64 == stopped.value.code
    assert said in capsys.readouterr().err


def test_an_unknown_source_ends_the_process_with_64(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scrapers.crawl", "nobody", "--day", DAY, "--archive", str(tmp_path)]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert 64 == ended.returncode
    assert [] == list(tmp_path.iterdir())
