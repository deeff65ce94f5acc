"""Reads sums of money: a number with its currency, the period said beside it, and what a bracket converts it to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms import vocab
from transforms.claims import voice
from transforms.claims.numbers import Number
from transforms.claims.scene import Scene


@dataclass(frozen=True)
class Amount:
    """One sum: `start`/`end` cut it with its currency; `currency` None with a flag where it is not decided."""

    start: int
    end: int
    number: Number
    currency: str | None
    flags: tuple[str, ...]
    period: str | None
    converted: str | None



def amounts(scene: Scene) -> list[Amount]:
    """The sums of a sentence in order; a number without a currency only where a wage verb or "per head" stands at
    it."""
    found: list[Amount] = []
    for number in scene.numbers:
        amount = _amount(scene, number, found)
        if amount is None:
            continue
        opened = scene.plain[found[-1].end : amount.start] if found else ""
        if found and re.fullmatch(r"\s?[(=](?:about |약 |some |日本円(?:換算)?で)?", opened):
            found[-1] = Amount(**{**vars(found[-1]), "converted": scene.plain[amount.start : amount.end]})
        else:
            found.append(amount)
    return found


@cache
def _currencies(lang: str, side: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    rows = (row for row in vocab.of("currencies", lang) if row["side"] == side)
    shape = r"(?<![A-Z])(?:{})\s?$" if side == "before" else r"\s?(?:{})" + (r"\b" if lang == "en" else "")
    return tuple((re.compile(shape.format(row["pattern"])), row) for row in rows)


def _amount(scene: Scene, number: Number, before: list[Amount]) -> Amount | None:
    plain, start, end = scene.plain, number.start, number.end
    row = None
    for pattern, entry in _currencies(scene.lang, "before"):
        if match := pattern.search(plain, 0, number.core):
            row, start = entry, min(start, match.start())
            break
    for pattern, entry in _currencies(scene.lang, "after"):
        # The number may have swallowed its unit on the way to a bound word: "2800위안 정도".
        match = pattern.search(plain, number.core, end) or pattern.match(plain, end)
        if match and row is None:
            row, end = entry, max(end, match.end())
            break
    if row is None:
        return _bare_amount(scene, number, before)
    end = _tail_bound(plain, end)
    flags = (row["flag"],) if row["flag"] else ()
    return Amount(start, end, number, row["code"] or None, flags, _period(scene, start, end), None)


def _tail_bound(plain: str, end: int) -> int:
    match = re.compile(r" ?(?:정도|가량|안팎|이상|씩)").match(plain, end)
    return match.end() if match else end


BARE = re.compile(r"\b(?:of which|of that,?|pays?|paid|gets?|earns?|receives?) $", re.IGNORECASE)


def _bare_amount(scene: Scene, number: Number, before: list[Amount]) -> Amount | None:
    """ "of which 1,500 go to the company", "pays 3,400 per head", "get 4,500": the currency is the neighbour's or
    unknown."""
    if scene.lang != "en" or number.is_vague or not BARE.search(scene.plain[: number.start]):
        return _earned(scene, number)
    if (number.low or number.high or 0) < 100 or not re.match(
        r"\s?(?:per head|each|go(?:es)? to|a month|[.,;)]|$)", scene.plain[number.end :]
    ):
        return _earned(scene, number)
    last = before[-1] if before else None
    flags = () if last and last.currency else ("currency_unknown",)
    own = _period(scene, number.start, number.end)
    return Amount(
        number.start,
        number.end,
        number,
        last.currency if last else None,
        flags,
        own or (last.period if last else None),
        None,
    )


def _earned(scene: Scene, number: Number) -> Amount | None:
    """ "the state earned up to 500 million last year": no currency in the sentence, none is invented."""
    millions = re.search(r"million|billion", scene.plain[number.core : number.end])
    if scene.lang != "en" or not millions or not re.search(r"\bearn(?:s|ed)? $", scene.plain[: number.start]):
        return None
    if not re.match(r" (?:last year|a year|annually|in (?:19|20)\d\d)", scene.plain[number.end :]):
        return None
    return Amount(
        number.start, number.end, number, None, ("currency_unknown",), _period(scene, number.start, number.end), None
    )


@cache
def _periods(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["period"]) for row in vocab.of("periods", lang))


def _period(scene: Scene, start: int, end: int) -> str | None:
    """The period said beside an amount; "두 달 치" is two months and no month."""
    after = re.match(r"[^,;.]{0,24}", scene.plain[end:])
    near = after.group() if after else ""
    begin, _ = voice.clause(scene.plain, start, end)
    head = scene.plain[max(begin, start - 40) : start]
    if scene.lang == "ko" and re.search(r"(?:두|세|석|넉|네|몇) ?달 ?치", head):
        return None
    for text in (near, head) if scene.lang == "en" else (head, near):
        hits = [(match.start(), period) for pattern, period in _periods(scene.lang) if (match := pattern.search(text))]
        if hits:
            return (min(hits) if text is near else max(hits))[1]
    return None
