"""The archive's files: written whole or not at all, read back byte for byte, packed from saved pages."""

import gzip
import hashlib
import io
import json
import random
import resource
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers import archive, page
from scrapers.archive import ArchiveBroken, Capture, Exchange, Original
from scrapers.page import Page, PageUnreadable
from tests import archive_kills

AT = datetime(2019, 12, 3, 3, 0, tzinfo=UTC)
RUN = "20191203T030000Z-1"


def a_page(body: bytes, status: int = 200, url: str = "http://outlet.example/a", **headers: str) -> Page:
    named = {"content-type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Page(url, status, named, body, AT, hashlib.sha256(body).hexdigest())


def exchange(stored: Page) -> Exchange:
    request = f"GET {stored.url} HTTP/1.1"
    return Exchange(request, [("Host", "outlet.example")], "HTTP/1.1", list(stored.headers.items()), stored)


def written(root: Path, *stored: Page, file: str = "outlet/2019-12-03/a.warc.gz") -> list[int]:
    """Stores pages in one file of the archive and returns the offset of each."""
    part = root / ".part-a"
    part.parent.mkdir(parents=True, exist_ok=True)
    capture = Capture(part, file, {"software": "paragraph8"})
    offsets = [capture.store(exchange(one), None)[0] for one in stored]
    capture.close()
    archive.publish(str(root), file, part)
    return offsets


bodies = st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(gzip.compress))


@given(found=st.lists(bodies, min_size=1, max_size=4))
def test_what_is_stored_is_read_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, found: list[bytes]
) -> None:
    root = tmp_path_factory.mktemp("archive with a space")
    stored = [a_page(body, url=f"http://outlet.example/{n}") for n, body in enumerate(found)]

    offsets = written(root, *stored)

    assert stored == [archive.read_page(str(root), "outlet/2019-12-03/a.warc.gz", offset) for offset in offsets]
    assert [(one, offset, False) for one, offset in zip(stored, offsets, strict=True)] == [
        (one.page, one.offset, one.is_revisit) for one in archive.pages(str(root), "outlet/2019-12-03/a.warc.gz")
    ]


def test_repeated_headers_are_joined_and_names_are_in_lower_case(tmp_path: Path) -> None:
    stored = a_page(b"x")
    part = tmp_path / "part"
    capture = Capture(part, "a.warc.gz", {"software": "paragraph8"})
    headers = [("Link", "<a>"), ("LINK", "<b>"), ("Content-Type", "text/html")]
    offset, _ = capture.store(Exchange("GET / HTTP/1.1", [], "HTTP/1.1", headers, stored), None)
    capture.close()
    archive.publish(str(tmp_path), "a.warc.gz", part)

    read = archive.read_page(str(tmp_path), "a.warc.gz", offset)

    assert {"link": "<a>, <b>", "content-type": "text/html"} == dict(read.headers)


def test_a_revisit_whose_original_is_gone_is_told_and_not_guessed(tmp_path: Path) -> None:
    stored = a_page(b"same")
    original = Original(stored.url, AT.isoformat(), stored.payload_sha256, "outlet/2019-12-02/gone.warc.gz", 300)
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})
    offset, is_revisit = capture.store(exchange(stored), original)
    capture.close()
    archive.publish(str(tmp_path), "a.warc.gz", tmp_path / "part")

    assert is_revisit
    with pytest.raises(ArchiveBroken, match=r"gone\.warc\.gz"):
        archive.read_page(str(tmp_path), "a.warc.gz", offset)


OUTSIDE = ["../outside.warc.gz", "/outside.warc.gz", "outlet/../../outside.warc.gz", "outside.warc.gz"]


@pytest.mark.parametrize("named", OUTSIDE)
def test_a_revisit_is_not_followed_out_of_the_archives_layout(tmp_path: Path, named: str) -> None:
    outside = a_page(b"secret")
    (offset,) = written(tmp_path, outside, file="outside.warc.gz")
    (tmp_path / "archive" / "outlet").mkdir(parents=True)
    written(tmp_path / "archive", outside, file="outside.warc.gz")
    named = str(tmp_path / named[1:]) if named.startswith("/") else named
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})
    original = Original(outside.url, AT.isoformat(), outside.payload_sha256, named, offset)
    place, _ = capture.store(exchange(a_page(b"", status=304)), original)
    capture.close()
    archive.publish(str(tmp_path / "archive"), "a.warc.gz", tmp_path / "part")

    (found,) = archive.pages(str(tmp_path / "archive"), "a.warc.gz")

    assert (b"", 304) == (found.page.body, found.page.status)
    assert b"" == archive.read_page(str(tmp_path / "archive"), "a.warc.gz", place).body


def test_an_offset_that_begins_no_response_is_told(tmp_path: Path) -> None:
    written(tmp_path, a_page(b"x"))

    with pytest.raises(ArchiveBroken, match="offset 0: no response record"):
        archive.read_page(str(tmp_path), "outlet/2019-12-03/a.warc.gz", 0)


def test_another_object_store_holds_the_same_files() -> None:
    root = "memory://bucket/a folder"
    filesystem = fsspec.filesystem("memory")

    archive.publish(root, f"outlet/2019-12-03/{RUN}.run.json", json.dumps({"run": RUN, "source": "outlet"}).encode())

    assert [{"run": RUN, "source": "outlet"}] == archive.run_records(root, source="outlet", day="2019-12-03")
    assert None is archive.read_bytes(root, "outlet/state.json")
    filesystem.rm("/bucket", recursive=True)


def test_run_records_come_in_the_order_of_their_runs(tmp_path: Path) -> None:
    runs = ["20191203T030000Z-10", "20191203T030000Z-9", "20191202T030000Z-1"]
    for run in runs:
        content = json.dumps({"run": run, "source": "outlet"}).encode()
        archive.publish(str(tmp_path), f"outlet/2019-12-03/{run}.run.json", content)
    (tmp_path / "outlet" / "2019-12-03" / ".part-1-x.run.json").write_text('{"half')

    assert runs[::-1] == [record["run"] for record in archive.run_records(str(tmp_path), source="outlet")]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_of_another_crawler_gives_its_pages_and_stumbles_over_nothing_else(tmp_path: Path) -> None:
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    with open(tmp_path / "foreign.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        named = writer.create_warc_record("dns:one.example", "response", payload=io.BytesIO(b"1.2.3.4"))
        page_record = writer.create_warc_record(
            "http://one.example/", "response", payload=io.BytesIO(b"<p>seen</p>"), http_headers=http
        )
        again = writer.create_revisit_record(
            "http://one.example/", "sha1:AAAA", "http://one.example/", "2019-12-03T00:00:00Z", http_headers=http
        )
        for record in (named, page_record, again):
            writer.write_record(record)

    found = [(one.page.url, one.page.body) for one in archive.pages(str(tmp_path), "foreign.warc.gz")]

    assert [("http://one.example/", b"<p>seen</p>"), ("http://one.example/", b"")] == found


def test_an_archive_in_a_folder_with_signs_of_a_pattern_is_found(tmp_path: Path) -> None:
    root = tmp_path / "arch[1]ve *"
    archive.publish(str(root), f"outlet/2019-12-03/{RUN}.run.json", json.dumps({"run": RUN, "source": "o"}).encode())

    assert [RUN] == [record["run"] for record in archive.run_records(str(root))]


# --- the writer's thread --------------------------------------------------------------------------------------------


def test_exchanges_may_be_stored_without_waiting_and_told_where_they_stand_at_the_end(tmp_path: Path) -> None:
    stored = [a_page(bytes([n]) * 50_000, url=f"http://outlet.example/{n}") for n in range(3 * archive.WAITING_MAX)]
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})

    tickets = [capture.store_later(exchange(one), None) for one in stored]
    index = capture.close() or b""

    archive.publish(str(tmp_path), "a.warc.gz", tmp_path / "part")
    assert [(place, False) for place in range(len(stored))] == tickets
    assert stored == [archive.read_page(str(tmp_path), "a.warc.gz", offset) for offset in capture.offsets]
    assert len(stored) == len(index.splitlines())


def test_a_revisit_is_known_before_it_is_written(tmp_path: Path) -> None:
    first, other, empty = a_page(b"same"), a_page(b"changed"), a_page(b"", status=304)
    original = Original(first.url, AT.isoformat(), first.payload_sha256, "outlet/2019-12-02/a.warc.gz", 300)
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})

    told = [capture.store_later(exchange(page), original)[1] for page in (first, other, empty)]

    capture.close()
    assert [True, False, True] == told


@contextmanager
def files_of_at_most(size_bytes: int) -> Iterator[None]:
    """A disk that is full after so many bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_to_who_stores_and_nothing_is_written_after_it(tmp_path: Path) -> None:
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})
    big = a_page(random.Random(1).randbytes(100_000))

    with files_of_at_most(150_000):
        first = capture.store(exchange(big), None)
        with pytest.raises(OSError, match="File too large"):
            capture.store(exchange(big), None)
    with pytest.raises(OSError, match="an earlier exchange cannot be written"):
        capture.store_later(exchange(a_page(b"x")), None)
    with pytest.raises(OSError, match="not written to its end"):
        capture.close()
    assert False is first[1]


def test_a_full_disk_that_nobody_waited_for_is_told_at_the_end(tmp_path: Path) -> None:
    capture = Capture(tmp_path / "part", "a.warc.gz", {"software": "paragraph8"})

    with files_of_at_most(50_000):
        capture.store_later(exchange(a_page(random.Random(1).randbytes(100_000))), None)
        with pytest.raises(OSError, match="not written to its end"):
            capture.close()
    with pytest.raises(OSError, match="File too large"):
        assert [] == capture.offsets


# --- who made a file -----------------------------------------------------------------------------------------------


def test_a_file_says_who_made_it(tmp_path: Path) -> None:
    part = tmp_path / "part"
    capture = Capture(part, "outlet/a.warc.gz", {"software": "paragraph8/9", "robots": "obey", "isPartOf": "a: night"})
    capture.close()
    archive.publish(str(tmp_path), "a.warc.gz", part)

    told = archive.about(str(tmp_path), "a.warc.gz")

    assert {
        "WARC-Filename": "a.warc.gz",
        "software": "paragraph8/9",
        "format": "WARC File Format 1.1",
        "robots": "obey",
        "isPartOf": "a: night",
    } == {name: value for name, value in told.items() if name != "WARC-Date"}
    assert "WARC-Date" in told


def test_bytes_that_changed_in_the_middle_of_a_file_are_told_with_its_name(tmp_path: Path) -> None:
    offset = written(tmp_path, a_page(random.Random(1).randbytes(5_000)), a_page(b"x"))[0]
    file = tmp_path / "outlet" / "2019-12-03" / "a.warc.gz"
    content = file.read_bytes()
    file.write_bytes(content[: offset + 900] + b"\xff" * 50 + content[offset + 950 :])

    with pytest.raises(ArchiveBroken, match=r"outlet/.*a\.warc\.gz"):
        list(archive.pages(str(tmp_path), "outlet/2019-12-03/a.warc.gz"))
    with pytest.raises(ArchiveBroken, match=r"outlet/2019-12-03/a\.warc\.gz: cannot be read"):
        archive.read_page(str(tmp_path), "outlet/2019-12-03/a.warc.gz", offset + 1)


def test_a_file_that_is_no_warc_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"<p>not at all</p>")

    with pytest.raises(ArchiveBroken, match=r"a\.warc: cannot be read \(Invalid WARC header\)"):
        archive.about(str(tmp_path), "a.warc")


SILENT = {
    "one that begins with a page": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n",
    "an empty one": b"",
}


@pytest.mark.parametrize("case", SILENT, ids=str)
def test_a_file_that_says_nothing_of_itself_is_not_guessed_at(tmp_path: Path, case: str) -> None:
    (tmp_path / "a.warc").write_bytes(SILENT[case])

    assert {} == archive.about(str(tmp_path), "a.warc")


# --- kills ---------------------------------------------------------------------------------------------------------


@pytest.mark.xdist_group("crawl")
def test_crawls_killed_at_five_moments_leave_whole_files_and_are_made_good_by_the_next() -> None:
    kills = archive_kills.play(5, seed=3)

    assert [True] * 5 == [archive_kills.is_good(kill) for kill in kills], archive_kills.summary(kills)


# --- pack ----------------------------------------------------------------------------------------------------------


def saved(folder: Path, *lines: dict[str, Any]) -> Path:
    folder.mkdir()
    (folder / "a.html").write_bytes("<p>한글</p>".encode("euc-kr"))
    (folder / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


LINE = {"file": "a.html", "url": "https://news.outlet.co.kr/a?id=1", "status": 200, "content_type": "text/html",
        "fetched_at": "2019-12-02T10:00:00+09:00"}


def test_saved_pages_are_packed_and_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = saved(tmp_path / "saved", LINE, LINE | {"url": "http://b.example/", "fetched_at": None})

    ended = archive.main(["pack", str(folder), str(tmp_path / "out.warc.gz"), "--fetched-at", "2019-12-03T00:00:00Z"])

    first, second = [found.page for found in archive.pages(str(tmp_path), "out.warc.gz")]
    assert (0, f"{tmp_path / 'out.warc.gz'}: 2 pages\n") == (ended, capsys.readouterr().out)
    assert (LINE["url"], (folder / "a.html").read_bytes(), 200) == (first.url, first.body, first.status)
    assert (datetime(2019, 12, 2, 1, tzinfo=UTC), datetime(2019, 12, 3, tzinfo=UTC)) == (
        first.fetched_at,
        second.fetched_at,
    )
    assert "host_outlet_co_kr" == archive.host_key(first.url)


def test_a_page_of_unknown_moment_stays_unknown(tmp_path: Path) -> None:
    folder = saved(tmp_path / "saved", LINE | {"fetched_at": None})

    archive.pack(folder, tmp_path / "out.warc.gz")

    assert [None] == [found.page.fetched_at for found in archive.pages(str(tmp_path), "out.warc.gz")]


WRONG_LINES = {
    "a file that is not there": (LINE | {"file": "b.html"}, "FileNotFoundError"),
    "a file outside of the folder": (LINE | {"file": "../x.html"}, "outside of the folder"),
    "no address": (LINE | {"url": "a.html"}, "is no address"),
    "no status": ({name: value for name, value in LINE.items() if name != "status"}, "'status'"),
    "a moment without zone": (LINE | {"fetched_at": "2019-12-02T10:00:00"}, "has no zone"),
    "no object": ([1], "TypeError"),
}


@pytest.mark.parametrize("case", WRONG_LINES, ids=str)
def test_a_wrong_line_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    line, said = WRONG_LINES[case]
    folder = saved(tmp_path / "saved", LINE, line)  # type: ignore[arg-type]

    ended = archive.main(["pack", str(folder), str(tmp_path / "out.warc.gz")])

    err = capsys.readouterr().err
    assert (1, True, True) == (ended, "index.jsonl, line 2" in err, said in err)
    assert ["saved"] == [path.name for path in tmp_path.iterdir()]


def test_a_folder_without_an_index_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == archive.main(["pack", str(tmp_path), str(tmp_path / "out.warc.gz")])
    assert "index.jsonl: no such file" in capsys.readouterr().err


# --- content codings -----------------------------------------------------------------------------------------------

TEXT = "보고 report ".encode() * 40


def _raw_deflate(content: bytes) -> bytes:
    coder = zlib.compressobj(wbits=-15)
    return coder.compress(content) + coder.flush()


CODINGS = {
    "none": ("", TEXT),
    "identity": ("identity", TEXT),
    "gzip": ("gzip", gzip.compress(TEXT)),
    "two members of gzip": ("gzip", gzip.compress(TEXT[:50]) + gzip.compress(TEXT[50:])),
    "gzip said of plain text": ("gzip", TEXT),
    "deflate with its wrapping": ("deflate", zlib.compress(TEXT)),
    "deflate without": ("deflate", _raw_deflate(TEXT)),
    "br": ("br", brotli.compress(TEXT)),
    "one after the other": ("deflate, GZIP", gzip.compress(zlib.compress(TEXT))),
}


@pytest.mark.parametrize("case", CODINGS, ids=str)
def test_a_body_comes_out_of_its_coding(case: str) -> None:
    coding, body = CODINGS[case]

    assert TEXT == a_page(body, content_encoding=coding).content()


DAMAGED = {
    "gzip cut short": ("gzip", gzip.compress(TEXT)[:-12]),
    "gzip damaged": ("gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 30),
    "deflate cut short": ("deflate", zlib.compress(TEXT)[:-6]),
    "br cut short": ("br", brotli.compress(TEXT)[:-3]),
    "br damaged": ("br", b"\xff\xff\xff\xff"),
    "a coding nobody knows": ("x-magic", TEXT),
    "a bomb": ("gzip", gzip.compress(b"\0" * (page.CONTENT_MAX_BYTES + 1), 9)),
    "a bomb of br": ("br", brotli.compress(b"\0" * (page.CONTENT_MAX_BYTES + 9), quality=1)),
}


@pytest.mark.parametrize("case", DAMAGED, ids=str)
def test_a_body_that_cannot_be_decoded_whole_is_unreadable(case: str) -> None:
    coding, body = DAMAGED[case]

    with pytest.raises(PageUnreadable, match=r"http://outlet\.example/a: "):
        a_page(body, content_encoding=coding).content()


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "br, gzip"]))
def test_any_bytes_are_read_or_unreadable(body: bytes, coding: str) -> None:
    try:
        assert isinstance(a_page(body, content_encoding=coding).content(), bytes)
    except PageUnreadable as told:
        assert "http://outlet.example/a" in str(told)


def test_runs_that_start_in_one_second_have_names_of_their_own_and_in_order() -> None:
    second = datetime(2019, 12, 3, 18, 0, 0, 5000, tzinfo=UTC)
    records: list[dict[str, str]] = []
    for day in ("2019-12-03", "2019-12-03", "2019-12-04", "2019-12-03"):
        records.append({"day": day, "run": archive.run_name(second, day, records)})

    assert [f"20191203T180000Z-{attempt}" for attempt in (1, 2, 3, 4)] == [record["run"] for record in records]
    assert "20191203T180001Z-4" == archive.run_name(second.replace(second=1), "2019-12-03", records)


def test_a_body_of_very_many_gzip_members_is_unreadable_and_costs_no_time() -> None:
    honest, endless = gzip.compress(b"a") * 3, gzip.compress(b"") * 100_000

    assert b"aaa" == _coded(honest).content()
    with pytest.raises(PageUnreadable, match="coded in more than 100 pieces"):
        _coded(endless).content()


def _coded(body: bytes) -> Page:
    payload = hashlib.sha256(body).hexdigest()
    return Page("http://outlet.example/a", 200, {"content-encoding": "gzip"}, body, None, payload)
