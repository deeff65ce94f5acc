"""4. Money."""

from typing import Any

from tests.traps.readings import SOME, UNDER, Reading, money, said, share, trap

HOURS = {"type": "condition", "subtype": "hours", "value_min": 12, "value_max": 12}
WON = {"currency": None, "flags": ["won_undecided"], "firm": False}
MONTHLY = {"currency": "CNY", "period": "month"}


def gross(value: float, **more: Any) -> Reading:
    return money("gross", value, **{**MONTHLY, **more})


FOOD = said("wage", "deduction")

TRAPS = {
    "46 en": trap(
        "They earn 2,300 yuan a month, of which 1,500 go to the company.",
        gross(2300),
        money("deduction", 1500, **MONTHLY, details={"payee": SOME}),
    ),
    "46 own ru": trap(
        "Они получают 2300 юаней в месяц, из которых 1500 забирает фирма.",
        gross(2300),
        money("deduction", 1500, **MONTHLY),
    ),
    "46 own zh": trap(
        "她们每月挣2300元,其中1500元归公司。", gross(2300), money("deduction", 1500, **MONTHLY)
    ),
    "46 own ko": trap(
        "그들은 한 달에 2300위안을 벌고 이 중 1500위안은 회사가 가져간다.",
        gross(2300),
        money("deduction", 1500, **MONTHLY),
    ),
    "46 own ja": trap("月給は2300元で、うち1500元は会社に入る。", gross(2300), money("deduction", 1500, **MONTHLY)),
    "47 en": trap("About half is handed to the state.", share("state_share", 50, 50, "approx", currency=None)),
    "47 own ja": trap(
        "賃金の約半分は国に納められる。", share("state_share", 50, 50, "approx", currency=None)
    ),
    "47 own ko": trap("번 돈의 절반 정도를 국가에 바친다.", share("state_share", 50, 50, "approx", currency=None)),
    "47 own ru": trap("Около половины заработка уходит государству.", share("state_share", 50, 50, "approx")),
    "48 en": trap(
        "Between a third and two fifths remain with the worker.", share("received_by_worker", 33.3, 40.0, "range")
    ),
    "48 own zh": trap(
        "三分之一到五分之二的工资留给工人。", share("received_by_worker", 33.3, 40.0, "range")
    ),
    "48 own ru": trap(
        "Рабочему остаётся от трети до двух пятых заработка.", share("received_by_worker", 33.3, 40.0, "range")
    ),
    "48 own ko": trap("임금의 3분의 1에서 5분의 2가 노동자 몫이다.", share("received_by_worker", 33.3, 40.0, "range")),
    "49 ko": trap(
        "각자 매달 700달러를 바쳐야 한다.",
        money("state_revenue_per_worker", 700, currency="USD", period="month"),
    ),
    "49 own ru": trap(
        "Каждый обязан сдавать государству 700 долларов в месяц.",
        money("state_revenue_per_worker", 700, currency="USD", period="month"),
    ),
    "49 own zh": trap(
        "每人每月必须上缴700美元。", money("state_revenue_per_worker", 700, currency="USD", period="month")
    ),
    "49 own ja": trap(
        "労働者は毎月1人700ドルを上納しなければならない。",
        money("state_revenue_per_worker", 700, currency="USD", period="month"),
    ),
    "50 ko": trap("평성 여성들은 한 달에 5만 원을 받는다.", money("gross", 50000, **WON)),
    "50 ko in the North": trap(
        "북한 국내 공장 노동자들은 한 달에 북한 돈 5만 원을 받는다.", money("gross", 50000, currency="KPW")
    ),
    "50 ko a Seoul firm": trap("서울의 회사가 한 달에 200만 원을 준다.", money("gross", 2000000, currency="KRW")),
    "50 ko by its rate": trap("한 달에 5만 원(약 6달러)을 받는다.", money("gross", 50000, currency="KPW")),
    "50 own ru": trap("Рабочие получают 50 тысяч вон в месяц.", money("gross", 50000, **WON)),
    "50 own zh": trap("平壤的女工每月领五万朝鲜元。", money("gross", 50000, currency="KPW")),
    "50 own ja": trap("労働者は月に5万ウォンを受け取る。", money("gross", 50000, **WON)),
    "51 en": trap("In Hunchun they earn 600 won a month.", money("gross", 600, **WON)),
    "51 en fragment": trap("600 won a month", money("gross", 600, **WON)),
    "51 own ko": trap("훈춘에서 그들은 한 달에 600원을 받는다.", money("gross", 600, **WON)),
    "52 en": trap(
        "2.50 dollars an hour, twelve hours a day.", money("gross", 2.5, currency="USD", period="hour"), HOURS
    ),
    "52 own zh": trap(
        "工人每小时挣2.5美元,每天干十二个小时。", money("gross", 2.5, currency="USD", period="hour"), HOURS
    ),
    "52 own ru": trap(
        "Рабочим платят 2,5 доллара в час, трудятся они по двенадцать часов в день.",
        money("gross", 2.5, currency="USD", period="hour"),
        HOURS,
    ),
    "52 own ko": trap(
        "시급은 2.5달러이고 하루 12시간 일한다.", money("gross", 2.5, currency="USD", period="hour"), HOURS
    ),
    "53 en": trap(
        "The company pays 3,400 per head to the Koreans.",
        money("paid_by_host_firm", 3400, currency=None, flags=["currency_unknown"]),
    ),
    "53 own ko": trap(
        "회사는 북한 측에 1인당 3400위안을 지불한다.", money("paid_by_host_firm", 3400, currency="CNY")
    ),
    "53 own zh": trap("公司按每人3400元付给朝方。", money("paid_by_host_firm", 3400, currency="CNY")),
    "53 own ru": trap("Фирма платит корейской стороне по 3400 юаней за человека.", money("paid_by_host_firm", 3400)),
    "54 en": trap(
        "A place abroad costs 1,500 dollars in bribes.",
        money("bribe", 1500, currency="USD", details={"payer": "worker"}),
    ),
    "54 own ru": trap("Чтобы попасть за границу, дают взятку в 1500 долларов.", money("bribe", 1500, currency="USD")),
    "54 own ko": trap("해외에 나가려면 뇌물로 1500달러를 써야 한다.", money("bribe", 1500, currency="USD")),
    "54 own zh": trap("要想出国,得行贿1500美元。", money("bribe", 1500, currency="USD")),
    "55 ko": trap(
        "월급 4000위안 중 절반은 당에, 나머지에서 식비를 뺀다.", gross(4000), share("state_share", 50), FOOD
    ),
    "55 own zh": trap("月薪4000元,一半交给党,其余再扣伙食费。", gross(4000), share("state_share", 50), FOOD),
    "55 own ru": trap(
        "Из зарплаты в 4000 юаней половина идёт партии, из остального вычитают за питание.",
        gross(4000, period=frozenset({"month", None})),
        share("state_share", 50),
        FOOD,
    ),
    "56 en": trap(
        "Wages of 400,000 dollars have not been paid since spring.",
        money("arrears_total", 400000, currency="USD", period=None, polarity="affirmed"),
    ),
    "56 own ja": trap(
        "春から賃金40万ドルが支払われていない。", money("arrears_total", 400000, currency="USD", period=None)
    ),
    "57 en": trap("The contract is worth 8 million roubles.", money("contract", 8000000, currency="RUB")),
    "57 own ko": trap("계약 금액은 800만 루블이다.", money("contract", 8000000, currency="RUB")),
    "58 en": trap("Chinese women on the next bench get 4,500.", money("chinese_worker_wage", 4500)),
    "58 own ru": trap(
        "Китаянки за соседним столом получают 4500 юаней.", money("chinese_worker_wage", 4500, currency="CNY")
    ),
    "59 ko": trap("월급은 3천 위안($430)이다.", gross(3000, details={"converted": "$430"})),
    "59 en": trap(
        "They earn RMB 1,500 to 2,000 (USD 237 to 279).",
        money("gross", 1500, 2000, "range", currency="CNY", details={"converted": "USD 237 to 279"}),
    ),
    "59 own ja": trap("月給は3000元(約6万円)だ。", gross(3000, details={"converted": SOME})),
    "60 ko": trap(
        "두 달 치 월급 5000위안.",
        money("gross", 5000, currency="CNY", period=None, flags=["period_undecided"], firm=False),
    ),
    "60 own zh": trap(
        "工人两个月的工资是五千元。",
        money("gross", 5000, currency="CNY", period=None, flags=["period_undecided"], firm=False),
    ),
    "61 en": trap(
        "The state earned up to 500 million last year.",
        money("state_revenue", None, 500000000, UNDER, currency=None, period="year"),
    ),
    "61 own zh": trap(
        "国家去年靠工人最多赚了5亿美元。",
        money("state_revenue", None, 500000000, UNDER, currency="USD", period="year"),
    ),
}
