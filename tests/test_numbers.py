"""Numbers are read as they are written, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims.numbers import Number, numbers

ONES = [
    "",
    *[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def in_english(value: int) -> str:
    """The number in words, as a newspaper would spell it."""
    for scale, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = f" {in_english(value % scale)}" if value % scale else ""
            return f"{in_english(value // scale)} {word}{rest}"
    return ONES[value] if value < 20 else TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


def in_korean(value: int) -> str:
    """The number in digits with 만, as a newspaper would write it: 3만2000."""
    return f"{value // 10000}만{value % 10000 or ''}" if value >= 10000 else str(value)


def only(text: str, lang: str) -> Number:
    found = numbers(text, lang)
    assert 1 == len(found), found
    return found[0]


@given(st.integers(0, 999_999_999))
def test_thousands_marks_change_nothing(value: int) -> None:
    assert value == only(f"{value:,} workers", "en").low


@given(st.integers(1, 999_999_999))
def test_a_number_in_english_words_is_that_number(value: int) -> None:
    assert value == only(f"{in_english(value)} workers", "en").low


@given(st.integers(1, 99_999_999))
def test_a_number_with_man_is_that_number(value: int) -> None:
    assert value == only(f"{in_korean(value)}명", "ko").low


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    number = only(f"{low:,} to {low + more:,} workers", "en")

    assert (low, low + more, "range") == (number.low, number.high, number.precision)


@given(st.integers(1, 8), st.integers(1, 1))
def test_the_first_digit_borrows_the_unit(digit: int, step: int) -> None:
    number = only(f"{digit}~{digit + step}천 명", "ko")

    assert (digit * 1000, (digit + step) * 1000) == (number.low, number.high)


@given(st.sampled_from(["en", "ko", "zh", None]), st.text())
def test_any_text_is_read_without_a_fault_and_spans_lie_in_it(lang: str, text: str) -> None:
    for number in numbers(text, lang):
        assert 0 <= number.start <= number.core < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high


@given(st.sampled_from(["at least", "more than", "up to", "fewer than", "about"]), st.integers(3, 99_999))
def test_a_bound_leaves_open_what_it_leaves_open(bound: str, value: int) -> None:
    number = only(f"{bound} {value:,} workers", "en")

    ends = {"at least": (value, None), "more than": (value, None), "up to": (None, value), "fewer than": (None, value)}
    assert ends.get(bound, (value, value)) == (number.low, number.high)


VAGUE = [
    ("thousands", 3),
    ("tens of thousands", 4),
    ("hundreds", 2),
    ("dozens", 1),
    ("a few thousand", 3),
    ("several hundred", 2),
]


@pytest.mark.parametrize(("wording", "magnitude"), VAGUE)
def test_a_vague_word_has_a_magnitude_and_no_value(wording: str, magnitude: int) -> None:
    number = only(f"{wording} of workers", "en")

    assert (None, None, "vague", magnitude) == (number.low, number.high, number.precision, number.magnitude)


@pytest.mark.parametrize(("wording", "magnitude"), [("수십", 1), ("수백", 2), ("수천", 3), ("수만", 4)])
def test_a_vague_korean_word_is_never_its_digits(wording: str, magnitude: int) -> None:
    number = only(f"{wording} 명이 왔다", "ko")

    assert (None, None, magnitude) == (number.low, number.high, number.magnitude)


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("약 800명", 800, 800, "approx"),
        ("800여 명", 800, 800, "approx"),
        ("800명 이상", 800, None, "at_least"),
        ("800명이 넘는", 800, None, "more_than"),
        ("최대 800명", None, 800, "at_most"),
        ("800명 미만", None, 800, "less_than"),
        ("최소 1,000-2,000여 명", 1000, 2000, "range"),
    ],
)
def test_korean_bounds(text: str, low: float | None, high: float | None, precision: str) -> None:
    number = only(text, "ko")

    assert (low, high, precision) == (number.low, number.high, number.precision)


def test_two_numbers_of_a_rise_are_no_range() -> None:
    assert [700, 1900] == [number.low for number in numbers("The total rose from 700 to 1,900.", "en")]


def test_words_that_form_no_number_are_not_read() -> None:
    assert () == numbers("two three", "en")
