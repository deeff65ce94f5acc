"""What speaks for the kind of a count or sum, its type and subtype: what the rules read, signs of modality, the words
around its number, and those of its sentence and the one before it (models `kinds_of_people`, `kinds_of_money`)."""

from collections.abc import Iterable, Iterator, Sequence

from transforms.claims.learnt.features import Token, of_number, signs
from transforms.claims.scene import Claim
from transforms.claims.wordings import Worded
from transforms.runs import runs


def of_kind(claim: Claim, at: int, read: Sequence[Worded], words: Sequence[Sequence[Token]]) -> Iterator[str]:
    """The features of a count or sum of sentence `at` of a report, beside those of its polarity and of what the rules
    say of it; `words`: those of each sentence."""
    one, kind = read[at], f"{claim['type']}/{claim['subtype'] or ''}"
    yield from (f"rule {claim['rule']}", f"{kind} {claim['polarity']}")
    yield from (f"all {run}" for run in _runs(words[at], one.scene.lang))
    if at:
        yield from (f"before {run}" for run in _runs(words[at - 1], one.scene.lang))
    place = _number(claim, one)
    if place is not None:
        yield from of_number(words[at], place, one.marks.numbers[place], signs(one.marks, place), one.scene.lang)


def _runs(words: Iterable[Token], lang: str) -> set[str]:
    return runs([word for word, _ in words], lang)


def _number(claim: Claim, one: Worded) -> int | None:
    """Where the number of a claim stands in its marked sentence."""
    start, end = (claim[name] - one.scene.sentence.start for name in ("start", "end"))
    for at, number in one.marks.numbers.items():
        amount = one.marks.amounts.get(at)
        own = amount.number if amount else number
        if start <= at < end and (claim["value_min"], claim["value_max"]) == (own.low, own.high):
            return at
    return None
