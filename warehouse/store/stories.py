"""Stories, edges and events: what is open is compared with what was found; what differs is closed and written anew."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from psycopg2 import sql
from psycopg2.extras import Json, execute_values

from warehouse.connect import Connection, rows
from warehouse.store.identity import named, regroup

BATCH_ROWS = 500


@dataclass(frozen=True)
class Ledger:
    """A table whose rows have a beginning and an end, one open at most per key: its name, key and value columns."""

    schema: str
    table: str
    key: str
    values: tuple[str, ...]

    @property
    def name(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.table)


MEMBERS = Ledger("core", "story_member", "report_id", ("story_id", "method", "score", "evidence", "placed_day"))
EDGES = Ledger("core", "edge", "report_id", ("copied_from_report_id", "named_source", "method", "score", "evidence"))
RETELLINGS = Ledger("core", "retelling", "report_id", ("told_with_report_id", *EDGES.values[1:]))
REFUSED = Ledger(
    "core", "refused_edge", "report_id", (*EDGES.values, "is_retelling", "apart_report_id", "apart_other_report_id")
)
ALIASES = Ledger("core", "story_alias", "story_id", ("merged_into_story_id",))
EVENTS = Ledger("core", "event_member", "claim_no", ("event_id", "claim_id", "evidence"))


def save_stories(
    connection: Connection,
    run_no: int,
    day: date,
    members: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
    gone: Collection[str] = (),
) -> None:
    """Which report belongs to which story, and which was copied from which, as found on `day`.

    `members`: id, story (any name that its reports share), method, score, evidence, placed_day, for every report of the
    stories that changed; `gone`: reports that were in one of them and are in none now. `edges`: id, copied_from or
    told_with, named_source, method, score, evidence, for those that are copies or retellings, and `apart` for those not
    used: the pair of reports judged apart that it would join. Other stories keep what they have.

    A story is called by the member that was in a story first (identity.named). An id that was in use before today and
    is no longer becomes the alias of the story that has its reports.
    """
    members, edges = list(members), list(edges)
    before = _stories_of(connection, {row["id"] for row in members} | set(gone))
    order = _first_known(connection, day, before.keys() | {row["id"] for row in members})
    name_of = named({row["id"]: row["story"] for row in members}, order)
    _open_groups(connection, "story", "story_id", run_no, day, sorted(set(name_of.values())))
    found = {row["id"]: (name_of[row["id"]], *_grounds(row), row["placed_day"]) for row in members}
    nothing = dict.fromkeys([*name_of, *gone])
    _write(connection, MEMBERS, run_no, day, {**nothing, **found})
    _write(connection, ALIASES, run_no, day, _aliases(connection, day, before, name_of, order))
    _close_stories(connection, run_no, day, set(before.values()) - set(name_of.values()))
    used = [row for row in edges if not row.get("apart")]
    copies = {row["id"]: _link(row) for row in used if row["copied_from"]}
    retellings = {row["id"]: _link(row) for row in used if row.get("told_with")}
    refused = {row["id"]: (*_link(row), bool(row.get("told_with")), *row["apart"]) for row in edges if row.get("apart")}
    for ledger, links in ((EDGES, copies), (RETELLINGS, retellings), (REFUSED, refused)):
        _write(connection, ledger, run_no, day, {**nothing, **links})


def save_events(connection: Connection, run_no: int, day: date, events: Iterable[Mapping[str, Any]]) -> None:
    """Which claim tells which event, and what its claims have in common: claim_id, event, evidence. Claims that are no
    longer held tell none."""
    events = list(events)
    event_of = {row["claim_id"]: row["event"] for row in events}
    evidence_of = {row["claim_id"]: row["evidence"] for row in events}
    _close_with_claims(connection)
    numbers = {
        row["claim_id"]: row["claim_no"]
        for row in rows(
            connection,
            "select claim_id, claim_no from core.claim where known_to is null and claim_id = any(%s)",
            [sorted(event_of)],
        )
    }
    standing = _standing(connection, "event", "event_id", day)
    regrouped = regroup({claim: event for claim, event in event_of.items() if claim in numbers}, standing)
    _open_groups(connection, "event", "event_id", run_no, day, sorted(set(regrouped.id_of_member.values())))
    found = {numbers[claim]: (event, claim, evidence_of[claim]) for claim, event in regrouped.id_of_member.items()}
    _write(connection, EVENTS, run_no, day, found)
    _close_empty_groups(connection, "event", "event_id", "event_member", run_no, day)


def _link(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The report that an edge or a retelling leads to, by which source, and why."""
    return row["copied_from"] or row.get("told_with"), row.get("named_source"), *_grounds(row)


def _grounds(row: Mapping[str, Any]) -> tuple[str, float | None, Any]:
    """Why it holds, as it will be read back: four digits of the score, evidence as JSON knows it."""
    score = None if row["score"] is None else round(float(row["score"]), 4)
    return row["method"], score, json.loads(json.dumps(row["evidence"]))


def _standing(connection: Connection, table: str, key: str, day: date) -> dict[str, date]:
    """Ids in use before the newest day of any run. Those that came on that day are not held to: done again, it may
    name them otherwise. An older day done again is measured against the newest one, so that it renames nothing."""
    statement = sql.SQL(
        """
        select {key}, known_from
        from core.{table}
        where known_to is null
            and known_from < greatest(%s, (select max(day) from ops.run))
        """
    )
    found = rows(connection, _text(connection, statement, key, table), [day])
    return {row[key]: row["known_from"] for row in found}


def _open_groups(connection: Connection, table: str, key: str, run_no: int, day: date, ids: Sequence[str]) -> None:
    """A row for every id; one that had been closed stands again, as new if it was closed on its first day."""
    statement = sql.SQL(
        """
        insert into core.{table} as standing ({key}, known_from, opened_run)
        values %s
        on conflict ({key}) do update
        set known_to = null,
            closed_run = null,
            known_from = case
                when standing.known_to > standing.known_from then standing.known_from else excluded.known_from
            end,
            opened_run = case
                when standing.known_to > standing.known_from then standing.opened_run else excluded.opened_run
            end
        where standing.known_to is not null
        """
    )
    with connection.cursor() as cursor:
        text = _text(connection, statement, key, table)
        execute_values(cursor, text, [(name, day, run_no) for name in ids], page_size=BATCH_ROWS)


def _text(connection: Connection, statement: sql.SQL, key: str, table: str) -> str:
    return statement.format(key=sql.Identifier(key), table=sql.Identifier(table)).as_string(connection)


def _close_empty_groups(
    connection: Connection, table: str, key: str, member_table: str, run_no: int, day: date
) -> None:
    statement = sql.SQL(
        """
        update core.{table} as standing
        set known_to = greatest(standing.known_from, %(day)s),
            closed_run = %(run_no)s
        where standing.known_to is null
            and not exists (
                select from core.{members} as member
                where member.{key} = standing.{key} and member.known_to is null
            )
        """
    ).format(table=sql.Identifier(table), key=sql.Identifier(key), members=sql.Identifier(member_table))
    rows(connection, statement.as_string(connection), {"day": day, "run_no": run_no})


def _stories_of(connection: Connection, report_ids: Collection[str]) -> dict[str, str]:
    """Report -> the story it is in, of those that are in one."""
    found = rows(
        connection,
        "select report_id, story_id from core.story_member where known_to is null and report_id = any(%s)",
        [sorted(report_ids)],
    )
    return {row["report_id"]: row["story_id"] for row in found}


def _first_known(connection: Connection, day: date, report_ids: Collection[str]) -> dict[str, int]:
    """Report -> its place in the order in which reports came into stories: by the day on which each was in one first
    (`day` for a new one), then by when it was published as it was first read, ranked as stories rank it
    (transforms.stories.published), then by id. That order never changes."""
    found = rows(
        connection,
        """
        select asked.report_id
        from unnest(%(reports)s::text[]) as asked (report_id)
        left join lateral (
            select min(story_member.known_from) as day
            from core.story_member
            where story_member.report_id = asked.report_id
        ) as in_story on true
        left join lateral (
            select coalesce(
                reading.published_at,
                (coalesce(reading.published_day, report.known_from) + time '23:59:59') at time zone 'UTC'
            ) as published_at
            from core.version
            join core.report using (report_id)
            join core.reading using (version_id)
            where version.report_id = asked.report_id
            order by version.ordinal, reading.opened_run, reading.extractor_version
            limit 1
        ) as first_reading on true
        order by coalesce(in_story.day, %(day)s), first_reading.published_at nulls last, asked.report_id
        """,
        {"reports": sorted(report_ids), "day": day},
    )
    return {row["report_id"]: place for place, row in enumerate(found)}


def _aliases(
    connection: Connection, day: date, before: Mapping[str, str], name_of: Mapping[str, str], order: Mapping[str, int]
) -> dict[str, tuple[str] | None]:
    """Story id -> the story that has its reports now, of ids used before today that these reports bore, or that stood
    for them already; None where the id stands again."""
    names, aliases = set(name_of.values()), _open_aliases(connection, before, name_of)
    with_it: dict[str, list[str]] = defaultdict(list)
    for report in sorted(before, key=order.__getitem__):
        with_it[before[report]].append(report)
    ended = _held_before(connection, day, set(before.values())) - names
    found: dict[str, tuple[str] | None] = dict.fromkeys(names & aliases.keys())
    for story in ended | aliases.keys() - names:
        former = [story, *with_it[aliases.get(story, story)]]
        found[story] = next(((name_of[report],) for report in former if report in name_of), None)
    return found


def _held_before(connection: Connection, day: date, story_ids: Collection[str]) -> set[str]:
    """Of these ids those in use before the newest day of any run: that of today, done again, may name it otherwise."""
    found = rows(
        connection,
        """
        select story_id
        from core.story
        where known_to is null
            and story_id = any(%s)
            and known_from < greatest(%s, (select max(day) from ops.run))
        """,
        [sorted(story_ids), day],
    )
    return {row["story_id"] for row in found}


def _open_aliases(connection: Connection, before: Mapping[str, str], name_of: Mapping[str, str]) -> dict[str, str]:
    """The ids that stand for these stories, or are those of their reports, and the story each stands for."""
    found = rows(
        connection,
        """
        select story_id, merged_into_story_id
        from core.story_alias
        where known_to is null
            and (story_id = any(%(reports)s) or merged_into_story_id = any(%(stories)s))
        """,
        {"reports": sorted(before.keys() | name_of.keys()), "stories": sorted(set(before.values()))},
    )
    return {row["story_id"]: row["merged_into_story_id"] for row in found}


def _close_stories(connection: Connection, run_no: int, day: date, story_ids: Collection[str]) -> None:
    rows(
        connection,
        """
        update core.story
        set known_to = greatest(known_from, %(day)s),
            closed_run = %(run_no)s
        where known_to is null
            and story_id = any(%(stories)s)
        """,
        {"day": day, "run_no": run_no, "stories": sorted(story_ids)},
    )


def _close_with_claims(connection: Connection) -> None:
    rows(
        connection,
        """
        update core.event_member
        set known_to = greatest(event_member.known_from, claim.known_to),
            closed_run = claim.closed_run
        from core.claim
        where claim.claim_no = event_member.claim_no
            and event_member.known_to is null
            and claim.known_to is not null
        """,
    )


def _write(
    connection: Connection, ledger: Ledger, run_no: int, day: date, found: Mapping[Any, tuple[Any, ...] | None]
) -> None:
    """Make the open rows of these keys say `found`; None means that nothing holds any more."""
    standing = _open_rows(connection, ledger, found)
    changed = {key: value for key, value in found.items() if value != standing.get(key)}
    if not changed:
        return
    close = sql.SQL(
        """
        update {table}
        set known_to = greatest(known_from, %(day)s),
            closed_run = %(run_no)s
        where known_to is null
            and {key} = any(%(keys)s)
        """
    ).format(table=ledger.name, key=sql.Identifier(ledger.key))
    rows(connection, close.as_string(connection), {"day": day, "run_no": run_no, "keys": sorted(changed)})
    _insert(
        connection, ledger, [(key, *value, day, run_no) for key, value in sorted(changed.items()) if value is not None]
    )


def _open_rows(connection: Connection, ledger: Ledger, keys: Iterable[Any]) -> dict[Any, tuple[Any, ...]]:
    statement = sql.SQL("select {key}, {values} from {table} where known_to is null and {key} = any(%s)").format(
        key=sql.Identifier(ledger.key),
        values=sql.SQL(", ").join(map(sql.Identifier, ledger.values)),
        table=ledger.name,
    )
    found = rows(connection, statement.as_string(connection), [sorted(keys)])
    return {row[ledger.key]: tuple(_plain(row[name]) for name in ledger.values) for row in found}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _insert(connection: Connection, ledger: Ledger, values: Sequence[tuple[Any, ...]]) -> None:
    statement = sql.SQL("insert into {table} ({key}, {values}, known_from, opened_run) values %s").format(
        table=ledger.name,
        key=sql.Identifier(ledger.key),
        values=sql.SQL(", ").join(map(sql.Identifier, ledger.values)),
    )
    adapted = [tuple(Json(part) if isinstance(part, (dict, list)) else part for part in row) for row in values]
    with connection.cursor() as cursor:
        execute_values(cursor, statement.as_string(connection), adapted, page_size=BATCH_ROWS)
