"""Looking again: reports a day and a week old are asked for once more: changed, withdrawn, gone?"""

import os
from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task

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
    params={
        "day": Param("", type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$"),
        "sources": Param([], type="array", items={"type": "string"}),
        "web": Param("live", enum=["live", "sample"]),
    },
)
def recheck() -> None:
    @task(task_id="plan", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def plan() -> list[str]:
        """Decides day and sources and opens the run. Red means a parameter is wrong: the message says which."""
        from pipeline import plan as step

        context = get_current_context()
        run, params = context["dag_run"], context["params"]
        planned = step.plan(
            run.run_id, run.dag_id, started=run.run_after, web=params["web"], day=params["day"], keys=params["sources"]
        )
        context["ti"].xcom_push("run", planned.plain())
        return list(planned.sources)

    planned: Any = plan()
    registered = steps.register(planned["run"])
    first, _ = steps.interpret(planned["run"])
    steps.collect.partial(run=planned["run"]).expand(source=planned) >> registered >> first


recheck()
