"""What a report tells, whatever its words: numbers, days, places and people, as hashes that can be compared."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.stories.anchors import anchors
from transforms.stories.words import Hashes, hashed, script


@dataclass(frozen=True)
class Telling:
    """`anchors`: sorted hashes; with each how many bits it tells and the character where it first stands. `script`: of
    its letters, which tell the language where none is named."""

    anchors: Hashes
    bits: NDArray[np.float64]
    places: NDArray[np.int32]
    script: str


def telling(text: str) -> Telling:
    """The comparable telling of `text`."""
    found = list(anchors(text).values())
    keys = np.fromiter((hashed(a.key) for a in found), np.uint64, len(found))
    order = np.argsort(keys)
    bits = np.fromiter((a.bits for a in found), np.float64, len(found))
    places = np.fromiter((a.start for a in found), np.int32, len(found))
    return Telling(keys[order], bits[order], places[order], script(text))


def shared_facts(one: Telling, other: Telling) -> tuple[float, float] | None:
    """The share (0 to 1) of the anchors of the poorer and of the richer text that the other has too; None if either
    has none."""
    _, here, _ = np.intersect1d(one.anchors, other.anchors, assume_unique=True, return_indices=True)
    both = float(one.bits[here].sum())
    poorer, richer = sorted((float(one.bits.sum()), float(other.bits.sum())))
    return (both / poorer, both / richer) if poorer else None


def kept_order(one: Telling, other: Telling) -> float:
    """The share (0 to 1) of the anchors both have that follow each other in the same order in both."""
    _, here, there = np.intersect1d(one.anchors, other.anchors, assume_unique=True, return_indices=True)
    ends: list[int] = []
    for place in other.places[there[np.argsort(one.places[here])]].tolist():
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) / max(1, len(here))
