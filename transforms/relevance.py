"""Says whether a report is about North Korean workers abroad, in English, Korean, Chinese, Japanese and Russian."""

import re
from dataclasses import dataclass
from functools import cache

from transforms import vocab
from transforms.han import simplified

# A report is relevant where North Korea, work and a sign of "abroad" (a country, a dispatch, the law, or near the work
# a host country or a move) stand in it together. Counted North Koreans who move and a host country are workers too,
# where the text speaks of no one else. A move alone adds nothing to the score: workers also go home from the harvest.
# Weights and threshold were set together on the labelled records (shared/gold); all of those in the five languages fall
# on their side, but the word lists were fitted to them.
THRESHOLD = 0.5
WEIGHTS = {"north": 0.2, "worker": 0.2, "abroad": 0.1, "law": 0.1}
NEAR = 160  # characters between the country and the word for work


@dataclass(frozen=True)
class Relevance:
    """`score` runs from 0 to 1; `is_relevant` is `score >= THRESHOLD`."""

    is_relevant: bool
    score: float


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    return {row["group"]: re.compile(row["pattern"], re.IGNORECASE) for row in vocab.of("relevance", lang)}


# Not hosts of labour, though every report on North Korea names them.
NO_HOSTS = {"KP", "KR", "JP", "US", "CA", "TW"}
# Also Korean words: "인도" is handing over as well as India.
SHY = {"인도", "이란", "가나", "오만", "말리", "기니"}
NO_SIGN = re.compile(r"(?!)")


@cache
def _hosts(lang: str) -> re.Pattern[str]:
    """The countries of the gazetteer that may host workers; English and Korean."""
    if lang not in ("en", "ko"):
        return NO_SIGN
    places = [place for place in vocab.places() if place.kind == "country" and place.chain not in NO_HOSTS]
    names = {name for place in places for name in (*place.names[lang], *(place.adjectives if lang == "en" else ()))}
    either = "|".join(sorted(map(re.escape, names - SHY), key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b" if lang == "en" else rf"(?<![가-힣])(?:{either})")


def signs(title: str, text: str, lang: str | None) -> dict[str, list[str]]:
    """The words found for each group of relevance.csv, each once; empty for a language without rows. Chinese in
    simplified characters."""
    patterns = _patterns((lang or "")[:2])
    whole = _whole(title, text, lang)
    found = {group: [match.group() for match in pattern.finditer(whole)] for group, pattern in patterns.items()}
    if patterns:
        found["abroad"] += [match.group() for match in _hosts((lang or "")[:2]).finditer(whole)]
    return {group: list(dict.fromkeys(words)) for group, words in found.items()}


def relevance(title: str, text: str, lang: str | None) -> Relevance:
    """Whether a report is about North Korean workers abroad. Another language, or None, is never relevant: score 0."""
    patterns = _patterns((lang or "")[:2])
    if not patterns:
        return Relevance(False, 0.0)
    whole = _whole(title, text, lang)
    hits = {group: [match.start() for match in pattern.finditer(whole)] for group, pattern in patterns.items()}
    moves, people, others = (hits.pop(group, []) for group in ("move", "people", "others"))
    hosts = [match.start() for match in _hosts((lang or "")[:2]).finditer(whole)]
    if not others and _together(people, moves) and _together(people, hosts):
        hits["worker"] = hits["worker"] or people
    if _together(hits["worker"], hosts):
        hits["abroad"] = hits["abroad"] or hosts
    is_abroad = hits["abroad"] or hits["law"] or _together(hits["worker"], moves)
    if not hits["north"] or not hits["worker"] or not is_abroad:
        return Relevance(False, round(0.1 * sum(bool(found) for found in hits.values()), 3))
    score = sum(weight for group, weight in WEIGHTS.items() if hits[group])
    score += 0.2 * _together(hits["north"], hits["worker"]) + 0.1 * min(2, len(hits["worker"]) // 2) / 2 + 0.1
    if hits["home"]:
        score -= 0.3
    return Relevance(round(score, 3) >= THRESHOLD, round(min(1.0, max(0.0, score)), 3))


def _whole(title: str, text: str, lang: str | None) -> str:
    whole = f"{title}\n{text}"
    return simplified(whole) if (lang or "").startswith("zh") else whole


def _together(ours: list[int], work: list[int]) -> bool:
    return any(abs(a - b) <= NEAR for a in ours for b in work)
