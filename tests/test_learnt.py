"""The models that weigh what the rows read: what they may and may not do, whatever their weights."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from bench.linear import Fit, Sample
from tests.claim_scores import given as asked
from tests.claim_scores import labelled
from transforms import vocab
from transforms.claims import read
from transforms.claims.learnt import reading
from transforms.claims.learnt.features import family
from transforms.claims.learnt.network import Seen
from transforms.claims.scene import Report, scenes
from transforms.claims.trust import is_learnt
from transforms.claims.wordings import worded
from transforms.odds import ALWAYS, UNIT, Model, chance, model

NAMES = ("numbers", "number_kinds", "statements", "statement_kinds")
REPORT = {
    "title": "North Korean workers in China",
    "text": "Some 300 North Korean workers were sent to Dandong in May. Each is paid 2,500 yuan a month.",
    "published": "2024-06-01",
    "lang": "en",
}


def models(monkeypatch: pytest.MonkeyPatch, start: int) -> None:
    """A model that says the same of every number, and one that reads nothing without a number."""
    patched = {name: model(name) for name in NAMES}
    for name, odds in (("numbers", start), ("statements", -500)):
        labels = patched[name].labels
        patched[name] = Model(labels, {ALWAYS: (odds,) * len(labels), reading.NETWORK: (0,) * len(labels)})
    monkeypatch.setattr(reading, "model", patched.__getitem__)


def test_a_row_that_the_words_speak_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, 500)

    rules = [claim["rule"] for claim in read(REPORT) if claim["type"] in ("movement", "wage")]

    assert rules and not any(".learnt." in rule for rule in rules)


def test_what_a_row_reads_is_firm_only_where_the_words_speak_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    firm = {}
    for odds in (500, 0, -700):
        models(monkeypatch, odds)
        firm[odds] = [claim["firm"] for claim in read(REPORT) if claim["value_min"] in (300, 2500)]

    assert {500: [True, True], 0: [False, False], -700: []} == firm


def test_in_sentences_that_stand_alone_rows_are_refuted_less_than_in_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, -400)
    report = {**REPORT, "text": REPORT["text"] + " The plant lies by the river. It makes shirts."}

    alone, amid = ([claim["value_min"] for claim in read(one) if claim["value_min"]] for one in (REPORT, report))

    assert ([300, 2500], []) == (alone, amid)


def test_rooms_for_people_are_no_people_however_much_words_speak_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, 500)
    text = "Rooms for 600 people are furnished at a plant outside Shenyang. Some 70 North Koreans live there."

    assert [70] == [claim["value_min"] for claim in read({**REPORT, "text": text}) if claim["value_min"]]


def test_what_a_row_reads_without_a_number_is_refuted_in_a_report_too(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, 500)
    text = f"{REPORT['text']} Under resolution 2397 all of them had to leave by December 2019."
    report = {**REPORT, "text": f"{text} The plant lies by the river."}

    alone, amid = ([claim["type"] for claim in read({**REPORT, **one})] for one in ({"text": text}, report))

    assert ("legal" in alone, "legal" in amid) == (True, False)


def test_pay_of_locals_and_a_denial_are_refuted_as_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, -400)
    text = "The governor denied that 300 North Korean workers work in Dandong. Chinese workers there get 4,500 yuan."
    texts = (text, f"{text} The plant lies by the river. It makes shirts.")

    alone, amid = ([one["value_min"] for one in read({**REPORT, "text": text}) if one["value_min"]] for text in texts)

    assert ([300, 4500], []) == (alone, amid)


def test_what_illustrates_is_kept_whatever_words_say_of_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, -700)
    text = "At 800 yuan per head for thousands of workers it adds up, he said. It is so. Nobody counts it. Nobody asks."

    found = read({**REPORT, "text": text})

    assert ["illustrative"] == [claim["subtype"] for claim in found if claim["type"] == "headcount"]


def test_what_no_row_reads_is_never_firm_and_says_by_which_words_it_was_read() -> None:
    found = [claim for record in labelled("open")[:60] for claim in read(asked(record)) if is_learnt(claim)]

    assert found
    assert not any(claim["firm"] for claim in found)
    assert all(claim["details"]["grounds"] for claim in found)


UNANSWERED = {
    "en": "The ministry of labour did not respond to questions about the workers who left.",
    "ko": "노동부는 귀국한 노동자에 대한 질문에 답변하지 않았다.",
    "zh": "当地劳工部没有回应。",
    "ja": "労働省は帰国した労働者についてコメントしなかった。",
    "ru": "Министерство труда не ответило на вопросы об уехавших рабочих.",
}


@pytest.mark.parametrize(("lang", "sentence"), UNANSWERED.items(), ids=UNANSWERED)
def test_a_question_that_is_not_answered_tells_of_nobody_who_went(
    lang: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = (worded(scene) for scene in scenes(Report("", sentence, lang, None)))
    monkeypatch.setattr(reading, "chance", lambda odds: 0.99)

    (own,) = reading.weighed(Seen([told]), [told])
    assert "flow" not in {family(claim) for claim in own if is_learnt(claim)}


def test_a_number_said_again_is_no_second_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    models(monkeypatch, 500)
    again = {**REPORT, "text": f"{REPORT['text']} A box weighs 71 kilos. The other box weighs 71 kilos."}

    counted = [claim["value_min"] for claim in read(again) if is_learnt(claim)]

    assert [71] == counted


def test_odds_are_the_sum_of_what_features_add() -> None:
    own = Model(("people", "money"), {ALWAYS: (-100, 50), "all en:sent": (200, -100)})

    assert (100, -50) == own.plus(own.start(), ["en:sent", "en:unheard"], "all ")
    assert 0.5 == chance(0)
    assert ["all en:sent"] == own.grounds(["all en:sent", "all en:unheard"], "people")


@pytest.mark.parametrize("name", NAMES)
def test_a_list_of_weights_has_each_feature_once(name: str) -> None:
    with (vocab.FOLDER / f"learnt_{name}.csv").open(encoding="utf-8", newline="") as file:
        features = [row["feature"] for row in csv.DictReader(file)]

    assert ALWAYS == features[0]
    assert len(features) == len(set(features))


def sample(group: str, features: set[str], *labels: str) -> Sample:
    return Sample(group, frozenset(features), frozenset(), frozenset(labels), frozenset(), 1.0)


def test_what_is_fitted_is_read_back_as_it_was_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = [sample(f"r{at}", {"all en:sent", "in en"}, "people") for at in range(20)]
    samples += [sample(f"s{at}", {"all en:tons", "in en"}) for at in range(20)]
    fit = Fit(samples, ["people"]).each(samples)
    fit.write(tmp_path / "learnt_tried.csv", smallest=0.05)
    monkeypatch.setattr(vocab, "FOLDER", tmp_path)

    read_back = model("tried")
    (counted,), (weighed,) = (read_back.plus(read_back.start(), one.features) for one in (samples[0], samples[-1]))

    assert chance(counted) > 0.7 > 0.3 > chance(weighed)
    fitted = [UNIT * float(odds) for odds in fit.odds([samples[0], samples[-1]])[:, 0]]
    assert [counted, weighed] == pytest.approx(fitted, abs=0.1 * UNIT)


def test_what_rows_read_weighs_more_where_words_tell_nothing() -> None:
    read, silent = (
        [replace(sample(f"{name}{at}", {"in en"}, *right), rows=frozenset({row})) for at in range(20)]
        for name, row, right in (("r", "read people", ["people"]), ("s", "not read", []))
    )
    fit = Fit([*read, *silent], ["people"]).each([*read, *silent])

    fit.with_rows([*read, *silent], fit.odds([*read, *silent]))

    assert fit.rows["read people"][0] > 0 > fit.rows["not read"][0]


def test_a_report_is_never_on_both_sides_of_a_measure() -> None:
    assert sample("we001", {"all en:sent"}).fold == sample("we001", {"all en:tons"}, "people").fold
