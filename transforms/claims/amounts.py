"""Reads sums of money: a number with its currency, the period said beside it, and what a bracket converts it to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from transforms import vocab
from transforms.claims import voice
from transforms.claims.local_money import local_code
from transforms.claims.numbers import Number
from transforms.claims.scene import Scene


@dataclass(frozen=True)
class Amount:
    """One sum: `start`/`end` cut it with its currency; `currency` None with a flag where it is not decided; `again`:
    where it is said again in another currency, `converted`."""

    start: int
    end: int
    number: Number
    currency: str | None
    flags: tuple[str, ...]
    period: str | None
    converted: str | None
    again: tuple[int, int] | None = None


# What stands between a sum and what it is in another currency.
CONVERTED = re.compile(
    r"\s?\((?:about |약 |some |or |roughly |around |approximately |worth |the equivalent of |equivalent to "
    r"|около |примерно |порядка |это |или )?"
    r"|[(=](?:日本円(?:換算)?で)?|,? or (?:the equivalent of )?|, (?:the equivalent of|equivalent to) "
    r"|, или (?:около |примерно |порядка )?"
    r"|[,(]?(?:约合|折合|相当于|约等于|换算(?:成|后)?(?:约|为)?|合|约)"
)


def amounts(scene: Scene) -> list[Amount]:
    """The sums of a sentence in order: numbers with a currency."""
    found: list[Amount] = []
    for number in scene.numbers:
        amount = _amount(scene, number)
        if amount is None:
            continue
        opened = scene.plain[found[-1].end : amount.start] if found else ""
        if found and CONVERTED.fullmatch(opened) and found[-1].currency != amount.currency:
            found[-1] = _by_rate(found[-1], amount)
            found[-1] = replace(
                found[-1], converted=scene.plain[amount.start : amount.end], again=(amount.start, amount.end)
            )
        else:
            found.append(_by_payer(scene, amount))
    return found


SHARED = "currency_undecided"
SIGN = 24  # characters before a numeral in which its currency may stand


# Won for a dollar: the South's rate since 1998; the North's is a market rate since 2012, and was official before.
RATES = {"KRW": (900, 2000), "KPW": (3000, 50000)}
# Whose money a firm pays: of the won, which alone are undecided.
PAYERS = {
    "KRW": re.compile(
        r"(?:서울|한국|남한)(?:의|에 있는)? ?(?:회사|기업|업체|본사)|\b(?:Seoul|South Korean) (?:firm|company)"
    ),
}


def _by_rate(won: Amount, other: Amount) -> Amount:
    """Won whose worth in dollars a bracket says are those of the state with such a rate."""
    if "won_undecided" not in won.flags or other.currency != "USD" or not won.number.low or not other.number.low:
        return won
    rate = won.number.low / other.number.low
    code = next((code for code, (low, high) in RATES.items() if low <= rate <= high), None)
    return replace(won, currency=code, flags=()) if code else won


def _by_payer(scene: Scene, won: Amount) -> Amount:
    code = next((code for code, pattern in PAYERS.items() if pattern.search(scene.plain)), None)
    return replace(won, currency=code, flags=()) if code and "won_undecided" in won.flags else won


@cache
def _currencies(lang: str, side: str) -> tuple[re.Pattern[str], tuple[Mapping[str, str], ...]]:
    """One pattern of the currencies on a side of a number, each in a group of its own, and their rows."""
    rows = tuple(row for row in vocab.of("currencies", lang) if row["side"] == side)
    either = "|".join(f"({row['pattern']})" for row in rows) or "(?!)"
    shape = r"(?<![A-Z])(?:{})\s?$" if side == "before" else (r"[\s-]?(?:{})\b" if lang == "en" else r"\s?(?:{})")
    return re.compile(shape.format(either)), rows


def _amount(scene: Scene, number: Number) -> Amount | None:
    plain, start, end = scene.plain, number.start, number.end
    row = None
    pattern, rows = _currencies(scene.lang, "before")
    if match := pattern.search(plain, max(0, number.core - SIGN), number.core):
        row, start = rows[_group(match)], min(start, match.start())
    pattern, rows = _currencies(scene.lang, "after")
    # The number may have swallowed its unit on the way to a bound word: "2800위안 정도".
    if match := pattern.match(plain, end) or pattern.search(plain, number.core, end):
        row, end = row or rows[_group(match)], max(end, match.end())  # 중국 돈 400위안: the word before it decides
    if row is None:
        return None
    if row["code"] == "USD" and plain[start:end].rstrip("s").endswith("cent"):
        number = replace(number, low=number.low and number.low / 100, high=number.high and number.high / 100)
    end = _tail_bound(plain, end)
    code = row["code"] or (local_code(scene, plain[start:end]) if row["flag"] == SHARED else None)
    flags = () if code or not row["flag"] else (row["flag"],)
    return Amount(start, end, number, code, flags, _period(scene, start, end), None)


def _group(match: re.Match[str]) -> int:
    """Which of the alternatives fitted; they hold no groups of their own."""
    return next(at for at, said in enumerate(match.groups()) if said is not None)


def _tail_bound(plain: str, end: int) -> int:
    match = re.compile(r" ?(?:정도|가량|안팎|이상|씩|左右|上下|以上|不等)").match(plain, end)
    return match.end() if match else end


# Roughly how many of a small unit make a dollar: only to tell a wage from what a state earns.
SMALL_UNITS = {
    "RUB": 10, "JPY": 100, "KZT": 100, "HUF": 100, "KRW": 1000, "KPW": 1000, "MNT": 1000, "NGN": 1000, "KHR": 1000,
    "IDR": 10000, "LAK": 10000, "VND": 10000, "UGX": 1000, "TZS": 1000, "KES": 100, "XOF": 500, "XAF": 500, "NPR": 100,
    "INR": 100, "LKR": 100, "PKR": 100, "IQD": 1000, "MMK": 1000, "AOA": 500,
}  # fmt: skip
LOOK_BACK = 3  # sentences in which the currency of a bare number may have been named


# A Russian report that names no other money speaks of roubles.
OTHER_MONEY = ("доллар", "юан", "евро", "тугрик", "динар", "дирхам", "злот", " вон", "$", "€")


def neighbour(scene: Scene, number: Number) -> Amount:
    """A number that stands for a sum without a currency ("he has paid just 1,200 since"): currency and period are
    those of the last sum before it, at most three sentences back, else of the next; without one the currency is
    unknown."""
    last = next((amount for amount in reversed(amounts(scene)) if amount.end <= number.start), None)
    before = scene.previous
    for _ in range(LOOK_BACK):
        if last is not None or before is None:
            break
        last, before = next(reversed(amounts(before)), None), before.previous
    # "from 2,200 to 1,700 yuan": the currency stands behind the second.
    last = last or next((amount for amount in amounts(scene) if amount.start >= number.end), None)
    own = _period(scene, number.start, number.end)
    if scene.lang == "ru":
        told = [last.number] if last else [one for one in scene.numbers if one.end <= number.start]
        number = _in_thousands(number, told[-1]) if told else number
    if last is None and scene.lang == "ru" and not any(word in scene.report.text for word in OTHER_MONEY):
        return Amount(number.start, number.end, number, "RUB", ("currency_unknown",), own, None)
    if last is None:
        return Amount(number.start, number.end, number, None, ("currency_unknown",), own, None)
    flags = last.flags if last.currency is None else ()
    return Amount(number.start, number.end, number, last.currency, flags, own or last.period, None)


THOUSAND = 1000
MOST_BESIDE = 2  # times the sum before that one beside it may be


def _in_thousands(number: Number, told: Number) -> Number:
    """A small number beside a sum of thousands, whose power it borrows: "зарплата 90 тысяч рублей, видит он 15"."""
    high = number.high or number.low or THOUSAND
    if high >= THOUSAND or high * THOUSAND > MOST_BESIDE * (told.high or told.low or 0):
        return number
    low, high_ = (end and end * THOUSAND for end in (number.low, number.high))
    return replace(number, low=low, high=high_)


def period_before(scene: Scene, at: int) -> str | None:
    """The period of the last sum before an offset that says one, in the paragraph; None where there is none."""
    found = [amount.period for amount in amounts(scene) if amount.start < at and amount.period]
    before = scene.previous
    while not found and before is not None and before.sentence.paragraph == scene.sentence.paragraph:
        found, before = [amount.period for amount in amounts(before) if amount.period], before.previous
    return found[-1] if found else None


@cache
def _periods(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["period"]) for row in vocab.of("periods", lang))


WORD_EDGES = {"ko": r"[가-힣A-Za-z]", "zh": "[一-鿿]", "ja": "[一-鿿]"}


def currency_in(text: str, lang: str) -> str | None:
    """The currency that a text of few words names, as the head of a column does: "" for one that may be that of several
    states or where several are named, None where none is."""
    edge = WORD_EDGES.get(lang, r"\w")
    named = ((row["code"], re.search(rf"(?<!{edge})(?:{row['pattern']})(?!{edge})", text, re.IGNORECASE))
             for row in vocab.of("currencies", lang))  # fmt: skip
    found = {code for code, match in named if match and match.group().strip()}
    return (found.pop() if len(found) == 1 else "") if found else None


def period_in(text: str, lang: str) -> str | None:
    """The period that such a text names first."""
    found = [(match.start(), period) for pattern, period in _periods(lang) if (match := pattern.search(text))]
    return min(found)[1] if found else None


BEHIND = (24, 34)  # characters behind a sum: "in hard currency every year"
HEAD = (40, 90)  # characters before a sum in which its period may stand; English says "monthly" early


def _period(scene: Scene, start: int, end: int) -> str | None:
    """The period said beside an amount; "두 달 치" is two months and no month."""
    behind = BEHIND[scene.lang == "en"]
    after = re.match(rf"(?: ?\([^)]{{0,40}}\))?([^,;.]{{0,{behind}}})", scene.plain[end:])
    near = after.group(1) if after else ""
    begin, _ = voice.clause(scene.plain, start, end)
    head = scene.plain[max(begin, start - HEAD[scene.lang == "en"]) : start]
    if scene.lang == "ko" and re.search(r"(?:두|세|석|넉|네|몇) ?달 ?치", head):
        return None
    for text in (near, head) if scene.lang == "en" else (head, near):
        hits = [(match.start(), period) for pattern, period in _periods(scene.lang) if (match := pattern.search(text))]
        if hits:
            return (min(hits) if text is near else max(hits))[1]
    return None
