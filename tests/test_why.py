"""One screen on a source: what happened, what changed since it was well, where the evidence lies, and what to do."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from local import summary, why
from scrapers import archive
from scrapers.source import source_of
from tests.archive_fixtures import article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, DAY_3, HOME, KEY, House
from warehouse import release
from warehouse.connect import connect, rows
from warehouse.dossier import source_dossier
from warehouse.night import night_summary

ROADS = [
    {"road": "find", "url": f"{HOME}/feed.json", "status": 200, "kind": None, "listed": 9, "failure": None, "pages": 1},
    {"road": "second", "url": f"{HOME}/map.xml", "status": 503, "kind": None, "listed": 0, "pages": 1,
     "failure": {"url": f"{HOME}/map.xml", "kind": "http_503", "detail": "answers 503"}},
]  # fmt: skip
GAP = {"from": "2019-12-03T01:00:00+00:00", "to": "2019-12-05T02:00:00+00:00", "is_mended": False}
WALL = b"<html><title>Just a moment...</title><h1>Checking your browser</h1></html>"


def screen(house: House) -> str:
    """The screen on the one source, as `make why` prints it."""
    source = source_of(KEY, "sample")
    dossier = source_dossier(house.loader, KEY)
    house.loader.rollback()
    root, last = archive.root("sample"), dossier["last"]
    return why.render(source, "sample", dossier, root, why.run_record(root, last), why.log_lines(root, last))


def pages(*abouts: str) -> list[Any]:
    return [page(f"{HOME}/{about}", article(f"About {about}", prose(about))) for about in abouts]


@pytest.fixture
def two_nights(house: House) -> House:
    """A good night, and one on which every report's page is a challenge."""
    put(house.root, KEY, pages("rice", "coal", "fish"), day=DAY_1)
    house.interpret(DAY_1)
    walled = [page(f"{HOME}/{number}", WALL) for number in range(6)]
    put(
        house.root, KEY, walled, day=DAY_2, roads=ROADS, gap=GAP, retry_after="2019-12-06T09:00:00+00:00",
        verdict="blocked", exit_code=65, log=f"{KEY}/{DAY_2}/a.log", figures={"listed": 4, "failed": 6},
    )  # fmt: skip
    log = b"2019 INFO crawl began\n2019 WARNING report_failed kind=block\n2019 DEBUG chatter\n2019 INFO crawl_ended\n"
    archive.publish(str(house.root), f"{KEY}/{DAY_2}/a.log", log)
    house.interpret(DAY_2)
    return house


def test_a_red_night_is_told_with_what_changed_since_the_last_good_one(two_nights: House) -> None:
    told = screen(two_nights)

    assert told.startswith(f"{KEY}  2019-12-06  blocked: ")
    assert "nights      12-03 ok, 12-06 blocked" in told
    assert "last good   2019-12-03 (ok: " in told
    assert "texts 3 -> 0" in told and "blocked 0 -> 6" in told and "listed 9 -> 4" in told
    assert "rejects     6 block_page" in told
    assert f"clean: block_page: {HOME}/0" in told
    assert f"page        http://{KEY}.example/" in told
    assert f"archive     {two_nights.root}/{KEY}/2019-12-06/" in told


def test_roads_gap_and_quiet_asked_for_are_told_with_how_to_mend_them(two_nights: House) -> None:
    told = " ".join(screen(two_nights).split())

    assert f"road find {HOME}/feed.json 9 listed" in told
    assert f"road second {HOME}/map.xml http_503: answers 503" in told
    assert "gap 2019-12-03T01:00:00+00:00 to 2019-12-05T02:00:00+00:00" in told
    asked = '{"since": "2019-12-03", "until": "2019-12-05", "sources": ["yalu_post_en"], "web": "sample"}'
    assert f"trigger the DAG `backfill` with {asked}" in told
    assert "wait the server asked not to be asked before 2019-12-06T09:00:00+00:00" in told


def test_the_log_shows_what_went_wrong_and_the_end(two_nights: House) -> None:
    log = [line for line in screen(two_nights).splitlines() if line.startswith("log ")]

    assert ["report_failed kind=block", "crawl_ended"] == [line.split(maxsplit=3)[3] for line in log]


def test_a_good_night_has_nothing_to_do_and_compares_with_itself(house: House) -> None:
    put(house.root, KEY, pages("rice"), day=DAY_1)
    house.interpret(DAY_1)
    told = screen(house)

    assert "last good   this one" in told
    assert told.endswith("do          nothing")
    assert "changed" not in [line.split()[0] for line in told.splitlines()]
    assert "log         none kept" in told


def test_what_is_held_is_told_with_both_ways_out(house: House) -> None:
    same = prose("menu of the outlet")
    put(house.root, KEY, [page(f"{HOME}/{number}", article("Menu", same)) for number in range(4)], day=DAY_1)
    assert "drift" in str(house.interpret(DAY_1))
    told = " ".join(screen(house).split())

    assert "held 2019-12-03 (nightly): 4 versions: " in told
    assert 'trigger the DAG `nightly` with {"day": "2019-12-03", "sources": ["yalu_post_en"], "web": "sample"}' in told
    command = f'python -m warehouse.release {KEY} --day 2019-12-03 --reason "what you saw on its pages"'
    assert command in told
    assert "held: yalu_post_en: 4 versions held" in _summary(house, DAY_1)

    reviewer = connect("p8_reviewer", house.loader.info.dbname)
    with pytest.raises(release.ReleaseRefused, match="nothing of yalu_post_en is held of 2019-12-06; held: 2019-12-03"):
        release.release(reviewer, KEY, DAY_2, "looked at all four pages", "desk")
    with pytest.raises(release.ReleaseRefused, match="ten letters"):
        release.release(reviewer, KEY, DAY_1, "fine", "desk")
    reviewer.rollback()
    assert 4 == release.release(reviewer, KEY, DAY_1, "looked at all four pages", "desk")
    reviewer.commit()
    reviewer.close()
    house.interpret(DAY_1)
    assert not [line for line in screen(house).splitlines() if line.startswith("held ")]
    (review,) = rows(house.loader, "select reviewer, note from ops.review")
    assert ("p8_reviewer", "desk: looked at all four pages") == tuple(review.values())


def _summary(house: House, day: date) -> str:
    facts = night_summary(house.loader, day)
    house.loader.rollback()
    return summary.render("a night", facts, "failed", "archive")


@pytest.mark.parametrize(("until", "is_red", "told"), [
    (DAY_2, False, "a red verdict reddens no night until then"),
    (DAY_1, True, "over: a red verdict reddens the night again"),
], ids=["to the day itself", "to the day before"])  # fmt: skip
def test_a_muted_source_keeps_its_verdict_and_reddens_only_when_the_mute_is_over(
    house: House, until: date, is_red: bool, told: str
) -> None:
    house.declare(f"muted=(date({until.year}, {until.month}, {until.day}), 'closed for want of money'),")
    put(house.root, KEY, pages("rice"), day=DAY_1)
    assert None is house.interpret(DAY_1)
    put(house.root, KEY, [page(f"{HOME}/{number}", WALL) for number in range(6)], day=DAY_2)
    red = house.interpret(DAY_2)

    assert is_red == (red is not None)
    lines = screen(house)
    assert f"{KEY}  2019-12-06  blocked: " in lines
    assert f"muted       until {until}: closed for want of money ({told})" in lines
    shown = _summary(house, DAY_2)
    assert is_red == (f"red: {KEY}: blocked" in shown)
    assert (not is_red) == (f"muted: {KEY}: blocked, until {until}: closed for want of money" in shown)
    (health,) = rows(house.loader, "select verdict, muted_until from mart.source_health where day = %s", [DAY_2])
    assert ("blocked", None if is_red else until) == tuple(health.values())


def test_a_mute_set_after_the_crawl_counts_when_the_night_is_cleaned_again(house: House) -> None:
    put(house.root, KEY, [page(f"{HOME}/{number}", WALL) for number in range(6)], day=DAY_1)
    assert None is not house.interpret(DAY_1)
    house.declare("muted=(date(2019, 12, 31), 'a wall for us alone'),")

    assert None is house.interpret(DAY_1)


def test_a_source_without_a_night_and_a_wrong_call_say_so(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"{KEY}: no night is recorded yet: `make run` makes one" == screen(house)
    assert 64 == why.main([])
    assert "make why KEY=<source>" in capsys.readouterr().err


def test_a_record_that_is_gone_costs_only_what_stood_in_it(two_nights: House) -> None:
    for file in Path(two_nights.root, KEY, str(DAY_2)).glob("*.run.json"):
        os.unlink(file)
    told = screen(two_nights)

    assert f"{KEY}  2019-12-06  blocked: " in told
    assert "gap" not in [line.split()[0] for line in told.splitlines()]


def test_every_line_fits_the_screen(two_nights: House) -> None:
    put(two_nights.root, KEY, pages("hill"), day=DAY_3)
    two_nights.interpret(DAY_3)
    two_nights.loader.rollback()
    last = source_dossier(two_nights.loader, KEY)
    good = why.render(source_of(KEY, "sample"), "sample", last, "archive", {}, ["log"])

    assert all(len(line) <= 118 for line in good.splitlines())
