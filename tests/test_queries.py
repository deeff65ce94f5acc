"""Every example of docs/queries.md runs on the sample warehouse and answers as a person who read the sample web would.

Answers are judged by hand in tests/queries/<question>.toml from the texts of the sample web, most by somebody who had
seen the output, so they are no blind measure: `must`, a row that is there
(columns that are not written may be anything); `never`, a row that is not; `null`, columns of that row that are null;
`at_least`, elements that a list column holds; `open`, what a person reads there and the program does not yet: nothing
is asked of it.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import by_hand
from warehouse.connect import Connection, connect, rows

pytestmark = pytest.mark.xdist_group("nights by hand")

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "queries.md"
JUDGED = Path(__file__).parent / "queries"
SECTION = re.compile(r"^### ([QM]\d+)\. [^\n]+\n(.*?)(?=^#{1,3} |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {name: BLOCK.findall(text) for name, text in SECTION.findall(DOCUMENT.read_text())}
BLOCKS = BLOCK.findall(DOCUMENT.read_text())
ANSWERS = {file.stem: tomllib.loads(file.read_text()) for file in sorted(JUDGED.glob("*.toml"))}
ROWS = {(name, kind, number): row for name, answer in ANSWERS.items()
        for kind in ("must", "never") for number, row in enumerate(answer.get(kind, []), 1)}  # fmt: skip


@pytest.fixture(scope="module")
def analyst(sample_nights: tuple[Path, dict[int, list[str]]]) -> Iterator[Connection]:
    with by_hand.home(sample_nights[0]), closing(connect("p8_analyst", "p8_sample")) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture(scope="module")
def answers(analyst: Connection) -> dict[str, list[dict[str, Any]]]:
    """What each question that is judged answers after the last night."""
    return {name: ask(analyst, "\n".join(SECTIONS[name])) for name in ANSWERS}


def ask(analyst: Connection, statements: str) -> list[dict[str, Any]]:
    """The last statement's rows, on the published state whatever day was looked at before."""
    rows(analyst, "select mart.as_of(null)")
    return rows(analyst, statements.replace("%", "%%"))


def is_as_judged(row: dict[str, Any], judged: dict[str, Any]) -> bool:
    """Whether a row says all that a person wrote."""
    return (
        all(row[column] is None for column in judged.get("null", []))
        and all(set(items) <= set(row[column] or []) for column, items in judged.get("at_least", {}).items())
        and all(
            (float(row[column]) if isinstance(row[column], Decimal) else row[column]) == value
            for column, value in judged.items()
            if column not in ("null", "at_least", "why")
        )
    )


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_an_example_runs(analyst: Connection, number: int) -> None:
    ask(analyst, BLOCKS[number])


@pytest.mark.parametrize("name", SECTIONS)
def test_a_question_has_one_example(name: str) -> None:
    assert 1 == len(SECTIONS[name])


def test_questions_stand_in_order_and_what_is_judged_is_asked() -> None:
    numbers = [(name[0] == "M", int(name[1:])) for name in SECTIONS]

    assert sorted(set(numbers)) == numbers
    assert [] == sorted(set(ANSWERS) - set(SECTIONS))


@pytest.mark.parametrize(("name", "kind", "number"), ROWS, ids=lambda part: str(part))
def test_an_answer_is_as_a_person_judged_it(
    answers: dict[str, list[dict[str, Any]]], name: str, kind: str, number: int
) -> None:
    judged = ROWS[name, kind, number]
    found = [row for row in answers[name] if is_as_judged(row, judged)]

    assert (kind == "must") == bool(found), f"{kind} {judged}; there is {answers[name]}"
