"""The curated companies and agencies, as now declared."""

from collections.abc import Sequence
from datetime import date

from psycopg2.extras import execute_values

from transforms.entities import Entity
from warehouse.connect import Connection


def save_entities(connection: Connection, run_no: int, day: date, entities: Sequence[Entity]) -> None:
    """Make the table say what the list says; the day on which an entity was first there stays. One that left the list
    stays as it was: claims may name it."""
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            """
            insert into core.entity
                (entity_key, name, kind, country, names, source, is_checked, note, known_from, opened_run)
            values %s
            on conflict (entity_key) do update
            set name = excluded.name,
                kind = excluded.kind,
                country = excluded.country,
                names = excluded.names,
                source = excluded.source,
                is_checked = excluded.is_checked,
                note = excluded.note
            where (entity.name, entity.kind, entity.country, entity.names, entity.source, entity.is_checked,
                entity.note)
                is distinct from (
                    excluded.name, excluded.kind, excluded.country, excluded.names, excluded.source,
                    excluded.is_checked, excluded.note
                )
            """,
            [
                (e.key, e.name, e.kind, e.country, list(e.names), e.source, e.is_checked, e.note, day, run_no)
                for e in entities
            ],
        )
