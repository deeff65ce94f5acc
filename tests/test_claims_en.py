"""English people, flows and law as the press writes them: each sentence with the reading a person gives it."""

from typing import Any

import pytest

from transforms.claims import read

TITLE = "North Korean workers abroad"
PUBLISHED = "2025-08-15"

HUNCHUN, DANDONG, DUNHUA = "Hunchun, Yanbian, Jilin, CN", "Dandong, Liaoning, CN", "Dunhua, Yanbian, Jilin, CN"
VLADIVOSTOK = "Vladivostok, Primorsky Krai, RU"

# sentence -> (type, subtype, value_min, value_max, polarity) of every people claim
COUNTED: dict[str, list[tuple[str, str, int | None, int | None, str]]] = {
    "The embassy flew 60 cooks and waitresses home in two batches.": [
        ("movement", "repatriation", 60, 60, "affirmed")
    ],
    "Seventy-five North Korean welders are still on the payroll of the yard.": [
        ("headcount", "present", 75, 75, "affirmed")
    ],
    "Their ranks have thinned from 3,200 to barely 400.": [
        ("headcount", "before", 3200, 3200, "affirmed"),
        ("headcount", "present", None, 400, "affirmed"),
    ],
    "Since the bridge reopened, 2,300 women have passed through the customs house.": [
        ("movement", "dispatch", 2300, 2300, "affirmed")
    ],
    "He put the figure at somewhere between 60,000 and 70,000.": [("headcount", "present", 60000, 70000, "affirmed")],
    "Pyongyang has offered to supply 10,000 builders.": [
        ("headcount", "planned_dispatch", 10000, 10000, "reported_future")
    ],
    "The farm's 45 North Koreans sleep in two containers.": [("headcount", "present", 45, 45, "affirmed")],
    "None of the 400 has left.": [("movement", "repatriation", 400, 400, "negated")],
    "Senegal deported 31 sculptors in July.": [("movement", "repatriation", 31, 31, "affirmed")],
    "By last December all but 1,000 had left.": [("headcount", "present", 1000, 1000, "affirmed")],
    "Of the 2,000 seamstresses who arrived in March, 600 were moved to Dunhua.": [
        ("movement", "dispatch", 2000, 2000, "affirmed"),
        ("movement", "transfer", 600, 600, "affirmed"),
    ],
    "That would bring the total to 25,000.": [("headcount", "forecast", 25000, 25000, "reported_future")],
    "The plant is down to 300 from 1,100.": [
        ("headcount", "present", 300, 300, "affirmed"),
        ("headcount", "before", 1100, 1100, "affirmed"),
    ],
    "About 2,800 were repatriated in January and a further 1,200 in June.": [
        ("movement", "repatriation", 2800, 2800, "affirmed"),
        ("movement", "repatriation", 1200, 1200, "affirmed"),
    ],
    "Moscow has asked Pyongyang for 25,000 workers.": [
        ("headcount", "planned_dispatch", 25000, 25000, "reported_future")
    ],
    "Next month 90 cooks fly to Phnom Penh.": [("headcount", "forecast", 90, 90, "reported_future")],
    "Officials put the number of workers in Russia at 15,000.": [("headcount", "present", 15000, 15000, "affirmed")],
    "More than half of them have already been sent home.": [("movement", "repatriation", 50, None, "affirmed")],
    "The ministry could neither confirm nor deny that 340 seamstresses are still in Dunhua.": [
        ("headcount", "present", 340, 340, "unverified")
    ],
    "Kuwait's government rejects claims that 2,000 North Koreans stayed on.": [
        ("headcount", "present", 2000, 2000, "denied")
    ],
    "Mongolia has told its 1,190 remaining North Korean workers to be out of the country by May.": [
        ("movement", "repatriation_order", 1190, 1190, "reported_future")
    ],
    "Immigration records list 22 departures of North Koreans in July.": [
        ("movement", "repatriation", 22, 22, "affirmed")
    ],
}


def people(text: str) -> list[dict[str, Any]]:
    claims = read({"title": TITLE, "text": text, "published": PUBLISHED, "lang": "en"})
    return [claim for claim in claims if claim["type"] in ("headcount", "movement")]


@pytest.mark.parametrize(("text", "expected"), COUNTED.items(), ids=COUNTED)
def test_people_counted_are_read_as_a_person_reads_them(
    text: str, expected: list[tuple[str, str, int | None, int | None, str]]
) -> None:
    fields = ("type", "subtype", "value_min", "value_max", "polarity")

    assert expected == [tuple(claim[field] for field in fields) for claim in people(text)]


FLOWS = {
    "Angola has sent all of its North Korean doctors home.": ("movement", "repatriation", "affirmed"),
    "North Korea has resumed sending workers to Russia.": ("movement", "dispatch", "affirmed"),
    "Pyongyang halted all dispatches after the virus broke out.": ("movement", "dispatch", "negated"),
    "Malta has stopped granting visas to North Koreans.": ("visa", "no_new_visas", "affirmed"),
    "There is no sign that anyone has gone back.": ("movement", "repatriation", "negated"),
    "It is not known whether the men have left Qatar.": ("movement", "repatriation", "unverified"),
    "Beijing has told plants in Liaoning to let their North Korean staff go.": (
        "movement",
        "repatriation_order",
        "reported_future",
    ),
    "Washington urged Laos to expel the remaining programmers.": (
        "movement",
        "repatriation_demand",
        "reported_future",
    ),
    "More women are waiting in Sinuiju to cross.": ("movement", "planned_dispatch", "reported_future"),
    "Most of the women work in Donggang.": ("location", "main_destination", "affirmed"),
    "Uganda no longer has any North Korean trainers, the army said.": ("location", None, "negated"),
    "The province denies that any North Koreans are employed there.": ("location", None, "denied"),
    "North Korean workers are concentrated in Dandong, Hunchun and Tumen.": ("location", None, "affirmed"),
    "The women come from Pyongyang and enter at Dandong.": ("location", "entry_point", "affirmed"),
}


@pytest.mark.parametrize(("text", "expected"), FLOWS.items(), ids=FLOWS)
def test_a_flow_or_place_without_a_number_is_read(text: str, expected: tuple[str, str | None, str]) -> None:
    claims = read({"title": TITLE, "text": text, "published": PUBLISHED, "lang": "en"})
    found = [tuple(claim[field] for field in ("type", "subtype", "polarity")) for claim in claims]

    assert expected in found


PLACES = {
    "from the clause it opens": (
        "In Malabo alone they saw about 80 North Koreans, in Bata fewer.",
        ["Malabo, GQ"],
    ),
    "where they left": ("The last 41 North Korean nurses flew out of Tripoli on Sunday.", ["Tripoli, LY"]),
    "not the newsroom": ("Some 300 North Koreans work in Hunchun, officials in Seoul said.", [HUNCHUN]),
    "not the way home": ("The last 54 North Koreans left Vladivostok and took the train to Khasan.", [VLADIVOSTOK]),
    "many countries": ("Around 50,000 workers are spread over 16 countries.", ["WORLD"]),
    "a town named like a river": ("Some 60 North Koreans sew at the Tumen mill.", ["Tumen, Yanbian, Jilin, CN"]),
}


@pytest.mark.parametrize(("text", "places"), PLACES.values(), ids=PLACES)
def test_people_are_where_the_sentence_has_them(text: str, places: list[str]) -> None:
    assert places == people(text)[0]["places"]


LAW = {
    "An instruction sets the end of March as the last date.": "deadline",
    "By 22 December, says Resolution 2397, all of them have to be gone.": "deadline",
    "Resolution 2397 obliges all states to send the workers home.": "repatriation_obligation",
    "The importer has 30 days to bring proof.": "evidence_window",
    "The firms were listed under Executive Order 13722.": None,
    "Hiring them is in breach of UN sanctions.": None,
}


@pytest.mark.parametrize(("text", "subtype"), LAW.items(), ids=LAW)
def test_the_law_is_read(text: str, subtype: str | None) -> None:
    claims = read({"title": TITLE, "text": text, "published": PUBLISHED, "lang": "en"})

    assert [subtype] == [claim["subtype"] for claim in claims if claim["type"] == "legal"]


def test_a_part_names_its_whole_and_does_what_the_whole_does() -> None:
    whole, part = people("Some 7,800 North Koreans entered Russia, 5,200 of them on student visas.")

    assert (part["part_of"], part["type"], part["subtype"]) == (whole["quote"], whole["type"], whole["subtype"])


def test_a_place_from_context_is_the_place_of_the_lead() -> None:
    text = (
        "A mill in Dunhua has let its North Koreans go, two traders said.\n\n"
        "Orders had dried up, they said.\n\nSome 140 were put on buses and sent home."
    )
    claim = next(claim for claim in people(text) if claim["value_min"] == 140)

    assert ([DUNHUA], ["place_from_context"]) == (claim["places"], claim["flags"])
