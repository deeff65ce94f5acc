"""Sentences that were once misread, with what is read now; the list of traps has its own tables (test_traps.py)."""

from typing import Any

import pytest

from transforms.claims import read

TITLE = {"en": "North Korean workers abroad", "ko": "해외 북한 노동자"}
DANDONG, HUNCHUN = "Dandong, Liaoning, CN", "Hunchun, Yanbian, Jilin, CN"


# Sentences that once made a wrong claim. None: no claim with a number; else the only numbers that may come out.
WRONG_ONCE: dict[str, tuple[str, list[tuple[str, float | None]]]] = {
    "a population": ("North Korea's population of 25 million people works hard.", []),
    "a Russian's wage": (
        "North Korean workers in Russia earn $700 a month, but a Russian worker earns $1,500.",
        [("gross", 700), ("chinese_worker_wage", 1500)],
    ),
    "people asked": ("Of 1,200 women interviewed, 300 worked in China.", []),
    "to pay is no wage": ("Workers pay $3,000 to brokers.", [("fee", 3000)]),
    "a crew of sailors": ("The ship arrived with 24 crew members on board; 12 were sent home.", []),
    "refugees": ("Nearly 1,000 North Koreans crossed the border into China as refugees.", []),
    "wages of locals": (
        "Factory wages in Dandong average 3,500 yuan a month for locals.",
        [("chinese_worker_wage", 3500)],
    ),
    "rice": (
        "Rice costs 5,000 won a kilo, and workers in Hunchun earn 3,000 yuan a month.",
        [("gross", 3000)],
    ),
    "a wage is no arrears": ("They get a monthly wage of about RMB 1,500.", [("gross", 1500)]),
    "one is a pronoun": ("North Korean firms are named, one of them in China.", []),
    "seats": ("Coaches seating around 50 cross now and then with North Korean workers.", []),
    "not one": ("Not one worker has gone home.", [("repatriation", 0)]),
    "if": ('"If 1,000 went home each day, it could still be done," he said.', [("illustrative", 1000)]),
    "농촌": ("평양에서 1만 명이 농촌에 파견됐다.", []),
    "군인": ("북한 군인 1만 명이 러시아에 파견됐다.", []),
    "관광객": ("중국인 관광객 300명이 북한에 들어갔다.", []),
    "중국인 노동자": ("공장에는 중국인 노동자 500명과 북한 노동자 200명이 일한다.", [("present", 200)]),
    "전망": ("북한 노동자 5만 명이 러시아로 갈 것이라는 전망이 나왔다.", [("planned_dispatch", 50000)]),
    "버스": ("북한 노동자들이 버스 10대에 나눠 타고 단둥에 도착했다.", []),
    "한국 기업": ("훈춘의 한국 기업 직원 30명이 철수했다.", []),
    "what is kept of a salary": (
        "They keep 600 yuan of a 3,000 yuan salary and hand over the rest.",
        [("received_by_worker", 600), ("gross", 3000)],
    ),
    "월급과 상납": ("월급은 2500위안 정도지만 절반가량은 국가에 바친다.", [("gross", 2500), ("state_share", 50)]),
}


@pytest.mark.parametrize(("sentence", "expected"), WRONG_ONCE.values(), ids=WRONG_ONCE)
def test_a_number_once_misread_is_read_right_or_not_at_all(
    sentence: str, expected: list[tuple[str, float | None]]
) -> None:
    found = [claim for claim in claims(sentence) if claim["value_min"] is not None or claim["value_max"] is not None]

    assert expected == [(claim["subtype"], claim["value_min"]) for claim in found]


def test_a_stock_compared_with_an_old_one_is_not_itself_old() -> None:
    claim = claims("Some 2,000 North Korean laborers remain in Qatar, down from 3,000 in 2016.")[0]

    assert (2000, "new", "published") == (claim["value_min"], claim["scope"], claim["event_basis"])


def claims(sentence: str, published: str | None = "2019-12-02") -> list[dict[str, Any]]:
    lang = "ko" if any("가" <= letter <= "힣" for letter in sentence) else "en"
    return read({"title": TITLE[lang], "text": sentence, "published": published, "lang": lang})


# A month or a season with its year in words: (sentence, event_start, event_end), in a report of 4 December 2019.
YEARS_IN_WORDS = {
    "by March next year": ("It plans to bring in another 150 by March next year.", None, "2020-03-31"),
    "by the end of March next year": ("It plans to bring in 150 by the end of March next year.", None, "2020-03-31"),
    "in March of next year": ("They will send 150 workers in March of next year.", "2020-03-01", "2020-03-31"),
    "next March": ("They will send 150 workers to China next March.", "2020-03-01", "2020-03-31"),
    "by next March": ("It plans to bring in another 150 by next March.", None, "2020-03-31"),
    "by March": ("It plans to bring in another 150 by March.", None, "2020-03-31"),
    "in March last year": ("Some 150 workers were sent to China in March last year.", "2018-03-01", "2018-03-31"),
    "last December": ("Some 150 workers were sent to China last December.", "2018-12-01", "2018-12-31"),
    "this December": ("Some 150 workers were sent to China this December.", "2019-12-01", "2019-12-31"),
    "next spring": ("They will send 150 workers to China next spring.", "2020-03-01", "2020-05-31"),
    "next winter": ("They will send 150 workers to China next winter.", "2020-12-01", "2021-02-28"),
    "next year": ("They will send 150 workers to China next year.", "2020-01-01", "2020-12-31"),
    "next month": ("They will send 150 workers to China next month.", "2020-01-01", "2020-01-31"),
    "next Tuesday": ("They will send 150 workers to China next Tuesday.", None, None),
    "the following year": ("Some 150 workers were sent to China in March of the following year.", None, None),
    "내년 3월": ("북한 노동자 150명을 내년 3월까지 데려올 계획이다.", None, "2020-03-31"),
    "내년3월": ("북한 노동자 150명을 내년3월까지 데려올 계획이다.", None, "2020-03-31"),
    "3월까지": ("북한 노동자 150명을 3월까지 데려올 계획이다.", None, "2020-03-31"),
    "오는 3월": ("북한 노동자 150명을 오는 3월 데려올 계획이다.", "2020-03-01", "2020-03-31"),
    "지난해 3월": ("지난해 3월 북한 노동자 150명이 파견됐다.", "2018-03-01", "2018-03-31"),
    "지난해 12월 22일": ("지난해 12월 22일 북한 노동자 150명이 파견됐다.", "2018-12-22", "2018-12-22"),
    "작년": ("작년 북한 노동자 150명이 파견됐다.", "2018-01-01", "2018-12-31"),
    "작년 봄": ("작년 봄 북한 노동자 150명이 파견됐다.", "2018-03-01", "2018-05-31"),
    "내년 봄": ("북한 노동자 150명을 내년 봄 데려올 계획이다.", "2020-03-01", "2020-05-31"),
    "2018년3월": ("2018년3월 북한 노동자 150명이 파견됐다.", "2018-03-01", "2018-03-31"),
    "이듬해 3월": ("이듬해 3월 북한 노동자 150명이 파견됐다.", None, None),
}


@pytest.mark.parametrize(("sentence", "start", "end"), YEARS_IN_WORDS.values(), ids=YEARS_IN_WORDS)
def test_a_year_in_words_is_never_another_year(sentence: str, start: str | None, end: str | None) -> None:
    claim = claims(sentence, published="2019-12-04")[0]

    assert (150, start, end) == tuple(claim[f] for f in ("value_min", "event_start", "event_end"))


@pytest.mark.parametrize(
    ("published", "wording", "days"),
    [
        ("2020-01-20", "this winter", ("2019-12-01", "2020-01-20")),
        ("2020-03-20", "last March", ("2019-03-01", "2019-03-31")),
        ("2019-01-10", "next March", (None, None)),
    ],
)
def test_a_season_or_month_near_its_own_edge_is_the_right_one_or_none(
    published: str, wording: str, days: tuple[str | None, str | None]
) -> None:
    claim = claims(f"Some 150 workers were sent to China {wording}.", published=published)[0]

    assert days == (claim["event_start"], claim["event_end"])


def test_a_bare_month_of_a_deadline_is_the_coming_one() -> None:
    claim = claims("All North Korean workers must be home by December.", published="2019-11-24")[0]

    assert ("deadline", "2019-12-31") == (claim["subtype"], claim["event_end"])


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 2,000 North Korean workers worked in Kuwait in 2017.",
        "Officials said more than 900 North Koreans worked in Kuwait in 2017.",
        "Officials said on Tuesday that more than 2,000 North Koreans worked in Kuwait in 2017.",
        "Poland said in 2017 that 400 North Koreans worked at its shipyards.",
    ],
)
def test_a_stock_of_an_old_year_is_background(sentence: str) -> None:
    claim = claims(sentence)[0]

    assert ("2017-12-31", "background") == (claim["event_end"], claim["scope"])


@pytest.mark.parametrize("tail", ["Officials said on Tuesday that {}.", "{}, officials said on Tuesday."])
def test_officials_said_on_tuesday_says_who_and_not_when(tail: str) -> None:
    claim = claims(tail.format("60 North Korean workers were sent home"))[0]

    assert ("officials", "state") == (claim["attribution"].lower(), claim["attribution_kind"])
    assert "published" == claim["event_basis"]


EMPLOYED = {
    "now": ("At most 30,000 North Korean workers are employed in China.", "present"),
    "since": ("More than 1,000 North Korean workers have been used in China since 2017.", "cumulative"),
    "in total": ("In total 1,000 North Korean workers were employed in China.", "cumulative"),
}


@pytest.mark.parametrize(("sentence", "subtype"), EMPLOYED.values(), ids=EMPLOYED)
def test_the_employed_are_counted_over_the_years_only_where_the_text_says_so(sentence: str, subtype: str) -> None:
    assert ("headcount", subtype) == tuple(claims(sentence)[0][f] for f in ("type", "subtype"))


LEFT = {
    "abroad": ("About 300 North Korean workers left Dandong.", "repatriation", [DANDONG], [DANDONG]),
    "home": ("About 300 North Korean workers left Pyongyang.", "dispatch", [], ["Pyongyang, KP"]),
    "for abroad": ("About 300 North Korean workers left Dandong for Hunchun.", "transfer", [HUNCHUN], [DANDONG]),
    "expelled": ("Nepal expelled 300 North Korean workers.", "repatriation", ["NP"], []),
    "returned": ("About 300 North Koreans returned to Pyongyang from Kuwait.", "repatriation", ["KW"], ["KW"]),
}


@pytest.mark.parametrize(("sentence", "subtype", "places", "origin"), LEFT.values(), ids=LEFT)
def test_who_leaves_a_place_moves(sentence: str, subtype: str, places: list[str], origin: list[str]) -> None:
    found = claims(sentence)

    assert [("movement", subtype, places, origin)] == [
        tuple(claim[f] for f in ("type", "subtype", "places", "origin")) for claim in found
    ]


RANGES = {
    "ko": "북한 노동자 150명이 지난해 9월부터 11월까지 중국에서 일했다.",
    "en words": "Some 150 North Korean workers worked in China from September to November last year.",
    "en digits": "Some 150 North Korean workers worked in China between September 2018 and November 2018.",
}


@pytest.mark.parametrize("sentence", RANGES.values(), ids=RANGES)
def test_a_range_of_months_runs_from_its_first_to_its_last(sentence: str) -> None:
    claim = claims(sentence, published="2019-12-04")[0]

    assert ("2018-09-01", "2018-11-30") == (claim["event_start"], claim["event_end"])


@pytest.mark.parametrize("verb", ["may leave", "might leave", "could leave", "will leave"])
def test_who_may_leave_has_not_left(verb: str) -> None:
    claim = claims(f"Some 30 North Korean workers {verb} Russia.")[0]

    assert "reported_future" == claim["polarity"]
    assert claim["sentence"].startswith("about 30 workers to leave Russia")


def test_what_lies_after_the_published_day_is_not_firm() -> None:
    assert not claims("It may well next year send 150 North Korean workers to China.")[0]["firm"]


def test_a_name_far_from_the_word_of_saying_did_not_say_it() -> None:
    text = "North Korea says 30 workers left Russia. The firm hired a lawyer. Some 500 North Koreans work in Dandong."

    assert [None, None] == [claim["attribution"] for claim in claims(text)]
