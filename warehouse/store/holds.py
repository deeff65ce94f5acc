"""Holds: a drifted night's new versions stay in core, out of sight, until it is judged anew or a person releases it."""

from collections.abc import Collection, Sequence
from datetime import date

from warehouse.connect import Connection, Row, one, rows


def hold_versions(
    connection: Connection,
    run_no: int,
    day: date,
    source_key: str,
    task: str,
    version_ids: Sequence[str],
    reason: str,
    misread_day: date | None = None,
) -> int:
    """Hold versions that a source brought on a night of `task`; how many are newly held. One that is held stays so, and
    one that a person released is not held again. `misread_day`: the night on which the layout was found to misread,
    this or an earlier one; None if the listing drifted."""
    held = rows(
        connection,
        """
        insert into core.hold (version_id, source_key, day, task, misread_day, reason, known_from, opened_run)
        select
            version_id, %(source_key)s, %(day)s, %(task)s, %(misread_day)s, %(reason)s, %(day)s, %(run_no)s
        from unnest(%(version_ids)s::text[]) as asked (version_id)
        where not exists (
            select from core.hold as former
            where former.version_id = asked.version_id
                and former.released_by = 'review'
        )
        on conflict (version_id) where known_to is null do nothing
        returning hold_no
        """,
        {"run_no": run_no, "day": day, "source_key": source_key, "task": task, "version_ids": list(version_ids),
         "reason": reason, "misread_day": misread_day},
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
            released_by = 'verdict',
            is_related = false
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
    """What persons released since the last run is held no longer; how many versions. What was held after a person had
    looked stays held: nobody has seen it."""
    released = rows(
        connection,
        """
        update core.hold
        set known_to = greatest(known_from, (select max(run.day) from ops.run)),
            closed_run = %(run_no)s,
            released_by = 'review',
            is_related = false
        where known_to is null
            and exists (
                select from ops.review
                where review.judgement = 'release'
                    and review.source_key = hold.source_key
                    and review.day = hold.day
                    and coalesce(review.task, 'nightly') = hold.task
                    and review.reviewed_at >= hold.held_at
            )
        returning hold_no
        """,
        {"run_no": run_no},
    )
    return len(released)


def unproven_drift(
    connection: Connection,
    source_key: str,
    day: date,
    task: str,
    extractors: Collection[str],
    texts_min: int,
    is_agreeing: bool,
) -> date | None:
    """The newest night before this one on which the layout misread, of which something is held that one of these
    extractors read, and after which no good night had `texts_min` texts; None if there is none.

    `is_agreeing`: layout and generic reader agree on every page compared this time; that is proof against a night on
    which they did not agree on most.
    """
    found = one(
        connection,
        """
        with night as (
            select distinct on (day) day, verdict, yields
            from ops.source_run
            where source_key = %(source_key)s
                and task = 'nightly'
                and day < %(day)s
            order by day, is_busy, run desc
        )
        select max(held_now.day) as day
        from core.held_now
        where held_now.source_key = %(source_key)s
            and held_now.misread_day = held_now.day
            and held_now.day <= %(day)s
            and (held_now.day, held_now.task) <> (%(day)s, %(task)s)
            and exists (
                select from core.reading
                where reading.version_id = held_now.version_id
                    and reading.opened_run <= held_now.opened_run
                    and reading.extractor_version = any(%(extractors)s)
            )
            and not exists (
                select from night
                where night.day > held_now.day
                    and night.verdict = 'ok'
                    and (night.yields ->> 'texts')::bigint >= %(texts_min)s
            )
            and not (
                %(is_agreeing)s
                and exists (
                    select from night
                    where night.day = held_now.day
                        and 2 * (night.yields ->> 'disagreeing')::bigint > (night.yields ->> 'compared')::bigint
                )
            )
        """,
        {"source_key": source_key, "day": day, "task": task, "extractors": list(extractors), "texts_min": texts_min,
         "is_agreeing": is_agreeing},
    )  # fmt: skip
    return found["day"] if found else None


def held_of(connection: Connection, source_key: str) -> list[Row]:
    """The nights of a source of which something is held: day, task, reason, versions (a count), newest first."""
    return rows(
        connection,
        """
        select day, task, min(reason) as reason, count(*) as versions
        from core.held_now
        where source_key = %s
        group by day, task
        order by day desc, task
        """,
        [source_key],
    )
