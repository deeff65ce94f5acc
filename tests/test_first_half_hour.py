"""The notebook of an analyst's first half hour: its cells run in order on the sample warehouse and give what a person
reads there (tests/first_half_hour.toml, written as tests/queries/ is)."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import by_hand
from tests.test_queries import is_as_judged

pytestmark = pytest.mark.xdist_group("nights by hand")

ROOT = Path(__file__).parent.parent
NOTEBOOK = json.loads((ROOT / "docs" / "first-half-hour.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
JUDGED = tomllib.loads((Path(__file__).parent / "first_half_hour.toml").read_text(encoding="utf-8"))
ROWS = {(name, kind, number): row for name, answer in JUDGED.items()
        for kind in ("must", "never") for number, row in enumerate(answer.get(kind, []), 1)}  # fmt: skip


@pytest.fixture(scope="module")
def given(sample_nights: tuple[Path, dict[int, list[str]]]) -> Iterator[dict[str, Any]]:
    """What the cells leave behind, by name: run from the folder of the notebook, as Jupyter does."""
    names: dict[str, Any] = {}
    with by_hand.home(sample_nights[0]), pytest.MonkeyPatch.context() as patch:
        patch.setenv("P8_WEB", "sample")
        patch.chdir(ROOT / "docs")
        patch.syspath_prepend(str(ROOT))  # the path is put back afterwards
        for cell in CODE:
            exec("".join(cell["source"]), names)
        yield names


@pytest.mark.parametrize(("name", "kind", "number"), ROWS, ids=lambda part: str(part))
def test_a_cell_gives_what_a_person_judged(given: dict[str, Any], name: str, kind: str, number: int) -> None:
    judged = ROWS[name, kind, number]
    found = [row for row in given[name] if is_as_judged(row, judged)]

    assert (kind == "must") == bool(found), f"{kind} {judged}; there is {given[name]}"


def test_a_claim_is_led_back_to_its_bytes(given: dict[str, Any]) -> None:
    footnote, proof = given["footnote"], given["proof"].splitlines()

    assert given["is_same_page"]
    assert ["ok", f"quote    {footnote['quote']}"] == proof[:2]
    assert f"payload  sha256 {footnote['page_sha256']}" == proof[-1]
    assert any(line.startswith("bytes ") for line in proof)


def test_the_connection_is_closed_at_the_end(given: dict[str, Any]) -> None:
    assert given["analyst"].closed


def test_outputs_are_not_kept_in_the_repository() -> None:
    assert [] == [cell["id"] for cell in CODE if cell["outputs"] or cell["execution_count"] is not None]


def test_cells_have_ids_of_their_own() -> None:
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]

    assert (4, 5) == (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"])
    assert sorted(set(ids)) == sorted(ids)
