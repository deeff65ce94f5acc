"""Load: articles a second, their pages, readings and claims included, against COPY alone of the same rows into the same
tables of an empty warehouse, with all their constraints."""

import hashlib
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import Row, is_short
from bench.warehouse import migrated, server
from tests.warehouse_fixtures import claim, fetch, reading
from warehouse import bare, store
from warehouse.connect import Connection, connect

ARTICLES, SHORT, ROUNDS = 3_000, 40, 3
BATCH = 500  # as pipeline.clean takes them
KEY, DAY = "bench_en", date(2019, 12, 3)
AIM = 0.5


@dataclass(frozen=True)
class Article:
    """A report as the steps give it to the store: how it was fetched, what it says, and its claims."""

    fetched: Mapping[str, Any]
    shown: store.Shown
    claims: Sequence[Mapping[str, Any]]


def articles(count: int) -> list[Article]:
    """Reports of 3,000 characters with two claims each."""
    return [_article(number) for number in range(count)]


def _article(number: int) -> Article:
    said = [f"At least {10 + number + n} North Korean workers left plant {n} of {number}" for n in (1, 2)]
    text = ". ".join([*said, *(f"The clerk of office {number * n} wrote it down on page {n}" for n in range(1, 50))])
    sha256, path = hashlib.sha256(text.encode()).hexdigest(), f"/{number}"
    shown = store.Shown(path, f"http://{KEY}.example{path}", sha256, "bench-1", reading(text))
    return Article(fetch(path, sha256, KEY), shown, [claim(text, quote) for quote in said])


def load(connection: Connection, run_no: int, given: Sequence[Article]) -> None:
    """What register, clean and read send to the warehouse, committed once."""
    store.lock_sources(connection, [KEY])
    store.save_fetches(connection, run_no, DAY, [one.fetched for one in given])
    for start in range(0, len(given), BATCH):
        batch = given[start : start + BATCH]
        saved = store.save_readings(connection, run_no, DAY, KEY, [one.shown for one in batch])
        searches = [
            store.Search(as_saved.version_id, as_saved.reading_id, one.claims)
            for as_saved, one in zip(saved, batch, strict=True)
        ]
        store.save_searches(connection, run_no, DAY, "bench-1", searches)
    connection.commit()


def begun(connection: Connection) -> int:
    """A run with its source, before anything is timed."""
    run_no = store.open_run(connection, "bench", "nightly", "sample", DAY)
    store.save_sources(connection, run_no, DAY, [{"key": KEY, "name": KEY, "kind": "outlet", "languages": ["en"]}])
    connection.commit()
    return run_no


def timed(given: Sequence[Article], rounds: int) -> Iterator[tuple[float, float]]:
    """Seconds of our load and of the bare one, in turn, each into an empty warehouse."""
    for number in range(rounds):
        with closing(connect("p8_loader", migrated(f"ours_{number}"))) as ours:
            run_no, began = begun(ours), time.perf_counter()
            load(ours, run_no, given)
            seconds = time.perf_counter() - began
            before, rows = bare.taken(ours, bare.GIVEN), bare.taken(ours, bare.LOADED)
        # the owner's, for COPY asks nobody's leave about rows
        with closing(connect("p8_owner", migrated(f"bare_{number}"))) as other:
            bare.copied(other, before)
            other.commit()
            began = time.perf_counter()
            bare.copied(other, rows)
            other.commit()
            yield seconds, time.perf_counter() - began


def row() -> Row:
    """The best of each, for a busy moment hits only one of them."""
    count, rounds = (SHORT, 1) if is_short() else (ARTICLES, ROUNDS)
    given = articles(count)
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as folder, server(Path(folder)):
        ours, others = map(min, zip(*timed(given, rounds), strict=True))
    return Row(
        name="load",
        against="bare COPY",
        ratio=others / ours,
        aim=AIM,
        figures={"articles_per_second": count / ours, "copy_articles_per_second": count / others},
        conditions=f"{count:,} articles of 3,000 characters with two claims each, best of {rounds} in turn; COPY goes "
        "into the same tables with their constraints and indexes",
    )
