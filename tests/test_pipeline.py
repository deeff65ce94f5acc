"""Two nights of the sample web, step by step: they come out as a person wrote, and nothing changes them afterwards."""

import gzip
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from pipeline import check, collect, publish
from scrapers import archive
from tests import by_hand
from tests.sample_web.judge import judge
from tests.sample_web.nights import NIGHTS
from warehouse import connect, night, store
from warehouse.connect import Connection, rows
from warehouse.content_hash import content_hash
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("nights by hand")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, list[str]]]:
    """Nights 1 and 2, once; by number what made each red."""
    with by_hand.home(tmp_path_factory.mktemp("nights")):
        yield {number: by_hand.play(day)[1] for number, day in NIGHTS.items()}


@pytest.fixture
def loader(played: dict[int, list[str]]) -> Iterator[Connection]:
    with closing(connect.connect("p8_loader", "p8_sample")) as connection:
        yield connection


@pytest.fixture
def analyst(played: dict[int, list[str]]) -> Iterator[Connection]:
    with closing(connect.connect("p8_analyst", "p8_sample")) as connection:
        yield connection


@pytest.mark.parametrize("number", NIGHTS)
def test_a_night_comes_out_as_a_person_wrote_it(loader: Connection, number: int) -> None:
    judgement = judge(number, night.night_facts(loader, NIGHTS[number]))

    assert () == judgement.failures
    assert judgement.met > 0


def test_a_night_with_an_empty_feed_ends_red_and_names_the_source(played: dict[int, list[str]]) -> None:
    assert [] == played[1]
    assert len(played[2]) == 1
    assert "bukbang_news_ko: empty_listing" in played[2][0]


def test_the_same_nights_again_change_nothing_and_ask_nobody(loader: Connection) -> None:
    before = content_hash(loader)
    loader.rollback()
    files = sorted(Path(os.environ["P8_HOME"], "archive").rglob("*.warc.gz"))

    for day in NIGHTS.values():
        by_hand.play(day)

    assert before == content_hash(loader)
    again = sorted(Path(os.environ["P8_HOME"], "archive").rglob("*.warc.gz"))
    asked = {file.parent.parent.name for file in set(again) - set(files)}
    assert {"bukbang_news_ko"} >= asked


def test_every_claim_is_proven_from_the_archive(loader: Connection) -> None:
    done = verify(loader, str(Path(os.environ["P8_HOME"], "archive", "sample")), "sample")

    assert [] == done.differences
    assert done.claim_count > 0


def test_an_analyst_sees_the_night_but_not_the_texts(analyst: Connection) -> None:
    new = rows(analyst, "select * from mart.new_tonight")
    health = rows(analyst, "select distinct source_key from mart.source_health")

    assert new
    assert 8 == len(health)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(analyst, "select text from core.reading")


def test_a_changed_byte_in_the_archive_closes_the_gate(played: dict[int, list[str]]) -> None:
    run, _ = by_hand.play(NIGHTS[1])
    file = next(Path(run.archive, "yalu_post_en").rglob("*.warc.gz"))
    whole = file.read_bytes()
    file.write_bytes(_with_another_number(whole))
    try:
        with pytest.raises(check.GateClosed, match="claims_proven_from_archive"):
            check.check(run)
    finally:
        file.write_bytes(whole)


def _with_another_number(content: bytes) -> bytes:
    """The same records with one digit changed where pages are stored plainly, else with a cut-off end."""
    plain = gzip.decompress(content)
    changed = plain.replace(b"1,500", b"7,500")
    return gzip.compress(changed) if changed != plain else content[: len(content) // 2]


def test_a_source_that_nobody_asked_leaves_the_night_red(played: dict[int, list[str]]) -> None:
    run, _ = by_hand.play(NIGHTS[1])
    forgotten = type(run)(run.run_id, run.dag_id, run.day, run.web, (*run.sources, "yalu_post_fr"))

    with pytest.raises(publish.NightRed, match="yalu_post_fr: no verdict"):
        publish.conclude(forgotten, [])


def test_a_failed_step_leaves_the_night_red_by_name(played: dict[int, list[str]]) -> None:
    run, _ = by_hand.play(NIGHTS[1])

    with pytest.raises(publish.NightRed, match="step relate failed"):
        publish.conclude(run, ["relate"])


def test_a_crawl_without_a_run_record_is_our_own_bug(
    played: dict[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _ = by_hand.play(NIGHTS[1])
    later = type(run)("by hand later", run.dag_id, NIGHTS[2].replace(day=30), run.web, run.sources)
    monkeypatch.setattr(collect, "_crawl", lambda run, source: -9)

    with pytest.raises(collect.CrawlBroken, match="yalu_post_en: errors: the crawl ended with status -9"):
        collect.night(later, "yalu_post_en")


def test_no_secret_travels_into_a_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P8_DSN", "postgresql://somebody:secret@127.0.0.1/p8")

    assert not {name for name in collect.PASSED_ON if "DSN" in name or "PASSWORD" in name or "AIRFLOW" in name}


def test_run_records_and_rows_agree_on_what_came(loader: Connection) -> None:
    root = str(Path(os.environ["P8_HOME"], "archive", "sample"))
    recorded = {
        (record["source"], page["url"])
        for record in archive.run_records(root)
        for page in record["pages"]
        if page["status"] == 200
    }
    held = {
        (row["source_key"], row["url"])
        for row in rows(loader, "select source_key, url from raw.fetch where status = 200")
    }

    assert recorded == held
    assert store.published(loader) is not None
