"""What a report tells, whatever its words: numbers, days, places and people, as hashes that can be compared."""

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


def shared_facts(one: Telling, other: Telling) -> float | None:
    """The share (0 to 1) of the anchors of the text with fewer that the other has too; None if it has none."""
    _, here, there = np.intersect1d(one.anchors, other.anchors, assume_unique=True, return_indices=True)
    fewest = min(one.bits.sum(), other.bits.sum())
    return float(one.bits[here].sum() / fewest) if fewest else None
