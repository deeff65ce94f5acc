"""Learns transforms/vocab/learnt_polarity.csv from labelled text: `python -m bench.train_polarity --write`.

The texts are those of bench.claim_samples. First a model is fitted to words and signs of modality. Then what it says of
reports that it was not fitted to, and what the rules say of them, are weighed against each other on the reports that no
rule was written for; the product of both fits is one linear model. Prints how well it does on the fifth of those
reports that neither was fitted to. The held reports are never read.
"""

import argparse
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.claim_samples import Text, is_new, texts
from bench.linear import FOLDS, STEPS, Fit, Sample, crossed
from tests.labelled import program
from transforms import vocab
from transforms.claims import by_rules
from transforms.claims.learnt.features import tokens
from transforms.claims.learnt.modality import of_claim
from transforms.claims.learnt.polarity import BY_KIND, needed, of_rules
from transforms.claims.scene import Claim
from transforms.odds import UNIT

POLARITIES = ("affirmed", "denied", "negated", "reported_future", "unverified")
OPTIONAL = 0.8  # the weight of a label that may be read or not
SMALLEST = 0.03  # log odds
SLACK = 0.3  # the inverse of the ridge penalty of the second fit
# Of claims that are not affirmed more are missed than are read falsely: affirmed must be that much likelier.
BURDEN = 4.0


def claims(text: Text) -> Iterator[Sample]:
    """The claims of a text that a label answers to: its polarity is right, and unknown too where it is optional."""
    read = by_rules(text.read)
    scenes = [one.scene for one in text.read]
    found = [(at, claim) for at, own in enumerate(read) for claim in own if claim["type"] not in BY_KIND]
    for label, at, claim in _answered(text.claims, found):
        words = tokens(text.read[at].marks, scenes[at].lang)
        polarity, is_optional = label.get("polarity") or "affirmed", bool(label.get("optional"))
        yield Sample(
            group=text.group,
            features=frozenset(of_claim(claim, at, scenes, words)),
            rows=frozenset(of_rules(claim, scenes[at].lang)),
            labels=frozenset({polarity}),
            unknown=frozenset({polarity} if is_optional else ()),
            weight=text.weight * (OPTIONAL if is_optional else 1),
        )


Found = tuple[int, Claim]


def _answered(
    labels: Sequence[Mapping[str, Any]], found: Sequence[Found]
) -> Iterator[tuple[Mapping[str, Any], int, Claim]]:
    """Each label with the claim nearest to it that says the same, as the scorer pairs them."""
    score = program("scoring/score_analysis.py")
    pairs = sorted(
        (bool(label.get("optional")), distance, one, other)
        for one, label in enumerate(labels)
        for other, (_, claim) in enumerate(found)
        if (distance := _distance(score, label, claim)) is not None
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for *_, one, other in pairs:
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            yield labels[one], *found[other]


def _distance(score: Any, label: Mapping[str, Any], claim: Claim) -> int | None:
    """A label without a place says the same as any claim of its family and number."""
    placed = {**label, "start": claim["start"], "end": claim["end"]} if label["start"] is None else label
    distance: int | None = score.same(placed, claim)
    return distance


def right(sample: Sample) -> str:
    return next(iter(sample.labels))


def ruled(sample: Sample) -> str:
    """What the rules say."""
    return next(name for name in POLARITIES if f"rules say {name}" in sample.rows)


def by_words(samples: Sequence[Sample]) -> Fit:
    return Fit(samples).among(samples, [right(sample) for sample in samples])


class Weighed:
    """Words and rules weighed against each other: the odds of words times `turn` and the weights of the rules."""

    def __init__(self, samples: Sequence[Sample], odds: Any) -> None:
        self.columns = DictVectorizer(sparse=False).fit([dict.fromkeys(sample.rows, 1) for sample in samples])
        kinds = [right(sample) for sample in samples]
        fitted = LogisticRegression(C=SLACK, max_iter=STEPS).fit(self._matrix(samples, odds), kinds)
        self.turn, self.rules = np.split(fitted.coef_, [len(POLARITIES)], axis=1)
        self.start = fitted.intercept_ - np.log(BURDEN) * (fitted.classes_ == "affirmed")

    def _matrix(self, samples: Sequence[Sample], odds: Any) -> Any:
        return np.hstack([odds, self.columns.transform([dict.fromkeys(sample.rows, 1) for sample in samples])])

    def said(self, samples: Sequence[Sample], odds: Any) -> list[str]:
        """The polarity of each claim, as it is weighed when a report is read."""
        whole = self._matrix(samples, odds) @ np.hstack([self.turn, self.rules]).T + self.start
        by_rules = [POLARITIES.index(ruled(sample)) for sample in samples]
        likely = whole.argmax(axis=1)
        margins = whole.max(axis=1) - whole[np.arange(len(samples)), by_rules]
        is_surer = margins >= np.array([needed(POLARITIES[at]) / UNIT for at in likely])
        return [POLARITIES[at] for at in np.where(is_surer, likely, by_rules)]

    def joined(self, words: Fit) -> Fit:
        """The model of words with the rules in it."""
        words.weights, words.starts = self.turn @ words.weights, self.turn @ words.starts + self.start
        words.rows = {name: list(self.rules[:, at]) for name, at in self.columns.vocabulary_.items()}
        return words


def measure(samples: Sequence[Sample], odds: Any) -> None:
    """Prints how many claims have the right polarity by the rules and by the model, on reports fitted to neither."""
    folds = np.array([zlib.crc32(f"second {sample.group}".encode()) % FOLDS for sample in samples])
    pairs = [(ruled(sample), ruled(sample)) for sample in samples]
    for fold in range(FOLDS):
        rest, own = ([one for one, at in zip(samples, folds, strict=True) if (at == fold) == is_own]
                     for is_own in (False, True))  # fmt: skip
        said = Weighed(rest, odds[folds != fold]).said(own, odds[folds == fold])
        for place, polarity in zip(np.flatnonzero(folds == fold), said, strict=True):
            pairs[int(place)] = pairs[int(place)][0], polarity
    sure = [(pair, right(sample)) for pair, sample in zip(pairs, samples, strict=True) if not sample.unknown]
    marked = [(pair, polarity) for pair, polarity in sure if polarity != "affirmed"]
    for at, name in enumerate(("rules", "model")):
        whole, own_ = (np.mean([pair[at] == polarity for pair, polarity in some]) for some in (sure, marked))
        print(f"{name}: {whole:.3f} of {len(sure)} claims, {own_:.3f} of {len(marked)} that are not affirmed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_polarity.csv")
    asked = parser.parse_args()
    samples = [sample for text in texts() for sample in claims(text)]
    new = [sample for sample in samples if is_new(sample)]
    odds = crossed(samples, POLARITIES, by_words)[[is_new(sample) for sample in samples]]
    measure(new, odds)
    if asked.write:
        fitted = Weighed(new, odds).joined(by_words(samples))
        fitted.write(vocab.FOLDER / "learnt_polarity.csv", SMALLEST)
    return 0


if __name__ == "__main__":
    sys.exit(main())
