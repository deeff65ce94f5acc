"""Looking again: reports a day and a week old are asked for once more: changed, withdrawn, gone?"""

import os
from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from dags import steps

ABOUT = """
**Every evening at 21:00 in Seoul**: reports that came one day and seven days ago are asked for again, those first that
are likelier to change, a bounded number a source.

A text that differs is a new version. A page that answers 404 or 410, and a note that a report is withdrawn or
corrected, are recorded in `core.notice` and shown in `mart.notices`. Nothing is deleted: the report, its versions and
claims stay.

| param | meaning |
|---|---|
| `day` | the date in Seoul; empty: today there |
| `sources` | keys of sources; empty: all |
| `web` | `live`, or `sample`: the invented web of `tests/sample_web/` |
"""
# without a schedule for the night there is none for looking again: `make run` asks for what it wants
SCHEDULE = "0 12 * * *" if os.environ.get("P8_SCHEDULE", "nightly") else None  # 12:00 UTC is 21:00 in Seoul


@dag(
    dag_id="recheck",
    schedule=CronTriggerTimetable(SCHEDULE, timezone="UTC", run_immediately=timedelta(0)) if SCHEDULE else None,
    catchup=False,
    max_active_runs=1,
    doc_md=ABOUT,
    tags=["paragraph8"],
    params=steps.PARAMS,
)
def recheck() -> None:
    steps.night()


recheck()
