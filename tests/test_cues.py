"""A row of wordings is passed over only where its pattern cannot fit: the letters it asks for are not there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import vocab
from transforms.claims.cues import Cues
from transforms.claims.rows import wordings
from transforms.claims.scene import Report, scenes
from transforms.claims.sectors import sectors
from transforms.claims.slots import marked
from transforms.required import required

ASKED = {
    r"\b(?:riot(?:s|ed)?|mutin\w+)\b": [{"riot", "mutin"}],
    r"(?:stop(?:ped)?|halt) work": [{"stop", "halt"}, {" work"}],
    r"a?b+c?": [],
    r"(?!strike)walk-?out": [{"walk"}, {"out"}],
}


@pytest.mark.parametrize(("pattern", "expected"), ASKED.items(), ids=ASKED)
def test_what_a_pattern_asks_for_is_read_off_it(pattern: str, expected: list[set[str]]) -> None:
    assert expected == [set(clause) for clause in required(pattern)]


@given(st.from_regex(r"\b(?:wage|salar(?:y|ies)) of (?:about )?\d{3,5}(?: yuan)?\b"))
def test_a_text_that_a_pattern_fits_is_never_passed_over(text: str) -> None:
    pattern = r"\b(?:wage|salar(?:y|ies)) of (?:about )?\d{3,5}(?: yuan)?\b"

    assert re.search(pattern, text) and [0] == Cues([required(pattern)]).possible(text.lower())


@pytest.mark.parametrize("lang", vocab.LANGUAGES)
def test_rows_ask_for_letters_so_that_most_are_passed_over(lang: str) -> None:
    rows = wordings(lang)
    possible = Cues([row.pattern.needs for row in rows]).possible("nothing of the kind stands here.")

    assert len(possible) <= len(rows) // 10 + 1


@pytest.mark.parametrize("lang", vocab.LANGUAGES)
def test_no_row_that_fits_an_example_is_passed_over(lang: str) -> None:
    rows = wordings(lang)
    cues = Cues([row.pattern.needs for row in rows])
    for example in (row["example"] for row in vocab.rows(f"wordings_{lang}")):
        for scene in scenes(Report("North Korean workers", example, lang, None)):
            text = marked(scene).text
            fitting = {at for at, row in enumerate(rows) if row.pattern.search(text)}
            assert fitting <= {*cues.possible(text.lower())}, example


@pytest.mark.parametrize(
    ("text", "expected"),
    [("About half of it goes to the state.", []), ("It sews coats.", ["garment"]), ("IT workers code.", ["IT"])],
)
def test_the_pronoun_it_is_no_sector(text: str, expected: list[str]) -> None:
    assert expected == sectors(text, "en")
