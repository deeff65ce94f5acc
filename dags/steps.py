"""The steps of the flow as Airflow tasks, each with its runbook; the DAGs put them in order.

A task body is one call. What is worth testing lives in `pipeline/`.
"""

import os
from datetime import timedelta
from typing import Any

from airflow.sdk import (
    CronTriggerTimetable,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
    TriggerRule,
    get_current_context,
    task,
)

RETRIES = 3  # a death of the scheduler uses one up
HEALS = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception="pipeline.collect.SourceUnreachable",
            action=RetryAction.RETRY,
            retry_delay=timedelta(minutes=1),
            reason="time-outs, DNS, 429 and 5xx heal by themselves",
        ),
        RetryRule(
            exception=["warehouse.connect.ServerAway", "psycopg2.OperationalError"],
            action=RetryAction.RETRY,
            retry_delay=timedelta(seconds=20),
            reason="the database was away",
        ),
        RetryRule(
            exception="builtins.Exception",
            action=RetryAction.FAIL,
            reason="another try would give the same: read the message",
        ),
    ]
)

def every_day_at(cron: str) -> CronTriggerTimetable | None:
    """The schedule, in UTC; none where runs are asked for (`P8_SCHEDULE` set to nothing, as `make run` does). Without a
    start date the first run waits for its hour, instead of making up for the last one at once."""
    if os.environ.get("P8_SCHEDULE") == "":
        return None
    return CronTriggerTimetable(cron, timezone="UTC", run_immediately=timedelta(0))


ONE_AT_A_TIME: dict[str, Any] = {"catchup": False, "max_active_runs": 1, "tags": ["paragraph8"]}
def a_day() -> Param:
    """A parameter that is a day, or nothing. Each its own: Airflow writes the value given into the object."""
    return Param("", type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$")


PARAMS = {
    "day": a_day(),
    "sources": Param([], type="array", items={"type": "string"}),
    "web": Param("live", enum=["live", "sample"]),
}
"""What a run that asks sources for a day is given."""

RUNBOOK = {
    "plan": """
**What it does.** Decides day and sources and opens the run.
**Red means** a parameter is wrong: the message says which.
**A rerun** decides the same.
""",
    "collect": """
**What it does.** Captures one source into its own WARC file, in a child process: its night, the reports that are to
be looked at again (`recheck`), or a range of days (`backfill`). The mapped task is named by the source's key.

**Red means** the source was `blocked`, `empty_listing`, `stale`, `drift` or `errors` (not retried: another try would
hide it), or `unreachable` at every try. The last line of the log has verdict and reason. The other sources go on.

**First:** `make why KEY=<source>`: reason, what changed since the last good night, the page, what to do.

**A rerun costs** nothing: a source captured well on that day for this task is not asked again.
""",
    "register": """
**What it does.** Enters what the archive holds of this day: pages, fetches, run records.

**Red means** a file of the archive cannot be read (the message names file and offset) or the database is away.

**First:** `warcio check` on the named file; `make psql` answers if the database is there.
**A rerun** changes nothing that is already entered.
""",
    "clean": """
**What it does.** Makes a version and a reading, or a counted reject, of each report's page, and gives each source's
night its word. A night that drifts has its new versions held: kept in `core`, out of `mart`; `make why` says how they
are released.

**Red means** a bug of ours: bad pages are rejects (`ops.reject`), never an exception. **First:** the traceback.
**A rerun** changes nothing that is already read.
""",
    "relate": """
**What it does.** Groups reports into stories, with directed `copied from` edges: those that are new or changed, and
what stands near them in time. Two reports that a reviewer judged apart are kept in different stories.
**Red means** a bug of ours; nothing was published.
**A rerun** keeps what stays the same.
""",
    "read": """
**What it does.** Reads claims from readings about North Korean labour abroad.
**Red means** a bug of ours; nothing was published.
**A rerun** reads only what this version of the reader has not read.
""",
    "check": """
**What it does.** Runs the gates of `warehouse/checks/` and proves a sample of claims from the archive.

**Red means** a gate is closed: tonight is not published, yesterday's view stays whole. The message holds each gate
and its first evidence.

**First:** `ops.check_result` has the rows; the file of the gate says what to do. **A rerun** costs nothing.
""",
    "publish": """
**What it does.** Moves the pointer `ops.published` to this run: analysts see the night.
**Red means** the database is away.
**A rerun** costs nothing.
""",
    "verdict": """
**What it does.** Ends the run: red if any source or step is, so that a cleaned-up run never looks like a good one.
A muted source keeps its verdict and reddens nothing until the day in its file is over.

**Red means** what its message says: each red source with its reason, each failed step. What was good is published all
the same, unless a gate closed. **First:** `make why KEY=<source>`. **A rerun** of this task alone changes nothing.
""",
}


@task(
    task_id="collect",
    map_index_template="{{ source }}",
    pool="web",
    retries=RETRIES,
    retry_policy=HEALS,
    execution_timeout=timedelta(minutes=50),
    doc_md=RUNBOOK["collect"],
)
def collect(source: str, run: dict[str, Any]) -> dict[str, Any]:
    from pipeline import collect as step
    from pipeline.run import Run

    get_current_context()["source"] = source  # type: ignore[typeddict-unknown-key]
    return step.night(Run.from_plain(run), source)


@task(task_id="plan", retries=RETRIES, retry_policy=HEALS, doc_md=RUNBOOK["plan"])
def plan() -> list[str]:
    from pipeline import plan as step

    context = get_current_context()
    run, params = context["dag_run"], context["params"]
    planned = step.plan(
        run.run_id, run.dag_id, started=run.run_after, web=params["web"], day=params["day"], keys=params["sources"]
    )
    context["ti"].xcom_push("run", planned.plain())  # a mapped task can only map over the value returned
    return list(planned.sources)


def _warehouse_task(step: str, **options: Any) -> Any:
    return task(
        task_id=step, pool="warehouse", retries=RETRIES, retry_policy=HEALS, execution_timeout=timedelta(hours=2),
        doc_md=RUNBOOK[step], **options,
    )  # fmt: skip


@_warehouse_task("register", trigger_rule=TriggerRule.ALL_DONE)
def register(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import register as step
    from pipeline.run import Run

    return step.register(Run.from_plain(run))


@_warehouse_task("clean")
def clean(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import clean as step
    from pipeline.run import Run

    return step.clean(Run.from_plain(run))


@_warehouse_task("relate")
def relate(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import relate as step
    from pipeline.run import Run

    return step.relate(Run.from_plain(run))


@_warehouse_task("read")
def read(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import read as step
    from pipeline.run import Run

    return step.read_claims(Run.from_plain(run))


@_warehouse_task("check")
def check(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import check as step
    from pipeline.run import Run

    return step.check(Run.from_plain(run))


@_warehouse_task("publish")
def publish(run: dict[str, Any]) -> dict[str, int]:
    from pipeline import publish as step
    from pipeline.run import Run

    return step.publish(Run.from_plain(run))


@task(task_id="verdict", pool="warehouse", retries=0, trigger_rule=TriggerRule.ALL_DONE, doc_md=RUNBOOK["verdict"])
def verdict(run: dict[str, Any]) -> None:
    from pipeline import publish as step
    from pipeline.run import Run

    context = get_current_context()
    instance, run_id = context["ti"], context["run_id"]
    states = instance.get_task_states(dag_id=instance.dag_id, run_ids=[run_id])[run_id]
    step.conclude(Run.from_plain(run), [name for name, state in sorted(states.items()) if state == "failed"])


def night() -> None:
    """The whole flow of a run that asks sources: plan, one capture a source, register, and what follows."""
    planned: Any = plan()
    registered = register(planned["run"])
    first, _ = interpret(planned["run"])
    collect.partial(run=planned["run"]).expand(source=planned) >> registered >> first


def interpret(run: Any, *, after: TriggerRule = TriggerRule.ALL_SUCCESS) -> Any:
    """Clean to verdict, in order: everything after capture is the same for every DAG. Returns (first, last) task."""
    first = clean.override(trigger_rule=after)(run)
    last = verdict(run)
    first >> relate(run) >> read(run) >> check(run) >> publish(run) >> last
    return first, last
