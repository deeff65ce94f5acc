"""Learns transforms/vocab/learnt_*.csv from labelled text: `python -m bench.train_claims --write`.

The open reports of tests/reports, the sentences of tests/battery_*.csv and the examples of the wordings (as their rows
read them) are cut into numbers and sentences as `transforms.claims.learnt` sees them. Logistic models with a ridge
penalty are fitted; weights too small to matter are left out. Without `--write` each is measured on the fifth of the
reports that it was not fitted to: the mean precision over all thresholds. The held reports are never read.
Needs scikit-learn (bench/requirements.lock).
"""

import argparse
import csv
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from tests.claim_scores import given, labelled
from tests.labelled import program
from tests.test_wordings import TITLES
from transforms import vocab
from transforms.claims.learnt.features import of_number, of_sentence, tokens
from transforms.claims.learnt.model import ALWAYS
from transforms.claims.learnt.reading import FAMILY, FLOWS, signs
from transforms.claims.scene import Report, scenes
from transforms.claims.slots import FIRST
from transforms.claims.when import published_day
from transforms.claims.wordings import Worded, worded

TESTS = Path(__file__).parent.parent / "tests"
STATED = ("flow", "legal", "visa", "incident", "enforcement")
COUNTED = ("people", "money")
SLACK = 0.3  # the inverse of the ridge penalty
FOLDS = 5
OF_A_REPORT = 2.0  # its sentences stand as they do in the press: they weigh more than those written one by one
FEWEST = 2  # a feature seen once tells nothing
SMALLEST, SMALLEST_OF_A_KIND = 0.03, 0.1  # log odds
FEWEST_OF_A_KIND = 6


@dataclass(frozen=True)
class Sample:
    """A number or a sentence. `labels`: the families that are right; `unknown`: those that may be read or not;
    `kinds`: for each right family its `family/type/subtype`."""

    group: str
    features: frozenset[str]
    labels: frozenset[str]
    unknown: frozenset[str]
    weight: float
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """Sentences with their labels: `start`, `end`, type, subtype, values, `optional`; `start` None stands for all."""

    group: str
    read: Sequence[Worded]
    claims: Sequence[Mapping[str, Any]]
    weight: float


def texts() -> Iterator[Text]:
    for record in labelled("open"):
        report = given(record)
        yield _text(record["id"], report["title"] or "", report["text"], report["lang"], record, OF_A_REPORT)
    for path in sorted(TESTS.glob("battery_*.csv")):
        lang = path.stem.split("_")[1]
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                own = {"claims": list(_expected(row["expected"])), "published": row["published"] or None}
                yield _text(f"{path.stem}:{number}", TITLES[lang], row["sentence"], lang, own, 1.0)
    for lang, title in TITLES.items():
        for row in vocab.rows(f"wordings_{lang}"):
            yield _text(row["rule"], title, row["example"], lang, {"published": "2024-05-15"}, 1.0)


def _text(group: str, title: str, text: str, lang: str, record: Mapping[str, Any], weight: float) -> Text:
    report = Report(title, text, lang[:2], published_day(record.get("published")))
    read = [worded(scene) for scene in scenes(report)]
    claims = record.get("claims")
    return Text(group, read, [claim for one in read for claim in one.claims] if claims is None else claims, weight)


def _expected(written: str) -> Iterator[Mapping[str, Any]]:
    """The readings of a row of a battery."""
    for one in filter(None, map(str.strip, written.split(";"))):
        kind, low, high, *_ = one.lstrip("? ").split()
        type_, _, subtype = kind.partition("/")
        values = [None if end == "-" or end.startswith("~") else float(end) for end in (low, high)]
        values = values if len(values) == 2 else [None, None]
        yield {
            "type": type_, "subtype": subtype or None, "value_min": values[0], "value_max": values[1],
            "optional": one.startswith("?"), "start": None, "end": None,
        }  # fmt: skip


def _family(claim: Mapping[str, Any]) -> str | None:
    is_valued = claim["value_min"] is not None or claim["value_max"] is not None
    if claim["type"] in FLOWS and not is_valued:
        return "flow"
    family = FAMILY.get(claim["type"])
    return family if family is None or is_valued else None if family == "money" else family


def _kind(claim: Mapping[str, Any], family: str) -> str:
    return f"{family}/{claim['type']}/{claim.get('subtype') or ''}"


def numbers(text: Text) -> Iterator[Sample]:
    """The numbers of a text; one that only says again what a label counts elsewhere is left out."""
    close = program("scoring/score_analysis.py").close
    counted = [claim for claim in text.claims if _family(claim) in COUNTED]
    for at, (one, words, runs, before) in enumerate(_sentences(text)):
        for place, number in one.marks.numbers.items():
            is_share = one.marks.text[place] == FIRST["S"]
            here = one.scene.sentence.start + place
            same = [
                claim
                for claim in counted
                if close(claim["value_min"], number.low, is_share) and close(claim["value_max"], number.high, is_share)
            ]
            own = [claim for claim in same if claim["start"] is None or claim["start"] - 3 <= here < claim["end"] + 3]
            if same and not own:
                continue
            features = of_number(words, place, number, signs(one.marks, place), one.scene.lang)
            yield _sample(text, features | _context(runs, before), own, (str(_family(claim)) for claim in own))


def sentences(text: Text) -> Iterator[Sample]:
    """The sentences of a text; labels without a place count only where there is one sentence."""
    for one, _, runs, before in _sentences(text):
        start, end = one.scene.sentence.start, one.scene.sentence.start + len(one.scene.plain)
        if len(text.read) > 1 and any(claim["start"] is None for claim in text.claims):
            continue
        own = [claim for claim in text.claims if claim["start"] is None or start <= claim["start"] < end]
        own = [claim for claim in own if (_family(claim) or claim["type"]) in STATED]
        yield _sample(text, _context(runs, before), own, (str(_family(claim) or claim["type"]) for claim in own))


def _sentences(text: Text) -> Iterator[tuple[Worded, list[tuple[str, int]], set[str], set[str]]]:
    before: set[str] = set()
    for one in text.read:
        words = tokens(one.marks, one.scene.lang)
        runs = of_sentence([word for word, _ in words], one.scene.lang)
        yield one, words, runs, before
        before = runs


def _context(runs: set[str], before: set[str]) -> set[str]:
    return {f"all {run}" for run in runs} | {f"before {run}" for run in before}


def _sample(text: Text, features: set[str], claims: Sequence[Mapping[str, Any]], families: Iterator[str]) -> Sample:
    told = list(zip(claims, families, strict=True))
    right = frozenset(family for claim, family in told if not claim.get("optional"))
    may_be = frozenset(family for _, family in told) - right
    kinds = {family: _kind(claim, family) for claim, family in reversed(told) if family in right}
    return Sample(text.group, frozenset(features), right, may_be, text.weight, kinds)


class Fit:
    """Models of several labels over the same features."""

    def __init__(self, samples: Sequence[Sample], labels: Sequence[str]) -> None:
        self.labels = labels
        seen = Counter(feature for sample in samples for feature in sample.features)
        self.known = sorted(feature for feature, times in seen.items() if times >= FEWEST)
        self.columns = DictVectorizer().fit([dict.fromkeys(self.known, 1)])
        self.coefficients = np.zeros((len(labels), len(self.known)))
        self.starts = np.zeros(len(labels))

    def matrix(self, samples: Sequence[Sample]) -> Any:
        return self.columns.transform([dict.fromkeys(sample.features, 1) for sample in samples])

    def each(self, samples: Sequence[Sample]) -> "Fit":
        """Each label against all else, without the samples that may have it or not."""
        whole = self.matrix(samples)
        for at, label in enumerate(self.labels):
            sure = np.array([label not in sample.unknown for sample in samples])
            right = np.array([label in sample.labels for sample in samples])
            weights = np.array([sample.weight for sample in samples])
            fitted = LogisticRegression(C=SLACK, max_iter=3000).fit(whole[sure], right[sure], weights[sure])
            self.coefficients[at], self.starts[at] = fitted.coef_[0], fitted.intercept_[0]
        return self._pruned(SMALLEST)

    def among(self, samples: Sequence[Sample], kinds: Sequence[str]) -> "Fit":
        """One of the labels; `kinds`: the right one of each sample."""
        weights = np.array([sample.weight for sample in samples])
        fitted = LogisticRegression(C=SLACK, max_iter=3000).fit(self.matrix(samples), kinds, weights)
        self.labels = [str(label) for label in fitted.classes_]
        self.coefficients, self.starts = fitted.coef_, fitted.intercept_
        return self._pruned(SMALLEST_OF_A_KIND)

    def _pruned(self, smallest: float) -> "Fit":
        self.coefficients[np.abs(self.coefficients) < smallest] = 0
        return self

    def odds(self, samples: Sequence[Sample]) -> Any:
        return self.matrix(samples) @ self.coefficients.T + self.starts

    def write(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["feature", *self.labels])
            writer.writerow([ALWAYS, *(f"{start:.2f}" for start in self.starts)])
            for feature, column in sorted(self.columns.vocabulary_.items()):
                weights = self.coefficients[:, column]
                if weights.any():
                    writer.writerow([feature, *(f"{weight:.2f}" if weight else "" for weight in weights)])


def kinds_of(samples: Sequence[Sample]) -> tuple[list[Sample], list[str]]:
    """The samples of kinds that are told often enough, and the kind of each."""
    told = [(sample, kind) for sample in samples for kind in sample.kinds.values()]
    often = Counter(kind for _, kind in told)
    return tuple(map(list, zip(*(pair for pair in told if often[pair[1]] >= FEWEST_OF_A_KIND), strict=True)))  # type: ignore[return-value]


def measured(name: str, samples: Sequence[Sample], labels: Sequence[str]) -> None:
    """Prints for each label the mean precision on reports that the model was not fitted to."""
    whole = np.zeros((len(samples), len(labels)))
    folds = np.array([zlib.crc32(sample.group.encode()) % FOLDS for sample in samples])
    for fold in range(FOLDS):
        rest, own = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        whole[own] = Fit([samples[at] for at in rest], labels).each([samples[at] for at in rest]).odds(
            [samples[at] for at in own]
        )
    for at, label in enumerate(labels):
        sure = [n for n, sample in enumerate(samples) if sample.weight > 1 and label not in sample.unknown]
        right = [label in samples[n].labels for n in sure]
        print(f"{name:12} {label:12} {sum(right):5} of {len(sure):6}  mean precision {average_precision_score(right, whole[sure, at]):.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_*.csv")
    asked = parser.parse_args()
    cut = list(texts())
    for name, kinds, of, labels in (
        ("numbers", "number_kinds", numbers, COUNTED), ("statements", "statement_kinds", sentences, STATED),
    ):  # fmt: skip
        samples = [sample for text in cut for sample in of(text)]
        if asked.write:
            Fit(samples, labels).each(samples).write(vocab.FOLDER / f"learnt_{name}.csv")
            told, right = kinds_of(samples)
            Fit(told, []).among(told, right).write(vocab.FOLDER / f"learnt_{kinds}.csv")
        else:
            measured(name, samples, labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
