"""The data dictionary and the diagram of tables, made from the comments and keys of the live database.

    python -m warehouse.dictionary

writes docs/dictionary.md anew; a test says when it is out of date.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from local import server
from local.home import last_web
from warehouse.connect import ConnectError, Connection, Row, connect, database_of, rows

FILE = Path("docs/dictionary.md")
SCHEMAS = {
    "mart": "what analysts ask",
    "core": "what is held to be so",
    "raw": "what came over the wire",
    "ops": "what operators look at",
}
KINDS = {"r": "table", "v": "view", "m": "materialized view"}


def dictionary(connection: Connection) -> str:
    """The whole file as Markdown: the diagram, then every table, view and function with its columns and comments."""
    parts = [
        "# The warehouse, table by table",
        "Made by `python -m warehouse.dictionary` from the comments of the database; edit those, not this file.",
        "Keys of `core` and `raw` (every row of `core` also names the runs that opened and closed it):",
        "\n".join(["```mermaid", "erDiagram", *_diagram(connection), "```"]),
    ]
    for schema, about in SCHEMAS.items():
        parts += [f"## {schema}: {about}", *_relations(connection, schema), *_functions(connection, schema)]
    return "\n\n".join(parts) + "\n"


def _diagram(connection: Connection) -> Iterator[str]:
    """A line a foreign key, but for those to the runs, which every table has."""
    keys = rows(
        connection,
        """
        select distinct child.relname as child, parent.relname as parent,
            (
                select string_agg(attribute.attname, ', ' order by place)
                from unnest(key.conkey) with ordinality as columns (attnum, place)
                join pg_attribute as attribute
                    on attribute.attrelid = key.conrelid
                    and attribute.attnum = columns.attnum
            ) as columns
        from pg_constraint as key
        join pg_class as child on child.oid = key.conrelid
        join pg_class as parent on parent.oid = key.confrelid
        where key.contype = 'f'
            and child.relnamespace::regnamespace::text in ('core', 'raw')
            and parent.relname <> 'run'
        order by parent.relname, child.relname, columns
        """,
    )
    for key in keys:
        yield f'    {key["parent"]} ||--o{{ {key["child"]} : "{key["columns"]}"'


def _relations(connection: Connection, schema: str) -> Iterator[str]:
    found = rows(
        connection,
        """
        select
            class.relname as name,
            class.relkind::text as kind,
            obj_description(class.oid, 'pg_class') as about,
            attribute.attname as column_name,
            format_type(attribute.atttypid, attribute.atttypmod) as type,
            not attribute.attnotnull and class.relkind = 'r' as may_be_null,
            col_description(class.oid, attribute.attnum) as column_about
        from pg_class as class
        join pg_attribute as attribute on attribute.attrelid = class.oid
        where class.relnamespace::regnamespace::text = %s
            and class.relkind in ('r', 'v', 'm')
            and attribute.attnum > 0
            and not attribute.attisdropped
        order by class.relname, attribute.attnum
        """,
        [schema],
    )
    for name, columns in groupby(found, key=lambda row: str(row["name"])):
        yield _relation(schema, name, list(columns))


def _relation(schema: str, name: str, columns: list[Row]) -> str:
    first = columns[0]
    lines = [f"| {c['column_name']} | {_type(c)} | {_cell(c['column_about'])} |" for c in columns]
    head = f"### {schema}.{name}\n\n*{KINDS[first['kind']]}.* {first['about']}."
    return "\n".join([head, "", "| column | type | meaning |", "|---|---|---|", *lines])


def _type(column: Row) -> str:
    return f"{column['type']}, may be null" if column["may_be_null"] else str(column["type"])


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


def _functions(connection: Connection, schema: str) -> Iterable[str]:
    found = rows(
        connection,
        """
        select
            proc.proname as name,
            pg_get_function_identity_arguments(proc.oid) as arguments,
            pg_get_function_result(proc.oid) as result,
            obj_description(proc.oid, 'pg_proc') as about
        from pg_proc as proc
        where proc.pronamespace::regnamespace::text = %s
        order by proc.proname, arguments
        """,
        [schema],
    )
    return [
        f"### {schema}.{f['name']}({f['arguments']})\n\n*function, answers {f['result']}.* {_cell(f['about'])}."
        for f in found
    ]


def main() -> int:
    """The command: writes the file from the warehouse of the last run. Exit 1 with the reason if there is none."""
    about = (__doc__ or "").partition("\n")[0]
    argparse.ArgumentParser(prog="python -m warehouse.dictionary", description=about).parse_args()
    try:
        with server.awake(), closing(connect("p8_owner", database_of(last_web()))) as connection:
            FILE.write_text(dictionary(connection), encoding="utf-8")
    except (ConnectError, server.NoWarehouse) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{FILE} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
