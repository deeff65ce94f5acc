"""Tables of figures: what a column counts is read, what it does not say is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims import read
from transforms.clean import extract

AMID = {
    "en": "North Korean workers abroad are counted by nobody.",
    "ko": "해외 북한 노동자 통계는 없다.",
    "zh": "海外朝鲜工人没有统计。",
    "ja": "海外の北朝鮮労働者の統計はない。",
    "ru": "Рабочих из КНДР за рубежом никто не считает.",
}


TITLES = {
    "en": "North Korean workers", "ko": "북한 노동자", "zh": "朝鲜工人", "ja": "北朝鮮労働者", "ru": "Рабочие из КНДР"
}  # fmt: skip


def _all(lang: str, *lines: str) -> list[dict[str, Any]]:
    """The claims of a report with a table, and with a sentence that makes it one on workers abroad."""
    text = "\n".join((*lines, AMID[lang]))
    claims = read({"title": TITLES[lang], "text": text, "published": "2019-12-30", "lang": lang})
    assert all(claim["quote"] == text[claim["start"] : claim["end"]] for claim in claims)
    return claims


def _cells(lang: str, *lines: str) -> list[dict[str, Any]]:
    """Those that columns tell."""
    return [claim for claim in _all(lang, *lines) if ".table." in claim["rule"]]


def _read(lang: str, *lines: str) -> list[tuple[Any, ...]]:
    return [
        (f"{claim['type']}/{claim['subtype']}", claim["value_min"], claim["places"], claim["polarity"])
        for claim in _cells(lang, *lines)
    ]


RETURNED = {
    "en": ("State | Returned | Note", "Cambodia | 115 | six restaurants shut", "Nepal | 33 | visas not prolonged"),
    "ko": ("국가 | 송환 인원 | 비고", "캄보디아 | 115 | 식당 6곳 폐쇄", "네팔 | 33 | 비자 연장 불허"),
    "zh": ("国家 | 遣返人数 | 备注", "柬埔寨 | 115 | 六家餐馆停业", "尼泊尔 | 33 | 签证不再延期"),
    "ja": ("国 | 送還人数 | 備考", "カンボジア | 115 | 食堂6店を閉鎖", "ネパール | 33 | 査証を延長せず"),
    "ru": ("Страна | Возвращено | Примечание", "Камбоджа | 115 | закрыты рестораны", "Непал | 33 | визы не продлены"),
}


@pytest.mark.parametrize("lang", RETURNED)
def test_a_column_says_what_its_numbers_count(lang: str) -> None:
    home = "movement/repatriation"
    assert [(home, 115, ["KH"], "affirmed"), (home, 33, ["NP"], "affirmed")] == _read(lang, *RETURNED[lang])


def test_what_the_line_above_says_is_no_matter_of_a_head_that_says_it_all() -> None:
    above = "各国须在2019年12月22日前将境内朝鲜劳工送回。以下为部分国家提交的数字："
    assert [115, 33] == [value for _, value, *_ in _read("zh", above, *RETURNED["zh"])]


def test_a_unit_of_persons_is_no_scale() -> None:
    lines = ("북한 노동자 송환 현황 (단위: 명)", "국가 | 인원", "캄보디아 | 115", "네팔 | 33")
    assert [115, 33] == [value for _, value, *_ in _read("ko", *lines)]


def test_without_a_head_the_line_above_says_it() -> None:
    found = _read("en", "North Korean workers by host, 2016", "Russia | 31,500 | timber", "Czech Republic | 0 | ended")

    assert [
        ("headcount/before", 31500, ["RU"], "affirmed"),
        ("headcount/before", 0, ["CZ"], "negated"),
    ] == found


@pytest.mark.parametrize("years", [("2018", "2019"), ("2019", "2018"), ("Workers 2018", "Workers, 2019")])
def test_a_year_at_the_head_dates_its_column_and_an_older_one_is_what_was_before(years: tuple[str, str]) -> None:
    of_year = {"2018": "6,000", "2019": "1,500"}
    figures = [of_year[year[-4:]] for year in years]
    rows = (f"Region | {' | '.join(years)}", f"Primorsky Krai | {' | '.join(figures)}")
    found = _cells("en", "North Korean workers by region", *rows)

    assert {("before", 6000, "2018-01-01"), ("present", 1500, "2019-01-01")} == {
        (one["subtype"], one["value_min"], one["event_start"]) for one in found
    }


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        (("Year | Workers returned", "2018 | 300", "2019 | 200"), ["2018-01-01", "2019-01-01"]),
        (("Month | Workers returned", "March 2019 | 300", "April 2019 | 200"), ["2019-03-01", "2019-04-01"]),
    ],
    ids=["a year", "a month"],
)
def test_a_row_may_be_of_a_time(lines: tuple[str, ...], times: list[str]) -> None:
    assert times == [claim["event_start"] for claim in _cells("en", *lines)]


def test_sums_take_currency_and_period_from_head_or_caption() -> None:
    lines = ("Monthly figures, US dollars", "Country | Paid by employer | Kept by worker", "Poland | 1,050 | 190")
    wages = _cells("en", *lines, "Malaysia | 640 | 110")
    sums = [(one["subtype"], one["value_min"], one["currency"], one["period"]) for one in wages]

    assert [
        ("paid_by_host_firm", 1050, "USD", "month"), ("received_by_worker", 190, "USD", "month"),
        ("paid_by_host_firm", 640, "USD", "month"), ("received_by_worker", 110, "USD", "month"),
    ] == sums  # fmt: skip


def test_a_head_that_names_no_currency_leaves_it_to_the_line_above_and_one_of_several_states_is_unknown() -> None:
    claims = {}
    for head in ("Pay", "Pay, dinars", "Pay, euros"):
        wages = _cells("en", "Pay of the workers in US dollars", f"Country | {head}", "Kuwait | 110", "Algeria | 300")
        claims[head] = {(one["currency"], *one["flags"]) for one in wages}

    assert {
        "Pay": {("USD",)}, "Pay, dinars": {(None, "currency_unknown")}, "Pay, euros": {("EUR",)},
    } == claims  # fmt: skip


NOT_READ = {
    "en of something else": ("Country | Coal, tonnes | Fish, tonnes", "Russia | 1,200 | 300", "China | 900 | 40"),
    "en furniture": ("Pages | Returned", "1 | 2"),
    "en not done": ("State | Not repatriated", "Russia | 300", "China | 40"),
    "en to be done": ("State | Workers to be sent home", "Russia | 300", "China | 40"),
    "en of other nations": ("State | Chinese workers", "Russia | 300", "Angola | 40"),
    "en of restaurants": ("North Korean workers by host", "State | Number of restaurants", "Russia | 300"),
    "en in thousands": ("State | Workers (thousands)", "Russia | 300", "China | 40"),
    "en sums among people": ("North Korean workers by host", "State | Workers", "Russia | $300", "China | $40"),
    "en below prose": ("Coal fell while North Korean workers left.", "State | 2018", "Russia | 300", "China | 40"),
    "en without a head, of two columns": ("North Korean workers by host", "Russia | 300 | 200", "China | 40 | 30"),
    "en by nationality": ("Migrant workers in Qatar", "Nationality | Workers", "India | 650", "Nepal | 350"),
    "en foreign workers": ("Foreign workers by country", "Country | Workers", "India | 650", "Nepal | 350"),
    "en what workers cost": ("Country | Workers' food costs (USD)", "Russia | 300", "China | 40"),
    "en firms": ("Firms employing North Korean workers by region", "State | Number", "Russia | 300", "China | 40"),
    "en deaths": ("Deaths of North Korean workers", "Year | Number", "2015 | 12", "2016 | 9"),
    "en permits to come": ("State | Workers to return", "Russia | 300", "China | 40"),
    "en minimum wages": ("State | Minimum wage", "Russia | 300", "China | 400"),
    "en millions": ("State | Workers", "Russia | 770,000,000", "China | 900,000"),
    "en fractions": ("State | Returned", "Russia | 9.3", "China | 20.000"),
    "en at home": ("State | Workers", "Pyongyang | 300", "North Korea | 40"),
    "en times": ("City | Arrivals", "Vladivostok | 12.40", "Khasan | 9.30"),
    "zh in ten thousands": ("国家 | 工人(万人)", "俄罗斯 | 20", "中国 | 50"),
    "zh ages": ("国家 | 工人平均年龄", "俄罗斯 | 35", "中国 | 29"),
    "ja by nationality": ("北朝鮮労働者を含む", "国籍 | 労働者数", "中国 | 418", "ロシア | 300"),
    "ru of others": ("Иностранные рабочие по странам", "Страна | Рабочих", "Китай | 50", "Вьетнам | 300"),
    "ko not done": ("국가 | 미송환 인원", "러시아 | 300", "중국 | 40"),
    "zh not done": ("国家 | 未遣返人数", "俄罗斯 | 300", "中国 | 40"),
    "ja not done": ("国 | 未帰国者数", "ロシア | 300", "中国 | 40"),
    "ru not done": ("Страна | Не возвращено", "Россия | 300", "Китай | 40"),
    "ko prices": ("국가 | 소비자 물가", "러시아 | 300", "중국 | 40"),
    "ja plans": ("国 | 計画", "ロシア | 300", "中国 | 40"),
    "ru a report": ("Страна | Доклад", "Россия | 300", "Китай | 40"),
}


@pytest.mark.parametrize(("lang", "lines"), [(name[:2], lines) for name, lines in NOT_READ.items()], ids=NOT_READ)
def test_what_a_table_does_not_say_of_workers_is_not_read(lang: str, lines: tuple[str, ...]) -> None:
    assert [] == [claim["quote"] for claim in _all(lang, *lines) if claim["value_min"] is not None]


def test_a_table_whose_head_line_above_and_title_do_not_name_the_north_is_not_read() -> None:
    text = "\n".join((*RETURNED["en"], AMID["en"]))
    claims = read({"title": "Returns", "text": text, "published": "2019-12-30", "lang": "en"})
    assert [] == [claim["quote"] for claim in claims if claim["type"] == "movement"]


def test_the_line_above_says_what_workers_did() -> None:
    lines = ("DPRK nationals repatriated under paragraph 8", "State | Workers | Date", "Russia | 18,533 | March")
    assert [("movement/repatriation", 18533, ["RU"], "affirmed")] == _read("en", *lines)


def test_a_second_table_has_a_head_of_its_own() -> None:
    lines = ("Country | Workers", "Russia | 300", "", "Country | Trade", "Russia | 78", "China | 5,331")
    assert [300] == [value for _, value, *_ in _read("en", *lines)]


def test_a_row_is_set_where_its_label_says_and_nowhere_else() -> None:
    lines = ("State | Workers", "Russia | 300", "Japan | 40", "China | 50")
    assert [(300, ["RU"]), (50, ["CN"])] == [(value, places) for _, value, places, _ in _read("en", *lines)]


def test_a_cell_is_never_firm() -> None:
    lines = ("Country | Monthly wage", "Russia | $600", "Poland | $700")
    assert [False, False] == [claim["firm"] for claim in _cells("en", *lines)]


def test_the_rows_of_a_page_are_read_as_its_reading_has_them() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(' | '))}</tr>" for row in RETURNED["en"])
    story = "".join(f"<p>{AMID['en']} Paper {number} says so, and no ministry has answered.</p>" for number in "ab")
    page = f"<html><body><article><h1>Returns</h1>{story}<table>{rows}</table>{story}</article></body></html>"
    reading = extract(page.encode(), "https://outlet.example/returns")
    assert "Cambodia | 115" in reading["text"]

    assert [115, 33] == [claim["value_min"] for claim in _cells("en", reading["text"])]


@given(st.lists(st.sampled_from(["Russia", "| 300", " | ", "\n", "Returned", "Total", "2019"]), max_size=12))
def test_any_bars_are_read_without_a_fault(parts: list[str]) -> None:
    _read("en", "".join(parts))
