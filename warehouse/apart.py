"""Says, as a reviewer and with a reason, that two reports tell different stories; the next run of any DAG parts them.

    python -m warehouse.apart http://yalupost.example/1 http://ryong.example/7 --reason "two fires, a year apart"

A report is named by its address or its id. --take-back says that an earlier such judgement holds no longer.
"""

import argparse
import getpass
import sys
from collections.abc import Sequence
from contextlib import closing

from local import server
from local.home import last_web
from warehouse.connect import ConnectError, Connection, connect, database_of, rows

REASON_LETTERS = 10


class JudgementRefused(Exception):
    """Nothing is entered. The message says why."""


def judge(connection: Connection, judgement: str, names: Sequence[str], reason: str, reviewer: str) -> list[str]:
    """Enter `apart` or `not_apart` on two reports, named by address or id, into ops.review, its note beginning with the
    reviewer's name; their ids. `connection` is a reviewer's.

    Raises JudgementRefused if a name is no report's, or several reports', or if the reason says nothing.
    """
    if len(reason.strip()) < REASON_LETTERS:
        raise JudgementRefused("the reason must say something: ten letters or more")
    one, other = (_report(connection, name) for name in names)
    if one == other:
        raise JudgementRefused("these are one report: two are judged")
    rows(
        connection,
        "insert into ops.review (judgement, report_id, other_report_id, note) values (%s, %s, %s, %s)",
        [judgement, one, other, f"{reviewer}: {reason.strip()}"],
    )
    return [one, other]


def _report(connection: Connection, name: str) -> str:
    found = rows(
        connection, "select report_id from core.report where report_id = %(name)s or url = %(name)s", {"name": name}
    )
    if len(found) != 1:
        raise JudgementRefused(f"{name} is {'several reports: name one by its id' if found else 'no report'}")
    return str(found[0]["report_id"])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit 0 if the judgement is entered, 1 with the reason otherwise."""
    parser = argparse.ArgumentParser(
        prog="python -m warehouse.apart", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("reports", metavar="REPORT", nargs=2, help="a report's address or id")
    parser.add_argument("--reason", required=True, help="why they do not tell the same story")
    parser.add_argument("--take-back", action="store_true", help="an earlier judgement holds no longer")
    asked = parser.parse_args(arguments)
    judgement = "not_apart" if asked.take_back else "apart"
    try:
        with server.awake(), closing(connect("p8_reviewer", database_of(last_web()))) as connection, connection:
            one, other = judge(connection, judgement, asked.reports, asked.reason, getpass.getuser())
    except (ConnectError, server.NoWarehouse, JudgementRefused) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{one} and {other} {'may be one story' if asked.take_back else 'are kept apart'} from the next run on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
