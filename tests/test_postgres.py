"""The embedded server: made once, found again, gone without a trace."""

import contextlib
from pathlib import Path

import psutil
import psycopg2
import pytest

from local import postgres


def answer(server: postgres.Server, question: str) -> object:
    connection = psycopg2.connect(server.dsn)
    with connection, connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    connection.close()
    return row[0] if row else None


def test_a_server_starts_under_a_closed_folder_with_a_space_in_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "closed to others"
    folder.mkdir(mode=0o700)
    with postgres.running(folder / "pgdata") as server:
        assert "C.UTF-8" == answer(server, "select datlocale from pg_database where datname = 'postgres'")
        assert "ㄱ" == answer(server, "select lower('ㄱ')")


def test_a_server_listens_on_loopback_only_and_asks_for_its_password(tmp_path: Path) -> None:
    with postgres.running(tmp_path / "pgdata") as server:
        assert "127.0.0.1" == answer(server, "show listen_addresses")
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(f"postgresql://{postgres.ADMIN}:wrong@127.0.0.1:{server.port}/postgres")


def test_data_outlives_a_kill_of_the_server(tmp_path: Path) -> None:
    server = postgres.start(tmp_path / "pgdata")
    connection = psycopg2.connect(server.dsn)
    with connection, connection.cursor() as cursor:
        cursor.execute("create table kept (n int); insert into kept values (7)")
    connection.close()
    postmaster = psutil.Process(int((tmp_path / "pgdata" / "postmaster.pid").read_text().split()[0]))
    victims = [postmaster, *postmaster.children(recursive=True)]
    for victim in victims:
        with contextlib.suppress(psutil.NoSuchProcess):  # they die with their postmaster
            victim.kill()
    psutil.wait_procs(victims, timeout=10)
    with postgres.running(tmp_path / "pgdata") as again:
        assert 7 == answer(again, "select n from kept")


def test_a_half_made_data_folder_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "pgdata.new").mkdir()
    (tmp_path / "pgdata.new" / "PG_VERSION").write_text("18")
    with postgres.running(tmp_path / "pgdata") as server:
        assert 1 == answer(server, "select 1")


def test_a_pid_file_whose_pid_was_given_to_another_process_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "pgdata"
    folder.mkdir()
    (folder / "postmaster.pid").write_text(f"{psutil.Process().pid}\n{folder}\n0\n5432\n")

    postgres.stop(folder)

    assert not postgres.is_running(folder)


def test_a_server_that_was_running_is_left_running(tmp_path: Path) -> None:
    server = postgres.start(tmp_path / "pgdata")
    with postgres.running(tmp_path / "pgdata") as same:
        assert server.port == same.port
    assert postgres.is_running(tmp_path / "pgdata")
    postgres.stop(tmp_path / "pgdata")
    assert not postgres.is_running(tmp_path / "pgdata")
