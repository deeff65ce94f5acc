"""Which story tells in another language what an earlier one told: by shared numbers, days, places and people."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.stories.anchors import Anchor
from transforms.stories.published import Published

# Measured together on the made stories of the benchmark and the sample web, and to be changed together.
SHARED_BITS = 12.0  # such as a number of two digits and a day, or a person and a place; rarer ones are not needed
SHARED_SHARE = 0.7  # of all that the poorer text has
SHARED_KEYS = 3
DAYS_APART = 14
POSTING_CAP = 60


@dataclass(frozen=True)
class Telling:
    """One report as it is compared across languages; its letters tell the language, which may be unnamed."""

    anchors: Mapping[str, Anchor]
    script: str
    published: Published


@dataclass(frozen=True)
class Translation:
    """The earlier report, by its place in the sequence; which anchors both have, and what share of the poorer."""

    earlier: int
    share: float
    keys: tuple[str, ...]


def translations(tellings: Sequence[Telling], story_of: Sequence[int]) -> dict[int, Translation]:
    """Later report -> the earlier report of another script that it tells again; of a story only its first such one.

    `story_of` names the story of each report as found within one language."""
    spread = _spread(tellings, story_of)
    standing: dict[str, list[int]] = {}
    found: dict[int, Translation] = {}
    joined: set[int] = set()
    for i, later in enumerate(tellings):
        if story_of[i] not in joined:
            best = _nearest(later, tellings, _candidates(later, standing), spread)
            if best is not None:
                found[i] = best
                joined.add(story_of[i])
        for key in later.anchors:
            standing.setdefault(key, []).append(i)
    return found


def _spread(tellings: Sequence[Telling], story_of: Sequence[int]) -> Counter[str]:
    """Anchor -> number of stories having it."""
    seen = {(key, story) for t, story in zip(tellings, story_of, strict=True) for key in t.anchors}
    return Counter(key for key, _ in seen)


def _candidates(later: Telling, standing: Mapping[str, list[int]]) -> Iterator[int]:
    shared: Counter[int] = Counter()
    for key in later.anchors:
        if not key.startswith("place"):
            shared.update(standing.get(key, [])[-POSTING_CAP:])
    yield from sorted(i for i, n in shared.items() if n >= SHARED_KEYS - 1)


def _nearest(
    later: Telling, tellings: Sequence[Telling], candidates: Iterator[int], spread: Mapping[str, int]
) -> Translation | None:
    best: Translation | None = None
    for i in candidates:
        earlier = tellings[i]
        if earlier.script == later.script or earlier.published.is_after(later.published):
            continue
        if not earlier.published.is_near(later.published, DAYS_APART):
            continue
        share, keys = _shared(later, earlier, spread)
        if keys and (best is None or (round(share, 2), len(keys)) > (round(best.share, 2), len(best.keys))):
            best = Translation(i, share, keys)
    return best


def _shared(later: Telling, earlier: Telling, spread: Mapping[str, int]) -> tuple[float, tuple[str, ...]]:
    keys = later.anchors.keys() & earlier.anchors.keys()

    def bits(telling: Telling, of: Iterable[str]) -> float:
        # exact in any order: the order of a set of strings is another in every process
        return math.fsum(telling.anchors[k].bits / math.sqrt(max(1, spread[k] - 1)) for k in of)

    both = min(bits(later, keys), bits(earlier, keys))
    share = both / (min(bits(later, later.anchors), bits(earlier, earlier.anchors)) or 1)
    enough = len(keys) >= SHARED_KEYS and both >= SHARED_BITS and share >= SHARED_SHARE
    return share, tuple(sorted(keys)) if enough else ()
