"""Gives a claim that is already written another polarity, kind, period or place, and with it all that follows from
it."""

from transforms.claims.render import line
from transforms.claims.scene import Claim, Scene
from transforms.claims.tense import PLANNED
from transforms.claims.trust import confidence
from transforms.claims.when import coming

# What a plan is of that is none: those who were to come came or did not, those who were to be there are.
COME_TRUE = {"planned_dispatch": ("movement", "dispatch"), "forecast": ("headcount", "present")}


def turn(scene: Scene, claim: Claim, polarity: str) -> None:
    """Turns a claim of a sentence to a polarity: its type, subtype, days, trust and line too. It is firm no more; one
    that has this polarity stays as it is."""
    if claim["polarity"] == polarity:
        return
    claim |= {"polarity": polarity, "firm": False}
    if polarity == "reported_future":
        claim["type"], claim["subtype"] = PLANNED.get(claim["subtype"], (claim["type"], claim["subtype"]))
        claim |= _ahead(scene, claim)
    elif polarity in ("affirmed", "negated"):
        claim["type"], claim["subtype"] = COME_TRUE.get(claim["subtype"], (claim["type"], claim["subtype"]))
    claim["confidence"] = confidence(claim)
    claim["sentence"] = line(claim)


def name(claim: Claim, type_: str, subtype: str | None) -> None:
    """Gives a claim another type of its family and subtype: trust and line too. What it counts and asserts stays."""
    claim |= {"type": type_, "subtype": subtype}
    claim["confidence"] = confidence(claim)
    claim["sentence"] = line(claim)


def date(claim: Claim, period: str) -> None:
    """Says by which time a sum is paid, which its words do not."""
    claim |= {"period": period, "flags": sorted({*claim["flags"], "period_weighed"})}
    claim["sentence"] = line(claim)


def place(claim: Claim, chain: str, is_said: bool) -> None:
    """Sets a claim somewhere else. `is_said`: whether its own sentence names the place."""
    flags = set(claim["flags"]) - {"place_from_context"} | {"place_weighed"}
    claim |= {"places": [chain], "flags": sorted(flags | (set() if is_said else {"place_from_context"}))}
    claim["sentence"] = line(claim)


def _ahead(scene: Scene, claim: Claim) -> Claim:
    """The days of a plan: "in August" is of the August to come."""
    at = scene.sentence.start
    for when in scene.times:
        if scene.report.text[at + when.start_at : at + when.end_at] == claim["event_text"]:
            days = coming(when, scene.report.published)
            return {
                "event_start": days.start.isoformat() if days.start else None,
                "event_end": days.end.isoformat() if days.end else None,
            }
    return {}
