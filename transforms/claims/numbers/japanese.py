"""Japanese numerals: 1万2000人, 三百人, 2000~3000人, 二、三千人, 二三百人, 十数人."""

import re

from transforms.claims.numbers import han
from transforms.claims.numbers.number import Numeral, joined

# A word without digits is a number only before what it counts: 一時的 and 十分 are none.
COUNTERS = (
    r"[人名社軒組班隻便本校件棟台枚倍割%歳代便箇戸世余弱強超年月日週回度泊晩階室]|時間|分の|元(?!化|的|気|々|来)|円"
    r"|(?:米|香港)?ドル|ユーロ|ルーブル|ウォン|人民元|[カかヵヶケ](?:国|所|月)|パーセント|つの"
    r"|[、・~ー][一二三四五六七八九][十百千万]{0,2}(?:人|名|割|元|ドル|年)"
)
# "一人もいない" counts nobody, "1人当たり" and "1日12時間" say of what.
NO_COUNT = (
    r"(?![1一](?:[人名]も"
    r"|人(?:当たり|当り|あたり|につき|頭|平均|ずつ|ごと|分|の(?:年収|月収|月給|賃金|給料|稼ぎ))"
    r"|日(?:に|平均|当たり|あたり)?(?:約|およそ)?[\d一-十]"
    r"|[カかヵヶケ]月(?:に|当たり|あたり|平均)))"
)
PATTERN = re.compile(rf"(?<![\d.]){NO_COUNT}(?P<number>(?=\d){han.NUMERAL}|(?<![第唯]){han.NUMERAL}(?={COUNTERS}))")
# 二三百: two digits that follow each other before one power of ten are the ends of a range.
PAIR = re.compile(
    rf"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<power>[十百千万億]{{0,2}})(?={COUNTERS})"
)
# 十数人 is ten and some, 百数十人 a hundred and some.
AND_SOME = re.compile(
    r"(?P<number>(?:\d{1,3}|[一二三四五六七八九])?[十百千万])数(?P<power>[十百千]?)(?=[人名])|(?P<tens>\d0+)数(?=[人名])"
)
CENTS = re.compile(r"(?P<dollars>\d{1,4})ドル(?P<cents>\d\d)セント")
UNIT = r"(?:人|名|社|元|人民元|円|(?:米)?ドル|ルーブル|ユーロ|ウォン|割|%|時間|歳|カ国|カ月|隻)?"
TO = re.compile(rf"{UNIT}(?:前後|程度|ほど)?(?:[~\-－−‐ー]|から|より|ないし|、|,|・)")
# "200人から300人に増えた" is no range: what it was and what it became.
ROSE = re.compile(
    r"[^\d。、]{0,8}?(?:に|へ)(?:まで|と)?"
    r"(?:増|減|拡大|縮|膨|倍増|急増|急減|引き上げ|引き下げ|上が|下が|回復|跳ね|高騰|上昇|下落|つり上|落ち|達し)"
    r"|[^\d。、]{0,4}?へと"
)


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    special = [*map(_pair, PAIR.finditer(flat)), *map(_and_some, AND_SOME.finditer(flat))]
    special += map(_cents, CENTS.finditer(flat))
    special = [one for one in special if one[2] < one[3] or one[4] != "range"]
    taken = [range(one[0], one[1]) for one in special]
    singles = [
        (match.start(), match.end(), value, value, None)
        for match in PATTERN.finditer(flat)
        if (value := han.value(match["number"])) is not None and not any(match.start() in span for span in taken)
    ]
    return joined(flat, sorted([*special, *singles]), _range)


def _pair(match: re.Match[str]) -> Numeral:
    power = han.value(match["power"]) if match["power"] else 1.0
    low, high = han.DIGITS[match["low"]], han.DIGITS[match["high"]]
    ends = (low * (power or 1.0), high * (power or 1.0)) if high == low + 1 else (0.0, 0.0)
    return (match.start(), match.end(), *ends, "range")


def _and_some(match: re.Match[str]) -> Numeral:
    value = han.value(match["number"] or match["tens"]) or 0.0
    return (match.start(), match.end(), value, value, "approx")


def _cents(match: re.Match[str]) -> Numeral:
    value = int(match["dollars"]) + int(match["cents"]) / 100
    return (match.start(), match.end(), value, value, "exact")


POWER = re.compile(r"[十百千万億]+$")


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "2000~3000人"; "二、三千人" and "2~3万人": the first borrows the power of the second."""
    between = TO.fullmatch(flat, first[1], second[0])
    if between is None or first[4] is not None or second[4] is not None:
        return None
    low, high, mark = first[2], second[2], between.group()[-1]
    power = POWER.search(flat[second[0] : second[1]])
    scale = (han.value(power.group()) or 1.0) if power else 1.0
    if not POWER.search(flat[first[0] : first[1]]) and low * scale < high:
        low *= scale
    if mark == "、" and low > 10 and high == low % 10 + 1:  # 十五、六人
        high += low - low % 10
    if (mark in "、,・" and not _is_next(low / scale, high / scale)) or ROSE.match(flat, second[1]):
        return None
    return (first[0], second[1], low, high, "range") if low < high else None


def _is_next(low: float, high: float) -> bool:
    """ "5、6人" and "二、三千人" are ranges, "300人、500人" are two numbers."""
    return low % 10 in range(1, 9) and low < 100 and high == low + 1
