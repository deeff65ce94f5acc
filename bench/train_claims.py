"""Learns from labelled text how claims are read: `python -m bench.train_claims --write` writes
transforms/vocab/learnt_* (some two hours on two processors, PyTorch).

The texts are those of bench.claim_samples. First their claims are read by the weights that are there, and a linear
model of polarity is fitted to words and signs of modality, and one a family that tells the kinds of counts and sums
apart; then the networks are taught (bench.network); then two logistic models a family (bench.claim_samples says of
what): one by words and slots, of all labelled text; and one that weighs its odds and those of the network, from reports
that neither was fitted to, against what the rows of the wordings read, of the reports that no row was written for.
Without `--write` all are measured on reports of our own that they were not fitted to: the mean precision over all
thresholds, and how many polarities, kinds and places are right. The held reports are never read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from bench.answered import POLARITIES, Answered, answered, by_words, kind
from bench.claim_samples import COUNTED, STATED, is_new, numbers, sentences, texts
from bench.fields import BURDEN
from bench.lessons import FEWEST, Course
from bench.linear import FOLDS, Fit, Sample, both_fitted, crossed, measured, print_precision
from bench.network import Told, written
from bench.network import crossed as heard_by_others
from transforms import vocab
from transforms.claims.learnt.features import family
from transforms.claims.learnt.reading import NETWORK
from transforms.claims.learnt.settled import KINDS
from transforms.claims.trust import is_learnt
from transforms.odds import UNHEARD

MODELS = (("numbers", "number_kinds", numbers, COUNTED), ("statements", "statement_kinds", sentences, STATED))
# Log odds that are too small to be kept: no file is to be larger than a megabyte.
SMALLEST = {"numbers": 0.06, "statements": 0.07, "polarity": 0.13, "kinds": 0.1}
# The inverse of the penalty of models of kinds, and what the networks count beside their words: docs/decisions/030.
LASSO = {"number_kinds": 0.4, "statement_kinds": 0.4, "kinds_of": 0.8}
HEARD = 1.2


def kinds(told: Sequence[tuple[Sample, str]], lasso: float) -> Fit:
    """A model that tells kinds apart, of those that are told often enough."""
    often = Counter(kind for _, kind in told)
    told = [(sample, kind) for sample, kind in told if often[kind] >= FEWEST]
    samples = [sample for sample, _ in told]
    fit = Fit(samples, lasso=lasso).among(samples, [kind for _, kind in told])
    fit.rows[NETWORK] = [HEARD] * len(fit.labels)
    return fit


def kinds_told(samples: Sequence[Sample]) -> list[tuple[Sample, str]]:
    """The kinds of numbers and sentences, of each family that they tell."""
    return [(sample, kind) for sample in samples for kind in sample.kinds.values()]


def kinds_of(of: str, claims: Sequence[Answered]) -> list[tuple[Sample, str]]:
    """The kinds of the claims of a family."""
    asked = [one.of_kind for one in claims if one.of_kind and family(one.claim) == of]
    return [(sample, next(iter(sample.labels))) for sample in asked]


Pairs = Iterator[tuple[str, bool, bool]]
"""Of what, whether it is right by the rules, and by what is likeliest."""


def of_fields(course: Course, found: Sequence[Answered], told: Told) -> Pairs:
    asked = {one.number: one for lesson in course.lessons for one in lesson.claims}
    for number, odds in told.fields.items():
        claim = found[number].claim
        read = {**claim, "kind": kind(claim), "period": claim["period"] or ""}
        for field, right in asked[number].right.items():
            if is_new(found[number].sample) and field != "kind":
                labels, burden = course.names.fields[field], BURDEN if field == "polarity" else 0
                pair = read[field] == labels[right], int((odds[field] - burden).argmax()) == right
                yield field, *pair
                if field == "polarity" and labels[right] != "affirmed":
                    yield "polarity of what is not affirmed", *pair


def of_kinds(course: Course, found: Sequence[Answered], told: Told) -> Pairs:
    """By words fitted to the reports of other folds, and the networks."""
    labels = course.names.fields["kind"]
    for of in KINDS:
        asked = [(number, one.of_kind) for number, one in enumerate(found) if one.of_kind and family(one.claim) == of]
        for fold in range(FOLDS):
            fit = kinds(kinds_of(of, [one for one in found if one.sample.fold != fold]), LASSO["kinds_of"])
            own = [(number, one) for number, one in asked if one.fold == fold and is_new(one) and number in told.fields]
            own = [(number, one) for number, one in own if not is_learnt(found[number].claim)]  # of which nobody asks
            odds = fit.odds([sample for _, sample in own])
            for (number, sample), by_words_ in zip(own, odds, strict=True):
                said = dict(zip(labels, told.fields[number]["kind"].tolist(), strict=True))
                heard = HEARD * np.array([said.get(label, UNHEARD) for label in fit.labels])
                likely, (right,) = fit.labels[int(np.argmax(by_words_ + heard))], sample.labels
                yield f"kind of {of}", kind(found[number].claim) == right, likely == right


def of_places(found: Sequence[Answered], told: Told) -> Pairs:
    for number, odds in told.places.items():
        one = found[number]
        if is_new(one.sample):
            first = [place for place, known in enumerate(one.candidates) if "rules read it first" in known.features]
            yield "place", one.right[first[0] if first else -1], one.right[int(odds.argmax())]


def measure(pairs: Pairs) -> None:
    told: dict[str, list[tuple[bool, bool]]] = {}
    for name, *pair in pairs:
        told.setdefault(name, []).append((pair[0], pair[1]))
    for name, own in told.items():
        by_rules_, likeliest = np.mean(own, axis=0)
        print(f"{name}: {by_rules_:.3f} right by rules, {likeliest:.3f} by what is likeliest, of {len(own)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_*")
    asked = parser.parse_args()
    cut = list(texts())
    found = [[list(of(text)) for text in cut] for _, _, of, _ in MODELS]
    read = [answered(text) for text in cut]
    claims = [one for own in read for one in own]
    samples = [one.sample for one in claims]
    course = Course(cut, found, read, crossed(samples, POLARITIES, by_words))
    if asked.write:
        by_words(samples).write(vocab.FOLDER / "learnt_polarity.csv", SMALLEST["polarity"])
        for of in KINDS:
            fit = kinds(kinds_of(of, claims), LASSO["kinds_of"])
            fit.write(vocab.FOLDER / f"learnt_kinds_of_{of}.csv", SMALLEST["kinds"])
        written(course)
    told = heard_by_others(course)
    measure(chain(of_fields(course, claims, told), of_kinds(course, claims, told), of_places(claims, told)))
    for (name, kinds_name, _, labels), of_texts, said in zip(MODELS, found, told.families.values(), strict=True):
        samples = [sample for own in of_texts for sample in own]
        heard = np.array([said.get(place, [0.0] * len(labels)) for place in range(len(samples))])
        if asked.write:
            both_fitted(samples, labels, is_new, heard).write(vocab.FOLDER / f"learnt_{name}.csv", SMALLEST[name])
            fit = kinds(kinds_told(samples), LASSO[kinds_name])
            fit.write(vocab.FOLDER / f"learnt_{kinds_name}.csv", SMALLEST["kinds"])
        else:
            own, words, both = measured(samples, labels, is_new, heard)
            print_precision(own, labels, words, both)
    return 0


if __name__ == "__main__":
    sys.exit(main())
