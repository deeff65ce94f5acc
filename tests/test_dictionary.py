"""The data dictionary says what the database says."""

from pathlib import Path

from tests.warehouse_fixtures import Warehouse
from warehouse.connect import rows
from warehouse.dictionary import dictionary

ROOT = Path(__file__).parent.parent


def test_the_dictionary_is_that_of_this_code(warehouse: Warehouse) -> None:
    written = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")

    assert written == dictionary(warehouse("p8_owner")), "out of date: python -m warehouse.dictionary, after a run"


def test_a_changed_comment_changes_the_dictionary(warehouse: Warehouse) -> None:
    owner = warehouse("p8_owner")
    before = dictionary(owner)
    rows(owner, "comment on column core.claim.quote is 'the words | as they stand'")

    assert "| quote | text | the words \\| as they stand |" in dictionary(owner)
    assert "| quote | text | the words" not in before
