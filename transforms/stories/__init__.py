"""Groups reports into stories: who tells the same thing, and who copied it from whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from transforms.stories.compared import WINDOW_DAYS, compared
from transforms.stories.edges import edge
from transforms.stories.partition import joined_to, partition
from transforms.stories.published import published

__all__ = ["WINDOW_DAYS", "edges", "group", "stories"]


def group(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Story, edge and evidence of each report, in the order given; the answer does not depend on that order.

    In: `id, text, title, published (ISO day, moment or None), source, lang`, and `seen` as `edges` has it.
    Out: `id, story, copied_from, told_with, named_source, method, score, evidence`. `story` is the id of the story's
    first report. `copied_from` is never certainly published later, and None for an origin, as are method and score.
    `method`: exact, near, excerpt, rewrite, update, translation; or same_source: `told_with` is then an earlier report
    that retells the source `named_source` too, and is no copy, unless it is the source's own and is `copied_from`.
    `score`: shared share, 0 to 1. `evidence`: shared passages, or where each cites the source and what both tell,
    {start, end, other_start, other_end} in characters of this text and of the other's. Raises ValueError for a date
    that is not ISO."""
    found = edges(reports)
    story = stories(reports, found)
    return [{"id": row["id"], "story": story[row["id"]], **row} for row in found]


def edges(reports: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The edge of each report, in the order given, or ORIGIN's fields: as `group` gives them, without the story.

    What a dated report's edge is depends on nothing published more than WINDOW_DAYS before or after it. A report
    without `published` is placed at its `seen` (ISO day of first sight); without either it is compared with all others
    and comes after them, and nothing of theirs depends on it."""
    rows = sorted(reports, key=_rank)
    found = compared(rows)
    out = {row["id"]: {"id": row["id"], **edge(rows, i, found.get(i))} for i, row in enumerate(rows)}
    return [out[r["id"]] for r in reports]


def stories(reports: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Report id -> id of the first report of its story: the reports that `found`'s edges connect, however far,
    and those told with one another."""
    links = {edge["id"]: edge for edge in found if joined_to(edge) is not None}
    group_of = partition((r["id"] for r in reports), links, ()).group_of
    first: dict[str, str] = {}
    for report in sorted(reports, key=_rank):
        first.setdefault(group_of[report["id"]], report["id"])
    return {report: first[group] for report, group in group_of.items()}


def _rank(report: Mapping[str, Any]) -> tuple[datetime, str]:
    return published(report).rank(), report["id"]
