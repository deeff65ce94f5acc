"""Airflow on one machine: its environment, its three processes, and its REST interface.

Everything listens on loopback only. No triggerer: nothing here defers.
"""

import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from local import processes
from local.home import ROOT, secret, write_private

USER = "operator"
COMPONENTS = ("api-server", "scheduler", "dag-processor")
POOLS = {"web": (8, "sources being asked at the same time"), "warehouse": (1, "one writer at a time")}


class AirflowError(Exception):
    """Airflow did not come up or did not answer as expected. The message names the log to read."""


def environment(home: Path, port: int, metadata_dsn: str, server_dsn: str) -> dict[str, str]:
    """The environment of every Airflow process. `server_dsn` is the warehouse's server."""
    base = f"http://127.0.0.1:{port}"
    settings = {
        "CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__PARALLELISM": "4",
        "CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_passwords_file(home)),
        "CORE__EXECUTION_API_SERVER_URL": f"{base}/execution/",
        "CORE__FERNET_KEY": "",
        "DATABASE__SQL_ALCHEMY_CONN": metadata_dsn,
        "API__HOST": "127.0.0.1",
        "API__PORT": str(port),
        "API__BASE_URL": base,
        "API__WORKERS": "1",
        "API__SECRET_KEY": secret("airflow_api"),
        "API_AUTH__JWT_SECRET": secret("airflow_jwt", length=48),
        "DAG_PROCESSOR__REFRESH_INTERVAL": "10",
        "DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "10",
        "LOGGING__BASE_LOG_FOLDER": str(home / "airflow" / "logs"),
        "SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        # a killed task is noticed within half a minute, not within five
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "30",
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "15",
        "SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "15",
        "WORKERS__MIN_HEARTBEAT_INTERVAL": "5",
    }
    return {
        **_inherited(),
        **processes.mark(home),
        **{f"AIRFLOW__{name}": value for name, value in settings.items()},
        "AIRFLOW_HOME": str(home / "airflow"),
        "P8_HOME": str(home),
        "P8_DSN": server_dsn,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def migrate(home: Path, variables: dict[str, str]) -> None:
    """Bring Airflow's own database to its present schema."""
    _command(home, variables, "db", "migrate")


def start(home: Path, variables: dict[str, str]) -> dict[str, int]:
    """Start the three components; returns their pids. They are ready when `Client.wait_until_healthy` returns."""
    pids = {}
    for component in COMPONENTS:
        # the log servers of these two would listen on every interface
        extra = ["--skip-serve-logs"] if component == "scheduler" else []
        process = processes.spawn([*_program(), component, *extra], home / "logs" / f"{component}.log", variables)
        pids[component] = process.pid
    return pids


def listens(pid: int, port: int, *, seconds: float = 90.0) -> bool:
    """Whether the process or a child of it comes to listen on the port; False once it has ended, for want of the port.

    An answer from the port proves nothing: another copy's server may have it.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            process = psutil.Process(pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            family = [process, *process.children(recursive=True)]
            if any(_has_port(member, port) for member in family):
                return True
        except psutil.NoSuchProcess:
            return False
        time.sleep(0.3)
    raise AirflowError(f"Airflow's api-server (pid {pid}) does not listen on port {port} after {seconds:.0f} s")


def _has_port(process: psutil.Process, port: int) -> bool:
    try:
        sockets = process.net_connections("tcp")
    except psutil.Error:
        return False
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in sockets)


def password(home: Path) -> str:
    """The password of the one user, generated here, read by Airflow's simple auth manager."""
    value = secret("airflow_operator", length=12)
    path = _passwords_file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, json.dumps({USER: value}))
    return value


@dataclass
class Client:
    """Airflow's REST interface, version 2, as the one user. `log_folder` is named in error messages."""

    base: str
    user_password: str
    log_folder: Path
    _token: str = field(default="", repr=False)

    def wait_until_healthy(self, since: datetime, meanwhile: Callable[[], None], *, seconds: float = 120.0) -> None:
        """Return once scheduler and DAG processor beat since `since`. AirflowError after `seconds`."""

        def ready() -> bool:
            meanwhile()
            return self._healthy(since)

        _wait(ready, seconds, f"Airflow did not come up in {seconds:.0f} s: read {self.log_folder}/*.log")

    def make_pools(self) -> None:
        """The pools of the DAGs, made or kept."""
        for name, (slots, description) in POOLS.items():
            self._ask(
                "POST", "/api/v2/pools", {"name": name, "slots": slots, "description": description}, known=(201, 409)
            )

    def unpause(self, dag_id: str, *, seconds: float = 60.0) -> None:
        """Let a DAG run, waiting until the DAG processor has read its file."""
        self.wait_for_dag(dag_id, seconds=seconds)
        self._ask("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False})

    def wait_for_dag(self, dag_id: str, *, seconds: float = 60.0) -> None:
        """Return once the DAG processor has read the DAG's file."""
        problem = f"the DAG {dag_id} does not load: read {self.log_folder}/dag-processor.log"
        _wait(
            lambda: self._ask("GET", f"/api/v2/dags/{dag_id}", known=(200, 404)).get("dag_id") == dag_id,
            seconds,
            problem,
        )

    def trigger(self, dag_id: str, name: str, params: dict[str, Any]) -> str:
        """Start a run called `name` and the moment; returns its run id."""
        run_id = f"{name}__{now():%Y-%m-%dT%H:%M:%S.%f}"
        body = {"logical_date": None, "conf": params, "dag_run_id": run_id}
        return str(self._ask("POST", f"/api/v2/dags/{dag_id}/dagRuns", body)["dag_run_id"])

    def run_state(self, dag_id: str, run_id: str) -> str:
        """The state of a run: queued, running, success or failed."""
        return str(self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """The task instances of a run, as Airflow gives them."""
        answer = self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=1000")
        return list(answer["task_instances"])

    def give_up_unfinished(self, dag_id: str) -> list[str]:
        """Mark runs that a killed stack left unfinished as failed; a new run starts them over. Returns their ids."""
        answer = self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns?state=running&state=queued&limit=100")
        left = [str(run["dag_run_id"]) for run in answer["dag_runs"]]
        for run_id in left:
            self._ask("PATCH", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}", {"state": "failed"})
        return left

    def _healthy(self, since: datetime) -> bool:
        try:
            health = self._ask("GET", "/api/v2/monitor/health")
        except (AirflowError, OSError):
            return False
        beats = (
            health["scheduler"]["latest_scheduler_heartbeat"],
            health["dag_processor"]["latest_dag_processor_heartbeat"],
        )
        return all(beat is not None and datetime.fromisoformat(beat) >= since for beat in beats)

    def _ask(self, method: str, path: str, body: Any = None, *, known: tuple[int, ...] = ()) -> dict[str, Any]:
        if not self._token and path != "/api/v2/monitor/health":
            self._token = str(
                self._send("POST", "/auth/token", {"username": USER, "password": self.user_password})["access_token"]
            )
        return self._send(method, path, body, known=known)

    def _send(self, method: str, path: str, body: Any = None, *, known: tuple[int, ...] = ()) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {
            "Content-Type": "application/json",
            **({"Authorization": f"Bearer {self._token}"} if self._token else {}),
        }
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")[:500]
            if error.code in known:
                return {}
            raise AirflowError(f"Airflow answers {error.code} to {method} {path}: {text}") from error
        except OSError as error:
            raise AirflowError(f"Airflow does not answer at {self.base}: {error}") from error


# never through a proxy: the address is loopback
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def now() -> datetime:
    """The moment from which heartbeats count."""
    return datetime.now(UTC)


def _wait(ready: Callable[[], bool], seconds: float, problem: str) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise AirflowError(problem)
        time.sleep(0.3)


def _command(home: Path, variables: dict[str, str], *words: str) -> None:
    log = home / "logs" / "airflow-setup.log"
    process = processes.spawn([*_program(), *words], log, variables)
    if process.wait() != 0:
        raise AirflowError(f"airflow {' '.join(words)} failed: read {log}")


def _program() -> list[str]:
    return [sys.executable, "-m", "airflow"]


def _passwords_file(home: Path) -> Path:
    return home / "airflow" / "passwords.json"


def _inherited() -> dict[str, str]:
    """What a child may know of this environment: no setting of another Airflow, no address of a database, and of the
    passwords given by P8_<ROLE>_PASSWORD only that of the loader, which the tasks work as."""
    return {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}


_FOREIGN = re.compile(r"AIRFLOW_|P8_DSN|PG|P8_(?!LOADER_)\w+_PASSWORD$")
