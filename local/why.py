"""`make why KEY=`: one screen on a source: verdict, what changed, the page, rejects, holds, log, what to do."""

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from local import server
from local.home import home, last_web
from local.stack import TOLD
from scrapers import archive
from scrapers.health import gap_days, is_red
from scrapers.source import Source, UnknownSource, Web, source_of
from warehouse import connect
from warehouse.dossier import source_dossier

WHAT_TO_DO = {
    "ok": "nothing",
    "not_modified": "nothing",
    "quiet": "nothing",
    "unreachable": "wait for the next night; if it lasts, open the page by hand from another network",
    "blocked": "open the page by hand: if a person sees it, our network is refused; it is not to be worked around",
    "empty_listing": "open the page by hand: empty there too? Then wait a night; else mend `find` in {file}",
    "drift": "open the page by hand and compare it with `find` and `layouts` in {file}; mend those (a new Layout"
    " with its day), then release what is held",
    "stale": "is the outlet silent, or did the listing move? Search its home page for another feed; `quiet_days` in"
    " {file} says how long a silence is usual",
    "errors": "read the log: the address may have moved (mend `find` in {file}), or it is a bug of ours",
}
KNOWN_FAILURE = "a failure that is known and will last: muted = (date(Y, M, D), 'why') in {file}, never without an end"
FOLDERS: dict[Web, str] = {"live": "scrapers/spiders", "sample": "tests/sample_web/sources"}
WIDTH = 118
MARGIN = 12
LOG_LINES = 6
REJECTS_SHOWN = 4
NIGHTS_SHOWN = 8


def main(arguments: list[str]) -> int:
    """Print the screen for one source; 1 if nothing is known of it."""
    if len(arguments) != 1:
        print("make why KEY=<source>, for example: make why KEY=yalu_post_en", file=sys.stderr)
        return 64
    web, key = last_web(), arguments[0]
    try:
        with server.awake(), closing(connect.connect("p8_loader", connect.database_of(web))) as connection:
            source, dossier = source_of(key, web), source_dossier(connection, key)
    except (*TOLD, UnknownSource) as error:
        print(f"make why: {error}", file=sys.stderr)
        return 1
    root = archive.root(web)
    print(render(source, web, dossier, root, run_record(root, dossier["last"]), log_lines(root, dossier["last"])))
    return 0 if dossier["last"] is not None else 1


def run_record(root: str, last: Mapping[str, Any] | None) -> dict[str, Any]:
    """The run record of a night, for what the warehouse does not keep; empty if the archive cannot give it."""
    if last is None:
        return {}
    try:
        records = archive.run_records(root, source=last["source_key"], day=str(last["day"]))
    except archive.ArchiveBroken:
        return {}
    return next((record for record in records if record["run"] == last["run"]), {})


def log_lines(root: str, last: Mapping[str, Any] | None) -> list[str]:
    """The end of a crawl's log, without chatter; what went wrong is preferred to what went well."""
    content = archive.read_bytes(root, last["log_file"]) if last and last["log_file"] else None
    if content is None:
        return [f"none kept; see {home() / 'airflow' / 'logs'}"]
    lines = [line for line in content.decode("utf-8", "replace").splitlines() if " DEBUG " not in line]
    wrong = [line for line in lines if " WARNING " in line or " ERROR " in line]
    return [*wrong[-(LOG_LINES - 1) :], *lines[-1:]] if wrong else lines[-LOG_LINES:]


def render(
    source: Source,
    web: Web,
    dossier: Mapping[str, Any],
    archive_url: str,
    record: Mapping[str, Any],
    log: Sequence[str],
) -> str:
    """The screen. `dossier` is warehouse.dossier.source_dossier, `record` the night's run record or empty."""
    last, good = dossier["last"], dossier["last_good"]
    if last is None:
        return f"{source.key}: no night is recorded yet: `make run` makes one"
    lines = [
        *_told(f"{source.key}  {last['day']}  {last['verdict']}: {last['reason']}", 0),
        _row("nights", ", ".join(f"{night['day']:%m-%d} {night['verdict']}" for night in _latest(dossier["nights"]))),
        _row("home", source.home),
        _row("page", last["evidence_url"] or "the listing"),
        *(_row("road", road) for road in _roads(record)),
        *_gap(source.key, web, record),
        *_waiting(record),
        *_row_lines("last good", _since(last, good)),
        *_figures(last, good),
        *_rejects(dossier),
        *_held(source, web, dossier["held"]),
        *(_row("notice", _notice(row)) for row in dossier["notices"]),
        *_muted(last),
        *(_row(row["task"], f"{row['day']} {row['verdict']}: {row['reason']}") for row in dossier["others"]),
        _row("archive", f"{archive_url}/{last['warc_file']}" if last["warc_file"] else "nothing was stored"),
        *(_row("log", line) for line in log),
        *_row_lines("do", _what_to_do(source, web, dossier)),
        *(_row_lines("", KNOWN_FAILURE.format(file=_file(source, web))) if is_red(last["verdict"]) else []),
    ]
    return "\n".join(lines)


def _what_to_do(source: Source, web: Web, dossier: Mapping[str, Any]) -> str:
    word = dossier["last"]["verdict"]
    if dossier["held"] and not is_red(word):
        return "release what is held of former nights, or leave it hidden: it takes nothing from the good ones"
    return WHAT_TO_DO[word].format(file=_file(source, web))


def _file(source: Source, web: Web) -> str:
    return f"{FOLDERS[web]}/{source.key}.py"


def _row(name: str, text: str) -> str:
    return f"{name:<{MARGIN}}{text}"


def _row_lines(name: str, text: str) -> list[str]:
    """A row of prose over several lines."""
    first, *others = _told(text, MARGIN)
    return [_row(name, first), *(_row("", line) for line in others)]


def _told(text: str, margin: int) -> list[str]:
    return textwrap.wrap(text, WIDTH - margin, break_long_words=False, break_on_hyphens=False) or [""]


def _latest(nights: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The newest nights, in the order they were."""
    return list(reversed(nights[:NIGHTS_SHOWN]))


def _roads(record: Mapping[str, Any]) -> Iterator[str]:
    """What each road of discovery gave that night."""
    for road in record.get("roads") or ():
        failure = road.get("failure")
        came = f"{failure['kind']}: {failure['detail']}" if failure else f"{road['listed']} listed"
        pages = f" on {road['pages']} pages" if (road.get("pages") or 0) > 1 else ""
        yield f"{road['road']:<7}{road['url']}  {came}{pages}"


def _gap(key: str, web: Web, record: Mapping[str, Any]) -> list[str]:
    """The span that the listing no longer covered, and how it is mended."""
    gap = record.get("gap")
    if not gap:
        return []
    first, last = gap["from"], gap["to"]
    if gap["is_mended"]:
        return [_row("gap", f"{first} to {last}, mended by the second road")]
    since, until = gap_days(gap)
    asked = json.dumps({"since": since, "until": until, "sources": [key], "web": web})
    return [
        _row("gap", f"{first} to {last}: reports of that time may be missing"),
        *_row_lines("", f"make up, then trigger the DAG `backfill` with {asked}"),
    ]


def _waiting(record: Mapping[str, Any]) -> list[str]:
    until = record.get("retry_after")
    told = f"the server asked not to be asked before {until}; a crawl until then asks nothing"
    return [_row("wait", told)] if until else []


def _since(last: Mapping[str, Any], good: Mapping[str, Any] | None) -> str:
    if good is None:
        return "never"
    return "this one" if good["run"] == last["run"] else f"{good['day']} ({good['verdict']}: {good['reason']})"


def _figures(last: Mapping[str, Any], good: Mapping[str, Any] | None) -> list[str]:
    """The night's counts, then and now side by side where they differ from the last good night; zeros left out."""
    now = _counts(last)
    then = now if good is None or good["run"] == last["run"] else _counts(good)
    pairs = [(name, then.get(name, 0), now.get(name, 0)) for name in sorted({*now, *then})]
    changed = [f"{name} {before} -> {after}" for name, before, after in pairs if before != after]
    same = [f"{name} {after}" for name, before, after in pairs if after and before == after]
    return [
        *(_row_lines("changed", ", ".join(changed)) if changed else []),
        *(_row_lines("figures", ", ".join(same)) if same else []),
    ]


def _counts(night: Mapping[str, Any]) -> dict[str, int]:
    found = {**night["figures"], **(night["yields"] or {})}
    return {name: count for name, count in found.items() if isinstance(count, int)}


def _rejects(dossier: Mapping[str, Any]) -> list[str]:
    if not dossier["rejects"]:
        return []
    counts = ", ".join(f"{row['count']} {row['reason']}" for row in dossier["rejected"])
    shown = [f"{row['stage']}: {row['reason']}: {row['url']}" for row in dossier["rejects"][:REJECTS_SHOWN]]
    return [_row("rejects", counts), *(_row("", line) for line in shown)]


def _held(source: Source, web: Web, held: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is held of which night, and the two ways in which it is released."""
    if not held:
        return []
    day = held[0]["day"]
    again = json.dumps({"day": str(day), "sources": [source.key], "web": web})
    words = f'python -m warehouse.release {source.key} --day {day} --reason "what you saw on its pages"'
    return [
        *(line for row in held for line in _row_lines("held", _night_held(row))),
        *_row_lines(
            "release",
            f"mend {_file(source, web)}, then clean that night again: make up, trigger the DAG `{held[0]['task']}` with"
            f" {again}; an older night is not asked again, and what no longer drifts is released",
        ),
        *_row_lines("or", f"if the pages are as the outlet wrote them: {words}; the next run makes it so"),
    ]


def _night_held(row: Mapping[str, Any]) -> str:
    return f"{row['day']} ({row['task']}): {row['versions']} versions: {row['reason']}"


def _notice(row: Mapping[str, Any]) -> str:
    said = f"answers {row['status']}" if row["kind"] == "gone" else f"says: {row['quote']}"
    return f"{row['kind']} since {row['first_day']}: {row['url']} {said}"


def _muted(last: Mapping[str, Any]) -> list[str]:
    until = last["muted_until"]
    if until is None:
        return []
    is_over = last["day"] > until
    told = "over: a red verdict reddens the night again" if is_over else "a red verdict reddens no night until then"
    return [_row("muted", f"until {until}: {last['muted_reason']} ({told})")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
