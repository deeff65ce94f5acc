"""Korean numerals: 3만2천, 백, 열댓, 2~3천, 스무."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.english import DIGITS
from transforms.claims.numbers.number import Numeral

KO_RANGE = r"\s?(?:~|-|∼|,|에서)\s?"


@cache
def _korean_pattern() -> re.Pattern[str]:
    digits = "".join(row["form"] for row in vocab.of("number_words", "ko") if row["kind"] == "digit")
    numeral = (
        rf"(?:(?:\d[\d,]*(?:\.\d+)?|[{digits}])?[십백천만억조]+\s?)*(?:\d[\d,]*(?:\.\d+)?|[{digits}])?[십백천만억조]*"
    )
    return re.compile(
        rf"(?<![\d.,가-힣])(?P<sino>(?=[\d{digits}십백천만]){numeral})"
        r"(?=여|명|인|원|달러|위안|루블|유로|엔|불|%|퍼센트|개|대|달|일|월|년|시간|차|\s|~|-|∼|,|\)|$|[은는이가을를의에])"
    )


@cache
def _native_pattern() -> re.Pattern[str]:
    tens = "|".join(row["form"] for row in vocab.of("number_words", "ko") if row["kind"] == "native_ten")
    units = "|".join(row["form"] for row in vocab.of("number_words", "ko") if row["kind"] == "native")
    return re.compile(
        rf"(?<![가-힣\d])(?:(?P<about>열댓)|(?P<ten>{tens})?(?P<unit>{units})?)"
        r"(?=\s?(?:명|사람|달|차례|번|배)(?![가-힣]*파))"
    )


@cache
def _korean_words(kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", "ko") if row["kind"] == kind}


def numerals(flat: str) -> list[Numeral]:
    """The numerals of a text in order, ranges joined."""
    singles = [numeral for match in _korean_pattern().finditer(flat) if (numeral := _sino(match)) is not None]
    for match in _native_pattern().finditer(flat):
        if match.group():
            singles.append(_native(match))
    return _korean_ranges(flat, sorted(singles))


def _native(match: re.Match[str]) -> Numeral:
    if match.group("about"):
        return (match.start(), match.end(), 15.0, 15.0, "approx")
    value = _korean_words("native_ten").get(match.group("ten") or "", 0) + _korean_words("native").get(
        match.group("unit") or "", 0
    )
    return (match.start(), match.end(), value, value, None)


def _sino(match: re.Match[str]) -> Numeral | None:
    wording = match.group("sino").rstrip(" ,")
    value = _sino_value(wording)
    if value is None or not re.search(r"[\d십백천만억조]", wording):
        return None
    return (match.start("sino"), match.start("sino") + len(wording), value, value, None)


SINO_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[일이삼사오육칠팔구십백천만억조]|\s")


def _sino_value(wording: str) -> float | None:
    """ "3만 2,000" -> 32000.0, "백" -> 100.0; None for a wording that is not one number ("2, 3")."""
    digits = _korean_words("digit")
    small, big = _korean_words("scale"), _korean_words("myriad")
    total, group, pending = 0.0, 0.0, None
    for token in SINO_TOKEN.findall(wording):
        if token in small:
            group, pending = group + (1.0 if pending is None else pending) * small[token], None
        elif token in big:
            ahead = group + (pending or 0.0)
            total, group, pending = total + (ahead or 1.0) * big[token], 0.0, None
        elif token != " ":
            if pending is not None or (token[0].isdigit() and not re.fullmatch(DIGITS, token)):
                return None
            pending = digits[token] if token in digits else float(token.replace(",", ""))
    return total + group + (pending or 0.0)


def _korean_ranges(flat: str, singles: list[Numeral]) -> list[Numeral]:
    merged: list[Numeral] = []
    for single in singles:
        last = merged[-1] if merged else None
        joined = _korean_join(flat, last, single) if last is not None else None
        if joined is not None:
            merged[-1] = joined
        elif last is None or single[0] >= last[1]:
            merged.append(single)
    return merged


def _korean_join(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "2~3천명": the first digit borrows the unit; "2000~3000명"; None where the two do not make a range."""
    between = flat[first[1] : second[0]] if first[1] <= second[0] else None
    if between is None or first[4] is not None or not re.fullmatch(KO_RANGE, between):
        return None
    low, high = first[2], second[3]
    if low < 10 <= high and high / 10 ** (len(str(int(high))) - 1) == high // 10 ** (len(str(int(high))) - 1):
        low *= 10 ** (len(str(int(high))) - 1)
    elif "," in between:
        return None
    return (first[0], second[1], low, high, "range") if low < high else None
