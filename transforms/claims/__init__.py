"""Reads claims about North Korean workers abroad out of one report, each with the exact quote and the rule that read
it.

In English, Korean, Chinese, Japanese and Russian; a report in another language gives no claims, and so does a report
that is not about such workers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms import vocab
from transforms.claims.assertion import EVENTS
from transforms.claims.learnt import Seen, settle, weighed
from transforms.claims.scene import Claim, Report, Scene, scenes
from transforms.claims.verdicts import judge
from transforms.claims.when import published_day
from transforms.claims.wordings import Worded, worded
from transforms.entities import linked
from transforms.relevance import relevance

# Analysts edit the lists: with any of them changed, reports are read again.
READER = f"reader-3+{vocab.digest()}"
LANGUAGES = ("en", "ko", "zh", "ja", "ru")


def read(report: Mapping[str, Any]) -> list[Claim]:
    """The claims of a report `{title, text, published (ISO day or moment, or None), lang, source}`, in the order of
    their quotes; `source` is the name of its outlet, if it is known.
    Each has every field of the contract; `start`/`end` count characters of `text`, and `text[start:end] == quote`."""
    seen = _report(report)
    if seen is None:
        return []
    sentences = [worded(scene) for scene in scenes(seen)]
    if not sentences:
        return []
    heard = Seen(sentences)
    claims = by_rules(heard, sentences)
    settle(heard, sentences, claims)
    found = [_linked(claim, seen) for own in claims for claim in own]
    return _once(
        sorted(
            found,
            key=lambda claim: (claim["start"], claim["end"], claim["type"], claim["subtype"] or "", claim["rule"]),
        ),
        seen,
    )


def by_rules(heard: Seen, sentences: Sequence[Worded]) -> list[list[Claim]]:
    """The claims of each sentence of a report, with the polarity, kind and place that the rules give them."""
    claims = weighed(heard, sentences)
    judge([(one.scene, own) for one, own in zip(sentences, claims, strict=True)])
    return claims


def _linked(claim: Claim, report: Report) -> Claim:
    """A claim that names a company of the curated list says which, in `details`; other names stay as written."""
    entity = linked(claim["company"], f"{report.title}\n{report.text}") if claim["company"] else None
    return {**claim, "details": {**claim["details"], "entity": entity.key}} if entity else claim


def _report(report: Mapping[str, Any]) -> Report | None:
    lang, title, text = (report.get("lang") or "")[:2], report.get("title") or "", report.get("text") or ""
    if lang not in LANGUAGES or not relevance(title, text, lang).is_relevant:
        return None
    return Report(title, text, lang, published_day(report.get("published")), report.get("source") or "")


def _once(found: list[Claim], report: Report) -> list[Claim]:
    """A thing said twice in a report is one claim, at its first mention."""
    kept: dict[tuple[Any, ...], Claim] = {}
    for claim in found:
        values = (claim["value_min"], claim["value_max"], claim["magnitude"], claim["currency"], claim["period"])
        # Without a number the origin tells two sayings apart: "from Pyongyang" is more than "sent to China".
        key = (
            claim["type"],
            claim["subtype"],
            values,
            tuple(claim["places"]),
            claim["polarity"],
            tuple(claim["origin"]),
            claim["quote"] if claim["type"] == "legal" and claim["subtype"] is None else None,
            str(claim["company"]) if claim["type"] in ("company", "enforcement") else None,
            str(claim["demographic"] or claim["quote"]) if claim["type"] == "demographic" else None,
            *_day(claim),
        )
        kept.setdefault(key, claim)
    return _without_echoes(list(kept.values()), report)


def _without_echoes(found: list[Claim], report: Report) -> list[Claim]:
    """An event is written down where it is counted or its target named; a bare word of it ("the riot") is a claim only
    where nothing else in the report tells of it, and then once. English incidents are many: only one that is pointed at
    was told before."""
    told = {_event(claim) for claim in found if _is_told(claim)}
    kept = []
    for claim in found:
        if claim["type"] in EVENTS and not _is_told(claim) and _may_be_echo(claim, report):
            if _event(claim) in told:
                continue
            told.add(_event(claim))
        kept.append(claim)
    return kept


POINTED_AT = re.compile(r"\b(?:the|that|this|these|those|such) (?:\w+ )?$", re.IGNORECASE)


def _may_be_echo(claim: Claim, report: Report) -> bool:
    is_incident = report.lang == "en" and claim["type"] == "incident"
    return not is_incident or POINTED_AT.search(report.text, 0, claim["start"]) is not None


def _event(claim: Claim) -> tuple[Any, ...]:
    return claim["type"], claim["subtype"], claim["polarity"] == "denied"


def _is_told(claim: Claim) -> bool:
    counted = any(claim[name] is not None for name in ("value_min", "value_max", "magnitude"))
    return claim["type"] in EVENTS and (counted or claim["company"] is not None)


def _day(claim: Claim) -> tuple[Any, ...]:
    """Two movements of one size at two stated times are two."""
    stated = (
        claim["event_basis"] in ("stated", "relative")
        and claim["type"] in ("movement", "incident")
        and claim["value_min"] is not None
    )
    return (claim["event_start"], claim["event_end"]) if stated else ()


@dataclass(frozen=True)
class NearMiss:
    """What stands in no claim and nearly did: `start`/`end` count characters of the text; `reason` says why, in
    English."""

    start: int
    end: int
    reason: str


def near_misses(report: Mapping[str, Any], claims: list[Claim]) -> list[NearMiss]:
    """What a rule reads in a report and words and networks refute, and its numbers that stand in neither, in order.
    Dates are left out."""
    seen = _report(report)
    if seen is None:
        return []
    told = {_said(claim) for claim in claims}
    spans = [(claim["start"], claim["end"]) for claim in claims]
    found = []
    for one in map(worded, scenes(seen)):
        for claim in sorted(one.claims, key=lambda own: int(own["start"])):
            start, end = claim["start"], claim["end"]
            if _said(claim) not in told and not any(first < end and start < last for first, last in spans):
                found.append(NearMiss(start, end, _refuted(claim)))
                spans.append((start, end))
        found += _uncounted(one.scene, spans)
    return sorted(found, key=lambda miss: miss.start)


def _said(claim: Claim) -> tuple[Any, ...]:
    """What is the same where it is said again; an event is, with any number."""
    if claim["type"] in EVENTS or (claim["value_min"] is None and claim["value_max"] is None):
        return claim["type"], claim["subtype"]
    return claim["type"], claim["value_min"], claim["value_max"], claim["currency"]


def _refuted(claim: Claim) -> str:
    kind = f"{claim['type']}/{claim['subtype']}" if claim["subtype"] else claim["type"]
    return f"rule {claim['rule']} reads it as {kind}, words and networks speak against it"


def _uncounted(scene: Scene, spans: Sequence[tuple[int, int]]) -> Iterator[NearMiss]:
    for number in scene.numbers:
        start, end = scene.sentence.start + number.start, scene.sentence.start + number.end
        dated = any(when.start_at <= number.core < when.end_at for when in scene.times)
        pronoun = scene.plain[number.start : number.end].lower() == "one"
        if not dated and not pronoun and not any(first <= start < last for first, last in spans):
            yield NearMiss(start, end, _reason(scene, number.end))


def _reason(scene: Scene, at: int) -> str:
    following = " ".join(scene.plain[at:].split()[:4])
    if not following:
        return "nothing follows"
    return f"no rule counts this as workers or their money (followed by {following!r})"
