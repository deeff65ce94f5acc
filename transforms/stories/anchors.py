"""What stays the same when a text is translated: its numbers, days, places and people, and how much each tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from transforms import vocab
from transforms.stories.names import HANJA_READINGS, SURNAMES
from transforms.stories.spans import Spans

_NUMBER = re.compile(
    r"(?<![\d.,])(\d+(?:,\d{3})+|\d+(?:\.\d+)?)"  # 2,000 or 12 or 1.5
    r"(\s?(?:thousand|million|billion|тыс\w*|млн|миллион\w*|млрд|миллиард\w*)\b|[천千만万萬억亿億]+)?"  # 2천, 3 million
    r"(?:(?:(?<=[만万萬])\s?|(?<=[천千]))(\d{1,4})(?![\d.,월月일日])([천千])?)?"  # 3만 5천, 2천600: what is added
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "тыс": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9} | {
    sign: power for signs, power in (("천千", 3), ("만万萬", 4), ("억亿億", 8)) for sign in signs
}
# What tells a month from the others; the English ones also as the press shortens them.
_MONTHS_EN = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10} | {
    "nov": 11,
    "dec": 12,
}
_MONTHS_RU = {"янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10} | {
    "ноя": 11,
    "дек": 12,
}
_MONTHS = _MONTHS_EN | _MONTHS_RU
_MONTH_WORD = rf"(?:{'|'.join(_MONTHS_EN)})[a-z]*\.?|(?:{'|'.join(_MONTHS_RU)})[а-я]*"
_DAY = re.compile(
    rf"(?P<m1>\d{{1,2}})\s?[월月]\s?(?P<d1>\d{{1,2}})\s?[일日]"  # 3월 19일, 3月19日
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_MONTH_WORD})(?!\w)"  # 19 March, 19 марта
    rf"|\b(?P<m3>{_MONTH_WORD})\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",  # March 19
    re.IGNORECASE,
)
# Bits: how much it says that two texts share this one. A day or a place many texts have; a name or 71,236 few.
_DAY_BITS, _PLACE_BITS, _COUNTRY_BITS, _PERSON_BITS, _DIGIT_BITS, YEAR_BITS = 5.0, 4.0, 1.0, 8.0, 3.3, 1.0
_YEARS = range(1990, 2040)
_COUNTED = re.compile(r"(?![년年])[가-힣\u4e00-\u9fff]")
# What every text of this field may name: the resolutions on labour, the day by which workers had to be home.
_FIELD = {"number 2270", "number 2321", "number 2371", "number 2375", "number 2397", "day 12-22"}


@dataclass(frozen=True)
class Anchor:
    """Something a translation keeps. `key` is the same in every language; `start`, `end` are character offsets."""

    key: str
    bits: float
    start: int
    end: int


def anchors(text: str) -> dict[str, Anchor]:
    """The anchors of `text` by key, each at its first place."""
    out: dict[str, Anchor] = {}
    days = list(_days(text))
    taken = Spans([(a.start, a.end) for a in days])
    numbers = (a for a in _numbers(text) if not taken.hold(a.start, a.start + 1))
    for anchor in (*days, *numbers, *_places(text), *_people(text)):
        if anchor.key not in _FIELD:
            out.setdefault(anchor.key, anchor)
    return out


def _days(text: str) -> Iterator[Anchor]:
    for m in _DAY.finditer(text):
        month, day = next((m[f"m{i}"], int(m[f"d{i}"])) for i in (1, 2, 3) if m[f"m{i}"])
        number = int(month) if month.isdigit() else _MONTHS[month[:3].casefold()]
        yield Anchor(f"day {number}-{day}", _DAY_BITS, *m.span())


def _numbers(text: str) -> Iterator[Anchor]:
    for m in _NUMBER.finditer(text):
        value, end = float(m[1].replace(",", "")) * 10 ** _power(m[2]), m.end(2) if m[2] else m.end(1)
        if m[3]:
            value, end = value + int(m[3]) * 10 ** _power(m[4]), m.end()
        written = f"{value:.6f}".rstrip("0").rstrip(".")
        bits = _DIGIT_BITS * max(1, len(written.strip("0.").replace(".", "")))
        yield Anchor(f"number {written}", YEAR_BITS if value in _YEARS and _is_plain(m) else bits, m.start(), end)


def _is_plain(number: re.Match[str]) -> bool:
    """Whether a number may be a year: 2019 and 2019년, not 2,019, 2천 or 2019명."""
    return not number[2] and "," not in number[1] and not _COUNTED.match(number.string, number.end(1))


def _power(scale: str | None) -> int:
    scale = (scale or "").strip().casefold()
    if scale in _SCALES:
        return _SCALES[scale]
    cyrillic = next((power for stem, power in _SCALES.items() if len(stem) > 1 and scale.startswith(stem)), None)
    return cyrillic if cyrillic is not None else sum(_SCALES[sign] for sign in scale)


def _places(text: str) -> Iterator[Anchor]:
    """Names of the gazetteer, the longest first; the language of the text is not asked, its letters tell it."""
    names, end = _place_names(), 0
    for start in _place_starts().finditer(text):
        at = start.start()
        found = next((n for n in names.get(text[at : at + 2], ()) if text.startswith(n[0], at)), None)
        if at < end or found is None or (found[0][0].isupper() and at and text[at - 1].isalnum()):
            continue
        end = at + len(found[0])
        yield Anchor(f"place {found[1]}", _PLACE_BITS if "," in found[1] else _COUNTRY_BITS, at, end)


@cache
def _place_starts() -> re.Pattern[str]:
    """Where a name may begin: far fewer places of a text than all."""
    first, second = ("".join(sorted({re.escape(start[i]) for start in _place_names()})) for i in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


@cache
def _place_names() -> Mapping[str, list[tuple[str, str]]]:
    """First two letters -> (name, chain), longest name first. Of the Russian patterns the stem before the endings."""
    out: dict[str, list[tuple[str, str]]] = {}
    for place in vocab.places():
        literal = [n for lang in ("en", "ko", "zh", "ja") for n in place.names.get(lang, ())]
        for name in {*literal, *_stems("|".join(place.names.get("ru", ())))}:
            if len(name) >= 2:
                out.setdefault(name[:2], []).append((name, place.chain))
    return {start: sorted(names, key=lambda n: (-len(n[0]), n)) for start, names in out.items()}


def _stems(pattern: str) -> list[str]:
    """What the alternatives of a Russian pattern begin with: Тумэн of Тумэн(?:ь|я). A name has a capital: "город
    Гирин" is no town on every page."""
    outer = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "(", pattern)
    starts = (re.split(r"[\[(?\\]", one)[0] for one in outer.split("|"))
    return [start for start in starts if len(start) >= FEWEST_LETTERS and start[0].isupper()]


FEWEST_LETTERS = 4
_SURNAME = {lang: "(?:" + "|".join(names) + ")" for lang, names in SURNAMES.items()}
# One pattern a script, each beginning with letters of its own: so most of a text is passed over quickly. Where the
# given name is looked ahead at, the family name is looked up.
_SPACED = (
    re.compile(r"([A-Z][a-z]{0,5}) (?=([A-Z][a-z]+(?:[- ]?[A-Za-z]?[a-z]+)?)\b)"),  # Pak Chol-hak, Pak Chol Hak
    re.compile(r"([А-ЯЁ][а-яё]{0,5}) (?=([А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?)\b)"),  # Пак Чхоль Хак
)
_SPACED_SURNAMES = {*SURNAMES["en"], *SURNAMES["ru"]}
_UNSPACED = (
    re.compile(rf"(?<![가-힣]){_SURNAME['ko']}[가-힣]{{2}}"),  # 박철학
    re.compile(rf"{_SURNAME['zh']}[{''.join(HANJA_READINGS)}]{{2}}"),  # 朴哲学
    re.compile(rf"{_SURNAME['ja']}・[\u30a1-\u30fa\u30fc]+"),  # パク・チョルハク
)
FEWEST_SOUNDS = 3  # a name of fewer consonants is met by chance


def _people(text: str) -> Iterator[Anchor]:
    for start, end in _names(text):
        heard = sound(text[start:end])
        if len(heard) >= FEWEST_SOUNDS:
            yield Anchor(f"person {heard}", _PERSON_BITS, start, end)


def _names(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _SPACED:
        for m in pattern.finditer(text):
            if m[1] in _SPACED_SURNAMES and not text[m.start() - 1 : m.start()].isalnum():
                yield m.start(), m.end(2)
    for pattern in _UNSPACED:
        yield from (m.span() for m in pattern.finditer(text))


_SOUNDS = (  # applied in order to a romanised name: what transliterations disagree about goes
    (re.compile(r"chkh|ch|j|c|z"), "C"),
    (re.compile(r"ng|n"), "N"),
    (re.compile(r"kh|k|g|q"), "K"),
    (re.compile(r"p|b"), "P"),
    (re.compile(r"t|d"), "T"),
    (re.compile(r"r|l"), "L"),
    (re.compile(r"s"), "S"),
    (re.compile(r"m"), "M"),
    (re.compile(r"[^CNKPTLSM]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 14)
def sound(name: str) -> str:
    """The consonants of a Korean name, the same in any script: of Pak Chol-hak, 박철학 and 朴哲学 alike PKCLK.

    Only for matching, never for display."""
    read = "".join(HANJA_READINGS.get(c, c) for c in name)
    out = anyascii(re.sub("[хХ]", "", read)).lower()
    for pattern, letter in _SOUNDS:
        out = pattern.sub(letter, out)
    return out
