"""Chinese numerals: 三百名, 1.2万, 四千五, 两三千, 十七八岁, 三十多万, 上千, 2至3万, 三、四百人."""

import re

from transforms.claims.numbers import han
from transforms.claims.numbers.number import Numeral, joined

D = "".join(han.DIGITS)
M = "".join(han.MYRIADS)
S = "".join(han.SCALES)
# A word without digits and without a power from a hundred up is a number only before what it counts: 一直 is none.
COUNTERS = (
    "名人位个家间所批次年月日天岁元块美卢欧小时成倍吨辆艘条份座号口组班队支台套件箱柜层点周季代封张笔起宗架部门股处省市县国种"
    "项双只对户晚夜轮趟拨期梯艇车公米平%個間歲塊盧歐時噸輛號組隊層點張筆門處縣國種項雙隻對戶輪撥車死伤"
)
TAIL = "多余餘来來几幾"  # 三千多, 百余, 两百来, 十几
TO = r" ?(?:名|人|元|个|美元|美金|块|岁|%)? ?(?:至|到|-|~) ?(?:约|近)?"
WRITTEN = rf"(?:{han.WRITTEN})(?:[{S}{M}]{{1,3}}(?:\d{{1,4}}[{S}{M}]{{0,2}}|[{D}{S}{M}]{{1,6}}){{0,2}})?"
SPELLED = rf"[{D}{S}{M}]{{1,20}}"
NUMBER = re.compile(
    rf"(?<![\d.])(?P<up>上(?=[千{M}](?![{D}])))?"
    rf"(?P<number>{WRITTEN}|{SPELLED})(?P<tail>(?:(?!来[自到源了])[{TAIL}]|(?<=[{S}{M}])把(?=[人个名块元号里来]))(?P<power>[{M}])?)?"
    rf"(?P<counted>(?=[{COUNTERS}]|分钟|{TO}[\d{D}{S}]|、[\d{D}{S}]))?"
)
# 一百, 六万, 四千五, 六七十 stand for numbers anywhere; 万一, 千万, 一, 十 only before a counter.
IS_NUMBER = re.compile(rf"\d|[{D[3:]}十][百千{M}]|^[{D[4:]}]{{1,2}}十[{D[3:]}]?$")
NOBODY = re.compile(
    r"一(?:个|名|人|位)(?:新人|朝鲜人|人|工人|女工|劳工)?(?=[也都]?(?:没|不|未)|[^,，。]{0,6}[也都](?:没|不剩|未)|[也都].{1,2}不)"
    r"|(?<=没有)一(?:个人?|名|人|位)|(?<=再没)一(?:个人?|名|人)|(?<=无)一(?:人|名|位|个)"
    r"|(?<=[为至到是])零(?:人|名)?(?=[,，。；;]|$)|(?<=[末底])零人"
)
ALONE = re.compile(r"[名位人口]|号人|个(?![月国省市县星])")  # 一家, 一批 are "a"
PAIR = re.compile(rf"(?<![{D}])([一二两兩三四五六七八])([二三四五六七八九])(?![{D}])")
LOOSE_END = re.compile(rf"([百千{M}])([一二两兩三四五六七八九])$")
LOWER = {"百": "十", "千": "百", "万": "千", "萬": "千", "亿": "千万", "億": "千万"}
BOUND = {"多": "at_least", "几": "at_least", "幾": "at_least"}  # 余, 来: about so many

BETWEEN = re.compile(TO)
POWER = re.compile(rf"[{S}{M}]+$")


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined; "not one" (一个也没) is 0."""
    found: list[Numeral] = [(match.start(), match.end(), 0.0, 0.0, "exact") for match in NOBODY.finditer(flat)]
    taken = {start for start, *_ in found}
    for match in NUMBER.finditer(flat):
        numeral = _numeral(match) if match.start() not in taken else None
        if numeral is not None:
            found.append(numeral)
    return joined(flat, sorted(found), _range)


def _numeral(match: re.Match[str]) -> Numeral | None:
    written, tail = match["number"], match["tail"] or ""
    if match["counted"] is None and not match["up"] and not IS_NUMBER.search(written):
        return None
    if written == "一" and not ALONE.match(match.string, match.end()):
        return None
    if tail and tail[0] in "几幾" and not POWER.search(written):
        return None  # 三几年 is no number
    ends = _ends(written)
    if ends is None:
        return None
    power = han.MYRIADS[match["power"]] if match["power"] else 1
    return (match.start(), match.end(), ends[0] * power, ends[1] * power, _precision(match, ends))


def _precision(match: re.Match[str], ends: tuple[float, float]) -> str | None:
    if ends[0] < ends[1]:
        return "range"
    if match["up"]:
        return "at_least"
    return BOUND.get(match["tail"][0], "approx") if match["tail"] else None


def _ends(written: str) -> tuple[float, float] | None:
    """Both ends of what is written: 两三千 and 十七八 are ranges, as 三五百 is; 四千五 is 4500."""
    pair = PAIR.search(written)
    if pair and (han.DIGITS[pair[2]] - han.DIGITS[pair[1]] == 1 or pair.group() == "三五"):
        low, high = (_value(written[: pair.start()] + digit + written[pair.end() :]) for digit in pair.groups())
        return (low, high) if low is not None and high is not None and low < high else None
    value = _value(written)
    return None if value is None else (value, value)


def _value(written: str) -> float | None:
    loose = LOOSE_END.search(written)
    return han.value(written + LOWER[loose[1]] if loose and loose[1] in LOWER else written)


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "两万至三万", "20多到30"; "2至3万" and "三、四百": the first borrows the power of the second; None where the two
    are no range."""
    is_listed = flat[first[1] : second[0]] == "、"
    if "range" in (first[4], second[4]) or not (is_listed or BETWEEN.fullmatch(flat, first[1], second[0])):
        return None
    low, high = first[2], second[3]
    power = POWER.search(flat[second[0] : second[1]].rstrip(TAIL))
    borrowed = low * (han.value(power.group()) or 1.0) if power else low
    if power and not POWER.search(flat[first[0] : first[1]].rstrip(TAIL)) and borrowed < high:
        low = borrowed
    elif is_listed and not (high - low == 1 and high < 20):
        return None
    return (first[0], second[1], low, high, "range") if low < high else None
