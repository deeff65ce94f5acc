"""Claims: read again, the same values keep the row; what differs is closed and written anew. Nothing is deleted."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import psycopg2
from psycopg2.extras import Json, execute_values

from warehouse.connect import Connection, Row, one, rows, savepoint
from warehouse.store.identity import public_id
from warehouse.store.runs import save_reject

# What is asserted. A change in any of these is another assertion; where the quote stands and how it was read is not.
ASSERTED = (
    "type", "subtype", "value_min", "value_max", "magnitude", "precision", "unit", "currency", "period", "places",
    "origin", "via", "sectors", "company", "demographic", "attribution", "attribution_kind", "resolution",
    "event_start", "event_end", "event_basis", "event_text", "polarity", "scope", "part_of", "details", "flags", "firm",
    "quote",
)  # fmt: skip
LISTS = ("places", "origin", "via", "sectors", "resolution", "flags")
LINKS = ("entity", "reference")  # keys of details that lead into a curated list
PLACE_ROLES = (("place", "places"), ("origin", "origin"), ("via", "via"))


@dataclass(frozen=True)
class Search:
    """One reader's search of one reading for claims, in one run."""

    run_no: int
    day: date
    version_id: str
    reading_id: str
    reader_version: str


def save_claims(
    connection: Connection,
    run_no: int,
    day: date,
    version_id: str,
    reading_id: str,
    reader_version: str,
    claims: Sequence[Mapping[str, Any]],
) -> int:
    """Make the open claims of a version say what `claims` (dicts of CONTRACTS 3, in text order) say; returns how many
    rows were written. A claim that the database refuses goes to ops.reject with the rule it breaks; the others stay."""
    search = Search(run_no, day, version_id, reading_id, reader_version)
    standing = _standing(connection, version_id)
    kept: set[str] = set()
    written = 0
    for claim_id, ordinal, claim in _named(version_id, claims):
        row = standing.get(claim_id)
        kept.add(claim_id)
        if row is not None and _is_told_alike(row, claim):
            _move(connection, search, row["claim_no"], claim)
        else:
            written += _rewrite(connection, search, row, claim_id, ordinal, claim)
    _close(connection, search, [row["claim_no"] for key, row in standing.items() if key not in kept])
    _save_pass(connection, search)
    return written


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


def _named(version_id: str, claims: Sequence[Mapping[str, Any]]) -> list[tuple[str, int, Mapping[str, Any]]]:
    """Each claim with its id and its ordinal among those of the same type, subtype and quote."""
    seen: Counter[tuple[str, ...]] = Counter()
    named = []
    for claim in claims:
        key = (claim["type"], claim["subtype"] or "", claim["quote"])
        seen[key] += 1
        named.append((public_id(version_id, *key, seen[key]), seen[key], claim))
    return named


def _standing(connection: Connection, version_id: str) -> dict[str, Row]:
    """The rows a fresh reading is compared with, by claim_id: the open ones, or of an older version the last ones."""
    found = rows(
        connection,
        """
        select distinct on (claim.claim_id) claim.claim_id, claim.claim_no, claim.values_sha256, claim.known_to,
            claim.is_firm, claim.details ->> 'entity' as entity, claim.details ->> 'reference' as reference
        from core.claim
        join core.version using (version_id)
        where claim.version_id = %s
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
        [version_id],
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
    values = {name: _comparable(claim[name]) for name in ASSERTED if name != "firm"}
    values["details"] = {name: value for name, value in claim["details"].items() if name not in LINKS}
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _comparable(value: Any) -> Any:
    """Numbers as floats, so that 2000 and 2000.0 are the same assertion."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _move(connection: Connection, search: Search, claim_no: int, claim: Mapping[str, Any]) -> None:
    """The same assertion, perhaps elsewhere in the text or by another rule: the row stays."""
    rows(
        connection,
        """
        update core.claim
        set reading_id = %(reading_id)s,
            reader_version = %(reader_version)s,
            quote_start = %(start)s,
            quote_end = %(end)s,
            rule = %(rule)s,
            confidence = %(confidence)s,
            sentence = %(sentence)s
        where claim_no = %(claim_no)s
        """,
        {**asdict(search), **_reading_fields(claim), "claim_no": claim_no},
    )


def _reading_fields(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Where the quote stands and how it was read."""
    return {name: claim[name] for name in ("start", "end", "rule", "confidence", "sentence")}


def _rewrite(
    connection: Connection, search: Search, row: Row | None, claim_id: str, ordinal: int, claim: Mapping[str, Any]
) -> int:
    """Close the row that says otherwise and write a new one: 1, or 0 if the database refused it and it was rejected."""
    if row is not None and row["known_to"] is None:
        _close(connection, search, [row["claim_no"]])
    try:
        with savepoint(connection):
            claim_no = _insert(connection, search, claim_id, ordinal, claim)
            _insert_places(connection, claim_no, claim_id, claim)
    except (psycopg2.IntegrityError, psycopg2.DataError) as error:
        _reject(connection, search, claim, error)
        return 0
    return 1


def _insert(connection: Connection, search: Search, claim_id: str, ordinal: int, claim: Mapping[str, Any]) -> int:
    values = {
        **{name: claim[name] for name in ASSERTED},
        **{name: list(claim[name]) for name in LISTS},
        **{name: _as_text(claim[name]) for name in ("company", "demographic", "part_of")},
        **_reading_fields(claim),
        **asdict(search),
        "details": Json(claim["details"]),
        "values_sha256": _values_sha256(claim),
        "claim_id": claim_id,
        "ordinal": ordinal,
    }
    inserted = one(
        connection,
        """
        insert into core.claim (
            claim_id, version_id, reading_id, reader_version, ordinal, type, subtype, value_min, value_max, magnitude,
            "precision", unit, currency, period, places, origin, via, sectors, company, demographic, attribution,
            attribution_kind, resolution, event_start, event_end, event_basis, event_text, polarity, scope, part_of,
            details, flags, quote, quote_start, quote_end, rule, confidence, is_firm, sentence, values_sha256,
            known_from, opened_run
        )
        values (
            %(claim_id)s, %(version_id)s, %(reading_id)s, %(reader_version)s, %(ordinal)s, %(type)s, %(subtype)s,
            %(value_min)s, %(value_max)s, %(magnitude)s, %(precision)s, %(unit)s, %(currency)s, %(period)s,
            %(places)s::text[], %(origin)s::text[], %(via)s::text[], %(sectors)s::text[], %(company)s, %(demographic)s,
            %(attribution)s, %(attribution_kind)s, %(resolution)s::text[], %(event_start)s, %(event_end)s,
            %(event_basis)s, %(event_text)s, %(polarity)s, %(scope)s, %(part_of)s, %(details)s, %(flags)s::text[],
            %(quote)s, %(start)s, %(end)s, %(rule)s, %(confidence)s, %(firm)s, %(sentence)s, %(values_sha256)s, %(day)s,
            %(run_no)s
        )
        returning claim_no
        """,
        values,
    )
    assert inserted is not None
    return int(inserted["claim_no"])


def _as_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _insert_places(connection: Connection, claim_no: int, claim_id: str, claim: Mapping[str, Any]) -> None:
    values = [
        (claim_no, claim_id, role, ordinal, chain, *country_and_admin1(chain))
        for role, field in PLACE_ROLES
        for ordinal, chain in enumerate(claim[field], start=1)
    ]
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into core.claim_place (claim_no, claim_id, role, ordinal, chain, country, admin1) values %s",
            values,
        )


def country_and_admin1(chain: str) -> tuple[str | None, str | None]:
    """ISO code and first level below it of a place chain: "Hunchun, Yanbian, Jilin, CN" -> ("CN", "Jilin").

    (None, None) for what does not end in a country, such as WORLD or WORLD except CN.
    """
    parts = [part.strip() for part in chain.split(",")]
    if not (len(parts[-1]) == 2 and parts[-1].isascii() and parts[-1].isupper()):
        return None, None
    return parts[-1], parts[-2] if len(parts) > 1 else None


def _reject(connection: Connection, search: Search, claim: Mapping[str, Any], error: psycopg2.Error) -> None:
    where = one(
        connection,
        """
        select report.source_key, report.url, version.first_payload_sha256
        from core.version
        join core.report using (report_id)
        where version.version_id = %s
        """,
        [search.version_id],
    )
    assert where is not None
    save_reject(
        connection,
        search.run_no,
        search.day,
        source_key=where["source_key"],
        url=where["url"],
        stage="read",
        payload_sha256=where["first_payload_sha256"],
        reason=error.diag.constraint_name or error.diag.message_primary or "refused",
        raw_value=json.dumps(dict(claim), ensure_ascii=False, sort_keys=True, default=str),
    )


def _close(connection: Connection, search: Search, claim_numbers: Sequence[int]) -> None:
    rows(
        connection,
        """
        update core.claim
        set known_to = greatest(known_from, %s),
            closed_run = %s
        where known_to is null
            and claim_no = any(%s)
        """,
        [search.day, search.run_no, list(claim_numbers)],
    )


def _save_pass(connection: Connection, search: Search) -> None:
    rows(
        connection,
        """
        insert into core.reader_pass (reading_id, reader_version, known_from, opened_run)
        values (%(reading_id)s, %(reader_version)s, %(day)s, %(run_no)s)
        on conflict (reading_id, reader_version) do nothing
        """,
        asdict(search),
    )
