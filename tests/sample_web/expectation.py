"""What a person expects of each night, read from expected/*.toml: night 2 is written on top of night 1."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.sample_web.outlets import OUTLETS
from tests.sample_web.reports import all_versions

FOLDER = Path(__file__).parent / "expected"
ATTRIBUTES = ("precision", "magnitude", "unit", "currency", "period", "scope", "resolution", "event_start", "event_end")
KEYS = {"is", "or", "quote", "min", "max", "polarity", "places", "too", "open", "optional", *ATTRIBUTES}


@dataclass(frozen=True)
class ExpectedClaim:
    """One reading of one quote. `readings`: (type, subtype) pairs that are right alike, subtype None for any.
    `attributes`: what else must stand in the claim. Open: not readable yet. Optional: may be written down or not."""

    readings: tuple[tuple[str, str | None], ...]
    quote: str
    value_min: float | None
    value_max: float | None
    polarity: str
    places: tuple[str, ...]
    allowed_places: tuple[str, ...]
    attributes: Mapping[str, object]
    is_open: bool
    is_optional: bool

    @property
    def is_valued(self) -> bool:
        return self.value_min is not None or self.value_max is not None

    def __str__(self) -> str:
        kind, subtype = self.readings[0]
        number = f" {_figure(self.value_min)}..{_figure(self.value_max)}" if self.is_valued else ""
        return f"{kind}/{subtype or 'any'}{number} {self.polarity} '{self.quote}'"


@dataclass(frozen=True)
class ExpectedVersion:
    """One version and what its reading must say; `claims` is empty once a newer version stands."""

    source: str
    url: str
    ordinal: int
    kind: str
    title: str
    lang: str
    published_day: str
    known_from: str
    claims: tuple[ExpectedClaim, ...]


@dataclass(frozen=True)
class Expectation:
    """All that must be known at the end of one night."""

    day: str
    verdicts: Mapping[str, str]
    versions: tuple[ExpectedVersion, ...]
    stories: tuple[frozenset[str], ...]
    edges: frozenset[tuple[str, str]]
    changes: frozenset[tuple[str, int, int, str]]


@cache
def expectation(night: int) -> Expectation:
    """What must be known at the end of `night`. Raises FileNotFoundError for a night that is not written, ValueError
    for a key of a claim that nothing judges."""
    files = [_toml(FOLDER / f"night{number}.toml") for number in range(1, night + 1)]
    versions = [_version(entry, file["day"]) for file in files for entry in file["versions"]]
    return Expectation(
        day=files[-1]["day"],
        verdicts=files[-1]["verdicts"],
        versions=_closed(versions),
        stories=tuple(frozenset(entry["urls"]) for file in files for entry in file.get("stories", [])),
        edges=frozenset((entry["url"], entry["copied_from"]) for file in files for entry in file.get("edges", [])),
        changes=frozenset(
            (entry["url"], entry["old_ordinal"], entry["new_ordinal"], entry["kind"])
            for file in files
            for entry in file.get("changes", [])
        ),
    )


@cache
def own_texts() -> Mapping[tuple[str, int], str]:
    """The text that we wrote, of each version by (url, ordinal)."""
    counted: dict[str, int] = defaultdict(int)
    texts = {}
    for report in all_versions():
        url = OUTLETS[report.source].url(report.path)
        counted[url] += 1
        texts[url, counted[url]] = report.text
    return texts


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _version(entry: Mapping[str, Any], day: str) -> ExpectedVersion:
    facts = {"ordinal": 1, "kind": "article", **entry, "known_from": day}
    return ExpectedVersion(**{**facts, "claims": tuple(read_claim(claim) for claim in entry["claims"])})


def _closed(versions: list[ExpectedVersion]) -> tuple[ExpectedVersion, ...]:
    latest = {version.url: max(v.ordinal for v in versions if v.url == version.url) for version in versions}
    return tuple(v if v.ordinal == latest[v.url] else replace(v, claims=()) for v in versions)


def read_claim(entry: Mapping[str, Any]) -> ExpectedClaim:
    """One claim as written in a file of expectations. Raises ValueError for an unknown key."""
    if unknown := sorted(set(entry) - KEYS):
        known = ", ".join(sorted(KEYS))
        raise ValueError(f"{entry['is']} '{entry['quote']}': unknown {', '.join(unknown)}; known are {known}")
    readings = tuple(_reading(name) for name in [entry["is"], *entry.get("or", [])])
    is_valued = "min" in entry or "max" in entry
    scope = entry.get("scope", "new" if is_valued else "any")
    attributes = {name: entry[name] for name in ATTRIBUTES if name in entry and name != "scope"}
    return ExpectedClaim(
        readings=readings,
        quote=entry["quote"],
        value_min=entry.get("min"),
        value_max=entry.get("max"),
        polarity=entry.get("polarity", "affirmed"),
        places=tuple(entry.get("places", ())),
        allowed_places=tuple(entry.get("too", ())),
        attributes=attributes if scope == "any" else attributes | {"scope": scope},
        is_open=entry.get("open", False),
        is_optional=entry.get("optional", False),
    )


def _reading(name: str) -> tuple[str, str | None]:
    kind, _, subtype = name.partition("/")
    return kind, subtype or None


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
