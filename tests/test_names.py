"""Names in a stretch of a sentence: companies, agencies, persons, each by itself; no places, months or ministries."""

import pytest

from transforms.claims import read
from transforms.claims.names import names
from transforms.claims.scene import Report, scenes

NAMES = {
    "Jinlong Trading Ltd., Rixing Foods. Ltd., and Liaoning Sunshine Garment Co. Ltd. are named.": [
        "Jinlong Trading Ltd.",
        "Rixing Foods. Ltd.",
        "Liaoning Sunshine Garment Co. Ltd",
    ],
    "Korea Paektu General Corporation and Harbin Sukso": ["Korea Paektu General Corporation", "Harbin Sukso"],
    "the Bureau of Trade and Development Co. of Wonsan": ["Bureau of Trade and Development Co"],
    "the Treasury, the State Department and Customs in Beijing": [],
    "Dandong in May, Jilin Province and the North Koreans": [],
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items(), ids=NAMES)
def test_each_name_of_a_list_is_cut_out_whole(text: str, expected: list[str]) -> None:
    scene = scenes(Report("", text, "en", None))[0]
    found = [scene.plain[start:end] for start, end in names(scene, 0, len(scene.plain), is_company=False)]

    assert [name.rstrip(".") for name in expected] == [name.rstrip(".") for name in found]


def test_a_company_has_a_word_of_companies_in_its_name() -> None:
    scene = scenes(Report("", "Kim Chol Su of Paektu Trading", "en", None))[0]
    spans = names(scene, 0, len(scene.plain), is_company=True)

    assert ["Paektu Trading"] == [scene.plain[start:end].split(" of ")[-1] for start, end in spans]


@pytest.mark.parametrize(
    "text",
    [
        "At the plant, North Korean workers sew jackets.",
        "In Qatar a building firm keeps North Korean workers.",
        "The workers are from South Pyongan Province, a company said.",
    ],
)
def test_a_preposition_or_a_place_is_no_company(text: str) -> None:
    found = read({"title": "North Korean workers in China", "text": text, "published": "2024-05-01", "lang": "en"})

    assert [] == [claim["company"] for claim in found if claim["company"]]
