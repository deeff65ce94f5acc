"""A lock that resolves is not a lock that works: every provider, executor and manager that is used must import."""

import importlib

import pytest

USED = {
    "LocalExecutor": "airflow.executors.local_executor",
    "CeleryExecutor": "airflow.providers.celery.executors.celery_executor",
    "FAB login": "airflow.providers.fab.auth_manager.fab_auth_manager",
    "simple login": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager",
    "PostgreSQL": "airflow.providers.postgres.hooks.postgres",
    "Redis": "airflow.providers.redis.hooks.redis",
    "common SQL": "airflow.providers.common.sql.hooks.sql",
    "standard operators": "airflow.providers.standard.operators.python",
    "retry by exception": "airflow.sdk",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("module", USED.values(), ids=list(USED))
def test_every_part_of_airflow_that_is_used_imports(module: str) -> None:
    importlib.import_module(module)
