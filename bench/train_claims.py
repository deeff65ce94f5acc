"""Learns from labelled text how claims are read: `python -m bench.train_claims --write` writes
transforms/vocab/learnt_* (four hours, PyTorch).

The texts are those of bench.claim_samples. First their claims are read by the weights that are there, and a linear
model of polarity is fitted to words and signs of modality; then the networks are taught (bench.network); then two
logistic models a family (bench.claim_samples says of what): one by words and slots, of all labelled text; and one that
weighs its odds and those of the network, from reports that neither was fitted to, against what the rows of the wordings
read, of the reports that no row was written for. Without `--write` all are measured on reports of our own that they
were not fitted to: the mean precision over all thresholds, and how many polarities and places are right. The held
reports are never read.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from bench.answered import POLARITIES, Answered, answered, by_words
from bench.claim_samples import COUNTED, STATED, is_new, numbers, sentences, texts
from bench.fields import BURDEN
from bench.lessons import FEWEST, Course
from bench.linear import Fit, Sample, both_fitted, crossed, measured, print_precision
from bench.network import MANNERS, taught
from bench.network import crossed as heard_by_others
from transforms import vocab
from transforms.claims.learnt.reading import NETWORK
from transforms.claims.learnt.settled import IN_A_REPORT, NOT_TURNED, needed

MODELS = (("numbers", "number_kinds", numbers, COUNTED), ("statements", "statement_kinds", sentences, STATED))
# Log odds that are too small to be kept: no file is to be larger than a megabyte.
SMALLEST = {"numbers": 0.04, "number_kinds": 0.2, "statements": 0.06, "statement_kinds": 0.22, "polarity": 0.1}


def kinds(samples: Sequence[Sample]) -> Fit:
    """A model that tells the kinds of a family apart, of those that are told often enough."""
    told = [(sample, kind) for sample in samples for kind in sample.kinds.values()]
    often = Counter(kind for _, kind in told)
    told = [(sample, kind) for sample, kind in told if often[kind] >= FEWEST]
    fit = Fit([sample for sample, _ in told]).among([sample for sample, _ in told], [kind for _, kind in told])
    fit.rows[NETWORK] = [1.0] * len(fit.labels)
    return fit


Pairs = Iterator[tuple[str, bool, bool]]
"""Of what, whether it is right by the rules, and as it is settled."""


def of_polarity(found: Sequence[Answered], odds: Mapping[int, Any]) -> Pairs:
    for number, one in enumerate(found):
        if number in odds and is_new(one.sample):
            own = odds[number] - BURDEN
            read, right = POLARITIES.index(one.claim["polarity"]), POLARITIES.index(one.polarity)
            likely = POLARITIES[int(own.argmax())]
            margin = np.inf if one.claim["type"] in NOT_TURNED else needed(likely, one.claim, one.lang, IN_A_REPORT)
            pair = read == right, surer(own, read, margin) == right
            yield "polarity", *pair
            if one.polarity != "affirmed":
                yield "polarity of what is not affirmed", *pair


def of_place(found: Sequence[Answered], odds: Mapping[int, Any]) -> Pairs:
    for number, one in enumerate(found):
        if number in odds and is_new(one.sample):
            first = [place for place, known in enumerate(one.candidates) if "rules read it first" in known.features]
            read = first[0] if first else len(one.candidates) - 1
            yield "place", one.right[read], one.right[surer(odds[number], read, IN_A_REPORT.place)]


def surer(odds: Any, read: int, margin: float) -> int:
    """The likeliest, where it is likelier than what the rules read by a margin."""
    likely = int(odds.argmax())
    return likely if odds[likely] - odds[read] >= margin else read


def measure(pairs: Pairs) -> None:
    told: dict[str, list[tuple[bool, bool]]] = {}
    for name, *pair in pairs:
        told.setdefault(name, []).append((pair[0], pair[1]))
    for name, own in told.items():
        by_rules_, settled = np.mean(own, axis=0)
        print(f"{name}: {by_rules_:.3f} right by rules, {settled:.3f} settled, of {len(own)}")


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
        for network, manner in MANNERS.items():
            taught(course, manner).write(course.names, network)
    said, polarities, places = heard_by_others(course)
    measure(chain(of_polarity(claims, polarities), of_place(claims, places)))
    for (name, kinds_name, _, labels), of_texts, heard in zip(MODELS, found, said, strict=True):
        samples = [sample for own in of_texts for sample in own]
        if asked.write:
            both_fitted(samples, labels, is_new, heard).write(vocab.FOLDER / f"learnt_{name}.csv", SMALLEST[name])
            kinds(samples).write(vocab.FOLDER / f"learnt_{kinds_name}.csv", SMALLEST[kinds_name])
        else:
            own, words, both = measured(samples, labels, is_new, heard)
            print_precision(own, labels, words, both)
    return 0


if __name__ == "__main__":
    sys.exit(main())
