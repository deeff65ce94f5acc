"""What a crawl remembers of a source: validators, payloads, reports and the last listing. A fold over run records, so
that the file `state.json` beside the archive is only a copy that can be made again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scrapers import archive

YOUNG_DAYS = 3
FORMAT = 1


@dataclass(frozen=True)
class Memory:
    """`through` is the last run folded in. `pages` by address: validators and where the payload stands. `reports` by
    `url_key`: first day, title and `updated` as listed. `listed`: the items of the last listing that was read."""

    through: str | None = None
    pages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    listed: tuple[Mapping[str, Any], ...] = ()

    def original(self, url: str) -> archive.Original | None:
        """Where the last whole payload of an address stands in the archive."""
        page = self.pages.get(url)
        if page is None:
            return None
        return archive.Original(url, page["fetched_at"], page["payload_sha256"], page["warc"], page["offset"])

    def validators(self, url: str) -> dict[str, str]:
        """The headers that make a request conditional; none for an address whose server gave no validator."""
        page = self.pages.get(url, {})
        headers = {"If-None-Match": page.get("etag"), "If-Modified-Since": page.get("last_modified")}
        return {name: value for name, value in headers.items() if value}


def remember(memory: Memory, record: Mapping[str, Any]) -> Memory:
    """Memory after one more run, given its run record. A run that read no listing keeps the former one."""
    pages, reports = dict(memory.pages), dict(memory.reports)
    for page in record["pages"]:
        # A listing without items must not be asked for conditionally: a 304 would bring the former items back.
        is_useful = page["role"] != "listing" or record["listed"]
        if page["status"] == 200 and page["kind"] is None and is_useful:
            pages[page["url"]] = _page(page, record["warc"], pages.get(page["url"]))
    listed = {item["url_key"]: item for item in record["listed"]}
    for page in filter(is_delivered, record["pages"]):
        key = page["url_key"]
        item = listed.get(key, {})
        first_day = reports[key]["first_day"] if key in reports else record["day"]
        reports[key] = {"first_day": first_day, "title": item.get("title"), "updated": item.get("updated")}
    return Memory(record["run"], pages, reports, tuple(record["listed"]) or memory.listed)


def is_delivered(page: Mapping[str, Any]) -> bool:
    """Whether a page of a run record is a report that came: anew, or as a revisit of one that the archive holds."""
    return page["role"] == "report" and page["kind"] is None and (page["status"] == 200 or bool(page["is_revisit"]))


def _page(page: Mapping[str, Any], warc: str, former: Mapping[str, Any] | None) -> dict[str, Any]:
    """A revisit brings new validators at most; its payload stands where it stood."""
    validators = {"etag": page["etag"], "last_modified": page["last_modified"]}
    if page["is_revisit"] and former is not None:
        return {**former, **validators}
    return {**validators, **{name: page[name] for name in ("fetched_at", "payload_sha256", "offset")}, "warc": warc}


def why_fetch(memory: Memory, item: Mapping[str, Any], day: date) -> str | None:
    """Why a listed report is asked for: `new`, `changed` (the listing says so), `young` (an early text is often
    corrected in its first days). None for one that is old and unchanged. `item` as in a run record's `listed`."""
    known = memory.reports.get(item["url_key"])
    if known is None:
        return "new"
    has_new_title = known["title"] is not None and item["title"] != known["title"]
    if has_new_title or (item["updated"] or "") > (known["updated"] or ""):
        return "changed"
    return "young" if (day - date.fromisoformat(known["first_day"])).days <= YOUNG_DAYS else None


def recall(archive_url: str, source_key: str) -> Memory:
    """The memory of a source: its file, brought up to the last run record, or made again if it is absent, damaged or
    of runs that the archive does not hold."""
    records = archive.run_records(archive_url, source=source_key)
    stored = _stored(archive.read_bytes(archive_url, f"{source_key}/state.json"))
    runs = [record["run"] for record in records]
    if stored is None or stored.through not in runs:
        return _folded(Memory(), records)
    return _folded(stored, records[runs.index(stored.through) + 1 :])


def _folded(memory: Memory, records: Iterable[Mapping[str, Any]]) -> Memory:
    for record in records:
        memory = remember(memory, record)
    return memory


def _stored(content: bytes | None) -> Memory | None:
    try:
        state = json.loads(content or b"null")
        if not isinstance(state, dict) or state.pop("format", None) != FORMAT:
            return None
        return Memory(state["through"], state["pages"], state["reports"], tuple(state["listed"]))
    except (ValueError, KeyError):
        return None


def store(archive_url: str, source_key: str, memory: Memory) -> None:
    """Writes the memory's file, whole or not at all."""
    state = {
        "format": FORMAT,
        "through": memory.through,
        "pages": dict(memory.pages),
        "reports": dict(memory.reports),
        "listed": list(memory.listed),
    }
    content = json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True).encode()
    archive.publish(archive_url, f"{source_key}/state.json", content)
