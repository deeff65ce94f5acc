"""Which claims tell one happening: events are shared by several stories, and are named without adding anything up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

FLOWS = ("headcount", "movement")
HAPPENINGS = ("incident", "enforcement")
# One outlet writes that it happened, another that it is said to have: one happening. A plan or a denial is not.
_SAME_POLARITY = {"unverified": "affirmed"}
# Told under several names: who is sent is taken in, a strike that turns violent is called a riot by the next outlet.
_SAME_SUBTYPE = {"intake": "dispatch", "protest": "riot", "strike": "riot", "escape": "defection"}
# "In 2023" dates too little to say that two reports mean one riot.
LONGEST_DAYS = 62
# A whole country has two deaths in a month: there it takes a week or a day.
LONGEST_DAYS_OF_A_COUNTRY = 7


def events(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`{claim_id, event, evidence}` for each claim, in the order given; the answer does not depend on that order.

    Numbers of people are of one event where type, subtype, finest place, bounds and polarity are the same and all their
    intervals overlap. Incidents and measures are of one event where subtype, polarity and finest place, or the company
    that a measure names, are the same and their intervals, of two months at most (of a week where only a country is
    named), overlap: their numbers may differ and stand side by side. `event` is the smallest claim_id of
    the event. Any other claim stands alone.

    `evidence` is what the claims of an event have in common: `type, subtype, where, value_min, value_max, polarity`,
    and the days that all their intervals hold, `first_day` and `last_day` (ISO); None for a claim alone.

    In: `claim_id, type, subtype, places, company, entity, event_start, event_end, value_min, value_max, polarity`."""
    named: dict[str, str] = {claim["claim_id"]: claim["claim_id"] for claim in claims}
    grounds: dict[str, dict[str, Any]] = {}
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for claim in claims:
        if (sameness := _sameness(claim)) is not None:
            alike.setdefault(sameness, []).append(claim)
    for sameness, group in alike.items():
        for together in _overlapping(group):
            smallest = min(claim["claim_id"] for claim in together)
            named |= {claim["claim_id"]: smallest for claim in together}
            if len(together) > 1:
                grounds[smallest] = _evidence(sameness, together)
    ids = [claim["claim_id"] for claim in claims]
    return [{"claim_id": one, "event": named[one], "evidence": grounds.get(named[one])} for one in ids]


def _evidence(sameness: tuple[Any, ...], together: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kind, subtype, where, *bounds, polarity = sameness
    low, high = bounds[0] if bounds else (None, None)
    starts, ends, _ = zip(*map(_interval, together), strict=True)
    return {
        "type": kind, "subtype": subtype, "where": where, "value_min": low, "value_max": high, "polarity": polarity,
        "first_day": max(starts), "last_day": min(ends),
    }  # fmt: skip


def _sameness(claim: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What two claims of one event have in common besides the time; None for a claim that stands alone."""
    if claim["event_start"] is None or claim["event_end"] is None:
        return None
    polarity = _SAME_POLARITY.get(claim["polarity"], claim["polarity"])
    subtype = _SAME_SUBTYPE.get(claim["subtype"], claim["subtype"])
    place = claim["places"][0] if claim["places"] else None
    if claim["type"] in FLOWS:
        bounds = claim["value_min"], claim["value_max"]
        return (claim["type"], subtype, place, bounds, polarity) if place and bounds != (None, None) else None
    where = claim["entity"] or claim["company"] or place
    is_loose = where == place and place is not None and "," not in place
    longest = LONGEST_DAYS_OF_A_COUNTRY if is_loose else LONGEST_DAYS
    if claim["type"] not in HAPPENINGS or where is None or _days(claim) > longest:
        return None
    return claim["type"], subtype, where, polarity


def _days(claim: Mapping[str, Any]) -> int:
    first, last = (date.fromisoformat(str(claim[end])) for end in ("event_start", "event_end"))
    return (last - first).days


def _overlapping(claims: list[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Parts in which every interval overlaps every other, swept by day."""
    together: list[Mapping[str, Any]] = []
    earliest_end = ""
    for claim in sorted(claims, key=_interval):
        start, end, _ = _interval(claim)
        if together and start > earliest_end:
            yield together
            together = []
        earliest_end = min(earliest_end, end) if together else end
        together.append(claim)
    yield together


def _interval(claim: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(claim["event_start"]), str(claim["event_end"]), claim["claim_id"]
