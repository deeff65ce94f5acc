"""What is told anew, or told by many, joins no stories. All texts are invented."""

from tests.test_stories import PARAGRAPHS, grouped, report

# The same event by a reporter of another outlet: figures and whole turns of phrase are those of PARAGRAPHS.
OWN_ACCOUNT = [
    "A cannery on the edge of Hunchun let 240 North Korean women go home on 4 November, a baker across the road said.",
    "The manager, Pak Chol-hak, had told the town in spring that it would stay for another three years.",
    "Each of them was paid 2,600 yuan a month, and 1,450 of it went to a trading firm, an old ledger shows.",
    "Loaves for the women were still on the baker's shelf the next day, and he fed them to the geese.",
    "The geese belong to a widow named Cho Sun-hui, who rents out the meadow behind the bakery.",
    "Her nephew used to bring the women thread and needles, for which they gave him tins without labels.",
    "He has kept eleven of the tins in the shed and does not dare to open any of them.",
]
EXCERPT = [
    "A cannery on the edge of Hunchun let 240 North Korean women go home on 4 November, two guards at the gate said. "
    "The manager, Pak Chol-hak, had told the town in spring that the contract would run for another three years."
]
RULES = "The list is made every week and is the mean of three stalls, which may differ from one street to the next."
FACTS = "Prices at the market of Hyesan were asked on {day} November by readers number {first} and {second}."
PRICES = "A kilogram of rice cost {rice} won, a kilogram of petrol {petrol} won and a dollar {dollar} won."
MORE_RULES = "Whoever wants to be put on the list of stalls may write to the editors or leave a note at the gate."


def _table(id: str, day: int, **numbers: int) -> dict[str, object]:
    text = [FACTS.format(day=day, **numbers), PRICES.format(**numbers), RULES, MORE_RULES]
    return report(id, text, f"2019-11-{day:02}", source="prices")


def test_an_account_of_its_own_that_shares_figures_and_phrases_is_another_story() -> None:
    found = grouped(report("first", PARAGRAPHS, "2019-11-05"), report("own", OWN_ACCOUNT, "2019-11-06"))

    assert (None, "own") == (found["own"]["copied_from"], found["own"]["story"])


def test_a_longer_account_of_another_day_is_no_copy_of_an_excerpt_it_shares_phrases_with() -> None:
    found = grouped(report("excerpt", EXCERPT, "2019-11-05"), report("own", OWN_ACCOUNT, "2019-11-08"))

    assert (None, "own") == (found["own"]["copied_from"], found["own"]["story"])


def test_an_excerpt_without_the_figures_of_its_table_is_not_the_source_of_next_weeks() -> None:
    first = _table("w1", 4, first=31, second=77, rice=5100, petrol=13200, dollar=8010)
    words = report("words", [RULES, MORE_RULES, "Page 62."], "2019-11-05")
    second = _table("w2", 11, first=48, second=95, rice=5240, petrol=12900, dollar=8044)

    found = grouped(first, words, second)

    assert ("w1", None) == (found["words"]["copied_from"], found["w2"]["copied_from"])


def test_next_weeks_table_is_a_story_of_its_own_though_no_price_moved() -> None:
    numbers = dict(first=31, second=77, rice=5100, petrol=13200, dollar=8010)
    found = grouped(_table("w1", 4, **numbers), _table("w2", 11, **numbers))

    assert {"w1", "w2"} == {row["story"] for row in found.values()}


def test_a_copy_goes_back_to_the_first_that_has_its_text_though_a_like_one_was_earlier() -> None:
    hours = {"first": "01", "copy": "20", "late": "22"}
    reports = [report(name, PARAGRAPHS, f"2019-11-06T{hour}:00:00+00:00") for name, hour in hours.items()]

    found = grouped(report("own", OWN_ACCOUNT, "2019-11-04"), *reports)

    assert "first" == found["late"]["copied_from"]
