"""The words that bound a number: "at least", 이상, "about", and 씩 for each."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Number, Numeral

MONEY_SIGN = r"(?:US\$|\$|£|€|¥|RMB ?|CNY ?|USD ?|EUR ?|RUB ?|AED ?|QAR ?|KWD ?|MYR ?|RM ?|PLN ?|THB ?|the )?"
# What may stand before a bound word so that it is one, and between a numeral and the bound word behind it.
# "Hand over 700" bounds nothing: see `bound_form`.
VERBS = "hand hands handed handing turn turns turned pay pays paid left sign signed"
VERB_OVER = "".join(f"(?<!\\b{verb} )" for verb in VERBS.split())
ADDS_UP = "".join(f"(?<!\\b{verb} )" for verb in ("add", "adds", "added", "adding"))  # "they add up to 23,000"
EDGE = {"en": r"(?<!\w)", "ko": r"(?<![가-힣])", "zh": "", "ja": "", "ru": r"(?<!\w)"}
COUNTER = {
    "en": r"(?:(?:of (?:them|these)|workers|women|men|people)\s)?",
    "ko": r"여?\s?(?:명|인|원|달러|딸라|위안|루블|유로|%|퍼센트|사람|시간|개|곳|살|세|할|불|엔)?\s?",
    "zh": r"(?:[名位口]|号?人|个人|元|美元|美金|卢布|欧元|块钱?|成|%)?",
    "ja": r"(?:人|名|元|人民元|円|ドル|米ドル|ルーブル|ユーロ|ウォン|%|カ国|社|軒|歳|時間|組|割|隻)?",
    "ru": r"(?:человека?|рабочих|рублей|долларов|юаней|%)?\s?",
}
# "500명씩": so many each time.
EACH_BEHIND = {
    "en": r"(?!)",
    "ko": r"\s?(?:명|사람|대)?\s?씩",
    "zh": r"(?:人|名)?一(?:批|组|队|班)",
    "ja": r"(?:人|名)?ずつ",
    "ru": r"(?!)",
}
EACH_BEFORE = {
    "en": r"\beach of $",
    "ko": r"(?!)",
    "zh": r"(?:每[批次组队班车]|每辆车|各)[约有乘坐]?$",
    "ja": r"(?:各|それぞれ|1回に|毎回|1組)$",
    "ru": r"\bпо $",
}

# Between a bound word and its number; the verb stays outside of the number: 至少会有七百人, 最多赚两千元.
LINK = {
    "zh": r"(?:会|将|可|能|已|还|应|须|要)?(?:有|达到?|为|是|在|派出?|来了?|招|用|付|交|缴|赚|挣|拿|领|收)?了?"
    r"|(?<=至少)[^,。;、]{1,9}|(?<=起码)[^,。;、]{1,9}"
    r"|(?:(?<=不及)|(?<=不到)|(?<=不足)|(?<=超过))[^,。;、]{1,8}的"
}


@cache
def _bounds(lang: str, side: str) -> dict[str, str]:
    """The precision of each bound word of a side, the longest first."""
    rows = (row for row in vocab.of("bounds", lang) if row["side"] == side)
    return {row["form"].lower(): row["precision"] for row in sorted(rows, key=lambda row: -len(row["form"]))}


@cache
def _bound_pattern(lang: str, side: str) -> re.Pattern[str]:
    form = rf"(?P<form>{'|'.join(map(bound_form, _bounds(lang, side))) or '(?!)'})"
    if side == "before":
        return re.compile(rf"{EDGE[lang]}{form}(?P<link>{LINK.get(lang, '')})\s?{MONEY_SIGN}$", re.IGNORECASE)
    return re.compile(rf"\s?{COUNTER[lang]}{form}" + (r"(?!\w)" if lang in ("en", "ru") else ""), re.IGNORECASE)


def _bound(lang: str, side: str, match: re.Match[str]) -> str:
    return _bounds(lang, side)[match["form"].lower()]


def bound_form(form: str) -> str:
    """The pattern of a bound word: "over" and "up to" are none behind a verb that they go with."""
    guard = VERB_OVER if form == "over" else ADDS_UP if form.startswith("up to") else ""
    return guard + re.escape(form)


REACH = 40  # characters before a numeral within which its bound word stands


def bounded(flat: str, lang: str, numeral: Numeral) -> Number:
    start, end, low, high, own = numeral
    precision, first = own, start
    if match := _bound_pattern(lang, "before").search(flat, max(0, start - REACH), start):
        precision, first = own or _bound(lang, "before", match), start if match["link"] else match.start()
    tail = _tail_bound(flat, lang, end)
    if tail is not None:
        precision, end = own or (precision if precision in ("at_least", "at_most") else tail[0]), tail[1]
    is_each = bool(re.match(EACH_BEHIND[lang], flat[end : end + 6])) or bool(
        re.search(EACH_BEFORE[lang], flat[max(0, first - 10) : first], re.IGNORECASE)
    )
    return Number(first, end, start, *_ends(low, high, precision), is_each=is_each)


def _tail_bound(flat: str, lang: str, end: int) -> tuple[str, int] | None:
    if (
        lang == "ko"
        and flat[end : end + 1] == "여"
        and re.match(r"여\s?(?:명|인|원|달러|위안|개|대|년|루블)", flat[end:])
    ):
        return ("approx", end + 1)
    match = _bound_pattern(lang, "after").match(flat, end)
    return (_bound(lang, "after", match), match.end()) if match else None


def _ends(low: float, high: float, precision: str | None) -> tuple[float | None, float | None, str]:
    if precision in ("at_least", "more_than"):
        return (low, None, precision)
    if precision in ("at_most", "less_than"):
        return (None, high, precision)
    return (low, high, precision or "exact")
