"""The roads of a source over real HTTP: second road, leads, older pages, parts, and the days of a backfill."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scrapers import archive
from scrapers.roads import reaches_back
from scrapers.source import Canary, Source, SourceInvalid
from tests.crawl_of import HTML, SITE, Answer, Crawls, Told, pages, told

pytestmark = pytest.mark.xdist_group("crawl")

ROADS = 'find=told("/list"), second=told("/map"), min_items=2, quiet_days=9'
FIRST_NIGHT = {"/list": told(("/r1", "2019-12-02"), ("/r2", "2019-12-01")), **pages(1, 2, 3, 4, 5, 6)}


def _road(record: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((road for road in record["roads"] if road["road"] == name), None)


# --- second road -----------------------------------------------------------------------------------------------------


def test_a_good_first_road_is_the_only_one_asked(tmp_path: Path) -> None:
    night = Crawls.of(tmp_path, ROADS).night(FIRST_NIGHT)

    assert ["/list", "/r1", "/r2"] == night.asked
    assert ["find"] == [road["road"] for road in night.record["roads"]]
    assert (2, 2, 2) == tuple(night.figures[name] for name in ("listed", "listed_all", "dated"))


@pytest.mark.parametrize(
    ("first", "verdict"),
    [
        (Answer(500, b"oops", HTML), "unreachable"),
        (told(), "empty_listing"),
        (told(("/r1", "2019-12-02")), "drift"),
        (told(("/r1", "2019-11-02"), ("/r2", "2019-11-01")), "stale"),
    ],
    ids=["it failed", "it is empty", "it shows too little", "it is stale"],
)
def test_the_second_road_brings_the_reports_and_the_verdict_stays_the_first_ones(
    tmp_path: Path, first: Answer, verdict: str
) -> None:
    second = told(("/r2", "2019-12-02"), ("/r3", "2019-12-01"), ("/r4", "2019-12-01"))

    night = Crawls.of(tmp_path, ROADS).night(FIRST_NIGHT | {"/list": first, "/map": second})

    assert verdict == night.record["verdict"]
    assert {"/r2", "/r3", "/r4"} <= set(night.asked)
    assert 3 == night.figures["second_listed"]
    assert night.figures["new"] == len([path for path in night.asked if path.startswith("/r")])
    assert {"find", "second"} == {road["road"] for road in night.record["roads"]}


def test_a_second_road_that_fails_too_is_noted_beside_the_first(tmp_path: Path) -> None:
    night = Crawls.of(tmp_path, ROADS).night({"/list": Answer(500, b"oops", HTML)})

    assert "http_500" == night.record["listing"]["failure"]["kind"]
    second = _road(night.record, "second")
    assert second is not None and "http_404" == second["failure"]["kind"]
    assert [] == night.record["failures"]


def test_a_second_road_that_names_the_first_does_not_ask_it_again_and_says_so(tmp_path: Path) -> None:
    routes = FIRST_NIGHT | {"/list": Answer(403, b"no", HTML), "/map": told(leads=("/list",))}

    night = Crawls.of(tmp_path, ROADS).night(routes)

    assert ["/list", "/map"] == night.asked
    second = _road(night.record, "second")
    assert second is not None and ("same_road", 0) == (second["failure"]["kind"], second["listed"])
    assert ("blocked", True) == (night.record["verdict"], "names only the first road" in night.record["reason"])


def test_a_second_road_that_names_the_first_among_others_is_one(tmp_path: Path) -> None:
    routes = {"/list": Answer(403, b"no", HTML), "/map": told(leads=("/list", "/other")), **pages(1)}

    night = Crawls.of(tmp_path, ROADS).night(routes | {"/other": told(("/r1", "2019-12-02"))})

    assert ["/list", "/map", "/other", "/r1"] == night.asked
    second = _road(night.record, "second")
    assert second is not None and (None, 1) == (second["failure"], second["listed"])


# --- gaps ------------------------------------------------------------------------------------------------------------

SHORT_WINDOW = {"/list": told(("/r5", "2019-12-05"), ("/r6", "2019-12-05"))}


@pytest.mark.parametrize(
    ("second", "is_mended", "verdict"),
    [
        (told(("/r5", "2019-12-05"), ("/r4", "2019-12-04"), ("/r3", "2019-12-03"), ("/r1", "2019-12-02")), True, "ok"),
        (told(("/r5", "2019-12-05"), ("/r4", "2019-12-04")), False, "errors"),
    ],
    ids=["reaches back", "does not reach back"],
)
def test_a_gap_is_mended_if_the_second_road_reaches_back(
    tmp_path: Path, second: Answer, is_mended: bool, verdict: str
) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    crawls.night(FIRST_NIGHT)

    night = crawls.night(FIRST_NIGHT | SHORT_WINDOW | {"/map": second}, "2019-12-06")

    span = {"from": "2019-12-02T01:00:00+00:00", "to": "2019-12-05T01:00:00+00:00"}
    assert {**span, "is_mended": is_mended} == night.record["gap"]
    assert verdict == night.record["verdict"]
    assert "/r4" in night.asked


def test_a_gap_is_said_again_by_every_run_of_its_day_and_no_more_the_day_after(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), min_items=2, quiet_days=9')
    crawls.night(FIRST_NIGHT)

    nights = [crawls.night(FIRST_NIGHT | SHORT_WINDOW, day) for day in ("2019-12-06", "2019-12-06", "2019-12-07")]

    assert ["errors", "errors"] == [night.record["verdict"] for night in nights[:2]]
    assert [True, True, False] == [night.record["gap"] is not None for night in nights]


def test_a_backfill_of_its_days_mends_a_gap(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), back=told("/old"), min_items=2, quiet_days=9')
    crawls.night(FIRST_NIGHT)
    assert "errors" == crawls.night(FIRST_NIGHT | SHORT_WINDOW, "2019-12-06").record["verdict"]
    old = {"/old": told(("/r4", "2019-12-04"), ("/r3", "2019-12-03"), ("/r2", "2019-12-01"))}

    back = crawls.night(
        FIRST_NIGHT | old, "2019-12-06", "--task", "backfill", "--since", "2019-12-02", "--until", "2019-12-05"
    )
    after = crawls.night(FIRST_NIGHT | SHORT_WINDOW, "2019-12-06")

    assert ["/old", "/r4", "/r3"] == back.asked
    assert after.record["gap"]["is_mended"]
    assert 0 == after.exit_code


def test_a_window_that_still_lists_a_known_report_leaves_no_gap(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    crawls.night(FIRST_NIGHT)

    night = crawls.night(FIRST_NIGHT | {"/list": told(("/r5", "2019-12-05"), ("/r1", "2019-12-05"))}, "2019-12-06")

    assert night.record["gap"] is None


PINNED = ("/r1", "2018-01-01")


def test_one_old_item_that_is_always_listed_hides_no_gap(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    crawls.night(FIRST_NIGHT | {"/list": told(("/r2", "2019-12-02"), ("/r3", "2019-12-01"), PINNED)})
    window = {"/list": told(("/r5", "2019-12-06"), ("/r6", "2019-12-05"), PINNED)}

    nights = [crawls.night(FIRST_NIGHT | window | {"/map": told(PINNED)}, "2019-12-06") for _ in range(2)]

    span = {"from": "2019-12-02T01:00:00+00:00", "to": "2019-12-05T01:00:00+00:00"}
    assert [{**span, "is_mended": False}] * 2 == [night.record["gap"] for night in nights]
    assert ["errors"] * 2 == [night.record["verdict"] for night in nights]


def test_one_old_item_that_is_always_listed_keeps_no_older_page_from_being_read(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), min_items=1, quiet_days=9')
    crawls.night(FIRST_NIGHT | {"/list": told(("/r2", "2019-12-02"), PINNED)})
    first = told(("/r6", "2019-12-05"), ("/r5", "2019-12-05"), PINNED, older="/page/2")
    second = told(("/r4", "2019-12-03"), ("/r2", "2019-12-02"), older="/page/3")

    night = crawls.night(FIRST_NIGHT | {"/list": first, "/page/2": second}, "2019-12-06")

    assert ["/list", "/page/2"] == night.asked[:2]
    assert ("/page/3" in night.asked, night.record["gap"]) == (False, None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], False),
        (["2019-12-05"], False),
        (["2019-12-05", "2019-12-02"], True),
        (["2019-12-05", "2019-12-04", "2019-12-03", "2019-11-30"], True),
        (["2019-12-05", "2019-12-04", "2018-01-01"], False),
        (["2019-12-05", "2019-10-01", "2019-09-01"], True),
        (["2019-10-01"], True),
    ],
    ids=["undated", "new", "the newest again", "one just before it", "pinned", "a slow source's", "nothing new"],
)
def test_a_window_reaches_back_by_its_items_but_a_few_very_old_ones(days: list[str], expected: bool) -> None:
    moments = [f"{day}T01:00:00+00:00" for day in days]

    assert expected == reaches_back(moments, "2019-12-02T01:00:00+00:00")


# --- leads and older pages -------------------------------------------------------------------------------------------


def test_leads_are_read_in_the_place_of_the_page_that_names_them(tmp_path: Path) -> None:
    routes = FIRST_NIGHT | {
        "/list": told(leads=("/a", "/b", "/gone")),
        "/a": told(("/r1", "2019-12-02")),
        "/b": told(leads=("/deeper",)),
        "/deeper": told(("/r2", "2019-12-01"), leads=("/too-deep",)),
    }

    night = Crawls.of(tmp_path, ROADS).night(routes)

    assert ["/list", "/a", "/b", "/deeper", "/gone", "/r1", "/r2"] == night.asked
    assert "ok" == night.record["verdict"]
    found = _road(night.record, "find")
    assert found is not None and (5, "http_404") == (found["pages"], found["failure"]["kind"])


def test_a_lead_to_another_site_is_not_followed(tmp_path: Path) -> None:
    shape = 'find=told("/list"), second=told("/map"), min_items=1'
    away = told(("/r1", "2019-12-02"))
    routes = {"/list": told(older="/x"), "/map": away, **pages(1)}

    night = Crawls.of(tmp_path, shape.replace("/list", ".elsewhere.example/list")).night(routes)

    assert "/x" not in night.asked


def test_older_pages_are_read_while_all_of_a_page_is_newer_than_the_last_good_night(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), min_items=1, quiet_days=9')
    crawls.night(FIRST_NIGHT | {"/list": told(("/r1", "2019-12-02"), older="/never")})
    routes = FIRST_NIGHT | {
        "/list": told(("/r6", "2019-12-05"), older="/page/2"),
        "/page/2": told(("/r5", "2019-12-04"), ("/r4", "2019-12-03"), older="/page/3"),
        "/page/3": told(("/r3", "2019-12-03"), ("/r1", "2019-12-02"), older="/page/4"),
    }

    night = crawls.night(routes, "2019-12-06")

    assert ["/list", "/page/2", "/page/3"] == night.asked[:3]
    assert {"/r6", "/r5", "/r4", "/r3", "/r1"} == set(night.asked[3:])
    assert (None, "ok") == (night.record["gap"], night.record["verdict"])


def test_a_second_page_that_is_the_first_ends_the_walk_without_an_error(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), min_items=1, quiet_days=9')
    crawls.night(FIRST_NIGHT)
    page = told(("/r1", "2019-12-05"), ("/r5", "2019-12-05"), older="/list?page=2")

    night = crawls.night(FIRST_NIGHT | {"/list": page, "/list?page=2": page}, "2019-12-06")

    assert ["/list", "/list?page=2"] == night.asked[:2]
    found = _road(night.record, "find")
    assert found is not None and found["is_repeated"] and found["failure"] is None
    assert 2 == night.figures["listed"]


# --- parts -----------------------------------------------------------------------------------------------------------

PARTS = 'find=told("/api", has_parts=True), min_items=1, quiet_days=9'
TEXTS = {"/api": told(("/r1", "2019-12-02", "<p>Forty men went home.</p>"), ("/r2", "2019-12-01", "<p>Six came.</p>"))}


def test_a_listing_that_carries_the_reports_is_the_only_page_asked(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, PARTS)

    night = crawls.night(TEXTS)

    assert ["/api"] == night.asked
    assert (2, 2, 0) == tuple(night.figures[name] for name in ("parts", "new", "fetched"))
    part, page = night.record["parts"][0], night.page("/api")
    assert (f"{SITE}/r1", "/r1", "new", "find") == tuple(part[name] for name in ("url", "part", "why", "road"))
    assert (page["url"], page["payload_sha256"]) == (part["page_url"], part["payload_sha256"])
    assert b"Forty men" in archive.read_page(crawls.archive, night.record["warc"], page["offset"]).content()


def test_a_part_is_changed_if_its_text_is_and_left_alone_otherwise(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, PARTS)
    crawls.night(TEXTS)
    fifty = ("/r1", "2019-12-02", "<p>Fifty men went home.</p>")
    again = {"/api": told(fifty, ("/r2", "2019-12-01", "<p>Six came.</p>"))}

    night = crawls.night(again, "2019-12-04")

    assert [("/r1", "changed")] == [(part["part"], part["why"]) for part in night.record["parts"]]
    assert (0, 1) == (night.figures["new"], night.figures["changed"])


def test_parts_of_a_listing_that_answers_304_are_remembered(tmp_path: Path) -> None:
    tagged = {"/api": Answer(200, TEXTS["/api"].body, {"ETag": '"1"'})}
    crawls = Crawls.of(tmp_path, PARTS)
    crawls.night(tagged)

    night = crawls.night(tagged, "2019-12-04")

    assert (304, []) == (night.page("/api")["status"], night.record["parts"])
    assert (2, 2) == (night.figures["listed"], night.figures["listed_all"])
    assert "not_modified" == night.record["verdict"]


def test_the_pages_of_a_second_road_are_fetched_where_the_first_has_no_parts(tmp_path: Path) -> None:
    declared = 'find=told("/list"), second=told("/api", has_parts=True), min_items=1, quiet_days=9'

    night = Crawls.of(tmp_path, declared).night(TEXTS | pages(1, 2))

    assert ["/list", "/api", "/r1", "/r2"] == night.asked
    assert [] == night.record["parts"]


def test_a_report_known_as_a_part_is_not_fetched_from_a_road_of_pages(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, PARTS.replace("min_items", 'second=told("/map"), min_items'))
    crawls.night(TEXTS)

    night = crawls.night({"/map": told(("/r1", "2019-12-02"), ("/r3", "2019-12-03")), **pages(1, 3)}, "2019-12-04")

    assert ["/api", "/map", "/r3"] == night.asked


def test_a_document_is_kept_as_a_page(tmp_path: Path) -> None:
    document = Answer(200, b"%PDF-1.4\nNot Found", {"Content-Type": "application/pdf"})

    night = Crawls.of(tmp_path, ROADS).night(FIRST_NIGHT | {"/r1": document})

    assert (None, 2) == (night.page("/r1")["kind"], night.figures["fetched"])


# --- the budget ------------------------------------------------------------------------------------------------------


def test_the_newest_reports_are_asked_for_first_and_the_rest_is_left(tmp_path: Path) -> None:
    many = told(*((f"/r{number}", f"2019-11-{number % 28 + 1:02}") for number in range(200)), unread=9_000)

    night = Crawls.of(tmp_path, 'find=told("/list"), quiet_days=99').night({"/list": many, **pages(*range(200))})

    dates = [item["published"] for item in night.record["listed"] if item["url"] in _reports(night.record)]
    assert 50 == night.figures["left"]
    assert 150 == len(_reports(night.record))
    assert min(dates) >= sorted((item["published"] for item in night.record["listed"]), reverse=True)[149]
    assert 9_000 == night.figures["unread"]


def _reports(record: dict[str, Any]) -> set[str]:
    return {page["url"] for page in record["pages"] if page["role"] == "report"}


# --- what a source may declare of its roads --------------------------------------------------------------------------

LIST = Told(f"{SITE}/list")
DECLARED = Source("outlet", "Outlet", kind="outlet", languages=["en"], country="KR", home=SITE, find=LIST)


@pytest.mark.parametrize(
    ("name", "value"),
    [("second", LIST), ("second", Told("/map")), ("back", Told("old")), ("canary", Canary("/r6"))],
    ids=["the first road again", "no address", "no address to go back to", "a canary without a site"],
)
def test_a_road_that_leads_nowhere_is_refused(name: str, value: Any) -> None:
    with pytest.raises(SourceInvalid, match=f"source 'outlet': {name} is "):
        replace(DECLARED, **{name: value})


def test_a_road_is_found_by_its_name() -> None:
    assert (LIST, None) == (DECLARED.road("find"), DECLARED.road("back"))
    with pytest.raises(KeyError):
        DECLARED.road("third")
