"""Versions and what changed between them, through the steps: what analysts see, and what makes no version."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from pipeline import clean, register, rereading, yields
from scrapers.page import Page
from tests.archive_fixtures import article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, DAY_3, HOME, KEY, House
from transforms.changes import Changes, changes
from transforms.clean import EXTRACTOR, extract
from warehouse import verify
from warehouse.connect import rows
from warehouse.content_hash import content_hash

LATER = date(2019, 12, 13)


def sent(number: str, extra: bytes = b"", note: str = "") -> Page:
    """A page that tells of workers sent to Hunchun."""
    told = [f"Some {number} North Korean workers were sent to Hunchun in October, an official said.", *prose("coats")]
    content = article("Workers sent to Hunchun", [*told, *([note] if note else [])])
    return page(f"{HOME}/sent", content.replace(b"</body>", extra + b"</body>"))


def night(house: House, day: date, *pages: Page) -> None:
    put(house.root, KEY, pages, day=day)
    assert None is house.interpret(day)


def cleaned(house: House, day: date, *pages: Page) -> None:
    """A night up to cleaning: no claim is proven from the archive."""
    put(house.root, KEY, pages, day=day)
    run = house.run(day)
    register.register(run)
    clean.clean(run)


def asked(house: House, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    found = [tuple(row.values()) for row in rows(house.loader, statement, values)]
    house.loader.rollback()
    return found


def versions(house: House) -> int:
    return len(asked(house, "select * from core.version"))


def numbers(house: House, day: date | None = None) -> list[int]:
    """The dispatches that an analyst sees, on a day."""
    rows(house.loader, "select mart.as_of(%s)", [day])
    found = rows(house.loader, "select value_min::int as n from mart.known_claim where value_min > 100")
    house.loader.rollback()
    return [row["n"] for row in found]


def upgraded(patch: pytest.MonkeyPatch, tail: str = "And more is read now than was.", name: str = "clean-next") -> None:
    """Another extractor version from here on, that reads a paragraph more."""

    def reader(*args: Any, **kwargs: Any) -> dict[str, Any]:
        reading = extract(*args, **kwargs)
        return {**reading, "text": f"{reading['text']}\n\n{tail}"} if tail else reading

    for module in (rereading, verify):
        patch.setattr(module, "EXTRACTOR", name)
    for module in (yields, verify):
        patch.setattr(module, "extract", reader)


def test_a_number_that_changed_is_told_with_both_sentences_and_from_that_day_on(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("3,000", note="Correction: an earlier version of this report said 2,000; it is 3,000."))

    asking = "select seen_day, before, after, unit, sentence, old_quote, new_quote from mart.changed_figures"
    told = asked(house, asking)
    line = "2,000 became 3,000 (North Korean workers); the outlet says that it is corrected, seen on 6 December 2019"
    before, after = (
        f"Some {number} North Korean workers were sent to Hunchun in October, an official said."
        for number in ("2,000", "3,000")
    )
    assert [(DAY_2, "2,000", "3,000", "North Korean workers", line, before, after)] == told
    rows(house.loader, "select mart.as_of(%s)", [DAY_1])
    assert [] == rows(house.loader, "select * from mart.changed_figures")
    house.loader.rollback()


def test_a_step_tells_what_became_of_the_claims_and_a_page_that_is_gone_keeps_them(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("3,000"))
    held = asked(house, "select claim_id from mart.known_claim where value_min = 3000")

    (step,) = asked(
        house,
        """
        select kind, seen_old, seen_new, old_version <> new_version, claims_added, claims_removed, claims_changed
        from mart.changes
        """,
    )
    assert (["number", "words"], DAY_1, DAY_2, True, [], [], [claim for (claim,) in held]) == step

    rows(
        house.loader,
        """
        insert into core.notice (notice_id, report_id, kind, status, first_day, last_day, known_from, opened_run)
        select 'gone', report_id, 'gone', 404, %s, %s, known_from, opened_run
        from core.report
        """,
        [DAY_3, DAY_3],
    )
    gone, *_ = rows(house.loader, "select kind, new_version, seen_new, sentence from mart.changes")
    assert ["page gone"] == gone["kind"] and gone["new_version"] is None and DAY_3 == gone["seen_new"]
    assert 1 == len(rows(house.loader, "select 1 as held from mart.known_claim where value_min = 3000"))
    house.loader.rollback()


def test_the_same_nights_again_tell_no_other_change(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("3,000"))
    before = content_hash(house.loader)
    house.loader.rollback()

    house.interpret(DAY_1)
    house.interpret(DAY_2)

    assert before == content_hash(house.loader)


def test_a_change_that_cannot_be_compared_is_a_reject_and_costs_nothing_else(house: House) -> None:
    def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
        tried.append(new["title"])
        if new["title"] == "Another report":
            raise ValueError("a text nobody thought of")
        return changes(old, new)

    tried: list[str] = []
    house.patch.setattr("pipeline.changes.changes", compared)
    house.patch.setattr("warehouse.store.changes.BATCH_CHANGES", 1)
    others = [page(f"{HOME}/other", article("Another report", prose(words))) for words in ("coats", "shoes")]
    night(house, DAY_1, sent("2,000"), others[0])
    night(house, DAY_2, sent("3,000"), others[1])

    assert 1 == house.counts["changes_not_compared"]
    assert [("2,000", "3,000")] == asked(house, "select before, after from mart.changed_figures")
    said = asked(house, "select stage, reason, raw_value from ops.reject where reason = 'change_not_compared'")
    assert [("clean", "change_not_compared")] == [row[:2] for row in said]
    assert said[0][2].endswith(" _said: ValueError in tests.test_versions.compared")
    night(house, DAY_3, sent("3,000"), others[1])
    assert ["Another report", "Workers sent to Hunchun"] == sorted(tried)


def test_another_advertisement_makes_no_version(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("2,000", b"<aside class=ad>Buy two coats</aside>"))

    assert 1 == versions(house)
    assert [] == asked(house, "select * from core.change")


def test_a_change_that_leads_to_a_held_version_is_not_shown(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("3,000"))
    assert 1 == len(asked(house, "select * from mart.changed_figures"))

    rows(
        house.loader,
        """
        insert into core.hold (version_id, source_key, day, task, reason, known_from, opened_run)
        select version_id, %s, %s, 'nightly', 'drift', known_from, opened_run
        from core.version
        where ordinal = 2
        """,
        [KEY, DAY_2],
    )
    assert [] == rows(house.loader, "select * from mart.changed_figures")
    house.loader.rollback()


@pytest.mark.parametrize("extra", [b"", b"<aside class=ad>Buy two coats</aside>"], ids=["same page", "another advert"])
def test_an_extractor_upgrade_makes_readings_and_no_versions(house: House, extra: bytes) -> None:
    night(house, DAY_1, sent("2,000"))
    upgraded(house.patch)

    night(house, DAY_2, sent("2,000", extra))

    assert 1 == versions(house)
    assert {(EXTRACTOR,), ("clean-next",)} == set(asked(house, "select extractor_version from core.reading"))
    assert [] == asked(house, "select * from core.change")


def test_a_change_after_an_extractor_upgrade_is_the_outlets_alone(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    upgraded(house.patch)

    night(house, DAY_2, sent("3,000"))

    (diff,) = [row[0] for row in asked(house, "select diff from mart.changed_figures")]
    assert "Some [-2,000-]{+3,000+} North Korean workers were sent to..." == diff


def test_an_old_file_that_is_damaged_costs_its_versions_only(house: House) -> None:
    night(house, DAY_1, sent("2,000"))
    file = next((house.root / KEY / str(DAY_1)).glob("*.warc.gz"))
    file.write_bytes(file.read_bytes()[:100])
    upgraded(house.patch)
    cleaned(house, DAY_2, sent("3,000"))

    assert 2 == versions(house)
    assert [(f"{HOME}/sent", "reread_damaged")] == asked(house, "select url, reason from ops.reject")


def test_a_version_that_reads_as_another_text_is_not_read_every_night(house: House) -> None:
    def reader(*args: Any, **kwargs: Any) -> dict[str, Any]:
        reading = extract(*args, **kwargs)
        read.append(reading["text"])
        return {**reading, "text": "Subscribe to our letter."} if "2,000" in reading["text"] else reading

    night(house, DAY_1, sent("2,000"))
    read: list[str] = []
    upgraded(house.patch)
    house.patch.setattr(yields, "extract", reader)
    cleaned(house, DAY_2, sent("3,000"))
    cleaned(house, DAY_3, sent("3,000"))

    assert 1 == sum("2,000" in text for text in read)
    said = asked(house, "select reason, raw_value from ops.reject")
    assert [("reread_unlike", "clean-next")] == [(reason, raw.partition(" ")[2]) for reason, raw in said]


@pytest.mark.parametrize("extra", [b"", b"<aside class=ad>Buy two coats</aside>"], ids=["same page", "another advert"])
def test_an_outlet_that_goes_back_to_its_text_has_two_versions_and_three_steps(house: House, extra: bytes) -> None:
    night(house, DAY_1, sent("2,000"))
    night(house, DAY_2, sent("3,000"))
    assert [3000] == numbers(house)

    night(house, DAY_3, sent("2,000", extra))

    assert 2 == versions(house)
    told = asked(house, "select seen_day, before, after from mart.changed_figures")
    assert [(DAY_3, "3,000", "2,000"), (DAY_2, "2,000", "3,000")] == told
    assert [2000] == numbers(house)
    assert ([2000], [3000]) == tuple(numbers(house, day) for day in (DAY_1, DAY_2))


def test_there_and_back_and_there_again_is_told_each_time_and_once(house: House) -> None:
    for day, number in zip((DAY_1, DAY_2, DAY_3, LATER), ("2,000", "3,000", "2,000", "3,000"), strict=True):
        night(house, day, sent(number))
    before = content_hash(house.loader)
    house.loader.rollback()
    told = asked(house, "select seen_day, after from mart.changed_figures")

    for day in (DAY_1, DAY_2, DAY_3, LATER):
        house.interpret(day)

    assert [(LATER, "3,000"), (DAY_3, "2,000"), (DAY_2, "3,000")] == told
    assert [3000] == numbers(house)
    assert before == content_hash(house.loader)
