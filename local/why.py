"""`make why KEY=`: one screen on a source: verdict and reason, what changed, the page, rejects, log, what to do."""

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from local import server
from local.home import home, last_web
from local.stack import TOLD
from scrapers import archive
from scrapers.source import UnknownSource, source_of
from warehouse import connect
from warehouse.dossier import source_dossier

WHAT_TO_DO = {
    "ok": "nothing",
    "not_modified": "nothing",
    "quiet": "nothing",
    "unreachable": "wait for the next night; if it lasts, open the page by hand from another network",
    "blocked": "open the page by hand: if a person sees it, our network is refused; it is not to be worked around",
    "empty_listing": "open the page by hand: empty there too? Then wait a night; else mend `find` in its file",
    "drift": "the layout changed: compare the page with the declaration in its file and mend that",
    "stale": "is the outlet silent, or did the feed move? Search its home page for another feed",
    "errors": "read the log: a bug of ours, or a site that answers only half of the time",
}
LOG_LINES = 6


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
    print(render(key, source.home, dossier, archive.root(web)))
    return 0 if dossier["last"] is not None else 1


def render(key: str, home_page: str, dossier: Mapping[str, Any], archive: str) -> str:
    """The screen; `dossier` is warehouse.dossier.source_dossier."""
    last, good = dossier["last"], dossier["last_good"]
    if last is None:
        return f"{key}: no night is recorded yet: `make run` makes one"
    lines = [
        f"{key}  {last['day']}  {last['verdict']}: {last['reason']}",
        f"home       {home_page}",
        f"page       {last['evidence_url'] or 'the listing'}",
        f"last good  {_since(last, good)}",
        f"figures    {_figures(last, good)}",
        *[f"reject     {row['stage']}: {row['reason']}: {row['url']}" for row in dossier["rejects"]],
        f"archive    {archive}/{last['warc_file'] or 'nothing was stored'}",
        *[f"log        {line}" for line in _log(archive, last["log_file"])],
        f"do         {WHAT_TO_DO[last['verdict']]}",
    ]
    return "\n".join(lines)


def _since(last: Mapping[str, Any], good: Mapping[str, Any] | None) -> str:
    if good is None:
        return "never"
    return "this one" if good["run"] == last["run"] else f"{good['day']} ({good['verdict']}: {good['reason']})"


def _figures(last: Mapping[str, Any], good: Mapping[str, Any] | None) -> str:
    """The night's counts, zeros left out, each with what it was in the last good night if it differs."""
    before = {} if good is None or good["run"] == last["run"] else good["figures"]
    told = [
        f"{name} {now}" + (f" (was {before[name]})" if before.get(name, now) != now else "")
        for name, now in sorted(last["figures"].items())
        if now or before.get(name)
    ]
    return ", ".join(told)


def _log(archive: str, file: str | None) -> list[str]:
    path = Path(archive) / file if file else None
    if path is None or not path.exists():
        return [f"none kept; see {home() / 'airflow' / 'logs'}"]
    lines = [line for line in path.read_text(errors="replace").splitlines() if " DEBUG " not in line]
    return lines[-LOG_LINES:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
