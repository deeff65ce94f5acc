"""Analyze: reports/s and peak memory of `python -m transforms.analyze` on our own labelled reports, each several times
under ids of its own; the ratio: the largest file to the smallest."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import Row, is_full, is_short
from tests.claim_scores import given, labelled

ROOT = Path(__file__).resolve().parent.parent
TIMES = (1, 10)
FULL_TIMES = 100
EACH = 5  # one report in so many: enough of every batch and language
SHORT = 100  # the same where the form of the row is looked at, not its figures
AIM = 0.7
"""Reports a second of the largest file, of those of the smallest: time grows with the reports."""


def row() -> Row:
    """Files in turn, each in a process of its own."""
    times = (1,) if is_short() else (*TIMES, FULL_TIMES) if is_full() else TIMES
    found = {f"each {count}x": _measured(count) for count in times}
    first, *_, last = [*found.values(), *found.values()]
    return Row(
        name="analyze",
        against="itself on a tenth of the reports",
        ratio=last["reports_per_second"] / first["reports_per_second"],
        aim=AIM if len(times) > 1 else None,
        figures=last,
        conditions="labelled reports of our own in five languages, five in six on workers, 480 characters on average",
        beside=found,
    )


def _measured(count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.analyze", str(count)]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def main(count: int) -> None:
    """Prints reports/s, claims a report and the peak memory (MB) of the door on each report `count` times."""
    from transforms import analyze

    reports = list(_reports(count))
    with tempfile.TemporaryDirectory() as folder:
        asked, answered, warm = (Path(folder) / name for name in ("in.jsonl", "out.jsonl", "warm.jsonl"))
        _write(warm, reports[:20])
        analyze.main([str(warm), str(answered)])  # imports and vocabularies are not counted
        _write(asked, reports)
        began = time.perf_counter()
        analyze.main([str(asked), str(answered)])
        seconds = time.perf_counter() - began
        claims = sum(len(json.loads(line)["claims"]) for line in answered.read_text(encoding="utf-8").splitlines())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"reports_per_second": len(reports) / seconds, "claims_per_report": claims / len(reports)}
    print(json.dumps({**figures, "peak_megabytes": peak}))


def _reports(count: int) -> list[dict[str, Any]]:
    own = [given(record) for which in ("open", "held") for record in labelled(which)]
    own = own[:: SHORT if is_short() else EACH]
    return [
        {**one, "id": f"{one['id']}-{time_}", "source": f"{one['source']} {time_}"}
        for time_ in range(count)
        for one in own
    ]


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]))
