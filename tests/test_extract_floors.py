"""Reading labelled pages never gets worse: floors pinned beside the hash of the pages they were measured on."""

import json

from tests.extract_scores import FLOORS, corpus_sha256, raised, scores
from tests.labelled import BENCH, needs

PINNED = {"corpus_sha256": "a", "floors": {"text f1 all": 0.95}}


@needs(BENCH)
def test_articles_are_read_no_worse_than_before() -> None:
    pinned = json.loads(FLOORS.read_text())
    assert pinned["corpus_sha256"] == corpus_sha256(), "other pages: python -m tests.extract_scores"
    measured = scores()

    assert {} == {key: measured[key] for key, floor in pinned["floors"].items() if measured[key] < floor}


def test_a_measurement_raises_a_floor_and_never_lowers_it() -> None:
    assert raised(PINNED, {"text f1 all": 0.97}, "a", is_lowering=False)["floors"]["text f1 all"] > 0.96
    assert raised(PINNED, {"text f1 all": 0.90}, "a", is_lowering=False)["floors"]["text f1 all"] == 0.95


def test_a_floor_falls_only_when_asked_for_or_when_the_pages_are_others() -> None:
    assert raised(PINNED, {"text f1 all": 0.90}, "a", is_lowering=True)["floors"]["text f1 all"] < 0.90
    assert raised(PINNED, {"text f1 all": 0.90}, "b", is_lowering=False)["floors"]["text f1 all"] < 0.90
