"""Which story tells in another language what an earlier one told: by shared numbers, days, places and people."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transforms.stories.reading import Reading
from transforms.stories.reference import Postings, Rows, Shares, slices
from transforms.stories.telling import Telling, kept_order

# Measured together on the made stories of the benchmark and the sample web, and to be changed together.
SHARED_BITS = 12.0  # such as a number of two digits and a day, or a person and a place; rarer ones are not needed
SHARED_SHARE = 0.7  # of all that the poorer text has
SHARED_KEYS = 3
# A translation goes through its original sentence by sentence: 97 in 100 of 400 made ones keep so much of the order
# (and SHARED_SHARE), 2 in 100 of independent reports with the same facts.
SAME_ORDER_SHARE = 0.7


@dataclass(frozen=True)
class Translation:
    """The earlier report, by its row, and what share of the anchors of the poorer text both have."""

    earlier: int
    share: float

    def rank(self) -> tuple[int, float, int]:
        """A translation after any copy; the nearest first."""
        return 1, -self.share, self.earlier


class Anchored(Postings):
    """The anchors of tellings. An anchor that several stories have tells less."""

    def __init__(self, tellings: Sequence[Telling], is_counted: Sequence[bool]) -> None:
        super().__init__([t.anchors for t in tellings])
        stories = np.bincount(self.of_entry[np.array(is_counted, np.bool_)[self.row]], minlength=len(self.spread))
        bits = np.zeros(len(self.spread))
        bits[self.of_entry] = np.concatenate([np.zeros(0), *(t.bits for t in tellings)])
        self.weight: Shares = bits / np.sqrt(np.maximum(1, stories - 1))
        self.total: Shares = np.bincount(self.row, self.weight[self.of_entry], self.count).astype(np.float64)


def translations(
    held: Sequence[Reading], parts: Sequence[tuple[int, int]], may_be: Callable[[int, Rows], Rows]
) -> Iterator[tuple[int, Translation]]:
    """Each row of the `parts` (first, behind the last) that tells again what an earlier one told in another script."""
    anchored = Anchored([h.telling for h in held], [h.is_fresh for h in held])
    scripts = np.array([h.telling.script for h in held])
    for start, stop in slices(parts, len(held)):
        shared = anchored.shared(start, stop, anchored.weight)
        keys = anchored.shared(start, stop, anchored.once)
        poorer = np.minimum(anchored.total[start:stop, None], anchored.total)
        is_like = (shared >= SHARED_BITS) & (shared >= SHARED_SHARE * poorer) & (keys >= SHARED_KEYS)
        for row in range(start, stop):
            rows = may_be(row, np.flatnonzero(is_like[row - start] & (scripts != scripts[row]))).tolist()
            share = shared[row - start] / np.maximum(poorer[row - start], 1e-9)
            rows = [r for r in rows if kept_order(held[row].telling, held[r].telling) >= SAME_ORDER_SHARE]
            if rows:
                best = min(rows, key=lambda r: (-round(share[r], 2), -keys[row - start, r], r))
                yield row, Translation(best, round(float(share[best]), 3))
