"""Clean: each report's page or part becomes a version and a reading, or a counted reject; each source gets its word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from psycopg2.extensions import connection

from pipeline.changes import compare
from pipeline.register import muted, save_damage
from pipeline.rereading import extractor_for, judged, read_before_comparing, save_notes
from pipeline.run import Run
from pipeline.yields import READABLE, Wanted, readings, wanted_of, yields_of
from scrapers import archive, health
from scrapers.source import Source, source_of
from warehouse import store

HISTORY_NIGHTS = 30
BATCH_READINGS = 500  # texts held at once
GONE = (404, 410)
KEPT_FOR_YIELDS = (
    "url_key", "kind", "title", "text", "date", "damage", "is_disagreeing", "is_opposed", "is_elsewhere", "is_foreign",
)  # fmt: skip


@dataclass
class Cleaned:
    """What cleaning made of one source's night: its yields, the extractors that read it, and the versions it showed,
    new ones apart. It is not whole where register could not enter all that the run records name."""

    is_whole: bool = True
    yields: dict[str, int] = field(default_factory=dict)
    extractors: set[str] = field(default_factory=set)
    shown: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def clean(run: Run) -> dict[str, int]:
    """Read every report that came on the run's day; returns the night's counts of outcomes over all sources.

    What persons released is held no longer from here on. A night that drifts has its new versions held.
    """
    totals: dict[str, int] = {}
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        keys = run.sources or store.sources_fetched(connection, run.day)
        store.lock_sources(connection, keys)
        released = store.release_reviewed(connection, run_no)
        for key in keys:
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
        uncompared = compare(connection, run_no, store.standing_day(connection, run.day))
    totals.pop("median_characters", None)  # medians have no sum
    rare = {"released": released, "changes_not_compared": uncompared}
    return {**totals, **{name: count for name, count in rare.items() if count}}


def _records(run: Run, key: str) -> list[dict[str, Any]]:
    """The run records of the source's crawls for this task on this day; none where one is damaged: register said so."""
    try:
        found = archive.run_records(run.archive, source=key, day=run.day.isoformat())
    except archive.ArchiveBroken:
        return []
    return [record for record in found if (record.get("task") or "nightly") == run.task]


def _named(run: Run, key: str) -> set[tuple[str, str]] | None:
    """Address and payload of each report's page of the day that a crawl of any task brought; None where a record is
    damaged."""
    try:
        records = archive.run_records(run.archive, source=key, day=run.day.isoformat())
        return {(one.url, one.payload_sha256) for record in records for one in wanted_of(record)}
    except archive.ArchiveBroken:
        return None


def clean_source(
    run: Run, connection: connection, run_no: int, source: Source, records: Sequence[Mapping[str, Any]] = ()
) -> Cleaned:
    """Read one source's report pages and parts of the day: those of `records`, without any those of files of others."""
    cleaned = Cleaned()
    kept: list[dict[str, Any]] = []
    wanted, cleaned.is_whole = _wanted(run, connection, source, records)
    wanted = _not_withheld(run, connection, run_no, source, wanted)
    read_before_comparing(run, connection, run_no, source, {one.url_key for one in wanted})
    read = readings(wanted, run.archive, source)
    while batch := list(islice(read, BATCH_READINGS)):
        kept += [{name: reading[name] for name in KEPT_FOR_YIELDS} for reading in batch]
        _save(run, connection, run_no, source, [one for one in batch if one["kind"] in READABLE], cleaned)
        for reading in batch:
            if reading["kind"] not in READABLE:
                _reject(connection, run_no, run, source.key, reading)
    store.close_gone(connection, run_no, run.day, cleaned.shown)
    cleaned.yields = {**yields_of(kept), "new_versions": len(cleaned.new)}
    return cleaned


def _wanted(
    run: Run, connection: connection, source: Source, records: Sequence[Mapping[str, Any]]
) -> tuple[list[Wanted], bool]:
    """What register entered of this day, without what other tasks brought; and whether that is all there is."""
    fetched = store.fetches_of(connection, source.key, run.day)
    if not records:
        return [_page(row) for row in _of_others(run, source, fetched)], True
    parts = [
        replace(_page({**row, "status": 200}), part=row["part"], road=row["road"])
        for row in store.parts_of(connection, source.key, run.day)
    ]
    gone = {one["url"] for record in records for one in record.get("gone", ())}
    # the record says what was asked for: in raw.fetch a report that is the listing's own page is a listing
    asked = {_identity(one): one.url_key for record in records for one in wanted_of(record)}
    entered = {_identity(one): one for one in [*map(_page, fetched), *parts]}
    found = [replace(one, url_key=asked[name]) for name, one in entered.items() if name in asked]
    return [one for one in found if not (one.url in gone and one.status in GONE)], asked.keys() <= entered.keys()


def _not_withheld(
    run: Run, connection: connection, run_no: int, source: Source, wanted: Sequence[Wanted]
) -> list[Wanted]:
    """Those of reports that are not withheld. The others are rejects, whatever their pages say now."""
    withheld = store.withheld_reports(connection, source.key)
    for one in wanted:
        if one.url_key in withheld:
            refused = {"kind": "withheld", "url": one.url, "payload_sha256": one.payload_sha256}
            _reject(connection, run_no, run, source.key, refused)
    return [one for one in wanted if one.url_key not in withheld]


def _identity(one: Wanted) -> tuple[str, str, str | None]:
    return one.url, one.payload_sha256, one.part


def _page(row: Mapping[str, Any]) -> Wanted:
    return Wanted(
        row["url"], row["url_key"], row["status"], row["payload_sha256"], row["warc_file"], row["warc_offset"]
    )


def _of_others(run: Run, source: Source, fetched: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The report pages that files of others brought. What a crawl of the day brought is judged with that crawl."""
    named = _named(run, source.key)
    return [
        row
        for row in fetched
        if row["role"] == "report"
        and (row["is_of_others"] or (named is not None and (row["url"], row["payload_sha256"]) not in named))
    ]


def _save(
    run: Run, connection: connection, run_no: int, source: Source, batch: Sequence[dict[str, Any]], cleaned: Cleaned
) -> None:
    shown = [
        store.Shown(
            reading["url_key"], reading["url"], reading["payload_sha256"], extractor_for(source, reading["part"]),
            judged(reading), reading["part"],
        )
        for reading in batch
    ]  # fmt: skip
    saved = store.save_readings(connection, run_no, run.day, source.key, shown)
    cleaned.extractors |= {one.extractor_version for one in shown}
    cleaned.shown += [one.version_id for one in saved]
    cleaned.new += [one.version_id for one in saved if one.outcome != "seen_again"]
    save_notes(connection, run_no, run.day, [(one.version_id, said) for one, said in zip(saved, batch, strict=True)])


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
    history = store.source_history(connection, source.key, run.day, health.GREEN, HISTORY_NIGHTS)
    record = next((one for one in reversed(records) if not store.was_busy(one)), records[-1])
    word = health.verdict(record, cleaned.yields, history)
    night = (connection, run_no, run.day, source.key, run.task)
    doubt = None if word.word == "drift" or _is_proof(word.word, cleaned) else _doubt(run, connection, source, cleaned)
    reason = "; ".join([word.reason, *([f"new versions are held {doubt[1]}"] if doubt else [])])
    record = {**record, "muted": muted(source)}
    store.save_source_run(connection, run_no, record, word.word, reason, cleaned.yields)
    if word.word == "drift":
        # a listing that drifts is seen on any night; a layout that misreads only where enough texts come
        is_of_listing = health.verdict(record, None, history).word == "drift"
        store.hold_versions(*night, cleaned.new, word.reason, None if is_of_listing else run.day)
    elif doubt:
        store.hold_versions(*night, cleaned.new, f"held {doubt[1]}", doubt[0])
    elif word.word in health.GREEN:
        store.release_versions(*night, cleaned.shown)


def _is_proof(word: str, cleaned: Cleaned) -> bool:
    """Whether a night shows that its source is read as it should be: too few texts never drift."""
    return word == "ok" and cleaned.yields["texts"] >= health.TEXTS_MIN


def _doubt(run: Run, connection: connection, source: Source, cleaned: Cleaned) -> tuple[date, str] | None:
    """The night on which the layout misread, of which something is held, and after which nothing was mended or proven;
    and that in words."""
    is_agreeing = cleaned.yields["compared"] > 0 and not cleaned.yields["disagreeing"]
    day = store.unproven_drift(
        connection, source.key, run.day, run.task, cleaned.extractors, health.TEXTS_MIN, is_agreeing
    )
    return (day, f"since the drift of {day}: neither is its layout mended, nor came a good night") if day else None
