"""The steps of a night run by hand, on a home of its own: a server, migrated databases, an archive; no Airflow."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from local import postgres
from pipeline import check, clean, collect, plan, publish, read, register, relate
from pipeline.run import Run
from warehouse import connect, migrate
from warehouse.content_hash import content_hash

STARTED = datetime(2019, 12, 31, 18, 0, tzinfo=UTC)


@contextmanager
def home(folder: Path) -> Iterator[postgres.Server]:
    """A home with a running server and both warehouses; the environment names them."""
    with pytest.MonkeyPatch.context() as patch, postgres.running(folder / "pgdata") as server:
        patch.setenv("P8_HOME", str(folder))
        patch.setenv("P8_DSN", server.dsn)
        for database in ("p8", "p8_sample"):
            migrate.migrate(server.dsn, database, migrate.ensure_passwords())
        yield server


def name(number: int) -> str:
    """What the run of a night of the sample web is called, so that its captures are found again."""
    return f"sample night {number}"


def play(day: date, name: str = "") -> tuple[Run, list[str]]:
    """One night of the sample web, step by step; returns the run and what made it red."""
    run = plan.plan(
        name or f"by hand {day} {time.monotonic_ns()}", "nightly", started=STARTED, web="sample", day=str(day)
    )
    with ThreadPoolExecutor(2) as pool:
        red = [problem for problem in pool.map(lambda key: capture(run, key), run.sources) if problem]
    interpret(run)
    try:
        publish.conclude(run, [])
    except publish.NightRed as ending:
        return run, [str(ending)]
    assert [] == red
    return run, []


def content_hash_of(database: str) -> str:
    """The hash of all that a warehouse of this home holds."""
    with closing(connect.connect("p8_loader", database)) as loader:
        return content_hash(loader)


def capture(run: Run, source: str) -> str | None:
    """One source's night; returns what made it red."""
    try:
        collect.night(run, source)
    except collect.CollectError as error:
        return str(error)
    return None


def interpret(run: Run) -> None:
    """Everything between capture and the verdict."""
    register.register(run)
    clean.clean(run)
    relate.relate(run)
    read.read_claims(run)
    check.check(run)
    publish.publish(run)
