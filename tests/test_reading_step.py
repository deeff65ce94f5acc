"""The step that reads claims: what a report that the reader breaks on costs, and how it is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scrapers.page import Page
from tests.archive_fixtures import article, page, prose
from tests.steps_fixtures import DAY_1, DAY_2, HOME, House
from tests.test_versions import asked, night, numbers
from transforms import vocab
from transforms.claims import READER, read
from warehouse.check import run_checks


def pages() -> list[Page]:
    told = "Some {} North Korean workers were sent to Hunchun in October, an official said."
    return [
        page(f"{HOME}/{name}", article(title, [told.format(number), *prose(name)]))
        for name, title, number in (("coats", "Coats", "2,000"), ("shoes", "Shoes", "3,000"))
    ]


def test_a_report_that_the_reader_breaks_on_costs_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Mapping[str, Any]) -> list[dict[str, Any]]:
        if report["title"] == "Coats":
            raise KeyError("a numeral nobody thought of")
        return read(report)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.read.read", broken)
        night(house, DAY_1, *pages())
        assert [3000] == numbers(house)
        night(house, DAY_2, *pages())

    told = asked(house, "select stage, reason, raw_value, last_day from ops.reject where stage = 'read'")
    assert [("read", "report_unread", DAY_2)] == [(*row[:2], row[3]) for row in told]
    assert told[0][2].endswith(" _claims: KeyError in tests.test_reading_step.broken")
    (run_no,) = asked(house, "select max(run_no) from ops.run")[0]
    (named,) = [one for one in run_checks(house.loader, run_no, DAY_2) if one.offending_count]
    assert ("report_unread", False) == (named.name, named.is_red)
    house.loader.rollback()

    night(house, DAY_2, *pages())
    assert [2000, 3000] == sorted(numbers(house))


def test_another_list_is_another_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vocab, "FOLDER", tmp_path)
    said = set()
    for content in ("lang,form\n", "lang,form\nen,crew\n"):
        (tmp_path / "crews.csv").write_text(content)
        vocab.digest.cache_clear()
        said.add(vocab.digest())
    monkeypatch.undo()
    vocab.digest.cache_clear()

    assert 2 == len(said)
    assert READER.endswith(vocab.digest())
