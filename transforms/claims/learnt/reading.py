"""Reads what no row of the wordings fits by models learnt from labelled reports, and says which of the rows' numbers
are sure.

Three readers look at each number and each sentence: rows that a person wrote, words that spoke for or against a claim
in reports that people labelled, and a network that knows what other words mean the same. What a row reads is firm where
the other two speak for it, and no claim where they speak strongly against it; what only they speak for is read
and never firm, and says by which words (`details.grounds`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from transforms.caseless import caseless
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
from transforms.claims.learnt.network import Said as Heard
from transforms.claims.learnt.network import Seen
from transforms.claims.numbers import Number
from transforms.claims.rows import Said
from transforms.claims.scene import Claim
from transforms.claims.slots import FIRST, Span
from transforms.claims.trust import SURE, is_learnt, is_tabled, trusted
from transforms.claims.whose import is_count
from transforms.claims.wordings import Worded
from transforms.claims.writing import may_be_firm
from transforms.odds import UNIT, Model, Odds, chance, model
from transforms.runs import runs as runs_of

# From which probability on a claim is read that no row reads: measured on reports that neither was made for. F1 is best
# near half of what it reaches (Lipton et al. 2014; docs/decisions/031). `alone`: people and statements of sentences
# that stand alone.
ENOUGH = {
    "people": 0.52, "money": 0.44, "share": 0.6, "flow": 0.3, "doubtful": 0.82, "alone": 0.95, "legal": 0.45,
    "visa": 0.3, "incident": 0.4, "enforcement": 0.5,
}  # fmt: skip
# Set on a third of the open reports, by networks and words that had not seen it (docs/decisions/029, 031): of what rows
# read between it and half of F1, .44, less than half was right, yet some of what a person judged in gold and sample
# nights.
REFUTED = {
    "people": 0.32, "money": 0.35, "flow": 0.1, "legal": 0.15, "visa": 0.1, "incident": 0.05, "enforcement": 0.1,
}  # fmt: skip
OF_LOCALS = 0.1  # their pay stands among words of locals, and is asked for beside that of North Koreans
REFUTED_ALONE = 0.004
FEW = 3
"""Rows were judged by sentences that stand alone, so FEW and no more; words and networks learn from whole reports: each
has the last word where it is at home."""
NEVER = 2.0
# "The ministry of labour did not respond": people who go and come are told elsewhere.
UNANSWERED = {
    "en": r"\b(?:not|n[o']t|declined to|refused to) (?:\w+ )?(?:respond|repl(?:y|ied)|answer|comment)"
    r"|\bno (?:comment|response|reply)\b",
    "ko": r"(?:답변|응답|대답|논평)(?:을|에|하지|이)? ?(?:하지 않|거부|거절|없)",
    "zh": r"(?:没有|未|不予|拒绝)(?:\w{0,4})(?:回应|回复|答复|置评|评论)",
    "ja": r"(?:回答|返答|コメント)(?:し|は|を|が|に)?(?:なかった|ない|得られ|拒否|控え|応じな)",
    "ru": r"не (?:\w+ )?(?:ответил|отвечал|прокомментировал)|отказал\w+ (?:от комментари|комментировать|отвечать)",
}
NETWORK = "the network"
"""The row of the models that says how much the networks count."""


def weighed(seen: Seen, read: Sequence[Worded]) -> list[list[Claim]]:
    """The claims of each sentence of a report. `seen`: the report as the networks see it."""
    are_alone = stand_alone(read)
    least = dict.fromkeys(REFUTED, REFUTED_ALONE) if are_alone else REFUTED
    words = [tokens(one.marks, one.scene.lang) for one in read]
    runs = [runs_of([word for word, _ in own], one.scene.lang) for own, one in zip(words, read, strict=True)]
    told: set[tuple[str, float | None, float | None]] = set()
    found: list[list[Claim]] = []
    for at, one in enumerate(read):
        before, rows = (runs[at - 1] if at else set()), beside(read, at)
        common = context(model("numbers"), runs[at], before) if one.marks.numbers else ()
        numbers = list(_numbers(one, words[at], common, rows, partial(seen.number, at)))
        heard, all_runs = seen.sentence(at), runs[at] | hints(one)
        spoken = _statements(one, all_runs, before, rows, heard)
        kept = _kept(one, numbers, spoken, least)
        told |= {_key(claim) for claim in kept}
        stated = _stated(one, spoken, all_runs, before, heard, are_alone)
        found.append([*kept, *_counted(one, numbers, runs[at], before, are_alone), *stated])
    return [_once(own, told) for own in found]


def stand_alone(read: Sequence[Worded]) -> bool:
    """Whether these sentences are no report, but stand by themselves."""
    return len(read) <= FEW


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


@dataclass(frozen=True)
class Weighed:
    """A number of a sentence: where it stands, its features, what the network says of it, and its odds by family."""

    at: int
    number: Number
    features: set[str]
    heard: Heard
    odds: Mapping[str, int]


def _numbers(
    one: Worded, words: Sequence[Token], common: Odds, rows: set[str], hear: Callable[[int, int], Heard]
) -> Iterator[Weighed]:
    """The numbers of a sentence by all three readers. `common`: the odds by the sentence and the one before it."""
    families = model("numbers")
    for at, number in one.marks.numbers.items():
        features, heard = of_number(words, at, number, signs(one.marks, at), one.scene.lang), hear(at, number.end)
        told = families.heard(families.plus(common, features | said_of(one, at) | rows), NETWORK, heard.families)
        yield Weighed(at, number, features, heard, dict(zip(families.labels, told, strict=True)))


def _statements(one: Worded, runs: set[str], before: set[str], rows: set[str], heard: Heard) -> dict[str, int]:
    """The odds by all three readers that a sentence tells something without a number, by family."""
    families = model("statements")
    told = families.plus(context(families, runs, before), of_rows(one) | rows)
    return dict(zip(families.labels, families.heard(told, NETWORK, heard.families), strict=True))


def _kept(
    one: Worded, numbers: Sequence[Weighed], spoken: Mapping[str, int], least: Mapping[str, float]
) -> list[Claim]:
    """What rows read of a sentence, its numbers marked firm or not, without what words and network refute."""
    refuted = {id(claim) for claim in one.claims if _is_refuted(claim, spoken, least)}
    for weighed in numbers:
        for claim in of_value(one, weighed.at):
            if _is_refuted(claim, weighed.odds, least):
                refuted.add(id(claim))
            is_sure = weighed.odds[FAMILY[claim["type"]]] / UNIT >= SURE and not is_tabled(claim)
            trusted(claim, is_sure and may_be_firm(one.scene, claim))
    return [claim for claim in one.claims if id(claim) not in refuted]


def _is_refuted(claim: Claim, odds: Mapping[str, int], least: Mapping[str, float]) -> bool:
    """Whether words and networks give a claim less than the least chance of its family; never an illustration, which
    stands among words of what is no claim, nor a cell of a table, which stands among none."""
    name = family(claim)
    if name not in odds or claim["subtype"] == "illustrative" or is_tabled(claim):
        return False
    enough = min(least[name], OF_LOCALS) if claim["subtype"] == "chinese_worker_wage" else least[name]
    return chance(odds[name]) < enough


def _counted(
    one: Worded, numbers: Sequence[Weighed], runs: set[str], before: set[str], is_alone: bool
) -> Iterator[Claim]:
    """The numbers of a sentence that no row took."""
    families, kinds = model("numbers"), model("number_kinds")
    again = [range(*amount.again) for amount in one.marks.amounts.values() if amount.again]
    for own in (own for own in numbers if own.at not in one.taken and not any(own.at in span for span in again)):
        likely = max(own.odds, key=lambda name: own.odds[name])
        is_at_home = likely == "money" and "H" in one.marks.slots and "P" not in one.marks.slots
        doubt = "alone" if is_alone and likely == "people" else "doubtful" if is_at_home else likely
        is_share = one.marks.text[own.at] == FIRST["S"]
        is_room = likely == "people" and not is_share and not is_count(one.scene, own.at, own.number.end)
        enough = NEVER if is_room else ENOUGH["share" if is_share else doubt]
        if chance(own.odds[likely]) >= enough:
            told = kinds.plus(context(kinds, runs, before), own.features)
            kind = best(kinds, kinds.heard(told, NETWORK, own.heard.kinds), likely)
            grounds = [*families.grounds(own.features, likely), *_by_network(own.heard, likely)]
            yield _written(one, kind, _around(one, own.at, own.number), (own.at, own.at + 1), grounds)


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


def _stated(
    one: Worded, spoken: Mapping[str, int], runs: set[str], before: set[str], heard: Heard, is_alone: bool
) -> Iterator[Claim]:
    """What a sentence tells without a number, of the families that no row read there; nothing in a table."""
    if one.is_in_table:
        return
    families, kinds = model("statements"), model("statement_kinds")
    read = {family(claim) for claim in one.claims}
    for name, odds in spoken.items():
        if name not in read and chance(odds) >= _enough(one, name, is_alone):
            kind = best(kinds, kinds.heard(context(kinds, runs, before), NETWORK, heard.kinds), name)
            grounds = [*families.grounds([f"all {run}" for run in runs], name), *_by_network(heard, name)]
            yield _written(one, kind, _trimmed(one.scene.plain, 0, len(one.scene.plain)), None, grounds)


def _enough(one: Worded, family: str, is_alone: bool) -> float:
    """More where the sentence stands alone, and for a flow where a row read the way in by a visa; a flow never stands
    beside "nobody came" or "they never hired any", nor where a question is not answered."""
    said = {(claim["type"], claim["polarity"]) for claim in one.claims}
    is_nobody = ("company", "denied") in said or any(claim["value_max"] == 0 for claim in one.claims)
    if family == "flow" and (is_nobody or caseless(UNANSWERED[one.scene.lang]).search(one.scene.plain)):
        return NEVER
    is_doubtful = family == "flow" and any(kind == "visa" for kind, _ in said)
    return ENOUGH["alone" if is_alone else "doubtful" if is_doubtful else family]


def _by_network(heard: Heard, family: str) -> list[str]:
    return [NETWORK] if heard.families[family] > 0 else []


def _written(one: Worded, kind: tuple[str, str | None], span: Span, value: Span | None, grounds: list[str]) -> Claim:
    rule = f"{one.scene.lang}.learnt.{kind[0]}"
    said = Said(rule=rule, kind=kind[0], subtype=kind[1])
    return asserted(one.scene, one.marks, said, span, value, {"details": {"grounds": "; ".join(grounds)}})
