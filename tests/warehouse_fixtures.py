"""A fresh migrated warehouse for each test, and the few rows that tests of the warehouse keep writing."""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg2
import pytest
from psycopg2.extensions import make_dsn

from local import postgres
from warehouse import store
from warehouse.connect import ROLES, Connection, connect, rows
from warehouse.migrate import migrate

if TYPE_CHECKING:
    from tests.steps_fixtures import House

Warehouse = Callable[..., Connection]

PASSWORDS = {role: f"only for tests {role}" for role in ROLES}
TEMPLATE = "warehouse_template"
PUBLISHED = date(2019, 12, 2)
NIGHT_1, NIGHT_2, NIGHT_3 = date(2019, 12, 3), date(2019, 12, 6), date(2019, 12, 9)


def execute_as_admin(dsn: str, statement: str) -> None:
    """One statement outside any transaction, as databases are created."""
    with closing(psycopg2.connect(dsn)) as admin:
        admin.autocommit = True
        rows(admin, statement)


@pytest.fixture(scope="session")
def warehouse_template(server: postgres.Server) -> str:
    """A migrated database that nobody connects to, to be copied. What these tests write need not survive a crash."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        execute_as_admin(server.dsn, f"alter system set {setting} = off")
    execute_as_admin(server.dsn, "select pg_reload_conf()")
    migrate(server.dsn, TEMPLATE, PASSWORDS)
    return TEMPLATE


@pytest.fixture(scope="session")
def warehouse_pool(server: postgres.Server, warehouse_template: str) -> list[str]:
    """Migrated databases made so far by this worker: emptied and used again, ten times faster than new ones."""
    return []


@pytest.fixture
def fresh_database(
    server: postgres.Server, warehouse_pool: list[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    """Answers the names of empty migrated databases; the environment is set so that warehouse.connect finds them."""
    monkeypatch.setenv("P8_DSN", server.dsn)
    for role, password in PASSWORDS.items():
        monkeypatch.setenv(f"{role.upper()}_PASSWORD", password)
    used = itertools.count()

    def fresh() -> str:
        number = next(used)
        if number == len(warehouse_pool):
            warehouse_pool.append(f"warehouse_{number}")
            execute_as_admin(server.dsn, f"create database warehouse_{number} template {TEMPLATE} owner p8_owner")
        else:
            empty(server, warehouse_pool[number])
        return warehouse_pool[number]

    return fresh


def empty(server: postgres.Server, database: str) -> None:
    """Every row of a warehouse gone and its numbers begun anew; the record of migrations stays."""
    with closing(psycopg2.connect(admin_dsn(server, database))) as admin, admin:
        tables = rows(
            admin,
            """
            select string_agg(format('%I.%I', schemaname, tablename), ', ') as names
            from pg_tables
            where schemaname in ('raw', 'core', 'ops') and tablename <> 'schema_migration'
            """,
        )
        rows(admin, f"truncate {tables[0]['names']} restart identity cascade")
        for kept in store.KEPT:
            rows(admin, f"refresh materialized view {kept}")


@pytest.fixture
def warehouse_database(fresh_database: Callable[[], str]) -> str:
    """The name of the fresh migrated database that `warehouse` connects to."""
    return fresh_database()


@pytest.fixture
def warehouse(warehouse_database: str) -> Iterator[Warehouse]:
    """Connections by role to a fresh migrated database; `warehouse()` is the loader."""
    with ExitStack() as stack:
        yield lambda role="p8_loader": stack.enter_context(closing(connect(role, warehouse_database)))


@pytest.fixture
def loader(warehouse: Warehouse) -> Connection:
    """The pipeline's connection to the test's warehouse."""
    return warehouse()


@pytest.fixture
def analyst(warehouse: Warehouse) -> Connection:
    """An analyst's connection to the test's warehouse: each statement sees what was committed before it."""
    connection = warehouse("p8_analyst")
    connection.autocommit = True
    return connection


@pytest.fixture
def another_loader(fresh_database: Callable[[], str]) -> Iterator[Connection]:
    """A loader on a second fresh database, for comparing two warehouses."""
    with closing(connect("p8_loader", fresh_database())) as connection:
        yield connection


@pytest.fixture
def house(fresh_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[House]":
    """An archive made by hand, a fresh warehouse and a source declared for the test, to run the steps over."""
    from tests.steps_fixtures import built  # only tests that run steps wait for what they import

    with built(fresh_database(), tmp_path, monkeypatch) as house:
        yield house


def admin_dsn(server: postgres.Server, database: str) -> str:
    """The administrator's address of one database."""
    return make_dsn(server.dsn, dbname=database)


def payload(text: str) -> str:
    """The payload hash of a page that says `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def fetch(path: str, payload_sha256: str | None, key: str = "yalu_post_en", **changes: Any) -> dict[str, Any]:
    """What register makes of one archived answer."""
    return {
        "source_key": key, "url": f"http://{key}.example{path}", "url_key": path, "role": "report", "status": 200,
        "payload_sha256": payload_sha256, "payload_bytes": 9, "content_type": "text/html", "content_encoding": None,
        "warc_file": "a.warc.gz", "warc_offset": 0, "fetched_at": None, **changes,
    }  # fmt: skip


def reading(text: str, **changes: Any) -> dict[str, Any]:
    """What transforms.clean.extract and relevance would say of a page of one paragraph."""
    return {
        "title": "Crews and their papers", "text": text, "captions": [], "date": PUBLISHED.isoformat(),
        "published_at": None, "modified_at": None, "date_basis": "json-ld", "language": "en", "author": None,
        "canonical_url": None,
        "kind": "article", "is_relevant": True, "relevance_score": 0.9, **changes,
    }  # fmt: skip


def claim(text: str, quote: str, **changes: Any) -> dict[str, Any]:
    """A claim with every field, on `quote` in `text`: a firm, affirmed dispatch of 2,000 to Hunchun in October."""
    start = text.index(quote)
    return {
        "type": "movement", "subtype": "dispatch", "value_min": 2000, "value_max": 2000, "magnitude": None,
        "precision": "exact", "unit": "workers", "currency": None, "period": None,
        "places": ["Hunchun, Yanbian, Jilin, CN", "CN"], "origin": [], "via": [], "sectors": [], "company": None,
        "demographic": None, "attribution": None, "attribution_kind": None, "resolution": [],
        "event_start": "2019-10-01", "event_end": "2019-10-31", "event_basis": "text", "event_text": "in October",
        "polarity": "affirmed", "scope": "new", "part_of": None, "details": {}, "flags": [], "quote": quote,
        "start": start, "end": start + len(quote), "rule": "test", "confidence": 0.9, "firm": True, "sentence": quote,
        **changes,
    }  # fmt: skip


@dataclass
class Night:
    """One run of one day, writing as the pipeline does."""

    connection: Connection
    day: date
    name: str = ""
    run_no: int = field(init=False)

    def __post_init__(self) -> None:
        self.run_no = store.open_run(self.connection, self.name or f"nightly {self.day}", "nightly", "sample", self.day)

    def source(self, key: str = "yalu_post_en", **changes: Any) -> None:
        """Declare a source."""
        declared = {
            "key": key, "name": key.replace("_", " ").title(), "kind": "outlet", "languages": ["en"], "country": "KR",
            "home": f"http://{key}.example/", "zone": "Asia/Seoul", "quiet_days": 3, **changes,
        }  # fmt: skip
        store.save_sources(self.connection, self.run_no, self.day, [declared])

    def verdict(self, key: str = "yalu_post_en", verdict: str = "ok", **changes: Any) -> None:
        """Record how a source's night went."""
        record = {
            "source": key, "day": self.day, "run": f"{self.day:%Y%m%d}T180000Z-1", "exit_code": 0, "evidence_url": None,
            "warc": None, "log": None, "figures": {"listed": 9, "new": 1, "fetched": 4, "not_modified": 0, "failed": 0},
            **changes,
        }  # fmt: skip
        store.save_source_run(self.connection, self.run_no, record, verdict, "as usual", None)

    def page(self, text: str, path: str = "/1", key: str = "yalu_post_en", **changes: Any) -> store.Saved:
        """A page that says `text`: fetched, registered and read."""
        self.fetched(path, payload(text), key, **changes)
        return self.read(text, path, key)

    def fetched(self, path: str, payload_sha256: str | None, key: str = "yalu_post_en", **changes: Any) -> None:
        """An address of a source that answered with a payload."""
        store.save_fetches(self.connection, self.run_no, self.day, [fetch(path, payload_sha256, key, **changes)])

    def read(self, text: str, path: str = "/1", key: str = "yalu_post_en", **changes: Any) -> store.Saved:
        """The reading of a page that was fetched before."""
        return store.save_reading(
            self.connection, self.run_no, self.day, key, path, f"http://{key}.example{path}", payload(text), "clean-1",
            reading(text, **changes),
        )  # fmt: skip

    def claims(self, saved: store.Saved, *claims: dict[str, Any], reader: str = "claims-1") -> int:
        """What a reader found in a version."""
        return store.save_claims(
            self.connection, self.run_no, self.day, saved.version_id, saved.reading_id, reader, claims
        )

    def report(
        self, text: str, *quotes: tuple[str, dict[str, Any]], path: str = "/1", key: str = "yalu_post_en"
    ) -> str:
        """A report with its claims, each (quote, changed fields); the report's id."""
        saved = self.page(text, path, key)
        self.claims(saved, *(claim(text, quote, **changes) for quote, changes in quotes))
        return store.public_id(key, path)

    def stories(self, story_of: dict[str, str], copied_from: dict[str, str] | None = None) -> None:
        """Which report belongs to which story, and which was copied from which."""
        grounds = {
            "method": "shared passages", "score": 0.8,
            "evidence": [{"start": 0, "end": 39, "other_start": 0, "other_end": 39}],
            "placed_day": PUBLISHED,
        }  # fmt: skip
        members = [{"id": report, "story": story, **grounds} for report, story in story_of.items()]
        edges = [{"id": copy, "copied_from": source, **grounds} for copy, source in (copied_from or {}).items()]
        store.save_stories(self.connection, self.run_no, self.day, members, edges)

    def publish(self) -> None:
        """Close what newer versions replaced, move the pointer, commit."""
        store.close_superseded_claims(self.connection, self.run_no, self.day)
        store.publish(self.connection, self.run_no, self.day)
        self.connection.commit()


def one_event(event: str, claim_ids: Iterable[str]) -> list[dict[str, Any]]:
    """What save_events takes: these claims tell one event; of its evidence nothing."""
    return [{"claim_id": claim_id, "event": event, "evidence": None} for claim_id in claim_ids]
