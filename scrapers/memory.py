"""What a crawl remembers of a source: validators, payloads, reports and the last listing. A fold over run records, so
that the file `state.json` beside the archive is only a copy that can be made again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from scrapers import archive

YOUNG_DAYS = 3
FORMAT = 2

# A report is looked at again when it is this old, and never once it is older than the last number.
AGAIN_DAYS = (1, 7)
AGAIN_UNTIL_DAYS = 30


@dataclass(frozen=True)
class Memory:
    """`through` is the last run folded in. `pages` by address: validators and where the payload stands. `reports` by
    `url_key`: address, first day, day last asked, title and `updated` as listed, payload or part, count of changes.
    `listing`: address, payload, items and counts of the last night's listing, if it was one page. `waits`: hosts that
    want quiet, and until when. `resumes`: where a backfill of `<since>/<until>` goes on, and what it missed."""

    through: str | None = None
    pages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reports: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    listing: Mapping[str, Any] | None = None
    waits: Mapping[str, str] = field(default_factory=dict)
    resumes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

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

    def listing_validators(self, url: str) -> dict[str, str]:
        """Those of a listing, as long as its items are remembered: a 304 then stands for them."""
        if self.listing is None or self.listing["url"] != url:
            return {}
        page = self.pages.get(url, {})
        return self.validators(url) if page.get("payload_sha256") == self.listing["payload_sha256"] else {}


# --- one more run ----------------------------------------------------------------------------------------------------


def remember(memory: Memory, record: Mapping[str, Any]) -> Memory:
    """Memory after one more run, given its run record. A run that read no listing keeps the former one, and only the
    nightly task replaces it. Fields that older records lack are taken as empty."""
    pages = dict(memory.pages)
    for page in record["pages"]:
        if page["status"] == 200 and page["kind"] is None:
            pages[page["url"]] = _page(page, record["warc"], pages.get(page["url"]))
    reports = dict(memory.reports)
    listed = {item["url_key"]: item for item in [*record.get("listed_second", []), *record["listed"]]}
    for page in record["pages"]:
        if page["role"] == "report":
            _remember_report(reports, page, listed.get(page["url_key"], {}), record)
    for part in record.get("parts", []):
        _remember_report(reports, part, listed.get(part["url_key"], part), record)
    listing = _listing(record) or memory.listing
    return Memory(record["run"], pages, reports, listing, _waits(memory, record), _resumes(memory, record))


def is_delivered(page: Mapping[str, Any]) -> bool:
    """Whether a page of a run record is a report that came: anew, or as a revisit of one that the archive holds."""
    return page["role"] == "report" and page["kind"] is None and (page["status"] == 200 or bool(page["is_revisit"]))


def _page(page: Mapping[str, Any], warc: str, former: Mapping[str, Any] | None) -> dict[str, Any]:
    """A revisit brings new validators at most; its payload stands where it stood."""
    validators = {"etag": page["etag"], "last_modified": page["last_modified"]}
    if page["is_revisit"] and former is not None:
        return {**former, **validators}
    return {**validators, **{name: page[name] for name in ("fetched_at", "payload_sha256", "offset")}, "warc": warc}


def _remember_report(
    reports: dict[str, Mapping[str, Any]], came: Mapping[str, Any], item: Mapping[str, Any], record: Mapping[str, Any]
) -> None:
    """Notes a page or a part of a report; one that did not come is only noted as asked, if the report is known."""
    former, day = reports.get(came["url_key"]), record["day"]
    if "part" not in came and not is_delivered(came):
        if former is not None:
            reports[came["url_key"]] = {**former, "asked_day": day}
        return
    content = came["part_sha256"] if "part" in came else came["payload_sha256"]
    has_changed = former is not None and former.get("content_sha256") not in (None, content)
    # Roads word their titles differently: only that of the first road is compared with.
    is_compared = bool(item) and item.get("road", "find") == "find"
    reports[came["url_key"]] = {
        "url": item.get("url") or (former or {}).get("url") or came["url"],
        "first_day": former["first_day"] if former else day,
        "asked_day": day,
        "title": item.get("title") if is_compared else (former or {}).get("title"),
        "updated": item.get("updated") if item else (former or {}).get("updated"),
        "content_sha256": content,
        "change_count": (former or {}).get("change_count", 0) + has_changed,
        "is_part": "part" in came,
        "is_back": former["is_back"] if former and "is_back" in former else record.get("task") == "backfill",
    }


def _listing(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The listing that a later 304 may stand for: of a night, read whole from one page, and not empty."""
    if record.get("task", "nightly") != "nightly" or record["listing"]["failure"]:
        return None
    items = record["listed"]
    own = [page for page in record["pages"] if page["role"] == "listing" and page.get("road", "find") == "find"]
    read = [page for page in own if page["status"] in (200, 304)]
    if not items or len(read) != 1:
        return None
    figures = record["figures"]
    return {
        "url": record["listing"]["url"],
        "payload_sha256": read[0]["payload_sha256"],
        "items": items,
        "listed_all": figures.get("listed_all", len(items) + figures["off_topic"]),
        "off_topic": figures["off_topic"],
        "other_site": figures["other_site"],
        "unread": figures.get("unread", 0),
        "newest_item_at": record["newest_item_at"],
        "oldest_item_at": record["oldest_item_at"],
    }


def _waits(memory: Memory, record: Mapping[str, Any]) -> dict[str, str]:
    waits = {**memory.waits, **record.get("waits", {})}
    return {host: until for host, until in waits.items() if until > record["started_at"]}


def _resumes(memory: Memory, record: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    is_through = not record["listing"]["failure"] and record.get("finish_reason") == "finished"
    if record.get("task") != "backfill" or not is_through:
        return memory.resumes
    span = f"{record['since']}/{record['until']}"
    others = {other: resume for other, resume in memory.resumes.items() if other != span}
    return others | ({span: record["resume"]} if record.get("resume") else {})


# --- what to ask for -------------------------------------------------------------------------------------------------


def why_fetch(memory: Memory, item: Mapping[str, Any], day: date) -> str | None:
    """Why a listed report is asked for: `new`, `changed` (the listing says so, or its part differs), `young` (an early
    text is often corrected in its first days). None for one that is old and unchanged. `item` as in a run record's
    `listed`; one of another road than `find` is never `changed`, for roads word titles and moments differently."""
    known = memory.reports.get(item["url_key"])
    if known is None:
        return "new"
    if known.get("is_part"):
        return "changed" if item.get("part_sha256", known["content_sha256"]) != known["content_sha256"] else None
    has_new_title = known["title"] is not None and item["title"] != known["title"]
    is_comparable = item.get("road", "find") == "find"
    if is_comparable and (has_new_title or (item["updated"] or "") > (known["updated"] or "")):
        return "changed"
    return "young" if _age_days(known, day) <= YOUNG_DAYS else None


def is_taken_as_part(memory: Memory, item: Mapping[str, Any]) -> bool:
    """Whether the listing's own text is taken: a report that first came as a page goes on as a page."""
    known = memory.reports.get(item["url_key"])
    return "part" in item and (known is None or bool(known.get("is_part")))


def due_again(memory: Memory, day: date, budget: int = 60) -> list[dict[str, Any]]:
    """The reports to look at again: a day and a week old, not asked since; what changed before comes first, then what
    is young. Parts are seen in their listing every night, and what a backfill brought is settled."""
    due = [
        {"url_key": key, **report}
        for key, report in memory.reports.items()
        if report.get("url") and not report.get("is_part") and not report.get("is_back") and _is_due(report, day)
    ]
    due.sort(key=lambda report: (-report["change_count"], _age_days(report, day), report["url_key"]))
    return due[:budget]


def _is_due(report: Mapping[str, Any], day: date) -> bool:
    age_days = _age_days(report, day)
    asked_days = _age_days(report, date.fromisoformat(report["asked_day"]))
    return age_days <= AGAIN_UNTIL_DAYS and any(asked_days < mark <= age_days for mark in AGAIN_DAYS)


def _age_days(report: Mapping[str, Any], day: date) -> int:
    return (day - date.fromisoformat(report["first_day"])).days


def waits_at(memory: Memory, moment: datetime) -> dict[str, datetime]:
    """The hosts that still want quiet at a moment, and until when."""
    waits = {host: datetime.fromisoformat(until) for host, until in memory.waits.items()}
    return {host: until for host, until in waits.items() if until > moment}


# --- the file --------------------------------------------------------------------------------------------------------


def recall(archive_url: str, source_key: str) -> Memory:
    """The memory of a source: its file, brought up to the last run record, or made again if it is absent, damaged or
    of runs that the archive does not hold."""
    return recalled(archive_url, source_key, archive.run_records(archive_url, source=source_key))


def recalled(archive_url: str, source_key: str, records: list[dict[str, Any]]) -> Memory:
    """As `recall`, for a caller who has the source's run records at hand."""
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
        return Memory(**state)
    except (ValueError, TypeError):
        return None


def store(archive_url: str, source_key: str, memory: Memory) -> None:
    """Writes the memory's file, whole or not at all."""
    content = json.dumps({"format": FORMAT, **asdict(memory)}, ensure_ascii=False, indent=1, sort_keys=True).encode()
    archive.publish(archive_url, f"{source_key}/state.json", content)
