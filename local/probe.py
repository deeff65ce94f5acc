"""`make probe`: asks each live source once, reads its canary, and says what its file should change. Stores nothing."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from local import preflight
from scrapers import archive
from scrapers.health import is_red
from scrapers.page import PageUnreadable, url_key
from scrapers.settings import ContactInvalid
from scrapers.source import Source, SourceInvalid, UnknownSource, Web, site_of, source_of, sources
from transforms.clean import extract

SEOUL = ZoneInfo("Asia/Seoul")
USAGE = 64
AT_ONCE = 4
SECONDS = 240.0
COMMAND = (sys.executable, "-m", "scrapers.crawl")
NO_NETWORK = "no network: none of the live sources answers, so there is nothing to probe"
COLUMNS = (("source", 24), ("verdict", 14), ("items", 6), ("newest", 11), ("canary", 8))


@dataclass(frozen=True)
class Probed:
    """One source asked once: its run record, in which `canary` is what was read of the page; None if the crawl ended
    without one, and `last_words` are what it said instead."""

    source: Source
    record: Mapping[str, Any] | None
    day: date
    last_words: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether somebody must look: red and not muted, or a canary that no longer reads."""
        if self.record is None:
            return True
        is_muted = self.source.muted is not None and self.day <= self.source.muted[0]
        is_silent = is_red(self.record["verdict"]) and not is_muted
        return is_silent or canary_problem(self.source, self.record) is not None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"make probe: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 if no source is broken, 1 if one is or no network is there, 64 for an unknown key."""
    parser = _Parser(
        prog="python -m local.probe", description=__doc__, epilog='example: make probe KEYS="yonhap_ko_nk voa_ko"'
    )
    parser.add_argument("keys", metavar="KEY", nargs="*", help="sources, as in `scrapy list`; without any, all")
    parser.add_argument("--web", choices=["live", "sample"], default="live")
    parser.add_argument("--proxy", help="the sample web's proxy, http://127.0.0.1:PORT")
    parser.add_argument("--day", type=date.fromisoformat, help="the date in Seoul; without it, today's")
    chosen = parser.parse_args(arguments)
    try:
        keys = [source_of(key, chosen.web).key for key in chosen.keys] or list(sources(chosen.web))
        if chosen.web == "live" and not preflight.reachable(_homes(keys)):
            print(NO_NETWORK, file=sys.stderr)
            return 1
    except (UnknownSource, SourceInvalid, ContactInvalid) as wrong:
        parser.error(str(wrong))
    found = probe(keys, chosen.web, chosen.proxy, chosen.day or datetime.now(SEOUL).date(), _say)
    print(render(found))
    return 1 if any(probed.is_broken for probed in found) else 0


def _homes(keys: Sequence[str]) -> list[str]:
    """One home of each site: two answers of one site would look like a proxy that gives everyone the same."""
    return list({site_of(home): home for home in (source_of(key, "live").home for key in keys)}.values())


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def probe(
    keys: Sequence[str], web: Web, proxy: str | None, day: date, say: Callable[[str], None] = lambda line: None
) -> list[Probed]:
    """Asks these sources, four at once and one of a site, each at most four minutes; the answers in the keys' order.
    The archive they need lies in a temporary folder and is thrown away."""
    by_site: dict[str, list[Source]] = {}
    for source in (source_of(key, web) for key in dict.fromkeys(keys)):
        by_site.setdefault(site_of(source.home), []).append(source)
    found: dict[str, Probed] = {}

    def ask_site(own: Sequence[Source], folder: str) -> None:
        for source in own:
            found[source.key] = _asked(source, web, proxy, day, folder)
            say(f"probe {len(found)} of {sum(map(len, by_site.values()))}: {_line(found[source.key])}")

    with tempfile.TemporaryDirectory(prefix="p8-probe-") as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        for answer in [pool.submit(ask_site, own, folder) for own in by_site.values()]:
            answer.result()
    return [found[key] for key in dict.fromkeys(keys)]


def _asked(source: Source, web: Web, proxy: str | None, day: date, folder: str) -> Probed:
    """One crawl, in a process of its own."""
    options = ["--task", "probe", "--day", day.isoformat(), "--archive", folder, "--web", web]
    command = [*COMMAND, source.key, *options, *(["--proxy", proxy] if proxy else [])]
    log = Path(folder) / f"{source.key}.stderr"
    with log.open("wb") as said:
        try:
            subprocess.run(command, stdout=said, stderr=said, timeout=SECONDS, check=False, env=_environment())
        except subprocess.TimeoutExpired:
            return Probed(source, None, day, f"no end after {SECONDS:.0f} s")
    records = archive.run_records(folder, source=source.key)
    if not records:
        lines = log.read_text("utf-8", "replace").splitlines()
        return Probed(source, None, day, lines[-1] if lines else "")
    return Probed(source, {**records[-1], "canary": read_canary(source, records[-1], folder)}, day)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}


# --- the canary ----------------------------------------------------------------------------------------------------


def read_canary(source: Source, record: Mapping[str, Any], archive_url: str) -> dict[str, Any] | None:
    """What the canary's page says now: the record's `canary` with `kind, title, date` as our reader has them."""
    noted = record.get("canary")
    page = next((page for page in reversed(record["pages"]) if page["role"] == "canary"), None)
    if noted is None or page is None or page["offset"] is None or not record["warc"]:
        return dict(noted) if noted is not None else None
    stored = archive.read_page(archive_url, record["warc"], page["offset"])
    try:
        content = stored.content()
    except PageUnreadable as problem:
        return {**noted, "status": stored.status, "failure": str(problem)}
    reading = extract(
        content, stored.url, headers=stored.headers, fetched_at=stored.fetched_at, zone=source.zone,
        layouts=source.layouts,
    )  # fmt: skip
    return {**noted, "status": stored.status, **{name: reading[name] for name in ("kind", "title", "date")}}


def canary_problem(source: Source, record: Mapping[str, Any]) -> str | None:
    """Why the canary does not read as it should; None if it does, if there is none, or if nothing was asked of it
    because the listing did not answer."""
    canary = record.get("canary")
    if source.canary is None or (canary is None and record["listing"]["failure"]):
        return None
    if canary is None:
        return "was not asked"
    if canary.get("status") != 200:
        return f"answers {_told(canary)}"
    if canary.get("kind") not in ("article", None):
        return f"reads as {canary['kind']}, not as an article"
    if not canary.get("title"):
        return "has no title"
    expected = source.canary.published
    if expected is not None and canary.get("date") != expected.isoformat():
        return f"reads as of {canary.get('date')}, the file says {expected.isoformat()}"
    return None


def _told(canary: Mapping[str, Any]) -> str:
    failure = canary.get("failure")
    detail = failure.get("detail") if isinstance(failure, Mapping) else failure
    return str(canary.get("status") or detail or "nothing")


# --- advice --------------------------------------------------------------------------------------------------------


def advice(source: Source, record: Mapping[str, Any]) -> list[str]:
    """What the source's file should change after this answer, most urgent first. Pure. Bounds are about 80 % of what a
    good night shows."""
    judges = (_moved, _refused, _bounds, _dates, _second, _canary, _confidence)
    return [line for judge in judges for line in judge(source, record)]


def _moved(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    url, failure = record["listing"]["url"], record["listing"]["failure"]
    answered = [page for page in record["pages"] if page["role"] == "listing" and page.get("road", "find") == "find"]
    answered = [page for page in answered if page["status"] == 200 and not page.get("place")]
    if not failure and answered and url_key(answered[0]["url"]) != url_key(url):
        yield f"`find` is redirected: write {answered[0]['url']}"
    if failure and failure["kind"] in ("http_404", "http_410", "redirects", "home_redirect", "other_site"):
        yield f"`find` is gone: .venv/bin/python -m scrapers.new {source.home} looks for another road"
    if record["listing"].get("is_html_for_xml"):
        yield f"`find` answers with a page, not with XML: .venv/bin/python -m scrapers.new {source.home}"


def _refused(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    failure = record["listing"]["failure"]
    if failure and failure["kind"] == "robots":
        yield "robots.txt forbids `find`: take a road that it allows, or leave the source out"
    elif record["verdict"] == "blocked":
        yield "we are refused: a person sees the page? Then it is our network; it is not to be worked around"
    elif failure and failure["kind"] in ("dns", "tls", "private_address"):
        yield f"is {site_of(source.home)} still theirs? {failure['detail']}"


def _bounds(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    figures = record["figures"]
    listed = figures.get("listed_all", figures["listed"])
    fitting = max(1, listed * 4 // 5)
    if 0 < listed < source.min_items:
        yield f"min_items={fitting}, if the page is whole: {listed} items are listed, {source.min_items} expected"
    elif listed >= 2 * source.min_items and listed >= 5:
        yield f"min_items={fitting}: {listed} items are listed, only {source.min_items} expected"
    if figures.get("unread"):
        yield f"{figures['unread']} items past the limit of one page were not read: is there a narrower listing?"
    if source.topic and listed and figures["listed"] == 0:
        yield f"none of {listed} items is on the topic: quiet, or words missing?"


def _dates(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    listed, newest = record["figures"]["listed"], record["newest_item_at"]
    if listed and newest is None:
        yield "no item has a date: the listing names none, or its `date` selector or `zone` is wrong"
    if newest is None:
        return
    age = (date.fromisoformat(record["day"]) - _day(newest)).days
    if age > source.quiet_days:
        yield f"newest item is {age} days old, quiet_days={source.quiet_days}: a silent outlet, or a dead feed"
    if age < -1:
        yield f"newest item is {-age} days ahead: `zone` or `date` is wrong"


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(SEOUL).date()


def _second(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    second = next((road for road in record.get("roads") or [] if road["road"] == "second"), None)
    is_red_first = record["listing"]["failure"] or record["verdict"] in ("empty_listing", "drift", "stale")
    if source.second is None:
        yield "it has no `second` road"
    elif second and is_red_first and second.get("listed"):
        yield f"`second` lists {second['listed']} items: make it `find`"
    elif second and second.get("failure"):
        yield f"`second` fails: {second['failure']['detail']}"
    elif second and not second.get("listed"):
        yield f"`second` lists nothing: {second['url']}"


def _canary(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    problem, read = canary_problem(source, record), record.get("canary") or {}
    if source.canary is None:
        yield "it has no canary: name an old report and its day"
    elif problem is not None:
        yield f"canary {source.canary.url} {problem}"
    elif source.canary.published is None and read.get("date"):
        yield f"the canary's day can be written down: {read['date']}"


def _confidence(source: Source, record: Mapping[str, Any]) -> Iterator[str]:
    is_good = not is_red(record["verdict"]) and canary_problem(source, record) is None
    if is_good and source.confidence != "high" and record["figures"]["listed"]:
        yield f'confidence="high": it answered on {record["day"]}, now {source.confidence}'
    if source.muted and not is_red(record["verdict"]):
        yield f"it need not be muted: {source.muted[1]}"


# --- the table -----------------------------------------------------------------------------------------------------


def render(found: Sequence[Probed]) -> str:
    """The table: a line for each source, under it what its file should change, and the count at the end."""
    lines = ["".join(f"{name:<{width}}" for name, width in COLUMNS) + "why, and what the file should change"]
    for probed in found:
        lines.append(_line(probed))
        record = probed.record
        lines += [f"  -> {line}" for line in (advice(probed.source, record) if record else [])]
    broken = [probed.source.key for probed in found if probed.is_broken]
    named = f": {', '.join(broken)}" if broken else ""
    return "\n".join([*lines, f"{len(found)} asked, {len(broken)} broken{named}"])


def _line(probed: Probed) -> str:
    record = probed.record
    if record is None:
        cells, reason = (probed.source.key, "none", "", "", ""), f"the crawl left no record: {probed.last_words}"
    else:
        newest, listed = record["newest_item_at"], record["figures"].get("listed_all", record["figures"]["listed"])
        cells = (
            probed.source.key, record["verdict"], str(listed), _day(newest).isoformat() if newest else "-",
            _canary_word(probed.source, record),
        )  # fmt: skip
        reason = record["reason"]
    return "".join(f"{cell:<{width}}" for cell, (_, width) in zip(cells, COLUMNS, strict=True)) + reason


def _canary_word(source: Source, record: Mapping[str, Any]) -> str:
    if source.canary is None or record.get("canary") is None:
        return "-"
    return "ok" if canary_problem(source, record) is None else "broken"


if __name__ == "__main__":
    sys.exit(main())
