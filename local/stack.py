"""The whole stack of one home: PostgreSQL, its databases, Airflow. Started, found again, and ended."""

import json
import shutil
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from local import airflow, postgres, processes, server
from local.home import ROOT, HomeBusy, WrongSetting, held, home, secret, write_private
from scrapers.settings import ContactInvalid
from warehouse import connect, metadata, migrate

DAGS = ("nightly", "recheck", "backfill", "reprocess")
PREFERRED_PORT = 18080
TAKEN_BY_AIRFLOW = (8793, 8794)
GONE = "{part} is gone: read {log}, then run the command again; nothing is lost"
Say = Callable[[str], None]
# all that a home may hold of ours; the secrets last, for by them a wipe that was broken off knows the home again
MADE_HERE = (
    "stack.json", "stack.json.new", "last_run.json", "last_run.json.new", "contact", "pgdata", "pgdata.new",
    "pgdata.log", "airflow", "archive", "logs", "server.lock", "secrets", "lock",
)  # fmt: skip
SIGNS = ("airflow_database", postgres.ADMIN)  # secrets that the first start of a stack makes, or of its server


class StackDown(Exception):
    """A part of the stack ended while it was needed. The message names it and its log."""


# what a command tells its user in one line; anything else is a bug of ours and shows its traceback
TOLD = (
    HomeBusy, WrongSetting, ContactInvalid, StackDown, server.NoWarehouse, postgres.PostgresError,
    airflow.AirflowError, migrate.MigrationError, connect.ConnectError,
)  # fmt: skip


@dataclass(frozen=True)
class Stack:
    """A stack that answers: where its UI is, how to speak to it, which server holds the warehouse."""

    folder: Path
    port: int
    pids: Mapping[str, int]
    client: airflow.Client

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def check(self) -> None:
        """Raise StackDown if a process of the stack is gone."""
        if not server.foreign() and not postgres.is_running(self.folder / "pgdata"):
            raise StackDown(GONE.format(part="PostgreSQL", log=self.folder / "pgdata.log"))
        for component, pid in self.pids.items():
            if not processes.is_alive(self.folder, pid):
                log = self.folder / "logs" / f"{component}.log"
                raise StackDown(GONE.format(part=f"Airflow's {component}", log=log))


@contextmanager
def started(say: Say, lock: int) -> Iterator[Stack]:
    """A stack for the length of a block: the one of `make up` if it runs, else one of our own, ended at the end.

    A guard ends it too if this process is killed; it keeps `lock`, the home's lock, until then.
    """
    found = running()
    if found is not None:
        say(f"using the stack that is up at {found.url}")
        yield found
        return
    folder = home()
    processes.guard(folder, lock)
    try:
        yield start(say)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not break off the end
        stop(folder)
        signal.signal(signal.SIGINT, signal.default_int_handler)


def start(say: Say) -> Stack:
    """Start everything, cleaning up after a killed stack first; returns when Airflow is healthy."""
    folder = home()
    with server.in_use(folder):  # until the note stands: a `make psql` that ends meanwhile leaves the server up
        return _start(folder, say)


def _start(folder: Path, say: Say) -> Stack:
    processes.end(folder)
    since = airflow.now()
    say("starting PostgreSQL")
    dsn = server.administrator_dsn()
    airflow_dsn = prepare_databases(dsn)
    password = airflow.password(folder)
    for port in _ports():
        variables = airflow.environment(folder, port, airflow_dsn, server.without_login(dsn))
        _migrate_airflow(folder, variables, say)
        say("starting Airflow")
        pids = airflow.start(folder, variables)
        stack = Stack(folder, port, pids, airflow.Client(f"http://127.0.0.1:{port}", password, folder / "logs"))
        if airflow.listens(pids["api-server"], port):
            break
        processes.end(folder)  # somebody else took the port between our look and our start
    else:
        raise airflow.AirflowError("no port for Airflow: each one tried was taken by others; run the command again")
    stack.client.wait_until_healthy(since, meanwhile=stack.check)
    stack.client.make_pools()
    for dag in DAGS:
        stack.client.give_up_unfinished(dag)
        stack.client.unpause(dag)
    write_private(folder / "stack.json", json.dumps({"port": port, "pids": pids}))
    return stack


def stop(folder: Path) -> None:
    """End Airflow, then PostgreSQL; nothing happens where nothing runs."""
    (folder / "stack.json").unlink(missing_ok=True)
    processes.end(folder)
    postgres.stop(folder / "pgdata")


def running() -> Stack | None:
    """The stack of this home if it is up and all its processes live, else None."""
    folder = home()
    note = folder / "stack.json"
    if not note.exists():
        return None
    noted = json.loads(note.read_text())
    client = airflow.Client(f"http://127.0.0.1:{noted['port']}", airflow.password(folder), folder / "logs")
    stack = Stack(folder, noted["port"], noted["pids"], client)
    try:
        stack.check()
    except StackDown:
        return None
    server.administrator_dsn()
    return stack


def prepare_databases(dsn: str) -> str:
    """Make or refresh all databases and roles on the server; returns the address of Airflow's own database."""
    passwords = migrate.ensure_passwords()
    for database in ("p8", "p8_sample"):
        migrate.migrate(dsn, database, passwords)
    return metadata.ensure(dsn, secret("airflow_database"))


def _migrate_airflow(folder: Path, variables: dict[str, str], say: Say) -> None:
    """Airflow's schema, once for each version of Airflow and each database: asking Airflow costs five seconds."""
    stamp = folder / "airflow" / "migrated.json"
    place = server.foreign() or (folder / "pgdata" / "PG_VERSION").stat().st_ino
    wanted = json.dumps({"airflow": version("apache-airflow"), "server": place})
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("preparing Airflow's database (once)")
    airflow.migrate(folder, variables)
    write_private(stamp, wanted)


def _ports() -> Iterator[int]:
    """The usual port if it is free, then free ones; a few, for two stacks may want the same one at the same moment."""
    for candidate in (PREFERRED_PORT, 0, 0, 0):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as uvicorn does: a port just left is free
            try:
                listener.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            port = int(listener.getsockname()[1])
        if port not in TAKEN_BY_AIRFLOW:
            yield port


def wipe(folder: Path) -> list[str]:
    """Remove all state of this home, the archive included, and the folder if that was all of it.

    Returns the names that are not ours and stay. Raises WrongSetting for a folder in which nothing of ours ever ran,
    HomeBusy while another command works on it.
    """
    if folder != ROOT / ".local" and not any((folder / "secrets" / sign).exists() for sign in SIGNS):
        raise WrongSetting(f"P8_HOME is {folder}, in which no stack was ever started: nothing is removed")
    with held("make wipe"):
        stop(folder)
        for name in MADE_HERE:
            _remove(folder / name)
    left = sorted(path.name for path in folder.iterdir())
    if not left:
        folder.rmdir()
    return left


def _remove(path: Path) -> None:
    """A folder with all in it, or a file; a link only itself."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
