"""Scan: pages/s of `archive.pages`, which proves each payload by its digest, beside bare FastWARC that decompresses the
same records of the same file and looks at nothing."""

import hashlib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from fastwarc import ArchiveIterator, WarcRecordType

from bench import Row, is_short
from bench.pages import PAGE_BYTES, pages
from bench.serve import SITE
from scrapers import archive
from scrapers.page import Page

FILE = "bench/2019-12-03/20191203T030000Z-1.warc.gz"
FETCHED_AT = datetime(2019, 12, 3, 3, tzinfo=UTC)
PAGES, ROUNDS = 300, 7


def row() -> Row:
    """Alternating scans of one file in this process; the median of the rounds' ratios."""
    count, rounds = (3, 1) if is_short() else (PAGES, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as name:
        root = Path(name)
        _archived(root, count)
        ways: dict[str, Callable[[Path], int]] = {"ours": _ours, "fastwarc": _fastwarc}
        found = [{way: _rate(read, root, count) for way, read in ways.items()} for _ in range(rounds)]
        size_bytes = (root / FILE).stat().st_size
    return Row(
        name="scan",
        against="bare FastWARC",
        ratio=median(one["ours"] / one["fastwarc"] for one in found),
        aim=None,
        figures={
            **{f"{way}_pages_per_second": median(one[way] for one in found) for way in ways},
            "ours_megabytes_per_second": median(one["ours"] for one in found) * size_bytes / count / 1e6,
        },
        conditions=f"one local file of {count} pages of {PAGE_BYTES // 1000} kB, {rounds} scans each in turn",
    )


def _archived(root: Path, count: int) -> None:
    (root / FILE).parent.mkdir(parents=True)
    part = root / "part"
    capture = archive.Capture(part, FILE, {"software": "bench"})
    request = [("Accept", "text/html"), ("Host", SITE.removeprefix("http://"))]
    for number, body in enumerate(pages(count)):
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        named = {key.lower(): value for key, value in headers}
        page = Page(f"{SITE}/r/{number}", 200, named, body, FETCHED_AT, hashlib.sha256(body).hexdigest())
        capture.store(archive.Exchange(f"GET /r/{number} HTTP/1.1", request, "HTTP/1.1", headers, page), None)
    capture.close()
    archive.publish(str(root), FILE, part)


def _rate(read: Callable[[Path], int], root: Path, count: int) -> float:
    started = time.perf_counter()
    found = read(root)
    seconds = time.perf_counter() - started
    if found != count:
        raise RuntimeError(f"{read.__name__} found {found} pages in a file of {count}")
    return count / seconds


def _ours(root: Path) -> int:
    return sum(1 for _ in archive.pages(str(root), FILE))


def _fastwarc(root: Path) -> int:
    with (root / FILE).open("rb") as stream:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response)
        return sum(1 for record in records if record.reader.read())
