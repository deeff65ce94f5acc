"""The processes of one home: each carries a mark in its environment, so that what is left of a run can be found.

A process group is not enough: Airflow's tasks lead groups of their own, and a killed scheduler leaves its workers.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil

from local import postgres

MARK = "P8_STACK"
PATIENCE_SECONDS = 4.0
_STARTED: list["subprocess.Popen[bytes]"] = []  # held, for they outlive the call that starts them


def spawn(command: list[str], log: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, without a terminal, its output appended to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=dict(environment), start_new_session=True
        )
    _STARTED.append(process)
    return process


def mark(home: Path) -> dict[str, str]:
    """The environment that marks a process. SPT_NOENV: Airflow's process titles would write over the mark."""
    return {MARK: str(home), "SPT_NOENV": "1"}


def marked(home: Path) -> list[psutil.Process]:
    """Every process that carries the mark of this home, but this one."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _mark(process) == str(home)]


def is_alive(home: Path, pid: int) -> bool:
    """Whether the process of that pid lives and carries the mark of this home: a pid may have been given anew."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and _mark(process) == str(home)
    except psutil.NoSuchProcess:
        return False


def end(home: Path) -> int:
    """End every marked process: asked first, then by force, until none is left. Returns how many there were."""
    first = marked(home)
    for process in first:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    psutil.wait_procs(first, timeout=PATIENCE_SECONDS)
    while stubborn := marked(home):  # again, for a dying parent may have left a new child
        for process in stubborn:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(stubborn, timeout=PATIENCE_SECONDS)
    return len(first)


def guard(home: Path, lock: int) -> None:
    """Start the guard of this home: when this process ends, however it ends, the guard ends what is left of the stack.

    It learns of the end by a pipe whose other end only this process holds. Until it is done it keeps the descriptor
    `lock` open, and so the home locked.
    """
    read_end, _write_end = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "local.processes", str(home), str(read_end)],
        pass_fds=[read_end, lock], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    os.close(read_end)
    _STARTED.append(process)


def _watch(home: Path, read_end: int) -> None:
    os.read(read_end, 1)
    end(home)
    postgres.stop(home / "pgdata")


def _mark(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARK)
    except psutil.Error:
        return None


if __name__ == "__main__":
    _watch(Path(sys.argv[1]), int(sys.argv[2]))
