"""Settles what a claim says where rules, words and network differ: its polarity, its kind and its place.

What the rules read stands unless something else is likelier by a margin; a claim whose polarity was turned, or is
hardly likelier than another, is not firm. A place that was turned says so by a flag.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.claims.learnt.candidates import NOWHERE, WHOLE_WORLD, Candidate, Map
from transforms.claims.learnt.features import Token, family, tokens
from transforms.claims.learnt.fields import Fields, labels
from transforms.claims.learnt.modality import of_claim
from transforms.claims.learnt.network import Seen
from transforms.claims.learnt.reading import stand_alone
from transforms.claims.places import holds
from transforms.claims.rows import wordings
from transforms.claims.scene import Claim, Scene
from transforms.claims.slots import Span
from transforms.claims.trust import HARMLESS, is_learnt, trusted
from transforms.claims.turned import name, place, turn
from transforms.claims.wordings import Worded
from transforms.odds import UNIT, model


@dataclass(frozen=True)
class Margins:
    """Log odds by which something else must be likelier than what the rules read: measured, bench/train_claims.py.
    `of_sure`, `far_likelier`: of polarities that were looked at twice (`needed`); `finer`: of a place in that of the
    rules."""

    polarity: float
    of_sure: float
    far_likelier: float
    kind: float
    place: float
    finer: float


IN_A_REPORT = Margins(polarity=0.2, of_sure=0.4, far_likelier=1.5, kind=1.0, place=0.3, finer=1.0)
ALONE = Margins(polarity=2.0, of_sure=2.5, far_likelier=3.0, kind=1.5, place=1.0, finer=3.0)
SURE = 0.5  # log odds by which the polarity of what is firm is likelier than any other
NOT_TURNED = ("visa", "condition", "demographic")  # a no is how they are kept, or of another subtype
KINDS = ("people", "money")
IN_DOUBT = {"place_ambiguous", "place_near"}  # a name of two places is for a person to tell
PLACED = (*KINDS, "incident", "enforcement", "flow", "legal", "visa", "company")
SAID_SO = ("cumulative", "illustrative")  # words of their own say it: "since 2012", "if"
# People who are only to come have kinds of their own, which follow from the polarity.
TO_COME = ("headcount/planned_dispatch", "headcount/forecast", "movement/planned_dispatch")


def settle(seen: Seen, read: Sequence[Worded], claims: Sequence[Sequence[Claim]]) -> None:
    """Turns the claims of each sentence of a report to what is likeliest, all things weighed."""
    if not any(claims):
        return
    map_, scenes, fields = Map(read, claims), [one.scene for one in read], Fields(seen)
    margins = ALONE if stand_alone(read) else IN_A_REPORT
    candidates = [(at, claim, map_.candidates(at, claim)) for at, own in enumerate(claims) for claim in own]
    for at, claim, places in candidates:
        _place(fields, at, scenes[at], claim, places, margins)
    for at, own in enumerate(claims):
        words = tokens(read[at].marks, scenes[at].lang) if own else []
        for claim in own:
            _turn(fields, at, scenes, claim, words, margins)


def _turn(
    fields: Fields, at: int, scenes: Sequence[Scene], claim: Claim, words: Sequence[Token], margins: Margins
) -> None:
    by_words, scene = model("polarity"), scenes[at]
    odds = by_words.plus(by_words.start(), of_claim(claim, at, scenes, words))
    told = list(of_rules(claim, scene.lang))
    polarities, kinds = fields.said_of(at, quoted(scene, claim), told, [one / UNIT for one in odds])
    names = labels("claim", "polarities")
    if claim["type"] not in NOT_TURNED:
        likely = int(polarities.argmax())
        enough = needed(names[likely], claim, scene.lang, margins)
        if polarities[likely] - polarities[names.index(claim["polarity"])] >= enough:
            turn(scene, claim, names[likely])
    lead = polarities - polarities[names.index(claim["polarity"])]
    if claim["firm"] and sum(lead > -SURE) > 1:
        trusted(claim, is_firm=False)
    if family(claim) in KINDS and not is_learnt(claim):
        _name(claim, dict(zip(labels("claim", "kinds"), kinds.tolist(), strict=True)), margins.kind)


def needed(polarity: str, claim: Claim, lang: str, margins: Margins) -> float:
    """Log odds by which a polarity must be likelier: a denial or doubt was seen in words that a person wrote a row for,
    and who is there is no plan though his contract ends next year; what is firm, flagged or named by its row was looked
    at twice."""
    is_there = polarity == "reported_future" and claim["subtype"] == "present"
    if polarity == "affirmed" or is_there:
        return margins.far_likelier
    is_sure = claim["firm"] or not HARMLESS.issuperset(claim["flags"]) or claim["rule"] in _naming_polarity(lang)
    return margins.of_sure if is_sure else margins.polarity


@cache
def _naming_polarity(lang: str) -> frozenset[str]:
    """The rules whose rows name the polarity of what they read."""
    return frozenset(row.rule for row in wordings(lang) if row.polarity is not None)


def _name(claim: Claim, kinds: dict[str, float], enough: float) -> None:
    """Gives a claim the subtype that is likeliest of those that its type and polarity allow, if it is by enough."""
    own = f"{claim['type']}/{claim['subtype'] or ''}"
    if own not in kinds or claim["subtype"] in SAID_SO or own in TO_COME:
        return
    is_to_come = claim["polarity"] == "reported_future"
    of_its_type = [one for one in kinds if one.startswith(f"{claim['type']}/") and (is_to_come or one not in TO_COME)]
    likely = max(of_its_type, key=kinds.__getitem__)
    if kinds[likely] - kinds[own] >= enough:
        name(claim, likely.partition("/")[2] or None)


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
    if odds[likely] - odds[by_rules] >= enough and candidates[likely].is_told:
        nearest = candidates[likely].nearest
        place(claim, candidates[likely].chain, is_said=nearest is not None and nearest.at == at)


def of_rules(claim: Claim, lang: str) -> Iterator[str]:
    """The features that say what the rules read, and of what."""
    of, polarity = family(claim), f"rules say {claim['polarity']}"
    yield from (polarity, f"{polarity} of {of}", f"is {of}", f"in {lang}", f"scope {claim['scope']}")
    if is_learnt(claim):
        yield from ("no row fits", f"{polarity} of what no row fits")
    else:
        yield f"is {claim['type']}/{claim['subtype'] or ''}"
    if claim["value_max"] == 0:
        yield "is zero"
    if claim["period"]:
        yield f"by the {claim['period']}"


def quoted(scene: Scene, claim: Claim) -> Span:
    """Where the quote of a claim stands in its sentence."""
    start, end = (min(max(claim[name] - scene.sentence.start, 0), len(scene.plain)) for name in ("start", "end"))
    return start, max(end, start + 1)
