"""English numerals: "2,000", "two thousand five hundred", "2.5 million", "1,500 to 2,000"."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Numeral, joined

# "1,200", "1'200", "1 200"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:['\u2019\u00a0\u202f ]\d{3})+(?![\d,])|\d+(?:\.\d+)?"
SCALES = r"thousand|million|billion|hundred"
LETTERS = {"m": 1e6, "bn": 1e9, "k": 1e3}


@cache
def _english_pattern() -> re.Pattern[str]:
    values = _english_words()
    one = "|".join(sorted(values, key=len, reverse=True))
    words = rf"(?:(?:a|one) (?=(?:{SCALES}|dozen|score)\b))?(?:{one})(?:[ -](?:and )?(?:{one}))*"
    return re.compile(
        rf"(?:(?<![\w.,])|(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=EUR)|(?<=RUB)|(?<=AED)|(?<=QAR)|(?<=\bRM)|(?<=\bQR)|(?<=\bKD)"
        rf"|(?<=\bRs)|(?<=\bDh)|(?-i:(?<=\bN))(?=\d+,\d))(?P<digits>{DIGITS})"
        rf"(?:(?:[ -]?(?P<scale>{SCALES})s?\b)|(?P<letter>m|bn|k)\b)?(?![\d])"
        rf"|(?<![\w-])(?P<half>half (?=a (?:dozen|hundred|thousand|million)))?(?P<words>{words})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _english_words() -> dict[str, tuple[str, float]]:
    kinds = ("unit", "ten", "scale", "dozen", "group")
    return {
        row["form"]: (row["kind"], float(row["value"]))
        for row in vocab.of("number_words", "en")
        if row["kind"] in kinds
    }


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    singles: list[Numeral] = []
    for match in _english_pattern().finditer(flat):
        value = _english_value(match)
        if value is not None:
            singles.append((match.start(), match.end(), value, value, None))
    return joined(flat, singles, _english_join)


def _english_value(match: re.Match[str]) -> float | None:
    if match.group("words") is not None:
        spelled = _spelled(match.group("words").lower())
        return spelled / 2 if spelled and match.group("half") else spelled
    value = float(re.sub(r"[,'\u2019\s]", "", match.group("digits")))
    if match.group("scale"):
        return value * _english_words()[match.group("scale").lower()][1]
    return value * LETTERS[match.group("letter").lower()] if match.group("letter") else value


def _spelled(words: str) -> float | None:
    """ "two thousand five hundred" -> 2500.0; None where the words do not form one number ("two three")."""
    if words in _english_words():
        return _english_words()[words][1]
    total, group, last = 0.0, 0.0, ""
    for word in re.split(r"[ -]", words):
        if word in ("and", "a"):
            continue
        kind, value = _english_words()[word]
        if (kind == "unit" and (last == "unit" or (last == "ten" and not 1 <= value <= 9))) or (
            kind == "ten" and last in ("unit", "ten")
        ):
            return None
        if kind == "dozen" or (kind == "scale" and value == 100):
            group = (group or 1) * value
        elif kind == "scale":
            total, group = total + (group or 1) * value, 0.0
        else:
            group += value
        last = kind
    return total + group


SIGN = r"(?:US\$|N?\$|£|€|¥|USD |RMB ?|CNY |EUR |RM ?|QR ?|KD ?|Rs ?|AED ?)?"
COIN = r"(?P<coin> (?:dollars|yuan|euros|rou?bles|riyals|dinars|dirhams|baht|zlotys))?"
BETWEEN = re.compile(
    rf"\s?(?:-|~)\s?{SIGN}|{COIN},? (?:to|or|maybe|perhaps|possibly|or even|if not) (?:about |around |some )?{SIGN}"
    rf"| (?P<and>and) (?:about |around |some )?{SIGN}"
)
OPENED = re.compile(rf"\bbetween (?:about |around |some )?{SIGN}$", re.IGNORECASE)
ROSE = re.compile(
    r"\b(?:rose|grew|fell|dropped|increased|went|up|down|climbed|declined|doubled"
    rf"|tripled|raised?|lifted|cut|lowered|reduced|increase)\b[^.;]{{0,40}}\bfrom (?:about |some )?{SIGN}$",
    re.IGNORECASE,
)


def _english_join(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "1,500 to 2,000", "2-3 thousand", "one or two thousand", "between 1,200 and 1,500"; None where the two do not
    make a range."""
    between = BETWEEN.fullmatch(flat, first[1], second[0])
    if between is None or first[4] == "range" or ROSE.search(flat[: first[0]]):
        return None
    is_step = flat.endswith(" by ", 0, first[0])  # "cut by 300 yuan to 1,900 yuan"
    if between.group("coin") and (is_step or not flat.startswith(between["coin"], second[1])):
        return None
    if between.group("and") and not OPENED.search(flat, 0, first[0]):
        return None
    high = second[3]
    low = _scaled(flat, first, second)
    opened = re.search(r"\bbetween $", flat[: first[0]], re.IGNORECASE)
    begin = opened.start() if opened and between.group("and") else first[0]
    return (begin, second[1], low, high, "range") if low < high else None


def _scaled(flat: str, first: Numeral, second: Numeral) -> float:
    """The lower end of a range, with the scale of the upper one where it has none: "2-3 thousand", "three or four
    hundred", "3-4,000"."""
    low, high, wording = first[2], second[3], flat[second[0] : second[1]].lower()
    scale = next((value for word, value in SCALED if wording.endswith(word)), 1)
    if scale == 1 and low < 10 and high >= 1000 and high % 1000 == 0 and flat[first[1] : second[0]].strip() == "-":
        scale = 1000
    is_scaled = any(flat[first[0] : first[1]].lower().endswith(word) for word, _ in SCALED)
    return low * scale if not is_scaled and low * scale < high else low


SCALED = (
    ("hundred", 100), ("thousand", 1000), ("million", 1_000_000), ("billion", 1_000_000_000), ("bn", 1_000_000_000),
    ("m", 1_000_000), ("k", 1000),
)  # fmt: skip
