"""Sentences that are easily misread, with the reading a person gives them: the list of traps, row by row, and at least
one sentence in other words and another language for each."""

import re
from pathlib import Path

import pytest

from tests.labelled import SHARED, needs
from tests.traps import flows, kinds, not_workers, numbers, pay, polarity, voices, when, where
from tests.traps.others import ELSEWHERE, OWN_ELSEWHERE
from tests.traps.readings import Trap, differences, language_of

SECTIONS = (numbers, flows, polarity, pay, not_workers, when, where, voices, kinds)
TRAPS: dict[str, Trap] = {name: one for section in SECTIONS for name, one in section.TRAPS.items()}
ROW = re.compile(r"^\| (\d+[a-z]?) \|", re.MULTILINE)


@pytest.mark.parametrize("one", TRAPS.values(), ids=TRAPS)
def test_a_trap_is_read_as_a_person_reads_it(one: Trap) -> None:
    assert [] == differences(one)


def test_no_name_stands_twice() -> None:
    assert len(TRAPS) == sum(len(section.TRAPS) for section in SECTIONS)


def row_of(name: str) -> str:
    return name.split()[0]


def is_own(name: str) -> bool:
    return "own" in name.split()


def test_each_row_has_a_sentence_of_our_own_in_another_language() -> None:
    rows = {row_of(name) for name in TRAPS} | set(ELSEWHERE)
    spoken = {(row_of(name), language_of(one.text)) for name, one in TRAPS.items() if not is_own(name)}
    own = {row_of(name) for name, one in TRAPS.items() if is_own(name) and _is_new(name, one, spoken)}

    assert set() == rows - own - set(OWN_ELSEWHERE)


def _is_new(name: str, one: Trap, spoken: set[tuple[str, str]]) -> bool:
    return (row_of(name), language_of(one.text)) not in spoken


POINTERS = sorted({pointer for told in (ELSEWHERE, OWN_ELSEWHERE) for row in told.values() for pointer in row})


@pytest.mark.parametrize("pointer", POINTERS)
def test_the_test_that_a_row_points_to_is_there(pointer: str) -> None:
    file, name = pointer.split("::")

    assert f"def {name}(" in (Path(__file__).parent / file).read_text()


@needs(SHARED / "TRAPS.md")
def test_every_row_of_the_list_of_traps_has_a_test() -> None:
    rows = set(ROW.findall((SHARED / "TRAPS.md").read_text()))

    assert set() == rows - {row_of(name) for name in TRAPS} - set(ELSEWHERE)
