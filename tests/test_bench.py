"""The form of the benchmarks' table; what they measure is for `make bench`, on a machine with nothing else to do."""

import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench.pages import PAGE_BYTES, pages
from bench.warehouse import table
from warehouse.answers import Answer

pytestmark = pytest.mark.xdist_group("crawl")


@pytest.mark.parametrize("name", bench.ROWS)
def test_a_row_is_printed_and_written_with_its_ratio_first(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BENCH", "short")

    ended = bench.main([name], tmp_path / "results.json")

    head, line, _, conditions, *_ = capsys.readouterr().out.splitlines()
    written = json.loads((tmp_path / "results.json").read_text())
    assert (0, list(bench.HEAD), name) == (ended, head.split(), line.split()[0])
    assert (True, "ratio") == (conditions.startswith(f"{name}: "), next(iter(written[name])))
    assert all(value > 0 for value in [written[name]["ratio"], *written[name]["figures"].values()])


def test_a_row_keeps_what_was_written_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH", "short")
    (tmp_path / "results.json").write_text(json.dumps({"crawl": {"ratio": 0.5}}))

    bench.main(["scan"], tmp_path / "results.json")

    written = json.loads((tmp_path / "results.json").read_text())
    assert (["crawl", "scan"], 0.5) == (list(written), written["crawl"]["ratio"])


def test_a_row_nobody_knows_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(["speed"], tmp_path / "results.json")

    assert "no row speed; there are crawl, scan, extract, stories, analyze" in capsys.readouterr().err


def test_an_answer_stands_beside_itself_as_of_a_day_whatever_day_it_was_asked_with() -> None:
    now = [Answer("mart.flow_balance('2023-06-06')", 2.0, 7, ""), Answer("mart.reports", 1.0, 9, "")]
    then = [Answer("mart.flow_balance('2020-01-01')", 4.0, 3, ""), Answer("mart.reports", 3.0, 5, "")]

    lines = table(now, then).splitlines()[1:]

    assert [["2.000", "4.000"], ["1.000", "3.000"]] == [line.split()[:2] for line in lines]


def test_pages_are_of_one_size_different_and_the_same_at_every_run() -> None:
    made = pages(3)

    assert {PAGE_BYTES} == {len(body) for body in made}
    assert (3, made) == (len(set(made)), pages(3))
