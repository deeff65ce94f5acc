"""The invented warehouse that answers are timed on: it breaks no rule, and nothing of mart is left out of the times."""

from datetime import date

import pytest

from tests.warehouse_fixtures import Warehouse
from warehouse import answers, invented
from warehouse.check import run_checks
from warehouse.connect import one, rows

REPORTS = 300


@pytest.fixture
def filled(warehouse: Warehouse) -> Warehouse:
    loader = warehouse()
    invented.fill(loader, REPORTS)
    loader.commit()
    return warehouse


def test_no_check_finds_anything_in_it(filled: Warehouse) -> None:
    last = one(filled(), "select run_no, run_day from ops.published")
    assert last is not None

    results = run_checks(filled(), last["run_no"], last["run_day"])

    assert {} == {result.name: result.evidence for result in results if result.offending_count}


def test_it_has_copies_corrections_and_claims_of_every_polarity(filled: Warehouse) -> None:
    found = one(
        filled("p8_analyst"),
        """
        select
            count(distinct polarity) as polarities,
            count(distinct type) as types,
            count(distinct lang) as languages,
            count(distinct story_id) < count(distinct report_id) as has_copies,
            bool_or(version_ordinal = 2) as has_second_versions
        from mart.known_claim
        """,
    )

    assert {"polarities": 5, "types": 14, "languages": 5, "has_copies": True, "has_second_versions": True} == found


def test_everything_in_mart_is_timed_today_and_as_of_a_day(filled: Warehouse) -> None:
    analyst = filled("p8_analyst")
    named = rows(analyst, "select 'mart.' || viewname as name from pg_views where schemaname = 'mart'")

    today = list(answers.answers(analyst))
    before = list(answers.answers(analyst, date(2020, 6, 1)))

    assert {} == {answer.call: answer.plan for answer in today + before if answer.seconds is None}
    assert {row["name"] for row in named} <= {answer.call for answer in today}
    known = {answer.call: answer.row_count for answer in before}["mart.known_claim"]
    assert 0 < known < {answer.call: answer.row_count for answer in today}["mart.known_claim"]
