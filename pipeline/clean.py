"""Clean: each report's page or part becomes a version and a reading, or a counted reject; each source gets its word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg2.extensions import connection

from pipeline.register import muted, save_damage
from pipeline.run import Run
from pipeline.yields import READABLE, Wanted, readings, wanted_of, yields_of
from scrapers import archive, health
from scrapers.source import Source, source_of
from transforms.clean import EXTRACTOR
from transforms.relevance import relevance
from transforms.withdrawal import notice
from warehouse import store

HISTORY_NIGHTS = 30
GONE = (404, 410)
KEPT_FOR_YIELDS = ("url_key", "kind", "title", "text", "date", "is_disagreeing", "is_elsewhere", "is_foreign")


@dataclass
class Cleaned:
    """What cleaning made of one source's night: its yields, and the versions it showed, new ones apart. It is not whole
    where register could not enter all that the run records name."""

    is_whole: bool = True
    yields: dict[str, int] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def clean(run: Run) -> dict[str, int]:
    """Read every report that came on the run's day; returns the night's counts of outcomes over all sources.

    What persons released is held no longer from here on. A night that drifts has its new versions held.
    """
    totals: dict[str, int] = {}
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        released = store.release_reviewed(connection, run_no)
        for key in run.sources or store.sources_fetched(connection, run.day):
            # files of others have no run record: nobody's verdict rests on them
            source, records = source_of(key, run.web), _records(run, key) if run.sources else []
            try:
                cleaned = clean_source(run, connection, run_no, source, records)
            except archive.ArchiveBroken as error:
                save_damage(run, connection, run_no, key, str(error))
                continue
            _conclude(run, connection, run_no, source, records, cleaned)
            for name, count in cleaned.yields.items():
                totals[name] = totals.get(name, 0) + count
    totals.pop("median_characters", None)  # medians have no sum
    return {**totals, **({"released": released} if released else {})}


def _records(run: Run, key: str) -> list[dict[str, Any]]:
    """The run records of the source's crawls for this task on this day; none where one is damaged: register said so."""
    try:
        found = archive.run_records(run.archive, source=key, day=run.day.isoformat())
    except archive.ArchiveBroken:
        return []
    return [record for record in found if (record.get("task") or "nightly") == run.task]


def clean_source(
    run: Run, connection: connection, run_no: int, source: Source, records: Sequence[Mapping[str, Any]] = ()
) -> Cleaned:
    """Read one source's report pages and parts of the day: those of `records`, of a night without any all there are."""
    cleaned = Cleaned()
    kept: list[dict[str, Any]] = []
    wanted, cleaned.is_whole = _wanted(run, connection, source, records)
    for reading in readings(wanted, run.archive, source):
        kept.append({name: reading[name] for name in KEPT_FOR_YIELDS})
        if reading["kind"] in READABLE:
            _save(run, connection, run_no, source, reading, cleaned)
        else:
            _reject(connection, run_no, run, source.key, reading)
    store.close_gone(connection, run_no, run.day, cleaned.shown)
    cleaned.yields = {**yields_of(kept), "new_versions": len(cleaned.new)}
    return cleaned


def _wanted(
    run: Run, connection: connection, source: Source, records: Sequence[Mapping[str, Any]]
) -> tuple[list[Wanted], bool]:
    """What register entered of this day, without what other tasks brought; and whether that is all there is."""
    pages = [
        Wanted(row["url"], row["url_key"], row["status"], row["payload_sha256"], row["warc_file"], row["warc_offset"])
        for row in store.fetches_of(connection, source.key, run.day)
        if row["role"] == "report"
    ]
    parts = [
        Wanted(
            row["url"], row["url_key"], 200, row["payload_sha256"], row["warc_file"], row["warc_offset"],
            row["part"], row["road"],
        )
        for row in store.parts_of(connection, source.key, run.day)
    ]  # fmt: skip
    if not records:
        return pages + parts, True
    gone = {one["url"] for record in records for one in record.get("gone", ())}
    asked = {(one.url, one.payload_sha256, one.part) for record in records for one in wanted_of(record)}
    entered = [one for one in pages + parts if (one.url, one.payload_sha256, one.part) in asked]
    is_whole = asked <= {(one.url, one.payload_sha256, one.part) for one in entered}
    return [one for one in entered if not (one.url in gone and one.status in GONE)], is_whole


def _save(
    run: Run, connection: connection, run_no: int, source: Source, reading: dict[str, Any], cleaned: Cleaned
) -> None:
    judged = relevance(reading["title"] or "", reading["text"] or "", reading["language"])
    extractor = EXTRACTOR if reading["part"] else store.extractor_of(EXTRACTOR, source.layouts)
    saved = store.save_reading(
        connection, run_no, run.day, source.key, reading["url_key"], reading["url"], reading["payload_sha256"],
        extractor, {**reading, "is_relevant": judged.is_relevant, "relevance_score": judged.score}, reading["part"],
    )  # fmt: skip
    said = notice(reading["title"], reading["text"], reading["language"])
    store.save_note(connection, run_no, run.day, saved.version_id, (said.kind, said.quote) if said else None)
    cleaned.shown.append(saved.version_id)
    if saved.outcome != "seen_again":
        cleaned.new.append(saved.version_id)


def _reject(connection: connection, run_no: int, run: Run, source_key: str, reading: Mapping[str, Any]) -> None:
    raw = reading.get("detail") or reading.get("title") or reading["url"]
    store.save_reject(
        connection, run_no, run.day, source_key=source_key, url=reading["url"],
        payload_sha256=reading["payload_sha256"], stage="clean", reason=reading["kind"], raw_value=raw,
    )  # fmt: skip


def _conclude(
    run: Run,
    connection: connection,
    run_no: int,
    source: Source,
    records: Sequence[Mapping[str, Any]],
    cleaned: Cleaned,
) -> None:
    """The second half of the night's word, and what follows for its versions. A source without a run record gets none:
    the gate names it; of one that register could not enter whole, register's word stays."""
    if not records or not cleaned.is_whole:
        return
    history = store.source_history(connection, source.key, run.day, HISTORY_NIGHTS)
    word = health.verdict(records[-1], cleaned.yields, history)
    record = {**records[-1], "muted": muted(source)}
    store.save_source_run(connection, run_no, record, word.word, word.reason, cleaned.yields)
    night = (connection, run_no, run.day, source.key, run.task)
    if word.word == "drift":
        store.hold_versions(*night, cleaned.new, word.reason)
    else:
        store.release_versions(*night, cleaned.shown)
