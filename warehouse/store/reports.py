"""Reports, their versions and readings, and what changed between versions."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

from warehouse.connect import Connection, Row, one, rows
from warehouse.store.identity import public_id

Outcome = Literal["new_report", "new_version", "seen_again"]


@dataclass(frozen=True)
class Saved:
    """What a reading turned out to be, and the version and reading it is now stored as."""

    outcome: Outcome
    version_id: str
    reading_id: str


def save_reading(
    connection: Connection,
    run_no: int,
    day: date,
    source_key: str,
    url_key: str,
    url: str,
    payload_sha256: str,
    extractor_version: str,
    reading: Mapping[str, Any],
    part: str | None = None,
) -> Saved:
    """Store what one page of a report says, or one `part` of a page that carries several.

    `reading` is what transforms.clean.extract returns, with is_relevant and relevance_score, and with byte_map where
    its text was found again in the payload; kept for the one that the version was first seen in. A payload that was
    seen before, or that reads like a version of the report (title, text, day of publication), is that version seen
    again; anything else is a new version, and a change if there was one before. A version that is held is not current.
    One that is seen again after another one stood is a change as well: the outlet went back to it, and it stands again.
    """
    report_id = public_id(source_key, url_key)
    is_new = _save_report(connection, run_no, day, report_id, source_key, url_key, url)
    old = None if is_new else _version_shown(connection, report_id, payload_sha256, extractor_version, reading)
    if old is not None:
        _go_back(connection, run_no, day, report_id, old, extractor_version, reading)
        _see_again(connection, run_no, day, old, payload_sha256)
        reading_id = _save_reading(connection, run_no, day, old, extractor_version, reading, payload_sha256)
        return Saved("seen_again", old, reading_id)
    version_id = public_id(source_key, url_key, payload_sha256)
    before = _newest(connection, report_id, extractor_version)
    _save_version(connection, run_no, day, version_id, report_id, payload_sha256, part)
    reading_id = _save_reading(connection, run_no, day, version_id, extractor_version, reading, payload_sha256)
    if before is None:
        return Saved("new_report", version_id, reading_id)
    change_id = public_id(before["version_id"], version_id)
    _save_change(connection, run_no, day, report_id, before, version_id, reading, change_id)
    return Saved("new_version", version_id, reading_id)


def _save_report(
    connection: Connection, run_no: int, day: date, report_id: str, source_key: str, url_key: str, url: str
) -> bool:
    """Whether the report is new; one that is known has been seen again."""
    seen = rows(
        connection,
        "update core.report set last_seen_day = greatest(last_seen_day, %s) where report_id = %s returning report_id",
        [day, report_id],
    )
    if not seen:
        rows(
            connection,
            """
            insert into core.report (report_id, source_key, url_key, url, last_seen_day, known_from, opened_run)
            values (%s, %s, %s, %s, %s, %s, %s)
            """,
            [report_id, source_key, url_key, url, day, day, run_no],
        )
    return not seen


def _newest(connection: Connection, report_id: str, extractor_version: str) -> Row | None:
    """The newest version that is not held, with its reading: by this extractor if there is one, else the newest."""
    return one(
        connection,
        """
        select version.version_id, version.last_seen_day, reading.title, reading.text, reading.published_day
        from core.version
        join core.newest_reading using (version_id)
        left join core.reading as same
            on same.version_id = version.version_id
            and same.extractor_version = %s
        left join core.reading on reading.reading_id = coalesce(same.reading_id, newest_reading.reading_id)
        where version.report_id = %s
            and not exists (select from core.held_now where held_now.version_id = version.version_id)
        order by coalesce(version.turn, version.ordinal) desc
        limit 1
        """,
        [extractor_version, report_id],
    )


def _version_shown(
    connection: Connection, report_id: str, payload_sha256: str, extractor_version: str, reading: Mapping[str, Any]
) -> str | None:
    """The version this payload shows, if the report has it already: one that is held only if no other reads alike."""
    known = one(
        connection,
        """
        select version_payload.version_id, held_now.version_id is not null as is_held
        from core.version_payload
        join core.version using (version_id)
        left join core.held_now on held_now.version_id = version.version_id
        where version.report_id = %s
            and version_payload.payload_sha256 = %s
        order by is_held, coalesce(version.turn, version.ordinal) desc
        limit 1
        """,
        [report_id, payload_sha256],
    )
    if known is not None and not known["is_held"]:
        return str(known["version_id"])
    newest = _newest(connection, report_id, extractor_version)
    if newest is not None and _change_kind(newest, reading) is None:
        return str(newest["version_id"])
    alike = _alike(connection, report_id, extractor_version, reading)
    return alike if alike is not None or known is None else str(known["version_id"])


def _alike(
    connection: Connection, report_id: str, extractor_version: str, reading: Mapping[str, Any]
) -> str | None:
    """The last version of a report, not held, that this extractor reads like that; None if there is none."""
    found = one(
        connection,
        """
        select version.version_id
        from core.version
        join core.reading using (version_id)
        where version.report_id = %(report_id)s
            and reading.extractor_version = %(extractor_version)s
            and reading.text = %(text)s
            and reading.title is not distinct from %(title)s
            and reading.published_day is not distinct from %(date)s::date
            and not exists (select from core.held_now where held_now.version_id = version.version_id)
        order by coalesce(version.turn, version.ordinal) desc
        limit 1
        """,
        {"report_id": report_id, "extractor_version": extractor_version,
         **{name: reading[name] for name in ("text", "title", "date")}},
    )  # fmt: skip
    return None if found is None else str(found["version_id"])


def _go_back(
    connection: Connection,
    run_no: int,
    day: date,
    report_id: str,
    version_id: str,
    extractor_version: str,
    reading: Mapping[str, Any],
) -> None:
    """Let an earlier version stand again, if another one stood before this day. A day played again goes nowhere."""
    standing = _newest(connection, report_id, extractor_version)
    if standing is None or standing["version_id"] == version_id or standing["last_seen_day"] >= day:
        return
    is_back = rows(
        connection,
        """
        update core.version
        set turn = (select max(coalesce(turn, ordinal)) + 1 from core.version where report_id = %(report_id)s)
        where version_id = %(version_id)s
            and not exists (select from core.held_now where held_now.version_id = version.version_id)
        returning version_id
        """,
        {"report_id": report_id, "version_id": version_id},
    )
    if is_back:
        rows(connection, "update core.reading set is_related = false where version_id = %s", [version_id])
        change_id = public_id(standing["version_id"], version_id, day)
        _save_change(connection, run_no, day, report_id, standing, version_id, reading, change_id)


def _change_kind(old: Row, reading: Mapping[str, Any]) -> str | None:
    """What differs between a stored reading and a fresh one, the weightiest first; None if they read alike."""
    published_day = None if old["published_day"] is None else old["published_day"].isoformat()
    for kind, before, after in (
        ("text", old["text"], reading["text"]),
        ("title", old["title"], reading["title"]),
        ("date", published_day, reading["date"]),
    ):
        if before != after:
            return kind
    return None


def _see_again(connection: Connection, run_no: int, day: date, version_id: str, payload_sha256: str) -> None:
    rows(
        connection,
        """
        update core.version
        set first_seen_day = least(first_seen_day, %(day)s),
            last_seen_day = greatest(last_seen_day, %(day)s)
        where version_id = %(version_id)s
        """,
        {"day": day, "version_id": version_id},
    )
    _save_payload(connection, run_no, day, version_id, payload_sha256)


def _save_payload(connection: Connection, run_no: int, day: date, version_id: str, payload_sha256: str) -> None:
    rows(
        connection,
        """
        insert into core.version_payload (version_id, payload_sha256, known_from, opened_run)
        values (%s, %s, %s, %s)
        on conflict (version_id, payload_sha256) do nothing
        """,
        [version_id, payload_sha256, day, run_no],
    )


def _save_version(
    connection: Connection,
    run_no: int,
    day: date,
    version_id: str,
    report_id: str,
    payload_sha256: str,
    part: str | None,
) -> None:
    rows(
        connection,
        """
        insert into core.version
            (version_id, report_id, ordinal, turn, first_payload_sha256, part, first_seen_day, last_seen_day,
            known_from, opened_run)
        select
            %(version_id)s, %(report_id)s, coalesce(max(ordinal), 0) + 1,
            case when max(turn) > max(ordinal) then max(turn) + 1 end,  -- it comes after one that stood again
            %(payload_sha256)s, %(part)s, %(day)s, %(day)s, %(day)s, %(run_no)s
        from core.version
        where report_id = %(report_id)s
        """,
        {
            "version_id": version_id,
            "report_id": report_id,
            "payload_sha256": payload_sha256,
            "part": part,
            "day": day,
            "run_no": run_no,
        },
    )
    _save_payload(connection, run_no, day, version_id, payload_sha256)


def _save_reading(
    connection: Connection,
    run_no: int,
    day: date,
    version_id: str,
    extractor_version: str,
    reading: Mapping[str, Any],
    payload_sha256: str | None,
) -> str:
    """A version is read once by an extractor version: the first such reading stays. Its places are those in the payload
    that the version was first seen in (None: it is that one), or none."""
    reading_id = public_id(version_id, extractor_version)
    values = {
        **reading_fields(reading),
        "reading_id": reading_id,
        "version_id": version_id,
        "extractor_version": extractor_version,
        "byte_map": json.dumps(reading.get("byte_map")),
        "payload_sha256": payload_sha256,
        "day": day,
        "run_no": run_no,
    }
    is_new = rows(
        connection,
        """
        insert into core.reading (
            reading_id, version_id, extractor_version, kind, title, text, captions, published_at,
            published_offset_seconds, published_day, modified_at, date_basis, lang, author, canonical_url, is_relevant,
            relevance_score, byte_map, known_from, opened_run
        )
        select
            %(reading_id)s, %(version_id)s, %(extractor_version)s, %(kind)s, %(title)s, %(text)s, %(captions)s::text[],
            %(published_at)s::timestamptz, %(published_offset_seconds)s::bigint, %(published_day)s::date,
            %(modified_at)s::timestamptz, %(date_basis)s, %(lang)s, %(author)s, %(canonical_url)s,
            %(is_relevant)s, %(relevance_score)s,
            case
                when first_payload_sha256 = coalesce(%(payload_sha256)s, first_payload_sha256)
                    then nullif(%(byte_map)s::jsonb, 'null')
            end,
            %(day)s::date, %(run_no)s
        from core.version
        where version_id = %(version_id)s
        on conflict (version_id, extractor_version) do nothing
        returning reading_id
        """,
        values,
    )
    if is_new:
        _compare_again(connection, version_id)
    return reading_id


READ_NAMES = {
    "kind": "kind", "title": "title", "text": "text", "captions": "captions", "published_at": "published_at",
    "published_day": "date", "modified_at": "modified_at", "date_basis": "date_basis", "lang": "language",
    "author": "author", "canonical_url": "canonical_url", "is_relevant": "is_relevant",
    "relevance_score": "relevance_score",
}  # fmt: skip
"""Columns of core.reading, and what transforms.clean.extract and relevance call them."""


def reading_fields(reading: Mapping[str, Any]) -> dict[str, Any]:
    """What a reading says, by the columns of core.reading."""
    published_at = reading["published_at"]
    offset = None if published_at is None else datetime.fromisoformat(published_at).utcoffset()
    fields = {column: reading[name] for column, name in READ_NAMES.items()}
    return {**fields, "published_offset_seconds": None if offset is None else int(offset.total_seconds())}


def _compare_again(connection: Connection, version_id: str) -> None:
    """What changed from or to a version is to be compared as it is read now."""
    rows(
        connection,
        """
        update core.change
        set is_compared = false
        from core.version
        where version.version_id = %s
            and change.report_id = version.report_id
            and version.version_id in (change.old_version_id, change.new_version_id)
            and change.is_compared
        """,
        [version_id],
    )


def save_reading_again(
    connection: Connection,
    run_no: int,
    day: date,
    version_id: str,
    extractor_version: str,
    reading: Mapping[str, Any],
) -> str:
    """What another extractor reads of a version in the payload that it was first seen in: a reading more, and no
    version. Its id."""
    return _save_reading(connection, run_no, day, version_id, extractor_version, reading, None)


def _save_change(
    connection: Connection,
    run_no: int,
    day: date,
    report_id: str,
    old: Row,
    new_version_id: str,
    reading: Mapping[str, Any],
    change_id: str,
) -> None:
    kind = _change_kind(old, reading)
    rows(
        connection,
        """
        insert into core.change
            (change_id, report_id, old_version_id, new_version_id, kind, seen_old_day, seen_new_day, known_from,
            opened_run)
        values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
        on conflict (change_id) do nothing
        """,
        [change_id, report_id, old["version_id"], new_version_id, kind, old["last_seen_day"], day, day, run_no],
    )


def current_readings(connection: Connection, report_ids: Collection[str]) -> list[Row]:
    """The current readings of those of these reports that are relevant and not withheld, by report_id: what stories
    are made of.

    report_id, version_id, reading_id, source_key, url, title, text, lang, kind, first_seen_day, and `published`: the
    moment in the offset the page stated it in, else the day, else None; always ISO.
    """
    found = rows(
        connection,
        """
        select
            report.report_id, version.version_id, reading.reading_id, report.source_key, report.url, reading.title,
            reading.text, reading.lang, reading.kind, report.known_from as first_seen_day, reading.published_at,
            reading.published_offset_seconds, reading.published_day
        from core.current_reading
        join core.report using (report_id)
        join core.version using (version_id)
        join core.reading using (reading_id)
        where current_reading.report_id = any(%s)
            and reading.is_relevant
            and not exists (
                select from core.withheld
                where withheld.source_key = report.source_key and withheld.url_key = report.url_key
            )
        order by report.report_id
        """,
        [sorted(report_ids)],
    )
    return [_with_published(row) for row in found]


def readings_to_read(connection: Connection, reader_version: str) -> list[Row]:
    """Relevant readings this reader has not searched for claims, by version: those that are current, and those of older
    versions that no reader has seen; of versions that are held none. Columns as in current_readings, but for
    first_seen_day, and the name of the source."""
    found = rows(
        connection,
        """
        select
            version.report_id, version.version_id, reading.reading_id, report.source_key, report.url, reading.title,
            reading.text, reading.lang, reading.kind, reading.published_at, reading.published_offset_seconds,
            reading.published_day, source.name as source_name
        from core.reading
        join core.version using (version_id)
        join core.report using (report_id)
        join core.source using (source_key)
        join core.current_reading using (report_id)
        where reading.is_relevant
            and not exists (select from core.held_now where held_now.version_id = version.version_id)
            and not exists (
                select from core.withheld
                where withheld.source_key = report.source_key and withheld.url_key = report.url_key
            )
            and (
                not exists (
                    select from core.reader_pass
                    where reader_pass.reading_id = reading.reading_id and reader_pass.reader_version = %s
                )
                -- the outlet went back to it: its claims were closed, and hold again
                or version.turn is not null
                and reading.reading_id = current_reading.reading_id
                and exists (select from core.claim where claim.version_id = version.version_id)
                and not exists (
                    select from core.claim where claim.version_id = version.version_id and claim.known_to is null
                )
            )
            and (
                reading.reading_id = current_reading.reading_id
                or version.version_id <> current_reading.version_id and not exists (
                    select from core.reader_pass
                    join core.reading as other on other.reading_id = reader_pass.reading_id
                    where other.version_id = version.version_id
                )
            )
        order by version.report_id, version.ordinal, reading.reading_id
        """,
        [reader_version],
    )
    return [_with_published(row) for row in found]


def _with_published(row: Row) -> Row:
    at, offset, day = row.pop("published_at"), row.pop("published_offset_seconds"), row.pop("published_day")
    if at is not None:
        row["published"] = at.astimezone(timezone(timedelta(seconds=offset))).isoformat()
    else:
        row["published"] = None if day is None else day.isoformat()
    return row
