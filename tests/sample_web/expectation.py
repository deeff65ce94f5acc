"""What a person expects of each night, read from expected/*.toml, each night written on top of the former."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.sample_web.outlets import OUTLETS
from tests.sample_web.reports import Report, all_versions

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
    """One version and what its reading must say; `claims` is empty once a newer version stands that is not held."""

    source: str
    url: str
    ordinal: int
    kind: str
    title: str
    lang: str
    published_day: str
    known_from: str
    is_held: bool
    claims: tuple[ExpectedClaim, ...]


@dataclass(frozen=True)
class Expectation:
    """All that must be known at the end of one night. `reasons`: words that the reason of a verdict must hold.
    `rejects`: (url, reason). `notices`: (url, kind). `figures`: (url, new ordinal, what became what)."""

    day: str
    verdicts: Mapping[str, str]
    reasons: Mapping[str, str]
    rejects: frozenset[tuple[str, str]]
    notices: frozenset[tuple[str, str]]
    versions: tuple[ExpectedVersion, ...]
    stories: tuple[frozenset[str], ...]
    edges: frozenset[tuple[str, str]]
    changes: frozenset[tuple[str, int, int, str]]
    figures: frozenset[tuple[str, int, str]]

    @property
    def holds(self) -> frozenset[str]:
        """The reports of which a version is held."""
        return frozenset(version.url for version in self.versions if version.is_held)

    @property
    def current(self) -> Mapping[str, ExpectedVersion]:
        """The version of each report that its claims stand on: the newest one that is not held."""
        ordered = sorted(self.versions, key=lambda version: version.ordinal)
        return {version.url: version for version in ordered if not version.is_held}


@cache
def expectation(night: int) -> Expectation:
    """What must be known at the end of `night`. Raises FileNotFoundError for a night that is not written, ValueError
    for a key of a claim that nothing judges."""
    files = [_toml(FOLDER / f"night{number}.toml") for number in range(1, night + 1)]
    versions = [_version(entry, file["day"]) for file in files for entry in file["versions"]]
    return Expectation(
        day=files[-1]["day"],
        verdicts=files[-1]["verdicts"],
        reasons=files[-1].get("reasons", {}),
        rejects=frozenset((entry["url"], entry["reason"]) for file in files for entry in file.get("rejects", [])),
        notices=frozenset((entry["url"], entry["kind"]) for file in files for entry in file.get("notices", [])),
        versions=_closed(versions),
        stories=tuple(frozenset(entry["urls"]) for file in files for entry in file.get("stories", [])),
        edges=frozenset((entry["url"], entry["copied_from"]) for file in files for entry in file.get("edges", [])),
        changes=frozenset(
            (entry["url"], entry["old_ordinal"], entry["new_ordinal"], entry["kind"])
            for file in files
            for entry in file.get("changes", [])
        ),
        figures=frozenset(
            (entry["url"], entry["new_ordinal"], figure)
            for file in files
            for entry in file.get("changes", [])
            for figure in entry.get("figures", [])
        ),
    )


@cache
def own_versions() -> Mapping[tuple[str, int], Report]:
    """What we wrote, of each version by (url, ordinal); of a scan nothing can be read."""
    counted: dict[str, int] = defaultdict(int)
    written = {}
    for report in all_versions():
        if not report.is_scan:
            url = OUTLETS[report.source].url(report.path)
            counted[url] += 1
            written[url, counted[url]] = report
    return written


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _version(entry: Mapping[str, Any], day: str) -> ExpectedVersion:
    facts = {"ordinal": 1, "kind": "article", **entry, "known_from": day}
    facts["is_held"] = facts.pop("held", False)
    return ExpectedVersion(**{**facts, "claims": tuple(read_claim(claim) for claim in entry["claims"])})


def _closed(versions: list[ExpectedVersion]) -> tuple[ExpectedVersion, ...]:
    standing = [version for version in versions if not version.is_held]
    latest = {version.url: max(v.ordinal for v in standing if v.url == version.url) for version in standing}
    return tuple(v if v.ordinal == latest.get(v.url) else replace(v, claims=()) for v in versions)


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
