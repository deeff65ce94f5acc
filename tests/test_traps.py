"""Sentences that are easily misread, with the reading a person gives them. Ids are those of the list of traps.

A row says what must come out (each claim once, with these fields) and nothing else may. `NOT_READ_YET` lists the rows
that no rule reaches: there no claim at all may be made, so that a missing reading never becomes a wrong one.
"""

from typing import Any

import pytest

from transforms.claims import read

# What a sentence tells beside its trap: a row that does not speak of it lets it pass.
CONTEXT = ("company", "demographic", "sector", "condition", "report_reference")
TITLE = {"en": "North Korean workers abroad", "ko": "해외 북한 노동자"}


def people(
    subtype: str, low: float | None, high: float | None, precision: str, kind: str = "movement", **more: Any
) -> dict[str, Any]:
    return {"type": kind, "subtype": subtype, "value_min": low, "value_max": high, "precision": precision, **more}


def money(
    subtype: str, low: float | None, high: float | None, precision: str, kind: str = "wage", **more: Any
) -> dict[str, Any]:
    return {"type": kind, "subtype": subtype, "value_min": low, "value_max": high, "precision": precision, **more}


def flow(subtype: str, polarity: str, *places: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "movement",
        "subtype": subtype,
        "value_min": None,
        "value_max": None,
        "polarity": polarity,
        "places": list(places),
        **more,
    }


def stock(subtype: str, low: float | None, high: float | None, precision: str, **more: Any) -> dict[str, Any]:
    return people(subtype, low, high, precision, "headcount", **more)


HUNCHUN, DANDONG, LIAONING = "Hunchun, Yanbian, Jilin, CN", "Dandong, Liaoning, CN", "Liaoning, CN"

READ: dict[str, tuple[str, list[dict[str, Any]]]] = {
    # numbers
    "1 thousands": (
        "Thousands of seamstresses crossed the bridge before the holiday.",
        [people("dispatch", None, None, "vague", magnitude=3)],
    ),
    "2 수천": ("수천 명이 이미 강을 건넜다.", [people("dispatch", None, None, "vague", magnitude=3)]),
    "5 between": (
        "Between 1,200 and 1,500 were counted, or one busload in three.",
        [stock("seen_at_event", 1200, 1500, "range")],
    ),
    "6 borrowed unit": ("약 2~3천명이 파견됐다.", [people("dispatch", 2000, 3000, "range")]),
    "6 comma": ("2, 3천 명이 파견됐다.", [people("dispatch", 2000, 3000, "range")]),
    "6 plain": ("2000~3000명이 파견됐다.", [people("dispatch", 2000, 3000, "range")]),
    "7 만 and 천": ("3만2천여 명이 파견됐다.", [people("dispatch", 32000, 32000, "approx")]),
    "7 mixed": ("3만 2,000명이 일한다.", [stock("present", 32000, 32000, "exact")]),
    "7 digits": ("32,000명이 일한다.", [stock("present", 32000, 32000, "exact")]),
    "10 managers": ("십여 명의 관리자가 도착했다.", []),
    "10 열댓": ("열댓 명이 도착했다.", [people("dispatch", 15, 15, "approx")]),
    "10 백여": ("백여 명이 도착했다.", [people("dispatch", 100, 100, "approx")]),
    "14 strong": ("A two-thousand-strong brigade arrived.", [people("dispatch", 2000, 2000, "exact")]),
    "14 of them": (
        "Three hundred of them were sent to Dandong.",
        [people("dispatch", 300, 300, "exact", places=[DANDONG])],
    ),
    "14 score": ("A score of cooks arrived in Hunchun.", [people("dispatch", 20, 20, "exact", places=[HUNCHUN])]),
    "15 workshop": ("Workshop No. 39 sent nobody.", []),
    "15 room": (
        "The workers' pay goes to Room 39, under resolution 2397 and Article 17.",
        [{"type": "legal", "subtype": None, "value_min": None, "resolution": ["UNSCR 2397"]}],
    ),
    "16 part of a plan": (
        "1,000 of the 2,600 who were due left on Monday.",
        [people("repatriation", 1000, 1000, "exact")],
    ),
    "17 subset": (
        "2,000 arrived, 300 of them for fish plants.",
        [
            people("dispatch", 2000, 2000, "exact", part_of=None),
            people("dispatch", 300, 300, "exact", part_of="2,000 arrived", flags=["subset"]),
        ],
    ),
    "18 joined": (
        "Another 400 joined the 1,100 already sewing there.",
        [people("intake", 400, 400, "exact"), stock("before", 1100, 1100, "exact")],
    ),
    "19 rose": (
        "The total rose from 700 to 1,900.",
        [stock("before", 700, 700, "exact"), stock("present", 1900, 1900, "exact")],
    ),
    "21 machines": ("One in five sewing machines is run by a North Korean.", []),
    "20 tripled": ("The number of workers tripled within a year.", [flow("increase", "affirmed")]),
    "22 if": (
        "If five hundred more come, the hall must be widened.",
        [stock("illustrative", 500, 500, "exact", polarity="reported_future", firm=False)],
    ),
    "23 capacity": ("Rooms for 1,800 people are being furnished for them.", []),
    "24 per bus": (
        "Each of four buses carried about forty women.",
        [stock("seen_at_event", 40, 40, "approx", unit="workers per bus")],
    ),
    "25 each": ("500명씩 두 차례 보냈다.", [people("dispatch", 500, 500, "exact", unit="workers per group")]),
    # stock, flow, plan, order
    "26 stock": ("Some 900 work in the zone.", [stock("present", 900, 900, "approx")]),
    "26 flow": ("Some 900 were sent to the zone.", [people("dispatch", 900, 900, "approx")]),
    "26 cumulative": ("900 have been sent since 2012.", [stock("cumulative", 900, 900, "exact")]),
    "27 plan": (
        "The agency hopes to place 5,000 by spring.",
        [stock("planned_dispatch", 5000, 5000, "exact", polarity="reported_future")],
    ),
    "28 order": (
        "Pyongyang told 30 teams to pack.",
        [people("repatriation_order", 30, 30, "exact", unit="teams", polarity="reported_future")],
    ),
    "29 demand": ("The neighbour asked that all be sent back.", [flow("repatriation_demand", "reported_future")]),
    "32 transfer": (
        "Some 300 left Dandong for plants further inland.",
        [people("transfer", 300, 300, "approx", places=[DANDONG], origin=[DANDONG])],
    ),
    "31 new stamp": (
        "They go home for three days each month and return with a new stamp.",
        [{"type": "visa", "subtype": "monthly_renewal_loophole"}],
    ),
    "33 peak": (
        "At the peak, in 2014, 1,300 cut timber there.",
        [stock("peak", 1300, 1300, "exact", event_start="2014-01-01", event_end="2014-12-31", scope="background")],
    ),
    "34 would": (
        "The last forty will leave in August, which would end the story.",
        [people("repatriation", 40, 40, "exact", polarity="reported_future", event_start="2020-08-01")],
    ),
    # yes, no, perhaps
    "35 took turns": (
        "The women took turns: two hundred out, two hundred in.",
        [people("repatriation", 200, 200, "exact"), people("dispatch", 200, 200, "exact")],
    ),
    "36 no new crews": (
        "No new crews have come to Dandong since May.",
        [flow("dispatch", "negated", DANDONG, event_start="2019-05-01")],
    ),
    "37 not many": ("Not many are sent to Liaoning now.", [flow("dispatch", "negated", LIAONING)]),
    "38 denied": (
        "The ministry rejected reports of ten thousand workers as invention.",
        [stock("present", 10000, 10000, "exact", polarity="denied", attribution="The ministry")],
    ),
    "39 neither": (
        "Officials would neither confirm nor deny that 80 are still there.",
        [stock("present", 80, 80, "exact", polarity="unverified")],
    ),
    "41 only China": (
        "Only China still takes them; everyone else has stopped.",
        [flow("intake", "affirmed", "CN"), flow("intake", "negated", "WORLD except CN")],
    ),
    "42 few doubt": ("Few doubt that more will follow.", [flow("dispatch", "reported_future")]),
    "43 nothing": ("There is nothing to suggest the plant let anybody go.", [flow("repatriation", "negated")]),
    "44 zero": ("귀국한 노동자는 한 명도 없다.", [people("repatriation", 0, 0, "exact", polarity="negated")]),
    # money
    "46 deduction": (
        "They earn 2,300 yuan a month, of which 1,500 go to the company.",
        [
            money("gross", 2300, 2300, "exact", currency="CNY", period="month"),
            money("deduction", 1500, 1500, "exact", currency="CNY", period="month"),
        ],
    ),
    "47 half": (
        "About half is handed to the state.",
        [money("state_share", 50, 50, "approx", unit="percent", currency=None)],
    ),
    "48 third": (
        "Between a third and two fifths remain with the worker.",
        [money("received_by_worker", 33.3, 40, "range", unit="percent")],
    ),
    "49 levy": (
        "각자 매달 700달러를 바쳐야 한다.",
        [money("state_revenue_per_worker", 700, 700, "exact", currency="USD", period="month")],
    ),
    "50 won": (
        "평성 여성들은 한 달에 5만 원을 받는다.",
        [money("gross", 50000, 50000, "exact", currency=None, flags=["won_undecided"], firm=False)],
    ),
    "51 won in Hunchun": (
        "In Hunchun they earn 600 won a month.",
        [money("gross", 600, 600, "exact", currency=None, flags=["won_undecided"], firm=False)],
    ),
    "51 fragment": (
        "600 won a month",
        [money("gross", 600, 600, "exact", currency=None, flags=["won_undecided"], firm=False)],
    ),
    "52 hour": (
        "2.50 dollars an hour, twelve hours a day.",
        [money("gross", 2.5, 2.5, "exact", currency="USD", period="hour")],
    ),
    "53 per head": (
        "The company pays 3,400 per head to the Koreans.",
        [money("paid_by_host_firm", 3400, 3400, "exact", currency=None, flags=["currency_unknown"])],
    ),
    "54 bribe": (
        "A place abroad costs 1,500 dollars in bribes.",
        [money("bribe", 1500, 1500, "exact", "levy", currency="USD", details={"payer": "worker"})],
    ),
    "55 half to the party": (
        "월급 4000위안 중 절반은 당에, 나머지에서 식비를 뺀다.",
        [
            money("gross", 4000, 4000, "exact", currency="CNY", period="month"),
            money("state_share", 50, 50, "approx", unit="percent"),
            {"type": "wage", "subtype": "deduction", "value_min": None, "value_max": None},
        ],
    ),
    "56 arrears": (
        "Wages of 400,000 dollars have not been paid since spring.",
        [money("arrears_total", 400000, 400000, "exact", currency="USD", period=None, polarity="affirmed")],
    ),
    "57 contract": (
        "The contract is worth 8 million roubles.",
        [money("contract", 8000000, 8000000, "exact", "revenue", currency="RUB")],
    ),
    "58 Chinese women": (
        "Chinese women on the next bench get 4,500.",
        [money("chinese_worker_wage", 4500, 4500, "exact")],
    ),
    "59 ko bracket": (
        "월급은 3천 위안($430)이다.",
        [money("gross", 3000, 3000, "exact", currency="CNY", details={"converted": "$430"})],
    ),
    "59 en bracket": (
        "They earn RMB 1,500 to 2,000 (USD 237 to 279).",
        [money("gross", 1500, 2000, "range", currency="CNY", details={"converted": "USD 237 to 279"})],
    ),
    "60 two months": (
        "두 달 치 월급 5000위안.",
        [money("gross", 5000, 5000, "exact", currency="CNY", period=None, flags=["period_undecided"], firm=False)],
    ),
    "61 no currency": (
        "The state earned up to 500 million last year.",
        [money("state_revenue", None, 500000000, "at_most", "revenue", currency=None, period="year")],
    ),
    # people who are not workers abroad
    "62 soldiers": ("10,000 soldiers were sent to Kursk.", []),
    "62 engineers": (
        "1,000 military engineers were sent to Kursk to rebuild roads.",
        [
            people(
                "dispatch",
                1000,
                1000,
                "exact",
                places=["Kursk Oblast, RU"],
                sectors=["construction"],
                flags=["military"],
                firm=False,
            )
        ],
    ),
    "63 settled": ("Some 34,000 North Koreans have settled in the South.", []),
    "64 tourists": ("Four hundred tourists crossed on the same day.", []),
    "65 camps": ("80,000 are held in camps inside the country.", []),
    "66 delegation": ("The delegation of 14 stayed two nights.", []),
    "67 minders": (
        "Each team of 60 is watched by three security officers.",
        [stock("present", 60, 60, "exact", unit="workers per group")],
    ),
    "68 mill": ("The mill employs 900 people, a fifth of them from the North.", []),
    "69 both together": ("Uzbek and Korean builders share the barracks; there are 1,200 in all.", []),
    "71 fled": (
        "Twelve waitresses fled to Seoul.",
        [{"type": "incident", "subtype": "defection", "value_min": 12, "value_max": 12, "polarity": "affirmed"}],
    ),
    # when
    "76 the 24th": (
        "On the 24th 60 workers were sent home.",
        [people("repatriation", 60, 60, "exact", event_start="2019-11-24", event_basis="relative")],
    ),
    "80 old estimate": (
        "According to a UN estimate of 2017 there were a hundred thousand.",
        [
            stock(
                "present",
                100000,
                100000,
                "approx",
                event_start="2017-01-01",
                event_end="2017-12-31",
                scope="background",
                attribution_kind="un",
            )
        ],
    ),
    # where
    "84 Jilin": ("50 workers arrived in Jilin.", [people("dispatch", 50, 50, "exact", places=["Jilin, CN"])]),
    "84 Jilin City": (
        "50 workers arrived in Jilin City.",
        [people("dispatch", 50, 50, "exact", places=["Jilin City, Jilin, CN"])],
    ),
    "85 Donggang": (
        "50 workers arrived in Dandong's Donggang.",
        [people("dispatch", 50, 50, "exact", places=["Donggang, Dandong, Liaoning, CN"])],
    ),
    "86 훈춘시": ("훈춘시에 50명이 도착했다.", [people("dispatch", 50, 50, "exact", places=[HUNCHUN])]),
    "87 river": (
        "50 workers arrived at farms along the Tumen.",
        [people("dispatch", 50, 50, "exact", places=["Jilin, CN"])],
    ),
    "88 from home": (
        "50 workers were sent from Sinuiju to Dandong.",
        [people("dispatch", 50, 50, "exact", places=[DANDONG], origin=["Sinuiju, North Pyongan, KP"])],
    ),
    "89 prefecture": ("연변에 50명이 도착했다.", [people("dispatch", 50, 50, "exact", places=["Yanbian, Jilin, CN"])]),
    "93 dateline": (
        "SEOUL, Dec. 3 (Yonhap) -- Some 50 workers were sent to Dandong.",
        [people("dispatch", 50, 50, "approx", places=[DANDONG], event_basis="published")],
    ),
    "94 sent theirs": (
        "The UAE, Kuwait and Qatar sent theirs home; Mongolia is waiting.",
        [flow("repatriation", "affirmed", "AE", "KW", "QA")],
    ),
    "96 particle": ("지린성으로 50명이 파견됐다.", [people("dispatch", 50, 50, "exact", places=["Jilin, CN"])]),
    "97 three provinces": (
        "Some 50 workers were sent to the three northeastern provinces.",
        [people("dispatch", 50, 50, "approx", places=[LIAONING, "Jilin, CN", "Heilongjiang, CN"])],
    ),
}

NOT_READ_YET = {
    "30 contracts": (
        "Contracts of 600 run out in June.",
        "the end of a contract is neither flow nor stock; visa claims are not read yet",
    ),
    "40 unpaid 250": (
        "It could not be confirmed whether the 250 were paid.",
        "the 250 stand as stated elsewhere; nothing is counted here",
    ),
    "45 scare quotes": ("Kim Jong Un's officials said workers 'volunteered'.", "conditions are not read yet"),
}


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


@pytest.mark.parametrize(("sentence", "expected"), READ.values(), ids=READ)
def test_a_trap_is_read_as_a_person_reads_it(sentence: str, expected: list[dict[str, Any]]) -> None:
    wanted = {row["type"] for row in expected}
    found = [claim for claim in claims(sentence) if claim["type"] not in CONTEXT or claim["type"] in wanted]

    assert expected == [{field: claim[field] for field in row} for row, claim in zip(expected, found, strict=False)]
    assert len(expected) == len(found)


@pytest.mark.parametrize(("sentence", "why"), NOT_READ_YET.values(), ids=NOT_READ_YET)
def test_what_is_not_read_yet_makes_no_claim(sentence: str, why: str) -> None:
    assert [] == claims(sentence), why


def test_74_the_end_of_last_month_is_its_last_third() -> None:
    claim = claims("지난달 말 60명이 돌아갔다.", published="2025-03-03")[0]

    assert ("2025-02-20", "2025-02-28", "relative") == (claim["event_start"], claim["event_end"], claim["event_basis"])


def test_75_a_relative_day_without_a_published_day_stays_in_its_wording() -> None:
    claim = claims("Some 60 workers were sent home last week.", published=None)[0]

    assert (None, None, "none", "last week") == tuple(
        claim[f] for f in ("event_start", "event_end", "event_basis", "event_text")
    )


def test_76_a_deadline_without_a_year_is_the_coming_one() -> None:
    claim = claims("The deadline for the return of all workers is Dec. 22.", published="2019-11-24")[0]

    assert ("deadline", "2019-12-22") == (claim["subtype"], claim["event_end"])


def test_92_a_name_of_two_places_is_flagged_and_placed_nowhere() -> None:
    claim = claims("50 workers arrived in Georgia.")[0]

    assert ([], ["place_ambiguous"], False) == (claim["places"], claim["flags"], claim["firm"])


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
def test_a_stock_of_an_old_year_is_background_and_not_firm(sentence: str) -> None:
    claim = claims(sentence)[0]

    assert ("2017-12-31", "background", False) == tuple(claim[f] for f in ("event_end", "scope", "firm"))


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
    "for abroad": ("About 300 North Korean workers left Dandong for Hunchun.", "transfer", [DANDONG], [DANDONG]),
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
