"""Keeps stock, flow, plan and old figure apart: a wish is a plan, "at the peak" is not of today, "if" is no fact."""

import re
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims import voice
from transforms.claims.scene import Scene

PLANS = ("planned_dispatch", "forecast", "repatriation_order", "repatriation_demand")

TO_BE = ("present", "dispatch", "intake", "hired")  # denied or doubted as a plan, they stay a plan

# They are there of whom not one does this or that: "none of the 300 women in Hunchun speaks Chinese".
NONE_OF = re.compile(
    r"\b(?:none|not one|neither|few|nobody) (?:of|among) (?:the|these|those|its|their|some|about) $", re.IGNORECASE
)

Kind = tuple[str, str]


def shaded(scene: Scene, kind: Kind, start: int, end: int) -> tuple[Kind, str]:
    """The (type, subtype) that a span of people counted has by what stands around it, and its polarity."""
    polarity = voice.polarity(scene.plain, start, end, scene.lang)
    if polarity == "affirmed" and scene.lang == "en" and kind[0] == "movement" and _is_timetable(scene, start, end):
        polarity = "reported_future"
    if polarity == "affirmed" and voice.is_to_come(scene.plain, start, end, scene.lang):
        polarity = "reported_future"
    if polarity == "negated" and kind[1] == "present" and NONE_OF.search(scene.plain, 0, start):
        polarity = "affirmed"
    begin, stop = voice.clause(scene.plain, start, end)
    # Japanese says "if" right behind: 3万人を受け入れれば、
    if _is("if", scene.lang, scene.plain[begin : end + 4 * (scene.lang == "ja")]):
        kind = ("headcount", "illustrative")
        return kind, "reported_future" if polarity in ("affirmed", "negated") else polarity
    # Korean says it before the number, in its clause: "한때 2천 명이 있었지만 현재는 1천 명이 남아 있다".
    around = {
        "ko": scene.plain[max(begin, _now(scene.plain, end, "ko")) :],
        "ru": scene.plain[begin:stop],
        "en": scene.plain[begin:stop],
        "zh": scene.plain[_now(scene.plain, end, "zh") :],
        "ja": scene.plain[_now(scene.plain, end, "ja") :],
    }.get(scene.lang, scene.plain)
    kind = _kind(scene, kind, polarity, around, scene.plain[start:])
    if kind[1] in PLANS and polarity in ("affirmed", "negated"):
        polarity = "reported_future"
    return kind, polarity


# English tells in the present what is on the timetable, "400 nurses go to Laos in May", and what is a habit.
GOES = re.compile(
    r"(?<!allowed to )(?<!able to )(?<!due to )(?<!forced to )(?<!managed to )(?<!began to )(?<!permitted to )"
    r"(?<!made to )(?<!refused to )(?<!free to )(?<!on )(?<!who )(?<!that )(?<!do not )(?<!already )"
    r"\b(?:go|come|arrive|leave|follow|join|fly|depart|travel|set out)s?\b(?! from\b| back and forth| home every)"
)
HABIT = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|annually|yearly|often|usually|regularly|always|sometimes|normally|per"
    r"|a (?:day|week|month|year)|at (?:dawn|dusk|night)|when|whenever|most|now"
    r"|have|has|had|did|could|lets?|saw|see|watched|made)\b",
    re.IGNORECASE,
)
SOME = re.compile(r"\d|\b(?:hundred|thousand|dozen)s?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+ty)\b")


def _is_timetable(scene: Scene, start: int, end: int) -> bool:
    told = scene.plain[slice(*voice.clause(scene.plain, start, end))]
    is_counted = SOME.search(scene.plain, start, end) and GOES.search(scene.plain, start, end)
    return bool(is_counted) and HABIT.search(told) is None


NOW = {
    "ko": re.compile("(?<=[,. ])(?:현재|지금(?!까지)|이제는|올해는|최근에는|요즘은)(?=[은는의,이도 ])"),
    "zh": re.compile("如今|现在|目前|眼下|(?:现|只|仅|还|尚|仍|所)(?:剩|存|余|留)|至今|现有|今年"),
    "ja": re.compile(
        "足元|今年|(?:年|月)(?:末|初め)?の?時点で|今や|いまや|今では|いまでは|今は|いまは|現在|現時点|今なお|いまなお"
    ),
}


def _now(plain: str, end: int, lang: str) -> int:
    """Where a sentence turns from what was to what is, up to the end of a span: 原本有三百人,如今只剩七十人."""
    return max((match.start() for match in NOW[lang].finditer(plain, 0, end)), default=0)


def _kind(scene: Scene, kind: Kind, polarity: str, around: str, onward: str) -> Kind:
    if polarity == "reported_future" and kind[1] in ("dispatch", "intake", "increase", "hired"):
        return ("headcount", "planned_dispatch")
    if polarity == "reported_future" and kind == ("headcount", "present"):
        return ("headcount", "forecast")
    if polarity in ("denied", "unverified") and kind[1] in TO_BE and _is("to_be", scene.lang, around):
        return ("headcount", "planned_dispatch")
    if kind[1] in ("present", "dispatch", "intake") and _is("peak", scene.lang, around):
        return ("headcount", "peak")
    if kind[1] in ("present", "hired") and _is("before", scene.lang, onward if scene.lang == "en" else around):
        return ("headcount", "before")
    if kind[1] == "dispatch" and _is("since", scene.lang, scene.plain):
        return ("headcount", "cumulative")
    return kind


def _is(shade: str, lang: str, text: str) -> bool:
    return _pattern(shade, lang).search(text) is not None


@cache
def _pattern(shade: str, lang: str) -> Caseless:
    rows = [row["pattern"] for row in vocab.of("shades", lang) if row["shade"] == shade]
    return Caseless("|".join(rows) or "(?!)")
