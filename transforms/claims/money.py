"""Rules for money: what workers get, what the state keeps, what is owed and what is paid to go.

An amount is read only where the wording says whose money it is; a second currency in brackets is a conversion, never
a second claim.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms import vocab
from transforms.claims import voice
from transforms.claims.numbers import Number
from transforms.claims.scene import Claim, Scene, claim


@dataclass(frozen=True)
class Amount:
    """One sum: `start`/`end` cut it with its currency; `currency` None with a flag where it is not decided."""

    start: int
    end: int
    number: Number
    currency: str | None
    flags: tuple[str, ...]
    period: str | None
    converted: str | None


def money(scene: Scene) -> list[Claim]:
    """The money claims of one sentence: amounts, shares, and arrears without an amount."""
    found: list[Claim] = []
    for amount in amounts(scene):
        written = _amount_claim(scene, amount, found)
        if written is not None:
            found.append(written)
    return found + _shares(scene) + _unvalued(scene)


# --- amounts -----------------------------------------------------------------------------------------------------


def amounts(scene: Scene) -> list[Amount]:
    """The sums of a sentence in order; a number without a currency only where a wage verb or "per head" stands at
    it."""
    found: list[Amount] = []
    for number in scene.numbers:
        amount = _amount(scene, number, found)
        if amount is None:
            continue
        opened = scene.plain[found[-1].end : amount.start] if found else ""
        if found and re.fullmatch(r"\s?\((?:about |약 |some )?", opened):
            found[-1] = Amount(**{**vars(found[-1]), "converted": scene.plain[amount.start : amount.end]})
        else:
            found.append(amount)
    return found


@cache
def _currencies(lang: str, side: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    rows = (row for row in vocab.of("currencies", lang) if row["side"] == side)
    shape = r"(?<![A-Z])(?:{})\s?$" if side == "before" else r"\s?(?:{})" + (r"\b" if lang == "en" else "")
    return tuple((re.compile(shape.format(row["pattern"])), row) for row in rows)


def _amount(scene: Scene, number: Number, before: list[Amount]) -> Amount | None:
    plain, start, end = scene.plain, number.start, number.end
    row = None
    for pattern, entry in _currencies(scene.lang, "before"):
        if match := pattern.search(plain, 0, number.core):
            row, start = entry, min(start, match.start())
            break
    for pattern, entry in _currencies(scene.lang, "after"):
        # The number may have swallowed its unit on the way to a bound word: "2800위안 정도".
        match = pattern.search(plain, number.core, end) or pattern.match(plain, end)
        if match and row is None:
            row, end = entry, max(end, match.end())
            break
    if row is None:
        return _bare_amount(scene, number, before)
    end = _tail_bound(plain, end)
    flags = (row["flag"],) if row["flag"] else ()
    return Amount(start, end, number, row["code"] or None, flags, _period(scene, start, end), None)


def _tail_bound(plain: str, end: int) -> int:
    match = re.compile(r" ?(?:정도|가량|안팎|이상|씩)").match(plain, end)
    return match.end() if match else end


BARE = re.compile(r"\b(?:of which|of that,?|pays?|paid|gets?|earns?|receives?) $", re.IGNORECASE)


def _bare_amount(scene: Scene, number: Number, before: list[Amount]) -> Amount | None:
    """ "of which 1,500 go to the company", "pays 3,400 per head", "get 4,500": the currency is the neighbour's or
    unknown."""
    if scene.lang != "en" or number.is_vague or not BARE.search(scene.plain[: number.start]):
        return _earned(scene, number)
    if (number.low or number.high or 0) < 100 or not re.match(
        r"\s?(?:per head|each|go(?:es)? to|a month|[.,;)]|$)", scene.plain[number.end :]
    ):
        return _earned(scene, number)
    last = before[-1] if before else None
    flags = () if last and last.currency else ("currency_unknown",)
    own = _period(scene, number.start, number.end)
    return Amount(
        number.start,
        number.end,
        number,
        last.currency if last else None,
        flags,
        own or (last.period if last else None),
        None,
    )


def _earned(scene: Scene, number: Number) -> Amount | None:
    """ "the state earned up to 500 million last year": no currency in the sentence, none is invented."""
    millions = re.search(r"million|billion", scene.plain[number.core : number.end])
    if scene.lang != "en" or not millions or not re.search(r"\bearn(?:s|ed)? $", scene.plain[: number.start]):
        return None
    if not re.match(r" (?:last year|a year|annually|in (?:19|20)\d\d)", scene.plain[number.end :]):
        return None
    return Amount(
        number.start, number.end, number, None, ("currency_unknown",), _period(scene, number.start, number.end), None
    )


@cache
def _periods(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["period"]) for row in vocab.of("periods", lang))


def _period(scene: Scene, start: int, end: int) -> str | None:
    """The period said beside an amount; "두 달 치" is two months and no month."""
    after = re.match(r"[^,;.]{0,24}", scene.plain[end:])
    near = after.group() if after else ""
    begin, _ = voice.clause(scene.plain, start, end)
    head = scene.plain[max(begin, start - 40) : start]
    if scene.lang == "ko" and re.search(r"(?:두|세|석|넉|네|몇) ?달 ?치", head):
        return None
    for text in (near, head) if scene.lang == "en" else (head, near):
        hits = [(match.start(), period) for pattern, period in _periods(scene.lang) if (match := pattern.search(text))]
        if hits:
            return (min(hits) if text is near else max(hits))[1]
    return None


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


@cache
def _fractions(lang: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", lang) if row["kind"] == "share"}


@cache
def _share_pattern(lang: str) -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _fractions(lang)), key=len, reverse=True))
    if lang == "en":
        one = rf"(?:{forms}|\d{{1,3}}(?:\.\d+)? ?(?:percent|per cent|%))"
        return re.compile(
            rf"(?P<bound>about |some |around |roughly |nearly |almost |up to |at least |more than "
            rf"|over )?(?P<between>between )?\b(?P<first>{one})(?:(?: and | to |-)(?P<second>{one}))?(?!\w)",
            re.IGNORECASE,
        )
    one = rf"(?:{forms}|\d{{1,3}}(?:\.\d+)? ?(?:%|퍼센트|프로))"
    return re.compile(
        rf"(?P<bound>약 |최대 |최소 )?(?P<between>)(?P<first>{one})(?P<second>(?!))?(?P<after> ?(?:가량|정도|이상))?"
    )


BOUND = {
    "about": "approx",
    "some": "approx",
    "around": "approx",
    "roughly": "approx",
    "nearly": "approx",
    "almost": "approx",
    "up to": "at_most",
    "at least": "at_least",
    "more than": "more_than",
    "over": "more_than",
    "약": "approx",
    "최대": "at_most",
    "최소": "at_least",
    "이상": "at_least",
}
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
    for match in _share_pattern(scene.lang).finditer(scene.plain):
        if scene.lang == "ko" and re.search(r"본인(?: 손)?에 남는 돈은 $", scene.plain[: match.start()]):
            found.append(_share(scene, match, "received_by_worker", match.end()))
            continue
        tail = scene.plain[match.end() :]
        relative = _relative(scene, match)
        if relative is not None:
            found.append(relative)
            continue
        for subtype, pattern in (("state_share", TO_STATE), ("received_by_worker", TO_WORKER)):
            follow = re.match(pattern[scene.lang], tail)
            if follow is not None:
                found.append(_share(scene, match, subtype, match.end() + follow.end()))
                break
    return found


def _share(scene: Scene, match: re.Match[str], subtype: str, end: int) -> Claim:
    details = {"wording": match.group().strip()}
    rule = f"{scene.lang}.money.share"
    return claim(
        scene,
        match.start(),
        end,
        rule,
        "wage",
        subtype,
        number=_fraction(scene.lang, match),
        unit="percent",
        details=details,
    )


def _fraction(lang: str, match: re.Match[str]) -> Number:
    """ "about half" 50 approx; "between a third and two fifths" 33-40 range; a bare "half" is approx, "60 percent"
    exact."""
    low = _percent(lang, match.group("first"))
    high = _percent(lang, match.group("second")) if match.group("second") else low
    after = (match.groupdict().get("after") or "").strip()
    bound = BOUND.get(
        (match.group("bound") or after).strip().lower(),
        "approx" if after or not match.group("first")[0].isdigit() else "exact",
    )
    precision = "range" if low != high else bound
    ends = {"at_most": (None, high), "at_least": (low, None), "more_than": (low, None)}.get(precision, (low, high))
    return Number(match.start(), match.end(), match.start("first"), *ends, precision)


def _percent(lang: str, wording: str) -> float:
    known = _fractions(lang).get(wording.lower())
    return round(known, 1) if known is not None else float(re.sub(r"[^\d.]", "", wording))


def _relative(scene: Scene, match: re.Match[str]) -> Claim | None:
    """ "임금은 중국 노동자의 절반수준": a relation between two wages, no amount."""
    lead = re.search(
        r"(?:임금|월급)\S* (?:중국인? )?(?:중국|현지|한국) (?:노동자|근로자)(?:의|들의) $", scene.plain[: match.start()]
    )
    if scene.lang != "ko" or lead is None:
        return None
    number = Number(match.start(), match.end(), match.start(), *(2 * (_percent("ko", match.group("first")),)), "approx")
    end = match.end() + (2 if scene.plain[match.end() : match.end() + 2] == "수준" else 0)
    return claim(
        scene, lead.start(), end, "ko.money.relative", "wage", "relative", number=number, unit="percent of Chinese wage"
    )


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
