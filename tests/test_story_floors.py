"""Grouping is never worse than it was: on whole stories of the labelled corpora, against tests/floors/stories.json.

A floor goes up with what was measured and never down; one belongs to the sample whose hash stands beside it."""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.labelled import SHARED, needs, program
from transforms.stories import group

FLOORS = json.loads((Path(__file__).parent / "floors" / "stories.json").read_text(encoding="utf-8"))
CORPORA = SHARED / "bench" / "stories"
GIVEN = ("id", "text", "title", "published", "source", "lang")
FIRST_STORIES = {"dev": 420, "real": 110}


def _sample(name: str) -> list[dict[str, Any]]:
    """The reports of the first stories of a corpus, each story whole."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    return [r for r in reports if int(r["story"][1:]) <= FIRST_STORIES[name]]


def _hash(reports: list[dict[str, Any]]) -> str:
    return hashlib.sha256("\n".join(sorted(r["id"] + r["text"] for r in reports)).encode()).hexdigest()[:16]


def _measured(score: Mapping[str, Any]) -> dict[str, float]:
    """The figures that have floors; of traps the share that was not stepped into, so that more is always better."""
    edges, found, joined = score["edges"], score["found"], score["joined"]
    figures = {"bcubed_f1": score["bcubed"]["f1"], "edges_exact": edges["exact_precision"]}
    figures |= {"edges_story": edges["story_precision"]}
    figures |= {f"found_{kind}": share for kind, share in found.items() if share is not None}
    traps = ("series", "independent", "cites", "fresh")
    return figures | {f"apart_{kind}": round(1 - joined[kind], 4) for kind in traps if joined.get(kind) is not None}


@needs(CORPORA)
@pytest.mark.parametrize("name", sorted(FIRST_STORIES))
def test_no_figure_falls_below_its_floor(name: str) -> None:
    gold = _sample(name)
    floor = FLOORS[name]
    assert floor["sample"] == _hash(gold), "another corpus: measure it and pin it anew"
    said = group([{k: g[k] for k in GIVEN} for g in gold])
    measured = _measured(program("scoring/score_stories.py").score(gold, said)[0])

    assert {} == {key: (measured[key], least) for key, least in floor["floors"].items() if measured[key] < least}
