"""One number of a text, as every language's reader gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """One number or range. `low`/`high` None: that end is not said. `magnitude`: powers of ten of a vague word.
    `start`/`end` cut the wording with its bound words; `core` is where the numeral itself begins."""

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    precision: str
    magnitude: int | None = None
    is_each: bool = False

    @property
    def is_vague(self) -> bool:
        return self.magnitude is not None


Numeral = tuple[int, int, float, float, str | None]
"""start, end, low, high, and the precision that the numeral itself brings ("range", or "approx" of 열댓)."""


def joined(
    flat: str, singles: Sequence[Numeral], as_range: Callable[[str, Numeral, Numeral], Numeral | None]
) -> list[Numeral]:
    """Numerals in order, each neighbours of which `as_range` makes a range as one; of two that overlap the first."""
    found: list[Numeral] = []
    for single in singles:
        one = as_range(flat, found[-1], single) if found else None
        if one is not None:
            found[-1] = one
        elif not found or single[0] >= found[-1][1]:
            found.append(single)
    return found
