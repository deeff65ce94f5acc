"""Reprocess: everything again from the archive with the extractor of today, and what differs is told before it is kept.

`reread` reads each source's versions and writes down what differs, and nothing else. `settle` keeps it all, or nothing:
readings, stories and claims in one transaction, with the report of what they change.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg2.extensions import connection

from pipeline import plan as planning
from pipeline.changes import compare
from pipeline.check import GateClosed
from pipeline.read import read_claims
from pipeline.relate import relate, relate_anew
from pipeline.rereading import again, extractor_for, judged, keep
from pipeline.run import Run
from scrapers.source import Web, source_of
from warehouse import store
from warehouse.check import CheckResult
from warehouse.check import keep as keep_result

FIELDS = ("kind", "title", "text", "date", "language")
STORABLE = ("article", "teaser", "listing", "block_page", "error_page", "empty")
# No upgrade was measured when these were set: a person looks where more than a tenth of the readings or a twentieth of
# the claims would change.
READINGS_SHARE_MAX, CLAIMS_SHARE_MAX = 0.1, 0.05
CHECK = "reprocess_differs"
ADVICE = "the lines above say what differs; if it is as it should be, run reprocess again with accept"
_CUT = 60


@dataclass(frozen=True)
class Report:
    """What differs. `readings` by source, `claims` by type and language, `stories` in all: as warehouse.store.reprocess
    counts them."""

    readings: Sequence[Mapping[str, Any]]
    claims: Sequence[Mapping[str, Any]]
    stories: Mapping[str, Mapping[str, int]]

    @property
    def versions(self) -> int:
        return sum(row["versions"] for row in self.readings)

    @property
    def differ(self) -> int:
        return sum(row["differ"] for row in self.readings)

    @property
    def claims_lost_or_changed(self) -> int:
        return sum(row["lost"] + row["changed"] for row in self.claims)

    @property
    def is_too_much(self) -> bool:
        """Whether a person must look before this is kept."""
        held = sum(row["held"] for row in self.claims)
        too_many_claims = self.claims_lost_or_changed > CLAIMS_SHARE_MAX * held
        return self.differ > READINGS_SHARE_MAX * self.versions or too_many_claims

    @property
    def unnamed(self) -> int:
        """Versions that read otherwise than before though the extractor has the same name: it should have another."""
        return sum(row["unnamed"] for row in self.readings)

    def lines(self) -> list[str]:
        """The report for a person."""
        return [f"{self.differ} differ of {self.versions} versions read again", *_lines(self)]


def plan(
    run_id: str,
    *,
    started: datetime,
    web: Web,
    day: str | None = None,
    keys: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> tuple[Run, list[str]]:
    """The run, entered in the warehouse, and the keys of the sources to read again: those with these `keys`, else all
    that have a version first seen from `since` to `until`. A `day` before that of a run already there is moved up to
    it: nothing becomes known in the past.

    Raises PlanError and UnknownSource as pipeline.plan.
    """
    first, last = planning.days_between(since, until)
    asked = planning.day_of(day, started)
    with Run(run_id, "reprocess", asked, web, ()).warehouse() as connection:
        run = Run(run_id, "reprocess", store.standing_day(connection, asked), web, (), first, last)
        store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        chosen = [source_of(key, web).key for key in keys] or store.sources_of_versions(connection, first, last)
    return run, chosen


def reread(run: Run, key: str) -> dict[str, int]:
    """Read every version of a source again, and write down what differs from what is held; nothing of it is kept yet.
    Returns how many were read and how many differ. Raises ArchiveBroken."""
    source, counts = source_of(key, run.web), {"versions": 0, "differ": 0}
    with run.warehouse() as connection:
        run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
        rows = store.versions_to_read_again(connection, run_no, key, since=run.since, until=run.until)
        for row, reading in again(run, source, rows):
            extractor = extractor_for(source, row["part"])
            differs = [name for name in FIELDS if row[name] != reading[name]]
            is_new = extractor != row["extractor_version"] and reading["kind"] in STORABLE
            fresh = judged({name: reading.get(name) for name in _KEPT}) if is_new else None
            store.save_reread(connection, run_no, key, row, extractor, differs, _example(row, reading, differs), fresh)
            counts = {"versions": counts["versions"] + 1, "differ": counts["differ"] + bool(differs)}
    return counts


_KEPT = (
    "kind", "title", "text", "captions", "published_at", "date", "modified_at", "date_basis", "language", "author",
    "canonical_url",
)  # fmt: skip


def settle(run: Run, *, accept: bool = False, keys: Sequence[str] = ()) -> dict[str, int]:
    """Keep what was read again, with the stories and claims that follow from it, and report what differs. Where that
    is too much, nothing is kept but the report, and GateClosed is raised; `accept` is a person's word that it may be.
    Where the extractor reads otherwise under its old name, nothing is kept either way. Where neither sources (`keys`)
    nor days were asked for, all reports are related anew, by the rules of today."""
    try:
        with run.warehouse() as connection:
            run_no = store.open_run(connection, run.run_id, run.dag_id, run.web, run.day)
            is_whole = not keys and run.since is None and run.until is None
            report = _kept(run, connection, run_no, relate_anew if is_whole else relate)
            result = _result(report, accept)
            if result.is_red:
                raise GateClosed("; ".join([*report.lines()[:3], ADVICE]))
            keep_result(connection, run_no, result)
    except GateClosed:
        with run.warehouse() as connection:  # all else was rolled back
            keep_result(connection, run_no, result)
        raise
    return {"versions": report.versions, "differ": report.differ, "claims": report.claims_lost_or_changed}


@dataclass(frozen=True)
class _Within(Run):
    """The same run for steps that are to write in a transaction that is open already."""

    open: connection | None = None

    @contextmanager
    def warehouse(self) -> Iterator[connection]:
        """That transaction's connection; nothing is committed here."""
        assert self.open is not None
        yield self.open


def _kept(run: Run, connection: connection, run_no: int, relating: Callable[[Run], dict[str, int]]) -> Report:
    store.lock_sources(connection, store.sources_of_versions(connection, run.since, run.until))
    for row in store.rereads_to_keep(connection, run_no):
        keep(run, connection, run_no, row["version_id"], row["extractor_version"], row["reading"])
    store.mark_kept(connection, run_no)
    compare(connection, run_no, store.standing_day(connection, run.day))
    within = _Within(run.run_id, run.dag_id, run.day, run.web, run.sources, open=connection)
    relating(within)
    read_claims(within)
    readings, claims = store.reread_counts(connection, run_no), store.claim_counts(connection, run_no)
    report = Report(readings, claims, store.story_counts(connection, run_no))
    print("\n".join(report.lines()), flush=True)  # into the task's log, whatever follows
    return report


def _result(report: Report, accept: bool) -> CheckResult:
    is_blocking = bool(report.unnamed) or (report.is_too_much and not accept)
    count = report.differ + report.claims_lost_or_changed
    return CheckResult(CHECK, is_blocking, count, [{"difference": line} for line in report.lines()], ADVICE)


def _lines(report: Report) -> Iterator[str]:
    if report.unnamed:
        yield f"{report.unnamed} of them under the same name of the extractor: change EXTRACTOR, then run this again"
    for row in report.readings:
        fields = ", ".join(f"{row[name]} {name}" for name in FIELDS if row[name])
        yield f"{row['source_key']}: {row['differ']} differ of {row['versions']}" + (f": {fields}" if fields else "")
        yield from (f"  {example}" for example in row["examples"] or ())
    for row in report.claims:
        said = ", ".join(f"{row[name]} {name}" for name in ("gained", "lost", "changed") if row[name])
        if said:
            yield f"claims, {row['type']} in {row['lang'] or 'no language'}: {said}, {row['held']} held before"
    yield "; ".join(
        f"{subject}: {', '.join(f'{row[name]} {name}' for name in row if row[name]) or 'as before'}"
        for subject, row in report.stories.items()
    )


def _example(row: Mapping[str, Any], reading: Mapping[str, Any], differs: Sequence[str]) -> str | None:
    """The first difference in one line: a text from where it begins to differ."""
    if not differs:
        return None
    name = differs[0]
    before, after = row[name] or "", reading[name] or ""
    pairs = enumerate(zip(before, after, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), min(len(before), len(after))) if name == "text" else 0
    cuts = [repr(words[start : start + _CUT]) for words in (before, after)]
    return f"{name}: {cuts[0]} -> {cuts[1]}" + (f" at character {start}" if start else "")

