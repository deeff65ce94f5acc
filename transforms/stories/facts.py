"""What a report says that another one retelling the same source says too: numbers, days, people, names, trades."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from transforms import vocab
from transforms.stories.anchors import Anchor, anchors, sound

_NAME_BITS, _SECTOR_BITS = 6.0, 3.0  # beside those of anchors
_FEW_BITS = 1.0  # of a year
# Those every text may name: heads of states and of their parties.
_LEADERS = {f"person {sound(name)}" for name in ("Kim Jong-un", "Kim Jong-il", "Kim Il-sung", "Kim Yo-jong")}
_LEADERS |= {f"person {sound(name)}" for name in ("Moon Jae-in", "Park Geun-hye", "Yoon Suk-yeol", "Lee Jae-myung")}
_NO_NAME = re.compile(r"[가-힣]{2}[을를은는에의로했됐었았던며들된한할]")  # three syllables with the ending of a noun or a verb
_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]+[A-Za-z]{2,}|[A-Z]{3,}|[A-Z][a-z]?[A-Z][A-Za-z]{2,})(?![A-Za-z])")
_OPENING = re.compile(r"(?:^|[.!?:;。\n|/•-])[\s\"'“”‘’«(\[]*$")  # what may stand before the first word of a sentence
_ABBREVIATION = re.compile(r"\b(?:Ltd|Co|Inc|Corp|St|Mr|Ms|Mrs|Dr|Gen|Col|Lt|Sen|Rep|Gov|[A-Z])\.[\s\"'“”‘’«(\[]*$")
# A moment, part of a day, month or year, or of an address is no figure that a source gave.
_MOMENT = re.compile(r"\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}|\d{1,2}:\d{2}|\d{1,4}\s?(?:[일日](?![간間间])|[월月](?!\s?\d))|\S*www\.\S+|https?://\S+")
_HAN_NUMBER = re.compile(r"[一二两兩三四五六七八九十百千万萬]{2,}")
_HAN_DIGITS = {sign: value for value, signs in enumerate(["一", "二两兩", "三", "四", "五", "六", "七", "八", "九"], 1) for sign in signs}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Fact(Anchor):
    """Of any language, or a name in Latin letters."""

    @property
    def is_telling(self) -> bool:
        """Whether it is more than a place, a trade or a year."""
        return not self.key.startswith(("place ", "sector ")) and self.bits > _FEW_BITS


def facts(text: str, apart: Collection[tuple[int, int]]) -> dict[str, Fact]:
    """The facts of `text` by key, each at its first place; none within the spans `apart`."""
    out: dict[str, Fact] = {}
    found = anchors(text)
    apart = [*apart, *(m.span() for m in _MOMENT.finditer(text))]
    places = {text[a.start : a.end] for a in found.values() if a.key.startswith("place ")}
    for fact in (*found.values(), *_han_numbers(text), *_sectors(text), *_names(text, places)):
        if fact.key in _LEADERS or _NO_NAME.fullmatch(text[fact.start : fact.end]):
            continue
        if not any(start <= fact.start and fact.end <= end for start, end in apart):
            out.setdefault(fact.key, Fact(fact.key, fact.bits, fact.start, fact.end))
    return out


def _han_numbers(text: str) -> Iterator[Anchor]:
    """Numbers written in Chinese characters alone, from 十 on: 两千五百, 一千多."""
    for m in _HAN_NUMBER.finditer(text):
        value = _han_value(m.group())
        if value is not None and value >= 10:
            digits = len(str(value).rstrip("0"))
            yield Anchor(f"number {value}", 3.3 * digits, *m.span())


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
    found: dict[str, list[str]] = {}
    for row in vocab.rows("sectors"):
        found.setdefault(row["sector"], []).append(row["pattern"])
    return {sector: re.compile("|".join(patterns)) for sector, patterns in found.items()}


def _names(text: str, places: Collection[str]) -> Iterator[Anchor]:
    """Each capitalised Latin word that is no common one and does not merely open a sentence: of firms and people."""
    apart = _common_names() | {word.casefold() for place in places for word in place.split()}
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
