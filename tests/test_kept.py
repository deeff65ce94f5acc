"""Rows that publication keeps of slow answers: never another answer than the one that is computed."""

import pytest

from tests.test_mart_trust import PLANNED, PRESENT, number, told
from tests.test_reviews import judged
from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse
from warehouse import answers, store
from warehouse.connect import Connection, rows

KEPT = [name for name in store.KEPT if name.startswith("kept.") and name != "kept.judged"]


@pytest.fixture
def two_nights(loader: Connection) -> Night:
    """A contradiction, a number that changed on the way, a flow, a firm, a sector, and a correction."""
    first = Night(loader, NIGHT_1)
    first.source()
    first.verdict()
    origin = told(first, "/1", **PRESENT, **number(2000), sectors=["seafood"])
    copy = told(first, "/2", **PRESENT, **number(2100), sectors=["seafood"])
    told(first, "/3", **PRESENT, **number(5000))
    told(first, "/4", **PLANNED, **number(300))
    told(first, "/5", company="Donglin Foods", type="company", subtype="employer", **number(None, None))
    first.stories({origin: origin, copy: origin}, {copy: origin})
    first.publish()
    second = Night(loader, NIGHT_2)
    second.verdict()
    text = "They were said to be 6,000 in Hunchun."
    second.report(text, ("6,000 in Hunchun", {**PRESENT, **number(6000), "sectors": ["seafood"]}), path="/3")
    said = {"traits": ["number"], "note": None, "diff": "5,000 -> 6,000", "sentence": "6,000, not 5,000", "figures": []}
    for change in store.changes_to_compare(loader):
        sides = (change["old_reading_id"], change["new_reading_id"])
        store.save_change_reading(loader, second.run_no, NIGHT_2, change["change_id"], *sides, said)
    second.publish()
    return second


def answered(connection: Connection) -> dict[str, list[str]]:
    """Every answer of mart, each row in words."""
    calls = answers.calls(connection)
    return {call: sorted(map(repr, rows(connection, f"select * from {call}"))) for call in calls}  # noqa: S608


def test_every_kept_table_is_filled_by_publication(loader: Connection) -> None:
    found = rows(loader, "select oid::regclass::text as name from pg_class where relkind = 'm'")

    assert {row["name"] for row in found} == set(store.KEPT)


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_kept_is_what_is_computed(two_nights: Night, warehouse: Warehouse, kept: str) -> None:
    owner = warehouse("p8_owner")
    found = [repr(row) for row in rows(owner, f"select * from {kept}")]  # noqa: S608
    computed = [repr(row) for row in rows(owner, f"select * from {kept}_at_horizon")]  # noqa: S608

    assert found
    assert sorted(computed) == sorted(found)


@pytest.mark.parametrize("judgement", ["wrong", "right"])
def test_a_judgement_counts_at_once_in_every_answer(
    two_nights: Night, warehouse: Warehouse, analyst: Connection, judgement: str
) -> None:
    before = answered(analyst)
    (row,) = rows(analyst, "select claim_id from mart.known_claim where value_min = 6000")

    judged(warehouse, row["claim_id"], judgement, "counts one zone")
    at_once = answered(analyst)
    store.show_published(two_nights.connection)
    two_nights.connection.commit()

    assert at_once == answered(analyst)
    assert before["mart.conflicts"] != at_once["mart.conflicts"]
