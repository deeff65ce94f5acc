"""How pages of the field write days and moments, and what is no date."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates import Order, find_dates, read_date, url_date, url_month, usual_order
from transforms.vocab import rows

SEOUL = ZoneInfo("Asia/Seoul")
DAY = date(2019, 12, 3)
WIDE = {ord(str(i)): "０１２３４５６７８９"[i] for i in range(10)}


@pytest.mark.parametrize(
    "written",
    [
        "2019-12-03",
        "2019.12.3",
        "2019. 12. 3.",
        "2019/12/03",
        "20191203",
        "2019년 12월 3일",
        "２０１９年１２月３日",
        "二〇一九年十二月三日",
        "令和元年12月3日",
        "民國108年12月3日",
        "中華民國 108/12/03",
        "주체108년 12월 3일",
        "주체108(2019)년 12월 3일",
        "主体108(2019)年12月3日",
        "Juche 108 (2019). 12. 3",
        "December 3, Juche 108 (2019)",
        "3 December 2019",
        "Dec. 3rd, 2019",
        "Tue,03 Dec 2019",
        "3. Dezember 2019",
        "3 de diciembre de 2019",
        "3 декабря 2019 г.",
        "03.12.2019",
        "الثلاثاء، 3 ديسمبر 2019",
        "٣ كانون الأول ٢٠١٩",
        "2019-12-03 (화)",
    ],
)
def test_one_day_is_read_in_every_writing_of_the_field(written: str) -> None:
    moment = read_date(written)

    assert moment is not None
    assert moment.day == DAY
    assert moment.at is None


@pytest.mark.parametrize(
    "written",
    [
        "2019-12-03T10:45:00+09:00",
        "2019-12-03T01:45:00Z",
        "2019-12-03 10:45",
        "2019.12.03. 오전 10:45",
        "2019년 12월 3일(화) 10시 45분",
        "2019年12月3日 午前10時45分",
        "송고 2019-12-03 10:45",
        "Tue, 03 Dec 2019 10:45:00 +0900",
        "Tue, 03 Dec 2019 10:45:00 +09:00",
        "Tue, 03 Dec 2019 01:45:00 GMT",
        "Tue, 03 Dec 2019 10:45:00 KST",
        "19-12-03  10:45",
        "December 3, 2019 10:45 AM",
        "20191203104500",
    ],
)
def test_one_moment_is_read_in_every_writing_of_the_field(written: str) -> None:
    moment = read_date(written, SEOUL)

    assert moment is not None
    assert moment.day == DAY
    assert moment.at == datetime(2019, 12, 3, 1, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "03/05/2026",
        "3월 5일",
        "last week",
        "2019-13-03",
        "2019-02-30",
        "주체108(2018)년 12월 3일",
        "2019-12-03 2019-12-04",
        "Copyright 2019",
        "1,203 workers",
        "192.168.10.12",
        "",
    ],
)
def test_what_does_not_state_one_day_is_no_date(written: str) -> None:
    assert read_date(written) is None


def test_an_order_that_only_one_reading_allows_is_no_guess() -> None:
    moment = read_date("27 09 2026")

    assert moment is not None
    assert moment.day == date(2026, 9, 27)


def test_a_late_evening_in_utc_is_the_next_day_in_seoul() -> None:
    moment = read_date("2026-09-27T23:30:00Z", SEOUL)

    assert moment is not None
    assert moment.day == date(2026, 9, 28)


def test_midnight_in_utc_is_a_day_without_a_time() -> None:
    moment = read_date("2026-09-27T00:00:00Z", ZoneInfo("America/New_York"))

    assert moment is not None
    assert moment.day == date(2026, 9, 27)
    assert moment.at is None


def test_a_time_without_a_zone_is_no_moment() -> None:
    moment = read_date("2026-09-27 19:00:00")

    assert moment is not None
    assert moment.at is None


def test_a_zone_name_with_several_meanings_places_no_moment() -> None:
    moment = read_date("Tue, 03 Dec 2019 10:45:00 CST", SEOUL)

    assert moment is not None
    assert (moment.day, moment.at) == (DAY, None)


def test_two_dates_of_one_line_are_found_apart() -> None:
    line = "입력 2019.12.03 10:05 | 수정 2019.12.04 11:00"

    found = list(find_dates(line, SEOUL))

    assert [f.moment.day for f in found] == [DAY, DAY + timedelta(days=1)]
    assert line[: found[0].start] == "입력 "


@pytest.mark.parametrize(
    "path",
    [
        "/2019/12/03/back-from-the-zone/",
        "/news/2019-12-03-back",
        "/20191203/back.html",
        "/2019/1203/c90000-1.html",
        "/view/AKR20191203123400504",
        "/view/NISX20191203_0000848484",
        "/article/20191203104500123",
        "/news/back-20191203.html",
    ],
)
def test_the_day_in_an_address_is_read(path: str) -> None:
    assert url_date(path) == DAY


@pytest.mark.parametrize("path", ["/news/articleView.html", "/12345678", "/20191503/x", "/p/2019120", "/v/99912031200"])
def test_a_number_in_an_address_is_not_taken_for_a_day(path: str) -> None:
    assert url_date(path) is None


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
HAN = "〇一二三四五六七八九"
ERAS = [("令和", 2018, date(2019, 5, 1)), ("平成", 1988, date(1989, 1, 8))]
# How each language writes a day with the month's name; "{m}" is the name, of which months.csv has several.
NAMED = {
    "en": ["{d} {m} {y}", "{m} {d}, {y}", "{d}th {m} {y}", "{d}-{m}-{y}", "{m} {d} {y}", "{y} {m} {d}"],
    "de": ["{d}. {m} {y}", "Dienstag, {d}. {m} {y}"],
    "nl": ["{d} {m} {y}"],
    "fr": ["{d} {m} {y}", "le {d} {m} {y}"],
    "es": ["{d} de {m} de {y}", "{d} {m} {y}"],
    "it": ["{d} {m} {y}"],
    "pt": ["{d} de {m} de {y}"],
    "pl": ["{d} {m} {y} r."],
    "ru": ["{d} {m} {y} г.", "{d} {m} {y}, вторник"],
    "uk": ["{d} {m} {y} року"],
    "ar": ["{d} {m} {y}", "الثلاثاء، {d} {m}، {y}", "{d} {m}/{m} {y}"],
}
NUMBERED = [
    "{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{y}. {m}. {d}.", "{y}/{m:02}/{d:02}", "{y}{m:02}{d:02}", "{d:02}.{m:02}.{y}",
    "{y}년 {m}월 {d}일", "{y}年{m}月{d}日", "{y}年{m:02}月{d:02}日(火)", "{d}. {m}. {y}",
]  # fmt: skip


def is_read(written: str, day: date, order: Order | None = None, zone: ZoneInfo | None = None) -> bool:
    """Whether a text of one date is read as that day and no other."""
    return [found.moment.day for found in find_dates(written, zone, order)] == [day]


@given(DAYS, st.sampled_from(NUMBERED))
def test_every_day_is_read_back_from_its_numbers(day: date, form: str) -> None:
    moment = read_date(form.format(y=day.year, m=day.month, d=day.day))

    assert moment is not None
    assert day == moment.day


@given(DAYS, st.sampled_from([(row["lang"], row) for row in rows("months")]), st.randoms(use_true_random=False))
def test_every_day_is_read_back_from_the_month_names_of_every_language(
    day: date, name: tuple[str, dict[str, str]], random: Random
) -> None:
    lang, row = name
    day = day.replace(day=min(day.day, 28), month=int(row["month"]))

    for form in NAMED[lang]:
        month = random.choice([row["form"], row["form"].title(), row["form"].upper()]) if lang != "ar" else row["form"]
        assert is_read(form.format(y=day.year, m=month, d=day.day), day), form


@given(DAYS)
def test_every_day_is_read_back_from_the_juche_count_and_from_chinese_numerals(day: date) -> None:
    juche, month, number = day.year - 1911, numeral(day.month), numeral(day.day)

    for written in (
        f"주체{juche}({day.year})년 {day.month}월 {day.day}일",
        f"주체{juche}년 {day.month}월 {day.day}일",
        f"主体{juche}({day.year})年{day.month}月{day.day}日",
        f"Juche {juche} ({day.year}). {day.month}. {day.day}",
        f"{day:%B} {day.day}, Juche {juche} ({day.year})",
        f"{''.join(HAN[int(c)] for c in str(day.year))}年{month}月{number}日",
    ):
        assert is_read(written, day), written


def numeral(number: int) -> str:
    """A number up to 99 in Chinese: 三, 十二, 三十."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")


@given(DAYS, st.sampled_from(ERAS))
def test_every_day_is_read_back_from_the_years_of_an_emperor(day: date, era: tuple[str, int, date]) -> None:
    name, before, first = era
    day = max(day, first)
    year = day.year - before
    counted = "元" if year == 1 else str(year)

    assert is_read(f"{name}{counted}年{day.month}月{day.day}日", day)
    assert is_read(f"{name}{counted}年{day.month}月{day.day}日".translate(WIDE), day)


@given(DAYS)
def test_every_day_is_read_back_from_short_years_where_the_order_is_known(day: date) -> None:
    short, month, number = f"{day:%y}", f"{day:%m}", f"{day:%d}"

    assert is_read(f"{number}.{month}.{short}", day, "day")
    assert is_read(f"{number}/{month}/{short}", day, "day")
    assert is_read(f"{short}.{month}.{number} 10:45", day, "year")
    assert is_read(f"{short}-{month}-{number}  10:45", day, zone=SEOUL)
    assert is_read(f"{month}/{number}/{day.year}", day, "month")
    assert is_read(f"{month}.{number}.{day.year}", day) == (day.day > 12 or day.day == day.month)
    assert is_read(f"{number}/{month}/{day.year}", day, "day")


@given(DAYS)
def test_a_day_whose_order_is_not_known_is_read_only_if_one_reading_is_left(day: date) -> None:
    is_plain = day.day > 12 or day.day == day.month

    assert is_read(f"{day.month}/{day.day}/{day.year}", day) == is_plain
    assert list(find_dates(f"{day:%y}-{day:%m}-{day:%d} 10:45")) == []


@pytest.mark.parametrize(
    ("zone", "languages", "order"),
    [
        ("Asia/Seoul", ["en"], "year"),
        ("Europe/Warsaw", ["en"], "day"),
        ("America/New_York", ["es"], "month"),
        ("Asia/Vladivostok", ["ru"], "day"),
        (None, ["ja-jp"], "year"),
        (None, ["en", "de"], "day"),
        (None, ["en_GB".lower()], "day"),
        (None, ["en-us"], None),
        (None, [], None),
    ],
)
def test_the_order_is_that_of_the_place_and_else_of_the_language(
    zone: str | None, languages: list[str], order: str | None
) -> None:
    assert order == usual_order(ZoneInfo(zone) if zone else None, languages)


def test_a_version_is_no_short_date() -> None:
    assert list(find_dates("v2.12.19 and 1.2.12.19 of the program", order="day")) == []


@pytest.mark.parametrize(
    ("path", "month"), [("/2019/12/back", date(2019, 12, 1)), ("/2019/13/back", None), ("/12/back", None)]
)
def test_the_month_in_an_address_is_read(path: str, month: date | None) -> None:
    assert month == url_month(path)


@given(DAYS.filter(lambda day: day.year >= 2000))
def test_every_day_is_read_back_from_addresses(day: date) -> None:
    for form in ("/%Y/%m/%d/back/", "/news/%Y-%m-%d-back", "/%Y%m%d/back.html", "/%Y/%m%d/c1.html", "/%Y%m%d104500123"):
        assert day == url_date(day.strftime(form)), form


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_and_every_date_found_lies_inside_it(text: str) -> None:
    for found in find_dates(text, SEOUL):
        assert 0 <= found.start < found.end <= len(text)
