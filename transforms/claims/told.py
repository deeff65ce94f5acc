"""Tells a claim in Korean, Chinese, Japanese or Russian from its fields, in one line of headline style: amounts, what
is said of them, where, when and by whom, in the words of vocab/told.csv. English is `sentence`, made by `render`.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from transforms import vocab
from transforms.claims.render import place_name

LANGUAGES = ("ko", "zh", "ja", "ru")
PEOPLE = ("headcount", "movement")
COUNTED = ("workers", "persons", "people", None)
COMMA = {"ko": ", ", "zh": ",", "ja": "、", "ru": ", "}
NOT_YET = ("planned_dispatch", "repatriation_order", "repatriation_demand", "forecast")  # say it by themselves


def told(claim: Mapping[str, Any], lang: str) -> str:
    """One line, never empty; a speaker, a company and a place that the gazetteer does not name stay as they are
    written. Raises KeyError for another language."""
    parts = (_head(claim, lang), _where(claim, lang), _law(claim), _when(claim, lang), _who(claim, lang))
    retold = _word("word/retold", lang) if (claim["details"] or {}).get("reference") else ""
    return COMMA[lang].join(filter(None, (*parts, retold)))


def _head(claim: Mapping[str, Any], lang: str) -> str:
    """ "미확인: 북한 노동자 최소 2,000명 파견"."""
    is_people = claim["type"] in PEOPLE
    amount = _amount(claim, lang)
    if is_people and not amount and claim["polarity"] == "negated":
        amount = _word("word/nobody", lang)
    name = str(claim["company"] or "") if claim["type"] in ("company", "enforcement") else ""
    name = _word("word/workers", lang) if is_people else name
    traits = " ".join(map(str, (claim["demographic"] or {}).values()))
    gap = "" if is_people and lang in ("zh", "ja") else " "
    deed = _deed(claim, lang)
    said = gap.join(filter(None, (name, amount, deed) if is_people else (name, deed, amount, traits)))
    says_itself = claim["polarity"] == "reported_future" and claim["subtype"] in NOT_YET
    return said if claim["polarity"] == "affirmed" or says_itself else _word(f"mark/{claim['polarity']}", lang) + said


def _deed(claim: Mapping[str, Any], lang: str) -> str:
    """What is said; of a subtype that the list does not have, what its type says."""
    kind, known = claim["type"], _words(lang)
    return known.get(f"{kind}/{claim['subtype'] or ''}") or known.get(f"{kind}/", "")


def _amount(claim: Mapping[str, Any], lang: str) -> str:
    low, high, unit = claim["value_min"], claim["value_max"], claim["unit"]
    if low is None and high is None:
        said = _words(lang).get(f"size/{claim['magnitude']}", "")
    else:
        ends = dict.fromkeys(_number(end, lang) for end in (low, high) if end is not None)
        said = _words(lang).get(f"bound/{claim['precision']}", "") + "-".join(ends)
    if not said:
        return ""
    counter = "unit/people" if unit in COUNTED and not claim["currency"] else f"unit/{unit}"
    per = f"period/{claim['period']}" if claim["period"] else ""
    currency = f"{claim['currency']} " if claim["currency"] else ""
    return currency + said + _words(lang).get(counter, "") + _words(lang).get(per, "")


def _number(value: float, lang: str) -> str:
    return f"{value:,}".replace(",", " ") if lang == "ru" else f"{value:,}"


def _where(claim: Mapping[str, Any], lang: str) -> str:
    gap = " · " if lang == "ru" else "·"
    places = gap.join(_place(chain, lang) for chain in claim["places"])
    from_ = [chain for chain in claim["origin"] if chain not in claim["places"]]
    origin = _word("word/origin", lang) + gap.join(_place(chain, lang) for chain in from_) if from_ else ""
    return COMMA[lang].join(filter(None, (places, origin)))


def _place(chain: str, lang: str) -> str:
    if chain.startswith("WORLD"):
        return _word("word/except_china" if chain == "WORLD except CN" else "word/abroad", lang)
    return _places(lang).get(chain) or place_name(chain)


def _law(claim: Mapping[str, Any]) -> str:
    return " · ".join(claim["resolution"])


def _when(claim: Mapping[str, Any], lang: str) -> str:
    start, end = (date.fromisoformat(day) if day else None for day in (claim["event_start"], claim["event_end"]))
    if start is None or end is None:
        day, word = (end, "until") if end else (start, "since")
        said = _day(day, lang) if day else ""
        return said and (_word(f"word/{word}", lang) + said if lang == "ru" else said + _word(f"word/{word}", lang))
    if start == end:
        return (_word("word/reported", lang) if claim["event_basis"] == "published" else "") + _day(start, lang)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        first, last = _year(start.year, lang), _year(end.year, lang)
    else:
        first, last = _month(start, lang), _month(end, lang)
    return first if first == last else f"{first}-{last}"


def _year(year: int, lang: str) -> str:
    return f"{year}{'년' if lang == 'ko' else '' if lang == 'ru' else '年'}"


def _month(day: date, lang: str) -> str:
    if lang == "ru":
        return f"{day:%m.%Y}"
    return f"{day.year}년 {day.month}월" if lang == "ko" else f"{day.year}年{day.month}月"


def _day(day: date, lang: str) -> str:
    if lang == "ru":
        return f"{day:%d.%m.%Y}"
    return f"{_month(day, lang)} {day.day}일" if lang == "ko" else f"{_month(day, lang)}{day.day}日"


def _who(claim: Mapping[str, Any], lang: str) -> str:
    if claim["attribution_kind"] == "anonymous":
        return _word("word/anonymous", lang)
    return str(claim["attribution"] or "")


def _word(key: str, lang: str) -> str:
    return _words(lang)[key]


@cache
def _words(lang: str) -> Mapping[str, str]:
    return {row["key"]: row[lang] for row in vocab.rows("told")}


@cache
def _places(lang: str) -> Mapping[str, str]:
    """Names by chain, the first that the gazetteer lists; of a Russian pattern its nominative."""
    named = {place.chain: place.names[lang][0] for place in vocab.places() if place.names[lang]}
    return {chain: _nominative(name) for chain, name in named.items()} if lang == "ru" else named


GROUP = re.compile(r"\(\?:([^()|]*)(?:\|[^()]*)?\)(\??)")
LETTERS = re.compile(r"\[(\w)\w*\](\??)")


def _nominative(pattern: str) -> str:
    """The form that stands first: "Росси(?:я|и|ю)" is "Россия", "Оман(?:а|у)?" is "Оман"."""
    while GROUP.search(pattern):
        pattern = GROUP.sub(lambda match: "" if match[2] else match[1], pattern)
    return LETTERS.sub(lambda match: "" if match[2] else match[1], pattern).split("|")[0]
