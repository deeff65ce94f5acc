"""Where the people or the money of a claim are: which of the places around it a language means."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.claims import voice
from transforms.claims.around import (
    Where,
    carried,
    host,
    inherited,
    is_abroad,
    is_host,
    lead,
    setting,
    told_behind,
    told_next,
    unnamed,
    unsaid,
    whence,
    where,
)
from transforms.claims.asides import is_goal, is_newsroom, is_of_a_firm, is_of_source
from transforms.claims.places import Mention, country, holds, together
from transforms.claims.rows import MONEY, PEOPLE
from transforms.claims.scene import SET_BY_OPENING, Scene
from transforms.claims.slots import FIRST, Marked, Span, slot_pattern

VERB_LAST = ("ko", "ja", "zh")  # there the place stands before the number, in the others behind it


def spot_of(scene: Scene, marks: Marked, span: Span, value: Span, kind: str, subtype: str | None) -> Where:
    """The places of a claim: in its span, else on the side where its language has them, else on the other side, up to
    the next number; else those of the sentence so far, else the nearest before it in the paragraph, else the lead's."""
    if subtype == "repatriation":
        scene = replace(scene, places=tuple(place for place in scene.places if not is_goal(scene, place)))
    if kind in (*PEOPLE, "location", "wage", "incident"):  # "reporters in Seoul": they work nowhere there
        scene = replace(scene, places=tuple(place for place in scene.places if not is_newsroom(place)))
    whole = scene
    if scene.lang == "en" and kind in (*PEOPLE, *MONEY, "incident"):
        scene = replace(scene, places=tuple(place for place in scene.places if not _is_of_source(scene, place)))
    if kind == "location":  # "teams working from China": there they are
        scene = replace(scene, places=tuple(replace(one, role="place") for one in scene.places))
    low, high = _reach(scene, marks, (value[0], max(value[1], span[1])))
    if scene.lang in ("ja", "en"):  # what comes behind the clause is of somebody else
        high = min(high, max(voice.clause(scene.plain, *value)[1], span[1]))
    inside = where(scene, max(low, span[0]), min(high, span[1]) if scene.lang == "ja" else span[1])
    ahead, behind = where(scene, low, value[0]), where(scene, value[1], high)
    is_ahead = scene.lang in VERB_LAST or _opens_with_place(scene, value[0]) or _is_closed(scene, value)
    sides = (ahead, behind) if is_ahead else (behind, ahead)
    origin = [*dict.fromkeys(inside.origin + ahead.origin + behind.origin)]
    via = [*dict.fromkeys(inside.via + ahead.via + behind.via)]
    if subtype in LEAVE:  # "returned to Pyongyang from Kuwait": home is where they go
        if scene.lang == "ja":
            origin = origin or where(scene, 0, value[0]).origin
        origin = [chain for chain in origin if is_abroad([chain])]
        if scene.lang == "ru" and not origin and not inside.places:  # "через Хасан домой вернулись 300"
            origin = [chain for chain in via if is_abroad([chain])]
        goal = (inside.places or behind.places) if subtype == "transfer" and scene.lang in ("en", "ru") else []
        if goal:
            return Where(goal, origin, via, inside.flags)
        if origin:
            return Where(origin, origin, via, inside.flags)
    there = None if inside.places else _there(scene, span)
    for spot in _in_order(scene, inside, sides, span, value, (low, high), there):
        if scene.lang == "en" and kind in (*MONEY, "incident") and spot.places and _is_of_a_nation(scene, spot):
            spot = _finer(spot, carried(scene))
        if spot.places or "place_ambiguous" in spot.flags:
            spot = _in_america(scene, spot, subtype)
            return Where(_of_the_country(scene, subtype, _with_owner(scene, spot)), origin, via, spot.flags)
    nowhere = _in_america(scene, where(whole, 0, len(scene.plain)), subtype)
    if not nowhere.places and scene.lang == "en" and _is_of_all(marks, value, kind, subtype):
        return Where(["WORLD"], origin, via, ["place_from_context"])
    return replace(nowhere, origin=origin, via=via)


MORE_THAN_ONE_HOSTS = 40_000  # no one host but the two that a report would name has so many


def _is_of_all(marks: Marked, value: Span, kind: str, subtype: str | None) -> bool:
    """Whether people or revenue for which a report names no host are of all hosts together: "a UN rapporteur spoke of
    more than 50,000"."""
    number = marks.numbers.get(value[0])
    is_many = number is not None and max(number.low or 0, number.high or 0) >= MORE_THAN_ONE_HOSTS
    return subtype == "state_revenue" or (kind in PEOPLE and is_many)


LEAVE = ("transfer", "repatriation", "repatriation_order", "repatriation_demand", "recall_date")  # from the place
AMERICAN = re.compile(
    r"\b(?:FBI|(?:US|U\.S\.|American|federal|assistant U\.S\.) (?:attorney|prosecutors?|grand jury|court|judge|agents?"
    r"|marshals?|authorities|officials?|Department)|Justice Department|Department of Justice|DOJ|grand jury|District of"
    r"|U\.S\. citizen)\b"
)
BEFORE_A_COURT = ("indictment", "criminal_charges", "search", "seizure", "arrest")


def _in_america(scene: Scene, spot: Where, subtype: str | None) -> Where:
    """What courts and agents do is done in America where theirs are named and the sentence itself names no place."""
    is_said = bool(spot.places) and "place_from_context" not in spot.flags
    if scene.lang != "en" or subtype not in BEFORE_A_COURT or is_said or not AMERICAN.search(scene.report.text):
        return spot
    return Where(["US"], [], [], ["place_from_context"])


ONE_OF_A_NATION = re.compile(r"\b(?:the|an?|his|her|their|its|another|one) $", re.IGNORECASE)


def _is_of_a_nation(scene: Scene, spot: Where) -> bool:
    """Whether the sentence names no place of a spot, or only the country that one of its firms or men is of: "the
    Chinese owner pays"."""
    said = [place for place in scene.places if set(place.chains) & set(spot.places)]
    return all(one.kind == "country" and ONE_OF_A_NATION.search(scene.plain, 0, one.start) for one in said)


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
        if scene.lang in ("ko", "ru"):
            yield _between_commas(scene, value, *reach)
        yield from _further(scene, sides, span[1], there)


def _with_owner(scene: Scene, spot: Where) -> Where:
    """A region as the part of it whose authority speaks: 露極東のアムール州政府."""
    parts = [chain for one in scene.places if one.role == "of" and one.kind != "city" for chain in one.chains]
    if scene.lang not in ("ja", "zh") or len(spot.places) != 1 or "place_from_context" in spot.flags:
        return spot
    whole = spot.places[0]
    is_area = any(one.kind == "area" and whole in one.chains for one in scene.places)  # 露極東 holds no chain
    finer = [one for one in parts if holds(whole, one) or (is_area and country(one) == country(whole) != one)]
    return replace(spot, places=finer[:1]) if finer else spot


IN_THE_COUNTRY = re.compile(r"同国|国内(?!外|総)|全土")
OF_THE_STATE = ("no_new_visas", "no_renewal", "no_proper_visa", "student_visa")


def _of_the_country(scene: Scene, subtype: str | None, spot: Where) -> list[str]:
    """The places of a spot; in Japanese and English the country of one that only stood before, where "同国" says so or
    visas are a state's."""
    is_carried = scene.lang in ("ja", "en") and "place_from_context" in spot.flags and len(spot.places) == 1
    if is_carried and (subtype in OF_THE_STATE or IN_THE_COUNTRY.search(scene.paragraph)):
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
    way = [chain for chain in where(scene, 0, len(scene.plain)).via if is_abroad([chain])]
    is_national = NATIONAL["ja"].search(scene.plain) is not None
    for near in (told_behind(scene), host(scene), _within_lead(scene), inherited(scene), lead(scene)):
        is_near_way = way and {country(chain) for chain in way} == {country(chain) for chain in near.places}
        near = replace(near, places=way) if is_near_way else near
        yield _of_country(near) if is_national else near
    yield Where(way, [], [], ["place_from_context"] if way else [])


def _within_lead(scene: Scene) -> Where:
    """The nearest place before a sentence; where that is a country in which the lead's place lies, the lead's."""
    near, opening = carried(scene), lead(scene)
    return opening if opening.places and near.places == [country(opening.places[0])] else near


def _between_commas(scene: Scene, value: Span, low: int, high: int) -> Where:
    """ "1만 명이 단둥에, 5천 명이 훈춘에": where other counts stand beside, a comma parts what belongs to each."""
    start = scene.plain.rfind(",", low, value[0]) + 1 if low else 0
    stop = scene.plain.find(",", value[1], high) if high < len(scene.plain) else -1
    return where(scene, max(low, start), high if stop < 0 else stop) if start or stop >= 0 else Where([], [], [], [])


def _in_chinese(scene: Scene, inside: Where, sides: tuple[Where, Where], span: Span, reach: Span) -> Iterator[Where]:
    """The same in Chinese, whose commas part sentences: "abroad" only where nothing finer is said in the sentence."""
    first, last = voice.between_commas(scene.plain, *span)
    scene = replace(scene, places=_without_heads(scene.places))
    own = [inside, where(scene, max(reach[0], first), min(reach[1], last)), *sides, where(scene, 0, span[1])]
    yield from (spot for spot in own if spot.places != ["WORLD"])
    yield from own
    near = unsaid(scene)
    way = [chain for chain in where(scene, 0, len(scene.plain)).via if country(chain) in near.places]
    yield replace(near, places=way) if way else near
    yield Where(scene.report.region, [], [], ["place_from_context"])


def _without_heads(places: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Places without the country that only stands before an authority of its province: 俄罗斯阿穆尔州当局."""
    heads = {one.end for one in places if one.kind == "country"} & {one.start for one in places if one.role == "of"}
    return tuple(one for one in places if one.end not in heads)


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
CLOSED = {
    "en": re.compile(
        r"(?: (?:North Korean|DPRK) \w+(?: \w+)?"
        r"| workers| people| men| women| of them)?(?:[,;).]|$)"
    )
}
SUBJECT = 25  # characters before a number within which the place stands that did something to so many


def _is_closed(scene: Scene, value: Span) -> bool:
    if scene.lang not in CLOSED or not CLOSED[scene.lang].match(scene.plain, value[1]):
        return False
    return any(value[0] - SUBJECT <= place.end <= value[0] for place in scene.places)


def _further(scene: Scene, sides: tuple[Where, Where], end: int, there: re.Match[str] | None) -> Iterator[Where]:
    """Where else the place of a claim is looked for, each asked for only when the ones before say nothing."""
    if there is not None:
        if there.groupdict().get("here"):
            yield Where(scene.report.filed_from, [], [], ["place_from_context"])
        yield _leveled(unsaid(scene) if scene.lang == "ru" else inherited(scene), there)
        yield _leveled(lead(scene), there)
        yield from (_leveled(side, there) for side in sides)
    yield from sides
    yield where(scene, 0, end)
    if scene.lang in SET_BY_OPENING:
        yield from (_finer(unsaid(scene), whence(scene)), where(scene, 0, len(scene.plain)))
        yield from unnamed(scene)
        return
    yield told_behind(scene)
    near = unsaid(scene)
    is_national = scene.lang in NATIONAL and NATIONAL[scene.lang].search(scene.plain) is not None
    yield _of_country(near) if is_national else near
    if near.places or not near.flags:  # else somebody only came from the place before, or through it
        yield _of_country(lead(scene)) if is_national else lead(scene)
        if scene.lang in NAMES_OWNERS:
            yield carried(scene)
        yield where(scene, 0, len(scene.plain))
        if scene.lang == "en":
            yield told_next(scene)
            yield from _of_setting(scene, is_national)


def _of_setting(scene: Scene, is_national: bool) -> Iterator[Where]:
    """Where a report is set that names one host alone, or one far more often than others: the nearest of its places
    before, else the whole."""
    whole, near = setting(scene), carried(scene)
    if whole.places and near.places and {country(chain) for chain in near.places} == {country(whole.places[0])}:
        shared = together(near.places)
        if all(holds(one, whole.places[0]) for one in near.places):  # the dateline is finer
            yield whole
        yield replace(near, places=shared) if len(shared) == 1 and not is_national else _of_country(near)
    yield whole


def _finer(lead_: Where, near: Where) -> Where:
    """The nearest place before where it lies inside the one that the lead names."""
    inside = near.places and all(holds(lead_.places[0], chain) for chain in near.places) if lead_.places else False
    return near if inside else lead_


NAMES_OWNERS = ("ko",)  # "쿠웨이트 정부는 ...": the state that speaks is where they are, where nothing else is named


# "in the federation": the country named before.
THERE = {
    "en": re.compile(
        r"\b(?:the|(?P<here>this)|that) (?:whole |entire |border |river |port )?"
        r"(?:(?P<country>country|federation|kingdom|emirate|republic|sultanate|nation)|(?P<province>province|region|island|prefecture|territory)"
        r"|city|town|zone|port|station|village)\b(?! (?:of|government))",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:в|по|на) (?:этой |этом |том же |той же |всей |всему )?(?:(?P<country>стран[еу]|эмирате|королевстве)"
        r"|(?P<province>области|кра[ею]|региону?е?|провинции|острове)|городе|республике|пос[её]лке|зоне)\b"
    ),
}


FAR = 40  # characters behind a claim within which its place may stand


def _is_of_source(scene: Scene, place: Mention) -> bool:
    """Whether workers are hardly at a place: a firm is registered there, or somebody there is who tells of them."""
    told = is_of_source(scene, place) and voice.attribution(scene.plain, "en")[0] is not None
    return told or is_of_a_firm(scene, place)


def _there(scene: Scene, span: Span) -> re.Match[str] | None:
    """ "in the country", "the island": a place named before, at a claim."""
    if scene.lang not in THERE:
        return None
    begin = 0 if scene.lang == "ru" and not any(is_host(place) for place in scene.places) else span[0]
    return THERE[scene.lang].search(scene.plain, begin, span[1] + FAR)


# What a body of the state counts is of the whole country, unless the sentence says where.
NATIONAL = {
    "ko": re.compile(
        r"(?:노동부|보장부|보건부|내무부|외무부|인적자원부|이민국|이민청|통계청|국방부)"
        r"(?:에 따르면|에 의하면|는|가|의 (?:집계|통계|발표))"
    ),
    "ja": re.compile(
        r"(?<![州市])(?:労働省|社会保障省|保健省|内務省|外務省|人材省|移民局|移民庁|入管当局|国防省|統計局|同省|同庁)"
        r"(?:に(?:よる|よれ)|は|が|も|の(?:発表|集計|統計|まとめ))"
    ),
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
