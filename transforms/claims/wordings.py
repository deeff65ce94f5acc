"""Reads claims by wordings: rows of vocab/wordings_<lang>.csv, each a pattern over a sentence whose slots are marked.

A pattern is a regular expression in which `{W}` stands for a slot (see slots.SLOTS), `<sent>` for a class of words
(vocab/word_classes.csv), `{_}` and `{__}` for a short and a long gap, `{~}` for a gap that passes no word of the class
`break`, `{n}` for a number that is not the value, `{X}` for a capitalised name, `{V}` for a sum or for a bare number
whose currency the text named before. The first row of a file that fits a number reads it; a row of type `none` says
that what it fits is no claim.

Groups have meanings: `value` is the number or sum asserted (if none is named so, the first {C}, {N}, {M}, {V} or {S} of
the pattern), `or` the same in another branch, `claim` the span quoted (else the whole match), `company` and
`attribution` go into their fields, `targets` is a stretch in which each name is a claim of its own, any other goes into
`details`. Fields beside those of a claim: `least` and `most` bound a sum, `old` is the subtype of a figure long past,
`count` is a value that no numeral says ("a worker died"); `seen`, `here` and `near` are what must stand in the match,
the sentence and the sentences up to here, `unless` is what must not stand in the sentence, `after` what must not end
just before the match.
`firm` says `yes` where the reading is trusted, `last` where the row is tried after all others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from transforms import vocab
from transforms.claims import voice, whose
from transforms.claims.amounts import SMALL_UNITS, neighbour, period_before
from transforms.claims.cues import Cues, required
from transforms.claims.demographic import traits
from transforms.claims.names import names
from transforms.claims.numbers import Number
from transforms.claims.parts import of_a_sum, of_them
from transforms.claims.places import Mention, country
from transforms.claims.scene import (
    SET_BY_OPENING,
    Claim,
    Scene,
    Where,
    carried,
    claim,
    host,
    inherited,
    is_abroad,
    law,
    lead,
    misprints,
    unsaid,
    where,
)
from transforms.claims.shades import shaded
from transforms.claims.slots import FIRST, REST, Marked, Span, marked, slot_pattern

PEOPLE = ("headcount", "movement")
FLOWS = (*PEOPLE, "location")
NO_CLAIM = "none"
LEGAL = "legal"
MONEY = ("wage", "revenue", "levy")
EVENTS = ("incident", "enforcement")
LOST = ("death", "injury", "escape", "defection")  # of these people no row behind counts who is there
OF_OTHERS = ("chinese_worker_wage", "relative")  # read where another nation's workers stand
OF_A_YEAR = re.compile(r",? (?:in|for|during) (?:19|20)\d\d\b")
# Told beside a wage by the month, they are by the month too.
BY_THE_MONTH = ("state_revenue_per_worker", "received_by_worker", "deduction", "paid_by_host_firm", "managers_share")
MANY_SIDED = ("incident", "condition", "demographic")  # "took him hostage and beat him" is two
VALUED = "CUNMS"
VALUES = ("value", "or")  # the second is for another order of words in the same pattern
NEAR = 2  # sentences back in which a list of names may have been begun
YEARS = range(1950, 2050)
LEAST_BARE = 20  # a smaller number without a currency is no sum: "get one", "makes two"
# A gap may pass over one slot of places, times or people, but never over another number, and not out of the clause.
_LETTER = f"[^,.;:!?。！？；{''.join(map(FIRST.__getitem__, VALUED))}]"
# Within a clause other numbers may stand between, if they count neither people nor money: "300 came in 10 buses".
_IN_CLAUSE = f"[^.;:!?。！？；{''.join(map(FIRST.__getitem__, 'CMS'))}]"
GAPS = {"_": f"{_LETTER}{{0,24}}?", "__": f"(?:{_LETTER}|[,:]){{0,70}}?"}
_CAPITAL = f"(?-i:(?:[A-ZА-ЯЁ][\\w&.'-]*|{slot_pattern('P')}))"
NAME = f"{_CAPITAL}(?: (?:{_CAPITAL}|of|and|&|de|du))*(?<!and)(?<!of)"
# What may stand behind a bare number that is a sum: no noun that it could count.
BARE = (
    rf"{slot_pattern('N')}(?=[^\w\ue000-\uf8ff]*$| {FIRST['T']}|[.,;:!?)\"\u201d\u2019]"
    r"| (?:an?|per|each|every|for|to|is|are|was|were|go(?:es)?|went"
    r"|since|from|in|back|out|at|and|or|but|before|after|on|apiece|monthly|less|more"
    r"|which|of which|of it|of that|of this)\b"
    r"| (?:в|на|за|из|и|а|но|с|до|от|после|чтобы|ежемесячно|уходит|забирает)\b)"
)
NAMED_AHEAD = re.compile(rf"{slot_pattern('W')}\S{{0,2}} ?$")  # 노동자는 |200여 명이 돌아갔다
SUM = f"(?:{slot_pattern('M')}|{BARE})"


@dataclass(frozen=True)
class Wording:
    """One row: of each set in `needs` one string must stand in the marked sentence, in small letters, or it cannot fit;
    `fields` are added to the claim."""

    rule: str
    kind: str
    subtype: str | None
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    polarity: str | None
    unit: str | None
    fields: Mapping[str, Any]
    is_firm: bool
    is_last: bool
    old: str | None
    least: float
    most: float
    asked: Mapping[str, re.Pattern[str]]


def worded(scene: Scene) -> list[Claim]:
    """The claims that the rows of the sentence's language read."""
    is_of_others, is_home = whose.is_of_others(scene), not whose.is_abroad(scene)
    marks, taken, found = marked(scene), _Taken(), list[Claim]()
    rows = wordings(scene.lang)
    for row in (rows[at] for at in _cues(scene.lang).possible(marks.text.lower())):
        if is_of_others and row.kind in PEOPLE and scene.lang not in LAST_NAMED:
            continue
        if row.kind in PEOPLE and is_home:
            continue
        for match in row.pattern.finditer(marks.text):
            if not _is_meant(scene, marks, row, match):
                continue
            spans = [span for span in _claim_spans(scene, row, match) if taken.take(row, match, span, marks)]
            if row.kind != NO_CLAIM:
                found += [_written(scene, marks, row, match, span) for span in spans]
    told: list[Claim] = []
    for one in sorted(found, key=lambda claim: int(claim["start"])):
        told.append(_as_part(scene, _as_well(scene, one, told), told))
    return of_a_sum(scene, of_them(scene, told))


# "2,800 were sent home in 2019 and a further 1,200 in 2020": they did what those before them did.
AS_WELL = {"en": re.compile(r"(?:and|,|;|plus|with) (?:a further|another|an additional|an extra) $")}
OF_NO_VERB = ("of_place", "then", "count", "in_place", "another_in", "plus", "named", "persons")


def _as_well(scene: Scene, one: Claim, others: list[Claim]) -> Claim:
    name = one["rule"].rsplit(".", 1)[1]
    if scene.lang not in AS_WELL or one["type"] not in PEOPLE or name not in OF_NO_VERB:
        return one
    start = next((n.start for n in scene.numbers if n.end > one["start"] - scene.sentence.start), 0)
    before = [other for other in others if other["type"] in PEOPLE and other["end"] <= one["start"]]
    is_listed = name == "of_place"  # "Vietnam returned 51, Nepal 33"
    if not before or not (is_listed or AS_WELL[scene.lang].search(scene.plain, 0, start)):
        return one
    last = max(before, key=lambda other: int(other["end"]))
    return {**one, "type": last["type"], "subtype": last["subtype"], "polarity": last["polarity"]}


# "300 of them": a part of the people counted before it, never added.
SUBSET = {
    "en": re.compile(r"[^,;.:]{0,24}? (?:of (?:them|these|those|whom)|among them)\b"),
    "ru": re.compile(r"(?: человека?| рабочих)? из (?:них|этого числа|приехавших|прибывших)\b"),
}


def _as_part(scene: Scene, one: Claim, others: list[Claim]) -> Claim:
    at = scene.sentence.start
    count = next((n for n in scene.numbers if one["start"] <= at + n.core < one["end"]), None)
    if one["type"] not in PEOPLE or scene.lang not in SUBSET or count is None:
        return one
    whole = [other for other in others if _may_be_whole(scene, other, one)]
    if not whole or not SUBSET[scene.lang].match(scene.plain, count.end):
        return one
    last = max(whole, key=lambda other: int(other["end"]))
    if one["rule"].endswith(".of_them"):  # nothing more is said of the part: it does what the whole does
        one = {**one, "type": last["type"], "subtype": last["subtype"]}
    return {**one, "part_of": last["quote"], "flags": [*one["flags"], "subset"]}


def _may_be_whole(scene: Scene, other: Claim, part: Claim) -> bool:
    if other["type"] not in PEOPLE or not other["value_min"] or other["end"] > part["start"]:
        return False
    return ";" not in scene.report.text[other["end"] : part["start"]]


COUNTED = re.compile(f"[{REST['N']}{REST['C']}{FIRST['N']}{FIRST['C']}] ?$")


class _Taken:
    """What is read already: a number is read once; a claim without one is written once for its type where it stands."""

    def __init__(self) -> None:
        self._values: list[tuple[str, Span]] = []
        self._spans: list[tuple[str, Span]] = []
        self._counted: list[Span] = []  # who is counted there moves or is there: nothing more is said without a number

    def take(self, row: Wording, match: re.Match[str], span: Span, marks: Marked) -> bool:
        """Whether what the match says of a span was free; it is taken then."""
        value = _value_span(match)
        side, account = _side(row.kind, row.subtype), _account(row.kind, row.subtype)
        if value is not None and marks.text[value[0]] == FIRST["M"]:  # a fine is no wage
            account = ""
        if value is not None and value[0] in marks.numbers:  # the word that bounds it may end the quote before
            value = (marks.numbers[value[0]].core, value[1])
        if value is not None and any(account == other and _meet(value, place) for other, place in self._values):
            return False
        if value is None and any(side == other and _meet(span, place) for other, place in self._spans):
            return False
        if side == LEGAL and row.subtype is None and self._has_law(span, marks.text):
            return False
        if value is None and row.kind in FLOWS and any(_meet(span, place) for place in self._counted):
            return False
        self._spans.append((side, span))
        if value is not None:
            self._values.append((account, value))
            if row.subtype in LOST:
                self._values.append((_account("headcount", None), value))
        if value is not None and row.kind in PEOPLE:
            self._counted.append(span)
        return True


    def _has_law(self, span: Span, text: str) -> bool:
        """Whether a deadline or a duty stands beside a law that is named as the ground of something."""
        laws = [place for other, place in self._spans if other == LEGAL]
        return any(";" not in text[min(span[1], place[1]) : max(span[0], place[0])] for place in laws)


def _side(kind: str, subtype: str | None) -> str:
    subtype = "defection" if subtype == "escape" else subtype  # who fled to Seoul is not told twice
    return f"{kind}.{subtype}" if kind in MANY_SIDED else kind


def _account(kind: str, subtype: str | None) -> str:
    """The people of an event may stand on each of its sides, and as a headcount too; so may those of a condition."""
    return "" if kind in (*PEOPLE, *MONEY, NO_CLAIM) else _side(kind, subtype)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _value_span(match: re.Match[str]) -> Span | None:
    said = (name for name in VALUES if name in match.re.groupindex and match[name] is not None)
    return next((match.span(name) for name in said), None)


def _claim_spans(scene: Scene, row: Wording, match: re.Match[str]) -> list[Span]:
    """The span of a match, or one for each name in its stretch of targets."""
    if "targets" in match.re.groupindex and match["targets"] is not None:
        return names(scene, *match.span("targets"), is_company=row.kind == "company")
    return [match.span("claim") if "claim" in match.re.groupindex and match["claim"] is not None else match.span()]


def _is_meant(scene: Scene, marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    """Whether words and size are those of the row; people whom no noun names are counted only where the text has named
    the workers before; people counted are no flow or place without a number beside it."""
    if not _is_of_size(marks, row, match) or not _is_in_place(scene, row, match):
        return False
    value = _value_span(match)
    may_be_others = row.kind in (*MONEY, *PEOPLE) and row.subtype not in OF_OTHERS and whose.is_of_others(scene)
    if may_be_others and not _is_own(scene, marks, value):
        return False
    if row.kind in ("location", *PEOPLE) and value is None and COUNTED.search(marks.text, 0, match.start()):
        return False
    if row.kind not in PEOPLE:
        return True
    if value is not None and "number" not in row.fields and not whose.is_count(scene, *value):
        return False
    if row.rule.endswith(".people.count") and value is not None and not whose.is_bare_count(scene, *value):
        return False
    if FIRST["W"] in match.group() or NAMED_AHEAD.search(marks.text, 0, match.start()):
        return True
    return FIRST["O"] not in match.group() and whose.is_theirs(scene)


LAST_NAMED = ("ko",)  # the last people named before a number are those it counts
WHO = re.compile(f"[{FIRST['O']}{FIRST['W']}{FIRST['A']}]")


def _is_own(scene: Scene, marks: Marked, value: Span | None) -> bool:
    """Whether the last people named before a sum are not the others of the sentence."""
    if value is None or scene.lang not in (*LAST_NAMED, "en"):
        return False
    named = WHO.findall(marks.text, 0, value[0])
    return bool(named) and named[-1] != FIRST["O"]


def _is_in_place(scene: Scene, row: Wording, match: re.Match[str]) -> bool:
    plain = scene.plain
    ahead, match_text = plain[: match.start()], plain[match.start() : match.end()]
    texts = {"seen": match_text, "here": plain, "unless": plain, "after": ahead}
    for name, pattern in row.asked.items():
        text = texts[name] if name in texts else whose.before(scene, NEAR)
        if (pattern.search(text) is None) != (name in ("unless", "after")):
            return False
    return True


def _is_of_size(marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    value = _value_span(match)
    number = marks.numbers.get(value[0]) if value else None
    amount = marks.amounts.get(value[0]) if value else None
    said = amount.number if amount else number
    if said is None or row.kind not in MONEY:
        return True
    size = said.high if said.high is not None else said.low or 10 ** (said.magnitude or 0)
    if value is not None and marks.text[value[0]] == FIRST["N"] and (size < LEAST_BARE or size in YEARS):
        return False
    currency = "KRW" if amount and "won_undecided" in amount.flags else amount.currency if amount else None
    unit = SMALL_UNITS.get(currency or "", 1)
    if amount and amount.currency is None and amount.period in ("hour", "day", "week", "month"):
        unit = 1000  # shillings or dinars: a sum by the month is a wage, however many
    return row.least * unit <= size <= row.most * unit


def _written(scene: Scene, marks: Marked, row: Wording, match: re.Match[str], span: Span) -> Claim:
    start, end = span
    value = _value_span(match)
    own: Claim = {**row.fields, **_named(scene, match)}
    outside = own.pop("except", None)
    if "targets" in match.re.groupindex and match["targets"] is not None:
        own["company"] = scene.plain[start:end]
    kind, subtype = row.kind, row.subtype
    if kind == "demographic":
        own["demographic"] = traits(scene.plain[start:end], scene.lang)
    if value is not None:
        own = {**_valued(scene, marks, value[0], row), **own}
    is_share = value is not None and marks.text[value[0]] == FIRST["S"]
    if is_share and kind in MONEY:
        own["unit"] = row.unit if row.unit and "percent" in row.unit else "percent"
    elif row.unit or kind in PEOPLE:
        own["unit"] = _unit(row, own, scene.plain[start:end])
    if kind in PEOPLE and subtype is not None and row.polarity is None:
        (kind, subtype), own["polarity"] = shaded(scene, (kind, subtype), start, end)
    if row.polarity is not None:
        own["polarity"] = row.polarity
    elif own.get("polarity", "affirmed") == "affirmed" and voice.is_doubted_after(
        scene.report.flat, scene.sentence.end, scene.lang
    ):
        own["polarity"] = "unverified"
    elif scene.lang == "ja" and kind in ("wage", "levy") and _is_future(scene, span):
        own["polarity"] = "affirmed"  # a plan to fulfil and pay to hand over are asked for now
    spot = _paid_in(spot_of(scene, marks, (start, end), value or (start, end), kind, subtype), own.get("currency"))
    if kind == LEGAL:
        own["resolution"] = own.get("resolution") or law(scene, subtype)
        own["flags"] = [*own.get("flags", ()), *misprints(scene.plain[start:end])]
        if own["resolution"] or not spot.flags:  # the law of the Council binds all: no place from context
            spot = where(scene, start, end)
    if outside is not None:
        spot = Where([f"WORLD except {outside}"], [], [], [])
    if row.is_last and own.get("polarity") == "negated":  # "will not renew the papers of 300": they are there
        own["polarity"] = "affirmed"
    written = claim(scene, start, end, row.rule, kind, subtype, where=spot, is_firm=row.is_firm, **own)
    if row.old is None or written["scope"] != "background":
        return written
    return claim(scene, start, end, row.rule, kind, row.old, where=spot, is_firm=row.is_firm, **own)


def _is_future(scene: Scene, span: Span) -> bool:
    return voice.polarity(scene.plain, *span, scene.lang) == "reported_future"


def _valued(scene: Scene, marks: Marked, at: int, row: Wording) -> Claim:
    amount = marks.amounts.get(at)
    if amount is None and (row.kind not in MONEY or marks.text[at] == FIRST["S"]):
        return {"number": marks.numbers[at]}
    amount = amount or neighbour(scene, marks.numbers[at])
    details = {"converted": amount.converted} if amount.converted else {}
    period, flags = amount.period, list(amount.flags)
    if period is None and row.subtype in BY_THE_MONTH:
        period = period_before(scene, at) or neighbour(scene, amount.number).period
        flags += ["period_from_context"] if period else []
    return {"number": amount.number, "currency": amount.currency, "period": period, "flags": flags, "details": details}


def _unit(row: Wording, own: Claim, quote: str) -> str | None:
    if row.unit == "per worker" and re.search(r"\b(?:per|a) head\b", quote):
        return "per head"
    if row.kind in PEOPLE and row.unit is None and "number" in own and own["number"].is_each:
        return "workers per group"
    return row.unit or "workers"


def _named(scene: Scene, match: re.Match[str]) -> Claim:
    """What the named groups say: the company, and details by their names."""
    said = {
        name: scene.report.as_written(scene.plain[match.start(name) : match.end(name)])
        for name in match.re.groupindex
        if name not in (*VALUES, "claim", "targets") and match[name]
    }
    own: Claim = {name: said.pop(name) for name in ("company", "attribution") if name in said}
    return {**own, **({"details": said} if said else {})}


PAID_IN = {
    "RUB": "RU", "MNT": "MN", "KWD": "KW", "QAR": "QA", "AED": "AE", "PLN": "PL", "MYR": "MY", "TWD": "TW", "MOP": "MO",
}  # fmt: skip


def _paid_in(spot: Where, currency: str | None) -> Where:
    """A sum in roubles is paid in Russia, whatever place the sentences before it named."""
    home = PAID_IN.get(currency or "")
    if home is None or "place_from_context" not in spot.flags or home in map(country, spot.places):
        return spot
    return replace(spot, places=[home])


# --- where ---------------------------------------------------------------------------------------------------------

VERB_LAST = ("ko", "ja", "zh")  # there the place stands before the number, in the others behind it


def spot_of(scene: Scene, marks: Marked, span: Span, value: Span, kind: str, subtype: str | None) -> Where:
    """The places of a claim: in its span, else on the side where its language has them, else on the other side, up to
    the next number; else those of the sentence so far, else the nearest before it in the paragraph, else the lead's."""
    if subtype == "repatriation":
        scene = replace(scene, places=tuple(place for place in scene.places if not _is_goal(scene, place)))
    if kind in (*PEOPLE, "location", "wage", "incident"):  # "reporters in Seoul": they work nowhere there
        scene = replace(scene, places=tuple(place for place in scene.places if not _is_newsroom(place)))
    if kind == "location":  # "teams working from China": there they are
        scene = replace(scene, places=tuple(replace(one, role="place") for one in scene.places))
    low, high = _reach(scene, marks, value)
    if scene.lang == "ja":  # what comes behind the clause is of somebody else
        high = min(high, max(voice.clause(scene.plain, *value)[1], span[1]))
    inside = where(scene, max(low, span[0]), min(high, span[1]) if scene.lang == "ja" else span[1])
    ahead, behind = where(scene, low, value[0]), where(scene, value[1], high)
    is_ahead = scene.lang in VERB_LAST or _opens_with_place(scene, value[0]) or _is_closed(scene, value)
    sides = (ahead, behind) if is_ahead else (behind, ahead)
    origin = [*dict.fromkeys(inside.origin + ahead.origin + behind.origin)]
    via = [*dict.fromkeys(inside.via + ahead.via + behind.via)]
    if subtype in ("transfer", "repatriation"):  # "returned to Pyongyang from Kuwait": home is where they go
        if scene.lang == "ja":
            origin = origin or where(scene, 0, value[0]).origin
        origin = [chain for chain in origin if is_abroad([chain])]
        if origin:
            return Where(origin, origin, via, inside.flags)
    there = None if inside.places else _there(scene, span)
    for spot in _in_order(scene, inside, sides, span, value, (low, high), there):
        if spot.places or "place_ambiguous" in spot.flags:
            return Where(_of_the_country(scene, subtype, spot), origin, via, spot.flags)
    return Where([], origin, via, [])


def _in_order(
    scene: Scene,
    inside: Where,
    sides: tuple[Where, Where],
    span: Span,
    value: Span,
    reach: Span,
    there: re.Match[str] | None,
) -> Iterator[Where]:
    """Where the place of a claim is looked for, in the order of its language."""
    if scene.lang == "zh":
        yield from _in_chinese(scene, inside, sides, span, (max(reach[0], span[0]), reach[1]))
    elif scene.lang == "ja":
        yield from _in_japanese(scene, inside, sides, span, there)
    else:
        yield inside
        if scene.lang == "ko":
            yield _between_commas(scene, value, *reach)
        yield from _further(scene, sides, span[1], there)


IN_THE_COUNTRY = re.compile(r"同国|国内(?!外|総)|全土")
OF_THE_STATE = ("no_new_visas", "no_renewal")


def _of_the_country(scene: Scene, subtype: str | None, spot: Where) -> list[str]:
    """The places of a spot; in Japanese the country of one that only stood before, where "同国" says so or visas are a
    state's."""
    is_carried = scene.lang == "ja" and "place_from_context" in spot.flags and len(spot.places) == 1
    if is_carried and (subtype in OF_THE_STATE or IN_THE_COUNTRY.search(scene.plain)):
        return [country(spot.places[0])]
    return spot.places


def _in_japanese(
    scene: Scene, inside: Where, sides: tuple[Where, Where], span: Span, there: re.Match[str] | None
) -> Iterator[Where]:
    yield inside
    if there is not None:
        yield from (inherited(scene), lead(scene))
    yield from sides
    if there is None:
        yield where(scene, 0, span[1])
    yield from (host(scene), carried(scene), inherited(scene), lead(scene))


def _between_commas(scene: Scene, value: Span, low: int, high: int) -> Where:
    """ "1만 명이 단둥에, 5천 명이 훈춘에": where other counts stand beside, a comma parts what belongs to each."""
    start = scene.plain.rfind(",", low, value[0]) + 1 if low else 0
    stop = scene.plain.find(",", value[1], high) if high < len(scene.plain) else -1
    return where(scene, max(low, start), high if stop < 0 else stop) if start or stop >= 0 else Where([], [], [], [])


def _in_chinese(scene: Scene, inside: Where, sides: tuple[Where, Where], span: Span, reach: Span) -> Iterator[Where]:
    """The same in Chinese, whose commas part sentences: "abroad" only where nothing finer is said in the sentence."""
    first, last = voice.between_commas(scene.plain, *span)
    own = [inside, where(scene, max(reach[0], first), min(reach[1], last)), *sides, where(scene, 0, span[1])]
    yield from (spot for spot in own if spot.places != ["WORLD"])
    yield from own
    yield unsaid(scene)


# "In Hunchun alone they saw 80, at Dandong more": the place that opens a clause is that of its number.
OPENING = {
    "en": re.compile(
        r"\W*(?:in|at|around|across|near|outside|throughout|inside) (?:the )?(?:\w+ ){0,2}$", re.IGNORECASE
    )
}


def _opens_with_place(scene: Scene, at: int) -> bool:
    begin, _ = voice.clause(scene.plain, at, at)
    first = next((place for place in scene.places if begin <= place.start < at), None)
    if first is None or scene.lang not in OPENING:
        return False
    return OPENING[scene.lang].match(scene.plain, begin, first.start) is not None


# "Vietnam returned 51, Nepal 33": nothing more is said behind the number.
CLOSED = {"en": re.compile(r"(?: workers| people| men| women| of them)?(?:[,;).]|$)")}
SUBJECT = 25  # characters before a number within which the place stands that did something to so many


def _is_closed(scene: Scene, value: Span) -> bool:
    if scene.lang not in CLOSED or not CLOSED[scene.lang].match(scene.plain, value[1]):
        return False
    return any(value[0] - SUBJECT <= place.end <= value[0] for place in scene.places)


def _further(scene: Scene, sides: tuple[Where, Where], end: int, there: re.Match[str] | None) -> Iterator[Where]:
    """Where else the place of a claim is looked for, each asked for only when the ones before say nothing."""
    if there is not None:
        yield _leveled(inherited(scene), there)
        yield _leveled(lead(scene), there)
    yield from sides
    yield where(scene, 0, end)
    if scene.lang in SET_BY_OPENING:
        yield unsaid(scene)
        return
    near = unsaid(scene)
    is_national = scene.lang in NATIONAL and NATIONAL[scene.lang].search(scene.plain) is not None
    yield _of_country(near) if is_national else near
    if near.places or not near.flags:  # else somebody only came from the place before, or through it
        yield _of_country(lead(scene)) if is_national else lead(scene)
        yield where(scene, 0, len(scene.plain))


# "took the train to Khasan": on the way home; "in the federation": the country named before.
GOAL = {
    "en": re.compile(
        r"\b(?:back|home|train|bus(?:es)?|flight|plane|ferry|way|headed|bound|travell?ed|drove|flew|taken|crossed|driven)"
        r" (?:over |across )?(?:to|for|towards) (?:the )?$"
    ),
    "ru": re.compile(
        r"\b(?:увез|вывез|перевез|достав|автобус|поезд|рейс|самол|паром|переправ|пересе)\w*(?: \w+){0,2} (?:в|на|до) $",
        re.IGNORECASE,
    ),
}
THERE = {
    "en": re.compile(
        r"\b(?:the|this|that) (?:whole |entire )?(?:(?P<country>country|federation|kingdom|emirate|republic|sultanate"
        r"|nation)|(?P<province>province|region|island|prefecture)|city|town|zone|port)\b(?! (?:of|government))",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\bв (?:этой |этом |том же |той же )?"
        r"(?:стране|области|крае|городе|регионе|республике|пос[её]лке|провинции|зоне)\b"
    ),
}


FAR = 30  # characters behind a claim within which its place may stand


def _is_goal(scene: Scene, place: Mention) -> bool:
    return scene.lang in GOAL and not place.is_home and bool(GOAL[scene.lang].search(scene.plain, 0, place.start))


def _is_newsroom(place: Mention) -> bool:
    return bool(place.chains) and all(country(chain) in ("KR", "JP") for chain in place.chains)


def _there(scene: Scene, span: Span) -> re.Match[str] | None:
    """ "in the country", "the island": a place named before, at a claim."""
    return THERE[scene.lang].search(scene.plain, span[0], span[1] + FAR) if scene.lang in THERE else None


# What a body of the state counts is of the whole country, unless the sentence says where.
NATIONAL = {
    "en": re.compile(
        r"\b(?:nationwide|countrywide)\b|\b(?:ministry|minister|government|parliament|president"
        r"|border (?:service|guard)|embassy|ambassador)\b[^.;]{0,30}"
        r"\b(?:said|says|told|counts?|counted|puts?|reported|reports|estimates?|confirmed|insists?|announced)\b",
        re.IGNORECASE,
    )
}


def _of_country(spot: Where) -> Where:
    """The country of a place that was only found around a claim."""
    if "place_from_context" not in spot.flags:
        return spot
    return replace(spot, places=list(dict.fromkeys(map(country, spot.places))))


PROVINCE = 2  # links of the chain of a province: its name and the country


def _leveled(spot: Where, there: re.Match[str]) -> Where:
    """The country or the province of a place, where "the country" or "the province" stands for it."""
    said = there.groupdict()
    if said.get("country"):
        return _of_country(spot)
    if not said.get("province"):
        return spot
    return replace(spot, places=list(dict.fromkeys(", ".join(one.split(", ")[-PROVINCE:]) for one in spot.places)))


def _reach(scene: Scene, marks: Marked, value: Span) -> Span:
    """From the count before a number to the count behind it, or the ends of the sentence."""
    things = scene.lang == "ko"  # there a number of people always has its counter
    counts = [at for at in (*marks.numbers, *marks.amounts) if _counts(marks, at, things)]
    low = max((at for at in counts if at < value[0]), default=0)
    return low, min((at for at in counts if at >= value[1]), default=len(marks.text))


OF_THINGS = re.compile(
    f"{slot_pattern('N')} (?:{slot_pattern('P')} (?:[a-z-]+ )?)?"
    r"(?!(?:of|more|others?|and|or|in|at|who)\b)[a-z]+s\b(?<!was)(?<!is)(?<!has)"
)


def _counts(marks: Marked, at: int, are_things: bool) -> bool:
    """Whether a number is one of people or a sum: "15 plants" keeps no places apart."""
    if marks.text[at] == FIRST["N"]:
        return not are_things and OF_THINGS.match(marks.text, at) is None
    return marks.text[at] in (FIRST["C"], FIRST["M"])


# --- the rows ------------------------------------------------------------------------------------------------------


@cache
def wordings(lang: str) -> tuple[Wording, ...]:
    """The rows of a language in file order, those marked `last` behind all others. Raises ValueError that names the row
    for a pattern that cannot be read."""
    rows = sorted(vocab.rows(f"wordings_{lang}"), key=lambda row: row["firm"] == "last")
    return tuple(_wording(row, lang) for row in rows)


@cache
def _cues(lang: str) -> Cues:
    return Cues([row.needs for row in wordings(lang)])


def _wording(row: Mapping[str, str], lang: str) -> Wording:
    fields = dict(part.split("=", 1) for part in row["fields"].split(";") if part)
    return Wording(
        row["rule"],
        row["type"],
        row["subtype"] or None,
        pattern := _compiled(row["rule"], row["pattern"], lang),
        required(pattern.pattern),
        row["polarity"] or None,
        row["unit"] or None,
        _spread(fields),
        row["firm"] == "yes",
        row["firm"] == "last",
        fields.get("old"),
        float(fields.get("least", 0)),
        float(fields.get("most", "inf")),
        {name: re.compile(_with_classes(fields[name], lang), re.IGNORECASE) for name in ASKED if name in fields},
    )


FIELDS = ("period", "currency", "scope", "precision", "except")
ASKED = ("seen", "here", "near", "unless", "after")
OF_THE_ROW = ("flag", "place", "old", "count", "least", "most", *ASKED)


def _spread(fields: Mapping[str, str]) -> dict[str, Any]:
    """`flags` is a list, `place` the only place, `except` a country outside of which it holds, an empty field is none,
    what is no field of a claim goes into `details`."""
    own: dict[str, Any] = {name: fields[name] or None for name in FIELDS if name in fields}
    if "place" in fields:
        own["places"] = [fields["place"]]
    if "flag" in fields:
        own["flags"] = [fields["flag"]]
    if "count" in fields:
        own["number"] = Number(0, 0, 0, float(fields["count"]), float(fields["count"]), "exact")
    details = {name: value for name, value in fields.items() if name not in own and name not in OF_THE_ROW}
    return {**own, **({"details": details} if details else {})}


def _compiled(rule: str, pattern: str, lang: str) -> re.Pattern[str]:
    try:
        return re.compile(_expanded(pattern, lang), re.IGNORECASE)
    except (re.error, KeyError) as error:
        raise ValueError(f"vocab/wordings_{lang}.csv: the pattern of {rule} cannot be read: {error}") from error


def _expanded(pattern: str, lang: str) -> str:
    worded_out = _with_classes(_without_groups(pattern), lang)
    is_named = "(?P<value>" in pattern

    def slot(match: re.Match[str]) -> str:
        nonlocal is_named
        name = match[1]
        if name == "~":
            return f"(?:(?!{_classes(lang)['break']}){_IN_CLAUSE}){{0,60}}?"
        if name == "n":
            return slot_pattern("N")
        if name in GAPS or name == "X":
            return f"(?:{GAPS.get(name, NAME)})"
        form = SUM if name == "V" else f"(?:{slot_pattern(name)})"
        if name in VALUED + "V" and not is_named:
            is_named = True
            return f"(?P<value>{form})"
        return form

    # In brackets a slot means its letters: [^。{C}] is no number of people.
    worded_out = re.sub(r"\[[^\]]*\]", lambda match: SLOT.sub(_letters, match[0]), worded_out)
    expanded = re.sub(r"\{([A-Zn]|_{1,2}|~)\}", slot, worded_out).replace("\0", "<")
    return rf"(?<!\w)(?:{expanded})" if lang == "ru" else expanded  # its patterns begin with stems


SLOT = re.compile(r"\{([A-Z])\}")


def _letters(match: re.Match[str]) -> str:
    return FIRST[match[1]] + REST[match[1]]


def _with_classes(pattern: str, lang: str) -> str:
    """A pattern with its classes of words written out; a class may name others."""
    while (deeper := re.sub(r"<(\w+)>", lambda match: _classes(lang)[match[1]], pattern)) != pattern:
        pattern = deeper
    return pattern


def _without_groups(pattern: str) -> str:
    """The names of groups kept apart from classes of words: both are written with < and >."""
    return re.sub(r"\(\?(P?)<(?=[\w=!])", "(?\\1\0", pattern)


@cache
def _classes(lang: str) -> dict[str, str]:
    return {row["name"]: f"(?:{row['pattern']})" for row in vocab.of("word_classes", lang)}
