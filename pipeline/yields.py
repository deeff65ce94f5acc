"""Yields: what the report pages and parts of one night read as, and the counts that the night's word rests on.

Reads the archive and nothing else: no database, so that a night can be judged without one.
"""

import html
import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from scrapers import archive
from scrapers.page import Layout, Page, PageUnreadable, PageWithheld, url_key
from scrapers.parts import DOCUMENT_HEADERS, PartMissing, document_of, parts_of
from scrapers.shapes import Item
from scrapers.source import Source
from transforms import body
from transforms.bytemap import byte_map
from transforms.clean import characters_of, extract
from transforms.dates import Moment, read_date
from transforms.fence import fenced
from transforms.pdf import is_pdf

# pypdf logs each oddity of a file; what is lost by it is said as damage
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

READABLE = ("article", "teaser")
REFUSED = ("block_page", "http_401", "http_403", "http_451")
COMPARED_PAGES = 10
# Of sources without layouts; each is parsed once more.
SECONDED_PAGES = 5

# Bounded, and looked for at the beginning only, so that no page can keep us busy.
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_LINKS_MAX_CHARACTERS = 300_000
_CANONICAL = re.compile(r"rel\s*=\s*[\"']?canonical\b", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*(?:[\"'](?P<quoted>[^\"']*)[\"']|(?P<bare>[^\s>]+))", re.IGNORECASE)

# Texts are compared by what 20 characters in a row say, over their first characters.
_WINDOW, _COMPARED_CHARACTERS = 20, 2_000
# Of each text the smallest hashes are kept: they stand for all, and a few of them name its likely twins.
_SKETCH, _MARKS = 128, 6
_SAME_SHARE = 0.8
# The layout's text and the generic reader's: less than half in common, or hardly any of it selected.
_COMMON_SHARE, _SHORT_SHARE = 0.5, 0.25
# Holding less of what the second reader takes than this, a text is opposed by it: docs/decisions/016.
_SECONDED_SHARE = 0.6
_SECOND_MIN_CHARACTERS, _SECOND_MAX_CHARACTERS = 200, 20_000


@dataclass(frozen=True)
class Wanted:
    """One report to read: its identity, and where the page that holds it stands in the archive. A `part` is a report
    inside that page, which then is a listing of `road`."""

    url: str
    url_key: str
    status: int
    payload_sha256: str
    warc: str
    offset: int
    part: str | None = None
    road: str | None = None


def readings_of(record: Mapping[str, Any], archive_url: str, source: Source) -> list[dict[str, Any]]:
    """What each report page and part of one run record reads as, in the record's order; see `readings`."""
    return list(readings(wanted_of(record), archive_url, source))


def wanted_of(record: Mapping[str, Any]) -> list[Wanted]:
    """The report pages and parts of a run record. A page that was not stored is none.

    Raises ArchiveBroken for a part of a page that is not in the record, and for a record that lacks what it needs.
    """
    try:
        return _all_wanted(record)
    except KeyError as error:
        raise archive.ArchiveBroken(f"{record['run']}: its record lacks {error}") from error


def _all_wanted(record: Mapping[str, Any]) -> list[Wanted]:
    if record["warc"] is None:
        return []
    pages = [page for page in record["pages"] if page["role"] == "report" and page["offset"] is not None]
    listings = [page for page in record["pages"] if page["role"] == "listing" and page["offset"] is not None]
    holders = {page["payload_sha256"]: page for page in listings}
    parts = record.get("parts", ())
    strays = [part["url"] for part in parts if part["payload_sha256"] not in holders]
    if strays:
        raise archive.ArchiveBroken(f"{record['run']}: the listing that holds {strays[0]} is not among its pages")
    return [
        *(_wanted(page, page["url"], page["url_key"], record["warc"]) for page in pages),
        *(
            _wanted(holders[part["payload_sha256"]], part["url"], part["url_key"], record["warc"], part)
            for part in parts
        ),
    ]


def _wanted(
    page: Mapping[str, Any], url: str, key: str, warc: str, part: Mapping[str, Any] | None = None
) -> Wanted:
    name, road = (part["part"], part["road"]) if part else (None, None)
    # What a 304 confirms is the page that was whole once.
    status = 200 if page["status"] == 304 else page["status"]
    return Wanted(url, key, status, page["payload_sha256"], warc, page["offset"], name, road)


def readings(wanted: Sequence[Wanted], archive_url: str, source: Source) -> Iterator[dict[str, Any]]:
    """What `transforms.clean.extract` says of each, with `url, url_key, part, status, payload_sha256, is_elsewhere` and
    `is_foreign`: whether it is in a language that the source does not declare.

    What cannot be a report has its reason as `kind` (`http_404`, `unreadable`, `document`, `missing_part`) and a
    `detail`. A fixed sample of pages is read a second time: without the source's layouts, and then `is_disagreeing` is
    a bool, else None; or, where the source has none, by a second reader, and then `is_opposed` is one.
    Raises ArchiveBroken.
    """
    sampled = _sample(wanted, COMPARED_PAGES if source.layouts else SECONDED_PAGES)
    shelf = _Shelf(archive_url, source)
    for one in wanted:
        reading = _reading(one, shelf, one in sampled)
        yield {**reading, "is_foreign": reading["language"] not in (None, *source.languages), **_identity(one)}


class _Shelf:
    """The archive of one source, with the listing page that was opened last: its parts come one after the other."""

    def __init__(self, archive_url: str, source: Source) -> None:
        self.archive_url, self.source = archive_url, source
        self._holder: tuple[str, int, str] | None = None
        self._listing: tuple[Page, dict[str, Item]] | None = None

    def page(self, one: Wanted) -> Page:
        """The page that holds a report, from the archive."""
        return archive.read_page(self.archive_url, one.warc, one.offset)

    def part(self, one: Wanted) -> tuple[Page, Item]:
        """The listing page that holds a part, and its item. Raises PartMissing and PageUnreadable."""
        road = one.road or "find"
        if self._listing is None or self._holder != (one.warc, one.offset, road):
            page = self.page(one)
            self._listing, self._holder = (page, parts_of(page, self.source, road)), (one.warc, one.offset, road)
        page, items = self._listing
        if one.part not in items:
            raise PartMissing(f"{page.url}: no part {one.part!r} on the road {road!r}: was the shape changed?")
        return page, items[one.part]


def _identity(one: Wanted) -> dict[str, Any]:
    names = ("url", "url_key", "part", "status", "payload_sha256")
    return {name: getattr(one, name) for name in names}


def _sample(wanted: Iterable[Wanted], count: int) -> frozenset[Wanted]:
    """The same pages whatever the order they came in, and not always the newest."""
    pages = [one for one in wanted if one.part is None and one.status < 300]
    return frozenset(sorted(pages, key=lambda one: zlib.crc32(one.url_key.encode()))[:count])


def _reading(one: Wanted, shelf: _Shelf, is_sampled: bool) -> dict[str, Any]:
    if one.status >= 300:
        return _refused(f"http_{one.status}", one.url)
    try:
        if one.part is not None:
            return _of_part(*shelf.part(one), shelf.source)
        page = shelf.page(one)
        content = page.content()
    except PageWithheld as error:
        return _refused("withheld", str(error))
    except PageUnreadable as error:
        return _refused("unreadable", str(error))
    except PartMissing as error:
        return _refused("missing_part", str(error))
    if is_pdf(content, page.headers):
        return _of_document(content, page, shelf.source)
    return _of_page(content, page, shelf.source, one, is_sampled)


_READ_ONCE = {"is_disagreeing": None, "is_opposed": None, "is_elsewhere": False}


def _refused(kind: str, detail: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("title", "date", "language", "canonical_url", "is_disagreeing", "is_opposed"))
    empty: dict[str, Any] = {"text": "", "damage": [], "byte_map": None, "is_elsewhere": False}
    return {**nothing, **empty, "kind": kind, "detail": detail}


def _of_document(content: bytes, page: Page, source: Source) -> dict[str, Any]:
    """The reading of a PDF file. One without a text that can be read, as a scan, is kept as a page and is no report."""
    reading = _extracted(content, page, source.zone, ())
    if reading["kind"] not in READABLE:
        return _refused("document", f"no text layer was read: {'; '.join(reading['damage']) or 'nothing is printed'}")
    return {**reading, **_READ_ONCE, "byte_map": {"lines": reading["lines"]}}


def _of_page(content: bytes, page: Page, source: Source, one: Wanted, is_sampled: bool) -> dict[str, Any]:
    reading = _extracted(content, page, source.zone, source.layouts)
    disagrees = _is_disagreeing(reading, content, page, source) if is_sampled and source.layouts else None
    opposes = _is_opposed(reading, content, page) if is_sampled and not source.layouts else None
    own = {one.url_key, url_key(page.url, source.keep_params)}
    is_elsewhere = _stated_key(content, page.url, source.keep_params) not in {None, *own}
    seen = {"is_disagreeing": disagrees, "is_opposed": opposes, "is_elsewhere": is_elsewhere}
    return {**reading, **seen, "byte_map": _placed(reading, content, page)}


def _placed(reading: Mapping[str, Any], content: bytes, page: Page) -> dict[str, Any] | None:
    """Where a reading's text stands in the page's body, as it is kept; None where there is no text."""
    if not reading["text"]:
        return None
    placed = byte_map(content, page.headers, reading["text"])
    return {"encoding": placed.encoding, "runs": placed.runs}


def _extracted(content: bytes, page: Page, zone: str | None, layouts: Sequence[Layout]) -> dict[str, Any]:
    return extract(content, page.url, headers=page.headers, fetched_at=page.fetched_at, zone=zone, layouts=layouts)


def _of_part(page: Page, item: Item, source: Source) -> dict[str, Any]:
    """The reading of a part: its markup as a page of its own, dated by the listing. The page's layouts say nothing of
    it, for they select in report pages."""
    reading = extract(
        document_of(item), item.url, headers=DOCUMENT_HEADERS, fetched_at=page.fetched_at, zone=source.zone
    )
    reading |= {**_READ_ONCE, "byte_map": _placed(reading, page.content(), page)}
    stated = _listed_moment(item, page.fetched_at, source.zone)
    if reading["kind"] not in READABLE or stated is None:
        return reading
    at = stated.at.isoformat() if stated.at else None
    return {**reading, "date": stated.day.isoformat(), "published_at": at, "date_basis": "listing"}


def _listed_moment(item: Item, fetched_at: datetime | None, zone: str | None) -> Moment | None:
    """The outlet's day that the listing states, the moment if it states an hour; None if after the fetch."""
    if item.published is None:
        return None
    place = ZoneInfo(zone) if zone else None
    day = (item.published.astimezone(place) if place else item.published).date()
    written = read_date(item.published_raw, place) if item.published_raw else None
    is_day_alone = written is not None and written.at is None and written.day == day
    moment = Moment(day, None if is_day_alone else item.published)
    return None if moment.is_after(fetched_at) else moment


def _stated_key(content: bytes, url: str, keep_params: Sequence[str]) -> str | None:
    """Which report the page's canonical address means, also where it is another: the extractor keeps none such."""
    for tag in _LINK.findall(content.decode("utf-8", "replace")[:_LINKS_MAX_CHARACTERS]):
        href = _HREF.search(tag) if _CANONICAL.search(tag) else None
        if href is None:
            continue
        try:
            address = urljoin(url, html.unescape(href["quoted"] or href["bare"] or "").strip())
            return url_key(address, keep_params) if address.startswith(("http://", "https://")) else None
        except ValueError:
            return None
    return None


# --- a text against a second reading -------------------------------------------------------------------------------


def _is_disagreeing(reading: Mapping[str, Any], content: bytes, page: Page, source: Source) -> bool | None:
    """Whether the layout's text and the generic reader's are two texts; None where there is nothing to compare."""
    selectors = [layout for layout in source.layouts if layout.text and _is_in_force(layout, page.fetched_at)]
    if not selectors:
        return None
    generic = _extracted(content, page, source.zone, ())
    if generic["kind"] not in READABLE:
        return None
    characters = characters_of(content, page.headers)
    if not any(body.layout_paragraphs(characters, layout.text or "", layout.drop) for layout in selectors):
        return True
    return reading["kind"] not in READABLE or not is_common(reading["text"], generic["text"])


def _is_in_force(layout: Layout, fetched_at: datetime | None) -> bool:
    return fetched_at is None or layout.since <= fetched_at.date()


def is_common(selected: str, generic: str) -> bool:
    """Whether two readings of a page are one text: at least half of the shorter one's beginning stands in the other."""
    if len(selected) < _SHORT_SHARE * len(generic):
        return False
    ours, theirs = _windows(selected), _windows(generic)
    return len(ours & theirs) >= _COMMON_SHARE * min(len(ours), len(theirs))


def _is_opposed(reading: Mapping[str, Any], content: bytes, page: Page) -> bool | None:
    """Whether a text lacks most of what the second reader takes; None where one of them has none. That the second one
    takes less is no opposition: it is known to leave out what ours finds."""
    second = fenced(body.quick_text, characters_of(content, page.headers)) or ""
    if reading["kind"] not in READABLE or len(second) < _SECOND_MIN_CHARACTERS:
        return None
    ours, theirs = (_windows(text, _SECOND_MAX_CHARACTERS) for text in (reading["text"], second))
    return len(ours & theirs) < _SECONDED_SHARE * len(theirs)


def _windows(text: str, characters: int = _COMPARED_CHARACTERS) -> frozenset[int]:
    """What the beginning of a text says, as hashes of its windows."""
    beginning = " ".join(text[:characters].split())
    starts = range(max(len(beginning) - _WINDOW, 0) + 1)
    return frozenset(zlib.crc32(beginning[start : start + _WINDOW].encode()) for start in starts)


# --- counts --------------------------------------------------------------------------------------------------------


def yields_of(readings: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The counts of a night's readings; `new_versions` is 0, for only the warehouse knows what is new.

    repeated: texts that another address gave tonight too; elsewhere: texts whose canonical address is another's;
    foreign: texts in a language that the source does not declare;
    disagreeing of compared: pages where the layout and the generic reader read two texts; opposed of seconded: pages
    whose text lacks most of what a second reader takes; median_characters of texts;
    damaged: readings of which a part could not be read.
    """
    texts = [reading for reading in readings if reading["kind"] in READABLE]
    compared = [reading for reading in readings if reading["is_disagreeing"] is not None]
    seconded = [reading for reading in readings if reading["is_opposed"] is not None]
    kinds = [reading["kind"] for reading in readings]
    return {
        "pages": len(readings),
        "texts": len(texts),
        "titled": sum(bool(reading["title"]) for reading in texts),
        "dated": sum(reading["date"] is not None for reading in texts),
        "teasers": kinds.count("teaser"),
        "rejects": len(readings) - len(texts),
        "blocked": sum(kind in REFUSED for kind in kinds),
        "empty": kinds.count("empty"),
        "documents": kinds.count("document"),
        "damaged": sum(bool(reading["damage"]) for reading in readings),
        "repeated": _repeated([(reading["url_key"], reading["text"]) for reading in texts]),
        "compared": len(compared),
        "disagreeing": sum(bool(reading["is_disagreeing"]) for reading in compared),
        "seconded": len(seconded),
        "opposed": sum(bool(reading["is_opposed"]) for reading in seconded),
        "elsewhere": sum(bool(reading["is_elsewhere"]) for reading in texts),
        "foreign": sum(bool(reading["is_foreign"]) for reading in texts),
        "median_characters": round(median(len(reading["text"]) for reading in texts)) if texts else 0,
        "new_versions": 0,
    }


def _repeated(texts: Sequence[tuple[str, str]]) -> int:
    """How many texts are, for more than four fifths, one that another report gave as well. Each is compared only with
    the first that shares one of its smallest hashes: thousands of pages cost no more than their number."""
    sketches = [sorted(_windows(text))[:_SKETCH] for _, text in texts]
    first: dict[int, int] = {}
    found: set[int] = set()
    for place, (key, _) in enumerate(texts):
        for mark in sketches[place][:_MARKS]:
            other = first.setdefault(mark, place)
            if texts[other][0] != key and _is_same(sketches[other], sketches[place]):
                found |= {place, other}
    return len(found)


def _is_same(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether two texts share more than four fifths of what they say, by the smallest hashes of both together."""
    smallest = sorted({*ours, *theirs})[:_SKETCH]
    common = set(ours) & set(theirs)
    return sum(mark in common for mark in smallest) > _SAME_SHARE * len(smallest)
