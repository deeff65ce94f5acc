"""Releases what is held of a source's night, as a reviewer, with a reason; the next run of any DAG makes it so.

    python -m warehouse.release yalu_post_en --day 2019-12-06 --reason "looked at all four pages: they are as written"
"""

import argparse
import getpass
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date

from local import server
from local.home import last_web
from warehouse.connect import ConnectError, Connection, connect, database_of, one, rows

REASON_LETTERS = 10


class ReleaseRefused(Exception):
    """Nothing is released. The message says why."""


def release(connection: Connection, source_key: str, day: date, reason: str, name: str) -> int:
    """Enter the release of a night into ops.review, its note beginning with the name of who says so; how many versions
    are held of it. `connection` is a reviewer's.

    Raises ReleaseRefused if nothing is held of that night, or if the reason says nothing.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise ReleaseRefused("the reason must say something: ten letters or more")
    held = one(
        connection,
        """
        select count(*) as versions, array(
            select distinct other.day::text
            from core.held_now as other
            where other.source_key = %(source_key)s
            order by 1
        ) as days
        from core.held_now
        where source_key = %(source_key)s
            and day = %(day)s
        """,
        {"source_key": source_key, "day": day},
    )
    assert held is not None
    if not held["versions"]:
        days = ", ".join(held["days"]) or "no night"
        raise ReleaseRefused(f"nothing of {source_key} is held of {day}; held: {days}")
    rows(
        connection,
        """
        insert into ops.review (judgement, source_key, day, task, note)
        select distinct 'release', source_key, day, task, %(note)s
        from core.held_now
        where source_key = %(source_key)s
            and day = %(day)s
        """,
        {"source_key": source_key, "day": day, "note": f"{name}: {reason.strip()}"},
    )
    return int(held["versions"])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit 0 if the release is entered, 1 with the reason otherwise."""
    parser = argparse.ArgumentParser(
        prog="python -m warehouse.release", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("key", metavar="KEY", help="the source")
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="the night, YYYY-MM-DD")
    parser.add_argument("--reason", required=True, help="why its versions are as they should be")
    asked = parser.parse_args(arguments)
    try:
        with server.awake(), closing(connect("p8_reviewer", database_of(last_web()))) as connection, connection:
            count = release(connection, asked.key, asked.day, asked.reason, getpass.getuser())
    except (ConnectError, server.NoWarehouse, ReleaseRefused) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{asked.key} {asked.day}: {count} versions are held no longer from the next run on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
