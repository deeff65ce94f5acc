"""A drifted night's new versions are kept and hidden; they close nothing; a mended layout or a person frees them."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import psycopg2
import pytest

from pipeline import backfill, clean, register
from scrapers.page import Page
from tests import by_hand
from tests.archive_fixtures import article, page, put
from tests.steps_fixtures import DAY_1, DAY_2, DAY_3, HOME, KEY, House
from warehouse import store
from warehouse.connect import connect, rows
from warehouse.content_hash import content_hash
from warehouse.night import night_facts

LATER = date(2019, 12, 13)
RIGHT = "layouts=[Layout(date(2019, 1, 1), text='div.text')]"
MISREAD = "layouts=[Layout(date(2019, 1, 1), text='nav.menu')]"
MENU = (
    b"<nav class=menu><p>All of our news, sections of every kind and the archive of former years.</p>"
    b"<p>Contact, imprint, letters to the editor and what we do with what you tell us.</p></nav>"
)


def report(path: str, number: int, extra: bytes = b"") -> Page:
    """A page that tells of workers sent to a place, with the menu that every page has."""
    told = [
        f"Some {number} North Korean workers were sent to Hunchun in October, an official of the {path} office said.",
        f"They sew coats in the {path} plant beside the river, where a clerk of the {path} office counts them.",
        f"Nobody at the {path} plant would speak about their pay or about the way home of its {path} crew.",
    ]
    content = article(f"Workers sent to the {path} plant", told)
    return page(f"{HOME}/{path}", content.replace(b"<article>", MENU + b"<article>") + extra)


@pytest.fixture
def drifted(house: House) -> House:
    """A good night, and a redesigned one of which every page reads as the menu."""
    house.declare(RIGHT)
    put(house.root, KEY, [report("north", 120), report("south", 230)], day=DAY_1)
    assert None is house.interpret(DAY_1)
    house.declare(MISREAD)
    changed = [report("north", 125), report("south", 230, b"<!-- redesigned -->")]
    put(house.root, KEY, [*changed, report("east", 340), report("west", 450)], day=DAY_2)
    red = house.interpret(DAY_2)
    assert red is not None
    assert red.startswith(f"{KEY}: drift: ")
    return house


def shown(house: House) -> dict[str, list[int]]:
    """What an analyst sees: numbers by report."""
    found = rows(
        house.loader, "select url, value_min::int as number from mart.known_claim where value_min > 100 order by 1, 2"
    )
    numbers: dict[str, list[int]] = {}
    for row in found:
        numbers.setdefault(row["url"].removeprefix(f"{HOME}/"), []).append(row["number"])
    house.loader.rollback()
    return numbers


def held(house: House) -> set[tuple[str, int]]:
    found = rows(
        house.loader,
        """
        select report.url, version.ordinal
        from core.hold
        join core.version using (version_id)
        join core.report using (report_id)
        where hold.known_to is null
        """,
    )
    house.loader.rollback()
    return {(row["url"].removeprefix(f"{HOME}/"), row["ordinal"]) for row in found}


def test_what_a_drifted_night_brought_is_held_and_hidden_and_closes_nothing(drifted: House) -> None:
    assert {("north", 2), ("south", 2), ("east", 1), ("west", 1)} == held(drifted)
    assert {"north": [120], "south": [230]} == shown(drifted)
    (health,) = rows(drifted.loader, "select * from mart.source_health where day = %s", [DAY_2])
    assert ("drift", 0, 4) == (health["verdict"], health["new_versions"], health["held"])
    facts = night_facts(drifted.loader, DAY_2)
    assert sorted(f"{HOME}/{path}" for path in ("north", "south", "east", "west")) == facts["holds"]
    assert 4 == len(rows(drifted.loader, "select * from mart.held_version"))


def test_the_same_night_again_holds_the_same_and_changes_nothing(drifted: House) -> None:
    before = content_hash(drifted.loader)
    drifted.loader.rollback()
    drifted.interpret(DAY_2)

    assert before == content_hash(drifted.loader)


def test_a_mended_layout_releases_what_it_reads_otherwise(drifted: House) -> None:
    drifted.declare(RIGHT)

    assert None is drifted.interpret(DAY_2)
    # the south report never changed: its page did, and what was misread of it stays out of sight
    assert {("south", 2)} == held(drifted)
    assert {"north": [125], "south": [230], "east": [340], "west": [450]} == shown(drifted)
    released = rows(drifted.loader, "select distinct released_by from core.hold where known_to is not null")
    assert ["verdict"] == [row["released_by"] for row in released]
    changes = [(change["url"].removeprefix(f"{HOME}/"), change["new_ordinal"]) for change in
               night_facts(drifted.loader, DAY_2)["changes"]]  # fmt: skip
    assert ("north", 2) in changes


def test_after_release_what_was_known_on_the_drifted_day_is_still_told_as_it_was(drifted: House) -> None:
    put(drifted.root, KEY, [report("hill", 560)], day=DAY_3)
    drifted.declare(RIGHT)
    drifted.interpret(DAY_3)
    drifted.interpret(DAY_2)

    rows(drifted.loader, "select mart.as_of(%s)", [DAY_2])
    past = rows(drifted.loader, "select url, value_min::int from mart.known_claim where value_min > 100 order by url")
    assert [(f"{HOME}/north", 120), (f"{HOME}/south", 230)] == [tuple(row.values()) for row in past]
    assert 4 == len(rows(drifted.loader, "select * from mart.held_version"))
    rows(drifted.loader, "select mart.as_of(null)")
    assert {"north": [125], "south": [230], "east": [340], "west": [450], "hill": [560]} == shown(drifted)


def test_the_next_good_night_compares_with_what_was_good(drifted: House) -> None:
    drifted.declare(RIGHT)
    put(drifted.root, KEY, [report("north", 120, b"<!-- back -->"), report("east", 340)], day=DAY_3)

    assert None is drifted.interpret(DAY_3)
    # the north report reads as before the drift: no version, no change; the east one is read at last
    assert {"north": [120], "south": [230], "east": [340]} == shown(drifted)
    versions = rows(
        drifted.loader,
        "select max(ordinal) as newest from core.version join core.report using (report_id) where url = %s",
        [f"{HOME}/north"],
    )
    assert [{"newest": 2}] == versions


def test_a_person_releases_a_night_with_a_reason(drifted: House) -> None:
    release(drifted, note="looked at all four pages: they are as the outlet wrote them")
    assert 4 == len(held(drifted))  # the next run does it
    put(drifted.root, KEY, [report("hill", 560)], day=DAY_3)
    drifted.interpret(DAY_3)

    assert set() == held(drifted)
    (ending,) = rows(drifted.loader, "select distinct released_by, known_to from core.hold")
    assert ("review", DAY_3) == tuple(ending.values())
    # what a person lets through stays through, whatever the same night is judged again
    drifted.interpret(DAY_2)
    assert set() == held(drifted)


@pytest.mark.parametrize("field", [{"note": None}, {"note": "fine"}, {"source_key": None}, {"day": None}])
def test_a_release_without_a_reason_a_source_or_a_day_is_refused(drifted: House, field: dict[str, Any]) -> None:
    with pytest.raises(psycopg2.errors.CheckViolation, match="review_release_names_night_and_reason"):
        release(drifted, **{"note": "looked at all four pages", **field})


def release(house: House, **fields: Any) -> None:
    values = {"source_key": KEY, "day": DAY_2, **fields}
    database = house.loader.info.dbname
    reviewer = connect("p8_reviewer", database)
    try:
        with reviewer:
            rows(
                reviewer,
                """
                insert into ops.review (judgement, source_key, day, note)
                values ('release', %(source_key)s, %(day)s, %(note)s)
                """,
                values,
            )
    finally:
        reviewer.close()


UNREACHABLE = {
    "url": f"http://{KEY}.example/", "status": None, "kind": None, "is_not_modified": False,
    "failure": {"url": "u", "kind": "timeout", "detail": "no answer", "role": "listing", "url_key": None},
}  # fmt: skip


def test_a_night_that_did_not_answer_when_asked_again_releases_nothing(drifted: House) -> None:
    put(drifted.root, KEY, day=DAY_2, attempt=2, exit_code=75, verdict="unreachable", listing=UNREACHABLE)

    assert "unreachable" in str(drifted.interpret(DAY_2))
    assert {("north", 2), ("south", 2), ("east", 1), ("west", 1)} == held(drifted)


@pytest.mark.parametrize(("pages", "kept"), [
    ([("lake", 780, b""), ("moor", 890, b"")], {("lake", 1), ("moor", 1)}),
    ([("east", 340, b"<!-- an advertisement -->")], {("east", 2)}),
], ids=["new reports", "a held report again"])  # fmt: skip
@pytest.mark.parametrize("task", ["nightly", "recheck"])
def test_a_later_night_too_small_to_drift_is_held_too_while_nothing_was_mended(
    drifted: House, pages: list[tuple[str, int, bytes]], kept: set[tuple[str, int]], task: str
) -> None:
    before = held(drifted)
    put(drifted.root, KEY, [report(*one) for one in pages], day=DAY_3, task=task)
    drifted.interpret(DAY_3, task)

    assert kept == held(drifted) - before
    assert {"north": [120], "south": [230]} == shown(drifted)
    (night,) = store.source_runs(drifted.loader, DAY_3, task)
    assert f"new versions are held since the drift of {DAY_2}" in night["reason"]
    drifted.loader.rollback()
    # the same again holds the same; once mended, it is free
    drifted.interpret(DAY_3, task)
    assert kept == held(drifted) - before
    drifted.declare(RIGHT)
    drifted.interpret(DAY_3, task)
    assert {path for path, _ in kept} <= set(shown(drifted))


def test_a_good_night_with_enough_texts_ends_the_doubt(drifted: House) -> None:
    good = [report(name, number) for name, number in (("hill", 560), ("dale", 670), ("lake", 780))]
    drifted.declare(f"{RIGHT[:-1]}, Layout(date(2019, 1, 2), drop=('aside',))]")
    put(drifted.root, KEY, good, day=DAY_3)
    drifted.interpret(DAY_3)
    assert {"hill", "dale", "lake"} <= set(shown(drifted))
    drifted.declare(MISREAD)
    put(drifted.root, KEY, [report("moor", 890)], day=LATER)
    drifted.interpret(LATER)

    assert ("moor", 1) not in held(drifted)


def test_after_a_release_by_a_person_later_nights_are_not_held(drifted: House) -> None:
    release(drifted, note="looked at all four pages: they are as the outlet wrote them")
    put(drifted.root, KEY, [report("lake", 780), report("moor", 890)], day=DAY_3)
    drifted.interpret(DAY_3)

    assert set() == held(drifted)


def test_a_listing_that_drifted_and_is_well_again_leaves_no_doubt(house: House) -> None:
    put(house.root, KEY, [report("north", 120)], day=DAY_1, min_items=2, figures={"listed": 1, "listed_all": 1})
    assert "drift: listing " in str(house.interpret(DAY_1))
    put(house.root, KEY, [report("south", 230)], day=DAY_2)
    house.interpret(DAY_2)

    assert {("north", 1)} == held(house)
    assert {"south": [230]} == shown(house)


def test_what_comes_after_a_person_looked_is_held_again(drifted: House) -> None:
    release(drifted, note="looked at all four pages: they are as the outlet wrote them")
    came = [("hill", 560), ("dale", 670), ("lake", 780), ("moor", 890)]
    put(drifted.root, KEY, [report(*one) for one in came], day=DAY_2, attempt=2)
    drifted.interpret(DAY_2)
    assert {("hill", 1), ("dale", 1), ("lake", 1), ("moor", 1)} == held(drifted)

    drifted.interpret(DAY_2)
    assert {("hill", 1), ("dale", 1), ("lake", 1), ("moor", 1)} == held(drifted)


def test_a_release_frees_only_what_the_task_it_names_brought(drifted: House) -> None:
    release(drifted, note="looked at all four pages: they are as the outlet wrote them")
    came = [("hill", 560), ("dale", 670), ("lake", 780), ("moor", 890)]
    put(drifted.root, KEY, [report(*one) for one in came], day=DAY_2, attempt=2, task="recheck")
    drifted.interpret(DAY_2, "recheck")

    assert {("hill", 1), ("dale", 1), ("lake", 1), ("moor", 1)} == held(drifted)


@pytest.mark.parametrize("forged", ["reviewer", "reviewed_at"])
def test_who_judged_and_when_is_not_the_reviewers_to_say(house: House, forged: str) -> None:
    statement = f"insert into ops.review (judgement, claim_id, {forged}) values ('right', '0', '2001-01-01')"  # noqa: S608
    with (
        closing(connect("p8_reviewer", house.loader.info.dbname)) as reviewer,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        rows(reviewer, statement)


def test_a_report_that_is_the_listings_own_page_is_judged_with_its_night(house: House) -> None:
    house.declare(RIGHT)
    put(house.root, KEY, [report("north", 120), report("south", 230)], day=DAY_1)
    house.interpret(DAY_1)
    house.declare(MISREAD)
    section = report("news", 5)
    came = [("east", 340), ("west", 450), ("hill", 560), ("dale", 670)]
    put(house.root, KEY, [*(report(*one) for one in came), section], listings=[section], day=DAY_2)

    assert "drift" in str(house.interpret(DAY_2))
    (night,) = store.source_runs(house.loader, DAY_2)
    assert 5 == night["yields"]["pages"]


def test_files_of_others_leave_a_night_that_is_not_judged_yet_alone(house: House) -> None:
    house.declare(RIGHT)
    put(house.root, KEY, [report("north", 120), report("south", 230)], day=DAY_1)
    house.interpret(DAY_1)
    house.declare(MISREAD)
    put(house.root, KEY, [report("east", 340), report("west", 450), report("hill", 560)], day=DAY_2)
    night = house.run(DAY_2)
    register.register(night)
    # the same bytes at another address are a page of the file's, whoever stored them first
    given = [report("lake", 780), replace(report("east", 340), url=f"{HOME}/copy")]
    put(house.home / "given", KEY, given, day=DAY_1)
    (warc,) = (house.home / "given").rglob("*.warc.gz")
    files = backfill.plan("files", started=by_hand.STARTED, web="sample", day=str(DAY_2), warcs=[str(warc)])
    backfill.take_in(files, str(warc), None)

    assert 2 == clean.clean(files)["pages"]
    assert 3 == clean.clean(night)["new_versions"]
    assert {("east", 1), ("west", 1), ("hill", 1)} == held(house)


def test_a_claim_of_a_version_that_is_held_later_is_hidden_too(house: House) -> None:
    house.declare(RIGHT)
    put(house.root, KEY, [report("north", 120)], day=DAY_1)
    house.interpret(DAY_1)
    rows(
        house.loader,
        """
        insert into core.hold (version_id, source_key, day, task, reason, known_from, opened_run)
        select version_id, %s, %s, 'nightly', 'a test', %s, max(run_no)
        from core.version, ops.run
        group by version_id
        """,
        [KEY, DAY_1, DAY_1],
    )
    (run,) = rows(house.loader, "select max(run_no) as run_no from ops.run")
    store.publish(house.loader, run["run_no"], DAY_1)
    house.loader.commit()

    assert {} == shown(house)
