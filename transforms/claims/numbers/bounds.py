"""The words that bound a number: "at least", 이상, "about", and 씩 for each."""

import re
from functools import cache

from transforms import vocab
from transforms.claims.numbers.number import Number, Numeral

MONEY_SIGN = r"(?:US\$|\$|£|€|¥|RMB ?|CNY ?|USD ?|EUR ?|RUB ?|AED ?|QAR ?|KWD ?|MYR ?|RM ?|PLN ?|THB ?|the )?"
# What may stand before a bound word so that it is one, and between a numeral and the bound word behind it.
# "Hand over 700" bounds nothing.
VERB_OVER = "".join(
    f"(?<!\\b{verb} )"
    for verb in ("hand", "hands", "handed", "handing", "turn", "turns", "turned", "pay", "pays", "paid", "left", "sign", "signed")
)
EDGE = {"en": rf"(?<!\w){VERB_OVER}", "ko": r"(?<![가-힣])", "zh": "", "ja": "", "ru": r"(?<!\w)"}
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


@cache
def _bound_patterns(lang: str) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    sides: dict[str, list[tuple[str, re.Pattern[str]]]] = {"before": [], "after": []}
    for row in sorted(vocab.of("bounds", lang), key=lambda row: -len(row["form"])):
        form = re.escape(row["form"])
        if row["side"] == "before":
            pattern = rf"{EDGE[lang]}{form}\s?{MONEY_SIGN}$"
        else:
            pattern = rf"\s?{COUNTER[lang]}{form}" + (r"\b" if lang in ("en", "ru") else "")
        sides[row["side"]].append((row["precision"], re.compile(pattern, re.IGNORECASE)))
    return sides




def bounded(flat: str, lang: str, numeral: Numeral) -> Number:
    start, end, low, high, own = numeral
    precision, first = own, start
    for word, pattern in _bound_patterns(lang)["before"]:
        if match := pattern.search(flat, max(0, start - 40), start):
            precision, first = own or word, match.start()
            break
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
