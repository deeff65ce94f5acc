"""What is said of one copy: the method, the score and the evidence of its edge."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from transforms.stories.anchors import anchors
from transforms.stories.copies import Copy
from transforms.stories.passages import Passage, shared_passages
from transforms.stories.retellings import Retelling, shared_evidence
from transforms.stories.translations import Translation
from transforms.stories.words import words

# Measured together with the shares in copies.py on the made stories of the benchmark.
WHOLE_SHARE = 0.75  # from here on one text stands in the other whole
SAME_TEXT_SHARE = 0.6  # from here on a changed number makes an update
LONG_PASSAGE_TOKENS = 20  # a rewrite breaks what it takes into shorter ones
_UPDATE_MARK = re.compile(
    r"\((?:\d\w\w )?LE?A?D\)|\bupdated?\b|\bcorrect(?:ed|ion)\b|종합|수정|정정|更新|更正|訂正|обновл", re.IGNORECASE
)


def copy_edge(later: Mapping[str, Any], earlier: Mapping[str, Any], copy: Copy) -> dict[str, Any]:
    """The edge between two reports of one language; spans are characters of `later`'s text, `other_` of `earlier`'s."""
    here, there = words(later["text"]), words(earlier["text"])
    passages = shared_passages(here, there)
    is_exact = np.array_equal(here.hashes, there.hashes)
    length = len(here.hashes) / max(1, len(passages))
    share = max(copy.likeness.of_later, copy.likeness.of_earlier)
    return {
        "copied_from": earlier["id"],
        "method": "exact" if is_exact else _method(later["title"] or "", copy, length),
        "score": 1.0 if is_exact else round(min(1.0, share), 3),
        "evidence": [asdict(p) for p in passages],
    }


def _method(title: str, copy: Copy, passage_tokens: float) -> str:
    shares = copy.likeness.of_later, copy.likeness.of_earlier
    has_changed = copy.likeness.same_figures is not None and copy.likeness.same_figures < 1
    if min(shares) >= SAME_TEXT_SHARE and (has_changed or _UPDATE_MARK.search(title)):
        return "update"
    if min(shares) >= WHOLE_SHARE:
        return "near"
    if max(shares) >= WHOLE_SHARE or passage_tokens >= LONG_PASSAGE_TOKENS:
        return "excerpt"
    return "rewrite"


def translation_edge(later: Mapping[str, Any], earlier: Mapping[str, Any], told: Translation) -> dict[str, Any]:
    """The edge between two languages; the evidence is the places of each number, day, place and person both have."""
    here, there = anchors(later["text"]), anchors(earlier["text"])
    spans = [Passage(here[k].start, here[k].end, there[k].start, there[k].end) for k in here.keys() & there.keys()]
    return {
        "copied_from": earlier["id"],
        "method": "translation",
        "score": round(told.share, 3),
        "evidence": [asdict(p) for p in sorted(spans, key=lambda p: p.start)],
    }


def retelling_edge(later: Mapping[str, Any], earlier: Mapping[str, Any], told: Retelling) -> dict[str, Any]:
    """What joins a report to an earlier one that retells the same source: no edge, unless that one is the source. The
    evidence is where each of them cites it (nothing, 0 to 0, where it is the source itself) and the facts of both."""
    return {
        "copied_from": earlier["id"] if told.is_own else None,
        "told_with": None if told.is_own else earlier["id"],
        "named_source": told.source,
        "method": "same_source",
        "score": told.share,
        "evidence": [asdict(p) for p in shared_evidence(later, earlier, told.source)],
    }


def edge(
    rows: Sequence[Mapping[str, Any]], row: int, found: Copy | Translation | Retelling | None
) -> Mapping[str, Any]:
    """The edge of one row, or ORIGIN."""
    if found is None:
        return ORIGIN
    later, earlier = rows[row], rows[found.earlier]
    if isinstance(found, Retelling):
        return retelling_edge(later, earlier, found)
    if isinstance(found, Copy):
        return ORIGIN | copy_edge(later, earlier, found)
    return ORIGIN | translation_edge(later, earlier, found)


ORIGIN: dict[str, Any] = {
    "copied_from": None,
    "told_with": None,
    "named_source": None,
    "method": None,
    "score": None,
    "evidence": [],
}
