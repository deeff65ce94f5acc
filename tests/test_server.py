"""Who keeps the server up, what travels to whom, and what a wipe may take."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from psycopg2.extensions import parse_dsn

from local import airflow, home, postgres, processes, psql, server, stack, wipe
from warehouse import connect, metadata, migrate

SERVER = "postgresql://127.0.0.1:5432"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of one test, with an embedded server or none."""
    monkeypatch.setenv("P8_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("P8_DSN", "")
    monkeypatch.setitem(server._EMBEDDED, "address", "")
    return home.home()


# --- the server's life


@pytest.fixture
def data(folder: Path) -> Iterator[Path]:
    """The data folder of a server that was made once and is down."""
    postgres.start(folder / "pgdata")
    postgres.stop(folder / "pgdata")
    yield folder / "pgdata"
    postgres.stop(folder / "pgdata")


@contextmanager
def a_stack_that_is_up(folder: Path) -> Iterator[None]:
    """What `make up` leaves: a marked process, and the note that names it."""
    process = processes.spawn(["sleep", "60"], folder / "logs" / "part.log", {**os.environ, **processes.mark(folder)})
    home.write_private(folder / "stack.json", f'{{"port": 1, "pids": {{"scheduler": {process.pid}}}}}')
    try:
        yield
    finally:
        process.kill()
        process.wait()


def test_the_last_of_two_that_look_into_the_warehouse_stops_its_server(data: Path) -> None:
    first, second = server.awake(), server.awake()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)

    assert postgres.is_running(data)
    second.__exit__(None, None, None)
    assert not postgres.is_running(data)


def test_a_server_that_a_stack_took_over_is_not_stopped_under_it(data: Path) -> None:
    with a_stack_that_is_up(data.parent):
        with server.awake():
            pass

        assert postgres.is_running(data)


def test_a_server_is_not_stopped_under_a_stack_that_is_coming_up(data: Path) -> None:
    with server.in_use(data.parent):
        with server.awake():
            pass

        assert postgres.is_running(data)


def test_the_note_of_a_stack_that_was_killed_keeps_no_server_up(data: Path) -> None:
    with a_stack_that_is_up(data.parent):
        pass
    with server.awake():
        assert postgres.is_running(data)

    assert not postgres.is_running(data)


# --- addresses and passwords


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("postgresql://root:secret@db:6432/postgres?sslmode=verify-full&sslrootcert=/etc/ca.pem",
         {"host": "db", "port": "6432", "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}),
        ("host=db user=root password='se cret' dbname=postgres sslmode=require", {"host": "db", "sslmode": "require"}),
        ("postgresql://root:secret@/postgres", {"host": "127.0.0.1", "port": "5432"}),
    ],
    ids=["an address", "words", "nothing but a login"],
)  # fmt: skip
def test_an_address_without_its_login_keeps_the_rest_of_it(
    monkeypatch: pytest.MonkeyPatch, given: str, kept: dict[str, str]
) -> None:
    monkeypatch.setenv("P8_DSN", server.without_login(given))
    monkeypatch.setenv("P8_LOADER_PASSWORD", "loader")

    assert kept == parse_dsn(os.environ["P8_DSN"])
    assert {**kept, "user": "p8_loader"}.items() <= parse_dsn(connect.dsn_of("p8_loader", "p8")).items()


def test_the_password_of_psql_stands_in_no_list_of_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    (tmp_path / "psql").write_text(f'#!/bin/sh\nprintf "%s\\n" "$PGPASSWORD" "$@" > "{seen}"\n')
    (tmp_path / "psql").chmod(0o700)
    monkeypatch.setattr(postgres, "binaries", lambda: tmp_path)
    monkeypatch.setenv("P8_DSN", SERVER)
    monkeypatch.setenv("P8_ANALYST_PASSWORD", "pass word's")

    psql._shell("p8", ["-c", "select 1"])
    password, address, *rest = seen.read_text().splitlines()

    assert ("pass word's", ["-c", "select 1"]) == (password, rest)
    assert "word" not in address
    assert ("p8_analyst", "p8") == tuple(parse_dsn(address)[name] for name in ("user", "dbname"))


def test_a_password_given_by_environment_is_that_of_the_role(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    given: dict[str, str] = {}

    def note(dsn: str, database: str, passwords: Mapping[str, str]) -> None:
        given.update(passwords)

    monkeypatch.setattr(migrate, "migrate", note)
    monkeypatch.setattr(metadata, "ensure", lambda dsn, password: "")
    monkeypatch.setenv("P8_LOADER_PASSWORD", "by environment")

    stack.prepare_databases(SERVER)

    assert "by environment" == given["p8_loader"] == connect.role_password("p8_loader")
    assert given["p8_owner"] == connect.role_password("p8_owner")


def test_airflow_learns_of_one_password_of_the_warehouse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for role in ("OWNER", "LOADER", "ANALYST", "REVIEWER", "PUBLIC"):
        monkeypatch.setenv(f"P8_{role}_PASSWORD", "by environment")
    known = airflow.environment(folder, 1, "postgresql://airflow@127.0.0.1/airflow", SERVER)

    assert {"P8_LOADER_PASSWORD"} == {name for name in known if name.startswith("P8_") and "PASSWORD" in name}


# --- ports


@pytest.mark.parametrize("ports", [[], [18080, 18081]], ids=["none is free", "others are always faster"])
def test_a_stack_without_a_port_says_so(monkeypatch: pytest.MonkeyPatch, folder: Path, ports: list[int]) -> None:
    def reached(*arguments: Any) -> None:
        raise AssertionError("went on without a port")

    stand_ins: dict[tuple[Any, str], Any] = {
        (server, "administrator_dsn"): lambda: SERVER,
        (stack, "prepare_databases"): lambda dsn: "",
        (stack, "_migrate_airflow"): lambda *arguments: None,
        (stack, "_ports"): lambda: iter(ports),
        (airflow, "start"): lambda *arguments: {"api-server": 1},
        (airflow, "listens"): lambda *arguments: False,
        (airflow.Client, "wait_until_healthy"): reached,
    }
    for (owner, name), stand_in in stand_ins.items():
        monkeypatch.setattr(owner, name, stand_in)

    with pytest.raises(airflow.AirflowError, match="no port"):
        stack.start(lambda line: None)


# --- wipe


def wiped(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("CONFIRM", "yes")
    return wipe.main()


def test_a_wiped_home_is_gone(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    home.secret("airflow_database")
    home.remember_run("sample")
    (folder / "archive" / "live").mkdir(parents=True)

    assert 0 == wiped(monkeypatch)
    assert not folder.exists()


def test_a_wipe_leaves_what_is_not_ours(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.secret("airflow_database")
    (folder / "archive").mkdir()
    (folder / "letters.txt").write_text("mine")

    assert 0 == wiped(monkeypatch)
    assert ["letters.txt"] == [path.name for path in folder.iterdir()]
    assert "letters.txt" in capsys.readouterr().out


def test_a_folder_in_which_nothing_ever_ran_is_not_wiped(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "archive").mkdir()
    (folder / "archive" / "letters.txt").write_text("mine")

    assert 1 == wiped(monkeypatch)
    assert ["archive"] == [path.name for path in folder.iterdir()]
    assert (folder / "archive" / "letters.txt").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_a_home_in_use_is_not_wiped(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.secret("airflow_database")
    with home.held("make run"):
        assert 1 == wiped(monkeypatch)

    assert (folder / "secrets").exists()
    assert "in use by `make run" in capsys.readouterr().err
