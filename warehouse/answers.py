"""How long every view and function with rows of mart takes: they are taken from the catalogue, none is left out."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg2
from psycopg2 import sql

from warehouse.connect import Connection, one, rows

# What a function is asked, by the name of its parameter, else by its type; each is one value of the warehouse at hand.
# A story or claim is taken that many reports tell.
ARGUMENTS = {
    "story_id": "(select story_id from core.story_member group by 1 order by count(*) desc, 1 limit 1)",
    "claim_id": """(
        select claim.claim_id
        from core.claim
        join core.version using (version_id)
        join core.story_member using (report_id)
        where claim.known_to is null
            and story_member.story_id = (
                select story_id from core.story_member group by 1 order by count(*) desc, 1 limit 1
            )
        order by claim.known_from desc, claim.claim_id
        limit 1
    )""",
    "claim_ids": "(select array_agg(claim_id) from (select * from core.claim order by claim_no limit 20) as few)",
    "name": "(select company from core.claim where company is not null order by claim_no limit 1)",
    "report_id": "(select report_id from core.report order by report_id limit 1)",
    "country": "'CN'",
    "query": "'Hunchun'",
    "place": "'CN'",
    "from": "(select min(day) from mart.source_health)",
    "to": "(select max(day) from mart.source_health)",
    "until": "(select max(day) from mart.source_health)",
    "text[]": "array['CN']",
    "text": "'Hunchun'",
    "date": "(select (min(day) + (max(day) - min(day)) / 2) from mart.source_health)",
    "integer": "20",
    "bigint": "20",
}


@dataclass(frozen=True)
class Answer:
    """One view or call: its seconds (None if it failed or was cut off), its rows, and its plan or what went wrong."""

    call: str
    seconds: float | None
    row_count: int
    plan: str


def answers(connection: Connection, day: date | None = None) -> Iterator[Answer]:
    """Ask everything of mart once it is warm, as of a day if one is given. The connection is an analyst's: statements
    are cut off as its are."""
    rows(connection, "select mart.as_of(%s)", [day])
    for call in calls(connection):
        connection.commit()
        yield _answer(connection, call)
    rows(connection, "select mart.as_of(null)")


def calls(connection: Connection) -> list[str]:
    """What stands behind `select * from` for each view and each function with rows, by name; parameters with a default
    are left to it."""
    views = rows(
        connection,
        """
        select format('mart.%I', relname) as call
        from pg_class
        where relnamespace = 'mart'::regnamespace
            and relkind in ('v', 'm')
        order by 1
        """,
    )
    return [row["call"] for row in views] + [_call(connection, row) for row in _functions(connection)]


def _functions(connection: Connection) -> list[dict[str, Any]]:
    return rows(
        connection,
        """
        select
            format('mart.%I', proname) as name,
            coalesce(proargnames, '{}') as names,
            array(
                select format_type(parameter.type, null)
                from unnest(proargtypes) with ordinality as parameter (type, place)
                order by parameter.place
            ) as types,
            pronargs - pronargdefaults as needed
        from pg_proc
        where pronamespace = 'mart'::regnamespace
            and proretset
        order by 1
        """,
    )


def _call(connection: Connection, function: dict[str, Any]) -> str:
    named = zip(function["names"], function["types"], strict=False)
    asked = [_argument(connection, name, kind) for name, kind in list(named)[: function["needed"]]]
    return f"{function['name']}({', '.join(asked)})"


def _argument(connection: Connection, name: str, kind: str) -> str:
    expression = ARGUMENTS.get(name.removesuffix("_"), ARGUMENTS.get(kind, "null"))
    found = one(connection, f"select {expression} as value")
    assert found is not None
    return sql.Literal(found["value"]).as_string(connection) + f"::{kind}"


def _answer(connection: Connection, call: str) -> Answer:
    """The second of two times, if the first was not long: nobody waits for a cold answer twice."""
    asked = f"select * from {call}"  # noqa: S608
    try:
        seconds, counted = _timed(connection, asked)
        if seconds < 5:
            seconds, counted = _timed(connection, asked)
        plan = rows(connection, f"explain {asked}") if seconds > 1 else []
    except psycopg2.Error as error:
        connection.rollback()
        return Answer(call, None, 0, str(error).strip())
    return Answer(call, seconds, counted, "\n".join(str(next(iter(line.values()))) for line in plan))


def _timed(connection: Connection, asked: str) -> tuple[float, int]:
    """Seconds and rows on the server, with every column made and no row sent."""
    began = time.perf_counter()
    found = one(connection, f"explain (analyze, timing off, summary off, format json) {asked}")
    seconds = time.perf_counter() - began
    assert found is not None
    plan = found["QUERY PLAN"]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return seconds, int(plan[0]["Plan"]["Actual Rows"])
