"""1. Numbers."""

from tests.traps.readings import (
    COMING,
    DANDONG,
    HUNCHUN,
    OVER,
    ROUND,
    SOME,
    UNDER,
    Reading,
    flow,
    money,
    people,
    said,
    trap,
    vague,
)

NARROW, HARD = "\u202f", "\u00a0"


def stock(low: float | None, high: object = SOME, precision: object = "exact", **more: object) -> Reading:
    return people("present", low, high, precision, **more)


def sent(low: float | None, high: object = SOME, precision: object = "exact", **more: object) -> Reading:
    return {**people("dispatch", low, high, precision, **more), "subtype": COMING}


def due(value: float) -> Reading:
    """Who were to go: a plan or a stock, never those who went."""
    kinds = frozenset({"headcount", "movement"})
    return {"type": kinds, "value_min": value, "value_max": value, "said": "600" if value == 2600 else ""}


A_UNIT = frozenset({"workers per bus", "workers per group"})
EACH_BUS = {"type": frozenset({"headcount", "movement"}), "value_min": 40, "value_max": 40, "precision": "approx"}
EACH_GROUP = {"type": frozenset({"headcount", "movement"}), "unit": "workers per group"}
NOBODY = ((), (said("movement", COMING, polarity="negated"),))

TRAPS = {
    "1 en": trap("Thousands of seamstresses crossed the bridge before the holiday.", vague("dispatch", 3)),
    "1 own zh": trap("节前数千名朝鲜女工过江来到丹东。", vague("dispatch", 3)),
    "2 ko": trap("수천 명이 이미 강을 건넜다.", vague("dispatch", 3)),
    "2 own ru": trap("Тысячи швей уже перешли реку.", vague("dispatch", 3)),
    "3 zh": trap("当地已有上千名朝鲜女工。", stock(1000, None, OVER)),
    "3 zh vague": trap("当地已有数千名朝鲜女工。", vague("present", 3)),
    "3 own ja": trap("現地にはすでに1000人以上の北朝鮮女性労働者がいる。", stock(1000, None, OVER)),
    "4 zh and more": trap("当地有上万名朝鲜女工。", stock(10000, None, OVER)),
    "4 zh nearly": trap("当地有近万名朝鲜女工。", stock(10000, 10000, "approx")),
    "4 zh short of": trap("当地有不到万名朝鲜女工。", stock(None, 10000, UNDER)),
    "4 zh vague": trap("当地有数万名朝鲜女工。", vague("present", 4)),
    "4 own ko nearly": trap("공장에는 1만 명 가까운 북한 노동자가 있다.", stock(10000, 10000, "approx")),
    "4 own ru short of": trap("На заводах работает менее десяти тысяч северокорейцев.", stock(None, 10000, UNDER)),
    "5 en": trap(
        "Between 1,200 and 1,500 were counted, or one busload in three.",
        people("seen_at_event", 1200, 1500, "range"),
        others=((people("seen_at_event", 1200, 1500, "range"), {"type": "headcount", "unit": "percent"}),),
    ),
    "5 own ru": trap(
        "Насчитали от 1200 до 1500 рабочих, или каждый третий автобус.",
        {**people("seen_at_event", 1200, 1500, "range"), "subtype": frozenset({"seen_at_event", "present"})},
    ),
    "6 ko": trap("약 2~3천명이 파견됐다.", sent(2000, 3000, "range")),
    "6 ko comma": trap("2, 3천 명이 파견됐다.", sent(2000, 3000, "range")),
    "6 ko digits": trap("2000~3000명이 파견됐다.", sent(2000, 3000, "range")),
    "6 own ru": trap("Прислали две-три тысячи рабочих.", sent(2000, 3000, "range")),
    "6 own zh": trap("当地有两三千名朝鲜工人。", stock(2000, 3000, "range")),
    "7 ko": trap("3만2천여 명이 파견됐다.", sent(32000, 32000, "approx")),
    "7 ko mixed": trap("3만 2,000명이 일한다.", stock(32000)),
    "7 ko digits": trap("32,000명이 일한다.", stock(32000)),
    "7 own ja": trap("3万2千人余りの労働者が派遣された。", sent(32000, 32000, "approx")),
    "8 zh words": trap("当地有一万二千名朝鲜工人。", stock(12000)),
    "8 zh point": trap("当地有1.2万名朝鲜工人。", stock(12000)),
    "8 zh digits": trap("当地有12000名朝鲜工人。", stock(12000)),
    "8 own ru": trap("Там работают 1,2 тыс. северокорейцев.", stock(1200)),
    "9 ja": trap("1万2000人の労働者が派遣された。", sent(12000)),
    "9 own ko": trap("공장에서 북한 노동자 1만2000명이 일한다.", stock(12000)),
    "10 ko managers": trap("십여 명의 관리자가 도착했다."),
    "10 ko fifteen": trap("열댓 명이 도착했다.", sent(15, 15, "approx")),
    "10 ko hundred": trap("백여 명이 도착했다.", sent(100, 100, "approx")),
    "10 own zh managers": trap("十余名管理人员到了丹东。"),
    "10 own zh hundred": trap("百余名工人到了丹东。", sent(100, 100, "approx", places=[DANDONG])),
    "11 ru thousand and a half": trap("Прибыло около полутора тысяч рабочих.", sent(1500, 1500, "approx")),
    "11 ru hundred and a half": trap("Прибыли полторы сотни рабочих.", sent(150, 150, ROUND)),
    "11 ru tens": trap("Прибыло более двух десятков рабочих.", sent(20, None, OVER)),
    "11 own en": trap("About fifteen hundred workers arrived.", sent(1500, 1500, "approx")),
    "11 own en score": trap("More than two dozen workers arrived.", sent(24, None, OVER)),
    "12 ru words": trap("Прибыли тысяча двести рабочих.", sent(1200)),
    "12 ru narrow": trap(f"Прибыли 1{NARROW}200 рабочих.", sent(1200)),
    "12 ru hard": trap(f"Прибыли 1{HARD}200 рабочих.", sent(1200)),
    "12 ru space": trap("Прибыли 1 200 рабочих.", sent(1200)),
    "12 en apostrophe": trap("1'200 workers arrived.", sent(1200)),
    "12 own ja": trap("1,200人の労働者が到着した。", sent(1200)),
    "13 ru": trap(
        "За год государство заработало на рабочих $1,5 млн.", money("state_revenue", 1500000, currency="USD")
    ),
    "13 en": trap("They earn 1,500 yuan a month.", money("gross", 1500, currency="CNY", period="month")),
    "13 own ko": trap("월급은 1,500위안이다.", money("gross", 1500, currency="CNY", period="month")),
    "13 own ru": trap("Рабочий получает 2,5 тысячи юаней в месяц.", money("gross", 2500, currency="CNY")),
    "14 en strong": trap("A two-thousand-strong brigade arrived.", sent(2000)),
    "14 en of them": trap("Three hundred of them were sent to Dandong.", sent(300, places=[DANDONG])),
    "14 en score": trap("A score of cooks arrived in Hunchun.", sent(20, 20, ROUND, places=[HUNCHUN])),
    "14 own zh": trap("其中三百人被派往丹东。", sent(300, places=[DANDONG])),
    "14 own ko": trap("이백 명의 노동자가 훈춘에 도착했다.", sent(200, places=[HUNCHUN])),
    "15 en": trap("Workshop No. 39 sent nobody.", others=NOBODY),
    "15 en room": trap("The workers' pay goes to Room 39."),
    "15 en bureau": trap("Bureau 39 chose the workers."),
    "15 en unit": trap("Unit 121 keeps its own workers apart."),
    "15 en route": trap("The workers' hostel stands on Route 7."),
    "15 en law": trap(
        "The workers' pay goes to Room 39, under paragraph 8 of resolution 2397 and Article 17.",
        said("legal", resolution=["UNSCR 2397"]),
    ),
    "15 own ko": trap("제39호 작업반은 아무도 보내지 않았다.", others=NOBODY),
    "15 own ru": trap("Цех № 39 никого не прислал.", others=NOBODY),
    "16 en": trap(
        "1,000 of the 2,600 who were due left on Monday.",
        people("repatriation", 1000, polarity="affirmed", part_of=SOME),
        {**due(2600), "polarity": "reported_future"},
    ),
    "16 own zh": trap(
        "该回国的2600名工人中,1000人周一离开。",
        due(2600),
        people("repatriation", 1000, polarity="affirmed"),
    ),
    "17 en": trap(
        "2,000 arrived, 300 of them for fish plants.",
        sent(2000, part_of=None),
        sent(300, part_of=SOME, flags=["subset"], sectors=["seafood"]),
    ),
    "17 own ru": trap(
        "Прибыли 2000 рабочих, из них 300 — на рыбзаводы.",
        sent(2000, part_of=None),
        sent(300, part_of=SOME, sectors=["seafood"]),
    ),
    "18 en": trap(
        "Another 400 joined the 1,100 already sewing there.",
        people("intake", 400),
        people("before", 1100),
    ),
    "18 own ko": trap("이미 일하던 1100명에 400명이 더 합류했다.", people("before", 1100), sent(400)),
    "19 en": trap("The total rose from 700 to 1,900.", people("before", 700), stock(1900)),
    "19 own zh": trap("朝鲜工人从七百人增加到一千九百人。", people("before", 700), stock(1900)),
    "20 en": trap("The number of workers tripled within a year.", flow("increase", "affirmed", said="tripled")),
    "20 own ru": trap(
        "Число рабочих за год выросло втрое.", flow("increase", "affirmed", said="втрое")
    ),
    "21 en": trap("One in five sewing machines is run by a North Korean."),
    "21 own ja": trap("ミシン5台のうち1台は北朝鮮の女性が動かしている。"),
    "22 en": trap(
        "If five hundred more come, the hall must be widened.",
        people("illustrative", 500, firm=False),
    ),
    "22 own ko": trap("만약 500명이 더 오면 작업장을 넓혀야 한다.", people("illustrative", 500, firm=False)),
    "22 own zh": trap("如果再来五百人,车间就得扩建。", people("illustrative", 500, firm=False)),
    "22 own ja": trap("仮に労働者500人が加われば作業場を広げる必要がある。", people("illustrative", 500, firm=False)),
    "22 own ru": trap("Если приедут ещё 500 рабочих, цех придётся расширять.", people("illustrative", 500, firm=False)),
    "23 en": trap("Rooms for 1,800 people are being furnished for them."),
    "23 own ru": trap("Для рабочих обустраивают общежитие на 1800 мест."),
    "23 own ko": trap("북한 노동자 1800명을 수용할 수 있는 기숙사를 짓고 있다."),
    "23 own zh": trap("正在为朝鲜工人装修可住1800人的宿舍。"),
    "23 own ja": trap("北朝鮮労働者向けに1800人分の寮が整備されている。"),
    "24 en": trap(
        "Each of four buses carried about forty women.",
        people("seen_at_event", 40, 40, "approx", unit="workers per bus"),
    ),
    "24 own zh": trap(
        "四辆大巴每辆载约四十名女工。",
        {**EACH_BUS, "unit": "workers per bus"},
    ),
    "24 own ko": trap("버스 네 대에 북한 여성 노동자가 40명가량씩 탔다.", {**EACH_BUS, "unit": A_UNIT}),
    "24 own ru": trap("В каждом из четырёх автобусов ехало около сорока работниц.", {**EACH_BUS, "unit": A_UNIT}),
    "25 ko": trap("500명씩 두 차례 보냈다.", sent(500, unit="workers per group")),
    "25 own ja": trap("労働者は500人ずつ2回に分けて送られた。", sent(500, unit="workers per group")),
    "25 own ru": trap("Рабочих отправляли группами по 500 человек.", sent(500, unit="workers per group")),
    "25 own zh": trap("工人分两批派出,每批五百人。", {**EACH_GROUP, "value_min": 500, "value_max": 500}),
}  # fmt: skip
