"""Finds places of the gazetteer in a text and says which role the wording gives them: place, origin or way."""

import re
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.claims.sentences import plain

HOME = "KP"
WORK = (
    "factor|plant|restaurant|compan|firm|site|border|seafood|town|cit|shipyard|farm|construction|employer"
    "|workshop|mill|port|economic zone|countr|state"
)


@dataclass(frozen=True)
class Mention:
    """One place named in a text. `role`: place, from, via, of (an adjective or an owner). `flags` say what is in
    doubt."""

    start: int
    end: int
    chains: tuple[str, ...]
    kind: str
    role: str
    flags: tuple[str, ...] = ()

    @property
    def is_home(self) -> bool:
        return bool(self.chains) and all(country(chain) == HOME for chain in self.chains)


def country(chain: str) -> str:
    """The last link of a chain: the ISO code, or the region or WORLD itself."""
    return chain.rsplit(", ", 1)[-1]


def mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """Every place named in an English or Korean text, in order; datelines, nationalities and names that stand for a
    government left out."""
    if lang not in ("en", "ko"):
        return ()
    flat = plain(text)
    closed = [range(*match.span()) for match in DATELINE.finditer(flat)]
    found = []
    for match in _pattern(lang).finditer(flat):
        mention = _mention(flat, lang, match)
        if mention is not None and not any(match.start() in span for span in closed):
            found.append(mention)
    return tuple(found)


def finest(found: tuple[Mention, ...]) -> list[str]:
    """The chains of some mentions, each once, in order, without those that only contain another one of them.
    "Liaoning, including Dandong" keeps both: there the whole was meant."""
    chains = list(dict.fromkeys(chain for mention in found for chain in mention.chains))
    kept = {
        chain for mention in found if "whole" in mention.flags or len(mention.chains) > 1 for chain in mention.chains
    }
    return [chain for chain in chains if chain in kept or not any(holds(chain, other) for other in chains)]


def holds(whole: str, part: str) -> bool:
    """Whether one chain lies inside another; WORLD holds everything."""
    return whole != part and (part.endswith(f", {whole}") or whole == "WORLD")


def together(chains: list[str]) -> list[str]:
    """Where one figure is said of several towns of one province, it stays with the province (trap "Vladivostok,
    Nakhodka and Artyom")."""
    if len(chains) < 2:
        return chains
    tails = [chain.split(", ")[1:] for chain in chains]
    shared = tails[0]
    for tail in tails[1:]:
        while shared and tail[-len(shared) :] != shared:
            shared = shared[1:]
    return [", ".join(shared)] if len(shared) > 1 else chains


# --- patterns ----------------------------------------------------------------------------------------------------

# The newsroom, not the event: "SEOUL, Dec. 3 (Yonhap) --", "(서울=뉴스1)".
DATELINE = re.compile(r"(?m)^\s*[A-Z][A-Z .]{2,30}(?:,| \(| --| -)[^\n]{0,60}?(?:--?|\))\s|\([가-힣]{2,6}=[^)]{1,20}\)")
CAUCASUS = re.compile(r"Tbilisi|Batumi|Abkhazia|Caucasus|트빌리시|바투미|압하지야")
GOVERNMENTS = ("Beijing, CN", "Moscow, RU", "Pyongyang, KP", "Seoul, KR")
KO_PARTICLE = (
    r"(?=\s|$|[,.)(\"'·]|으로|로|에|의|을|를|과|와|이나|은|는|이|가|도|까지|부터|쪽|산|내|시|지역|당국|측|동부|현지)"
)
KO_SHY = {
    "인도",
    "이란",
    "가나",
    "오만",
    "도하",
    "선양",
    "무산",
    "연길",
    "심양",
    "남양",
    "말리",
    "기니",
    "천진",
    "장춘",
    "북경",
    "나진",
    "집안시",
}


@cache
def _names(lang: str) -> dict[str, vocab.Place]:
    found: dict[str, vocab.Place] = {}
    for place in vocab.places():
        for name in place.names[lang]:
            found.setdefault(name, place)
        if lang == "en":
            for name in place.adjectives:
                found.setdefault(name, place)
    return found


@cache
def _ambiguous(lang: str) -> frozenset[str]:
    return frozenset(row["form"] for row in vocab.of("ambiguous_places", lang))


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, {*_names(lang), *_ambiguous(lang)}), key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"(?<![\w-])(?P<name>{names})(?P<owner>'s?)?(?!\w|-[a-z]+ed\b)")
    return re.compile(rf"(?<![가-힣])(?P<name>{names}){KO_PARTICLE}")


def _mention(flat: str, lang: str, match: re.Match[str]) -> Mention | None:
    name = match.group("name")
    place = _names(lang).get(name)
    if name in _ambiguous(lang) and not CAUCASUS.search(flat):
        return Mention(match.start(), match.end("name"), (), "ambiguous", "place", ("place_ambiguous",))
    if place is None:
        return None
    before, after = flat[max(0, match.start() - 30) : match.start()], flat[match.end("name") : match.end("name") + 30]
    role = _english_role(place, name, before, after) if lang == "en" else _korean_role(place, name, after)
    if role is None:
        return None
    mention = Mention(match.start(), match.end("name"), tuple(place.chain.split(" & ")), place.kind, role)
    return replace(mention, flags=_flags(flat, mention, name, before, after))


def _english_role(place: vocab.Place, name: str, before: str, after: str) -> str | None:
    if name in place.adjectives:
        return "place" if re.match(rf"\s(?:\w+ ){{0,2}}?(?:{WORK})", after) else None
    if re.search(r"\b(?:Equatorial|Papua New|South|North|Inner) $", before) and " " not in name:
        return None
    if place.chain in GOVERNMENTS and not re.search(
        r"\b(?:in|to|from|at|near|via|through|of|into|for|outside|and|or|left|leave|leaving|departed|,)\s?(?:the )?$",
        before,
    ):
        return None
    return _preposition(before)


def _preposition(before: str) -> str:
    if re.search(r"\b(?:from|left|leaves?|leaving|departed)\s(?:the )?(?:[A-Z]\w+ )?$", before):
        return "from"
    return "via" if re.search(r"\b(?:via|through|by way of)\s(?:the )?$", before) else "place"


def _korean_role(place: vocab.Place, name: str, after: str) -> str | None:
    if name in KO_SHY and not re.match(r"에|으로|로 |의 |시 |를 거쳐|을 거쳐", after):
        return None
    if re.match(r"(?:시|성)?\s?(?:사람|국적|정부|당국|측은|측이|언론|외교부|세관원|기업|회사)", after) or re.match(
        r"산\s|산$|식 ", after
    ):
        return None
    if re.match(r"(?:을|를) (?:거쳐|통해|경유)|\s?경유", after) or re.match(r"(?:과|와) \S+(?:을|를) 거쳐", after):
        return "via"
    return "from" if re.match(r"에서 (?:온|왔|뽑|출발|나와)|발 |을 떠나|를 떠나|을 출발|를 출발", after) else "place"


def _flags(flat: str, mention: Mention, name: str, before: str, after: str) -> tuple[str, ...]:
    flags = []
    if name == "Jilin" and not re.search(r"Liaoning|workers|labou?rers|\bzone\b|Province|province", flat):
        flags.append("place_ambiguous")
    if re.search(r"\b(?:outside|near|around)\s$", before):
        flags.append("place_near")
    if re.match(r" (?:Province )?[\[(,]? ?(?:including|among them)\b", after):
        flags.append("whole")
    return tuple(flags)
