"""Says whether a report is about North Korean workers abroad, in English, Korean, Chinese, Japanese and Russian.

Rules give points for what its sentences name; a model learnt from labelled reports (vocab/learnt_relevance.csv) weighs
them against its words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import lowered
from transforms.either import either
from transforms.entities import entities
from transforms.han import simplified
from transforms.odds import chance, model
from transforms.runs import BY_CHARACTER, runs, stem

# Sentences give points: for the North with people at work, for work abroad, for the law of it; rival subjects (troops,
# defectors, tourists, trade) and work at home take points away. Each kind counts to its cap, so that length decides
# nothing. Without a host country near the work, or work abroad by name, a report is not about workers abroad.
# Weights were set on tests/relevance_texts.csv, shared/gold and reports of our own; measured on others of our own.
POINTS = {
    "named": (2.5, 5.0),
    "people": (2.0, 4.0),
    "moved": (1.5, 3.0),
    "firm": (2.0, 4.0),
    "overseas": (2.0, 4.0),
    "there": (1.0, 2.0),
    "work_there": (0.75, 2.25),
    "work": (0.5, 2.0),
    "law": (1.0, 2.0),
}
RIVAL = {"rival": (1.0, 5.0), "home": (1.5, 4.5)}
NEEDED = 2.5
STEPS = (0.5, 1.5, 2.5, 3.5, 5.0, 7.5)
ABROAD = "rules say abroad"
RULED = f"points {NEEDED}"  # enough by the rules alone
MOST_TIMES = 3
THRESHOLD = 0.6
# Where only words speak for it: the rules find a host and nobody at work, or the North is not named and a faint sign in
# the text alone stands for it ("Koreans" at work, a border town, minders); tests/relevance_texts.csv has a near miss of
# .81 (docs/decisions/029, 031).
NEARLY_SURE = 0.82

# Words were learnt from short reports, and those of long ones would add up: of a text longer than LONG characters they
# count only so near (AROUND) to what names the North. In Chinese and Japanese a third of it says as much.
LONG, AROUND = 1_500, 250


@dataclass(frozen=True)
class Relevance:
    """`score` runs from 0 to 1, 0 where no rule lets a report through; `is_relevant`: it is at least THRESHOLD, or
    NEARLY_SURE where the North is not named or the rules find a host and nobody at work."""

    is_relevant: bool
    score: float


# Not hosts of labour, though every report on North Korea names them.
NO_HOSTS = {"KP", "KR", "JP", "US", "CA", "TW", "WORLD", "Asia", "Europe"}
# Also other words: "인도" is handing over as well as India.
SHY = {"인도", "이란", "가나", "오만", "말리", "기니"}
SENTENCE = re.compile(r"(?<=[.!?。！？])[\s\"”』」]+(?![a-zа-я])|(?<=[。！？])|\n+")


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language by group, for text in lower case; Chinese in simplified characters."""
    patterns = {row["group"]: row["pattern"] for row in vocab.of("relevance", lang)}
    towns = f"(?:{_any(lang, _towns())})".lower() if patterns else ""
    whole = {group: pattern.replace("@town", towns) for group, pattern in patterns.items()}
    return {group: re.compile(simplified(pattern) if lang == "zh" else pattern) for group, pattern in whole.items()}


@cache
def _hosts(lang: str) -> re.Pattern[str]:
    """The places of the gazetteer outside the countries that host nobody."""
    return _gazetteer(lang, tuple(place for place in vocab.places() if _country(place) not in NO_HOSTS))


@cache
def _home(lang: str) -> re.Pattern[str]:
    """The places of the gazetteer in North Korea; its own names are the group `north`."""
    return _gazetteer(lang, _towns())


@cache
def _bodies() -> re.Pattern[str]:
    """Companies and agencies of North Korea whose names nobody else bears, in small letters."""
    listed = [entity for entity in entities() if entity.country == "KP" and not entity.beside]
    return re.compile(either(name.lower() for entity in listed for name in entity.names))


def _towns() -> tuple[vocab.Place, ...]:
    return tuple(place for place in vocab.places() if place.chain.endswith(", KP"))


def _country(place: vocab.Place) -> str:
    return place.chain.split(", ")[-1]


def _gazetteer(lang: str, places: tuple[vocab.Place, ...]) -> re.Pattern[str]:
    edges = {"en": (r"\b", r"\b"), "ru": (r"\b", ""), "ko": (r"(?<![가-힣])", "")}.get(lang, ("", ""))
    return re.compile(rf"{edges[0]}(?:{_any(lang, places)}){edges[1]}")


def _any(lang: str, places: tuple[vocab.Place, ...]) -> str:
    names = {name for place in places for name in place.names[lang]} - SHY
    return "|".join(sorted(names, key=len, reverse=True)) if lang == "ru" else either(names)


def signs(title: str, text: str, lang: str | None) -> dict[str, list[str]]:
    """The words found for each group of relevance.csv, each once; empty for a language without rows. Chinese in
    simplified characters."""
    patterns = _patterns((lang or "")[:2])
    whole = together(title, text, lang)
    lower = whole.lower() if len(whole.lower()) == len(whole) else whole
    found = {
        group: [whole[match.start() : match.end()] for match in pattern.finditer(lower)]
        for group, pattern in patterns.items()
    }
    if patterns:
        found["host"] += [match.group() for match in _hosts((lang or "")[:2]).finditer(whole)]
    return {group: list(dict.fromkeys(words)) for group, words in found.items()}


@lru_cache(maxsize=4)  # asked by the door and again by the reader of claims
def relevance(title: str, text: str, lang: str | None) -> Relevance:
    """Whether a report is about North Korean workers abroad: the North is named, by a town or a listed body of it too,
    or a faint sign of it stands in the text. Another language, or None, is never relevant: score 0."""
    lang = (lang or "")[:2]
    patterns = _patterns(lang)
    whole = together(title, text, lang)
    if not patterns:
        return Relevance(False, 0.0)
    lower = whole.lower()
    is_named = bool(patterns["north"].search(lower) or _home(lang).search(whole) or _bodies().search(lower))
    if not is_named and not patterns["faint"].search(together("", text, lang).lower()):
        return Relevance(False, 0.0)
    weights, found = model("relevance"), {*ruled(whole, lang)}
    kinds = {kind for kind in DECIDING if f"rules find {kind} x1" in found}
    is_at_work = _is_at_work(kinds)
    if _is_at_home(kinds, found) or not (is_at_work or (is_named and kinds & {"host", "overseas"})):
        return Relevance(False, 0.0)
    odds = weights.plus(weights.start(), (*_near(whole, lang), *found))
    score = round(chance(odds[0]), 3)
    return Relevance(score >= (THRESHOLD if is_named and is_at_work else NEARLY_SURE), score)


def _near(whole: str, lang: str) -> set[str]:
    """The words of a report that count: of a long one those near what names the North, be it by a faint sign."""
    long, around = (LONG // 3, AROUND // 3) if lang in BY_CHARACTER else (LONG, AROUND)
    if len(whole) <= long:
        return words(whole, lang)
    patterns, small = _patterns(lang), lowered(whole)
    names = ((patterns["north"], small), (patterns["faint"], small), (_bodies(), small), (_home(lang), whole))
    parts: list[list[int]] = []
    for start, end in sorted(match.span() for pattern, text in names for match in pattern.finditer(text)):
        if parts and start - around <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end + around)
        else:
            parts.append([max(0, start - around), end + around])
    return set[str]().union(*(words(_part(whole, start, end, lang), lang) for start, end in parts))


def _part(whole: str, start: int, end: int, lang: str) -> str:
    """What stands between two offsets, with the whole of the words that they cut; in Chinese and Japanese none are."""
    if lang in BY_CHARACTER:
        return whole[start:end]
    behind = whole.find(" ", end)
    return whole[whole.rfind(" ", 0, start) + 1 : behind if behind >= 0 else len(whole)]


def against(title: str, text: str, lang: str) -> list[str]:
    """The words of a report that speak most against it in the model, the strongest first."""
    weights = model("relevance").weights
    said = sorted((weights[word][0], word) for word in _near(together(title, text, lang), lang[:2]) if word in weights)
    return [word for weight, word in said if weight < 0]


def _is_at_work(kinds: set[str]) -> bool:
    """Whether the rules find somebody at work or on the way, and not to the fields at home."""
    return bool(kinds - {"home", "host"}) and not ("home" in kinds and "host" not in kinds)


def _is_at_home(kinds: set[str], found: set[str]) -> bool:
    """Whether the work that the rules find is at home alone."""
    return "home" in kinds and not (ABROAD in found and kinds & {"host", "overseas"})


WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def words(whole: str, lang: str) -> set[str]:
    """The words of a report and those that stand in a row, numbers without their figures."""
    found: list[str] = []
    for match in WORD.finditer(whole.lower()):
        word = match[0]
        found += "0" if word.isdigit() else word if lang in BY_CHARACTER else (stem(word, lang),)
    return runs(found, lang)


def ruled(whole: str, lang: str) -> Iterator[str]:
    """What the rules find: each kind with the number of its sentences, and the steps that the points reach."""
    found = _placed([_kinds(sentence, lang) for sentence in SENTENCE.split(whole) if sentence])
    points = sum(_capped(found, kind, *POINTS[kind]) for kind in POINTS)
    points -= sum(_capped(found, kind, *RIVAL[kind]) for kind in RIVAL)
    is_plain, is_abroad = any(map(_is_plain, found)), _is_abroad(found)
    points = max(points, NEEDED if is_plain else 0)
    points = points if is_abroad else min(points, NEEDED / 2)
    yield from (f"points {step}" for step in STEPS if points >= step)
    yield from (name for name, is_so in (("rules say plain", is_plain), (ABROAD, is_abroad)) if is_so)
    for kind in set[str]().union(*found):
        times = sum(kind in kinds for kinds in found)
        yield from (f"rules find {kind} x{count}" for count in range(1, min(times, MOST_TIMES) + 1))


def _kinds(sentence: str, lang: str) -> set[str]:
    """What one sentence gives points for, and `host` where it names a country or a place that may host workers."""
    patterns, lower = _patterns(lang), sentence.lower()
    kinds = {group for group in ("overseas", "law", "rival", "home") if patterns[group].search(lower)}
    own = patterns["rival"].sub(" ", lower) if "rival" in kinds else lower
    own = patterns["home"].sub(" ", own) if "home" in kinds else own
    if lang == "ru" and not patterns["overseas"].search(own):  # brought from another country
        kinds.discard("overseas")
    if patterns["host"].search(lower) or _hosts(lang).search(sentence):
        kinds.add("host")
    kinds |= _at_work(patterns, own, bool(patterns["north"].search(own)), "host" in kinds)
    if "moved" in kinds and "rival" in kinds:
        kinds.discard("moved")
    if kinds & {"named", "people"}:
        kinds.discard("rival")
    return kinds


def _at_work(patterns: Mapping[str, re.Pattern[str]], own: str, is_north: bool, is_host: bool) -> set[str]:
    has_worker, has_work = patterns["worker"].search(own), patterns["work"].search(own)
    if has_worker and patterns["abroad"].search(own):
        return {"overseas", "named" if is_north else "work"}
    if is_north and has_worker:
        return {"named", "there"} if patterns["back"].search(own) else {"named"}
    has_people = patterns["people"].search(own)
    if has_people and (has_work or is_host or patterns["move"].search(own)):
        return {"people" if has_work else "moved"}
    if has_people or (patterns["folk"].search(own) and patterns["origin"].search(own)):
        return {"people"} if has_work or has_worker else {"folk"}
    if is_north and has_work:
        return {"firm"}
    return {"work"} if has_worker or has_work else set()


def _placed(found: list[set[str]]) -> list[set[str]]:
    """The sentences with `moved` for people of the North beside work, and `there` where a host stands in a sentence of
    the North at work or beside it."""
    for index, kinds in enumerate(found):
        if "folk" in kinds:
            beside = set[str]().union(*found[max(0, index - 1) : index + 2])
            kinds |= {"moved"} if beside & WORKING and not beside & set(RIVAL) else set()
        near = kinds if "firm" in kinds else set[str]().union(*found[max(0, index - 1) : index + 2])
        if kinds & AT_WORK and "host" in near:
            kinds.add("there")
        elif {"work", "host"} <= kinds:
            kinds.add("work_there")
    return found


def _is_plain(kinds: set[str]) -> bool:
    """Whether one sentence says all: workers of the North by name, abroad. However much else a report tells of coal or
    troops, that sentence is about them."""
    return "named" in kinds and bool(kinds & {"host", "overseas"}) and "home" not in kinds


AT_WORK = {"named", "people", "moved", "firm"}
WORKING = {"named", "people", "firm", "work"}
DECIDING = {*WORKING, "moved", "overseas", "folk", "host", "home"}


def _capped(found: list[set[str]], kind: str, each: float, most: float) -> float:
    return min(most, each * sum(kind in kinds for kinds in found))


def _is_abroad(found: list[set[str]]) -> bool:
    """Whether work abroad is named, or the law of it with people of the North, or people of the North or work in a
    host country."""
    kinds = set[str]().union(*found)
    return bool(kinds & {"overseas", "there", "work_there"}) or ("law" in kinds and bool(kinds & AT_WORK))


def together(title: str, text: str, lang: str | None) -> str:
    """Title and text as they are looked at; Chinese in simplified characters."""
    whole = f"{title}\n{text}"
    return simplified(whole) if (lang or "").startswith("zh") else whole
