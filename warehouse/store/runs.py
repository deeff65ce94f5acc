"""Runs, verdicts, rejects and the published pointer: the tables of schema ops."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import Json

from warehouse.connect import Connection, Row, one, rows
from warehouse.store.identity import public_id
from warehouse.store.search import index_words

READ_BY_VIEWS = (
    "ops.run, ops.published, ops.source_run, ops.review_queue",
    "core.source, core.report, core.version, core.reading, core.hold, core.notice, core.change, core.entity",
    "core.reference_figure, core.place, core.company_name, core.claim_words, core.reading_words",
    "core.story, core.story_member, core.story_alias, core.edge, core.retelling, core.apart, core.refused_edge",
    "core.claim, core.claim_place, core.event, core.event_member",
)

# Behind the views of the published state, each after those that it is made from.
KEPT = (
    "mart.published_report_origin",
    "mart.published_report",
    "mart.published_claim",
    "mart.published_not_counted",
    "mart.published_source_month",
    "kept.judged",
    "kept.changed_claims",
    "kept.first_named",
    "kept.companies",
    "kept.outlets_by_year",
    "kept.number_drift",
    "kept.flows_by_month",
    "kept.before_after_deadline",
    "kept.sectors_by_year",
    "kept.places_map",
    "kept.paragraph_8_by_state",
    "kept.conflicts",
)
SORTED = ("mart.published_claim", "kept.conflicts")  # where they are asked for, their views say by which index
REFRESH_MEMORY = "64MB"  # a sort or hash of all claims, which the default of 4 MB cuts into pieces on disk


def open_run(connection: Connection, run_id: str, dag_id: str, web: str, day: date) -> int:
    """The run's number, the same for the same `run_id` until it is published.

    A task run again after that gets a new number: what it writes stays unseen until it is checked and published too.
    """
    rows(
        connection,
        """
        with former as (
            select run_no, attempt, expected_sources
            from ops.run
            where run_id = %(run_id)s
            order by attempt desc
            limit 1
        )
        insert into ops.run (run_id, attempt, dag_id, web, day, expected_sources)
        select
            %(run_id)s, coalesce((select attempt from former), 0) + 1, %(dag_id)s, %(web)s, %(day)s,
            coalesce((select expected_sources from former), '{}')
        where not exists (
            select from former where former.run_no > coalesce((select run_no from ops.published), 0)
        )
        on conflict (run_id, attempt) do nothing
        """,
        {"run_id": run_id, "dag_id": dag_id, "web": web, "day": day},
    )
    found = one(connection, "select max(run_no) as run_no from ops.run where run_id = %s", [run_id])
    assert found is not None
    return int(found["run_no"])


def standing_day(connection: Connection, day: date) -> date:
    """The day from which anything found out now is known: `day`, or that of the newest run if an older night is played
    again. What is known never goes back in time."""
    found = one(connection, "select greatest(%s, max(day)) as day from ops.run", [day])
    assert found is not None and isinstance(found["day"], date)
    return found["day"]


def close_run(connection: Connection, run_id: str, state: str, content_hash: str | None) -> None:
    """Record how a run ended: green, or red, if a source or a step is."""
    rows(
        connection,
        """
        update ops.run
        set state = %(state)s,
            content_hash = %(content_hash)s,
            ended_at = now()
        where run_no = (select max(run_no) from ops.run where run_id = %(run_id)s)
        """,
        {"run_id": run_id, "state": state, "content_hash": content_hash},
    )


def save_source_run(
    connection: Connection,
    run_no: int,
    record: Mapping[str, Any],
    verdict: str,
    reason: str,
    yields: Mapping[str, int] | None,
) -> None:
    """One crawl's run record with the night's word on it; said again with the yields once they are known.

    `record` is the archive's run record: source, day, run, task, exit_code, evidence_url, warc, log, figures, muted.
    A record of the time before tasks is a nightly one.
    """
    muted_until, muted_reason = record.get("muted") or (None, None)
    values = {
        "task": record.get("task") or "nightly",
        "muted_until": muted_until,
        "muted_reason": muted_reason,
        **{name: record.get(name) for name in ("source", "day", "run", "exit_code", "evidence_url", "warc", "log")},
        "run_no": run_no,
        "verdict": verdict,
        "reason": reason,
        "figures": Json(record["figures"]),
        "yields": None if yields is None else Json(dict(yields)),
        "is_busy": was_busy(record),
    }
    rows(
        connection,
        """
        insert into ops.source_run
            (source_key, day, run, run_no, task, verdict, reason, exit_code, evidence_url, warc_file, log_file, figures,
            yields, muted_until, muted_reason, is_busy)
        values (
            %(source)s, %(day)s, %(run)s, %(run_no)s, %(task)s, %(verdict)s, %(reason)s, %(exit_code)s,
            %(evidence_url)s, %(warc)s, %(log)s, %(figures)s, %(yields)s, %(muted_until)s, %(muted_reason)s, %(is_busy)s
        )
        on conflict (source_key, day, run) do update
        set verdict = excluded.verdict,
            reason = excluded.reason,
            exit_code = excluded.exit_code,
            evidence_url = excluded.evidence_url,
            warc_file = excluded.warc_file,
            log_file = excluded.log_file,
            figures = excluded.figures,
            task = excluded.task,
            muted_until = excluded.muted_until,
            muted_reason = excluded.muted_reason,
            is_busy = excluded.is_busy,
            yields = coalesce(excluded.yields, source_run.yields)
        """,
        values,
    )


def was_busy(record: Mapping[str, Any]) -> bool:
    """Whether a crawl asked nobody, for another one of its source was still running: it says nothing of the night."""
    failure = (record.get("listing") or {}).get("failure") or {}
    return bool(failure.get("kind") == "busy")


def source_runs(connection: Connection, day: date, task: str = "nightly") -> list[Row]:
    """The last crawl of each source for a task on a day: every column of ops.source_run, by source key. One that found
    another still running is the last only where there is no other."""
    return rows(
        connection,
        """
        select distinct on (source_key) *
        from ops.source_run
        where day = %s
            and task = %s
        order by source_key, is_busy, run desc
        """,
        [day, task],
    )


def source_history(
    connection: Connection, source_key: str, before_day: date, good: Sequence[str], limit: int = 30
) -> list[Row]:
    """A source's nights before a day, newest first, one each: day, verdict, reason, figures of the crawl and, once
    cleaned, yields. It reaches back over as many nights with a `good` verdict as `limit` says, with all between: a
    source that is red for long is still measured against what it was when it was well."""
    return rows(
        connection,
        """
        with night as (
            select distinct on (day) day, verdict, reason, figures, yields
            from ops.source_run
            where source_key = %(source_key)s
                and day < %(before_day)s
                and task = 'nightly'
            order by day desc, is_busy, run desc
        ),
        counted as (
            select night.*, count(*) filter (where verdict = any(%(good)s)) over (order by day desc) as good_nights
            from night
        )
        select day, verdict, reason, figures, yields
        from counted
        where good_nights <= %(limit)s
        order by day desc
        """,
        {"source_key": source_key, "before_day": before_day, "good": list(good), "limit": limit},
    )


def save_reject(
    connection: Connection,
    run_no: int,
    day: date,
    *,
    source_key: str,
    url: str,
    stage: str,
    reason: str,
    payload_sha256: str | None = None,
    raw_value: str | None = None,
) -> None:
    """One thing that could not be used. The same again on a later day only moves its last day."""
    reject_id = public_id(source_key, url, payload_sha256 or "", stage, reason, raw_value or "")
    rows(
        connection,
        """
        insert into ops.reject
            (reject_id, source_key, url, payload_sha256, stage, reason, raw_value, first_day, last_day, run_no)
        values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        on conflict (reject_id) do update
        set first_day = least(reject.first_day, excluded.first_day),
            last_day = greatest(reject.last_day, excluded.last_day)
        """,
        [reject_id, source_key, url, payload_sha256, stage, reason, raw_value, day, day, run_no],
    )


def save_rejects(connection: Connection, run_no: int, day: date, rejects: Iterable[Mapping[str, Any]]) -> None:
    """Several rejects; each mapping holds the keyword arguments of save_reject."""
    for reject in rejects:
        save_reject(connection, run_no, day, **reject)


def publish(connection: Connection, run_no: int, day: date) -> None:
    """Move the pointer to this run. A run older than the published one leaves it where it is.

    Its day never goes back: an older night played again brings nothing new, and tonight stays tonight.

    The planner is told of the new rows at once, of the tables with one row as well: it takes a table that it was never
    told of for hundreds, and views over 20,000 reports then take 40 seconds instead of one.
    """
    index_words(connection)
    rows(
        connection,
        """
        insert into ops.published (run_no, run_day)
        values (%s, %s)
        on conflict (is_only_row) do update
        set run_no = excluded.run_no,
            run_day = greatest(published.run_day, excluded.run_day),
            published_at = excluded.published_at
        where published.run_no < excluded.run_no
        """,
        [run_no, day],
    )
    for tables in READ_BY_VIEWS:
        rows(connection, f"analyze {tables}")
    show_published(connection)


def show_published(connection: Connection) -> None:
    """Fill the tables of KEPT with the published state, whatever day this connection looked at; concurrently, so that
    readers go on. An empty one is filled at once, and what is to lie in an order is then sorted."""
    # while views are made anew it waits: what they keep is of before
    rows(connection, "lock table ops.published in row exclusive mode")
    rows(connection, "set local mart.as_of_day = ''")
    rows(connection, f"set local work_mem = '{REFRESH_MEMORY}'")
    for kept in KEPT:
        is_empty = one(connection, f"select 1 from {kept} limit 1") is None  # noqa: S608
        rows(connection, f"refresh materialized view {'' if is_empty else 'concurrently'} {kept}")
        if is_empty and kept in SORTED:
            rows(connection, f"cluster {kept}")
        rows(connection, f"analyze {kept}")


def published(connection: Connection) -> Row | None:
    """The pointer: run_no, run_day, published_at; None while nothing is published."""
    return one(connection, "select run_no, run_day, published_at from ops.published")
