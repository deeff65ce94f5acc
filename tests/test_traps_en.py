"""Traps of interpretation in English of our own, one or more for each section of the list of traps.

A row is a sentence and all readings of people, money without value and law that may come out of it, no more.
"""

from typing import Any

import pytest

from transforms.claims import read

TITLE = "North Korean workers abroad"
Row = tuple[str, str | None, float | None, float | None, str]

TRAPS: dict[str, tuple[str, list[Row]]] = {
    "number: room for many": ("The new hostel has beds for 900 North Koreans.", []),
    "number: a whole of others": ("The yard employs 700 people, a tenth of them North Koreans.", []),
    "number: a name": ("Pay goes to Bureau 121 and Route 65 runs past the camp of the workers.", []),
    "stock and flow": (
        "Some 600 work there, 80 more arrived in June and 30 went home.",
        [
            ("headcount", "present", 600, 600, "affirmed"),
            ("movement", "dispatch", 80, 80, "affirmed"),
            ("movement", "repatriation", 30, 30, "affirmed"),
        ],
    ),
    "a plan stays a plan": (
        "The mill wants 400 women from North Korea by autumn.",
        [("headcount", "planned_dispatch", 400, 400, "reported_future")],
    ),
    "no, told as a joke": (
        "The mayor called reports of 5,000 North Korean builders a hoax.",
        [("headcount", "present", 5000, 5000, "denied")],
    ),
    "perhaps": (
        "It is unclear whether 70 North Korean cooks have left Laos.",
        [("movement", "repatriation", 70, 70, "unverified")],
    ),
    "a sum is no count": ("Workers hand 600 of their 2,000 yuan to the party.", []),
    "soldiers": ("Some 11,000 troops are in Kursk. Another 3,000 arrived in January.", []),
    "defectors": ("Nearly 200 North Koreans settled in the South last year.", []),
    "when: long past": (
        "In 2013 the forest camp had 1,450 North Koreans.",
        [("headcount", "before", 1450, 1450, "affirmed")],
    ),
    "when: to come": (
        "Another 60 welders arrive in Nakhodka next spring.",
        [("headcount", "planned_dispatch", 60, 60, "reported_future")],
    ),
    "what kind: a bill": ("A new law would punish firms that hire them.", []),
}


@pytest.mark.parametrize(("text", "expected"), TRAPS.values(), ids=TRAPS)
def test_an_english_trap_is_read_as_a_person_reads_it(text: str, expected: list[Row]) -> None:
    claims: list[dict[str, Any]] = read({"title": TITLE, "text": text, "published": "2025-08-15", "lang": "en"})
    found = [
        tuple(claim[field] for field in ("type", "subtype", "value_min", "value_max", "polarity"))
        for claim in claims
        if claim["type"] in ("headcount", "movement", "legal")
    ]

    assert expected == found


def test_where_a_number_of_one_place_is_not_of_the_next() -> None:
    text = "Dandong has 5,000 North Koreans, Hunchun 3,000."
    claims = read({"title": TITLE, "text": text, "published": "2025-08-15", "lang": "en"})
    spots = [(claim["value_min"], claim["places"]) for claim in claims if claim["type"] == "headcount"]

    assert [(5000, ["Dandong, Liaoning, CN"]), (3000, ["Hunchun, Yanbian, Jilin, CN"])] == spots


def test_who_said_it_is_the_one_quoted() -> None:
    text = "A trader in Dandong said that 300 North Korean women had arrived; officials did not comment."
    claim = next(iter(read({"title": TITLE, "text": text, "published": "2025-08-15", "lang": "en"})))

    assert "trader" in claim["attribution"]
