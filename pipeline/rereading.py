"""Reading versions again from the archive, under the extractor of today: readings, never versions.

A version is read from the payload that first showed it, whatever other payloads read like it once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from psycopg2.extensions import connection

from pipeline.run import Run
from pipeline.yields import READABLE, Wanted, is_common, readings
from scrapers.archive import ArchiveBroken
from scrapers.source import Source
from transforms.claims import READER
from transforms.clean import EXTRACTOR
from transforms.relevance import relevance
from transforms.withdrawal import notice
from warehouse import store
from warehouse.connect import Row


def extractor_for(source: Source, part: str | None) -> str:
    """The name under which a page of a source, or a part of a page, is read today."""
    return EXTRACTOR if part else store.extractor_of(EXTRACTOR, source.layouts)


def judged(reading: Mapping[str, Any]) -> dict[str, Any]:
    """A reading with whether it is about North Korean workers abroad."""
    said = relevance(reading["title"] or "", reading["text"] or "", reading["language"])
    return {**reading, "is_relevant": said.is_relevant, "relevance_score": said.score}


def save_notes(
    connection: connection, run_no: int, day: date, read: Sequence[tuple[str, Mapping[str, Any]]]
) -> None:
    """What versions say of themselves, as they are read now: each the version's id and its reading."""
    noted = store.noted(connection, [version_id for version_id, _ in read])
    for version_id, reading in read:
        said = notice(reading["title"], reading["text"], reading["language"])
        if said or version_id in noted:
            store.save_note(connection, run_no, day, version_id, (said.kind, said.quote) if said else None)


def read_before_comparing(
    run: Run, connection: connection, run_no: int, source: Source, url_keys: Collection[str]
) -> None:
    """Read the versions of some reports anew where the extractor was changed since, so that what differs from them is
    what the outlet changed. A reading that has nothing in common with the one before is not kept: it may be a layout
    that drifted, and the version that comes is held for it; such a version is a reject, and not read by this extractor
    again. One that stands in a damaged file is a reject and stays as it was read."""
    names = (extractor_for(source, None), extractor_for(source, "a part"))
    rows = store.versions_to_read_again(connection, run_no, source.key, unread_by=names, url_keys=url_keys)
    for _, group in groupby(rows, key=lambda row: (row["warc_file"], row["warc_offset"])):
        stored = list(group)
        try:
            found = list(again(run, source, stored))
        except ArchiveBroken as error:
            for row in stored:
                _refuse(run, connection, run_no, source, row, "reread_damaged", str(error))
            continue
        for row, reading in found:
            extractor = extractor_for(source, row["part"])
            if reading["kind"] in READABLE and is_common(reading["text"], row["text"]):
                keep(run, connection, run_no, row["version_id"], extractor, judged(reading))
            else:
                _refuse(run, connection, run_no, source, row, store.REREAD_UNLIKE, f"{row['version_id']} {extractor}")


def _refuse(
    run: Run, connection: connection, run_no: int, source: Source, row: Row, reason: str, raw_value: str
) -> None:
    store.save_reject(
        connection, run_no, run.day, source_key=source.key, url=row["url"], payload_sha256=row["payload_sha256"],
        stage="clean", reason=reason, raw_value=raw_value,
    )  # fmt: skip


def again(run: Run, source: Source, rows: Sequence[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Each version (a row of store.versions_to_read_again) and what it reads as now, as yields.readings has it. Raises
    ArchiveBroken."""
    yield from zip(rows, readings([_wanted(row) for row in rows], run.archive, source), strict=True)


def keep(
    run: Run, connection: connection, run_no: int, version_id: str, extractor: str, reading: Mapping[str, Any]
) -> None:
    """Store a version's new reading, and what it says of itself in it. Of what is no longer about North Korean workers
    the claims are held no longer."""
    day = store.standing_day(connection, run.day)
    reading_id = store.save_reading_again(connection, run_no, day, version_id, extractor, reading)
    save_notes(connection, run_no, day, [(version_id, reading)])
    if not reading["is_relevant"]:
        store.lock_claims(connection)
        store.save_claims(connection, run_no, day, version_id, reading_id, READER, [])


def _wanted(row: Row) -> Wanted:
    place = (row["payload_sha256"], row["warc_file"], row["warc_offset"], row["part"], row["road"])
    return Wanted(row["url"], row["url_key"], 200, *place)
