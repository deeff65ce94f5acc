"""What relating reads: what is new or changed, which reports stand near it in time, and which stories it touches."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from warehouse.connect import Connection, Row, rows


def lock_stories(connection: Connection) -> None:
    """One transaction at a time relates; readers go on. It is unlocked at the transaction's end."""
    rows(connection, "lock table core.story in share row exclusive mode")


def take_due(connection: Connection) -> set[str]:
    """The reports with a reading, or a hold that was opened or closed, that stories do not take into account yet; from
    now on they do. What another loader is just writing is not waited for: it is due once that has ended."""
    found = rows(
        connection,
        """
        with reading_due as (
            update core.reading
            set is_related = true
            from core.version
            where version.version_id = reading.version_id
                and reading.reading_id in (
                    select reading_id from core.reading where not is_related for no key update skip locked
                )
            returning version.report_id
        ),
        hold_due as (
            update core.hold
            set is_related = true
            from core.version
            where version.version_id = hold.version_id
                and hold.hold_no in (
                    select hold_no from core.hold where not is_related for no key update skip locked
                )
            returning version.report_id
        )
        select report_id from reading_due
        union
        select report_id from hold_due
        """,
    )
    return {row["report_id"] for row in found}


def take_all(connection: Connection) -> set[str]:
    """Every report, as if all were new; nothing is due after that."""
    take_due(connection)
    return {row["report_id"] for row in rows(connection, "select report_id from core.report")}


def places(connection: Connection, report_ids: Collection[str]) -> dict[str, date]:
    """Report -> the day at which it stands, of those that have a relevant current reading: its day of publication as
    the outlet dates it, else the day it was first known."""
    found = rows(
        connection,
        """
        select
            current_reading.report_id,
            coalesce(
                (
                    reading.published_at at time zone 'UTC' + make_interval(secs => reading.published_offset_seconds)
                )::date,
                reading.published_day,
                report.known_from
            ) as placed_day
        from core.current_reading
        join core.report using (report_id)
        join core.reading using (reading_id)
        where current_reading.report_id = any(%s)
            and reading.is_relevant
        """,
        [sorted(report_ids)],
    )
    return {row["report_id"]: row["placed_day"] for row in found}


def placed_before(connection: Connection, report_ids: Collection[str]) -> dict[str, date | None]:
    """Report -> the day at which it stands in its story, of those that are in one."""
    found = rows(
        connection,
        "select report_id, placed_day from core.story_member where known_to is null and report_id = any(%s)",
        [sorted(report_ids)],
    )
    return {row["report_id"]: row["placed_day"] for row in found}


def placed_between(connection: Connection, start: date, end: date) -> dict[str, date]:
    """Report -> day, of those in a story that stand between two days, both included."""
    found = rows(
        connection,
        "select report_id, placed_day from core.story_member where known_to is null and placed_day between %s and %s",
        [start, end],
    )
    return {row["report_id"]: row["placed_day"] for row in found}


def edges_found(connection: Connection, report_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Report -> its edge or retelling, used or refused, as it was last found: copied_from, told_with, named_source,
    method, score, evidence."""
    found = rows(
        connection,
        """
        select
            report_id, copied_from_report_id as copied_from, null as told_with, named_source, method,
            score::double precision, evidence
        from core.edge
        where known_to is null
            and report_id = any(%(reports)s)
        union all
        select report_id, null, told_with_report_id, named_source, method, score::double precision, evidence
        from core.retelling
        where known_to is null
            and report_id = any(%(reports)s)
        union all
        select
            report_id,
            case when not is_retelling then copied_from_report_id end,
            case when is_retelling then copied_from_report_id end,
            named_source, method, score::double precision, evidence
        from core.refused_edge
        where known_to is null
            and report_id = any(%(reports)s)
        """,
        {"reports": sorted(report_ids)},
    )
    return {row.pop("report_id"): row for row in found}


def touched(connection: Connection, report_ids: Iterable[str]) -> dict[str, Row]:
    """Every report of the stories that these reports are in, with story_id and placed_day; and of those that a refused
    edge leads to from there, or comes from: a judgement taken back may join them."""
    found: dict[str, Row] = {}
    asked, ask = set[str](), set(report_ids)
    while ask:
        members = rows(
            connection,
            """
            select member.report_id, member.story_id, member.placed_day
            from core.story_member as asked
            join core.story_member as member on member.story_id = asked.story_id and member.known_to is null
            where asked.known_to is null
                and asked.report_id = any(%s)
            """,
            [sorted(ask)],
        )
        found |= {row["report_id"]: row for row in members}
        asked |= ask | found.keys()
        ask = _across_refused(connection, found) - asked
    return found


def _across_refused(connection: Connection, report_ids: Collection[str]) -> set[str]:
    found = rows(
        connection,
        """
        select copied_from_report_id as other
        from core.refused_edge
        where known_to is null
            and report_id = any(%(reports)s)
        union
        select report_id
        from core.refused_edge
        where known_to is null
            and copied_from_report_id = any(%(reports)s)
        """,
        {"reports": sorted(report_ids)},
    )
    return {row["other"] for row in found}
