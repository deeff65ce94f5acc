"""Readings in bulk: reports nobody had, and versions that stand and were read already, each kind in a few statements.
Whatever is neither, a new version or an outlet that goes back to an old one, is saved by itself (reports.save_reading),
and so is a report that is shown twice at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.connect import Connection, Row, rows
from warehouse.store.identity import public_id
from warehouse.store.reports import READ_NAMES, Saved, reading_fields, save_reading
from warehouse.store.staging import stage


@dataclass(frozen=True)
class Shown:
    """What one page of a report said, or one `part` of a page that carries several: as save_reading takes it."""

    url_key: str
    url: str
    payload_sha256: str
    extractor_version: str
    reading: Mapping[str, Any]
    part: str | None = None


def save_readings(
    connection: Connection, run_no: int, day: date, source_key: str, shown: Sequence[Shown]
) -> list[Saved]:
    """Store what pages of a source showed, in the order given, and say of each what it turned out to be: as
    save_reading, one after the other, would."""
    report_ids = [public_id(source_key, one.url_key) for one in shown]
    keys = [
        (report_id, one.payload_sha256, one.extractor_version) for report_id, one in zip(report_ids, shown, strict=True)
    ]
    stage(connection, "reading_shown", "core.version join core.reading using (version_id)", KEYS, keys)
    known = {row["report_id"]: row for row in _known(connection)}
    _see_again(connection, day, [row for row in known.values() if row["reading_id"] is not None])
    new = [one for report_id, one in zip(report_ids, shown, strict=True) if _is_new(known.get(report_id))]
    _save_new(connection, run_no, day, source_key, new)
    return [
        _saved(connection, run_no, day, source_key, one, known.get(report_id))
        for report_id, one in zip(report_ids, shown, strict=True)
    ]


KEYS = ("report_id", "first_payload_sha256", "extractor_version")


def _known(connection: Connection) -> list[Row]:
    """Of the reports that were shown once whether they are new; of the others the version that stands and its reading,
    if it is what was shown."""
    return rows(
        connection,
        """
        select
            shown.report_id, report.report_id is null as is_new, version_payload.version_id, reading.reading_id
        from (
            select report_id, min(first_payload_sha256) as payload_sha256, min(extractor_version) as extractor_version
            from reading_shown
            group by report_id
            having count(*) = 1
        ) as shown
        left join core.report using (report_id)
        left join lateral (
            select version.version_id
            from core.version
            where version.report_id = report.report_id
                and not exists (select from core.held_now where held_now.version_id = version.version_id)
            order by coalesce(version.turn, version.ordinal) desc
            limit 1
        ) as standing on true
        left join core.version_payload
            on version_payload.version_id = standing.version_id
            and version_payload.payload_sha256 = shown.payload_sha256
        left join core.reading
            on reading.version_id = version_payload.version_id
            and reading.extractor_version = shown.extractor_version
        """,
    )


def _is_new(known: Row | None) -> bool:
    return known is not None and known["is_new"]


def _see_again(connection: Connection, day: date, known: Sequence[Row]) -> None:
    rows(
        connection,
        """
        update core.report
        set last_seen_day = %s
        where report_id = any(%s)
            and last_seen_day < %s
        """,
        [day, [row["report_id"] for row in known], day],
    )
    rows(
        connection,
        """
        update core.version
        set first_seen_day = least(first_seen_day, %(day)s),
            last_seen_day = greatest(last_seen_day, %(day)s)
        where version_id = any(%(versions)s)
            and %(day)s not between first_seen_day and last_seen_day
        """,
        {"day": day, "versions": [row["version_id"] for row in known]},
    )


def _save_new(connection: Connection, run_no: int, day: date, source_key: str, shown: Iterable[Shown]) -> None:
    """Reports with their first version, payload and reading."""
    values = [_new(source_key, one) for one in shown]
    if not values:
        return
    tables = "core.report join core.version using (report_id) join core.reading using (version_id)"
    stage(connection, "report_new", tables, NEW, values)
    said = ", ".join((*READ_NAMES, "published_offset_seconds", "byte_map"))
    by = {"day": day, "run_no": run_no, "source_key": source_key}
    rows(
        connection,
        f"""
        insert into core.report (report_id, source_key, url_key, url, last_seen_day, known_from, opened_run)
        select report_id, %(source_key)s, url_key, url, %(day)s, %(day)s, %(run_no)s
        from report_new;

        insert into core.version
            (version_id, report_id, ordinal, first_payload_sha256, part, first_seen_day, last_seen_day, known_from,
            opened_run)
        select version_id, report_id, 1, first_payload_sha256, part, %(day)s, %(day)s, %(day)s, %(run_no)s
        from report_new;

        insert into core.version_payload (version_id, payload_sha256, known_from, opened_run)
        select version_id, first_payload_sha256, %(day)s, %(run_no)s
        from report_new;

        insert into core.reading (reading_id, version_id, extractor_version, {said}, known_from, opened_run)
        select reading_id, version_id, extractor_version, {said}, %(day)s, %(run_no)s
        from report_new
        """,  # noqa: S608
        by,
    )


NEW = (
    "report_id", "url_key", "url", "version_id", "first_payload_sha256", "part", "reading_id", "extractor_version",
    *READ_NAMES, "published_offset_seconds", "byte_map",
)  # fmt: skip


def _new(source_key: str, one: Shown) -> list[Any]:
    version_id = public_id(source_key, one.url_key, one.payload_sha256)
    fields = {
        **{name: getattr(one, name) for name in ("url_key", "url", "part", "extractor_version")},
        **reading_fields(one.reading),
        "report_id": public_id(source_key, one.url_key),
        "version_id": version_id,
        "first_payload_sha256": one.payload_sha256,
        "reading_id": public_id(version_id, one.extractor_version),
        "byte_map": one.reading.get("byte_map"),
    }
    return [fields[name] for name in NEW]


def _saved(
    connection: Connection, run_no: int, day: date, source_key: str, one: Shown, known: Row | None
) -> Saved:
    if _is_new(known):
        version_id = public_id(source_key, one.url_key, one.payload_sha256)
        return Saved("new_report", version_id, public_id(version_id, one.extractor_version))
    if known is not None and known["reading_id"] is not None:
        return Saved("seen_again", known["version_id"], known["reading_id"])
    return save_reading(
        connection, run_no, day, source_key, one.url_key, one.url, one.payload_sha256, one.extractor_version,
        one.reading, one.part,
    )  # fmt: skip
