"""The server that holds the warehouse: the embedded one of this home, or the one that P8_DSN names."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg2.extensions import make_dsn, parse_dsn

from local import postgres, processes
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
    """The server for the length of a block; an embedded one is stopped at its end, unless somebody else still needs it.

    Raises NoWarehouse if none was ever made.
    """
    folder = home()
    if foreign():
        administrator_dsn()
        yield
        return
    if not (folder / "pgdata" / "PG_VERSION").exists():
        raise NoWarehouse(f"there is no warehouse in {folder} yet: `make run` makes one")
    with in_use(folder) as lock:
        try:
            administrator_dsn()
            yield
        finally:
            if _is_last(lock) and not _stack_is_up(folder):
                postgres.stop(folder / "pgdata")


@contextmanager
def in_use(folder: Path) -> Iterator[IO[str]]:
    """The home's server kept up for the length of a block: `awake` of another process does not stop it. Gives the lock.

    Waits while another process is stopping the server.
    """
    with open(folder / "server.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield lock


def _is_last(lock: IO[str]) -> bool:
    """Whether nobody else holds the lock; then it is ours alone, and who comes now waits until we are done."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stack_is_up(folder: Path) -> bool:
    """Whether a process that stack.json names lives: the note alone may be that of a killed stack."""
    note = folder / "stack.json"
    pids = json.loads(note.read_text())["pids"].values() if note.exists() else ()
    return any(processes.is_alive(folder, pid) for pid in pids)


def without_login(dsn: str) -> str:
    """The address without user, password and database: each process of the pipeline adds the role that it works as."""
    parts = {name: value for name, value in parse_dsn(dsn).items() if name not in ("user", "password", "dbname")}
    return str(make_dsn(**(parts or {"host": "127.0.0.1", "port": "5432"})))
