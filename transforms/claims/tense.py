"""Whether a claim is of now, of an old time or of one to come: its scope, and people who were there or will be."""

import re
from datetime import date

from transforms.caseless import caseless
from transforms.claims import voice
from transforms.claims.scene import Claim, Scene
from transforms.references import retold

STALE_DAYS = 366  # an event that ended longer before the published day is an old figure retold
TENSELESS = ("zh",)
# There only the day tells what is still to come, where its wording says so: "on 15 August" may be of last year.
AHEAD = {"zh": r"明|下|后年|底|末|\d{4}年"}
TO_COME = {"dispatch": "planned_dispatch", "intake": "planned_dispatch", "present": "forecast"}


def in_time(scene: Scene, filled: Claim) -> Claim:
    """A claim with its scope, and as a plan or a past where only its time says so."""
    is_ahead = re.search(AHEAD.get(scene.lang, ""), filled["event_text"] or "")
    told = {**filled, **(_to_come(scene, filled) if is_ahead else {})}
    if is_ahead and scene.lang in AHEAD and told["polarity"] == "affirmed" and _is_said_to_come(scene, told):
        told |= {"polarity": "reported_future", "subtype": TO_COME.get(told["subtype"], told["subtype"])}
    told["scope"] = told["scope"] or _scope(scene, told)
    told |= _retold(scene, told)
    is_stale = scene.lang in TENSELESS and _is_stale(scene, told)
    if told["subtype"] == "present" and (is_stale or _is_past(scene, told)):
        told["subtype"] = "before"
    return told


RETOLD = {
    "zh": r"曾(?:经)?(?!祖|参与)|此前估计|早前估计|疫情前|制裁前|封关前|高峰|全盛|鼎盛|最多时|当年|原先|年初还有",
    "ja": r"かつて|コロナ(?:禍)?前|制裁前|以前(?:は|の)|過去の(?:推計|報告|調査)|ピーク時|最盛期|全盛期"
    r"|年(?:時点)?の(?:国連)?(?:の)?(?:推計|推定|報告書?|調査)",
    "ru": r"\bраньше\b|в прошлые годы|до пандемии|до санкций|за тот же период прошлого|годом ранее|в советск|в те годы"
    r"|когда-то|некогда|в сво[её] время|девяност\w+(?= |,)|двухтысячн|в нулевы|1990-е|1990-х|прежде здесь|на пике",
    "en": r"\b(?:estimate|figure|report|count) of (?:19|20)\d\d\b|\bat the peak\b|\bbefore the (?:border"
    r"|sanctions|UN sanctions|pandemic|ban|war)|(?<=\w )once (?!the|a|all|they|it|more|again|every|visas?|permits?)"
    r"|\bused to\b|\bformerly\b|\bheyday\b|\bin (?:better|the old|earlier) (?:days|times)\b|\bat (?:the|its) height\b",
    "ko": r"바 있다|한때|코로나(?:19)? (?:이전|전)|(?:봉쇄|제재|팬데믹) (?:이전|전)(?:까지|만 해도|에는)"
    r"|(?:지난해|작년|전년) 같은",
}

NOW = re.compile(r"현재|지금(?!까지)")  # "코로나 이전 3만 명에서 현재 1만 8천 명"


def _scope(scene: Scene, filled: Claim) -> str:
    before = NOW.finditer(scene.plain, 0, filled["start"] - scene.sentence.start)
    told = scene.plain[max((match.end() for match in before), default=0) :]
    told = _near(scene, filled) if scene.lang == "zh" else _in_clause(scene, filled) if scene.lang == "en" else told
    if scene.is_caption or caseless(RETOLD[scene.lang]).search(told):
        return "background"
    return "background" if _is_stale(scene, filled) and not _lasts(filled) else "new"


WRITTEN_YEAR = re.compile(r"(?<![\d.,])20[0-4]\d(?![\d.,]*\d)")


def _retold(scene: Scene, filled: Claim) -> Claim:
    """An old figure of a list is old news whatever the wording; it says in `details` which it is, and where the text
    gives no time it is of the years of the figure."""
    written = {int(year) for year in WRITTEN_YEAR.findall(scene.plain)} - {filled["value_min"], filled["value_max"]}
    figure = retold(filled, scene.report.published, written)
    if figure is None:
        return {}
    told = {"scope": "background", "details": {**filled["details"], "reference": figure.key}}
    is_dated = filled["event_basis"] != "published" or filled["polarity"] == "reported_future"
    return told if is_dated else {**told, **figure.interval, "event_basis": "reference"}


def _in_clause(scene: Scene, filled: Claim) -> str:
    start, end = (filled[name] - scene.sentence.start for name in ("start", "end"))
    return scene.plain[slice(*voice.clause(scene.plain, start, end))]


def _is_stale(scene: Scene, filled: Claim) -> bool:
    end, published = filled["event_end"], scene.report.published
    return end is not None and published is not None and (published - date.fromisoformat(end)).days > STALE_DAYS


def _lasts(filled: Claim) -> bool:
    """Whether an old day makes it no old tale: a law, a measure of a state, wages still owed, what ran over years."""
    if filled["type"] in ("legal", "enforcement") or str(filled["subtype"]).startswith("arrears"):
        return True
    start, end = filled["event_start"], filled["event_end"]
    span = (date.fromisoformat(end) - date.fromisoformat(start)).days if start and end else 0
    return filled["type"] in ("wage", "revenue", "levy") and span > STALE_DAYS


PLANNED = {
    "present": ("headcount", "forecast"),
    "dispatch": ("headcount", "planned_dispatch"),
    "intake": ("headcount", "planned_dispatch"),
}


# "The return of 430 women began on 23 August", read in May: the August before.
HAPPENED = re.compile(r"\b(?:began|started|arrived|came|went|left|returned|crossed|departed|boarded|flew|ended)\b")


def _to_come(scene: Scene, filled: Claim) -> Claim:
    """People affirmed for a time after the published day are only to come: "90 cooks fly there next month". Japanese
    tells so by its verb, and dates things as well: "来年9月の会議の会場で3000人が働く"."""
    if scene.lang == "ja":
        return {}
    is_people = filled["type"] in ("headcount", "movement") and filled["polarity"] == "affirmed"
    comes = (_is_said_to_come if scene.lang in AHEAD else is_to_come)(scene, filled)
    if not is_people or filled["event_basis"] in ("published", "none") or not comes:
        return {}
    is_told = re.search(r"\b(?:have|has|had|was|were|been)\b", filled["quote"])
    if scene.lang == "en" and (is_told or HAPPENED.search(_in_clause(scene, filled))):
        return {}
    kind, subtype = PLANNED.get(filled["subtype"], (filled["type"], filled["subtype"]))
    return {"polarity": "reported_future", "type": kind, "subtype": subtype}


PAST_DAYS = 45  # who was there at a time that ended longer before the published day need not be there now
PAST = {
    "en": re.compile(
        r"\b(?:had(?! (?:left|gone|returned|been|come|already)\b)|held|was|were(?! \w+ing\b)|numbered|employed|hosted"
        r"|counted|worked|lived|stood|kept|used|housed|served|listed|registered)\b"
    )
}


def _is_past(scene: Scene, filled: Claim) -> bool:
    """Whether somebody was there, by the past of an English verb, at a time that is named and over."""
    end, published = filled["event_end"], scene.report.published
    if scene.lang not in PAST or end is None or published is None or filled["polarity"] != "affirmed":
        return False
    if filled["event_basis"] not in ("stated", "relative") or (published - date.fromisoformat(end)).days <= PAST_DAYS:
        return False
    if re.search(rf"\bas (?:of|at) {re.escape(filled['event_text'] or '')}", scene.plain):  # the latest that is known
        return False
    end = filled["end"] - scene.sentence.start
    if re.match(r"[^,.;]{0,12}\b(?:now|today|at present|currently)\b", scene.plain[end:]):
        return False
    return _is_stale(scene, filled) or bool(PAST[scene.lang].search(_in_clause(scene, filled)))


def _near(scene: Scene, filled: Claim) -> str:
    """Where a sign of an old figure is looked for in Chinese, whose commas part sentences: between the commas around
    the quote, and where somebody is said to speak."""
    start, end = (filled[name] - scene.sentence.start for name in ("start", "end"))
    said = re.match(r"[^,]*(?:估计|警告|称|说|表示|指出|透露|披露|报告|认为)(?=,)", scene.plain)
    return (said.group() if said else "") + scene.plain[slice(*voice.between_commas(scene.plain, start, end))]


def _is_said_to_come(scene: Scene, filled: Claim) -> bool:
    """Whether a coming time stands beside the quote: behind a comma it is of something else."""
    start, end = (filled[name] - scene.sentence.start for name in ("start", "end"))
    beside = scene.plain[slice(*voice.between_commas(scene.plain, start, end))]
    return is_to_come(scene, filled) and (filled["event_text"] or "") in beside


def is_to_come(scene: Scene, filled: Claim) -> bool:
    """Whether it lies wholly after the published day, though no word was seen that says so."""
    start, published = filled["event_start"], scene.report.published
    return start is not None and published is not None and date.fromisoformat(start) > published
