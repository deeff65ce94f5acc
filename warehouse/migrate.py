"""Brings a warehouse database to the state of this code: roles, database, migrations, views, grants.

    P8_DSN=postgresql://admin:...@127.0.0.1:5432/postgres python -m warehouse.migrate --web sample

Safe to run at any time, twice at once, and again after a kill: each migration and its record are one transaction.
"""

import argparse
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import make_dsn, parse_dsn

from warehouse.connect import ROLES, ConnectError, Connection, database_of, home, one, role_password, rows

FOLDER = Path(__file__).parent
OLDEST_SERVER = 170000
# One lock for all warehouse databases of a server, because roles belong to the server. The number is any fixed one.
LOCK = 2397_2019_12_22
LOCK_SECONDS = 90  # longer than an analyst's longest statement, which may hold a view that goes
VIEWS = "views"
# Made beside the views that stand and put in their place at the end: until then readers go on with those. What is kept
# is filled on the way, which takes minutes over a million claims. Nothing is published meanwhile: it would be lost. A
# publication under way is waited for, however long it takes, with nothing held.
SCHEMAS_ANEW = f"""
set local lock_timeout = 0;
lock table ops.published in share row exclusive mode;
set local lock_timeout = '{LOCK_SECONDS}s';
do $$
declare
    name text;
begin
    foreach name in array array['mart', 'kept']
    loop
        if to_regnamespace(name) is not null then
            execute format('alter schema %I rename to %I', name, name || '_before');
        end if;
        execute format('create schema %I', name);
    end loop;
end
$$;
comment on schema mart is 'For analysts: documented views, reading through the published run';
comment on schema kept is 'Rows of views of mart as publication left them; nobody but those views reads them';
"""
SCHEMAS_BEFORE = "drop schema if exists mart_before, kept_before cascade;"
WORDS_ABOUT = re.compile(r"--[^\n]*|'(?:[^']|'')*'")  # comments and strings name views that they do not read

BOOKKEEPING = """
create schema if not exists ops;
create table if not exists ops.schema_migration (
    migration text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    constraint schema_migration_pkey primary key (migration)
);
comment on table ops.schema_migration is 'One row per applied migration, and one for the views and grants last created';
comment on column ops.schema_migration.migration is 'File name in warehouse/migrations, or the word views';
comment on column ops.schema_migration.sha256 is 'sha256 of what was applied, hex: an edited migration is refused';
comment on column ops.schema_migration.applied_at is 'When it was applied';
"""


class MigrationError(Exception):
    """The database cannot be brought to this code. The message names the file or the server and says what to do."""


@dataclass(frozen=True)
class Step:
    """One migration file: its name, its text, and the hash by which an edit is noticed."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def about(self) -> str:
        """Its first comment: what it is for, what it locks and touches."""
        head = takewhile(lambda line: line.startswith("--"), self.text.splitlines())
        return " ".join(line.removeprefix("--").strip() for line in head)


def migrate(admin_dsn: str, database: str, passwords: Mapping[str, str], *, folder: Path = FOLDER) -> list[str]:
    """Create or update roles and database; returns the names of what was applied, nothing if all was up to date.

    `admin_dsn` is a login that may create roles and databases. Raises MigrationError.
    """
    with closing(_connection(admin_dsn)) as admin, _lock(admin):
        _roles(admin, passwords, folder)
        _database(admin, database)
        owner_dsn = make_dsn(admin_dsn, user="p8_owner", password=passwords["p8_owner"], dbname=database)
        with closing(_connection(owner_dsn)) as owner:
            rows(owner, f"set lock_timeout = '{LOCK_SECONDS}s'")
            return [*_migrations(owner, folder), *_views(owner, folder)]


def due(admin_dsn: str, database: str, *, folder: Path = FOLDER) -> list[str]:
    """What migrate would apply, a line a step with what its head says; writes nothing. Raises MigrationError."""
    with closing(_connection(admin_dsn)) as admin:
        is_there = one(admin, "select 1 from pg_database where datname = %s", [database]) is not None
    applied: dict[str, str] = {}
    if is_there:
        with closing(_connection(make_dsn(admin_dsn, dbname=database))) as connection:
            rows(connection, "set role p8_owner")
            if one(connection, "select to_regclass('ops.schema_migration') as found") != {"found": None}:
                applied = _applied(connection)
    steps = _steps(folder)
    _refuse_foreign_history(steps, applied)
    waiting = [f"{step.name}: {step.about}" for step in steps if step.name not in applied]
    views = _views_step(folder, {step.name: step.sha256 for step in steps})
    return [*waiting, *([f"{VIEWS}: mart and grants made anew"] if applied.get(VIEWS) != views.sha256 else [])]


def ensure_passwords() -> dict[str, str]:
    """A password for every role: those that are there; for the rest new ones, written to secrets/<role> in P8_HOME."""
    return {role: _password(role) for role in ROLES}


def _password(role: str) -> str:
    try:
        return role_password(role)
    except ConnectError:
        file = home() / "secrets" / role
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = file.with_name(f"{role}.{os.getpid()}.new")
        with open(half, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as target:
            target.write(secrets.token_hex(24))
        half.rename(file)
        return role_password(role)


def _connection(dsn: str) -> Connection:
    try:
        connection = psycopg2.connect(dsn, connect_timeout=10)
    except psycopg2.OperationalError as error:
        raise MigrationError(f"cannot connect to migrate: {str(error).strip()}") from error
    if connection.server_version < OLDEST_SERVER:
        connection.close()
        raise MigrationError(f"PostgreSQL {connection.server_version} is too old: 17 or newer is needed")
    connection.autocommit = True
    return connection


@contextmanager
def _lock(admin: Connection) -> Iterator[None]:
    """Held by the session, so that a killed migration frees it. The administrator's database is the same for all."""
    rows(admin, "select pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        rows(admin, "select pg_advisory_unlock(%s)", [LOCK])


def _roles(admin: Connection, passwords: Mapping[str, str], folder: Path) -> None:
    missing = [role for role in ROLES if not passwords.get(role)]
    if missing:
        raise MigrationError(f"no password given for {', '.join(missing)}")
    with admin.cursor() as cursor:
        cursor.execute((folder / "roles.sql").read_text())
        for role in ROLES:
            cursor.execute(sql.SQL("alter role {} password %s").format(sql.Identifier(role)), [passwords[role]])


def _database(admin: Connection, database: str) -> None:
    if one(admin, "select 1 from pg_database where datname = %s", [database]) is None:
        _create_database(admin, database)
    name = sql.Identifier(database)
    others = sql.SQL(", ").join(map(sql.Identifier, ROLES))
    with admin.cursor() as cursor:
        cursor.execute(sql.SQL("revoke connect, temporary on database {} from public").format(name))
        cursor.execute(sql.SQL("grant connect, temporary on database {} to {}").format(name, others))


def _create_database(admin: Connection, database: str) -> None:
    with admin.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "create database {} owner p8_owner template template0 encoding 'UTF8'"
                " locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
            ).format(sql.Identifier(database))
        )


def _migrations(owner: Connection, folder: Path) -> list[str]:
    with owner.cursor() as cursor:
        cursor.execute(BOOKKEEPING)
    steps, applied = _steps(folder), _applied(owner)
    _refuse_foreign_history(steps, applied)
    todo = [step for step in steps if step.name not in applied]
    for step in todo:
        _apply(owner, step, step.text)
    return [step.name for step in todo]


def _steps(folder: Path) -> list[Step]:
    return [Step(file.name, file.read_text()) for file in sorted((folder / "migrations").glob("*.sql"))]


def _applied(connection: Connection) -> dict[str, str]:
    found = rows(connection, "select migration, sha256 from ops.schema_migration order by migration")
    return {row["migration"]: row["sha256"] for row in found}


def _refuse_foreign_history(steps: list[Step], applied: Mapping[str, str]) -> None:
    edited = [step.name for step in steps if applied.get(step.name, step.sha256) != step.sha256]
    if edited:
        raise MigrationError(
            f"{', '.join(edited)} was edited after it had been applied: restore it and add a new migration instead"
        )
    unknown = sorted(set(applied) - {step.name for step in steps} - {VIEWS})
    if unknown:
        raise MigrationError(
            f"the database has {', '.join(unknown)}, which this code lacks: use the newer code, or a new database"
        )


def _apply(owner: Connection, step: Step, text: str) -> None:
    """The text and its record, sent as one: the server runs them as one transaction, and a kill leaves neither."""
    record = """
        insert into ops.schema_migration (migration, sha256)
        values (%s, %s)
        on conflict (migration) do update set sha256 = excluded.sha256, applied_at = excluded.applied_at
    """
    try:
        with owner.cursor() as cursor:
            cursor.execute(f"{text}\n;" + cursor.mogrify(record, [step.name, step.sha256]).decode())
    except psycopg2.Error as error:
        raise MigrationError(f"{step.name} failed and left nothing behind: {str(error).strip()}") from error


def _views(owner: Connection, folder: Path) -> list[str]:
    """Schemas mart and kept anew from views/ and grants.sql, only if one of them or a migration changed."""
    applied = _applied(owner)
    step = _views_step(folder, {name: sha256 for name, sha256 in applied.items() if name != VIEWS})
    if applied.get(VIEWS) == step.sha256:
        return []
    _apply(owner, step, step.text)
    return [VIEWS]


def _views_step(folder: Path, migrations: Mapping[str, str]) -> Step:
    """What makes mart; its hash is of the migrations too."""
    files = {file.stem: file.read_text() for file in sorted((folder / "views").glob("*.sql"))}
    text = "\n".join([
        SCHEMAS_ANEW,
        *(files[name] for name in views_in_order(files)),
        (folder / "grants.sql").read_text(),
        SCHEMAS_BEFORE,
        *(f"-- after {name} {sha256}" for name, sha256 in sorted(migrations.items())),
    ])  # fmt: skip
    return Step(VIEWS, text)


def views_in_order(files: Mapping[str, str]) -> list[str]:
    """Names of view files, each after those that its statements read. Raises MigrationError on a circle."""
    read = {name: set(re.findall(r"\b(?:mart|kept)\.(\w+)", WORDS_ABOUT.sub("", text))) for name, text in files.items()}
    waiting = {name: (names & set(files)) - {name} for name, names in read.items()}
    ordered: list[str] = []
    while waiting:
        ready = sorted(name for name, needs in waiting.items() if needs <= set(ordered))
        if not ready:
            raise MigrationError(f"views read each other in a circle: {', '.join(sorted(waiting))}")
        ordered += ready
        waiting = {name: needs for name, needs in waiting.items() if name not in ready}
    return ordered


def main() -> int:
    """The command; prints what was applied. Exit 0 when the database is up to date, 1 with the reason otherwise."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.migrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--web", choices=["live", "sample"], default=os.environ.get("P8_WEB", "live"))
    parser.add_argument("--dry-run", action="store_true", help="only say what would be applied")
    asked = parser.parse_args()
    database = database_of(asked.web)
    admin_dsn = os.environ.get("P8_DSN")
    if not admin_dsn:
        print(
            "P8_DSN is not set: it names the PostgreSQL server and a login that may create roles and databases",
            file=sys.stderr,
        )
        return 1
    try:
        if asked.dry_run:
            print("\n".join(due(make_dsn(**parse_dsn(admin_dsn)), database)) or f"{database}: up to date")
            return 0
        applied = migrate(make_dsn(**parse_dsn(admin_dsn)), database, ensure_passwords())
    except MigrationError as error:
        print(f"{database}: {error}", file=sys.stderr)
        return 1
    print(f"{database}: {', '.join(applied) if applied else 'up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
