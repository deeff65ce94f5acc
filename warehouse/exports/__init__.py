"""Exports: what leaves the warehouse for people who do not ask it in SQL, in formats that other programs read.

    python -m warehouse.exports claims march/
    python -m warehouse.exports citations memo/ --claim 0123456789abcdef

Each folder is a Data Package: `datapackage.json` names every file with its size, sha256, columns and rows, the day that
is shown, the versions that made it, and whose words they are. The same published state gives the same bytes. All is
read as the role whose rights hold: what it may not see is not in a file. See docs/exports.md.
"""

from collections import deque
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from warehouse.connect import Connection, rows
from warehouse.exports import citations, claims, entities, pages
from warehouse.exports.package import Package, placed
from warehouse.exports.state import published_state

PARTS = ("claims", "citations", "ftm", "pages")


def export(
    reader: Connection,
    folder: Path,
    parts: Collection[str],
    *,
    loader: Connection | None = None,
    archive_url: str = "",
    day: date | None = None,
    claim_ids: Sequence[str] = (),
) -> Package:
    """Write some of PARTS, of the published state or as of a day, into a folder that is new or an export of before.

    `reader` is an analyst's connection, or p8_public's, and at its beginning: all is read from one snapshot. `loader`
    and the archive are needed for citations and pages, which compare each quote with its bytes; `claim_ids` names the
    claims that are cited, else all firm, new ones are. What was refused is in the package, and not in its files.
    Raises FolderTaken, NothingPublished.
    """
    reader.set_session(isolation_level="REPEATABLE READ", readonly=True)
    rows(reader, "set statement_timeout = '2h'")  # a role's own is for questions; this asks for everything
    if day is not None:
        rows(reader, "select mart.as_of(%s)", [day])
    about = published_state(reader)
    with placed(folder, about, parts) as package:
        if "claims" in parts:
            claims.write(package, reader)
        if "ftm" in parts:
            entities.write(package, reader)
        if loader is not None and {"citations", "pages"} & set(parts):
            _cite(package, reader, loader, archive_url, parts, claim_ids)
    return package


def _cite(
    package: Package,
    reader: Connection,
    loader: Connection,
    archive_url: str,
    parts: Collection[str],
    claim_ids: Sequence[str],
) -> None:
    """Citations, pages or both from one proof."""
    found: dict[str, pages.Cited] = {}
    proven = pages.noted(citations.proven(package, reader, loader, archive_url, claim_ids), found)
    if "citations" in parts:
        citations.write(package, reader, proven)
    else:
        deque(proven, maxlen=0)
    if "pages" in parts:
        pages.write(package, reader, archive_url, found)
