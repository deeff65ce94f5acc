"""Russian numbers and times are read as they are written; the inverse is written here and is no reader."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims.numbers import Number, numbers
from transforms.claims.when import times

ONES = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
TEENS = (
    "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать",
    "восемнадцать", "девятнадцать",
)  # fmt: skip
TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот")


def only(text: str) -> Number:
    found = numbers(text, "ru")
    assert 1 == len(found), found
    return found[0]


def below_thousand(value: int) -> str:
    tens = TEENS[value % 10] if 10 <= value % 100 < 20 else f"{TENS[value // 10 % 10]} {ONES[value % 10]}"
    return " ".join(f"{HUNDREDS[value // 100]} {tens}".split())


@given(st.integers(1, 999))
def test_a_number_in_words_is_the_number(value: int) -> None:
    assert value == only(f"приехали {below_thousand(value)} рабочих").low


@given(st.integers(5, 999).filter(lambda value: value % 10 >= 5 and value % 100 > 20), st.integers(1, 999))
def test_thousands_in_words_add_up(thousands: int, rest: int) -> None:
    text = f"приехали {below_thousand(thousands)} тысяч {below_thousand(rest)} рабочих"

    assert thousands * 1000 + rest == only(text).low


@given(st.integers(1_000, 999_999))
def test_a_narrow_space_parts_thousands(value: int) -> None:
    assert value == only(f"{value:,}".replace(",", "\u202f") + " человек").low


def test_numbers_of_one_size_beside_each_other_are_two() -> None:
    assert [10_000, 20_000] == [number.low for number in numbers("10 тысяч 20 тысяч", "ru")]
    assert [5000, 200.5] == [number.low for number in numbers("5 тысяч 200,5 рубля", "ru")]


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("свыше тысячи рабочих", 1000, None, "more_than"),
        ("около тысячи двухсот человек", 1200, 1200, "approx"),
        ("не более чем 300 человек", None, 300, "at_most"),
        ("около полутора тысяч", 1500, 1500, "approx"),
        ("полторы сотни швей", 150, 150, "exact"),
        ("более двух десятков", 20, None, "more_than"),
        ("тысячи полторы", 1500, 1500, "approx"),
        ("2 миллиона 100 тысяч рублей", 2_100_000, 2_100_000, "exact"),
        ("1 миллион 250 000 рублей", 1_250_000, 1_250_000, "exact"),
        ("5 тысяч 200 человек", 5200, 5200, "exact"),
        ("3 млн 200 тысяч 500 рублей", 3_200_500, 3_200_500, "exact"),
        ("человек сорок", 40, 40, "approx"),
        ("тысяч десять-двенадцать", 10_000, 12_000, "range"),
        ("две-три тысячи рабочих", 2000, 3000, "range"),
        ("от 90 до 110 тысяч рублей", 90_000, 110_000, "range"),
        ("20 с лишним тысяч", 20_000, None, "more_than"),
        ("два с половиной доллара", 2.5, 2.5, "exact"),
        ("1,5 млн рублей", 1_500_000, 1_500_000, "exact"),
        ("12-тысячный отряд", 12_000, 12_000, "exact"),
        ("полсотни корейцев", 50, 50, "exact"),
        ("тысячи рабочих", None, None, "vague"),
        ("несколько десятков тысяч", None, None, "vague"),
    ],
)
def test_bounds_and_turned_numbers(text: str, low: float | None, high: float | None, precision: str) -> None:
    number = only(text)

    assert (low, high, precision) == (number.low, number.high, number.precision)


def test_to_bounds_nothing_behind_from() -> None:
    before, now = numbers("Их число выросло с 700 до 1 900 человек", "ru")

    assert (700, 1900, "exact") == (before.low, now.low, now.precision)


def test_a_second_figure_borrows_the_power_of_the_first() -> None:
    first, second = numbers("Сеул называет 15 тысяч, Киев - 20, а посольство молчит", "ru")

    assert (15_000, 20_000) == (first.low, second.low)


@pytest.mark.parametrize("text", ["17-летняя девушка", "в 1990-х годах", "цех 2-го участка"])
def test_ages_decades_and_ordinals_are_no_numbers(text: str) -> None:
    assert () == numbers(text, "ru")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("22 декабря 2019 года", date(2019, 12, 22), date(2019, 12, 22)),
        ("22.12.2019", date(2019, 12, 22), date(2019, 12, 22)),
        ("рабочие приехали в марте", date(2024, 3, 1), date(2024, 3, 31)),
        ("в декабре прошлого года", date(2023, 12, 1), date(2023, 12, 31)),
        ("летом 2023 года", date(2023, 6, 1), date(2023, 8, 31)),
        ("во втором квартале 2023 года", date(2023, 4, 1), date(2023, 6, 30)),
        ("в 2017-м", date(2017, 1, 1), date(2017, 12, 31)),
        ("на прошлой неделе", date(2024, 5, 6), date(2024, 5, 12)),
        ("вчера", date(2024, 5, 14), date(2024, 5, 14)),
        ("с начала года", date(2024, 1, 1), date(2024, 5, 15)),
        ("за девяностые", date(1990, 1, 1), date(1999, 12, 31)),
        ("в нулевых", date(2000, 1, 1), date(2009, 12, 31)),
        ("к началу двухтысячных", date(2000, 1, 1), date(2009, 12, 31)),
    ],
)
def test_times_are_reckoned_from_the_published_day(text: str, start: date, end: date) -> None:
    (when,) = times(text, "ru", date(2024, 5, 15))

    assert (start, end) == (when.start, when.end) or (None, end) == (when.start, when.end)
