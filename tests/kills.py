"""Kills over whole nights: whatever is killed, and whenever, the next run ends as written, with the same hash.

    .venv/bin/python -m tests.kills 10

Not a test of the suite, for it takes two minutes a kill. Ends 1 if any row is wrong.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from local import postgres, processes

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 300.0
GUARD_SECONDS = 30.0


@dataclass(frozen=True)
class Outcome:
    """How a run of both nights ended."""

    status: int
    content_hash: str
    seconds: float


def run(folder: Path) -> "subprocess.Popen[str]":
    """`make run` on the sample web, in a home of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "P8_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "local.run"], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**environment, "P8_HOME": str(folder), "P8_WEB": "sample", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def ended(process: "subprocess.Popen[str]") -> Outcome:
    """Wait for a run's end."""
    started = time.monotonic()
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    hashes = re.findall(r"content hash (\w+)", output)
    return Outcome(process.returncode, hashes[-1] if hashes else "none", time.monotonic() - started)


def named(folder: Path, word: str) -> Iterator[psutil.Process]:
    """Processes of the stack whose command line holds a word."""
    for process in processes.marked(folder):
        try:
            if word in " ".join(process.cmdline()):
                yield process
        except psutil.Error:
            continue


def postmaster(folder: Path) -> Iterator[psutil.Process]:
    """The PostgreSQL server of the home."""
    if postgres.is_running(folder / "pgdata"):  # a killed one leaves its pid file behind
        yield psutil.Process(int((folder / "pgdata" / "postmaster.pid").read_text().split()[0]))


VICTIMS: dict[str, Callable[[Path, int], Iterator[psutil.Process]]] = {
    "the command": lambda folder, pid: iter([psutil.Process(pid)]),
    "PostgreSQL": lambda folder, pid: postmaster(folder),
    "the scheduler": lambda folder, pid: named(folder, "scheduler"),
    "the api-server": lambda folder, pid: named(folder, "api"),
    "a crawl": lambda folder, pid: named(folder, "scrapers.crawl"),
    "all of Airflow": lambda folder, pid: iter(processes.marked(folder)),
}


def kill(folder: Path, victim: str, pid: int) -> int:
    """kill -9 of a victim; returns how many processes it was."""
    count = 0
    for process in list(VICTIMS[victim](folder, pid)):
        try:
            process.send_signal(signal.SIGKILL)
            count += 1
        except psutil.NoSuchProcess:
            continue
    return count


def disturbed(folder: Path, victim: str, moment: float) -> tuple[int, list[psutil.Process], Outcome]:
    """One disturbed run and the run after it: what was killed, what was left behind, how the second run ended."""
    process = run(folder)
    time.sleep(moment)
    killed = kill(folder, victim, process.pid)
    ended(process)
    deadline = time.monotonic() + GUARD_SECONDS
    while (left := processes.marked(folder) + list(postmaster(folder))) and time.monotonic() < deadline:
        time.sleep(0.5)
    return killed, left, ended(run(folder))


@contextmanager
def prepared() -> Iterator[Path]:
    """A folder with a home that is set up and has played no night."""
    with tempfile.TemporaryDirectory(prefix="p8-kills-") as name:
        folder = Path(name)
        process = run(folder / "prepared")
        while not (folder / "prepared" / "stack.json").exists() and process.poll() is None:
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        ended(process)
        shutil.rmtree(folder / "prepared" / "archive", ignore_errors=True)
        yield folder


def main() -> int:
    """Play the kills and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kills", type=int, nargs="?", default=10)
    count = parser.parse_args().kills
    wrong = 0
    with prepared() as folder:
        shutil.copytree(folder / "prepared", folder / "undisturbed", symlinks=True)
        reference = ended(run(folder / "undisturbed"))
        print(f"undisturbed: {reference}", flush=True)
        for number in range(count):
            victim = list(VICTIMS)[number % len(VICTIMS)]
            moment = reference.seconds * (number + 0.5) / count
            home = folder / f"kill {number}"
            shutil.copytree(folder / "prepared", home, symlinks=True)
            killed, left, after = disturbed(home, victim, moment)
            right = (after.status, after.content_hash) == (reference.status, reference.content_hash) and not left
            wrong += not right
            told = "as if nothing had happened" if right else f"WRONG: {after}, left {left}"
            print(f"{victim:<15} at {moment:4.0f} s ({killed} processes): {told}", flush=True)
            shutil.rmtree(home)
    return 1 if wrong or reference.status else 0


if __name__ == "__main__":
    sys.exit(main())
