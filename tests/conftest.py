"""Fixtures shared by several test modules: one real PostgreSQL server a worker, and an Airflow that knows no other."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="session")
def sample_nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, list[str]]]:
    """A home in which the nights of the sample web were played in order, without Airflow, its server stopped; and by
    number what made each night red. Its file `content_hash` says what the warehouse held. Whoever writes into it takes
    a copy."""
    from tests import by_hand  # only tests that play nights wait for what they import
    from tests.sample_web.nights import NIGHTS

    folder = tmp_path_factory.mktemp("nights")
    with by_hand.home(folder):
        red = {number: by_hand.play(day, by_hand.name(number))[1] for number, day in NIGHTS.items()}
        (folder / "content_hash").write_text(by_hand.content_hash_of("p8_sample"))
        return folder, red
