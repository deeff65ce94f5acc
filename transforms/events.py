"""Which claims tell one happening: events are shared by several stories, and are named without adding anything up."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TYPES = ("headcount", "movement", "incident")
# One outlet writes that it happened, another that it is said to have: one happening. A plan or a denial is not.
_SAME_POLARITY = {"unverified": "affirmed"}


def events(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`{claim_id, event}` for each claim, in the order given; the answer does not depend on that order.

    Claims are of one event where type, subtype, finest place, bounds and polarity are the same and all their intervals
    overlap. `event` is the smallest claim_id of the event. A claim of another type, or without number, place or
    interval, stands alone.

    In: `claim_id, type, subtype, places, event_start, event_end, value_min, value_max, polarity`."""
    named: dict[str, str] = {claim["claim_id"]: claim["claim_id"] for claim in claims}
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for claim in claims:
        if _can_be_shared(claim):
            alike.setdefault(_sameness(claim), []).append(claim)
    for group in alike.values():
        for together in _overlapping(group):
            smallest = min(claim["claim_id"] for claim in together)
            named |= {claim["claim_id"]: smallest for claim in together}
    return [{"claim_id": claim["claim_id"], "event": named[claim["claim_id"]]} for claim in claims]


def _can_be_shared(claim: Mapping[str, Any]) -> bool:
    has_value = claim["value_min"] is not None or claim["value_max"] is not None
    has_interval = claim["event_start"] is not None and claim["event_end"] is not None
    return claim["type"] in TYPES and has_value and has_interval and bool(claim["places"])


def _sameness(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    polarity = _SAME_POLARITY.get(claim["polarity"], claim["polarity"])
    bounds = claim["value_min"], claim["value_max"]
    # who is sent is taken in: the same happening told from both ends
    subtype = "dispatch" if claim["subtype"] == "intake" else claim["subtype"]
    return claim["type"], subtype, claim["places"][0], bounds, polarity


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
