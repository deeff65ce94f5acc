"""Looking again and going back: what a later crawl of the same day finds is registered, judged and shown for itself."""

import json
from datetime import date
from typing import Any

import pytest

from pipeline import backfill, clean, collect, plan, publish, register
from pipeline.run import Run
from scrapers import archive
from tests import by_hand
from tests.archive_fixtures import FETCHED_AT, article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, DAY_3, HOME, KEY, House
from warehouse import store
from warehouse.connect import rows
from warehouse.content_hash import content_hash
from warehouse.verify import verify

SENT = "Some 120 North Korean workers were sent to Hunchun in October, an official said."
WITHDRAWN = "This article has been withdrawn because its source could not be confirmed."


def url_key_of(about: str) -> str:
    return f"{KEY}.example/{about}"


def notices(house: House) -> list[tuple[Any, ...]]:
    found = rows(house.loader, "select kind, url, status, quote, first_day from mart.notices")
    house.loader.rollback()
    return [tuple(row.values()) for row in found]


@pytest.fixture
def first(house: House) -> House:
    """A night with two reports."""
    pages = [
        page(f"{HOME}/sent", article("Sent", [SENT, *prose("coats")])),
        page(f"{HOME}/rice", article("Rice", prose("rice"))),
    ]
    put(house.root, KEY, pages, day=DAY_1)
    house.interpret(DAY_1)
    return house


def look_again(house: House, day: date, *pages: Any, **changes: Any) -> str | None:
    gone = changes.pop("gone", [])
    put(house.root, KEY, pages, day=day, attempt=2, task="recheck", gone=gone, **changes)
    return house.interpret(day, "recheck")


GONE = {"url": f"{HOME}/rice", "url_key": url_key_of("rice"), "status": 404}


def test_a_page_that_is_gone_is_recorded_and_nothing_is_deleted(first: House) -> None:
    missing = page(f"{HOME}/rice", b"<h1>Not found</h1>", status=404)
    assert None is look_again(first, DAY_2, missing, gone=[GONE], figures={"gone": 1})

    assert [("gone", f"{HOME}/rice", 404, None, DAY_2)] == notices(first)
    assert 2 == len(rows(first.loader, "select * from core.current_reading"))
    assert [] == rows(first.loader, "select * from ops.reject")  # a fact, not a page that could not be read
    (report,) = rows(first.loader, "select last_seen_day from core.report where url = %s", [f"{HOME}/rice"])
    assert DAY_1 == report["last_seen_day"]


def test_gone_again_is_one_notice_and_a_page_that_answers_again_ends_it(first: House) -> None:
    look_again(first, DAY_2, gone=[GONE])
    look_again(first, DAY_3, gone=[GONE])
    assert [("gone", DAY_2)] == [(kind, day) for kind, *_, day in notices(first)]

    later = date(2019, 12, 13)
    look_again(first, later, page(f"{HOME}/rice", article("Rice", prose("rice"))))
    assert [] == notices(first)
    rows(first.loader, "select mart.as_of(%s)", [DAY_3])
    assert 1 == len(rows(first.loader, "select * from mart.notices"))
    first.loader.rollback()

    before = content_hash(first.loader)
    first.loader.rollback()
    first.interpret(DAY_3, "recheck")
    first.interpret(DAY_2, "recheck")
    assert before == content_hash(first.loader)


def test_a_report_nobody_has_is_not_gone(first: House) -> None:
    look_again(first, DAY_2, gone=[{**GONE, "url_key": url_key_of("never-read")}])

    assert [] == notices(first)


def test_a_withdrawal_is_a_new_version_that_says_so_and_flags_what_was_claimed(first: House) -> None:
    withdrawn = article("Sent", [WITHDRAWN, SENT, *prose("coats")])
    look_again(first, DAY_2, page(f"{HOME}/sent", withdrawn))

    assert [("withdrawn", f"{HOME}/sent", None, WITHDRAWN, DAY_2)] == notices(first)
    claims = rows(first.loader, "select version_ordinal, is_withdrawn from mart.known_claim")
    assert claims
    assert {(2, True)} == {tuple(claim.values()) for claim in claims}
    rows(first.loader, "select mart.as_of(%s)", [DAY_1])
    before = rows(first.loader, "select version_ordinal, is_withdrawn from mart.known_claim")
    assert {(1, False)} == {tuple(claim.values()) for claim in before}


def test_a_correction_note_is_recorded_with_its_words(first: House) -> None:
    note = "Correction: An earlier version gave the number of workers as 210."
    look_again(first, DAY_2, page(f"{HOME}/sent", article("Sent", [SENT, *prose("coats"), note])))

    assert [("corrected", f"{HOME}/sent", None, note, DAY_2)] == notices(first)
    claims = rows(first.loader, "select is_withdrawn from mart.known_claim")
    assert claims
    assert not any(claim["is_withdrawn"] for claim in claims)


def test_each_task_has_a_verdict_of_its_own_and_the_night_keeps_its_word(first: House) -> None:
    wall = b"<html><title>Just a moment...</title><h1>Checking your browser</h1></html>"
    walled = [page(f"{HOME}/{number}", wall) for number in range(5)]
    assert "blocked" in str(look_again(first, DAY_1, *walled))

    verdicts = {
        task: [row["verdict"] for row in store.source_runs(first.loader, DAY_1, task)]
        for task in ("nightly", "recheck")
    }
    assert {"nightly": ["ok"], "recheck": ["blocked"]} == verdicts
    assert [("ok",)] == [tuple(row.values()) for row in rows(first.loader, "select verdict from mart.source_health")]
    first.loader.rollback()
    publish.conclude(first.run(DAY_1), [])


def test_a_run_cleans_only_what_its_own_task_brought(first: House) -> None:
    look_again(first, DAY_1, page(f"{HOME}/coal", article("Coal", prose("coal"))))
    assert 1 == first.counts["pages"]

    first.interpret(DAY_1)
    assert 2 == first.counts["pages"]


# --- parts


def parts_night(house: House, day: date, *abouts: str, words: str = "", attempt: int = 1) -> None:
    items = [
        {"url": f"{HOME}/{about}", "title": f"About {about}", "date": "2019-12-02T12:00:00+09:00", "part": about,
         "html": "".join(f"<p>{line}</p>" for line in [f"{SENT}{words}", *prose(about)])}
        for about in abouts
    ]  # fmt: skip
    listing = page(f"{HOME}/feed.json", json.dumps(items).encode(), content_type="application/json")
    parts = [
        {"url": item["url"], "url_key": url_key_of(item["part"]), "part": item["part"], "road": "find", "why": "new",
         "page_url": listing.url, "payload_sha256": listing.payload_sha256, "title": item["title"]}
        for item in items
    ]  # fmt: skip
    put(house.root, KEY, listings=[listing], parts=parts, day=day, attempt=attempt,
        figures={"parts": len(parts), "new": len(parts), "fetched": len(parts)})  # fmt: skip


def test_a_part_is_a_version_and_its_claims_are_proven_through_the_listing(house: House) -> None:
    parts_night(house, DAY_1, "rice", "barley")
    assert None is house.interpret(DAY_1)

    versions = rows(
        house.loader, "select part, published_day, date_basis from core.version join core.reading using (version_id)"
    )
    assert [("barley", date(2019, 12, 2), "listing"), ("rice", date(2019, 12, 2), "listing")] == sorted(
        tuple(version.values()) for version in versions
    )
    done = verify(house.loader, str(house.root), "sample")
    assert [] == done.differences
    assert 2 == done.reading_count
    assert done.claim_count >= 2
    claim = rows(house.loader, "select claim_id from core.claim")[0]["claim_id"]
    proof = verify(house.loader, str(house.root), "sample", claim_id=claim).proof
    assert [line for line in proof if line.startswith("part ")]


def test_the_same_parts_in_another_listing_are_seen_again_and_a_changed_one_is_a_version(house: House) -> None:
    parts_night(house, DAY_1, "rice", "coal")
    house.interpret(DAY_1)
    parts_night(house, DAY_2, "rice", "coal", "fish")
    house.interpret(DAY_2)
    assert 3 == len(rows(house.loader, "select * from core.version"))
    house.loader.rollback()

    parts_night(house, DAY_3, "rice", words=" Another 30 came on Dec. 5.")
    house.interpret(DAY_3)
    changed = rows(house.loader, "select kind from core.change")
    assert [{"kind": "text"}] == changed
    assert [] == verify(house.loader, str(house.root), "sample").differences


def test_a_part_whose_shape_no_longer_finds_it_is_a_difference_by_name(house: House) -> None:
    parts_night(house, DAY_1, "rice")
    house.interpret(DAY_1)
    record = archive.run_records(str(house.root), source=KEY)[0]
    house.declare(fields="second=None")
    rows(house.loader, "update core.version set part = 'moved'")

    (difference,) = verify(house.loader, str(house.root), "sample").differences
    assert record["parts"][0]["part"] == "rice"
    assert "no part 'moved' on the road 'find'" in str(difference)


def test_a_part_of_a_page_that_its_record_lacks_reddens_its_source(house: House) -> None:
    parts_night(house, DAY_1, "rice")
    (file,) = house.root.glob(f"{KEY}/*/*.run.json")
    record = json.loads(file.read_text())
    record["parts"][0]["payload_sha256"] = "0" * 64
    file.write_text(json.dumps(record))
    run = house.run(DAY_1)
    register.register(run)
    clean.clean(run)

    (night,) = store.source_runs(house.loader, DAY_1)
    assert "errors" == night["verdict"]
    assert "the listing that holds http://yalu_post_en.example/rice is not among its pages" in night["reason"]


@pytest.mark.parametrize("damage", ["a page too few", "no pages", "a page without a status"])
def test_a_record_that_does_not_fit_its_file_reddens_its_source_and_stops_nobody(house: House, damage: str) -> None:
    pages = [page(f"{HOME}/{about}", article(about, prose(about))) for about in ("rice", "coal")]
    put(house.root, KEY, pages, day=DAY_1)
    (file,) = house.root.glob(f"{KEY}/*/*.run.json")
    record = json.loads(file.read_text())
    if damage == "a page too few":
        record["pages"].pop()
    elif damage == "no pages":
        del record["pages"]
    else:
        del record["pages"][0]["status"]
    file.write_text(json.dumps(record))

    run = house.run(DAY_1)

    assert {"records": 0, "pages": 0} == register.register(run)
    clean.clean(run)
    (night,) = store.source_runs(house.loader, DAY_1)
    assert ("errors", "archive: ") == (night["verdict"], night["reason"][:9])


def test_a_crawl_that_found_another_one_running_does_not_outvote_it(first: House) -> None:
    (good,) = archive.run_records(str(first.root), source=KEY)
    failure = {"url": "u", "kind": "busy", "detail": "another crawl of this source is still running"}
    busy = {
        **good, "run": "20191203T183000Z-2", "warc": None, "pages": [], "exit_code": 75, "verdict": "unreachable",
        "listing": {**good["listing"], "failure": failure}, "figures": dict.fromkeys(good["figures"], 0),
    }  # fmt: skip
    archive.publish(str(first.root), f"{KEY}/{DAY_1}/{busy['run']}.run.json", json.dumps(busy).encode())

    assert None is first.interpret(DAY_1)
    (night,) = store.source_runs(first.loader, DAY_1)
    assert ("ok", 2) == (night["verdict"], night["yields"]["texts"])


# --- what is asked of a crawl


@pytest.fixture
def asked(house: House, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of the crawls that were begun; each leaves a good record of its task."""
    commands: list[list[str]] = []

    def crawl(run: Run, source: str) -> int:
        commands.append(collect._task(run))
        put(
            house.root, source, day=run.day, attempt=len(commands) + 10, task=run.task,
            since=run.since and run.since.isoformat(), until=run.until and run.until.isoformat(),
            figures={"left": 7 if len(commands) == 1 else 0},
        )  # fmt: skip
        return 0

    monkeypatch.setattr(collect, "_crawl", crawl)
    return commands


def test_a_crawl_is_told_its_task_and_each_task_is_done_once_a_day(house: House, asked: list[list[str]]) -> None:
    for dag_id in ("nightly", "nightly", "recheck", "recheck"):
        assert "ok" == collect.night(house.run(DAY_1, dag_id), KEY)["verdict"]

    assert [["--task", "nightly"], ["--task", "recheck"]] == asked


def test_a_range_is_asked_until_nothing_is_left_and_another_range_for_itself(
    house: House, asked: list[list[str]]
) -> None:
    def back(since: str, until: str) -> None:
        name = f"back {since} {len(asked)}"
        run = backfill.plan(
            name, started=by_hand.STARTED, web="sample", day=str(DAY_1), since=since, until=until
        )
        assert (KEY,) == run.sources
        assert run == Run.from_plain(json.loads(json.dumps(run.plain())))
        collect.night(run, KEY)

    back("2019-11-01", "2019-11-30")  # leaves seven
    back("2019-11-01", "2019-11-30")
    back("2019-11-01", "2019-11-30")  # done
    back("2019-10-01", "2019-10-31")
    november = ["--task", "backfill", "--since", "2019-11-01", "--until", "2019-11-30"]
    assert [november, november, ["--task", "backfill", "--since", "2019-10-01", "--until", "2019-10-31"]] == asked


def test_a_day_that_has_passed_is_not_asked_again(house: House, asked: list[list[str]]) -> None:
    put(house.root, KEY, day=DAY_1, verdict="blocked", exit_code=65)
    put(house.root, KEY, day=DAY_2)

    assert "blocked" == collect.night(house.run(DAY_1), KEY)["verdict"]
    assert [] == asked


@pytest.mark.parametrize(
    ("asked_for", "error", "message"),
    [
        ({}, backfill.BackfillError, "one of the two"),
        ({"warcs": ["a"], "since": "2019-11-01", "until": "2019-11-30"}, backfill.BackfillError, "one of the two"),
        ({"since": "2019-11-01"}, plan.PlanError, "a range needs both"),
        ({"since": "2019-11-30", "until": "2019-11-01"}, plan.PlanError, "after until"),
        ({"day": "2020-01-02", "warcs": ["a"]}, plan.PlanError, "after today in Seoul, 2020-01-01"),
        ({"since": "November", "until": "2019-11-01"}, plan.PlanError, "write it as 2019-12-03"),
    ],
    ids=["nothing", "files and a range", "half a range", "turned round", "tomorrow", "no day"],
)  # fmt: skip
def test_what_a_backfill_cannot_do_is_said_before_it_begins(
    house: House, asked_for: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        backfill.plan("back", started=by_hand.STARTED, web="sample", **{"day": None, **asked_for})


def test_what_a_backfill_by_range_brings_is_known_from_its_own_day(first: House) -> None:
    old = page(f"{HOME}/old", article("Old", [SENT, *prose("looms")]))
    put(
        first.root, KEY, [old], day=DAY_2, attempt=3, task="backfill", since="2019-11-01", until="2019-11-30",
        figures={"left": 0},
    )  # fmt: skip
    assert None is first.interpret(DAY_2, "backfill")

    (report,) = rows(first.loader, "select known_from from core.report where url = %s", [f"{HOME}/old"])
    assert DAY_2 == report["known_from"]
    assert FETCHED_AT.date() < DAY_2
