"""Holds: a drifted night's new versions stay in core, out of sight, until it is judged anew or a person releases it."""

from collections.abc import Sequence
from datetime import date

from warehouse.connect import Connection, Row, rows


def hold_versions(
    connection: Connection, run_no: int, day: date, source_key: str, task: str, version_ids: Sequence[str], reason: str
) -> int:
    """Hold versions that a source brought on a night of `task`; how many are newly held. One that is held stays so, and
    one that a person released of that night is not held again."""
    held = rows(
        connection,
        """
        insert into core.hold (version_id, source_key, day, task, reason, known_from, opened_run)
        select
            version_id, %(source_key)s, %(day)s, %(task)s, %(reason)s, %(day)s, %(run_no)s
        from unnest(%(version_ids)s::text[]) as version_id
        where not exists (
            select from ops.review
            where review.judgement = 'release'
                and review.source_key = %(source_key)s
                and review.day = %(day)s
                and coalesce(review.task, 'nightly') = %(task)s
        )
        on conflict (version_id) where known_to is null do nothing
        returning hold_no
        """,
        {"run_no": run_no, "day": day, "source_key": source_key, "task": task, "version_ids": list(version_ids),
         "reason": reason},
    )  # fmt: skip
    return len(held)


def release_versions(
    connection: Connection, run_no: int, day: date, source_key: str, task: str, version_ids: Sequence[str]
) -> int:
    """The night was cleaned anew and drifts no more: what it showed again is held no longer; how many. A later good
    night also frees what it shows, if that was read anew since it was held: the layout was mended in between."""
    released = rows(
        connection,
        """
        update core.hold
        set known_to = greatest(known_from, (select max(run.day) from ops.run)),
            closed_run = %(run_no)s,
            released_by = 'verdict'
        where known_to is null
            and source_key = %(source_key)s
            and version_id = any(%(version_ids)s)
            and (
                day = %(day)s and task = %(task)s
                or day < %(day)s and %(task)s = 'nightly' and exists (
                    select from core.reading
                    where reading.version_id = hold.version_id and reading.opened_run > hold.opened_run
                )
            )
        returning hold_no
        """,
        {"run_no": run_no, "source_key": source_key, "day": day, "task": task, "version_ids": list(version_ids)},
    )
    return len(released)


def release_reviewed(connection: Connection, run_no: int) -> int:
    """What persons released since the last run is held no longer; how many versions."""
    released = rows(
        connection,
        """
        update core.hold
        set known_to = greatest(known_from, (select max(run.day) from ops.run)),
            closed_run = %(run_no)s,
            released_by = 'review'
        where known_to is null
            and exists (
                select from ops.review
                where review.judgement = 'release'
                    and review.source_key = hold.source_key
                    and review.day = hold.day
                    and coalesce(review.task, 'nightly') = hold.task
            )
        returning hold_no
        """,
        {"run_no": run_no},
    )
    return len(released)


def held_of(connection: Connection, source_key: str) -> list[Row]:
    """The nights of a source of which something is held: day, task, reason, versions (a count), newest first."""
    return rows(
        connection,
        """
        select day, task, min(reason) as reason, count(*) as versions
        from core.hold
        where source_key = %s
            and known_to is null
        group by day, task
        order by day desc, task
        """,
        [source_key],
    )
