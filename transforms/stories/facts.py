"""What a report says that another one retelling the same source says too: numbers, days, people, names, trades."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.stories.anchors import YEAR_BITS, Anchor, anchors, sound
from transforms.stories.spans import Spans

_NAME_BITS, _SECTOR_BITS, _DIGIT_BITS = 6.0, 3.0, 3.3  # beside those of anchors
# Those every text may name: heads of the two states.
_LEADERS = {
    f"person {sound(name)}"
    for name in (
        "Kim Jong-un",
        "Kim Jong-il",
        "Kim Il-sung",
        "Kim Yo-jong",
        "Moon Jae-in",
        "Park Geun-hye",
        "Yoon Suk-yeol",
        "Lee Jae-myung",
    )
}
# Three syllables with the ending of a noun or a verb, which anchors take for a name now and then.
_NO_NAME = re.compile(r"[가-힣]{2}[을를은는에의로했됐었았던며들된한할]")
_NAME = re.compile(
    r"(?<![A-Za-z])(?:"
    r"[A-Z][a-z]+[A-Za-z]{2,}"  # Jingde, LeidenAsia
    r"|[A-Z]{3,}"  # CAATSA
    r"|[A-Z][a-z]?[A-Z][A-Za-z]{2,}"  # McAllen
    r")(?![A-Za-z])"
)
_OPENING = re.compile(r"(?:^|[.!?:;。\n|/•-])[\s\"'“”‘’«(\[]*$")  # what may stand before the first word of a sentence
_ABBREVIATION = re.compile(r"\b(?:Ltd|Co|Inc|Corp|St|Mr|Ms|Mrs|Dr|Gen|Col|Lt|Sen|Rep|Gov|[A-Z])\.[\s\"'“”‘’«(\[]*$")
# The moment of a print, a day without its month, a month, an address: no figures that a source gave.
_MOMENT = re.compile(
    r"\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}|\d{1,2}/\d{1,2}/\d{4}"  # 2018.10.27, 10/27/2018
    r"|\d{1,2}:\d{2}"  # 17:47
    r"|\d{1,2}\s?[일日](?![간間间])"  # 27일, not 30일간
    r"|\d{1,2}\s?[월月](?!\s?\d)"
    r"|(?:https?://|www\.)\S+"
)
_HAN_NUMBER = re.compile(r"[一二两兩三四五六七八九十百千万萬]{2,}")
_HAN_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Fact(Anchor):
    """An anchor, a trade, or a name in Latin letters."""

    @property
    def is_telling(self) -> bool:
        """Whether it is more than a place, a trade or a year."""
        return not self.key.startswith(("place ", "sector ", "year "))


def facts(text: str, apart: Collection[tuple[int, int]]) -> dict[str, Fact]:
    """The facts of `text` by key, each at its first place; none within the spans `apart`."""
    out: dict[str, Fact] = {}
    found = anchors(text)
    aside = Spans([*apart, *(m.span() for m in _MOMENT.finditer(text))])
    known = {text[a.start : a.end] for a in found.values() if a.key.startswith(("place ", "person "))}
    for fact in (*map(_dated, found.values()), *_han_numbers(text), *_sectors(text), *_names(text, known)):
        if fact.key in _LEADERS or _NO_NAME.fullmatch(text[fact.start : fact.end]):
            continue
        if not aside.hold(fact.start, fact.end):
            out.setdefault(fact.key, Fact(fact.key, fact.bits, fact.start, fact.end))
    return out


def _dated(anchor: Anchor) -> Anchor:
    """A number that is a year under a key of its own: the 2,000 people of one text are not the year of another."""
    if anchor.key.startswith("number ") and anchor.bits <= YEAR_BITS:
        return replace(anchor, key=anchor.key.replace("number", "year"))
    return anchor


def _han_numbers(text: str) -> Iterator[Anchor]:
    """Numbers written in Chinese characters alone, from 十 on: 两千五百, 一千多."""
    for m in _HAN_NUMBER.finditer(text):
        value = _han_value(m.group())
        if value is not None and value >= 10:
            yield Anchor(f"number {value}", _DIGIT_BITS * len(str(value).rstrip("0")), *m.span())


def _han_value(written: str) -> int | None:
    """None for what is no number, such as 万一."""
    total, part, digit = 0, 0, 0
    for sign in written:
        if sign in _HAN_DIGITS and not digit:
            digit = _HAN_DIGITS[sign]
        elif sign in _HAN_SCALES and (digit or sign == "十"):
            part, digit = part + (digit or 1) * _HAN_SCALES[sign], 0
        elif sign in "万萬" and part + digit:
            total, part, digit = total + (part + digit) * 10_000, 0, 0
        else:
            return None
    return total + part + digit


def _sectors(text: str) -> Iterator[Anchor]:
    for sector, pattern in _sector_patterns().items():
        if m := pattern.search(text):
            yield Anchor(f"sector {sector}", _SECTOR_BITS, *m.span())


@cache
def _sector_patterns() -> Mapping[str, re.Pattern[str]]:
    """One pattern a trade, of all languages."""
    found: dict[str, list[str]] = {}
    for row in vocab.rows("sectors"):
        found.setdefault(row["sector"], []).append(row["pattern"])
    return {sector: re.compile("|".join(patterns)) for sector, patterns in found.items()}


def _names(text: str, known: Collection[str]) -> Iterator[Anchor]:
    """Each capitalised Latin word that is no common one, does not merely open a sentence and stands in none of the
    `known` names: of firms and of people."""
    apart = _common_names() | {word.casefold() for name in known for word in re.split("[ -]", name)}
    plain = set(re.findall(r"(?<![A-Za-z])[a-z]+", text))
    for m in _NAME.finditer(text):
        word = m.group()
        if word.casefold() in apart or word.casefold() in plain:
            continue
        before = text[max(0, m.start() - 12) : m.start()]
        if word.isupper() or not _OPENING.search(before) or _ABBREVIATION.search(before):
            yield Anchor(f"name {word.casefold()}", _NAME_BITS, *m.span())


@cache
def _common_names() -> frozenset[str]:
    return frozenset(row["form"] for row in vocab.rows("common_names"))
