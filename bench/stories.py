"""Stories: texts/s and peak memory of `transforms.stories.group` at growing sizes, each in a process of its own, on
made corpora of ../shared/bench, or on the sample web where those are not; the ratio: the largest to the smallest."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import Row, is_full, is_short
from tests.labelled import SHARED, program
from tests.sample_web.reports import all_versions

ROOT = Path(__file__).resolve().parent.parent
MADE = SHARED / "bench" / "stories"
SIZES = (1_000, 10_000, 100_000)
FULL_SIZE = 1_000_000
SEED = 11
AIM = 0.7
"""Texts a second at the largest size, of those at the smallest: time grows with the texts, not with their pairs."""


def row() -> Row:
    """Sizes in turn; the sample web has one size only."""
    sizes = _sizes()
    found = {f"{size:,}": _measured(size) for size in sizes}
    first, *_, last = [*found.values(), *found.values()]
    return Row(
        name="stories",
        against=f"itself at {sizes[0]:,} texts",
        ratio=last["texts_per_second"] / first["texts_per_second"],
        aim=AIM if len(sizes) > 1 else None,
        figures={"texts_per_second": last["texts_per_second"], "peak_megabytes": last["peak_megabytes"]},
        conditions=f"texts made with seed {SEED}" if MADE.exists() else "the reports of the sample web",
        beside=found,
    )


def _sizes() -> tuple[int, ...]:
    if not MADE.exists():
        return (len(all_versions()),)
    if is_short():
        return (100,)
    return (*SIZES, FULL_SIZE) if is_full() else SIZES


def _measured(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.stories", str(size)]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


# --- the child -----------------------------------------------------------------------------------------------------

GIVEN = ("id", "text", "title", "published", "source", "lang")


def main(size: int) -> None:
    """Prints texts/s, the peak memory (MB, corpus included) and, where they can be had, the scores."""
    from transforms.stories import group

    gold = _made(size) if MADE.exists() else _sample()
    reports = [{key: one[key] for key in GIVEN} for one in gold]
    group(reports[:20])  # imports and vocabularies are not counted
    before, began = _peak(), time.perf_counter()
    said = group(reports)
    seconds, after = time.perf_counter() - began, _peak()
    figures = {"texts_per_second": len(reports) / seconds, "seconds": seconds, "peak_megabytes": after,
               "megabytes_before": before}  # fmt: skip
    print(json.dumps({**figures, **(_scores(gold, said) if MADE.exists() else {})}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _made(size: int) -> list[dict[str, Any]]:
    return list(program("bench/stories/make_stories.py").make(size, SEED, [str(MADE / "templates.txt")]))


def _sample() -> list[dict[str, Any]]:
    return [
        {"id": str(i), "text": r.text, "title": r.title, "published": r.published.isoformat(), "source": r.source,
         "lang": r.source.rsplit("_", 1)[-1]}
        for i, r in enumerate(all_versions())
    ]  # fmt: skip


def _scores(gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> dict[str, float]:
    result = program("scoring/score_stories.py").score(gold, said)[0]
    return {
        "bcubed_f1": result["bcubed"]["f1"],
        "edge_in_story": result["edges"]["story_precision"],
        "edge_exact": result["edges"]["exact_precision"],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
