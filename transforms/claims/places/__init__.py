"""Finds places of the gazetteer in a text and says which role the wording gives them: place, origin or way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.claims.places import russian
from transforms.claims.places.roles import ROLES
from transforms.claims.sentences import plain
from transforms.either import either

HOME = "KP"


@dataclass(frozen=True)
class Mention:
    """One place named in a text. `role`: place, from, via, of (an adjective or an owner), dateline, or "" where no
    place is meant, as in a nationality. `flags` say what is in doubt."""

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


NOT_MEANT = ("", "dateline")


def mentions(text: str, lang: str) -> tuple[Mention, ...]:
    """Every place named in a text in one of the five languages, in order; datelines, nationalities and names that stand
    for a government left out."""
    return meant(names(text, lang))


def meant(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(mention for mention in found if mention.role not in NOT_MEANT)


def names(text: str, lang: str) -> tuple[Mention, ...]:
    """Every name of a place in a text in one of the five languages, in order, whether a place is meant or not."""
    if lang not in ROLES:
        return ()
    flat = plain(text)
    closed = [range(*match.span()) for match in DATELINE.finditer(flat)]
    found = (_mention(flat, lang, match) for match in _pattern(lang).finditer(flat))
    read = tuple(
        replace(mention, role="dateline") if any(mention.start in span for span in closed) else mention
        for mention in found
        if mention is not None
    )
    return tuple(sorted((*read, *_in_capitals(flat)), key=lambda one: one.start) if lang == "en" else read)


def _in_capitals(flat: str) -> Iterator[Mention]:
    """The places of datelines in capitals: "DANDONG, May 3 -"."""
    for match in IN_CAPITALS.finditer(flat):
        for one in _capital_pattern().finditer(match[1]):
            place, start = _capitals()[one[0]], match.start(1) + one.start()
            yield Mention(start, start + len(one[0]), tuple(place.chain.split(" & ")), place.kind, "dateline")


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
    whole = [chain for chain in chains if all(other == chain or holds(chain, other) for other in chains)]
    if whole:
        return whole
    tails = [chain.split(", ")[1:] for chain in chains]
    shared = tails[0]
    for tail in tails[1:]:
        while shared and tail[-len(shared) :] != shared:
            shared = shared[1:]
    return [", ".join(shared)] if len(shared) > 1 else chains


# --- patterns ----------------------------------------------------------------------------------------------------

# The newsroom, not the event: "SEOUL, Dec. 3 (Yonhap) --", "(서울=뉴스1)", 新华社北京3月5日电,
# 【ソウル=…】, "СЕУЛ, 3 марта."
DATELINE = re.compile(
    r"(?m)^\s*[A-Z][A-Z .]{2,30}(?:,| \(| --| -)[^\n]{0,60}?(?:--?|\))\s|\([가-힣]{2,6}=[^)]{1,20}\)"
    r"|^\s*[(（]?\w{0,6}?(?:社|网|網|报|報)\w{1,6}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)|^\s*【[^】]{1,14}】"
    r"|^\s*[А-ЯЁ][А-ЯЁ -]{2,30}, \d{1,2} \w+[^\n]{0,30}?(?:\.|--?)\s"
)
IN_CAPITALS = re.compile(r"(?m)^[^\w\n]*([A-Z][A-Z '.-]{2,30}?)(?=,| \(| ?--?[ \n]| ?[\u2013\u2014]|:|\.)")
CAUCASUS = re.compile(r"Tbilisi|Batumi|Abkhazia|Caucasus|트빌리시|바투미|압하지야")
KO_PARTICLE = (
    r"(?=\s|$|[,.)(\"'·ㆍ・/~∼-]|으로|로|에|의|을|를|과|와|이나|은|는|이(?!란)|가|도|까지|부터|쪽|산|내|시|주(?=\s|에|의|로|는|가|와)|지역|당국|측|동부|현지"
    r"|행|발|항|역|세관|해관|공항|일대|인근|등|만|보다|시내|공단|영사관|총영사관|접경|국경|다[.\s고는\"]|였|라고|라는)"
)


@cache
def _names(lang: str) -> dict[str, vocab.Place]:
    """Places by what names them."""
    found: dict[str, vocab.Place] = {}
    for place in vocab.places():
        for name in (*place.names[lang], *(place.adjectives if lang == "en" else ())):
            found.setdefault(name, place)
    return found


@cache
def _capitals() -> dict[str, vocab.Place]:
    """Places by their English names in capitals; abbreviations stand in capitals anyway."""
    named = ((name, place) for place in vocab.places() for name in place.names["en"])
    return {name.upper(): place for name, place in named if not name.isupper()}


@cache
def _capital_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(_capitals())})\b")


@cache
def _ambiguous(lang: str) -> frozenset[str]:
    return frozenset(row["form"] for row in vocab.of("ambiguous_places", lang))


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    if lang == "ru":
        return russian.pattern()
    one = either({*_names(lang), *_ambiguous(lang)})
    if lang == "en":
        return re.compile(rf"(?<![\w-])(?P<name>{one})(?P<owner>'s?)?(?!\w|-[a-z]+ed\b)")
    if lang == "ko":
        return re.compile(rf"(?<![가-힣])(?P<name>{one}){KO_PARTICLE}")
    return re.compile(rf"(?P<name>{one})")


TOWN_BEHIND = re.compile(r" (?:\w+ ){0,2}(?:mill|plant|factor|workshop|customs|bridge|restaurant|zone|compan|firm)")


def _mention(flat: str, lang: str, match: re.Match[str]) -> Mention | None:
    name = match.group("name")
    place = russian.named(flat, match.start(), match.end()) if lang == "ru" else _names(lang).get(name)
    if place is not None and place.kind == "river" and lang == "en" and TOWN_BEHIND.match(flat, match.end()):
        place = _names(lang).get(name.removeprefix("the "))  # "the Tumen embroidery mill" stands in the town
    if name in _ambiguous(lang) and not CAUCASUS.search(flat):
        return Mention(match.start(), match.end("name"), (), "ambiguous", "place", ("place_ambiguous",))
    if place is None:
        return None
    before, after = flat[max(0, match.start() - 30) : match.start()], flat[match.end("name") : match.end("name") + 30]
    role = ROLES[lang](place, name, before, after) or ""
    mention = Mention(match.start(), match.end("name"), tuple(place.chain.split(" & ")), place.kind, role)
    return replace(mention, flags=_flags(flat, mention, name, before, after))


# "Liaoning, including Dandong", "в Китае, главным образом в Даляне".
INCLUDING = re.compile(
    r" (?:Province )?[\[(,]? ?(?:including|among them)\b| and (?!in |near )[A-Z]"
    r"|(?:과|와|이나|·|ㆍ) ?[가-힣]|市?(?:と|や|および)"
    r"|,? (?:\(|- )?(?:в основном|главным образом|преимущественно|прежде всего|в том числе|включая|особенно)\b"
)


def _flags(flat: str, mention: Mention, name: str, before: str, after: str) -> tuple[str, ...]:
    flags = []
    if name == "Jilin" and not re.search(r"Liaoning|workers|labou?rers|\bzone\b|Province|province", flat):
        flags.append("place_ambiguous")
    if re.search(r"\b(?:outside|near|around)\s$", before):
        flags.append("place_near")
    # "단둥과 둥강", 丹東と東港: Dandong holds Donggang, and is named beside it.
    if INCLUDING.match(after):
        flags.append("whole")
    return tuple(flags)
