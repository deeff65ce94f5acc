"""Shares in percent, and the sentences they stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims.numbers import numbers
from transforms.claims.sentences import LENGTH_MAX, sentences
from transforms.claims.shares import shares

ENDS = {
    "a third end borrows nothing of a word": ("between 40 and a third", "en", [(33.3, 33.3)]),
    "the third of its kind is none": ("a third canteen will be opened", "en", []),
    "a third of them is one": ("a third went home", "en", [(33.3, 33.3)]),
    "a number is not cut": ("3000~70%", "ko", [(70.0, 70.0)]),
    "a thousand is no decimal": ("2,030 to 50%", "en", [(50.0, 50.0)]),
    "a decimal comma": ("12,5 %", "ru", [(12.5, 12.5)]),
    "the higher end stands first": ("90%-20%", "en", [(20.0, 90.0)]),
    "a fall says where it ended": ("fell from 12 to 3.5 percent", "en", [(3.5, 3.5)]),
    "the first borrows the sign": ("70~80%", "ko", [(70.0, 80.0)]),
}


@pytest.mark.parametrize(("text", "lang", "ends"), ENDS.values(), ids=ENDS)
def test_a_share_has_the_ends_it_is_written_with(text: str, lang: str, ends: list[tuple[float, float]]) -> None:
    assert ends == [(one.low, one.high) for one in shares(text, lang)]


@given(st.text(alphabet="0123456789.,~-%– 割成할한삼三半third half до процентов", max_size=40))
def test_no_share_is_upside_down_or_breaks(text: str) -> None:
    for lang in ("en", "ko", "zh", "ja", "ru"):
        for one in shares(text, lang):
            assert one.low is None or one.high is None or one.low <= one.high


@pytest.mark.parametrize("letter", "ᲀᲁᲂᲃᲄᲅᲆſKıİ")
def test_a_letter_that_only_looks_like_another_breaks_no_numeral(letter: str) -> None:
    for lang, word in (("ru", "двести тысяч рабочих"), ("en", "sixty thousand kilos in milk")):
        for at in range(len(word)):
            numbers(word[:at] + letter + word[at + 1 :], lang)


@given(st.text(alphabet="ab ,;、.\n", max_size=60), st.integers(1, 60))
def test_no_sentence_is_endless_and_none_loses_a_letter(piece: str, times: int) -> None:
    text = piece * times
    found = sentences(text)

    assert all(len(one.plain) <= LENGTH_MAX for one in found)
    assert all(text[one.start : one.end] == one.plain for one in found)
    assert "".join(text.split()) == "".join("".join(one.plain.split()) for one in found)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("They hand over half of it", "approx"), ("They paid at least 70% of it", "at_least"), ("over half", "more_than")],
)
def test_a_share_that_is_handed_over_is_bounded_by_nothing(text: str, precision: str) -> None:
    assert [precision] == [share.precision for share in shares(text, "en")]
