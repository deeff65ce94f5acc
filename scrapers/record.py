"""The run record: what one crawl did, as it stands in the archive, and what former records say of a night. Pure: it
reads no clock and no file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from scrapers import health, memory
from scrapers.night import Night
from scrapers.source import site_of

Record = Mapping[str, Any]
BUG = 70


def run_record(frame: Record, night: Night, records: Sequence[Record]) -> dict[str, Any]:
    """The whole record. `frame`: what names the run: `source, day, run, web, started_at, ended_at, user_agent,
    finish_reason`. `records`: the source's former ones, oldest first."""
    source = night.source
    record: dict[str, Any] = {
        **frame,
        "warc": None,
        "log": None,
        "task": night.task,
        "since": night.since.isoformat() if night.since else None,
        "until": night.until.isoformat() if night.until else None,
        "figures": {**_figures(night), **_listed_before(night, records)},
        "newest_item_at": night.newest_item_at,
        "oldest_item_at": night.oldest_item_at,
        "gap": _gap(night, records),
        "gap_is_normal": source.gap_is_normal,
        "quiet_days": source.quiet_days,
        "min_items": source.min_items,
        "empty_is_normal": source.empty_is_normal,
        "muted": [source.muted[0].isoformat(), source.muted[1]] if source.muted else None,
        "listing": {**night.listing, "title_before": _title_before(night, records)},
        "roads": night.roads,
        "listed": night.listed,
        "listed_second": night.listed_second,
        "pages": night.pages,
        "parts": night.parts,
        "gone": night.gone,
        "canary": night.canary,
        "failures": night.failures,
        "bugs": night.bugs,
        "resume": _resume(night),
        "pace_seconds": night.pace.delay(site_of(source.home)) if night.pace else None,
        **_waits(night),
    }
    found = health.verdict(record, None, history(records, frame["day"]))
    evidence = night.failures[0]["url"] if night.failures and not night.listing["failure"] else night.listing["url"]
    code = BUG if night.bugs else health.EXIT_CODES[found.word]
    return {**record, "verdict": found.word, "reason": found.reason, "exit_code": code, "evidence_url": evidence}


def is_nightly(record: Record) -> bool:
    """Whether a record is of a night: what looks again or goes back says nothing of how a source's nights went."""
    return bool(record.get("task", "nightly") == "nightly")


def history(records: Sequence[Record], day: str) -> list[dict[str, Any]]:
    """The nights before a day, newest first, as health.verdict reads them."""
    return [
        {"day": record["day"], "verdict": record["verdict"], "figures": record["figures"]}
        for record in reversed(records)
        if record["day"] < day and is_nightly(record)
    ]


def last_good(records: Sequence[Record], day: str) -> tuple[str, str] | None:
    """Day and newest item's moment of the last good night. A night that was red for its gap alone counts once its day
    is over: a gap is said on the night that finds it, and again by every run of that day."""
    good = [(record["day"], record["newest_item_at"]) for record in records if _is_good(record, day)]
    return good[-1] if good else None


def _is_good(record: Record, day: str) -> bool:
    if not is_nightly(record) or not record["newest_item_at"]:
        return False
    return not health.is_red(record["verdict"]) or (record["day"] < day and _is_red_for_its_gap(record))


def _is_red_for_its_gap(record: Record) -> bool:
    gap, failed = record["gap"], record["figures"]["failed"]
    is_open = isinstance(gap, Mapping) and not gap["is_mended"]
    return is_open and record["verdict"] == "errors" and not (record["listing"]["failure"] or record["bugs"] or failed)


def _gap(night: Night, records: Sequence[Record]) -> dict[str, Any] | None:
    """The night's gap; a backfill of its days that came to its end has mended it."""
    if night.gap is None or night.gap["is_mended"]:
        return night.gap
    first, last = health.gap_days(night.gap)
    is_filled = any(
        record.get("task") == "backfill"
        and record["since"] <= first
        and record["until"] >= last
        and not record["figures"]["left"]
        and not health.is_red(record["verdict"])
        for record in records
    )
    return {**night.gap, "is_mended": is_filled}


def _figures(night: Night) -> dict[str, int]:
    came = [page for page in night.pages if memory.is_delivered(page)]
    new = [each for each in [*came, *night.parts] if each["why"] == "new"]
    not_modified = sum(page["why"] != "new" and page["is_revisit"] for page in came)
    counts = night.counts
    return {
        "listed": len(night.listed),
        "listed_all": counts.get("listed_all", 0),
        "dated": sum(item["published"] is not None for item in night.listed),
        "unread": counts.get("unread", 0),
        "off_topic": counts.get("off_topic", 0),
        "other_site": counts.get("other_site", 0),
        "new": len(new),
        "changed": len(came) + len(night.parts) - len(new) - not_modified,
        "fetched": len(came) - not_modified,
        "parts": len(night.parts),
        "not_modified": not_modified,
        "failed": len(night.failures),
        "gone": len(night.gone),
        "left": counts.get("left", 0),
        "bytes": sum(page["bytes"] for page in night.pages),
        "second_listed": counts.get("second_listed", 0),
        "second_new": sum(each.get("road") == "second" for each in new),
    }


def _listed_before(night: Night, records: Sequence[Record]) -> dict[str, int]:
    """The night's items beside those of former nights; what has nothing to be held against is left out.
    `listed_again`: listed on the last good night too; `reaching_back`: older than the newest item of that night;
    `dated_again`: dated on the night before too, and `redated`: there by more than a day otherwise."""
    keys = {item["url_key"] for item in night.listed}
    dated = {item["url_key"]: _moment(item["published"]) for item in night.listed if item.get("published")}
    counts = {}
    good = _good_before(night, records)
    if good and good["listed"]:
        newest = _moment(good["newest_item_at"])
        counts["listed_again"] = sum(item["url_key"] in keys for item in good["listed"])
        counts["reaching_back"] = sum(moment < newest for moment in dated.values())
    before = _before(night, records)
    if before:
        former = {item["url_key"]: _moment(item["published"]) for item in before["listed"] if item.get("published")}
        both = [(moment, former[key]) for key, moment in dated.items() if key in former]
        counts["dated_again"] = len(both)
        counts["redated"] = sum(abs(now - then) > timedelta(days=1) for now, then in both)
    return counts


def _good_before(night: Night, records: Sequence[Record]) -> Record | None:
    """The last good night of a day before, for as long as a source may be quiet: what is other then is the usual."""
    day = night.day.isoformat()
    good = next((record for record in _nights_before(night, records) if _is_good(record, day)), None)
    is_near = good is not None and (night.day - date.fromisoformat(good["day"])).days <= night.source.quiet_days
    return good if is_near else None


def _before(night: Night, records: Sequence[Record]) -> Record | None:
    """The last night of a day before that read a listing, whatever its verdict: a change is told on the day it comes,
    by every run of it."""
    return next((record for record in _nights_before(night, records) if record["listed"]), None)


def _title_before(night: Night, records: Sequence[Record]) -> str | None:
    """What the listing was called when it last came on a good night: a 304 brings no title."""
    day = night.day.isoformat()
    titles = (record["listing"].get("title") for record in _nights_before(night, records) if _is_good(record, day))
    return next((title for title in titles if title), None)


def _nights_before(night: Night, records: Sequence[Record]) -> list[Record]:
    """The nights of the days before, newest first."""
    return [record for record in reversed(records) if is_nightly(record) and record["day"] < night.day.isoformat()]


def _moment(stated: str) -> datetime:
    return datetime.fromisoformat(stated)


def _resume(night: Night) -> dict[str, Any] | None:
    """Where a backfill goes on, and the reports it has missed so far and will not ask again before it is through. One
    that ran out of time goes on where it began, for the reports that it left are listed there."""
    former = night.memory.resumes.get(f"{night.since}/{night.until}", {})
    place = former.get("url") if night.counts.get("late") else night.resume and night.resume["url"]
    if place is None:
        return None
    missed = {*former.get("missed", []), *(failure["url_key"] for failure in night.failures)}
    return {"url": place, "missed": sorted(missed)}


def _waits(night: Night) -> dict[str, Any]:
    """The hosts that want quiet, and the last of the moments until which they do."""
    stopped = night.pace.waits if night.pace else {}
    waits = {host: until.isoformat() for host, until in stopped.items() if until is not None}
    return {"retry_after": max(waits.values(), default=None), "waits": waits}
