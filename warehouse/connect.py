"""Connections to the warehouse, one role each. Knows where the server and the passwords are; knows no table."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import make_dsn, parse_dsn
from psycopg2.extras import RealDictCursor

ROLES = ("p8_owner", "p8_loader", "p8_analyst", "p8_reviewer", "p8_public")
DATABASES = {"live": "p8", "sample": "p8_sample"}
CONNECT_SECONDS = 10

Row = dict[str, Any]
Parameters = Mapping[str, Any] | Sequence[Any]

__all__ = [
    "DATABASES",
    "ROLES",
    "ConnectError",
    "Connection",
    "batches",
    "connect",
    "database_of",
    "dsn_of",
    "home",
    "one",
    "role_password",
    "rows",
    "savepoint",
]


class ConnectError(Exception):
    """The warehouse cannot be reached: no address, no password, or a refusal. Says which, and what to do."""


class ServerAway(ConnectError):
    """The server does not answer, or refuses: it may be back in a moment."""


def database_of(web: str) -> str:
    """The database that holds what was read from this web: p8 for live, p8_sample for sample."""
    if web not in DATABASES:
        raise ConnectError(f"no warehouse for web {web!r}: it is one of {', '.join(DATABASES)}")
    return DATABASES[web]


def connect(role: str = "p8_loader", database: str = "p8") -> Connection:
    """A connection to the server of P8_DSN as one of ROLES, in UTC; the caller commits and closes.

    Raises ConnectError when P8_DSN or the role's password is missing, or the server does not let it in.
    """
    try:
        return psycopg2.connect(dsn_of(role, database), connect_timeout=CONNECT_SECONDS)
    except psycopg2.OperationalError as error:
        raise ServerAway(f"cannot connect to {database} as {role}: {str(error).strip()}") from error


def dsn_of(role: str, database: str) -> str:
    """The libpq address of a role on a warehouse database, password included, for connect() and psql."""
    server = os.environ.get("P8_DSN")
    if not server:
        raise ConnectError(
            "P8_DSN is not set: it names the PostgreSQL server (make run and make psql set it themselves)"
        )
    parts = {name: value for name, value in parse_dsn(server).items() if name not in ("user", "password", "dbname")}
    return make_dsn(
        **parts, user=role, password=role_password(role), dbname=database,
        application_name=f"paragraph8 {role}", options="-c timezone=UTC",
    )  # fmt: skip


def home() -> Path:
    """The folder of local state: P8_HOME, else .local under the current folder."""
    return Path(os.environ.get("P8_HOME") or ".local")


def role_password(role: str) -> str:
    """The role's password, from P8_<ROLE>_PASSWORD (P8_LOADER_PASSWORD) or from the file secrets/<role> in P8_HOME."""
    if role not in ROLES:
        raise ConnectError(f"no role {role!r}: it is one of {', '.join(ROLES)}")
    variable, file = f"{role.upper()}_PASSWORD", home() / "secrets" / role
    password = os.environ.get(variable) or (file.read_text().strip() if file.is_file() else "")
    if not password:
        raise ConnectError(
            f"no password for {role}: neither {variable} nor {file} holds one; python -m warehouse.migrate makes them"
        )
    return password


def rows(connection: Connection, sql: str, parameters: Parameters = ()) -> list[Row]:
    """All rows of one statement as dicts by column name; an empty list for a statement that returns none."""
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql, parameters or None)
        return [dict(row) for row in cursor.fetchall()] if cursor.description else []


def batches(connection: Connection, sql: str, parameters: Parameters = (), size: int = 2000) -> Iterator[list[Row]]:
    """The rows of one query as dicts, `size` at a time and no more of them in memory, in the transaction at hand."""
    rows(connection, "set local cursor_tuple_fraction = 1")  # planned for all rows, not for the first ones
    with connection.cursor("batches") as cursor:
        cursor.execute(sql, parameters or None)
        while found := cursor.fetchmany(size):
            names = [column.name for column in cursor.description or ()]
            yield [dict(zip(names, row, strict=True)) for row in found]


def one(connection: Connection, sql: str, parameters: Parameters = ()) -> Row | None:
    """The first row of one statement, or None."""
    found = rows(connection, sql, parameters)
    return found[0] if found else None


@contextmanager
def savepoint(connection: Connection, name: str = "before") -> Iterator[None]:
    """What the block writes, or nothing of it, without losing the transaction around it."""
    with connection.cursor() as cursor:
        cursor.execute(f"savepoint {name}")
        try:
            yield
        except psycopg2.Error:
            cursor.execute(f"rollback to savepoint {name}")
            raise
        finally:
            cursor.execute(f"release savepoint {name}")
