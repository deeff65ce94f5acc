"""Verdicts: how a source's night went, from what was written down about it. Pure; it knows no day but the run's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

GREEN = ("ok", "not_modified", "quiet")
EXIT_CODES = {
    **{"ok": 0, "not_modified": 0, "quiet": 0, "unreachable": 75},
    **{"blocked": 65, "empty_listing": 65, "drift": 65, "stale": 65, "errors": 65},
}

# What heals by itself: the same request may be answered an hour later.
_HEALING = {"timeout", "dns", "refused", "connection", "truncated", "robots_unreachable", "busy"}
_HEALING |= {f"http_{status}" for status in (408, 425, 429, *range(500, 600))}
_BLOCKING = {"block", "consent", "login", "robots", "http_401", "http_403", "http_451"}

# A night in which more than a fifth of what was asked for failed is not a good night with a few losses.
FAILED_SHARE = 0.2


@dataclass(frozen=True)
class Verdict:
    """The night's word, one line that says why, and the counts it rests on."""

    word: str
    reason: str
    figures: Mapping[str, Any]


def is_red(word: str) -> bool:
    """Whether a verdict makes the night red. Raises KeyError for a word that is no verdict."""
    return EXIT_CODES[word] != 0


def verdict(
    run_record: Mapping[str, Any], yields: Mapping[str, int] | None, history: Sequence[Mapping[str, Any]]
) -> Verdict:
    """The verdict of a source's night. `yields` are what cleaning made of its report pages: counts of `pages, texts,
    dated, teasers, rejects`, None before cleaning. `history`: former nights, newest first, with `day, verdict,
    figures`. Staleness counts from the run record's day."""
    figures = {**run_record["figures"], **(yields or {})}
    judges = (_bug, _transport, _listing, _age, _failures, _yields, _silence)
    for word, reason in (found for judge in judges if (found := judge(run_record, yields, history))):
        return Verdict(word, _with_notes(reason, run_record), figures)
    return Verdict("ok", _with_notes(_good(run_record), run_record), figures)


Found = tuple[str, str] | None


def _bug(record: Mapping[str, Any], yields: Any, history: Any) -> Found:
    return ("errors", f"our own bug: {record['bugs'][0]}") if record["bugs"] else None


def _transport(record: Mapping[str, Any], yields: Any, history: Any) -> Found:
    """The listing was not delivered at all."""
    failure = record["listing"]["failure"]
    if failure is None and record["finish_reason"] != "finished":
        return "unreachable", f"the crawl was stopped before its end ({record['finish_reason']})"
    if failure is None:
        return None
    word = _word_of(failure["kind"])
    return word, f"listing {failure['url']}: {failure['detail']}"


def _word_of(kind: str) -> str:
    if kind in _HEALING:
        return "unreachable"
    return "blocked" if kind in _BLOCKING else "errors"


def _listing(record: Mapping[str, Any], yields: Any, history: Any) -> Found:
    """The listing came, with too little in it."""
    count, expected, url = record["figures"]["listed"], record["min_items"], record["listing"]["url"]
    if count >= expected:
        return None
    if count == 0 and record["empty_is_normal"]:
        return "quiet", f"listing {url} holds no items, which is usual here"
    if count == 0:
        return "empty_listing", f"listing {url} answers with no items, at least {expected} expected"
    return "drift", f"listing {url} holds {count} items, at least {expected} expected"


def _age(record: Mapping[str, Any], yields: Any, history: Sequence[Mapping[str, Any]]) -> Found:
    """The newest thing is older than what is usual; without dates, the last night that brought something counts."""
    quiet_days, day = record["quiet_days"], date.fromisoformat(record["day"])
    last, what = _newest_day(record), "newest item is of"
    if last is None and not record["figures"]["new"]:
        last, what = _last_day_with_news(history), "the last new report came on"
    if last is None or (day - last).days <= quiet_days:
        return None
    return "stale", f"{what} {last.isoformat()}, {(day - last).days} days ago; {quiet_days} are usual"


def _newest_day(record: Mapping[str, Any]) -> date | None:
    stated = record["newest_item_at"]
    if stated is None:
        return None
    return datetime.fromisoformat(stated).astimezone(ZoneInfo("Asia/Seoul")).date()


def _last_day_with_news(history: Sequence[Mapping[str, Any]]) -> date | None:
    with_news = [night["day"] for night in history if night["figures"].get("new")]
    return max((date.fromisoformat(str(day)) for day in with_news), default=None)


def _failures(record: Mapping[str, Any], yields: Any, history: Any) -> Found:
    """The listing came and the reports did not."""
    figures, failures = record["figures"], record["failures"]
    asked = figures["fetched"] + figures["not_modified"] + figures["failed"]
    if not failures or figures["failed"] <= FAILED_SHARE * asked:
        return None
    words = {_word_of(failure["kind"]) for failure in failures}
    word = words.pop() if len(words) == 1 else "errors"
    first = failures[0]
    return word, f"{figures['failed']} of {asked} reports failed, first {first['url']}: {first['detail']}"


def _yields(record: Mapping[str, Any], yields: Mapping[str, int] | None, history: Any) -> Found:
    """Pages came, and none of them reads as a text."""
    if yields is None or not yields["pages"] or yields["texts"]:
        return None
    return "drift", f"{yields['pages']} pages and no text: the layout has changed or the pages are no reports"


def _silence(record: Mapping[str, Any], yields: Any, history: Any) -> Found:
    figures, listing = record["figures"], record["listing"]
    if figures["fetched"]:
        return None
    if listing["is_not_modified"]:
        return "not_modified", f"listing unchanged, {figures['not_modified']} reports asked again and unchanged"
    return "quiet", f"{figures['listed']} items listed, none new or changed"


def _good(record: Mapping[str, Any]) -> str:
    figures = record["figures"]
    parts = [f"{figures['new']} new", f"{figures['changed']} changed of {figures['listed']} listed"]
    return ", ".join(parts + ([f"{figures['failed']} failed"] if figures["failed"] else []))


def _with_notes(reason: str, record: Mapping[str, Any]) -> str:
    notes = []
    if record["gap"]:
        notes.append(f"reports between {record['gap'][0]} and {record['gap'][1]} may be lost")
    if record["muted"] and record["day"] <= record["muted"][0]:
        notes.append(f"muted until {record['muted'][0]}: {record['muted'][1]}")
    return "; ".join([reason, *notes])
