"""What a crawl does but nights: going back to a range of days, looking again, and trying a declaration."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrapers import memory
from tests.crawl_of import DAY, HTML, SITE, Answer, Crawls, pages, report, small_web, told

pytestmark = pytest.mark.xdist_group("crawl")

ROADS = 'find=told("/list"), second=told("/map"), min_items=2, quiet_days=9'
FIRST_NIGHT = {"/list": told(("/r1", "2019-12-02"), ("/r2", "2019-12-01")), **pages(1, 2, 3, 4, 5, 6)}


def _reports(record: dict[str, Any]) -> set[str]:
    return {page["url"] for page in record["pages"] if page["role"] == "report"}


# --- going back ------------------------------------------------------------------------------------------------------

SPAN = ("--task", "backfill", "--since", "2019-03-01", "--until", "2019-03-31")


def test_a_backfill_walks_the_pages_of_a_listing_to_its_days_and_no_further(tmp_path: Path) -> None:
    routes = {
        "/list": told(("/r1", "2019-12-02"), ("/r2", "2019-06-01"), older="/page/2"),
        "/page/2": told(("/r3", "2019-04-02"), ("/r4", "2019-03-20"), ("/r5", None), older="/page/3"),
        "/page/3": told(("/r6", "2019-02-02"), older="/page/4"),
        "/page/4": told(("/r7", "2019-01-02")),
        **pages(1, 2, 3, 4, 5, 6, 7),
    }
    crawls = Crawls.of(tmp_path, 'find=told("/list"), min_items=1, quiet_days=9')

    back = crawls.night(routes, "2019-12-03", *SPAN)

    assert ["/list", "/page/2", "/page/3", "/r4", "/r5"] == back.asked
    assert ("backfill", "2019-03-01", "2019-03-31") == tuple(back.record[name] for name in ("task", "since", "until"))
    assert (2, 0) == (back.figures["new"], back.figures["left"])


def test_a_backfill_asks_by_date_where_the_site_can_be_asked_so(tmp_path: Path) -> None:
    routes = {"/api?from=2019-02-28&to=2019-04-01": told(("/r1", "2019-03-02"), ("/r2", None)), **pages(1, 2)}
    crawls = Crawls.of(tmp_path, 'find=told("/list"), second=told("/api", range="/api?from={first}&to={last}")'.replace(
        '"/api?', f'"{SITE}/api?'
    ))  # fmt: skip

    back = crawls.night(routes, "2019-12-03", *SPAN)

    assert ["/api?from=2019-02-28&to=2019-04-01", "/r1", "/r2"] == back.asked
    assert "second" == back.record["roads"][0]["road"]


def test_a_backfill_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def page(number: int, older: str) -> Answer:
        rows = [(f"/r{number * 100 + row}", "2019-03-10") for row in range(100)]
        return told(*rows, older=older)

    routes = {"/list": page(0, "/page/2"), "/page/2": page(1, "/page/3"), "/page/3": page(2, "")}
    crawls = Crawls.of(tmp_path, 'find=told("/list"), quiet_days=99')
    known = {**routes, **pages(*(number for number in range(300) if number != 7))}

    first = crawls.night(known, "2019-12-03", *SPAN)
    second = crawls.night(known, "2019-12-03", *SPAN)

    assert (150, 1, 50) == (len(_reports(first.record)), first.figures["failed"], first.figures["left"])
    assert f"{SITE}/page/2" == first.record["resume"]["url"]
    assert "/page/2" == second.asked[0]
    assert (150, 0, None) == (len(_reports(second.record)), second.figures["left"], second.record["resume"])


def test_a_backfill_that_ran_out_of_time_is_not_done(tmp_path: Path) -> None:
    routes = {"/list": told(("/r1", "2019-03-10"), ("/r2", "2019-03-10")), **pages(1, 2)}
    crawls = Crawls.of(tmp_path, 'find=told("/list"), quiet_days=99')
    with small_web(routes) as web:
        late = crawls.run(web, DAY, "outlet", *SPAN, REPORTS_SECONDS=0)

    again = crawls.night(routes, DAY, *SPAN)

    assert (2, 0) == (late.figures["left"], late.figures["new"])
    assert (0, 2) == (again.figures["left"], again.figures["new"])


def test_a_backfill_leaves_the_nights_memory_alone(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, 'find=told("/list"), back=told("/old"), min_items=2, quiet_days=9')
    crawls.night(FIRST_NIGHT)
    before = memory.recall(crawls.archive, "outlet")

    crawls.night({"/old": told(("/r9", "2019-03-02")), **pages(9)}, "2019-12-03", *SPAN)

    after = memory.recall(crawls.archive, "outlet")
    assert before.listing == after.listing
    assert after.reports["outlet.example/r9"]["is_back"]


# --- looking again, and trying a declaration -------------------------------------------------------------------------


def test_a_report_is_looked_at_again_and_its_disappearance_is_no_failure(tmp_path: Path) -> None:
    crawls = Crawls.of(tmp_path, ROADS)
    tagged = {"/r1": report("Two hundred workers were seen. ", tag='"1"')}
    crawls.night(FIRST_NIGHT | tagged)

    again = crawls.night(tagged | {"/r2": Answer(410, b"gone", HTML)}, "2019-12-04", "--task", "recheck")

    assert ["/r1", "/r2"] == sorted(again.asked)
    assert (304, "again") == (again.page("/r1")["status"], again.page("/r1")["why"])
    assert [{"url": f"{SITE}/r2", "url_key": "outlet.example/r2", "status": 410}] == again.record["gone"]
    assert (1, 0, []) == (again.figures["gone"], again.figures["failed"], again.record["failures"])
    assert [] == memory.due_again(memory.recall(crawls.archive, "outlet"), date(2019, 12, 5))


def test_a_backfill_past_the_end_of_the_only_road_is_red_and_says_how_far_it_reaches(tmp_path: Path) -> None:
    routes = {"/list": told(("/r1", "2019-11-20"), ("/r2", "2019-12-02")), **pages(1, 2)}

    back = Crawls.of(tmp_path, 'find=told("/list")').night(routes, "2019-12-03", *SPAN)

    assert (65, "errors") == (back.exit_code, back.record["verdict"])
    assert "/list reaches back to 2019-11-20 and leads no further" in back.record["reason"]
    assert ["/list"] == back.asked


def test_a_probe_asks_both_roads_one_report_and_the_canary(tmp_path: Path) -> None:
    declared = ROADS + f', canary=Canary("{SITE}/r6")'

    probe = Crawls.of(tmp_path, declared).night(FIRST_NIGHT, "2019-12-03", "--task", "probe")

    assert ["/list", "/map", "/r1", "/r6"] == probe.asked
    assert (200, None, None) == tuple(probe.record["canary"][name] for name in ("status", "kind", "failure"))
    assert probe.record["canary"]["bytes"] > 0
