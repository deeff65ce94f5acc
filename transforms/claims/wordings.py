"""Reads claims by wordings: each row is laid over the marked sentence, and the first that fits a number reads it."""

import re
from dataclasses import replace

from transforms.claims import voice, whose
from transforms.claims.amounts import SMALL_UNITS, neighbour, period_before
from transforms.claims.demographic import traits
from transforms.claims.names import names
from transforms.claims.numbers import Number
from transforms.claims.parts import of_a_sum, of_them
from transforms.claims.places import country
from transforms.claims.rows import MONEY, PEOPLE, Wording, cues, wordings
from transforms.claims.scene import SHALL, Claim, Scene, Where, claim, law, misprints, where
from transforms.claims.shades import shaded
from transforms.claims.slots import FIRST, REST, Marked, Span, marked, slot_pattern
from transforms.claims.spots import spot_of

FLOWS = (*PEOPLE, "location")
NO_CLAIM = "none"
LEGAL = "legal"
EVENTS = ("incident", "enforcement")
LOST = ("death", "injury", "escape", "defection")  # of these people no row behind counts who is there
OF_OTHERS = ("chinese_worker_wage", "relative")  # read where another nation's workers stand
OF_A_YEAR = re.compile(r",? (?:in|for|during) (?:19|20)\d\d\b")
# Told beside a wage by the month, they are by the month too.
BY_THE_MONTH = ("state_revenue_per_worker", "received_by_worker", "deduction", "paid_by_host_firm", "managers_share")
MANY_SIDED = ("incident", "condition", "demographic")  # "took him hostage and beat him" is two
VALUES = ("value", "or")  # the second is for another order of words in the same pattern
NEAR = 2  # sentences back in which a list of names may have been begun
YEARS = range(1950, 2050)
LEAST_BARE = 20  # a smaller number without a currency is no sum: "get one", "makes two"
NAMED_AHEAD = re.compile(rf"{slot_pattern('W')}\S{{0,2}} ?$")  # 노동자는 |200여 명이 돌아갔다


def worded(scene: Scene) -> list[Claim]:
    """The claims that the rows of the sentence's language read."""
    is_of_others, is_home = whose.is_of_others(scene), not whose.is_abroad(scene)
    marks, taken, found = marked(scene), _Taken(), list[Claim]()
    rows = wordings(scene.lang)
    for row in (rows[at] for at in cues(scene.lang).possible(marks.text.lower())):
        if is_of_others and row.kind in PEOPLE and scene.lang not in LAST_NAMED:
            continue
        if row.kind in PEOPLE and is_home:
            continue
        for match in row.pattern.finditer(marks.text):
            if not _is_meant(scene, marks, row, match):
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
    "ja": re.compile("(?!)"),  # only parts by place: 送還は2万3千人、うちロシアが1万8千人
}
OF_NO_VERB = ("of_place", "then", "count", "in_place", "another_in", "plus", "named", "persons")


def _as_well(scene: Scene, one: Claim, others: list[Claim]) -> Claim:
    name = one["rule"].rsplit(".", 1)[1]
    if scene.lang not in AS_WELL or one["type"] not in PEOPLE or name not in OF_NO_VERB:
        return one
    start = next((n.start for n in scene.numbers if n.end > one["start"] - scene.sentence.start), 0)
    before = [other for other in others if other["type"] in PEOPLE and other["end"] <= one["start"]]
    is_listed = name == "of_place"  # "Vietnam returned 51, Nepal 33"
    if not before or not (is_listed or AS_WELL[scene.lang].search(scene.plain, 0, start)):
        return one
    last = max(before, key=lambda other: int(other["end"]))
    return {**one, "type": last["type"], "subtype": last["subtype"], "polarity": last["polarity"]}


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


COUNTED = re.compile(f"[{REST['N']}{REST['C']}{FIRST['N']}{FIRST['C']}] ?$")


class _Taken:
    """What is read already: a number is read once; a claim without one is written once for its type where it stands."""

    def __init__(self) -> None:
        self._values: list[tuple[str, Span]] = []
        self._spans: list[tuple[str, Span]] = []
        self._counted: list[Span] = []  # who is counted there moves or is there: nothing more is said without a number

    def take(self, row: Wording, match: re.Match[str], span: Span, marks: Marked) -> bool:
        """Whether what the match says of a span was free; it is taken then."""
        value = _value_span(match)
        side, account = _side(row.kind, row.subtype), _account(row.kind, row.subtype)
        if value is not None and marks.text[value[0]] == FIRST["M"]:  # a fine is no wage
            account = ""
        if value is not None and value[0] in marks.numbers:  # the word that bounds it may end the quote before
            value = (marks.numbers[value[0]].core, value[1])
        if value is not None and any(account == other and _meet(value, place) for other, place in self._values):
            return False
        if value is None and any(side == other and _meet(span, place) for other, place in self._spans):
            return False
        if side == LEGAL and row.subtype is None and self._has_law(span, marks.text):
            return False
        if value is None and row.kind in FLOWS and any(_meet(span, place) for place in self._counted):
            return False
        self._spans.append((side, span))
        if value is not None:
            self._values.append((account, value))
            if row.subtype in LOST:
                self._values.append((_account("headcount", None), value))
        if value is not None and row.kind in PEOPLE:
            self._counted.append(span)
        return True


    def _has_law(self, span: Span, text: str) -> bool:
        """Whether a deadline or a duty stands beside a law that is named as the ground of something."""
        laws = [place for other, place in self._spans if other == LEGAL]
        return any(";" not in text[min(span[1], place[1]) : max(span[0], place[0])] for place in laws)


def _side(kind: str, subtype: str | None) -> str:
    subtype = "defection" if subtype == "escape" else subtype  # who fled to Seoul is not told twice
    return f"{kind}.{subtype}" if kind in MANY_SIDED else kind


def _account(kind: str, subtype: str | None) -> str:
    """The people of an event may stand on each of its sides, and as a headcount too; so may those of a condition."""
    return "" if kind in (*PEOPLE, *MONEY, NO_CLAIM) else _side(kind, subtype)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _value_span(match: re.Match[str]) -> Span | None:
    said = (name for name in VALUES if name in match.re.groupindex and match[name] is not None)
    return next((match.span(name) for name in said), None)


def _claim_spans(scene: Scene, row: Wording, match: re.Match[str]) -> list[Span]:
    """The span of a match, or one for each name in its stretch of targets."""
    if "targets" in match.re.groupindex and match["targets"] is not None:
        return names(scene, *match.span("targets"), is_company=row.kind == "company")
    return [match.span("claim") if "claim" in match.re.groupindex and match["claim"] is not None else match.span()]


def _is_meant(scene: Scene, marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    """Whether words and size are those of the row; people whom no noun names are counted only where the text has named
    the workers before; people counted are no flow or place without a number beside it."""
    if not _is_of_size(scene, marks, row, match) or not _is_in_place(scene, row, match):
        return False
    value = _value_span(match)
    may_be_others = row.kind in (*MONEY, *PEOPLE) and row.subtype not in OF_OTHERS and whose.is_of_others(scene)
    if may_be_others and not _is_own(scene, marks, value):
        return False
    if row.kind in ("location", *PEOPLE) and value is None and COUNTED.search(marks.text, 0, match.start()):
        return False
    if row.kind not in PEOPLE:
        return True
    if value is not None and "number" not in row.fields and not whose.is_count(scene, *value):
        return False
    if row.rule.endswith(BARE_COUNTS) and value is not None and not whose.is_bare_count(scene, *value):
        return False
    if FIRST["W"] in match.group() or NAMED_AHEAD.search(marks.text, 0, match.start()):
        return True
    return FIRST["O"] not in match.group() and whose.is_theirs(scene)


BARE_COUNTS = (".people.count", "en.people.bare")  # rows that read a number without any noun
LAST_NAMED = ("ko",)  # the last people named before a number are those it counts
WHO = re.compile(f"[{FIRST['O']}{FIRST['W']}{FIRST['A']}]")


def _is_own(scene: Scene, marks: Marked, value: Span | None) -> bool:
    """Whether the last people named before a sum are not the others of the sentence."""
    if value is None or scene.lang not in (*LAST_NAMED, "en"):
        return False
    named = WHO.findall(marks.text, 0, value[0])
    return bool(named) and named[-1] != FIRST["O"]


def _is_in_place(scene: Scene, row: Wording, match: re.Match[str]) -> bool:
    plain = scene.plain
    ahead, match_text = plain[: match.start()], plain[match.start() : match.end()]
    texts = {"seen": match_text, "here": plain, "unless": plain, "after": ahead}
    for name, pattern in row.asked.items():
        text = texts[name] if name in texts else whose.before(scene, NEAR)
        if (pattern.search(text) is None) != (name in ("unless", "after")):
            return False
    return True


def _is_of_size(scene: Scene, marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    value = _value_span(match)
    number = marks.numbers.get(value[0]) if value else None
    amount = marks.amounts.get(value[0]) if value else None
    said = amount.number if amount else number
    if said is None or row.kind not in MONEY:
        return True
    size = said.high if said.high is not None else said.low or 10 ** (said.magnitude or 0)
    if value is not None and marks.text[value[0]] == FIRST["N"] and (size < LEAST_BARE or _is_year(scene, said)):
        return False
    currency = "KRW" if amount and "won_undecided" in amount.flags else amount.currency if amount else None
    unit = SMALL_UNITS.get(currency or "", 1)
    if amount and amount.currency is None and amount.period in ("hour", "day", "week", "month"):
        unit = 1000  # shillings or dinars: a sum by the month is a wage, however many
    return row.least * unit <= size <= row.most * unit


def _is_year(scene: Scene, number: Number) -> bool:
    """Whether a number may be a year: written in four digits; 两千 is none."""
    written = scene.plain[number.core : number.core + 4]
    return (scene.lang != "zh" and number.low in YEARS) or (written.isdigit() and int(written) in YEARS)


def _written(scene: Scene, marks: Marked, row: Wording, match: re.Match[str], span: Span) -> Claim:
    start, end = span
    value = _value_span(match)
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
    elif kind in ("wage", "levy", "enforcement") and _is_due(scene, span, kind):
        own["polarity"] = "affirmed"  # a plan to fulfil and pay to hand over are asked for now
    spot = _paid_in(spot_of(scene, marks, (start, end), value or (start, end), kind, subtype), own.get("currency"))
    if scene.lang in VERB_SAYS_NO and kind in PEOPLE and "number" in own:
        own["polarity"] = _of_them(scene, row, subtype, own, value or (start, end))
    if kind in MONEY and "number" in own and not is_share:
        own["currency"] = own.get("currency") or _plain_currency(scene, spot)
    if kind == LEGAL:
        own["resolution"] = own.get("resolution") or law(scene, subtype)
        own["flags"] = [*own.get("flags", ()), *misprints(scene.plain[start:end])]
        if own["resolution"] or not spot.flags:  # the law of the Council binds all: no place from context
            spot = where(scene, start, end)
    if outside is not None:
        spot = Where([f"WORLD except {outside}"], [], [], [])
    if row.is_last and own.get("polarity") == "negated":  # "will not renew the papers of 300": they are there
        own["polarity"] = "affirmed"
    written = claim(scene, start, end, row.rule, kind, subtype, where=spot, is_firm=row.is_firm, **own)
    if row.old is None or written["scope"] != "background":
        return written
    return claim(scene, start, end, row.rule, kind, row.old, where=spot, is_firm=row.is_firm, **own)


DOUBTED = ("denied", "unverified")


def _as_said(scene: Scene, polarity: str, span: Span) -> str:
    """The polarity of a row, unless somebody denies or doubts what it says: "denied that 5,000 would come". In Chinese
    and Japanese a no by which somebody rejects a report is a denial: "反驳说,境内没有朝鲜工人"."""
    said = voice.polarity(scene.plain, *span, scene.lang)
    if polarity == "negated":
        return "denied" if scene.lang in ("zh", "ja") and said == "denied" else polarity
    return said if said in DOUBTED else polarity


def _is_future(scene: Scene, span: Span) -> bool:
    return voice.polarity(scene.plain, *span, scene.lang) == "reported_future"


def _is_due(scene: Scene, span: Span, kind: str) -> bool:
    """Whether Japanese or Chinese says of money that it must be paid, or Chinese of a measure that it was ordered:
    必须上缴五百元, 责令限期离境; 将上缴 is still to come."""
    if scene.lang not in ("ja", "zh") or not _is_future(scene, span):
        return False
    if scene.lang == "ja":
        return kind != "enforcement"
    return not re.search(SHALL, scene.plain[slice(*voice.between_commas(scene.plain, *span))])


def _valued(scene: Scene, marks: Marked, at: int, row: Wording) -> Claim:
    amount = marks.amounts.get(at)
    if amount is None and (row.kind not in MONEY or marks.text[at] == FIRST["S"]):
        return {"number": marks.numbers[at]}
    amount = amount or neighbour(scene, marks.numbers[at])
    details = {"converted": amount.converted} if amount.converted else {}
    period, flags = amount.period, list(amount.flags)
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
    "ja": (False, re.compile("いな[いかく]|おら[ずな]|いませ|存在しな|(?:残って|働いて|雇って)な|(?:では|じゃ)な")),
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
