"""Read: claims from each reading that is about North Korean labour abroad, and the events that several of them tell."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from psycopg2.extensions import connection

from pipeline.run import Run
from transforms.claims import READER, read
from transforms.entities import entities
from transforms.events import events
from transforms.fence import fenced, noting
from transforms.gazetteer import located
from transforms.references import known_figures
from warehouse import store

BATCH_READINGS = 500


def read_claims(run: Run) -> dict[str, int]:
    """Read every relevant reading that this reader has not read yet. Returns counts of readings and of open claims."""
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.lock_claims(connection)
        day = store.standing_day(connection, run.day)
        store.save_entities(connection, run_no, run.day, entities())
        store.save_figures(connection, run_no, run.day, known_figures())
        store.save_places(connection, run_no, run.day, located())
        unread = store.readings_to_read(connection, READER)
        read_now = (search for row in unread if (search := _search(connection, run_no, day, row)) is not None)
        count = 0
        while batch := list(islice(read_now, BATCH_READINGS)):
            store.save_searches(connection, run_no, day, READER, batch)
            count += len(batch)
        store.close_superseded_claims(connection, run_no, day)
        open_claims = store.claims_to_relate(connection)
        store.save_events(connection, run_no, day, events(open_claims))
    return {"readings": count, "refused": len(unread) - count, "claims": len(open_claims)}


def _search(connection: connection, run_no: int, day: date, row: Mapping[str, Any]) -> store.Search | None:
    """What the reader finds in a reading. One that it breaks on is a reject, keeps the claims it had, and is tried
    again every night until the reader is mended: the check `report_unread` names it."""
    with noting() as damage:
        claims = fenced(_claims, row)
    if claims is None:
        store.save_reject(
            connection, run_no, day, source_key=row["source_key"], url=row["url"], stage="read",
            reason="report_unread", raw_value=f"{row['reading_id']} {'; '.join(damage)}",
        )  # fmt: skip
        return None
    return store.Search(row["version_id"], row["reading_id"], claims)


def _claims(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    report = {name: row[name] for name in ("title", "text", "published", "lang")}
    return read({**report, "source": row["source_name"]})
