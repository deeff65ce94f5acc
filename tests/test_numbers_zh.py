"""Chinese numbers are read as they are written, in both scripts; the inverse is written here and is no reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims.numbers import Number, numbers

DIGITS = "零一二三四五六七八九"


def only(text: str) -> Number:
    found = numbers(text, "zh")
    assert 1 == len(found), found
    return found[0]


def in_chinese(value: int) -> str:
    """The number in words, as a newspaper spells it, with one 零 for the powers left out: 一万零三."""
    written = ""
    for place, digit in enumerate(str(value)):
        power = len(str(value)) - 1 - place
        written += (DIGITS[int(digit)] + ("", "十", "百", "千")[power % 4]) if digit != "0" else "零"
        written += {4: "万", 8: "亿"}.get(power, "") if value // 10**power % 10**4 else ""
    return re.sub("零+(?=[万亿]|$)", "", re.sub("零+", "零", written))


@given(st.integers(1, 9_999_999_999))
def test_a_number_in_words_is_the_number(value: int) -> None:
    assert value == only(f"{in_chinese(value)}名").low


@given(st.integers(1, 9_999), st.integers(1_000, 9_999))
def test_digits_and_powers_mix(myriads: int, rest: int) -> None:
    assert myriads * 10_000 + rest == only(f"{myriads}万{rest}人").low


@given(st.integers(11, 999), st.integers(1, 9))
def test_a_point_before_a_myriad_is_decimal(whole: int, tenth: int) -> None:
    assert whole * 10_000 + tenth * 1_000 == only(f"{whole}.{tenth}万名").low


@given(st.integers(2, 8), st.sampled_from(["十", "百", "千", "万"]))
def test_two_neighbours_before_a_power_are_a_range(first: int, power: str) -> None:
    number = only(f"{DIGITS[first]}{DIGITS[first + 1]}{power}人")
    worth = {"十": 10, "百": 100, "千": 1000, "万": 10_000}[power]

    assert (first * worth, (first + 1) * worth, "range") == (number.low, number.high, number.precision)


READINGS = {
    "上千名": (1000, None, "at_least"),
    "上万名朝鲜工人": (10000, None, "at_least"),
    "近万名": (10000, 10000, "approx"),
    "不到万名": (None, 10000, "less_than"),
    "一万二千名": (12000, 12000, "exact"),
    "1.2万名": (12000, 12000, "exact"),
    "12000名": (12000, 12000, "exact"),
    "两三千人": (2000, 3000, "range"),
    "兩三千人": (2000, 3000, "range"),
    "2至3万人": (20000, 30000, "range"),
    "2至3萬人": (20000, 30000, "range"),
    "三、四百人": (300, 400, "range"),
    "三五百人": (300, 500, "range"),
    "十七八岁": (17, 18, "range"),
    "8000至1万人": (8000, 10000, "range"),
    "20多到30人": (20, 30, "range"),
    "两千五百元至三千元": (2500, 3000, "range"),
    "三千多": (3000, None, "at_least"),
    "三十多万人": (300000, None, "at_least"),
    "20餘萬名": (200000, 200000, "approx"),
    "百余名": (100, 100, "approx"),
    "两百来名": (200, 200, "approx"),
    "十几名": (10, None, "at_least"),
    "四千五,": (4500, 4500, "exact"),
    "两万八": (28000, 28000, "exact"),
    "一千零五名": (1005, 1005, "exact"),
    "三万五千亿": (3.5e12, 3.5e12, "exact"),
    "五百人左右": (500, 500, "approx"),
    "三千人不到": (None, 3000, "less_than"),
    "不超过三百人": (None, 300, "at_most"),
    "五百人多为女性": (500, 500, "exact"),
    "其中两亿来自中国": (2e8, 2e8, "exact"),
    "一个也没走": (0, 0, "exact"),
    "其中四百由": (400, 400, "exact"),
}
VAGUE = {"数十名": 1, "上百名": 2, "數百人": 2, "几千名": 3, "数以千计的工人": 3, "数万名": 4, "好几十万人": 5}
NONE = ["万一不行", "千万不要", "一直", "一样", "一五一十", "十分", "百姓", "百分之", "三分之"]


@pytest.mark.parametrize("text", READINGS)
def test_the_bound_of_a_number_is_read(text: str) -> None:
    number = only(text)

    assert READINGS[text] == (number.low, number.high, number.precision)


@pytest.mark.parametrize("text", VAGUE)
def test_hundreds_and_thousands_have_no_ends(text: str) -> None:
    number = only(text)

    assert (None, None, VAGUE[text]) == (number.low, number.high, number.magnitude)


@pytest.mark.parametrize("text", NONE)
def test_words_made_of_numerals_are_no_numbers(text: str) -> None:
    assert () == numbers(text, "zh")


def test_so_many_a_group() -> None:
    assert [True, False] == [numbers(text, "zh")[0].is_each for text in ("每批五十人", "首批五十人")]
