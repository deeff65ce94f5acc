"""Where a sentence that names no place is set, in English reports."""

import pytest

from tests.ruled import by_the_rules

TITLE = "North Korean workers abroad"
SET = {
    "the dateline where nothing else is named": (
        "BRAZZAVILLE - Plasterers from North Korea were paid 200 dollars a month.",
        "200 dollars",
        ["Brazzaville, CG"],
    ),
    "no dateline of a capital that writes of everywhere": (
        "BEIJING - Plasterers from North Korea were paid 200 dollars a month.",
        "200 dollars",
        [],
    ),
    "the only host of the report, over paragraphs": (
        "North Koreans sew in Dandong, China.\n\nThe hall is cold.\n\nThe gate is shut.\n\n"
        "Each of the women gets 200 dollars a month.",
        "200 dollars",
        ["Dandong, Liaoning, CN"],
    ),
    "none of two hosts": (
        "North Koreans sew in Dandong. Others are in Kuwait.\n\nThe hall is cold.\n\nThey get 200 dollars a month.",
        "200 dollars",
        [],
    ),
    "the town of the owner's country": (
        "North Koreans sew in Dandong.\n\nThe Chinese owner pays 2,000 yuan a month for each worker.",
        "2,000 yuan",
        ["Dandong, Liaoning, CN"],
    ),
    "the town of the first sentence, though the second names its country's others": (
        "North Koreans sew in Dandong. Those of Dalian left.\n\nThe hall is cold.\n\nThey get 200 dollars a month.",
        "200 dollars",
        ["Dandong, Liaoning, CN"],
    ),
    "no crossing that others pass": (
        "North Koreans sew in Dandong. Coaches pass the bridge at Quanhe. They get 200 dollars a month.",
        "200 dollars",
        ["Dandong, Liaoning, CN"],
    ),
    "no place of somebody who tells of others": (
        "North Koreans sew in Dandong. A lawyer in Dalian wrote it down. They get 200 dollars a month.",
        "200 dollars",
        ["Dandong, Liaoning, CN"],
    ),
    "the place of the sentence before, where nobody tells": (
        "North Koreans sew in Dandong. A mill in Dalian took more. They get 200 dollars a month.",
        "200 dollars",
        ["Dalian, Liaoning, CN"],
    ),
    "no country in the name of a firm": (
        "North Koreans build in Doha. Sudan National Contracting hired them. They get 200 dollars a month.",
        "200 dollars",
        ["Doha, QA"],
    ),
    "a country before a firm's trade in small letters": (
        "North Koreans build in Doha. Others are in Sudan on construction sites. They get 200 dollars a month.",
        "200 dollars",
        ["SD"],
    ),
    "courts and agents of Washington": (
        "North Korean programmers sat in Dandong. Two brokers pleaded guilty before a federal court, "
        "the Justice Department said.",
        "pleaded guilty",
        ["US"],
    ),
}


@pytest.mark.parametrize(("text", "words", "places"), SET.values(), ids=SET)
def test_a_sentence_without_a_place_is_set_where_the_report_is(text: str, words: str, places: list[str]) -> None:
    found = by_the_rules({"title": TITLE, "text": text, "published": "2024-03-05", "lang": "en"})

    assert [places] == [claim["places"] for claim in found if words in claim["quote"] and claim["type"] != "condition"]
