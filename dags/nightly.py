"""The nightly run: every source captured, read, checked and published, and red if any source is."""

import os
from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag

from dags import steps

ABOUT = """
**Every night at 03:00 in Seoul**: capture what each source published, make reports, stories and claims of it, check,
publish.

`collect` has one task a source, named by its key. A red source never stops the others; the last task, `verdict`, is red
if anything is, and names it. Nothing is lost by a rerun, and nothing changes twice.

| param | meaning |
|---|---|
| `day` | the date in Seoul; empty: today there |
| `sources` | keys of sources; empty: all |
| `web` | `live`, or `sample`: the invented web of `tests/sample_web/` |
"""
# `make run` sets it to nothing: there the run is asked for, not scheduled
SCHEDULE = os.environ.get("P8_SCHEDULE", "0 18 * * *")  # 18:00 UTC is 03:00 in Seoul


@dag(
    dag_id="nightly",
    # without a start date the first run waits for its hour, instead of making up for the last one at once
    schedule=CronTriggerTimetable(SCHEDULE, timezone="UTC", run_immediately=timedelta(0)) if SCHEDULE else None,
    catchup=False,
    max_active_runs=1,
    doc_md=ABOUT,
    tags=["paragraph8"],
    params=steps.PARAMS,
)
def nightly() -> None:
    steps.night()


nightly()
