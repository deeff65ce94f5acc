"""Learns transforms/vocab/learnt_*.csv from labelled text: `python -m bench.train_claims --write`.

Two logistic models a family (bench.claim_samples says of what): one by words and slots, of all labelled text; and one
that weighs its odds and those of the network (bench.network), from reports that neither was fitted to, against what the
rows of the wordings read, of the reports that no row was written for. Without `--write` all are measured on the fifth
of those reports that they were not fitted to: the mean precision over all thresholds. Takes an hour, most of it to
teach the network six times.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from bench.claim_samples import COUNTED, STATED, is_new, numbers, sentences, texts
from bench.linear import Fit, Sample, both_fitted, measured, print_precision
from bench.network import Course
from transforms import vocab
from transforms.claims.learnt.reading import NETWORK

SMALLEST, SMALLEST_OF_A_KIND = 0.07, 0.22  # log odds
FEWEST_OF_A_KIND = 6
MODELS = (("numbers", "number_kinds", numbers, COUNTED), ("statements", "statement_kinds", sentences, STATED))


def kinds(samples: Sequence[Sample]) -> Fit:
    """A model that tells the kinds of a family apart, of those that are told often enough."""
    told = [(sample, kind) for sample in samples for kind in sample.kinds.values()]
    often = Counter(kind for _, kind in told)
    told = [(sample, kind) for sample, kind in told if often[kind] >= FEWEST_OF_A_KIND]
    fit = Fit([sample for sample, _ in told]).among([sample for sample, _ in told], [kind for _, kind in told])
    fit.rows[NETWORK] = [1.0] * len(fit.labels)
    return fit


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_*.csv")
    asked = parser.parse_args()
    cut = list(texts())
    found = [[list(of(text)) for text in cut] for _, _, of, _ in MODELS]
    course = Course(cut, found)
    if asked.write:
        course.write(course.taught())
    for (name, kinds_name, _, labels), of_texts, heard in zip(MODELS, found, course.crossed(), strict=True):
        samples = [sample for own in of_texts for sample in own]
        if asked.write:
            both_fitted(samples, labels, is_new, heard).write(vocab.FOLDER / f"learnt_{name}.csv", SMALLEST)
            kinds(samples).write(vocab.FOLDER / f"learnt_{kinds_name}.csv", SMALLEST_OF_A_KIND)
            continue
        own, words, both = measured(samples, labels, is_new, heard)
        print_precision(own, labels, words, both)
    return 0


if __name__ == "__main__":
    sys.exit(main())
