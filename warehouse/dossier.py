"""What the warehouse knows of one source's nights: the last one, the last good one, rejects, holds, notices."""

from typing import Any

from scrapers.health import GREEN
from warehouse.connect import Connection, Row, one, rows
from warehouse.store import held_of

NIGHTS_SHOWN = 14
REJECTS_SHOWN = 10


def source_dossier(connection: Connection, source_key: str) -> dict[str, Any]:
    """Everything that one screen on a source tells.

    last, last_good (the newest night, and the newest before it with a green verdict: rows of ops.source_run or None),
    others (the newest row of each other task), nights (verdicts of the last two weeks, newest first), rejects (of the
    last night, at most ten) and rejected (their whole count by reason), held (nights of which something is held: day,
    task, reason, versions), notices (the newest five).
    """
    last = _night(connection, source_key)
    return {
        "last": last,
        "last_good": None if last is None else _last_good(connection, source_key, last),
        "others": _other_tasks(connection, source_key),
        "nights": _nights(connection, source_key),
        "rejects": [] if last is None else _rejects(connection, source_key, last),
        "rejected": [] if last is None else _rejected(connection, source_key, last),
        "held": held_of(connection, source_key),
        "notices": _notices(connection, source_key),
    }


def _night(connection: Connection, source_key: str) -> Row | None:
    return one(
        connection,
        """
        select *
        from ops.source_run
        where source_key = %s
            and task = 'nightly'
        order by day desc, is_busy, run desc
        limit 1
        """,
        [source_key],
    )


def _last_good(connection: Connection, source_key: str, last: Row) -> Row | None:
    """The newest good night up to the last one: its figures are what the last one is measured against."""
    return one(
        connection,
        """
        select *
        from ops.source_run
        where source_key = %(source_key)s
            and task = 'nightly'
            and verdict = any(%(green)s)
            and (day, run) <= (%(day)s, %(run)s)
        order by day desc, is_busy, run desc
        limit 1
        """,
        {"source_key": source_key, "green": list(GREEN), "day": last["day"], "run": last["run"]},
    )


def _other_tasks(connection: Connection, source_key: str) -> list[Row]:
    return rows(
        connection,
        """
        select distinct on (task) task, day, verdict, reason, figures
        from ops.source_run
        where source_key = %s
            and task <> 'nightly'
        order by task, day desc, is_busy, run desc
        """,
        [source_key],
    )


def _nights(connection: Connection, source_key: str) -> list[Row]:
    return rows(
        connection,
        """
        select distinct on (day) day, verdict
        from ops.source_run
        where source_key = %s
            and task = 'nightly'
        order by day desc, is_busy, run desc
        limit %s
        """,
        [source_key, NIGHTS_SHOWN],
    )


def _rejects(connection: Connection, source_key: str, night: Row) -> list[Row]:
    return rows(
        connection,
        """
        select stage, reason, url, raw_value
        from ops.reject
        where source_key = %s
            and %s between first_day and last_day
        order by stage, reason, url
        limit %s
        """,
        [source_key, night["day"], REJECTS_SHOWN],
    )


def _rejected(connection: Connection, source_key: str, night: Row) -> list[Row]:
    return rows(
        connection,
        """
        select reason, count(*) as count
        from ops.reject
        where source_key = %s
            and %s between first_day and last_day
        group by reason
        order by count(*) desc, reason
        """,
        [source_key, night["day"]],
    )


def _notices(connection: Connection, source_key: str) -> list[Row]:
    return rows(
        connection,
        """
        select notice.kind, notice.status, notice.quote, notice.first_day, report.url
        from core.notice
        join core.report using (report_id)
        where report.source_key = %s
            and notice.known_to is null
        order by notice.first_day desc, report.url
        limit 5
        """,
        [source_key],
    )
