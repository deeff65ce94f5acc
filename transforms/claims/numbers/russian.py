"""Russian numerals: 1 200, 1,5 тыс., полторы тысячи, тысяча двести, две-три тысячи."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Numeral

DIGITS = r"\d{1,3}(?:[ .']\d{3})+(?!\d)|\d+(?:,\d+)?"


@cache
def _words(kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", "ru") if row["kind"] == kind}


@cache
def _pattern() -> re.Pattern[str]:
    scale, word = (
        "|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True)) or "(?!)" for kind in ("scale", "unit")
    )
    return re.compile(
        rf"(?<![\w.,])(?P<digits>{DIGITS})(?:\s?(?P<scale>{scale})(?!\w))?(?!\w)"
        rf"|(?<!\w)(?P<words>(?:{word}|{scale})(?: (?:{word}|{scale}))*)(?!\w)",
        re.IGNORECASE,
    )


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    found: list[Numeral] = []
    for match in _pattern().finditer(flat):
        value = _value(match)
        if value is None:
            continue
        single = (match.start(), match.end(), value, value, None)
        joined = _range(flat, found[-1], single) if found else None
        found[-1:] = [joined] if joined is not None else [*found[-1:], single]
    return found


def _value(match: re.Match[str]) -> float | None:
    if match["words"]:
        return _spelled(match["words"].lower())
    value = float(re.sub(r"[ .']", "", match["digits"]).replace(",", "."))
    return value * (_words("scale")[match["scale"].lower()] if match["scale"] else 1)


def _spelled(words: str) -> float | None:
    total, group = 0.0, 0.0
    for word in words.split():
        if word in _words("scale"):
            total, group = total + (group or 1) * _words("scale")[word], 0.0
        else:
            group += _words("unit")[word]
    return total + group


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "от 500 до 700", "2-3 тысячи": the first borrows the power of the second."""
    between = flat[first[1] : second[0]]
    is_from = between == " до " and re.search(r"\bот $", flat[: first[0]], re.IGNORECASE)
    if first[4] is not None or not (is_from or re.fullmatch(r"\s?-\s?", between)):
        return None
    low, high = first[2], second[3]
    if low < 1000 <= high and re.search(r"[а-я]", flat[second[0] : second[1]].lower()):
        low *= 1000 if low * 1000 < high else 1
    return (first[0], second[1], low, high, "range") if low < high else None
