"""Rules for flows and places without a number: sent, sent home, not sent, taken in, main destination, said to be there.

Each is one claim for one (subtype, places, polarity) of a report, at its first mention.
"""

import re
from typing import Any

from transforms.claims import voice
from transforms.claims.places import Mention, finest
from transforms.claims.scene import Claim, Scene, Where, claim, where

WORKERS = (
    r"(?:North Korean |DPRK |more |new |many |such |the )*(?:workers?|labou?rers?|labou?r|North Koreans|seamstresses)"
)
NOWHERE = Where([], [], [], [])
WORLD_EXCEPT_CN = Where(["WORLD except CN"], [], [], [])

Span = tuple[int, int]


def flows(scene: Scene) -> list[Claim]:
    """The claims without a number of one sentence."""
    return [claim for rule in ENGLISH for claim in rule(scene)]


def _moved(
    scene: Scene, span: Span, rule: str, subtype: str, spot: Where, polarity: str | None = None, kind: str = "movement"
) -> Claim:
    """People without a number: `vague`. Without a polarity of its own the sentence says it."""
    own: dict[str, Any] = {"polarity": polarity} if polarity else {}
    return claim(scene, span[0], span[1], rule, kind, subtype, where=spot, precision="vague", unit="workers", **own)


def _place(scene: Scene, span: Span, rule: str, subtype: str | None, spot: Where) -> Claim:
    return claim(scene, span[0], span[1], rule, "location", subtype, where=spot)


BETWEEN = re.compile(
    r"(?:,? ?(?:and|or)? ?(?:the |several )?)"  # Russia, Mongolia, the Emirates, and several Middle Eastern states
    r"|(?: \[?(?:including|in) (?:the )?)"  # Hunchun in Jilin Province
    r"|(?:'s )|(?: Province )|(?: \(?\[?including )|(?:, [a-z ]{0,20} in )"
)


def _listed(scene: Scene, at: int) -> tuple[Mention, ...]:
    """The places of a list that begins at an offset; empty where no place stands there."""
    found: list[Mention] = []
    for place in scene.places:
        if place.start < at:
            continue
        if not BETWEEN.fullmatch(scene.plain, found[-1].end if found else at, place.start):
            break
        found.append(place)
    return tuple(found)


def _spot(places: tuple[Mention, ...], ways: Where = NOWHERE) -> Where:
    abroad = tuple(place for place in places if not place.is_home)
    flags = [flag for place in abroad for flag in place.flags if flag != "whole"]
    return Where(finest(abroad), ways.origin, ways.via, flags)


# --- English -----------------------------------------------------------------------------------------------------

SEND = re.compile(
    r"\b(?:dispatch(?:ed|es|ing)?|sen[dt]s?|sending|export(?:ed|s|ing)?) (?:\w+ ){0,5}?(?:numbers of )?"
    rf"{WORKERS}(?: \w+){{0,2}}?(?: across the border)? (?:to|into) (?:factories in |the )?"
    rf"|\b{WORKERS}(?: from [A-Z]\w+)? (?:have |has )?(?:recently )?"
    r"(?:(?:left|set out|departed)(?: from [A-Z]\w+)? for|went to|came to|arrived in|crossed into) (?:the )?"
    r"|\b[Tt]hey went to (?:several|many|various) parts of "
)
COUNTED = 25  # characters before a noun within which a number counts it: then the rules for people read the sentence


def _sent(scene: Scene) -> list[Claim]:
    """ "have dispatched even greater numbers of workers to China", "workers from Pyongyang left for China"."""
    match = SEND.search(scene.plain)
    places = _listed(scene, match.end()) if match else ()
    if match is None or not places or places[0].is_home:
        return []
    if any(match.start() - COUNTED <= number.end and number.core < match.end() for number in scene.numbers):
        return []
    span = (match.start(), places[-1].end)
    polarity = voice.polarity(scene.plain, *span, "en")
    stint = "short_stint" if re.search(r"month-long stints?", scene.plain) else "dispatch"
    subtype = "planned_dispatch" if polarity == "reported_future" else stint
    return [_moved(scene, span, "en.flow.sent_to", subtype, _spot(places, where(scene, *match.span())), polarity)]


NOT_SENT = re.compile(
    r"\b[Nn]o (?:new |more |other |additional )*(?:workers?|crews?|teams?|labou?rers?|North Koreans) (?:have |has )?"
    r"(?:\w+ )?(?:come to|crossed into|arrived in|been sent to|gone to|left for) "
    r"|\b(?:[Tt]here )?aren't many (?:North Korean )?(?:workers|labou?rers) being sent to "
    r"|\b[Nn]ot many (?:workers |North Koreans )?(?:are|were|have been) (?:being )?sent to "
    r"|\b(?:has|have) not sent (?:new |any |more )*(?:workers|labou?rers) to "
)


def _not_sent(scene: Scene) -> list[Claim]:
    """ "no new crews have come to Dandong", "there aren't many workers being sent to Liaoning"."""
    match = NOT_SENT.search(scene.plain)
    places = _listed(scene, match.end()) if match else ()
    if match is None or not places:
        return []
    ways = where(scene, places[-1].end, len(scene.plain))
    span = (match.start(), places[-1].end)
    return [_moved(scene, span, "en.flow.not_sent", "dispatch", _spot(places, ways), "negated")]


NOT_ONE = re.compile(
    r"\b[Nn]ot (?:one|a single) (?:North Korean )?(?:worker|labou?rer|woman|person) (?:has|have|had) "
    r"(?:(?P<home>gone home|returned|gone back|been sent (?:home|back))|come|arrived|been sent)"
)


def _not_one(scene: Scene) -> list[Claim]:
    """ "not one worker has gone home": none is a value."""
    match = NOT_ONE.search(scene.plain)
    if match is None:
        return []
    subtype = "repatriation" if match.group("home") else "dispatch"
    none: dict[str, Any] = {
        "value_min": 0,
        "value_max": 0,
        "precision": "exact",
        "unit": "workers",
        "polarity": "negated",
    }
    return [claim(scene, match.start(), match.end(), "en.flow.not_one", "movement", subtype, **none)]


MOST_TO = re.compile(
    rf"\b(?:[Mm]ost(?: of)?|[Tt]he majority of) {WORKERS}[\w ]*?(?:were sent|are sent|go|went) to "
    rf"|(?<=\bbut )mostly (?:to )?"
)
MAIN = re.compile(r" (?:is|remains) (?:now )?the main destination| as (?:the|its|their) main destination")


def _main_destination(scene: Scene) -> list[Claim]:
    """ "most workers were sent to Jilin Province", "but mostly Jilin Province", "right now China is the main
    destination"."""
    most = MOST_TO.search(scene.plain)
    places = _listed(scene, most.end()) if most else ()
    found = []
    if most is not None and places:
        span = (most.start(), places[-1].end)
        found.append(_place(scene, span, "en.flow.most_to", "main_destination", _spot(places)))
    for place in scene.places:
        if follow := MAIN.match(scene.plain, place.end):
            span = (place.start, follow.end())
            found.append(_place(scene, span, "en.flow.main_destination", "main_destination", _spot((place,))))
    return found


MANY_IN = re.compile(
    r"\b(?:[Tt]here are )?(?:lots of|[Vv]ery many|[Mm]any|plenty of|a lot of|a large group of) (?:North Korean )?"
    rf"(?:{WORKERS}|women) (?:are )?in (?:the Chinese border city of )?"
)


def _many_in(scene: Scene) -> list[Claim]:
    """ "there are lots of North Korean laborers in Hunchun and Tumen": people are there, no number is."""
    match = MANY_IN.search(scene.plain)
    places = _listed(scene, match.end()) if match else ()
    if match is None or not places:
        return []
    span = (match.start(), places[-1].end)
    return [_moved(scene, span, "en.flow.many_in", "present", _spot(places), kind="headcount")]


NO_OTHER = re.compile(
    r"\b[Nn]o (?:other )?(?:country|state|one) (?:is|are) (?:bringing in|taking in|taking|accepting|receiving) "
    rf"{WORKERS},? (?:except (?:for )?|other than |apart from |but )China\b"
)
ONLY_CHINA = re.compile(rf"\b[Oo]nly China (?:still )?(?:takes in|takes|accepts|receives)(?: them| {WORKERS})?")
THE_REST = re.compile(
    r"\b[Nn]o other (?:country|state) does|\b[Ee]very(?:one|body) else has stopped|\b[Aa]ll others have"
)
REPATRIATING = re.compile(
    rf"\b(?:other )?(?:UN )?(?:member )?states,? except (?:for )?China, (?:have|has) begun to repatriate {WORKERS}"
)


def _world_except(scene: Scene) -> list[Claim]:
    """ "no other country is bringing in North Korean workers, except for China"; "only China still takes them"."""
    only = ONLY_CHINA.search(scene.plain)
    rows = (
        (NO_OTHER.search(scene.plain), "en.flow.no_other_country", "intake", WORLD_EXCEPT_CN, "negated"),
        (only, "en.flow.only_country", "intake", Where(["CN"], [], [], []), "affirmed"),
        (only and THE_REST.search(scene.plain), "en.flow.no_other_country", "intake", WORLD_EXCEPT_CN, "negated"),
        (REPATRIATING.search(scene.plain), "en.flow.repatriating", "repatriation", WORLD_EXCEPT_CN, "affirmed"),
    )
    return [
        _moved(scene, match.span(), rule, subtype, spot, polarity)
        for match, rule, subtype, spot, polarity in rows
        if match
    ]


THOSE_SENT = re.compile(
    rf"\b(?:[Tt]he |[Tt]hose )?(?:{WORKERS})? ?(?:dispatched|sent|working|who worked) (?:to|in) (?:the )?"
)
SENT_BACK = re.compile(
    r" (?:have|has|had|were) (?:all |now |already )*(?:been )?(?:sent back|sent home|repatriated|gone home|returned)"
)


def _sent_back(scene: Scene) -> list[Claim]:
    """ "the North Koreans dispatched to Russia, Mongolia and the Emirates have all been sent back"."""
    those = THOSE_SENT.search(scene.plain)
    places = _listed(scene, those.end()) if those else ()
    deed = SENT_BACK.match(scene.plain, places[-1].end) if places else None
    if those is None or deed is None:
        return []
    return [_moved(scene, (those.start(), deed.end()), "en.flow.sent_back", "repatriation", _spot(places))]


SENT_THEIRS = re.compile(r" (?:has |have )?sent (?:theirs|them|their workers|the workers|all of them) (?:home|back)")


def _sent_theirs(scene: Scene) -> list[Claim]:
    """ "the UAE, Kuwait and Qatar sent theirs home"."""
    deed = SENT_THEIRS.search(scene.plain)
    for place in scene.places if deed else ():
        places = _listed(scene, place.start)
        if deed and places and places[-1].end == deed.start():
            span = (places[0].start, deed.end())
            return [_moved(scene, span, "en.flow.sent_theirs_home", "repatriation", _spot(places))]
    return []


NOT_BACK = re.compile(rf" (?:has|have) not (?:yet )?sent {WORKERS} (?:home|back)")
NOTHING = re.compile(
    r"\b[Nn]othing to suggest (?:that )?(?:the \w+ |any\w* )?(?:let anybody go|sent anybody home|anybody left)"
)
MAY_HAVE_GONE = re.compile(r" may already have (?:gone|left|returned)")


def _not_back(scene: Scene) -> list[Claim]:
    """ "China has not sent North Koreans home", "nothing to suggest the plant let anybody go", "may already have
    gone"."""
    found = []
    for place in scene.places:
        if deed := NOT_BACK.match(scene.plain, place.end):
            span = (place.start, deed.end())
            found.append(_moved(scene, span, "en.flow.not_sent_back", "repatriation", _spot((place,)), "negated"))
    those = re.search(r"\b[Ww]orkers in (?:the border city of )?(?=[A-Z])", scene.plain)
    places = _listed(scene, those.end()) if those else ()
    gone = MAY_HAVE_GONE.match(scene.plain, places[-1].end) if places else None
    if those and gone:
        span = (those.start(), gone.end())
        found.append(_moved(scene, span, "en.flow.may_have_gone", "repatriation", _spot(places), "unverified"))
    if nothing := NOTHING.search(scene.plain):
        found.append(_moved(scene, nothing.span(), "en.flow.nothing_suggests", "repatriation", NOWHERE, "negated"))
    return found


TO_COME = (
    (re.compile(r"\b(?:told|ordered) (?:workers|them)(?: in [A-Z]\w+)? (?:to come |to go |to return )?home"), "order"),
    (
        re.compile(
            r"\b(?:asked|demanded|urged) (?:that )?(?:all|they|the workers|every \w+)(?: of them)? "
            r"(?:to )?be (?:sent back|sent home|repatriated)"
        ),
        "demand",
    ),
    (re.compile(r"\b(?:doubt|expect) that more will (?:follow|come|be sent)"), "more_to_come"),
)
TO_COME_SUBTYPE = {"order": "repatriation_order", "demand": "repatriation_demand", "more_to_come": "dispatch"}


def _to_come(scene: Scene) -> list[Claim]:
    """An order, a demand and an expectation are no movement yet."""
    found = []
    for pattern, name in TO_COME:
        if match := pattern.search(scene.plain):
            spot = where(scene, *match.span())
            subtype = TO_COME_SUBTYPE[name]
            found.append(_moved(scene, match.span(), f"en.flow.{name}", subtype, spot, "reported_future"))
    return found


WORKERS_IN = re.compile(
    rf"\b(?:(?:kept|has had|had|uses?|employs?) {WORKERS}|IT workers are) in "
    r"(?:at least \w+ countries \(|several countries, among them )?"
)


def _workers_in(scene: Scene) -> list[Claim]:
    """ "kept North Korean workers in Russia, Nigeria and several Middle Eastern states"."""
    match = WORKERS_IN.search(scene.plain)
    places = _listed(scene, match.end()) if match else ()
    if match is None or not places:
        return []
    return [_place(scene, (match.start(), places[-1].end), "en.location.workers_in", None, _spot(places))]


DENIES = re.compile(r"\b(?P<who>China|Russia|Beijing|Moscow) denie[sd] (?:it|this|that)\b")
CAPITALS = {"China": "CN", "Beijing": "CN", "Russia": "RU", "Moscow": "RU"}


def _denied(scene: Scene) -> list[Claim]:
    """ "China denies it": what the sentence before said of workers there."""
    match = DENIES.search(scene.plain)
    if match is None or scene.previous is None or not re.search(WORKERS, scene.paragraph + scene.previous.plain):
        return []
    who = match.group("who")
    fields: dict[str, Any] = {"attribution": who, "attribution_kind": "state", "polarity": "denied"}
    spot = Where([CAPITALS[who]], [], [], [])
    return [claim(scene, match.start(), match.end(), "en.location.denied", "location", None, where=spot, **fields)]


ENGLISH = (
    _sent,
    _not_sent,
    _not_one,
    _main_destination,
    _many_in,
    _world_except,
    _sent_back,
    _sent_theirs,
    _not_back,
    _to_come,
    _workers_in,
    _denied,
)
