"""What English reports say of money: whose it is, how much, in which currency and for how long."""

from typing import Any

import pytest

from transforms.claims import read

# sentence: (type, subtype, low, high, currency, period) of each sum in it
SUMS: dict[str, list[tuple[str, str, float | None, float | None, str | None, str | None]]] = {
    # what is paid
    "The women earn 2,300 yuan a month.": [("wage", "gross", 2300, 2300, "CNY", "month")],
    "The doctors are paid N380,000 a month.": [("wage", "gross", 380000, 380000, "NGN", "month")],
    "The owner pays them 2,000 yuan a month.": [("wage", "gross", 2000, 2000, "CNY", "month")],
    "A carpenter among the workers was promised between $800 and $900 a month.": [
        ("wage", "gross", 800, 900, "USD", "month")
    ],
    "The workers sew for as little as 2 dollars a day.": [("wage", "gross", 2, 2, "USD", "day")],
    "Her pay slip said 3,100 yuan. She was given 450.": [
        ("wage", "gross", 3100, 3100, "CNY", None),
        ("wage", "received_by_worker", 450, 450, "CNY", None),
    ],
    "Pay for the workers has been cut from 2,200 to 1,700 yuan.": [
        ("wage", "gross", 2200, 2200, "CNY", None),
        ("wage", "gross", 1700, 1700, "CNY", None),
    ],
    "Kuwaiti firms pay between 70 and 120 Kuwaiti dinars per worker.": [
        ("wage", "paid_by_host_firm", 70, 120, "KWD", None)
    ],
    "The Chinese side remits 2,400 yuan for every seamstress.": [
        ("wage", "paid_by_host_firm", 2400, 2400, "CNY", None)
    ],
    "The plant pays 2,600 yuan ($360) a head each month to a North Korean manager.": [
        ("wage", "paid_by_host_firm", 2600, 2600, "CNY", "month")
    ],
    # what is kept
    "The men were promised $400 a month and ended up with less than $100.": [
        ("wage", "gross", 400, 400, "USD", "month"),
        ("wage", "received_by_worker", None, 100, "USD", "month"),
    ],
    "A worker goes home with about 2,000 dollars.": [("wage", "received_by_worker", 2000, 2000, "USD", None)],
    "Between a third and two fifths remain with the worker.": [
        ("wage", "received_by_worker", 33.3, 40, None, None)
    ],
    # what is taken
    "The state withholds 70 to 90 percent of what the workers earn.": [("wage", "state_share", 70, 90, None, None)],
    "Workers hand over two thirds of their pay.": [("wage", "state_share", 66.7, 66.7, None, None)],
    "Seven-tenths of every salary is wired straight to Pyongyang.": [("wage", "state_share", 70, 70, None, None)],
    "Meals cost the workers 12 yuan a day.": [("wage", "deduction", 12, 12, "CNY", "day")],
    "From the workers' pay 50 dollars is set aside for the Party.": [("wage", "deduction", 50, 50, "USD", None)],
    "Managers skim another 15 percent before the workers are paid.": [("wage", "managers_share", 15, 15, None, None)],
    "Each worker must pay 800 dollars a month to the company.": [
        ("wage", "state_revenue_per_worker", 800, 800, "USD", "month")
    ],
    # levies
    "Workers who miss the monthly target of 55,000 roubles have to borrow.": [
        ("levy", "quota", 55000, 55000, "RUB", "month")
    ],
    "A place abroad costs a worker 1,500 dollars in bribes.": [("levy", "bribe", 1500, 1500, "USD", None)],
    "The agency takes a placement fee of 700 dollars from each worker.": [("levy", "fee", 700, 700, "USD", None)],
    "Every worker gave 50 dollars for the hospital as a loyalty gift.": [
        ("levy", "loyalty_fund", 50, 50, "USD", None)
    ],
    # large sums
    "Labour abroad brings in $500 million a year for the regime.": [
        ("revenue", "state_revenue", 500e6, 500e6, "USD", "year")
    ],
    "The firm owes its workers more than 9 million yuan.": [("wage", "arrears_total", 9e6, None, "CNY", None)],
    "The deal for the workers, signed in June, is valued at 12 million euros.": [
        ("revenue", "contract", 12e6, 12e6, "EUR", None)
    ],
    # of others, beside theirs
    "Chinese women on the next bench get 4,500 yuan.": [
        ("wage", "chinese_worker_wage", 4500, 4500, "CNY", None)
    ],
    "North Koreans are paid about a third less than Russians.": [("wage", "relative", 33.3, 33.3, None, None)],
}

NO_SUMS = [
    "The landlord of the workers' hostel rents it out at $4,200 a month.",
    "Washington offers up to $5 million for tips about the workers.",
    "A jacket sewn by the workers sells for 60 dollars.",
    "Containers worth $5.1 million stood in the port beside the workers.",
    "The minimum wage in the province of the workers is 1,810 yuan.",
    "The quota for workers stood at 33,000.",
]


def claims(text: str) -> list[dict[str, Any]]:
    return read({"title": "North Korean workers in China and Russia", "text": text, "published": None, "lang": "en"})


def sums(text: str) -> list[tuple[Any, ...]]:
    fields = ("type", "subtype", "value_min", "value_max", "currency", "period")
    return [
        tuple(claim[name] for name in fields)
        for claim in claims(text)
        if claim["type"] in ("wage", "revenue", "levy")
        and (claim["value_min"] is not None or claim["value_max"] is not None)
    ]


@pytest.mark.parametrize(("text", "expected"), SUMS.items(), ids=SUMS)
def test_a_sum_is_read_with_whose_it_is(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert expected == sums(text)


@pytest.mark.parametrize("text", NO_SUMS)
def test_a_sum_that_is_nobodys_wage_makes_no_claim(text: str) -> None:
    assert [] == sums(text)


def test_a_sum_in_another_currency_beside_it_is_a_conversion() -> None:
    claim = claims("The plant pays each worker 2,600 yuan (about $360) a month.")[0]

    assert "$360" in claim["details"]["converted"]


def test_a_bare_number_takes_currency_and_month_of_the_sum_before_it() -> None:
    text = "The owner used to transfer 2,500 yuan per worker every month. He has paid just 1,200 since."
    claim = next(claim for claim in claims(text) if claim["value_min"] == 1200)

    assert ("CNY", "month") == (claim["currency"], claim["period"])


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("The workers have not been paid since March.", "arrears"),
        ("Consuls calmed the workers by paying several months' arrears.", "arrears_paid"),
        ("Most of their earnings go straight to the regime, the workers say.", "state_share"),
    ],
)
def test_money_without_a_sum_is_told_without_a_value(text: str, subtype: str) -> None:
    assert [(subtype, None)] == [
        (claim["subtype"], claim["value_min"]) for claim in claims(text) if claim["type"] == "wage"
    ]
