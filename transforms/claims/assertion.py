"""Writes what is read of a span as a claim: its polarity and shade, its place, what its sum is paid for."""

import re
from dataclasses import replace

from transforms.claims import voice
from transforms.claims.amounts import neighbour, period_before
from transforms.claims.around import Where, where
from transforms.claims.demographic import traits
from transforms.claims.laws import law, misprints
from transforms.claims.numbers import Number
from transforms.claims.places import country
from transforms.claims.rows import LEGAL, MONEY, PEOPLE, Said
from transforms.claims.scene import Claim, Scene
from transforms.claims.shades import shaded
from transforms.claims.slots import FIRST, Marked, Span
from transforms.claims.spots import spot_of
from transforms.claims.writing import SHALL, claim

EVENTS = ("incident", "enforcement")
# Told beside a wage by the month, they are by the month too.
BY_THE_MONTH = (
    "state_revenue_per_worker", "received_by_worker", "quota", "deduction", "paid_by_host_firm", "managers_share",
)  # fmt: skip
ONE = Number(0, 0, 0, 1, 1, "exact")  # "killed a worker": somebody stands where a number may
OF_A_YEAR = re.compile(r"[^,;.]{0,40}\b(?:in|during|for|over|throughout) (?:the (?:course|whole) of )?(?:19|20)\d\d\b")


def asserted(scene: Scene, marks: Marked, said: Said, span: Span, value: Span | None, named: Claim) -> Claim:
    """The claim that a span of the sentence makes. `value`: where its number or sum stands in the marked sentence;
    `named`: further fields that its words fill."""
    start, end = span
    own: Claim = {**said.fields, **named}
    outside = own.pop("except", None)
    kind, subtype = said.kind, said.subtype
    if kind == "demographic":
        own["demographic"] = traits(scene.plain[start:end], scene.lang)
    if value is not None:
        own = {**_valued(scene, marks, value[0], said), **own}
    is_share = value is not None and marks.text[value[0]] == FIRST["S"]
    if is_share and kind in MONEY:
        own["unit"] = said.unit if said.unit and "percent" in said.unit else "percent"
    elif said.unit or kind in PEOPLE:
        own["unit"] = _unit(said, own, scene.plain[start:end])
    if kind in PEOPLE and subtype is not None and said.polarity is None:
        (kind, subtype), own["polarity"] = shaded(scene, (kind, subtype), start, end)
    if said.polarity is not None:
        own["polarity"] = _as_said(scene, said.polarity, span)
    elif own.get("polarity", "affirmed") == "affirmed" and voice.is_doubted_after(
        scene.report.flat, scene.sentence.end, scene.lang
    ):
        own["polarity"] = "unverified"
    elif kind in EVENTS and scene.lang == "en":
        own["polarity"] = _of_event(scene, span, kind)
    elif kind in TRAITS and voice.polarity(scene.plain, *span, scene.lang) in ("negated", "reported_future"):
        own["polarity"] = "affirmed"  # "nobody was let out" says how they are kept, "not one is married" who they are
    elif kind in ("wage", "levy", "enforcement") and _is_due(scene, span, kind):
        own["polarity"] = "affirmed"  # a plan to fulfil and pay to hand over are asked for now
    elif kind in MONEY and value is not None and _is_unpaid(scene, span):
        own["polarity"] = "affirmed"
    spot = _paid_in(spot_of(scene, marks, (start, end), value or (start, end), kind, subtype), own.get("currency"))
    if scene.lang in VERB_SAYS_NO and kind in PEOPLE and "number" in own:
        own["polarity"] = _of_them(scene, said, subtype, own, value or (start, end))
    if kind in MONEY and "number" in own and not is_share:
        own["currency"] = own.get("currency") or _plain_currency(scene, spot)
    if subtype == "state_revenue" and said.unit is None and not spot.places:
        spot = replace(spot, places=["WORLD"])  # what labour abroad earns, where nothing finer is said
    if kind == LEGAL:
        own["resolution"] = own.get("resolution") or law(scene, subtype)
        own["flags"] = [*own.get("flags", ()), *misprints(scene.plain[start:end])]
        if own["resolution"] or not spot.flags:  # the law of the Council binds all: no place from context
            is_own = scene.lang == "en" and (subtype is None or not own["resolution"])  # a deadline that a state set
            spot = where(scene, 0 if is_own else start, len(scene.plain) if is_own and subtype else end)
    if outside is not None:
        spot = Where([f"WORLD except {outside}"], [], [], [])
    if said.is_last and own.get("polarity") == "negated":  # "will not renew the papers of 300": they are there
        own["polarity"] = "affirmed"
    own["is_firm"] = said.is_firm
    written = claim(scene, start, end, said.rule, kind, subtype, where=spot, **own)
    if said.old is None or written["scope"] != "background":
        return written
    return claim(scene, start, end, said.rule, kind, said.old, where=spot, **own)


# What in an event is no doubt, plan or denial of it: in the words that tell an incident "never came out", "asked for
# asylum"; anywhere around a measure why it was taken, "suspected of", and what it is called, "took aim at".
NO_SHADE = {
    "incident": re.compile(
        r"\b(?:never|not|refus\w+|(?:ask|appl|request|seek)\w* for|sought|would(?= not|n't))\b", re.IGNORECASE
    ),
    "enforcement": re.compile(
        r"\b(?:(?:suspect|alleg|accus)\w*(?: of| that)?|(?:supposed|purported)ly|on suspicion|took aim at)\b",
        re.IGNORECASE,
    ),
}
NOT_DONE = re.compile(
    r"\b(?:never|nobody|no one|none)(?: \w+){0,2} $|\bno(?: \w+)? $|(?:n't| not)(?! only)(?: \w+)? $", re.IGNORECASE
)
NEXT_CLAUSE = re.compile(r"\b(?:when|after|during which|in which)\b")


def _of_event(scene: Scene, span: Span, kind: str) -> str:
    """The polarity of an event by what stands around the words that tell it; "nobody was hurt when they came to blows"
    denies no blows."""
    start, end = span
    reach = span if kind == "incident" else (0, len(scene.plain))
    told = NO_SHADE[kind].sub(lambda match: " " * len(match[0]), scene.plain[slice(*reach)])
    plain = scene.plain[: reach[0]] + told + scene.plain[reach[1] :]
    said = voice.polarity(plain, start, end, scene.lang)
    if said == "affirmed" and kind == "incident" and NOT_DONE.search(scene.plain, 0, start):
        return "negated"
    begin = max((match.end() for match in NEXT_CLAUSE.finditer(plain, 0, start)), default=0)
    return voice.polarity(" " * begin + plain[begin:], start, end, scene.lang) if said == "negated" else said


TRAITS = ("condition", "demographic")
DOUBTED = ("denied", "unverified")
# A party that answers for itself denies; a state that reports none negates.
OWN_DENIAL = re.compile(
    r"\b(?:owner|manager|plant|company|firm|yard|mill|factory|spokes\w+|director|contractor|he|she|it) (?:\w+ ){0,2}?"
    r"(?:insist(?:s|ed)|maintain(?:s|ed)|assure[sd]|swears?|swore|protest(?:s|ed)|retort(?:s|ed))\b"
)
# That nobody will be left is to come: "by June there should be none".
NONE_TO_COME = re.compile(
    r"\b(?:will|would|should|shall|must|is to|are to)(?: then| soon| by then)? (?:be|have|remain|leave|host|keep)"
    r" (?:no|none|not one|without|free of)\b"
    r"|\b[Nn]o(?:ne|body)? (?:[\w-]+ ){0,4}?(?:will|would|should|must|is to|are to)"
    r" (?:be left|remain|stay|be (?:there|here|found))\b"
)


def _as_said(scene: Scene, polarity: str, span: Span) -> str:
    """The polarity of a row, unless somebody denies or doubts what it says: "denied that 5,000 would come". In Chinese
    and Japanese a no by which somebody rejects a report is a denial: "反驳说,境内没有朝鲜工人"."""
    said = voice.polarity(scene.plain, *span, scene.lang)
    told = voice.clause(scene.plain, *span)
    if polarity == "negated" and scene.lang == "en" and NONE_TO_COME.search(scene.plain, *told):
        return "reported_future"
    if polarity == "negated":
        is_denial = OWN_DENIAL.search(scene.plain) if scene.lang == "en" else said == "denied"
        return "denied" if is_denial and scene.lang in ("zh", "ja", "en") else polarity
    return said if said in DOUBTED and polarity != "denied" else polarity


def _is_future(scene: Scene, span: Span) -> bool:
    return voice.polarity(scene.plain, *span, scene.lang) == "reported_future"


PROMISED = re.compile("(?:引き上げ|上乗せ|増額|払う|上げる)[^。、]{0,4}と?(?:約束|明言|予定|方針|計画|見通し)")


def _is_unpaid(scene: Scene, span: Span) -> bool:
    """Whether Korean or Japanese says no beside a sum: of its being paid, not of its size."""
    return scene.lang in ("ko", "ja") and voice.polarity(scene.plain, *span, scene.lang) == "negated"


def _is_due(scene: Scene, span: Span, kind: str) -> bool:
    """Whether Japanese or Chinese says of money that it must be paid, or Chinese of a measure that it was ordered:
    必须上缴五百元, 责令限期离境; 将上缴 is still to come."""
    if scene.lang not in ("ja", "zh") or not _is_future(scene, span):
        return False
    if scene.lang == "ja":
        return kind != "enforcement" and not PROMISED.search(scene.plain, span[0])
    return not re.search(SHALL, scene.plain[slice(*voice.between_commas(scene.plain, *span))])


def _valued(scene: Scene, marks: Marked, at: int, said: Said) -> Claim:
    amount = marks.amounts.get(at)
    if amount is None and (said.kind not in MONEY or marks.text[at] == FIRST["S"]):
        return {"number": marks.numbers.get(at, ONE)}
    amount = amount or neighbour(scene, marks.numbers[at])
    details = {"converted": amount.converted} if amount.converted else {}
    period, flags = amount.period, list(amount.flags)
    if period is None and said.subtype == "state_revenue" and OF_A_YEAR.match(scene.plain, amount.number.end):
        period = "year"
    if period is None and said.subtype in BY_THE_MONTH:
        period = period_before(scene, at) or neighbour(scene, amount.number).period
        flags += ["period_from_context"] if period else []
    return {"number": amount.number, "currency": amount.currency, "period": period, "flags": flags, "details": details}


def _unit(said: Said, own: Claim, quote: str) -> str | None:
    if said.unit == "per worker" and re.search(r"\b(?:per|a) head\b", quote):
        return "per head"
    if said.kind in PEOPLE and said.unit is None and "number" in own and own["number"].is_each:
        return "workers per group"
    return said.unit or "workers"


# What must stand before the number in Chinese, and behind it in Japanese, so that it is they who are not there.
VERB_SAYS_NO = {
    "zh": (True, re.compile("没|不|未|无|非")),
    "ja": (
        False,
        # "200人に賃金が渡っていない": what they did not get; "…、今は一人もいない": of another day.
        re.compile(
            "^(?:(?!(?:一人|1人|ひとり|誰)も).)*?(?:(?<![てで])(?:いな[いかく]|おら[ずな]|いませ)|存在しな"
            "|(?:残って|働いて|雇って|暮らして|滞在して|就労して|在籍して|勤務して)(?:は)?(?:いな|おら|いませ|な)"
            "|(?:では|じゃ)な)"
        ),
    ),
}


def _of_them(scene: Scene, said: Said, subtype: str | None, own: Claim, value: Span) -> str:
    """The polarity of people counted: none is a no; a no of what those there did is none of their being there."""
    polarity, number = str(own.get("polarity", "affirmed")), own.get("number")
    if number is not None and number.high == 0:
        return "negated" if polarity == "affirmed" else polarity
    if said.polarity is not None or subtype != "present" or polarity != "negated":
        return polarity
    is_before, no = VERB_SAYS_NO[scene.lang]
    begin, _ = voice.between_commas(scene.plain, *value)
    _, stop = voice.clause(scene.plain, *value)
    reach = scene.plain[begin : value[0]] if is_before else scene.plain[value[1] : stop]
    return polarity if no.search(reach) else "affirmed"


def _plain_currency(scene: Scene, spot: Where) -> str | None:
    """Chinese leaves the yuan unsaid where it is paid in China: 月薪两千八."""
    is_in_china = bool(spot.places) and {country(chain) for chain in spot.places} == {"CN"}
    return "CNY" if scene.lang == "zh" and is_in_china else None


PAID_IN = {
    "RUB": "RU", "MNT": "MN", "KWD": "KW", "QAR": "QA", "AED": "AE", "PLN": "PL", "MYR": "MY", "TWD": "TW", "MOP": "MO",
}  # fmt: skip


def _paid_in(spot: Where, currency: str | None) -> Where:
    """A sum in roubles is paid in Russia, whatever place the sentences before it named."""
    home = PAID_IN.get(currency or "")
    if home is None or "place_from_context" not in spot.flags or home in map(country, spot.places):
        return spot
    return replace(spot, places=[home])
