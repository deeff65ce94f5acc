"""The polarity of a claim, weighed by a model, and what follows from it."""

from datetime import date

import pytest

from transforms.claims import read
from transforms.claims.learnt.modality import signs
from transforms.claims.scene import Report, scenes
from transforms.claims.turned import turn

TEXT = "Some 300 North Korean workers were sent to Vladivostok in March."
REPORT = Report("North Korean workers abroad", TEXT, "en", date(2024, 5, 15))


def _claim() -> dict[str, object]:
    return read({"title": REPORT.title, "text": TEXT, "published": "2024-05-15", "lang": "en"})[0]


def test_people_who_prove_to_be_a_plan_are_a_plan_in_every_field() -> None:
    claim = _claim()
    was = {name: claim[name] for name in ("polarity", "subtype", "event_start")}
    turn(scenes(REPORT)[0], claim, "reported_future")

    assert {"polarity": "affirmed", "subtype": "dispatch", "event_start": "2024-03-01"} == was
    assert ("headcount", "planned_dispatch", False) == (claim["type"], claim["subtype"], claim["firm"])
    assert "2025-03-01" == claim["event_start"]
    assert claim["sentence"] != _claim()["sentence"]


def test_a_plan_that_came_true_is_no_plan() -> None:
    claim = _claim()
    for polarity in ("reported_future", "affirmed"):
        turn(scenes(REPORT)[0], claim, polarity)

    assert ("movement", "dispatch", "affirmed") == (claim["type"], claim["subtype"], claim["polarity"])


def test_a_claim_that_has_the_polarity_stays_as_it_is() -> None:
    claim = _claim()
    turn(scenes(REPORT)[0], claim, "affirmed")

    assert _claim() == claim


@pytest.mark.parametrize(
    ("lang", "plain"),
    [
        ("en", "The ministry could not confirm it."),
        ("ru", "В министерстве не подтвердили это."),
        ("zh", "外交部未证实。"),
        ("ja", "外務省は確認していない。"),
        ("ko", "외교부는 확인하지 않았다."),
    ],
)
def test_signs_of_modality_are_the_same_in_every_language(lang: str, plain: str) -> None:
    assert {"official", "no", "confirms"} <= {sign for sign, *_ in signs(plain, lang)}


@pytest.mark.parametrize(
    ("lang", "plain"),
    [
        ("en", "It would neither confirm nor deny this."),
        ("ru", "Там не подтвердили и не опровергли это."),
        ("zh", "官员既不证实也不否认。"),
        ("ja", "肯定も否定もしなかった。"),
        ("ko", "확인도 부인도 하지 않았다."),
    ],
)
def test_who_neither_confirms_nor_denies_denies_nothing(lang: str, plain: str) -> None:
    found = {sign for sign, *_ in signs(plain, lang)}

    assert "neither" in found
    assert "denies" not in found
