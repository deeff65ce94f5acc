"""Japanese numerals: 1万2000人, 三百人, 2000~3000人, 二、三千人."""

import re

from transforms.claims.numbers import han
from transforms.claims.numbers.number import Numeral

COUNTERS = "人名年月日円元ドルユル割%倍社カか所カ国回時分歳隻台件"
PATTERN = re.compile(rf"(?<![\d.])(?P<number>(?=\d){han.NUMERAL}|{han.NUMERAL}(?=[{COUNTERS}]))")
TO = re.compile(r"(?:人|名|元|円|ドル|割|%)?(?:~|-|から|ないし|、)")


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    found: list[Numeral] = []
    for match in PATTERN.finditer(flat):
        value = han.value(match["number"])
        if value is None:
            continue
        single = (match.start(), match.end(), value, value, None)
        joined = _range(flat, found[-1], single) if found else None
        found[-1:] = [joined] if joined is not None else [*found[-1:], single]
    return found


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "2000~3000人"; "二、三千人" and "2~3万人": the first borrows the power of the second."""
    between = TO.fullmatch(flat, first[1], second[0])
    if between is None or first[4] is not None:
        return None
    low, high = first[2], second[3]
    power = re.search(r"[十百千万億]+$", flat[second[0] : second[1]])
    if power and low < 10 and not re.search(r"[十百千万億]", flat[first[0] : first[1]]):
        low *= han.value(power.group()) or 1.0
    elif between.group().endswith("、"):
        return None
    return (first[0], second[1], low, high, "range") if low < high else None
