"""Which reports are one story: those that edges connect, unless a person judged two of them to tell different ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]


@dataclass(frozen=True)
class Partition:
    """Each report's group, named by one of its reports; and each report whose edge is refused, with the pair of reports
    judged apart that the edge would have joined."""

    group_of: Mapping[str, str]
    refused: Mapping[str, Pair]


def joined_to(edge: Mapping[str, Any]) -> str | None:
    """The report that an edge joins its own to: what it was copied from, or told with; None for neither."""
    return edge["copied_from"] or edge.get("told_with")


def partition(reports: Iterable[str], edges: Mapping[str, Mapping[str, Any]], apart: Collection[Pair]) -> Partition:
    """The groups of `reports`; the answer does not depend on any order.

    `edges`: a report's `copied_from` or `told_with`, one of `reports`, and `score`, for those that have one. Where a
    chain of edges would join a pair of `apart`, the weakest edge of the chain is the one refused.
    """
    first = {report: report for report in reports}

    def root(report: str) -> str:
        while first[report] != report:
            first[report] = first[first[report]]
            report = first[report]
        return report

    refused: dict[str, Pair] = {}
    pairs = sorted(pair for pair in apart if pair[0] in first and pair[1] in first)
    for report in sorted(edges, key=lambda name: (-edges[name]["score"], name)):
        ends = {root(report), root(str(joined_to(edges[report])))}
        joined = [pair for pair in pairs if {root(pair[0]), root(pair[1])} == ends]
        if joined:
            refused[report] = joined[0]
        else:
            first[max(ends)] = min(ends)
    return Partition({report: root(report) for report in first}, refused)
