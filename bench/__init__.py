"""Ratios against other tools on one machine. A row is a module with `row() -> Row`; absolute times are told beside the
ratio and never compared between machines."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio`: ours divided by the other's, more is better; None where nothing is compared.
    `aim`: the least ratio that is good. `figures` are absolute, with their unit in the name."""

    name: str
    against: str
    ratio: float | None
    aim: float | None
    figures: Mapping[str, float]
    conditions: str


def is_short() -> bool:
    """Whether only the form is tried (BENCH=short): a few pages, one round."""
    return os.environ.get("BENCH") == "short"
