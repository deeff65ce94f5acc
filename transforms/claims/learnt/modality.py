"""What speaks for the polarity of a claim: words in, before and behind its quote, and signs of modality there and in
the sentences around, which are the same in every language.

Signs are rows of vocab/modality.csv: `no`, `denies`, `confirms`, `plans`, ... A feature names where its sign stands:
`in` the quote, `<` before and `>` behind it in its sentence, `c` for its clause only, `n` next to it, `next` for the
sentence after, `next2` for the second after. `next no+confirms` are two signs in one place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import lowered
from transforms.claims import voice
from transforms.claims.learnt.features import NEAR, NEAR_CHARACTERS, Token, family
from transforms.claims.scene import Claim, Scene
from transforms.runs import BY_CHARACTER, runs

# Told of people, these are alike until it is known whether they are there or only to come.
UNTOLD = ("present", "dispatch", "intake", "hired", "increase", "planned_dispatch", "forecast", "illustrative", None)
NEXT_TO = {"zh": 10, "ja": 10, "ko": 14}  # characters
NEXT_TO_WORDS = 28
LONG_PAST = 45  # days
# Japanese dates a thing with which somebody has to do, and not what he does: 来月開業するホテルの内装工事で働く.
OF_A_THING = re.compile("(?:[^、。]{1,6}(?:する|される|なる|予定の)|の)(?!予定|見込|計画|時点)[一-鿿ァ-ヶ]")
OF_THE_LANGUAGE = ("all", "clause", "in", "c<", "c>")
OF_THE_FAMILY = ("all", "clause", "next")
IN_PAIRS = ("all", "clause", "in", ">", "n<", "n>", "next", "next2")
# Signs that say more together than each alone: "could not confirm", "the ministry rejects", "asks for another".
PAIRS = (
    *((no, of) for no in ("no", "nobody", "doubts", "stops") for of in (
        "confirms", "knows", "hearsay", "shall", "plans", "asks", "promises", "done", "now", "not yet", "says",
        "official", "may be",
    )),
    *((who, "denies") for who in ("official", "says", "quotes")),
    *((said, "no") for said in ("says", "official", "quotes")),
    *((wish, "next") for wish in ("asks", "plans", "shall", "promises")),
    ("if", "shall"), ("plans", "shall"), ("hearsay", "confirms"), ("knows", "hearsay"), ("done", "plans"),
    ("done", "asks"), ("but", "confirms"), ("official", "knows"),
)  # fmt: skip

Sign = tuple[str, int, int]
"""A sign with the span where it stands in its sentence."""


def of_claim(claim: Claim, at: int, scenes: Sequence[Scene], words: Sequence[Token]) -> set[str]:
    """The features of a claim that is read of the sentence `at` of a report; `words`: those of the sentence."""
    scene, lang = scenes[at], scenes[at].lang
    start, end = (min(max(claim[name] - scene.sentence.start, 0), len(scene.plain)) for name in ("start", "end"))
    begin, stop = voice.clause(scene.plain, start, end)
    clause = min(begin, start), max(stop, end)
    of, subtype = family(claim), claim["subtype"]
    own = {f"in {lang}", f"is {of}", f"is {claim['type']}/{subtype}" if subtype not in UNTOLD else f"is {of}"}
    own |= {"is zero"} if claim["value_max"] == 0 else set()
    own |= set(_times(scene, claim, (start, end), clause))
    own |= set(_words(words, (start, end), clause, lang))
    places = _here(scene, (start, end), clause)
    for name, step in (("before", -1), ("next", 1), ("next2", 2)):
        if 0 <= at + step < len(scenes):
            places[name] = _of_another(scenes[at + step])
        else:
            own.add(f"nothing {name}")
    return own | set(_signs(places, lang, of))


def _times(scene: Scene, claim: Claim, quote: tuple[int, int], clause: tuple[int, int]) -> Iterator[str]:
    published = scene.report.published
    if published is None:
        return
    is_of_it = True
    for when in scene.times:
        if scene.lang == "ja" and OF_A_THING.match(scene.plain, when.end_at):
            is_of_it &= scene.plain[when.start_at : when.end_at] != claim["event_text"]
            continue
        is_ahead = when.start is not None and when.start > published
        if is_ahead or (when.end is not None and (published - when.end).days > LONG_PAST):
            told = "a time to come" if is_ahead else "a time long past"
            yield told
            yield from (f"{told} in {name}" for name, (start, end) in (("clause", clause), ("quote", quote))
                        if start <= when.start_at < end)  # fmt: skip
    if is_of_it and claim["event_start"] and claim["event_start"] > published.isoformat():
        yield "is to come"


def _words(found: Sequence[Token], quote: tuple[int, int], clause: tuple[int, int], lang: str) -> Iterator[str]:
    near = NEAR_CHARACTERS if lang in BY_CHARACTER else NEAR
    before = [word for word, at in found if at < quote[0]][-near:]
    behind = [word for word, at in found if at >= quote[1]][:near]
    inside, around = ([word for word, at in found if start <= at < end] for start, end in (quote, clause))
    for name, own in (("in", inside), ("<", before), (">", behind), ("clause", around)):
        yield from (f"{name} {run}" for run in runs(own, lang))


def _here(scene: Scene, quote: tuple[int, int], clause: tuple[int, int]) -> dict[str, set[str]]:
    """The signs of the sentence itself by where they stand."""
    found: dict[str, set[str]] = {}
    near = NEXT_TO.get(scene.lang, NEXT_TO_WORDS)
    for sign, start, end in signs(scene.plain, scene.lang):
        is_before, is_behind = end <= quote[0], start >= quote[1]
        stands = {
            "all": True, "in": start < quote[1] and end > quote[0], "<": is_before, ">": not is_before and is_behind,
            "clause": clause[0] <= start < clause[1], "c<": is_before and start >= clause[0],
            "c>": is_behind and start < clause[1], "n<": 0 <= quote[0] - end < near, "n>": 0 <= start - quote[1] < near,
        }  # fmt: skip
        for place in (name for name, is_there in stands.items() if is_there):
            found.setdefault(place, set()).add(sign)
    return found


def _of_another(scene: Scene) -> set[str]:
    """The signs of a sentence near, and whether it has figures of its own."""
    digits = {"digits"} if any(map(str.isdigit, scene.plain)) else set()
    return {sign for sign, *_ in signs(scene.plain, scene.lang)} | digits


def _signs(places: Mapping[str, set[str]], lang: str, of: str) -> Iterator[str]:
    for place, found in places.items():
        for sign in found:
            yield f"{place} {sign}"
            if place in OF_THE_LANGUAGE:
                yield f"{lang} {place} {sign}"
            if place in OF_THE_FAMILY:
                yield f"{of} {place} {sign}"
        if place in IN_PAIRS:
            yield from (f"{place} {one}+{other}" for one, other in PAIRS if one in found and other in found)


@lru_cache(maxsize=256)  # asked for every claim of a sentence and of those before it
def signs(plain: str, lang: str) -> tuple[Sign, ...]:
    """The signs of modality of a sentence. "Neither confirmed nor denied" is one: it denies nothing."""
    small = lowered(voice.DUE.sub(lambda match: " " * len(match[0]), plain))  # who they are, not what they shall do
    found = [(sign, *match.span()) for sign, pattern in _patterns(lang) for match in pattern.finditer(small)]
    neither = [(start, end) for sign, start, end in found if sign == "neither"]
    return tuple(
        (sign, start, end)
        for sign, start, end in found
        if sign == "neither" or not any(start < stop and begin < end for begin, stop in neither)
    )


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["sign"], re.compile(row["pattern"])) for row in vocab.of("modality", lang))
