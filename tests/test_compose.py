"""The server's compose file: it resolves, opens one loopback port, and no secret in it has a default."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from local import compose_env, compose_init, postgres

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = ROOT / "docker-compose.yml"
TEXT = COMPOSE.read_text()
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
AIRFLOW_SERVICES = {"api-server", "scheduler", "dag-processor", "worker"}
MAY_BE_EMPTY = {"P8_CONTACT"}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    compose_env.write(tmp_path / ".env")
    return tmp_path / ".env"


def resolved(env_file: Path) -> subprocess.CompletedProcess[str]:
    """What docker-compose says of the file (it needs no engine), or the specification's schema where it is missing."""
    program = shutil.which("docker-compose")
    checker = [str(Path(sys.executable).with_name("check-jsonschema")), "--builtin-schema", "vendor.compose-spec"]
    words = [program, "--env-file", str(env_file), "-f"] if program else checker
    tail = ["config", "--quiet"] if program else []
    environment = {"PATH": os.environ["PATH"], "HOME": str(env_file.parent)}
    return subprocess.run([*words, str(COMPOSE), *tail], env=environment, capture_output=True, text=True, check=False)


def variables(text: str) -> dict[str, str]:
    """Variables of the file and what follows the name: `:?...` asks for a value, `:-...` gives a default."""
    return {m[1]: m[2] for m in re.finditer(r"(?<!\$)\$\{?(\w+)((?::[?-][^}]*)?)\}?", text)}


def test_the_file_resolves_with_the_generated_secrets(env_file: Path) -> None:
    answer = resolved(env_file)

    assert (0, "") == (answer.returncode, answer.stderr)


@pytest.mark.skipif(
    shutil.which("docker-compose") is None, reason="no docker-compose, which stops a start at `:?`: install it"
)
@pytest.mark.parametrize("name", sorted(compose_env.environment()))
def test_a_missing_secret_stops_the_start_and_is_named(env_file: Path, name: str) -> None:
    env_file.write_text(re.sub(rf"^{name}=.*\n", "", env_file.read_text(), flags=re.M))
    answer = resolved(env_file)

    assert answer.returncode != 0
    assert name in answer.stderr


def test_every_secret_of_the_file_is_generated_and_no_other() -> None:
    assert set(variables(TEXT)) - MAY_BE_EMPTY == set(compose_env.environment())


def test_no_variable_has_a_default_but_the_contact() -> None:
    assert MAY_BE_EMPTY == {name for name, rest in variables(TEXT).items() if not rest.startswith(":?")}


def test_no_password_is_written_in_the_file() -> None:
    secret = re.compile(r"PASSWORD|SECRET|FERNET|_KEY$|CONN$|BROKER_URL|BACKEND")
    literal = [
        f"{name}: {key}"
        for name, service in SERVICES.items()
        for key, value in service["environment"].items()
        if secret.search(key) and not re.search(r"\$\{\w+:\?", value)
    ]

    assert [] == literal


def test_the_only_published_port_is_on_loopback() -> None:
    assert {"api-server": ["127.0.0.1:8080:8080"]} == {n: s["ports"] for n, s in SERVICES.items() if "ports" in s}


def test_every_image_is_pinned_to_a_version() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.M)
    images = [service["image"] for service in SERVICES.values()] + bases

    assert [] == [image for image in images if not re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", image)]


def test_every_service_that_stays_has_a_healthcheck() -> None:
    assert {"init"} == {name for name, service in SERVICES.items() if "healthcheck" not in service}


def test_services_wait_for_what_they_need_to_be_ready_and_not_only_started() -> None:
    for name in AIRFLOW_SERVICES:
        conditions = {other: need["condition"] for other, need in SERVICES[name]["depends_on"].items()}
        expected = {other: "service_healthy" for other in ("postgres", "redis")}
        assert expected | {"init": "service_completed_successfully"} == conditions, name


def test_workers_can_be_multiplied() -> None:
    assert not {"container_name", "ports", "hostname"} & set(SERVICES["worker"])


def test_all_airflow_services_share_one_environment_and_the_workers_alone_may_write_to_the_warehouse() -> None:
    shared = FILE["x-airflow"]["environment"]
    extra = {name: set(SERVICES[name]["environment"]) - set(shared) for name in AIRFLOW_SERVICES}

    assert [] == [n for n in AIRFLOW_SERVICES if not shared.items() <= SERVICES[n]["environment"].items()]
    assert {"worker": {"P8_LOADER_PASSWORD"}} == {name: keys for name, keys in extra.items() if keys}


def test_the_administrators_password_reaches_only_the_server_and_init() -> None:
    holders = {name for name, service in SERVICES.items() if "${POSTGRES_PASSWORD" in str(service)}

    assert {"postgres", "init"} == holders


def test_the_image_installs_the_lock_by_hash_and_runs_without_rights() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    assert "USER p8" == lines[-1]
    assert any("pip install" in line and "--require-hashes" in line and "requirements.lock" in line for line in lines)


def test_the_image_holds_every_room_that_runs_and_nothing_of_this_machine() -> None:
    copied = set(re.findall(r"^COPY (\S+)", (ROOT / "Dockerfile").read_text(), re.M))
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert {"dags", "scrapers", "transforms", "warehouse", "pipeline", "local"} < copied
    assert "*" == ignored[0]
    assert copied == {line[1:] for line in ignored if line.startswith("!")}


def test_the_image_holds_all_that_a_night_imports(tmp_path: Path) -> None:
    for given, place in re.findall(r"^COPY (\S+) (\S+)", (ROOT / "Dockerfile").read_text(), re.M):
        target = tmp_path / place if place != "." else tmp_path / given
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / given).is_dir() else shutil.copy)(ROOT / given, target)
    steps = ["backfill", "check", "clean", "collect", "plan", "publish", "read", "register", "relate"]
    imports = "; ".join(f"import pipeline.{step}" for step in steps)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}
    words = [sys.executable, "-c", f"{imports}; from scrapers.source import sources; assert sources('sample')"]
    answer = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (0, "") == (answer.returncode, answer.stderr)


def test_secrets_are_new_each_time_and_closed_to_others(tmp_path: Path) -> None:
    first, second = compose_env.environment(), compose_env.environment()
    compose_env.write(tmp_path / ".env")

    assert 0o600 == (tmp_path / ".env").stat().st_mode & 0o777
    assert not set(first.values()) & set(second.values())
    assert all(len(value) >= 24 for value in first.values())


def test_secrets_that_are_there_are_never_overwritten(env_file: Path) -> None:
    before = env_file.read_text()

    with pytest.raises(FileExistsError):
        compose_env.write(env_file)

    assert before == env_file.read_text()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[postgres.Server]:
    """A server of one test, since roles and their passwords belong to a whole server."""
    with postgres.running(tmp_path / "pgdata") as running:
        yield running


def make_airflow_database(server: postgres.Server, password: str) -> str:
    """Runs the script that the PostgreSQL service runs on an empty volume; the address of the database it makes."""
    script = FILE["configs"]["airflow_database"]["content"].replace("$$", "$")
    administrator = {
        "PGHOST": "127.0.0.1",
        "PGPORT": str(server.port),
        "PGUSER": postgres.ADMIN,
        "PGDATABASE": "postgres",
    }
    environment = administrator | {"PGPASSWORD": server.password, "AIRFLOW_DATABASE_PASSWORD": password}
    path = f"{postgres.binaries()}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", script], env=environment | {"PATH": path}, check=True, capture_output=True)
    return f"postgresql://airflow:{password}@127.0.0.1:{server.port}/airflow"


def test_the_password_of_airflows_database_stands_on_no_command_line(
    own_server: postgres.Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real, folder, seen = postgres.binaries() / "psql", tmp_path / "bin", tmp_path / "seen"
    folder.mkdir()
    (folder / "psql").write_text(f'#!/bin/sh\necho "$@" > "{seen}"\nexec "{real}" "$@"\n')
    (folder / "psql").chmod(0o700)
    monkeypatch.setattr(postgres, "binaries", lambda: folder)
    dsn = make_airflow_database(own_server, "0123456789abcdef")
    psycopg2.connect(dsn).close()

    assert "0123456789abcdef" not in seen.read_text()


def test_airflow_owns_its_database_and_nothing_else(own_server: postgres.Server) -> None:
    dsn = make_airflow_database(own_server, "0123456789abcdef")

    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user")
        may_administrate = cursor.fetchone()
        cursor.execute("create table proof ()")

    assert (False,) == may_administrate


@pytest.mark.stack
def test_init_makes_databases_users_and_pools_and_may_run_again(own_server: postgres.Server, tmp_path: Path) -> None:
    values = compose_env.environment()
    dsn = make_airflow_database(own_server, values["AIRFLOW_DATABASE_PASSWORD"])
    settings = SERVICES["init"]["environment"] | values
    environment = {name: value for name, value in settings.items() if "${" not in value} | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "AIRFLOW_HOME": str(tmp_path),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__FERNET_KEY": values["AIRFLOW_FERNET_KEY"],
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": dsn.replace("postgresql", "postgresql+psycopg2", 1),
        "P8_DSN": own_server.dsn,
    }
    for _ in range(2):
        subprocess.run([sys.executable, "-m", compose_init.__name__], env=environment, cwd=tmp_path, check=True)

    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select u.username, r.name from ab_user u join ab_user_role ur on ur.user_id = u.id"
            " join ab_role r on r.id = ur.role_id order by 1"
        )
        users = cursor.fetchall()
        cursor.execute("select pool from slot_pool where pool in ('web', 'warehouse') order by 1")
        pools = cursor.fetchall()

    assert [("admin", "Admin"), ("operator", "Op"), ("viewer", "Viewer")] == users
    assert [("warehouse",), ("web",)] == pools
