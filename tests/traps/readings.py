"""How a reading is written down in the tables of traps, and how a claim is held against it."""

import re
from dataclasses import dataclass
from typing import Any

from transforms.claims import read

Reading = dict[str, Any]

# What a sentence tells beside its trap: a row that does not speak of it lets it pass.
CONTEXT = ("company", "demographic", "sector", "condition", "report_reference")
# A headline that makes the report relevant and says nothing else.
TITLES = {
    "en": "North Korean workers abroad",
    "ko": "해외 북한 노동자",
    "zh": "海外的朝鲜工人",
    "ja": "海外で働く北朝鮮労働者",
    "ru": "Рабочие из КНДР за рубежом",
}
SCRIPTS = {"ko": "[가-힣]", "ja": "[ぁ-ヿ]", "zh": "[一-鿿]", "ru": "[а-яё]"}
STOCKS = (
    "present planned_dispatch cumulative peak before hired seen_at_event illustrative forecast".split()  # noqa: SIM905
)
OTHER_MONEY = {"state_revenue": "revenue", "theft": "revenue", "contract": "revenue", "bribe": "levy", "quota": "levy"}

SOME = object()  # any value but none
OVER, UNDER = frozenset({"at_least", "more_than"}), frozenset({"at_most", "less_than"})
ROUND = frozenset({"exact", "approx"})  # "a hundred", "half": said as a number and meant as a round one
COMING = frozenset({"dispatch", "intake"})  # who is sent is taken in
HUNCHUN, DANDONG, DONGGANG = "Hunchun, Yanbian, Jilin, CN", "Dandong, Liaoning, CN", "Donggang, Dandong, Liaoning, CN"
LIAONING, JILIN, JILIN_CITY = "Liaoning, CN", "Jilin, CN", "Jilin City, Jilin, CN"
PRIMORYE, SINUIJU = "Primorsky Krai, RU", "Sinuiju, North Pyongan, KP"


@dataclass(frozen=True)
class Trap:
    """A sentence and what must come out: `claims` in the order of their quotes, or one of `others`; no other claim may.
    In an expected field a frozenset lists values that are as good, a pattern is matched against the value; `said` is a
    part of the quote. `every`: nothing beside the trap is let pass."""

    text: str
    claims: tuple[Reading, ...]
    others: tuple[tuple[Reading, ...], ...] = ()
    published: str | None = "2019-12-02"
    title: str | None = None
    every: bool = False


def trap(text: str, *claims: Reading, others: tuple[tuple[Reading, ...], ...] = (), **more: Any) -> Trap:
    return Trap(text, claims, others, **more)


def people(subtype: str, low: float | None, high: Any = SOME, precision: Any = "exact", **more: Any) -> Reading:
    """One number where `high` is left out."""
    kind = "headcount" if subtype in STOCKS else "movement"
    return _valued(kind, subtype, low, high, precision, more)


def money(subtype: str, low: float | None, high: Any = SOME, precision: Any = "exact", **more: Any) -> Reading:
    return _valued(OTHER_MONEY.get(subtype, "wage"), subtype, low, high, precision, more)


def _valued(kind: str, subtype: str, low: Any, high: Any, precision: Any, more: Reading) -> Reading:
    values = {"value_min": low, "value_max": low if high is SOME else high, "precision": precision}
    return {"type": kind, "subtype": subtype, **values, **more}


def vague(subtype: str, magnitude: int, **more: Any) -> Reading:
    return people(subtype, None, None, "vague", magnitude=magnitude, **more)


def share(subtype: str, low: float, high: Any = SOME, precision: Any = ROUND, **more: Any) -> Reading:
    return money(subtype, low, high, precision, unit="percent", **more)


def said(kind: Any, subtype: Any = None, **more: Any) -> Reading:
    """A claim without a number."""
    return {"type": kind, "subtype": subtype, "value_min": None, "value_max": None, **more}


def flow(subtype: Any, polarity: str, *places: str, **more: Any) -> Reading:
    """Where no place is given, any will do: the context may tell one."""
    where = {"places": list(places)} if places else {}
    return said("movement", subtype, polarity=polarity, **where, **more)


def language_of(text: str) -> str:
    return next((lang for lang, letters in SCRIPTS.items() if re.search(letters, text.lower())), "en")


def found(one: Trap) -> list[Reading]:
    """The claims of the sentence that the trap speaks of."""
    lang = language_of(one.text)
    report = {"title": one.title or TITLES[lang], "text": one.text, "published": one.published, "lang": lang}
    wanted = {kind for claims in (one.claims, *one.others) for row in claims for kind in _either(row.get("type"))}
    return [claim for claim in read(report) if one.every or claim["type"] not in CONTEXT or claim["type"] in wanted]


def _either(value: Any) -> frozenset[Any]:
    return value if isinstance(value, frozenset) else frozenset({value})


def differences(one: Trap) -> list[str]:
    """What a reader sees when the reading is not the right one; empty where it is."""
    claims = found(one)
    if any(agree(expected, claims) for expected in (one.claims, *one.others)):
        return []
    return [f"wanted: {row}" for row in one.claims] + [f"found: {_shown(claim, one.claims)}" for claim in claims]


def agree(expected: tuple[Reading, ...], claims: list[Reading]) -> bool:
    return len(expected) == len(claims) and all(map(fits, expected, claims))


def fits(expected: Reading, claim: Reading) -> bool:
    return all(_same(field, wanted, claim) for field, wanted in expected.items())


def _same(field: str, wanted: Any, claim: Reading) -> bool:
    if field == "said":
        return wanted in claim["quote"]
    came = claim[field]
    if wanted is SOME:
        return bool(came)
    if isinstance(wanted, frozenset):
        return bool(came in wanted)
    if isinstance(wanted, re.Pattern):
        return bool(wanted.fullmatch(str(came)))
    if field == "flags":
        return set(wanted) <= set(came)
    if field == "details":
        return all(_same(key, value, came) for key, value in wanted.items()) if set(wanted) <= set(came) else False
    if isinstance(wanted, float) and came is not None:
        return bool(abs(wanted - came) < 0.5)
    return bool(wanted == came)


def _shown(claim: Reading, expected: tuple[Reading, ...]) -> Reading:
    fields = dict.fromkeys(["type", "subtype", "value_min", "value_max", *(f for row in expected for f in row)])
    return {f: claim[f] for f in fields if f != "said"} | {"quote": claim["quote"], "rule": claim["rule"]}
