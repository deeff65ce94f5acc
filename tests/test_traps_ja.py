"""The traps in Japanese: sentences that are easily misread, with the reading a person gives them.

A row says what must come out, each claim once with these fields in this order, and nothing else may. The ids begin with
the number of the trap in the list of traps; the sentences are of our own.
"""

from typing import Any

import pytest

from transforms.claims import read

TITLE = "海外で働く北朝鮮労働者"
DANDONG, DONGGANG, HUNCHUN = "Dandong, Liaoning, CN", "Donggang, Dandong, Liaoning, CN", "Hunchun, Yanbian, Jilin, CN"


def one(kind: str, subtype: str | None, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return {"type": kind, "subtype": subtype, "value_min": low, "value_max": high, **more}


def sent(low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return one("movement", "dispatch", low, high, **more)


def home(low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return one("movement", "repatriation", low, high, **more)


def there(low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return one("headcount", "present", low, high, **more)


def plan(low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    return one("headcount", "planned_dispatch", low, high, polarity="reported_future", **more)


def wage(
    subtype: str, low: float | None, high: float | None, currency: str | None = "CNY", **more: Any
) -> dict[str, Any]:
    return one("wage", subtype, low, high, currency=currency, **more)


READ: dict[str, tuple[str, list[dict[str, Any]]]] = {
    # numbers
    "2 thousands": ("数千人の労働者がすでに橋を渡った。", [sent(None, None, precision="vague", magnitude=3)]),
    "3 more than": ("工場の北朝鮮労働者は1000人を超えている。", [there(1000, None, precision="more_than")]),
    "4 fewer than": ("丹東に残る労働者は1万人に満たない。", [there(None, 10000, precision="less_than")]),
    "5 range": ("琿春では1200~1500人の北朝鮮労働者が働いている。", [there(1200, 1500, precision="range")]),
    "6 borrowed power": ("約2~3千人の労働者が派遣された。", [sent(2000, 3000, precision="range")]),
    "6 two digits": ("二、三千人の労働者が派遣された。", [sent(2000, 3000, precision="range")]),
    "7 and a few": ("3万2千人余りの労働者が派遣された。", [sent(32000, 32000, precision="approx")]),
    "9 man and thousands": ("1万2000人の労働者が派遣された。", [sent(12000, 12000, precision="exact")]),
    "10 managers": ("工場には管理者十数人がいる。", []),
    "15 a name": (
        "39号室の傘下企業は決議2397号の対象だ。",
        [one("legal", None, None, None, resolution=["UNSCR 2397"])],
    ),
    "16 of those due": ("出国予定の2600人のうち1000人が月曜に帰国した。", [there(2600, 2600), home(1000, 1000)]),
    "19 from and to": (
        "北朝鮮労働者の総数は700人から1900人に増えた。",
        [one("headcount", "before", 700, 700), there(1900, 1900)],
    ),
    "21 one in five": ("ミシンの5台に1台は北朝鮮人が動かす。", []),
    "22 if": ("もし500人の労働者が来れば、食堂を広げなければならない。", [one("headcount", "illustrative", 500, 500)]),
    "23 capacity": ("労働者のために1800人を収容できる寮が建設中だ。", []),
    "25 each": ("労働者は500人ずつ2回に分けて派遣された。", [sent(500, 500, unit="workers per group")]),
    # stock, flow, plan, order
    "26 stock": ("工業団地では約900人の労働者が働いている。", [there(900, 900, precision="approx")]),
    "26 flow": ("工業団地に約900人の労働者が送られた。", [sent(900, 900, precision="approx")]),
    "27 a hope": ("会社は春までに労働者5000人を受け入れたい考えだ。", [plan(5000, 5000)]),
    "29 a demand": (
        "隣国は労働者全員の送還を求めた。",
        [one("movement", "repatriation_demand", None, None, polarity="reported_future")],
    ),
    "32 transfer": (
        "労働者約300人が丹東から内陸の工場に移された。",
        [one("movement", "transfer", 300, 300, places=[DANDONG])],
    ),
    "33 peak": (
        "最盛期の2014年には、1300人の労働者が木を伐採していた。",
        [one("headcount", "peak", 1300, 1300, scope="background")],
    ),
    "34 the last": ("最後の40人は8月に帰国する予定だ。", [home(40, 40, polarity="reported_future")]),
    # yes, no, perhaps
    "36 none come": (
        "5月以降、丹東に新たな労働者は来ていない。",
        [sent(None, None, polarity="negated", places=[DANDONG])],
    ),
    "38 denied": (
        "同省は労働者1万人が働くとの報道を事実無根だと否定した。",
        [there(10000, 10000, polarity="denied", attribution_kind="state")],
    ),
    "39 neither": (
        "当局は、80人の労働者が残っているとの情報を肯定も否定もしなかった。",
        [there(80, 80, polarity="unverified")],
    ),
    "40 not confirmed": (
        "300人の労働者が到着したというが、確認は取れていない。",
        [sent(300, 300, polarity="unverified")],
    ),
    "44 nobody": (
        "帰国した労働者は一人もいない。",
        [{"subtype": "repatriation", "value_min": 0, "value_max": 0, "polarity": "negated"}],
    ),
    # money
    "46 part of it": (
        "労働者の月給は2300元で、うち1500元を会社が天引きする。",
        [wage("gross", 2300, 2300, period="month"), wage("deduction", 1500, 1500, period="month")],
    ),
    "47 half": (
        "賃金の約半分は国に納められる。",
        [wage("state_share", 50, 50, None, unit="percent", precision="approx")],
    ),
    "48 what remains": (
        "労働者本人に残るのは3割から4割だ。",
        [wage("received_by_worker", 30, 40, None, precision="range")],
    ),
    "49 handed up": (
        "労働者は1人当たり毎月700ドルを国に納める。",
        [wage("state_revenue_per_worker", 700, 700, "USD", period="month")],
    ),
    "50 which won": ("労働者は月に5万ウォンを受け取る。", [wage("gross", 50000, 50000, None, flags=["won_undecided"])]),
    "52 by the hour": (
        "時給は2ドル50セントで、1日12時間働く。",
        [wage("gross", 2.5, 2.5, "USD", period="hour"), one("condition", "hours", 12, 12)],
    ),
    "53 per head": ("会社は1人当たり3400元を北朝鮮側に払う。", [wage("paid_by_host_firm", 3400, 3400)]),
    "54 bribe": ("海外に出るには1500ドルの賄賂が要る。", [one("levy", "bribe", 1500, 1500, currency="USD")]),
    "56 unpaid": (
        "賃金40万ドルが春から支払われていない。",
        [wage("arrears_total", 400000, 400000, "USD", period=None)],
    ),
    "57 contract": ("会社の契約額は800万ルーブルだ。", [one("revenue", "contract", 8000000, 8000000, currency="RUB")]),
    "58 others' pay": ("隣の席の中国人従業員の月給は4500元だ。", [wage("chinese_worker_wage", 4500, 4500)]),
    "59 converted": ("労働者の月給は3000元(約6万円)だ。", [wage("gross", 3000, 3000)]),
    # people who are not workers abroad
    "62 troops": ("兵士1万人がクルスクに派遣された。", []),
    "63 settlers": ("脱北者約3万4000人が韓国に定着した。", []),
    "64 visitors": ("同じ日に観光客400人が国境を越えた。", []),
    "66 delegation": ("代表団14人は2泊した。", []),
    "69 others": ("宿舎にはウズベク人など1200人が暮らす。", []),
    "71 defectors": ("従業員12人が韓国に亡命した。", [one("incident", "defection", 12, 12)]),
    # when
    "74 end of last month": (
        "先月末に労働者60人が帰国した。",
        [home(60, 60, event_start="2024-04-20", event_end="2024-04-30", event_basis="relative")],
    ),
    "76 the coming one": (
        "12月22日までに労働者全員が帰国しなければならない。",
        [home(None, None, polarity="reported_future", event_end="2024-12-22")],
    ),
    "79 first of Reiwa": (
        "令和元年に労働者300人が帰国した。",
        [home(300, 300, event_start="2019-01-01", scope="background")],
    ),
    "80 an old estimate": (
        "国連の2017年の推計では、海外の北朝鮮労働者は約10万人だった。",
        [there(100000, 100000, scope="background", attribution="国連", event_start="2017-01-01")],
    ),
    # where
    "85 two places": (
        "丹東と東港には2万人の北朝鮮労働者がいる。",
        [there(20000, 20000, places=[DANDONG])],
    ),
    "86 one place": ("琿春に労働者300人が派遣された。", [sent(300, 300, places=[HUNCHUN])]),
    "88 from home": (
        "新義州から丹東に労働者300人が入った。",
        [sent(300, 300, places=[DANDONG], origin=["Sinuiju, North Pyongan, KP"])],
    ),
    "91 the krai": ("沿海地方で労働者300人が働いている。", [there(300, 300, places=["Primorsky Krai, RU"])]),
    "93 dateline": ("【ソウル聯合ニュース】丹東で労働者300人が働いている。", [there(300, 300, places=[DANDONG])]),
    # what kind of thing
    "118 a bill": ("法案は北朝鮮労働者の雇用に新たな罰則を加えるものだ。", []),
    "121 conditions": (
        "労働者は1日12時間縫い続け、外出は許されなかった。",
        [one("condition", "hours", 12, 12), one("condition", "confinement", None, None)],
    ),
    "122 one event": (
        "屋根の上で労働者1人が死亡し、2人が負傷した。",
        [one("incident", "death", 1, 1), one("incident", "injury", 2, 2)],
    ),
    "123 hearsay": (
        "労働者の暴動が起きたとのうわさがある。",
        [one("incident", "riot", None, None, polarity="unverified")],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), READ.values(), ids=READ)
def test_a_trap_is_read_as_a_person_reads_it(sentence: str, expected: list[dict[str, Any]]) -> None:
    found = read({"title": TITLE, "text": sentence, "published": "2024-05-15", "lang": "ja"})

    assert expected == [
        {field: claim[field] for field in row} for row, claim in zip(expected, found, strict=False)
    ], [(claim["rule"], claim["quote"]) for claim in found]
    assert len(expected) == len(found), [(claim["rule"], claim["quote"]) for claim in found]
    assert all(sentence[claim["start"] : claim["end"]] == claim["quote"] for claim in found)


TALKS = "報道官は、北朝鮮労働者の受け入れについて協議した事実はないと否定した。"
OF_A_FIRM = "丹東の工場では労働者300人が働く。\n中国企業は1人当たり月2500元を支払っている。"
OF_A_STATE = "丹東の工場では労働者300人が働く。\n中国当局は労働者20人を送還した。"


def test_a_plan_that_is_denied_stays_denied() -> None:
    found = read({"title": "ロシアで働く北朝鮮労働者", "text": TALKS, "published": "2024-05-15", "lang": "ja"})

    assert [("planned_dispatch", "denied")] == [(claim["subtype"], claim["polarity"]) for claim in found]


@pytest.mark.parametrize(("text", "places"), [(OF_A_FIRM, [DANDONG]), (OF_A_STATE, ["CN"])])
def test_firms_stand_where_the_place_before_does_and_states_do_not(text: str, places: list[str]) -> None:
    found = read({"title": TITLE, "text": text, "published": "2024-05-15", "lang": "ja"})

    assert places == found[-1]["places"]


def test_a_report_that_names_no_place_is_set_where_its_title_says() -> None:
    text = "労働者300人が寮で暮らす。"
    found = read({"title": "ロシアで働く北朝鮮労働者", "text": text, "published": "2024-05-15", "lang": "ja"})

    assert [["RU"]] == [claim["places"] for claim in found]


def test_people_at_work_for_a_thing_to_come_are_there_now() -> None:
    text = "丹東では北朝鮮労働者300人が、来年9月の博覧会の会場建設で働く。"
    found = read({"title": TITLE, "text": text, "published": "2024-05-15", "lang": "ja"})

    assert ("headcount", "present", "affirmed") == tuple(found[0][field] for field in ("type", "subtype", "polarity"))


def test_now_is_not_dated_by_what_comes_behind() -> None:
    text = "丹東で働くのは現在約400人で、その多くは2025年中に契約が切れる。"
    found = read({"title": TITLE, "text": text, "published": "2024-05-15", "lang": "ja"})

    assert "2024-05-15" == found[0]["event_start"]
