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


# Up to the verb that says whose money it is, without passing into another clause or another sum.
KO_NEAR = r"^(?:(?!지만|으나|절반|나머지|중 )[^.,\d]){0,24}?"

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
    "ko": (
        _rule(
            "ko.money.chinese_worker",
            "wage",
            "chinese_worker_wage",
            head=r"(?:중국인|중국|현지) (?:노동자|여성|직원|근로자)",
        ),
        _rule("ko.money.arrears", "wage", "arrears_total", head=r"밀린|체불|미지급"),
        _rule("ko.money.bribe", "levy", "bribe", head=r"뇌물", payer="worker"),
        _rule("ko.money.bribe", "levy", "bribe", tail=KO_NEAR + r"뇌물", payer="worker"),
        _rule("ko.money.deduction", "wage", "deduction", tail=KO_NEAR + r"(?:뗀다|떼고|뗐|공제)", payer="worker"),
        _rule(
            "ko.money.host_firm",
            "wage",
            "paid_by_host_firm",
            r"북한 (?:회사|업체|측)에",
            KO_NEAR + r"(?:준다|주고|지급)",
        ),
        _rule("ko.money.contract", "revenue", "contract", head=r"계약"),
        _rule(
            "ko.money.levy",
            "wage",
            "state_revenue_per_worker",
            tail=KO_NEAR + r"(?:바쳐야|바친|바치|상납|내야|납부|회사에 내|국가에 내|당에 내)",
        ),
        _rule(
            "ko.money.state_revenue", "revenue", "state_revenue", tail=KO_NEAR + r"(?:벌어들|버는|외화를 벌|번다|벌고)"
        ),
        _rule("ko.money.received", "wage", "received_by_worker", head=r"손에 쥐|수중에|본인(?:이|에게)"),
        _rule("ko.money.received", "wage", "received_by_worker", tail=KO_NEAR + r"(?:손에 쥔|남는다|본인)"),
        _rule("ko.money.wage", "wage", "gross", head=r"월급|임금|노임|급여|보수|일당|시급|봉급|월 ?평균"),
        _rule("ko.money.wage", "wage", "gross", tail=KO_NEAR + r"(?:받는다|받고|받았|번다|벌었)"),
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
            r"\b(?:[Ii]n|[Ii]nside) North Korea\b|inside the country|북한 내", scene.plain
        )
    return True


def _written(scene: Scene, amount: Amount, rule: Rule, follow: re.Match[str] | None, before: list[Claim]) -> Claim:
    period, flags = _period_of(scene, amount, rule, before)
    details: dict[str, Any] = {**rule.details, **({"converted": amount.converted} if amount.converted else {})}
    if rule.subtype == "deduction" and (
        payee := re.match(r" go(?:es)? to (the [\w ]+?)(?=[,.;]|$)", scene.plain[amount.end :])
    ):
        details |= {"payer": "worker", "payee": payee.group(1)}
    if months := re.search(r"(두|세|석) ?달 ?치", scene.plain[: amount.start]):
        details["period_wording"] = months.group()
        flags = [*flags, "period_undecided"]
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
    "ko": r"(?:월급은 |월급 |임금은 |한 ?달에 |한 사람당 (?:한 달에 )?|월 |밀린 돈이 (?:모두 )?)$",
}
TRAIL = re.compile(
    r" (?:a|per|each|every|an) (?:month|year|day|hour|head|worker)|annually| per head(?: for \w+ of workers)?|\s?이다"
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
    "ko": r"^(?:은|는|을|를|이)? ?(?:[가-힣 ]{0,8})?(?:국가에|국가가|당에|당이|당국에|당국이|나라에|상납)",
}
TO_WORKER = {
    "en": r"^[^.;,]{0,20}\b(?:remain(?:s|ed)?|stay(?:s|ed)?|left|goes|is left) (?:with|for|to) (?:them"
    r"|the (?:worker|women)s?)\b",
    "ko": r"^(?:은|는|만|을|를)? ?(?:[가-힣 ]{0,8})?(?:노동자|본인)(?:에게|이|가|들이|의)",
}


def _shares(scene: Scene) -> list[Claim]:
    found = []
    for number in shares(scene.plain, scene.lang):
        if scene.lang == "ko" and re.search(r"본인(?: 손)?에 남는 돈은 $", scene.plain[: number.start]):
            found.append(_share(scene, number, "received_by_worker", number.end))
            continue
        relative = _relative(scene, number)
        if relative is not None:
            found.append(relative)
            continue
        for subtype, pattern in (("state_share", TO_STATE), ("received_by_worker", TO_WORKER)):
            follow = re.match(pattern[scene.lang], scene.plain[number.end :])
            if follow is not None:
                found.append(_share(scene, number, subtype, number.end + follow.end()))
                break
    return found


def _share(scene: Scene, number: Number, subtype: str, end: int) -> Claim:
    own: dict[str, Any] = {"unit": "percent", "details": {"wording": scene.plain[number.start : number.end].strip()}}
    return claim(scene, number.start, end, f"{scene.lang}.money.share", "wage", subtype, number=number, **own)


def _relative(scene: Scene, number: Number) -> Claim | None:
    """ "임금은 중국 노동자의 절반수준": a relation between two wages, no amount."""
    lead = re.search(
        r"(?:임금|월급)\S* (?:중국인? )?(?:중국|현지|한국) (?:노동자|근로자)(?:의|들의) $", scene.plain[: number.start]
    )
    if scene.lang != "ko" or lead is None:
        return None
    end = number.end + (2 if scene.plain[number.end : number.end + 2] == "수준" else 0)
    unit = "percent of Chinese wage"
    return claim(scene, lead.start(), end, "ko.money.relative", "wage", "relative", number=number, unit=unit)


UNPAID = {
    "en": r"\b(?:have|has) not been paid (?:for|since) [\w ]{2,20}",
    "ko": r"(?:[가-힣]+ ?달째 )?임금을 받지 못(?:하고|했)",
}
DEDUCTED = {"en": r"(?!)", "ko": r"나머지에서(?:도)? \S+(?:이|가|을|를) (?:빠진|뺀|공제)"}


def _unvalued(scene: Scene) -> list[Claim]:
    """Arrears and deductions whose amount is not said: claims without a value."""
    found = []
    for subtype, pattern in (("arrears", UNPAID), ("deduction", DEDUCTED)):
        match = re.search(pattern[scene.lang], scene.plain)
        if match and (subtype == "deduction" or not amounts(scene)):
            rule = f"{scene.lang}.money.{subtype}_unvalued"
            found.append(claim(scene, match.start(), match.end(), rule, "wage", subtype, polarity="affirmed"))
    return found
