"""Which reports retell one common source that they name: a paper, an agency, an office, an NGO.

They are no copies of each other: the source is what both go back to."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from transforms.stories.facts import facts
from transforms.stories.passages import Passage
from transforms.stories.published import Published
from transforms.stories.reference import Postings, Rows, Shares, slices
from transforms.stories.sources import Citation, cited_sources, credited_sources, own_sources, source_names
from transforms.stories.words import Hashes, hashed

if TYPE_CHECKING:
    from transforms.stories.reading import Reading

# Measured together on one half of gold's stories and on 700 unrelated news texts, and to be changed together.
SHARED_BITS, SHARED_BITS_SOON = 10.0, 8.0  # a name and a number of one digit; soon after each other a little less
SHARED_SHARE, SHARED_SHARE_SOON = 0.35, 0.25  # of all facts of the poorer text
SHARED_FACTS, SHARED_FACTS_SOON = 2, 1  # that are more than a place, a trade or a year
HALF_SHARE = 0.5  # from here on one such fact will do
SOON_DAYS = 3
RETOLD_DAYS = 6  # between two reports of known days: less than a week, so that no weekly column meets its next issue
MANY_REPORTS = 8  # in their own words, as of a large story
SAME_OUTLET_SHARE = 0.6  # an outlet comes back to its source with other facts
SAME_FIGURES_SHARE = 0.5  # of the numbers in the same words: below it two issues of one table


@dataclass(frozen=True)
class Cited:
    """The bodies a report cites and those it is of (keys), its outlet, and its facts as sorted hashes; with each fact
    how many bits it tells, and whether it is more than a place, a trade or a year. No facts where no body is known."""

    sources: frozenset[str]
    own: frozenset[str]
    outlet: str
    facts: Hashes
    bits: NDArray[np.float64]
    is_telling: NDArray[np.bool_]


def cited(report: Mapping[str, Any]) -> Cited:
    """What is compared of a report that may retell a source."""
    text, outlet = report["text"] or "", report["source"] or ""
    own = own_sources(outlet) | credited_sources(text)
    sources = frozenset(cited_sources(text, outlet)) - own
    found = list(facts(text, source_names(text)).values()) if sources or own else []
    keys = np.fromiter((hashed(f.key) for f in found), np.uint64, len(found))
    order = np.argsort(keys)
    bits = np.fromiter((f.bits for f in found), np.float64, len(found))
    is_telling = np.fromiter((f.is_telling for f in found), np.bool_, len(found))
    return Cited(sources, own, outlet, keys[order], bits[order], is_telling[order])


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


def retellings(
    held: Sequence["Reading"], parts: Sequence[tuple[int, int]], may_be: Callable[[int, Rows], Rows]
) -> Iterator[tuple[int, Retelling]]:
    """Each row of the `parts` (first, behind the last) that retells the source of an earlier one, with the nearest."""
    rows = np.flatnonzero([len(h.cited.facts) > 0 for h in held])
    told = _Told([held[row].cited for row in rows], [held[row].is_fresh for row in rows])
    named = _Named([held[row] for row in rows])
    within = [(int(a), int(b)) for a, b in (np.searchsorted(rows, part) for part in parts)]
    for start, stop in slices(within, len(rows)):
        shared = told.shared(start, stop, told.weight)
        share = shared / np.maximum(1e-9, np.minimum(told.total[start:stop, None], told.total))
        count = told.shared(start, stop, told.is_telling)
        near = (shared >= SHARED_BITS_SOON) & (share >= SHARED_SHARE_SOON) & (count >= SHARED_FACTS_SOON)
        for at in range(start, stop):
            row, found = int(rows[at]), []
            for other in may_be(row, rows[near[at - start]]).tolist():
                there = np.searchsorted(rows, other)
                amount = shared[at - start, there], share[at - start, there], count[at - start, there]
                for told_again in _common(held[row].cited, held[other].cited, other, round(float(amount[1]), 3)):
                    bits = amount[0] - log2(named.near(told_again.source, held[row].time) - 1)
                    if _is_enough(held[row], held[other], float(bits), float(amount[1]), float(amount[2])):
                        found.append(told_again)
            if found:
                yield row, min(found, key=Retelling.rank)


def _common(later: Cited, earlier: Cited, row: int, share: float) -> list[Retelling]:
    """The retelling of a source that both name, or that one names and the other is; by key, the first if several."""
    named = (later.sources | later.own) & (earlier.sources | earlier.own) - (later.own & earlier.own)
    found = [Retelling(row, key, share, key in earlier.own) for key in sorted(named)]
    return sorted(found, key=Retelling.rank)[:1]


def _is_enough(later: "Reading", earlier: "Reading", bits: float, share: float, telling: float) -> bool:
    if not later.time.is_near(earlier.time, RETOLD_DAYS) or _is_next_issue(later, earlier):
        return False
    if later.cited.outlet == earlier.cited.outlet and share < SAME_OUTLET_SHARE:
        return False
    is_dated = later.time.day is not None and earlier.time.day is not None
    if is_dated and later.time.is_near(earlier.time, SOON_DAYS):
        return bits >= SHARED_BITS_SOON and share >= SHARED_SHARE_SOON and telling >= SHARED_FACTS_SOON
    is_told = telling >= SHARED_FACTS or share >= HALF_SHARE
    return bits >= SHARED_BITS and share >= SHARED_SHARE and is_told


def _is_next_issue(later: "Reading", earlier: "Reading") -> bool:
    """Whether the numbers that stand in the same words are mostly others, as in a table that comes every week."""
    words = len(np.intersect1d(later.body.figures, earlier.body.figures, assume_unique=True))
    same = len(np.intersect1d(later.body.stated, earlier.body.stated, assume_unique=True))
    return same < SAME_FIGURES_SHARE * words


def shared_evidence(later: Mapping[str, Any], earlier: Mapping[str, Any], source: str) -> list[Passage]:
    """Where both cite the source, an empty span where one is of the source itself; then each fact that both have."""
    here, there = (cited_sources(r["text"], r["source"] or "").get(source, Citation(0, 0)) for r in (later, earlier))
    ours, theirs = (facts(r["text"], source_names(r["text"])) for r in (later, earlier))
    spans = [Passage(ours[k].start, ours[k].end, theirs[k].start, theirs[k].end) for k in ours.keys() & theirs.keys()]
    cites = Passage(here.start, here.end, there.start, there.end)
    return [cites, *sorted(spans, key=lambda p: (p.start, p.other_start))]


class _Named:
    """How often each source is named: a report that many others might be met with by chance must share more."""

    def __init__(self, reports: Sequence["Reading"]) -> None:
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
        days = self._days.get(key, [])
        if time.day is None:
            return len(days) + self._undated.get(key, 0)
        day = time.day.toordinal()
        return bisect(days, day + RETOLD_DAYS) - bisect(days, day - RETOLD_DAYS - 1) + self._undated.get(key, 0)


class _Told(Postings):
    """The facts of reports. A fact that reports of several sources have tells less, and so does one that many have."""

    def __init__(self, rows: Sequence[Cited], is_fresh: Sequence[bool]) -> None:
        super().__init__([c.facts for c in rows])
        fresh = np.bincount(self.of_entry[np.array(is_fresh, np.bool_)[self.row]], minlength=len(self.spread))
        number = {key: n for n, key in enumerate(sorted({key for c in rows for key in c.sources}))}
        pairs = [
            self.of(row) * len(number) + number[key] for row, c in enumerate(rows) for key in sorted(c.sources)
        ]
        told = np.unique(np.concatenate([np.zeros(0, np.intp), *pairs]))
        sources = np.bincount(told // max(1, len(number)), minlength=len(self.spread))
        bits, is_telling = np.zeros(len(self.spread)), np.zeros(len(self.spread))
        np.maximum.at(bits, self.of_entry, np.concatenate([np.zeros(0), *(c.bits for c in rows)]))
        np.maximum.at(is_telling, self.of_entry, np.concatenate([np.zeros(0), *(c.is_telling for c in rows)]))
        self.is_telling: Shares = is_telling
        self.weight: Shares = bits / np.sqrt(np.maximum(1, sources - 1) * np.maximum(1, fresh / MANY_REPORTS))
        self.total: Shares = np.bincount(self.row, self.weight[self.of_entry], self.count).astype(np.float64)
