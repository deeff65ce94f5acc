"""The door for files: one line in, one line out, and a bad line never loses the others."""

import json
from pathlib import Path
from typing import Any

import pytest

from transforms import analyze
from transforms.analyze import main

REPORT = {
    "id": "a",
    "url": "http://yalupost.example/1",
    "source": "yalu_post_en",
    "title": "More workers",
    "published": "2019-12-02",
    "lang": "en",
    "text": "At least 1,200 North Korean workers were sent to Hunchun in China last month.",
}


def analysed(folder: Path, lines: list[str]) -> tuple[int, list[dict[str, Any]]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code = main([str(source), str(target)])
    return code, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_a_report_comes_back_with_its_claims_and_its_story(tmp_path: Path) -> None:
    code, answers = analysed(tmp_path, [json.dumps(REPORT), json.dumps({**REPORT, "id": "b", "lang": None})])

    assert 0 == code
    assert ["a", "b"] == [answer["id"] for answer in answers]
    assert {"id", "relevant", "relevance_score", "lang", "story", "copied_from", "claims"} == set(answers[0])
    assert 1200 == answers[0]["claims"][0]["value_min"]
    assert "en" == answers[1]["lang"]
    assert answers[0]["story"] == answers[1]["story"]


def test_bad_lines_are_named_and_the_rest_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "{not json",
        json.dumps(REPORT),
        json.dumps({"id": "c"}),
        "[]",
        json.dumps({**REPORT, "id": "d", "title": 3}),
    ]
    code, answers = analysed(tmp_path, lines)

    assert 1 == code
    assert [None, "a", "c", None, "d"] == [answer["id"] for answer in answers]
    assert [False, True, False, False, False] == ["claims" in answer for answer in answers]
    messages = capsys.readouterr().err
    assert all(f"line {number}:" in messages for number in (1, 3, 4, 5))


def test_a_report_that_the_reader_breaks_on_is_named_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(report: dict[str, Any]) -> list[dict[str, Any]]:
        return [] if report["id"] == "a" else [report["nothing"]]

    monkeypatch.setattr(analyze, "read", broken)
    code, answers = analysed(tmp_path, [json.dumps({**REPORT, "id": "x"}), json.dumps(REPORT)])

    assert 1 == code
    why = "the reader broke on it (analysis: KeyError in tests.test_analyze.broken)"
    assert {"id": "x", "error": why} == answers[0]
    assert [] == answers[1]["claims"]
    assert "report x:" in capsys.readouterr().err


def test_a_published_value_that_is_no_day_loses_nothing(tmp_path: Path) -> None:
    code, answers = analysed(tmp_path, [json.dumps({**REPORT, "published": "2024-03"})])

    assert 0 == code
    assert (None, "none") == tuple(answers[0]["claims"][0][field] for field in ("event_start", "event_basis"))


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert (0, []) == analysed(tmp_path, [])


def test_a_missing_file_is_named_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nope.jsonl"

    assert 1 == main([str(missing), str(tmp_path / "out.jsonl")])
    assert 1 == (error := capsys.readouterr().err).count("\n")
    assert str(missing) in error
