"""Clean: each report's page becomes a version and a reading, or a counted reject; each source's night gets its word."""

from typing import Any

from psycopg2.extensions import connection

from pipeline.run import Run
from scrapers import archive, health
from scrapers.page import PageUnreadable
from scrapers.source import Source, source_of
from transforms.clean import EXTRACTOR, extract
from transforms.relevance import relevance
from warehouse import store

HISTORY_NIGHTS = 30
READABLE = ("article", "teaser")


def clean(run: Run) -> dict[str, int]:
    """Read every report page of the run's day; returns the night's counts of outcomes over all sources."""
    totals: dict[str, int] = {}
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        for key in run.sources or store.sources_fetched(connection, run.day):
            yields = clean_source(run, connection, run_no, source_of(key, run.web))
            _verdict(run, connection, run_no, key, yields)
            for name, count in yields.items():
                totals[name] = totals.get(name, 0) + count
    return totals


def clean_source(run: Run, connection: connection, run_no: int, source: Source) -> dict[str, int]:
    """Read one source's report pages of the day; returns its yields."""
    yields = dict.fromkeys(("pages", "texts", "dated", "teasers", "rejects", "new_versions"), 0)
    for fetch in store.fetches_of(connection, source.key, run.day):
        if fetch["role"] != "report":
            continue
        yields["pages"] += 1
        reading = _read(run, source, fetch)
        if reading["kind"] not in READABLE:
            _reject(connection, run_no, run, fetch, reading)
            yields["rejects"] += 1
            continue
        saved = store.save_reading(
            connection, run_no, run.day, fetch["source_key"], fetch["url_key"], fetch["url"], fetch["payload_sha256"],
            EXTRACTOR, reading,
        )  # fmt: skip
        yields["texts"] += 1
        yields["dated"] += reading["date"] is not None
        yields["teasers"] += reading["kind"] == "teaser"
        yields["new_versions"] += saved.outcome != "seen_again"
    return yields


def _read(run: Run, source: Source, fetch: dict[str, Any]) -> dict[str, Any]:
    """The reading of one fetch, relevance included. A page that cannot be one has its reason as `kind`."""
    if fetch["status"] >= 300:
        return {"kind": f"http_{fetch['status']}", "detail": fetch["url"]}
    page = archive.read_page(run.archive, fetch["warc_file"], fetch["warc_offset"])
    try:
        content = page.content()
    except PageUnreadable as error:
        return {"kind": "unreadable", "detail": str(error)}
    reading = extract(
        content, page.url, headers=page.headers, fetched_at=page.fetched_at, zone=source.zone, layouts=source.layouts
    )
    judged = relevance(reading["title"] or "", reading["text"] or "", reading["language"])
    return {**reading, "is_relevant": judged.is_relevant, "relevance_score": judged.score}


def _reject(connection: connection, run_no: int, run: Run, fetch: dict[str, Any], reading: dict[str, Any]) -> None:
    raw = reading.get("detail") or reading.get("title") or fetch["url"]
    store.save_reject(
        connection, run_no, run.day, source_key=fetch["source_key"], url=fetch["url"],
        payload_sha256=fetch["payload_sha256"], stage="clean", reason=reading["kind"], raw_value=raw,
    )  # fmt: skip


def _verdict(run: Run, connection: connection, run_no: int, source: str, yields: dict[str, int]) -> None:
    """The second half of the night's word. A source without a run record gets none: the gate names it."""
    try:
        records = archive.run_records(run.archive, source=source, day=run.day.isoformat())
    except archive.ArchiveBroken:
        return  # register gave the verdict
    if not records:
        return
    history = store.source_history(connection, source, run.day, HISTORY_NIGHTS)
    word = health.verdict(records[-1], yields, history)
    store.save_source_run(connection, run_no, records[-1], word.word, word.reason, yields)
