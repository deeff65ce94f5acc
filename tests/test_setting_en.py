"""Where a sentence that names no place is set, in English reports."""

import pytest

from transforms.claims import read

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
    "courts and agents of Washington": (
        "North Korean programmers sat in Dandong. Two brokers pleaded guilty before a federal court, "
        "the Justice Department said.",
        "pleaded guilty",
        ["US"],
    ),
}


@pytest.mark.parametrize(("text", "words", "places"), SET.values(), ids=SET)
def test_a_sentence_without_a_place_is_set_where_the_report_is(text: str, words: str, places: list[str]) -> None:
    found = read({"title": TITLE, "text": text, "published": "2024-03-05", "lang": "en"})

    assert [places] == [claim["places"] for claim in found if words in claim["quote"] and claim["type"] != "condition"]
