"""Which report was copied from which earlier one, within one language: by shared shingles, weighed by how many stories
use them too, so that what an outlet prints under every text and what every table repeats counts for nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transforms.stories.reading import Reading
from transforms.stories.reference import Rows, Shares, Shingles, slices
from transforms.stories.telling import shared_facts
from transforms.stories.words import Body, Hashes

# Measured together on the made and the real stories of the benchmark, and to be changed together.
COPIED_SHARE = 0.35  # weighed share of either text that must stand in the other
FEWEST_SHINGLES = 4
OWN_SHINGLES = 3.0  # weight of all that is shared: what is shared must be more than what many stories share
WHOLLY_COPIED_SHARE = 0.85  # from here on the facts may differ: those of the outlet's own lines, or corrected ones
MOSTLY_COPIED_SHARE = 0.65  # below it the sentences must be taken in a row, or the facts be the same
SENTENCES_IN_A_ROW = 3
SAME_FACTS_SHARE = 0.8  # of the numbers, days, places and people: a retelling keeps them all
SOME_FACTS_SHARE = 0.45
OPENING_SENTENCES = 4  # a teaser of one sentence is the opening of its original, a quotation stands further down
SAME_FIGURES_SHARE = 0.5  # of the numbers in the same words: an update changes one or two, a table nearly all
MANY_FIGURES_SHARE = 0.75  # below it the text around the numbers must be mostly the same
SAME_FIGURES_SHARE_LATER = 0.8  # once more than UPDATE_DAYS lie between: then it is next week's table
UPDATE_DAYS = 3


@dataclass(frozen=True)
class Likeness:
    """How much of the later text stands in the earlier one and the other way round (0 to 1, weighed), and how many of
    the numbers standing in the same words are the same (None: no such number)."""

    of_later: float
    of_earlier: float
    same_figures: float | None

    @property
    def most(self) -> float:
        """The share of the text that is taken up more."""
        return max(self.of_later, self.of_earlier)


@dataclass(frozen=True)
class Copy:
    """The earlier report, by its row in the reference, and how like it is."""

    earlier: int
    likeness: Likeness

    def rank(self) -> tuple[int, float, float, int]:
        """The nearest first; of near ones the one published first: most copies are taken from the original."""
        return 0, -round(self.likeness.of_later, 2), -round(self.likeness.of_earlier, 1), self.earlier


def copies(
    held: Sequence[Reading], first: int, last: int, may_be: Callable[[int, Rows], Rows]
) -> Iterator[tuple[int, Copy]]:
    """Each row of `first:last` that was copied, with what it was copied from; `may_be` chooses among near rows those
    that may stand before it."""
    shingles = Shingles([h.body for h in held], [h.is_new for h in held])
    for start, stop in slices(first, last, len(held)):
        shared = shingles.shared(start, stop, shingles.weight)
        of_later, of_earlier = shared / shingles.total[start:stop, None], shared / shingles.total
        is_like = (np.maximum(of_later, of_earlier) >= COPIED_SHARE) & (shared >= OWN_SHINGLES)
        for row in range(start, stop):
            near = may_be(row, np.flatnonzero(is_like[row - start]))
            found = _candidates(held, row, near, of_later[row - start], of_earlier[row - start])
            for copy in sorted(found, key=Copy.rank):
                if _is_copy(held[row], held[copy.earlier], copy.likeness):
                    yield row, copy
                    break


def _candidates(
    held: Sequence[Reading], row: int, near: Rows, of_later: Shares, of_earlier: Shares
) -> Iterator[Copy]:
    for r in near.tolist():
        same_figures = _same_figures(held[row].body, held[r].body)
        yield Copy(r, Likeness(float(of_later[r]), float(of_earlier[r]), same_figures))


def _same_figures(later: Body, earlier: Body) -> float | None:
    _, here, there = np.intersect1d(later.figures, earlier.figures, assume_unique=True, return_indices=True)
    return float((later.values[here] == earlier.values[there]).mean()) if len(here) else None


def _is_copy(later: Reading, earlier: Reading, likeness: Likeness) -> bool:
    return (
        _has_the_same_figures(likeness, later.time.is_near(earlier.time, UPDATE_DAYS))
        and _has_the_same_facts(likeness, later, earlier)
        and not _is_one_quotation(later.body, earlier.body)
    )


def _has_the_same_figures(likeness: Likeness, is_soon: bool) -> bool:
    same = likeness.same_figures
    if same is None:
        return True
    if same < (SAME_FIGURES_SHARE if is_soon else SAME_FIGURES_SHARE_LATER):
        return False
    return same >= MANY_FIGURES_SHARE or likeness.most >= MOSTLY_COPIED_SHARE


def _has_the_same_facts(likeness: Likeness, later: Reading, earlier: Reading) -> bool:
    if likeness.most >= WHOLLY_COPIED_SHARE:
        return True
    facts = shared_facts(later.telling, earlier.telling)
    if facts is not None and facts < SOME_FACTS_SHARE:
        return False
    if likeness.most >= MOSTLY_COPIED_SHARE or (facts is not None and facts >= SAME_FACTS_SHARE):
        return True
    return len(np.intersect1d(later.body.joints, earlier.body.joints, assume_unique=True)) >= SENTENCES_IN_A_ROW


def _is_one_quotation(later: Body, earlier: Body) -> bool:
    shared = np.intersect1d(later.shingles, earlier.shingles, assume_unique=True)
    if len(shared) < min(FEWEST_SHINGLES, max(len(later.shingles), len(earlier.shingles))):
        return True
    return any(_stands_in_one_sentence(shared, body) for body in (later, earlier))


def _stands_in_one_sentence(shared: Hashes, body: Body) -> bool:
    """Whether all that is shared is one sentence further down in the text."""
    at = body.sentences[np.searchsorted(body.shingles, shared)]
    return bool(at.min() >= OPENING_SENTENCES and at.min() == at.max())
