"""Reads what no row of the wordings fits, by models learnt from labelled reports: people and sums counted, and flows,
visas, law, incidents and measures told in a sentence.

What it reads is never firm: it says which words it went by (`details.grounds`), and an analyst looks.
"""

from collections.abc import Iterator, Sequence

from transforms.claims import voice
from transforms.claims.assertion import asserted
from transforms.claims.learnt.features import Token, of_number, of_sentence, tokens
from transforms.claims.learnt.model import Model, Odds, chance, model
from transforms.claims.numbers import Number
from transforms.claims.rows import Said
from transforms.claims.scene import Claim
from transforms.claims.slots import Marked, Span
from transforms.claims.wordings import Worded

FAMILY = {
    **dict.fromkeys(("headcount", "movement"), "people"), **dict.fromkeys(("wage", "revenue", "levy"), "money"),
}  # fmt: skip
FLOWS = ("headcount", "movement", "location")
# From which probability on a reading is written down: measured, docs/decisions/022.
ENOUGH = {
    "people": 0.5, "money": 0.5, "flow": 0.4, "legal": 0.2, "visa": 0.2, "incident": 0.2, "enforcement": 0.2,
}  # fmt: skip


def learnt(read: Sequence[Worded]) -> list[list[Claim]]:
    """For each sentence of a report the claims that its rows did not read."""
    words = [tokens(one.marks, one.scene.lang) for one in read]
    runs = [of_sentence([word for word, _ in own], one.scene.lang) for own, one in zip(words, read, strict=True)]
    told = {
        (FAMILY[claim["type"]], claim["value_min"], claim["value_max"])
        for one in read
        for claim in one.claims
        if claim["type"] in FAMILY
    }
    found: list[list[Claim]] = []
    for at, one in enumerate(read):
        before = runs[at - 1] if at else set()
        own: list[Claim] = []
        for claim in _counted(one, words[at], runs[at], before):
            key = FAMILY[claim["type"]], claim["value_min"], claim["value_max"]
            if key not in told:  # a number said again is no second claim
                told.add(key)
                own.append(claim)
        own += _stated(one, runs[at], before, own)
        found.append(own)
    return found


def _counted(one: Worded, words: Sequence[Token], runs: set[str], before: set[str]) -> Iterator[Claim]:
    """The numbers that no row took."""
    families, kinds = model("numbers"), model("number_kinds")
    left = {at: number for at, number in one.marks.numbers.items() if at not in one.taken}
    if not left:
        return
    common = context(families, runs, before)
    for at, number in left.items():
        own = of_number(words, at, number, signs(one.marks, at), one.scene.lang)
        odds = families.plus(common, own)
        family, likely = max(zip(families.labels, odds, strict=True), key=lambda pair: pair[1])
        if chance(likely) < ENOUGH[family]:
            continue
        kind = best(kinds, kinds.plus(context(kinds, runs, before), own), family)
        yield _written(one, kind, _around(one, at, number), (at, at + 1), families.grounds(own, family))


def signs(marks: Marked, at: int) -> list[str]:
    """What is known of a number beside its words."""
    amount = marks.amounts.get(at)
    return [] if amount is None else ["a sum", f"in {amount.currency}", f"a {amount.period}"]


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


def _stated(one: Worded, runs: set[str], before: set[str], counted: Sequence[Claim]) -> Iterator[Claim]:
    """What the sentence tells without a number, of the families that nothing in it is read of."""
    families, kinds = model("statements"), model("statement_kinds")
    read = {_statement(claim) for claim in (*one.claims, *counted)}
    for family, odds in zip(families.labels, context(families, runs, before), strict=True):
        if family not in read and chance(odds) >= ENOUGH[family]:
            kind = best(kinds, context(kinds, runs, before), family)
            span = _trimmed(one.scene.plain, 0, len(one.scene.plain))
            yield _written(one, kind, span, None, families.grounds([f"all {run}" for run in runs], family))


def _statement(claim: Claim) -> str:
    return "flow" if claim["type"] in FLOWS else claim["type"]


def _written(one: Worded, kind: tuple[str, str | None], span: Span, value: Span | None, grounds: list[str]) -> Claim:
    rule = f"{one.scene.lang}.learnt.{kind[0]}"
    said = Said(rule=rule, kind=kind[0], subtype=kind[1])
    return asserted(one.scene, one.marks, said, span, value, {"details": {"grounds": "; ".join(grounds)}})
