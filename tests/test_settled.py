"""What rules, words and network read of a claim differently, settled: its polarity, its kind and its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.claims import by_rules, read
from transforms.claims.learnt.candidates import NOWHERE, OUTLET, TITLE, Candidate, Map
from transforms.claims.learnt.fields import FIELDS, Fields, labels
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


def test_the_name_of_an_outlet_may_say_where_its_here_is() -> None:
    text = "Some 300 North Korean workers sew shirts in this town. They earn 2,500 yuan a month. The mayor is glad."
    given = Report("Guests", text, "en", date(2024, 5, 15), "Hunchun Evening Post")
    read_ = [worded(scene) for scene in scenes(given)]
    claims = by_rules(Seen(read_), read_)
    found = {one.chain: one for one in Map(read_, claims).candidates(0, claims[0][0])}
    hunchun = found["Hunchun, Yanbian, Jilin, CN"]
    assert hunchun.nearest is not None and hunchun.nearest.at == OUTLET
    assert "named 10" in hunchun.features and hunchun.is_told


def test_a_candidate_knows_of_what_level_of_place_the_sentence_speaks() -> None:
    text = "Some 300 North Korean workers sew shirts in Dandong. The province counts 2,500 North Korean workers in all."
    map_, claims = _map(text)
    found = {one.chain: one for one in map_.candidates(1, claims[1][0])}
    assert "1 links where region said" in found["Liaoning, CN"].features
    assert "2 links where region said" in found["Dandong, Liaoning, CN"].features


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


FAR = 20.0  # log odds


def _says(**wanted: str) -> Callable[..., Any]:
    """What the networks say where one label of each field is far the likeliest: affirmed, and none in the others unless
    it is wanted."""

    def said_of(*_: Any) -> Any:
        likely = {"polarity": "affirmed", **wanted}
        return {
            field: {name: FAR * (name == likely.get(field)) for name in labels("claim", field)} for field in FIELDS
        }

    return said_of


AMID = " The plant lies by the river. It makes shirts. The bus comes on Mondays."


@pytest.mark.parametrize(("by", "is_turned"), [(1.0, False), (FAR, True)])
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Some 300 North Korean workers arrived in Dandong in May.", "headcount/present"),
        ("Some 300 North Korean workers are in Dandong.", "headcount/before"),
    ],
)
def test_words_keep_a_kind_unless_the_networks_are_far_surer(
    sentence: str, kind: str, by: float, is_turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said_of(*given: Any) -> Any:
        return {**_says()(*given), "kind": {name: by * (name == kind) for name in labels("claim", "kind")}}

    monkeypatch.setattr(Fields, "said_of", said_of)
    claim = next(claim for claim in read(_report(sentence + AMID)) if claim["value_min"] == 300)
    assert (f"{claim['type']}/{claim['subtype']}" == kind) == is_turned


def test_words_alone_tell_what_was_from_what_is(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {}
    for sentence in ("The mill has 300 North Korean workers.", "The mill once had 300 North Korean workers."):
        monkeypatch.setattr(Fields, "said_of", _says())
        claim = next(claim for claim in read(_report(sentence + AMID)) if claim["value_min"] == 300)
        kinds[sentence.split()[2]] = claim["subtype"]

    assert {"has": "present", "once": "before"} == kinds


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("In 2013 the plant in Dandong had 300 North Korean workers.", "3 years before of people"),
        ("In 2023 the plant in Dandong had 300 North Korean workers.", "1 years before of people"),
        ("Some 300 North Korean workers will come to Dandong in June 2024.", "to come of people"),
        ("Some 300 North Korean workers are in Dandong.", "dated published of people"),
    ],
)
def test_the_head_is_told_when_rules_set_a_claim(sentence: str, told: str) -> None:
    map_, claims = _map(sentence)
    (claim,) = (one for one in claims[0] if one["value_min"] == 300)
    assert told in set(of_rules(claim, map_.read[0].scene))


def _said(monkeypatch: pytest.MonkeyPatch, **wanted: str) -> list[Claim]:
    monkeypatch.setattr(Fields, "said_of", _says(**wanted))
    return read(_report())


def test_a_row_that_reads_who_was_there_before_keeps_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(kind="headcount/present"))
    sentence = "Another 400 North Korean workers joined the 1,100 already sewing in Dandong."
    claim = next(claim for claim in read(_report(sentence + AMID)) if claim["value_min"] == 1100)
    assert "before" == claim["subtype"]


def test_a_kind_of_its_family_is_taken_and_the_line_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(kind="wage/deduction"))
    claim = _money(_report())
    assert (claim["subtype"], claim["value_min"], claim["currency"]) == ("deduction", 2500, "CNY")
    assert "deducted" in claim["sentence"]


def test_people_who_are_there_may_be_people_who_came(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = next(claim for claim in _said(monkeypatch, kind="movement/intake") if claim["value_min"] == 300)
    assert (claim["type"], claim["subtype"], claim["polarity"]) == ("movement", "intake", "affirmed")


@pytest.mark.parametrize("kind", ["headcount/present", "headcount/planned_dispatch", "visa/student_visa"])
def test_a_kind_of_another_family_is_not_taken(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(kind=kind))
    assert _money(_report())["type"] == "wage"


def test_a_period_that_is_not_said_is_weighed_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(period="month"))
    text = "Some 300 North Korean workers sew shirts in Dandong. They earn 2,500 yuan. A plant in Hunchun is empty."
    claim = _money(_report(text))
    assert claim["period"] == "month" and "period_weighed" in claim["flags"]
    assert "month" in claim["sentence"]


@pytest.mark.parametrize("period", ["", "year"])
def test_a_period_that_is_said_stands(period: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(period=period))
    claim = _money(_report())
    assert claim["period"] == "month" and "period_weighed" not in claim["flags"]


def test_people_have_no_period(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(claim["period"] for claim in _said(monkeypatch, period="year") if claim["type"] == "headcount")


@pytest.mark.parametrize(("when", "polarity"), [("In April some", "affirmed"), ("Some", "reported_future")])
def test_what_is_dated_before_its_report_is_a_plan_only_where_that_is_far_likelier(
    when: str, polarity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _says()()
    said = {**said, "polarity": {**said["polarity"], "reported_future": FAR + 1}}
    monkeypatch.setattr(Fields, "said_of", lambda *_: said)
    rest = "The plant lies by the river. It makes shirts. The mayor is glad."
    found = read(_report(f"{when} 300 North Korean workers were sent to Dandong. {rest}"))
    assert next(claim for claim in found if claim["value_min"] == 300)["polarity"] == polarity


def test_who_are_there_are_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fields, "said_of", _says(kind="headcount/planned_dispatch"))
    claim = next(claim for claim in read(_report()) if claim["value_min"] == 300)
    assert (claim["subtype"], claim["polarity"]) == ("present", "affirmed")


def test_odds_do_not_hang_on_the_order_in_which_features_are_told() -> None:
    map_, claims = _map()
    fields, claim, scene = Fields(Seen(map_.read)), claims[1][0], map_.read[1].scene
    told = list(of_rules(claim, scene))
    one, other = (fields.said_of(1, quoted(scene, claim), own, [0.0] * 5) for own in (told, told[::-1]))
    assert one == other


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
