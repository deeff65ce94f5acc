"""The door for people: the text with its claims marked, the rule that read each, and what was nearly read."""

import io
from pathlib import Path

import pytest

from transforms.explain import explained, main

TEXT = "At least 1,200 North Korean workers were sent to Hunchun in China. Four hundred tourists crossed too.\n"


def test_claims_are_marked_in_the_text_with_their_rule_and_the_near_misses_follow() -> None:
    answer = explained({"title": "", "text": TEXT, "published": "2019-12-02", "lang": "en"})

    assert "[1: At least 1,200 North Korean workers were sent to Hunchun in China :1]" in answer
    assert "rule en.people.passive, firm" in answer
    assert "'Four hundred' at 67" in answer


def test_a_file_and_standard_input_are_explained_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    main([str(path), "--published", "2019-12-02"])
    from_file = capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    main(["-", "--published", "2019-12-02"])

    assert from_file == capsys.readouterr().out
    assert from_file.startswith("language en, relevant")


def test_a_text_about_something_else_says_so() -> None:
    answer = explained({"title": "", "text": "It rained.", "published": None, "lang": "en"})

    assert answer.startswith("language en, not relevant (0.00), 0 claims")
