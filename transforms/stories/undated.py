"""Reports without any place in time, beside a block of those that have one: which of them it is worth to compare."""

from collections.abc import Sequence

import numpy as np

from transforms.stories.reading import Reading
from transforms.stories.words import Hashes

RARE_REPORTS = 16  # what more undated reports have tells nothing
FEWEST_SHARED = 3


class Undated:
    """Rows are undated reports."""

    def __init__(self, reports: Sequence[Reading]) -> None:
        parts = [_features(r) for r in reports]
        row = np.repeat(np.arange(len(parts)), [len(p) for p in parts]) if parts else np.zeros(0, np.intp)
        features = np.concatenate([np.zeros(0, np.uint64), *parts])
        order = np.argsort(features, kind="stable")
        _, count = np.unique(features[order], return_counts=True)
        is_rare = np.repeat(count <= RARE_REPORTS, count)
        self._features, self._row = features[order][is_rare], row[order][is_rare]
        self._count = len(parts)

    def like(self, reports: Sequence[Reading]) -> list[int]:
        """Those sharing rare shingles, anchors or facts with these reports."""
        if not self._count:
            return []
        parts = [_features(r) for r in reports]
        is_shared = np.isin(self._features, np.unique(np.concatenate(parts)), kind="sort")
        shared = np.bincount(self._row[is_shared], minlength=self._count)
        return [int(row) for row in np.flatnonzero(shared >= FEWEST_SHARED)]


def _features(report: Reading) -> Hashes:
    return np.union1d(np.concatenate([report.body.shingles, report.telling.anchors]), report.cited.facts)
