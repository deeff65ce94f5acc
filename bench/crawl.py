"""Crawl: pages/s of one crawl process of ours, archive and run record included, beside plain Scrapy, which keeps
nothing, and beside Scrapy that writes with warcio as it comes. Each is a child process; its imports are not counted.

    python -m bench.crawl ours|plain|warcio PROXY FOLDER      one measurement, as a child
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench import Row, is_short
from bench.pages import PAGE_BYTES
from bench.serve import SITE
from scrapers import archive, crawl, settings, source, spider

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2019, 12, 3)
AIM, AIM_PAGES_PER_SECOND = 0.45, 100
PAGES, ROUNDS = 600, 5
WAYS = ("plain", "ours", "warcio")

SOURCE = f"""
from scrapers.shapes import Feed
from scrapers.source import Source
SOURCE = Source("bench", "Bench", kind="outlet", languages=["en"], country="KR", home="{SITE}/",
                find=Feed("{SITE}/feed"), zone="Asia/Seoul", quiet_days=3)
"""


def row() -> Row:
    """Alternating runs; the median of the rounds' ratios, for both of a round had the same machine."""
    count, rounds = (5, 1) if is_short() else (PAGES, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as name, served(count) as proxy:
        for way in () if is_short() else WAYS:
            measured(way, proxy, Path(name) / f"{way} first")  # compiles what it imports; not counted
        found = [{way: measured(way, proxy, Path(name) / f"{way} {turn}") for way in WAYS} for turn in range(rounds)]
    return Row(
        name="crawl",
        against="plain Scrapy",
        ratio=median(_rate(one["ours"]) / _rate(one["plain"]) for one in found),
        aim=AIM,
        figures={
            **{f"{way}_pages_per_second": median(_rate(one[way]) for one in found) for way in WAYS},
            "warcio_ratio": median(_rate(one["warcio"]) / _rate(one["plain"]) for one in found),
            "archived_bytes_per_page": median(one["ours"]["bytes"] / one["ours"]["pages"] for one in found),
            "warcio_bytes_per_page": median(one["warcio"]["bytes"] / one["warcio"]["pages"] for one in found),
        },
        conditions=(
            f"{count} pages of {PAGE_BYTES // 1000} kB a run, {rounds} runs each in turn, one process each; all with "
            f"CONCURRENT_REQUESTS={settings.CONCURRENT_REQUESTS}, "
            f"CONCURRENT_REQUESTS_PER_DOMAIN={settings.CONCURRENT_REQUESTS_PER_DOMAIN}, no delay, no retry, "
            f"through one proxy on loopback; ours is to reach {AIM_PAGES_PER_SECOND} pages/s besides"
        ),
    )


def _rate(one: dict[str, float]) -> float:
    return one["pages"] / one["seconds"]


@contextmanager
def served(count: int) -> Iterator[str]:
    """The proxy that plays `count` reports, in a process of its own; gives its address."""
    command = [sys.executable, "-m", "bench.serve", str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin and server.stdout
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.stdin.close()


def measured(way: str, proxy: str, folder: Path) -> dict[str, float]:
    """`pages`, `seconds` and `bytes` in the archive of one run. Raises CalledProcessError."""
    folder.mkdir()
    command = [sys.executable, "-m", "bench.crawl", way, proxy, str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder.parent / "bytecode")
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


# --- the child -----------------------------------------------------------------------------------------------------


def ours(proxy: str, folder: Path) -> dict[str, float]:
    """A whole crawl as the night starts it, but with a budget for all pages."""
    (folder / "bench.py").write_text(SOURCE)
    source.FOLDERS["sample"] = folder
    spider.REPORTS_MAX["nightly"] = PAGES
    options = ["--day", DAY.isoformat(), "--archive", str(folder / "archive"), "--web", "sample", "--proxy", proxy]
    started = time.perf_counter()
    ended = crawl.main(["bench", *options])
    seconds = time.perf_counter() - started
    (record,) = archive.run_records(str(folder / "archive"))
    if ended != 0:
        raise RuntimeError(f"the crawl ended {ended}: {record['reason']}")
    size_bytes = (folder / "archive" / record["warc"]).stat().st_size
    return {"pages": record["figures"]["fetched"], "seconds": seconds, "bytes": size_bytes}


class Plain(Spider):
    """Asks for the feed and each report, and keeps nothing."""

    name = "plain"
    proxy: str
    tally: dict[str, float]
    writer: WARCWriter

    async def start(self) -> AsyncIterator[Request]:
        yield Request(f"{SITE}/feed", meta={"proxy": self.proxy})

    def parse(self, response: Response) -> Iterator[Request]:
        for url in response.xpath("//item/link/text()").getall():
            yield Request(url, callback=self.count, meta={"proxy": self.proxy})

    def count(self, response: Response) -> None:
        self.tally["pages"] += 1
        self.keep(response)

    def keep(self, response: Response) -> None:
        """What a spider that archives does here."""


class Warcio(Plain):
    """Writes each page as it comes, as warcio does by itself: gzip level 9, in line."""

    name = "warcio"

    def keep(self, response: Response) -> None:
        lines = [(name.decode(), value.decode()) for name, all_of_it in response.headers.items() for value in all_of_it]
        http = StatusAndHeaders(f"{response.status} OK", lines, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            response.url, "response", payload=BytesIO(response.body), length=len(response.body), http_headers=http
        )
        self.writer.write_record(record)


SAME = ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "COOKIES_ENABLED", "TELNETCONSOLE_ENABLED")


def bare(spider: type[Plain], proxy: str, folder: Path) -> dict[str, float]:
    """One of the spiders above, with our pace and as many requests at once."""
    tally: dict[str, float] = {"pages": 0}
    same = {name: getattr(settings, name) for name in SAME}
    with (folder / "pages.warc.gz").open("wb") as out:
        started = time.perf_counter()
        process = CrawlerProcess({**same, "DOWNLOAD_DELAY": 0, "RETRY_ENABLED": False, "LOG_LEVEL": "WARNING"})
        process.crawl(spider, proxy=proxy, tally=tally, writer=WARCWriter(out, gzip=True))
        process.start()
        return {**tally, "seconds": time.perf_counter() - started, "bytes": out.tell()}


CHILDREN: dict[str, Callable[[str, Path], dict[str, Any]]] = {
    "ours": ours,
    "plain": lambda proxy, folder: bare(Plain, proxy, folder),
    "warcio": lambda proxy, folder: bare(Warcio, proxy, folder),
}

if __name__ == "__main__":
    print(json.dumps(CHILDREN[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))))
