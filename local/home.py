"""Where this machine's state lives: under `.local/` (moved by P8_HOME), secrets readable by their owner only."""

import fcntl
import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil

from scrapers.source import Web

ROOT = Path(__file__).resolve().parent.parent


GUARD_SECONDS = 40.0  # how long the guard of a killed command may take to end its stack


class HomeBusy(Exception):
    """Another command is working on this home. The message names it."""


class WrongSetting(Exception):
    """An environment variable makes no sense. The message names it and what it may be."""


def home() -> Path:
    """The absolute folder of all state; made on first use, closed to other users."""
    folder = Path(os.environ.get("P8_HOME") or ROOT / ".local").resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret(name: str, *, length: int = 24) -> str:
    """The secret of that name, 2 x `length` hexadecimal characters; made on first use, mode 0600."""
    path = home() / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        write_private(path, secrets.token_hex(length))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read: whole or not at all."""
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)
    with open(aside, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)
    aside.replace(path)


def remember_run(web: Web) -> None:
    """Note which web the last run was on: `psql` and `why` read that one."""
    write_private(home() / "last_run.json", json.dumps({"web": web}))


def last_web() -> Web:
    """The web to look at: P8_WEB, else that of the last run, else `live`."""
    path = home() / "last_run.json"
    noted = json.loads(path.read_text())["web"] if path.exists() else "live"
    return asked_web() or ("sample" if noted == "sample" else "live")


def asked_web() -> Web | None:
    """The web that P8_WEB names; None if it names none. Raises WrongSetting for another word."""
    match os.environ.get("P8_WEB"):
        case None | "":
            return None
        case "live":
            return "live"
        case "sample":
            return "sample"
        case other:
            raise WrongSetting(f"P8_WEB is {other!r}; it may be live or sample")


@contextmanager
def held(purpose: str) -> Iterator[int]:
    """This home for one command at a time; gives the descriptor of the lock, which a guard may keep.

    Raises HomeBusy at once when another command holds it; the guard of a killed one is waited for.
    """
    path = home() / "lock"
    with open(path, "a+") as file:
        _lock(file, time.monotonic() + GUARD_SECONDS)
        file.seek(0)
        file.truncate()
        file.write(f"{purpose} (pid {os.getpid()})")
        file.flush()
        yield file.fileno()


def _lock(file: IO[str], deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip()
            pid = re.search(r"pid (\d+)", holder)
            if (pid and psutil.pid_exists(int(pid[1]))) or time.monotonic() > deadline:
                raise HomeBusy(f"{home()} is in use by `{holder}`: wait for it, or set P8_HOME") from None
            time.sleep(0.2)


