"""Stories, edges and events: what is open is compared with what was found; what differs is closed and written anew."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2 import sql
from psycopg2.extras import Json, execute_values

from warehouse.connect import Connection, rows
from warehouse.store.identity import regroup

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


MEMBERS = Ledger("core", "story_member", "report_id", ("story_id", "method", "score", "evidence"))
EDGES = Ledger("core", "edge", "report_id", ("copied_from_report_id", "method", "score", "evidence"))
EVENTS = Ledger("core", "event_member", "claim_no", ("event_id", "claim_id"))


def save_stories(
    connection: Connection,
    run_no: int,
    day: date,
    members: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
) -> None:
    """Which report belongs to which story, and which was copied from which, as found on `day`.

    `members`: id, story, method, score, evidence for every report looked at; `edges`: id, copied_from, method, score,
    evidence for those that are copies (the rows of transforms.stories.group fit both). A report that was not looked
    at keeps what it has. A story known before today keeps its id; one that goes up in another becomes its alias.
    """
    members = list(members)
    standing = _standing(connection, "story", "story_id", day)
    regrouped = regroup({row["id"]: row["story"] for row in members}, standing)
    stories = sorted(set(regrouped.id_of_member.values()))
    _open_groups(connection, "story", "story_id", run_no, day, stories)
    found = {row["id"]: (regrouped.id_of_member[row["id"]], *_grounds(row)) for row in members}
    _write(connection, MEMBERS, run_no, day, found)
    _take_over(connection, run_no, day, regrouped.merged)
    _close_empty_groups(connection, "story", "story_id", "story_member", run_no, day)
    copies: dict[str, tuple[Any, ...] | None] = {row["id"]: None for row in members}
    copies.update({row["id"]: (row["copied_from"], *_grounds(row)) for row in edges})
    _write(connection, EDGES, run_no, day, copies)


def save_events(connection: Connection, run_no: int, day: date, events: Iterable[Mapping[str, str]]) -> None:
    """Which claim tells which event: claim_id and event. Claims that are no longer held tell none."""
    event_of = {row["claim_id"]: row["event"] for row in events}
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
    found = {numbers[claim]: (event, claim) for claim, event in regrouped.id_of_member.items()}
    _write(connection, EVENTS, run_no, day, found)
    _close_empty_groups(connection, "event", "event_id", "event_member", run_no, day)


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
    """A row for every id; one that had been closed stands again."""
    statement = sql.SQL(
        """
        insert into core.{table} as standing ({key}, known_from, opened_run)
        values %s
        on conflict ({key}) do update
        set known_to = null,
            closed_run = null
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


def _take_over(connection: Connection, run_no: int, day: date, merged: Sequence[tuple[str, str]]) -> None:
    """Record merges, and move the reports that were not looked at along with their story."""
    for old, new in merged:
        rows(
            connection,
            """
            insert into core.story_alias (story_id, merged_into_story_id, known_from, opened_run)
            values (%s, %s, %s, %s)
            on conflict (story_id, merged_into_story_id, known_from) do nothing
            """,
            [old, new, day, run_no],
        )
        left = rows(
            connection,
            "select report_id, method, score, evidence from core.story_member where story_id = %s and known_to is null",
            [old],
        )
        _write(connection, MEMBERS, run_no, day, {row["report_id"]: (new, *_grounds(row)) for row in left})


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
    return value if isinstance(value, (str, dict, list)) or value is None else float(value)


def _insert(connection: Connection, ledger: Ledger, values: Sequence[tuple[Any, ...]]) -> None:
    statement = sql.SQL("insert into {table} ({key}, {values}, known_from, opened_run) values %s").format(
        table=ledger.name,
        key=sql.Identifier(ledger.key),
        values=sql.SQL(", ").join(map(sql.Identifier, ledger.values)),
    )
    adapted = [tuple(Json(part) if isinstance(part, (dict, list)) else part for part in row) for row in values]
    with connection.cursor() as cursor:
        execute_values(cursor, statement.as_string(connection), adapted, page_size=BATCH_ROWS)
