"""Looking again: reports a day and a week old are asked for once more: changed, withdrawn, gone?"""

from airflow.sdk import dag

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


@dag(
    dag_id="recheck",
    schedule=steps.every_day_at("0 12 * * *"),  # 12:00 UTC is 21:00 in Seoul
    doc_md=ABOUT,
    params=steps.PARAMS,
    **steps.ONE_AT_A_TIME,
)
def recheck() -> None:
    steps.night()


recheck()
