"""How many were there, who came and who went: ranges and witnesses, never sums; each kind of number on its own row."""

from datetime import date
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, NIGHT_3, Night, payload
from warehouse.connect import Connection, rows

COLUMNS = {
    "headcount_by_place_quarter": [
        "country", "admin1", "quarter", "subtype", "low", "high", "low_basis", "high_basis", "exact_n", "vague_n",
        "max_magnitude", "origins", "stories", "reports", "newest_known_from", "claim_ids",
    ],
    "before_after_deadline": [
        "country", "phase", "type", "low", "high", "origins", "sources_awake", "top_sector", "top_visa",
    ],
    "demographics": [
        "place", "half_year", "attribute", "value", "wording", "polarity", "origins", "change_word", "claim_ids",
    ],
    "place_shares": [
        "whole_place", "part_place", "ratio_min", "ratio_max", "wording", "polarity", "origins", "claim_id",
    ],
    "coverage_by_month": ["month", "sources_awake", "reports", "relevant_reports"],
    "estimates": [
        "place", "value_min", "value_max", "precision", "reference_period", "stated_by", "attribution_kind",
        "first_report", "origin_id", "scope", "repeats",
    ],
}  # fmt: skip

QUARTER = date(2019, 10, 1)
THERE: dict[str, Any] = {"type": "headcount", "subtype": "present"}
AT_LEAST: dict[str, Any] = {"value_min": 2000, "value_max": None, "precision": "at_least"}
VAGUE: dict[str, Any] = {"value_min": None, "value_max": None, "precision": "vague", "magnitude": 3}
WORLD_2017: dict[str, Any] = {
    "subtype": "before", "value_min": 100000, "value_max": 100000, "precision": "approx", "places": ["WORLD"],
    "scope": "background", "event_start": "2017-01-01", "event_end": "2017-12-31", "event_basis": "stated",
}  # fmt: skip
MOST: dict[str, Any] = {
    "type": "location", "subtype": "main_destination", "value_min": None, "value_max": None, "precision": None,
    "unit": None, "places": ["Jilin, CN"],
}  # fmt: skip
WOMEN: dict[str, Any] = {
    "type": "demographic", "subtype": None, "value_min": None, "value_max": None, "precision": None, "unit": None,
    "demographic": {"sex": "female", "age": "forties"}, "details": {"change_word": "even"},
}  # fmt: skip


def begin(loader: Connection, day: date = NIGHT_1) -> Night:
    night = Night(loader, day)
    night.source()
    night.verdict()
    return night


def told(night: Night, path: str, *claims: dict[str, Any]) -> str:
    """A report on its own page that says one sentence for each of `claims`; the report's id."""
    quotes = [f"They were {number} at {path}" for number in range(len(claims))]
    return night.report(". ".join(quotes), *zip(quotes, claims, strict=True), path=path)


def there(night: Night, path: str, **changes: Any) -> str:
    """A report that says one number of people to be in Hunchun."""
    return told(night, path, {**THERE, **changes})


def copied(night: Night, root: str, *copies: str) -> None:
    """Reports copied from one."""
    night.stories({report: root for report in [root, *copies]}, {copy: root for copy in copies})


def headcounts(analyst: Connection, columns: str = "*", where: str = "true") -> list[dict[str, Any]]:
    return rows(analyst, f"select {columns} from mart.headcount_by_place_quarter where {where}")  # noqa: S608


def only(found: list[dict[str, Any]]) -> dict[str, Any]:
    (row,) = found
    return row


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_has_the_columns_that_were_promised(analyst: Connection, view: str) -> None:
    found = rows(
        analyst,
        """
        select attname
        from pg_attribute
        where attrelid = format('mart.%%I', %s::text)::regclass and attnum > 0 and not attisdropped
        order by attnum
        """,
        [view],
    )

    assert COLUMNS[view] == [row["attname"] for row in found][: len(COLUMNS[view])]


@pytest.mark.parametrize("view", [*COLUMNS, "not_counted"])
def test_before_anything_is_published_a_view_is_empty(loader: Connection, analyst: Connection, view: str) -> None:
    night = begin(loader)
    copied(night, there(night, "/1"), there(night, "/2"))
    told(night, "/3", {**THERE, "places": ["CN"]}, MOST, WOMEN)
    loader.commit()

    assert [] == rows(analyst, f"select * from mart.{view}")  # noqa: S608


# --- headcounts


def test_ten_copies_are_one_witness_and_thousands_are_no_number(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    there(night, "/1", **VAGUE)
    there(night, "/2")
    root = there(night, "/3", **AT_LEAST)
    copied(night, root, *(there(night, f"/copy/{number}", **AT_LEAST) for number in range(10)))
    night.publish()

    row = only(headcounts(analyst))

    assert ("CN", "Jilin", QUARTER, "present") == (row["country"], row["admin1"], row["quarter"], row["subtype"])
    assert (2000, None, 1, 1, 3) == (
        row["low"], row["high"], row["vague_n"], row["exact_n"], row["max_magnitude"]
    )  # fmt: skip
    assert (3, 13, 13) == (row["origins"], row["reports"], len(row["claim_ids"]))
    assert row["is_default"]


def test_a_bound_leads_to_the_claim_that_states_it(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    there(night, "/1", value_min=300, value_max=300)
    there(night, "/2", value_min=500, value_max=700)
    night.publish()

    row = only(headcounts(analyst))
    claims = {
        claim["claim_id"]: claim for claim in rows(analyst, "select claim_id, value_min, value_max from core.claim")
    }

    assert (300, 700) == (row["low"], row["high"])
    assert (300, 700) == (claims[row["low_basis"]]["value_min"], claims[row["high_basis"]]["value_max"])


def test_an_old_figure_retold_stands_in_its_own_year_as_background(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    there(night, "/1", **WORLD_2017)
    night.publish()

    found = headcounts(analyst)

    assert [date(2017, month, 1) for month in (1, 4, 7, 10)] == [row["quarter"] for row in found]
    assert {("WORLD", None, 100000, "background", True, False)} == {
        (row["country"], row["admin1"], row["high"], row["scope"], row["spread"], row["is_default"]) for row in found
    }


@pytest.mark.parametrize(
    ("changes", "quarters"),
    [
        ({"event_start": "2019-11-20", "event_end": "2020-01-10"}, ["2019-10-01", "2020-01-01"]),
        ({"event_start": None, "event_end": "2020-03-31"}, ["2020-01-01"]),
        # published on 2 December 2019
        ({"event_start": "2019-05-01", "event_end": None}, ["2019-04-01", "2019-07-01", "2019-10-01"]),
        ({"event_start": None, "event_end": None, "event_basis": "none"}, [None]),
        ({"event_start": "2019-12-02", "event_end": "2019-12-02", "event_basis": "published"}, ["2019-10-01"]),
        (
            {"subtype": "peak", "event_start": "2019-12-02", "event_end": "2019-12-02", "event_basis": "published"},
            [None],
        ),
    ],
    ids=["over two quarters", "by a day", "since a day", "no time", "now", "once, said now"],
)
def test_a_number_stands_in_every_quarter_in_which_it_was_so(
    loader: Connection, analyst: Connection, changes: dict[str, Any], quarters: list[str | None]
) -> None:
    night = begin(loader)
    there(night, "/1", **changes)
    night.publish()

    assert quarters == [row["quarter"] and row["quarter"].isoformat() for row in headcounts(analyst)]


@pytest.mark.parametrize(
    ("places", "country", "admin1"),
    [
        (["Hunchun, Yanbian, Jilin, CN", "CN"], "CN", "Jilin"),
        (["Jilin, CN", "Liaoning, CN"], "CN", "Jilin, Liaoning"),
        (["CN"], "CN", None),
        (["RU", "Jilin, CN"], "CN, RU", None),
        (["Dandong, Liaoning, CN", "Pyongyang, KP"], "CN", "Liaoning"),
        (["WORLD except CN"], "WORLD except CN", None),
        (["Southeast Asia", "RU"], "RU, Southeast Asia", None),
        ([], None, None),
    ],
    ids=str,
)
def test_one_number_of_several_places_is_given_to_none_of_them(
    loader: Connection, analyst: Connection, places: list[str], country: str | None, admin1: str | None
) -> None:
    night = begin(loader)
    there(night, "/1", places=places)
    night.publish()

    row = only(headcounts(analyst))

    assert (country, admin1) == (row["country"], row["admin1"])


def test_what_is_there_what_was_and_what_is_planned_never_share_a_row(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(
        night, "/1", THERE, {**THERE, "subtype": "before", "value_min": 9000, "value_max": 9000},
        {**THERE, "subtype": "planned_dispatch", "polarity": "reported_future", "value_min": 500, "value_max": 500},
        {**THERE, "subtype": "illustrative", "value_min": 10, "value_max": 10},
    )  # fmt: skip
    night.publish()

    found = {row["subtype"]: (row["low"], row["high"], row["is_default"]) for row in headcounts(analyst)}

    assert {
        "present": (2000, 2000, True), "before": (9000, 9000, True), "planned_dispatch": (500, 500, True),
        "illustrative": (10, 10, False),
    } == found  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"polarity": "denied"}, {"polarity": "unverified"}, {"polarity": "negated", "value_min": 0, "value_max": 0},
     {"scope": "background"}, {"firm": False}],
    ids=lambda changes: " ".join(changes),
)  # fmt: skip
def test_what_is_denied_old_or_doubtful_has_a_row_of_its_own(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    there(night, "/1")
    there(night, "/2", **{"value_min": 10000, "value_max": 10000, **changes})
    night.publish()

    assert [(2000, 2000)] == [(row["low"], row["high"]) for row in headcounts(analyst, where="is_default")]
    assert 1 == len(headcounts(analyst, where="not is_default"))


def test_a_part_is_no_lower_bound_beside_its_whole(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    whole = "They were 0 at /1"
    told(
        night, "/1", THERE, {**THERE, "value_min": 200, "value_max": 200, "part_of": whole},
        {**THERE, "value_min": 900, "value_max": 900, "part_of": whole, "places": ["Dandong, Liaoning, CN"]},
    )  # fmt: skip
    night.publish()

    found = {row["admin1"]: (row["low"], row["high"], len(row["claim_ids"])) for row in headcounts(analyst)}

    assert {"Jilin": (2000, 2000, 2), "Liaoning": (900, 900, 1)} == found
    assert ["part"] == [row["why"] for row in rows(analyst, "select why from mart.not_counted")]


@pytest.mark.parametrize("unit", ["percent", "workers per site", "companies"])
def test_a_ratio_is_no_headcount(loader: Connection, analyst: Connection, unit: str) -> None:
    night = begin(loader)
    there(night, "/1", unit=unit, value_min=50, value_max=50)
    night.publish()

    assert [] == headcounts(analyst)


def test_a_copy_with_another_number_moves_no_bound_and_a_copy_alone_is_its_origins_word(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    root = there(night, "/1", value_min=400, value_max=400)
    lost = night.report("Nothing that was read.", path="/lost")
    slipped = there(night, "/2", value_min=4000, value_max=4000)
    alone = there(night, "/3", value_min=500, value_max=500)
    night.stories({root: root, slipped: root, lost: lost, alone: lost}, {slipped: root, alone: lost})
    night.publish()

    row = only(headcounts(analyst))

    assert (400, 500, 2, 3) == (row["low"], row["high"], row["origins"], row["reports"])
    assert ["copy"] == [row["why"] for row in rows(analyst, "select why from mart.not_counted")]


def test_a_headcount_corrected_late_is_seen_as_it_was_known(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    there(first, "/1", value_min=4000, value_max=4000)
    first.publish()
    second = begin(loader, NIGHT_3)
    second.report("Only 400 were there.", ("400 were there", {**THERE, "value_min": 400, "value_max": 400}), path="/1")
    second.publish()

    seen = {}
    for day in (NIGHT_1, NIGHT_2, NIGHT_3, None):
        rows(analyst, "select mart.as_of(%s)", [day])
        seen[day] = int(only(headcounts(analyst))["low"])
    assert {NIGHT_1: 4000, NIGHT_2: 4000, NIGHT_3: 400, None: 400} == seen


# --- estimates


def total(night: Night, path: str, place: str, number: int, year: int, **changes: Any) -> str:
    """A report that states one total of a country or the world for a year."""
    of_the_year = {"event_start": f"{year}-01-01", "event_end": f"{year}-12-31", "event_basis": "stated"}
    return there(night, path, places=[place], value_min=number, value_max=number, **of_the_year, **changes)


def estimates(analyst: Connection, where: str = "true") -> list[dict[str, Any]]:
    return rows(analyst, f"select * from mart.estimates where {where}")  # noqa: S608


def test_totals_that_differ_threefold_show_their_years_and_places(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    total(night, "/1", "WORLD", 100000, 2017, attribution="a UN panel", attribution_kind="un", scope="background")
    total(night, "/2", "WORLD except CN", 30000, 2019, attribution="an institute", attribution_kind="ngo")
    total(night, "/3", "CN", 70000, 2019)
    night.publish()

    found = [
        (row["place"], int(row["value_max"]), row["reference_period"], row["stated_by"], row["scope"])
        for row in estimates(analyst, "is_default")
    ]

    assert [
        ("CN", 70000, "2019", None, "new"),
        ("WORLD", 100000, "2017", "a UN panel", "background"),
        ("WORLD except CN", 30000, "2019", "an institute", "new"),
    ] == found


def test_a_figure_copied_and_retold_is_one_row_for_each_witness_with_its_repeats(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    root = total(night, "/1", "CN", 70000, 2019)
    copied(night, root, *(total(night, f"/copy/{number}", "CN", 70000, 2019) for number in range(3)))
    total(night, "/retold", "CN", 70000, 2019, scope="background")
    night.publish()

    found = {row["scope"]: row for row in estimates(analyst)}

    assert 2 == len(estimates(analyst))
    assert {2} == {row["origins"] for row in found.values()}
    assert root == found["new"]["origin_id"]
    assert {row["first_report"] for row in found.values()} == {found["new"]["first_report"]}
    assert 4 == sum(row["repeats"] for row in found.values() if row["scope"] == "new")


@pytest.mark.parametrize(
    "changes",
    [{"places": ["Hunchun, Yanbian, Jilin, CN"]}, {"places": []}, {"company": "Invented Garments"},
     {"demographic": '{"sex": "female"}'}, {"subtype": "planned_dispatch"}, {"unit": "percent"},
     {"value_min": None, "value_max": None, "precision": None}],
    ids=str,
)  # fmt: skip
def test_what_is_no_total_of_a_country_is_no_estimate(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    there(night, "/1", **{"places": ["CN"], **changes})
    night.publish()

    assert [] == estimates(analyst)


def test_a_countrys_part_of_the_worlds_total_is_an_estimate_of_its_own(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    world = {**THERE, "places": ["WORLD"], "value_min": 100000, "value_max": 100000}
    china = {**THERE, "places": ["CN"], "value_min": 50000, "value_max": 50000, "part_of": "They were 0 at /1"}
    women = {**THERE, "places": ["CN"], "value_min": 40000, "value_max": 40000, "part_of": "They were 1 at /1"}
    told(night, "/1", world, china, women)
    night.publish()

    assert [("CN", 50000), ("WORLD", 100000)] == [(row["place"], row["value_min"]) for row in estimates(analyst)]


def test_a_vague_or_denied_total_keeps_its_words(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    there(night, "/1", places=["CN"], polarity="denied", **VAGUE)
    night.publish()

    row = only(estimates(analyst))

    assert (None, None, "thousands of workers", "denied", False) == (
        row["value_min"], row["value_max"], row["value"], row["polarity"], row["is_default"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2017-01-01", "2017-12-31", "2017"),
        ("2019-11-01", "2019-11-30", "2019-11"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2019-11-24", "2019-11-24", "2019-11-24"),
        ("2019-11-20", "2019-11-30", "2019-11-20 to 2019-11-30"),
        ("2017-01-01", "2018-12-31", "2017-01-01 to 2018-12-31"),
        ("2019-05-01", None, "since 2019-05-01"),
        (None, "2020-03-31", "by 2020-03-31"),
        (None, None, None),
    ],
)
def test_an_interval_is_written_as_a_person_writes_it(
    analyst: Connection, first: str | None, last: str | None, expected: str | None
) -> None:
    (row,) = rows(analyst, "select mart.period_text(%s, %s) as said", [first, last])

    assert expected == row["said"]


# --- flows beside each other


def balance(analyst: Connection, country: str = "CN") -> list[dict[str, Any]]:
    return rows(
        analyst, "select * from mart.flow_balance(%s, date '2019-09-15', date '2019-11-15')", [country]
    )  # fmt: skip


HOME: dict[str, Any] = {"subtype": "repatriation", "value_min": 500, "value_max": 500, "precision": "exact"}
CAME: dict[str, Any] = {"subtype": "dispatch", "value_min": 800, "value_max": 800, "precision": "exact"}


def test_five_hundred_home_and_eight_hundred_new_are_never_three_hundred(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    told(night, "/1", HOME, CAME)
    night.publish()

    flows = rows(analyst, "select direction, low, high from mart.flows_by_month")
    (october,) = [row for row in balance(analyst) if row["month"] == QUARTER]

    assert [("repatriation", 500, 500), ("dispatch", 800, 800)] == [tuple(row.values()) for row in flows]
    assert (800, 800, 1, 500, 500, 1) == tuple(
        october[name] for name in ("came_low", "came_high", "came_origins", "left_low", "left_high", "left_origins")
    )
    assert october["hole"] == "no source was awake"
    assert 300 not in [value for row in balance(analyst) for value in row.values() if not isinstance(value, list)]


def test_a_month_nobody_spoke_of_is_a_hole_and_not_a_zero(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", {**CAME, "value_max": None, "precision": "at_least"})
    night.publish()

    found = {row["month"].month: (row["came_low"], row["left_low"], row["hole"]) for row in balance(analyst)}

    nobody = "nobody says who came; nobody says who left; no source was awake"
    assert {
        9: (None, None, nobody),
        10: (800, None, "who came: open above; nobody says who left; no source was awake"),
        11: (None, None, nobody),
    } == found


def test_a_plan_stays_a_plan_after_its_time(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    plan = {"subtype": "planned_dispatch", "polarity": "reported_future", "value_min": 12000, "value_max": 12000}
    told(night, "/1", {**plan, "event_start": None, "event_end": "2019-12-31", "event_basis": "stated"})
    night.publish()
    begin(loader, date(2026, 1, 5)).publish()

    found = [(row["month"], row["modality"], row["came_high"]) for row in balance(analyst) if row["came_high"]]

    assert [(None, "planned", 12000)] == found
    assert [("planned", None)] == [
        (row["modality"], row["month"]) for row in rows(analyst, "select modality, month from mart.flows_by_month")
    ]


def test_arrivals_and_intakes_are_one_side_and_moves_within_a_country_are_none(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    told(night, "/1", CAME, {**CAME, "subtype": "transfer", "value_min": 70, "value_max": 70})
    told(night, "/2", {**CAME, "subtype": "intake", "value_min": 900, "value_max": 900})
    night.publish()

    (october,) = [row for row in balance(analyst) if row["month"] == QUARTER]

    assert (800, 900, 2, 0) == tuple(
        october[name] for name in ("came_low", "came_high", "came_origins", "left_origins")
    )
    assert 2 == len(october["came_claim_ids"])


def test_the_balance_of_an_empty_warehouse_has_no_row(analyst: Connection) -> None:
    assert [] == balance(analyst)


# --- who was awake


def coverage(analyst: Connection) -> dict[str, tuple[int, int, int]]:
    found = rows(analyst, "select * from mart.coverage_by_month where month is not null")
    return {
        row["month"].strftime("%Y-%m"): (row["sources_awake"], row["reports"], row["relevant_reports"])
        for row in found
    }  # fmt: skip


def test_a_trend_shows_one_source_fewer_after_an_outlet_has_closed(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    first.source("dong_ilbo_ko")
    first.verdict("dong_ilbo_ko", "quiet")
    there(first, "/1")
    ice = "Of ice."
    first.fetched("/2", payload(ice))
    first.read(ice, "/2", is_relevant=False)
    first.publish()
    later = Night(loader, date(2020, 1, 6))
    later.verdict()
    later.verdict("dong_ilbo_ko", "stale")
    later.publish()

    assert {"2019-12": (2, 2, 1), "2020-01": (1, 0, 0)} == coverage(analyst)
    rows(analyst, "select mart.as_of(%s)", [NIGHT_2])
    assert {"2019-12": (2, 2, 1)} == coverage(analyst)


def test_a_month_in_which_all_were_silent_has_a_row(loader: Connection, analyst: Connection) -> None:
    night = Night(loader, NIGHT_1)
    night.source()
    night.verdict(verdict="blocked", exit_code=65)
    night.publish()

    assert {"2019-12": (0, 0, 0)} == coverage(analyst)


def test_a_report_found_later_wakes_its_source_in_its_own_month(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    for path, text, day in (("/old", "Years ago.", "2017-05-04"), ("/undated", "Sometime.", None)):
        night.fetched(path, payload(text))
        night.read(text, path, date=day)
    night.publish()

    assert {"2017-05": (1, 1, 1), "2019-12": (1, 0, 0)} == coverage(analyst)
    assert [(None, None, 1)] == [
        (row["month"], row["sources_awake"], row["reports"])
        for row in rows(analyst, "select * from mart.coverage_by_month where month is null")
    ]


# --- shares of places


def shares(analyst: Connection) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.place_shares")


def test_most_is_a_share_without_a_number(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = told(night, "/1", MOST)
    copied(night, root, told(night, "/copy", MOST))
    told(night, "/2", MOST)
    night.publish()

    found = shares(analyst)

    assert {("CN", "Jilin, CN", None, None, 2, 3)} == {
        (row["whole_place"], row["part_place"], row["ratio_min"], row["ratio_max"], row["origins"], row["reports"])
        for row in found
    }
    assert 2 == len(found)


def test_a_place_said_to_get_few_is_there_and_negated(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    few = {"polarity": "negated", "value_min": None, "value_max": None, "precision": None, "places": ["Liaoning, CN"]}
    told(night, "/1", few, {**few, "places": ["CN"]})
    night.publish()

    assert [("Liaoning, CN", "negated")] == [(row["part_place"], row["polarity"]) for row in shares(analyst)]


def test_a_share_in_percent_keeps_its_bounds_and_the_whole_that_is_said(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    fifth = {**THERE, "unit": "percent", "value_min": 20, "value_max": 25, "places": ["Liaoning, CN"]}
    told(night, "/1", {**fifth, "details": {"whole_place": "WORLD", "wording": "a fifth or a quarter"}})
    night.publish()

    row = only(shares(analyst))

    assert ("WORLD", True, 20, 25, "a fifth or a quarter") == tuple(
        row[name] for name in ("whole_place", "is_whole_said", "ratio_min", "ratio_max", "wording")
    )
    assert [] == headcounts(analyst)


# --- before and after


@pytest.mark.parametrize(
    ("first", "last", "phases"),
    [
        ("2017-01-01", "2017-12-31", ["before_2397", "grace"]),
        ("2016-05-01", "2016-05-31", ["before_2397"]),
        ("2019-12-01", "2019-12-31", ["grace"]),
        ("2020-01-01", "2020-01-01", ["closed_border"]),
        ("2023-09-01", "2024-12-31", ["reopened"]),
    ],
)
def test_a_number_stands_in_the_phase_of_its_own_time(
    loader: Connection, analyst: Connection, first: str, last: str, phases: list[str]
) -> None:
    night = begin(loader)
    there(night, "/1", event_start=first, event_end=last)
    night.publish()

    assert phases == [row["phase"] for row in rows(analyst, "select * from mart.before_after_deadline")]


def test_before_and_after_keep_stock_flow_and_plan_apart_beside_who_was_awake(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    door = {"type": "visa", "subtype": "student_visa", "value_min": None, "value_max": None, "precision": None}
    told(night, "/1", {**THERE, "sectors": ["garment"]}, CAME, HOME, {**door, "unit": None})
    night.publish()

    found = rows(analyst, "select * from mart.before_after_deadline where is_default")

    assert [
        ("headcount", "present", 2000, 1), ("movement", "dispatch", 800, 1), ("movement", "repatriation", 500, 1),
        ("visa", "student_visa", None, 1),
    ] == [(row["type"], row["subtype"], row["high"], row["sources_awake"]) for row in found]  # fmt: skip
    assert {("garment", "student_visa")} == {(row["top_sector"], row["top_visa"]) for row in found}


# --- who is sent


def test_who_is_sent_is_told_by_trait_with_its_word_of_change(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = told(night, "/1", WOMEN)
    copied(night, root, told(night, "/copy", WOMEN))
    night.publish()

    found = rows(analyst, "select * from mart.demographics")

    assert [("age_band", "forties", "even", 1, 2), ("sex", "female", "even", 1, 2)] == [
        (row["attribute"], row["value"], row["change_word"], row["origins"], row["reports"]) for row in found
    ]
    assert {date(2019, 7, 1)} == {row["half_year"] for row in found}


@pytest.mark.parametrize(
    ("changes", "attribute", "value"),
    [
        ({"demographic": None, "origin": ["Pyongyang, KP", "KP"]}, "origin_region", "Pyongyang, KP"),
        ({"demographic": "widows"}, "group", "widows"),
        ({"demographic": {"background": "party"}}, "party", "party"),
        ({"demographic": None, "details": {"attribute": "marital", "value": "married"}}, "marital", "married"),
    ],
    ids=["where from", "in words", "party", "in details"],
)
def test_a_trait_is_found_however_it_was_noted(
    loader: Connection, analyst: Connection, changes: dict[str, Any], attribute: str, value: str
) -> None:
    night = begin(loader)
    told(night, "/1", {**WOMEN, "details": {}, **changes})
    night.publish()

    row = only(rows(analyst, "select * from mart.demographics"))

    assert (attribute, value) == (row["attribute"], row["value"])
