"""Places around a claim: in its span, in the sentence, in those before it and in the report's opening."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.caseless import caseless
from transforms.claims.asides import is_aside
from transforms.claims.places import Mention, country, finest, holds, mentions, together
from transforms.claims.places.roles import HOST_CAPITALS, JA_FIRM, SPEAKING
from transforms.claims.scene import SET_BY_OPENING, Scene
from transforms.claims.sentences import sentences


@dataclass(frozen=True)
class Where:
    places: list[str]
    origin: list[str]
    via: list[str]
    flags: list[str]


def where(scene: Scene, start: int, end: int) -> Where:
    """Places, origin and way of what a span of the sentence asserts: those after it, else those before it in the
    clause, else those of the sentence before. Places in North Korea are only ever origin or way."""
    near = tuple(place for place in scene.places if start <= place.start < end)
    abroad = tuple(
        place for place in near if not place.is_home and place.role == "place" and place.chains != ("WORLD",)
    )
    if not abroad:
        abroad = tuple(place for place in near if place.chains == ("WORLD",))
    flags = [flag for place in abroad for flag in place.flags if flag != "whole"]
    origin = finest(
        tuple(
            place
            for place in near
            if place.role == "from" or (place.is_home and place.role == "place" and place.kind != "country")
        )
    )
    via = finest(tuple(place for place in near if place.role == "via"))
    return Where(finest(abroad), origin, via, flags)


def owner(scene: Scene) -> Where:
    """The host whose government or firms a sentence names, where it names no place: "몽골 정부는 ..."."""
    found = finest(tuple(place for place in scene.places if place.role == "of" and is_host(place)))
    return Where(_of_states(found), [], [], [])


def _of_states(chains: list[str]) -> list[str]:
    """The chains with the state in place of the capital that stands for it, if nothing finer in it is named."""
    states = list(dict.fromkeys(country(one) if one in (*HOST_CAPITALS, *SPEAKING) else one for one in chains))
    return [one for one in states if not any(holds(one, other) for other in states)]


FIRM_OF = {"ja": JA_FIRM, "ko": r"\s?(?:[가-힣]{2,4} )?(?:기업|회사|업체|업주|사장|공안|경찰)"}


def host(scene: Scene) -> Where:
    """The host whose government or firms a Japanese or Korean sentence names: where the place before is in the country
    that a firm is of, that place: "丹東の工場 ... 中国企業は月2500元を支払う"."""
    found = owner(scene)
    firm = FIRM_OF[scene.lang]
    is_of_firm = any(re.match(firm, scene.plain[place.end :]) for place in scene.places if place.role == "of")
    return within(carried(scene), found) if is_of_firm else found


# What stands between the places of one list: "the UAE, Kuwait and Qatar", "Hunchun, in China's Jilin", "훈춘과 투먼".
LISTED = re.compile(r",? ?(?:(?:and|or|in) )?(?:the )?|'s (?:\w+ )?|(?:과|와|이나|시|성|의|·|ㆍ)? ?")


def inherited(scene: Scene) -> Where:
    """The nearest place before a sentence that names none, in its paragraph, with the list it stands in; empty where
    nothing abroad is named there, or where somebody only came from it or through it."""
    before, world = scene.previous, False
    while before is not None and before.sentence.paragraph == scene.sentence.paragraph:
        world = world or any(place.chains == ("WORLD",) for place in before.places)
        abroad = [place for place in before.places if is_host(place) and not _is_passed(before, place)]
        if abroad:
            return Where(_opened(scene, finest(_last_list(before, abroad))), [], [], ["place_from_context"])
        if scene.lang in SET_BY_OPENING and (hosts := owner(before).places):
            return Where(hosts, [], [], ["place_from_context"])
        before = before.previous
    if scene.lang in SET_BY_OPENING:
        opening = scene.report.opening_place
        return Where(opening, [], [], ["place_from_context"] if opening else [])
    return Where(["WORLD"] if world else [], [], [], ["place_from_context"] if world else [])


def _is_passed(scene: Scene, place: Mention) -> bool:
    """Whether what follows a sentence is not set at a place of it: one that only names an owner, and in English a
    crossing, or one named by the way."""
    is_way = scene.lang == "en" and place.role == "via"
    return place.role == "of" or is_way or is_aside(scene, place)


def _opened(scene: Scene, near: list[str]) -> list[str]:
    """The place that the opening names, where it lies in the one before a sentence: Даньдун, then "в Ляонине"."""
    opening = scene.report.opening_place if scene.lang in SET_BY_OPENING else []
    is_region = len(near) == 1 and "," in near[0]  # what is said of a country is of all of it
    return opening if is_region and any(chain.endswith(f", {near[0]}") for chain in opening) else near


def whence(scene: Scene) -> Where:
    """The town that somebody in a sentence is from: "застройщик из Тюмени"."""
    found = (place for place in scene.places if place.role == "from" and is_host(place))
    chains = finest(tuple(place for place in found if not set(place.chains) & set(HOST_CAPITALS)))
    return Where(chains, [], [], ["place_from_context"])


def unnamed(scene: Scene) -> Iterator[Where]:
    """Where a Russian sentence is set when neither it nor what stands before names a place: whence it speaks, the
    region that all places of the report lie in, else Russia."""
    region = [", ".join(chain.split(", ")[-2:]) for chain in scene.report.region]  # a town named late is an aside
    for chains in (whence(scene).places, region, ["RU"]):
        yield Where(chains, [], [], ["place_from_context"])


COUNTRYWIDE = {
    "zh": r"该国|全国|境内|全境|国内各",
    "ru": r"\b(?:в стране|по (?:всей )?стране|в масштабах страны|общ(?:ее|его) числ\w+"
    r"|разведк\w+ (?:называ|оценива)\w+)",
}


def unsaid(scene: Scene) -> Where:
    """Where a sentence that names no place is set: in the host whose government or police it names; else at the nearest
    place before it, or in its country where the sentence speaks of the whole."""
    found, named = inherited(scene), owner(scene)
    is_within = found.places and {country(one) for one in found.places} == set(named.places)
    if named.places and not (is_within and scene.lang in ("en", "ru")):
        return host(scene) if scene.lang == "ko" else named
    if scene.lang in COUNTRYWIDE and caseless(COUNTRYWIDE[scene.lang]).search(scene.plain):
        return replace(found, places=list(dict.fromkeys(map(country, found.places))))
    return found


def within(near: Where, named: Where) -> Where:
    """A place before where it lies in the state that a sentence names by its bodies, else that state."""
    return near if near.places and {country(chain) for chain in near.places} == set(named.places) else named


TITLED = ("ko", "ja")  # the town in their headline is where a report plays
LEAD = 2  # sentences that say where a report plays


def lead(scene: Scene) -> Where:
    """The place that the title and the first sentences name, or the country that all their places lie in."""
    first = [scene]
    while first[-1].previous is not None:
        first.append(first[-1].previous)
    named = mentions(scene.report.title, scene.lang)
    titled = finest(tuple(place for place in named if place.role in ("place", "of") and is_host(place)))
    if scene.lang in TITLED and len(titled) == 1 and "," in titled[0]:
        return Where(titled, [], [], ["place_from_context"])
    opening = [one for one in first[: -LEAD - 1 : -1] if one is not scene]
    if scene.lang == "en":  # the second sentence often names where else it is so: it only says whether hosts are two
        named += tuple(place for one in opening[:1] for place in one.places)
        if _are_two_hosts(named, opening):
            return Where([], [], [], [])
    else:
        named += tuple(place for one in opening for place in one.places)
    found = finest(tuple(place for place in named if place.role in ("place", "of") and is_host(place)))
    chains = _of_states(found) if scene.lang == "en" else found
    shared = chains if len(chains) == 1 else together(chains)
    if len(shared) > 1 and len({country(chain) for chain in shared}) == 1:
        shared = [country(shared[0])]
    if scene.lang == "en" and len(shared) == 1:
        filed = filed_town(scene)
        shared = filed if filed and holds(shared[0], filed[0]) else shared
    return Where(shared if len(shared) == 1 else [], [], [], ["place_from_context"] if len(shared) == 1 else [])


def _are_two_hosts(named: tuple[Mention, ...], opening: list[Scene]) -> bool:
    """Whether the second sentence names only hosts other than title and first do."""
    behind = [place for one in opening[1:] for place in one.places if place.role == "place" and is_host(place)]
    ahead = [place for place in named if place.role in ("place", "of") and is_host(place)]
    return bool(ahead) and bool(behind) and not _countries(ahead) & _countries(behind)


def _countries(named: list[Mention]) -> set[str]:
    return {country(chain) for place in named for chain in place.chains}


REGIONAL = re.compile(r"\b(?:regional|provincial|territorial) (?:government|authorit|administration|assembly)")
OPENS = 400  # characters in which a report filed from a town may say that it is of the region's bodies


def filed_town(scene: Scene) -> list[str]:
    """The town that a report is filed from, if it is no capital, whose papers write of the whole country; its region
    where the report is of the region's bodies."""
    found = scene.report.filed_from
    if not found or found[0] in (*HOST_CAPITALS, *SPEAKING):
        return []
    is_regional = found[0].count(", ") > 1 and REGIONAL.search(scene.report.text, 0, OPENS)
    return [found[0].partition(", ")[2]] if is_regional else found


def is_host(place: Mention) -> bool:
    """Whether a place may host workers: neither at home nor in the South, nor the whole world."""
    return all(country(chain) not in ("KP", "KR", "WORLD") for chain in place.chains)


# "쿠웨이트에서 벌어진 일이다.", "단둥의 여공들 얘기다.": a short sentence behind says where the one before it plays.
BEHIND = {
    "ko": re.compile(
        r"[\s\"”’']*+([^.\n]{2,30}에서(?: 벌어진| 있었던| 생긴| 일어난)? ?(?:일|사건|사고)(?=이다|이었다|였다)"
        r"|[^.\n]{2,16}의 [^.\n]{0,14}(?:얘기|이야기|사례|경우)(?=다|이다))"
    ),
    "ja": re.compile(
        r"[\s」』]*+([^。\n]{2,20}(?:で(?:の|起きた|あった)|の)(?:話|事件|出来事|こと|事故|事例)(?=だ|である))"
    ),
}


def told_behind(scene: Scene) -> Where:
    """The place that a short sentence behind says to be that of this one; empty where none does."""
    told = BEHIND[scene.lang].match(scene.report.flat, scene.sentence.end) if scene.lang in BEHIND else None
    found = finest(tuple(one for one in mentions(told[1], scene.lang) if is_host(one))) if told else []
    return Where(found, [], [], ["place_from_context"] if found else [])


MOST_CARRIED = 2  # a longer list of places is an aside, not what the report is about


def carried(scene: Scene) -> Where:
    """The nearest place abroad before a sentence, over paragraphs, else the nearest state that was named by its
    government; empty where there is none. For Japanese, where the nearest was right in 67 of 76 readings of the
    labelled reports, the lead's in 63."""
    for roles in (("place", "from"), ("of",)):
        before = scene.previous
        while before is not None:
            named = (one for one in before.places if one.role in roles and _is_there(one))
            there = [one for one in named if not is_aside(before, one)]
            abroad = finest(tuple(one for one in there if not GOAL.match(before.plain, one.end)))
            is_near = before.sentence.paragraph == scene.sentence.paragraph
            if abroad and (is_near or len(abroad) <= MOST_CARRIED):
                return Where(abroad, [], [], ["place_from_context"])
            before = before.previous
    return Where([], [], [], [])


GOES_ON = re.compile(r"(?:They|All|These|Those|He|She|The (?:women|men|workers|North Koreans?|\w+ers))\b")


def told_next(scene: Scene) -> Where:
    """The place that the next sentence of the line says of the same: "Seventy women went home. They had sewn in
    Dandong."."""
    line = scene.report.flat[scene.sentence.end :].partition("\n")[0].strip()
    following = next((one.plain for one in sentences(line)), "")
    if not GOES_ON.match(following):
        return Where([], [], [], [])
    found = finest(tuple(place for place in mentions(following, scene.lang) if is_host(place) and place.role != "of"))
    return Where(found, [], [], ["place_from_context"]) if len(found) == 1 else Where([], [], [], [])


def setting(scene: Scene) -> Where:
    """The place of the dateline where it may host workers, else the host that the report names most often, by its
    towns, its government or its people; empty where it names none."""
    found = filed_town(scene) or scene.report.filed_from or scene.report.most_named_host
    return Where(found, [], [], ["place_from_context"] if found else [])


# 列車でハサンへ向かった: what follows is of where they were.
GOAL = re.compile("(?:へ|に)(?:と)?(?:向か|向け|旅立|移り|移って)")


def _is_there(place: Mention) -> bool:
    is_named = place.kind not in ("region", "world") and place.chains not in ((), ("KR",), ("Seoul, KR",))
    return is_named and not place.is_home


def _last_list(scene: Scene, abroad: list[Mention]) -> tuple[Mention, ...]:
    last = [abroad[-1]]
    for place in reversed(abroad[:-1]):
        if place.end > last[0].start or not LISTED.fullmatch(scene.plain, place.end, last[0].start):
            break
        last.insert(0, place)
    return tuple(place for place in last if place.role == "place")


def is_abroad(chains: list[str]) -> bool:
    """Whether any of the chains lies outside North Korea."""
    return any(country(chain) != "KP" for chain in chains)
