"""What rules, words and network read of a claim differently, settled: its polarity, its kind and its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims import by_rules, read
from transforms.claims.learnt.candidates import NOWHERE, TITLE, Candidate, Map
from transforms.claims.learnt.fields import Fields, labels
from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.settled import of_rules, quoted
from transforms.claims.places import meant, mentions, names
from transforms.claims.scene import Claim, Report, scenes
from transforms.claims.wordings import worded

TITLE_OF_ALL = "North Korean workers leave Liaoning"
TEXT = "Some 300 North Korean workers sew shirts in Dandong. They earn 2,500 yuan a month. A plant in Hunchun is empty."


def _report(text: str = TEXT) -> dict[str, Any]:
    return {"title": TITLE_OF_ALL, "text": text, "published": "2024-05-15", "lang": "en"}


def _money(report: dict[str, Any]) -> Claim:
    return next(claim for claim in read(report) if claim["type"] == "wage")


def _map(text: str = TEXT) -> tuple[Map, list[list[Claim]]]:
    found = [worded(scene) for scene in scenes(Report(TITLE_OF_ALL, text, "en", date(2024, 5, 15)))]
    claims = by_rules(Seen(found), found)
    return Map(found, claims), claims


def _candidates() -> dict[str, Candidate]:
    map_, claims = _map()
    return {one.chain: one for one in map_.candidates(1, claims[1][0])}


def test_a_claim_may_be_set_in_what_is_named_what_holds_it_the_world_or_nowhere() -> None:
    assert set(_candidates()) == {
        "Dandong, Liaoning, CN", "Hunchun, Yanbian, Jilin, CN", "Liaoning, CN", "Yanbian, Jilin, CN", "Jilin, CN", "CN",
        "WORLD", NOWHERE,
    }  # fmt: skip


def test_a_candidate_knows_where_it_is_named_nearest() -> None:
    found = _candidates()
    named = ("Dandong, Liaoning, CN", "Hunchun, Yanbian, Jilin, CN", "Liaoning, CN")
    nearest = [found[chain].nearest for chain in named]
    assert [one and one.at for one in nearest] == [0, 2, TITLE]
    assert found["CN"].nearest is None
    assert "the last named" in found["Dandong, Liaoning, CN"].features
    assert {"in the title", "holds the last named"} <= found["Liaoning, CN"].features


def _likeliest(chain: str, by: float = 9.0) -> Callable[..., Any]:
    def weighed(_: Fields, _at: int, _quote: tuple[int, int], candidates: list[Candidate]) -> Any:
        return np.array([by * (one.chain == chain) for one in candidates], np.float32)

    return weighed


def test_a_place_that_is_far_likelier_is_taken_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    was = _money(_report())
    monkeypatch.setattr(Fields, "weighed", _likeliest("Hunchun, Yanbian, Jilin, CN"))
    claim = _money(_report())

    assert was["places"] == ["Dandong, Liaoning, CN"] and "place_weighed" not in was["flags"]
    assert claim["places"] == ["Hunchun, Yanbian, Jilin, CN"]
    assert {"place_weighed", "place_from_context"} <= set(claim["flags"])
    assert "Hunchun" in claim["sentence"]


def test_a_place_that_is_hardly_likelier_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "weighed", _likeliest("Hunchun, Yanbian, Jilin, CN", 0.4))
    assert _money(_report())["places"] == ["Dandong, Liaoning, CN"]


def test_a_place_is_never_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "weighed", _likeliest(NOWHERE))
    assert _money(_report())["places"] == ["Dandong, Liaoning, CN"]


def _says(kind: str) -> Callable[..., Any]:
    def said_of(*_: Any) -> tuple[Any, Any]:
        polarities, kinds = labels("claim", "polarities"), labels("claim", "kinds")
        found = (np.array([9.0 * (one == wanted) for one in of], np.float32)
                 for of, wanted in ((polarities, "affirmed"), (kinds, kind)))  # fmt: skip
        return next(found), next(found)

    return said_of


def test_a_kind_of_its_family_is_taken_and_the_line_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says("wage/deduction"))
    claim = _money(_report())
    assert (claim["subtype"], claim["value_min"], claim["currency"]) == ("deduction", 2500, "CNY")
    assert "deducted" in claim["sentence"]


@pytest.mark.parametrize("kind", ["headcount/present", "headcount/planned_dispatch", "visa/student_visa"])
def test_a_kind_of_another_family_is_not_taken(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(kind))
    assert _money(_report())["type"] == "wage"


def test_who_are_there_are_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says("headcount/planned_dispatch"))
    claim = next(claim for claim in read(_report()) if claim["value_min"] == 300)
    assert (claim["subtype"], claim["polarity"]) == ("present", "affirmed")


def test_odds_do_not_hang_on_the_order_in_which_features_are_told() -> None:
    map_, claims = _map()
    fields, claim, scene = Fields(Seen(map_.read)), claims[1][0], map_.read[1].scene
    told = list(of_rules(claim, "en"))
    one, other = (fields.said_of(1, quoted(scene, claim), own, [0.0] * 5) for own in (told, told[::-1]))
    assert [part.tolist() for part in one] == [part.tolist() for part in other]


@given(st.text(max_size=80), st.sampled_from(["en", "ko", "zh", "ja", "ru"]))
def test_what_is_meant_is_part_of_what_is_named(text: str, lang: str) -> None:
    found = names(f"{text} Dandong 단둥 丹东 丹東 Даньдун {text}", lang)
    assert set(meant(found)) <= set(found)
    assert mentions(f"{text} Dandong 단둥 丹东 丹東 Даньдун {text}", lang) == meant(found)


def test_a_nationality_and_a_dateline_are_named_and_not_meant() -> None:
    nation, town = names("Chinese men met in Dandong.", "en")
    dateline, _ = names("新华社北京3月5日电 丹东有工人。", "zh")
    assert (nation.chains, nation.role) == (("CN",), "")
    assert town.role == "place"
    assert (dateline.chains, dateline.role) == (("Beijing, CN",), "dateline")
