"""Claims: read again, the same values keep the row; what differs is closed and written anew. Nothing is deleted."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg2

from warehouse.connect import Connection, Row, one, rows, savepoint
from warehouse.store.identity import public_id
from warehouse.store.runs import save_reject
from warehouse.store.staging import stage

# What is asserted. A change in any of these is another assertion; where the quote stands and how it was read is not.
ASSERTED = (
    "type", "subtype", "value_min", "value_max", "magnitude", "precision", "unit", "currency", "period", "places",
    "origin", "via", "sectors", "company", "demographic", "attribution", "attribution_kind", "resolution",
    "event_start", "event_end", "event_basis", "event_text", "polarity", "scope", "part_of", "details", "flags", "firm",
    "quote",
)  # fmt: skip
LINKS = ("entity", "reference")  # keys of details that lead into a curated list
JUDGED = sorted({*ASSERTED} - {"firm"})
_AS_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode
PLACE_ROLES = (("place", "places"), ("origin", "origin"), ("via", "via"))


@dataclass(frozen=True)
class Search:
    """One reader's search of one reading for claims (dicts of CONTRACTS 3, in text order)."""

    version_id: str
    reading_id: str
    claims: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class _Run:
    run_no: int
    day: date
    reader_version: str


@dataclass(frozen=True)
class _Found:
    """A claim as it will be a row: its id, its ordinal among those of the same type, subtype and quote."""

    claim_id: str
    ordinal: int
    search: Search
    claim: Mapping[str, Any]


def save_claims(
    connection: Connection,
    run_no: int,
    day: date,
    version_id: str,
    reading_id: str,
    reader_version: str,
    claims: Sequence[Mapping[str, Any]],
) -> int:
    """Make the open claims of a version say what `claims` say; returns how many rows were written. A claim that the
    database refuses goes to ops.reject with the rule it breaks; the others stay."""
    return save_searches(connection, run_no, day, reader_version, [Search(version_id, reading_id, claims)])


def save_searches(
    connection: Connection, run_no: int, day: date, reader_version: str, searches: Sequence[Search]
) -> int:
    """The same for many versions, each searched once, in a few statements for all of them."""
    run = _Run(run_no, day, reader_version)
    standing = _standing(connection, [search.version_id for search in searches])
    found = [one for search in searches for one in _named(search)]
    alike = [one for one in found if one.claim_id in standing and _is_told_alike(standing[one.claim_id], one.claim)]
    kept = {one.claim_id for one in alike}
    _move(connection, run, [(one, standing[one.claim_id]) for one in alike])
    _close(connection, run, [row["claim_no"] for key, row in standing.items() if key not in kept])
    written = _open(connection, run, [one for one in found if one.claim_id not in kept])
    _save_passes(connection, run, searches)
    return written


def lock_claims(connection: Connection) -> None:
    """One transaction at a time reads claims; readers of the warehouse go on. It is unlocked at the transaction's
    end."""
    rows(connection, "lock table core.event in share row exclusive mode")


def close_superseded_claims(connection: Connection, run_no: int, day: date) -> int:
    """Close the open claims of every version that has a newer one, on the day it is found out; how many. A newer one
    that is held closes nothing: it may be a page that was misread."""
    closed = rows(
        connection,
        """
        update core.claim
        set known_to = greatest(claim.known_from, %s),
            closed_run = %s
        from core.version
        where claim.version_id = version.version_id
            and claim.known_to is null
            and exists (
                select from core.version as newer
                where newer.report_id = version.report_id
                    and coalesce(newer.turn, newer.ordinal) > coalesce(version.turn, version.ordinal)
                    and not exists (select from core.held_now where held_now.version_id = newer.version_id)
            )
        returning claim.claim_no
        """,
        [day, run_no],
    )
    return len(closed)


def claims_to_relate(connection: Connection) -> list[Row]:
    """Every open claim with its story, by claim_id: what events are made of.

    claim_id, type, subtype, places, company, entity, event_start, event_end (ISO days), value_min, value_max, polarity,
    story.
    """
    return rows(
        connection,
        """
        select
            claim.claim_id, claim.type, claim.subtype, claim.places, claim.company,
            claim.details ->> 'entity' as entity, claim.event_start::text, claim.event_end::text,
            claim.value_min::double precision, claim.value_max::double precision, claim.polarity,
            coalesce(story_member.story_id, version.report_id) as story
        from core.claim
        join core.version using (version_id)
        left join core.story_member on story_member.report_id = version.report_id and story_member.known_to is null
        where claim.known_to is null
        order by claim.claim_id
        """,
    )


def _named(search: Search) -> list[_Found]:
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for claim in search.claims:
        key = (claim["type"], claim["subtype"] or "", claim["quote"])
        seen[key] += 1
        named.append(_Found(public_id(search.version_id, *key, seen[key]), seen[key], search, claim))
    return named


def _standing(connection: Connection, version_ids: Sequence[str]) -> dict[str, Row]:
    """The rows fresh readings are compared with, by claim_id: the open ones, or of an older version the last ones."""
    found = rows(
        connection,
        """
        select distinct on (claim.claim_id) claim.claim_id, claim.claim_no, claim.values_sha256, claim.known_to,
            claim.is_firm, claim.details ->> 'entity' as entity, claim.details ->> 'reference' as reference,
            claim.reading_id, claim.reader_version, claim.quote_start as start, claim.quote_end as end, claim.rule,
            claim.confidence, claim.sentence
        from core.claim
        join core.version using (version_id)
        where claim.version_id = any(%s)
            and (
                claim.known_to is null
                or exists (
                    select from core.version as newer
                    where newer.report_id = version.report_id
                        and coalesce(newer.turn, newer.ordinal) > coalesce(version.turn, version.ordinal)
                        and not exists (select from core.held_now where held_now.version_id = newer.version_id)
                )
            )
        order by claim.claim_id, claim.claim_no desc
        """,
        [list(version_ids)],
    )
    return {row["claim_id"]: row for row in found}


def _is_told_alike(row: Row, claim: Mapping[str, Any]) -> bool:
    """Whether a row says what the claim says, trusts it as much and links it to the same company or figure."""
    links = [claim["details"].get(name) for name in LINKS]
    return [row["values_sha256"], row["is_firm"], *(row[name] for name in LINKS)] == [
        _values_sha256(claim),
        claim["firm"],
        *links,
    ]


def _values_sha256(claim: Mapping[str, Any]) -> str:
    """What a person judges. How far the reader trusts it, and to what in our lists it is linked, is not in it: a new
    calibration or another row of a list takes no judgement off a claim."""
    # numbers as floats, so that 2000 and 2000.0 are the same assertion
    values = {name: float(value) if type(value := claim[name]) is int else value for name in JUDGED}
    values["details"] = {name: value for name, value in claim["details"].items() if name not in LINKS}
    return hashlib.sha256(_AS_JSON(values).encode()).hexdigest()


MOVED = ("claim_no", "reading_id", "reader_version", "quote_start", "quote_end", "rule", "confidence", "sentence")


def _move(connection: Connection, run: _Run, told: Iterable[tuple[_Found, Row]]) -> None:
    """The same assertions, perhaps elsewhere in the text or by another rule: the rows stay."""
    moved = [
        (row["claim_no"], one.search.reading_id, run.reader_version, *_reading_fields(one.claim).values())
        for one, row in told
        if not _is_in_place(run, one, row)
    ]
    if not moved:
        return
    stage(connection, "claim_moved", "core.claim", MOVED, moved)
    rows(
        connection,
        """
        update core.claim
        set reading_id = moved.reading_id,
            reader_version = moved.reader_version,
            quote_start = moved.quote_start,
            quote_end = moved.quote_end,
            rule = moved.rule,
            confidence = moved.confidence,
            sentence = moved.sentence
        from claim_moved as moved
        where claim.claim_no = moved.claim_no
        """,
    )


def _is_in_place(run: _Run, one: _Found, row: Row) -> bool:
    """Whether a row that says what the claim says was also read so: at the same place and by the same rule."""
    fields = _reading_fields(one.claim)
    confidence = None if fields["confidence"] is None else Decimal(str(round(fields["confidence"], 4)))
    fresh = {**fields, "confidence": confidence, "reading_id": one.search.reading_id}
    return run.reader_version == row["reader_version"] and all(row[name] == value for name, value in fresh.items())


def _reading_fields(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Where the quote stands and how it was read, in the order of MOVED."""
    return {name: claim[name] for name in ("start", "end", "rule", "confidence", "sentence")}


def _open(connection: Connection, run: _Run, found: Sequence[_Found]) -> int:
    """Write new rows; how many. Those that the database refuses are found by halving: each is rejected alone."""
    if not found:
        return 0
    try:
        with savepoint(connection):
            _insert(connection, run, found)
    except (psycopg2.IntegrityError, psycopg2.DataError) as error:
        if len(found) == 1:
            _reject(connection, run, found[0], error)
            return 0
        half = len(found) // 2
        return _open(connection, run, found[:half]) + _open(connection, run, found[half:])
    return len(found)


NAMED_OTHERWISE = {"start": "quote_start", "end": "quote_end", "firm": "is_firm"}
"""Fields of a claim whose column has another name."""
AS_TEXT = {"company", "demographic", "part_of"}
SAID = (*ASSERTED, "start", "end", "rule", "confidence", "sentence")
COLUMNS = (
    "claim_id", "version_id", "reading_id", "ordinal", "values_sha256",
    *(NAMED_OTHERWISE.get(name, name) for name in SAID),
)  # fmt: skip


def _insert(connection: Connection, run: _Run, found: Sequence[_Found]) -> None:
    stage(connection, "claim_new", "core.claim", COLUMNS, map(_row, found))
    stage(connection, "claim_place_new", "core.claim_place", PLACED, (row for one in found for row in _placed(one)))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    rows(
        connection,
        f"""
        with opened as (
            insert into core.claim ({names}, reader_version, known_from, opened_run)
            select {names}, %(reader_version)s, %(day)s, %(run_no)s
            from claim_new
            returning claim_no, claim_id
        )
        insert into core.claim_place (claim_no, claim_id, role, ordinal, chain, country, admin1)
        select opened.claim_no, claim_id, role, ordinal, chain, country, admin1
        from opened
        join claim_place_new using (claim_id)
        """,  # noqa: S608
        asdict(run),
    )


def _row(found: _Found) -> list[Any]:
    claim = found.claim
    values = [claim[name] if name not in AS_TEXT else _as_text(claim[name]) for name in SAID]
    search = found.search
    return [found.claim_id, search.version_id, search.reading_id, found.ordinal, _values_sha256(claim), *values]


def _as_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


PLACED = ("claim_id", "role", "ordinal", "chain", "country", "admin1")


def _placed(found: _Found) -> list[tuple[Any, ...]]:
    return [
        (found.claim_id, role, ordinal, chain, *country_and_admin1(chain))
        for role, field in PLACE_ROLES
        for ordinal, chain in enumerate(found.claim[field], start=1)
    ]


def country_and_admin1(chain: str) -> tuple[str | None, str | None]:
    """ISO code and first level below it of a place chain: "Hunchun, Yanbian, Jilin, CN" -> ("CN", "Jilin").

    (None, None) for what does not end in a country, such as WORLD or WORLD except CN.
    """
    parts = [part.strip() for part in chain.split(",")]
    if not (len(parts[-1]) == 2 and parts[-1].isascii() and parts[-1].isupper()):
        return None, None
    return parts[-1], parts[-2] if len(parts) > 1 else None


def _reject(connection: Connection, run: _Run, found: _Found, error: psycopg2.Error) -> None:
    where = one(
        connection,
        """
        select report.source_key, report.url, version.first_payload_sha256
        from core.version
        join core.report using (report_id)
        where version.version_id = %s
        """,
        [found.search.version_id],
    )
    assert where is not None
    save_reject(
        connection,
        run.run_no,
        run.day,
        source_key=where["source_key"],
        url=where["url"],
        stage="read",
        payload_sha256=where["first_payload_sha256"],
        reason=error.diag.constraint_name or error.diag.message_primary or "refused",
        raw_value=json.dumps(dict(found.claim), ensure_ascii=False, sort_keys=True, default=str),
    )


def _close(connection: Connection, run: _Run, claim_numbers: Sequence[int]) -> None:
    if not claim_numbers:
        return
    rows(
        connection,
        """
        update core.claim
        set known_to = greatest(known_from, %s),
            closed_run = %s
        where known_to is null
            and claim_no = any(%s)
        """,
        [run.day, run.run_no, list(claim_numbers)],
    )


def _save_passes(connection: Connection, run: _Run, searches: Iterable[Search]) -> None:
    rows(
        connection,
        """
        insert into core.reader_pass (reading_id, reader_version, known_from, opened_run)
        select reading_id, %(reader_version)s, %(day)s, %(run_no)s
        from unnest(%(readings)s::text[]) as searched (reading_id)
        where not exists (
            select from core.reader_pass
            where reader_pass.reading_id = searched.reading_id and reader_pass.reader_version = %(reader_version)s
        )
        on conflict (reading_id, reader_version) do nothing
        """,
        {**asdict(run), "readings": [search.reading_id for search in searches]},
    )
