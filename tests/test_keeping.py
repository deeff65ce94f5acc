"""A warehouse that was dumped and restored says the same."""

import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from local import postgres
from tests.warehouse_fixtures import NIGHT_1, Night, Warehouse, admin_dsn, execute_as_admin
from warehouse.connect import connect, rows
from warehouse.content_hash import content_hash


def test_a_dump_restored_elsewhere_has_the_same_hash_and_answers(
    server: postgres.Server, warehouse_database: str, warehouse: Warehouse, tmp_path: Path
) -> None:
    if not (postgres.binaries() / "pg_dump").exists():
        pytest.skip("this PostgreSQL came without pg_dump")
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.report("At least 2,000 workers left.", ("At least 2,000 workers", {}))
    night.publish()
    dump = tmp_path / "p8.dump"

    _run("pg_dump", "--format=custom", f"--file={dump}", admin_dsn(server, warehouse_database))
    execute_as_admin(server.dsn, "create database restored owner p8_owner template template0")
    _run("pg_restore", "--exit-on-error", f"--dbname={admin_dsn(server, 'restored')}", str(dump))

    with closing(connect("p8_loader", "restored")) as restored, closing(connect("p8_analyst", "restored")) as analyst:
        assert content_hash(warehouse()) == content_hash(restored)
        assert 1 == len(rows(analyst, "select claim_id from mart.known_claim"))
    execute_as_admin(server.dsn, "drop database restored")


def _run(program: str, *arguments: str) -> None:
    subprocess.run([str(postgres.binaries() / program), *arguments], check=True, capture_output=True, text=True)
