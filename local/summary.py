"""A night on one screen: verdicts, what is new, what is red and what to do, the content hash. Values in, text out."""

from collections.abc import Mapping, Sequence
from typing import Any

from scrapers.health import is_red, reddens
from scrapers.source import Web
from tests.sample_web.judge import Judgement
from warehouse.examples import QUERIES

COLUMNS = ("source", "verdict", "listed", "fetched", "new", "relevant", "claims")
WIDTH = 118
FAILURES_SHOWN = 12
CHANGES_SHOWN = 4
ANONYMOUS = "anonymous visitor, at half the pace: set P8_CONTACT"
FULL_EXAMPLE = "P8_WEB=sample make run  shows a full example"


def render(
    title: str, night: Mapping[str, Any], state: str, archive: str, failed_steps: Sequence[str] = ()
) -> str:
    """The summary of one night; `night` is warehouse.night.night_summary, `state` that of Airflow's run."""
    run = night["run"]
    if run is None:
        return f"{title}: {state}; the run never began: read Airflow's log of the task `plan`"
    lines = [
        "",
        f"{title}: {'green' if state == 'success' else 'RED'}",
        *_table(night["sources"]),
        _counts(night),
        *_became(night),
        *_red(night),
        *[f"red: step {step} failed -> make up, then the log of that task" for step in failed_steps],
        f"{'published' if run['is_published'] else 'NOT published: the last good view stays'}; archive {archive}",
        f"content hash {run['content_hash']}",
    ]
    return "\n".join(lines)


def render_judgement(judgement: Judgement) -> str:
    """How the night compares with what was written of it; what cannot be read yet is told, and never counted as met."""
    failed = len(judgement.failures)
    told = f"as written: {judgement.met} met, {judgement.open} open (cannot be read yet), {failed} failed"
    shown = [f"  {failure}" for failure in judgement.failures[:FAILURES_SHOWN]]
    left = failed - len(shown)
    return "\n".join([told, *shown, *([f"  and {left} more"] if left else [])])


def closing(web: Web, sources: Sequence[Mapping[str, Any]], contact: str, brief: str) -> str:
    """What stands below the last night: who asked, where to look next (`brief`: where the morning's page lies) and,
    after a live night, the full example."""
    look = f"{where_to_look(sources)}\n  {brief}   the brief, for a browser"
    if web == "sample":
        return look
    return "\n".join([*([] if contact else [ANONYMOUS]), look, "", FULL_EXAMPLE])


def where_to_look(sources: Sequence[Mapping[str, Any]]) -> str:
    """What to do next, with commands that work when pasted: `sources` are those of the night, a red one is named."""
    queries = [f"""  make psql ARGS='-c "{query}"'""" for query in QUERIES]
    keys = [source["source_key"] for source in sorted(sources, key=lambda source: not is_red(source["verdict"]))]
    rest = [(f"make why KEY={key}", "one source on one screen") for key in keys[:1]] + [("make up", "the Airflow UI")]
    width = max(len(command) for command, _ in rest)
    told = [f"  {command.ljust(width)}   {meaning}" for command, meaning in rest]
    return "\n".join(["", "where to look next", *queries, *told])


def _table(sources: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [COLUMNS, *(_row(source) for source in sources)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    reasons = ["reason", *(source["reason"] for source in sources)]
    room = WIDTH - sum(widths) - 2 * len(widths)
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=True)), _cut(reason, room)]).rstrip()
        for row, reason in zip(rows, reasons, strict=True)
    ]


def _row(source: Mapping[str, Any]) -> tuple[str, ...]:
    numbers = (source[name] for name in ("listed", "fetched", "new_versions", "relevant", "claims"))
    return (source["source_key"], source["verdict"], *("" if number is None else str(number) for number in numbers))


def _counts(night: Mapping[str, Any]) -> str:
    counts, rejects = night["counts"], night["rejects"]
    new = ", ".join(f"{counts[name]} {name}" for name in ("reports", "versions", "stories", "origins", "claims"))
    told = ", ".join(f"{number} {reason}" for reason, number in sorted(rejects.items())) or "none"
    return f"new tonight: {new}; rejects: {told}"


def _became(night: Mapping[str, Any]) -> list[str]:
    """What became of reports, which figures changed, what is held back, and which red verdicts are muted."""
    became = night["notices"]
    notices = [f"{became[kind]} {kind}" for kind in ("gone", "withdrawn", "corrected") if kind in became]
    held = [
        f"held: {source['source_key']}: {source['held']} version{'' if source['held'] == 1 else 's'} held, in no view"
        f" -> make why KEY={source['source_key']}"
        for source in night["sources"]
        if source["held"]
    ]
    muted = [
        f"muted: {source['source_key']}: {source['verdict']}, until {source['muted_until']}: {source['muted_reason']}"
        for source in night["sources"]
        if is_red(source["verdict"]) and not reddens(source["verdict"], source["muted_until"], night["day"])
    ]
    told = [f"reports: {', '.join(notices)} -> mart.notices"] if notices else []
    return [*told, *_changed(night["changes"]), *held, *muted]


def _changed(changes: Sequence[Mapping[str, Any]]) -> list[str]:
    """The first changes that stand out, a line each."""
    where = " -> mart.changes"
    told = [f"changed: {one['source_key']}: {one['sentence']}" for one in changes[:CHANGES_SHOWN]]
    left = [f"changed: and {len(changes) - CHANGES_SHOWN} more"] if len(changes) > CHANGES_SHOWN else []
    return [_cut(line, WIDTH - len(where)) + where for line in [*told, *left]]


def _red(night: Mapping[str, Any]) -> list[str]:
    """Every source that reddens the night and every check that closed, each with what to do."""
    sources = [
        f"red: {source['source_key']}: {source['verdict']}: {source['reason']}"
        f" -> make why KEY={source['source_key']}"
        for source in night["sources"]
        if reddens(source["verdict"], source["muted_until"], night["day"])
    ]
    silent = [f"red: {key}: no verdict -> make up, then the log of its task collect" for key in night["silent"]]
    checks = [
        f"{'red' if check['is_blocking'] else 'warning'}: {check['name']}: {check['offending_count']} rows, first "
        f"{_cut(str(check['evidence'][0]), 60)} -> warehouse/checks/{check['name']}.sql"
        for check in night["checks"]
    ]
    return sources + silent + checks


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(room - 3, 9)] + "..."
