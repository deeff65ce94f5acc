"""What the learnt reader looks at: words and slots of a sentence, each by a name that a person can read.

Runs of words and slots are named as in transforms/runs.py (slots: slots.SLOTS). Around a number `<1` is the word before
it, `>2` the second behind it, `<` and `>` any of the words near. `before` says the same of the sentence before. `hints`
names a kind of claim that rows of the wordings look for with words that the sentence has; `read`, `fits`, `says` and
`rule` say what those rows made of it, and which row did.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log10
from typing import Any

from transforms.claims.numbers import Number
from transforms.claims.rows import MONEY, NO_CLAIM, PEOPLE
from transforms.claims.scene import Claim
from transforms.claims.slots import FIRST, REST, Marked
from transforms.claims.taken import FLOWS
from transforms.claims.wordings import Worded
from transforms.runs import BY_CHARACTER, named, stem, syllables

# A word with the offset where it stands in the sentence.
Token = tuple[str, int]

TOKEN = re.compile(r"[\ue000-\uf8ff]|[^\W\d_\ue000-\uf8ff]+|\d+|[^\w\s]")
SLOT_OF = {letter: f"{{{slot}}}" for slot, letter in FIRST.items()}
WITHIN = frozenset(REST.values())
NEAR = 6  # words on each side of a number
NEAR_CHARACTERS = 8
VALUED = ("{C}", "{N}", "{M}", "{S}")


def tokens(marks: Marked, lang: str) -> list[Token]:
    """The words of a marked sentence by their stems, and its slots; of Chinese and Japanese the characters."""
    found: list[Token] = []
    for match in TOKEN.finditer(marks.text):
        word = match[0]
        if word in WITHIN:
            continue
        if word in SLOT_OF:
            found.append((SLOT_OF[word], match.start()))
        elif lang in BY_CHARACTER:
            found += [(letter, match.start() + at) for at, letter in enumerate(word.lower())]
        else:
            found.append((stem(word.lower(), lang), match.start()))
    return found


def of_number(found: Sequence[Token], at: int, number: Number, signs: Sequence[str], lang: str) -> set[str]:
    """The features of the number that stands at an offset of a marked sentence. `signs`: what is known of it beside its
    words, as its currency."""
    place = next(place for place, (_, start) in enumerate(found) if start >= at)
    words = [word for word, _ in found]
    size = number.low if number.low is not None else number.high
    order = f"of {int(log10(size))} digits" if size and size >= 1 else "of no size"
    near = NEAR_CHARACTERS if lang in BY_CHARACTER else NEAR
    ahead, behind = words[:place][::-1][:near], words[place + 1 :][:near]
    own = {f"is {words[place]}", order, f"is {words[place]} {order}", f"in {lang}", *signs}
    for side, around in (("<", ahead), (">", behind)):
        for step, word in enumerate(around, 1):
            own |= {_named(f"{side}{step}", word, lang), _named(side, word, lang)}
        for one, other in pairwise(around):
            run = f"{other} {one}" if side == "<" else f"{one} {other}"
            own.add(_named(f"{side}{side}", run, lang))
        if lang == "ko":
            own |= {_named(side, run, lang) for word in around[:4] for run in syllables(word)}
    if ahead and behind:
        own.add(_named("<>", f"{ahead[0]} {behind[0]}", lang))
    own |= {f"other < {word}" for word in words[:place] if word in VALUED}
    own |= {f"other > {word}" for word in words[place + 1 :] if word in VALUED}
    return own


def _named(side: str, words: str, lang: str) -> str:
    return f"{side} {named(words, lang)}"


def signs(marks: Marked, at: int) -> list[str]:
    """What is known of a number beside its words."""
    amount = marks.amounts.get(at)
    return [] if amount is None else ["a sum", f"in {amount.currency}", f"a {amount.period}"]


def hints(one: Worded) -> set[str]:
    """The kinds of claims for which a sentence has the words that some row needs."""
    return {f"hints {kind}" for kind in one.hinted}


FAMILY = {**dict.fromkeys(PEOPLE, "people"), **dict.fromkeys(MONEY, "money")}


def family(claim: Mapping[str, Any]) -> str:
    """What a claim is scored with: people and money where it has a value, flow for people and places without one."""
    is_valued = claim.get("value_min") is not None or claim.get("value_max") is not None
    if claim["type"] in FLOWS and not is_valued:
        return "flow"
    return FAMILY.get(claim["type"], claim["type"]) if is_valued else str(claim["type"])


def kind_of(claim: Mapping[str, Any]) -> str:
    """Family, type and subtype."""
    return f"{family(claim)}/{claim['type']}/{claim.get('subtype') or ''}"


def said_of(one: Worded, at: int) -> set[str]:
    """What the rows made of a number."""
    claims = of_value(one, at)
    read = {f"read {family(claim)}{' firm' if claim['firm'] else ''}" for claim in claims}
    read |= {name for claim in claims for name in (f"rule {claim['rule']}", f"says {kind_of(claim)}")}
    return read or ({"read otherwise"} if at in one.taken else {"not read"})


def beside(read: Sequence[Worded], at: int) -> set[str]:
    """What the rows made of the sentences before and behind one of a report."""
    before = {family(claim) for claim in read[at - 1].claims} if at else {"nothing"}
    behind = {family(claim) for claim in read[at + 1].claims} if at + 1 < len(read) else {"nothing"}
    return {f"before reads {kind}" for kind in before} | {f"behind reads {kind}" for kind in behind}


def of_value(one: Worded, at: int) -> list[Claim]:
    """The claims of people or money that a number of a sentence is the value of."""
    here, amount = one.scene.sentence.start + at, one.marks.amounts.get(at)
    number = amount.number if amount else one.marks.numbers[at]
    return [
        claim
        for claim in one.claims
        if claim["type"] in FAMILY
        and claim["start"] <= here < claim["end"]
        and (claim["value_min"], claim["value_max"]) == (number.low, number.high) != (None, None)
    ]


def of_rows(one: Worded) -> set[str]:
    """What the rows made of a sentence: what they read, and what fits but was not meant or stood in another's place."""
    read = {family(claim) for claim in one.claims}
    fitted = {kind for kind, _, _ in (kind.partition("/") for kind in one.fitted) if kind != NO_CLAIM}
    fitted = {"flow" if kind in FLOWS else kind for kind in fitted}
    return {f"read {kind}" for kind in read} | {f"fits {kind}" for kind in fitted - read}
