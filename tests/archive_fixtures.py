"""A source's night in an archive without a crawl: pages as they would have come, and the run record they belong to."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from scrapers import archive
from scrapers.page import Page, url_key
from scrapers.shapes import Item, Listed, Part, Shape

FETCHED_AT = datetime(2019, 12, 2, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class PartList:
    """A listing for tests, a JSON array of `{url, title, date, part, html}`; an object `{lead}` only points on."""

    url: str
    has_parts: bool = True

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read."""
        found = json.loads(content)
        if isinstance(found, dict):
            return Listed(leads=(PartList(found["lead"]),))
        return Listed(tuple(_item(entry) for entry in found))

    def between(self, first: date, last: date) -> Shape | None:
        """None: it cannot be asked for days."""
        return None


def _item(entry: Mapping[str, str]) -> Item:
    raw = entry.get("date")
    part = Part(entry["part"], entry["html"])
    return Item(entry["url"], entry["title"], raw, datetime.fromisoformat(raw) if raw else None, part=part)


def page(url: str, content: bytes, status: int = 200, content_type: str = "text/html; charset=utf-8") -> Page:
    """A response as it came at FETCHED_AT."""
    headers = {"content-type": content_type}
    return Page(url, status, headers, content, FETCHED_AT, hashlib.sha256(content).hexdigest())


def article(title: str, paragraphs: Sequence[str], head: str = "") -> bytes:
    """A plain page of one report, published on 2 December 2019."""
    stated = '<meta property="article:published_time" content="2019-12-02T09:00:00+09:00">'
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title>{stated}{head}</head>"
        f"<body><article><h1>{title}</h1><div class=text>{body}</div></article></body></html>"
    ).encode()


def prose(about: str, sentences: int = 8) -> list[str]:
    """Paragraphs that say nothing of anyone, each different from those of another `about`."""
    return [
        f"The {about} of week {number} came to the {about} office, where {about} clerk {number * 7} wrote it down."
        for number in range(1, sentences + 1)
    ]


def put(
    root: Path,
    source_key: str,
    reports: Sequence[Page] = (),
    *,
    day: date = date(2019, 12, 3),
    attempt: int = 1,
    listings: Sequence[Page] = (),
    **changes: Any,
) -> dict[str, Any]:
    """The night's WARC and run record in the archive at `root`; returns the record. `changes` are fields of it."""
    run = f"{day:%Y%m%d}T180000Z-{attempt}"
    warc = f"{source_key}/{day}/{run}.warc.gz"
    part = root / f"{run}.part"
    root.mkdir(parents=True, exist_ok=True)
    capture = archive.Capture(part, warc, {"software": "paragraph8"})
    pages = [_kept(capture, one, "listing", None) for one in listings]
    pages += [_kept(capture, one, "report", "new") for one in reports]
    capture.close()
    archive.publish(str(root), warc, part)
    record = {**_frame(source_key, day, run), "warc": warc, "pages": pages, **changes}
    record["figures"] = {**_figures(len(reports)), **changes.get("figures", {})}
    archive.publish(str(root), f"{source_key}/{day}/{run}.run.json", json.dumps(record).encode())
    return record


def _kept(capture: archive.Capture, one: Page, role: str, why: str | None) -> dict[str, Any]:
    headers = [(name.title(), value) for name, value in one.headers.items()]
    offset, is_revisit = capture.store(archive.Exchange("", (), "HTTP/1.1", headers, one), None)
    return {
        "url": one.url, "url_key": url_key(one.url) if role == "report" else None, "role": role, "why": why,
        "status": one.status, "kind": None, "payload_sha256": one.payload_sha256, "etag": None, "last_modified": None,
        "is_revisit": is_revisit, "offset": offset, "bytes": len(one.body), "fetched_at": FETCHED_AT.isoformat(),
    }  # fmt: skip


def _frame(source_key: str, day: date, run: str) -> dict[str, Any]:
    listing = {"url": f"http://{source_key}.example/", "status": 200, "kind": None, "is_not_modified": False,
               "failure": None}  # fmt: skip
    return {
        "source": source_key, "day": day.isoformat(), "run": run, "web": "sample", "task": "nightly",
        "finish_reason": "finished", "exit_code": 0, "verdict": "ok", "reason": "as usual", "log": None,
        "evidence_url": listing["url"], "newest_item_at": f"{day}T00:00:00+09:00", "oldest_item_at": None, "gap": None,
        "quiet_days": 3, "min_items": 1, "empty_is_normal": False, "gap_is_normal": False, "muted": None,
        "listing": listing, "listed": [], "failures": [], "bugs": [], "roads": [], "parts": [], "gone": [],
        "retry_after": None, "canary": None, "since": None, "until": None,
    }  # fmt: skip


def _figures(count: int) -> dict[str, int]:
    return {
        "listed": 9, "listed_all": 9, "new": count, "changed": 0, "fetched": count, "not_modified": 0, "failed": 0,
        "bytes": 0, "off_topic": 0, "other_site": 0, "parts": 0, "gone": 0, "left": 0, "unread": 0, "dated": 9,
        "second_listed": 0, "second_new": 0,
    }  # fmt: skip
