"""Faults of the web and the verdicts they must get the same night, over real HTTP; and good nights, which stay good."""

from dataclasses import replace
from typing import Any

import pytest

from scrapers.health import EXIT_CODES, is_red
from tests.faults import harness, healthy
from tests.faults.__main__ import confusion
from tests.faults.harness import Row
from tests.faults.table import BY_NAME, FAULTS, SHORT
from tests.faults.unseen import EVERY, UNSEEN

PLAYED = (*SHORT, "a domain that was resold and feeds advertisements")
GOOD = BY_NAME["a good night"]
OUTCOME: dict[str, Any] = {
    **{"verdict": "ok", "reason": "3 new", "exit_code": 0, "whole": "ok", "whole_reason": "3 new, 0 changed"},
    **{"leaks": [], "has_text": True},
}


# --- the table -----------------------------------------------------------------------------------------------------


def test_the_table_holds_many_faults_each_under_a_name_of_its_own() -> None:
    assert len(FAULTS) == len(BY_NAME)
    assert len(FAULTS) + len(UNSEEN) == len(EVERY)
    assert sum(is_red(fault.word) for fault in FAULTS) >= 50


def test_every_word_that_reddens_a_night_is_expected_of_a_fault() -> None:
    assert {word for word in EXIT_CODES if is_red(word)} <= {fault.word for fault in FAULTS}


@pytest.mark.parametrize("fault", [*FAULTS, *UNSEEN], ids=lambda fault: fault.name)
def test_an_exit_code_is_that_of_its_word_unless_only_cleaning_sees_the_fault(fault: Any) -> None:
    assert fault.exit_code == (EXIT_CODES[fault.word] if fault.seen_by == "crawl" else 0)


# --- nights that go wrong ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """One fault of each kind and one of the unseen, played; `make faults` plays them all."""
    return {row.fault.name: row for row in harness.play(PLAYED, tmp_path_factory.mktemp("faults"))}


@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("name", PLAYED, ids=str)
def test_a_fault_gets_its_verdict_exit_code_and_sentence_the_same_night(rows: dict[str, Row], name: str) -> None:
    assert () == rows[name].wrongs, rows[name].sentence


# --- the judge of the table is judged ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"verdict": "quiet"}, "the crawl says quiet"),
        ({"exit_code": 65}, "exit code 65, 0 expected"),
        ({"whole": "drift"}, "the night is drift, ok expected"),
        ({"whole_reason": "something else"}, "the sentence does not hold"),
        ({"leaks": ["10.0.0.7:80"]}, "asked a private address: 10.0.0.7:80"),
        ({"has_text": False}, "no text holds"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_row_is_wrong_if_anything_differs_from_the_table(changes: dict[str, Any], told: str) -> None:
    assert () == harness.row(GOOD, OUTCOME).wrongs
    assert told in harness.row(GOOD, OUTCOME | changes).wrongs[0]


def test_a_fault_that_was_not_played_is_wrong() -> None:
    assert ("it was not played",) == harness.row(GOOD, None).wrongs


def test_the_confusion_table_counts_what_was_expected_against_what_came() -> None:
    rows = [harness.row(GOOD, OUTCOME), harness.row(replace(GOOD, word="drift"), OUTCOME)]

    lines = [line.split() for line in confusion(rows)]

    assert ["ok", "1"] == [cell for cell in lines[1] if cell != "."]
    assert ["drift", "1"] == [cell for cell in lines[2] if cell != "."]


# --- good nights ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nights() -> list[tuple[str, dict[str, Any], Any]]:
    return list(healthy.play())


def test_at_most_one_of_a_thousand_good_nights_is_called_red(nights: list[tuple[str, dict[str, Any], Any]]) -> None:
    alarms = [f"{key} {record['day']} {found}" for key, record, found in nights if is_red(found.word)]

    assert 1_000 <= len(nights)
    assert 1 >= len(alarms), alarms


def test_the_good_nights_vary(nights: list[tuple[str, dict[str, Any], Any]]) -> None:
    figures = [record["figures"] for _, record, _ in nights]

    assert {"ok", "quiet", "not_modified"} <= {found.word for _, _, found in nights}
    assert {10, 300} <= {count["listed"] for count in figures}
    for name in ("left", "failed", "gone"):
        assert any(count[name] for count in figures), name
    assert any(record["newest_item_at"] is None for _, record, _ in nights)
