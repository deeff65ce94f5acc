"""Compares what the warehouse knew at the end of a night with what a person expects of it. Facts in, judgement out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from tests.sample_web.expectation import Expectation, ExpectedClaim, ExpectedVersion, expectation, own_versions

Claim = Mapping[str, Any]
Facts = Mapping[str, Any]

COUNTED_TYPES = frozenset({"headcount", "movement", "wage", "levy", "revenue"})
# Bounds that differ by less than one person or yuan are compared alike (TRAPS, house rules).
_ALIKE = {"more_than": "at_least", "less_than": "at_most"}
_PERCENT_SLACK = 1.5


@dataclass(frozen=True)
class Judgement:
    """`met` counts expectations that came true, `open` those that nothing can read yet (never counted as met)."""

    met: int
    open: int
    failures: tuple[str, ...]

    @property
    def is_as_written(self) -> bool:
        """Whether the night came out exactly as a person wrote it down."""
        return not self.failures


@dataclass
class _Tally:
    met: int = 0
    open: int = 0
    failures: list[str] = field(default_factory=list)

    def hold(self, is_right: bool, failure: str) -> None:
        if is_right:
            self.met += 1
        else:
            self.failures.append(failure)


def judge(night: int, facts: Facts) -> Judgement:
    """Whether `facts` (warehouse.night.night_facts) are those of `night`. Raises FileNotFoundError if unwritten."""
    return compare(expectation(night), facts)


def compare(expected: Expectation, facts: Facts) -> Judgement:
    """The judgement of `facts` against `expected`; failures in order: verdicts, versions, rejects, holds, notices,
    stories, claims."""
    tally = _Tally()
    tally.hold(str(facts["day"]) == expected.day, f"day: expected {expected.day}, came {facts['day']}")
    _judge_verdicts(expected, facts["verdicts"], tally)
    _judge_reasons(expected, facts["reasons"], tally)
    _judge_versions(expected, facts["versions"], tally)
    _judge_rejects(expected, facts["rejects"], tally)
    _judge_sets("held", expected.holds, set(facts["holds"]), tally)
    _judge_sets("notice", expected.notices, {(url, kind) for url, kind in facts["notices"]}, tally)
    _judge_stories(expected, facts["stories"], tally)
    _judge_sets("copied from", expected.edges, {(edge["url"], edge["copied_from"]) for edge in facts["edges"]}, tally)
    held = {(version.url, version.ordinal) for version in expected.versions if version.is_held}
    seen = [change for change in facts["changes"] if (change["url"], change["new_ordinal"]) not in held]
    changes = {(one["url"], one["old_ordinal"], one["new_ordinal"], one["kind"]) for one in seen}
    _judge_sets("change", expected.changes, changes, tally)
    figures = {(one["url"], one["new_ordinal"], figure) for one in seen for figure in one["figures"]}
    _judge_sets("figure", expected.figures, figures, tally)
    _judge_claims(expected, facts["claims"], tally)
    return Judgement(tally.met, tally.open, tuple(tally.failures))


def _judge_verdicts(expected: Expectation, came: Mapping[str, str], tally: _Tally) -> None:
    for key in sorted({*expected.verdicts, *came}):
        word, found = expected.verdicts.get(key), came.get(key)
        tally.hold(word == found, f"{key}: verdict expected {word or 'none'}, came {found or 'none'}")


def _judge_reasons(expected: Expectation, came: Mapping[str, str], tally: _Tally) -> None:
    for key, words in expected.reasons.items():
        tally.hold(words in came.get(key, ""), f"{key}: the reason does not say {words!r}: {came.get(key, 'none')}")


def _judge_rejects(expected: Expectation, came: Iterable[Facts], tally: _Tally) -> None:
    """Who rejects what is told with every reject that nobody expects."""
    told = {(reject["url"], reject["reason"]): reject["stage"] for reject in came}
    for url, reason in sorted({*expected.rejects, *told}):
        stage = told.get((url, reason))
        failure = f"{url}: rejected in {stage}: {reason}" if stage else f"{url}: not rejected as {reason}"
        tally.hold(stage is not None and (url, reason) in expected.rejects, failure)


def _judge_versions(expected: Expectation, came: Sequence[Facts], tally: _Tally) -> None:
    found = {(version["url"], version["ordinal"]): version for version in came}
    for version in expected.versions:
        fact = found.pop((version.url, version.ordinal), None)
        wrong = ["is missing"] if fact is None else _differences(version, fact)
        tally.hold(not wrong, f"{version.url} version {version.ordinal}: {'; '.join(wrong)}")
    for url, ordinal in sorted(found):
        tally.failures.append(f"{url} version {ordinal}: nobody expects it")


def _differences(version: ExpectedVersion, fact: Facts) -> list[str]:
    names = ("source", "kind", "title", "lang", "published_day", "known_from")
    pairs = [(name, getattr(version, name), str(fact[name])) for name in names]
    return [f"{name} expected {wanted!r}, came {found!r}" for name, wanted, found in pairs if wanted != found]


def _judge_stories(expected: Expectation, came: Iterable[Facts], tally: _Tally) -> None:
    story_of = {url: story["story"] for story in came for url in story["urls"]}
    for group in expected.stories:
        together = {story_of.get(url, url) for url in group}
        tally.hold(len(together) == 1, f"story: not together: {', '.join(sorted(group))}")
    urls = sorted({version.url for version in expected.versions})
    for one, other in combinations(urls, 2):
        is_one_story = any({one, other} <= group for group in expected.stories)
        if not is_one_story and story_of.get(one, one) == story_of.get(other, other):
            tally.failures.append(f"story: wrongly together: {one}, {other}")


def _judge_sets(name: str, expected: frozenset[Any], came: set[Any], tally: _Tally) -> None:
    for entry in sorted(expected):
        tally.hold(entry in came, f"{name}: {_joined(entry)} is missing")
    for entry in sorted(came - expected):
        tally.failures.append(f"{name}: nobody expects {_joined(entry)}")


def _joined(entry: Any) -> str:
    return entry if isinstance(entry, str) else " <- ".join(map(str, entry))


# --- claims --------------------------------------------------------------------------------------------------------


def _judge_claims(expected: Expectation, came: Sequence[Claim], tally: _Tally) -> None:
    current = expected.current
    for claim in came:
        version = current.get(claim["url"])
        if version is None or version.ordinal != claim["ordinal"]:
            tally.failures.append(f"{_told(claim)}: stands on a version that is not the latest, or is held")
    for version in current.values():
        here = [c for c in came if (c["url"], c["ordinal"]) == (version.url, version.ordinal)]
        _judge_version_claims(version, here, tally)


def _judge_version_claims(version: ExpectedVersion, came: list[Claim], tally: _Tally) -> None:
    text = own_versions()[version.url, version.ordinal].text
    for claim in came:
        if not _places_of(text, claim["quote"]):
            tally.failures.append(f"{_told(claim)}: the quote does not stand in the report's text")
    left = list(came)
    for wanted in sorted(version.claims, key=lambda claim: (claim.is_open, claim.is_optional)):
        found = _taken(wanted, left, text)
        for claim in found:
            left.remove(claim)
        _hold_claim(version, wanted, found, [c for c in left if _matches(wanted, c, text)], tally)
    for claim in left:
        if claim["type"] in COUNTED_TYPES and _is_valued(claim):
            tally.failures.append(f"{_told(claim)}: nobody expects this number")


def _hold_claim(
    version: ExpectedVersion, wanted: ExpectedClaim, found: list[Claim], again: list[Claim], tally: _Tally
) -> None:
    if wanted.is_open or wanted.is_optional:
        tally.open += wanted.is_open and not wanted.is_optional
        return
    wrong = [f"{name} expected {value}, came {came}" for claim in found for name, value, came in _wrong(wanted, claim)]
    if not found:
        wrong.append("is missing")
    if found and any(_is_same(found[0], claim) for claim in again):
        wrong.append("stands there more than once")
    tally.hold(not wrong, f"{version.url}: {wanted}: {'; '.join(wrong)}")


def _taken(wanted: ExpectedClaim, left: list[Claim], text: str) -> list[Claim]:
    """The claims that are the expected one: one with a number; without, its places may be spread over several."""
    fitting = [claim for claim in left if _matches(wanted, claim, text)]
    fitting.sort(key=lambda claim: len(_wrong(wanted, claim)))
    whole = [claim for claim in fitting if _covers(wanted.places, claim["places"])]
    if whole:
        return whole[:1]
    spread = [place for claim in fitting for place in claim["places"]]
    return fitting if not wanted.is_valued and fitting and _covers(wanted.places, spread) else []


def _matches(wanted: ExpectedClaim, claim: Claim, text: str) -> bool:
    reading = (claim["type"], claim["subtype"])
    slack = _PERCENT_SLACK if wanted.attributes.get("unit") == "percent" else 0.0
    return (
        any(kind == reading[0] and subtype in (None, reading[1]) for kind, subtype in wanted.readings)
        and _equal(wanted.value_min, claim["value_min"], slack)
        and _equal(wanted.value_max, claim["value_max"], slack)
        and wanted.polarity in ("any", claim["polarity"])
        and (not wanted.places or _holds_only(wanted, claim["places"]))
        and _overlap(text, wanted.quote, claim["quote"])
    )


def _wrong(wanted: ExpectedClaim, claim: Claim) -> list[tuple[str, object, object]]:
    return [
        (name, value, claim.get(name))
        for name, value in wanted.attributes.items()
        if not _agrees(name, value, claim.get(name))
    ]


def _agrees(name: str, wanted: object, came: Any) -> bool:
    if name == "unit":
        return str(came or "").startswith(str(wanted))
    if name in ("event_start", "event_end"):
        return str(came)[:10] == wanted
    if name == "precision":
        return bool(_ALIKE.get(str(wanted), wanted) == _ALIKE.get(str(came), came))
    return bool(came == wanted)


def _covers(wanted: Sequence[str], came: Sequence[str]) -> bool:
    return all(any(_is_place(place, other) for other in came) for place in wanted)


def _holds_only(wanted: ExpectedClaim, came: Sequence[str]) -> bool:
    """Whether every place is an expected or allowed one, or a wider one around it, and at least one is expected."""
    known = (*wanted.places, *wanted.allowed_places)
    around = {", ".join(place.split(", ")[step:]) for place in known for step in range(len(place.split(", ")))}
    fits = all(any(_is_place(other, place) for other in around) for place in came)
    return fits and any(_is_place(place, other) for place in wanted.places for other in came)


def _is_place(one: str, other: str) -> bool:
    """Whether two chains name one place: same ends, and the shorter chain leaves out steps of the longer."""
    short, long = sorted((one.split(", "), other.split(", ")), key=len)
    steps = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(step in steps for step in short)


def _equal(wanted: float | None, came: Any, slack: float) -> bool:
    if wanted is None or came is None:
        return wanted is came
    return bool(abs(wanted - float(came)) <= max(slack, 1e-9))


def _overlap(text: str, one: str, other: str) -> bool:
    return any(a < d and c < b for a, b in _places_of(text, one) for c, d in _places_of(text, other))


def _places_of(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in the text, white space taken alike."""
    flat, part = " ".join(text.split()), " ".join(quote.split())
    return [match.span() for match in re.finditer(re.escape(part), flat)] if part else []


def _is_same(one: Claim, other: Claim) -> bool:
    names = ("type", "subtype", "value_min", "value_max", "polarity")
    return all(one[name] == other[name] for name in names) and list(one["places"]) == list(other["places"])


def _is_valued(claim: Claim) -> bool:
    return claim["value_min"] is not None or claim["value_max"] is not None


def _told(claim: Claim) -> str:
    bounds = f"{claim['value_min']}..{claim['value_max']}" if _is_valued(claim) else "no number"
    return f"{claim['url']}: {claim['type']}/{claim['subtype']} {bounds} {claim['polarity']} '{claim['quote']}'"
