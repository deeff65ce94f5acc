"""Relate: which reports tell the same story, who copied whom, which report is an origin. Only what is new or changed,
and what stands near it in time, is looked at: a night costs what the night brought, however large the archive."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from psycopg2.extensions import connection

from pipeline.run import Run
from transforms.stories import WINDOW_DAYS, edges
from transforms.stories.edges import ORIGIN
from transforms.stories.partition import joined_to, partition
from warehouse import store

REACH_DAYS = WINDOW_DAYS + 1  # two zones may shift a day by one
SPAN_DAYS = 180  # of readings compared at once: bounds memory when the whole archive is related anew
FIRST = {"method": "origin", "score": 1.0, "evidence": []}
"""How a report belongs to its story that was copied from none."""


def relate(run: Run) -> dict[str, int]:
    """Relate what is new or changed since stories were last related; the warehouse keeps what stays and closes what
    changed. Returns counts: reports new or changed, readings compared, edges that changed, stories looked at."""
    return _relate(run, store.take_due)


def relate_anew(run: Run) -> dict[str, int]:
    """Relate the whole archive as if all of it were new: after a change of the rules. Counts as of relate."""
    return _relate(run, store.take_all)


def _relate(run: Run, take: Callable[[connection], set[str]]) -> dict[str, int]:
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        day = store.standing_day(connection, run.day)
        store.lock_stories(connection)
        news = _News.of(connection, take(connection))
        judged = store.honour_judgements(connection, run_no, day)
        found = _Found()
        for start, end in _spans(news.days):
            found.add(connection, start, end, *_compared(connection, news, start, end))
        stories = _save(connection, run_no, day, news, found, judged)
    return {"reports": len(news.due), "compared": found.compared, "edges": len(found.edges), "stories": stories}


@dataclass(frozen=True)
class _News:
    """What is new or changed: all such reports, the day at which each stands that has a reading for stories, and the
    days at which some of them stood before."""

    due: set[str]
    placed: Mapping[str, date]
    before: Mapping[str, date | None]

    @classmethod
    def of(cls, connection: connection, taken: set[str]) -> "_News":
        placed, before = store.places(connection, taken), store.placed_before(connection, taken)
        return cls({*placed, *before}, placed, before)

    @property
    def gone(self) -> set[str]:
        return self.before.keys() - self.placed.keys()

    @property
    def days(self) -> set[date]:
        return {day for day in (*self.placed.values(), *self.before.values()) if day is not None}


@dataclass
class _Found:
    """Of the edges asked for again those that changed, by report, and how many readings were compared for them."""

    edges: dict[str, dict[str, Any]] = field(default_factory=dict)
    compared: int = 0

    def add(
        self,
        connection: connection,
        start: date,
        end: date,
        placed: Mapping[str, date],
        found: Iterable[dict[str, Any]],
    ) -> None:
        self.compared += len(placed)
        within = {edge["id"]: _as_kept(edge) for edge in found if start <= placed[edge["id"]] <= end}
        standing = store.edges_found(connection, within.keys())
        self.edges |= {report: edge for report, edge in within.items() if edge != standing.get(report, ORIGIN)}


def _as_kept(edge: Mapping[str, Any]) -> dict[str, Any]:
    """An edge as the warehouse gives it back."""
    score = None if edge["score"] is None else round(edge["score"], 4)
    return {**{name: edge[name] for name in ORIGIN}, "score": score}


def _spans(days: Collection[date]) -> Iterator[tuple[date, date]]:
    """The days within reach of these, as spans that do not meet, in order, none longer than SPAN_DAYS."""
    reached = sorted({n for day in days for n in range(_shifted(day, -REACH_DAYS), _shifted(day, REACH_DAYS) + 1)})
    start = 0
    for i, day in enumerate(reached):
        if i + 1 == len(reached) or reached[i + 1] > day + 1 or i + 1 - start == SPAN_DAYS:
            yield date.fromordinal(reached[start]), date.fromordinal(day)
            start = i + 1


def _shifted(day: date, days: int) -> int:
    return min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())


def _compared(
    connection: connection, news: _News, start: date, end: date
) -> tuple[dict[str, date], list[dict[str, Any]]]:
    """The day of each report whose text may have a say in the edges of the span, and the edges of all of them."""
    first, last = (date.fromordinal(_shifted(day, by)) for day, by in ((start, -REACH_DAYS), (end, REACH_DAYS)))
    near = {report: day for report, day in news.placed.items() if first <= day <= last}
    near |= {r: day for r, day in store.placed_between(connection, first, last).items() if r not in news.due}
    readings = store.current_readings(connection, near.keys())
    return near, edges([_asked(row) for row in readings])


def _asked(row: Mapping[str, Any]) -> dict[str, Any]:
    """A reading as stories take it."""
    return {"id": row["report_id"], "source": row["source_key"], "seen": row["first_seen_day"].isoformat(), **row}


def _save(
    connection: connection,
    run_no: int,
    day: date,
    news: _News,
    found: _Found,
    judged: set[str],
) -> int:
    """Part the stories that the changes touch anew, and write what differs; how many they are."""
    sources = {source for edge in found.edges.values() if (source := joined_to(edge)) is not None}
    before = store.touched(connection, news.due | found.edges.keys() | sources | judged)
    placed = {**{report: row["placed_day"] for report, row in before.items()}, **news.placed}
    placed = {report: day for report, day in placed.items() if report not in news.gone}
    known = {**store.edges_found(connection, placed.keys()), **found.edges}
    known = {report: edge for report, edge in known.items() if report in placed and joined_to(edge) in placed}
    parted = partition(placed, known, store.judged_apart(connection, placed.keys()))
    used = {report: edge for report, edge in known.items() if report not in parted.refused}
    members = [
        {"id": report, "story": story, "placed_day": placed[report], **used.get(report, FIRST)}
        for report, story in parted.group_of.items()
    ]
    copies = [{"id": report, **edge, "apart": parted.refused.get(report)} for report, edge in known.items()]
    store.save_stories(connection, run_no, day, members, copies, news.gone)
    return len(set(parted.group_of.values()))
