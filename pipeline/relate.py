"""Relate: which reports tell the same story, who copied whom, which report is an origin."""

from collections.abc import Mapping
from typing import Any

from pipeline.run import Run
from transforms.stories import group
from warehouse import store


def relate(run: Run) -> dict[str, int]:
    """Group all current readings anew; the warehouse keeps what stays and closes what changed. Returns counts."""
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        day = store.standing_day(connection, run.day)
        readings = store.current_readings(connection)
        members = group([{"id": row["report_id"], **row} for row in readings])
        copies = [member for member in members if member["copied_from"] is not None]
        store.save_stories(connection, run_no, day, [{**member, **_standing(member)} for member in members], copies)
    return {"reports": len(members), "stories": len({member["story"] for member in members}), "copies": len(copies)}


def _standing(member: Mapping[str, Any]) -> dict[str, Any]:
    """How a report belongs to its story: by the method that joined it, or as the story's origin."""
    return {} if member["copied_from"] is not None else {"method": "origin", "score": 1.0}
