"""Goes through reports in the order of time and compares each with those of the days around it, holding no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.stories.copies import Copy, copies
from transforms.stories.novelty import Nearness
from transforms.stories.order import places
from transforms.stories.published import published
from transforms.stories.reading import Reading, reading
from transforms.stories.reference import Rows, Shingles
from transforms.stories.retellings import Retelling, retellings
from transforms.stories.translations import Translation, translations
from transforms.stories.undated import Undated
from transforms.stories.windows import windows

WINDOW_DAYS = 30
"""A report is compared with those published at most so many days before or after it."""

# What is new in a text is told from the days around it, and what it was copied from by what is new in others: the two
# reach less than WINDOW_DAYS together, also where a day counts differently in two zones.
NOVELTY_BLOCK_DAYS, NOVELTY_REACH_DAYS = 2, 3
BLOCK_DAYS, REACH_DAYS = 8, 18

Found = Copy | Translation | Retelling


def compared(rows: Sequence[Mapping[str, Any]]) -> dict[int, Found]:
    """Row -> what it was copied or translated from. `rows` are in the order of publication, the undated last."""
    days = np.array([t.rank().toordinal() for t in map(published, rows) if t.is_placed], np.int64)
    late = [reading(row) for row in rows[len(days) :]]
    undated = Undated(late)
    found: dict[int, Found] = {}
    for low, first, last, held in _blocks(rows, days):
        guests = undated.like(held[first:last])
        block = _compare([*held, *(late[g] for g in guests)], len(held), first, last)
        for row, what in block.items():
            at = low + row if row < len(held) else len(days) + guests[row - len(held)]
            what = replace(what, earlier=low + what.earlier)
            if at not in found or what.rank() < found[at].rank():
                found[at] = what
    marked = _marked(late, 0, len(late))
    for row, what in _compare(marked, len(marked), 0, len(marked)).items():
        standing = found.get(len(days) + row)
        if standing is None or (isinstance(standing, Retelling) and not isinstance(what, Retelling)):
            found[len(days) + row] = replace(what, earlier=len(days) + what.earlier)
    return found


def _marked(held: Sequence[Reading], first: int, last: int) -> list[Reading]:
    """`held[first:last]` with what is new in each of them."""
    nearness = Nearness([h.body for h in held])
    near = enumerate(nearness.near(first, last), first)
    return [replace(held[row], is_new=nearness.new(row, rows)) for row, rows in near]


def _blocks(
    rows: Sequence[Mapping[str, Any]], days: NDArray[np.int64]
) -> Iterator[tuple[int, int, int, list[Reading]]]:
    """(first row held, block's first and last among the held, all held) of each block of days."""
    held: dict[int, Reading] = {}
    marked = _mark(rows, days, held)
    done = 0
    for window in windows(days, BLOCK_DAYS, REACH_DAYS):
        while done < window.high:
            done = next(marked)
        for row in [r for r in held if r < window.low]:
            del held[row]
        reads = [held[r] for r in range(window.low, window.high)]
        yield window.low, window.first - window.low, window.last - window.low, reads


def _mark(rows: Sequence[Mapping[str, Any]], days: NDArray[np.int64], held: dict[int, Reading]) -> Iterator[int]:
    """Reads the reports into `held` as they are needed, and marks what is new in each; yields how many are marked."""
    for window in windows(days, NOVELTY_BLOCK_DAYS, NOVELTY_REACH_DAYS):
        for row in range(window.low, window.high):
            if row not in held:
                held[row] = reading(rows[row])
        reads = [held[r] for r in range(window.low, window.high)]
        marked = _marked(reads, window.first - window.low, window.last - window.low)
        held.update(zip(range(window.first, window.last), marked, strict=True))
        yield window.last


def _compare(held: Sequence[Reading], dated: int, first: int, last: int) -> dict[int, Found]:
    """What the rows `first:last` were taken from, and the guests after the first `dated` rows from those."""
    times = [h.time for h in held]
    shingles = Shingles([h.body for h in held], [h.is_new for h in held])
    place = places(held, shingles, first, min(last, dated))

    def may_be(row: int, near: Rows) -> Rows:
        if row >= dated:
            return near[(first <= near) & (near < last)]
        before = near[place[near] < place[row]]
        before = before[np.argsort(place[before])]
        return np.array([r for r in before.tolist() if not times[r].is_after(times[row])], np.intp)

    parts = (first, last), (dated, len(held))
    found = dict(retellings(held, dated, parts, may_be)), dict(translations(held, parts, may_be))
    return found[0] | found[1] | dict(copies(held, shingles, parts, may_be))
