"""Proves claims from the archive: payload against hash, quote against reading, the bytes of the quote against the page.

    python -m warehouse.verify --claim 0123456789abcdef

Reads each page again from its WARC file, and the bytes in which each quote stands. Over the whole warehouse, and for
one claim, the text is also made anew with the extractor; a part is found again in the listing page that carries it.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from local import server
from local.home import last_web
from scrapers import archive
from scrapers.archive import ArchiveBroken, read_page
from scrapers.page import Page, PageUnreadable
from scrapers.parts import DOCUMENT_HEADERS, PartMissing, document_of, find_part
from scrapers.source import Source, UnknownSource, Web, source_of
from transforms.bytemap import ByteMap, says
from transforms.characters import tidy
from transforms.clean import EXTRACTOR, extract
from transforms.pdf import TextLayer, text_layer
from warehouse import store
from warehouse.connect import ConnectError, Connection, Row, connect, database_of, rows

CUT = 60  # characters of a text shown in a message


@dataclass(frozen=True)
class Difference:
    """One thing that does not hold: of which version (and claim), what was compared, the two sides, and where."""

    version_id: str
    claim_id: str | None
    what: str
    detail: str
    where: str

    def __str__(self) -> str:
        subject = f"claim {self.claim_id}" if self.claim_id else f"version {self.version_id}"
        return f"{subject}: {self.what}: {self.detail} ({self.where})"


@dataclass
class Verification:
    """How much was compared, how much could not be made anew (readings of an older extractor), and what differs."""

    payload_count: int = 0
    reading_count: int = 0
    older_reading_count: int = 0
    claim_count: int = 0
    withheld_count: int = 0  # readings of reports that were withheld: nothing is left to compare but the hash
    unplaced: set[str] = field(default_factory=set)  # claims whose bytes are not known: no map, or not in it
    differences: list[Difference] = field(default_factory=list)
    proof: list[str] = field(default_factory=list)  # of one claim: the way from its words to its bytes

    @property
    def unplaced_count(self) -> int:
        """How many claims have no known place in the bytes."""
        return len(self.unplaced)

    @property
    def is_ok(self) -> bool:
        """True if something was compared and nothing differs."""
        return self.payload_count > 0 and not self.differences


def verify(
    connection: Connection,
    archive_url: str,
    web: Web,
    *,
    claim_id: str | None = None,
    sample: int | None = None,
    run_no: int = 0,
) -> Verification:
    """Compare one claim, `sample` claims, or the whole warehouse with the archive.

    A sample takes the claims that the run `run_no` opened first, then others, by hash, differently for each run; its
    pages are not read anew by the extractor. Every reading is compared, with all its claims, closed ones included,
    unless a claim or a sample is asked for.
    """
    done = Verification()
    asked = None if claim_id is None else [claim_id]
    for subjects in _by_reading(_subjects(connection, asked, sample, run_no)):
        done.differences += _reading_differences(archive_url, None if sample else web, subjects, done)
        done.proof += _proof(archive_url, subjects[-1]) if claim_id else []
    return done


def compare(connection: Connection, archive_url: str, claim_ids: Sequence[str]) -> Verification:
    """The same of these claims, each with its bytes; no text is made anew. For what is about to be cited."""
    done = Verification()
    for subjects in _by_reading(_subjects(connection, claim_ids, None, 0)):
        done.differences += _reading_differences(archive_url, None, subjects, done)
    return done


def _by_reading(subjects: list[Row]) -> Iterator[list[Row]]:
    return (list(group) for _, group in groupby(subjects, key=lambda row: row["reading_id"]))


def _proof(archive_url: str, subject: Row) -> list[str]:
    span = f"characters {subject['quote_start']} to {subject['quote_end']}"
    writer = subject["software"] or "an unnamed program"
    of_others = [f"taken    from {subject['taken_from']}, written by {writer}: no crawl of ours"]
    return [
        f"quote    {subject['quote']}",
        f"text     {span} of version {subject['version_id']}, read by {subject['extractor_version']}",
        *([f"bytes    {place}"] if (place := _place_of(subject)) else []),
        f"page     {subject['url']}",
        *([f"part     {subject['part']}, in a page that carries several"] if subject["part"] else []),
        f"archive  {archive_url}/{subject['warc_file']}, record at byte {subject['warc_offset']}",
        *(of_others if subject["taken_from"] else []),
        f"payload  sha256 {subject['payload_sha256']}",
    ]


def _place_of(subject: Row) -> str | None:
    """Where a claim's quote stands, in words; None where that is not known."""
    placed, span = subject["byte_map"] or {}, (subject["quote_start"], subject["quote_end"])
    if "lines" in placed:
        lines = _printed_lines(placed["lines"], *span)
        return f"pages {lines[0][2]} to {lines[-1][2]} of the document, as printed" if lines else None
    place = _map_of(placed).bytes_of(subject["text"], *span)
    return f"{place[0]} to {place[1]} of the body after Content-Encoding, in {placed['encoding']}" if place else None


def _map_of(placed: Mapping[str, Any]) -> ByteMap:
    return ByteMap(placed.get("encoding", "utf-8"), tuple(map(tuple, placed.get("runs", ()))))


def _printed_lines(lines: Iterable[Sequence[int]], start: int, end: int) -> list[Sequence[int]]:
    return [line for line in lines if line[0] < end and start < line[1]]


def _subjects(
    connection: Connection, claim_ids: Sequence[str] | None, sample: int | None, run_no: int
) -> list[Row]:
    """A row per reading and claim, claim columns null where a reading has none, by reading."""
    return rows(
        connection,
        """
        with asked as (
            select claim_no
            from core.claim
            where %(claim_ids)s::text[] is null or claim_id = any(%(claim_ids)s)
            order by (opened_run = %(run_no)s) desc, sha256(convert_to(claim_id || %(run_no)s, 'UTF8')), claim_no
            limit %(sample)s
        )
        select
            reading.reading_id, reading.version_id, reading.extractor_version, reading.text, reading.title,
            reading.byte_map,
            report.source_key, report.url, version.first_payload_sha256, version.part, part.road, page.payload_sha256,
            page.warc_file, page.warc_offset, withheld.reason as withheld_reason,
            coalesce(withheld.is_shared, false) as is_shared, file.taken_from, file.software, claim.claim_id,
            claim.quote, claim.quote_start, claim.quote_end
        from core.reading
        join core.version using (version_id)
        join core.report using (report_id)
        left join raw.page on page.payload_sha256 = version.first_payload_sha256
        left join raw.warc_file as file using (warc_file)
        left join core.withheld
            on withheld.source_key = report.source_key
            and withheld.url_key = report.url_key
            and withheld.payload_sha256 = version.first_payload_sha256
        left join raw.part
            on part.source_key = report.source_key
            and part.url_key = report.url_key
            and part.payload_sha256 = version.first_payload_sha256
            and part.part = version.part
        left join (core.claim join asked using (claim_no)) on claim.reading_id = reading.reading_id
        where claim.claim_id is not null
            or %(is_whole)s
        order by reading.reading_id, claim.quote_start, claim.claim_id, claim.claim_no
        """,
        {
            "claim_ids": None if claim_ids is None else list(claim_ids),
            "sample": sample,
            "run_no": run_no,
            "is_whole": claim_ids is None and sample is None,
        },
    )


def _reading_differences(
    archive_url: str, web: Web | None, subjects: list[Row], done: Verification
) -> Iterator[Difference]:
    """What does not hold of one reading and its claims; without a web to look sources up in, it is not made anew."""
    reading = subjects[0]
    claims = [row for row in subjects if row["claim_id"] is not None]
    where = f"{reading['url']}, {reading['warc_file']} offset {reading['warc_offset']}"
    done.payload_count += 1
    done.claim_count += len(claims)
    try:
        page = read_page(archive_url, reading["warc_file"], reading["warc_offset"])
        if reading["withheld_reason"] is not None:
            yield from _withheld_differences(reading, page, where, done)
            return
        yield from _payload_differences(reading, page, where)
        if web is not None:
            yield from _text_differences(reading, page, web, where, done)
        yield from _quote_differences(reading, claims, where)
        yield from _byte_differences(reading, claims, page, where, done)
    except (ArchiveBroken, OSError, PageUnreadable, PartMissing) as error:
        yield Difference(reading["version_id"], None, "page cannot be read from the archive", str(error), where)
    except UnknownSource as error:
        yield Difference(reading["version_id"], None, "source is no longer declared", str(error), where)


def _withheld_differences(reading: Row, page: Page, where: str, done: Verification) -> Iterator[Difference]:
    """Of a report that was withheld only the hash of its payload is left, here and in the archive."""
    done.withheld_count += 1
    if page.withheld is None and not reading["is_shared"]:
        detail = f"the body of {reading['first_payload_sha256']} is there; run python -m warehouse.withhold again"
        yield Difference(reading["version_id"], None, "withheld, but still in the archive", detail, where)
    elif page.payload_sha256 != reading["first_payload_sha256"]:
        detail = f"sha256 {reading['first_payload_sha256']} expected, {page.payload_sha256} stated"
        yield Difference(reading["version_id"], None, "withheld payload differs from its hash", detail, where)


def _payload_differences(reading: Row, page: Page, where: str) -> Iterator[Difference]:
    found = hashlib.sha256(page.body).hexdigest()
    if found != reading["first_payload_sha256"]:
        detail = f"sha256 {reading['first_payload_sha256']} expected, {found} in the archive"
        yield Difference(reading["version_id"], None, "payload differs from its hash", detail, where)


def _text_differences(reading: Row, page: Page, web: Web, where: str, done: Verification) -> Iterator[Difference]:
    """A reading by an older extractor cannot be made anew."""
    text, title = reading["text"], reading["title"]
    source = source_of(reading["source_key"], web)
    extractor = EXTRACTOR if reading["part"] else store.extractor_of(EXTRACTOR, source.layouts)
    if reading["extractor_version"] == extractor:
        done.reading_count += 1
        text, title = _anew(reading, page, source)
    else:
        done.older_reading_count += 1
    for what, stored, fresh in (("text", reading["text"], text), ("title", reading["title"], title)):
        if stored != fresh:
            yield Difference(
                reading["version_id"], None, f"{what} differs from the page", _first_difference(stored, fresh), where
            )


def _quote_differences(reading: Row, claims: list[Row], where: str) -> Iterator[Difference]:
    for claim in claims:
        cut = reading["text"][claim["quote_start"] : claim["quote_end"]]
        if cut != claim["quote"]:
            detail = f"{claim['quote'][:CUT]!r} expected at {claim['quote_start']}, {cut[:CUT]!r} found"
            yield Difference(reading["version_id"], claim["claim_id"], "quote differs from the text", detail, where)


def _byte_differences(
    reading: Row, claims: list[Row], page: Page, where: str, done: Verification
) -> Iterator[Difference]:
    """Spans of the text whose bytes, by the map that is kept with the reading, say something else."""
    placed, content = reading["byte_map"] or {}, page.content()
    kept = _map_of(placed)
    layer = text_layer(content) if claims and "lines" in placed else None
    for claim in claims:
        span = (claim["quote_start"], claim["quote_end"])
        words = reading["text"][slice(*span)]
        if layer is not None:
            said = _said_in_print(placed["lines"], layer, span, words)
        else:
            said = _said_by_bytes(kept, content, reading["text"], span)
        if said is None:
            done.unplaced.add(claim["claim_id"])
        elif said:
            detail = f"{words[:CUT]!r} expected, {said[:CUT]!r} there"
            yield Difference(reading["version_id"], claim["claim_id"], "text differs from its bytes", detail, where)


def _said_by_bytes(kept: ByteMap, content: bytes, text: str, span: tuple[int, int]) -> str | None:
    """What the bytes of a span say instead of its words: empty if they say them, None where they are not known."""
    place = kept.bytes_of(text, *span)
    if place is None:
        return None
    if says(content, *place, kept.encoding, text[slice(*span)]):
        return ""
    return content[slice(*place)].decode(kept.encoding, "replace") or "nothing"


def _said_in_print(
    lines: Sequence[Sequence[int]], layer: TextLayer, span: tuple[int, int], words: str
) -> str | None:
    """The same of a document: the words must stand in the lines that its text layer prints there."""
    there = _printed_lines(lines, *span)
    if not there:
        return None
    printed = tidy(" ".join(layer.pages[page - 1][first:last] for _, _, page, first, last in there))
    bare, wanted = ("".join(one.split()).replace("-", "") for one in (printed, words))  # words parted at a line's end
    return "" if wanted in bare else printed or "nothing"


def _anew(reading: Row, page: Page, source: Source) -> tuple[str, str | None]:
    """Text and title, from the page or from the part of it that is the report. Raises PartMissing, PageUnreadable."""
    content, url, headers, layouts = page.content(), page.url, page.headers, source.layouts
    if reading["part"] is not None:
        item = find_part(page, source, reading["road"] or "find", reading["part"])
        content, url, headers, layouts = document_of(item), item.url, DOCUMENT_HEADERS, ()
    fresh = extract(content, url, headers=headers, fetched_at=page.fetched_at, zone=source.zone, layouts=layouts)
    return fresh["text"], fresh["title"]


def _first_difference(stored: str | None, fresh: str | None) -> str:
    stored, fresh = stored or "", fresh or ""
    place = next(
        (place for place, (a, b) in enumerate(zip(stored, fresh, strict=False)) if a != b), min(len(stored), len(fresh))
    )
    return f"at character {place}: {stored[place : place + CUT]!r} stored, {fresh[place : place + CUT]!r} on the page"


def report_lines(done: Verification) -> list[str]:
    """What the command prints: each difference, then the counts; `ok` alone for a claim that holds."""
    lines = [str(difference) for difference in done.differences]
    older = (
        f", {done.older_reading_count} readings of an older extractor not made anew" if done.older_reading_count else ""
    )
    older += f", {done.withheld_count} withheld" if done.withheld_count else ""
    older += f", {done.unplaced_count} claims without a known place in the bytes" if done.unplaced_count else ""
    counts = f"{done.claim_count} claims, {done.reading_count} readings, {done.payload_count} payloads compared{older}"
    return [*lines, f"{counts}; {len(done.differences)} differences"]


def main() -> int:
    """The command. Exit 0 if all that was asked for holds, 1 if anything differs or there was nothing to compare."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.verify", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claim", metavar="ID", help="one claim, such as 0123456789abcdef")
    parser.add_argument("--sample", type=int, metavar="N", help="N claims, always the same ones; no text is made anew")
    asked = parser.parse_args()
    web = last_web()
    try:
        with server.awake(), closing(connect("p8_loader", database_of(web))) as connection:
            done = verify(connection, archive.root(web), web, claim_id=asked.claim, sample=asked.sample)
    except (ConnectError, server.NoWarehouse) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(_answer(done, asked.claim)))
    return 0 if done.is_ok else 1


def _answer(done: Verification, claim_id: str | None) -> list[str]:
    if done.payload_count == 0:
        return [f"no claim {claim_id}" if claim_id else "nothing to compare: the warehouse holds no reading"]
    return ["ok", *done.proof] if claim_id and done.is_ok else report_lines(done)


if __name__ == "__main__":
    sys.exit(main())
