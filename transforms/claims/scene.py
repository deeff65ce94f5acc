"""What a rule sees: one sentence with its numbers, places and times, and the report around it; and how a claim is
written down."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any

from transforms import vocab
from transforms.claims import voice
from transforms.claims.numbers import Number, han, numbers
from transforms.claims.places import DATELINE, Mention, country, finest, holds, mentions, together
from transforms.claims.places.roles import HOST_CAPITALS, JA_FIRM
from transforms.claims.render import line
from transforms.claims.sentences import Sentence, sentences
from transforms.claims.topic import on_topic
from transforms.claims.when import When, coming, times
from transforms.han import simplified
from transforms.references import retold

Claim = dict[str, Any]

STALE_DAYS = 366  # an event that ended longer before the published day is an old figure retold


@dataclass(frozen=True)
class Report:
    title: str
    text: str
    lang: str
    published: date | None

    @cached_property
    def flat(self) -> str:
        """The text as rules read it, of the same length: Chinese in simplified characters."""
        return _flat(self.text, self.lang)

    @cached_property
    def opening_place(self) -> list[str]:
        """The place abroad that title and first sentences name first, as fine as they say it; NO_HOST is none."""
        opening = [_flat(self.title, self.lang), *(sentence.plain for sentence in sentences(self.flat)[:OPENING])]
        named = [place for plain in opening for place in mentions(plain, self.lang)]
        found = [place for place in named if _may_host(place)]
        if self.lang == "ru":  # "власти Катара", "приморский суд": where nothing else is named
            found = found or [place for place in named if _may_host(replace(place, role="place"))]
        inside = [place for place in found if country(place.chains[0]) == country(found[0].chains[0])]
        return finest((max(inside, key=lambda place: place.chains[0].count(",")),)) if inside else []

    @cached_property
    def filed_from(self) -> list[str]:
        """The place of the dateline, if workers may be there: no capital whose papers write of everywhere."""
        filed = FILED.match(self.text)
        named = mentions(filed[1].title(), self.lang) if filed else ()
        return finest(tuple(place for place in named if _may_host(place)))

    @cached_property
    def most_named_host(self) -> list[str]:
        """The state that two thirds of the hosts named in the report are, if there is one."""
        named = [place for place in mentions(f"{self.title}\n{self.text}", self.lang) if place.chains]
        hosts = Counter(code for place in named if (code := country(place.chains[0])) not in (*NO_HOSTS, "WORLD"))
        if not hosts:
            return []
        first, often = hosts.most_common(1)[0]
        return [first] if often >= MOST_OF_ALL * hosts.total() else []

    def as_written(self, words: str | None) -> str | None:
        """Words of the flat text as the text has them."""
        at = self.flat.find(words) if words and self.lang == "zh" else -1
        return words if words is None or at < 0 else self.text[at : at + len(words)]


FILED = re.compile(r"\s*([A-Z][A-Z '.-]{2,30}?)(?:,| \(| --?| [\u2013\u2014]) ")
SET_BY_OPENING = ("zh", "ru")  # their reports name their place once
MOST_OF_ALL = 2 / 3
OPENING = 3  # sentences that say where a report is set
NO_HOSTS = ("KP", "KR", "US", "JP")  # named in every report on North Korea


def _may_host(place: Mention) -> bool:
    return bool(place.chains) and place.role == "place" and country(place.chains[0]) not in (*NO_HOSTS, "WORLD")


def _flat(text: str, lang: str) -> str:
    return simplified(text) if lang == "zh" else text


@dataclass(frozen=True)
class Scene:
    """One sentence of a report. Offsets of numbers, places and times count characters of `plain`, the sentence."""

    report: Report
    sentence: Sentence
    previous: "Scene | None"
    paragraph: str
    numbers: tuple[Number, ...]
    places: tuple[Mention, ...]
    times: tuple[When, ...]

    @property
    def plain(self) -> str:
        return self.sentence.plain

    @property
    def lang(self) -> str:
        return self.report.lang

    @property
    def is_caption(self) -> bool:
        return bool(re.match(r"[\[【(]?(?:Caption|Photo|사진|图(?:为|片)|圖|写真|Фото)[:\] 】]", self.plain))


def scenes(report: Report) -> list[Scene]:
    """The sentences of a report in order. A line that repeats the title, a sentence that stood before and what belongs
    to another topic are left out."""
    found: list[Scene] = []
    seen = {_flat(report.title.strip(), report.lang)}
    all_sentences = sentences(report.flat)
    paragraphs: dict[int, list[str]] = {}
    for sentence in all_sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.plain)
    topical = on_topic(report.flat, all_sentences, report.lang)
    for sentence in all_sentences:
        if sentence.plain not in seen and sentence.start in topical:
            seen.add(sentence.plain)
            found.append(
                _scene(report, sentence, found[-1] if found else None, " ".join(paragraphs[sentence.paragraph]))
            )
    return found


def _scene(report: Report, sentence: Sentence, previous: Scene | None, paragraph: str) -> Scene:
    return Scene(
        report,
        sentence,
        previous,
        paragraph,
        numbers(sentence.plain, report.lang),
        mentions(sentence.plain, report.lang),
        _times(sentence.plain, report),
    )


def _times(plain: str, report: Report) -> tuple[When, ...]:
    """The times of a sentence without the day of its dateline."""
    dateline = DATELINE.match(plain)
    begin = dateline.end() if dateline else 0
    return tuple(when for when in times(plain, report.lang, report.published) if when.start_at >= begin)


# --- what stands around a span -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Where:
    places: list[str]
    origin: list[str]
    via: list[str]
    flags: list[str]


def where(scene: Scene, start: int, end: int) -> Where:
    """Places, origin and way of what a span of the sentence asserts: those after it, else those before it in the
    clause,
    else those of the sentence before. Places in North Korea are only ever origin or way."""
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
    states = list(dict.fromkeys(country(one) if one in HOST_CAPITALS else one for one in chains))
    return [one for one in states if not any(holds(one, other) for other in states)]


FIRM_OF = {"ja": JA_FIRM, "ko": r"\s?(?:[가-힣]{2,4} )?(?:기업|회사|업체|업주|사장)"}


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
        abroad = [place for place in before.places if is_host(place) and place.role != "of"]
        if abroad:
            return Where(_opened(scene, finest(_last_list(before, abroad))), [], [], ["place_from_context"])
        if scene.lang in SET_BY_OPENING and (hosts := owner(before).places):
            return Where(hosts, [], [], ["place_from_context"])
        before = before.previous
    if scene.lang in SET_BY_OPENING:
        opening = scene.report.opening_place or HOME_OF_PRESS.get(scene.lang, [])
        return Where(opening, [], [], ["place_from_context"] if opening else [])
    return Where(["WORLD"] if world else [], [], [], ["place_from_context"] if world else [])


def _opened(scene: Scene, near: list[str]) -> list[str]:
    """The place that the opening names, where it lies in the one before a sentence: Даньдун, then "в Ляонине"."""
    opening = scene.report.opening_place if scene.lang in SET_BY_OPENING else []
    is_region = len(near) == 1 and "," in near[0]  # what is said of a country is of all of it
    return opening if is_region and any(chain.endswith(f", {near[0]}") for chain in opening) else near


HOME_OF_PRESS = {"ru": ["RU"]}  # a Russian report that names no place abroad is of Russia
COUNTRYWIDE = {
    "zh": r"该国|全国|境内|全境|国内各",
    "ru": r"\b(?:в стране|по (?:всей )?стране|в масштабах страны|общ(?:ее|его) числ\w+"
    r"|разведк\w+ (?:называ|оценива)\w+)",
}


def unsaid(scene: Scene) -> Where:
    """Where a sentence that names no place is set: in the host whose government or police it names; else at the nearest
    place before it, or in its country where the sentence speaks of the whole."""
    found, named = inherited(scene), owner(scene)
    is_within = scene.lang == "en" and found.places and {country(one) for one in found.places} == set(named.places)
    if named.places and not is_within:
        return host(scene) if scene.lang == "ko" else named
    if scene.lang in COUNTRYWIDE and re.search(COUNTRYWIDE[scene.lang], scene.plain, re.IGNORECASE):
        return replace(found, places=list(dict.fromkeys(map(country, found.places))))
    return found


def within(near: Where, named: Where) -> Where:
    """A place before where it lies in the state that a sentence names by its bodies, else that state."""
    return near if near.places and {country(chain) for chain in near.places} == set(named.places) else named


LEAD = 2  # sentences that say where a report plays


def lead(scene: Scene) -> Where:
    """The place that the title and the first sentences name, or the country that all their places lie in."""
    first = [scene]
    while first[-1].previous is not None:
        first.append(first[-1].previous)
    named = mentions(scene.report.title, scene.lang)
    named += tuple(place for one in first[: -LEAD - 1 : -1] if one is not scene for place in one.places)
    found = finest(tuple(place for place in named if place.role in ("place", "of") and is_host(place)))
    chains = _of_states(found) if scene.lang == "en" else found
    shared = chains if len(chains) == 1 else together(chains)
    if len(shared) > 1 and len({country(chain) for chain in shared}) == 1:
        shared = [country(shared[0])]
    return Where(shared if len(shared) == 1 else [], [], [], ["place_from_context"] if len(shared) == 1 else [])


def is_host(place: Mention) -> bool:
    """Whether a place may host workers: neither at home nor in the South, nor the whole world."""
    return all(country(chain) not in ("KP", "KR", "WORLD") for chain in place.chains)


MOST_CARRIED = 2  # a longer list of places is an aside, not what the report is about


def carried(scene: Scene) -> Where:
    """The nearest place abroad before a sentence, over paragraphs, else the nearest state that was named by its
    government; empty where there is none. For Japanese, where the nearest was right in 67 of 76 readings of the
    labelled reports, the lead's in 63."""
    for roles in (("place", "from"), ("of",)):
        before = scene.previous
        while before is not None:
            there = (one for one in before.places if one.role in roles and _is_there(one))
            abroad = finest(tuple(one for one in there if not GOAL.match(before.plain, one.end)))
            is_near = before.sentence.paragraph == scene.sentence.paragraph
            if abroad and (is_near or len(abroad) <= MOST_CARRIED):
                return Where(abroad, [], [], ["place_from_context"])
            before = before.previous
    return Where([], [], [], [])


def setting(scene: Scene) -> Where:
    """The place of the dateline where it may host workers, else the host that the report names most often, by its
    towns, its government or its people; empty where it names none."""
    found = scene.report.filed_from or scene.report.most_named_host
    return Where(found, [], [], ["place_from_context"] if found else [])


GOAL = re.compile("(?:へ|に)(?:と)?(?:向か|向け|旅立)")  # 列車でハサンへ向かった: what follows is of where they were


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


def sectors(plain: str, lang: str) -> list[str]:
    """The sectors that a wording names, in the order of the vocabulary."""
    return list(_sectors_named(plain, lang))


@lru_cache(maxsize=64)  # asked for every claim of a sentence
def _sectors_named(plain: str, lang: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, pattern in _sectors(lang) if pattern.search(plain)))


@cache
def _sectors(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(row["sector"], re.compile(row["pattern"], re.IGNORECASE)) for row in vocab.of("sectors", lang)]


def resolutions(plain: str) -> list[str]:
    """The Security Council resolutions of 2006 to 2017 that a wording names, as "UNSCR 2397"."""
    spelled = re.sub("[〇○零一二三四五六七八九]{4}(?=号|决议)", lambda match: _digits(match[0]), plain)
    found = re.findall(r"(?<![\d,.$])(1718|1874|2087|2094|2270|2321|2356|2371|2375|2397)(?!\d)", spelled)
    found += [MISPRINTS[number] for number in MISPRINT.findall(spelled)]
    return [f"UNSCR {number}" for number in dict.fromkeys(found)]


# A number that sources print for another; the quote keeps it, the claim is flagged.
MISPRINTS = {"2379": "2397"}
MISPRINT = re.compile(
    r"(?:[Rr]esolutions? |UNSCR |결의(?:안)? ?(?:제 ?)?|第|決議|резолюци\w+ (?:№ ?)?)"
    rf"({'|'.join(MISPRINTS)})(?!\d)"
)


def misprints(plain: str) -> list[str]:
    """The flag of a wording that names a resolution by a number that is known to be misprinted."""
    return ["misprint"] if MISPRINT.search(plain) else []


def _digits(spelled: str) -> str:
    """ "二三九七" -> "2397"."""
    return "".join(str(han.DIGITS[digit]) for digit in spelled)


def law(scene: Scene, subtype: str | None) -> list[str]:
    """The resolutions that a sentence names; of a deadline or a duty else the only one that the report names."""
    named = resolutions(scene.plain)
    if named or subtype is None:
        return named
    whole = resolutions(scene.report.text)
    return whole if len(whole) == 1 else []


# --- a claim -----------------------------------------------------------------------------------------------------


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


SHALL = "将|预计|计划|拟|预定|打算|准备"


TENSELESS = ("zh",)
# There only the day tells what is still to come, where its wording says so: "on 15 August" may be of last year.
AHEAD = {"zh": r"明|下|后年|底|末|\d{4}年"}
TO_COME = {"dispatch": "planned_dispatch", "intake": "planned_dispatch", "present": "forecast"}


def _finished(scene: Scene, filled: Claim, when: When | None, is_firm: bool) -> Claim:
    """A claim with what follows from its other fields: the interval of a plan, scope, trust and the sentence."""
    if (filled["polarity"] == "reported_future" or filled["subtype"] == "deadline") and when is not None:
        when = coming(when, scene.report.published)
        filled |= {"event_start": _iso(when.start), "event_end": _iso(when.end)}
    if filled["subtype"] == "deadline":  # a deadline is a day, though the time up to it is open
        filled["event_start"] = filled["event_end"]
    if (filled["subtype"] == "before" or filled["type"] == "legal") and filled["event_basis"] == "published":
        filled |= {"event_start": None, "event_end": None, "event_basis": "none"}
    is_ahead = re.search(AHEAD.get(scene.lang, ""), filled["event_text"] or "")
    filled |= _to_come(scene, filled) if is_ahead else {}
    if is_ahead and scene.lang in AHEAD and filled["polarity"] == "affirmed" and _is_said_to_come(scene, filled):
        filled |= {"polarity": "reported_future", "subtype": TO_COME.get(filled["subtype"], filled["subtype"])}
    filled["scope"] = filled["scope"] or _scope(scene, filled)
    filled |= _retold(scene, filled)
    if scene.lang in TENSELESS and filled["subtype"] == "present" and _is_stale(scene, filled):
        filled["subtype"] = "before"
    if filled["subtype"] == "present" and _is_past(scene, filled):
        filled["subtype"] = "before"
    filled["firm"] = is_firm and _is_firm(filled) and not _is_to_come(scene, filled)
    filled["confidence"] = CONFIDENCE[filled["firm"]]
    filled["sentence"] = line(filled)
    return filled


# Share of the claims of people and money that are right, polarity too, in reports that no rule was written for:
# `python -m tests.claim_scores held`, its firm precision, and that of the others.
CONFIDENCE = {True: 0.88, False: 0.85}
BLANK: Claim = dict.fromkeys(
    [
        "type",
        "subtype",
        "value_min",
        "value_max",
        "magnitude",
        "precision",
        "unit",
        "currency",
        "period",
        "places",
        "origin",
        "via",
        "sectors",
        "company",
        "demographic",
        "attribution",
        "attribution_kind",
        "resolution",
        "event_start",
        "event_end",
        "event_basis",
        "event_text",
        "polarity",
        "scope",
        "part_of",
        "details",
        "flags",
        "quote",
        "start",
        "end",
        "rule",
        "confidence",
        "firm",
        "sentence",
    ]
)


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
    inside = inside or [when for when in scene.times if when.end_at <= begin]
    return min(inside, key=lambda when: _distance(scene, when, start, end), default=None)


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
    if scene.is_caption or re.search(RETOLD[scene.lang], told, re.IGNORECASE):
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


def _to_come(scene: Scene, filled: Claim) -> Claim:
    """People affirmed for a time after the published day are only to come: "90 cooks fly there next month". Japanese
    tells so by its verb, and dates things as well: "来年9月の会議の会場で3000人が働く"."""
    if scene.lang == "ja":
        return {}
    is_people = filled["type"] in ("headcount", "movement") and filled["polarity"] == "affirmed"
    is_to_come = (_is_said_to_come if scene.lang in AHEAD else _is_to_come)(scene, filled)
    if not is_people or filled["event_basis"] in ("published", "none") or not is_to_come:
        return {}
    if scene.lang == "en" and re.search(r"\b(?:have|has|had|was|were|been)\b", filled["quote"]):
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
    return _is_to_come(scene, filled) and (filled["event_text"] or "") in beside


def _is_to_come(scene: Scene, filled: Claim) -> bool:
    """Whether it lies wholly after the published day, though no word was seen that says so."""
    start, published = filled["event_start"], scene.report.published
    return start is not None and published is not None and date.fromisoformat(start) > published


def _is_firm(filled: Claim) -> bool:
    """Trust in the reading, whatever it says: a plan or a denial may be firm. People without a place, people of an old
    figure, wages without a period and numbers without an order of magnitude are read again, whatever rule read them. A
    place taken from the context is no reason: it is flagged for those who ask where."""
    if filled["subtype"] == "illustrative":
        return False
    if filled["type"] in ("headcount", "movement") and (not filled["places"] or filled["scope"] == "background"):
        return False
    if filled["subtype"] == "gross" and filled["period"] is None:
        return False
    has_size = any(filled[name] is not None for name in ("value_min", "value_max", "magnitude"))
    return has_size and not set(filled["flags"]) - HARMLESS


# They say whose or where, and doubt neither the number nor what is asserted of it.
HARMLESS = {"place_from_context", "subset", "period_from_sentence", "period_from_context"}


def is_abroad(chains: list[str]) -> bool:
    """Whether any of the chains lies outside North Korea."""
    return any(country(chain) != "KP" for chain in chains)
