"""Plays faults in a process of their own and holds what came against the table."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.player import slug
from tests.faults.table import Fault
from tests.faults.unseen import EVERY

ROOT = Path(__file__).resolve().parent.parent.parent
TIME_OUT_SECONDS = 600


@dataclass(frozen=True)
class Row:
    """One fault and what it got. `wrongs` is empty where that is what the table expects."""

    fault: Fault
    word: str
    exit_code: int | None
    sentence: str
    wrongs: tuple[str, ...]


def play(names: Sequence[str], folder: Path) -> list[Row]:
    """Plays these faults in `folder`, which must be empty, and judges them in this order."""
    command = [sys.executable, "-m", "tests.faults.player", str(folder), *names]
    with (folder / "player.txt").open("w") as said:
        subprocess.run(command, cwd=ROOT, stdout=said, stderr=said, timeout=TIME_OUT_SECONDS, check=False)
    return [row(EVERY[name], _outcome(folder / slug(name))) for name in names]


def _outcome(place: Path) -> dict[str, Any] | None:
    file = place / "outcome.json"
    outcome: dict[str, Any] | None = json.loads(file.read_text()) if file.exists() else None
    return outcome


def row(fault: Fault, outcome: Mapping[str, Any] | None) -> Row:
    """What a fault got, held against what it must get."""
    if outcome is None:
        told = f"no night: log-{slug(fault.name)}/said.txt says why"
        return Row(fault, "none", None, told, ("it was not played",))
    early = fault.word if fault.seen_by == "crawl" else "ok"
    checks = (
        (early == outcome["verdict"], f"the crawl says {outcome['verdict']}: {outcome['reason']}"),
        (fault.exit_code == outcome["exit_code"], f"exit code {outcome['exit_code']}, {fault.exit_code} expected"),
        (fault.word == outcome["whole"], f"the night is {outcome['whole']}, {fault.word} expected"),
        (re.search(fault.says, outcome["whole_reason"]) is not None, f"the sentence does not hold /{fault.says}/"),
        (outcome["has_text"], f"no text holds {fault.reads}"),
        (not outcome["leaks"], f"asked a private address: {', '.join(outcome['leaks'])}"),
    )
    wrongs = tuple(told for is_right, told in checks if not is_right)
    return Row(fault, outcome["whole"], outcome["exit_code"], outcome["whole_reason"], wrongs)
