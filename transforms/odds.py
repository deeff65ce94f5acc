"""Linear models of vocab/learnt_<name>.csv: a row a feature, a column a label, the log odds that the feature adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from operator import add

from transforms import vocab

ALWAYS = "always"
"""The row that holds what each label begins with."""

UNIT = 100
UNHEARD = -20.0  # the log odds of a label that another model does not know
Odds = tuple[int, ...]
"""Log odds in hundredths, one a label: whole numbers add up the same in any order."""


@dataclass(frozen=True, eq=False)
class Model:
    labels: tuple[str, ...]
    weights: Mapping[str, Odds]

    def start(self) -> Odds:
        return self.weights[ALWAYS]

    def plus(self, odds: Odds, features: Iterable[str], prefix: str = "") -> Odds:
        """Odds with what the features add, each named behind `prefix`; the same whatever their order."""
        weights = _behind(self, prefix)
        known = [weights[feature] for feature in features if feature in weights]
        return tuple(map(sum, zip(odds, *known, strict=True)))

    def heard(self, odds: Odds, feature: str, said: Mapping[str, float]) -> Odds:
        """Odds with what another model says of each label, in its log odds, as much as `feature` says it counts."""
        shares = zip(self.weights[feature], self.labels, strict=True)
        return tuple(map(add, odds, (round(weight * said.get(label, UNHEARD)) for weight, label in shares)))

    def grounds(self, features: Iterable[str], label: str, most: int = 3) -> list[str]:
        """The features that speak most for a label, the strongest first."""
        at = self.labels.index(label)
        said = [(self.weights[one][at], one) for one in features if one in self.weights]
        return [one for weight, one in sorted(said, reverse=True)[:most] if weight > 0]


@lru_cache(maxsize=64)  # a name in two parts is not put together for every word of a report
def _behind(of: Model, prefix: str) -> Mapping[str, Odds]:
    """The weights whose names begin with a prefix, by the rest of the name."""
    if not prefix:
        return of.weights
    return {name.removeprefix(prefix): odds for name, odds in of.weights.items() if name.startswith(prefix)}


def chance(odds: float) -> float:
    """The probability of log odds in hundredths."""
    return 1 / (1 + exp(-odds / UNIT))


@cache
def model(name: str) -> Model:
    """The model of a name. Raises FileNotFoundError for one that does not exist, ValueError for a weight that is no
    number."""
    rows = vocab.rows(f"learnt_{name}")
    labels = tuple(column for column in rows[0] if column != "feature")
    weights = {row["feature"]: tuple(round(float(row[label] or 0) * UNIT) for label in labels) for row in rows}
    return Model(labels, weights)
