"""Answers: every view and function of mart on an invented warehouse, today and as of a day, against one second."""

import tempfile
from pathlib import Path

from bench import Row, is_full, is_short
from bench.warehouse import AIM_SECONDS, REPORTS, past_day, timed, warehouse
from warehouse.answers import Answer

SMALL, SHORT = 20_000, 500
TIMEOUT_SECONDS = 60.0  # warehouse/roles.sql


def row() -> Row:
    """The slowest of them says the ratio; one that failed counts as the longest that an analyst waits."""
    size = SHORT if is_short() else REPORTS if is_full() else SMALL
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as folder, warehouse(Path(folder), size) as database:
        now, then = timed(database), timed(database, past_day(database))
    slowest = max(map(_seconds, (*now, *then)))
    return Row(
        name="answers",
        against="one second",
        ratio=AIM_SECONDS / slowest,
        aim=1.0,
        figures={"slowest_seconds": slowest, "answers": len(now)},
        conditions=f"{size:,} invented reports with twice as many claims; each answer whole, with every column",
        beside={
            today.call: {"seconds": _seconds(today), "as_of_seconds": _seconds(past), "rows": today.row_count}
            for today, past in zip(now, then, strict=True)
        },
    )


def _seconds(answer: Answer) -> float:
    return TIMEOUT_SECONDS if answer.seconds is None else answer.seconds
