"""Footnotes of claims, each compared with the bytes of its page first: what differs is refused, never printed."""

from collections.abc import Iterable, Iterator, Sequence

from warehouse.connect import Connection, Row, batches, rows
from warehouse.exports import csl, tables
from warehouse.exports.package import Package
from warehouse.exports.tables import Column
from warehouse.verify import compare

CHECKS = ("is_exact", "is_withheld")
NUMBER = Column("citation_no", "integer", "Number of the footnote, in the order asked")
PLACED = Column(
    "is_placed", "boolean",
    "True if these words stand at a known place in the bytes of the archived page and were compared with them; "
    "false: they stand in the text that was read from it, whose place in the bytes is not known",
)  # fmt: skip


def proven(
    package: Package, reader: Connection, loader: Connection, archive_url: str, claim_ids: Sequence[str]
) -> Iterator[list[Row]]:
    """Rows of mart.citation with citation_no and is_placed, in the order asked; of all firm, new claims by source,
    address and place in the text if none is asked for. Each claim that is refused is told to the package."""
    number = 0
    for batch in _asked(package, reader, claim_ids):
        reasons = {row["claim_id"]: reason for row in batch if (reason := _not_citable(row))}
        done = compare(loader, archive_url, [row["claim_id"] for row in batch if row["claim_id"] not in reasons])
        of_page = {found.version_id: str(found) for found in done.differences if found.claim_id is None}
        of_claim = {found.claim_id: str(found) for found in done.differences}
        kept = []
        for row in batch:
            claim_id = row["claim_id"]
            reason = reasons.get(claim_id) or of_page.get(row["version_id"]) or of_claim.get(claim_id)
            if reason:
                package.refused.append(f"claim {claim_id} is not cited: {reason}")
                continue
            number += 1
            kept.append({**row, "citation_no": number, "is_placed": claim_id not in done.unplaced})
        yield kept


def _not_citable(row: Row) -> str | None:
    if row["is_withheld"]:
        return "its words were withheld on request"
    return None if row["is_exact"] else "its quote no longer stands in its text"


def _asked(package: Package, reader: Connection, claim_ids: Sequence[str]) -> Iterator[list[Row]]:
    if not claim_ids:
        yield from batches(
            reader,
            """
            select *
            from mart.citation
            where is_firm
                and scope = 'new'
                and not is_withheld
            order by source_key, url, retrieved_day, version_id, quote_start, claim_id
            """,
        )
        return
    order = {claim_id: place for place, claim_id in reversed(list(enumerate(claim_ids)))}
    found = rows(reader, "select * from mart.citation where claim_id = any(%s)", [list(order)])
    known = {row["claim_id"] for row in found}
    package.refused += [f"claim {asked} is not cited: it is not known here" for asked in order if asked not in known]
    yield sorted(found, key=lambda row: order[row["claim_id"]])


def write(package: Package, reader: Connection, proven: Iterable[list[Row]]) -> None:
    """citations as tables, as sentences, and the reports they are from as CSL-JSON, one item per version."""
    columns = [NUMBER, *tables.columns_of(reader, "mart.citation", without=CHECKS), PLACED]
    items: dict[str, csl.Item] = {}
    with (package.folder / "citations.txt").open("w", encoding="utf-8", newline="\n") as sentences:

        def printed() -> Iterator[list[Row]]:
            for batch in proven:
                sentences.writelines(csl.sentence(row) + "\n" for row in batch)
                items.update((row["version_id"], csl.item(row)) for row in batch)
                yield batch

        tables.write(package, "citations", columns, printed(), ["claim_id"])
    package.add("citations.txt", "text/plain", encoding="utf-8")
    package.add_json("citations.csl.json", list(items.values()), "application/vnd.citationstyles.csl+json")
