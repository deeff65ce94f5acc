"""The table of ratios: `python -m bench [ROW ...]` prints it and writes bench/results.json."""

import argparse
import importlib
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import Row

ROWS = ("crawl", "scan", "extract", "stories", "analyze", "load", "replay", "night", "answers")
RESULTS = Path(__file__).with_name("results.json")
HEAD = ("row", "against", "ratio", "aim", "figures")


def measured(name: str) -> dict[str, Any]:
    """A row as it stands in results.json, with machine and day: ratios first."""
    row: Row = importlib.import_module(f"bench.{name}").row()
    return {
        "ratio": None if row.ratio is None else round(row.ratio, 3),
        "aim": row.aim,
        "against": row.against,
        "figures": _rounded(row.figures),
        "beside": {name: _rounded(figures) for name, figures in row.beside.items()},
        "conditions": row.conditions,
        "machine": f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "day": datetime.now(UTC).date().isoformat(),
    }


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, 3) for key, value in figures.items()}


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a row, then the conditions of each, and what stands beside it."""
    printed = _columns([HEAD, *(_cells(name, row) for name, row in rows.items())])
    for name, row in rows.items():
        printed += ["", f"{name}: {row['conditions']}", *_beside(row["beside"])]
    return "\n".join(printed)


def _columns(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]


def _beside(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One line a tool or size; a figure that one of them does not have is a dash."""
    names = list(dict.fromkeys(name for row in figures.values() for name in row))
    lines = [[key, *(f"{row[n]:,.10g}" if n in row else "-" for n in names)] for key, row in figures.items()]
    return _columns([["", *(name.replace("_", " ") for name in names)], *lines]) if lines else []


def _cells(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    ratio = "-" if row["ratio"] is None else f"{row['ratio']:.2f}"
    return (name, row["against"], ratio, _aim(row), _figures(row))


def _aim(row: Mapping[str, Any]) -> str:
    if row["aim"] is None or row["ratio"] is None:
        return "-"
    return f"{row['aim']:.2f} {'reached' if row['ratio'] >= row['aim'] else 'MISSED'}"


def _figures(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:,.10g}" for name, value in row["figures"].items())


def main(arguments: Sequence[str] | None = None, results: Path = RESULTS) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Ratios against other tools.", epilog="example: python -m bench scan"
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"{', '.join(ROWS)}; all if none is named")
    chosen = parser.parse_args(arguments).rows or ROWS
    unknown = sorted(set(chosen) - set(ROWS))
    if unknown:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    rows = {name: measured(name) for name in chosen}
    print(table(rows))
    known = (json.loads(results.read_text()) if results.exists() else {}) | rows
    results.write_text(json.dumps({name: known[name] for name in ROWS if name in known}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
