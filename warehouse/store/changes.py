"""What changed between two versions, as their readings tell it: each pair of readings is compared once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2.extras import execute_values

from warehouse.connect import Connection, Row, rows
from warehouse.store.identity import public_id

_SIDE = ("words", "start", "end", "quote", "unit", "value_min", "value_max")


def changes_to_compare(connection: Connection) -> list[Row]:
    """Changes whose newest readings were not compared yet: change_id, seen_new_day, and `old_` and `new_` reading_id,
    title, text, date (ISO day or None), language. Of both versions the newest reading counts, of the older one that by
    the same extractor where there is one."""
    return rows(
        connection,
        """
        select
            change.change_id, change.seen_new_day,
            old.reading_id as old_reading_id, old.title as old_title, old.text as old_text,
            old.published_day::text as old_date, old.lang as old_language,
            new.reading_id as new_reading_id, new.title as new_title, new.text as new_text,
            new.published_day::text as new_date, new.lang as new_language
        from core.change
        join lateral (
            select *
            from core.reading
            where reading.version_id = change.new_version_id
            order by reading.opened_run desc, reading.extractor_version desc
            limit 1
        ) as new on true
        join lateral (
            select *
            from core.reading
            where reading.version_id = change.old_version_id
            order by
                (reading.extractor_version = new.extractor_version) desc, reading.opened_run desc,
                reading.extractor_version desc
            limit 1
        ) as old on true
        where not exists (
            select from core.change_reading
            where change_reading.change_id = change.change_id
                and change_reading.old_reading_id = old.reading_id
                and change_reading.new_reading_id = new.reading_id
        )
        order by change.change_id
        """,
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
