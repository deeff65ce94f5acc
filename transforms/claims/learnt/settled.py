"""Settles what a claim says where rules, words and network differ: its polarity, kind, period and place.

What the rules read stands unless something else is likelier by a margin; a claim whose polarity was turned, or is
hardly likelier than another, is not firm. A place or a period that was turned says so by a flag, for its quote does not
prove it.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.claims.learnt.candidates import NOWHERE, WHOLE_WORLD, Candidate, Map
from transforms.claims.learnt.features import Token, family, tokens
from transforms.claims.learnt.fields import Fields
from transforms.claims.learnt.kinds import of_kind
from transforms.claims.learnt.modality import of_claim
from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.reading import NETWORK, stand_alone
from transforms.claims.places import holds
from transforms.claims.rows import wordings
from transforms.claims.scene import Claim, Scene
from transforms.claims.slots import Span
from transforms.claims.trust import HARMLESS, SURE, is_learnt, is_tabled, trusted
from transforms.claims.turned import date, name, place, turn
from transforms.claims.wordings import Worded
from transforms.odds import UNIT, model


@dataclass(frozen=True)
class Margins:
    """Log odds by which something else must be likelier than what the rules read: measured, bench/train_claims.py.
    `of_sure`, `far_likelier`: of polarities that were looked at twice (`needed`); `said`: more, of a place where the
    claim's own sentence says one; `finer`: of a place in that of the rules."""

    polarity: float
    of_sure: float
    far_likelier: float
    kind: float
    period: float
    place: float
    said: float
    finer: float


IN_A_REPORT = Margins(polarity=0.2, of_sure=0.2, far_likelier=0.5, kind=0.3, period=0.0, place=0.0, said=0.5, finer=0.0)
ALONE = Margins(
    polarity=2.0, of_sure=2.5, far_likelier=3.0, kind=3.5, period=3.0, place=1.0, said=2.0, finer=3.0
)  # fmt: skip
OF_PAST, OF_ANOTHER_TYPE = 1.3, 2.0  # of a plan that is dated before its report; of another type of what is firm
# A no is how they are kept, or of another subtype; money without a sum stands in few labelled reports.
NOT_TURNED = ("visa", "condition", "demographic", "wage", "levy", "revenue")
KINDS = ("people", "money")
IN_DOUBT = {"place_ambiguous", "place_near"}  # a name of two places is for a person to tell
PLACED = (*KINDS, "incident", "enforcement", "flow", "legal", "visa", "company")
CAME = {"dispatch", "intake"}  # the same seen from home and from the host: a row may have meant either
SAID_SO = ("cumulative", "illustrative")  # words of their own say it: "since 2012", "if"
# People who are only to come have kinds of their own, which follow from the polarity.
TO_COME = ("headcount/planned_dispatch", "headcount/forecast", "movement/planned_dispatch")


def settle(seen: Seen, read: Sequence[Worded], claims: Sequence[Sequence[Claim]]) -> None:
    """Turns the claims of each sentence of a report to what is likeliest, all things weighed; not the cells of a table,
    which are what their column is."""
    if not any(claims):
        return
    map_, scenes, fields = Map(read, claims), [one.scene for one in read], Fields(seen)
    margins = ALONE if stand_alone(read) else IN_A_REPORT
    in_words = [[claim for claim in own if not is_tabled(claim)] for own in claims]
    candidates = [(at, claim, map_.candidates(at, claim)) for at, own in enumerate(in_words) for claim in own]
    for at, claim, places in candidates:
        _place(fields, at, scenes[at], claim, places, margins)
    words = [tokens(one.marks, one.scene.lang) for one in read]
    for at, own in enumerate(in_words):
        for claim in own:
            _turn(fields, at, read, claim, words, margins)


def _turn(
    fields: Fields,
    at: int,
    read: Sequence[Worded],
    claim: Claim,
    words: Sequence[Sequence[Token]],
    margins: Margins,
) -> None:
    by_words, scene, scenes = model("polarity"), read[at].scene, [one.scene for one in read]
    features, told = of_claim(claim, at, scenes, words[at]), list(of_rules(claim, scene))
    odds = by_words.plus(by_words.start(), features)
    said = fields.said_of(at, quoted(scene, claim), told, [one / UNIT for one in odds])
    polarities, kinds = said["polarity"], {}
    if family(claim) in KINDS and not is_learnt(claim):
        kinds = _kinds(family(claim), {*features, *told, *of_kind(claim, at, read, words)}, said["kind"])
    if family(claim) not in NOT_TURNED:
        likely = max(polarities, key=polarities.__getitem__)
        if polarities[likely] - polarities[claim["polarity"]] >= needed(likely, claim, scene, margins):
            turn(scene, claim, likely)
    if claim["firm"] and sum(one - polarities[claim["polarity"]] > -SURE for one in polarities.values()) > 1:
        trusted(claim, is_firm=False)
    if kinds:
        _name(scene.lang, claim, kinds, margins.kind)
    if family(claim) == "money":
        _date(claim, said["period"], margins.period)


def needed(polarity: str, claim: Claim, scene: Scene, margins: Margins) -> float:
    """Log odds by which a polarity must be likelier: a denial or doubt was seen in words that a person wrote a row for,
    who is there is no plan though his contract ends next year, nor is what was done last month; what is firm, flagged
    or named by its row was looked at twice."""
    if polarity == "reported_future" and _is_past(claim, scene):
        return OF_PAST
    is_there = polarity == "reported_future" and claim["subtype"] == "present"
    if polarity == "affirmed" or is_there:
        return margins.far_likelier
    is_sure = claim["firm"] or not HARMLESS.issuperset(claim["flags"]) or claim["rule"] in _naming_polarity(scene.lang)
    return margins.of_sure if is_sure else margins.polarity


def _is_past(claim: Claim, scene: Scene) -> bool:
    """Whether its sentence dates it before the day of the report."""
    day, is_dated = scene.report.published, claim["event_basis"] in ("stated", "relative")
    return bool(is_dated and day and claim["event_end"] and claim["event_end"] < day.isoformat())


@cache
def _naming_polarity(lang: str) -> frozenset[str]:
    """The rules whose rows name the polarity of what they read."""
    return frozenset(row.rule for row in wordings(lang) if row.polarity is not None)


def _kinds(of: str, features: Iterable[str], heard: Mapping[str, float]) -> dict[str, float]:
    """The log odds of the kinds of a family by words and networks."""
    kinds = model(f"kinds_of_{of}")
    odds = kinds.heard(kinds.plus(kinds.start(), features), NETWORK, heard)
    return {kind: one / UNIT for kind, one in zip(kinds.labels, odds, strict=True)}


@cache
def _naming_before(lang: str) -> frozenset[str]:
    """The rules whose rows read people who were there before: "joined the 1,100 already there"."""
    return frozenset(row.rule for row in wordings(lang) if row.subtype == "before")


def _name(lang: str, claim: Claim, kinds: Mapping[str, float], enough: float) -> None:
    """Gives a claim the kind that is likeliest of those that its polarity allows, if it is by enough."""
    own = f"{claim['type']}/{claim['subtype'] or ''}"
    if own not in kinds or own in TO_COME or claim["subtype"] in SAID_SO or claim["rule"] in _naming_before(lang):
        return
    is_to_come = claim["polarity"] == "reported_future"
    likely = max((one for one in kinds if is_to_come or one not in TO_COME), key=kinds.__getitem__)
    type_, _, subtype = likely.partition("/")
    if {claim["subtype"], subtype} == CAME:
        return
    if claim["firm"] and type_ != claim["type"]:
        enough = max(enough, OF_ANOTHER_TYPE)
    if kinds[likely] - kinds[own] >= enough:
        name(claim, type_, subtype or None)


def _date(claim: Claim, periods: Mapping[str, float], enough: float) -> None:
    """Gives a sum the period that is likeliest where none is said, if it is likelier by enough than none."""
    likely = max(periods, key=periods.__getitem__)
    if claim["period"] is None and likely and periods[likely] - periods[""] >= enough:
        date(claim, likely)


def _place(
    fields: Fields, at: int, scene: Scene, claim: Claim, candidates: Sequence[Candidate], margins: Margins
) -> None:
    """Sets a claim where it is likeliest, if that is surer than where the rules set it. Several places and those in
    doubt stand."""
    if family(claim) not in PLACED or len(claim["places"]) > 1 or not IN_DOUBT.isdisjoint(claim["flags"]):
        return
    own = claim["places"][0] if claim["places"] else NOWHERE
    if own.startswith(f"{WHOLE_WORLD} except"):
        return
    by_rules = next(place for place, one in enumerate(candidates) if one.chain == own)
    is_said = own != NOWHERE and "place_from_context" not in claim["flags"]
    if is_said and candidates[by_rules].nearest is None:  # what holds several that are named together
        return
    odds = fields.weighed(at, quoted(scene, claim), candidates)
    likely = int(odds.argmax())
    enough = margins.finer if holds(own, candidates[likely].chain) else margins.place if own else 0.0
    enough += margins.said if is_said else 0.0
    if odds[likely] - odds[by_rules] >= enough and candidates[likely].is_told:
        nearest = candidates[likely].nearest
        place(claim, candidates[likely].chain, is_said=nearest is not None and nearest.at == at)


def of_rules(claim: Claim, scene: Scene) -> Iterator[str]:
    """The features that say what the rules read, and of what."""
    of, polarity = family(claim), f"rules say {claim['polarity']}"
    yield from (polarity, f"{polarity} of {of}", f"is {of}", f"in {scene.lang}", f"scope {claim['scope']}")
    yield from (f"{when} of {of}" for when in _dated(claim, scene.report.published))
    if is_learnt(claim):
        yield from ("no row fits", f"{polarity} of what no row fits")
    else:
        yield f"is {claim['type']}/{claim['subtype'] or ''}"
    if claim["value_max"] == 0:
        yield "is zero"
    if claim["period"]:
        yield f"by the {claim['period']}"


YEARS = 3  # as many years before its report are many


def _dated(claim: Claim, day: datetime.date | None) -> Iterator[str]:
    """When rules set a claim, seen from the day of its report."""
    basis, end = claim["event_basis"], claim["event_end"]
    yield f"dated {basis}"
    if day and end and basis in ("stated", "relative"):
        yield "to come" if end > day.isoformat() else f"{min(YEARS, day.year - int(end[:4]))} years before"


def quoted(scene: Scene, claim: Claim) -> Span:
    """Where the quote of a claim stands in its sentence."""
    start, end = (min(max(claim[name] - scene.sentence.start, 0), len(scene.plain)) for name in ("start", "end"))
    return start, max(end, start + 1)
