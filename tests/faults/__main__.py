"""`make faults`: every way a source can fail, the verdict it gets, false alarms in good nights, and kills."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scrapers.health import EXIT_CODES
from tests import archive_kills
from tests.faults import harness, healthy
from tests.faults.harness import Row
from tests.faults.unseen import EVERY, UNSEEN

KILLS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    example = 'example: python -m tests.faults --only "a slow drip"'
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__, epilog=example)
    parser.add_argument("--only", metavar="NAME", action="append", choices=sorted(EVERY), help="this fault alone")
    chosen = parser.parse_args(arguments)
    unseen = {fault.name for fault in UNSEEN}
    names = chosen.only or list(EVERY)
    rows = _played([name for name in names if name not in unseen])
    rows += _played([name for name in names if name in unseen], "invented by someone who had not seen the code")
    is_right = not any(row.wrongs for row in rows)
    if chosen.only:
        return 0 if is_right else 1
    alarms = [alarm for seed in healthy.SEEDS for alarm in healthy.false_alarms(seed)]
    nights = healthy.SOURCES * healthy.NIGHTS * len(healthy.SEEDS)
    rate = 1_000 * len(alarms) / nights
    print(f"\n{len(alarms)} false alarms in {nights:,} good nights: {rate:.1f} per 1,000", *alarms, sep="\n  ")
    kills = archive_kills.play(KILLS, healthy.SEED)
    print("", archive_kills.summary(kills), sep="\n")
    return 0 if is_right and rate <= 1 and all(map(archive_kills.is_good, kills)) else 1


def _played(names: Sequence[str], heading: str = "") -> list[Row]:
    """Plays these faults, and prints what each got and their confusion table under a heading of their own."""
    if not names:
        return []
    if heading:
        print(f"\n{heading}\n")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="p8-faults-") as folder:
        rows = harness.play(names, Path(folder))
    for row in rows:
        judged = "WRONG" if row.wrongs else "right"
        print(f"{judged}  {row.fault.name}: {row.word} ({row.exit_code}): {row.sentence}")
        for wrong in row.wrongs:
            print(f"       {wrong}")
    right = sum(not row.wrongs for row in rows)
    print(f"\n{right} of {len(rows)} as expected, {time.monotonic() - started:.0f} seconds\n")
    print("\n".join(confusion(rows)))
    return rows


def confusion(rows: Sequence[Row]) -> list[str]:
    """The table of what was expected (down) and what came (across)."""
    words = [*EXIT_CODES, *sorted({row.word for row in rows} - set(EXIT_CODES))]
    lines = ["expected \\ got".ljust(15) + "".join(word.rjust(14) for word in words)]
    for expected in EXIT_CODES:
        counts = [sum(row.fault.word == expected and row.word == word for row in rows) for word in words]
        if any(counts):
            lines.append(expected.ljust(15) + "".join(str(count or ".").rjust(14) for count in counts))
    return lines


if __name__ == "__main__":
    sys.exit(main())
