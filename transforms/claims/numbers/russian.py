"""Russian numerals: 1 200, 1,5 тыс., полторы тысячи, 2 миллиона 100 тысяч, тысяча двести, две-три тысячи, тысяч десять,
человек двести."""

import re
from collections.abc import Iterable
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Numeral

DIGITS = r"\d{1,3}(?:[ .']\d{3})+(?![.]?\d)|\d+(?:,\d+)?"


ORDINAL = "й|го|му|м|я|е|ю|ой|ый|ая|ое|ом"
OVER = " с (?:лишним|небольшим|гаком)"  # "20 с лишним тысяч"


@cache
def _words(kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", "ru") if row["kind"] == kind}


@cache
def _pattern() -> re.Pattern[str]:
    scale, word = (_either(_words(kind)) for kind in ("scale", "unit"))
    millions = _either(form for form, value in _words("scale").items() if value > THOUSAND)
    thousands = _either(form for form, value in _words("scale").items() if value == THOUSAND)
    return re.compile(
        rf"(?<![\w.,№])(?<!\d:)(?<![A-Za-zА-Яа-яё]-)(?P<digits>{DIGITS})(?!:\d\d)(?!-(?:{ORDINAL})(?!\w)|(?<=0)-х(?!\w)|-\w*лет)(?:-(?:ти|и|х|ми|ю))?"
        rf"(?:(?P<over>{OVER})?\s?(?:(?P<millions>{millions})(?!\w)(?: (?P<thousand>\d{{1,3}}) (?:{thousands})(?!\w)"
        rf"| (?P<long>\d{{3}} \d{{3}})(?![ ,]?\d))?|(?P<scale>{scale})(?!\w))(?: (?P<last>\d{{3}})(?![ ,]?\d))?"
        rf"|(?P<thousands>-тысячн\w+))?(?!\w)"
        rf"|(?<!\w)(?P<words>(?:{word}|{scale})(?: (?:{word}|{scale}))*)(?!\w)"
        rf"(?P<half>(?: с половиной|{OVER})(?: (?P<power>{scale}))?(?!\w))?",
        re.IGNORECASE,
    )


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined; a scale alone ("тысяча") is one, a small word alone as well."""
    found: list[Numeral] = []
    for match in _pattern().finditer(flat):
        value = _value(match) if not _is_bounded_power(flat, match) else _words("scale")[match["words"].lower()]
        if value is None:
            continue
        own = "exact" if _is_reached(flat, match.start()) else _own(match)
        single = (match.start(), match.end(), value, value, own)
        joined = _range(flat, found[-1], single) if found else None
        if joined is None and found:
            single = _after(flat, found[-1], single)
        found[-1:] = [joined] if joined is not None else [*found[-1:], single]
    return [_turned(flat, one) for one in found]


# "вырос до 950" bounds nothing.
REACHED = re.compile(
    r"(?<!\w)(?:подн[яи]|выр[ао]с|возр[ао]с|увелич|повы[сш]|сни[зж]|сокра|упал|уменьш|поред|дове[слд])\w*"
    r"(?:,? (?:- )?\w+){0,6} (?:- )?до $",
    re.IGNORECASE,
)


def _is_reached(flat: str, start: int) -> bool:
    return REACHED.search(flat, max(0, start - 80), start) is not None


def _own(match: re.Match[str]) -> str | None:
    if match["over"] or re.match(OVER, match["half"] or ""):
        return "more_than"
    return "approx" if _is_turned(match) else None


def _value(match: re.Match[str]) -> float | None:
    if match["words"]:
        value = _spelled(match["words"].lower())
        if value is None or not match["half"]:
            return value
        half = 0.5 if "половин" in match["half"] else 0
        return (value + half) * (_words("scale")[match["power"].lower()] if match["power"] else 1)
    digits = float(re.sub(r"[ .']", "", match["digits"]).replace(",", "."))
    named = match["millions"] or match["scale"]
    scale = THOUSAND if match["thousands"] else _words("scale")[named.lower()] if named else 1
    rest = float(match["thousand"] or 0) * THOUSAND + float((match["long"] or "0").replace(" ", ""))
    return digits * scale + rest + float(match["last"] or 0)


# "свыше тысячи" is a thousand, "тысячи" alone are thousands.
GENITIVE = frozenset({"тысячи", "сотни", "десятка", "миллиона", "дюжины"})
BEFORE_GENITIVE = re.compile(
    r"(?<!\w)(?:(?:чуть )?(?:более|больше|менее|меньше)|свыше|около|порядка|до|от|с|без малого) $",
    re.IGNORECASE,
)


def _is_bounded_power(flat: str, match: re.Match[str]) -> bool:
    is_power = match["words"] is not None and match["words"].lower() in GENITIVE
    return is_power and BEFORE_GENITIVE.search(flat, max(0, match.start() - 16), match.start()) is not None


def _after(flat: str, first: Numeral, second: Numeral) -> Numeral:
    """ "с 700 до 1 900": the second is no upper bound; "Сеул называет 15 тысяч, Киев - 20": it borrows the power."""
    between = flat[first[1] : second[0]]
    is_from = re.search(r"(?<!\w)со? (?:\w+ )?$", flat[: first[0]], re.IGNORECASE)
    if is_from and re.fullmatch(rf"(?: {NOUN})? до ", between):
        return (*second[:4], "exact")
    power = re.search(r" (тысяч(?:и|ах|ами)?|миллион(?:а|ов)|тыс\.|млн)$", flat[first[0] : first[1]])
    is_bare = second[3] < THOUSAND and re.match(rf"(?:{OVER})?[,.;]", flat[second[1] :])
    if power and is_bare and re.fullmatch(rf"(?: {NOUN})?[,;] (?:а )?\w+ - (?:\w+ )?", between):
        scale = _words("scale")[power[1]]
        return (*second[:2], second[2] * scale, second[3] * scale, second[4])
    return second


NOUN = "(?:человек|рабочих|рублей|долларов|юаней)"
THOUSAND = 1000
INVERTED = frozenset({"тысяч", "тысячи", "миллиона", "миллионов", "сотен", "сотни", "десятка", "десятков"})


def _is_turned(match: re.Match[str]) -> bool:
    """Whether the power stands before its numeral, which says "about": тысяч десять, тысячи полторы."""
    return _is_inverted((match["words"] or "").lower().split())


def _is_inverted(parts: list[str]) -> bool:
    """ "тысячи полторы" and "тысячи три", but "около тысячи двухсот" is a sum."""
    if len(parts) < 2 or parts[0] not in INVERTED:
        return False
    return parts[0] not in GENITIVE or _words("unit").get(parts[1], 0) < FEW


FEW = 5  # numerals after which Russian says тысячи, not тысяч


def _spelled(words: str) -> float | None:
    """ "тысяча двести" -> 1200.0; None for words that form no one number, and for a bare plural: тысяч, десятки."""
    total, group, last = 0.0, 0.0, ""
    parts = words.split()
    if len(parts) == 1 and parts[0] in _words("scale") and parts[0] not in SINGLE:
        return None
    if _is_inverted(parts):
        rest = _spelled(" ".join(parts[1:]))
        return None if rest is None else rest * _words("scale")[parts[0]]
    for word in parts:
        if word in _words("scale"):
            total, group, last = total + (group or 1) * _words("scale")[word], 0.0, "scale"
            continue
        value = _words("unit")[word]
        if last and last != "scale" and value >= float(last):
            return None
        group, last = group + value, str(value if value < 20 else 10 if value < 100 else 100)
    return total + group


SINGLE = frozenset({"тысяча", "тысячу", "миллион", "миллиард", "сотня", "сотню", "десяток", "дюжина", "дюжину"})


def _range(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "от 500 до 700", "2-3 тысячи", "полторы-две тысячи": the first borrows the power of the second."""
    between = flat[first[1] : second[0]]
    is_from = between in (" до ", " рублей до ", " тысяч до ", " тыс. до ", " человек до ") and re.search(
        r"\bот (?:\w+ )?$", flat[: first[0]], re.IGNORECASE
    )
    if first[4] == "range" or not (is_from or re.fullmatch(r"\s?-\s?", between)):
        return None
    low, high = first[2], second[3]
    if first[4] == "approx" and high < low:  # тысяч десять-двенадцать
        high *= _words("scale")[flat[first[0] :].split()[0].lower()]
    written = flat[second[0] : second[1]].lower()
    scales = [value for word, value in _words("scale").items() if re.search(rf"(?<!\w){re.escape(word)}$", written)]
    is_plain = not re.search(r"[а-я]{3}", re.sub("|".join(_words("unit")), "", flat[first[0] : first[1]].lower()))
    if scales and is_plain and low * scales[0] <= high:
        low *= scales[0]
    return (first[0], second[1], low, high, "range") if low < high else None


# The noun before its numeral says "about": человек двести, рублей сто.
TURNED = re.compile(r"(?<!\w)(?:человек|рублей|долларов) $", re.IGNORECASE)


def _turned(flat: str, one: Numeral) -> Numeral:
    start, end, low, high, own = one
    before = TURNED.search(flat, max(0, start - 9), start)
    if before is None or re.search(r"[\dа-я] ?(?:человек|рублей|долларов) $", flat[max(0, start - 11) : start]):
        return one
    return (before.start(), end, low, high, own or "approx")
