"""Which of one day's reports came first where the hour of some is not known: told by what each holds of the others.

A copier prints a part of a text, or the whole of it under lines of its own. So who holds all that another has and more
of the story, or the same without such lines, had it first."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from transforms.stories.reading import Reading
from transforms.stories.reference import Rows, Shares, Shingles

# Shares of a text, weighed. Set together on made and real stories of the benchmark: the root right of .80 and .94 of
# them, .76 and .82 with reports without hour always at the day's end. To be changed together.
LEAST_SHARED = 2.0  # weight: what outlets print under every text orders nothing
HELD_SHARE = 0.85  # of the copy stands in its source
PART_SHARE = 0.85  # at most so much of the source in a part of it, and less by PART_GAP than of the part in the source
PART_GAP = 0.15
WHOLE_SHARE = 0.95  # of the source, in a copy that has lines of its own
OPENING_SHARE = 0.05  # of the source may stand before what an excerpt begins with
OWN_LINES_SHARE = 0.03  # of the words of such a source are not in the copy, at most


def places(held: Sequence[Reading], shingles: Shingles, first: int, last: int) -> Shares:
    """Where each row stands in time: at its own number, but of the days of `first:last` a report without hour just
    before the first that has one and was taken from it; and those without hour as they were taken from each other."""
    out = np.arange(len(held), dtype=np.float64)
    for rows, hourless in _days(held, first, last):
        gives = np.array([_gives(held, shingles, row, rows) for row in hourless.tolist()])
        among = gives[:, np.isin(rows, hourless)]
        order = np.lexsort((hourless, among.sum(axis=0) - among.sum(axis=1)))
        for place, at in enumerate(order.tolist()):
            taken = rows[gives[at] & ~np.isin(rows, hourless)]
            out[hourless[at]] = taken[0] - 0.5 + place / (4 * len(hourless)) if len(taken) else hourless[place]
    return out


def _days(held: Sequence[Reading], first: int, last: int) -> Iterator[tuple[Rows, Rows]]:
    """The rows of each day of `first:last` that has any without hour, and those."""
    for _, day in groupby(range(first, last), lambda row: held[row].time.rank().date()):
        rows = np.fromiter(day, np.intp)
        hourless = rows[[held[row].time.moment is None for row in rows.tolist()]]
        if len(hourless):
            yield rows, hourless


def _gives(held: Sequence[Reading], shingles: Shingles, row: int, rows: Rows) -> NDArray[np.bool_]:
    """Which of `rows` hold a part of the text of `row`, or all of it under lines of their own."""
    shared = shingles.shared(row, row + 1, shingles.weight)[0][rows]
    words = shingles.shared(row, row + 1, shingles.once)[0][rows]
    of_source, of_copy = shared / shingles.total[row], shared / shingles.total[rows]
    lines_of_source = 1 - words / max(1, shingles.lengths[row])
    lines_of_copy = 1 - words / np.maximum(1, shingles.lengths[rows])
    is_copy = (shared >= LEAST_SHARED) & (of_copy >= HELD_SHARE) & (rows != row)
    is_part = (of_source <= PART_SHARE) & (of_source <= of_copy - PART_GAP)
    is_whole = (of_source >= WHOLE_SHARE) & (lines_of_source <= OWN_LINES_SHARE) & (lines_of_copy > lines_of_source)
    for at in np.flatnonzero(is_copy & is_part).tolist():
        is_part[at] = _is_excerpt(held, shingles, int(rows[at]), row)
    is_taken: NDArray[np.bool_] = is_copy & (is_part | is_whole)
    return is_taken


def _is_excerpt(held: Sequence[Reading], shingles: Shingles, row: int, source: int) -> bool:
    """Whether the part begins as its source does and gives the same numbers: a longer text that was put around another,
    or corrects it, is not its source."""
    here, there = held[row].body, held[source].body
    around = np.intersect1d(here.figures, there.figures, assume_unique=True)
    if len(np.intersect1d(here.stated, there.stated, assume_unique=True)) < len(around):
        return False
    of_source = shingles.of(source)
    weight = shingles.weight[of_source]
    of_sentence = np.bincount(there.sentences, weight)
    taken = np.bincount(there.sentences, weight * np.isin(of_source, shingles.of(row)))
    begins = int(np.argmax(taken > of_sentence / 2))
    return bool(of_sentence[:begins].sum() <= OPENING_SHARE * shingles.total[source])
