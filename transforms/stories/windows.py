"""Time cut into blocks of days: a report is compared with those of its own block and of some days around it.

The blocks stand in the calendar, so that they are the same whatever else is asked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Window:
    """Rows `first:last` are the block, rows `low:high` all it is compared with."""

    low: int
    first: int
    last: int
    high: int


def windows(days: NDArray[np.int64], block_days: int, reach_days: int) -> Iterator[Window]:
    """The blocks of ascending `days` that hold any, each with what lies `reach_days` around it."""
    for block in np.unique(days // block_days):
        start, end = block * block_days, (block + 1) * block_days
        yield Window(*map(int, np.searchsorted(days, [start - reach_days, start, end, end + reach_days])))
