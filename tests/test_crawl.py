"""One source, one night, over real HTTP on loopback: what is stored, what is asked again, and how a night ends."""

import json
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastwarc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from scrapers import archive, crawl, memory
from tests.crawl_of import (
    DAY,
    FIRST,
    GOOD,
    MOVED,
    NEXT_DAY,
    ROOT,
    SECOND,
    SITE,
    THIRD,
    Crawls,
    Ended,
    feed,
    feed_crawls,
    report,
    small_web,
)

pytestmark = pytest.mark.xdist_group("crawl")

# --- three good nights ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nights:
    crawls: Crawls
    first: Ended
    again: Ended
    later: Ended
    asked_first: list[tuple[str, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """A first capture, the same night once more, and the next night with a changed and a new report."""
    crawls = feed_crawls(tmp_path_factory.mktemp("nights"))
    with small_web(GOOD) as web:
        first = crawls.run(web)
        asked = list(web.asked)
        again = crawls.run(web)
    changed = {f"{SITE}/a": report("Three hundred workers were seen. ", tag='"a2"', is_coded=True)}
    later_routes = GOOD | changed | {f"{SITE}/c": report("Forty men went home. ")}
    with small_web(later_routes | {f"{SITE}/feed": feed(THIRD, FIRST, SECOND, MOVED)}) as web:
        later = crawls.run(web, NEXT_DAY)
    return Nights(crawls, first, again, later, asked)


def test_a_first_night_is_ok_and_stores_eachreport(nights: Nights) -> None:
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
