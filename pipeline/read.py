"""Read: claims from each reading that is about North Korean labour abroad, and the events that several of them tell."""

from typing import Any

from pipeline.run import Run
from transforms.claims import READER, read
from transforms.entities import entities
from transforms.events import events
from warehouse import store


def read_claims(run: Run) -> dict[str, int]:
    """Read every relevant reading that this reader has not read yet. Returns counts of readings and of open claims."""
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        day = store.standing_day(connection, run.day)
        store.save_entities(connection, run_no, run.day, entities())
        unread = store.readings_to_read(connection, READER)
        for row in unread:
            store.save_claims(connection, run_no, day, row["version_id"], row["reading_id"], READER, _claims(row))
        store.close_superseded_claims(connection, run_no, day)
        open_claims = store.claims_to_relate(connection)
        store.save_events(connection, run_no, day, events(open_claims))
    return {"readings": len(unread), "claims": len(open_claims)}


def _claims(row: dict[str, Any]) -> list[dict[str, Any]]:
    return read({"title": row["title"], "text": row["text"], "published": row["published"], "lang": row["lang"]})
