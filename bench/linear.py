"""Fits the linear models of transforms/vocab/learnt_*.csv (scikit-learn, ridge penalty) and writes them down."""

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

from transforms.claims.learnt.model import ALWAYS

SLACK = 0.3  # the inverse of the ridge penalty
FOLDS = 5
FEWEST = 2  # a feature seen once tells nothing
STEPS = 3000


@dataclass(frozen=True)
class Sample:
    """What a model is asked of. `features`: its words; `rows`: what the wordings read of it; `labels`: what is right;
    `unknown`: what may be so or not; `kinds`: what is right of each label, more finely."""

    group: str
    features: frozenset[str]
    rows: frozenset[str]
    labels: frozenset[str]
    unknown: frozenset[str]
    weight: float
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        """The same for all samples of a report."""
        return zlib.crc32(self.group.encode()) % FOLDS


class Fit:
    """A model over the features of samples: for each label the weights of `known` features and where it starts."""

    def __init__(self, samples: Sequence[Sample], labels: Sequence[str] = ()) -> None:
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
            fitted = LogisticRegression(C=SLACK, max_iter=STEPS).fit(columns[sure], right[sure], weights[sure])
            self.weights[at], self.starts[at] = fitted.coef_[0], fitted.intercept_[0]
        return self

    def among(self, samples: Sequence[Sample], kinds: Sequence[str]) -> "Fit":
        """One of several; `kinds`: the right one of each sample."""
        weights = np.array([sample.weight for sample in samples])
        fitted = LogisticRegression(C=SLACK, max_iter=STEPS).fit(self._matrix(samples), kinds, weights)
        self.labels = [str(label) for label in fitted.classes_]
        self.weights, self.starts = fitted.coef_, fitted.intercept_
        return self

    def odds(self, samples: Sequence[Sample]) -> Any:
        """Log odds by words and slots alone: a row a sample, a column a label."""
        return self._matrix(samples) @ self.weights.T + self.starts

    def with_rows(self, samples: Sequence[Sample], odds: Any) -> "Fit":
        """Weighs what the words say against what the rows read. `odds`: of each sample, by a model that was not fitted
        to it; `samples`: of reports that no row was written for."""
        names = sorted({name for sample in samples for name in sample.rows})
        told = np.array([[name in sample.rows for name in names] for sample in samples], float)
        self.rows = {name: [0.0] * len(self.labels) for name in names}
        for at, label in enumerate(self.labels):
            sure = np.array([label not in sample.unknown for sample in samples])
            right = np.array([label in sample.labels for sample in samples])
            both = np.column_stack([odds[:, at], told])
            fitted = LogisticRegression(C=1.0, max_iter=STEPS).fit(both[sure], right[sure])
            scale, *weights = fitted.coef_[0]
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
        return self.columns.transform([dict.fromkeys(sample.features, 1) for sample in samples])


def crossed(samples: Sequence[Sample], labels: Sequence[str], fit: Callable[[Sequence[Sample]], Fit]) -> Any:
    """The log odds of each sample by a model fitted to the reports of the other folds."""
    whole = np.zeros((len(samples), len(labels)))
    folds = np.array([sample.fold for sample in samples])
    for fold in range(FOLDS):
        rest, own = ([one for one in samples if (one.fold == fold) == is_own] for is_own in (False, True))
        whole[folds == fold] = fit(rest).odds(own)
    return whole
