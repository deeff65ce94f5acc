"""Writes an export: python -m warehouse.exports claims march/ (claims, citations, ftm, pages or all)."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

from local import server
from local.home import last_web
from scrapers import archive
from warehouse.brief import NothingPublished
from warehouse.connect import ConnectError, connect, database_of
from warehouse.exports import PARTS, export
from warehouse.exports.package import FolderTaken, Package

FOR_ALL = ("claims",)
PROVEN = ("citations", "pages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 0 with what was written, 1 with the reason if nothing was, or if a claim was refused."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    parts = PARTS if asked.what == "all" else (asked.what,)
    if asked.public:
        parts = FOR_ALL if asked.what == "all" else parts
        if parts != FOR_ALL or asked.day:
            parser.error("the public sees claims of the published state alone: no quotes, no pages, no other day")
    if asked.claim and not set(parts) & set(PROVEN):
        parser.error("--claim names what citations and pages are of")
    web = last_web()
    database = database_of(web)
    try:
        with server.awake(), ExitStack() as stack:
            reader = stack.enter_context(closing(connect("p8_public" if asked.public else "p8_analyst", database)))
            # quotes are proved as `warehouse.verify` does it, which needs texts that no analyst may read
            loader = stack.enter_context(closing(connect("p8_loader", database))) if set(parts) & set(PROVEN) else None
            package = export(
                reader, asked.folder, parts, loader=loader, archive_url=archive.root(web), day=asked.day,
                claim_ids=asked.claim,
            )  # fmt: skip
    except (ConnectError, server.NoWarehouse, NothingPublished, FolderTaken, archive.ArchiveBroken, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return _told(package, asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m warehouse.exports",
        description="Writes claims, citations, entities (ftm) or cited pages into a folder, with a manifest.",
        epilog="example: python -m warehouse.exports citations memo/ --claim 0123456789abcdef",
    )
    parser.add_argument("what", metavar="WHAT", choices=[*PARTS, "all"], help=f"{', '.join(PARTS)} or all")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder, or an export to be replaced")
    parser.add_argument("--day", type=date.fromisoformat, help="what was known on a day, YYYY-MM-DD")
    parser.add_argument("--public", action="store_true", help="what anybody may see: no quotes, no place below a city")
    parser.add_argument(
        "--claim", nargs="+", default=(), metavar="ID", help="cite these, in this order; else all firm, new claims"
    )
    return parser


def _told(package: Package, folder: Path) -> int:
    for line in package.refused:
        print(line, file=sys.stderr)
    for resource in package.resources:
        count = f"{resource['rowCount']:>9,}" if "rowCount" in resource else " " * 9
        print(f"{count}  {resource['bytes']:>11,} bytes  {folder / resource['path']}")
    for reason, left_out in sorted(package.left_out.items()):
        print(f"{left_out:>9,}  cited pages left out: {reason}")
    return 1 if package.refused else 0


if __name__ == "__main__":
    sys.exit(main())
