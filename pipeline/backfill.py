"""Backfill: WARC files of other origin enter the archive unchanged, and their pages the warehouse."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import fsspec

from pipeline.plan import day_of
from pipeline.register import file_row
from pipeline.run import Run
from scrapers import archive
from scrapers.source import Web, source_of
from warehouse import store


class BackfillError(Exception):
    """A file cannot be taken in. The message names it and what to do."""


def plan(run_id: str, *, started: datetime, web: Web, day: str | None, warcs: Sequence[str]) -> Run:
    """The run, entered in the warehouse. Its sources are known only when the files are read.

    A `day` before that of a run already there is moved up to it: nothing becomes known in the past.
    """
    if not warcs:
        raise BackfillError("warcs is empty: name at least one WARC file")
    run = Run(run_id, "backfill", day_of(day, started), web, ())
    with run.warehouse() as connection:
        run = replace(run, day=store.standing_day(connection, run.day))
        store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
    return run


def take_in(run: Run, warc: str, source: str | None) -> dict[str, Any]:
    """Copy one WARC file into the archive under the name of its content, and enter its pages.

    Each page belongs to `source`, else to the source whose home it is below, else to `host_<registrable domain>`.
    """
    file = _copy(run.archive, warc)
    rows = [file_row(run, stored, file, source) for stored in archive.pages(run.archive, file)]
    if not rows:
        raise BackfillError(f"{warc}: no response records in it; is it a WARC file?")
    keys = sorted({row["source_key"] for row in rows})
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.save_sources(connection, run_no, run.day, [vars(source_of(key, run.web)) for key in keys])
        store.save_fetches(connection, run_no, run.day, rows)
    return {"file": file, "pages": len(rows), "sources": len(keys)}


def _copy(root: str, warc: str) -> str:
    """The file's place relative to the archive's root: the same content has the same place."""
    with fsspec.open(warc, "rb") as given:
        content = given.read()
    file = f"backfill/{hashlib.sha256(content).hexdigest()[:16]}.warc.gz"
    archive.publish(root, file, content)
    return file
