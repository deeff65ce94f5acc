"""Rows in bulk: one COPY into a table of this transaction, from which set-based statements take what is new.

A staging table has the columns of the table it is for and none of its rules: those are kept by the table itself.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from psycopg2 import sql

from warehouse.connect import Connection

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_TO_ESCAPE = re.compile(r"[\\\t\n\r]")
_IN_ARRAYS = str.maketrans({"\\": "\\\\", '"': '\\"'})


def stage(
    connection: Connection, name: str, like: str, columns: Sequence[str], values: Iterable[Sequence[Any]]
) -> None:
    """A temporary table `name` with these columns of `like` (a table, or tables joined by a key they share) and these
    rows; one that this transaction staged before is emptied. Lists are arrays of text, dicts are JSON."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    place = {"name": sql.Identifier(name), "like": sql.SQL(like), "columns": names}
    made = sql.SQL(
        """
        set local client_min_messages = warning;
        create temp table if not exists {name} on commit drop as select {columns} from {like} with no data;
        truncate {name}
        """
    )
    with connection.cursor() as cursor:
        cursor.execute(made.format(**place))
        copy = sql.SQL("copy {name} ({columns}) from stdin").format(**place)
        cursor.copy_expert(copy, io.StringIO("".join(map(_line, values))))


def _line(row: Sequence[Any]) -> str:
    return "\t".join([_CELLS.get(type(value), str)(value) for value in row]) + "\n"


def _text(value: str) -> str:
    # most hold nothing to escape, and to look is faster than to translate
    return value if _TO_ESCAPE.search(value) is None else value.translate(_ESCAPES)


def _json(value: Mapping[str, Any]) -> str:
    return _text(json.dumps(value, ensure_ascii=False)) if value else "{}"


def _array(values: Iterable[str]) -> str:
    return _text("{" + ",".join([f'"{value.translate(_IN_ARRAYS)}"' for value in values]) + "}") if values else "{}"


_CELLS: Mapping[type, Callable[[Any], str]] = {
    str: _text, type(None): lambda _: "\\N", dict: _json, list: _array, tuple: _array,
}  # fmt: skip
