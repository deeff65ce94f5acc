"""Rules for people counted: how many workers are somewhere, came, went, or shall. Each rule has a name that the
claim carries.

Only numbers that plainly count North Korean workers are read; seats, soldiers, visitors, settlers and other nations'
people are not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.claims import voice, whose
from transforms.claims.numbers import Number
from transforms.claims.scene import Claim, Scene, Where, claim, inherited, is_abroad, where
from transforms.claims.shades import shaded
from transforms.claims.whose import THEIRS, forms, is_of_others, is_theirs

MOST_PEOPLE = 500_000  # no estimate of the workers abroad comes near it: a larger number counts something else


@dataclass(frozen=True)
class Verb:
    pattern: re.Pattern[str]
    use: str
    kind: str
    subtype: str


@dataclass(frozen=True)
class Counted:
    """What a number counts: `kind` as in subjects.csv, or `bare`; `end` where the noun ends in the sentence."""

    kind: str
    end: int
    wording: str


@dataclass(frozen=True)
class Reading:
    rule: str
    kind: str
    subtype: str
    start: int
    end: int


def people(scene: Scene) -> list[Claim]:
    """The people claims with a number (or a vague word for one) of one sentence."""
    if is_of_others(scene) or not whose.is_abroad(scene):
        return []
    found: list[Claim] = []
    for index in range(len(scene.numbers)):
        found.extend(_english(scene, index, found))
    return found


@cache
def _kinds(lang: str) -> dict[str, str]:
    return {row["form"].lower(): row["kind"] for row in vocab.of("subjects", lang)}


@cache
def _verbs(lang: str, *uses: str) -> tuple[Verb, ...]:
    return tuple(_verb(row, lang) for row in vocab.of("verbs", lang) if row["use"] in uses)


def _verb(row: Mapping[str, str], lang: str) -> Verb:
    auxiliary = (
        r"\b(?:was|were|are|is|been|being|be|got|get) (?:\w+ly |all |newly |also )*"
        if row["use"] == "passive"
        else r"\b"
        if lang == "en"
        else ""
    )
    edge = r"(?!\w)" if lang == "en" else ""
    return Verb(re.compile(rf"{auxiliary}(?P<verb>{row['pattern']}){edge}"), row["use"], row["type"], row["subtype"])


# --- English -----------------------------------------------------------------------------------------------------

BARE_FROM = 5  # "one of them in China": small number words without a noun are pronouns more often than counts
CAPACITY = re.compile(
    r"\b(?:(?:rooms?|beds?|spaces?|capacity|dormitor\w+|halls?|seats?|places?) (?:for|of|with)|seating"
    r"|holding) (?:around |about )?$",
    re.IGNORECASE,
)
# "one in five"; "1,000 of the 2,600 who were due": a ratio, and a whole of which another number is the part.
NOT_ITS_OWN = re.compile(
    r"\bnot $|\b(?:one|two|three|four|\d+) (?:in|out of) $|\b(?:\d[\d,]*|hundred|thousand) of (?:the|its|their) $",
    re.IGNORECASE,
)
AUX = (
    r"(?:have|has|had|are|were|was|is|will|would|may|might|could|already|newly|also|reportedly|since|recently"
    r"|lately|been|being|be|not|yet|still|now|then|who|to)"
)
NOT_A_COUNT = re.compile(
    r"\s?(?:%|per ?cent|years?|months?|days?|hours?|minutes?|km|kilomet|tons?|metric|countr|states?|factor"
    r"|plants?|compan|firms?|members?|sources?|times|won|yuan|dollars?|acres?|northeast|provinc|cit|town|-stor|-page|s\b|-year)",
    re.IGNORECASE,
)


def _english(scene: Scene, index: int, before: list[Claim]) -> Iterator[Claim]:
    number = scene.numbers[index]
    if _is_not_people(scene, number):
        return
    reading = _rose(scene, index) or _part_of(scene, index, before) or _english_reading(scene, index)
    if reading is not None:
        yield _written(scene, index, reading, before)


def _is_not_people(scene: Scene, number: Number) -> bool:
    plain = scene.plain
    head, digits = plain[: number.core], plain[number.core : number.end]
    if any(when.start_at <= number.core < when.end_at for when in scene.times):
        return True
    if (number.high or number.low or 0) > MOST_PEOPLE:
        return True
    if re.search(r"[$£€¥#]\s?$|\b(?:RMB|CNY|USD|KRW|EUR)\s?$", head) or re.fullmatch(r"\d+\.\d+", digits):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", digits) and number.precision == "exact" and _noun(scene, number.end) is None:
        return True
    if NOT_A_COUNT.match(plain, number.end) or CAPACITY.search(plain[: number.start]):
        return True
    return bool(_identifier().search(head) or NOT_ITS_OWN.search(plain[: number.start]))


@cache
def _identifier() -> re.Pattern[str]:
    words = "|".join(re.escape(row["form"]) for row in vocab.of("identifiers", "en"))
    return re.compile(rf"\b(?:{words})(?: No\.)?\s?(?:\d+,? (?:and|or) )?$")


@cache
def _noun_pattern() -> re.Pattern[str]:
    def joined(*kinds: str) -> str:
        forms = (re.escape(row["form"]) for row in vocab.of("subjects", "en") if row["kind"] in kinds)
        return "|".join(sorted(forms, key=len, reverse=True))

    nouns = joined("worker", "northerner", "person", "other", "crowd", "team", "military")
    band = r"-strong (?P<band>brigade|team|group|crew|contingent)"
    return re.compile(
        rf"(?:{band}|\s?(?:of )?(?:(?:{joined('modifier')})[ ,])*?(?P<noun>{nouns})(?: and (?:{nouns}))?)\b",
        re.IGNORECASE,
    )


def _noun(scene: Scene, at: int) -> Counted | None:
    match = _noun_pattern().match(scene.plain, at)
    if match is None:
        return None
    kind = "worker" if match.group("band") else _kinds("en")[match.group("noun").lower()]
    return Counted(kind, match.end(), match.group())


def _counted(scene: Scene, number: Number) -> Counted | None:
    """The noun after a number, or `bare` where a verb or a place follows at once; None where something else is
    counted."""
    whole = re.match(r" of (?:the|its|their) (?=\d|\w+ (?:hundred|thousand))", scene.plain[number.end :])
    if whole is not None:
        following = [other for other in scene.numbers if other.start >= number.end]
        if not following or following[0].start > number.end + whole.end() + 1:
            return None
        return _noun(scene, following[0].end) or Counted("bare", following[0].end, "")
    noun = _noun(scene, number.end)
    if noun is None or noun.wording.strip() == "of them":
        is_pronoun = not number.is_vague and (number.high or number.low or 0) < BARE_FROM
        return None if is_pronoun or not is_theirs(scene) else Counted("bare", number.end, "")
    if noun.kind in ("other", "crowd") or (noun.kind in ("person", "northerner") and not is_theirs(scene)):
        return None
    return noun


def _english_reading(scene: Scene, index: int) -> Reading | None:
    number = scene.numbers[index]
    counted = _counted(scene, number)
    if counted is None or (
        counted.kind == "military" and not re.search(r"\b(?:re)?build|repair|construct", scene.plain)
    ):
        return None
    for rule in (
        _told,
        _each,
        _object,
        _reports_of,
        _left,
        _subject,
        _place_has,
        _in_place,
        _from_workers,
        _there_were,
    ):
        reading = rule(scene, index, counted)
        if reading is not None:
            return reading
    return None


def _told(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "told 30 teams to pack", "ordered about 170,000 of its workers abroad to come home": an order is no
    departure."""
    number = scene.numbers[index]
    verb = re.search(r"\b(?:told|ordered|instructed|commanded) $", scene.plain[: number.start])
    deed = re.match(
        r"[\w ]{0,20} to (?:pack|come (?:back|home)|go (?:back|home)|return(?: home)?|leave)",
        scene.plain[counted.end :],
    )
    if verb is None or deed is None:
        return None
    return Reading("en.people.told", "movement", "repatriation_order", verb.start(), counted.end + deed.end())


def _each(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "each team of 60", "each of four buses carried about forty women": the product is not in the text."""
    number = scene.numbers[index]
    team = re.search(r"\b[Ee](?:ach|very) (?:team|group|crew|brigade|batch) of $", scene.plain[: number.start])
    bus = re.search(r"\b[Ee]ach of [\w-]+ (?:bus|coach)es (?:carried|brought|held) $", scene.plain[: number.start])
    if team is not None:
        return Reading("en.people.each_team", "headcount", "present", team.start(), number.end)
    if bus is not None and counted.kind != "bare":
        return Reading("en.people.each_bus", "headcount", "seen_at_event", bus.start(), counted.end)
    return None


def _object(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "sent 2,000 workers to", "has taken in thousands of North Koreans", "hopes to place 5,000 by spring"."""
    number = scene.numbers[index]
    if counted.kind == "bare" and not re.match(
        r"\s?(?:[.,;)]|$|(?:by|in|to|this|next|last|over|abroad|there|for|more|home)\b)", scene.plain[counted.end :]
    ):
        return None
    head = scene.plain[: number.start]
    for verb in _verbs("en", "object"):
        match = list(verb.pattern.finditer(head))
        if not match or not re.fullmatch(
            r"(?: (?:in|back|home|out|another|an additional|a further|some|also|a total of))*\s?",
            head[match[-1].end() :],
        ):
            continue
        if verb.subtype == "present" and not (
            counted.kind == "northerner" or re.search(THEIRS["en"], counted.wording, re.IGNORECASE)
        ):
            continue
        return Reading(
            "en.people.object", verb.kind, verb.subtype, match[-1].start("verb"), _reach(scene, counted.end, index)
        )
    return None


def _reports_of(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "rejected reports of ten thousand workers": the number is carried, not asserted."""
    number = scene.numbers[index]
    match = re.search(
        r"\b(?:reports?|claims?|allegations?|talk|rumou?rs?) (?:of|about|that) $", scene.plain[: number.start]
    )
    if match is None or counted.kind not in ("worker", "northerner"):
        return None
    return Reading("en.people.reports_of", "headcount", "present", match.start(), counted.end)


LEFT = re.compile(rf"(?:,? {AUX}| all| \w+ly)*,? (?P<verb>left|leave|leaves|leaving|departed) (?!for\b|to\b|on\b|in\b)")
ONWARD = re.compile(r" for (?:the )?(?:(?P<home>home|North Korea|Pyongyang)|plants|factories|sites|farms|work)\b")


def _left(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "about 300 workers left Dandong": home, if the text names no other goal abroad; whoever leaves home is sent."""
    verb = LEFT.match(scene.plain, counted.end)
    if verb is None:
        return None
    for place in scene.places:
        if place.start < verb.end() or not re.fullmatch(r"(?:[\w']+ ){0,5}", scene.plain[verb.end() : place.start]):
            continue
        goal = ONWARD.match(scene.plain, place.end)
        is_onward = (goal is not None and not goal["home"]) or any(
            scene.plain[place.end : other.start] in (" for ", " for the ") and not other.is_home
            for other in scene.places
        )
        subtype = "dispatch" if place.is_home else "transfer" if is_onward else "repatriation"
        return Reading("en.people.left", "movement", subtype, scene.numbers[index].start, place.end)
    return None


def _subject(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "at least 2,000 workers were sent", "about 3,000 came to", "some 900 work in the zone"."""
    limit = _tail_end(scene, index, counted.end)
    best: tuple[int, int, Verb] | None = None
    for verb in _verbs("en", "subject", "passive"):
        match = verb.pattern.search(scene.plain, counted.end, limit)
        if match and (best is None or match.start() < best[0]) and _is_near(scene, counted, match):
            best = (match.start(), match.end(), verb)
    if best is None:
        return None
    number, verb = scene.numbers[index], best[2]
    rule = "en.people.passive" if verb.use == "passive" else "en.people.subject"
    if counted.kind in ("bare", "person"):
        rule = f"{rule}_unnamed"
    return Reading(rule, verb.kind, verb.subtype, number.start, _reach(scene, best[1], index))


def _is_near(scene: Scene, counted: Counted, match: re.Match[str]) -> bool:
    between = scene.plain[counted.end : match.start("verb")]
    if counted.kind == "bare":
        return bool(
            re.fullmatch(rf"(?: (?:more|others?|of them))?(?:,? {AUX}| who were due| {AUX} \w+ly)*\s?", between)
        )
    return len(between) <= 50 and not re.search(r"\b(?:and|but|that)\b", between)


def _tail_end(scene: Scene, index: int, at: int) -> int:
    later = [
        other.start for other in scene.numbers[index + 1 :] if other.start >= at and not _is_not_people(scene, other)
    ]
    stop = re.search(r"[;:.]", scene.plain[at:])
    return min([len(scene.plain), *later, *([at + stop.start()] if stop else [])])


def _place_has(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "Russia has about 50,000"."""
    number = scene.numbers[index]
    for place in scene.places:
        if counted.kind in ("bare", "worker", "northerner") and re.fullmatch(
            r" (?:has|hosts|holds|still has) ", scene.plain[place.end : number.start]
        ):
            if counted.kind == "bare" and not re.match(r"\s?[.,;]|$", scene.plain[counted.end :]):
                return None
            return Reading("en.people.place_has", "headcount", "present", place.start, counted.end)
    return None


def _in_place(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "about 50,000 in China", "120,000 in Chinese factories", "100,000 people in roughly 40 countries"."""
    number = scene.numbers[index]
    into = re.match(r",? (?:are |were )?(?:known |working |employed )?(?:in|at) (?:the )?", scene.plain[counted.end :])
    if into is None or not is_theirs(scene):
        return None
    at = counted.end + into.end()
    for place in scene.places:
        if place.start == at and place.role == "place" and not place.is_home:
            return Reading("en.people.in_place", "headcount", "present", number.start, place.end)
    world = re.match(r"(?:about |roughly |some |around |over |more than )?[\d\w-]+ countries", scene.plain[at:])
    if world is not None and counted.kind != "bare":
        return Reading("en.people.in_countries", "headcount", "present", number.start, at + world.end())
    return None


def _from_workers(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "earnings from nearly 100,000 workers"; "per head for thousands of workers" is an illustration."""
    number = scene.numbers[index]
    if counted.kind not in ("worker", "northerner"):
        return None
    if re.search(r"\bper (?:head|worker) for $", scene.plain[: number.start]):
        return Reading("en.people.illustration", "headcount", "illustrative", number.start, counted.end)
    if re.search(r"\bfrom $", scene.plain[: number.start]) and re.search(
        r"\b(?:earn|revenue|income)", scene.plain[: number.start]
    ):
        return Reading("en.people.from_workers", "headcount", "present", number.start, counted.end)
    return None


def _there_were(scene: Scene, index: int, counted: Counted) -> Reading | None:
    """ "according to a UN estimate of 2017 there were a hundred thousand"; without an estimate nobody says whose
    they are."""
    number = scene.numbers[index]
    if not re.search(r"\bthere (?:are|were) $", scene.plain[: number.start]) or not re.search(
        r"\bestimate", scene.plain
    ):
        return None
    if counted.kind == "bare" and not re.match(r"[.,;]|$| (?:abroad|overseas)\b", scene.plain[counted.end :]):
        return None
    return Reading("en.people.estimate", "headcount", "present", number.start, counted.end)


ROSE = re.compile(
    r"\b(?:total|number|count|workforce)\b[^.;]{0,40}\b(?:rose|grew|climbed|increased|went up) from $", re.IGNORECASE
)
FELL = re.compile(
    r"\b(?:total|number|count|workforce)\b[^.;]{0,40}\b(?:fell|dropped|declined|shrank|went down) from $", re.IGNORECASE
)


def _rose(scene: Scene, index: int) -> Reading | None:
    """ "the total rose from 700 to 1,900": 700 before, 1,900 now; the difference is not stated."""
    number = scene.numbers[index]
    for pattern in (ROSE, FELL):
        if match := pattern.search(scene.plain[: number.start]):
            return Reading("en.people.changed_from", "headcount", "before", match.start(), number.end)
        if index and scene.plain[scene.numbers[index - 1].end : number.start] == " to ":
            earlier = pattern.search(scene.plain[: scene.numbers[index - 1].start])
            if earlier:
                return Reading("en.people.changed_to", "headcount", "present", earlier.start(), number.end)
    return None


def _reach(scene: Scene, at: int, index: int) -> int:
    """Where a quote ends: with the places that follow the verb at once ("were sent to factories in China"), else
    with the verb."""
    limit = _tail_end(scene, index, at)
    follow = re.match(r"(?: (?:to|in|into|at|for|from)\b[^,;.\d]{0,40})?", scene.plain[at:limit])
    places = [
        place.end for place in scene.places if follow and at <= place.start < at + follow.end() and place.end <= limit
    ]
    return max([at, *places])


# --- writing it down ---------------------------------------------------------------------------------------------


def _part_of(scene: Scene, index: int, before: list[Claim]) -> Reading | None:
    """ "2,000 arrived, 300 of them for fish plants": a part of the count before it, never added."""
    number = scene.numbers[index]
    follow = re.match(r" of (?:them|these|whom) (?:for|in|at|to) [a-z ]*", scene.plain[number.end :])
    if follow is None or not before or before[-1]["value_min"] is None:
        return None
    return Reading(
        "en.people.part_of", before[-1]["type"], before[-1]["subtype"], number.start, number.end + follow.end()
    )


SUBSET = re.compile(r" (?:of them|of these|of whom)\b")


def _written(scene: Scene, index: int, reading: Reading, before: list[Claim]) -> Claim:
    number = scene.numbers[index]
    (kind, subtype), polarity = shaded(scene, _seen(scene, reading, number), reading.start, reading.end)
    reading = replace(reading, kind=kind, subtype=subtype)
    spot = _spot(scene, index, reading)
    if reading.rule == "en.people.estimate":
        number = replace(number, precision="approx")
    fields: Claim = {"number": number, "unit": _unit(scene, number, reading), "where": spot, "polarity": polarity}
    if SUBSET.match(scene.plain, number.end) and before:
        fields |= {"part_of": before[-1]["quote"], "flags": ["subset"]}
    if re.search(forms(scene.lang, "military"), scene.plain):
        fields["flags"] = [*fields.get("flags", []), "military"]
    return claim(scene, reading.start, reading.end, reading.rule, reading.kind, reading.subtype, **fields)


OVER_THE_YEARS = re.compile(r"\bsince\b|\bin (?:total|all)\b|\baltogether\b|\bover the years\b", re.IGNORECASE)


def _seen(scene: Scene, reading: Reading, number: Number) -> tuple[str, str]:
    """What the wording itself says of those present: the ones joined were there before, "used since" counts over the
    years."""
    if reading.subtype != "present":
        return reading.kind, reading.subtype
    if re.search(r"\bjoined the $", scene.plain[: number.start]):
        return reading.kind, "before"
    employed = re.search(r"\b(?:used|employed)$", scene.plain[reading.start : reading.end].split(" in ")[0])
    return reading.kind, "cumulative" if employed and OVER_THE_YEARS.search(scene.plain) else "present"


def _unit(scene: Scene, number: Number, reading: Reading) -> str:
    if reading.rule == "en.people.each_bus":
        return "workers per bus"
    if reading.rule == "en.people.each_team" or number.is_each:
        return "workers per group"
    counted = _noun(scene, number.end)
    return "teams" if counted is not None and counted.kind == "team" else "workers"


def _spot(scene: Scene, index: int, reading: Reading) -> Where:
    """Places after the number up to the next one, else before it in its clause, else the one of the sentence before."""
    number = scene.numbers[index]
    if reading.rule in ("en.people.in_countries", "en.people.from_workers"):
        return Where(["WORLD"], [], [], [])
    begin, _ = voice.clause(scene.plain, reading.start, reading.end)
    after = where(scene, number.end, _tail_end(scene, index, number.end))
    ahead = where(scene, max(begin, _last_count(scene, index)), number.start)
    spots = (ahead, after) if reading.rule == "en.people.place_has" else (after, ahead)
    origin, via = spots[0].origin + spots[1].origin, spots[0].via + spots[1].via
    if reading.subtype == "repatriation":  # "returned to Pyongyang from Kuwait": home is where they go
        origin = [chain for chain in origin if is_abroad([chain])]
    for spot in (*spots, where(scene, 0, reading.end), inherited(scene)):
        if reading.subtype in ("transfer", "repatriation") and is_abroad(origin):
            return Where([chain for chain in origin if is_abroad([chain])], origin, via, spot.flags)
        if spot.places or "place_ambiguous" in spot.flags:
            return Where(spot.places, origin, via, spot.flags)
    return Where([], origin, via, [])


def _last_count(scene: Scene, index: int) -> int:
    """Where the clause of the count before this one ended, so that its places are not taken twice."""
    earlier = [number for number in scene.numbers[:index] if not _is_not_people(scene, number)]
    if not earlier:
        return 0
    stop = re.compile(r",| and ").search(scene.plain, earlier[-1].end, scene.numbers[index].start)
    return stop.end() if stop else earlier[-1].end
