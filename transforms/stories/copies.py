"""Which report was copied from which earlier one, within one language: by shared shingles, weighed by how many stories
use them too, so that what an outlet prints under every text and what every table repeats counts for nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transforms.stories.reading import Reading
from transforms.stories.reference import Postings, Rows, Shares, Shingles, slices
from transforms.stories.taken import was_made_from, whole_share
from transforms.stories.telling import shared_facts

# Measured together on the made and the real stories of the benchmark, and to be changed together.
COPIED_SHARE = 0.35  # weighed share of either text that must stand in the other
OWN_SHINGLES = 2.0  # weight of all that is shared: what is shared must be more than what many stories share
WHOLLY_COPIED_SHARE = 0.8  # from here on the facts may differ: those of the outlet's own lines, or corrected ones
OWN_WEIGHT = 0.5  # mean weight of what is shared: below it several stories say it, so that it must come with facts
FEW_FACTS_SHARE = 0.3  # of the poorer text: an excerpt's facts may be mostly those of its outlet's lines
MOSTLY_COPIED_SHARE = 0.65  # below it the sentences must be taken in a row, or the facts be the same
SENTENCES_IN_A_ROW = 3
SAME_FACTS_SHARE = 0.65  # of the numbers, days, places and people of the richer text: a retelling keeps them
SOME_FACTS_SHARE = 0.45  # of those of the poorer one
OPENING_SENTENCES = 6  # a teaser of one sentence is the opening of its original, a quotation stands further down
ONE_SENTENCE_SHARE = 0.8  # of what is shared, weighed
SAME_FIGURES_SHARE = 0.5  # of the numbers in the same words: an update changes one or two, a table nearly all
MANY_FIGURES_SHARE = 0.75  # below it the text around the numbers must be mostly the same
SAME_FIGURES_SHARE_LATER = 0.9  # once more than UPDATE_DAYS lie between: then it is next week's table
UPDATE_DAYS = 3
EXCERPT_WHOLE_SHARE = 0.6  # of an excerpt, in whole sentences, in a longer text of another day that was made from it
PART_OF_LATER = 0.4  # below it the later text is such a longer one
# What makes it unlikely that a text was copied from this one of several: a changed number costs 1. Set together by the
# parents of 7,000 made and 1,160 real copies: .66 and .71 of those found, .59 and .69 by the shares of text alone.
NOT_TAKEN_COSTS = 20.0  # for the whole text: what stands in the copy and not here
ORDER_CHANGED_COSTS = 2.0  # when no two sentences follow each other as here
NOT_FIRST_COSTS = 3.0  # most copies are taken from the first report
FIRST_SHARE = 0.8  # that holds so much of what the one with most of the copy holds
HOURS_COST_ONE = 40.0


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
    """The earlier report, by its row, how like it is, and how unlikely the way from its text to the later one."""

    earlier: int
    likeness: Likeness
    distance: float

    def rank(self) -> tuple[int, float, int]:
        """The likeliest first."""
        return 0, self.distance, self.earlier


def copies(
    held: Sequence[Reading],
    shingles: Shingles,
    parts: Sequence[tuple[int, int]],
    may_be: Callable[[int, Rows], Rows],
) -> Iterator[tuple[int, Copy]]:
    """Each row of the `parts` (first, behind the last) that was copied, with what it was copied from; `may_be` chooses
    among near rows those that may stand before it, the first of them first."""
    comparison = _Comparison(held, shingles)
    for start, stop in slices(parts, len(held)):
        like = comparison.of(start, stop)
        is_near = (like.most >= COPIED_SHARE) & (like.shared >= OWN_SHINGLES)
        for row in range(start, stop):
            near = may_be(row, np.flatnonzero(is_near[row - start]))
            for copy in sorted(_candidates(held, row, near, like, row - start), key=Copy.rank):
                if _is_copy(comparison, held, row, copy):
                    yield row, copy
                    break


@dataclass(frozen=True)
class _Tables:
    """For each of some later rows and each of all rows: what the two have in common."""

    shared: Shares
    of_later: Shares
    of_earlier: Shares
    joints: Shares
    figures: Shares
    changed: Shares

    @property
    def most(self) -> Shares:
        return np.maximum(self.of_later, self.of_earlier)


class _Comparison:
    def __init__(self, held: Sequence[Reading], shingles: Shingles) -> None:
        self._bodies = bodies = [h.body for h in held]
        self._shingles = shingles
        self._joints = Postings([b.joints for b in bodies])
        self._figures = Postings([b.figures for b in bodies], len(bodies))
        self._values = Postings([b.stated for b in bodies], len(bodies))

    def sentence(self, row: int, other: int) -> int | None:
        """The sentence of `row` that holds nearly all it shares with `other`, counted from 0; None if it is spread."""
        shingles = self._shingles.of(row)
        is_shared = np.isin(shingles, self._shingles.of(other))
        weight = self._shingles.weight[shingles[is_shared]]
        in_sentence = np.bincount(self._bodies[row].sentences[is_shared], weight)
        most = int(in_sentence.argmax())
        return most if in_sentence[most] >= ONE_SENTENCE_SHARE * weight.sum() else None

    def own_weight(self, row: int, other: int) -> float:
        """The mean weight of what two rows share: 1 over the number of stories that say it."""
        shingles = self._shingles.of(row)
        return float(self._shingles.weight[shingles[np.isin(shingles, self._shingles.of(other))]].mean())

    def of(self, start: int, stop: int) -> _Tables:
        shingles = self._shingles
        shared = shingles.shared(start, stop, shingles.weight)
        figures = self._figures.shared(start, stop, self._figures.once)
        same = self._values.shared(start, stop, self._values.once)
        joints = self._joints.shared(start, stop, self._joints.once)
        joints_of = np.maximum(1, self._joints.lengths)
        kept = joints / np.minimum(joints_of[start:stop, None], joints_of)
        of_later, of_earlier = shared / shingles.total[start:stop, None], shared / shingles.total
        return _Tables(shared, of_later, of_earlier, kept, figures, figures - same)


def _candidates(held: Sequence[Reading], row: int, near: Rows, like: _Tables, at: int) -> Iterator[Copy]:
    held_of_copy = like.of_later[at, near]
    firsts = near[held_of_copy >= FIRST_SHARE * held_of_copy.max(initial=0)]
    for r in near.tolist():
        figures, changed = float(like.figures[at, r]), float(like.changed[at, r])
        likeness = Likeness(
            float(like.of_later[at, r]), float(like.of_earlier[at, r]), 1 - changed / figures if figures else None
        )
        hours = (held[row].time.rank() - held[r].time.rank()).total_seconds() / 3600
        distance = (
            NOT_TAKEN_COSTS * max(0.0, 1 - likeness.of_later)
            + ORDER_CHANGED_COSTS * (1 - float(like.joints[at, r]))
            + changed
            + max(0.0, hours) / HOURS_COST_ONE
            + (NOT_FIRST_COSTS if r != firsts[0] else 0)
        )
        yield Copy(r, likeness, round(distance, 6))


def _is_copy(comparison: _Comparison, held: Sequence[Reading], row: int, copy: Copy) -> bool:
    later, earlier, likeness = held[row], held[copy.earlier], copy.likeness
    return (
        _has_the_same_figures(likeness, later.time.is_near(earlier.time, UPDATE_DAYS))
        and _has_the_same_facts(likeness, later, earlier)
        and not _is_said_by_many(comparison, held, row, copy)
        and not _is_of_an_excerpt(likeness, later, earlier)
        and not _is_one_quotation(row, copy.earlier, comparison)
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
    if facts is not None and facts[0] < SOME_FACTS_SHARE:
        return False
    if likeness.most >= MOSTLY_COPIED_SHARE:
        return True
    if not was_made_from(later.body, earlier.body):
        return False
    if facts is not None and facts[1] >= SAME_FACTS_SHARE:
        return True
    return len(np.intersect1d(later.body.joints, earlier.body.joints, assume_unique=True)) >= SENTENCES_IN_A_ROW


def _is_said_by_many(comparison: _Comparison, held: Sequence[Reading], row: int, copy: Copy) -> bool:
    """Whether all that is shared is what an outlet says in each issue of a table: no number stands in the same words,
    the facts are others, and several stories say it, or the later text says more, days after or at an unknown time."""
    later, earlier, likeness = held[row], held[copy.earlier], copy.likeness
    if likeness.most < WHOLLY_COPIED_SHARE or likeness.same_figures is not None:
        return False
    is_longer = likeness.of_later < MOSTLY_COPIED_SHARE
    facts = shared_facts(later.telling, earlier.telling)
    if facts is None or facts[0] >= (SOME_FACTS_SHARE if is_longer else FEW_FACTS_SHARE):
        return False
    is_dated = later.time.day is not None and earlier.time.day is not None
    is_soon = is_dated and later.time.is_near(earlier.time, UPDATE_DAYS)
    return comparison.own_weight(row, copy.earlier) < OWN_WEIGHT or (is_longer and not is_soon)


def _is_of_an_excerpt(likeness: Likeness, later: Reading, earlier: Reading) -> bool:
    """Whether a longer text of another day only says in words of its own what an excerpt says."""
    if likeness.of_later >= PART_OF_LATER or likeness.most < MOSTLY_COPIED_SHARE or later.time.is_near(earlier.time, 0):
        return False
    return whole_share(earlier.body, later.body) < EXCERPT_WHOLE_SHARE


def _is_one_quotation(row: int, other: int, comparison: _Comparison) -> bool:
    """Whether all that is shared is one sentence further down in either text."""
    places = comparison.sentence(row, other), comparison.sentence(other, row)
    return any(place is not None and place >= OPENING_SENTENCES for place in places)
