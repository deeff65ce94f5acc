"""Replay: rows a second of a night that is loaded again and changes nothing, against the rate that is asked for."""

import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench import Row, is_short
from bench.load import ARTICLES, ROUNDS, SHORT, articles, begun, load
from bench.warehouse import migrated, server
from warehouse import bare
from warehouse.connect import connect

ASKED_ROWS_PER_SECOND = 20_000


def row() -> Row:
    """The best of the rounds; rows are those of all tables that a load fills."""
    count, rounds = (SHORT, 1) if is_short() else (ARTICLES, ROUNDS)
    given = articles(count)
    with (
        tempfile.TemporaryDirectory(prefix="p8-bench-") as folder,
        server(Path(folder)),
        closing(connect("p8_loader", migrated("replayed"))) as loader,
    ):
        run_no = begun(loader)
        load(loader, run_no, given)
        rows, seconds = bare.counted(loader), []
        for _ in range(rounds):
            began = time.perf_counter()
            load(loader, run_no, given)
            seconds.append(time.perf_counter() - began)
        assert rows == bare.counted(loader)
    return Row(
        name="replay",
        against=f"{ASKED_ROWS_PER_SECOND:,} rows/s",
        ratio=rows / min(seconds) / ASKED_ROWS_PER_SECOND,
        aim=1.0,
        figures={"rows_per_second": rows / min(seconds), "articles_per_second": count / min(seconds)},
        conditions=f"the {rows:,} rows of {count:,} articles loaded again, best of {rounds}",
    )
