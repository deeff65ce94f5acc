"""Japanese numerals and times are read as they are written, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims.numbers import Number, numbers
from transforms.claims.shares import shares
from transforms.claims.when import times

PUBLISHED = date(2024, 5, 15)


def only(text: str) -> Number:
    found = numbers(text, "ja")
    assert 1 == len(found), found
    return found[0]


def in_han(value: int) -> str:
    """The number as an editor would spell it out: 12345 -> 一万二千三百四十五."""
    said, rest = "", value
    for scale, sign in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, rest = divmod(rest, scale)
        if count:
            said += ("" if count == 1 and sign in ("千", "百", "十") else "一二三四五六七八九"[count - 1]) + sign
    return said


@given(st.integers(1, 99_999))
def test_a_number_in_han_is_that_number(value: int) -> None:
    assert value == only(f"労働者{in_han(value)}人が来た").low


@given(st.integers(1, 99_999_999))
def test_a_number_with_man_is_that_number(value: int) -> None:
    said = f"{value // 10000}万{value % 10000 or ''}" if value >= 10000 else str(value)

    assert value == only(f"{said}人").low


@given(st.integers(1, 8))
def test_two_digits_before_one_power_are_a_range(digit: int) -> None:
    low, high = list("一二三四五六七八九")[digit - 1 : digit + 1]

    assert [(digit * 1000, digit * 1000 + 1000)] == [(one.low, one.high) for one in numbers(f"{low}、{high}千人", "ja")]


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("1.2万人", 12000, 12000, "exact"),
        ("12,000人", 12000, 12000, "exact"),
        ("三百余人", 300, 300, "approx"),
        ("200人余り", 200, 200, "approx"),
        ("約1万人規模", 10000, 10000, "approx"),
        ("2万人超", 20000, None, "more_than"),
        ("1000人を下らない", 1000, None, "at_least"),
        ("少なくとも70人", 70, None, "at_least"),
        ("最大1万2000人", None, 12000, "at_most"),
        ("1000人を割り込んだ", None, 1000, "less_than"),
        ("100人もいなかった", None, 100, "less_than"),
        ("2~3万人", 20000, 30000, "range"),
        ("二三百人", 200, 300, "range"),
        ("十五、六人", 15, 16, "range"),
        ("2億ドルから5億ドル", 2e8, 5e8, "range"),
        ("十数人", 10, 10, "approx"),
        ("数千人", None, None, "vague"),
    ],
)
def test_a_numeral_with_its_bound(text: str, low: float | None, high: float | None, precision: str) -> None:
    number = only(text)

    assert (low, high, precision) == (number.low, number.high, number.precision)


@pytest.mark.parametrize(
    "text", ["一時帰国した", "十分な休み", "一部の労働者", "一人もいない", "1人当たりの賃金", "数年"]
)
def test_a_word_that_counts_nothing_is_no_number(text: str) -> None:
    assert () == numbers(text, "ja")


def test_what_it_was_and_what_it_became_is_no_range() -> None:
    assert [200, 300] == [one.low for one in numbers("200人から300人に増えた", "ja")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("7~8割", 70, 80), ("4割から5割", 40, 50), ("9割近く", 90, 90), ("1割にも満たない", None, 10), ("七割", 70, 70)],
)
def test_a_share(text: str, low: float | None, high: float | None) -> None:
    assert [(low, high)] == [(share.low, share.high) for share in shares(text, "ja")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("先月下旬に帰国した", "2024-04-20", "2024-04-30"),
        ("昨秋から", "2023-09-01", "2024-05-15"),
        ("昨年以降", "2023-01-01", "2024-05-15"),
        ("来年9月の会議", "2025-09-01", "2025-09-30"),
        ("今年1~4月", "2024-01-01", "2024-04-30"),
        ("2019年12月22日まで", None, "2019-12-22"),
        ("19年末", "2019-12-01", "2019-12-31"),
        ("令和元年", "2019-01-01", "2019-12-31"),
        ("2012~16年", "2012-01-01", "2016-12-31"),
        ("年内に送還する", "2024-05-15", "2024-12-31"),
        ("2年前", "2022-01-01", "2022-12-31"),
        ("先週", "2024-05-06", "2024-05-12"),
        ("3日に帰国した", "2024-05-03", "2024-05-03"),
    ],
)
def test_a_time_is_reckoned_from_the_published_day(text: str, start: str | None, end: str) -> None:
    found = times(text, "ja", PUBLISHED)

    assert [(start, end)] == [(when.start and str(when.start), when.end and str(when.end)) for when in found]


@pytest.mark.parametrize(
    "text",
    [
        "同紙が22日報じた。",
        "同省は30日、300人が帰国したと発表した。",
        "1日12時間働く。",
        "10年間働いた。",
        "30日間の通行証",
        "5日付の紙面",
    ],
)
def test_the_day_of_the_saying_and_a_span_are_no_time_of_the_thing(text: str) -> None:
    assert () == times(text, "ja", PUBLISHED)


def test_without_the_published_day_a_relative_time_keeps_its_wording_only() -> None:
    (when,) = times("先月末に帰国した", "ja", None)

    assert (None, None, "none") == (when.start, when.end, when.basis)
