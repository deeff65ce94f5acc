"""The rows of a load as COPY has them, and COPY alone into the same tables: what loading is measured against."""

import io

from warehouse.connect import Connection, rows

GIVEN = ("ops.run", "core.source")
LOADED = (
    "raw.page", "raw.fetch", "core.report", "core.version", "core.version_payload", "core.reading", "core.reader_pass",
    "core.claim", "core.claim_place",
)  # fmt: skip


def taken(connection: Connection, tables: tuple[str, ...]) -> dict[str, str]:
    """All rows of these tables as COPY writes them."""
    return {table: _taken(connection, table) for table in tables}


def _taken(connection: Connection, table: str) -> str:
    out = io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"copy {table} to stdout", out)
    return out.getvalue()


def copied(connection: Connection, tables: dict[str, str]) -> None:
    """The same rows into the same tables of another warehouse, in this order, with every constraint they have."""
    for table, text in tables.items():
        with connection.cursor() as cursor:
            cursor.copy_expert(f"copy {table} from stdin", io.StringIO(text))


def counted(connection: Connection) -> int:
    """The rows of what is loaded."""
    asked = " union all ".join(f"select count(*) as number from {table}" for table in LOADED)  # noqa: S608
    return sum(int(row["number"]) for row in rows(connection, asked))
