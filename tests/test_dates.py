"""How pages of the field write days and moments, and what is no date."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates import find_dates, read_date, url_date

SEOUL = ZoneInfo("Asia/Seoul")
DAY = date(2019, 12, 3)


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


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_calendar(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}年{day.month}月{day.day}日",
        f"주체{day.year - 1911}({day.year})년 {day.month}월 {day.day}일",
        f"{day:%d %B %Y}",
        f"{day:%d.%m.%Y}",
    ]

    assert {read_date(text).day if read_date(text) else None for text in written} == {day}  # type: ignore[union-attr]


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_and_every_date_found_lies_inside_it(text: str) -> None:
    for found in find_dates(text, SEOUL):
        assert 0 <= found.start < found.end <= len(text)
