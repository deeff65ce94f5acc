"""Reports that are withheld on request: their words are removed, and what is left says that, why and since when."""

from collections.abc import Iterable, Mapping
from typing import Any

from warehouse.connect import Connection, Row, rows

MARK = "█"
"""Stands for each character that was removed, so that every span still cuts what it cut."""


def withheld_reports(connection: Connection, source_key: str) -> set[str]:
    """The url_key of each report of a source that is withheld."""
    found = rows(connection, "select distinct url_key from core.withheld where source_key = %s", [source_key])
    return {row["url_key"] for row in found}


def payloads_to_withhold(connection: Connection, report_id: str) -> list[Row]:
    """Every payload of a report: source_key, url_key, payload_sha256, warc_file, warc_offset, and is_shared, whether
    other reports came in it as well."""
    return rows(
        connection,
        """
        with shown as (
            select report.source_key, report.url_key, version_payload.payload_sha256
            from core.report
            join core.version using (report_id)
            join core.version_payload using (version_id)
            where report.report_id = %(report_id)s
            union
            select report.source_key, report.url_key, answer.payload_sha256
            from core.report
            join raw.fetch as answer using (source_key, url_key)
            where report.report_id = %(report_id)s
                and answer.role = 'report'
        )
        select
            shown.*, page.warc_file, page.warc_offset,
            exists (
                select from raw.part
                where part.payload_sha256 = shown.payload_sha256
                    and (part.source_key, part.url_key) <> (shown.source_key, shown.url_key)
            )
            or exists (
                select from core.version_payload
                join core.version using (version_id)
                where version_payload.payload_sha256 = shown.payload_sha256
                    and version.report_id <> %(report_id)s
            ) as is_shared
        from shown
        join raw.page using (payload_sha256)
        order by shown.payload_sha256
        """,
        {"report_id": report_id},
    )


def save_withheld(
    connection: Connection, run_no: int, withheld: Iterable[tuple[Mapping[str, Any], str, str]]
) -> None:
    """What is withheld: (source_key, url_key, payload_sha256 and perhaps is_shared), the day, and the reason."""
    for payload, day, reason in withheld:
        rows(
            connection,
            """
            insert into core.withheld (source_key, url_key, payload_sha256, reason, is_shared, known_from, opened_run)
            values (%s, %s, %s, %s, %s, %s, %s)
            on conflict (source_key, url_key, payload_sha256) do nothing
            """,
            [
                payload["source_key"], payload["url_key"], payload["payload_sha256"], reason,
                payload.get("is_shared", False), day, run_no,
            ],
        )  # fmt: skip


def remove_texts(connection: Connection, report_id: str) -> None:
    """Take the words of a report out of every table that holds some. Numbers, places and days of its claims stay, with
    marks for the quotes they were read from."""
    rows(
        connection,
        """
        update core.reading
        set text = repeat(%(mark)s, char_length(text)),
            title = '[withheld]',
            captions = '{}',
            author = null,
            byte_map = null
        from core.version
        where version.version_id = reading.version_id
            and version.report_id = %(report_id)s;

        update core.claim
        set quote = repeat(%(mark)s, char_length(quote)),
            sentence = '[withheld]',
            attribution = null,
            event_text = null,
            part_of = repeat(%(mark)s, char_length(part_of))
        from core.version
        where version.version_id = claim.version_id
            and version.report_id = %(report_id)s;

        update core.change_figure
        set old_words = repeat(%(mark)s, char_length(old_words)),
            new_words = repeat(%(mark)s, char_length(new_words)),
            old_quote = repeat(%(mark)s, char_length(old_quote)),
            new_quote = repeat(%(mark)s, char_length(new_quote))
        from core.change_reading
        join core.change using (change_id)
        where change_reading.change_reading_id = change_figure.change_reading_id
            and change.report_id = %(report_id)s;

        update core.change_reading
        set diff = '[withheld]',
            sentence = '[withheld]',
            note_quote = case when note_quote is not null then '[withheld]' end
        from core.change
        where change.change_id = change_reading.change_id
            and change.report_id = %(report_id)s;

        update core.notice
        set quote = '[withheld]'
        where report_id = %(report_id)s
            and quote is not null;

        update ops.reread
        set reading = null,
            example = case when example is not null then '[withheld]' end
        from core.version
        where version.version_id = reread.version_id
            and version.report_id = %(report_id)s;

        update ops.reject
        set raw_value = '[withheld]'
        from core.report
        where report.report_id = %(report_id)s
            and reject.source_key = report.source_key
            and reject.url = report.url
        """,
        {"mark": MARK, "report_id": report_id},
    )
