"""The traps of interpretation in Chinese, both scripts: sentence in, reading out. The numbers are those of TRAPS.md."""

from typing import Any

import pytest

from transforms.claims import read

FIELDS = ("type", "subtype", "value_min", "value_max", "precision", "polarity")


def claims(sentence: str, title: str = "在中国和俄罗斯的朝鲜工人") -> list[dict[str, Any]]:
    return read({"title": title, "text": sentence, "published": "2024-05-15", "lang": "zh"})


def people(low: Any, high: Any, precision: str, subtype: str = "present", **more: Any) -> dict[str, Any]:
    kind = "headcount" if subtype in STOCK else "movement"
    return {
        "type": kind, "subtype": subtype, "value_min": low, "value_max": high, "precision": precision, **more,
    }  # fmt: skip


STOCK = ("present", "before", "peak", "planned_dispatch", "illustrative", "seen_at_event", "cumulative", "forecast")


def money(subtype: str, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return {"subtype": subtype, "value_min": low, "value_max": high, **more}


READ: dict[str, tuple[str, list[dict[str, Any]]]] = {
    # 1. Numbers
    "1 thousands": ("数千名朝鲜女工节前过了江。", [{"subtype": "dispatch", "value_min": None, "magnitude": 3}]),
    "3 a thousand and more": ("当地已有上千名朝鲜女工。", [people(1000, None, "at_least")]),
    "4 ten thousand and more": ("当地有上万名朝鲜女工。", [people(10000, None, "at_least")]),
    "4 nearly": ("当地有近万名朝鲜女工。", [people(10000, 10000, "approx")]),
    "4 short of": ("当地朝鲜女工不到万名。", [people(None, 10000, "less_than")]),
    "4 tens of thousands": ("当地有数万名朝鲜女工。", [{"type": "headcount", "value_min": None, "magnitude": 4}]),
    "6 two or three thousand": ("厂区里有两三千名朝鲜女工。", [people(2000, 3000, "range")]),
    "6 the unit spans the range": ("在中國的北韓勞工約2至3萬人。", [people(20000, 30000, "range")]),
    "8 in words": ("工地上有一万二千名朝鲜工人。", [people(12000, 12000, "exact")]),
    "8 the point is decimal": ("工地上有1.2万名朝鲜工人。", [people(12000, 12000, "exact")]),
    "10 managers": ("另有十余名管理人员随行。", []),
    "15 a number that names": (
        "第39号作坊没有派出工人。",
        [{"type": "movement", "value_min": None, "polarity": "negated"}],
    ),
    "17 a subset": (
        "上月来了两千名工人,其中三百人去了水产厂。",
        [people(2000, 2000, "exact", "dispatch"), people(300, 300, "exact", "dispatch")],
    ),
    "19 rose from to": (
        "朝鲜工人从七百人增至一千九百人。",
        [people(700, 700, "exact", "before"), people(1900, 1900, "exact")],
    ),
    "20 no figure is computed": (
        "朝鲜工人人数翻了一番。",
        [{"subtype": "increase", "value_min": None, "value_max": None}],
    ),
    "22 if": ("若再来五百人,厂房就不够用了。", [people(500, 500, "exact", "illustrative")]),
    "23 capacity": ("新宿舍可容纳一千八百人。", []),
    "25 so many each": ("朝鲜女工的班车每批五十人。", [{"value_min": 50, "unit": "workers per group"}]),
    # 2. Stock, flow, plan, order
    "26 stock": ("开发区里有九百名朝鲜工人。", [people(900, 900, "exact")]),
    "26 flow": ("平壤向开发区派出九百名工人。", [people(900, 900, "exact", "dispatch")]),
    "26 over the years": ("平壤自2012年以来派出九百名工人。", [people(900, 900, "exact", "cumulative")]),
    "27 a plan": (
        "该公司计划明年春天前派出五千名工人。",
        [people(5000, 5000, "exact", "planned_dispatch", polarity="reported_future")],
    ),
    "28 an order": (
        "平壤下令年底前撤回在中国的3万多名劳工。",
        [people(30000, None, "at_least", "repatriation_order", polarity="reported_future")],
    ),
    "31 a crossing is no flow": (
        "女工每月过桥回国一趟再回来。",
        [{"type": "visa", "subtype": "monthly_renewal_loophole"}],
    ),
    "32 inside the country": ("三百名女工从丹东转往内地工厂。", [people(300, 300, "exact", "transfer")]),
    "33 the peak": (
        "2014年高峰时有一千三百名朝鲜人在那里伐木。",
        [people(1300, 1300, "exact", "peak", scope="background")],
    ),
    "35b entries": ("2024年入境的朝鲜公民为七千三百人次。", [{"value_min": 7300, "unit": "entries"}]),
    # 3. Yes, no, perhaps
    "36 none since": ("五月以来没有再派新人到丹东。", [{"subtype": "dispatch", "polarity": "negated"}]),
    "38 denied": ("外交部否认有上万名朝鲜劳工滞留中国。", [people(10000, None, "at_least", polarity="denied")]),
    "39 neither": ("官员不置可否是否仍有八十名工人滞留。", [people(80, 80, "exact", polarity="unverified")]),
    "41 everyone else": (
        "除中国外,其他国家都已不再接收朝鲜劳工。",
        [{"polarity": "negated", "places": ["WORLD except CN"]}],
    ),
    "44 zero": ("一个也没走。", [people(0, 0, "exact", "repatriation", polarity="negated")]),
    "44 zero in the other script": ("到這個月,一個不剩。", [people(0, 0, "exact", polarity="negated")]),
    # 4. Money
    "46 of which": (
        "女工月薪两千三百元,其中一千五百元由公司收走。",
        [
            money("gross", 2300, 2300, currency="CNY", period="month"),
            money("deduction", 1500, 1500, currency="CNY", period="month"),
        ],
    ),
    "47 half": ("收入约一半要上缴国家。", [money("state_share", 50, 50, unit="percent", currency=None)]),
    "48 between a third and two fifths": (
        "工人自己能留三分之一到五分之二。",
        [money("received_by_worker", 33.3, 40, unit="percent", precision="range")],
    ),
    "49 to hand over": ("每人每月须上缴七百美元。", [money("state_revenue_per_worker", 700, 700, currency="USD")]),
    "52 an hour": (
        "每小时2.5美元,每天工作十二个小时。",
        [money("gross", 2.5, 2.5, period="hour"), {"subtype": "hours"}],
    ),
    "53 per head": ("厂方按每人每月三千四百元与朝方结算。", [money("paid_by_host_firm", 3400, 3400)]),
    "54 a bribe": ("想出国要给干部打点一千五百美元。", [money("bribe", 1500, 1500, type="levy")]),
    "56 arrears are not monthly": (
        "公司拖欠工资总额四十万美元。",
        [money("arrears_total", 400000, 400000, period=None)],
    ),
    "57 a contract": ("这份施工合同金额为八百万卢布。", [money("contract", 8000000, 8000000, currency="RUB")]),
    "58 a Chinese wage": ("同一条线上的本地工人月薪四千五。", [money("chinese_worker_wage", 4500, 4500)]),
    "59 a conversion": ("女工月薪三千元(约合430美元)。", [money("gross", 3000, 3000, currency="CNY")]),
    "61 of the state": ("朝鲜靠海外劳工一年赚取外汇五亿美元。", [money("state_revenue", 5e8, 5e8, period="year")]),
    "a price is no wage": ("丹东口岸前四个月出口货值二十一亿元。", []),
    # 5. People who are no workers abroad
    "62 military engineers": ("朝鲜已向俄罗斯派出一千名工兵重建公路。", [{"value_min": 1000, "flags": ["military"]}]),
    "62 soldiers": ("朝鲜派出一万名士兵前往前线。", []),
    "64 tourists": ("同一天有四百名游客过桥。", []),
    "66 a delegation": ("由十四名官员组成的代表团住了两晚。", []),
    "67 minders": ("每三名女工配一名看守。", [{"type": "condition", "subtype": "surveillance"}]),
    "68 a part of the staff": ("该厂员工共九百人,五分之一是朝鲜人。", [{"value_min": 20, "unit": "percent"}]),
    "69 of both": ("工地上越南工人和朝鲜工人共一千二百人。", []),
    "70 ethnic Koreans": ("食堂由三十名朝鲜族员工打理。", []),
    "71 fled": ("十二名女服务员从宁波集体投奔韩国。", [{"type": "incident", "subtype": "defection", "value_min": 12}]),
    # 8, 9. Who said it, and what else
    "107 a ministry of labour": ("当地劳工部没有回应。", []),
    "116 never hired": ("这家公司从未雇用过朝鲜人。", [{"type": "company", "polarity": "denied"}]),
    "121 hours and a gate": ("她们每天干十二个小时,宿舍大门上锁。", [{"subtype": "hours"}, {"subtype": "confinement"}]),
    "122 one died, two were hurt": (
        "一名工人在楼顶中暑死亡,另有两人被送医。",
        [{"subtype": "death", "value_min": 1}, {"subtype": "injury", "value_min": 2}],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), READ.values(), ids=READ)
def test_a_trap_is_read_as_a_person_reads_it(sentence: str, expected: list[dict[str, Any]]) -> None:
    found = claims(sentence)

    assert len(expected) == len(found), [(claim["rule"], claim["quote"]) for claim in found]
    assert expected == [{name: claim[name] for name in row} for row, claim in zip(expected, found, strict=True)]


WHEN = {
    "74 the end of last month": ("上月底六十名工人回国。", ("2024-04-20", "2024-04-30", "relative")),
    "75 this spring": ("今春六十名工人回国。", ("2024-03-01", "2024-05-15", "relative")),
    "75 last autumn": ("去年秋天六十名工人回国。", ("2023-09-01", "2023-11-30", "relative")),
    "76 on the 24th": ("24日六十名工人回国。", ("2024-04-24", "2024-04-24", "relative")),
    "a day in numerals": ("上月廿七日六十名工人回国。", ("2024-04-27", "2024-04-27", "relative")),
    "a year in numerals": ("二○一九年十二月六十名工人回国。", ("2019-12-01", "2019-12-31", "stated")),
    "since": ("去年八月以来有六十名工人回国。", ("2023-08-01", "2024-05-15", "relative")),
    "a span": ("2017年至2019年有六十名工人回国。", ("2017-01-01", "2019-12-31", "stated")),
    "three years ago": ("三年前六十名工人回国。", ("2021-01-01", "2021-12-31", "relative")),
    "last Wednesday": ("上周三,六十名工人回国。", ("2024-05-08", "2024-05-08", "relative")),
}


@pytest.mark.parametrize(("sentence", "expected"), WHEN.values(), ids=WHEN)
def test_times_are_reckoned_from_the_published_day(sentence: str, expected: tuple[str, str, str]) -> None:
    claim = claims(sentence)[0]

    assert expected == (claim["event_start"], claim["event_end"], claim["event_basis"])


def test_without_a_published_day_only_stated_times_have_an_interval() -> None:
    report = {"title": "在俄朝鲜工人", "text": "上月底六十名工人从俄罗斯回国。", "published": None, "lang": "zh"}
    claim = read(report)[0]

    assert (None, "none", "上月底") == (claim["event_start"], claim["event_basis"], claim["event_text"])


WHERE = {
    "85 one inside the other": ("东港有三百名朝鲜女工。", ["Donggang, Dandong, Liaoning, CN"]),
    "86 one place": ("琿春有三百名北韓女工。", ["Hunchun, Yanbian, Jilin, CN"]),
    "86 a Russian town by its Chinese name": ("海参崴有三百名朝鲜女工。", ["Vladivostok, Primorsky Krai, RU"]),
    "88 from home": ("三百名女工从新义州来到丹东。", ["Dandong, Liaoning, CN"]),
    "a way": ("三百名工人经丹东抵达沈阳。", ["Shenyang, Liaoning, CN"]),
    "91 a krai": ("滨海边疆区有三百名朝鲜工人。", ["Primorsky Krai, RU"]),
    "97 three provinces": ("东三省有三百名朝鲜工人。", ["Liaoning, CN", "Jilin, CN", "Heilongjiang, CN"]),
    "the host whose government speaks": ("蒙古国政府说,已有三百名朝鲜工人回国。", ["MN"]),
    "the South that hears of it": ("韩国媒体报道,丹东有三百名朝鲜工人。", ["Dandong, Liaoning, CN"]),
    "the North in the name of the South": ("北韓國防省派出三百名工人到瀋陽。", ["Shenyang, Liaoning, CN"]),
}


@pytest.mark.parametrize(("sentence", "expected"), WHERE.values(), ids=WHERE)
def test_the_place_is_where_they_are(sentence: str, expected: list[str]) -> None:
    assert [expected] == [claim["places"] for claim in claims(sentence) if claim["value_min"] == 300]


def test_a_report_is_set_where_it_opens() -> None:
    text = "东港一家水产厂雇了朝鲜女工。\n她们去年分两批到厂,头一批八十人。\n全国还有五万名朝鲜工人。"
    batch, whole = (claim for claim in claims(text, title="围墙里的朝鲜女工") if claim["value_min"])

    assert (["Donggang, Dandong, Liaoning, CN"], ["place_from_context"]) == (batch["places"], batch["flags"])
    assert ["CN"] == whole["places"]


VERDICTS = {
    "denied": "发言人回应说,有关数字纯属臆测。",
    "unverified": "上述数字主要来自访谈,无法独立核实。",
    "affirmed": "工厂都在丹东。",
}


@pytest.mark.parametrize("polarity", VERDICTS)
def test_a_verdict_is_of_the_figures_before_it(polarity: str) -> None:
    found = claims("报告称,辽宁有六万名朝鲜工人。" + VERDICTS[polarity])

    assert [polarity] == [claim["polarity"] for claim in found if claim["value_min"] == 60000]


def test_a_name_stays_as_it_is_written() -> None:
    found = claims("據南韓媒體報導,他們隸屬國防省轄下的「青松貿易」,丹東有三百名北韓女工。")

    assert "青松貿易" in [claim["company"] for claim in found]
    assert {"南韓媒體"} == {claim["attribution"] for claim in found}


@pytest.mark.parametrize(
    ("sentence", "polarity"), [("八月十五日三百名工人回国。", "affirmed"), ("下月三百名工人回国。", "reported_future")]
)
def test_only_a_wording_that_looks_ahead_makes_a_plan(sentence: str, polarity: str) -> None:
    assert [polarity] == [claim["polarity"] for claim in claims(sentence)]
