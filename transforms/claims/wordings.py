"""Reads claims by wordings: each row is laid over the marked sentence, and the first that fits a number reads it."""

import re
from dataclasses import replace

from transforms.claims import voice, whose
from transforms.claims.amounts import neighbour, period_before
from transforms.claims.around import Where, where
from transforms.claims.demographic import traits
from transforms.claims.laws import law, misprints
from transforms.claims.meant import LAST_NAMED, is_meant
from transforms.claims.names import names
from transforms.claims.parts import of_a_sum, of_them
from transforms.claims.places import country
from transforms.claims.rows import LEGAL, MONEY, NO_CLAIM, PEOPLE, Wording, cues, wordings
from transforms.claims.scene import Claim, Scene
from transforms.claims.shades import shaded
from transforms.claims.slots import FIRST, Marked, Span, marked
from transforms.claims.spots import spot_of
from transforms.claims.taken import VALUES, Taken, value_span
from transforms.claims.writing import SHALL, claim

EVENTS = ("incident", "enforcement")
# Told beside a wage by the month, they are by the month too.
BY_THE_MONTH = (
    "state_revenue_per_worker", "received_by_worker", "quota", "deduction", "paid_by_host_firm", "managers_share",
)  # fmt: skip
OF_A_YEAR = re.compile(r"[^,;.]{0,40}\b(?:in|during|for|over|throughout) (?:the (?:course|whole) of )?(?:19|20)\d\d\b")


def worded(scene: Scene) -> list[Claim]:
    """The claims that the rows of the sentence's language read."""
    is_of_others, is_home = whose.is_of_others(scene), not whose.is_abroad(scene)
    marks, taken, found = marked(scene), Taken(), list[Claim]()
    rows = wordings(scene.lang)
    for row in (rows[at] for at in cues(scene.lang).possible(marks.text.lower())):
        if is_of_others and row.kind in PEOPLE and scene.lang not in LAST_NAMED:
            continue
        if row.kind in PEOPLE and is_home:
            continue
        for match in row.pattern.finditer(marks.text):
            if not is_meant(scene, marks, row, match):
                continue
            spans = [span for span in _claim_spans(scene, row, match) if taken.take(row, match, span, marks)]
            if row.kind != NO_CLAIM:
                found += [_written(scene, marks, row, match, span) for span in spans]
    told: list[Claim] = []
    for one in sorted(found, key=lambda claim: int(claim["start"])):
        told.append(_as_part(scene, _as_well(scene, one, told), told))
    return of_a_sum(scene, of_them(scene, told))


# "2,800 were sent home in 2019 and a further 1,200 in 2020": they did what those before them did.
AS_WELL = {
    "en": re.compile(r"(?:and|,|;|plus|with) (?:a further|another|an additional|an extra) $"),
    "zh": re.compile(r"[,、;](?:另外?|还)有?$"),
    "ru": re.compile(r"(?: и|, а также|, плюс|, и) (?:ещ[её] )?$"),
    "ja": re.compile("(?!)"),  # only parts by place: 送還は2万3千人、うちロシアが1万8千人
}
OF_NO_VERB = ("of_place", "then", "count", "in_place", "another_in", "plus", "named", "persons", "counted")


def _as_well(scene: Scene, one: Claim, others: list[Claim]) -> Claim:
    name = one["rule"].rsplit(".", 1)[1]
    if name == "sum_second":
        return _as_last_sum(one, others)
    if scene.lang not in AS_WELL or one["type"] not in PEOPLE or name not in OF_NO_VERB:
        return one
    start = next((n.start for n in scene.numbers if n.end > one["start"] - scene.sentence.start), 0)
    before = [other for other in others if other["type"] in PEOPLE and other["end"] <= one["start"]]
    is_listed = name == "of_place"  # "Vietnam returned 51, Nepal 33"
    if not before or not (is_listed or AS_WELL[scene.lang].search(scene.plain, 0, start)):
        return one
    last = max(before, key=lambda other: int(other["end"]))
    return {**one, "type": last["type"], "subtype": last["subtype"], "polarity": last["polarity"]}


def _as_last_sum(one: Claim, others: list[Claim]) -> Claim:
    """A second sum with what the first one beside it is: "a place costs 800 dollars, and 1,100 for one abroad"."""
    sums = [other for other in others if other["type"] in MONEY and other["currency"]]
    if not sums:
        return one
    last = max(sums, key=lambda other: int(other["end"]))
    return {**one, **{name: last[name] for name in ("type", "subtype", "unit", "period")}}


# "300 of them": a part of the people counted before it, never added.
SUBSET = {
    "en": re.compile(r"[^,;.:]{0,24}? (?:of (?:them|these|those|whom)|among them)\b"),
    "ru": re.compile(r"(?: человека?| рабочих)? из (?:них|этого числа|приехавших|прибывших)\b"),
}


def _as_part(scene: Scene, one: Claim, others: list[Claim]) -> Claim:
    at = scene.sentence.start
    count = next((n for n in scene.numbers if one["start"] <= at + n.core < one["end"]), None)
    if one["type"] not in PEOPLE or scene.lang not in SUBSET or count is None:
        return one
    whole = [other for other in others if _may_be_whole(scene, other, one)]
    if not whole or not SUBSET[scene.lang].match(scene.plain, count.end):
        return one
    last = max(whole, key=lambda other: int(other["end"]))
    if one["rule"].endswith(".of_them"):  # nothing more is said of the part: it does what the whole does
        one = {**one, "type": last["type"], "subtype": last["subtype"]}
    return {**one, "part_of": last["quote"], "flags": [*one["flags"], "subset"]}


def _may_be_whole(scene: Scene, other: Claim, part: Claim) -> bool:
    if other["type"] not in PEOPLE or not other["value_min"] or other["end"] > part["start"]:
        return False
    return ";" not in scene.report.text[other["end"] : part["start"]]


def _claim_spans(scene: Scene, row: Wording, match: re.Match[str]) -> list[Span]:
    """The span of a match, or one for each name in its stretch of targets."""
    if "targets" in match.re.groupindex and match["targets"] is not None:
        return names(scene, *match.span("targets"), is_company=row.kind == "company")
    return [match.span("claim") if "claim" in match.re.groupindex and match["claim"] is not None else match.span()]


def _written(scene: Scene, marks: Marked, row: Wording, match: re.Match[str], span: Span) -> Claim:
    start, end = span
    value = value_span(match)
    own: Claim = {**row.fields, **_named(scene, match)}
    outside = own.pop("except", None)
    if "targets" in match.re.groupindex and match["targets"] is not None:
        own["company"] = scene.plain[start:end]
    kind, subtype = row.kind, row.subtype
    if kind == "demographic":
        own["demographic"] = traits(scene.plain[start:end], scene.lang)
    if value is not None:
        own = {**_valued(scene, marks, value[0], row), **own}
    is_share = value is not None and marks.text[value[0]] == FIRST["S"]
    if is_share and kind in MONEY:
        own["unit"] = row.unit if row.unit and "percent" in row.unit else "percent"
    elif row.unit or kind in PEOPLE:
        own["unit"] = _unit(row, own, scene.plain[start:end])
    if kind in PEOPLE and subtype is not None and row.polarity is None:
        (kind, subtype), own["polarity"] = shaded(scene, (kind, subtype), start, end)
    if row.polarity is not None:
        own["polarity"] = _as_said(scene, row.polarity, span)
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
        own["polarity"] = _of_them(scene, row, subtype, own, value or (start, end))
    if kind in MONEY and "number" in own and not is_share:
        own["currency"] = own.get("currency") or _plain_currency(scene, spot)
    if subtype == "state_revenue" and row.unit is None and not spot.places:
        spot = replace(spot, places=["WORLD"])  # what labour abroad earns, where nothing finer is said
    if kind == LEGAL:
        own["resolution"] = own.get("resolution") or law(scene, subtype)
        own["flags"] = [*own.get("flags", ()), *misprints(scene.plain[start:end])]
        if own["resolution"] or not spot.flags:  # the law of the Council binds all: no place from context
            is_own = scene.lang == "en" and (subtype is None or not own["resolution"])  # a deadline that a state set
            spot = where(scene, 0 if is_own else start, len(scene.plain) if is_own and subtype else end)
    if outside is not None:
        spot = Where([f"WORLD except {outside}"], [], [], [])
    if row.is_last and own.get("polarity") == "negated":  # "will not renew the papers of 300": they are there
        own["polarity"] = "affirmed"
    is_named = not {FIRST["W"], FIRST["C"]}.isdisjoint(marks.text[start:end])
    own |= {"is_firm": row.is_firm, "is_named": is_named}
    written = claim(scene, start, end, row.rule, kind, subtype, where=spot, **own)
    if row.old is None or written["scope"] != "background":
        return written
    return claim(scene, start, end, row.rule, kind, row.old, where=spot, **own)


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
# That nobody will be left is to come: "by June there should be none".
# A party that answers for itself denies; a state that reports none negates.
OWN_DENIAL = re.compile(
    r"\b(?:owner|manager|plant|company|firm|yard|mill|factory|spokes\w+|director|contractor|he|she|it) (?:\w+ ){0,2}?"
    r"(?:insist(?:s|ed)|maintain(?:s|ed)|assure[sd]|swears?|swore|protest(?:s|ed)|retort(?:s|ed))\b"
)
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


def _valued(scene: Scene, marks: Marked, at: int, row: Wording) -> Claim:
    amount = marks.amounts.get(at)
    if amount is None and (row.kind not in MONEY or marks.text[at] == FIRST["S"]):
        return {"number": marks.numbers[at]}
    amount = amount or neighbour(scene, marks.numbers[at])
    details = {"converted": amount.converted} if amount.converted else {}
    period, flags = amount.period, list(amount.flags)
    if period is None and row.subtype == "state_revenue" and OF_A_YEAR.match(scene.plain, amount.number.end):
        period = "year"
    if period is None and row.subtype in BY_THE_MONTH:
        period = period_before(scene, at) or neighbour(scene, amount.number).period
        flags += ["period_from_context"] if period else []
    return {"number": amount.number, "currency": amount.currency, "period": period, "flags": flags, "details": details}


def _unit(row: Wording, own: Claim, quote: str) -> str | None:
    if row.unit == "per worker" and re.search(r"\b(?:per|a) head\b", quote):
        return "per head"
    if row.kind in PEOPLE and row.unit is None and "number" in own and own["number"].is_each:
        return "workers per group"
    return row.unit or "workers"


def _named(scene: Scene, match: re.Match[str]) -> Claim:
    """What the named groups say: the company, and details by their names."""
    said = {
        name: scene.report.as_written(scene.plain[match.start(name) : match.end(name)])
        for name in match.re.groupindex
        if name not in (*VALUES, "claim", "targets") and match[name]
    }
    own: Claim = {name: said.pop(name) for name in ("company", "attribution") if name in said}
    return {**own, **({"details": said} if said else {})}


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


def _of_them(scene: Scene, row: Wording, subtype: str | None, own: Claim, value: Span) -> str:
    """The polarity of people counted: none is a no; a no of what those there did is none of their being there."""
    polarity, number = str(own.get("polarity", "affirmed")), own.get("number")
    if number is not None and number.high == 0:
        return "negated" if polarity == "affirmed" else polarity
    if row.polarity is not None or subtype != "present" or polarity != "negated":
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
