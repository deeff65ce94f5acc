"""Backfill: WARC files of other origin enter the archive unchanged, and their pages the warehouse; or a range of days
is asked of the outlets' own roads."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import fsspec

from pipeline.plan import day_of
from pipeline.plan import plan as plan_range
from pipeline.register import file_row
from pipeline.run import Run
from scrapers import archive
from scrapers.source import Web, source_of
from warehouse import store

COPY_BYTES = 1_000_000


class BackfillError(Exception):
    """A file cannot be taken in. The message names it and what to do."""


def plan(
    run_id: str,
    *,
    started: datetime,
    web: Web,
    day: str | None,
    warcs: Sequence[str] = (),
    keys: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Run:
    """The run, entered in the warehouse: of WARC files, whose sources are known only when they are read, or of a range
    of days of publication, asked of the sources with these `keys` (none: all).

    A `day` before that of a run already there is moved up to it: nothing becomes known in the past.
    Raises BackfillError for neither and for both, PlanError and UnknownSource as pipeline.plan.
    """
    if bool(warcs) == bool(since or until):
        raise BackfillError("name WARC files in warcs, or a range of days in since and until: one of the two")
    with Run(run_id, "backfill", day_of(day, started), web, ()).warehouse() as connection:
        standing = store.standing_day(connection, day_of(day, started))
    if not warcs:
        return plan_range(
            run_id, "backfill", started=started, web=web, day=str(standing), keys=keys, since=since, until=until
        )
    run = Run(run_id, "backfill", standing, web, ())
    with run.warehouse() as connection:
        store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
    return run


def take_in(run: Run, warc: str, source: str | None) -> dict[str, Any]:
    """Copy one WARC file into the archive under the name of its content, and enter its pages.

    Each page belongs to `source`, else to the source whose home it is below, else to `host_<registrable domain>`.
    """
    file, about = _copy(run.archive, warc)
    rows = [file_row(run, stored, file, source) for stored in archive.pages(run.archive, file)]
    if not rows:
        raise BackfillError(f"{warc}: no response records in it; is it a WARC file?")
    keys = sorted({row["source_key"] for row in rows})
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.save_sources(connection, run_no, run.day, [vars(source_of(key, run.web)) for key in keys])
        store.lock_sources(connection, keys)
        store.save_fetches(connection, run_no, run.day, rows)
        store.save_warc_file(connection, run.day, {**about, "warc_file": file, "pages": len(rows)})
    return {"file": file, "pages": len(rows), "sources": len(keys)}


def _copy(root: str, warc: str) -> tuple[str, dict[str, Any]]:
    """The file's place relative to the archive's root, and where it came from: the same content has the same place. It
    is never held in memory: a file of a news crawl has a gigabyte."""
    with archive.workplace(root, "backfill") as folder, tempfile.NamedTemporaryFile(
        dir=folder, prefix=archive.PART, delete=False
    ) as copy:
        part = Path(copy.name)
        try:
            with fsspec.open(warc, "rb") as given:
                shutil.copyfileobj(given, copy, COPY_BYTES)
            copy.flush()
            with part.open("rb") as whole:
                sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
            file = f"backfill/{sha256[:16]}.warc.gz"
            archive.publish(root, file, part)
        finally:
            part.unlink(missing_ok=True)
    stated = {name.lower(): value or None for name, value in archive.about(root, file).items()}
    collection = stated.get("ispartof") or stated.get("description")
    return file, {"sha256": sha256, "taken_from": warc, "software": stated.get("software"), "collection": collection}
