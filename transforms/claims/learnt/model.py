"""Linear models of vocab/learnt_<name>.csv: a row a feature, a column a label, the log odds that the feature adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, fsum

from transforms import vocab

ALWAYS = "always"
"""The row that holds what each label begins with."""

Odds = tuple[float, ...]
"""Log odds, one a label."""


@dataclass(frozen=True)
class Model:
    labels: tuple[str, ...]
    weights: Mapping[str, Odds]

    def start(self) -> Odds:
        return self.weights[ALWAYS]

    def plus(self, odds: Odds, features: Iterable[str], prefix: str = "") -> Odds:
        """Odds with what the features add, each named behind `prefix`; the same whatever their order."""
        known = [self.weights[name] for feature in features if (name := prefix + feature) in self.weights]
        return tuple(map(fsum, zip(odds, *known, strict=True)))

    def grounds(self, features: Iterable[str], label: str, most: int = 3) -> list[str]:
        """The features that speak most for a label, the strongest first."""
        at = self.labels.index(label)
        said = [(self.weights[one][at], one) for one in features if one in self.weights]
        return [one for weight, one in sorted(said, reverse=True)[:most] if weight > 0]


def chance(odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + exp(-odds))


@cache
def model(name: str) -> Model:
    """The model of a name. Raises FileNotFoundError for one that does not exist, ValueError for a weight that is no
    number."""
    rows = vocab.rows(f"learnt_{name}")
    labels = tuple(column for column in rows[0] if column != "feature")
    return Model(labels, {row["feature"]: tuple(float(row[label] or 0) for label in labels) for row in rows})
