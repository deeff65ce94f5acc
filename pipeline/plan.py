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
    run_id: str,
    dag_id: str,
    *,
    started: datetime,
    web: Web = "live",
    day: str | None = None,
    keys: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Run:
    """The run, entered in the warehouse. Without `day`: the date in Seoul at `started` (aware). Without `keys`: all.
    `since` and `until`, both or none: the days of publication that a backfill asks for.

    Raises PlanError for a day that is none or has not come, and for half a range, UnknownSource for an unknown key.
    """
    chosen = tuple(source_of(key, web).key for key in keys) or tuple(sources(web))
    run = Run(run_id, dag_id, day_of(day, started), web, chosen, *days_between(since, until))
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.save_sources(connection, run_no, run.day, [vars(source_of(key, web)) for key in chosen])
    return run


def day_of(day: str | None, started: datetime) -> date:
    """The day asked for, else the date in Seoul at `started` (aware): today. Raises PlanError for a day after it, for
    what is known is never taken back, and every later run would count from there."""
    today = started.astimezone(SEOUL).date()
    asked = _day("day", day) if day else today
    if asked > today:
        raise PlanError(f"day is {asked}, which is after today in Seoul, {today}: nothing has come of it yet")
    return asked


def days_between(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Both days of a range, or none for none. Raises PlanError for half a range and for days that are none."""
    if not since and not until:
        return None, None
    if not since or not until:
        raise PlanError(f"since is {since!r} and until {until!r}; a range needs both")
    first, last = _day("since", since), _day("until", until)
    if first > last:
        raise PlanError(f"since is {since}, after until {until}")
    return first, last


def _day(name: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise PlanError(f"{name} is {written!r}; write it as 2019-12-03") from None
