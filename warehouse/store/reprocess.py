"""What a reprocessing reads again, and the report of what it changes: readings, stories, edges and claims."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import Json

from warehouse.connect import Connection, Row, one, rows

EXAMPLES = 3  # of each source

REREAD_UNLIKE = "reread_unlike"
"""Reason of the reject for a version that an extractor reads as quite another text."""


def sources_of_versions(connection: Connection, since: date | None, until: date | None) -> list[str]:
    """Keys of the sources of which a version was first seen in these days; of any day without them."""
    found = rows(
        connection,
        """
        select distinct report.source_key
        from core.version
        join core.report using (report_id)
        where version.first_seen_day between coalesce(%s, '-infinity'::date) and coalesce(%s, 'infinity'::date)
        order by report.source_key
        """,
        [since, until],
    )
    return [row["source_key"] for row in found]


def versions_to_read_again(
    connection: Connection,
    run_no: int,
    source_key: str,
    *,
    unread_by: tuple[str, str] | None = None,
    url_keys: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Row]:
    """Versions of a source, where they stand in the archive, and how they were last read before this run: version_id,
    url, url_key, payload_sha256 (the one that first showed it), warc_file, warc_offset, part, road (None for a whole
    page), extractor_version, kind, title, text, date (ISO day or None), language.

    `unread_by`: only those that these extractors, of pages and of parts, have not read, nor read as another text
    (rejects with the reason REREAD_UNLIKE and `version_id extractor_version`). `url_keys`: only those of these
    reports. `since`, `until`: only those first seen in these days, both included.
    """
    return rows(
        connection,
        """
        select
            version.version_id, report.url, report.url_key, page.payload_sha256, page.warc_file, page.warc_offset,
            version.part, part.road, last.extractor_version, last.kind, last.title, last.text,
            last.published_day::text as date, last.lang as language
        from core.version
        join core.report using (report_id)
        join lateral (
            select *
            from core.reading
            where reading.version_id = version.version_id
                and reading.opened_run < %(run_no)s
            order by reading.opened_run desc, reading.extractor_version desc
            limit 1
        ) as last on true
        join raw.page on page.payload_sha256 = version.first_payload_sha256
        left join raw.part
            on part.source_key = report.source_key
            and part.url_key = report.url_key
            and part.payload_sha256 = version.first_payload_sha256
            and part.part = version.part
        where report.source_key = %(source_key)s
            and not exists (
                select from core.withheld
                where withheld.source_key = report.source_key and withheld.url_key = report.url_key
            )
            and (%(url_keys)s::text[] is null or report.url_key = any(%(url_keys)s))
            and version.first_seen_day between
                coalesce(%(since)s, '-infinity'::date) and coalesce(%(until)s, 'infinity'::date)
            and (%(pages)s::text is null or not exists (
                select from core.reading
                where reading.version_id = version.version_id
                    and reading.extractor_version = case when version.part is null then %(pages)s else %(parts)s end
            ) and not exists (
                select from ops.reject
                where reject.reason = %(unlike)s
                    and reject.raw_value = version.version_id || ' '
                        || case when version.part is null then %(pages)s else %(parts)s end
            ))
        order by page.warc_file, page.warc_offset, version.part, version.version_id
        """,
        {
            **dict(zip(("pages", "parts"), unread_by or (None, None), strict=True)),
            **{"run_no": run_no, "source_key": source_key, "since": since, "until": until},
            "unlike": REREAD_UNLIKE,
            "url_keys": None if url_keys is None else sorted(url_keys),
        },
    )


def save_reread(
    connection: Connection,
    run_no: int,
    source_key: str,
    version: Mapping[str, Any],
    extractor_version: str,
    differs: Sequence[str],
    example: str | None,
    reading: Mapping[str, Any] | None,
) -> None:
    """What one version reads as now. `version`: version_id, url, extractor_version of the reading held before;
    `reading`: what is to be kept, None where nothing is."""
    rows(
        connection,
        """
        insert into ops.reread (
            version_id, extractor_version, run_no, source_key, url, differs, is_same_extractor, example, reading
        )
        values (%s, %s, %s, %s, %s, %s::text[], %s, %s, %s)
        on conflict (version_id, extractor_version) do update
        set run_no = excluded.run_no,
            differs = excluded.differs,
            is_same_extractor = excluded.is_same_extractor,
            example = excluded.example,
            reading = excluded.reading
        """,
        [
            version["version_id"], extractor_version, run_no, source_key, version["url"], list(differs),
            extractor_version == version["extractor_version"], example, None if reading is None else Json(reading),
        ],
    )  # fmt: skip


def rereads_to_keep(connection: Connection, run_no: int) -> list[Row]:
    """What this run read again and is not kept: version_id, extractor_version, reading."""
    return rows(
        connection,
        """
        select version_id, extractor_version, reading
        from ops.reread
        where run_no = any(%s)
            and reading is not null
        order by version_id, extractor_version
        """,
        [attempts(connection, run_no)],
    )


def mark_kept(connection: Connection, run_no: int) -> None:
    """The readings of this run are in core: they wait no longer."""
    rows(
        connection,
        "update ops.reread set reading = null where run_no = any(%s) and reading is not null",
        [attempts(connection, run_no)],
    )


def attempts(connection: Connection, run_no: int) -> list[int]:
    """The numbers of all attempts at a run: it gets a new one where a night was published since it read."""
    found = rows(
        connection,
        "select run_no from ops.run where run_id = (select run_id from ops.run where run_no = %s) order by run_no",
        [run_no],
    )
    return [row["run_no"] for row in found]


def reread_counts(connection: Connection, run_no: int) -> list[Row]:
    """By source: source_key, versions (read again), differ, unnamed (differ though the extractor has the same name),
    and how many differ in kind, title, text, date and language; with examples."""
    return rows(
        connection,
        """
        select
            source_key,
            count(*) as versions,
            count(*) filter (where differs <> '{}') as differ,
            count(*) filter (where differs <> '{}' and is_same_extractor) as unnamed,
            count(*) filter (where 'kind' = any(differs)) as kind,
            count(*) filter (where 'title' = any(differs)) as title,
            count(*) filter (where 'text' = any(differs)) as text,
            count(*) filter (where 'date' = any(differs)) as date,
            count(*) filter (where 'language' = any(differs)) as language,
            (array_agg(url || ': ' || example order by url, version_id)
                filter (where example is not null))[:%(examples)s] as examples
        from ops.reread
        where run_no = any(%(attempts)s)
        group by source_key
        order by source_key
        """,
        {"attempts": attempts(connection, run_no), "examples": EXAMPLES},
    )


def claim_counts(connection: Connection, run_no: int) -> list[Row]:
    """By type and language: type, lang, held (before this run), gained, lost, changed (the same words, read otherwise).
    """
    return rows(
        connection,
        """
        with seen as (
            select
                claim.claim_id,
                claim.type,
                reading.lang,
                claim.opened_run = %(run_no)s as is_opened,
                claim.opened_run < %(run_no)s as is_former,
                claim.opened_run < %(run_no)s and claim.closed_run = %(run_no)s as is_closed
            from core.claim
            join core.reading using (reading_id)
            where claim.opened_run <= %(run_no)s
                and (claim.closed_run is null or claim.closed_run >= %(run_no)s)
        ),
        by_claim as (
            select
                claim_id,
                type,
                max(lang) as lang,
                bool_or(is_opened) as is_opened,
                bool_or(is_former) as is_former,
                bool_or(is_closed) as is_closed
            from seen
            group by claim_id, type
        )
        select
            type,
            lang,
            count(*) filter (where is_former) as held,
            count(*) filter (where is_opened and not is_closed) as gained,
            count(*) filter (where is_closed and not is_opened) as lost,
            count(*) filter (where is_closed and is_opened) as changed
        from by_claim
        group by type, lang
        order by type, lang
        """,
        {"run_no": run_no},
    )


def story_counts(connection: Connection, run_no: int) -> dict[str, Row]:
    """stories: reports that belong to another story than before (moved) or to one for the first time (joined); edges:
    gained, lost, and turned to another report."""
    found = one(
        connection,
        """
        with member as (
            select fresh.report_id, former.story_id is null as is_first
            from core.story_member as fresh
            left join core.story_member as former
                on former.report_id = fresh.report_id and former.closed_run = %(run_no)s
            where fresh.opened_run = %(run_no)s
                and fresh.closed_run is null
                and former.story_id is distinct from fresh.story_id
        ),
        edge as (
            select fresh.edge_no is not null as is_now, former.edge_no is not null as was_before
            from (select * from core.edge where opened_run = %(run_no)s and closed_run is null) as fresh
            full join (
                select * from core.edge where closed_run = %(run_no)s and opened_run < %(run_no)s
            ) as former using (report_id)
            where former.copied_from_report_id is distinct from fresh.copied_from_report_id
        )
        select
            (select count(*) from member where not is_first) as moved,
            (select count(*) from member where is_first) as joined,
            (select count(*) from edge where is_now and not was_before) as gained,
            (select count(*) from edge where was_before and not is_now) as lost,
            (select count(*) from edge where is_now and was_before) as turned
        """,
        {"run_no": run_no},
    )
    assert found is not None
    return {
        "stories": {name: found[name] for name in ("moved", "joined")},
        "edges": {name: found[name] for name in ("gained", "lost", "turned")},
    }
