"""One hash for all that the warehouse holds in raw and core: two warehouses with the same hash say the same.

Left out are places in the archive, moments of fetching, run numbers and orders of entry, which differ between two
otherwise equal nights, and rows opened and closed on one day, which were never held on any day.
"""

import argparse
import hashlib
import sys
from contextlib import closing

from psycopg2 import sql

from local import server
from local.home import last_web
from warehouse.connect import ConnectError, Connection, connect, database_of, rows

LEFT_OUT = [
    "warc_file", "warc_offset", "fetched_at", "opened_run", "closed_run",
    "claim_no", "membership_no", "edge_no", "alias_no", "hold_no", "held_at", "notice_no", "apart_no", "refused_no",
    "retelling_no", "entry_no", "is_related", "is_compared",
]  # fmt: skip
NEVER_HELD = "row_of_table.known_to is not distinct from row_of_table.known_from"
OF_A_CLAIM_NEVER_HELD = """
    exists (select from core.claim where claim.claim_no = row_of_table.claim_no and claim.known_to = claim.known_from)
"""


def content_hash(connection: Connection) -> str:
    """64 hex digits over every table of raw and core, whatever the order of entry."""
    total = hashlib.sha256()
    rows(connection, "set local timezone = 'UTC'")
    for schema, table in _tables(connection):
        total.update(f"{schema}.{table}\n".encode())
        for row_hash in _row_hashes(connection, schema, table):
            total.update(f"{row_hash}\n".encode())
    return total.hexdigest()


def _tables(connection: Connection) -> list[tuple[str, str]]:
    found = rows(
        connection,
        """
        select table_schema, table_name
        from information_schema.tables
        where table_schema in ('raw', 'core')
            and table_type = 'BASE TABLE'
            and (table_schema, table_name) <> ('raw', 'warc_file')  -- nothing but places in the archive
        order by table_schema, table_name
        """,
    )
    return [(row["table_schema"], row["table_name"]) for row in found]


def _row_hashes(connection: Connection, schema: str, table: str) -> list[str]:
    """A hash per row, sorted: the same rows in another order give the same list."""
    statement = sql.SQL(
        """
        select encode(sha256(convert_to((to_jsonb(row_of_table) - %s::text[])::text, 'UTF8')), 'hex') as row_hash
        from {table} as row_of_table
        where not coalesce({never_held}, false)
        order by 1
        """
    ).format(table=sql.Identifier(schema, table), never_held=sql.SQL(_never_held(connection, schema, table)))
    return [row["row_hash"] for row in rows(connection, statement.as_string(connection), [LEFT_OUT])]


def _never_held(connection: Connection, schema: str, table: str) -> str:
    if (schema, table) == ("core", "claim_place"):
        return OF_A_CLAIM_NEVER_HELD
    has_end = rows(
        connection,
        """
        select 1
        from information_schema.columns
        where table_schema = %s
            and table_name = %s
            and column_name = 'known_to'
        """,
        [schema, table],
    )
    return NEVER_HELD if has_end else "false"


def main() -> int:
    """The command: python -m warehouse.content_hash prints the hash of the warehouse of the last run."""
    about = (__doc__ or "").partition("\n")[0]
    argparse.ArgumentParser(prog="python -m warehouse.content_hash", description=about).parse_args()
    try:
        with server.awake(), closing(connect("p8_loader", database_of(last_web()))) as connection:
            print(content_hash(connection))
    except (ConnectError, server.NoWarehouse) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
