"""Backfill: WARC files that no crawl of ours wrote, through the same steps as a night."""

from typing import Any

from airflow.sdk import Param, TriggerRule, dag, get_current_context, task

from dags import steps

ABOUT = """
**Takes saved pages in**: `python -m scrapers.archive pack DIR OUT.warc.gz` makes a WARC file of them; this DAG
registers each file and interprets it. What it brings is known from the day of this run, never from the day of the page.

| param | meaning |
|---|---|
| `warcs` | paths or fsspec URLs of WARC files |
| `source` | the key they belong to; empty: a source for each host, `host_<domain>` |
| `day` | the date in Seoul; empty: today there |
| `web` | `live` or `sample`: which warehouse takes them |
"""


@dag(
    dag_id="backfill",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    doc_md=ABOUT,
    tags=["paragraph8"],
    params={
        "warcs": Param([], type="array", items={"type": "string"}, minItems=1),
        "source": Param(None, type=["null", "string"]),
        "day": Param("", type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$"),
        "web": Param("live", enum=["live", "sample"]),
    },
)
def backfill() -> None:
    @task(task_id="plan", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def plan() -> list[str]:
        """Opens the run. Red means a parameter is wrong: the message says which."""
        from pipeline import backfill as step

        context = get_current_context()
        run, params = context["dag_run"], context["params"]
        planned = step.plan(
            run.run_id, started=run.run_after, web=params["web"], day=params["day"], warcs=params["warcs"]
        )
        context["ti"].xcom_push("run", planned.plain())
        return list(params["warcs"])

    @task(
        task_id="take_in",
        map_index_template="{{ warc }}",
        pool="warehouse",
        retries=steps.RETRIES,
        retry_policy=steps.HEALS,
        doc_md=steps.RUNBOOK["register"],
    )
    def take_in(warc: str, run: dict[str, Any]) -> dict[str, Any]:
        from pipeline import backfill as step
        from pipeline.run import Run

        context = get_current_context()
        context["warc"] = warc.rsplit("/", 1)[-1]  # type: ignore[typeddict-unknown-key]
        return step.take_in(Run.from_plain(run), warc, context["params"]["source"])

    planned: Any = plan()
    # one file that cannot be taken in does not hold back the others; the run ends red all the same
    first, _ = steps.interpret(planned["run"], after=TriggerRule.ALL_DONE)
    take_in.partial(run=planned["run"]).expand(warc=planned) >> first


backfill()
