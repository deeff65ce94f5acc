"""What a run is about: its day, its web, its sources. The first step; the others take what it gives."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipeline.run import Run
from scrapers.source import Web, source_of, sources
from warehouse import store

SEOUL = ZoneInfo("Asia/Seoul")


class PlanError(Exception):
    """A parameter of a run makes no sense. The message names it and how it is written."""


def plan(
    run_id: str, dag_id: str, *, started: datetime, web: Web = "live", day: str | None = None, keys: Sequence[str] = ()
) -> Run:
    """The run, entered in the warehouse. Without `day`: the date in Seoul at `started` (aware). Without `keys`: all.

    Raises PlanError for a day that is none, UnknownSource for an unknown key.
    """
    chosen = tuple(source_of(key, web).key for key in keys) or tuple(sources(web))
    run = Run(run_id, dag_id, day_of(day, started), web, chosen)
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.save_sources(connection, run_no, run.day, [vars(source_of(key, web)) for key in chosen])
    return run


def day_of(day: str | None, started: datetime) -> date:
    """The day asked for, else the date in Seoul at `started` (aware)."""
    if not day:
        return started.astimezone(SEOUL).date()
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise PlanError(f"day is {day!r}; write it as 2019-12-03") from None
