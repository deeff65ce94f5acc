"""Publish: the pointer moves to this run, and analysts see it. Then the run's own end: green, or red with names."""

from typing import Any

from pipeline.run import Run
from scrapers.health import reddens
from warehouse import store
from warehouse.content_hash import content_hash


class NightRed(Exception):
    """The night ended red. The message names every red source and every step or gate that failed."""


def publish(run: Run) -> dict[str, int]:
    """Move the pointer of `ops.published` to this run, and ask people to judge some of its claims."""
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        store.publish(connection, run_no, run.day)
        asked = store.queue_reviews(connection, run_no)
    return {"run_no": run_no, "claims_to_review": asked}


def conclude(run: Run, failed_tasks: list[str]) -> None:
    """Close the run. Raises NightRed if a source is red and not muted, if one has no verdict, or if a step failed. A
    failed capture (`collect_3`) is told by its source's verdict: so a muted one reddens nothing."""
    with run.warehouse() as connection:
        verdicts = {row["source_key"]: row for row in store.source_runs(connection, run.day, run.task)}
        problems = [problem for key in run.sources if (problem := _problem(key, verdicts.get(key)))]
        problems += [f"step {task} failed" for task in failed_tasks if not task.startswith("collect")]
        store.close_run(connection, run.run_id, "red" if problems else "green", content_hash(connection))
    if problems:
        raise NightRed("; ".join(problems))


def _problem(source: str, night: dict[str, Any] | None) -> str | None:
    if night is None:
        return f"{source}: no verdict"
    is_problem = reddens(night["verdict"], night["muted_until"], night["day"])
    return f"{source}: {night['verdict']}: {night['reason']}" if is_problem else None
