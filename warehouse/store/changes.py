"""What changed between two versions, as their readings tell it: each pair of readings is compared once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import execute_values

from warehouse.connect import Connection, Row, rows
from warehouse.store.identity import public_id

_SIDE = ("words", "start", "end", "quote", "unit", "value_min", "value_max")


# Texts of both versions of so many changes are held at once.
BATCH_CHANGES = 100


def changes_to_compare(connection: Connection) -> Iterator[Row]:
    """Changes with a newest reading that was not compared yet; from now on it is: change_id, seen_new_day, source_key,
    url, payload_sha256 of the new version, and `old_` and `new_` reading_id, title, text, date (ISO day or None),
    language. Of both versions the newest reading counts, of the older one that by the same extractor where there is
    one."""
    while taken := _take(connection):
        yield from _readings(connection, taken)


def _take(connection: Connection) -> list[str]:
    found = rows(
        connection,
        """
        update core.change
        set is_compared = true
        where change_id in (
            select change_id
            from core.change
            where not is_compared
            order by change_id
            limit %s
            for no key update skip locked  -- what another loader compares
        )
        returning change_id
        """,
        [BATCH_CHANGES],
    )
    return [row["change_id"] for row in found]


def _readings(connection: Connection, change_ids: Sequence[str]) -> list[Row]:
    return rows(
        connection,
        """
        select
            change.change_id, change.seen_new_day, report.source_key, report.url,
            new_version.first_payload_sha256 as payload_sha256,
            old.reading_id as old_reading_id, old.title as old_title, old.text as old_text,
            old.published_day::text as old_date, old.lang as old_language,
            new.reading_id as new_reading_id, new.title as new_title, new.text as new_text,
            new.published_day::text as new_date, new.lang as new_language
        from core.change
        join core.report using (report_id)
        join core.version as new_version on new_version.version_id = change.new_version_id
        join core.newest_reading as newest_of_new on newest_of_new.version_id = change.new_version_id
        join core.reading as new on new.reading_id = newest_of_new.reading_id
        join core.newest_reading as newest_of_old on newest_of_old.version_id = change.old_version_id
        left join core.reading as same
            on same.version_id = change.old_version_id
            and same.extractor_version = new.extractor_version
        join core.reading as old on old.reading_id = coalesce(same.reading_id, newest_of_old.reading_id)
        where change.change_id = any(%s)
            and not exists (
                select from core.change_reading
                where change_reading.change_id = change.change_id
                    and change_reading.old_reading_id = old.reading_id
                    and change_reading.new_reading_id = new.reading_id
            )
        order by change.change_id
        """,
        [change_ids],
    )


def save_change_reading(
    connection: Connection,
    run_no: int,
    day: date,
    change_id: str,
    old_reading_id: str,
    new_reading_id: str,
    said: Mapping[str, Any],
) -> None:
    """What two readings of a change say. `said`: traits, note (kind, quote) or None, diff, sentence, and figures: each
    kind, is_in_title, and `before` and `after`: None, or words, start, end, quote, unit, value_min, value_max."""
    change_reading_id = public_id(change_id, old_reading_id, new_reading_id)
    note_kind, note_quote = said["note"] or (None, None)
    saved = rows(
        connection,
        """
        insert into core.change_reading (
            change_reading_id, change_id, old_reading_id, new_reading_id, traits, note_kind, note_quote, diff, sentence,
            known_from, opened_run
        )
        values (%s, %s, %s, %s, %s::text[], %s, %s, %s, %s, %s, %s)
        on conflict (change_reading_id) do nothing
        returning change_reading_id
        """,
        [
            change_reading_id, change_id, old_reading_id, new_reading_id, list(said["traits"]), note_kind, note_quote,
            said["diff"], said["sentence"], day, run_no,
        ],
    )  # fmt: skip
    if saved:
        _save_figures(connection, change_reading_id, said["figures"])


def _save_figures(connection: Connection, change_reading_id: str, figures: Sequence[Mapping[str, Any]]) -> None:
    values = [
        (change_reading_id, ordinal, one["kind"], one["is_in_title"], *_side(one["before"]), *_side(one["after"]))
        for ordinal, one in enumerate(figures, start=1)
    ]
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            """
            insert into core.change_figure (
                change_reading_id, ordinal, kind, is_in_title, old_words, old_start, old_end, old_quote, old_unit,
                old_value_min, old_value_max, new_words, new_start, new_end, new_quote, new_unit, new_value_min,
                new_value_max
            )
            values %s
            """,
            values,
        )


def _side(side: Mapping[str, Any] | None) -> tuple[Any, ...]:
    return tuple(None if side is None else side[name] for name in _SIDE)
