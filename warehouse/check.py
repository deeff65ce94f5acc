"""The gates before publication: each file of checks/ is a query that returns the offending rows."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from psycopg2.extras import Json

from warehouse.connect import Connection, one, rows

FOLDER = Path(__file__).parent / "checks"
EVIDENCE_ROWS = 20
HEADER = re.compile(r"-- name: (?P<name>\w+)\n-- level: (?P<level>blocking|warning)\n-- what to do: (?P<advice>.+)\n")


class CheckError(Exception):
    """A file of checks/ does not say its name, level and advice."""


@dataclass(frozen=True)
class Check:
    """One gate: its name, whether it blocks publication, what to do when it finds something, and its query."""

    name: str
    is_blocking: bool
    advice: str
    query: str


@dataclass(frozen=True)
class CheckResult:
    """What a check found: the number of offending rows (0 is good) and the first 20 of them."""

    name: str
    is_blocking: bool
    offending_count: int
    evidence: list[dict[str, Any]]
    advice: str

    @property
    def is_red(self) -> bool:
        """True if this keeps the run from being published."""
        return self.is_blocking and self.offending_count > 0


def checks(folder: Path = FOLDER) -> list[Check]:
    """All checks, by name. Raises CheckError for a file without its three header lines."""
    return [_check(file) for file in sorted(folder.glob("*.sql"))]


def _check(file: Path) -> Check:
    text = file.read_text()
    header = HEADER.match(text)
    if header is None or header["name"] != file.stem:
        raise CheckError(
            f"{file.name}: expected the lines name (as the file), level (blocking or warning) and what to do"
        )
    return Check(header["name"], header["level"] == "blocking", header["advice"], text)


def run_checks(connection: Connection, run_no: int, day: date) -> list[CheckResult]:
    """Run every check for a run and keep what it found in ops.check_result; the caller commits."""
    results = [_result(connection, check, run_no, day) for check in checks()]
    for result in results:
        keep(connection, run_no, result)
    return results


def _result(connection: Connection, check: Check, run_no: int, day: date) -> CheckResult:
    found = one(
        connection,
        # the query is a file of this room, no input of anybody
        f"""
        with offending as materialized (
            {check.query}
        )
        select
            (select count(*) from offending) as offending_count,
            (select coalesce(jsonb_agg(to_jsonb(first)), '[]')
                from (select * from offending limit {EVIDENCE_ROWS}) as first) as evidence
        """,  # noqa: S608
        {"run_no": run_no, "day": day},
    )
    assert found is not None
    return CheckResult(check.name, check.is_blocking, found["offending_count"], found["evidence"], check.advice)


def keep(connection: Connection, run_no: int, result: CheckResult) -> None:
    """Put what a check found into ops.check_result; said again for the same run, it replaces what was there."""
    rows(
        connection,
        """
        insert into ops.check_result (run_no, check_name, is_blocking, offending_count, evidence)
        values (%s, %s, %s, %s, %s)
        on conflict (run_no, check_name) do update
        set is_blocking = excluded.is_blocking,
            offending_count = excluded.offending_count,
            evidence = excluded.evidence,
            checked_at = excluded.checked_at
        """,
        [run_no, result.name, result.is_blocking, result.offending_count, Json(result.evidence)],
    )
