"""The curated lists, as now declared: companies and agencies, published figures, places."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from psycopg2 import sql
from psycopg2.extras import execute_values

from transforms.entities import Entity
from transforms.gazetteer import Located
from transforms.references import Figure
from transforms.vocab import LANGUAGES
from warehouse.connect import Connection
from warehouse.store.identity import public_id


def save_entities(connection: Connection, run_no: int, day: date, entities: Sequence[Entity]) -> None:
    """Make core.entity say what the list says. One that left the list stays as it was: claims may name it."""
    rows = (
        {
            "entity_key": e.key, "name": e.name, "kind": e.kind, "country": e.country, "names": list(e.names),
            "source": e.source, "is_checked": e.is_checked, "note": e.note,
        }
        for e in entities
    )  # fmt: skip
    _save(connection, run_no, day, "entity", rows)


def save_figures(connection: Connection, run_no: int, day: date, figures: Sequence[Figure]) -> None:
    """Make core.reference_figure say what the list says. One that left the list stays: claims may retell it."""
    kept = (
        "label", "type", "subtype", "value_min", "value_max", "precision", "unit", "currency", "period", "place",
        "first_year", "last_year", "said_by", "attribution_kind", "published_from", "published_by", "source",
        "address", "checked", "seen_in", "note",
    )  # fmt: skip
    rows = (
        {
            "figure_key": figure.key,
            **{name: getattr(figure, name) for name in kept},
            "is_checked": figure.seen_in is not None,
        }
        for figure in figures
    )
    _save(connection, run_no, day, "reference_figure", rows)


def save_places(connection: Connection, run_no: int, day: date, places: Sequence[Located]) -> None:
    """Make core.place say what the gazetteer says. One that left it stays: claims may lie there."""
    rows = (
        {
            "place_id": public_id(place.chain), "chain": place.chain, "kind": place.kind,
            **{f"name_{lang}": place.name.get(lang) for lang in LANGUAGES}, "names": list(place.names),
            **{name: getattr(place.point, name, None) for name in ("lat", "lon", "precision")},
            "is_ambiguous": place.is_ambiguous,
        }
        for place in places
    )  # fmt: skip
    _save(connection, run_no, day, "place", rows)


def _save(
    connection: Connection, run_no: int, day: date, table: str, entries: Iterable[Mapping[str, Any]]
) -> None:
    """Upsert entries, whose first column is the key, into a table of core; the day on which a key was first there
    stays, and a row that says the same is not touched."""
    told = [{**entry, "known_from": day, "opened_run": run_no} for entry in entries]
    key, *said = list(told[0])[:-2]
    statement = sql.SQL(
        """
        insert into {table} as held ({columns})
        values %s
        on conflict ({key}) do update
        set ({said}) = row({excluded})
        where ({held}) is distinct from ({excluded})
        """
    ).format(
        table=sql.Identifier("core", table),
        key=sql.Identifier(key),
        columns=_joined(list(told[0])),
        said=_joined(said),
        excluded=_joined(said, "excluded"),
        held=_joined(said, "held"),
    )
    with connection.cursor() as cursor:
        execute_values(cursor, statement.as_string(connection), [list(row.values()) for row in told])


def _joined(columns: Sequence[str], *of: str) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(*of, column) for column in columns)
