"""How far a run is: step, sources done of all, elapsed. One line, rewritten on a terminal, added to a file."""

import sys
import time
from collections.abc import Sequence
from typing import Any, TextIO

DONE = ("success", "failed", "skipped", "upstream_failed", "removed")
STEPS = ("plan", "collect", "take_in", "register", "clean", "relate", "read", "check", "publish", "verdict")


class Progress:
    """Prints the state of one run as it changes."""

    def __init__(self, title: str, stream: TextIO = sys.stderr) -> None:
        self._title, self._stream = title, stream
        self._started, self._last = time.monotonic(), ""

    def show(self, tasks: Sequence[dict[str, Any]]) -> None:
        """Print the line for these task instances, if it says something new."""
        line = describe(tasks)
        if self._stream.isatty():
            self._stream.write(f"\r\x1b[K{self._title}  {line}  {self._elapsed()}")
            self._stream.flush()
        elif line != self._last:
            print(f"{self._title}  {line}  {self._elapsed()}", file=self._stream, flush=True)
        self._last = line

    def end(self) -> None:
        """Leave the rewritten line."""
        if self._stream.isatty():
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _elapsed(self) -> str:
        return f"{time.monotonic() - self._started:.0f} s"


def describe(tasks: Sequence[dict[str, Any]]) -> str:
    """One line: the step that is under way, and how many sources of all have ended."""
    mapped = [task for task in tasks if task["task_id"] in ("collect", "take_in") and task["map_index"] >= 0]
    ended = sum(task["state"] in DONE for task in mapped)
    open_steps = {task["task_id"] for task in tasks if task["state"] not in DONE}
    step = next((name for name in STEPS if name in open_steps), "waiting" if not tasks else "ending")
    return f"{step:<8}  {ended} of {len(mapped)} sources" if mapped else f"{step:<8}"
