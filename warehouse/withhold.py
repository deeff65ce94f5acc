"""Withholds a report on request: its words leave the warehouse and its bytes the archive; hash, reason and day stay.

    python -m warehouse.withhold https://yalupost.example/2019/12/a-report/ --reason "asked by the family, 3 May"

May be repeated: what the first try did not reach, or what came since, is removed by the next. A page that carries other
reports as well, such as a feed, keeps its bytes; the report in it is not read again.
"""

import argparse
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from local import server
from local.home import last_web
from scrapers import archive
from scrapers.withheld import withhold as empty_record
from warehouse import store
from warehouse.connect import ConnectError, Connection, connect, database_of, rows

SEOUL = ZoneInfo("Asia/Seoul")
REASON_MIN_CHARACTERS = 10
HOLDING_TEXT = ("core.reading", "core.claim", "core.change_reading", "core.change_figure", "core.notice")


class NothingToWithhold(Exception):
    """No report has this id or address, or no reason is given. The message says what to do."""


@dataclass(frozen=True)
class Done:
    """What was withheld: payloads in all, those whose bytes were still there until now, and those that carry other
    reports too and so stay in the archive."""

    payloads: int
    emptied: int
    shared: int


def withhold(
    connection: Connection, archive_url: str, web: str, report: str, reason: str, day: date
) -> Done:
    """Withhold a report (its id or its address) as of a day. The words leave the warehouse first, in a transaction that
    is committed here; then each record of the archive is emptied. Raises NothingToWithhold and ArchiveBroken."""
    if len(reason.strip()) < REASON_MIN_CHARACTERS:
        raise NothingToWithhold(f"the reason has less than {REASON_MIN_CHARACTERS} characters: say who asked, and why")
    report_id = _report_id(connection, report)
    payloads = store.payloads_to_withhold(connection, report_id)
    run_no = store.open_run(connection, f"withhold {report_id} {day}", "withhold", web, day)
    store.lock_sources(connection, [payload["source_key"] for payload in payloads])
    store.save_withheld(connection, run_no, [(payload, day.isoformat(), reason) for payload in payloads])
    store.remove_texts(connection, report_id)
    store.show_published(connection)
    connection.commit()
    own = [payload for payload in payloads if not payload["is_shared"]]
    emptied = [empty_record(archive_url, one["warc_file"], one["warc_offset"], day, reason) for one in own]
    store.close_run(connection, f"withhold {report_id} {day}", "green", None)
    connection.commit()
    return Done(len(payloads), sum(emptied), len(payloads) - len(own))


def _report_id(connection: Connection, report: str) -> str:
    found = rows(connection, "select report_id from core.report where %s in (report_id, url) order by 1", [report])
    if len(found) != 1:
        raise NothingToWithhold(
            f"{len(found)} reports have the id or address {report!r}: take the report_id of mart.known_claim"
        )
    return str(found[0]["report_id"])


def forget(connection: Connection) -> None:
    """Give the space of removed words back, so that they are not in the server's files any more than in its tables."""
    connection.commit()
    connection.autocommit = True
    for table in (*HOLDING_TEXT, *store.KEPT):
        rows(connection, f"vacuum {table}")
    connection.autocommit = False


def main() -> int:
    """The command: prints what was withheld; 1 with the reason if nothing could be."""
    parser = argparse.ArgumentParser(
        prog="python -m warehouse.withhold", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("report", metavar="REPORT_OR_URL")
    parser.add_argument("--reason", required=True, help="who asked for it, and why: it is kept")
    asked = parser.parse_args()
    web, day = last_web(), datetime.now(SEOUL).date()
    try:
        with server.awake(), closing(connect("p8_loader", database_of(web))) as connection:
            done = withhold(connection, archive.root(web), web, asked.report, asked.reason, day)
            forget(connection)
    except (ConnectError, server.NoWarehouse, NothingToWithhold, archive.ArchiveBroken) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"withheld: {done.payloads} payloads, {done.emptied} emptied now; {done.shared} carry other reports and stay")
    return 0


if __name__ == "__main__":
    sys.exit(main())
