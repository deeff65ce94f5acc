"""The places of the gazetteer as the warehouse keeps them: one a chain, with its names, and where it lies on a map.

Names come from vocab/places.csv, points from vocab/coordinates.csv: a chain without a row there has no point, and
regions of many states never have one. Pure.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms import vocab
from transforms.claims.render import place_name

PRECISIONS = ("city", "zone", "county", "province", "country")
# A river stands for the province it bounds: no name of that province.
_NOT_NAMES = ("river",)


@dataclass(frozen=True)
class Point:
    """Decimal degrees, to two places. `precision`: what the point stands for, never finer than the chain."""

    lat: float
    lon: float
    precision: str


@dataclass(frozen=True)
class Located:
    """A place. `name`: the usual one by language, without those that the list has none in; `names`: every one as it is
    written, ru in the nominative; `is_ambiguous`: another place, here or of the kind of Georgia, bears one of them."""

    chain: str
    kind: str
    name: Mapping[str, str]
    names: tuple[str, ...]
    point: Point | None
    is_ambiguous: bool


@cache
def located() -> tuple[Located, ...]:
    """Every chain once, in file order. Raises ValueError as `points` does."""
    rows: dict[str, list[vocab.Place]] = {}
    for place in vocab.places():
        rows.setdefault(place.chain, []).append(place)
    names = {chain: _names([row for row in same if row.kind not in _NOT_NAMES]) for chain, same in rows.items()}
    bearers = Counter(name for own in names.values() for name in {one for every in own.values() for one in every})
    shared = {name for name, count in bearers.items() if count > 1} | _ambiguous()
    return tuple(_located(chain, same[0].kind, names[chain], shared) for chain, same in rows.items())


def _located(chain: str, kind: str, names: Mapping[str, tuple[str, ...]], shared: set[str]) -> Located:
    every = tuple(dict.fromkeys(name for own in names.values() for name in own))
    usual = {"en": place_name(chain)} | {lang: own[0] for lang, own in names.items() if own}
    return Located(chain, kind, usual, every, points().get(chain), bool(shared.intersection(every)))


def _names(rows: list[vocab.Place]) -> dict[str, tuple[str, ...]]:
    found = {lang: [name for row in rows for name in row.names[lang]] for lang in vocab.LANGUAGES}
    found["ru"] = [name for pattern in found["ru"] for name in (nominative(pattern),) if name]
    return {lang: tuple(dict.fromkeys(names)) for lang, names in found.items()}


def _ambiguous() -> set[str]:
    return {row["form"] for row in vocab.rows("ambiguous_places")}


@cache
def points() -> Mapping[str, Point]:
    """Points by chain. Raises ValueError for a chain that the gazetteer does not have, one that stands twice, degrees
    out of bounds and an unknown precision."""
    known, found = {place.chain for place in vocab.places()}, dict[str, Point]()
    for row in vocab.rows("coordinates"):
        chain, point = row["chain"], Point(float(row["lat"]), float(row["lon"]), row["precision"])
        if chain not in known or chain in found:
            raise ValueError(f"vocab/coordinates.csv: {chain!r} is not a chain of places.csv, or stands twice")
        if not (abs(point.lat) <= 90 and abs(point.lon) <= 180 and point.precision in PRECISIONS):
            raise ValueError(f"vocab/coordinates.csv: {chain!r} lies nowhere: {point}")
        found[chain] = point
    return found


_CASES = re.compile(r"\(\?:([^()|]*)[^()]*\)(\?)?")
_LETTERS = re.compile(r"\[([^\]])[^\]]*\](\?)?")


def nominative(pattern: str) -> str | None:
    """The name that a pattern of Russian case forms begins with: "Хуньчун(?:ь|я|ю)|..." -> "Хуньчунь". None where the
    pattern looks around, for then it may hold other cases only."""
    if re.match(r"\(\?<", pattern):
        return None
    first = _first_branch(re.sub(r"\(\?[=!][^()]*\)", "", pattern))
    first = _LETTERS.sub(lambda match: "" if match[2] else match[1], first)
    while group := _CASES.search(first):  # the innermost first; one that may be missing is kept only as a beginning
        form = group[1] if not group[2] or group.start() == 0 else ""
        first = first[: group.start()] + form + first[group.end() :]
    return re.sub(r"\\w\*|[?«»]", "", re.sub(r"\.\{\d,\d\}", "-", first)).strip() or None


def _first_branch(pattern: str) -> str:
    depth = 0
    for at, letter in enumerate(pattern):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            return pattern[:at]
    return pattern
