"""Whether a wording that fits is meant: whose people, which size, amid which words."""

import re

from transforms.claims import whose
from transforms.claims.amounts import SMALL_UNITS, neighbour
from transforms.claims.names import corporate
from transforms.claims.numbers import Number
from transforms.claims.rows import MONEY, PEOPLE, Wording
from transforms.claims.scene import Scene
from transforms.claims.slots import FIRST, REST, Marked, Span, slot_pattern
from transforms.claims.taken import value_span

OF_OTHERS = ("chinese_worker_wage", "relative")  # read where another nation's workers stand
NEAR = 2  # sentences back in which a list of names may have been begun
YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?![\d,])")
LEAST_BARE = 20  # a smaller number without a currency is no sum: "get one", "makes two"
NAMED_AHEAD = re.compile(rf"{slot_pattern('W')}\S{{0,2}} ?$")  # 노동자는 |200여 명이 돌아갔다
COUNTED = re.compile(
    f"[{REST['N']}{REST['C']}{FIRST['N']}{FIRST['C']}]"
    r"(?:(?: (?:team|group|crew|brigade|contingent|batch|party|unit)s?)? of| [a-z]+ and)? ?$"
)


def is_meant(scene: Scene, marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    """Whether words and size are those of the row; people whom no noun names are counted only where the text has named
    the workers before; people counted are no flow or place without a number beside it."""
    if not _is_of_size(scene, marks, row, match) or not _is_in_place(scene, row, match):
        return False
    value = value_span(match)
    if row.kind == "incident" and scene.lang == "en" and _befell_others(scene, marks, row, match):
        return False
    may_be_others = row.kind in (*MONEY, *PEOPLE) and row.subtype not in OF_OTHERS and whose.is_of_others(scene)
    if may_be_others and not _is_own(scene, marks, value):
        return False
    if row.kind in ("location", *PEOPLE) and value is None and COUNTED.search(marks.text, 0, match.start()):
        return False
    if row.kind == "company" and scene.lang == "en" and not _names_a_firm(scene, match):
        return False
    if row.kind not in PEOPLE:
        return True
    if row.subtype == "present" and value is not None and _is_told_again(scene, value):
        return False
    is_share = value is not None and marks.text[value[0]] == FIRST["S"]  # its "two" is no count: two-thirds
    if value is not None and not is_share and "number" not in row.fields and not whose.is_count(scene, *value):
        return False
    if row.rule.endswith(BARE_COUNTS) and value is not None and not whose.is_bare_count(scene, *value):
        return False
    if FIRST["W"] in match.group() or NAMED_AHEAD.search(marks.text, 0, match.start()):
        return True
    return FIRST["O"] not in match.group() and whose.is_theirs(scene)


# What a sentence begins with, or a place ends with, is no name: "At the plant", "South Pyongan Province".
NO_NAME = re.compile(
    r"(?:(?:At|In|On|From|Under|By|For|With|To|The|An?|And|But|When|While|After|Before|Since|Province|City|Region|County)"
    r"(?: |$))+"
)


def _names_a_firm(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the company of a match, where it names one, has a word of its own: no place or "Co" alone."""
    if "company" not in match.re.groupindex or match["company"] is None:
        return True
    start, end = match.span("company")
    said = NO_NAME.match(scene.plain, start, end)
    start = said.end() if said else start
    if not corporate().sub("", scene.plain[start:end]).strip(" .,"):
        return False
    return start < end and not any(place.start <= start and end <= place.end for place in scene.places)


# "북한인 4명을 연행했다. 4명은 ...": those counted before, of whom more is told.
TOPIC = {"ko": re.compile("(?:은|는) "), "ja": re.compile("(?:ら)?は")}


def _is_told_again(scene: Scene, value: Span) -> bool:
    """Whether a sentence begins with as many as the one before it counted."""
    before = scene.previous
    if scene.lang not in TOPIC or before is None or not TOPIC[scene.lang].match(scene.plain, value[1]):
        return False
    number = next((one for one in scene.numbers if value[0] <= one.core < value[1]), None)
    is_first = number is not None and not re.search(r"\w", scene.plain[: number.start])
    return is_first and any((one.low, one.high) == (number.low, number.high) for one in before.numbers if number)


BARE_COUNTS = (".people.count", "en.people.bare")  # rows that read a number without any noun
# A source there only tells of those abroad.
AT_HOME = re.compile(
    r"(?<!source )(?<!sources )(?<!official )\b(?:in|at|near|inside|outside) (?:the )?(?:\w+,? ){0,2}$"
)
CONTRAST = re.compile(r"\b(?:while|whereas|against|compared (?:with|to)|but)\b")
SENT_HOME = ("punishment", "death_sentence", "defection", "escape")  # may befall a worker in the North


def _befell_others(scene: Scene, marks: Marked, row: Wording, match: re.Match[str]) -> bool:
    """Whether soldiers or another nation's people are those whom an incident names first, or it is set in the North and
    names nobody of the workers abroad."""
    first = WHO.search(marks.text, match.start(), match.end()) or _named_last(marks, match.start())
    if first and first[0] == FIRST["O"]:
        named = scene.plain[first.start() : SLOT_END.match(marks.text, first.end()).end()]  # type: ignore[union-attr]
        is_theirs_too = re.search(whose.THEIRS["en"], named, re.IGNORECASE)  # "North Korean and Uzbek builders"
        if not is_theirs_too and whose.forms("en", "other_nation", "military").search(named):
            return True
    homes = [place for place in scene.places if place.is_home and AT_HOME.search(scene.plain, 0, place.start)]
    is_abroad = FIRST["W"] in match.group() or any(not place.is_home for place in scene.places)
    return bool(homes) and not is_abroad and row.subtype not in SENT_HOME


def _named_last(marks: Marked, end: int) -> re.Match[str] | None:
    """Whom a sentence names last before an offset, with the nation that stands before the noun: "Nepali workers"."""
    ahead = list(WHO.finditer(marks.text, 0, end))
    for before, last in zip(ahead[-2:], ahead[-1:], strict=False):
        if SLOT_END.match(marks.text, before.end()).end() + 1 == last.start():  # type: ignore[union-attr]
            return before
    return ahead[-1] if ahead else None


LAST_NAMED = ("ko",)  # the last people named before a number are those it counts
WHO = re.compile(f"[{FIRST['O']}{FIRST['W']}{FIRST['A']}]")
SLOT_END = re.compile(f"[{''.join(REST.values())}]*")


def _is_own(scene: Scene, marks: Marked, value: Span | None) -> bool:
    """Whether the last people named before a sum are not the others of the sentence."""
    if value is None or scene.lang not in (*LAST_NAMED, "en"):
        return False
    named = WHO.findall(marks.text, 0, value[0])
    if not named:  # "they cost 110 thousand a head, while a Tajik is 95"
        return scene.lang == "en" and bool(CONTRAST.search(scene.plain, value[1]))
    return str(named[-1]) != FIRST["O"]


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
    value = value_span(match)
    number = marks.numbers.get(value[0]) if value else None
    amount = marks.amounts.get(value[0]) if value else None
    said = amount.number if amount else number
    if said is not None and amount is None and scene.lang == "ru" and row.kind in MONEY:
        said = neighbour(scene, said).number  # which may borrow its thousands
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
    """Whether a number may be a year: written in four digits; 2,000 and 两千 are none."""
    return YEAR.match(scene.plain, number.core) is not None
