"""What is paid, kept and asked for: amounts as they are written, never converted, added up or averaged."""

from datetime import date
from typing import Any

import pytest

from tests.test_mart_how_many import begin, copied, only, told
from tests.warehouse_fixtures import NIGHT_1, NIGHT_3, Night
from warehouse.connect import Connection, rows

COLUMNS = {
    "wages_by_month": [
        "country", "sector", "month", "subtype", "currency", "low", "high", "n_claims", "origins", "per",
        "as_written_examples", "claim_ids",
    ],
    "state_share": [
        "country", "sector", "month", "gross_min", "gross_max", "state_min", "state_max", "share_min", "share_max",
        "received_min", "received_max", "basis", "origins", "claim_ids",
    ],
    "revenue_claims": [
        "place", "year", "currency", "value_min", "value_max", "stated_by", "origins", "scope", "retold_n", "claim_id",
    ],
    "levies": [
        "payer", "payee", "purpose", "amount", "currency", "period_or_once", "place", "month", "origins", "claim_id",
    ],
}  # fmt: skip

PAID: dict[str, Any] = {
    "type": "wage", "subtype": "gross", "value_min": 1500, "value_max": 2000, "precision": "range",
    "unit": "per worker", "currency": "CNY", "period": "month",
}  # fmt: skip
HALF: dict[str, Any] = {
    "type": "wage", "subtype": "state_share", "value_min": 50, "value_max": 50, "precision": "approx",
    "unit": "percent", "currency": None, "period": None,
}  # fmt: skip
EARNED: dict[str, Any] = {
    "type": "revenue", "subtype": "state_revenue", "value_min": 500000000, "value_max": 500000000,
    "precision": "approx", "unit": None, "currency": "USD", "period": "year", "places": ["WORLD"],
    "event_start": "2017-01-01", "event_end": "2017-12-31", "attribution": "a UN panel",
}  # fmt: skip
BRIBE: dict[str, Any] = {
    "type": "levy", "subtype": "bribe", "value_min": 300, "value_max": 300, "precision": "exact", "unit": None,
    "currency": "USD", "period": None, "details": {"payer": "worker"},
}  # fmt: skip


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
    told(begin(loader), "/1", PAID, HALF, EARNED, BRIBE)
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


# --- what the state keeps


def test_about_half_is_stated_and_its_amount_is_computed_and_says_so(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", PAID, HALF)
    night.publish()

    stated, computed = seen(analyst, "state_share")

    assert ("stated", 50, 50, "approx", None, None, []) == tuple(
        stated[name]
        for name in ("basis", "share_min", "share_max", "precision", "state_min", "state_max", "computed_columns")
    )
    assert ("computed", 750, 1000, "CNY", "month", ["state_min", "state_max"]) == tuple(
        computed[name] for name in ("basis", "state_min", "state_max", "currency", "per", "computed_columns")
    )
    operands = rows(analyst, "select subtype from core.claim where claim_id = any(%s)", [computed["claim_ids"]])
    assert {"gross", "state_share"} == {row["subtype"] for row in operands}


def test_an_amount_beside_a_gross_wage_gives_a_share_that_is_computed(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    taken = {**PAID, "subtype": "state_revenue_per_worker", "value_min": 800, "value_max": 800}
    received = {**PAID, "subtype": "received_by_worker", "value_min": 700, "value_max": 1000}
    told(night, "/1", PAID, taken, received)
    night.publish()

    stated, computed = seen(analyst, "state_share")

    assert (None, None, 800, 700, 1000) == tuple(
        stated[name] for name in ("share_min", "share_max", "state_min", "received_min", "received_max")
    )
    assert ("40", "53.3", ["share_min", "share_max"]) == (
        str(computed["share_min"]), str(computed["share_max"]), computed["computed_columns"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "others",
    [
        [],
        [{**PAID, "places": ["RU"]}],
        [PAID, {**PAID, "value_min": 3000, "value_max": 3000}],
        [{**PAID, "polarity": "denied"}],
    ],
    ids=["no wage", "a wage elsewhere", "two wages", "a denied wage"],
)
def test_nothing_is_computed_where_the_wage_of_the_group_is_not_known(
    loader: Connection, analyst: Connection, others: list[dict[str, Any]]
) -> None:
    night = begin(loader)
    told(night, "/1", HALF, *others)
    paid(night, "/2")  # another report's wage
    night.publish()

    assert ["stated"] == [row["basis"] for row in seen(analyst, "state_share")]


@pytest.mark.parametrize("changes", [{"currency": "USD"}, {"period": "hour"}], ids=str)
def test_amounts_in_two_moneys_or_periods_give_no_share(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    told(night, "/1", PAID, {**PAID, "subtype": "state_revenue_per_worker", **changes})
    night.publish()

    assert ["stated"] == [row["basis"] for row in seen(analyst, "state_share")]


def test_a_share_open_below_gives_an_amount_open_below(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", PAID, {**HALF, "value_min": None, "value_max": 90, "precision": "at_most"})
    night.publish()

    _, computed = seen(analyst, "state_share")

    assert (None, 1800) == (computed["state_min"], computed["state_max"])


def test_a_copied_share_is_one_witness_and_a_doubtful_wage_makes_no_firm_sum(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    root = told(night, "/1", {**PAID, "firm": False}, HALF)
    copied(night, root, told(night, "/copy", PAID, HALF))
    night.publish()

    stated, computed = seen(analyst, "state_share")

    assert (1, 2) == (stated["origins"], stated["reports"])
    assert [True, False] == [stated["is_default"], computed["is_default"]]


# --- what it earns


def test_a_sum_retold_for_years_is_one_witness_each_and_counts_its_retellings(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    root = told(night, "/1", EARNED)
    copied(night, root, told(night, "/copy", EARNED))
    told(night, "/2", {**EARNED, "scope": "background"})
    night.publish()

    found = {row["scope"]: row for row in seen(analyst, "revenue_claims")}

    assert 2 == len(seen(analyst, "revenue_claims"))
    assert ("WORLD", 2017, "USD", "a UN panel", 2, 2) == tuple(
        found["new"][name] for name in ("place", "year", "currency", "stated_by", "origins", "retold_n")
    )
    assert [True, False] == [found["new"]["is_default"], found["background"]["is_default"]]


def test_heads_and_wages_are_never_multiplied(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    heads = {"type": "headcount", "subtype": "present", "value_min": 2000, "value_max": 2000}
    told(night, "/1", heads, PAID, {**PAID, "subtype": "state_revenue_per_worker", "value_min": 800, "value_max": 800})
    night.publish()

    assert [] == seen(analyst, "revenue_claims")


@pytest.mark.parametrize("subtype", ["contract", "theft"])
def test_a_contract_or_a_theft_is_shown_and_is_no_income_of_the_state(
    loader: Connection, analyst: Connection, subtype: str
) -> None:
    night = begin(loader)
    told(night, "/1", {**EARNED, "subtype": subtype, "period": None})
    night.publish()

    assert [(subtype, None, False)] == [
        (row["subtype"], row["per"], row["is_default"]) for row in seen(analyst, "revenue_claims")
    ]


# --- what is asked for


def test_a_levy_says_who_pays_whom_for_what(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(
        night, "/1", BRIBE,
        {**BRIBE, "subtype": "loyalty_fund", "period": "month", "value_max": None, "precision": "at_least",
         "details": {"payer": "host firm", "payee": "the embassy", "purpose": "flood relief"}},
    )  # fmt: skip
    night.publish()

    found = [
        tuple(row[name] for name in ("payer", "payee", "purpose", "amount", "period_or_once"))
        for row in seen(analyst, "levies")
    ]

    assert [
        ("worker", None, "bribe", "300 USD", "once"),
        ("host firm", "the embassy", "flood relief", "at least 300 USD", "month"),
    ] == found


def test_a_copied_levy_has_one_row(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = told(night, "/1", BRIBE)
    copied(night, root, told(night, "/copy", BRIBE))
    night.publish()

    row = only(seen(analyst, "levies"))

    assert (1, 2, 2) == (row["origins"], row["reports"], len(row["claim_ids"]))


def test_a_deduction_from_a_wage_is_a_levy_and_a_denied_fee_no_default(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    told(night, "/1", {**PAID, "subtype": "deduction"}, {**BRIBE, "subtype": "fee", "polarity": "denied"})
    night.publish()

    assert [("deduction", True), ("fee", False)] == [
        (row["purpose"], row["is_default"]) for row in seen(analyst, "levies")
    ]
