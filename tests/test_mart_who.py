"""Who, where, how: companies, sectors, doors, places, incidents and measures, as analysts read them."""

from datetime import date
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse, one_event
from transforms.claims import read
from transforms.entities import entities
from transforms.gazetteer import located
from transforms.references import known_figures
from warehouse import store
from warehouse.connect import Connection, rows

COLUMNS = {
    "companies": [
        "name", "aliases", "country", "roles", "origins", "reports", "first_named", "last_named", "denials",
        "official_actions", "sectors", "places", "sanctioned_in", "claim_ids",
    ],
    "sectors_by_year": [
        "country", "sector", "year", "origins", "stories", "low", "high", "share_of_origins", "new_this_year",
        "claim_ids",
    ],
    "visa_routes": [
        "country", "visa", "quarter", "origins", "stories", "low", "high", "wording", "first_seen", "last_seen",
        "official_figures", "claim_ids",
    ],
    "places_map": [
        "place_id", "name", "names", "chain", "lat", "lon", "precision", "claims", "origins", "last_event", "types",
        "negated", "ambiguous",
    ],
    "conditions_and_incidents": [
        "event_id", "type", "subtype", "place", "event_start", "event_end", "value", "people_affected", "origins",
        "first_known", "latest_version_note", "claim_ids",
    ],
    "enforcement": [
        "action_date", "announced", "authority", "instrument", "targets", "reason_wording", "status",
        "primary_document_url", "press_echo", "claim_ids",
    ],
}  # fmt: skip
NO_NUMBER: dict[str, Any] = {"value_min": None, "value_max": None, "precision": None, "unit": None}
EMPLOYER: dict[str, Any] = {"type": "company", "subtype": "employer", **NO_NUMBER}
SEWING: dict[str, Any] = {"type": "headcount", "subtype": "present", "sectors": ["garment"]}
VISA: dict[str, Any] = {"type": "visa", "subtype": "student_visa", "places": ["RU"], **NO_NUMBER}
ELSEWHERE: dict[str, Any] = {"places": ["Dandong, Liaoning, CN"], "company": "Chilsong Mill"}
RIOT: dict[str, Any] = {
    "type": "incident", "subtype": "riot", "places": ["Helong, Yanbian, Jilin, CN"], "unit": "persons",
    "event_start": "2019-11-11", "event_end": "2019-11-14",
}  # fmt: skip
DESIGNATED: dict[str, Any] = {
    "type": "enforcement", "subtype": "us_designation", "attribution": "the Treasury", "attribution_kind": "state",
    "places": [], "event_start": "2019-11-20", "event_end": "2019-11-20", **NO_NUMBER,
}  # fmt: skip


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    """A night with two sources and the curated lists; nothing told yet."""
    night = Night(warehouse(), NIGHT_1)
    for key in ("yalu_post_en", "wire_en"):
        night.source(key)
        night.verdict(key)
    store.save_entities(night.connection, night.run_no, NIGHT_1, entities())
    store.save_places(night.connection, night.run_no, NIGHT_1, located())
    return night


def told(night: Night, path: str, quote: str, **changes: Any) -> str:
    """A report on its own page with one claim on `quote`; the report's id."""
    return night.report(f"{quote}. Told on {path}.", (quote, changes), path=path)


def found(analyst: Connection, view: str) -> list[dict[str, Any]]:
    return rows(analyst, f"select * from mart.{view}")  # noqa: S608


def only(analyst: Connection, view: str) -> dict[str, Any]:
    (row,) = found(analyst, view)
    return row


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_begins_with_the_columns_that_were_promised(analyst: Connection, view: str) -> None:
    columns = rows(
        analyst,
        """
        select attname
        from pg_attribute
        where attrelid = format('mart.%%I', %s::text)::regclass and attnum > 0 and not attisdropped
        order by attnum
        """,
        [view],
    )

    assert COLUMNS[view] == [row["attname"] for row in columns][: len(COLUMNS[view])]


@pytest.mark.parametrize("view", COLUMNS)
def test_an_empty_warehouse_gives_no_row(analyst: Connection, view: str) -> None:
    assert [] == found(analyst, view)


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_shows_what_was_known_on_the_day_that_is_set(night: Night, analyst: Connection, view: str) -> None:
    telling = [
        ("Crews at Haengbok Mill", {**EMPLOYER, "company": "Haengbok Mill"}),
        ("40 women sew there", {**SEWING, "value_min": 40, "value_max": 40}),
        ("on student visas", VISA),
        ("90 of them rioted", {**RIOT, "value_min": 90, "value_max": 90}),
        ("The Treasury listed the mill", {**DESIGNATED, "company": "Haengbok Mill"}),
    ]
    night.report(". ".join(quote for quote, _ in telling) + ".", *telling)
    night.publish()
    before = found(analyst, view)
    later = Night(night.connection, NIGHT_2)
    more = [(quote.replace("Haengbok Mill", "Chilsong Mill"), changes) for quote, changes in telling]
    later.report(
        ". ".join(quote for quote, _ in more) + ". Again.",
        *((quote, {**changes, **ELSEWHERE}) for quote, changes in more),
        path="/2",
    )
    later.publish()

    assert before != found(analyst, view)
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])
    assert before
    assert before == found(analyst, view)


@pytest.mark.parametrize("view", COLUMNS)
def test_every_row_leads_to_its_claims(night: Night, analyst: Connection, view: str) -> None:
    told(night, "/1", "Crews sew at Haengbok Mill", **{**EMPLOYER, "company": "Haengbok Mill", "sectors": ["garment"]})
    told(night, "/2", "on student visas", **VISA)
    told(night, "/3", "they rioted", **RIOT)
    told(night, "/4", "the firm was listed", **DESIGNATED)
    night.publish()

    known = {row["claim_id"] for row in found(analyst, "known_claim")}
    assert found(analyst, view)
    assert all(row["claim_ids"] and set(row["claim_ids"]) <= known for row in found(analyst, view))


# --- sectors, doors, places


def test_a_share_is_of_witnesses_that_name_a_sector(night: Night, analyst: Connection) -> None:
    told(night, "/1", "40 women sew", **{**SEWING, "value_min": 40, "value_max": 40})
    told(night, "/2", "60 women sew", **{**SEWING, "value_min": 60, "value_max": 60})
    told(night, "/3", "some sew and some fish", **{**SEWING, **NO_NUMBER, "sectors": ["garment", "seafood"]})
    told(night, "/4", "they came by bus")
    night.publish()

    by_sector = {row["sector"]: row for row in found(analyst, "sectors_by_year")}

    assert ("1.0000", 3, 40, 60, True) == (
        str(by_sector["garment"]["share_of_origins"]),
        *(by_sector["garment"][name] for name in ("origins", "low", "high", "is_default")),
    )
    assert ("0.3333", 1, None) == (
        str(by_sector["seafood"]["share_of_origins"]), by_sector["seafood"]["origins"], by_sector["seafood"]["low"],
    )  # fmt: skip


def test_a_sector_is_new_in_the_first_year_that_names_it(night: Night, analyst: Connection) -> None:
    for year in (2017, 2019):
        when = {"event_start": f"{year}-03-01", "event_end": f"{year}-03-31"}
        told(night, f"/{year}", f"women sew in {year}", **{**SEWING, **when})
    night.publish()

    assert [(2017, True), (2019, False)] == [
        (row["year"].year, row["new_this_year"]) for row in found(analyst, "sectors_by_year")
    ]


def test_an_old_figure_and_a_denial_are_rows_of_their_own(night: Night, analyst: Connection) -> None:
    told(night, "/1", "women sew", **SEWING)
    told(night, "/2", "no women sew", **{**SEWING, "polarity": "negated"})
    told(night, "/3", "women sewed", **{**SEWING, "scope": "background"})
    night.publish()

    shown = {(row["polarity"], row["scope"]): row["is_default"] for row in found(analyst, "sectors_by_year")}

    assert {("affirmed", "new"): True, ("affirmed", "background"): False, ("negated", "new"): False} == shown


def test_a_door_has_its_wording_its_days_and_its_numbers(night: Night, analyst: Connection) -> None:
    told(night, "/1", "nearly all on student visas", **VISA)
    counted = {"value_min": 300, "value_max": None, "precision": "at_least", "unit": "workers"}
    told(night, "/2", "at least 300 with student visas", **{**VISA, **counted})
    night.publish()

    door = only(analyst, "visa_routes")

    assert ("RU", "student_visa", date(2019, 10, 1), 2, 300, None) == tuple(
        door[name] for name in ("country", "visa", "quarter", "origins", "low", "high")
    )
    assert ["at least 300 with student visas", "nearly all on student visas"] == door["wording"]
    assert (date(2019, 12, 2), date(2019, 12, 2)) == (door["first_seen"], door["last_seen"])


@pytest.mark.parametrize(("view", "said"), [("sectors_by_year", SEWING), ("visa_routes", VISA)])
def test_what_is_not_counted_is_no_bound_of_a_sector_or_a_door(
    night: Night, analyst: Connection, view: str, said: dict[str, Any]
) -> None:
    number = {"value_min": 300, "value_max": 300, "precision": "exact", "unit": "workers"}
    of_2018 = {"event_start": "2018-03-01", "event_end": "2018-03-31"}
    first = told(night, "/1", "300 of them", **{**said, **number, **of_2018})
    copy = told(night, "/2", "3,000 of them", **{**said, **number, "value_min": 3000, "value_max": 3000})
    night.stories({first: first, copy: first}, {copy: first})
    night.publish()

    assert 1 == len(found(analyst, "not_counted"))
    assert {300, None} == {row["low"] for row in found(analyst, view)}


def test_official_figures_stand_beside_a_door_and_are_not_counted(night: Night, analyst: Connection) -> None:
    store.save_figures(night.connection, night.run_no, NIGHT_1, known_figures())
    told(night, "/1", "nearly all on student visas", **VISA)
    night.publish()
    assert only(analyst, "visa_routes")["official_figures"] is None  # they came out later
    Night(night.connection, date(2021, 1, 1)).publish()

    door = only(analyst, "visa_routes")

    assert [("russia_2019_10345_student_visas", 10345)] == [
        (figure["figure_key"], figure["value_min"]) for figure in door["official_figures"]
    ]
    assert (None, 1) == (door["low"], door["origins"])


def test_a_place_that_not_many_go_to_stays_on_the_map_as_negated(night: Night, analyst: Connection) -> None:
    text = "Most of the North Korean workers were sent to Jilin province. Not many go to Liaoning, a source said."
    saved = night.page(text)
    report = {"title": "Workers abroad", "text": text, "published": "2019-12-02", "lang": "en"}
    night.claims(saved, *read(report))
    night.publish()

    by_chain = {row["chain"]: row for row in found(analyst, "places_map")}

    assert {"Jilin, CN": False, "Liaoning, CN": True} == {chain: row["negated"] for chain, row in by_chain.items()}
    assert "랴오닝성" == by_chain["Liaoning, CN"]["names"]["ko"]
    assert all(row["lat"] is not None and row["precision"] == "province" for row in by_chain.values())


def test_a_claim_on_a_city_is_none_on_its_country(night: Night, analyst: Connection) -> None:
    told(night, "/1", "sent to Hunchun")
    night.publish()

    assert ["Hunchun, Yanbian, Jilin, CN"] == [row["chain"] for row in found(analyst, "places_map")]


def test_a_place_that_no_gazetteer_has_is_still_on_the_list(night: Night, analyst: Connection) -> None:
    told(night, "/1", "sent to Nowhere", places=["Nowhere, Jilin, CN"])
    night.publish()

    place = only(analyst, "places_map")

    assert ("Nowhere", None, None, None) == tuple(place[name] for name in ("name", "place_id", "lat", "lon"))


# --- incidents and measures


def test_an_incident_that_several_tell_under_several_names_is_one(night: Night, analyst: Connection) -> None:
    told(night, "/1", "2,000 rioted", **{**RIOT, "value_min": 2000, "value_max": 2000, "precision": "approx"})
    told(night, "/2", "they struck", **{**RIOT, **NO_NUMBER, "subtype": "strike"})
    told(night, "/3", "a riot, some say", **{**RIOT, **NO_NUMBER, "polarity": "unverified"})
    together = sorted(row["claim_id"] for row in store.claims_to_relate(night.connection))
    store.save_events(
        night.connection, night.run_no, NIGHT_1, one_event(together[0], together)
    )
    night.publish()

    incident = only(analyst, "conditions_and_incidents")

    assert ("riot", "Helong, Yanbian, Jilin, CN", "about 2,000 people", 3) == tuple(
        incident[name] for name in ("subtype", "place", "people_affected", "origins")
    )
    assert ["riot", "strike"] == incident["told_as"]
    assert ["affirmed", "unverified"] == incident["polarities"]


def test_a_copy_of_a_condition_is_no_second_one(night: Night, analyst: Connection) -> None:
    hours = {"type": "condition", "subtype": "hours", "value_min": 12, "value_max": 12, "unit": "hours per day"}
    day_before = {"event_start": "2019-09-30", "event_end": "2019-09-30"}
    first = told(night, "/1", "twelve hours a day", **hours)
    copy = told(night, "/2", "twelve hours a day", **{**hours, **day_before})
    night.stories({first: first, copy: first}, {copy: first})
    night.publish()

    condition = only(analyst, "conditions_and_incidents")

    assert ("12 hours per day", None, 1, 2) == tuple(
        condition[name] for name in ("value", "people_affected", "origins", "reports")
    )
    assert [date(2019, 9, 30)] * 2 == [condition["event_start"], condition["event_end"]]


def test_an_incident_says_what_became_of_its_reports(night: Night, analyst: Connection) -> None:
    told(night, "/1", "they rioted", **RIOT)
    night.publish()
    later = Night(night.connection, NIGHT_2)
    store.save_gone(later.connection, later.run_no, NIGHT_2, "yalu_post_en", [{"url_key": "/1", "status": 410}])
    later.publish()

    assert "Yalu Post En 2019-12-06: gone" in only(analyst, "conditions_and_incidents")["latest_version_note"]


def test_a_measure_says_who_acted_against_whom_and_where_it_is_documented(night: Night, analyst: Connection) -> None:
    night.source("treasury_us", kind="government")
    against = {**DESIGNATED, "company": "Korea Namgang Trading Corp.", "details": {"entity": "namgang_trading"}}
    text = "The Treasury listed Korea Namgang Trading Corp."
    night.report(text, (text, against), path="/press/1", key="treasury_us")
    told(night, "/1", "Washington listed a firm", **against)
    together = sorted(row["claim_id"] for row in store.claims_to_relate(night.connection))
    store.save_events(
        night.connection, night.run_no, NIGHT_1, one_event(together[0], together)
    )
    night.publish()

    measure = only(analyst, "enforcement")

    assert (date(2019, 11, 20), "the Treasury", "designation", ["Korea Namgang Trading Corporation"]) == tuple(
        measure[name] for name in ("action_date", "authority", "instrument", "targets")
    )
    assert ("in force", "http://treasury_us.example/press/1", 2) == tuple(
        measure[name] for name in ("status", "primary_document_url", "press_echo")
    )


def test_a_measure_that_was_undone_is_removed_and_one_announced_is_not_in_force(
    night: Night, analyst: Connection
) -> None:
    told(night, "/1", "listed Haengbok Mill", **{**DESIGNATED, "company": "Haengbok Mill"})
    off = {"subtype": "delisting", "event_start": "2019-11-30", "event_end": "2019-11-30"}
    told(night, "/2", "took Haengbok Mill off the list", **{**DESIGNATED, **off, "company": "Haengbok Mill"})
    planned = {"company": "Chilsong Mill", "polarity": "reported_future"}
    told(night, "/3", "will list Chilsong Mill", **{**DESIGNATED, **planned})
    night.publish()

    status = {(row["instrument"], *row["targets"]): row["status"] for row in found(analyst, "enforcement")}

    assert {
        ("designation", "Haengbok Mill"): "removed",
        ("delisting", "Haengbok Mill"): "removed",
        ("designation", "Chilsong Mill"): None,
    } == status
