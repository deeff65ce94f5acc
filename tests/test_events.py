"""One happening told by several stories is one event; what differs in place, time, number or certainty is not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events import events

ARRIVAL: dict[str, Any] = {
    "claim_id": "b1",
    "type": "movement",
    "subtype": "dispatch",
    "places": ["Hunchun, Yanbian, Jilin, CN"],
    "event_start": "2019-11-20",
    "event_end": "2019-11-20",
    "value_min": 320,
    "value_max": 320,
    "polarity": "affirmed",
    "company": None,
    "entity": None,
    "story": "s1",
}
RIOT = ARRIVAL | {"type": "incident", "subtype": "riot", "value_min": None, "value_max": None}


def named(*claims: dict[str, Any]) -> dict[str, str]:
    return {row["claim_id"]: row["event"] for row in events(claims)}


def test_two_stories_telling_one_arrival_share_an_event_named_by_the_smallest_claim() -> None:
    found = named(ARRIVAL, ARRIVAL | {"claim_id": "a2", "story": "s2", "event_end": "2019-11-30"})

    assert {"b1": "a2", "a2": "a2"} == found


def test_who_is_sent_is_taken_in_and_that_is_one_event() -> None:
    assert {"b1": "a2", "a2": "a2"} == named(ARRIVAL, ARRIVAL | {"claim_id": "a2", "subtype": "intake"})


def test_days_of_the_database_are_read_like_written_days() -> None:
    stored = {"claim_id": "a2", "event_start": date(2019, 11, 20), "event_end": date(2019, 11, 20)}

    assert {"b1": "a2", "a2": "a2"} == named(ARRIVAL, ARRIVAL | stored)


def test_a_riot_that_is_said_to_have_happened_is_the_riot_another_outlet_reports() -> None:
    riot = ARRIVAL | {"type": "incident", "subtype": "riot"}

    assert {"b1": "a2", "a2": "a2"} == named(riot, riot | {"claim_id": "a2", "polarity": "unverified"})


@pytest.mark.parametrize(
    "other",
    [
        {"value_min": 3, "value_max": 3},
        {"subtype": "strike"},
        {"polarity": "unverified"},
        {"event_start": "2019-11-01", "event_end": "2019-11-30"},
    ],
    ids=str,
)
def test_an_incident_told_with_another_number_or_name_is_the_same(other: dict[str, Any]) -> None:
    assert {"b1": "a2", "a2": "a2"} == named(RIOT, RIOT | {"claim_id": "a2", "story": "s2"} | other)


@pytest.mark.parametrize(
    "other",
    [
        {"places": ["Dandong, Liaoning, CN"]},
        {"polarity": "denied"},
        {"subtype": "death"},
        {"event_start": "2019-01-01", "event_end": "2019-12-31"},
        {"event_start": "2019-12-21", "event_end": "2019-12-21"},
    ],
    ids=str,
)
def test_an_incident_elsewhere_or_at_no_stated_time_is_another(other: dict[str, Any]) -> None:
    assert {"b1": "b1", "a2": "a2"} == named(RIOT, RIOT | {"claim_id": "a2"} | other)


def test_two_deaths_of_one_month_in_a_country_are_two_and_of_one_day_are_one() -> None:
    death = RIOT | {"subtype": "death", "places": ["RU"], "event_start": "2020-01-01", "event_end": "2020-01-31"}
    assert {"b1": "b1", "a2": "a2"} == named(death, death | {"claim_id": "a2"})

    day = {"event_start": "2020-01-07", "event_end": "2020-01-07"}
    assert {"b1": "a2", "a2": "a2"} == named(death | day, death | day | {"claim_id": "a2"})


def test_a_measure_against_one_company_is_one_event_wherever_it_is_told() -> None:
    measure = RIOT | {"type": "enforcement", "subtype": "us_designation", "places": [], "company": "Namgang Trading"}
    other = {"claim_id": "a2", "company": "Korea Namgang Trading Corporation", "places": ["RU"]}

    assert {"b1": "b1", "a2": "a2"} == named(measure, measure | other)
    same = {"entity": "namgang_trading"}
    assert {"b1": "a2", "a2": "a2"} == named(measure | same, measure | other | same)


@pytest.mark.parametrize(
    "other",
    [
        {"places": ["Dandong, Liaoning, CN"]},
        {"places": ["Jilin, CN"]},
        {"places": []},
        {"event_start": "2019-11-21", "event_end": "2019-11-21"},
        {"event_start": None, "event_end": None},
        {"value_max": None},
        {"value_min": 300, "value_max": 300},
        {"subtype": "repatriation"},
        {"polarity": "denied"},
        {"polarity": "reported_future"},
    ],
    ids=str,
)
def test_another_place_day_number_kind_or_certainty_is_another_happening(other: dict[str, Any]) -> None:
    assert {"b1": "b1", "a2": "a2"} == named(ARRIVAL, ARRIVAL | {"claim_id": "a2"} | other)


@pytest.mark.parametrize(
    "vague", [{"value_min": None, "value_max": None}, {"type": "wage", "subtype": "gross"}], ids=str
)
def test_vague_numbers_and_wages_make_no_event(vague: dict[str, Any]) -> None:
    claim = ARRIVAL | vague

    assert {"b1": "b1", "a2": "a2"} == named(claim, claim | {"claim_id": "a2"})


def test_a_long_interval_does_not_make_one_event_of_two_days_apart() -> None:
    month = {"claim_id": "c", "event_start": "2019-11-01", "event_end": "2019-11-30"}
    late = {"claim_id": "d", "event_start": "2019-11-28", "event_end": "2019-11-28"}

    found = named(ARRIVAL, ARRIVAL | month, ARRIVAL | late)

    assert found["b1"] != found["d"]


@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 9), st.sampled_from([100, 320])), max_size=8), st.randoms()
)
def test_the_order_of_the_claims_does_not_matter(spans: list[tuple[int, int, int]], shuffler: Any) -> None:
    claims = [
        ARRIVAL
        | {"claim_id": f"{i:02}", "event_start": date(2019, 11, day), "event_end": date(2019, 12, 1 + long)}
        | {"value_min": value, "value_max": value}
        for i, (day, long, value) in enumerate(spans)
    ]
    shuffled = claims.copy()
    shuffler.shuffle(shuffled)

    assert named(*claims) == named(*shuffled)


def test_the_evidence_of_an_event_is_what_its_claims_share_and_none_is_made_for_one_alone() -> None:
    other = ARRIVAL | {"claim_id": "a2", "subtype": "intake", "event_start": "2019-11-18", "event_end": "2019-11-30"}
    alone = ARRIVAL | {"claim_id": "c3", "places": ["Dandong, Liaoning, CN"]}

    first, second, third = events([ARRIVAL, other, alone])

    assert first["evidence"] == second["evidence"] == {
        "type": "movement", "subtype": "dispatch", "where": "Hunchun, Yanbian, Jilin, CN", "value_min": 320,
        "value_max": 320, "polarity": "affirmed", "first_day": "2019-11-20", "last_day": "2019-11-20",
    }  # fmt: skip
    assert third["evidence"] is None
