"""Which reports retell one common source that they name: a paper, an agency, an office, an NGO.

They are no copies of each other: the source is what both go back to."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np

from transforms.stories.cited import Cited, told_facts
from transforms.stories.passages import Passage
from transforms.stories.published import Published
from transforms.stories.reading import Reading
from transforms.stories.reference import Postings, Rows, Shares, slices
from transforms.stories.sources import Span, sources_cited

# Measured together on one half of gold's stories, on 702 unrelated news texts put on one day (none joined), and on
# 3,140 made reports that were all made to cite one paper (7 joined that tell different events); to be changed together.
SHARED_BITS, SHARED_BITS_SOON = 10.0, 8.0  # a name and a number of one digit; soon after each other a little less
SHARED_SHARE, SHARED_SHARE_SOON = 0.35, 0.25  # of all facts of the poorer text
SHARED_FACTS, SHARED_FACTS_SOON = 2, 1  # that are more than a place, a trade or a year
HALF_SHARE = 0.45  # nearly; from here on one such fact will do
SOON_DAYS = 3
RETOLD_DAYS = 6  # between two reports of known days: less than a week, so that no weekly column meets its next issue
MANY_REPORTS = 8  # in their own words, as of a large story: what more of them say tells less
MOST_REPORTS = 32  # what more of them say tells nothing
SAME_OUTLET_SHARE = 0.6  # an outlet comes back to its source with other facts
SAME_FIGURES_SHARE = 0.5  # of the numbers in the same words: below it two issues of one table


@dataclass(frozen=True)
class Retelling:
    """The earlier report, by its row, the key of the source that both retell, what share of the facts of the poorer
    text both have, and whether the earlier one is the source's own."""

    earlier: int
    source: str
    share: float
    is_own: bool

    def rank(self) -> tuple[int, float, int]:
        """After any copy and translation; the source's own text first, then the nearest."""
        return 2 if self.is_own else 3, -self.share, self.earlier


@dataclass(frozen=True)
class _Likeness:
    """What two reports share: bits, the share of those of the poorer one, and how many telling facts."""

    bits: float
    share: float
    telling: float

    def is_enough(self, is_soon: bool) -> bool:
        """Whether two that name one source retell the same of it."""
        if is_soon:
            return self._reaches(SHARED_BITS_SOON, SHARED_SHARE_SOON, SHARED_FACTS_SOON)
        fewest = SHARED_FACTS if self.share < HALF_SHARE else SHARED_FACTS_SOON
        return self._reaches(SHARED_BITS, SHARED_SHARE, fewest)

    def _reaches(self, bits: float, share: float, telling: float) -> bool:
        return self.bits >= bits and self.share >= share and self.telling >= telling


def retellings(
    held: Sequence[Reading], counted: int, parts: Sequence[tuple[int, int]], may_be: Callable[[int, Rows], Rows]
) -> Iterator[tuple[int, Retelling]]:
    """Each row of the `parts` (first, behind the last) that retells the source of an earlier one, with the nearest;
    `may_be` chooses among near rows those that may stand before it. Only the first `counted` rows have a say in how
    much a fact tells."""
    rows = [row for row, report in enumerate(held) if len(report.cited.facts)]
    reports, at = [held[row] for row in rows], {row: n for n, row in enumerate(rows)}
    told = _Told(reports, int(np.searchsorted(rows, counted)))
    named = _Named(reports[: told.counted])
    within = [(int(start), int(stop)) for start, stop in (np.searchsorted(rows, part) for part in parts)]
    for start, stop in slices(within, len(rows)):
        near = told.near(start, stop)
        for n in range(start, stop):
            others = may_be(rows[n], np.array([rows[m] for m in near[n - start]], np.intp))
            found = [
                again
                for other in others.tolist()
                for again in _retelling(reports[n], held[other], other, near[n - start][at[other]], named)
            ]
            if found:
                yield rows[n], min(found, key=Retelling.rank)


def _retelling(
    later: Reading, earlier: Reading, row: int, likeness: _Likeness, named: "_Named"
) -> Iterator[Retelling]:
    """The retellings of each source that both name, or that one names and the other is."""
    one, other = later.cited, earlier.cited
    keys = (one.sources | one.own) & (other.sources | other.own) - (one.own & other.own)
    if not keys or not later.time.is_near(earlier.time, RETOLD_DAYS) or _is_next_issue(later, earlier):
        return
    if one.outlet == other.outlet and likeness.share < SAME_OUTLET_SHARE:
        return
    is_soon = later.time.is_known and earlier.time.is_known and later.time.is_near(earlier.time, SOON_DAYS)
    for key in sorted(keys):
        by_chance = log2(max(1, named.near(key, later.time) - 1))
        if _Likeness(likeness.bits - by_chance, likeness.share, likeness.telling).is_enough(is_soon):
            yield Retelling(row, key, round(likeness.share, 3), key in other.own)


def _is_next_issue(later: Reading, earlier: Reading) -> bool:
    """Whether the numbers that stand in the same words are mostly others, as in a table that comes every week."""
    words = len(np.intersect1d(later.body.figures, earlier.body.figures, assume_unique=True))
    same = len(np.intersect1d(later.body.stated, earlier.body.stated, assume_unique=True))
    return same < SAME_FIGURES_SHARE * words


class _Named:
    """How often each source is named: of a report that many others name with it, more must be shared."""

    def __init__(self, reports: Sequence[Reading]) -> None:
        self._days: dict[str, list[int]] = {}
        self._undated: dict[str, int] = {}
        for report in reports:
            for key in report.cited.sources | report.cited.own:
                if report.time.day is None:
                    self._undated[key] = self._undated.get(key, 0) + 1
                else:
                    self._days.setdefault(key, []).append(report.time.day.toordinal())
        for days in self._days.values():
            days.sort()

    def near(self, key: str, time: Published) -> int:
        """The reports that name this source, or are of it, and may be near to that time."""
        days, undated = self._days.get(key, []), self._undated.get(key, 0)
        if time.day is None:
            return len(days) + undated
        day = time.day.toordinal()
        return bisect(days, day + RETOLD_DAYS) - bisect(days, day - RETOLD_DAYS - 1) + undated


class _Told(Postings):
    """The facts of reports. A fact that reports of several sources have tells less, and so does one that many have."""

    def __init__(self, reports: Sequence[Reading], counted: int) -> None:
        rows, self.counted = [report.cited for report in reports], counted
        super().__init__([c.facts for c in rows], len(rows))
        is_fresh = np.array([n < counted and report.is_fresh for n, report in enumerate(reports)], np.bool_)
        fresh = np.bincount(self.of_entry[is_fresh[self.row]], minlength=len(self.spread))
        bits, self._telling = np.zeros(len(self.spread)), np.zeros(len(self.spread))
        bits[self.of_entry] = np.concatenate([np.zeros(0), *(c.bits for c in rows)])
        self._telling[self.of_entry] = np.concatenate([np.zeros(0), *(c.is_telling for c in rows)])
        common = np.maximum(1, self._sources(rows[:counted]) - 1) * np.maximum(1, fresh / MANY_REPORTS)
        self._weight: Shares = (fresh <= MOST_REPORTS) * bits / np.sqrt(common)
        self._total = np.bincount(self.row, self._weight[self.of_entry], self.count)

    def _sources(self, rows: Sequence[Cited]) -> Rows:
        """How many sources each fact is told of."""
        number = {key: n for n, key in enumerate(sorted({key for c in rows for key in c.sources}))}
        pairs = [self.of(row) * len(number) + number[key] for row, c in enumerate(rows) for key in c.sources]
        told = np.unique(np.concatenate([np.zeros(0, np.intp), *pairs]))
        return np.bincount(told // max(1, len(number)), minlength=len(self.spread))

    def near(self, start: int, stop: int) -> list[dict[int, _Likeness]]:
        """For each row of `start:stop` the others that share enough with it if all else is well."""
        bits = self.shared(start, stop, self._weight)
        share = bits / np.maximum(1e-9, np.minimum(self._total[start:stop, None], self._total))
        telling = self.shared(start, stop, self._telling)
        is_near = (bits >= SHARED_BITS_SOON) & (share >= SHARED_SHARE_SOON) & (telling >= SHARED_FACTS_SOON)
        return [
            {
                int(row): _Likeness(float(bits[n, row]), float(share[n, row]), float(telling[n, row]))
                for row in np.flatnonzero(is_near[n])
            }
            for n in range(stop - start)
        ]


def shared_evidence(later: Mapping[str, Any], earlier: Mapping[str, Any], source: str) -> list[Passage]:
    """Where each cites the source, an empty span where it is the source's own; then each fact that both have."""
    here, there = (sources_cited(r["text"], r["source"] or "").get(source, Span(0, 0)) for r in (later, earlier))
    ours, theirs = (told_facts(r["text"]) for r in (later, earlier))
    spans = [Passage(ours[k].start, ours[k].end, theirs[k].start, theirs[k].end) for k in ours.keys() & theirs.keys()]
    cites = Passage(here.start, here.end, there.start, there.end)
    return [cites, *sorted(spans, key=lambda p: (p.start, p.end, p.other_start))]
