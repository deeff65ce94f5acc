"""Published figures and places in the warehouse: shown with who retells them, and counted with nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse
from transforms.gazetteer import located
from transforms.references import known_figures
from warehouse import store
from warehouse.connect import Connection, rows

KEY, UNSEEN = "russia_2019_11490_permits", "asan_2014_52300_53100_workers"
SENTENCE = "Russia told the UN that 11,490 of them had papers at the end of 2018."
RETOLD: dict[str, Any] = {
    "type": "headcount", "subtype": "present", "value_min": 11490, "value_max": 11490, "places": ["RU"],
    "scope": "background", "details": {"reference": KEY},
}  # fmt: skip


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    """A night on which a report and its copy retell a figure."""
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.source("wire_en")
    night.verdict()
    store.save_figures(night.connection, night.run_no, NIGHT_1, known_figures())
    store.save_places(night.connection, night.run_no, NIGHT_1, located())
    first = night.report(SENTENCE, ("11,490 of them had papers", RETOLD))
    copy = night.report(SENTENCE, ("11,490 of them had papers", RETOLD), path="/2", key="wire_en")
    night.stories({first: first, copy: first}, {copy: first})
    night.publish()
    return night


def figures(connection: Connection) -> dict[str, Any]:
    return {row["figure_key"]: row for row in rows(connection, "select * from mart.reference_figures")}


def test_a_figure_shows_who_retells_it_and_by_how_many_witnesses(night: Night, warehouse: Warehouse) -> None:
    figure = figures(warehouse("p8_analyst"))[KEY]

    assert ("Russia to the UN 2019", "press", 2, 1) == tuple(
        figure[name] for name in ("label", "seen_in", "retold_reports", "retold_origins")
    )
    assert 2 == len(figure["claim_ids"])


def test_a_figure_that_nobody_saw_is_kept_and_not_shown(night: Night, warehouse: Warehouse) -> None:
    analyst = warehouse("p8_analyst")

    assert UNSEEN not in figures(analyst)
    assert all(row["is_checked"] for row in figures(analyst).values())
    assert [UNSEEN] == [
        row["figure_key"]
        for row in rows(analyst, "select figure_key from core.reference_figure where figure_key like 'asan%'")
    ]


def test_a_figure_of_later_years_is_not_shown_on_an_earlier_night(night: Night, warehouse: Warehouse) -> None:
    shown = figures(warehouse("p8_analyst"))

    assert "un_panel_2024_100000_workers" not in shown
    assert max(row["published_from"] for row in shown.values() if row["published_from"]) <= NIGHT_1


def test_a_figure_is_no_claim(night: Night, warehouse: Warehouse) -> None:
    assert 2 == len(rows(warehouse("p8_analyst"), "select claim_id from mart.known_claim"))


def test_a_total_has_the_published_figures_of_its_place_and_year_beside_it(night: Night, analyst: Connection) -> None:
    said = {**RETOLD, "details": {}, "scope": "new"}
    for path, start, end in (("/3", "2018-01-01", "2018-12-31"), ("/4", "2024-01-01", None)):
        dated = {**said, "event_start": start, "event_end": end}
        night.report(f"{SENTENCE} {path}", ("11,490 of them had papers", dated), path=path)
    night.publish()

    found = {
        row["event_start"]: row["reference_figures"]
        for row in rows(analyst, "select event_start, reference_figures from mart.estimates where scope = 'new'")
    }

    assert [
        ("russia_2018_11000_workers", "about 11,000 workers"), (KEY, "11,490 workers"),
        ("us_2020_30000_russia", "about 30,000 workers"),
    ] == [(figure["figure_key"], figure["value"]) for figure in found[date(2018, 1, 1)]]  # fmt: skip
    assert found[date(2024, 1, 1)] is None


def test_an_earlier_day_knows_neither_figure_nor_retelling(night: Night, warehouse: Warehouse) -> None:
    analyst = warehouse("p8_analyst")
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1 - timedelta(days=1)])

    assert {} == figures(analyst)


def test_a_day_before_the_second_retelling_counts_one(night: Night, warehouse: Warehouse) -> None:
    later = Night(night.connection, NIGHT_2)
    later.report(f"{SENTENCE} Again.", ("11,490 of them had papers", RETOLD), path="/3")
    later.publish()
    analyst = warehouse("p8_analyst")

    assert 3 == figures(analyst)[KEY]["retold_reports"]
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])
    assert 2 == figures(analyst)[KEY]["retold_reports"]


def test_an_empty_warehouse_shows_no_figure(warehouse: Warehouse) -> None:
    assert {} == figures(warehouse("p8_analyst"))


def test_lists_saved_again_change_nothing(night: Night) -> None:
    held = "select * from core.{} order by 1"
    before = [rows(night.connection, held.format(table)) for table in ("reference_figure", "place")]
    later = Night(night.connection, NIGHT_2)
    store.save_figures(later.connection, later.run_no, NIGHT_2, known_figures())
    store.save_places(later.connection, later.run_no, NIGHT_2, located())

    assert before == [rows(night.connection, held.format(table)) for table in ("reference_figure", "place")]


def test_a_mended_note_keeps_the_day_of_the_figure(night: Night) -> None:
    figure = next(one for one in known_figures() if one.key == KEY)
    later = Night(night.connection, NIGHT_2)
    store.save_figures(later.connection, later.run_no, NIGHT_2, [replace(figure, note="mended")])
    (row,) = rows(night.connection, "select * from core.reference_figure where figure_key = %s", [KEY])

    assert ("mended", NIGHT_1) == (row["note"], row["known_from"])


def test_a_place_has_its_names_and_its_point(night: Night, warehouse: Warehouse) -> None:
    (hunchun,) = rows(
        warehouse("p8_analyst"), "select * from core.place where chain = 'Hunchun, Yanbian, Jilin, CN'"
    )

    assert ("Hunchun", "琿春", "Хуньчунь") == tuple(hunchun[f"name_{lang}"] for lang in ("en", "ja", "ru"))
    assert ("42.86", "130.37", "city") == tuple(str(hunchun[name]) for name in ("lat", "lon", "precision"))
    assert store.public_id("Hunchun, Yanbian, Jilin, CN") == hunchun["place_id"]
    assert (False, date(2019, 12, 3)) == (hunchun["is_ambiguous"], hunchun["known_from"])


def test_every_place_that_a_claim_may_name_has_a_row(night: Night) -> None:
    count = rows(night.connection, "select count(*) as places, count(lat) as points from core.place")

    assert len(located()) == count[0]["places"]
    assert sum(place.point is not None for place in located()) == count[0]["points"]
