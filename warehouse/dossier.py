"""What the warehouse knows of one source's nights: the last one, the last good one, its rejects."""

from typing import Any

from warehouse.connect import Connection, Row, one, rows


def source_dossier(connection: Connection, source_key: str) -> dict[str, Any]:
    """The source's last night, its last good night before it, and what was rejected on that day.

    Keys: last, last_good (rows of ops.source_run, or None), rejects (rows of ops.reject, at most ten).
    """
    last = _night(connection, source_key, good=False)
    return {
        "last": last,
        "last_good": _night(connection, source_key, good=True),
        "rejects": [] if last is None else _rejects(connection, source_key, last),
    }


def _night(connection: Connection, source_key: str, *, good: bool) -> Row | None:
    return one(
        connection,
        """
        select *
        from ops.source_run
        where source_key = %(source_key)s
            and (exit_code = 0 or not %(good)s)
        order by day desc, run desc
        limit 1
        """,
        {"source_key": source_key, "good": good},
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
        limit 10
        """,
        [source_key, night["day"]],
    )
