"""The server that holds the warehouse: the embedded one of this home, or the one that P8_DSN names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg2.extensions import parse_dsn

from local import postgres
from local.home import home

_EMBEDDED = {"address": ""}  # what this process itself put into P8_DSN, so that it is not taken for a foreign server


class NoWarehouse(Exception):
    """There is no warehouse in this home yet. The message says how to make one."""


def foreign() -> str | None:
    """The address that P8_DSN names, if it was given from outside; None where the server is the embedded one."""
    given = os.environ.get("P8_DSN")
    return None if given == _EMBEDDED["address"] else given


def administrator_dsn() -> str:
    """The administrator's address of the server, started if need be; this process connects to it from now on."""
    os.environ["P8_HOME"] = str(home())
    given = foreign()
    if given:
        return given
    dsn = postgres.start(home() / "pgdata").dsn
    _EMBEDDED["address"] = without_login(dsn)
    os.environ["P8_DSN"] = _EMBEDDED["address"]
    return dsn


@contextmanager
def awake() -> Iterator[None]:
    """The server for the length of a block; an embedded one that had to be started is stopped again.

    Raises NoWarehouse if none was ever made.
    """
    data = home() / "pgdata"
    if not foreign() and not (data / "PG_VERSION").exists():
        raise NoWarehouse(f"there is no warehouse in {home()} yet: `make run` makes one")
    is_ours = not foreign() and not postgres.is_running(data)
    administrator_dsn()
    try:
        yield
    finally:
        if is_ours:
            postgres.stop(data)


def without_login(dsn: str) -> str:
    """Host and port only: each process of the pipeline adds the role that it works as."""
    parameters = parse_dsn(dsn)
    return f"postgresql://{parameters.get('host', '127.0.0.1')}:{parameters.get('port', '5432')}"
