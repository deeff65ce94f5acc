"""Stretches of a text, and what lies in them."""

from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate


class Spans:
    """Spans that may overlap. A hostile text has as many moments as names: each is looked up, not compared."""

    def __init__(self, spans: Collection[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether `start:end` lies within one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= end
