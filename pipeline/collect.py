"""Collect: one source, one night, in a child process. What came is in the archive; here is only how it ended."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.run import Run
from scrapers import archive

HEALS = 75  # EX_TEMPFAIL: time-outs, DNS, 429, 5xx
RED = 65  # EX_DATAERR: blocked, empty listing, stale, errors: another try gives the same
GOOD = 0
BUG = 70  # EX_SOFTWARE: our own bug, told in the run record
PROXIES = ("http_proxy", "https_proxy", "no_proxy")
PASSED_ON = {
    "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "P8_CONTACT", "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "P8_STACK",  # the mark by which what is left of a stack is found
    *PROXIES, *(name.upper() for name in PROXIES),
}  # fmt: skip
PASSED_ON_BEGINNINGS = ("AWS_", "FSSPEC_")  # an archive on s3 is opened with them


class CollectError(Exception):
    """A source's night did not end well. Fields: `source`, `verdict`, `reason`; the message holds all three."""

    def __init__(self, source: str, verdict: str, reason: str) -> None:
        super().__init__(f"{source}: {verdict}: {reason}")
        self.source, self.verdict, self.reason = source, verdict, reason


class SourceUnreachable(CollectError):
    """The source did not answer. Healing by itself is likely: try again."""


class SourceRed(CollectError):
    """The source answered, but not with what it should. Trying again would hide it."""


class CrawlBroken(CollectError):
    """Our own crawl ended without a verdict: a bug, a full disk, a kill."""


def night(run: Run, source: str) -> dict[str, Any]:
    """Capture one source's night, or what else the run's task is, unless that was done well on that day already;
    returns its summary. A day that has passed is not asked again, however it ended: what came now would be of today.

    Raises SourceUnreachable, SourceRed or CrawlBroken. Whatever was received stays in the archive in every case.
    """
    done = good_record(run, source) or _passed(run, source)
    if done is None:
        before = last_record(run, source)
        code = _crawl(run, source)
        record = last_record(run, source)
        _judge(source, code, None if record == before else record)
        done = record
    assert done is not None
    return {"source": source, "verdict": done["verdict"], "reason": done["reason"], **done["figures"]}


def good_record(run: Run, source: str) -> dict[str, Any] | None:
    """The run record of a crawl of that day and task that ended well, if there is one: a second run asks nobody again.
    A backfill that left something for another run is not done."""
    good = [record for record in _records(run, source) if record["exit_code"] == GOOD]
    if run.task == "backfill" and good and good[-1]["figures"].get("left"):
        return None
    return good[-1] if good else None


def _passed(run: Run, source: str) -> dict[str, Any] | None:
    """The record of a day after which the source was asked again."""
    days = [record["day"] for record in archive.run_records(run.archive, source=source)]
    return last_record(run, source) if max(days, default="") > run.day.isoformat() else None


def last_record(run: Run, source: str) -> dict[str, Any] | None:
    """The newest run record of the source's day and the run's task."""
    records = _records(run, source)
    return records[-1] if records else None


def _records(run: Run, source: str) -> list[dict[str, Any]]:
    """Records of one task, and of a backfill only those of the same range."""
    span = [day and day.isoformat() for day in (run.since, run.until)]
    return [
        record
        for record in archive.run_records(run.archive, source=source, day=run.day.isoformat())
        if (record.get("task") or "nightly") == run.task and [record.get("since"), record.get("until")] == span
    ]


def _judge(source: str, code: int, record: dict[str, Any] | None) -> None:
    if code == GOOD and record is not None:
        return
    kinds = {HEALS: SourceUnreachable, RED: SourceRed, BUG: CrawlBroken}
    if record is None or code not in kinds:
        raise CrawlBroken(source, "errors", f"the crawl ended with status {code} and no verdict: its log is above")
    raise kinds[code](source, record["verdict"], record["reason"])


def crawl_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What a crawl may know of our environment: its ways out, its name and what opens the archive.

    Nothing of the database or of Airflow travels into a process that reads foreign pages.
    """
    return {
        name: value
        for name, value in environment.items()
        if name in PASSED_ON or name.startswith(PASSED_ON_BEGINNINGS)
    }


def _crawl(run: Run, source: str) -> int:
    """Run the crawl to its end; its output goes into this task's log. Returns its exit status."""
    with _web(run) as options:
        command = [
            sys.executable, "-m", "scrapers.crawl", source,
            "--day", run.day.isoformat(), "--archive", run.archive, *options, *_task(run),
        ]  # fmt: skip
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=crawl_environment(os.environ), cwd=Path(__file__).resolve().parent.parent, preexec_fn=_die_with_parent,
        )  # fmt: skip
        output, _ = child.communicate()
    print(output, flush=True)
    return child.returncode


def _task(run: Run) -> list[str]:
    span = [] if run.since is None or run.until is None else ["--since", str(run.since), "--until", str(run.until)]
    return ["--task", run.task, *span]


@contextmanager
def _web(run: Run) -> Iterator[list[str]]:
    """The options that lead the crawl to its web; the sample web is served for as long as the crawl runs."""
    if run.web != "sample":
        yield ["--web", "live"]
        return
    from tests.sample_web import serve
    from tests.sample_web.nights import night_of

    with serve.serve(night_of(run.day)) as proxy:
        yield ["--web", "sample", "--proxy", proxy]


def _die_with_parent() -> None:
    """A crawl must not outlive its killed task: Airflow ends no grandchildren. On Linux; the lock guards elsewhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL
