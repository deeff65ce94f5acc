"""How many were there, who came and who went: ranges and witnesses, never sums; each kind of number on its own row."""

from datetime import date
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, NIGHT_3, Night, Warehouse
from warehouse.connect import Connection, rows

COLUMNS = {
    "headcount_by_place_quarter": [
        "country", "admin1", "quarter", "subtype", "low", "high", "low_basis", "high_basis", "exact_n", "vague_n",
        "max_magnitude", "origins", "stories", "reports", "newest_known_from", "claim_ids",
    ],
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


@pytest.fixture
def loader(warehouse: Warehouse) -> Connection:
    return warehouse()


@pytest.fixture
def analyst(warehouse: Warehouse) -> Connection:
    connection = warehouse("p8_analyst")
    connection.autocommit = True
    return connection


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
    told(night, "/3", {**THERE, "places": ["CN"]})
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
