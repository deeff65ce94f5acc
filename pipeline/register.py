"""Register: what the archive holds of this day becomes rows: pages, fetches, and how each source's night went."""

import re
from collections.abc import Iterator
from typing import Any

from psycopg2.extensions import connection

from pipeline.run import Run
from pipeline.yields import wanted_of
from scrapers import archive
from scrapers.page import url_key
from scrapers.source import Source, source_key_of, source_of
from warehouse import store


def register(run: Run) -> dict[str, int]:
    """Enter all run records of the run's day and sources; returns how many records and pages were seen.

    A source whose record or WARC file cannot be read gets the verdict `errors`; the others go on.
    """
    counts = {"records": 0, "pages": 0}
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.lock_sources(connection, run.sources)
        for source in run.sources:
            try:
                found += [(record, list(_fetches(run, record))) for record in _records(run, source)]
            except archive.ArchiveBroken as error:
                save_damage(run, connection, run_no, source, str(error))
        store.save_pages(connection, [row for _, rows in found for row in rows])
        for record, rows in found:
            _enter(connection, run_no, run, record, rows)
            counts["records"] += 1
            counts["pages"] += len(rows)
    return counts


def _enter(
    connection: connection, run_no: int, run: Run, record: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    """One crawl: its pages and parts, the reports that are gone, and its verdict."""
    store.save_fetches(connection, run_no, run.day, rows)
    withheld = [row for row in rows if row["withheld"]]
    store.save_withheld(connection, run_no, [(row, row["withheld"].day, row["withheld"].reason) for row in withheld])
    store.save_parts(connection, run.day, _parts(record))
    store.save_gone(connection, run_no, run.day, record["source"], record.get("gone", ()))
    judged = {**record, "muted": muted(source_of(record["source"], run.web))}
    store.save_source_run(connection, run_no, judged, record["verdict"], record["reason"], None)


def _parts(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**part, "source_key": record["source"]} for part in record.get("parts", ())]


def muted(source: Source) -> tuple[str, str] | None:
    """Until when, included, and why a source is muted, as it is declared now: a mute may come after the crawl."""
    return (source.muted[0].isoformat(), source.muted[1]) if source.muted else None


def _records(run: Run, source: str) -> list[dict[str, Any]]:
    return archive.run_records(run.archive, source=source, day=run.day.isoformat())


def save_damage(run: Run, connection: connection, run_no: int, source: str, reason: str) -> None:
    """The verdict of a source whose record or file cannot be read."""
    store.save_source_run(connection, run_no, _damaged(run, source, reason), "errors", f"archive: {reason}", None)


def _damaged(run: Run, source: str, reason: str) -> dict[str, Any]:
    """What stands for a crawl whose record or file cannot be read, under its own name: mended, it is itself again."""
    named = re.search(r"\d{8}T\d{6}Z-\d+", reason)
    name = named[0] if named else "unreadable"
    until = muted(source_of(source, run.web))
    return {
        **{"source": source, "day": run.day.isoformat(), "run": name, "task": run.task},
        **{"exit_code": 70, "figures": {}, "muted": until},
    }


def file_row(run: Run, stored: archive.StoredPage, file: str, source: str | None) -> dict[str, Any]:
    """The row of a response in a file that no crawl of ours wrote, as a report's page of `source`, else of its host."""
    key = source or source_key_of(stored.page.url, run.web)
    identity = url_key(stored.page.url, source_of(key, run.web).keep_params)
    return _row(stored, file, {"source_key": key, "url_key": identity, "role": "report"})


def _fetches(run: Run, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The responses of one crawl, each with what it was asked for; cleaning judges what came instead. Raises
    ArchiveBroken for a record that does not fit its file."""
    wanted_of(record)  # it says so of a record that lacks something, and of a part whose page is missing
    if record["warc"] is None:
        return
    entries = {entry["offset"]: entry for entry in record["pages"]}
    for stored in archive.pages(run.archive, record["warc"]):
        entry = entries.pop(stored.offset, None)
        if entry is None:
            raise archive.ArchiveBroken(f"{record['warc']}: the page at {stored.offset} is not in its record")
        identity = entry["url_key"] or url_key(entry["url"])
        yield _row(stored, record["warc"], {"source_key": record["source"], "url_key": identity, "role": entry["role"]})
    if entries:
        raise archive.ArchiveBroken(f"{record['warc']}: {len(entries)} pages of its record are missing: was it cut?")


def _row(stored: archive.StoredPage, file: str, identity: dict[str, str]) -> dict[str, Any]:
    page = stored.page
    return {
        **identity,
        "url": page.url,
        "status": page.status,
        "payload_sha256": page.payload_sha256,
        "payload_bytes": page.withheld.payload_bytes if page.withheld else len(page.body),
        "withheld": page.withheld,
        "content_type": page.headers.get("content-type"),
        "content_encoding": page.headers.get("content-encoding"),
        "fetched_at": page.fetched_at,
        "warc_file": file,
        "warc_offset": stored.offset,
    }
