"""What English reports say of incidents, measures of states, visas, companies and people."""

from typing import Any

import pytest

from transforms.claims import read

Told = list[tuple[str, float | None]]

INCIDENTS: dict[str, Told] = {
    "Some 2,000 workers in Helong rioted.": [("riot", 2000)],
    "The workers put down their needles and a strike began.": [("strike", None)],
    "Around 40 workers marched to the consulate.": [("protest", 40)],
    "Three of the loggers were crushed when a stack of trunks gave way.": [("death", 3)],
    "It began with the death of a welder among the workers.": [("death", 1)],
    "A fire in the workers' dormitory claimed the lives of six women.": [("death", 6)],
    "The bus overturned, killing four workers and injuring eleven.": [("death", 4), ("injury", 11)],
    "The workers took a manager hostage and beat him.": [("hostage", None), ("assault", None)],
    "Women told of sexual abuse by the managers.": [("sexual_assault", None)],
    "Twelve waitresses fled to Seoul.": [("defection", 12)],
    "Two men from a crew of workers ran off.": [("escape", 2)],
    "More than 20 other labourers are hiding in Russian cities.": [("escape", 20)],
    "Those sent back face a prison camp.": [("punishment", None)],
}
MEASURES: dict[str, Told] = {
    "The Treasury sanctioned two entities for exporting workers.": [("us_designation", 2)],
    "Washington put two firms on a blacklist over the workers.": [("us_designation", 2)],
    "The Security Council designated two companies for sending workers.": [("un_designation", 2)],
    "Seoul blacklisted two firms that send workers.": [("designation", 2)],
    "CBP is holding goods of three Chinese companies over North Korean labour.": [("caatsa_detention", 3)],
    "Fourteen North Koreans were indicted alongside the pair.": [("indictment", 14)],
    "A woman pleaded guilty to hosting laptops for the workers.": [("criminal_charges", 1)],
    "The FBI searched the house that served the workers.": [("search", None)],
    "A court fined the owner 60,000 zlotys over the North Koreans.": [("fine_on_employer", 60000)],
    "A court deported six workers who had no papers.": [("deportation", 6)],
    "Agents seized 17 domains that the workers had used.": [("seizure", 17)],
    "The Treasury delisted a firm that had sent workers.": [("delisting", None)],
}
VISAS = {
    "None of the workers holds a work permit.": "no_proper_visa",
    "All of the workers were given one-month passes.": "visitor_permit",
    "Most of the workers came on student visas.": "student_visa",
    "The workers go home each month for a new stamp.": "monthly_renewal_loophole",
    "China refused to extend the permits of the workers.": "no_renewal",
    "Warsaw has stopped issuing work visas to North Koreans.": "no_new_visas",
}


def claims(text: str) -> list[dict[str, Any]]:
    return read({"title": "North Korean workers in China and Russia", "text": text, "published": None, "lang": "en"})


def told(text: str, kind: str) -> Told:
    found = [claim for claim in claims(text) if claim["type"] == kind]
    return [(claim["subtype"], claim["value_max"] or claim["value_min"]) for claim in found]


@pytest.mark.parametrize(("text", "expected"), INCIDENTS.items(), ids=INCIDENTS)
def test_an_incident_is_read_with_the_people_in_it(text: str, expected: Told) -> None:
    assert expected == told(text, "incident")


@pytest.mark.parametrize(("text", "expected"), MEASURES.items(), ids=MEASURES)
def test_a_measure_of_a_state_is_read_with_its_targets(text: str, expected: Told) -> None:
    assert expected == told(text, "enforcement")


@pytest.mark.parametrize(("text", "expected"), VISAS.items(), ids=VISAS)
def test_a_visa_is_told_by_its_kind(text: str, expected: str) -> None:
    assert [expected] == [claim["subtype"] for claim in claims(text) if claim["type"] == "visa"]


TARGETS = {
    "The Treasury designated Sangmyong Trading Corporation and Harbin Sukso, a lodging house, over the workers.": [
        "Sangmyong Trading Corporation",
        "Harbin Sukso",
    ],
    "OFAC made designations over workers abroad. They are Paektu General Corp. and Shenyang Haiyan Network Co.": [
        "Paektu General Corp",
        "Shenyang Haiyan Network Co",
    ],
    "Customs holds goods of Jinlong Garments Ltd. and Rixing Foods Co. over North Korean workers.": [
        "Jinlong Garments Ltd",
        "Rixing Foods Co",
    ],
}


@pytest.mark.parametrize(("text", "expected"), TARGETS.items(), ids=TARGETS)
def test_each_named_target_is_a_claim_at_its_name(text: str, expected: list[str]) -> None:
    named = [claim["company"] for claim in claims(text) if claim["type"] == "enforcement" and claim["company"]]

    assert expected == [name.removesuffix(".") for name in named]


@pytest.mark.parametrize(
    "text",
    [
        "Guards are posted to prevent escapes of the workers.",
        "UN sanctions on North Korea ban new workers.",
        "The agency charged a fee for each of the workers.",
    ],
)
def test_words_of_an_event_that_did_not_happen_make_no_claim(text: str) -> None:
    assert [] == [*told(text, "incident"), *told(text, "enforcement")]


def test_an_event_told_again_without_a_number_is_told_once() -> None:
    text = "Some 2,000 workers in Helong rioted on Monday.\nThe riot ended when the police came."

    assert [("riot", 2000)] == told(text, "incident")


COMPANIES = {
    "The plant, Donggang Haifu Foods, keeps the workers behind a fence.": ("employer", "Donggang Haifu Foods"),
    "Paektu Manpower Corporation, under the Ministry of Light Industry, sent the workers.": (
        "dispatching_agency",
        "Paektu Manpower Corporation",
    ),
    "A buyer in Toronto, Maple Seafoods, dropped the plant with the North Korean workers.": (
        "retailer_supply_chain",
        "Maple Seafoods",
    ),
}


@pytest.mark.parametrize(("text", "expected"), COMPANIES.items(), ids=COMPANIES)
def test_a_company_is_named_with_its_part(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(claim["subtype"], claim["company"]) for claim in claims(text) if claim["type"] == "company"]


def test_who_the_workers_are_is_told_by_trait() -> None:
    claim = next(one for one in claims("Most of the workers are unmarried women in their 20s.") if one["demographic"])

    assert {"sex": "female", "marital": "unmarried"} == {
        name: claim["demographic"][name] for name in ("sex", "marital")
    }
