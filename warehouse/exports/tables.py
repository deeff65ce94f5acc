"""One table as Parquet, CSV and JSON Lines: the same rows in the same order, columns as the database describes them."""

import csv
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.connect import Connection, Row, rows
from warehouse.exports.cells import ESCAPED, harmless
from warehouse.exports.package import Package

KINDS = {
    "text": "string", "bigint": "integer", "integer": "integer", "numeric": "number", "boolean": "boolean",
    "date": "date", "timestamp with time zone": "datetime", "text[]": "array", "jsonb": "object",
}  # fmt: skip
"""Types of PostgreSQL as types of Table Schema."""
ARROW = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"), "array": pa.list_(pa.string()), "object": pa.string(),
}  # fmt: skip
JSON: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "datetime": {"type": ["string", "null"], "format": "date-time"},
    "array": {"type": ["array", "null"], "items": {"type": "string"}},
    "object": {"type": ["object", "null"]},
}


@dataclass(frozen=True)
class Column:
    """A column: its type as a word of Table Schema, and what it means."""

    name: str
    kind: str
    description: str


def columns_of(connection: Connection, relation: str, without: Collection[str] = ()) -> list[Column]:
    """The columns of a view of mart in its order, each with the comment that the database holds."""
    found = rows(
        connection,
        """
        select attname, format_type(atttypid, null) as type, col_description(attrelid, attnum) as description
        from pg_attribute
        where attrelid = %s::regclass
            and attnum > 0
            and not attisdropped
        order by attnum
        """,
        [relation],
    )
    return [
        Column(row["attname"], KINDS[row["type"]], row["description"] or "")
        for row in found
        if row["attname"] not in without
    ]


def write(
    package: Package, name: str, columns: Sequence[Column], batches: Iterable[Sequence[Row]], key: Sequence[str]
) -> None:
    """Write `name`.parquet, .csv, .jsonl and the JSON Schema of a line. Rows come in batches, each a dict by column;
    what else a row holds is left out. `key`: the columns that tell rows apart, none of them ever null."""
    folder, names, row_count = package.folder, [column.name for column in columns], 0
    schema = pa.schema([pa.field(column.name, ARROW[column.kind]) for column in columns])
    with (
        pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as parquet,
        (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as csv_file,
        (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as lines,
    ):
        sheet = csv.writer(csv_file)
        sheet.writerow(names)
        for batch in batches:
            told = [{column.name: _told(row[column.name]) for column in columns} for row in batch]
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in told)
            sheet.writerows([_cell(row[column]) for column in names] for row in told)
            parquet.write_table(_arrow(batch, columns, schema))
            row_count += len(batch)
    _enter(package, name, columns, list(key), row_count)


def _told(value: Any) -> Any:
    """A value as JSON has it. A number keeps the digits that were written: 2000, not 2000.0."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return value


def _cell(value: Any) -> Any:
    """A value of JSON as a cell; a list or object is JSON in it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return harmless(value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value


def _arrow(batch: Sequence[Row], columns: Sequence[Column], schema: pa.Schema) -> pa.Table:
    arrays = [
        pa.array([_stored(row[column.name], column.kind) for row in batch], type=ARROW[column.kind])
        for column in columns
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _stored(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "number":
        return float(value)
    return json.dumps(value, ensure_ascii=False) if kind == "object" else value


def _enter(package: Package, name: str, columns: Sequence[Column], key: list[str], row_count: int) -> None:
    fields = [{"name": column.name, "type": column.kind, "description": column.description} for column in columns]
    table_schema = {"fields": fields, **({"primaryKey": key} if key else {})}
    table = {"type": "table", "schema": table_schema, "rowCount": row_count}
    schema_file = f"{name}.jsonschema.json"
    package.add(f"{name}.parquet", "application/vnd.apache.parquet", **table)
    package.add(f"{name}.csv", "text/csv", encoding="utf-8", escaped=ESCAPED, **table)
    package.add(f"{name}.jsonl", "application/jsonl", encoding="utf-8", jsonSchema=schema_file, **table)
    package.add_json(schema_file, _json_schema(name, columns), "application/schema+json")


def _json_schema(name: str, columns: Sequence[Column]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"One line of {name}.jsonl",
        "type": "object",
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "properties": {column.name: {**JSON[column.kind], "description": column.description} for column in columns},
    }
