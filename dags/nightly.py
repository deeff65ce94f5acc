"""The nightly run: every source captured, read, checked and published, and red if any source is."""

import os
from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task

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
    params={
        "day": Param("", type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$"),
        "sources": Param([], type="array", items={"type": "string"}),
        "web": Param("live", enum=["live", "sample"]),
    },
)
def nightly() -> None:
    @task(task_id="plan", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def plan() -> list[str]:
        """Decides day and sources and opens the run. Red means a parameter is wrong: the message says which."""
        from pipeline import plan as step

        context = get_current_context()
        run, params = context["dag_run"], context["params"]
        planned = step.plan(
            run.run_id, run.dag_id, started=run.run_after, web=params["web"], day=params["day"], keys=params["sources"]
        )
        context["ti"].xcom_push("run", planned.plain())  # a mapped task can only map over the value returned
        return list(planned.sources)

    planned: Any = plan()
    registered = steps.register(planned["run"])
    first, _ = steps.interpret(planned["run"])
    steps.collect.partial(run=planned["run"]).expand(source=planned) >> registered >> first


nightly()
