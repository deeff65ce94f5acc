"""Register: what the archive holds of this day becomes rows: pages, fetches, and how each source's night went."""

from collections.abc import Iterator
from typing import Any

from pipeline.run import Run
from scrapers import archive
from scrapers.page import url_key
from scrapers.source import source_key_of, source_of
from warehouse import store


def register(run: Run) -> dict[str, int]:
    """Enter all run records of the run's day and sources; returns how many records and pages were seen."""
    counts = {"records": 0, "pages": 0}
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        for source in run.sources:
            for record in archive.run_records(run.archive, source=source, day=run.day.isoformat()):
                rows = list(_fetches(run, record))
                store.save_fetches(connection, run_no, run.day, rows)
                store.save_source_run(connection, run_no, record, record["verdict"], record["reason"], None)
                counts["records"] += 1
                counts["pages"] += len(rows)
    return counts


def file_row(run: Run, stored: archive.StoredPage, file: str, source: str | None) -> dict[str, Any]:
    """The row of a response in a file that no crawl of ours wrote, as a report's page of `source`, else of its host."""
    key = source or source_key_of(stored.page.url, run.web)
    identity = url_key(stored.page.url, source_of(key, run.web).keep_params)
    return _row(stored, file, {"source_key": key, "url_key": identity, "role": "report"})


def _fetches(run: Run, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The responses of one crawl, each with what it was asked for; cleaning judges what came instead."""
    if record["warc"] is None:
        return
    entries = {entry["offset"]: entry for entry in record["pages"]}
    for stored in archive.pages(run.archive, record["warc"]):
        entry = entries[stored.offset]
        identity = entry["url_key"] or url_key(entry["url"])
        yield _row(stored, record["warc"], {"source_key": record["source"], "url_key": identity, "role": entry["role"]})


def _row(stored: archive.StoredPage, file: str, identity: dict[str, str]) -> dict[str, Any]:
    page = stored.page
    return {
        **identity,
        "url": page.url,
        "status": page.status,
        "payload_sha256": page.payload_sha256,
        "payload_bytes": len(page.body),
        "content_type": page.headers.get("content-type"),
        "content_encoding": page.headers.get("content-encoding"),
        "fetched_at": page.fetched_at,
        "warc_file": file,
        "warc_offset": stored.offset,
    }
