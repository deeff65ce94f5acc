"""Migrations: applied once and whole, whoever runs them, however often, and never changed afterwards."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.errors import LockNotAvailable

from local import postgres
from tests.warehouse_fixtures import PASSWORDS, admin_dsn, execute_as_admin
from warehouse import migrate as migrations
from warehouse import store
from warehouse.connect import Connection, rows
from warehouse.migrate import FOLDER, MigrationError, due, migrate, views_in_order


@pytest.fixture
def database(server: postgres.Server) -> Iterator[str]:
    execute_as_admin(server.dsn, "drop database if exists p8_of_migrations with (force)")
    yield "p8_of_migrations"
    execute_as_admin(server.dsn, "drop database if exists p8_of_migrations with (force)")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the warehouse's SQL that a test may edit."""
    folder = tmp_path / "warehouse"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def tables(server: postgres.Server, database: str) -> set[str]:
    with closing(psycopg2.connect(admin_dsn(server, database))) as connection:
        found = rows(connection, "select table_schema || '.' || table_name as name from information_schema.tables")
    return {row["name"] for row in found}


def rows_of(server: postgres.Server, statement: str, *values: str) -> list[dict[str, object]]:
    with closing(psycopg2.connect(server.dsn)) as connection:
        return rows(connection, statement, values)


def test_a_second_migration_finds_nothing_to_do(server: postgres.Server, database: str) -> None:
    first = migrate(server.dsn, database, PASSWORDS)
    second = migrate(server.dsn, database, PASSWORDS)

    assert "001_runs.sql" in first and "views" in first
    assert [] == second


def test_a_dry_run_says_what_is_due_and_writes_nothing(server: postgres.Server, database: str, code: Path) -> None:
    told = due(server.dsn, database, folder=code)
    assert told[0].startswith("001_runs.sql: The record of operations")
    assert "views: mart and grants made anew" == told[-1]
    assert [] == rows_of(server, "select datname from pg_database where datname = %s", database)

    migrate(server.dsn, database, PASSWORDS, folder=code)
    assert [] == due(server.dsn, database, folder=code)

    (code / "migrations" / "999_of_tomorrow.sql").write_text("-- A table.\n-- Locks nothing.\nselect 1;")
    before = tables(server, database)
    assert ["999_of_tomorrow.sql: A table. Locks nothing.", "views: mart and grants made anew"] == due(
        server.dsn, database, folder=code
    )
    assert before == tables(server, database)


def test_an_edited_migration_is_refused_by_name(server: postgres.Server, database: str, code: Path) -> None:
    migrate(server.dsn, database, PASSWORDS, folder=code)
    edited = code / "migrations" / "002_pages.sql"
    edited.write_text(edited.read_text() + "\n-- one more thought\n")

    with pytest.raises(MigrationError, match=r"002_pages\.sql was edited"):
        migrate(server.dsn, database, PASSWORDS, folder=code)


def test_a_database_of_newer_code_is_refused(server: postgres.Server, database: str, code: Path) -> None:
    (code / "migrations" / "999_of_tomorrow.sql").write_text("create table core.tomorrow (day date);")
    migrate(server.dsn, database, PASSWORDS, folder=code)

    with pytest.raises(MigrationError, match=r"999_of_tomorrow\.sql, which this code lacks"):
        migrate(server.dsn, database, PASSWORDS)


def test_a_migration_that_fails_leaves_nothing_behind(server: postgres.Server, database: str, code: Path) -> None:
    broken = code / "migrations" / "999_broken.sql"
    broken.write_text("create table core.half (day date); select 1 / 0;")
    with pytest.raises(MigrationError, match=r"999_broken\.sql failed and left nothing behind: division by zero"):
        migrate(server.dsn, database, PASSWORDS, folder=code)
    assert "core.half" not in tables(server, database)

    broken.write_text("create table core.half (day date); comment on table core.half is 'Now whole';")

    assert ["999_broken.sql", "views"] == migrate(server.dsn, database, PASSWORDS, folder=code)


def test_a_killed_migration_is_taken_up_again(server: postgres.Server, database: str, code: Path) -> None:
    (code / "migrations" / "004_stories.sql").write_text(
        "create table core.half (day date); select pg_terminate_backend(pg_backend_pid());"
    )
    with pytest.raises(MigrationError):
        migrate(server.dsn, database, PASSWORDS, folder=code)

    applied = migrate(server.dsn, database, PASSWORDS)

    left = [file.name for file in sorted((FOLDER / "migrations").glob("*.sql")) if file.name >= "004"]
    assert [*left, "views"] == applied
    assert "core.half" not in tables(server, database)


def test_two_migrations_at_once_apply_each_step_once(server: postgres.Server, database: str) -> None:
    with ThreadPoolExecutor(2) as both:
        applied = list(both.map(lambda _: migrate(server.dsn, database, PASSWORDS), range(2)))

    assert sorted(map(len, applied)) == [0, len(list((FOLDER / "migrations").glob("*.sql"))) + 1]


def test_two_databases_of_one_server_share_their_roles(server: postgres.Server, database: str) -> None:
    other = "p8_of_migrations_too"
    with ThreadPoolExecutor(2) as both:
        applied = list(both.map(lambda name: migrate(server.dsn, name, PASSWORDS), [database, other]))
    execute_as_admin(server.dsn, f"drop database {other} with (force)")

    assert all("views" in names for names in applied)


def test_a_login_that_may_create_roles_and_databases_is_enough(
    server: postgres.Server, database: str, warehouse_template: str
) -> None:
    execute_as_admin(server.dsn, "drop role if exists builder")
    execute_as_admin(server.dsn, "create role builder login createdb createrole password 'builder'")
    for role in PASSWORDS:
        execute_as_admin(server.dsn, f"grant {role} to builder with admin true")

    applied = migrate(psycopg2.extensions.make_dsn(server.dsn, user="builder", password="builder"), database, PASSWORDS)

    assert "views" in applied
    execute_as_admin(server.dsn, f"drop database {database} with (force)")
    execute_as_admin(server.dsn, "drop owned by builder")
    execute_as_admin(server.dsn, "drop role builder")


def test_a_changed_view_is_made_anew_without_a_migration(server: postgres.Server, database: str, code: Path) -> None:
    migrate(server.dsn, database, PASSWORDS, folder=code)
    view = code / "views" / "horizon.sql"
    view.write_text(view.read_text().replace("chosen.day as as_of_day", "chosen.day as as_of_day, 1 as one"))

    applied = migrate(server.dsn, database, PASSWORDS, folder=code)

    assert ["views"] == applied


@pytest.fixture
def half_way(server: postgres.Server, database: str, code: Path) -> Iterator[Connection]:
    """A connection to a warehouse whose views are being made anew, and are not done for as long as it is open."""
    migrate(server.dsn, database, PASSWORDS, folder=code)
    (code / "views" / "wait.sql").write_text("select pg_advisory_xact_lock(1957);")
    with ThreadPoolExecutor(1) as background, closing(psycopg2.connect(admin_dsn(server, database))) as holder:
        holder.autocommit = True
        rows(holder, "select pg_advisory_lock(1957)")
        migrating = background.submit(migrate, server.dsn, database, PASSWORDS, folder=code)
        waiting = "select pid from pg_locks where locktype = 'advisory' and objid = 1957 and not granted"
        while not rows(holder, waiting) and not migrating.done():
            pass
        yield holder
        rows(holder, "select pg_advisory_unlock(1957)")
        assert ["views"] == migrating.result()


def test_readers_go_on_while_views_are_made_anew(half_way: Connection) -> None:
    rows(half_way, "set role p8_analyst; set statement_timeout = '10s'")

    assert [] == rows(half_way, "select * from mart.known_claim")
    rows(half_way, "reset role")


def test_nothing_is_published_while_views_are_made_anew(half_way: Connection) -> None:
    half_way.autocommit = False
    rows(half_way, "set lock_timeout = '100ms'")

    with pytest.raises(LockNotAvailable), half_way:
        store.show_published(half_way)


def test_views_come_after_those_they_read() -> None:
    files = {"a": "select from mart.b", "b": "select from mart.c join mart.b", "c": "select 1"}

    assert ["c", "b", "a"] == views_in_order(files)


def test_views_that_read_each_other_in_a_circle_are_refused() -> None:
    with pytest.raises(MigrationError, match="circle: a, b"):
        views_in_order({"a": "select from mart.b", "b": "select from mart.a"})


def test_what_stands_in_stories_is_not_due_after_the_upgrade(
    server: postgres.Server, database: str, code: Path
) -> None:
    for file in (code / "migrations").glob("*.sql"):
        if file.name >= "010":
            file.rename(code / file.name)
    for file in (code / "views").glob("*.sql"):
        file.rename(code / file.name)
    (code / "grants.sql").write_text("")
    migrate(server.dsn, database, PASSWORDS, folder=code)
    values = {"reading_id": "old", "version_id": "v", "extractor_version": "clean-1", "kind": "article", "text": "t"}
    with closing(psycopg2.connect(admin_dsn(server, database))) as connection, connection:
        rows(connection, "set session_replication_role = replica")
        insert = """
            insert into core.reading (
                reading_id, version_id, extractor_version, kind, text, captions, is_relevant, relevance_score,
                known_from, opened_run
            )
            values (
                %(reading_id)s, %(version_id)s, %(extractor_version)s, %(kind)s, %(text)s, '{}', true, 1,
                '2019-12-03', 1
            )
        """
        rows(connection, insert, values)

    migrate(server.dsn, database, PASSWORDS)

    with closing(psycopg2.connect(admin_dsn(server, database))) as connection, connection:
        rows(connection, "set session_replication_role = replica")
        rows(connection, insert, {**values, "reading_id": "new", "extractor_version": "clean-2"})
        found = rows(connection, "select reading_id, is_related from core.reading order by reading_id")
    assert [("new", False), ("old", True)] == [tuple(row.values()) for row in found]


def test_a_missing_password_is_named(server: postgres.Server, database: str) -> None:
    with pytest.raises(MigrationError, match="no password given for p8_analyst"):
        migrate(server.dsn, database, {**PASSWORDS, "p8_analyst": ""})


def test_the_command_makes_passwords_that_only_their_owner_reads(
    server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("P8_HOME", str(tmp_path))

    made = migrations.ensure_passwords()

    assert made == migrations.ensure_passwords()
    assert {0o600} == {file.stat().st_mode & 0o777 for file in (tmp_path / "secrets").iterdir()}


def test_without_a_server_the_command_says_what_to_set(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "warehouse.migrate"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"}, cwd=FOLDER.parent
    )

    assert 1 == done.returncode
    assert "P8_DSN is not set" in done.stderr
