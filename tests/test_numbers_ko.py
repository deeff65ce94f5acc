"""Korean numbers as newspapers write them: words, two in a breath, ranges, bounds, and what is no number of people."""

import pytest

from transforms.claims.numbers import Number, numbers


def only(text: str) -> Number:
    (number,) = numbers(text, "ko")
    return number


VALUES: dict[str, tuple[str, float | None, float | None, str]] = {
    "three or four": ("서너 명", 3, 4, "range"),
    "five or six": ("대여섯 명", 5, 6, "range"),
    "two or three hundred": ("이삼백 명", 200, 300, "range"),
    "written with a comma": ("2,3천 명", 2000, 3000, "range"),
    "ten or so": ("여남은 명", 10, 10, "approx"),
    "hundred in words": ("이백여 명", 200, 200, "approx"),
    "six in the North": ("륙백 명", 600, 600, "exact"),
    "hours in words": ("열두 시간", 12, 12, "exact"),
    "from to": ("7만에서 10만 명", 70000, 100000, "range"),
    "from to with counters": ("500명에서 2천 명", 500, 2000, "range"),
    "at the least, at the most": ("적게는 500명, 많게는 2000명", 500, 2000, "range"),
    "naeji": ("2천 내지 3천 명", 2000, 3000, "range"),
    "not even": ("300명도 안 되는", None, 300, "less_than"),
    "well over": ("1만 명을 훌쩍 넘", 10000, None, "more_than"),
    "at most": ("많아야 50명", None, 50, "at_most"),
    "nearly": ("거의 천 명", 1000, 1000, "approx"),
    "at about": ("800달러 선에서", 800, 800, "approx"),
    "nobody": ("한 명도 없다", 0, 0, "exact"),
    "sum of two powers": ("3억 5천만 달러", 350_000_000, 350_000_000, "exact"),
}


@pytest.mark.parametrize(("text", "low", "high", "precision"), VALUES.values(), ids=VALUES)
def test_a_korean_number_is_read(text: str, low: float | None, high: float | None, precision: str) -> None:
    number = only(text)

    assert (low, high, precision) == (number.low, number.high, number.precision)


def test_a_particle_is_no_ten_thousand() -> None:
    assert [10] == [number.low for number in numbers("10%만 손에 쥔다", "ko")]


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    assert [700, 1900] == [number.low for number in numbers("700명에서 1900명으로 늘었다", "ko")]


@pytest.mark.parametrize("text", ["1인당", "한 사람당", "한 사람 앞에", "한 명이 벌어들이는 돈", "500명 선발"])
def test_one_for_each_counts_nobody_and_a_choice_is_no_bound(text: str) -> None:
    assert all(number.low == 500 and number.precision == "exact" for number in numbers(text, "ko"))


@pytest.mark.parametrize(("text", "magnitude"), [("십수 명", 1), ("수 백 명", 2), ("기천 명", 3), ("몇만 명", 4)])
def test_a_vague_word_has_only_its_magnitude(text: str, magnitude: int) -> None:
    number = only(text)

    assert (magnitude, None, None) == (number.magnitude, number.low, number.high)
