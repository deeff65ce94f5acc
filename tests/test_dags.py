"""The DAGs as Airflow reads them: they load, they map over sources, they retry what heals, they say what red means."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from pipeline import check, collect
from warehouse import connect

pytestmark = pytest.mark.filterwarnings("ignore")
ROOT = Path(__file__).resolve().parent.parent
STEPS = ["register", "clean", "relate", "read", "check", "publish", "verdict"]


@pytest.fixture(scope="module")
def dags() -> dict[str, Any]:
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(str(ROOT / "dags"))
    assert {} == bag.import_errors
    return dict(bag.dags)


def test_the_dags_of_the_contract_load(dags: dict[str, Any]) -> None:
    assert {"nightly", "backfill", "recheck", "reprocess"} == set(dags)


def test_the_night_goes_from_capture_to_verdict_in_order(dags: dict[str, Any]) -> None:
    night = dags["nightly"]
    order = [task.task_id for task in night.topological_sort()]

    assert ["plan", "collect", *STEPS] == order
    assert {"verdict"} == {task.task_id for task in night.leaves}


def test_looking_again_goes_the_way_of_a_night(dags: dict[str, Any]) -> None:
    assert ["plan", "collect", *STEPS] == [task.task_id for task in dags["recheck"].topological_sort()]


def test_going_back_asks_sources_or_takes_files_in_and_goes_on_whatever_fails(dags: dict[str, Any]) -> None:
    back = dags["backfill"]

    assert {"plan", "collect", "take_in"} == back.get_task("register").upstream_task_ids
    assert {"all_done"} == {back.get_task(step).trigger_rule for step in ("register", "clean", "verdict")}
    assert {"since", "until", "sources", "warcs", "source", "day", "web"} == set(back.params)


def test_reprocessing_reads_each_source_again_and_settles_before_it_is_checked(dags: dict[str, Any]) -> None:
    again = dags["reprocess"]

    order = [task.task_id for task in again.topological_sort()]
    assert ["plan", "reread", "settle", "check", "publish", "verdict"] == order
    assert again.get_task("reread").is_mapped
    assert "{{ source }}" == again.get_task("reread").map_index_template
    assert "all_success" == again.get_task("settle").trigger_rule  # all or nothing
    assert {"sources", "since", "until", "accept", "day", "web"} == set(again.params)


@pytest.mark.parametrize("dag_id", ["nightly", "recheck", "backfill"])
def test_a_source_is_a_mapped_task_named_by_its_key(dags: dict[str, Any], dag_id: str) -> None:
    collect = dags[dag_id].get_task("collect")

    assert collect.is_mapped
    assert "{{ source }}" == collect.map_index_template


@pytest.mark.parametrize("step", ["register", "verdict"])
def test_a_red_source_does_not_stop_what_follows(dags: dict[str, Any], step: str) -> None:
    assert "all_done" == dags["nightly"].get_task(step).trigger_rule


def test_no_parameter_of_a_dag_takes_the_value_of_another(dags: dict[str, Any]) -> None:
    for dag in dags.values():
        assert len({id(dag.params.get_param(name)) for name in dag.params}) == len(dag.params)


def test_every_dag_and_task_says_what_red_means(dags: dict[str, Any]) -> None:
    mute = [
        f"{dag_id}.{task.task_id}"
        for dag_id, dag in dags.items()
        for task in dag.tasks
        if "red means" not in (task.doc_md or "").lower()
    ]

    assert [] == mute
    assert all(dag.doc_md for dag in dags.values())


@pytest.mark.parametrize(
    ("error", "action"),
    [
        (collect.SourceUnreachable("yalu_post_en", "unreachable", "no answer in 30 s"), "retry"),
        (collect.SourceRed("yalu_post_en", "blocked", "403"), "fail"),
        (check.GateClosed("quote_equals_reading: 1"), "fail"),
        (psycopg2.OperationalError("the connection was lost"), "retry"),
    ],
    ids=["no answer", "red source", "closed gate", "database lost"],
)
def test_only_what_heals_is_tried_again(dags: dict[str, Any], error: Exception, action: str) -> None:
    policy = dags["nightly"].get_task("collect").partial_kwargs["retry_policy"]

    assert action == policy.evaluate(error, 1, 3).action.value


def test_a_server_that_does_not_answer_is_tried_again(dags: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P8_DSN", "postgresql://127.0.0.1:1")
    monkeypatch.setenv("P8_LOADER_PASSWORD", "any")
    with pytest.raises(connect.ConnectError) as refused:
        connect.connect("p8_loader", "p8")
    policy = dags["nightly"].get_task("relate").retry_policy

    assert "retry" == policy.evaluate(refused.value, 1, 3).action.value


def test_looking_again_is_in_the_evening_in_seoul(dags: dict[str, Any]) -> None:
    assert ("0 12 * * *", "UTC") == (dags["recheck"].timetable.expression, str(dags["recheck"].timetable.timezone))


def test_the_night_is_at_three_in_seoul_and_makes_up_for_none_it_missed(dags: dict[str, Any]) -> None:
    schedule = dags["nightly"].timetable

    assert ("0 18 * * *", "UTC") == (schedule.expression, str(schedule.timezone))
    assert timedelta(0) == schedule.run_immediately
    assert None is dags["nightly"].start_date
