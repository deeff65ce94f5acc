"""Marks in a sentence what wordings count on: numbers, people, places, times, money; each by one character a letter.

The marked sentence is as long as the sentence, so that offsets in one are offsets in the other: "at least 2,000 North
Korean workers were sent to Hunchun" becomes CccccccccccccWwww... were sent to Ppppppp, in letters of a private script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.amounts import Amount, amounts
from transforms.claims.numbers import Number
from transforms.claims.scene import Scene
from transforms.claims.shares import shares
from transforms.either import either

SLOTS = {
    "T": "a time",
    "S": "a share: half, 30 percent, four in five dollars",
    "M": "a sum with its currency",
    "I": "a number that only names something: Room 39, resolution 2397, Article 17",
    "C": "a number with the word that counts people: 500명, 三百人, 87 человек",
    "U": "one person or none, said of whoever speaks as of whoever died: 一名, 一个也没",
    "N": "any other number",
    "O": "people who are not workers abroad: soldiers, tourists, other nations' workers",
    "W": "workers or North Koreans, with what describes them",
    "A": "people whom the noun alone does not name as theirs: women, 人員",
    "P": "a place abroad",
    "H": "a place in North Korea",
}
FIRST = {slot: chr(0xE000 + 2 * at) for at, slot in enumerate(SLOTS)}
REST = {slot: chr(0xE001 + 2 * at) for at, slot in enumerate(SLOTS)}
ANY_SLOT = f"[{min(FIRST.values())}-{max(REST.values())}]"

Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """`text`: the sentence with its slots marked. `numbers` and `amounts`: what stands at the start of a slot."""

    text: str
    numbers: dict[int, Number]
    amounts: dict[int, Amount]

    @cached_property
    def slots(self) -> frozenset[str]:
        """The kinds of slots that the sentence has."""
        return frozenset(slot for slot, first in FIRST.items() if first in self.text)


def slot_pattern(slot: str) -> str:
    """The pattern of one slot in a marked sentence, never of a part of it."""
    return f"{FIRST[slot]}{REST[slot]}*+"


def marked(scene: Scene) -> Marked:
    """A sentence with its slots marked; where two would overlap, the one that stands first in SLOTS is kept."""
    letters = list(scene.plain)
    taken = bytearray(len(letters))
    sums = {amount.start: amount for amount in amounts(scene)}
    found = _spans(scene, sums)
    numbers = {}
    for slot, start, end, number in found:
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            letters[start:end] = FIRST[slot] + REST[slot] * (end - start - 1)
            if number is not None:
                numbers[start] = number
    # A share told in coins has no currency: ten cents of the dollar.
    return Marked("".join(letters), numbers, {at: one for at, one in sums.items() if letters[at] == FIRST["M"]})


def _spans(scene: Scene, sums: dict[int, Amount]) -> Iterator[tuple[str, int, int, Number | None]]:
    for when in scene.times:
        yield "T", when.start_at, when.end_at, None
    for share in shares(scene.plain, scene.lang):
        yield "S", share.start, share.end, share
    for amount in sums.values():
        yield "M", amount.start, amount.end, amount.number
    yield from _counts(scene)
    for match in own_crew(scene.lang).finditer(scene.plain):
        yield "W", match.start(), match.end(), None
    for slot, kinds in NOUNS.items():
        for match in _nouns(scene.lang, kinds).finditer(scene.plain):
            is_theirs = slot == "A" and scene.lang == "en" and NORTHERN.search(scene.plain, *match.span())
            yield "W" if is_theirs else slot, match.start(), match.end(), None
    for place in scene.places:
        if place.chains and place.role != "of":
            yield "H" if place.is_home else "P", place.start, place.end, None


def _counts(scene: Scene) -> Iterator[tuple[str, int, int, Number | None]]:
    for number in scene.numbers:
        if any(when.start_at <= number.core < when.end_at for when in scene.times):
            continue
        if any(place.start <= number.core < place.end for place in scene.places):  # the three northeastern provinces
            continue
        if scene.lang == "en" and NO_ONE.search(scene.plain, 0, number.end) and number.low == 1:
            continue
        named = _named_by(scene, number)
        if named is not None:
            yield "I", named, number.end, None
            continue
        counter = _counter(scene.lang).match(scene.plain, _core_end(scene, number))
        if counter is not None or number.high == 0:
            end = max(number.end, counter.end()) if counter else number.end
            last = _counter(scene.lang).match(scene.plain, end) if scene.lang == "ja" else None
            end = last.end() if last else end  # 4000人から5000人: each end has its own
            yield "U" if _is_alone(scene, number) else "C", number.start, end, number
        else:
            yield "N", number.start, number.end, number


NO_ONE = re.compile(r"\b(?:no|every|any|at) one$", re.IGNORECASE)  # "no one was brought back", "at one time"


def _is_alone(scene: Scene, number: Number) -> bool:
    return scene.lang in COUNTS_ONE and number.low == number.high and number.low in (0, 1)


COUNTS_ONE = ("zh",)  # there "a" is written as a number


def _core_end(scene: Scene, number: Number) -> int:
    """Where a counter may begin: behind the numeral, which may have taken its counter on the way to a bound word
    (2000명 이상)."""
    inside = _counter(scene.lang).search(scene.plain, number.core, number.end)
    return inside.start() if inside else number.end


@cache
def _counter(lang: str) -> re.Pattern[str]:
    forms = [row["pattern"] for row in vocab.of("counters", lang)]
    return re.compile("|".join(forms) or "(?!)")


def _named_by(scene: Scene, number: Number) -> int | None:
    match = _identifier(scene.lang).search(scene.plain, 0, number.core)
    behind = _identifier_behind(scene.lang).match(scene.plain, number.end)
    return match.start() if match else number.start if behind else None


@cache
def _identifier(lang: str) -> re.Pattern[str]:
    words = "|".join(re.escape(row["form"]) for row in vocab.of("identifiers", lang)) or "(?!)"
    edge = r"\b" if lang in ("en", "ru") else ""
    return re.compile(rf"{edge}(?:{words})(?: No\.| №)?\s?(?:\d+,? (?:and|or|и) )?$")


# Numbers of 号, and what is measured in time, size, rank or vehicles: none of them counts people or money.
ZH_MEASURES = (
    r" ?(?:号(?![\d月]|人|召|朝鲜|北韩|工人|女工)|个多?月|月(?!薪)|日(?![元圆币本方籍])|个?(?:星期|学期|季度)"
    r"|年(?![轻长青])|岁|周(?!边)|天(?!津)|批|次|趟|轮|期|届|层|楼|辆|艘|台(?![币湾商])|条|班(?![长组])|点|分钟|页"
    r"|公里|米|吨|万里|平方|倍|度|代(?![表价])|件|套|箱|双|车|个?集装箱|梯次?|拨|波(?!兰))"
)


@cache
def _identifier_behind(lang: str) -> re.Pattern[str]:
    """A number with 号 or 호 is a name in the scripts that write it so: 第2397号, 2375호."""
    return re.compile({"ko": r"\s?호(?!선)", "zh": ZH_MEASURES, "ja": r"号"}.get(lang, "(?!)"))


NORTHERN = re.compile(r"\b(?:North[ -]Korea|N\. Korea|DPRK)")  # "North Korean staff": the noun alone is anybody's
NOUNS = {"O": ("other", "crowd", "other_nation", "military"), "W": ("worker", "northerner"), "A": ("person",)}


# 劳工部 is a ministry, 工人党 a party, 建筑工地 a site; 縫製工場 is no 縫製工, 留学生ビザ no 留学生.
NO_BODY = {
    "zh": r"(?!部(?!分|队)|地|局|署|组织|法|协会|市场|党|权)",
    "ja": r"(?!場|署|権|口|民|材|道|許可|政策|ビザ|査証|の?身分|の?資格|の?名目|を装"
    r"|として(?:入国|ビザ|登録|来|受け入れ))",
}


# Whoever is named by a trade and by the North is counted, though no list knows the trade: "North Korean shipwrights".
OF_TRADE = (
    r"(?:North Korean|DPRK|Pyongyang's) (?:[a-z-]+ ){0,2}"
    r"(?!leaders|officers|soldiers|fighters|defectors|settlers|escapees|hackers|launchers|freighters|tankers|trawlers"
    r"|carriers|trailers|containers|numbers|members|customers|orders|borders|papers|letters|ministers|waters|quarters"
    r"|visitors|directors|ambassadors|sailors|reactors|prisoners|travell?ers|tourists|statesmen|merchants|giants"
    r"|warrants|spokesmen|restaurants|partners|managers|traders|brokers|handlers|minders|overseers|supervisors|rulers"
    r"|refugees|servicemen|servicewomen|crewmen|fishermen|seamen|businessmen|policemen|consumers|exporters|importers"
    r"|suppliers|owners|investors|players|footballers|scientists|propagandists|centers|others|years|errors|characters"
    r"|currency|remittances)"
    r"(?:[a-z-]*(?:ers|ors|ists|wrights|smiths|ians|ants|men|women)|teams|crews|brigades|gangs|nurses|hands)"
)


@cache
def _nouns(lang: str, kinds: tuple[str, ...]) -> Caseless | re.Pattern[str]:
    """Nouns with what describes them before: "female North Korean textile workers", 北朝鮮からの女性労働者."""
    nouns = _forms(lang, kinds)
    words = _forms(lang, ("modifier",))
    if lang in ("en", "ru"):
        behind = rf"(?:[ ,]+(?:{_forms(lang, ('modifier',), begins=OF_HOME)}))*" if lang == "ru" else ""
        nouns += f"|{OF_TRADE}" if lang == "en" and "northerner" in kinds else ""
        return Caseless(rf"(?<![\w-])(?:(?:{words})[ ,]+(?:(?:and|or) )?)*(?:{nouns}){behind}(?!\w)")
    if lang == "ko":
        # 봉제노동자 is one word, but 검사 is no part of 검사서: only long nouns may end a word that begins otherwise.
        long = _forms(lang, kinds, LONG)
        return re.compile(rf"(?:(?<![가-힣])(?:(?:{words}) ?)*(?:{nouns})|(?:{long}))들?")
    if "northerner" in kinds:  # 北朝鮮の女性: a person whom the word before makes theirs
        gap, persons = "(?:の|的)?", _forms(lang, ("person",))
        nouns = rf"{nouns}|(?:{_forms(lang, ('northern',))}){gap}(?:(?:{words}){gap})*(?:{persons})"
    plural = r"(?:們|们|たち|ら(?=[がはをの、約]))?"
    return re.compile(rf"(?:(?:{words})(?:の|的)?)*(?:{nouns}){plural}{NO_BODY.get(lang, '')}")


@cache
def own_crew(lang: str) -> re.Pattern[str]:
    """Nouns that the list has as theirs though their end is one of a crowd: 朝鲜船员, where 船员 alone is nobody's."""
    kinds = ("crowd", "other") if lang == "ja" else ("crowd",)
    crowds = tuple(row["form"] for row in vocab.of("subjects", lang) if row["kind"] in kinds)
    theirs = [row["form"] for row in vocab.of("subjects", lang) if row["kind"] == "northerner"]
    own = [form for form in theirs if form.endswith(crowds)] if lang in ("zh", "ja") else []
    return re.compile("|".join(map(re.escape, own)) or "(?!)")


LONG = 3


OF_HOME = ("из ", "КНДР", "Северной", "родом")  # what Russian says of people behind their noun: рабочие из КНДР


def _forms(lang: str, kinds: tuple[str, ...], least: int = 1, begins: tuple[str, ...] = ("",)) -> str:
    forms = (row["form"] for row in vocab.of("subjects", lang) if row["kind"] in kinds)
    rows = (form for form in forms if len(form) >= least and form.startswith(begins))
    # Russian forms are patterns of the cases, as in the gazetteer.
    return "|".join(sorted(rows, key=len, reverse=True)) or "(?!)" if lang == "ru" else either(rows)
