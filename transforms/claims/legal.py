"""Rules for the law: the deadline of resolution 2397, the duty to send workers home, the window for evidence, the
instruments named."""

import re

from transforms.claims.scene import Claim, Scene, Where, claim, resolutions
from transforms.claims.when import When, coming

NOWHERE = Where([], [], [], [])
HOME = {
    "en": r"\b(?:home|expel|repatriat\w+|return|sent back|send back|leave)\b|\bdeadline\b",
}
DUTY = {
    "en": r"\b(?:must|had to|have to|has to|told all (?:members|states)[\w ]* to|wants all|requires?|obliged?"
    r"|ordered? all)\b|\bdeadline\b",
}


def legal(scene: Scene) -> list[Claim]:
    """The legal claims of one sentence."""
    found = [*_deadlines(scene), *_obligation(scene), *_window(scene)]
    return found + (
        [] if any(claim["subtype"] == "repatriation_obligation" for claim in found) else _instruments(scene, found)
    )


def _law(scene: Scene) -> list[str]:
    return resolutions(scene.plain) or resolutions(scene.report.text)[-1:] * (len(resolutions(scene.report.text)) == 1)


def _deadlines(scene: Scene) -> list[Claim]:
    """ "must be home by Dec. 22, 2019", "the deadline for the return of all workers is Dec. 22": the coming day
    where no year is said."""
    for when in scene.times:
        if when.end is None and not re.search(r"\d", scene.plain[when.start_at : when.end_at]):
            continue
        if not _is_deadline(scene, when):
            continue
        start, end = _deadline_span(scene, when)
        when = coming(when, scene.report.published)
        day = when.end.isoformat() if when.end else None
        fields = {
            "event_start": day if when.end_at - when.start_at > 5 else None,
            "event_end": day,
            "resolution": _law(scene),
        }
        return [
            claim(
                scene,
                start,
                end,
                f"{scene.lang}.legal.deadline",
                "legal",
                "deadline",
                polarity="affirmed",
                where=NOWHERE,
                **fields,
            )
        ]
    return []


def _is_deadline(scene: Scene, when: When) -> bool:
    before, after = scene.plain[: when.start_at], scene.plain[when.end_at :]
    if re.search(r"\bdeadline\b[^.;]{0,60}\bis $", before) or re.match(r"(?:, the)? deadline\b", after):
        return True
    by = re.search(r"\bby (?:the )?$", before) or re.match(r"by ", scene.plain[when.start_at :])
    return bool(by and re.search(HOME["en"], before) and re.search(DUTY["en"], before))


def _deadline_span(scene: Scene, when: When) -> tuple[int, int]:
    lead = re.search(
        r"(?:\b[Tt]he deadline[^.;]{0,60} is |\b(?:must|had to|wants all|told all|to expel"
        r"|expel)\b[^.;]{0,60}?(?:by (?:the )?)?|ahead of the )$",
        scene.plain[: when.start_at],
    )
    follow = re.match(r"(?:, the)? deadline(?: for repatriation)?", scene.plain[when.end_at :])
    return lead.start() if lead else when.start_at, when.end_at + (follow.end() if follow else 0)


OBLIGATION = {
    "en": r"\b(?:in accordance with|as required by|under) (?:the )?(?:UN "
    r"|U\.N\. )?(?:Security Council )?[Rr]esolution \d{4}",
}


def _obligation(scene: Scene) -> list[Claim]:
    match = re.search(OBLIGATION[scene.lang], scene.plain)
    if (
        match is None
        or not re.search(HOME["en"], scene.plain)
        or not re.search(r"\bmust\b|\bhad to\b|\bhave to\b", scene.plain)
    ):
        return []
    fields = {"resolution": _law(scene), "polarity": "affirmed", "where": NOWHERE}
    return [
        claim(scene, match.start(), match.end(), "en.legal.obligation", "legal", "repatriation_obligation", **fields)
    ]


def _window(scene: Scene) -> list[Claim]:
    """ "evidence must come within 30 days of notice"."""
    if scene.lang != "en":
        return []
    match = re.search(
        r"\bwithin (\d{1,3}) days of notice|\b[Ee]ach has (\d{1,3}) days to (?:bring|give|show"
        r"|provide) (?:proof|evidence)",
        scene.plain,
    )
    if match is None:
        return []
    days = int(match.group(1) or match.group(2))
    fields = {
        "value_min": days,
        "value_max": days,
        "precision": "exact",
        "unit": "days",
        "polarity": "affirmed",
        "where": NOWHERE,
    }
    return [claim(scene, match.start(), match.end(), "en.legal.evidence_window", "legal", "evidence_window", **fields)]


INSTRUMENT = {
    "en": r"\b(?:under|against|citing|in breach of|in violation of|violates?) (?:the )?(?:UNSCRs? "
    r"|UN )?(?:Resolutions? \d{4}(?: and \d{4})?|UNSCR \d{4}(?: and \d{4})?|\d{4} and \d{4}|CAATSA(?: of \d{4})?"
    r"|E\.O\. \d{5}(?: and under the NKSPEA)?|Executive Order \d{5}|a 20\d\d law)",
}


def _instruments(scene: Scene, found: list[Claim]) -> list[Claim]:
    """A law named as the ground of something: `legal` without subtype, once a sentence, and not beside a deadline."""
    match = re.search(INSTRUMENT[scene.lang], scene.plain)
    if match is None or found:
        return []
    fields = {"resolution": resolutions(scene.plain), "polarity": "affirmed", "where": NOWHERE}
    return [claim(scene, match.start(), match.end(), f"{scene.lang}.legal.instrument", "legal", None, **fields)]
