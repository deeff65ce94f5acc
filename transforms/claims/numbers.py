"""Reads numbers as they are written, with their bound: what they count is not asked here.

House rules: "at least" gives a lower end only, "about" both ends and `approx`, "thousands" no end and a magnitude.
"""

import re
from dataclasses import dataclass
from functools import cache

from transforms import vocab
from transforms.claims.sentences import plain


@dataclass(frozen=True)
class Number:
    """One number or range. `low`/`high` None: that end is not said. `magnitude`: powers of ten of a vague word.
    `start`/`end` cut the wording with its bound words; `core` is where the numeral itself begins."""

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    precision: str
    magnitude: int | None = None
    is_each: bool = False

    @property
    def is_vague(self) -> bool:
        return self.magnitude is not None


Numeral = tuple[int, int, float, float, str | None]  # start, end, low, high, precision that the numeral itself brings


def numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Every number of a text in order, in English or Korean; none for another language. Never guesses a numeral it
    does not know."""
    if lang not in ("en", "ko"):
        return ()
    flat = plain(text)
    vague = tuple(_vague(flat, lang))
    taken = [range(number.start, number.end) for number in vague]
    valued = (_bounded(flat, lang, numeral) for numeral in (_english(flat) if lang == "en" else _korean(flat)))
    free = (number for number in valued if not any(number.core in span for span in taken))
    return tuple(sorted((*vague, *free), key=lambda number: number.start))


# --- vague words -------------------------------------------------------------------------------------------------


def _vague(flat: str, lang: str) -> list[Number]:
    found = []
    for match in _vague_pattern(lang).finditer(flat):
        word = match.group("word").lower()
        start = match.start("word")
        found.append(Number(start, match.end(), start, None, None, "vague", _magnitudes(lang)[word]))
    return found


@cache
def _magnitudes(lang: str) -> dict[str, int]:
    return {row["form"]: int(row["value"]) for row in vocab.of("number_words", lang) if row["kind"] == "vague"}


@cache
def _vague_pattern(lang: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _magnitudes(lang)), key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"\b(?P<word>{words})\b(?! (?:million|thousand|hundred))", re.IGNORECASE)
    return re.compile(rf"(?<![가-힣\d])(?P<word>{words})(?:여)?(?=\s?(?:명|인|달러|위안|원|루블|대|개)|에서)")


# --- English -----------------------------------------------------------------------------------------------------

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALES = r"thousand|million|billion|hundred"
LETTERS = {"m": 1e6, "bn": 1e9, "k": 1e3}


@cache
def _english_pattern() -> re.Pattern[str]:
    values = _english_words()
    one = "|".join(sorted(values, key=len, reverse=True))
    words = rf"(?:(?:a|one) (?=(?:{SCALES}|dozen|score)\b))?(?:{one})(?:[ -](?:and )?(?:{one}))*"
    return re.compile(
        rf"(?<![\w.,])(?P<digits>{DIGITS})(?:(?:[ -]?(?P<scale>{SCALES})s?\b)|(?P<letter>m|bn|k)\b)?(?![\d])"
        rf"|(?<![\w-])(?P<words>{words})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _english_words() -> dict[str, tuple[str, float]]:
    kinds = ("unit", "ten", "scale", "dozen")
    return {
        row["form"]: (row["kind"], float(row["value"]))
        for row in vocab.of("number_words", "en")
        if row["kind"] in kinds
    }


def _english(flat: str) -> list[Numeral]:
    singles: list[Numeral] = []
    for match in _english_pattern().finditer(flat):
        value = _english_value(match)
        if value is not None:
            singles.append((match.start(), match.end(), value, value, None))
    return _english_ranges(flat, singles)


def _english_value(match: re.Match[str]) -> float | None:
    if match.group("words") is not None:
        return _spelled(match.group("words").lower())
    value = float(match.group("digits").replace(",", ""))
    if match.group("scale"):
        return value * _english_words()[match.group("scale").lower()][1]
    return value * LETTERS[match.group("letter").lower()] if match.group("letter") else value


def _spelled(words: str) -> float | None:
    """ "two thousand five hundred" -> 2500.0; None where the words do not form one number ("two three")."""
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


BETWEEN = re.compile(r"\s?(?:-|~)\s?|,? (?:to|or) (?:about |around |some |US\$|\$|£|€|USD |RMB |CNY )?| (?P<and>and) ")
ROSE = re.compile(
    r"\b(?:rose|grew|fell|dropped|increased|went|up|down|climbed|declined|doubled"
    r"|tripled)\b[^.;]{0,30}\bfrom (?:about |some )?$",
    re.IGNORECASE,
)


def _english_ranges(flat: str, singles: list[Numeral]) -> list[Numeral]:
    merged: list[Numeral] = []
    for single in singles:
        last = merged[-1] if merged else None
        joined = _english_join(flat, last, single) if last is not None else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(single)
    return merged


def _english_join(flat: str, first: Numeral, second: Numeral) -> Numeral | None:
    """ "1,500 to 2,000", "2-3 thousand", "one or two thousand", "between 1,200 and 1,500"; None where the two do not
    make a range."""
    between = BETWEEN.fullmatch(flat, first[1], second[0])
    if between is None or first[4] == "range" or ROSE.search(flat[: first[0]]):
        return None
    if between.group("and") and not re.search(r"\bbetween (?:US\$|\$|RMB |about )?$", flat[: first[0]], re.IGNORECASE):
        return None
    low, high = first[2], second[3]
    if (
        low < 20
        and high >= 1000
        and low < high / 1000 * 10
        and re.search(rf"{SCALES}", flat[second[0] : second[1]], re.IGNORECASE)
    ):
        low *= 10 ** (len(str(int(high))) - len(str(int(low))))
    return (first[0], second[1], low, high, "range") if low < high else None


# --- Korean ------------------------------------------------------------------------------------------------------

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


def _korean(flat: str) -> list[Numeral]:
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


# --- bounds ------------------------------------------------------------------------------------------------------

MONEY_SIGN = r"(?:US\$|\$|£|€|¥|RMB ?|CNY ?|USD ?|the )?"


@cache
def _bound_patterns(lang: str) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    sides: dict[str, list[tuple[str, re.Pattern[str]]]] = {"before": [], "after": []}
    for row in sorted(vocab.of("bounds", lang), key=lambda row: -len(row["form"])):
        form = re.escape(row["form"])
        if row["side"] == "before":
            edge = r"(?<!\w)" if lang == "en" else r"(?<![가-힣])"
            pattern = rf"{edge}{form}\s?{MONEY_SIGN}$"
        else:
            pattern = rf"\s?{'' if lang == 'en' else COUNTER}{form}" + (r"\b" if lang == "en" else "")
        sides[row["side"]].append((row["precision"], re.compile(pattern, re.IGNORECASE)))
    return sides


COUNTER = r"여?\s?(?:명|인|원|달러|위안|루블|유로|%|퍼센트|사람)?\s?"


def _bounded(flat: str, lang: str, numeral: Numeral) -> Number:
    start, end, low, high, own = numeral
    precision, first = own, start
    for word, pattern in _bound_patterns(lang)["before"]:
        if match := pattern.search(flat, max(0, start - 40), start):
            precision, first = own or word, match.start()
            break
    tail = _tail_bound(flat, lang, end)
    if tail is not None:
        precision, end = own or (precision if precision in ("at_least", "at_most") else tail[0]), tail[1]
    is_each = bool(re.match(r"\s?(?:명|사람|대)?\s?씩", flat[end : end + 6])) or bool(
        re.search(r"\beach of $", flat[max(0, first - 10) : first], re.I)
    )
    return Number(first, end, start, *_ends(low, high, precision), is_each=is_each)


def _tail_bound(flat: str, lang: str, end: int) -> tuple[str, int] | None:
    if (
        lang == "ko"
        and flat[end : end + 1] == "여"
        and re.match(r"여\s?(?:명|인|원|달러|위안|개|대|년|루블)", flat[end:])
    ):
        return ("approx", end + 1)
    for word, pattern in _bound_patterns(lang)["after"]:
        if match := pattern.match(flat, end):
            return (word, match.end())
    return None


def _ends(low: float, high: float, precision: str | None) -> tuple[float | None, float | None, str]:
    if precision in ("at_least", "more_than"):
        return (low, None, precision)
    if precision in ("at_most", "less_than"):
        return (None, high, precision)
    return (low, high, precision or "exact")
