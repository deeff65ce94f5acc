"""Fixtures shared by several test modules: one real PostgreSQL server a worker, and an Airflow that knows no other."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from local import postgres

# before the first import of airflow, which reads them once
_AIRFLOW_HOME = tempfile.TemporaryDirectory(prefix="p8-airflow-")
os.environ["AIRFLOW_HOME"] = _AIRFLOW_HOME.name
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = f"sqlite:///{_AIRFLOW_HOME.name}/airflow.db"
KEPT = ("P8_SHARED", "P8_CHROMIUM", "P8_PICTURE")
for name in [name for name in os.environ if name.startswith("P8_") and name not in KEPT]:
    del os.environ[name]


# the same examples at every run: red by chance teaches nothing (HYPOTHESIS_PROFILE=default looks further, long far)
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """A PostgreSQL server of this worker's own."""
    with postgres.running(tmp_path_factory.mktemp("home") / "pgdata") as running:
        yield running
