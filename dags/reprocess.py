"""Reprocess: everything again from the archive with the extractor of today, and what differs before it is published."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from dags import steps

ABOUT = """
**After a change of the extractor, a layout, the readers of claims or the rules of stories**: every version that the
archive holds is read again, without asking anybody, and its stories and claims follow. No version is made: what the
outlets published stays as it was.

Nothing is kept before it is known what differs: readings by source with examples, claims by type and language,
stories and edges. The report stands in the log of `settle` and in `ops.check_result` (`reprocess_differs`), line by
line of what was read again in `ops.reread`. Where more than a tenth of the readings or a twentieth of the claims
would change, nothing is kept until a person has read the report and says so: the same run again, with `accept`.

Where neither sources nor days are named, all stories are related anew, whatever was read. **Once after an upgrade of
the warehouse that brings migration 010** this is to be run: what stood in stories before keeps them until then.

What was held before stays to be asked for: `mart.as_of(day, extractor => 'then')` shows claims as they were read then.

| param | meaning |
|---|---|
| `sources` | keys of sources; empty: all that have a version |
| `since`, `until` | only versions first seen in these days; empty: all |
| `accept` | true: a person has read the report, and it may be kept |
| `day` | the date in Seoul from which what differs is known; empty: today there |
| `web` | `live` or `sample`: which archive and warehouse |
"""

REREAD = """
**What it does.** Reads the versions of one source again from the archive, and writes down in `ops.reread` what
differs from what is held. Nothing of it is kept yet. The mapped task is named by the source's key.

**Red means** a file of the archive cannot be read, or the source is declared no longer: the message names it, and
nothing is kept of any source. **First:** `warcio check` on the named file; or name the other `sources`.
**A rerun** reads the same again.
"""

SETTLE = """
**What it does.** Keeps what was read again, with the stories and claims that follow, in one piece, and reports what
differs.

**Red means** too much differs, and nothing was kept: the log has the report. Or the extractor reads otherwise under
its old name: change `EXTRACTOR` in `transforms/clean.py`. **First:** read the report; if it is as it should be, run
the DAG again with `accept`.
**A rerun** keeps nothing twice, and reports the same.
"""


@dag(
    dag_id="reprocess",
    schedule=None,
    doc_md=ABOUT,
    params={
        "sources": steps.PARAMS["sources"],
        "since": steps.a_day(),
        "until": steps.a_day(),
        "accept": Param(False, type="boolean"),
        "day": steps.PARAMS["day"],
        "web": steps.PARAMS["web"],
    },
    **steps.ONE_AT_A_TIME,
)
def reprocess() -> None:
    @task(task_id="plan", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def plan() -> list[str]:
        """Opens the run; its sources are read again. Red means a parameter is wrong: the message says which."""
        from pipeline import reprocess as step

        context = get_current_context()
        run, params = context["dag_run"], context["params"]
        planned, keys = step.plan(
            run.run_id, started=run.run_after, web=params["web"], day=params["day"], keys=params["sources"],
            since=params["since"], until=params["until"],
        )  # fmt: skip
        context["ti"].xcom_push("run", planned.plain())
        return keys

    @task(
        task_id="reread",
        map_index_template="{{ source }}",
        pool="warehouse",
        retries=steps.RETRIES,
        retry_policy=steps.HEALS,
        execution_timeout=timedelta(hours=12),
        doc_md=REREAD,
    )
    def reread(source: str, run: dict[str, Any]) -> dict[str, int]:
        from pipeline import reprocess as step
        from pipeline.run import Run

        get_current_context()["source"] = source  # type: ignore[typeddict-unknown-key]
        return step.reread(Run.from_plain(run), source)

    @task(
        task_id="settle",
        pool="warehouse",
        retries=steps.RETRIES,
        retry_policy=steps.HEALS,
        execution_timeout=timedelta(hours=12),
        doc_md=SETTLE,
    )
    def settle(run: dict[str, Any]) -> dict[str, int]:
        from pipeline import reprocess as step
        from pipeline.run import Run

        params = get_current_context()["params"]
        return step.settle(Run.from_plain(run), accept=params["accept"], keys=params["sources"] or ())

    planned: Any = plan()
    run = planned["run"]
    again = reread.partial(run=run).expand(source=planned)
    again >> settle(run) >> steps.check(run) >> steps.publish(run) >> steps.verdict(run)


reprocess()
