"""2. Stock, flow, plan, order."""

from tests.traps.readings import DANDONG, SOME, Reading, flow, people, said, trap

FUTURE = {"polarity": "reported_future"}
PLANS = frozenset({"planned_dispatch", "forecast"})
PEOPLE = frozenset({"headcount", "movement"})


def plan(value: float, precision: object = "exact", **more: object) -> Reading:
    return {**people("planned_dispatch", value, value, precision, **FUTURE, **more), "type": PEOPLE, "subtype": PLANS}


def going(value: float) -> Reading:
    """Back or forth: two movements and no change of stock."""
    return {"type": "movement", "value_min": value, "value_max": value, "polarity": "affirmed"}


# The end of a contract moves nobody: about papers or about who is there, with its own words.
RUNS_OUT = {"type": frozenset({"visa", "location", "headcount"}), "polarity": "affirmed", "said": "600"}
PAPERS = {"type": "visa", "polarity": "affirmed"}

TRAPS = {
    "26 en stock": trap("Some 900 work in the zone.", people("present", 900, 900, "approx")),
    "26 en flow": trap("Some 900 were sent to the zone.", people("dispatch", 900, 900, "approx")),
    "26 en cumulative": trap("900 have been sent since 2012.", people("cumulative", 900)),
    "26 own ru stock": trap("В зоне работают около 900 северокорейцев.", people("present", 900, 900, "approx")),
    "26 own ru flow": trap("В зону отправили около 900 рабочих.", people("dispatch", 900, 900, "approx")),
    "26 own zh cumulative": trap("2012年以来已派出九百名工人。", people("cumulative", 900)),
    "27 en": trap("The agency hopes to place 5,000 by spring.", people("planned_dispatch", 5000, **FUTURE)),
    "27 own zh": trap("该公司希望在春天之前派出五千名工人。", plan(5000)),
    "27 own ko": trap("회사는 봄까지 노동자 5천 명을 보내기를 희망한다.", plan(5000)),
    "27 own ja": trap("会社は春までに労働者5000人を受け入れたい考えだ。", plan(5000)),
    "27 own ru": trap("Компания надеется привезти к весне 5000 рабочих.", plan(5000)),
    "28 en": trap(
        "Pyongyang told 30 teams to pack.", people("repatriation_order", 30, unit="teams", **FUTURE)
    ),
    "28 own ko": trap(
        "평양은 30개 작업조에 짐을 싸라고 지시했다.", people("repatriation_order", 30, unit="teams", **FUTURE)
    ),
    "29 en": trap(
        "The neighbour asked that all be sent back.", flow("repatriation_demand", "reported_future")
    ),
    "29 own ja": trap(
        "隣国は労働者全員を送り返すよう求めた。", flow("repatriation_demand", "reported_future")
    ),
    "30 en": trap("Contracts of 600 run out in June.", RUNS_OUT, others=((RUNS_OUT, PAPERS), (PAPERS, RUNS_OUT))),
    "30 own ko": trap(
        "6월이면 노동자 600명의 계약이 끝난다.", RUNS_OUT, others=((RUNS_OUT, PAPERS), (PAPERS, RUNS_OUT))
    ),
    "31 en": trap(
        "They go home for three days each month and return with a new stamp.",
        said("visa", "monthly_renewal_loophole"),
    ),
    "31 own zh": trap("她们每月回国三天,再带着新的签证章回来。", said("visa", "monthly_renewal_loophole")),
    "31 own ru": trap(
        "Раз в месяц они уезжают домой на три дня и возвращаются с новым штампом.",
        said("visa", "monthly_renewal_loophole"),
    ),
    "32 en": trap(
        "Some 300 left Dandong for plants further inland.",
        people("transfer", 300, 300, "approx", places=[DANDONG], origin=[DANDONG]),
    ),
    "32 own ru": trap(
        "Около 300 рабочих переехали из Даньдуна на заводы в глубине страны.",
        people("transfer", 300, 300, "approx", origin=[DANDONG]),
    ),
    "33 en": trap(
        "At the peak, in 2014, 1,300 cut timber there.",
        people("peak", 1300, event_start="2014-01-01", event_end="2014-12-31", scope="background"),
    ),
    "33 own ko": trap(
        "가장 많았던 2014년에는 1300명이 그곳에서 나무를 벴다.",
        people("peak", 1300, event_start="2014-01-01", event_end="2014-12-31", scope="background"),
    ),
    "34 en": trap(
        "The last forty will leave in August, which would end the story.",
        people("repatriation", 40, event_start="2020-08-01", **FUTURE),
    ),
    "34 own ja": trap("残る40人の労働者は8月に帰国する見通しだ。", people("repatriation", 40, **FUTURE)),
    "35 en": trap(
        "The women took turns: two hundred out, two hundred in.",
        people("repatriation", 200),
        people("dispatch", 200),
    ),
    "35 own ko": trap("여공들이 교대했다. 200명이 나가고 200명이 들어왔다.", going(200), going(200)),
    "35a en": trap(
        "The plan: 24,200 to one country, 1,500 to the next, 700, 800, 600 and 130 to others, almost 28,000 in all.",
        *[plan(value, part_of=SOME) for value in (24200, 1500, 700, 800, 600, 130)],
        plan(28000, "approx", part_of=None),
    ),
    "35a own ru": trap(
        "План: 5000 рабочих в одну страну, 300 в другую, 90 в третью, всего почти 5400.",
        *[plan(value, part_of=SOME) for value in (5000, 300, 90)],
        plan(5400, "approx", part_of=None),
    ),
    "35b en": trap(
        "Border guards counted 7,300 entries of its citizens in the year.", people("intake", 7300, unit="entries")
    ),
    "35b own zh": trap("边检机关全年统计到朝鲜公民入境7300人次。", people("intake", 7300, unit="entries")),
    "35b own ru": trap(
        "За год пограничники насчитали 7300 въездов граждан КНДР.", people("intake", 7300, unit="entries")
    ),
    "35c en": trap(
        "Builders speak of 50,000 by winter; the ministry of 12,000 for one plant; a broadcaster of 25,000 for the"
        " same plant.",
        plan(50000, attribution=SOME),
        plan(12000, attribution=SOME),
        plan(25000, attribution=SOME),
    ),
    "35c own ko": trap(
        "건설업자들은 겨울까지 5만 명을 예상한다. 노동부는 한 공장에 1만2천 명이 올 것이라고 밝혔다.",
        plan(50000, attribution=SOME),
        plan(12000, attribution="노동부"),
    ),
}
