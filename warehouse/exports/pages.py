"""The cited pages as they were received, in one WACZ file: those whose text the reader's rights let be shown whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from scrapers import archive
from warehouse.connect import Connection, Row, rows
from warehouse.exports import wacz
from warehouse.exports.package import Package

FILE = "pages.wacz"
ABOUT = """Pages as they were received, one HTTP response each, without what a browser would load beside them. Their
texts are their publishers': `sources` says how far each may be shown."""


@dataclass
class Cited:
    """A page that is cited: where its record stands, and the versions that were read from it with their titles."""

    warc_file: str
    warc_offset: int
    titles: dict[str, str | None] = field(default_factory=dict)


def noted(batches: Iterable[list[Row]], found: dict[str, Cited]) -> Iterator[list[Row]]:
    """The same batches; the page of each citation is noted in `found`, by its hash."""
    for batch in batches:
        for row in batch:
            cited = found.setdefault(row["page_sha256"], Cited(row["warc_file"], row["warc_offset"]))
            cited.titles[row["version_id"]] = row["title"]
        yield batch


def write(package: Package, reader: Connection, archive_url: str, cited: Mapping[str, Cited]) -> None:
    """pages.wacz, unless no page may be shown. How many were left out, and why, is told to the package."""
    why = _left_out(reader, cited)
    package.left_out |= Counter(why.values())
    shown = {sha256: page for sha256, page in sorted(cited.items()) if sha256 not in why}
    if not shown:
        return
    captures = (_capture(archive_url, page) for page in shown.values())
    about = {"title": "Pages cited", "description": ABOUT, "sources": package.about["sources"]}
    count = wacz.write(package.folder / FILE, captures, about, date.fromisoformat(package.about["day"]))
    package.add(FILE, "application/wacz", rowCount=count)


def _left_out(reader: Connection, cited: Mapping[str, Cited]) -> dict[str, str]:
    """Pages that may not be shown, by hash, and why. Row security says whose whole text the role may read. A page that
    carries several reports is left out whole if any report of its source was withheld: it may be on it."""
    found = rows(
        reader,
        """
        select
            version.version_id,
            exists (select from core.reading where reading.version_id = version.version_id) as is_readable,
            exists (
                select from core.withheld
                where withheld.payload_sha256 = version.first_payload_sha256
                    or version.part is not null and withheld.source_key = report.source_key
            ) as is_withheld
        from core.version
        join core.report using (report_id)
        where version.version_id = any(%s)
        """,
        [[version for page in cited.values() for version in page.titles]],
    )
    unreadable = {row["version_id"] for row in found if not row["is_readable"]}
    withheld = {row["version_id"] for row in found if row["is_withheld"]}
    why = {}
    for sha256, page in cited.items():
        if page.titles.keys() & withheld:
            why[sha256] = "may carry a withheld report"
        elif page.titles.keys() & unreadable:
            why[sha256] = "terms of the source"
    return why


def _capture(archive_url: str, page: Cited) -> wacz.Capture:
    """A page that carries several reports has the title of none of them."""
    titles = set(page.titles.values())
    return wacz.Capture(
        archive.read_page(archive_url, page.warc_file, page.warc_offset),
        titles.pop() if len(titles) == 1 else None,
        archive.record_bytes(archive_url, page.warc_file, page.warc_offset),
    )
