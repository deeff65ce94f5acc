"""A pattern laid over small letters fits where `re.IGNORECASE` fits, and a text that is not searched holds no match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import vocab
from transforms.caseless import Caseless, caseless, lowered
from transforms.claims.rows import wordings
from transforms.claims.sentences import sentences

LANGUAGES = ("en", "ko", "zh", "ja", "ru")
PATTERNS = (
    r"\b(?:riots?|mutin\w+)\b", r"[A-Z]\w+ (?P<Name>[A-Z]+)\S", r"(?-i:[A-Z])\w+ workers", r"\Wno\W|\Bs\b",
    r"рабоч(?:ий|ие)|КНДР", r"(?P<one>x)(?P=one)", r"\D\d{2}[^A-C]",
)  # fmt: skip


def spans(pattern: Caseless | re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wording_fits_its_examples_whatever_their_case(lang: str) -> None:
    patterns = [wording.pattern for wording in wordings(lang)]
    examples = [one.plain for row in vocab.rows(f"wordings_{lang}") for one in sentences(row["example"])]
    plain = {pattern.pattern: re.compile(pattern.pattern, re.IGNORECASE) for pattern in patterns[::7]}
    for text in examples[::11]:
        for pattern, compiled in plain.items():
            assert spans(compiled, text) == spans(Caseless(pattern), text), (pattern, text)


@given(st.sampled_from(PATTERNS), st.text("aAbBsSxXnNoO RrIiTtwWork1 26РАбочийКНДЕдр", max_size=60))
def test_small_letters_are_searched_as_any_letters_are(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)

    assert spans(compiled, text) == spans(caseless(pattern), text) == spans(Caseless(pattern, as_written=True), text)
    assert (compiled.search(text) is None) == (caseless(pattern).search(text) is None)


@given(st.text())
def test_a_lowered_text_is_as_long_as_the_text(text: str) -> None:
    assert len(text) == len(lowered(text))


def test_what_is_taken_as_written_keeps_its_capitals() -> None:
    found = Caseless(r"in (?P<month>march)", as_written=True).search("They left in March.")

    assert found is not None and "March" == found["month"]
