"""Ratios against other tools on one machine. A row is a module with `row() -> Row`; absolute times are told beside the
ratio and never compared between machines."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio`: ours divided by the other's, more is better; None where nothing is compared.
    `aim`: the least ratio that is good. `figures` are absolute, with their unit in the name; `beside` has such figures
    of each tool that was compared, or of each size."""

    name: str
    against: str
    ratio: float | None
    aim: float | None
    figures: Mapping[str, float]
    conditions: str
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def is_short() -> bool:
    """Whether only the form is tried (BENCH=short): a few pages, one round."""
    return os.environ.get("BENCH") == "short"


def is_full() -> bool:
    """Whether everything is measured that takes long (BENCH=full): all labelled pages, a million texts."""
    return os.environ.get("BENCH") == "full"
