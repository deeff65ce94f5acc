"""Whom one report cites, whose own it is, and the facts by which it is known that another retells the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.stories.facts import Fact, facts
from transforms.stories.sources import credited_sources, own_sources, source_names, sources_cited
from transforms.stories.words import Hashes, hashed


@dataclass(frozen=True)
class Cited:
    """`sources`: keys of the bodies the report cites, `own`: of those it is of; `outlet`: who published it. `facts`:
    sorted hashes; with each how many bits it tells, and whether it is more than a place, a trade or a year. A report
    that cites none and is of none has no facts: nobody asks for them."""

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
    sources = frozenset(sources_cited(text, outlet)) - own
    found = list(told_facts(text).values()) if sources or own else []
    keys = np.fromiter((hashed(f.key) for f in found), np.uint64, len(found))
    order = np.argsort(keys)
    bits = np.fromiter((f.bits for f in found), np.float64, len(found))
    is_telling = np.fromiter((f.is_telling for f in found), np.bool_, len(found))
    return Cited(sources, own, outlet, keys[order], bits[order], is_telling[order])


def told_facts(text: str) -> dict[str, Fact]:
    """The facts of `text` by key, without what names a source."""
    return facts(text, source_names(text))
