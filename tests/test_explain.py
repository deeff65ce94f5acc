"""The door for people: the text with its claims marked, the rule that read each, and what was nearly read."""

import io
from pathlib import Path

import pytest

from tests.claim_scores import labelled
from transforms.explain import explained, main

TEXT = "At least 1,200 North Korean workers were sent to Hunchun in China. Four hundred tourists crossed too.\n"


def test_claims_are_marked_in_the_text_with_their_rule_and_the_near_misses_follow() -> None:
    answer = explained({"title": "", "text": TEXT, "published": "2019-12-02", "lang": "en"})

    assert "[1: At least 1,200 North Korean workers were sent :1] to Hunchun in China" in answer
    assert "rule en.people.come, firm" in answer
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


def test_words_that_made_a_reading_are_told() -> None:
    told = [
        explained({"title": record["title"], "text": record["text"], "published": record["published"], "lang": "en"})
        for record in labelled("open", "en")[:40]
    ]

    learnt = [line for answer in told for line in answer.splitlines() if "rule en.learnt." in line]
    assert learnt and all(", by the words " in line for line in learnt)


def test_words_that_speak_against_a_report_are_told_where_they_decide() -> None:
    text = "North Korean soldiers came to Khasan to load trains. Local workers in Vladivostok went on strike over pay."
    answer = explained({"title": "", "text": text, "published": None, "lang": "en"})

    assert "not relevant" in answer
    assert "words that speak against it: en:soldier" in answer
    assert "speak against" not in explained({"title": "", "text": "It rained.", "published": None, "lang": "en"})


def test_a_missing_file_is_named_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = tmp_path / "nope.txt"

    assert 1 == main([str(missing)])
    assert ("", 1) == ((output := capsys.readouterr()).out, output.err.count("\n"))
    assert str(missing) in output.err


def test_a_file_that_is_no_text_is_named_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF\xff\xfe")

    assert 1 == main([str(path)])
    assert 1 == (error := capsys.readouterr().err).count("\n")
    assert str(path) in error


REASONS = {
    "no work": (
        "North Korea fired a missile near China.",
        "not relevant because no word for workers stands in it; found: North Korea; China",
    ),
    "nothing": (
        "It rained.",
        "not relevant because no word for North Korea or workers or a place or a move abroad stands in it",
    ),
    "at home": (
        "North Korean workers went home after the harvest.",
        "not relevant because of words for other subjects: harvest; found: North Korea; workers; went home",
    ),
}


@pytest.mark.parametrize(("text", "reason"), REASONS.values(), ids=REASONS)
def test_a_report_that_is_not_relevant_says_why(text: str, reason: str) -> None:
    answer = explained({"title": "", "text": text, "published": None, "lang": "en"})

    assert reason in answer.splitlines()


def test_a_near_miss_names_the_words_that_follow() -> None:
    text = "North Korean workers are in China. About 300 songs rang out in the yard."
    answer = explained({"title": "", "text": text, "published": None, "lang": "en"})

    assert "followed by 'songs rang out in'" in answer
