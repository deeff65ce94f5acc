"""Which shingles of a text are its own and which it has from a near text of the days before.

A shingle weighs by how often it was brought in anew: what a story says is brought in once, however many copy it, and
what an outlet prints under every text as often as it publishes."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.stories.reference import Rows, Shingles, slices
from transforms.stories.words import Body

# Weighed share of the poorer of two texts: below it no rewrite is lost (0 of 1,000 on the made stories at .2, 6 in 100
# at .3), and boilerplate alone reaches it only in very short texts.
NEAR_SHARE = 0.2
MOST_NEAR = 32


class Nearness:
    """Which of `bodies`, in the order of publication, are near to one another."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._shingles = Shingles(bodies)
        self._is_known = np.zeros(len(self._shingles.spread), np.bool_)

    def near(self, first: int, last: int) -> Iterator[Rows]:
        """For each row of `first:last` the others near to it, before or after."""
        shingles = self._shingles
        for start, stop in slices([(first, last)], shingles.count):
            shared = shingles.shared(start, stop, shingles.weight)
            is_near = shared >= NEAR_SHARE * np.minimum(shingles.total[start:stop, None], shingles.total)
            is_near[np.arange(stop - start), np.arange(start, stop)] = False
            yield from map(np.flatnonzero, is_near)

    def new(self, row: int, near: Rows) -> NDArray[np.bool_]:
        """Which shingles of `row` none of the near ones before it has."""
        for other in near[near < row][:MOST_NEAR]:
            self._is_known[self._shingles.of(other)] = True
        out = ~self._is_known[self._shingles.of(row)]
        for other in near[near < row][:MOST_NEAR]:
            self._is_known[self._shingles.of(other)] = False
        return out
