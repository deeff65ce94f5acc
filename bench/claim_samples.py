"""Numbers and sentences with their labels, as `transforms.claims.learnt` sees them: what its models are fitted to.

From the open reports of tests/reports, the sentences of tests/battery_*.csv and the examples of the wordings (as their
rows read them). The held reports are never read.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.linear import Sample
from tests.claim_scores import given, labelled
from tests.labelled import program
from tests.test_wordings import TITLES
from transforms import vocab
from transforms.claims.learnt.features import (
    Token,
    beside,
    family,
    hints,
    kind_of,
    of_number,
    of_rows,
    said_of,
    signs,
    tokens,
)
from transforms.claims.scene import Report, scenes
from transforms.claims.slots import FIRST
from transforms.claims.when import published_day
from transforms.claims.wordings import Worded, worded
from transforms.runs import runs as runs_of

NO_ROW_WRITTEN_FOR = re.compile(r"[a-t]\d+")  # ids of such reports
TESTS = Path(__file__).parent.parent / "tests"
STATED = ("flow", "legal", "visa", "incident", "enforcement")
COUNTED = ("people", "money")
OF_A_REPORT = 2.0  # its sentences stand as they do in the press: they weigh more than those written one by one
SLACK = 3  # characters by which a number may stand outside of its label


def is_new(sample: Sample) -> bool:
    """Whether no rule was written for its report."""
    return NO_ROW_WRITTEN_FOR.fullmatch(sample.group) is not None


@dataclass(frozen=True)
class Text:
    """Sentences and their labels: `start`, `end`, type, subtype, values, `optional`; `start` None stands for all."""

    group: str
    read: Sequence[Worded]
    claims: Sequence[Mapping[str, Any]]
    weight: float


def texts() -> Iterator[Text]:
    yield from map(of_report, labelled("open"))
    for path in sorted(TESTS.glob("battery_*.csv")):
        lang = path.stem.split("_")[1]
        with path.open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.DictReader(file), 2):
                own = {"claims": list(_expected(line["expected"])), "published": line["published"] or None}
                yield _text(f"{path.stem}:{number}", TITLES[lang], line["sentence"], lang, own, 1.0)
    for lang, title in TITLES.items():
        for row in vocab.rows(f"wordings_{lang}"):
            yield _text(row["rule"], title, row["example"], lang, {"published": "2024-05-15"}, 1.0)


def of_report(record: Mapping[str, Any]) -> Text:
    """A labelled report."""
    own = given(dict(record))
    return _text(record["id"], own["title"] or "", own["text"], own["lang"], record, OF_A_REPORT)


def _text(group: str, title: str, text: str, lang: str, record: Mapping[str, Any], weight: float) -> Text:
    report = Report(title, text, lang[:2], published_day(record.get("published")), record.get("outlet") or "")
    read = [worded(scene) for scene in scenes(report)]
    claims = record.get("claims")
    return Text(group, read, [claim for one in read for claim in one.claims] if claims is None else claims, weight)


def _expected(written: str) -> Iterator[Mapping[str, Any]]:
    """The readings of a row of a battery."""
    for one in filter(None, map(str.strip, written.split(";"))):
        kind, low, high, *rest = one.lstrip("? ").split()
        type_, _, subtype = kind.partition("/")
        values = [None if end == "-" or end.startswith("~") else float(end) for end in (low, high)]
        yield {
            "type": type_, "subtype": subtype or None, "value_min": values[0], "value_max": values[1],
            "optional": one.startswith("?"), "start": None, "end": None, "polarity": rest[0] if rest else "affirmed",
        }  # fmt: skip


def numbers(text: Text) -> Iterator[Sample]:
    """The numbers of a text; one that only says again what a label counts elsewhere is left out."""
    close = program("scoring/score_analysis.py").close
    counted = [claim for claim in text.claims if family(claim) in COUNTED]
    for at, (one, words, runs, before, rows) in enumerate(_sentences(text)):
        for place, number in one.marks.numbers.items():
            is_share = one.marks.text[place] == FIRST["S"]
            here = one.scene.sentence.start + place
            same = [
                claim
                for claim in counted
                if close(claim.get("value_min"), number.low, is_share)
                and close(claim.get("value_max"), number.high, is_share)
            ]
            own = [one for one in same if one["start"] is None or one["start"] - SLACK <= here < one["end"] + SLACK]
            if own or not same:
                features = of_number(words, place, number, signs(one.marks, place), one.scene.lang)
                told = features | _context(runs, before)
                yield _sample(text, told, said_of(one, place) | rows, own, at, (place, number.end))


def sentences(text: Text) -> Iterator[Sample]:
    """The sentences of a text but for tables; labels without a place count only where there is one sentence."""
    for at, (one, _, runs, before, rows) in enumerate(_sentences(text)):
        if one.is_in_table:
            continue
        start, end = one.scene.sentence.start, one.scene.sentence.start + len(one.scene.plain)
        if len(text.read) > 1 and any(claim["start"] is None for claim in text.claims):
            continue
        own = [claim for claim in text.claims if claim["start"] is None or start <= claim["start"] < end]
        own = [claim for claim in own if family(claim) in STATED]
        told, whole = _context(runs | hints(one), before), (0, len(one.scene.plain))
        yield _sample(text, told, of_rows(one) | rows, own, at, whole)


def _sentences(text: Text) -> Iterator[tuple[Worded, list[Token], set[str], set[str], set[str]]]:
    """Each sentence with its words, its features, those of the one before it and what rows read beside it."""
    before: set[str] = set()
    for at, one in enumerate(text.read):
        words = tokens(one.marks, one.scene.lang)
        runs = runs_of([word for word, _ in words], one.scene.lang)
        yield one, words, runs, before, beside(text.read, at)
        before = runs


def _context(runs: set[str], before: set[str]) -> set[str]:
    return {f"all {run}" for run in runs} | {f"before {run}" for run in before}


def _sample(
    text: Text,
    features: set[str],
    rows: set[str],
    claims: Sequence[Mapping[str, Any]],
    at: int,
    span: tuple[int, int],
) -> Sample:
    right = {family(claim) for claim in claims if not claim.get("optional")}
    may_be = {family(claim) for claim in claims} - right
    told = {family(claim): claim for claim in reversed(claims) if not claim.get("optional")}
    return Sample(
        group=text.group,
        features=frozenset(features),
        rows=frozenset(rows),
        labels=frozenset(right),
        unknown=frozenset(may_be),
        weight=text.weight,
        kinds={name: kind_of(claim) for name, claim in told.items()},
        polarities={name: claim.get("polarity") or "affirmed" for name, claim in told.items()},
        at=at,
        span=span,
    )
