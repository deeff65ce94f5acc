"""Reads shares as they are written, in percent: "about half", 70%, 7割, "between a third and two fifths"."""

import re
from dataclasses import replace
from functools import cache

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.numbers import Number, han, numbers
from transforms.claims.numbers.bounds import EDGE, bound_form
from transforms.either import either

# The word for a hundredth (or a tenth) behind digits, with its worth in percent.
UNITS = {
    "en": {"percent": 1, "per cent": 1, "%": 1},
    "ko": {"%": 1, "퍼센트": 1, "프로": 1, "할": 10},
    "zh": {"%": 1, "成": 10},
    "ja": {"%": 1, "パーセント": 1, "割": 10},
    "ru": {"%": 1, "процента": 1, "процентов": 1, "процент": 1},
}
BOUNDS = {
    "en": {row["form"]: row["precision"] for row in vocab.of("bounds", "en") if row["side"] == "before"},
    "ko": {
        "약": "approx", "최대": "at_most", "대략": "approx", "최소": "at_least", "적어도": "at_least",
        "거의": "approx", "이상": "at_least",
        "가량": "approx", "정도": "approx", "남짓": "approx", "안팎": "approx", "내외": "approx", "쯤": "approx",
        "수준": "approx", "가까이": "approx", "에 육박": "approx", "에 가까운": "approx", "넘게": "more_than",
        "이 넘는": "more_than", "가 넘는": "more_than", "을 넘": "more_than", "를 넘": "more_than", "초과": "more_than",
        "미만": "less_than", "이하": "at_most", "도 안 되": "less_than", "도 안 됐": "less_than",
        "도 안 돼": "less_than", "도 안 된": "less_than", "도 안 될": "less_than", "도 채 안": "less_than",
        "도 못 되": "less_than", "도 못 된": "less_than", "에도 못 미": "less_than", "에도 미치지": "less_than",
        "를 밑": "less_than", "을 밑": "less_than", "를 웃": "more_than", "을 웃": "more_than", "까지": "at_most",
    },
    "zh": {
        "约": "approx", "大约": "approx", "近": "approx", "将近": "approx", "接近": "approx", "左右": "approx",
        "上下": "approx", "差不多": "approx", "至少": "at_least", "起码": "at_least", "不少于": "at_least",
        "以上": "at_least", "多达": "at_most", "高达": "at_most", "最多": "at_most", "至多": "at_most",
        "不超过": "at_most", "超过": "more_than", "逾": "more_than", "多": "more_than", "不到": "less_than",
        "不足": "less_than", "还不到": "less_than", "都不到": "less_than", "不及": "less_than", "未到": "less_than",
    },
    "ja": {
        "約": "approx", "およそ": "approx", "ほぼ": "approx", "程度": "approx", "前後": "approx", "ほど": "approx",
        "近く": "approx", "弱": "approx", "強": "approx", "余り": "approx", "あまり": "approx", "くらい": "approx",
        "最大": "at_most", "最大で": "at_most", "多くて": "at_most", "以下": "at_most", "少なくとも": "at_least",
        "以上": "at_least", "超": "more_than", "を超え": "more_than", "を上回": "more_than", "未満": "less_than",
        "足らず": "less_than", "までを": "at_most",
        "に満たな": "less_than", "にも満たな": "less_than", "を切": "less_than",
    },
    "ru": {
        "около": "approx", "примерно": "approx", "почти": "approx", "порядка": "approx", "до": "at_most",
        "не более": "at_most", "не менее": "at_least", "более": "more_than", "свыше": "more_than",
        "больше": "more_than", "менее": "less_than", "не больше": "at_most", "не выше": "at_most",
        "максимум": "at_most",
        "от силы": "at_most", "не меньше": "at_least", "как минимум": "at_least", "минимум": "at_least",
        "меньше": "less_than", "чуть больше": "more_than", "чуть более": "more_than", "чуть меньше": "less_than",
        "чуть менее": "less_than", "едва ли не": "approx", "без малого": "approx",
    },
}  # fmt: skip
# Shares in numerals of the script: 百分之十五, 七成, 四成五, 六七成.
HAN = "一二两三四五六七八九"
SPELLED = {
    "zh": r"|百分之(?:\d{1,3}(?:\.\d+)?|[一二三四五六七八九十百点]{1,6})"
    rf"|(?:[{HAN}][至到]?)?[{HAN}]成(?:半|[{HAN}](?!年))?(?![为立功员本])|\d[至到-]\d成"
}
# "Half past five" is no share, "a third group" no third.
NO_SHARE = (
    r"(?:past|an hour|a day|a year|a month|a dozen|country|countries|group|batch|party|time|source|person|wom[ae]n"
    r"|m[ae]n|team|wave|crew|year|month|round|report|firm|company|factory|plant|one|worker|trader|site|state|nation|price"
    r"|canteen|restaurant|dormitory|hall|workshop|official"
    r"|of (?:the |last |this |next )?(?:year|month|decade|century|season)|of (?:19|20)\d\d)\b"
)
TO = {
    "en": r" and | to |-",
    "ko": r"\s?(?:~|-|∼|에서|내지)\s?",
    "zh": r"[至到~-]",
    "ja": r"[~-]|から|ないし|、|より",
    "ru": r" до |-",
}


def shares(plain: str, lang: str) -> tuple[Number, ...]:
    """The shares of a sentence in order, both ends in percent: "a third" is 33.3. A bare word is approx, digits are
    exact."""
    found = [_share(match, lang, _is_change(plain, match, lang)) for match in _pattern(lang).finditer(plain)]
    return tuple(sorted(found + _in_words(plain), key=lambda share: share.start)) if lang == "en" else tuple(found)


# "seventy per cent", "70 cents of every dollar", "four in five dollars".
COIN = r"(?:dollars?|yuan|rou?bles?|euros?)"
IN_WORDS = re.compile(r"[ -]per ?cent\b|[ -]pc\b")
OF_A_COIN = re.compile(rf" cents? (?:of|in|on|out of|from) (?:the|every|each) {COIN}\b", re.IGNORECASE)
IN_SO_MANY = re.compile(
    rf" (?:in|of|out of)(?: every)? (?P<whole>[a-z]+|\d+) {COIN}\b| (?:of|out of|in) every (?P<round>hundred|100)\b",
    re.IGNORECASE,
)
TOLD_IN_WORDS = re.compile(
    rf"(?<!\d)[ -](?:per ?cent|pc)\b|\bcents?\b|\b{COIN}\b|\bevery (?:hundred|100)\b", re.IGNORECASE
)
MOST_IN_WORDS = 100


def _in_words(plain: str) -> list[Number]:
    """Shares of English whose numeral is a word, or that are told in coins: digits with a sign are read elsewhere."""
    found = []
    for number in numbers(plain, "en") if TOLD_IN_WORDS.search(plain) else ():
        is_word = not plain[number.core].isdigit()
        ends, part = None, (number.low, number.high)
        if (is_word and (ends := IN_WORDS.match(plain, number.end))) or (ends := OF_A_COIN.match(plain, number.end)):
            scale = 1.0
        elif ends := IN_SO_MANY.match(plain, number.end):
            whole = numbers(ends["whole"] or ends["round"], "en")
            scale = 100 / (whole[0].low or 100) if whole else 0.0
        if ends is not None and all(end is None or 0 < end * scale <= MOST_IN_WORDS for end in part):
            low, high = (end and round(end * scale, 1) for end in part)
            found.append(replace(number, end=ends.end(), low=low, high=high))
    return found


ROSE = re.compile(
    r"\b(?:went|rose|risen|grew|grown|fell|fallen|dropped|climbed|up|down|increased|cut|raised|lowered) from "
    r"(?:about |some )?$",
    re.IGNORECASE,
)


def _is_change(plain: str, match: re.Match[str], lang: str) -> bool:
    """Whether two shares are before and after: "went from 70 to 86 per cent" says 86."""
    return lang == "en" and match["second"] is not None and ROSE.search(plain, 0, match.start()) is not None


@cache
def _worded(lang: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in vocab.of("number_words", lang) if row["kind"] == "share"}


@cache
def _pattern(lang: str) -> Caseless:
    worded = either(_worded(lang))
    if lang == "en":
        worded = rf"(?:{worded})(?! {NO_SHARE})"
    if lang == "ru":
        worded = rf"(?<! с )(?:{worded})"  # две с половиной тысячи
    worded += SPELLED.get(lang, "")
    digits, unit = r"(?<![\d.,])\d{1,3}(?:\.\d+|,\d{1,2})?(?!\d)", rf"(?:{either(UNITS[lang])})"
    one = rf"(?:{worded}|{digits} ?{unit}|{digits}(?=(?:{TO[lang]}){digits} ?{unit}))"
    is_spaced = lang in ("en", "ru")
    bound = "|".join(map(bound_form, sorted(BOUNDS[lang], key=len, reverse=True)))
    edge = r"\b" if is_spaced else ""
    of = rf"(?:[^\d,。的{HAN}]{{1,6}}的)?" if lang == "zh" else ""  # 不到薪资的三成
    ahead = rf"(?:{EDGE[lang]}(?P<bound>{bound}) )?" if is_spaced else rf"(?:(?P<bound>{bound}) ?{of})?"
    behind = r"(?!\w)" if is_spaced else rf"(?: ?(?P<after>{bound}))?"
    between = r"(?:between )?" if lang == "en" else r"(?:от )?" if lang == "ru" else ""
    whole = rf"{ahead}{between}{edge}(?P<first>{one})(?:(?:{TO[lang]})(?P<second>{one}))?{behind}"
    return Caseless(whole, as_written=True)


def _share(match: re.Match[str], lang: str, is_change: bool) -> Number:
    high = _percent(match["second"], lang) if match["second"] else None
    first = match["first"]
    if first[-1].isdigit() and match["second"] and first not in _worded(lang):
        unit = re.sub(r"^[\d.,]+", "", match["second"])  # 70~80%: the first borrows the unit
        first = first + unit if unit != match["second"] else unit  # but not of a word: 3~三成
    low = _percent(first, lang)
    high = low if high is None else high
    if pair := re.match(rf"([{HAN}\d])[至到-]?([{HAN}\d])成", match["first"]):  # 六七成, 6至7成
        low, high = (10 * (han.value(digit) or 0.0) for digit in pair.groups())
    low, high = (high, high) if is_change else sorted((low, high))
    said = match["bound"] or match.groupdict().get("after")
    own = "exact" if match["first"][0].isdigit() else "approx"
    precision = "range" if low != high else BOUNDS[lang][said.lower()] if said else own
    ends = {"at_most": (None, high), "less_than": (None, high), "at_least": (low, None), "more_than": (low, None)}
    return Number(match.start(), match.end(), match.start("first"), *ends.get(precision, (low, high)), precision)


def _percent(wording: str, lang: str) -> float:
    known = _worded(lang).get(" ".join(wording.lower().split()))
    if known is not None:
        return round(known, 1)
    if lang == "zh" and (not wording[0].isdigit() or re.match(r"\d[至到-]", wording)):
        return _spelled(wording)
    digits = re.match(r"[\d.,]+", wording)
    assert digits is not None, wording
    return float(digits.group().replace(",", ".")) * UNITS[lang][wording[digits.end() :].strip().lower()]


def _spelled(wording: str) -> float:
    """ "百分之十五" -> 15.0, "四成五" -> 45.0."""
    if wording.startswith("百分之"):
        whole, _, part = wording[3:].partition("点")
        tenths = sum(han.DIGITS.get(digit, 0) / 10**at for at, digit in enumerate(part, 1))
        return float(whole) if whole[0].isdigit() else (han.value(whole) or 0.0) + tenths
    tens, _, ones = wording.partition("成")
    return 10.0 * (han.value(tens[-1]) or 0.0) + (5 if ones == "半" else han.DIGITS.get(ones, 0))
