"""Analyses a file of reports: `python -m transforms.analyze IN.jsonl OUT.jsonl` (JSON lines, one report a line).

IN: {id, url, source, title, published|null, lang|null, text}. OUT, in the same order: {id, relevant,
relevance_score, lang,
story, copied_from|null, claims}. A bad line, or a report that the reader breaks on, gives {id|null, error} and exit
status 1 at the end; the rest is done.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from transforms.claims import read
from transforms.fence import fenced, noting
from transforms.language import language
from transforms.relevance import relevance
from transforms.stories import group

STORY_FIELDS = ("id", "text", "title", "published", "source", "lang")


class BadLine(ValueError):
    """A line that is no report, or one that the reader breaks on. `place` says which ("line 3", counted from 1, or
    "report g020"), `report_id` is None where none could be read."""

    def __init__(self, place: str, report_id: str | None, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.report_id, self.reason = report_id, reason


def reports(file: TextIO) -> Iterator[dict[str, Any] | BadLine]:
    """Each line of IN as a report with its language filled in, or as what is wrong with it; blank lines are passed
    over."""
    for line_number, line in enumerate(file, 1):
        if line.strip():
            yield _report(f"line {line_number}", line)


def _report(place: str, line: str) -> dict[str, Any] | BadLine:
    try:
        report = json.loads(line)
    except json.JSONDecodeError as error:
        return BadLine(place, None, f"not JSON ({error.msg} at character {error.pos})")
    if not isinstance(report, dict):
        return BadLine(place, None, f"a JSON object was expected, {type(report).__name__} came")
    report_id = report.get("id")
    known = report_id if isinstance(report_id, str) else None
    if known is None or not isinstance(report.get("text"), str):
        return BadLine(place, known, "id and text must be texts")
    filled = {name: report.get(name) for name in ("url", "source", "title", "published", "lang")}
    if any(value is not None and not isinstance(value, str) for value in filled.values()):
        return BadLine(place, known, "url, source, title, published and lang must be texts or null")
    return {"id": known, "text": report["text"], **filled, "lang": filled["lang"] or language(report["text"])}


def _story_row(report: dict[str, Any]) -> dict[str, Any]:
    """What the grouping needs; a date that is no ISO day or moment ("2024-03") places a report nowhere in time."""
    row = {name: report[name] for name in STORY_FIELDS}
    try:
        datetime.fromisoformat(row["published"] or "")
    except ValueError:
        row["published"] = None
    return row


def analysis(report: dict[str, Any], story: dict[str, Any]) -> dict[str, Any]:
    """One line of OUT for a report and its place in the stories."""
    relevant = relevance(report["title"] or "", report["text"], report["lang"])
    return {
        "id": report["id"],
        "relevant": relevant.is_relevant,
        "relevance_score": relevant.score,
        "lang": report["lang"],
        "story": story["story"],
        "copied_from": story["copied_from"],
        "claims": read(report),
    }


def _fenced(report: dict[str, Any], story: dict[str, Any]) -> dict[str, Any] | BadLine:
    """One line of OUT, or what the reader broke on: a fault in it must not cost the reports behind."""
    with noting() as damage:
        found = fenced(analysis, report, story)
    reason = f"the reader broke on it ({'; '.join(damage)})"
    return BadLine(f"report {report['id']}", report["id"], reason) if found is None else found


def main(arguments: list[str] | None = None) -> int:
    """Reads IN, writes OUT; 0 where every line was a report, else 1 with a message for each bad line on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m transforms.analyze",
        description=__doc__,
        epilog="example: python -m transforms.analyze reports.jsonl analysed.jsonl",
    )
    parser.add_argument("source", metavar="IN.jsonl", type=Path)
    parser.add_argument("target", metavar="OUT.jsonl", type=Path)
    given = parser.parse_args(arguments)
    try:
        with given.source.open(encoding="utf-8") as file:
            lines = list(reports(file))
    except OSError as error:
        print(f"{given.source}: cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    stories = iter(group([_story_row(report) for report in lines if not isinstance(report, BadLine)]))
    bad: list[BadLine] = []
    with given.target.open("w", encoding="utf-8") as out:
        for line in lines:
            answer = line if isinstance(line, BadLine) else _fenced(line, next(stories))
            if isinstance(answer, BadLine):
                bad.append(answer)
                answer = {"id": answer.report_id, "error": answer.reason}
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    for line in bad:
        print(f"{given.source}: {line}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
