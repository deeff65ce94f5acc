"""Sentences of our own in Korean that are easily misread, with the reading a person gives them; at least one for each
section of the list of traps. A row says what must come out, in the order of the quotes, and nothing else may.
"""

from typing import Any

import pytest

from transforms.claims import read

TITLE = "해외 북한 노동자"


def claims(text: str, published: str | None = "2024-05-15") -> list[dict[str, Any]]:
    return read({"title": TITLE, "text": text, "published": published, "lang": "ko"})


# (type, subtype, value_min, value_max, precision)
Row = tuple[str, str | None, float | None, float | None, str | None]

NUMBERS: dict[str, tuple[str, list[Row]]] = {
    "수백": ("수백 명의 재봉공이 명절 전에 다리를 건넜다.", [("movement", "dispatch", None, None, "vague")]),
    "2, 3백": (
        "훈춘의 공장에는 북한 노동자 2, 3백 명이 일한다.",
        [("headcount", "present", 200, 300, "range")],
    ),
    "적게는 많게는": (
        "단둥에는 적게는 500명, 많게는 2천 명의 북한 노동자가 있다.",
        [("headcount", "present", 500, 2000, "range")],
    ),
    "1만2천여": ("북한 노동자 1만2천여 명이 남아 있다.", [("headcount", "present", 12000, 12000, "approx")]),
    "managers": ("십수 명의 관리원이 단둥에 도착했다.", []),
    "an identifier": ("제39호 공장은 아무도 보내지 않았다.", []),
    "part of those due": (
        "돌아갈 예정이던 2600명 가운데 1천 명이 월요일에 떠났다.",
        [("movement", "repatriation", 2600, 2600, "exact"), ("movement", "repatriation", 1000, 1000, "exact")],
    ),
    "a change is no range": (
        "북한 노동자가 700명에서 1900명으로 늘었다.",
        [("headcount", "before", 700, 700, "exact"), ("headcount", "present", 1900, 1900, "exact")],
    ),
    "세 배": ("북한 노동자 수가 1년 만에 세 배로 늘었다.", [("movement", "increase", None, None, None)]),
    "one machine in five": ("재봉틀 다섯 대 중 한 대는 북한 사람이 돌린다.", []),
    "if": ("만약 500명이 더 온다면 작업장을 넓혀야 한다.", [("headcount", "illustrative", 500, 500, "exact")]),
    "beds": ("노동자 1800명이 묵을 숙소를 꾸리고 있다.", []),
    "the agency is no capacity": (
        "국정원은 러시아의 북한 노동자를 1만5천 명 안팎으로 본다고 밝혔다.",
        [("headcount", "present", 15000, 15000, "approx")],
    ),
    "nobody": ("귀국한 사람은 한 명도 없다.", [("movement", "repatriation", 0, 0, "exact")]),
}
STOCK_AND_FLOW: dict[str, tuple[str, list[Row]]] = {
    "stock": ("북한 노동자 900명이 개발구에서 일한다.", [("headcount", "present", 900, 900, "exact")]),
    "flow": ("북한 노동자 900명이 개발구로 파견됐다.", [("movement", "dispatch", 900, 900, "exact")]),
    "since 2012": (
        "북한은 2012년 이후 노동자 900명을 파견했다.",
        [("headcount", "cumulative", 900, 900, "exact")],
    ),
    "a hope": (
        "회사는 봄까지 노동자 5천 명을 들여오기를 바란다.",
        [("headcount", "planned_dispatch", 5000, 5000, "exact")],
    ),
    "an order": (
        "평양은 단둥의 노동자 300명에게 짐을 싸라고 지시했다.",
        [("movement", "repatriation_order", 300, 300, "exact")],
    ),
    "a demand": (
        "중국은 북한 노동자를 모두 돌려보내라고 요구했다.",
        [("movement", "repatriation_demand", None, None, None)],
    ),
    "moved on": (
        "북한 노동자 300명이 단둥에서 내륙 공장으로 옮겨갔다.",
        [("movement", "transfer", 300, 300, "exact")],
    ),
    "the peak": (
        "가장 많았던 2014년에는 1300명이 나무를 베었다.",
        [("headcount", "peak", 1300, 1300, "exact")],
    ),
    "will leave": (
        "마지막 40명은 8월에 떠날 예정이다.",
        [("movement", "repatriation", 40, 40, "exact")],
    ),
    "permits of 1,190": (
        "몽골은 북한 노동자 1190명의 노동허가를 연장하지 않기로 했다.",
        [("headcount", "present", 1190, 1190, "exact"), ("visa", "no_renewal", None, None, None)],
    ),
}
MONEY: dict[str, tuple[str, list[Row]]] = {
    "wage and deduction": (
        "한 달에 2300위안을 받는데 1500위안은 회사가 뗀다.",
        [("wage", "gross", 2300, 2300, "exact"), ("wage", "deduction", 1500, 1500, "exact")],
    ),
    "half": ("월급의 절반가량을 국가에 바친다.", [("wage", "state_share", 50, 50, "approx")]),
    "a third to two fifths": (
        "번 돈의 3분의 1에서 5분의 2가 노동자에게 남는다.",
        [("wage", "received_by_worker", 33.3, 40, "range")],
    ),
    "to the Korean side": (
        "회사는 북한 측에 한 사람당 3400위안을 준다.",
        [("wage", "paid_by_host_firm", 3400, 3400, "exact")],
    ),
    "bribe": ("나가려면 뇌물 1500달러가 든다.", [("levy", "bribe", 1500, 1500, "exact")]),
    "arrears in all": (
        "봄부터 임금 40만 달러를 주지 않고 있다.",
        [("wage", "arrears_total", 400000, 400000, "exact")],
    ),
    "contract": ("계약은 800만 루블짜리다.", [("revenue", "contract", 8000000, 8000000, "exact")]),
    "the next bench": (
        "옆자리 중국인 여성은 4500위안을 받는다.",
        [("wage", "chinese_worker_wage", 4500, 4500, "exact")],
    ),
    "bracket": ("월급은 3천 위안(약 430달러)이다.", [("wage", "gross", 3000, 3000, "exact")]),
    "the state earned": (
        "북한은 지난해 최대 5억 달러를 벌어들였다.",
        [("revenue", "state_revenue", None, 500000000, "at_most")],
    ),
    "rent": ("호스텔은 대사관에 매달 3만 유로의 임대료를 냈다.", []),
    "a fifth of the staff": (
        "공장 직원 900명 가운데 5분의 1이 북한 사람이다.",
        [("headcount", "present", 20, 20, "exact")],
    ),
}
OTHERS: dict[str, tuple[str, list[Row]]] = {
    "soldiers": ("북한 군인 1만 명이 쿠르스크에 파견됐다.", []),
    "settlers": ("한국에 정착한 탈북민은 3만4천 명이다.", []),
    "tourists": ("같은 날 관광객 400명이 건너왔다.", []),
    "a delegation": ("대표단 14명은 이틀 묵었다.", []),
    "two nations together": ("우즈베키스탄 노동자와 북한 노동자 1200명이 숙소를 함께 쓴다.", []),
    "to Seoul": ("여종업원 12명이 서울로 탈출했다.", [("incident", "defection", 12, 12, "exact")]),
    "nine to a room": ("노동자들은 한 방에 9명씩 잔다.", [("condition", "housing", 9, 9, "exact")]),
    "dead and carried away": (
        "노동자 한 명이 더위로 숨지고 두 명이 실려 갔다.",
        [("incident", "death", 1, 1, "exact"), ("incident", "injury", 2, 2, "exact")],
    ),
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [*NUMBERS.values(), *STOCK_AND_FLOW.values(), *MONEY.values(), *OTHERS.values()],
    ids=[*NUMBERS, *STOCK_AND_FLOW, *MONEY, *OTHERS],
)
def test_a_korean_trap_is_read_as_a_person_reads_it(sentence: str, expected: list[Row]) -> None:
    found = claims(sentence)

    assert expected == [
        (claim["type"], claim["subtype"], claim["value_min"], claim["value_max"], claim["precision"])
        for claim in found
    ]


POLARITIES = {
    "none came": ("5월 이후 단둥에 새 인력이 오지 않았다.", "negated"),
    "denied": ("외교부는 북한 노동자 1만 명이 있다는 보도를 날조라고 일축했다.", "denied"),
    "unconfirmed": ("80명이 아직 남아 있는지는 확인되지 않았다.", "unverified"),
    "a rumour": ("공장에서 폭동이 일어났다는 소문이 돈다.", "unverified"),
    "to come": ("북한은 러시아에 노동자 5천 명을 보내기로 했다.", "reported_future"),
    "present tense of next week": ("나머지 300명은 다음 주에 떠난다.", "reported_future"),
    "what was sent before what is planned": (
        "북한은 러시아에 노동자 8천 명을 보냈고, 올해는 더 늘리려 한다.",
        "affirmed",
    ),
    "those who were due went": ("돌아갈 예정이던 노동자 가운데 1천 명이 떠났다.", "affirmed"),
    "a firm denies": ("그 회사는 북한 노동자를 고용한 적이 없다고 했다.", "denied"),
}


@pytest.mark.parametrize(("sentence", "polarity"), POLARITIES.values(), ids=POLARITIES)
def test_korean_says_yes_no_and_perhaps(sentence: str, polarity: str) -> None:
    assert polarity in [claim["polarity"] for claim in claims(sentence)]


PLACES = {
    "two names of one town": ("북한 노동자 50명이 혼춘에 도착했다.", ["Hunchun, Yanbian, Jilin, CN"]),
    "a town inside a town": (
        "북한 노동자 50명이 랴오닝성 둥강에 도착했다.",
        ["Donggang, Dandong, Liaoning, CN"],
    ),
    "beside each other": (
        "단둥과 둥강에 북한 노동자 2만 명이 있다.",
        ["Dandong, Liaoning, CN"],
    ),
    "from home": ("북한 노동자 200명이 신의주에서 단둥으로 들어왔다.", ["Dandong, Liaoning, CN"]),
    "dateline": ("(서울=새벽통신) 북한 노동자 300명이 훈춘에 도착했다.", ["Hunchun, Yanbian, Jilin, CN"]),
    "three towns": ("블라디보스토크와 나홋카, 아르툠에 북한 노동자 700명이 있다.", ["Primorsky Krai, RU"]),
    "the river": ("두만강 건너로 노동자 50명이 갔다.", ["Jilin, CN"]),
    "a government": ("몽골 정부는 북한 노동자 90명을 돌려보냈다.", ["MN"]),
    "a word that is a town": ("소식통은 본지 통화에서 북한 노동자 90명이 돌아갔다고 했다.", []),
    "North Korean spelling": ("로씨야에서 조선로동자 90명이 일한다.", ["RU"]),
}


@pytest.mark.parametrize(("sentence", "places"), PLACES.values(), ids=PLACES)
def test_korean_places_are_those_of_the_sentence(sentence: str, places: list[str]) -> None:
    counted = [claim for claim in claims(sentence) if claim["value_min"] is not None]

    assert places == counted[0]["places"]


def test_a_length_of_time_is_no_day() -> None:
    window = claims("수입업체는 30일 안에 강제노동이 없었다는 증거를 내야 한다.")[0]

    assert ("evidence_window", 30, "days") == (window["subtype"], window["value_min"], window["unit"])


def test_a_korean_deadline_has_its_day_and_its_resolution() -> None:
    found = claims("결의 2397호는 12월 22일까지 북한 노동자를 돌려보내도록 했다.", published="2019-11-24")
    deadline = next(claim for claim in found if claim["subtype"] == "deadline")

    assert ("2019-12-22", ["UNSCR 2397"]) == (deadline["event_end"], deadline["resolution"])


def test_an_older_stock_is_background_and_the_present_one_is_not() -> None:
    old, new = claims("단둥의 북한 노동자는 코로나 이전 3만 명에서 현재 1만8천 명으로 줄었다.")

    assert ("before", "background", "present", "new") == (old["subtype"], old["scope"], new["subtype"], new["scope"])


def test_what_is_left_of_a_wage_has_its_period() -> None:
    wage, left = claims("공장이 치르는 돈은 한 사람 앞에 월 2600위안이다. 본인 장부에는 900위안이 적힌다.")

    assert ("month", "month", ["period_from_context"]) == (wage["period"], left["period"], left["flags"])
