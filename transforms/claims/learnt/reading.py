"""Reads what no row of the wordings fits by models learnt from labelled reports, and says which of the rows' numbers
are sure.

Two readers look at each number and each sentence: rows that a person wrote, and words that spoke for or against a claim
in reports that people labelled. What a row reads is kept, and firm where the words speak for it too; what only the
words speak for is read and never firm, and says which they are (`details.grounds`).
"""

from collections.abc import Iterator, Sequence

from transforms.claims import voice
from transforms.claims.assertion import asserted
from transforms.claims.learnt.features import (
    FAMILY,
    Token,
    beside,
    family,
    hints,
    of_number,
    of_rows,
    of_value,
    said_of,
    signs,
    tokens,
)
from transforms.claims.numbers import Number
from transforms.claims.rows import Said
from transforms.claims.scene import Claim
from transforms.claims.slots import FIRST, Span
from transforms.claims.trust import is_learnt, trusted
from transforms.claims.wordings import Worded
from transforms.claims.writing import may_be_firm
from transforms.odds import Model, Odds, chance, model
from transforms.runs import runs as runs_of

# From which probability on a claim is read that no row reads, and from which what a row reads may be firm: measured on
# reports that neither was made for. F1 is best near half of what it reaches (Lipton et al. 2014).
ENOUGH = {
    "people": 0.7, "money": 0.4, "share": 0.6, "flow": 0.4, "legal": 0.5, "visa": 0.32, "incident": 0.75,
    "enforcement": 0.33,
}  # fmt: skip
SURE = 0.7


def weighed(read: Sequence[Worded]) -> list[list[Claim]]:
    """The claims of each sentence of a report."""
    words = [tokens(one.marks, one.scene.lang) for one in read]
    runs = [runs_of([word for word, _ in own], one.scene.lang) for own, one in zip(words, read, strict=True)]
    told: set[tuple[str, float | None, float | None]] = set()
    found: list[list[Claim]] = []
    for at, one in enumerate(read):
        before, rows = (runs[at - 1] if at else set()), beside(read, at)
        told |= {_key(claim) for claim in one.claims}
        counted = _counted(one, words[at], runs[at], before, rows)
        found.append([*one.claims, *counted, *_stated(one, runs[at], before, rows)])
    return [_once(own, told) for own in found]


def _key(claim: Claim) -> tuple[str, float | None, float | None]:
    return family(claim), claim["value_min"], claim["value_max"]


def _once(own: list[Claim], told: set[tuple[str, float | None, float | None]]) -> list[Claim]:
    """The claims of a sentence without numbers that are only said again."""
    kept = []
    for claim in own:
        is_again = is_learnt(claim) and claim["type"] in FAMILY and family(claim) != "flow" and _key(claim) in told
        if not is_again:
            told.add(_key(claim))
            kept.append(claim)
    return kept


def _counted(
    one: Worded, words: Sequence[Token], runs: set[str], before: set[str], rows: set[str]
) -> Iterator[Claim]:
    """The numbers of a sentence that no row read; what rows read of the others is marked firm or not."""
    families, kinds = model("numbers"), model("number_kinds")
    if not one.marks.numbers:
        return
    common = context(families, runs, before)
    for at, number in one.marks.numbers.items():
        features = of_number(words, at, number, signs(one.marks, at), one.scene.lang)
        odds = dict(zip(families.labels, families.plus(common, features | said_of(one, at) | rows), strict=True))
        read = of_value(one, at)
        for claim in read:
            is_sure = chance(odds[FAMILY[claim["type"]]]) >= SURE
            trusted(claim, is_sure and may_be_firm(one.scene, one.marks, claim))
        likely = max(odds, key=lambda name: odds[name])
        enough = ENOUGH["share" if one.marks.text[at] == FIRST["S"] else likely]
        if at not in one.taken and chance(odds[likely]) >= enough:
            kind = best(kinds, kinds.plus(context(kinds, runs, before), features), likely)
            grounds = families.grounds(features, likely)
            yield _written(one, kind, _around(one, at, number), (at, at + 1), grounds)


def context(of: Model, runs: set[str], before: set[str]) -> Odds:
    """The odds by the sentence and the one before it."""
    return of.plus(of.plus(of.start(), runs, "all "), before, "before ")


def best(kinds: Model, odds: Odds, family: str) -> tuple[str, str | None]:
    """The likeliest type and subtype of a family."""
    own = [(said, label) for said, label in zip(odds, kinds.labels, strict=True) if label.startswith(f"{family}/")]
    _, kind, subtype = max(own)[1].split("/")
    return kind, subtype or None


def _around(one: Worded, at: int, number: Number) -> Span:
    """The words that a number is read in: its clause, between commas where it is long."""
    plain, (start, end) = one.scene.plain, (at, max(number.end, at + 1))
    begin, stop = voice.clause(plain, start, end)
    first, last = voice.between_commas(plain, start, end)
    return _trimmed(plain, max(begin, first), min(stop, last))


def _trimmed(plain: str, start: int, end: int) -> Span:
    own = plain[start:end]
    return start + len(own) - len(own.lstrip()), start + len(own.rstrip())


def _stated(one: Worded, runs: set[str], before: set[str], rows: set[str]) -> Iterator[Claim]:
    """What a sentence tells without a number, of the families that no row read there: what rows read of these is right
    too often to be refused."""
    families, kinds = model("statements"), model("statement_kinds")
    runs = runs | hints(one)
    read = {family(claim) for claim in one.claims}
    told = families.plus(context(families, runs, before), of_rows(one) | rows)
    for name, odds in zip(families.labels, told, strict=True):
        if name not in read and chance(odds) >= ENOUGH[name]:
            kind = best(kinds, context(kinds, runs, before), name)
            grounds = families.grounds([f"all {run}" for run in runs], name)
            yield _written(one, kind, _trimmed(one.scene.plain, 0, len(one.scene.plain)), None, grounds)


def _written(one: Worded, kind: tuple[str, str | None], span: Span, value: Span | None, grounds: list[str]) -> Claim:
    rule = f"{one.scene.lang}.learnt.{kind[0]}"
    said = Said(rule=rule, kind=kind[0], subtype=kind[1])
    return asserted(one.scene, one.marks, said, span, value, {"details": {"grounds": "; ".join(grounds)}})
