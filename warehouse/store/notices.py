"""Notices: a report's page is gone, or its outlet says that it is withdrawn or corrected. Nothing is deleted for it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from warehouse.connect import Connection, rows
from warehouse.store.identity import public_id


def save_gone(
    connection: Connection, run_no: int, day: date, source_key: str, gone: Iterable[Mapping[str, Any]]
) -> int:
    """Reports whose pages answered 404 or 410 on a day, each `{url_key, status}`; how many are known here.

    A report is gone once, until its page answers again; an older day played again adds nothing.
    """
    count = 0
    for one in gone:
        report_id = public_id(source_key, one["url_key"])
        values = {
            "report_id": report_id, "notice_id": public_id(report_id, "", "gone", ""), "kind": "gone",
            "version_id": None, "quote": None, "status": one["status"], "day": day, "run_no": run_no,
        }  # fmt: skip
        count += _save(connection, values)
    return count


def noted(connection: Connection, version_ids: Collection[str]) -> set[str]:
    """Those of these versions that say something of themselves, as they were last read."""
    found = rows(
        connection,
        """
        select notice.version_id
        from core.notice
        join core.version on version.version_id = notice.version_id and version.report_id = notice.report_id
        where version.version_id = any(%s)
            and notice.known_to is null
        """,
        [list(version_ids)],
    )
    return {row["version_id"] for row in found}


def save_note(
    connection: Connection, run_no: int, day: date, version_id: str, note: tuple[str, str] | None
) -> None:
    """What a version says of itself: (kind, quote), kind withdrawn or corrected; None if it says nothing of the sort.
    Read otherwise than before, the former note is closed."""
    rows(
        connection,
        """
        update core.notice
        set known_to = greatest(known_from, (select max(run.day) from ops.run)),
            closed_run = %(run_no)s
        where version_id = %(version_id)s
            and known_to is null
            and (kind, quote) is distinct from (%(kind)s, %(quote)s)
        """,
        {"run_no": run_no, "version_id": version_id, "kind": note and note[0], "quote": note and note[1]},
    )
    if note is None:
        return
    found = rows(connection, "select report_id from core.version where version_id = %s", [version_id])
    report_id = found[0]["report_id"]
    values = {
        "report_id": report_id, "notice_id": public_id(report_id, version_id, *note), "kind": note[0],
        "version_id": version_id, "quote": note[1], "status": None, "day": day, "run_no": run_no,
    }  # fmt: skip
    _save(connection, values)


def _save(connection: Connection, values: Mapping[str, Any]) -> int:
    saved = rows(
        connection,
        """
        insert into core.notice as standing
            (notice_id, report_id, version_id, kind, status, quote, first_day, last_day, known_from, opened_run)
        select
            %(notice_id)s, report.report_id, %(version_id)s, %(kind)s, %(status)s, %(quote)s, %(day)s, %(day)s,
            %(day)s, %(run_no)s
        from core.report
        where report.report_id = %(report_id)s
            and not exists (
                select from core.notice as former
                where former.notice_id = %(notice_id)s and former.last_day >= %(day)s and former.known_to is not null
            )
        on conflict (notice_id) where known_to is null do update
        set first_day = least(standing.first_day, excluded.first_day),
            last_day = greatest(standing.last_day, excluded.last_day)
        returning notice_no
        """,
        values,
    )
    return len(saved)


def close_gone(connection: Connection, run_no: int, day: date, version_ids: Iterable[str]) -> int:
    """Reports whose pages answer again on a later day are gone no longer; how many."""
    closed = rows(
        connection,
        """
        update core.notice
        set known_to = greatest(notice.known_from, %(day)s),
            closed_run = %(run_no)s
        from core.version
        where version.report_id = notice.report_id
            and version.version_id = any(%(version_ids)s)
            and notice.kind = 'gone'
            and notice.known_to is null
            and notice.last_day < %(day)s
        returning notice.notice_no
        """,
        {"run_no": run_no, "day": day, "version_ids": list(version_ids)},
    )
    return len(closed)
