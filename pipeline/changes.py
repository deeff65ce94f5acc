"""Changes: what each new version says otherwise than the one before, told once for each pair of readings."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from psycopg2.extensions import connection

from transforms.changes import changes, sentence
from warehouse import store


def compare(connection: connection, run_no: int, day: date) -> int:
    """Compare the readings of every change that were not compared yet; returns how many were."""
    waiting = store.changes_to_compare(connection)
    for row in waiting:
        pair = (row["change_id"], row["old_reading_id"], row["new_reading_id"])
        store.save_change_reading(connection, run_no, day, *pair, _said(row))
    return len(waiting)


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("title", "text", "date", "language")
    old, new = ({name: row[f"{side}_{name}"] for name in names} for side in ("old", "new"))
    found = changes(old, new)
    return {
        "traits": found.traits,
        "note": (found.note.kind, found.note.quote) if found.note else None,
        "diff": found.diff,
        "sentence": sentence(found, row["seen_new_day"]),
        "figures": [asdict(one) for one in found.figures],
    }
