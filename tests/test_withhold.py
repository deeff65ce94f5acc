"""Withholding: a report's words and bytes are gone, nothing brings them back, and nothing else is touched."""

import gzip
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from warcio.checker import Checker

from scrapers import archive
from scrapers.withheld import withhold as empty_record
from tests.archive_fixtures import article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, HOME, KEY, House, built
from warehouse.connect import connect, rows
from warehouse.content_hash import content_hash
from warehouse.verify import verify
from warehouse.withhold import NothingToWithhold, withhold

SECRET = "At least 80 North Korean workers were sent to Dandong in November, said Mr Example of the harbour."
KEPT = "At least 40 North Korean workers were sent to Hunchun in November, an official said."
REASON = "asked by the family in a letter"
ASKED = date(2019, 12, 20)
URL, OTHER = f"{HOME}/secret", f"{HOME}/other"


@pytest.fixture
def told(house: House) -> House:
    """A night with two reports in one file."""
    pages = [
        page(URL, article("Harbour crews", [SECRET, *prose("harbour")])),
        page(OTHER, article("Border crews", [KEPT, *prose("border")])),
    ]
    put(house.root, KEY, pages, day=DAY_1)
    house.interpret(DAY_1)
    return house


def asked(house: House) -> None:
    done = withhold(house.loader, str(house.root), "sample", URL, REASON, ASKED)
    assert (1, 0) == (done.payloads, done.shared)


def texts(house: House) -> str:
    """Everything that the warehouse holds, as text."""
    tables = rows(
        house.loader,
        """
        select format('%I.%I', table_schema, table_name) as name
        from information_schema.tables
        where table_schema in ('raw', 'core', 'ops')
            and table_type = 'BASE TABLE'
            and table_name <> 'schema_migration'
        """,
    )
    held = [rows(house.loader, f"select to_jsonb(held)::text as row from {table['name']} as held") for table in tables]  # noqa: S608
    shown = rows(house.loader, "select to_jsonb(shown)::text as row from mart.known_claim as shown")
    return "\n".join(row["row"] for found in [*held, shown] for row in found)


def quotes(house: House) -> set[str]:
    return {row["quote"] for row in rows(house.loader, "select quote from mart.known_claim")}


def archived(house: House) -> bytes:
    return b"".join(gzip.decompress(file.read_bytes()) for file in sorted(house.root.rglob("*.warc.gz")))


def test_the_words_are_gone_from_warehouse_and_archive(told: House) -> None:
    assert "Mr Example" in texts(told)
    assert b"Mr Example" in archived(told)

    asked(told)

    assert "Mr Example" not in texts(told)
    assert b"Mr Example" not in archived(told)
    assert b"an official said" in archived(told)


def test_hash_reason_and_day_are_left(told: House) -> None:
    asked(told)

    (left,) = rows(told.loader, "select payload_sha256, reason, known_from from core.withheld")
    (file,) = told.root.rglob("*.warc.gz")
    stored = archive.pages(str(told.root), str(file.relative_to(told.root)))
    (emptied,) = [one.page for one in stored if one.page.withheld]
    assert emptied.withheld is not None
    assert (REASON, ASKED) == (left["reason"], left["known_from"])
    assert (left["payload_sha256"], REASON, str(ASKED), b"") == (
        emptied.payload_sha256, emptied.withheld.reason, emptied.withheld.day, emptied.body,
    )  # fmt: skip


def test_other_records_of_the_file_stay_where_they_were(told: House) -> None:
    (file,) = told.root.rglob("*.warc.gz")
    name, size = str(file.relative_to(told.root)), file.stat().st_size
    before = {one.offset: one.page.url for one in archive.pages(str(told.root), name)}

    asked(told)

    assert size == file.stat().st_size
    assert before == {one.offset: one.page.url for one in archive.pages(str(told.root), name)}
    checker = Checker(type("Asked", (), {"inputs": [str(file)], "verbose": False})())
    checker.process_all()
    assert 0 == checker.exit_value


def test_verification_knows_it_and_names_bytes_that_are_still_there(told: House) -> None:
    (file,) = told.root.rglob("*.warc.gz")
    whole = file.read_bytes()
    asked(told)

    done = verify(told.loader, str(told.root), "sample")
    assert ([], 1) == (done.differences, done.withheld_count)

    file.write_bytes(whole)
    assert ["withheld, but still in the archive"] == [
        one.what for one in verify(told.loader, str(told.root), "sample").differences
    ]
    asked(told)
    assert verify(told.loader, str(told.root), "sample").is_ok


def test_no_replay_brings_it_back(told: House) -> None:
    asked(told)
    before = content_hash(told.loader)
    told.loader.rollback()

    told.interpret(DAY_1)

    assert "Mr Example" not in texts(told)
    assert before == content_hash(told.loader)


def test_a_new_version_of_it_is_not_read(told: House) -> None:
    asked(told)
    put(told.root, KEY, [page(URL, article("Harbour crews", [SECRET, "More.", *prose("harbour")]))], day=DAY_2)

    told.interpret(DAY_2)

    assert "Mr Example" not in texts(told)
    assert [{"reason": "withheld"}] == rows(told.loader, "select distinct reason from ops.reject")


def test_its_numbers_stay_and_its_quotes_are_marks_as_of_every_day(told: House) -> None:
    asked(told)

    now = quotes(told)
    rows(told.loader, "select mart.as_of(%s)", [DAY_1])
    then = quotes(told)

    assert now == then
    assert any(set(quote) == {"█"} for quote in now)
    assert any("40" in quote for quote in now)


def test_the_archive_alone_rebuilds_what_is_withheld(
    told: House, fresh_database: Callable[[], str], tmp_path: Path
) -> None:
    asked(told)
    kept = "select source_key, url_key, payload_sha256, reason, known_from from core.withheld"
    pages = "select payload_sha256, payload_bytes, content_type from raw.page order by 1"
    with pytest.MonkeyPatch.context() as patch, built(fresh_database(), tmp_path, patch) as rebuilt:
        rebuilt.interpret(DAY_1)

        assert "Mr Example" not in texts(rebuilt)
        assert rows(told.loader, kept) == rows(rebuilt.loader, kept)
        assert rows(told.loader, pages) == rows(rebuilt.loader, pages)


@pytest.mark.parametrize(("report", "reason"), [("nowhere", REASON), (URL, "because")], ids=["unknown", "no reason"])
def test_nothing_is_withheld_without_a_report_and_a_reason(told: House, report: str, reason: str) -> None:
    with pytest.raises(NothingToWithhold):
        withhold(told.loader, str(told.root), "sample", report, reason, ASKED)

    assert "Mr Example" in texts(told)


def test_a_record_that_is_emptied_already_stays_as_it_is(told: House) -> None:
    asked(told)
    (file,) = told.root.rglob("*.warc.gz")
    name, before = str(file.relative_to(told.root)), file.read_bytes()
    (offset,) = [one.offset for one in archive.pages(str(told.root), name) if one.page.withheld]

    assert not empty_record(str(told.root), name, offset, ASKED, "another reason")
    assert before == file.read_bytes()


def test_an_analyst_withholds_nothing(told: House) -> None:
    (database,) = rows(told.loader, "select current_database() as name")
    with closing(connect("p8_analyst", database["name"])) as analyst, pytest.raises(psycopg2.Error):
        withhold(analyst, str(told.root), "sample", URL, REASON, ASKED)
