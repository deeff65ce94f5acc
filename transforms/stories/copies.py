"""Which report was copied from which earlier one, within one language: by shared shingles, weighed by how many other
stories use them too, so that what an outlet prints under every text and what every table repeats counts for nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.stories.words import Body

# Measured together on the made and the real stories of the benchmark, and to be changed together.
COPIED_SHARE = 0.35  # weighed share of either text that must stand in the other
FEWEST_SHINGLES = 4
OPENING_SENTENCES = 4  # a teaser of one sentence is the opening of its original, a quotation stands further down
SAME_FIGURES_SHARE = 0.5  # of the numbers in the same words: an update changes one or two, a table nearly all
SAME_FIGURES_SHARE_LATER = 0.8  # the same once more than UPDATE_DAYS lie between: then it is next week's table
UPDATE_DAYS = 3
POSTING_CAP = 12  # stories kept per shingle: what more stories share finds no candidates
CANDIDATE_STORIES = 4


@dataclass(frozen=True)
class Likeness:
    """How much of the later text stands in the earlier one and the other way round (0 to 1, weighed), and how many of
    the numbers standing in the same words are the same (None: no such number)."""

    of_later: float
    of_earlier: float
    same_figures: float | None


@dataclass(frozen=True)
class Copy:
    """The earlier report, by its place in the sequence, and how like it is."""

    earlier: int
    likeness: Likeness


def copies(bodies: Sequence[Body]) -> list[Copy | None]:
    """For each body, in the order of publication, the earlier one it was copied from, or None.

    Two passes: the first finds out which shingles many stories share, the second decides."""
    first = _Pass(bodies, {})
    return _Pass(bodies, first.story_count).found


class _Pass:
    """One reading of all bodies in order: the stories found so far and what each shingle weighs by then."""

    def __init__(self, bodies: Sequence[Body], known: Mapping[int, int]) -> None:
        self.bodies = bodies
        self.known = known
        self.story_count: Counter[int] = Counter()
        self.stories: dict[int, list[int]] = {}
        self.members: list[list[int]] = []
        self.totals: list[float] = []
        self.found: list[Copy | None] = []
        for i in range(len(bodies)):
            self._place(i)

    def _place(self, i: int) -> None:
        weights = {s: 1 / max(self.story_count[s], self.known.get(s, 1), 1) for s in self.bodies[i].shingles}
        self.totals.append(sum(weights.values()))
        story, nearest = self._nearest(i, weights)
        self.found.append(nearest)
        if nearest is None:
            story = len(self.members)
            self.members.append([])
        self.members[story].append(i)
        for shingle in weights:
            self._note(shingle, story)

    def _note(self, shingle: int, story: int) -> None:
        standing = self.stories.setdefault(shingle, [])
        if story in standing:
            return
        self.story_count[shingle] += 1
        if len(standing) < POSTING_CAP:
            standing.append(story)

    def _nearest(self, i: int, weights: Mapping[int, float]) -> tuple[int, Copy | None]:
        at, nearest = -1, None
        for story in self._candidates(weights):
            for earlier in self.members[story]:
                likeness = self._likeness(i, earlier, weights)
                if likeness is None or (nearest is not None and _rank(likeness) <= _rank(nearest.likeness)):
                    continue
                at, nearest = story, Copy(earlier, likeness)
        return at, nearest

    def _candidates(self, weights: Mapping[int, float]) -> list[int]:
        shared: Counter[int] = Counter()
        for shingle in weights:
            standing = self.stories.get(shingle, ())
            if len(standing) < POSTING_CAP:
                for story in standing:
                    shared[story] += 1
        ranked = sorted(shared, key=lambda story: (-shared[story], story))
        return [story for story in ranked[:CANDIDATE_STORIES] if shared[story] >= min(FEWEST_SHINGLES, len(weights))]

    def _likeness(self, i: int, j: int, weights: Mapping[int, float]) -> Likeness | None:
        later, earlier = self.bodies[i], self.bodies[j]
        if earlier.published.is_after(later.published):
            return None
        shared = weights.keys() & earlier.shingles.keys()
        weight = sum(map(weights.__getitem__, shared))
        of_later, of_earlier = weight / self.totals[i], weight / self.totals[j]
        if max(of_later, of_earlier) < COPIED_SHARE or len(shared) < _shingles_needed(later, earlier):
            return None
        found = Likeness(of_later, min(of_earlier, 1.0), _same_figures(later, earlier))
        return found if _is_copy(found, shared, later, earlier) else None


def _shingles_needed(later: Body, earlier: Body) -> int:
    """Very short texts are copies only where all is the same."""
    return min(FEWEST_SHINGLES, max(len(later.shingles), len(earlier.shingles)))


def _rank(likeness: Likeness) -> tuple[float, float]:
    """The nearest of near ones is the one published first: most copies are taken from the original."""
    return round(likeness.of_later, 2), round(likeness.of_earlier, 1)


def _same_figures(later: Body, earlier: Body) -> float | None:
    places = later.figures.keys() & earlier.figures.keys()
    same = sum(later.figures[p] == earlier.figures[p] for p in places)
    return same / len(places) if places else None


def _is_copy(found: Likeness, shared: set[int], later: Body, earlier: Body) -> bool:
    if found.same_figures is not None and found.same_figures < _figures_needed(later, earlier):
        return False
    return not _is_one_quotation(shared, later) and not _is_one_quotation(shared, earlier)


def _figures_needed(later: Body, earlier: Body) -> float:
    near = later.published.is_near(earlier.published, UPDATE_DAYS)
    return SAME_FIGURES_SHARE if near else SAME_FIGURES_SHARE_LATER


def _is_one_quotation(shared: set[int], longer: Body) -> bool:
    """Whether all that is shared is one sentence standing further down in `longer`."""
    at = longer.shingles[next(iter(shared))]
    return at >= OPENING_SENTENCES and all(longer.shingles[s] == at for s in shared)
