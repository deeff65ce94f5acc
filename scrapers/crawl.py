"""One source, one night: crawls it, stores what came, writes the run record and ends with an honest exit code.

0: ok, not_modified, quiet. 75: unreachable, try again. 65: blocked, empty_listing, drift, stale, errors, do not.
64: usage. 70: our own bug. A run record is written in every case but usage.
"""

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn, get_args
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from twisted.python.failure import Failure

from scrapers import archive, memory, settings
from scrapers.night import Night, Task
from scrapers.pace import Pace, try_lock
from scrapers.record import BUG, last_good, run_record
from scrapers.source import Source, SourceInvalid, UnknownSource, Web, source_of
from scrapers.spider import spider_of

log = logging.getLogger("scrapers.crawl")

USAGE = 64
LOCK_WAIT_SECONDS = 30


@dataclass(frozen=True)
class Assignment:
    """What is to be crawled, for which day, into which archive, and through which proxy if the web is the sample.
    `settings`: those of Scrapy that differ. `since` and `until`: the days of publication that a backfill fetches."""

    source: Source
    day: date
    archive_url: str
    web: Web
    proxy: str | None
    settings: Mapping[str, Any]
    task: Task = "nightly"
    since: date | None = None
    until: date | None = None


def collect(assignment: Assignment) -> dict[str, Any]:
    """Crawls one source for one night and returns the run record, which then stands in the archive with its WARC file.
    Only one crawl of a source runs at a time; a second one waits a little, then says that it was busy. One process can
    crawl only once: Twisted's reactor does not start again."""
    key, day = assignment.source.key, assignment.day.isoformat()
    with _locked(archive.lock_path(assignment.archive_url, key)) as is_alone:
        started_at = datetime.now(UTC)
        records = archive.run_records(assignment.archive_url, source=key)
        run = archive.run_name(started_at, day, records)
        frame = {"source": key, "day": day, "run": run, "web": assignment.web, "started_at": started_at.isoformat()}
        night = Night(
            assignment.source,
            assignment.day,
            task=assignment.task,
            since=assignment.since,
            until=assignment.until,
            last_good=last_good(records, day),
            pace=_pace(assignment),
        )
        if not is_alone:
            busy = "another crawl of this source is still running"
            night.listing["failure"] = night.fail("listing", night.listing["url"], "busy", busy)
            return _commit(assignment, _record(assignment, frame, night, records, "finished"))
        with archive.workplace(assignment.archive_url, key) as folder:
            return _captured(assignment, frame, night, records, folder)


def _pace(assignment: Assignment) -> Pace:
    """The pace that all crawls of this machine share, by a file for each site beside the locks of the sources."""
    delay = assignment.settings.get("DOWNLOAD_DELAY", settings.DOWNLOAD_DELAY)
    return Pace(delay, lambda site: archive.lock_path(assignment.archive_url, f".sites/{site}"))


def _captured(
    assignment: Assignment, frame: Mapping[str, Any], night: Night, records: list[dict[str, Any]], folder: Path
) -> dict[str, Any]:
    """The crawl itself, and what it leaves in the archive: WARC, index, log, run record, memory, in this order."""
    stem = f"{frame['source']}/{frame['day']}/{frame['run']}"
    parts = {ending: folder / f"{archive.PART}{frame['run']}{ending}" for ending in (".warc.gz", ".log")}
    with _logged(parts[".log"]):
        try:
            night.memory = memory.recalled(assignment.archive_url, frame["source"], records)
            about = {"software": assignment.settings["USER_AGENT"], "robots": "obey"}
            night.capture = archive.Capture(parts[".warc.gz"], f"{stem}.warc.gz", about)
            finish_reason = _crawl(assignment, night)
            index = night.settle()
        except Exception as bug:  # the edge of the process: the record must be written even then
            log.exception("crawl_failed source=%s", frame["source"])
            night.bugs.append(f"{type(bug).__name__}: {bug}")
            night.pages, night.parts, index, finish_reason = [], [], None, "finished"
        record = _record(assignment, frame, night, records, finish_reason)
        log.info("crawl_ended source=%s verdict=%s reason=%s", record["source"], record["verdict"], record["reason"])
    if index is not None:
        archive.publish(assignment.archive_url, f"{stem}.warc.gz", parts[".warc.gz"])
        archive.publish(assignment.archive_url, f"{stem}.cdxj", index)
        record["warc"] = f"{stem}.warc.gz"
    archive.publish(assignment.archive_url, f"{stem}.log", parts[".log"])
    record["log"] = f"{stem}.log"
    parts[".warc.gz"].unlink(missing_ok=True)
    _commit(assignment, record)
    memory.store(assignment.archive_url, frame["source"], memory.remember(night.memory, record))
    return record


def _record(
    assignment: Assignment,
    frame: Mapping[str, Any],
    night: Night,
    records: Sequence[Mapping[str, Any]],
    finish_reason: str,
) -> dict[str, Any]:
    ended = {"ended_at": datetime.now(UTC).isoformat(), "finish_reason": finish_reason}
    return run_record({**frame, **ended, "user_agent": assignment.settings["USER_AGENT"]}, night, records)


def _crawl(assignment: Assignment, night: Night) -> str:
    """Runs the spider to its end; the reason why it ended, `finished` if nothing stopped it."""
    assert night.pace is not None
    night.pace.waits.update(memory.waits_at(night.memory, datetime.now(UTC)))
    chosen = Settings()
    chosen.setmodule(settings)
    chosen.update({**assignment.settings, "P8_PROXY": assignment.proxy, "LOG_INSTALL_ROOT_HANDLER": False})
    process = CrawlerProcess(chosen)
    for noisy in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It prints a traceback for each robots.txt out of reach; Robots says the same in one line.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    crawler = process.create_crawler(spider_of(assignment.source))

    def note(failure: Failure) -> None:
        night.bugs.append(failure.getErrorMessage())

    crawler.signals.connect(note, signals.spider_error)
    process.crawl(crawler, night=night).addErrback(note)
    process.start()
    night.pace.close()
    return str(crawler.stats.get_value("finish_reason") if crawler.stats else None)


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Holds the lock of a source; False if another process keeps it longer than the wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    give_up_at = time.monotonic() + LOCK_WAIT_SECONDS
    with path.open("a") as handle:
        while not (is_alone := try_lock(handle.fileno())) and time.monotonic() < give_up_at:
            time.sleep(0.2)
        yield is_alone


@contextmanager
def _logged(path: Path) -> Iterator[None]:
    """Writes the log also into a file beside the WARC."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setLevel(logging.INFO)
    handler.setFormatter(logging.Formatter(_LOG_FORMAT))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


# --- files and locks -----------------------------------------------------------------------------------------------


def _commit(assignment: Assignment, record: dict[str, Any]) -> dict[str, Any]:
    """The run record is the last file to appear: a run without one did not happen."""
    content = json.dumps(record, ensure_ascii=False, indent=1).encode()
    archive.publish(assignment.archive_url, f"{record['source']}/{record['day']}/{record['run']}.run.json", content)
    return record


# --- command line --------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def _assignment(arguments: Sequence[str] | None) -> Assignment:
    parser = _Parser(
        prog="python -m scrapers.crawl",
        description="Crawl one source for one night; or look again at its reports, go back, or try its declaration.",
        epilog="example: python -m scrapers.crawl daily_nk_en --day 2026-11-24 --archive .local/archive/live",
    )
    parser.add_argument("key", metavar="KEY", help="the source, as in `scrapy list`")
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="the night's date in Seoul, YYYY-MM-DD")
    parser.add_argument("--archive", required=True, help="root of the archive: a folder or an fsspec URL")
    parser.add_argument("--web", choices=["live", "sample"], default="live")
    parser.add_argument("--proxy", help="the sample web's proxy, http://127.0.0.1:PORT")
    parser.add_argument("--task", choices=get_args(Task), default="nightly", help="default: nightly")
    parser.add_argument("--since", type=date.fromisoformat, help="backfill: the first day of publication, YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, help="backfill: the last day of publication, YYYY-MM-DD")
    chosen = parser.parse_args(arguments)
    is_loopback = bool(chosen.proxy) and urlsplit(chosen.proxy).hostname in ("127.0.0.1", "localhost")
    if (chosen.web == "sample") != is_loopback or (chosen.proxy and not is_loopback):
        parser.error("--web sample needs --proxy http://127.0.0.1:PORT, and only the sample web takes one")
    if (chosen.task == "backfill") != (chosen.since is not None) or (chosen.since is None) != (chosen.until is None):
        parser.error("--task backfill needs --since and --until, and only a backfill takes them")
    if chosen.since is not None and chosen.since > chosen.until:
        parser.error(f"--since {chosen.since} is after --until {chosen.until}")
    try:
        source = source_of(chosen.key, chosen.web)
        own = settings.crawl_settings(chosen.web, tuple(source.languages), os.environ)
    except (UnknownSource, SourceInvalid, settings.ContactInvalid) as wrong:
        parser.error(str(wrong))
    if source.find is None:
        parser.error(f"{chosen.key} has no listing: it stands for pages that came packed")
    span = (chosen.task, chosen.since, chosen.until)
    return Assignment(source, chosen.day, chosen.archive, chosen.web, chosen.proxy, own, *span)


def main(arguments: Sequence[str] | None = None) -> int:
    assignment = _assignment(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format=_LOG_FORMAT)
    try:
        record = collect(assignment)
    except Exception:  # the edge of the process: not even the record could be written
        log.exception("crawl_lost source=%s", assignment.source.key)
        return BUG
    print(json.dumps({name: record[name] for name in ("source", "verdict", "reason", "exit_code", "figures")}))
    return int(record["exit_code"])


if __name__ == "__main__":
    sys.exit(main())
