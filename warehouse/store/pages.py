"""Sources, and what came from them: core.source, raw.page, raw.fetch, raw.part and raw.warc_file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from psycopg2.extras import execute_values

from warehouse.connect import Connection, Row, rows
from warehouse.store.staging import stage

BATCH_ROWS = 500
NOT_MODIFIED = 304


def save_sources(connection: Connection, run_no: int, day: date, sources: Iterable[Mapping[str, Any]]) -> None:
    """The sources this run is to ask, as declared: key, name, kind, languages, country, home, zone, quiet_days,
    terms.

    Each of them owes the run a verdict: a check of the nightly run fails for those that have none.
    """
    values = [
        (
            source["key"], source["name"], source["kind"], list(source["languages"]), source.get("country"),
            source.get("home"), source.get("zone"), source.get("quiet_days"), source.get("terms", "internal"),
            day, run_no,
        )
        for source in sorted(sources, key=lambda source: str(source["key"]))
    ]  # fmt: skip
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            """
            insert into core.source
                (source_key, name, kind, languages, country, home_url, zone, quiet_days, terms, known_from, opened_run)
            values %s
            on conflict (source_key) do update
            set name = excluded.name,
                kind = excluded.kind,
                languages = excluded.languages,
                country = excluded.country,
                home_url = excluded.home_url,
                zone = excluded.zone,
                quiet_days = excluded.quiet_days,
                terms = excluded.terms
            """,
            values,
            page_size=BATCH_ROWS,
        )
    _expect(connection, run_no, [value[0] for value in values])


def _expect(connection: Connection, run_no: int, source_keys: list[str]) -> None:
    rows(
        connection,
        """
        update ops.run
        set expected_sources = array(
            select distinct key
            from unnest(expected_sources || %s::text[]) as key
            order by key
        )
        where run_no = %s
        """,
        [source_keys, run_no],
    )


def save_fetches(connection: Connection, run_no: int, day: date, fetches: Iterable[Mapping[str, Any]]) -> None:
    """What came on a day. Each: source_key, url, url_key, role, status, payload_sha256, payload_bytes, content_type,
    content_encoding, warc_file, warc_offset, fetched_at.

    The first place in the archive where a payload was stored stays its place. A 304 carries payload_sha256 None and
    confirms the payload that address last answered with; any other answer without a payload is in the run record only.
    """
    fetches = list(fetches)
    stored = [fetch for fetch in fetches if fetch["payload_sha256"] is not None]
    save_pages(connection, stored)
    _save_stored(connection, day, stored)
    for fetch in fetches:
        if fetch["payload_sha256"] is None and fetch["status"] == NOT_MODIFIED:
            _confirm(connection, day, fetch["source_key"], fetch["url"])


PAGE = ("payload_sha256", "payload_bytes", "content_type", "content_encoding", "warc_file", "warc_offset")


def save_pages(connection: Connection, fetches: Iterable[Mapping[str, Any]]) -> None:
    """The payloads of these fetches, each once. Sources share payloads: a transaction that saves fetches of several
    sources saves all their pages first, for loaders that take them in one order do not wait for one another in a
    circle."""
    pages = {
        fetch["payload_sha256"]: [fetch[name] for name in PAGE]
        for fetch in reversed(list(fetches))
        if fetch["payload_sha256"] is not None
    }
    stage(connection, "page_shown", "raw.page", PAGE, pages.values())
    rows(
        connection,
        """
        insert into raw.page (payload_sha256, payload_bytes, content_type, content_encoding, warc_file, warc_offset)
        select payload_sha256, payload_bytes, content_type, content_encoding, warc_file, warc_offset
        from page_shown
        where not exists (select from raw.page where page.payload_sha256 = page_shown.payload_sha256)
        order by payload_sha256
        on conflict (payload_sha256) do nothing
        """,
    )


FETCH = ("source_key", "url", "payload_sha256", "url_key", "role", "status", "first_day", "last_day", "fetched_at")


def _save_stored(connection: Connection, day: date, fetches: list[Mapping[str, Any]]) -> None:
    values = {
        (fetch["source_key"], fetch["url"], fetch["payload_sha256"]): (
            fetch["source_key"], fetch["url"], fetch["payload_sha256"], fetch["url_key"], fetch["role"],
            fetch["status"], day, day, fetch["fetched_at"],
        )
        for fetch in reversed(fetches)
    }  # fmt: skip
    stage(connection, "fetch_shown", "raw.fetch", FETCH, values.values())
    rows(
        connection,
        """
        insert into raw.fetch as answer
            (source_key, url, payload_sha256, url_key, role, status, first_day, last_day, fetched_at)
        select source_key, url, payload_sha256, url_key, role, status, first_day, last_day, fetched_at
        from fetch_shown
        where not exists (
            select from raw.fetch as known
            where known.source_key = fetch_shown.source_key
                and known.url = fetch_shown.url
                and known.payload_sha256 = fetch_shown.payload_sha256
                and fetch_shown.first_day between known.first_day and known.last_day
        )
        order by source_key, url, payload_sha256
        on conflict (source_key, url, payload_sha256) do update
        set first_day = least(answer.first_day, excluded.first_day),
            last_day = greatest(answer.last_day, excluded.last_day)
        """,
    )


def _confirm(connection: Connection, day: date, source_key: str, url: str) -> None:
    """The latest payload of this address up to `day` was still the answer on `day`."""
    rows(
        connection,
        """
        update raw.fetch
        set last_day = greatest(last_day, %(day)s)
        where source_key = %(source_key)s
            and url = %(url)s
            and payload_sha256 = (
                select latest.payload_sha256
                from raw.fetch as latest
                where latest.source_key = %(source_key)s
                    and latest.url = %(url)s
                    and latest.first_day <= %(day)s
                order by latest.last_day desc, latest.first_day desc, latest.payload_sha256
                limit 1
            )
        """,
        {"day": day, "source_key": source_key, "url": url},
    )


def fetches_of(connection: Connection, source_key: str, day: date) -> list[Row]:
    """What an address answered with on a day, with its place in the archive: every column of raw.fetch and raw.page,
    and is_of_others: whether that place is in a file that no crawl of ours wrote."""
    return rows(
        connection,
        """
        select
            answer.*, page.payload_bytes, page.content_type, page.content_encoding, page.warc_file, page.warc_offset,
            exists (select from raw.warc_file where warc_file.warc_file = page.warc_file) as is_of_others
        from raw.fetch as answer
        join raw.page using (payload_sha256)
        where answer.source_key = %(source_key)s
            and %(day)s between answer.first_day and answer.last_day
        order by answer.first_day, answer.fetched_at nulls first, answer.url, answer.payload_sha256
        """,
        {"source_key": source_key, "day": day},
    )


def lock_sources(connection: Connection, source_keys: Iterable[str]) -> None:
    """One transaction at a time loads what came of a source; others go on, and readers do. It is unlocked at the
    transaction's end. Every loader locks all its sources at once, in one order, before it writes anything of theirs."""
    rows(
        connection,
        """
        select pg_advisory_xact_lock(2397, hashtext(source_key))
        from (select source_key from unnest(%s::text[]) as asked (source_key) order by hashtext(source_key)) as ordered
        """,
        [sorted(set(source_keys))],
    )


def sources_fetched(connection: Connection, day: date) -> list[str]:
    """Keys of the sources of which something came on a day."""
    found = rows(
        connection,
        """
        select distinct source_key
        from raw.fetch
        where %s between first_day and last_day
        order by source_key
        """,
        [day],
    )
    return [row["source_key"] for row in found]


def save_parts(connection: Connection, day: date, parts: Iterable[Mapping[str, Any]]) -> None:
    """Reports that came inside pages on a day. Each: source_key, url_key, url, part, road, payload_sha256 of the page,
    which is in raw.page already."""
    values = {
        (part["source_key"], part["url_key"], part["payload_sha256"], part["part"]): (
            part["source_key"], part["url_key"], part["part"], part["payload_sha256"], part["url"], part["road"], day,
            day,
        )
        for part in parts
    }  # fmt: skip
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            """
            insert into raw.part as standing
                (source_key, url_key, part, payload_sha256, url, road, first_day, last_day)
            values %s
            on conflict (source_key, url_key, payload_sha256, part) do update
            set first_day = least(standing.first_day, excluded.first_day),
                last_day = greatest(standing.last_day, excluded.last_day)
            """,
            [values[key] for key in sorted(values)],
            page_size=BATCH_ROWS,
        )


def parts_of(connection: Connection, source_key: str, day: date) -> list[Row]:
    """The parts of a source that came on a day, with their page's place in the archive: every column of raw.part,
    warc_file, warc_offset."""
    return rows(
        connection,
        """
        select part.*, page.warc_file, page.warc_offset
        from raw.part
        join raw.page using (payload_sha256)
        where part.source_key = %(source_key)s
            and %(day)s between part.first_day and part.last_day
        order by part.first_day, page.warc_file, page.warc_offset, part.part
        """,
        {"source_key": source_key, "day": day},
    )


def save_warc_file(connection: Connection, day: date, file: Mapping[str, Any]) -> None:
    """A WARC file that others wrote: warc_file, sha256, taken_from, software, collection, pages. Once."""
    rows(
        connection,
        """
        insert into raw.warc_file (warc_file, sha256, taken_from, software, collection, pages, first_day)
        values (
            %(warc_file)s, %(sha256)s, %(taken_from)s, %(software)s, %(collection)s, %(pages)s, %(day)s
        )
        on conflict (warc_file) do nothing
        """,
        {**file, "day": day},
    )
