"""Chinese numerals, simplified and traditional: 三百名, 1.2万, 两万至三万, 两三千, 2至3万."""

import re

from transforms.claims.numbers import han
from transforms.claims.numbers.number import Numeral

# A word without digits is a number only before what it counts: 一直 and 万一 are none.
COUNTERS = "名人位个個家间間所批次年月日天岁歲元块塊美卢盧欧歐小时時%成倍吨噸辆輛艘条條份座多余餘至到~-"
PATTERN = re.compile(rf"(?<![\d.])(?P<number>(?=[\d]){han.NUMERAL}|{han.NUMERAL}(?=[{COUNTERS}]))")
# 两三千: two digits before one power of ten are the ends of a range.
PAIR = re.compile(
    rf"(?P<low>[一二两兩三四五六七八九])(?P<high>[二三四五六七八九])(?P<power>[十百千万萬]{{1,2}})(?=[{COUNTERS}])"
)
TO = re.compile(r"(?:名|人|元|个|個|美元|%)?(?:至|到|-|~)")


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    pairs = [_pair(match) for match in PAIR.finditer(flat)]
    taken = [range(pair[0], pair[1]) for pair in pairs]
    singles = [
        (match.start(), match.end(), value, value, None)
        for match in PATTERN.finditer(flat)
        if (value := han.value(match["number"])) is not None and not any(match.start() in span for span in taken)
    ]
    return _joined(flat, sorted([*pairs, *singles]))


def _pair(match: re.Match[str]) -> Numeral:
    power = han.value(match["power"]) or 1.0
    return (match.start(), match.end(), han.DIGITS[match["low"]] * power, han.DIGITS[match["high"]] * power, "range")


def _joined(flat: str, singles: list[Numeral]) -> list[Numeral]:
    found: list[Numeral] = []
    for single in singles:
        joined = _range(flat, found[-1], single) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(single)
    return found


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "两万至三万"; "2至3万": the first borrows the power of the second; None where the two are no range."""
    if first[4] is not None or second[4] is not None or not TO.fullmatch(flat, first[1], second[0]):
        return None
    low, high = first[2], second[3]
    written = flat[second[0] : second[1]]
    power = re.search(r"[十百千万萬亿億]+$", written)
    if power and low < 1000 and not re.search(r"[十百千万萬亿億]", flat[first[0] : first[1]]):
        low *= han.value(power.group()) or 1.0
    return (first[0], second[1], low, high, "range") if low < high else None
