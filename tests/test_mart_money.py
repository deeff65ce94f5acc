"""What is paid, kept and asked for: amounts as they are written, never converted, added up or averaged."""

from datetime import date
from typing import Any

import pytest

from tests.test_mart_how_many import begin, copied, only, told
from tests.warehouse_fixtures import NIGHT_1, NIGHT_3, Night, Warehouse
from warehouse.connect import Connection, rows

COLUMNS = {
    "wages_by_month": [
        "country", "sector", "month", "subtype", "currency", "low", "high", "n_claims", "origins", "per",
        "as_written_examples", "claim_ids",
    ],
}  # fmt: skip

PAID: dict[str, Any] = {
    "type": "wage", "subtype": "gross", "value_min": 1500, "value_max": 2000, "precision": "range",
    "unit": "per worker", "currency": "CNY", "period": "month",
}  # fmt: skip


@pytest.fixture
def loader(warehouse: Warehouse) -> Connection:
    return warehouse()


@pytest.fixture
def analyst(warehouse: Warehouse) -> Connection:
    connection = warehouse("p8_analyst")
    connection.autocommit = True
    return connection


def paid(night: Night, path: str, **changes: Any) -> str:
    """A report that says one wage."""
    return told(night, path, {**PAID, **changes})


def seen(analyst: Connection, view: str, where: str = "true") -> list[dict[str, Any]]:
    return rows(analyst, f"select * from mart.{view} where {where}")  # noqa: S608


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


@pytest.mark.parametrize("view", COLUMNS)
def test_before_anything_is_published_a_view_is_empty(loader: Connection, analyst: Connection, view: str) -> None:
    told(begin(loader), "/1", PAID)
    loader.commit()

    assert [] == seen(analyst, view)


# --- wages


def test_a_wage_of_an_hour_has_no_monthly_row(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    hourly = {**PAID, "value_min": 2.5, "value_max": 2.5, "precision": "exact", "currency": "USD", "period": "hour"}
    shift = {"type": "condition", "subtype": "hours", "value_min": 12, "value_max": 12, "unit": "hours per day"}
    told(night, "/1", hourly, {**shift, "precision": "exact"})
    night.publish()

    row = only(seen(analyst, "wages_by_month"))

    assert ("2.5", "2.5", "USD", "hour") == (str(row["low"]), str(row["high"]), row["currency"], row["per"])
    assert date(2019, 10, 1) == row["month"]


def test_wages_are_a_range_of_witnesses_and_copies_add_none(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = paid(night, "/1")
    copied(night, root, paid(night, "/copy/1"), paid(night, "/copy/2"))
    paid(night, "/2", value_min=2300, value_max=2300, precision="exact")
    night.publish()

    row = only(seen(analyst, "wages_by_month"))

    assert (1500, 2300, 2, 2, 4) == (row["low"], row["high"], row["n_claims"], row["origins"], row["reports"])
    assert 4 == len(row["claim_ids"])
    assert 2 == len(row["as_written_examples"])


def test_a_wage_open_above_leaves_the_row_open(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    paid(night, "/1")
    paid(night, "/2", value_min=1800, value_max=None, precision="at_least")
    night.publish()

    row = only(seen(analyst, "wages_by_month"))

    assert (1500, None) == (row["low"], row["high"])


@pytest.mark.parametrize(
    "changes",
    [{"currency": "USD"}, {"period": "year"}, {"period": None}, {"currency": None, "flags": ["currency"]},
     {"subtype": "received_by_worker"}, {"sectors": ["garment"]}, {"places": ["RU"]}, {"polarity": "denied"},
     {"scope": "background"}, {"firm": False}],
    ids=lambda changes: " ".join(f"{name} {value}" for name, value in changes.items()),
)  # fmt: skip
def test_amounts_that_are_not_alike_have_rows_of_their_own(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    paid(night, "/1")
    paid(night, "/2", **{"value_min": 9000, "value_max": 9000, **changes})
    night.publish()

    assert {1500, 9000} == {int(row["low"]) for row in seen(analyst, "wages_by_month")}
    assert 2 == len(seen(analyst, "wages_by_month"))


@pytest.mark.parametrize(
    "changes",
    [{"unit": "percent", "currency": None, "period": None}, {"unit": "total"}, {"subtype": "state_revenue"},
     {"subtype": "arrears_total"}, {"value_min": None, "value_max": None, "precision": None}],
    ids=str,
)  # fmt: skip
def test_what_is_no_amount_of_one_person_is_no_wage(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    paid(night, "/1", **changes)
    night.publish()

    assert [] == seen(analyst, "wages_by_month")


def test_a_wage_of_two_sectors_and_three_months_stands_in_each(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    paid(night, "/1", sectors=["garment", "seafood"], event_start="2019-08-15", event_end="2019-10-15")
    night.publish()

    found = {(row["sector"], row["month"].month, row["spread"]) for row in seen(analyst, "wages_by_month")}

    assert {(sector, month, True) for sector in ("garment", "seafood") for month in (8, 9, 10)} == found


def test_a_wage_corrected_late_is_seen_as_it_was_known(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    paid(first, "/1")
    first.publish()
    second = begin(loader, NIGHT_3)
    second.report("They got 900.", ("They got 900", {**PAID, "value_min": 900, "value_max": 900}), path="/1")
    second.publish()

    lows = {}
    for day in (NIGHT_1, NIGHT_3):
        rows(analyst, "select mart.as_of(%s)", [day])
        lows[day] = int(only(seen(analyst, "wages_by_month"))["low"])
    assert {NIGHT_1: 1500, NIGHT_3: 900} == lows
