"""Says whether a report is about North Korean workers abroad, in English, Korean, Chinese, Japanese and Russian."""

import re
from dataclasses import dataclass
from functools import cache

from transforms import vocab

# A report is relevant where North Korea, work and a sign of "abroad" (a country, a dispatch, the law) stand in it
# together. Weights and threshold were set together on the labelled records (shared/gold); all of those in the five
# languages fall on their side, but the word lists were fitted to them.
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


def relevance(title: str, text: str, lang: str | None) -> Relevance:
    """Whether a report is about North Korean workers abroad. Another language, or None, is never relevant: score 0."""
    patterns = _patterns((lang or "")[:2])
    if not patterns:
        return Relevance(False, 0.0)
    whole = f"{title}\n{text}"
    hits = {group: [match.start() for match in pattern.finditer(whole)] for group, pattern in patterns.items()}
    if not hits["north"] or not hits["worker"] or not (hits["abroad"] or hits["law"]):
        return Relevance(False, 0.1 * sum(bool(found) for found in hits.values()))
    score = sum(weight for group, weight in WEIGHTS.items() if hits[group])
    score += 0.2 * _together(hits["north"], hits["worker"]) + 0.1 * min(2, len(hits["worker"]) // 2) / 2 + 0.1
    if hits["home"]:
        score -= 0.3
    return Relevance(round(score, 3) >= THRESHOLD, round(min(1.0, max(0.0, score)), 3))


def _together(ours: list[int], work: list[int]) -> bool:
    return any(abs(a - b) <= NEAR for a in ours for b in work)
