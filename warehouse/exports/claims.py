"""Claims as tables, beside the coverage that every trend must be read with."""

from collections.abc import Sequence

from warehouse.connect import Connection, batches
from warehouse.exports import tables
from warehouse.exports.package import Package
from warehouse.exports.tables import Column


def write(package: Package, reader: Connection) -> None:
    """claims: one row per claim that the role may see, of every polarity and scope, firm or not; for the public firm,
    new ones without quotes and with no place finer than a city. coverage: how many sources were awake, by month."""
    view = "mart.public_claim" if package.about["rights"] == "p8_public" else "mart.known_claim"
    _write(package, reader, "claims", view, ["claim_id"], ["known_from", "claim_id"])
    _write(package, reader, "coverage", "mart.coverage_by_month", [], ["month"])


def _write(
    package: Package, reader: Connection, name: str, view: str, key: Sequence[str], order: Sequence[str]
) -> None:
    # the order of entry is no public id: a rebuilt warehouse has other numbers
    columns = tables.columns_of(reader, view, without=["claim_no"])
    statement = f"select {_listed(columns)} from {view} order by {', '.join(order)}"  # noqa: S608
    tables.write(package, name, columns, batches(reader, statement), key)


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)
