"""The bodies of one stretch of time, indexed by their shingles, and how much any two of them have in common."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from transforms.stories.words import Body, Hashes

Rows = NDArray[np.intp]
Shares = NDArray[np.float64]
COMMON_REPORTS = 128
FIRST_REPORTS = 16
_CELLS = 2_000_000  # of the table of all pairs that is held at once: 16 MB


class Postings:
    """Rows of hashes, turned round: which rows hold a hash. Hashes are renumbered from 0; of one that more than
    `common` rows hold only the first FIRST_REPORTS are looked at."""

    def __init__(self, rows: Sequence[Hashes], common: int = COMMON_REPORTS) -> None:
        self._common = common
        self.lengths = np.fromiter(map(len, rows), np.intp, len(rows))
        self.count = len(rows)
        self.start = np.concatenate(([0], np.cumsum(self.lengths)))
        self.row = np.repeat(np.arange(len(rows)), self.lengths)
        hashes = np.concatenate([np.zeros(0, np.uint64), *rows])
        order = np.argsort(hashes)
        is_first = np.concatenate(([True], np.diff(hashes[order]) != 0))[: len(hashes)]
        self.of_entry = np.empty(len(hashes), np.intp)
        self.of_entry[order] = np.cumsum(is_first) - 1
        self.spread = np.bincount(self.of_entry)
        self.once: Shares = np.ones(len(self.spread))
        self._holders_at = np.cumsum(self.spread) - self.spread
        self._holder = self.row[order]
        for number in np.flatnonzero(self.spread > common):
            at = self._holders_at[number]
            self._holder[at : at + self.spread[number]].sort()

    def of(self, row: int) -> Rows:
        """The numbers of the hashes of one row."""
        return self.of_entry[self.start[row] : self.start[row + 1]]

    def shared(self, start: int, stop: int, weight: Shares) -> Shares:
        """For each row of `start:stop` and each row of all: the weights added up of the hashes both have."""
        entries = self.of_entry[self.start[start] : self.start[stop]]
        spread = self.spread[entries]
        looked_at = np.where(spread > self._common, FIRST_REPORTS, spread)
        before = np.cumsum(looked_at) - looked_at
        place = np.repeat(self._holders_at[entries] - before, looked_at) + np.arange(looked_at.sum())
        table_row = (self.row[self.start[start] : self.start[stop]] - start) * self.count
        pair = np.repeat(table_row, looked_at) + self._holder[place]
        shape = stop - start, self.count
        added = np.bincount(pair, np.repeat(weight[entries], looked_at), shape[0] * shape[1])
        return added.astype(np.float64, copy=False).reshape(shape)


class Shingles(Postings):
    """The shingles of bodies. `counted` tells of each entry whether it counts for the weight of its shingle, which is
    1 over the number of those that do."""

    def __init__(self, bodies: Sequence[Body], counted: Sequence[NDArray[np.bool_]] | None = None) -> None:
        super().__init__([b.shingles for b in bodies])
        count = self.spread
        if counted is not None:
            is_counted = np.concatenate([np.zeros(0, np.bool_), *counted])
            count = np.bincount(self.of_entry[is_counted], minlength=len(self.spread))
        self.weight: Shares = 1.0 / np.maximum(count, 1)
        total = np.bincount(self.row, self.weight[self.of_entry], minlength=self.count)
        self.total: Shares = np.maximum(total, np.finfo(np.float64).tiny)  # an empty text shares nothing


def slices(parts: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
    """The `parts` cut so small that a table of `width` columns can be held."""
    step = max(1, _CELLS // max(1, width))
    for first, last in parts:
        for start in range(first, last, step):
            yield start, min(last, start + step)
