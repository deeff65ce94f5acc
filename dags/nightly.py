"""The nightly run: every source captured, read, checked and published, and red if any source is."""

from airflow.sdk import dag

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


@dag(
    dag_id="nightly",
    schedule=steps.every_day_at("0 18 * * *"),  # 18:00 UTC is 03:00 in Seoul
    doc_md=ABOUT,
    params=steps.PARAMS,
    **steps.ONE_AT_A_TIME,
)
def nightly() -> None:
    steps.night()


nightly()
