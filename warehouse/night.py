"""One night as the warehouse holds it: facts for the judge of the sample web, and the summary for the terminal."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from warehouse.connect import Connection, Row, one, rows
from warehouse.store import source_runs


def night_facts(connection: Connection, day: date) -> dict[str, Any]:
    """What was held on `day`, whatever came after: rows known and not closed by then, in values that JSON knows.

    Keys: day, verdicts, reasons, versions, rejects, holds, notices, stories, edges, changes, claims.
    """
    nights = source_runs(connection, day)
    facts = {
        "day": day,
        "verdicts": {row["source_key"]: row["verdict"] for row in nights},
        "reasons": {row["source_key"]: row["reason"] for row in nights},
        "holds": sorted({row["url"] for row in _holds(connection, day)}),
        "notices": [[row["url"], row["kind"]] for row in _notices(connection, day)],
        "versions": _versions(connection, day),
        "rejects": _rejects(connection, day),
        "stories": _stories(connection, day),
        "edges": _edges(connection, day),
        "changes": _changes(connection, day),
        "claims": _claims(connection, day),
    }
    plain = _plain(facts)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    """Dates as ISO text; numbers as int where they are whole, else as float."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _versions(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select
            report.source_key as source, report.url, version.ordinal, reading.kind, reading.title, reading.lang,
            reading.published_day, reading.is_relevant, version.known_from
        from core.version
        join core.report using (report_id)
        join core.newest_reading using (version_id)
        join core.reading using (reading_id)
        where version.known_from <= %s
        order by report.source_key, report.url, version.ordinal
        """,
        [day],
    )


def _rejects(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select source_key as source, url, stage, reason, first_day, last_day
        from ops.reject
        where first_day <= %s
        order by source_key, url, stage, reason, reject_id
        """,
        [day],
    )


def _holds(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select report.source_key, report.url, version.ordinal, hold.day
        from core.hold
        join core.version using (version_id)
        join core.report using (report_id)
        where hold.known_from <= %(day)s
            and (hold.known_to is null or hold.known_to > %(day)s)
        order by report.source_key, report.url, version.ordinal
        """,
        {"day": day},
    )


def _notices(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select report.source_key, report.url, notice.kind, notice.status, notice.quote, notice.known_from
        from core.notice
        join core.report using (report_id)
        where notice.known_from <= %(day)s
            and (notice.known_to is null or notice.known_to > %(day)s)
            and not exists (
                select from core.hold
                where hold.version_id = notice.version_id
                    and hold.known_from <= %(day)s
                    and (hold.known_to is null or hold.known_to > %(day)s)
            )
        order by report.source_key, report.url, notice.kind, notice.quote
        """,
        {"day": day},
    )


def _stories(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select story_member.story_id as story, array_agg(report.url order by report.url) as urls
        from core.story_member
        join core.report using (report_id)
        where story_member.known_from <= %(day)s
            and (story_member.known_to is null or story_member.known_to > %(day)s)
        group by story_member.story_id
        order by story_member.story_id
        """,
        {"day": day},
    )


def _edges(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select report.url, source.url as copied_from, edge.method
        from core.edge
        join core.report using (report_id)
        join core.report as source on source.report_id = edge.copied_from_report_id
        where edge.known_from <= %(day)s
            and (edge.known_to is null or edge.known_to > %(day)s)
        order by report.url, source.url
        """,
        {"day": day},
    )


def _changes(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select
            report.source_key as source, report.url, old.ordinal as old_ordinal, new.ordinal as new_ordinal,
            change.kind, change.known_from, said.traits, said.sentence,
            array(
                select coalesce(figure.old_words, 'nothing') || ' -> ' || coalesce(figure.new_words, 'nothing')
                from core.change_figure as figure
                where figure.change_reading_id = said.change_reading_id
                order by figure.ordinal
            ) as figures
        from core.change
        join core.report using (report_id)
        join core.version as old on old.version_id = change.old_version_id
        join core.version as new on new.version_id = change.new_version_id
        left join lateral (
            select change_reading.change_reading_id, change_reading.traits, change_reading.sentence
            from core.change_reading
            where change_reading.change_id = change.change_id
                and change_reading.known_from <= %(day)s
            order by change_reading.opened_run desc, change_reading.known_from desc
            limit 1
        ) as said on true
        where change.known_from <= %(day)s
        order by report.url, old.ordinal
        """,
        {"day": day},
    )


def _told_changes(connection: Connection, day: date) -> list[Row]:
    """Changes of this day that stand out: numbers, dates, places, withdrawals. None of a version that is held."""
    held = {(row["url"], row["ordinal"]) for row in _holds(connection, day)}
    return [
        {"source_key": row["source"], "sentence": row["sentence"]}
        for row in _changes(connection, day)
        if row["known_from"] == day
        and {"number", "date", "place", "withdrawn"} & set(row["traits"] or ())
        and (row["url"], row["new_ordinal"]) not in held
    ]


def _claims(connection: Connection, day: date) -> list[Row]:
    return rows(
        connection,
        """
        select
            report.url, version.ordinal, claim.claim_id, claim.type, claim.subtype, claim.value_min, claim.value_max,
            claim.magnitude, claim."precision", claim.unit, claim.currency, claim.period, claim.places, claim.origin,
            claim.via, claim.sectors, claim.company, claim.demographic, claim.attribution, claim.attribution_kind,
            claim.resolution, claim.event_start, claim.event_end, claim.event_basis, claim.event_text, claim.polarity,
            claim.scope, claim.part_of, claim.details, claim.flags, claim.quote, claim.quote_start as start,
            claim.quote_end as "end", claim.rule, claim.confidence, claim.is_firm as firm, claim.sentence,
            claim.known_from, claim.known_to
        from core.claim
        join core.version using (version_id)
        join core.report using (report_id)
        where claim.known_from <= %(day)s
            and (claim.known_to is null or claim.known_to > %(day)s)
        order by report.url, version.ordinal, claim.quote_start, claim.claim_id
        """,
        {"day": day},
    )


def night_summary(connection: Connection, day: date) -> dict[str, Any]:
    """The night of the last run of `day`, for one screen.

    run (run_id, dag_id, state, content_hash, is_published), silent (keys asked, and without a verdict), sources (a row
    each: source_key, verdict, reason, evidence_url, listed, fetched, new_versions, relevant, claims, held, gone,
    muted_until, muted_reason), changes (source_key, sentence: those that stand out), counts (new reports, versions,
    stories, origins, claims; held versions are in none), rejects (count by reason), notices (of this day, count by
    kind), checks (those that found something: name, is_blocking, offending_count, evidence).
    """
    run = _run(connection, day)
    sources = _sources(connection, day, _task(run))
    asked = set(run["expected_sources"]) if run else set()
    return {
        "day": day.isoformat(),
        "run": run,
        "silent": sorted(asked - {source["source_key"] for source in sources}),
        "sources": sources,
        "counts": _counts(connection, day),
        "changes": _told_changes(connection, day),
        "notices": dict(Counter(row["kind"] for row in _notices(connection, day) if row["known_from"] == day)),
        "rejects": dict(Counter(row["reason"] for row in _rejects(connection, day) if row["last_day"] >= day)),
        "checks": _failed_checks(connection, run["run_no"]) if run else [],
    }


def _task(run: Row | None) -> str:
    return run["dag_id"] if run and run["dag_id"] in ("recheck", "backfill") else "nightly"


def _run(connection: Connection, day: date) -> Row | None:
    return one(
        connection,
        """
        select
            run.run_no, run.run_id, run.dag_id, run.web, run.state, run.content_hash, run.expected_sources,
            coalesce(run.run_no <= published.run_no, false) as is_published
        from ops.run
        left join ops.published on true
        where run.day = %s
        order by run.run_no desc
        limit 1
        """,
        [day],
    )


def _sources(connection: Connection, day: date, task: str) -> list[Row]:
    held = Counter(row["source_key"] for row in _holds(connection, day) if row["day"] == day)
    counts = {
        row["source_key"]: row
        for row in rows(
            connection,
            """
            select
                report.source_key,
                count(distinct version.version_id) filter (where version.known_from = %(day)s) as new_versions,
                count(distinct version.version_id)
                    filter (where version.known_from = %(day)s and reading.is_relevant) as relevant,
                count(distinct claim.claim_no) filter (where claim.known_from = %(day)s) as claims
            from core.report
            join core.version using (report_id)
            left join core.reading using (version_id)
            left join core.claim using (version_id)
            where not exists (select from core.held_now where held_now.version_id = version.version_id)
            group by report.source_key
            """,
            {"day": day},
        )
    }
    nothing = {"new_versions": 0, "relevant": 0, "claims": 0}
    return [
        {
            **{name: run[name] for name in ("source_key", "verdict", "reason", "evidence_url", "yields")},
            **{name: run[name] for name in ("muted_until", "muted_reason")},
            **{name: run["figures"].get(name) for name in ("listed", "fetched", "gone")},
            **{name: counts.get(run["source_key"], nothing)[name] for name in nothing},
            "held": held[run["source_key"]],
        }
        for run in source_runs(connection, day, task)
    ]


def _counts(connection: Connection, day: date) -> Row:
    found = one(
        connection,
        """
        select
            (select count(*)
                from core.report
                where known_from = %(day)s
                    and exists (
                        select from core.version
                        where version.report_id = report.report_id
                            and not exists (select from core.held_now where held_now.version_id = version.version_id)
                    )) as reports,
            (select count(*)
                from core.version
                where known_from = %(day)s
                    and not exists (select from core.held_now where held_now.version_id = version.version_id)
            ) as versions,
            (select count(*) from core.story where known_from = %(day)s and known_to is null) as stories,
            (select count(*)
                from core.story_member
                join core.report using (report_id)
                where report.known_from = %(day)s
                    and story_member.known_to is null
                    and not exists (
                        select from core.edge where edge.report_id = report.report_id and edge.known_to is null
                    )
                    and not exists (
                        select from core.retelling
                        where retelling.report_id = report.report_id and retelling.known_to is null
                    )) as origins,
            (select count(*) from core.claim where known_from = %(day)s) as claims
        """,
        {"day": day},
    )
    assert found is not None
    return found


def _failed_checks(connection: Connection, run_no: int) -> list[Row]:
    return rows(
        connection,
        """
        select check_name as name, is_blocking, offending_count, evidence
        from ops.check_result
        where run_no = %s
            and offending_count > 0
        order by is_blocking desc, check_name
        """,
        [run_no],
    )
