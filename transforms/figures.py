"""The figures of a text, in five scripts: numbers with what they count, dates, places, each with its span. Pure.

Made to compare two texts of one report: a figure has a key that stays the same however it is written. What is claimed
with a number is not asked here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Literal

from transforms import vocab
from transforms.claims import numbers, places
from transforms.claims.sentences import plain
from transforms.dates import ERA_YEAR_0, JUCHE_YEAR_0, MONTH_NUMBER, han_number

Kind = Literal["number", "date", "place"]
Key = tuple[object, ...]


@dataclass(frozen=True)
class Figure:
    """`text[start:end]` as written, with the counter or currency that belongs to it. Two figures with one `kind` and
    `key` say the same. `unit`: the words that say what is counted, as written; None where the text does not say.
    `core`: where the numeral begins, behind "about"."""

    kind: Kind
    start: int
    end: int
    key: Key
    unit: str | None = None
    value_min: float | None = None
    value_max: float | None = None
    core: int | None = None


# A paragraph of the press has a thousand characters; readers of numbers take the square of its length. A longer one is
# cut behind a sentence, else behind a word, never within a number unless nothing else is there.
_LINE = re.compile(
    r"[^\n]{1,1500}(?=\n|\Z)"
    r"|[^\n]{1,1500}(?:(?<=[.!?]\s)(?=[^\W\d_])|(?<=[。！？]))"
    r"|[^\n]{1,1500}(?<=[^\W\d]\s)(?!\d)"
    r"|[^\n]{1,1500}(?<![\d.,])"
    r"|[^\n]{1,1500}"
)
# Reports of the press stay below 60,000 characters; what lies behind is a book, and its figures are not compared.
READ_CHARACTERS = 60_000


def figures(text: str, lang: str | None) -> list[Figure]:
    """Every figure of a text in order, none inside another: a date before the numbers in it. A text in another language
    than en, ko, zh, ja and ru has its digits read; of a very long one, the beginning."""
    lines = _LINE.finditer(plain(text[:READ_CHARACTERS]))
    return [figure for line in lines for figure in _of_line(line.group(), line.start(), lang)]


def _of_line(flat: str, at: int, lang: str | None) -> list[Figure]:
    taken = bytearray(len(flat))
    found = chain(_dates(flat, lang), _numbers(flat, lang or ""), _places(flat, lang))
    kept = [figure for figure in found if _take(taken, figure.start, figure.end)]
    return [_moved(figure, at) for figure in sorted(kept, key=lambda figure: figure.start)]


def _moved(figure: Figure, at: int) -> Figure:
    core = None if figure.core is None else figure.core + at
    return replace(figure, start=figure.start + at, end=figure.end + at, core=core)


def _take(taken: bytearray, start: int, end: int) -> bool:
    """Whether the span was free; it is taken then."""
    is_free = not any(taken[start:end])
    if is_free:
        taken[start:end] = b"\1" * (end - start)
    return is_free


# --- numbers -------------------------------------------------------------------------------------------------------


def _numbers(flat: str, lang: str) -> Iterator[Figure]:
    for start, core, end, low, high, key in _READ.get(lang, _digits)(flat, lang):
        first, last, unit = _counted(flat, core, end, lang)
        yield Figure("number", min(start, first), last, key, unit, low, high, first)


Read = tuple[int, int, int, float | None, float | None, Key]  # start, core, end, low, high, key


def _claimed(flat: str, lang: str) -> Iterator[Read]:
    """As claims are read, with the words that bound a number; and shares, in percent."""
    for match in _shares(lang).finditer(flat):
        value = _share_values(lang)[match.group().lower()]
        yield match.start(), match.start(), match.end(), value, value, (value, value, "share")
    for one in numbers.numbers(flat, lang):
        key = (one.low, one.high, one.precision, one.magnitude)
        yield one.start, one.core, one.end, one.low, one.high, key


@cache
def _share_values(lang: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", lang) if row["kind"] == "share"}


@cache
def _shares(lang: str) -> re.Pattern[str]:
    edges = (r"\b", r"\b") if lang == "en" else ("(?<![가-힣])", "")
    return re.compile(f"{edges[0]}(?ai:{_alternatives(_share_values(lang))}){edges[1]}")


_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.'\u0020]\d{3})+(?!\d)|(?<![\d.,])\d+(?:[.,]\d+)?")


def _digits(flat: str, _lang: str) -> Iterator[Read]:
    for match in _DIGITS.finditer(flat):
        value = _value(match.group())
        yield match.start(), match.start(), match.end(), value, value, (value,)


def _value(written: str) -> float:
    """The number that digits write: groups of three are thousands, whatever parts them."""
    is_grouped = re.fullmatch(r"\d{1,3}(?:[,.' ]\d{3})+", written)
    return float(re.sub(r"[,.' ]", "", written) if is_grouped else written.replace(",", ".").replace(" ", ""))


_HAN_COUNTERS = "名人个個位歳歲岁天日月年円元美ドル欧歐卢盧ルウ時小时次回社家所座台件隻只艘辆輛倍成周週批箱吨噸%"


_HAN_MEASURES = "歳歲岁天日月年円元美ドル欧歐卢盧ルウ時小时倍成周週吨噸%"


@cache
def _values(lang: str, kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("figure_words", lang) if row["kind"] == kind}


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


_READ = {"en": _claimed, "ko": _claimed, "zh": _claimed, "ja": _claimed, "ru": _claimed}


# --- what is counted -----------------------------------------------------------------------------------------------

_MONEY_BEFORE = re.compile(r"(?:US\$|RMB|CNY|USD|KRW|[$€£¥₩])\s?$")
_SPACED_WORDS = re.compile(r"(?:of |из )?(?P<words>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,3})")
_PLURAL = re.compile(r"(?<![sui])s$|^(?:people|men|women)$")  # English: what is counted ends with its plural
_KO_COUNTER = re.compile(r"\s?(?:명|인|달러|위안|원|루블|유로|엔|불|퍼센트|%|개|대|가구|곳|시간|개월|년|일|차례|번|배)")
_KO_AFTER = re.compile(r"의 (?P<noun>[가-힣]+?)(?:들?[이가은는을를의도]|들)?(?![가-힣])")
_KO_BEFORE = re.compile(r"(?P<noun>[가-힣]*(?:[가-힣](?<![에은는이가을를로서의도와과])))\s(?:약 |최소 |최대 )?$")
_HAN_COUNTER = re.compile(rf"[余多]?[{_HAN_COUNTERS}]{{1,2}}")
_HAN_AFTER = re.compile(
    r"の?(?P<noun>[\u30a0-\u30ff\u3400-\u9fff]{1,6}?)(?=[的了是在和来去将被已从向正\s\u3040-\u309f]|$|[^\w])"
)
_HAN_BEFORE = re.compile(r"(?P<noun>[\u30a0-\u30ff\u3400-\u9fff]{2,6})[约約]?$")
_HAN_STOP = re.compile(r"[的了是在和来去将被已从向有约約]")


def _counted(flat: str, start: int, end: int, lang: str) -> tuple[int, int, str | None]:
    """The span of a number with its currency sign or counter, and what it counts."""
    if lang == "ko":
        return _korean_counted(flat, start, end)
    if lang in ("zh", "ja"):
        return _han_counted(flat, start, end)
    sign = _MONEY_BEFORE.search(flat, max(0, start - 4), start)
    if sign:
        return sign.start(), end, None
    words = _SPACED_WORDS.match(flat, end + 1) if flat[end : end + 1] in (" ", "-") else None
    return start, end, _noun(words["words"].split(" ")) if words else None


def _noun(words: Sequence[str]) -> str | None:
    """The words up to the first that does not belong to what is counted; "workers in Hunchun" is kept whole."""
    ends, before_place = _grammar("end"), _grammar("place")
    for at, word in enumerate(words):
        if at and word.lower() in before_place and words[at + 1 :] and words[at + 1][0].isupper():
            return " ".join(words[: at + 2])
        if word.lower() in ends | before_place or _is_verb(words, at):
            return " ".join(words[:at]) or None
        if _PLURAL.search(word) and not _is_followed_by_place(words, at):
            return " ".join(words[: at + 1])
    return " ".join(words)


def _is_verb(words: Sequence[str], at: int) -> bool:
    """ "200 followed in May", but not "200 skilled workers"."""
    return words[at].endswith("ed") and not (at + 1 < len(words) and _PLURAL.search(words[at + 1]))


def _is_followed_by_place(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].lower() in _grammar("place")


@cache
def _grammar(kind: str) -> frozenset[str]:
    return frozenset(form for lang in ("en", "ru") for form in _values(lang, kind))


def _korean_counted(flat: str, start: int, end: int) -> tuple[int, int, str | None]:
    counter = _KO_COUNTER.match(flat, end)
    end = counter.end() if counter else end
    noun = _KO_AFTER.match(flat, end) or _KO_BEFORE.search(flat, max(0, start - 16), start)
    return start, end, noun["noun"] if noun and noun["noun"] not in _values("ko", "end") else None


def _han_counted(flat: str, start: int, end: int) -> tuple[int, int, str | None]:
    counter = _HAN_COUNTER.match(flat, end)
    end = counter.end() if counter else end
    if counter and counter.group()[-1] in _HAN_MEASURES:
        return start, end, None
    after = _HAN_AFTER.match(flat, end)
    if after:
        return start, end, after["noun"]
    before = _HAN_BEFORE.search(flat, max(0, start - 7), start)
    noun = _HAN_STOP.split(before["noun"].rstrip("约約"))[-1] if before else ""
    return start, end, noun or None


# --- dates ---------------------------------------------------------------------------------------------------------


@cache
def _date_patterns(lang: str | None) -> tuple[re.Pattern[str], ...]:
    iso = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
    return (iso, *_DATES_OF[lang]()) if lang in _DATES_OF else (iso,)


def _english_dates() -> tuple[re.Pattern[str], ...]:
    months = _alternatives(row["form"] for row in vocab.of("months", "en"))
    weekdays = _alternatives(row["form"] for row in vocab.of("weekdays", "en"))
    day, year = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]\d|\w)", r"(?:19|20)\d\d(?![\d,]|\.\d|\w)"
    before = "(?:in|of|by|to|on|from|since|after|until|before|during|early|late|last|next|this|and|mid)"
    # May and March are words too: alone they are months only where a word of time stands before them
    return (
        re.compile(rf"\b{day.format('d')} (?:of )?(?P<mon>{months})(?!\w),?(?: (?P<y>{year}))?"),
        re.compile(rf"\b(?P<mon>{months}) {day.format('d')}(?:,? (?P<y>{year}))?"),
        re.compile(rf"\b(?P<mon>{months})(?!\w),? (?P<y>{year})"),
        re.compile(rf"\b(?ai:{before} (?P<at>(?P<mon>{months})))(?!\w)"),
        re.compile(rf"\b(?!May\b|March\b|Mar\b)(?P<mon>{months})(?!\w)"),
        re.compile(rf"\b(?ai:{before}) (?P<at>(?P<y>{year}))(?! [A-Za-z]+s\b)"),
        re.compile(rf"\b(?P<weekday>{weekdays})\b"),
    )


def _korean_dates() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            r"(?<!\d)(?:주체(?P<juche>\d{2,3})년?|(?P<y>(?:19|20)\d\d)년)"
            r"(?: ?(?P<m>\d{1,2})월(?: ?(?P<d>\d{1,2})일)?)?"
        ),
        re.compile(r"(?<!\d)(?P<m>\d{1,2})월(?: ?(?P<d>\d{1,2})일)?"),
        re.compile(r"(?<![\d.,])(?P<d>[1-3]?\d)일(?!간|째|동안|당)"),
        re.compile(r"(?P<weekday>[월화수목금토일]요일)"),
    )


def _han_dates() -> tuple[re.Pattern[str], ...]:
    ones = "[一二三四五六七八九]"
    number = rf"(?:\d{{1,2}}|[二三]?十{ones}?|{ones})"
    era = rf"(?P<era>{_alternatives(ERA_YEAR_0)})(?P<era_year>\d{{1,2}}|元)年"
    return (
        re.compile(
            rf"(?<!\d)(?:(?P<y>(?:19|20)\d\d|[一二][〇零九一二三四五六七八]{{3}})年|{era})"
            rf"(?:(?P<m>{number})月(?:(?P<d>{number})[日号號])?)?"
        ),
        re.compile(rf"(?<![\d一二三四五六七八九十])(?P<m>{number})月(?:(?P<d>{number})[日号號])?"),
        re.compile(rf"(?<![\d一二三四五六七八九十.,])(?P<d>{number})[日号號](?![间間本])"),
    )


@cache
def _russian_stems() -> dict[str, int]:
    """What all cases of a month's name begin with, of its genitive: "январ" of "января"."""
    forms: dict[str, str] = {}
    for row in vocab.of("months", "ru"):
        forms[row["month"]] = max(forms.get(row["month"], ""), row["form"], key=len)
    return {form[:-1]: int(month) for month, form in forms.items()}


def _russian_dates() -> tuple[re.Pattern[str], ...]:
    cases = {"март": "(?:[аеу]|ом)?", "август": "(?:[аеу]|ом)?"}
    months = "|".join(stem + cases.get(stem, "(?:[ьйяею]|ем)") for stem in _russian_stems())
    year = r"(?P<y>(?:19|20)\d\d)(?: год[ауе]?| г\.)?(?!\w)"
    return (
        re.compile(rf"(?<!\d)(?:(?P<d>\d{{1,2}}) )?(?P<mon>{months})(?!\w)(?: {year})?", re.IGNORECASE),
        re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d) (?:год\w*|г\.)"),
    )


_DATES_OF = {
    "en": _english_dates, "ko": _korean_dates, "zh": _han_dates, "ja": _han_dates, "ru": _russian_dates,
}  # fmt: skip


def _dates(flat: str, lang: str | None) -> Iterator[Figure]:
    taken = bytearray(len(flat))
    for pattern in _date_patterns(lang):
        for match in pattern.finditer(flat):
            parts = match.groupdict()
            first, last = match.span("at" if "at" in parts else 0)
            if _take(taken, first, last):
                yield Figure("date", first, last, _date_key(parts))


def _date_key(parts: dict[str, str | None]) -> Key:
    """(year, month, day, weekday), None for what is not said."""
    year = _integer(parts.get("y"))
    if parts.get("juche"):
        year = JUCHE_YEAR_0 + int(str(parts["juche"]))
    if parts.get("era"):
        year = ERA_YEAR_0[str(parts["era"])] + (_integer(parts["era_year"]) or 0)
    name = parts.get("mon")
    month = _month(name.casefold().rstrip(".")) if name else _integer(parts.get("m"))
    return year, month, _integer(parts.get("d")), parts.get("weekday")


def _integer(written: str | None) -> int | None:
    """Value of digits or Han numerals: "11", 十一, 二〇一九, and 元, the first year of an era."""
    if written is None or written.isdigit():
        return int(written) if written else None
    return 1 if written == "元" else han_number(written)


def _month(name: str) -> int:
    """Number of a month by its name in lower case; a Russian one in any case."""
    stems = _russian_stems()
    of_stem = max((stem for stem in stems if name.startswith(stem)), key=len, default="")
    return stems[of_stem] if of_stem else MONTH_NUMBER[name]


# --- places --------------------------------------------------------------------------------------------------------


def _places(flat: str, lang: str | None) -> Iterator[Figure]:
    if lang in vocab.LANGUAGES:
        for mention in places.mentions(flat, lang) if lang in ("en", "ko") else places.names(flat, lang):
            yield Figure("place", mention.start, mention.end, mention.chains or (flat[mention.start : mention.end],))
