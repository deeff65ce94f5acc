"""What a crawl remembers: a fold over run records, old ones and new ones, and what it asks for because of it."""

from datetime import date
from typing import Any

import pytest

from scrapers.memory import Memory, due_again, is_taken_as_part, remember, why_fetch
from scrapers.record import history, last_good

FEED, REPORT = "http://outlet.example/feed", "http://outlet.example/a"
KEY = "outlet.example/a"
ITEM = {"url": REPORT, "url_key": KEY, "title": "Workers seen", "updated": "2019-12-02T01:00:00+00:00"}


def _page(url: str, role: str, key: str | None = None, **more: Any) -> dict[str, Any]:
    page = {"url": url, "url_key": key, "role": role, "why": "new", "status": 200, "kind": None, "payload_sha256": "p1"}
    place = {"etag": '"1"', "last_modified": None, "is_revisit": False, "offset": 7, "bytes": 1, "fetched_at": "t"}
    return page | place | more


def _old_record(day: str = "2019-12-03", **more: Any) -> dict[str, Any]:
    """A record as crawls wrote it before there were tasks, roads and parts."""
    return {
        "source": "outlet",
        "day": day,
        "run": f"{day.replace('-', '')}T180000Z-1",
        "warc": "w",
        "started_at": f"{day}T18:00:00+00:00",
        "verdict": "ok",
        "figures": {"listed": 1, "new": 1, "failed": 0, "off_topic": 2, "other_site": 0},
        "newest_item_at": "2019-12-02T01:00:00+00:00",
        "oldest_item_at": "2019-12-02T01:00:00+00:00",
        "gap": None,
        "listing": {"url": FEED, "failure": None},
        "listed": [ITEM],
        "pages": [_page(FEED, "listing"), _page(REPORT, "report", KEY)],
        "failures": [],
        "bugs": [],
    } | more


def _again(day: str, **more: Any) -> dict[str, Any]:
    page = _page(REPORT, "report", KEY, why="again", **more)
    return _old_record(day, task="recheck", listed=[], pages=[page], parts=[])


MEMORY = remember(Memory(), _old_record())


def test_an_old_record_still_reads() -> None:
    assert MEMORY.listing is not None
    assert (FEED, 3, [ITEM]) == tuple(MEMORY.listing[name] for name in ("url", "listed_all", "items"))
    assert {"If-None-Match": '"1"'} == MEMORY.listing_validators(FEED)
    assert ("2019-12-03", REPORT) == (MEMORY.reports[KEY]["first_day"], MEMORY.reports[KEY]["url"])


def test_a_listing_is_asked_for_whole_once_another_payload_came() -> None:
    empty = _old_record("2019-12-04", listed=[], pages=[_page(FEED, "listing", payload_sha256="p2")])

    memory = remember(MEMORY, empty)

    assert MEMORY.listing == memory.listing
    assert {} == memory.listing_validators(FEED)


def test_a_listing_of_several_pages_is_asked_for_whole() -> None:
    pages = [_page(FEED, "listing"), _page(f"{FEED}?page=2", "listing", road="find", place=1)]

    assert remember(Memory(), _old_record(pages=pages)).listing is None


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (ITEM, "young"),
        (ITEM | {"title": "Workers leave"}, "changed"),
        (ITEM | {"updated": "2019-12-03T01:00:00+00:00"}, "changed"),
        (ITEM | {"title": "Workers leave - Outlet", "road": "second"}, "young"),
        (ITEM | {"url_key": "outlet.example/b"}, "new"),
        (ITEM | {"part": "/0", "part_sha256": "h"}, "young"),
    ],
    ids=["as it was", "another title", "a later moment", "another road's title", "unknown", "now a part"],
)
def test_why_a_report_is_asked_for(item: dict[str, Any], why: str) -> None:
    assert why == why_fetch(MEMORY, item, date(2019, 12, 4))


def test_an_old_report_is_left_alone() -> None:
    assert why_fetch(MEMORY, ITEM, date(2019, 12, 20)) is None


def test_a_report_that_came_as_a_page_goes_on_as_a_page() -> None:
    part = {"part": "/0", "part_sha256": "h"}

    assert not is_taken_as_part(MEMORY, ITEM | part)
    assert is_taken_as_part(Memory(), ITEM | part)
    assert not is_taken_as_part(Memory(), ITEM)


# --- looking again ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_due"), [("2019-12-03", False), ("2019-12-04", True), ("2019-12-09", True), ("2020-01-03", False)]
)
def test_a_report_is_due_a_day_and_a_week_after_it_came(day: str, is_due: bool) -> None:
    assert is_due == bool(due_again(MEMORY, date.fromisoformat(day)))


def test_a_report_that_was_asked_again_is_due_in_a_week() -> None:
    memory = remember(MEMORY, _again("2019-12-04", is_revisit=True))

    found = [bool(due_again(memory, date(2019, 12, day))) for day in (4, 9, 10)]

    assert [False, False, True] == found


def test_one_that_is_gone_counts_as_asked_and_is_kept() -> None:
    memory = remember(MEMORY, _again("2019-12-04", status=404, kind="error"))

    assert [] == due_again(memory, date(2019, 12, 5))
    assert {**MEMORY.reports[KEY], "asked_day": "2019-12-04"} == memory.reports[KEY]


def test_what_changed_before_comes_first_then_what_is_young() -> None:
    reports = {
        f"outlet.example/{name}": {**MEMORY.reports[KEY], "first_day": first, "asked_day": first, "change_count": count}
        for name, first, count in (("old", "2019-12-01", 0), ("young", "2019-12-09", 0), ("changed", "2019-12-02", 2))
    }

    due = due_again(Memory(reports=reports), date(2019, 12, 10), budget=2)

    assert ["outlet.example/changed", "outlet.example/young"] == [report["url_key"] for report in due]


def test_another_payload_counts_as_a_change() -> None:
    memory = remember(MEMORY, _again("2019-12-04", payload_sha256="p9"))

    assert (1, "Workers seen") == (memory.reports[KEY]["change_count"], memory.reports[KEY]["title"])


# --- former nights ---------------------------------------------------------------------------------------------------


def test_only_nights_make_the_history() -> None:
    records = [_old_record("2019-12-01"), _again("2019-12-02"), _old_record("2019-12-02", task="nightly")]

    assert ["2019-12-02", "2019-12-01"] == [night["day"] for night in history(records, "2019-12-03")]


OPEN = {"from": "a", "to": "b", "is_mended": False}


@pytest.mark.parametrize(
    ("night", "day", "expected"),
    [
        ({}, "2019-12-03", "2019-12-03"),
        ({"verdict": "stale"}, "2019-12-04", "2019-12-01"),
        ({"verdict": "errors", "gap": OPEN}, "2019-12-03", "2019-12-01"),
        ({"verdict": "errors", "gap": OPEN}, "2019-12-04", "2019-12-03"),
        ({"verdict": "errors", "gap": ["a", "b"]}, "2019-12-04", "2019-12-01"),
        ({"task": "backfill"}, "2019-12-04", "2019-12-01"),
    ],
    ids=["good", "red", "a gap, the same day", "a gap, the day after", "an old record's gap", "going back"],
)
def test_the_last_good_night(night: dict[str, Any], day: str, expected: str) -> None:
    found = last_good([_old_record("2019-12-01"), _old_record("2019-12-03", **night)], day)

    assert found is not None and expected == found[0]
