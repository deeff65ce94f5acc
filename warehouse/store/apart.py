"""Judgements that two reports tell different stories: what persons wrote in ops.review, as stories honour it."""

from collections.abc import Collection
from datetime import date

from psycopg2.extras import execute_values

from warehouse.connect import Connection, rows

Judged = tuple[str, str, str]  # the two reports, the lesser id first, and the reason


def honour_judgements(connection: Connection, run_no: int, day: date) -> set[str]:
    """Make core.apart say what persons last said of each pair; the reports of which it said otherwise before."""
    judged, standing = _judged(connection), _standing(connection)
    ended, begun = standing - judged, judged - standing
    if ended:
        rows(
            connection,
            """
            update core.apart
            set known_to = greatest(known_from, %(day)s),
                closed_run = %(run_no)s
            where known_to is null
                and (report_id, other_report_id) in %(pairs)s
            """,
            {"day": day, "run_no": run_no, "pairs": tuple((one, other) for one, other, _ in sorted(ended))},
        )
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into core.apart (report_id, other_report_id, reason, known_from, opened_run) values %s",
            [(*row, day, run_no) for row in sorted(begun)],
        )
    return {report for row in ended | begun for report in row[:2]}


def judged_apart(connection: Connection, report_ids: Collection[str]) -> list[tuple[str, str]]:
    """The pairs that are kept apart, both of which are among these reports; the lesser id first."""
    found = rows(
        connection,
        """
        select report_id, other_report_id
        from core.apart
        where known_to is null
            and report_id = any(%(reports)s)
            and other_report_id = any(%(reports)s)
        order by report_id, other_report_id
        """,
        {"reports": sorted(report_ids)},
    )
    return [(row["report_id"], row["other_report_id"]) for row in found]


def _judged(connection: Connection) -> set[Judged]:
    found = rows(
        connection,
        """
        with last_word as (
            select distinct on (least(report_id, other_report_id), greatest(report_id, other_report_id))
                least(report_id, other_report_id) as report_id,
                greatest(report_id, other_report_id) as other_report_id,
                judgement,
                note
            from ops.review
            where judgement in ('apart', 'not_apart')
            order by least(report_id, other_report_id), greatest(report_id, other_report_id), review_no desc
        )
        select report_id, other_report_id, note as reason
        from last_word
        where judgement = 'apart'
        """,
    )
    return {(row["report_id"], row["other_report_id"], row["reason"]) for row in found}


def _standing(connection: Connection) -> set[Judged]:
    found = rows(connection, "select report_id, other_report_id, reason from core.apart where known_to is null")
    return {(row["report_id"], row["other_report_id"], row["reason"]) for row in found}
