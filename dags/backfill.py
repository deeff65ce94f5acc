"""Backfill: back numbers by the outlets' own roads, or WARC files of others, through the same steps as a night."""

from typing import Any

from airflow.sdk import Param, TriggerRule, dag, get_current_context, task

from dags import steps

ABOUT = """
**Goes back**, in one of two ways. What it brings is known from the day of this run, never from the day of the page.

A **range of days** (`since`, `until`) asks each source for what it published then, by its own road back: a REST
interface, a board with pages, a dated address. Bounded to 150 reports and 20 listing pages a source and run, and
polite; what is left is counted, and the same range again goes on where it stopped.

**WARC files** of others (Common Crawl news; `python -m scrapers.archive pack DIR OUT.warc.gz` makes one of saved pages)
are copied into the archive unchanged; `raw.warc_file` says where they came from and what wrote them.

| param | meaning |
|---|---|
| `since`, `until` | first and last day of publication, YYYY-MM-DD |
| `sources` | keys of the sources to ask for that range; empty: all |
| `warcs` | paths or fsspec URLs of WARC files, instead of a range |
| `source` | the key that the files belong to; empty: a source for each host, `host_<domain>` |
| `day` | the date in Seoul; empty: today there |
| `web` | `live` or `sample`: which warehouse takes them |
"""


@dag(
    dag_id="backfill",
    schedule=None,
    doc_md=ABOUT,
    params={
        "since": steps.a_day(),
        "until": steps.a_day(),
        "sources": steps.PARAMS["sources"],
        "warcs": Param([], type="array", items={"type": "string"}),
        "source": Param(None, type=["null", "string"]),
        "day": steps.PARAMS["day"],
        "web": steps.PARAMS["web"],
    },
    **steps.ONE_AT_A_TIME,
)
def backfill() -> None:
    @task(task_id="plan", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def plan() -> list[str]:
        """Opens the run; its sources are asked. Red means a parameter is wrong: the message says which."""
        from pipeline import backfill as step

        context = get_current_context()
        run, params = context["dag_run"], context["params"]
        planned = step.plan(
            run.run_id, started=run.run_after, web=params["web"], day=params["day"], warcs=params["warcs"],
            keys=params["sources"], since=params["since"], until=params["until"],
        )  # fmt: skip
        context["ti"].xcom_push("run", planned.plain())
        return list(planned.sources)

    @task(task_id="files", retries=steps.RETRIES, retry_policy=steps.HEALS)
    def files(run: dict[str, Any]) -> list[str]:
        """The WARC files that are to be taken in, none for a range of days. Red means a bug of ours."""
        return list(get_current_context()["params"]["warcs"])

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
    # one file or source that cannot be had does not hold back the others; the run ends red all the same
    registered = steps.register(planned["run"])
    first, _ = steps.interpret(planned["run"], after=TriggerRule.ALL_DONE)
    asked = steps.collect.partial(run=planned["run"]).expand(source=planned)
    taken: Any = take_in.partial(run=planned["run"]).expand(warc=files(planned["run"]))
    [asked, taken] >> registered >> first


backfill()
