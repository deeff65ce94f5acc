"""A small web on loopback and crawls of it, each in a process of its own, as the nightly run starts them."""

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scrapers import archive
from scrapers.shapes import Item, Listed, Part, Shape

ROOT = Path(__file__).parent.parent
DAY, NEXT_DAY = "2019-12-03", "2019-12-04"
SITE = "http://outlet.example"
HTML = {"Content-Type": "text/html"}

# A process can crawl only once. What differs of the settings can be given by code, never on the command line.
CHILD = """
import json, pathlib, sys
from scrapers import crawl, settings, source
source.FOLDERS["sample"], changes = pathlib.Path(sys.argv.pop(1)), json.loads(sys.argv.pop(1))
own = settings.crawl_settings
settings.crawl_settings = lambda *given: own(*given) | changes
sys.exit(crawl.main())
"""


# --- the web ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Asked = list[tuple[str, list[tuple[str, str]]]]


@dataclass
class SmallWeb:
    """A forward proxy that plays a few addresses, keeps what it was asked, and can hold an answer back. A list of
    answers is given one after the other, the last one for ever."""

    routes: dict[str, Answer | list[Answer]]
    asked: Asked = field(default_factory=list)
    held: str | None = None
    is_holding: threading.Event = field(default_factory=threading.Event)
    may_go: threading.Event = field(default_factory=threading.Event)
    proxy: str = ""

    def answer(self, url: str, headers: Mapping[str, str]) -> Answer:
        if url == self.held:
            self.is_holding.set()
            self.may_go.wait(20)
        found = self.routes.get(url, Answer(404, b"<title>Not found</title>", HTML))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        tag = found.headers.get("ETag")
        return Answer(304, b"", {"ETag": tag}) if tag and tag == headers.get("If-None-Match") else found

    @property
    def paths(self) -> list[str]:
        """What was asked of the outlet, in order, without robots.txt."""
        paths = [line.split()[1].removeprefix(SITE) for line, _ in self.asked]
        return [path for path in paths if path != "/robots.txt"]


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
            self.close_connection = True  # the crawl was killed, or had enough

    def log_message(self, format: str, *arguments: object) -> None:
        """What was asked is kept in `asked`."""


@contextmanager
def small_web(routes: Mapping[str, Answer | list[Answer]], held: str | None = None) -> Iterator[SmallWeb]:
    web = SmallWeb({url if "://" in url else f"{SITE}{url}": answer for url, answer in routes.items()}, held=held)
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


def feed(*items: tuple[str, str, str]) -> Answer:
    """An RSS feed of (path, title, date), content-coded."""
    entries = "".join(
        f"<item><title>{title}</title><link>{SITE}{path}</link><pubDate>{stated}</pubDate></item>"
        for path, title, stated in items
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>{entries}</channel></rss>'
    body = gzip.compress(text.encode(), mtime=0)
    return Answer(200, body, {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"})


def report(text: str, *, tag: str | None = None, is_coded: bool = False) -> Answer:
    """A report's page that says a sentence eight times."""
    body = f"<html><head><title>Report</title></head><body><p>{text * 8}</p></body></html>".encode()
    headers = {"Content-Type": "text/html; charset=utf-8"}
    if tag:
        headers["ETag"] = tag
    if is_coded:
        headers["Content-Encoding"] = "gzip"
    return Answer(200, gzip.compress(body, mtime=0) if is_coded else body, headers)


# --- a listing that says what a shape makes of it --------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A shape for tests: its page is the JSON that `told` writes. `range` is its address for days, with `{first}`."""

    url: str
    has_parts: bool = False
    range: str | None = None

    def between(self, first: date, last: date) -> Shape | None:
        return replace(self, url=self.range.format(first=first, last=last)) if self.range else None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        try:
            page = json.loads(content)
        except ValueError:
            return Listed()
        items = tuple(self._item(*row) for row in page["items"])
        leads = [replace(self, url=f"{SITE}{path}") for path in page["leads"]]
        older = replace(self, url=f"{SITE}{page['older']}") if page["older"] else None
        return Listed(items, leads, older, page["unread"])

    def _item(self, path: str, day: str | None, text: str | None = None) -> Item:
        published = datetime.fromisoformat(f"{day}T10:00:00+09:00") if day else None
        part = Part(path, text) if text and self.has_parts else None
        return Item(f"{SITE}{path}", f"Report {path}", day, published, published, part=part)


def told(*items: tuple[str | None, ...], leads: tuple[str, ...] = (), older: str = "", unread: int = 0) -> Answer:
    """A listing page for `Told`: items are (path, day or None), with a text for a part."""
    page = {"items": items, "leads": leads, "older": older, "unread": unread}
    return Answer(200, json.dumps(page).encode(), {"Content-Type": "application/json"})


def pages(*numbers: int) -> dict[str, Answer]:
    """Reports `/r<number>`."""
    return {f"/r{number}": report(f"Report number {number} tells of work abroad. ") for number in numbers}


# --- crawls ----------------------------------------------------------------------------------------------------------

HEAD = """
from scrapers.shapes import Feed
from scrapers.source import Canary, Source
from tests.crawl_of import Told
def told(path, **more):
    return Told("http://outlet.example" + path, **more)
SOURCE = Source("outlet", "Outlet", kind="outlet", languages=["en"], country="KR", home="http://outlet.example/",
                zone="Asia/Seoul", {declared})
"""


@dataclass
class Crawls:
    """A folder of sources and an archive whose path holds a space; runs crawls as the nightly run does."""

    folder: Path

    @property
    def archive(self) -> str:
        return str(self.folder / "an archive")

    @classmethod
    def of(cls, folder: Path, declared: str) -> "Crawls":
        """Crawls of one outlet, given what its declaration says of roads and bounds."""
        crawls = cls(folder)
        crawls.declare("outlet", HEAD.format(declared=declared))
        return crawls

    def declare(self, key: str, text: str) -> None:
        """Writes, or rewrites, a source's file."""
        (self.folder / "sources").mkdir(exist_ok=True)
        (self.folder / "sources" / f"{key}.py").write_text(text)

    def command(self, proxy: str, day: str = DAY, key: str = "outlet", *more: str, **changes: Any) -> list[str]:
        options = ["--day", day, "--archive", self.archive, "--web", "sample", "--proxy", proxy, *more]
        return [sys.executable, "-c", CHILD, str(self.folder / "sources"), json.dumps(changes), key, *options]

    def run(self, web: SmallWeb, day: str = DAY, key: str = "outlet", *more: str, **changes: Any) -> "Ended":
        """One crawl; `more` are options of the command, `changes` are settings."""
        command = self.command(web.proxy, day, key, *more, **changes)
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        records = archive.run_records(self.archive, source=key, day=day)
        return Ended(ended.returncode, records[-1] if records else {}, ended.stderr)

    def night(self, routes: Mapping[str, Answer | list[Answer]], day: str = DAY, *more: str) -> "Ended":
        """One crawl of a web of its own; the record's `asked` are the paths that it was asked for."""
        with small_web(routes) as web:
            ended = self.run(web, day, "outlet", *more)
        return replace(ended, asked=web.paths)

    def files(self, pattern: str) -> list[Path]:
        return sorted(path for path in Path(self.archive).rglob(pattern) if not path.name.startswith("."))


@dataclass(frozen=True)
class Ended:
    exit_code: int
    record: dict[str, Any]
    log: str
    asked: list[str] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, int]:
        figures: dict[str, int] = self.record["figures"]
        return figures

    def page(self, path: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = [page for page in self.record["pages"] if page["url"] == f"{SITE}{path}"]
        return found[-1]


# --- an outlet with a feed of three reports --------------------------------------------------------------------------

FEED_OUTLET = """
from scrapers.shapes import Feed
from scrapers.source import Source
class Broken(Feed):
    def read(self, *arguments):
        raise ZeroDivisionError("a shape with a mistake in it")
SOURCE = Source("{key}", "Outlet", kind="outlet", languages=["en"], country="KR", home="http://outlet.example/",
                find={shape}("http://outlet.example/feed"), zone="Asia/Seoul", quiet_days=3, min_items=2)
"""

FIRST = ("/a", "Workers seen in Dandong", "Mon, 02 Dec 2019 10:00:00 +0900")
SECOND = ("/b", "A factory in Hunchun waits", "Mon, 02 Dec 2019 09:00:00 +0900")
MOVED = ("/moved", "An agency moves", "Sun, 01 Dec 2019 09:00:00 +0900")
THIRD = ("/c", "Trains from Russia", "Wed, 04 Dec 2019 01:00:00 +0900")
GOOD = {
    f"{SITE}/robots.txt": Answer(200, b"User-agent: *\nDisallow: /closed\n", {"Content-Type": "text/plain"}),
    f"{SITE}/feed": feed(FIRST, SECOND, MOVED),
    f"{SITE}/a": report("Two hundred workers were seen. ", tag='"a1"', is_coded=True),
    f"{SITE}/b": report("The gate of the plant stays shut. "),
    f"{SITE}/moved": Answer(301, b"", {"Location": "/moved-here"}),
    f"{SITE}/moved-here": report("The agency has a new address. "),
}


def feed_crawls(folder: Path) -> Crawls:
    """Crawls of the outlet `outlet`, and of `broken`, whose shape has a mistake in it."""
    crawls = Crawls(folder)
    crawls.declare("outlet", FEED_OUTLET.format(key="outlet", shape="Feed"))
    crawls.declare("broken", FEED_OUTLET.format(key="broken", shape="Broken"))
    return crawls
