"""Learns transforms/vocab/learnt_*.csv from labelled text: `python -m bench.train_claims --write`.

Two logistic models a family (bench.claim_samples says of what): one by words and slots, of all labelled text; and one
that weighs its odds, from reports that it was not fitted to, against what the rows of the wordings read, of the reports
that no row was written for. Without `--write` both are measured on the fifth of those reports that they were not fitted
to: the mean precision over all thresholds.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from bench.claim_samples import COUNTED, NO_ROW_WRITTEN_FOR, STATED, numbers, sentences, texts
from bench.linear import FOLDS, Fit, Sample, crossed
from transforms import vocab

SMALLEST, SMALLEST_OF_A_KIND = 0.05, 0.12  # log odds
FEWEST_OF_A_KIND = 6
MODELS = (("numbers", "number_kinds", numbers, COUNTED), ("statements", "statement_kinds", sentences, STATED))


def fitted(samples: Sequence[Sample], labels: Sequence[str]) -> Fit:
    """A model by words, slots and rows."""
    new = [sample for sample in samples if NO_ROW_WRITTEN_FOR.fullmatch(sample.group)]
    odds = _crossed(samples, labels)[[NO_ROW_WRITTEN_FOR.fullmatch(one.group) is not None for one in samples]]
    return Fit(samples, labels).each(samples).with_rows(new, odds)


def _crossed(samples: Sequence[Sample], labels: Sequence[str]) -> Any:
    return crossed(samples, labels, lambda some: Fit(some, labels).each(some))


def kinds(samples: Sequence[Sample]) -> Fit:
    """A model that tells the kinds of a family apart, of those that are told often enough."""
    told = [(sample, kind) for sample in samples for kind in sample.kinds.values()]
    often = Counter(kind for _, kind in told)
    told = [(sample, kind) for sample, kind in told if often[kind] >= FEWEST_OF_A_KIND]
    return Fit([sample for sample, _ in told]).among([sample for sample, _ in told], [kind for _, kind in told])


def measured(samples: Sequence[Sample], labels: Sequence[str]) -> tuple[list[Sample], Any, Any]:
    """The samples that no row was written for, and their odds by words alone and with rows, all from models that were
    not fitted to them."""
    odds = _crossed(samples, labels)
    new = np.array([NO_ROW_WRITTEN_FOR.fullmatch(sample.group) is not None for sample in samples])
    own, words = [sample for sample, is_new in zip(samples, new, strict=True) if is_new], odds[new]
    both = np.zeros_like(words)
    folds = np.array([sample.fold for sample in own])
    for fold in range(FOLDS):
        rest = [sample for sample in own if sample.fold != fold]
        fit = Fit([], labels)
        fit.weights, fit.starts = np.ones((len(labels), 1)), np.zeros(len(labels))
        fit.with_rows(rest, words[folds != fold])
        for at in np.flatnonzero(folds == fold):
            said = [fit.rows[name] for name in own[at].rows if name in fit.rows]
            both[at] = words[at] * fit.weights[:, 0] + fit.starts + np.sum(said, axis=0)
    return own, words, both


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_*.csv")
    asked = parser.parse_args()
    cut = list(texts())
    for name, kinds_name, of, labels in MODELS:
        samples = [sample for text in cut for sample in of(text)]
        if asked.write:
            fitted(samples, labels).write(vocab.FOLDER / f"learnt_{name}.csv", SMALLEST)
            kinds(samples).write(vocab.FOLDER / f"learnt_{kinds_name}.csv", SMALLEST_OF_A_KIND)
            continue
        own, words, both = measured(samples, labels)
        for at, label in enumerate(labels):
            sure = [label not in sample.unknown for sample in own]
            right = np.array([label in sample.labels for sample in own])[sure]
            by_words, by_both = (average_precision_score(right, odds[sure, at]) for odds in (words, both))
            print(f"{label:12} {sum(right):5} of {len(right):6}  by words {by_words:.3f}  with rows {by_both:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
