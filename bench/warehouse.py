"""Every answer of mart on an invented warehouse: seconds today and as of a day, rows, and the plans of the slowest.

    python -m bench.warehouse /tmp/invented --reports 500000     a million claims; some minutes the first time

The folder keeps the server's data: asked again, it brings the views to this code and times them at once.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from local import postgres
from warehouse import answers, invented, migrate, store
from warehouse.connect import Connection, connect

REPORTS = 500_000
AIM_SECONDS = 1.0
YEARS_BACK = timedelta(days=3 * 365)
SLOWEST = 3


@contextmanager
def server(folder: Path) -> Iterator[None]:
    """A server with its data in a folder; P8_DSN and P8_HOME lead to it as long as the block runs."""
    was = {name: os.environ.get(name) for name in ("P8_DSN", "P8_HOME")}
    with postgres.running(folder / "pgdata") as running:
        os.environ.update(P8_DSN=running.dsn, P8_HOME=str(folder))
        try:
            yield
        finally:
            for name, value in was.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def migrated(database: str) -> str:
    """The name of a database of that server, brought to this code."""
    migrate.migrate(os.environ["P8_DSN"], database, migrate.ensure_passwords())
    return database


@contextmanager
def warehouse(folder: Path, reports: int) -> Iterator[str]:
    """A database of this many invented reports, made once; its name."""
    with server(folder):
        database = migrated(f"invented_{reports}")
        with closing(connect("p8_loader", database)) as loader:
            _fill_once(loader, reports)
        yield database


def _fill_once(loader: Connection, reports: int) -> None:
    if store.published(loader) is None:
        began = time.perf_counter()
        claims = invented.fill(loader, reports)
        loader.commit()
        print(f"{reports:,} reports, {claims:,} claims in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def timed(database: str, as_of: date | None = None) -> list[answers.Answer]:
    """Every answer as an analyst gets it."""
    with closing(connect("p8_analyst", database)) as analyst:
        return list(answers.answers(analyst, as_of))


def past_day(database: str) -> date:
    """A day three years before the last one."""
    with closing(connect("p8_loader", database)) as loader:
        last = store.published(loader)
    assert last is not None and isinstance(last["run_day"], date)
    return last["run_day"] - YEARS_BACK


def table(now: Sequence[answers.Answer], then: Sequence[answers.Answer]) -> str:
    """A line an answer, the slowest first."""
    # by place: what a call is asked with may be another day as of a day
    past = {today.call: before for today, before in zip(now, then, strict=True)}
    ordered = sorted(now, key=lambda answer: -(answer.seconds or float("inf")))
    lines = [f"{'seconds':>9} {'as of':>9} {'rows':>9}  answer"]
    lines += [f"{_seconds(one)} {_seconds(past[one.call])} {one.row_count:>9,}  {one.call}" for one in ordered]
    slow = [answer for answer in ordered if answer.plan][:SLOWEST]
    return "\n".join([*lines, *(f"\n{answer.call}\n{answer.plan}" for answer in slow)])


def _seconds(answer: answers.Answer) -> str:
    return f"{'failed':>9}" if answer.seconds is None else f"{answer.seconds:>9.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 1 if an answer takes longer than the aim, or fails."""
    parser = argparse.ArgumentParser(prog="python -m bench.warehouse", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the server's data are kept")
    parser.add_argument("--reports", type=int, default=REPORTS)
    asked = parser.parse_args(arguments)
    with warehouse(asked.folder, asked.reports) as database:
        now, then = timed(database), timed(database, past_day(database))
    print(table(now, then))
    return int(any(one.seconds is None or one.seconds > AIM_SECONDS for one in (*now, *then)))


if __name__ == "__main__":
    sys.exit(main())
