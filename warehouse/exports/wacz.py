"""A WACZ file (Web Archive Collection Zipped, 1.1.1): records of WARC files with an index and a list of pages, in one
file that replayweb.page opens. The same records give the same bytes."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from scrapers import archive
from scrapers.page import Page
from scrapers.settings import VERSION

WACZ_VERSION = "1.1.1"
WARC = "archive/pages.warc.gz"
MANIFEST = "datapackage.json"


@dataclass(frozen=True)
class Capture:
    """A page with its title and the compressed record it was read from, as it stands in the archive."""

    page: Page
    title: str | None
    record: bytes


def write(target: Path, captures: Iterable[Capture], about: Mapping[str, Any], day: date) -> int:
    """Write the file from pages in the order given; how many there are. `about` goes into its manifest, and `day` is
    the date of all that is in it."""
    with ZipFile(target, "w", ZIP_STORED) as whole:  # stored: a reader fetches single records by their place
        resources, index, pages = _write_records(whole, captures, day)
        listed = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + "\n", *pages]
        resources.append(_add(whole, "indexes/index.cdxj", "".join(sorted(index)).encode(), day))
        resources.append(_add(whole, "pages/pages.jsonl", "".join(listed).encode(), day))
        manifest = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            **about,
            "created": f"{day}T00:00:00+09:00",
            "software": f"paragraph8 {VERSION}",
            "resources": resources,
        }
        stated = _add(whole, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode(), day)
        digest = {"path": stated["path"], "hash": stated["hash"]}
        _add(whole, "datapackage-digest.json", json.dumps(digest).encode(), day)
    return len(pages)


def _write_records(
    whole: ZipFile, captures: Iterable[Capture], day: date
) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """The WARC file, a record at a time: its resource, the lines of the index, those of the pages."""
    index, pages, offset, digest = [], [], 0, hashlib.sha256()
    with whole.open(_entry(WARC, day), "w", force_zip64=True) as warc:
        for capture in captures:
            page, record = capture.page, capture.record
            index.append(archive.index_line(page, None, offset, len(record), WARC))
            pages.append(_page_line(page, capture.title))
            warc.write(record)
            digest.update(record)
            offset += len(record)
    return [_resource(WARC, digest.hexdigest(), offset)], index, pages


def _page_line(page: Page, title: str | None) -> str:
    moment = archive.stated_moment(page).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = {"id": page.payload_sha256[:16], "url": page.url, "ts": moment, "title": title or page.url}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _add(whole: ZipFile, path: str, content: bytes, day: date) -> dict[str, Any]:
    whole.writestr(_entry(path, day), content)
    return _resource(path, hashlib.sha256(content).hexdigest(), len(content))


def _entry(path: str, day: date) -> ZipInfo:
    return ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))


def _resource(path: str, sha256: str, size: int) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256}", "bytes": size}
