"""Writes a claim down: every field of the contract, from the sentence around its quote."""

import re
from datetime import date
from typing import Any

from transforms.claims import trust, voice
from transforms.claims.around import Where, where
from transforms.claims.numbers import Number
from transforms.claims.places import together
from transforms.claims.render import line
from transforms.claims.scene import Claim, Scene
from transforms.claims.sectors import sectors
from transforms.claims.tense import in_time, is_to_come
from transforms.claims.when import When, coming


def claim(scene: Scene, start: int, end: int, rule: str, kind: str, subtype: str | None, **fields: Any) -> Claim:
    """A claim with every field of the contract, read from `plain[start:end]` of the scene. `fields` win over what the
    sentence says by default; `number` fills value, precision and magnitude, `where` the places, `is_firm` says whether
    the rule is trusted."""
    number: Number | None = fields.pop("number", None)
    is_firm: bool = fields.pop("is_firm", False)
    spot: Where = fields.pop("where", None) or where(scene, 0, len(scene.plain))
    when = _nearest_time(scene, start, end)
    at = scene.sentence.start
    filled: Claim = {
        **BLANK,
        "type": kind,
        "subtype": subtype,
        **_value(number),
        "places": together(spot.places) if number is not None and not number.is_vague else spot.places,
        "origin": spot.origin,
        "via": spot.via,
        **_said(scene, start, end),
        **_event(scene, when),
        **{"details": {}, "flags": [], "resolution": []},
        **{"quote": scene.report.text[at + start : at + end], "start": at + start, "end": at + end, "rule": rule},
        **fields,
    }
    doubt = ["day_in_doubt"] if when is not None and when.is_in_doubt else []
    filled["flags"] = sorted({*filled["flags"], *spot.flags, *doubt})
    return _finished(scene, filled, when, is_firm)


def _said(scene: Scene, start: int, end: int) -> Claim:
    """What the sentence, or else its paragraph, says around a span: who speaks, in which voice, of which sectors."""
    speaker, kind = voice.attribution(scene.plain, scene.lang)
    if speaker is None:
        speaker, kind = voice.attribution(scene.paragraph, scene.lang)
    return {
        "attribution": scene.report.as_written(speaker),
        "attribution_kind": kind,
        "polarity": _polarity(scene, start, end),
        "sectors": sectors(scene.plain, scene.lang),
    }


def _polarity(scene: Scene, start: int, end: int) -> str:
    """In Chinese what was ordered or agreed in one part of a sentence says nothing of the sums in the next, as a plan
    does."""
    said = voice.polarity(scene.plain, start, end, scene.lang)
    begin = voice.between_commas(scene.plain, start, end)[0]
    if scene.lang != "zh" or said != "reported_future" or re.search(SHALL, scene.plain[:begin]):
        return said
    return voice.polarity(scene.plain[begin:], start - begin, end - begin, scene.lang)


SHALL = "将|预计|(?<!的)计划|拟|预定|打算|准备"


def may_be_firm(scene: Scene, one: Claim) -> bool:
    """Whether neither what a claim says nor its sentence gives a reason to read it again."""
    return trust.is_firm(one) and not is_to_come(scene, one)


def _finished(scene: Scene, filled: Claim, when: When | None, is_firm: bool) -> Claim:
    """A claim with what follows from its other fields: the interval of a plan, scope, trust and the sentence."""
    if (filled["polarity"] == "reported_future" or filled["subtype"] == "deadline") and when is not None:
        when = coming(when, scene.report.published)
        filled |= {"event_start": _iso(when.start), "event_end": _iso(when.end)}
    if filled["subtype"] == "deadline":  # a deadline is a day, though the time up to it is open
        filled["event_start"] = filled["event_end"]
    if (filled["subtype"] == "before" or filled["type"] == "legal") and filled["event_basis"] == "published":
        filled |= {"event_start": None, "event_end": None, "event_basis": "none"}
    filled = in_time(scene, filled)
    filled["firm"] = is_firm and may_be_firm(scene, filled)
    filled["confidence"] = trust.confidence(filled)
    filled["sentence"] = line(filled)
    return filled


BLANK: Claim = dict.fromkeys((
    "type", "subtype", "value_min", "value_max", "magnitude", "precision", "unit", "currency", "period", "places",
    "origin", "via", "sectors", "company", "demographic", "attribution", "attribution_kind", "resolution",
    "event_start", "event_end", "event_basis", "event_text", "polarity", "scope", "part_of", "details", "flags",
    "quote", "start", "end", "rule", "confidence", "firm", "sentence",
))  # fmt: skip


def _value(number: Number | None) -> Claim:
    if number is None:
        return {}
    return {
        "value_min": _whole(number.low),
        "value_max": _whole(number.high),
        "magnitude": number.magnitude,
        "precision": number.precision,
    }


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _nearest_time(scene: Scene, start: int, end: int) -> When | None:
    """The time nearest to a span within its clause, else before it: what comes after is of something else."""
    begin, stop = voice.clause(scene.plain, start, end)
    if scene.lang == "ja" and re.search("現在|今も|今なお", scene.plain[start:end]):  # other times are others'
        return None
    inside = [when for when in scene.times if begin <= when.start_at < stop]
    if scene.lang == "ru" and not inside and NOW_RU.match(scene.plain, begin):  # "раньше было 1 200, теперь - 300"
        return None
    inside = inside or [when for when in scene.times if when.end_at <= begin]
    return min(inside, key=lambda when: _distance(scene, when, start, end), default=None)


NOW_RU = re.compile(r"\W*(?:то )?(?:сейчас|теперь|сегодня|ныне|нынче)\b", re.IGNORECASE)
BEHIND_COMMA = 100  # Russian lists times with what they date behind: "в 2018 году - 1 221, к лету - 342"


def _distance(scene: Scene, when: When, start: int, end: int) -> int:
    far = max(when.start_at - end, start - when.end_at, 0)
    return far + BEHIND_COMMA * (scene.lang == "ru" and "," in scene.plain[end : when.start_at])


def _event(scene: Scene, when: When | None) -> Claim:
    if when is not None:
        wording = scene.report.text[scene.sentence.start + when.start_at : scene.sentence.start + when.end_at]
        return {
            "event_start": _iso(when.start),
            "event_end": _iso(when.end),
            "event_basis": when.basis,
            "event_text": wording,
        }
    published = _iso(scene.report.published)
    return {
        "event_start": published,
        "event_end": published,
        "event_basis": "published" if published else "none",
        "event_text": None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
