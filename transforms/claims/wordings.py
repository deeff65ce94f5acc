"""Reads claims by wordings: each row is laid over the marked sentence, and the first that fits a number reads it."""

import re
from dataclasses import dataclass

from transforms.claims import whose
from transforms.claims.assertion import asserted
from transforms.claims.meant import LAST_NAMED, is_meant
from transforms.claims.names import names
from transforms.claims.parts import of_a_sum, of_them
from transforms.claims.rows import MONEY, NO_CLAIM, PEOPLE, Wording, cues, wordings
from transforms.claims.scene import Claim, Scene
from transforms.claims.slots import Marked, Span, marked
from transforms.claims.tables import tabled
from transforms.claims.taken import VALUES, Taken, value_span


@dataclass(frozen=True)
class Worded:
    """A sentence as the rows of its language read it. `taken`: where in it numbers stand that a row took, be it as no
    claim; `hinted`: the `type/subtype` of the rows that ask for words it has, `fitted`: of those that fit it, whether
    they were meant or not; `is_in_table`: whether it is a row of a table, of which models read nothing."""

    scene: Scene
    marks: Marked
    claims: list[Claim]
    taken: frozenset[int]
    hinted: frozenset[str]
    fitted: frozenset[str]
    is_in_table: bool


def worded(scene: Scene) -> Worded:
    """What the rows of the sentence's language read."""
    is_of_others, is_home = whose.is_of_others(scene), not whose.is_abroad(scene)
    marks, taken, found = marked(scene), Taken(), list[Claim]()
    rows, fitted = wordings(scene.lang), set[str]()
    possible = [rows[at] for at in cues(scene.lang).possible(marks.text.lower())]
    for row in possible:
        if is_of_others and row.kind in PEOPLE and scene.lang not in LAST_NAMED:
            continue
        if row.kind in PEOPLE and is_home:
            continue
        for match in row.pattern.finditer(marks.text):
            fitted.add(_kind(row))
            if not is_meant(scene, marks, row, match):
                continue
            spans = [span for span in _claim_spans(scene, row, match) if taken.take(row, match, span, marks)]
            if row.kind != NO_CLAIM:
                value = value_span(match)
                found += [asserted(scene, marks, row, span, value, _named(scene, row, match, span)) for span in spans]
    told: list[Claim] = []
    for one in sorted(found, key=lambda claim: int(claim["start"])):
        told.append(_as_part(scene, _as_well(scene, one, told), told))
    table_row = tabled(scene, marks)
    cells = table_row.cells if table_row else frozenset[int]()
    told = [one for one in told if not _counts(one, cells, scene, marks)]
    return Worded(
        scene=scene,
        marks=marks,
        claims=[*of_a_sum(scene, of_them(scene, told)), *(table_row.claims if table_row else ())],
        taken=frozenset(taken.numbers(marks)) | cells,
        hinted=frozenset(map(_kind, possible)),
        fitted=frozenset(fitted),
        is_in_table=table_row is not None,
    )


def _counts(one: Claim, places: frozenset[int], scene: Scene, marks: Marked) -> bool:
    """Whether a claim of people or money is one of the numbers that stand in these places."""
    if one["type"] not in (*PEOPLE, *MONEY) or (one["value_min"] is None and one["value_max"] is None):
        return False
    own = [at for at in places if one["start"] <= scene.sentence.start + at < one["end"]]
    return any((marks.numbers[at].low, marks.numbers[at].high) == (one["value_min"], one["value_max"]) for at in own)


def _kind(row: Wording) -> str:
    return f"{row.kind}/{row.subtype or ''}"


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


def _named(scene: Scene, row: Wording, match: re.Match[str], span: Span) -> Claim:
    """What the named groups say: the company, and details by their names."""
    said = {
        name: scene.report.as_written(scene.plain[match.start(name) : match.end(name)])
        for name in match.re.groupindex
        if name not in (*VALUES, "claim", "targets") and match[name]
    }
    own: Claim = {name: said.pop(name) for name in ("company", "attribution") if name in said}
    if "targets" in match.re.groupindex and match["targets"] is not None:
        own["company"] = scene.plain[slice(*span)]
    return {**own, **({"details": said} if said else {})}
