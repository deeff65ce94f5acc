"""Tables of figures: what a column counts is read, what it does not say is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims import read

AMID = {
    "en": "North Korean workers abroad are counted by nobody.",
    "ko": "해외 북한 노동자 통계는 없다.",
    "zh": "海外朝鲜工人没有统计。",
    "ja": "海外の北朝鮮労働者の統計はない。",
    "ru": "Рабочих из КНДР за рубежом никто не считает.",
}


def _read(lang: str, *lines: str) -> list[tuple[Any, ...]]:
    """The claims that columns tell."""
    text = "\n".join((*lines, AMID[lang]))
    claims = read({"title": "", "text": text, "published": "2019-12-30", "lang": lang})
    assert all(claim["quote"] == text[claim["start"] : claim["end"]] for claim in claims)
    return [
        (f"{claim['type']}/{claim['subtype']}", claim["value_min"], claim["places"], claim["polarity"])
        for claim in claims
        if ".table." in claim["rule"]
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


def test_without_a_head_the_line_above_says_it() -> None:
    found = _read("en", "North Korean workers by host, 2016", "Russia | 31,500 | timber", "Czech Republic | 0 | ended")

    assert [
        ("headcount/present", 31500, ["RU"], "affirmed"),
        ("headcount/present", 0, ["CZ"], "negated"),
    ] == found


def test_a_year_at_the_head_dates_its_column_and_an_older_one_is_what_was_before() -> None:
    lines = ("North Korean workers by region", "Region | 2018 | 2019", "Primorsky Krai | 6,000 | 1,500")
    text = "\n".join((*lines, "Total | 9 | 8", AMID["en"]))
    claims = read({"title": "", "text": text, "published": "2019-12-30", "lang": "en"})
    found = [(one["subtype"], one["value_min"], one["event_start"]) for one in claims if ".table." in one["rule"]]

    assert [
        ("before", 6000, "2018-01-01"), ("present", 1500, "2019-01-01"),
        ("before", 9, "2018-01-01"), ("present", 8, "2019-01-01"),
    ] == found  # fmt: skip


def test_sums_take_currency_and_period_from_head_or_caption() -> None:
    lines = ("Monthly figures, US dollars", "Country | Paid by employer | Kept by worker", "Poland | 1,050 | 190")
    text = "\n".join((*lines, "Malaysia | 640 | 110", AMID["en"]))
    claims = read({"title": "", "text": text, "published": "2019-12-30", "lang": "en"})
    wages = [one for one in claims if one["type"] == "wage"]
    sums = [(one["subtype"], one["value_min"], one["currency"], one["period"]) for one in wages]

    assert [
        ("paid_by_host_firm", 1050, "USD", "month"), ("received_by_worker", 190, "USD", "month"),
        ("paid_by_host_firm", 640, "USD", "month"), ("received_by_worker", 110, "USD", "month"),
    ] == sums  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("Country | Coal, tonnes | Fish, tonnes", "Russia | 1,200 | 300", "China | 900 | 40"),
        ("Item | Returned", "Bottles | 300", "Crates | 20"),
        ("Login | Subscribe | 28 degrees in Seoul",),
        ("Print | Email | Share", "List | Prev | Next"),
    ],
    ids=["of something else", "of no place", "one line", "furniture"],
)
def test_what_a_table_does_not_say_of_workers_is_not_read(lines: tuple[str, ...]) -> None:
    text = "\n".join((*lines, AMID["en"]))
    claims = read({"title": "", "text": text, "published": "2019-12-30", "lang": "en"})

    assert [] == [claim["quote"] for claim in claims if claim["value_min"] is not None]


@given(st.lists(st.sampled_from(["Russia", "| 300", " | ", "\n", "Returned", "Total", "2019"]), max_size=12))
def test_any_bars_are_read_without_a_fault(parts: list[str]) -> None:
    _read("en", "".join(parts))
