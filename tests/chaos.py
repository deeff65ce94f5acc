"""Chaos: every step of whole nights is killed between two statements, again and again; nothing is lost or doubled.

    .venv/bin/python -m tests.chaos 200

The nights of the sample web are captured once. Their steps run to their ends in one warehouse, and count their
statements; in another one each step is killed (SIGKILL) before one statement after the other, spread over all of them,
and run again. Each night must then have the content hash of the undisturbed one. Ends 1 if any row is wrong.
"""

import argparse
import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions

from pipeline import check, clean, plan, publish, read, register, relate
from pipeline.run import Run
from tests import by_hand
from tests.sample_web.nights import NIGHTS
from warehouse import connect

UNDISTURBED, DISTURBED = "p8", "p8_sample"  # both are there in a home of its own
STEPS: dict[str, Callable[[Run], object]] = {
    "register": register.register,
    "clean": clean.clean,
    "relate": relate.relate,
    "read": read.read_claims,
    "check": check.check,
    "publish": publish.publish,
    "verdict": lambda run: publish.conclude(run, []),
}


@dataclass(frozen=True)
class Row:
    """A step of a night: how many statements it sends, before which of them it was killed, which kills did not end it
    by its own signal, and whether the night then had the hash of the undisturbed one."""

    night: int
    step: str
    statements: int
    killed_before: tuple[int, ...]
    survived: int
    is_equal: bool

    @property
    def is_right(self) -> bool:
        return self.is_equal and not self.survived

    def __str__(self) -> str:
        told = "as if nothing had happened" if self.is_right else "WRONG"
        moments = ", ".join(map(str, self.killed_before)) or "none"
        return f"{self.night:>5}  {self.step:<9} {self.statements:>10}  {told:<27} {moments}"


class Counted(psycopg2.extensions.connection):
    """A connection that counts what it sends, over all connections of the process, and dies before one statement."""

    sent = 0
    dies_before = 0

    @classmethod
    def count(cls) -> None:
        Counted.sent += 1
        if Counted.sent == Counted.dies_before:
            os.kill(os.getpid(), signal.SIGKILL)

    def cursor(self, *given: Any, cursor_factory: Any = psycopg2.extensions.cursor, **named: Any) -> Any:
        return super().cursor(*given, cursor_factory=_counting(cursor_factory), **named)

    def commit(self) -> None:
        self.count()
        super().commit()
        self.count()


def _counting(factory: type[Any]) -> type[Any]:
    class Counting(factory):  # type: ignore[misc]
        def execute(self, *given: Any, **named: Any) -> Any:
            Counted.count()
            return super().execute(*given, **named)

        def copy_expert(self, *given: Any, **named: Any) -> Any:
            Counted.count()
            return super().copy_expert(*given, **named)

    return Counting


def forked(step: Callable[[Run], object], run: Run, dies_before: int = 0) -> tuple[int, int]:
    """A step in a process of its own: its wait status, and how many statements it sent (0 if it was killed)."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _in_child(step, run, dies_before, writer)
        finally:  # a forked child never goes on as its parent
            traceback.print_exc()
            os._exit(1)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return status, int(said.read() or 0)


def _in_child(step: Callable[[Run], object], run: Run, dies_before: int, writer: int) -> None:
    real = psycopg2.connect
    psycopg2.connect = partial(real, connection_factory=Counted)
    Counted.sent, Counted.dies_before = 0, dies_before
    with suppress(publish.NightRed):  # some of the nights are to end red
        step(run)
    os.write(writer, str(Counted.sent).encode())
    os._exit(0)


def planned(number: int, day: date) -> Run:
    """The same run in either warehouse."""
    return plan.plan(by_hand.name(number), "nightly", started=by_hand.STARTED, web="sample", day=str(day))


def undisturbed(*, is_captured: bool = False) -> Iterator[tuple[int, dict[str, int], str]]:
    """Each night captured, unless it is, and run to its end: its number, the statements of each step, and the hash."""
    connect.DATABASES["sample"] = UNDISTURBED
    for number, day in NIGHTS.items():
        run = planned(number, day)
        with redirect_stdout(io.StringIO()), ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda key, run=run: by_hand.capture(run, key), () if is_captured else run.sources))
        sent = {}
        for name, step in STEPS.items():
            status, sent[name] = forked(step, run)
            assert status == 0, f"night {number}: {name} ended with {status} undisturbed"
        yield number, sent, by_hand.content_hash_of(UNDISTURBED)


def moments(statements: Sequence[int], kills: int) -> list[list[int]]:
    """So many kills, evenly over all statements one after the other: for each step before which of its own."""
    total, before, found = sum(statements), 0, []
    chosen = [1 + int(total * (number + 0.5) / kills) for number in range(kills)]
    for count in statements:
        found.append(sorted({moment - before for moment in chosen if before < moment <= before + count}))
        before += count
    return found


def disturbed(nights: Sequence[tuple[int, dict[str, int], str]], kills: int) -> Iterator[Row]:
    """Every step killed and run again; a row for each once its night is over."""
    connect.DATABASES["sample"] = DISTURBED
    dying = iter(moments([count for _, sent, _ in nights for count in sent.values()], kills))
    for number, sent, expected in nights:
        run, kept = planned(number, NIGHTS[number]), []
        for name, step in STEPS.items():
            before = tuple(next(dying))
            survived = sum(not os.WIFSIGNALED(forked(step, run, moment)[0]) for moment in before)
            survived += forked(step, run)[0] != 0
            kept.append((name, before, survived))
        is_equal = by_hand.content_hash_of(DISTURBED) == expected
        yield from (Row(number, name, sent[name], before, survived, is_equal) for name, before, survived in kept)


def rows(folder: Path, kills: int) -> Iterator[Row]:
    """The whole table, from a home of its own in `folder`."""
    known = dict(connect.DATABASES)
    with by_hand.home(folder):
        try:
            yield from disturbed(list(undisturbed()), kills)
        finally:
            connect.DATABASES.update(known)


def main() -> int:
    """The command: plays the kills and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kills", type=int, nargs="?", default=200)
    kills, found = parser.parse_args().kills, []
    print("night  step      statements  ended                       killed before statement")
    with tempfile.TemporaryDirectory(prefix="p8-chaos-") as folder:
        for row in rows(Path(folder), kills):
            print(row, flush=True)
            found.append(row)
    wrong = sum(not row.is_right for row in found)
    print(f"{sum(len(row.killed_before) for row in found)} kills, {wrong} of {len(found)} rows wrong")
    return 1 if wrong or not found else 0


if __name__ == "__main__":
    sys.exit(main())
