"""Changes: what each new version says otherwise than the one before, told once for each pair of readings."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from psycopg2.extensions import connection

from transforms.changes import changes, sentence
from transforms.fence import fenced, noting
from warehouse import store


def compare(connection: connection, run_no: int, day: date) -> int:
    """Compare the readings of every change that were not compared yet; returns how many could not be: each is a reject,
    and costs the rest of the night nothing."""
    refused = 0
    for row in store.changes_to_compare(connection):
        pair = (row["change_id"], row["old_reading_id"], row["new_reading_id"])
        with noting() as damage:
            said = fenced(_said, row)
        if said is None:
            refused += 1
            store.save_reject(
                connection, run_no, day, source_key=row["source_key"], url=row["url"], stage="clean",
                reason="change_not_compared", payload_sha256=row["payload_sha256"],
                raw_value=f"{row['change_id']} {'; '.join(damage)}",
            )  # fmt: skip
            continue
        store.save_change_reading(connection, run_no, day, *pair, said)
    return refused


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
