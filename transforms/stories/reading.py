"""One report as it is compared: its words, what it tells, whom it cites, when it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.stories.cited import Cited, cited
from transforms.stories.published import Published, published
from transforms.stories.telling import Telling, telling
from transforms.stories.words import Body, body


@dataclass(frozen=True)
class Reading:
    """`is_new`: which of its shingles no near text of the days before has; none counts where this is not known."""

    body: Body
    telling: Telling
    cited: Cited
    time: Published
    is_new: NDArray[np.bool_]

    @property
    def is_fresh(self) -> bool:
        """Whether nothing near to it was published in the days before."""
        return bool(self.is_new.all())


def reading(report: Mapping[str, Any]) -> Reading:
    """The comparable reading of a report. Raises ValueError for a date that is not ISO."""
    text = report["text"] or ""
    words = body(text)
    return Reading(words, telling(text), cited(report), published(report), np.zeros(len(words.shingles), np.bool_))
