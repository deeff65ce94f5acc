"""English numbers in all the shapes that the press writes."""

import pytest

from transforms.claims.numbers import numbers

SHAPES: dict[str, tuple[float | None, float | None, str]] = {
    "half a thousand workers": (500, 500, "exact"),
    "half a dozen cooks": (6, 6, "exact"),
    "a hundred and fifty women": (150, 150, "exact"),
    "twelve hundred men": (1200, 1200, "exact"),
    "some 3 000 workers": (3000, 3000, "approx"),
    "1'200 workers": (1200, 1200, "exact"),
    "12 to 15 thousand workers": (12000, 15000, "range"),
    "between 40 and 50 thousand": (40000, 50000, "range"),
    "three or four hundred women": (300, 400, "range"),
    "3-4,000 workers": (3000, 4000, "range"),
    "a little over 200": (200, None, "more_than"),
    "somewhere above 15,000": (15000, None, "more_than"),
    "upward of a thousand": (1000, None, "more_than"),
    "five hundred of them at most": (None, 500, "at_most"),
    "300 or more": (300, None, "at_least"),
    "300 plus": (300, None, "at_least"),
    "barely 400": (None, 400, "less_than"),
    "just short of 400": (None, 400, "less_than"),
    "close on 400": (400, 400, "approx"),
    "a score of cooks": (20, 20, "exact"),
    "a pair of welders": (2, 2, "exact"),
    "a trio of cooks": (3, 3, "exact"),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.items(), ids=SHAPES)
def test_a_number_is_read_with_its_bound(text: str, expected: tuple[float | None, float | None, str]) -> None:
    assert [expected] == [(number.low, number.high, number.precision) for number in numbers(text, "en")]


@pytest.mark.parametrize(("text", "magnitude"), [("a few score", 1), ("a couple of hundred", 2), ("many thousands", 3)])
def test_a_vague_word_has_a_magnitude_and_no_ends(text: str, magnitude: int) -> None:
    assert [(None, None, magnitude)] == [(one.low, one.high, one.magnitude) for one in numbers(text, "en")]


def test_a_year_and_a_count_beside_it_are_two() -> None:
    assert [2019, 300] == [number.low for number in numbers("in 2019 300 workers", "en")]


@pytest.mark.parametrize("verb", ["paid", "pay", "left", "signed", "handed"])
def test_a_bound_behind_a_verb_that_goes_with_over_still_bounds(verb: str) -> None:
    (number,) = numbers(f"They {verb} at least 2,500 of it", "en")

    assert ("at_least", 2500, None) == (number.precision, number.low, number.high)


def test_what_is_handed_over_is_not_more_than_it_is() -> None:
    assert ["exact"] == [number.precision for number in numbers("They hand over 700 yuan", "en")]
