"""Rules for money: what workers get, what the state keeps, what is owed and what is paid to go.

An amount is read only where the wording says whose money it is; a second currency in brackets is a conversion, never
a second claim.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transforms import vocab
from transforms.claims import voice
from transforms.claims.amounts import Amount, amounts
from transforms.claims.numbers import Number
from transforms.claims.scene import Claim, Scene, claim
from transforms.claims.shares import shares


def money(scene: Scene) -> list[Claim]:
    """The money claims of one sentence: amounts, shares, and arrears without an amount."""
    found: list[Claim] = []
    for amount in amounts(scene):
        written = _amount_claim(scene, amount, found)
        if written is not None:
            found.append(written)
    return found + _shares(scene) + _unvalued(scene)


# --- whose money -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """`head` must stand in the clause before the amount, `tail` after it (either may be empty); first rule that fits
    wins."""

    name: str
    kind: str
    subtype: str
    head: str
    tail: str
    details: Mapping[str, str]


OTHERS_EARN = re.compile(
    r"\b(?:Russian|Vietnamese|Uzbek|Polish|South Korean|Filipino|Indian|Nepali) "
    r"(?:wom[ae]n|m[ae]n|workers?|labou?rers?)\b[^,;]*$"
)
STATE_MONEY = 100_000  # a yearly sum of a state is never smaller, a wage of one person never larger than MOST_WAGE
MOST_WAGE = 1_000_000


def _rule(name: str, kind: str, subtype: str, head: str = "", tail: str = "", **details: str) -> Rule:
    return Rule(name, kind, subtype, head, tail, details)


# A wage is named, or somebody earns or is paid who is neither firm nor state nor of another nation.
NOT_A_WORKER = (
    r"state|regime|government|party|firm|company|agency|factory|merchants?|traders?|officials?|managers?|Chinese|local"
)
EARNS = r"\b(?:earns?|earned|earning|(?:are|were|is|was) paid|gets?|makes?)\b[^,;]{0,30}$"
WORKER = "|".join(row["form"] for row in vocab.of("subjects", "en") if row["kind"] in ("worker", "northerner"))
WAGE = (
    rf"\b(?:{WORKER}|they|women)\b[^,;.]{{0,40}}{EARNS}|"
    r"\b(?:wages?|salar(?:y|ies)|(?:their|the|whose|monthly|daily|average|base) pay)\b[^,;]{0,30}$"
    rf"|^(?!.*\b(?:{NOT_A_WORKER}) (?:\w+ )?(?:earns?|earned|gets?|makes?|is paid|are paid)\b).*"
    r"\b(?:earns?|earned|earning|(?:are|were|is|was) paid)\b[^,;]{0,30}$"
)

RULES = {
    "en": (
        _rule("en.money.stolen", "revenue", "theft", head=r"\b(?:stole|stolen|steal)\b"),
        _rule(
            "en.money.chinese_worker",
            "wage",
            "chinese_worker_wage",
            head=r"\b(?:Chinese|local) (?:wom[ae]n|m[ae]n|workers?|labou?rers?|staff|colleagues?)\b[^,;]*"
            r"\b(?:gets?|earns?|paid|makes?|receives?)",
        ),
        _rule(
            "en.money.chinese_worker",
            "wage",
            "chinese_worker_wage",
            tail=r"^[^.;,]{0,20}\bfor (?:locals|local workers|Chinese workers)\b",
        ),
        _rule("en.money.contract", "revenue", "contract", head=r"\bcontracts?\b[^,;]*\b(?:worth|valued)"),
        _rule("en.money.bribe", "levy", "bribe", tail=r"^[^.;]{0,20}\bbribes?\b", payer="worker"),
        _rule("en.money.bribe", "levy", "bribe", head=r"\bbribes? (?:of|worth|came to) ", payer="worker"),
        _rule(
            "en.money.arrears", "wage", "arrears_total", r"\bwages? of ", r"\bnot been paid|\bunpaid|\boverdue|\bowed"
        ),
        _rule("en.money.arrears", "wage", "arrears_total", r"\bback pay of |\bare owed |\bunpaid wages? (?:of|worth) "),
        _rule(
            "en.money.deduction",
            "wage",
            "deduction",
            head=r"\bof which |\bof that,? ",
            tail=r"^ (?:go(?:es)?|is|are|was|were) (?:to|taken|deducted|withheld|kept)",
        ),
        _rule(
            "en.money.deduction",
            "wage",
            "deduction",
            r"\b(?:takes?|took|deducts?|withholds?|keeps?) (?:back )?$",
            r"^[^.;]{0,12}(?:from each|from (?:their|the) (?:wages?|pay)|for (?:board|food|lodging))",
            payer="worker",
        ),
        _rule(
            "en.money.per_head",
            "wage",
            "state_revenue_per_worker",
            head=r"\bNorth Korean state\b|\bfor the (?:state|regime|party)\b|\bmust (?:pay|hand over|send"
            r"|remit)|\bperspective of",
            tail=r"^[^.;]{0,12}(?:per head|a head|per worker|each|a month)",
        ),
        _rule(
            "en.money.host_firm",
            "wage",
            "paid_by_host_firm",
            head=r"\b(?:company|factory|employer|firm|plant|owner|side)\b[^,;]* pays? ",
            tail=r"^\s?(?:per head|each|per worker|a head)",
        ),
        _rule(
            "en.money.received",
            "wage",
            "received_by_worker",
            tail=r"^[^.;]{0,20}\bis (?:a sum|money) (?:that|which)|^[^.;]{0,30}\b(?:remains?|left"
            r"|stays?) (?:with|to|for) the(?:m| workers?)",
        ),
        _rule(
            "en.money.received",
            "wage",
            "received_by_worker",
            head=r"\b(?:workers?|they|women|labou?rers?)\b[^,;]*\b(?:keep|take home|receive only|are left with"
            r"|pocket|get to keep) (?:only |about |just )?$",
        ),
        _rule(
            "en.money.state_revenue",
            "revenue",
            "state_revenue",
            head=r"\b(?:state|regime|North Korea|Pyongyang|government|they)\b[^;]*\b(?:earn(?:s|ed|ing|ings)?"
            r"|bring(?:s|ing)? in|made|makes|revenue|income)\b|\byearly earnings\b|\bearnings (?:at|of)\b",
            tail=r"^[^;.]{0,40}(?:a year|annually|per year|last year|for the state|from nearly)|^",
        ),
        _rule(
            "en.money.state_revenue",
            "revenue",
            "state_revenue",
            head=r"\bearning ",
            tail=r"^ a year for the (?:state|regime)",
        ),
        _rule(
            "en.money.wage",
            "wage",
            "gross",
            head=WAGE,
        ),
        _rule("en.money.wage", "wage", "gross", head=r"^\W*$", tail=r"^ an hour\b"),
        _rule("en.money.wage", "wage", "gross", tail=r"^ (?:monthly )?(?:salary|wage)\b"),
    ),
}


def _amount_claim(scene: Scene, amount: Amount, before: list[Claim]) -> Claim | None:
    if amount.number.is_vague:
        return None
    head, tail = scene.plain[: amount.start], scene.plain[amount.end :]
    for rule in RULES[scene.lang]:
        lead = re.search(rule.head, head, re.IGNORECASE) if rule.head else None
        follow = re.search(rule.tail, tail, re.IGNORECASE) if rule.tail else None
        if (rule.head and lead is None) or (rule.tail and follow is None) or not _fits(scene, amount, rule):
            continue
        return _written(scene, amount, rule, follow, before)
    return None


def _fits(scene: Scene, amount: Amount, rule: Rule) -> bool:
    """Whether the size is possible, and whether a wage is one paid abroad."""
    size = amount.number.high if amount.number.high is not None else amount.number.low or 0
    if rule.subtype == "state_revenue" and size < STATE_MONEY:
        return False
    if OTHERS_EARN.search(scene.plain[: amount.start]):
        return False
    if rule.subtype == "gross":
        return size < MOST_WAGE and not re.search(
            r"\b(?:[Ii]n|[Ii]nside) North Korea\b|inside the country", scene.plain
        )
    return True


def _written(scene: Scene, amount: Amount, rule: Rule, follow: re.Match[str] | None, before: list[Claim]) -> Claim:
    period, flags = _period_of(scene, amount, rule, before)
    details: dict[str, Any] = {**rule.details, **({"converted": amount.converted} if amount.converted else {})}
    if rule.subtype == "deduction" and (
        payee := re.match(r" go(?:es)? to (the [\w ]+?)(?=[,.;]|$)", scene.plain[amount.end :])
    ):
        details |= {"payer": "worker", "payee": payee.group(1)}
    start, end = _quote(scene, amount, follow)
    polarity = voice.polarity(scene.plain, start, end, scene.lang)
    if rule.subtype == "arrears_total" and polarity == "negated":
        polarity = "affirmed"  # "have not been paid" is what arrears are
    unit = {"wage": "per worker"}.get(rule.kind) if rule.subtype != "arrears_total" else None
    unit = "per head" if re.search(r"per head|a head", scene.plain[amount.end : amount.end + 12]) else unit
    number_fields = {"number": amount.number, "currency": amount.currency, "period": period, "unit": unit}
    return claim(
        scene,
        start,
        end,
        rule.name,
        rule.kind,
        rule.subtype,
        details=details,
        flags=flags,
        polarity=polarity,
        **number_fields,
    )


def _period_of(scene: Scene, amount: Amount, rule: Rule, before: list[Claim]) -> tuple[str | None, list[str]]:
    """A total owed has no period; a sum per head takes the month of the wage said just before it."""
    flags = list(amount.flags)
    if rule.subtype in ("arrears_total", "contract", "bribe", "theft"):
        return None, flags
    if amount.period is None and rule.subtype in ("state_revenue_per_worker", "received_by_worker"):
        earlier = (
            re.search(r"\b(?:a|per) month\b|monthly", scene.previous.plain)
            if scene.previous and scene.lang == "en"
            else None
        )
        return (
            ("month", [*flags, "period_from_context"])
            if earlier or any(c["period"] == "month" for c in before)
            else (None, flags)
        )
    return amount.period, flags


LEAD = {
    "en": r"(?:(?:a |the )?(?:monthly |daily |average )*(?:wages?|salary|salaries|pay) of |[Ee]ven )$",
}
TRAIL = re.compile(
    r" (?:a|per|each|every|an) (?:month|year|day|hour|head|worker)|annually| per head(?: for \w+ of workers)?"
)


def _quote(scene: Scene, amount: Amount, follow: re.Match[str] | None) -> tuple[int, int]:
    lead = re.search(LEAD[scene.lang], scene.plain[: amount.start])
    trail = TRAIL.match(scene.plain, amount.end)
    stop = amount.end + follow.end() if follow and follow.end() < 40 else amount.end
    return lead.start() if lead else amount.start, max(stop, trail.end() if trail else 0)


# --- shares ------------------------------------------------------------------------------------------------------


TO_STATE = {
    "en": r"^(?: of (?:that(?: amount)?|it|this|their (?:wages?|pay|earnings|salar\w+|income)"
    r"|the(?:ir)? (?:money|wages?|sum)))?[^.;,]{0,30}\b(?:to|by) the (?:state|party|regime|government)"
    r"|^[^.;,]{0,10}(?:is|are) (?:handed|paid) to the (?:state|party|regime)",
}
TO_WORKER = {
    "en": r"^[^.;,]{0,20}\b(?:remain(?:s|ed)?|stay(?:s|ed)?|left|goes|is left) (?:with|for|to) (?:them"
    r"|the (?:worker|women)s?)\b",
}


def _shares(scene: Scene) -> list[Claim]:
    found = []
    for number in shares(scene.plain, scene.lang):
        for subtype, pattern in (("state_share", TO_STATE), ("received_by_worker", TO_WORKER)):
            follow = re.match(pattern[scene.lang], scene.plain[number.end :])
            if follow is not None:
                found.append(_share(scene, number, subtype, number.end + follow.end()))
                break
    return found


def _share(scene: Scene, number: Number, subtype: str, end: int) -> Claim:
    own: dict[str, Any] = {"unit": "percent", "details": {"wording": scene.plain[number.start : number.end].strip()}}
    return claim(scene, number.start, end, f"{scene.lang}.money.share", "wage", subtype, number=number, **own)


UNPAID = re.compile(r"\b(?:have|has) not been paid (?:for|since) [\w ]{2,20}")


def _unvalued(scene: Scene) -> list[Claim]:
    """Arrears whose amount is not said: a claim without a value."""
    match = UNPAID.search(scene.plain)
    if match is None or amounts(scene):
        return []
    rule = "en.money.arrears_unvalued"
    return [claim(scene, match.start(), match.end(), rule, "wage", "arrears", polarity="affirmed")]
