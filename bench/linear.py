"""Fits the linear models of transforms/vocab/learnt_*.csv (scikit-learn, ridge or lasso penalty), writes them down."""

import csv
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from transforms.claims.learnt.reading import NETWORK
from transforms.odds import ALWAYS

SLACK = 0.3  # the inverse of the ridge penalty
FOLDS = 5
FEWEST = 2  # a feature seen once tells nothing
STEPS = 3000  # of the fits to few columns


@dataclass(frozen=True)
class Sample:
    """What a model is asked of. `features`: its words; `rows`: what the wordings read of it; `labels`: what is right;
    `unknown`: what may be so or not; `kinds`, `polarities`: what is right of each label, more finely; `at`, `span`: the
    sentence that it stands in, and the characters of it that are asked of."""

    group: str
    features: frozenset[str]
    rows: frozenset[str]
    labels: frozenset[str]
    unknown: frozenset[str]
    weight: float
    kinds: Mapping[str, str] = field(default_factory=dict)
    polarities: Mapping[str, str] = field(default_factory=dict)
    at: int = 0
    span: tuple[int, int] = (0, 0)

    @property
    def fold(self) -> int:
        """The same for all samples of a report."""
        return zlib.crc32(self.group.encode()) % FOLDS


class Fit:
    """A model over the features of samples: for each label the weights of `known` features and where it starts."""

    def __init__(self, samples: Sequence[Sample], labels: Sequence[str] = (), lasso: float | None = None) -> None:
        """`lasso`: the inverse of the lasso penalty, which leaves few weights, in place of the ridge penalty."""
        self.slack, self.l1_ratio = (SLACK, 0.0) if lasso is None else (lasso, 1.0)
        seen = Counter(feature for sample in samples for feature in sample.features)
        self.labels = list(labels)
        self.known = sorted(feature for feature, times in seen.items() if times >= FEWEST)
        self.columns = DictVectorizer().fit([dict.fromkeys(self.known, 1)])
        self.weights = np.zeros((len(labels), len(self.known)))
        self.starts = np.zeros(len(labels))
        self.rows: dict[str, list[float]] = {}

    def each(self, samples: Sequence[Sample]) -> "Fit":
        """Each label against all else, without the samples that may have it or not."""
        columns = self._matrix(samples)
        for at, label in enumerate(self.labels):
            sure = np.array([label not in sample.unknown for sample in samples])
            right = np.array([label in sample.labels for sample in samples])
            weights = np.array([sample.weight for sample in samples])
            self._fit(at, columns[sure], right[sure], weights[sure])
        return self

    def among(self, samples: Sequence[Sample], kinds: Sequence[str]) -> "Fit":
        """One of several, each against the others; `kinds`: the right one of each sample."""
        columns, weights = self._matrix(samples), np.array([sample.weight for sample in samples])
        self.labels = sorted(set(kinds))
        self.weights, self.starts = np.zeros((len(self.labels), len(self.known))), np.zeros(len(self.labels))
        for at, label in enumerate(self.labels):
            self._fit(at, columns, np.array(kinds) == label, weights)
        return self

    def _fit(self, at: int, columns: Any, right: Any, weights: Any) -> None:
        # Coordinate descent: minutes where the default solver takes an hour.
        fitted = LogisticRegression(
            C=self.slack, l1_ratio=self.l1_ratio, solver="liblinear", tol=1e-3, random_state=0
        )
        fitted.fit(columns, right, weights)
        self.weights[at], self.starts[at] = fitted.coef_[0], fitted.intercept_[0]

    def odds(self, samples: Sequence[Sample]) -> Any:
        """Log odds by words and slots alone: a row a sample, a column a label."""
        return self._matrix(samples) @ self.weights.T + self.starts

    def with_rows(self, samples: Sequence[Sample], odds: Any, heard: Any = None) -> "Fit":
        """Weighs what the words say against what the rows read, and what the network says. `odds`, `heard`: of each
        sample, by a model that was not fitted to it; `samples`: of reports that no row was written for."""
        seen = Counter(name for sample in samples for name in sample.rows)
        names = sorted(name for name, times in seen.items() if times >= FEWEST)
        told = np.array([[name in sample.rows for name in names] for sample in samples], float)
        self.rows = {name: [0.0] * len(self.labels) for name in names}
        for at, label in enumerate(self.labels):
            sure = np.array([label not in sample.unknown for sample in samples])
            right = np.array([label in sample.labels for sample in samples])
            voices = [odds[:, at]] if heard is None else [odds[:, at], heard[:, at]]
            both = np.column_stack([*voices, told])
            fitted = LogisticRegression(C=1.0, max_iter=STEPS).fit(both[sure], right[sure])
            (scale, *by_network), weights = np.split(fitted.coef_[0], [len(voices)])
            for weight in by_network:
                self.rows.setdefault(NETWORK, [0.0] * len(self.labels))[at] = weight
            self.weights[at] *= scale
            self.starts[at] = self.starts[at] * scale + fitted.intercept_[0]
            for name, weight in zip(names, weights, strict=True):
                self.rows[name][at] = weight
        return self

    def write(self, path: Path, smallest: float) -> None:
        """Writes the model down without the weights that are smaller."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["feature", *self.labels])
            writer.writerow([ALWAYS, *(f"{start:.2f}" for start in self.starts)])
            writer.writerows([name, *(f"{weight:.2f}" for weight in weights)] for name, weights in self.rows.items())
            for feature, column in sorted(self.columns.vocabulary_.items()):
                weights = self.weights[:, column]
                if np.abs(weights).max() >= smallest:
                    writer.writerow([feature, *(f"{one:.2f}" if abs(one) >= smallest else "" for one in weights)])

    def _matrix(self, samples: Iterable[Sample]) -> Any:
        found = self.columns.transform([dict.fromkeys(sample.features, 1) for sample in samples])
        # The solver asks for short indices.
        found.indices, found.indptr = found.indices.astype(np.int32), found.indptr.astype(np.int32)
        return found


def crossed(samples: Sequence[Sample], labels: Sequence[str], fit: Callable[[Sequence[Sample]], Fit]) -> Any:
    """The log odds of each sample by a model fitted to the reports of the other folds."""
    whole = np.zeros((len(samples), len(labels)))
    folds = np.array([sample.fold for sample in samples])
    for fold in range(FOLDS):
        rest, own = ([one for one in samples if (one.fold == fold) == is_own] for is_own in (False, True))
        whole[folds == fold] = fit(rest).odds(own)
    return whole


def both_fitted(
    samples: Sequence[Sample], labels: Sequence[str], is_new: Callable[[Sample], bool], heard: Any = None
) -> Fit:
    """A model by words, and by what the rules say in the samples that no rule was written for (`is_new`), and what the
    network says of them (`heard`)."""
    chosen = [is_new(sample) for sample in samples]
    new = [sample for sample in samples if is_new(sample)]
    odds = _by_words(samples, labels)[chosen]
    return Fit(samples, labels).each(samples).with_rows(new, odds, None if heard is None else heard[chosen])


def _by_words(samples: Sequence[Sample], labels: Sequence[str]) -> Any:
    return crossed(samples, labels, lambda some: Fit(some, labels).each(some))


def measured(
    samples: Sequence[Sample], labels: Sequence[str], is_new: Callable[[Sample], bool], heard: Any = None
) -> tuple[list[Sample], Any, Any]:
    """The samples that no rule was written for, and their odds by words alone and with rules and the network, all from
    models that were not fitted to them."""
    odds = _by_words(samples, labels)
    new = np.array([is_new(sample) for sample in samples])
    own, words = [sample for sample, is_ in zip(samples, new, strict=True) if is_], odds[new]
    both = np.zeros_like(words)
    folds = np.array([sample.fold for sample in own])
    for fold in range(FOLDS):
        rest = [sample for sample in own if sample.fold != fold]
        fit = Fit([], labels)
        fit.weights, fit.starts = np.ones((len(labels), 1)), np.zeros(len(labels))
        fit.with_rows(rest, words[folds != fold], None if heard is None else heard[new][folds != fold])
        for at in np.flatnonzero(folds == fold):
            said = [fit.rows[name] for name in own[at].rows if name in fit.rows]
            both[at] = words[at] * fit.weights[:, 0] + fit.starts + np.sum(said, axis=0)
            if heard is not None:
                both[at] += heard[new][at] * fit.rows[NETWORK]
    return own, words, both


def print_precision(samples: Sequence[Sample], labels: Sequence[str], words: Any, both: Any) -> None:
    """Prints for each label the mean precision over all thresholds by words alone and with rules."""
    for at, label in enumerate(labels):
        sure = [label not in sample.unknown for sample in samples]
        right = np.array([label in sample.labels for sample in samples])[sure]
        by_words, by_both = (average_precision_score(right, odds[sure, at]) for odds in (words, both))
        print(f"{label:12} {sum(right):5} of {len(right):6}  by words {by_words:.3f}  with rules {by_both:.3f}")
