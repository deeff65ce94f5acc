"""`python -m tests.page_bounds [SIZE] [NAME ...]`: seconds and memory that reading takes for each hostile page.

Every page is read in a process of its own, which ends after 60 s of processor time or 3 GB. Sizes are in bytes, 1 MB if
none is named. Prints one line a page and exits 1 if one did not end.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.hostile import MEGABYTE, PAGES

_SECONDS_MAX = 60
_SECONDS_IN_ONE_MAX = 20
_MEMORY_MAX_BYTES = 3_000_000_000


def measured(name: str, size: int) -> dict[str, object]:
    """What reading one page took, measured here: seconds, and megabytes above those of an empty page."""
    from transforms.clean import extract

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_MAX, _SECONDS_MAX + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_MAX_BYTES, _MEMORY_MAX_BYTES))
    url = "https://hostile.example/2019/12/03/page"
    content = PAGES[name](size)
    extract(PAGES["an ordinary page of this size"](1000), url)
    before, start = _peak_megabytes(), time.process_time()
    reading = extract(content, url)
    seconds = time.process_time() - start
    return {
        "seconds": seconds,
        "megabytes": _peak_megabytes() - before,
        "bytes": len(content),
        "kind": reading["kind"],
        "characters": len(reading["text"]),
        "damage": reading["damage"],
    }


def all_in_one(size: int) -> None:
    """Reads every page in this process, which ends in the midst of one that takes too long: the last one named."""
    from transforms.clean import extract

    for name, page in PAGES.items():
        print(name, flush=True)
        content, used = page(size), time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (round(used) + _SECONDS_IN_ONE_MAX, resource.RLIM_INFINITY))
        extract(content, "https://hostile.example/2019/12/03/page")


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(name: str, size: int) -> dict[str, object]:
    """As `measured`, in a process that the limits may end."""
    command = [sys.executable, "-m", "tests.page_bounds", "--one", str(size), name]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        why = ended.stderr.strip().splitlines()[-1:] or [f"ended with {ended.returncode}"]
        return {"seconds": float("inf"), "megabytes": 0.0, "bytes": size, "kind": "-", "characters": 0, "damage": why}
    found: dict[str, object] = json.loads(ended.stdout)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.page_bounds", description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=MEGABYTE)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--one", action="store_true", help="measure the one page named, in this process, as JSON")
    parser.add_argument("--in-one", action="store_true", help="read all pages in this process, 20 s each at most")
    given = parser.parse_args(arguments)
    if given.in_one:
        all_in_one(given.size)
        return 0
    if given.one:
        print(json.dumps(measured(given.names[0], given.size)))
        return 0
    is_ended = True
    for name in given.names or PAGES:
        row = in_a_process(name, given.size)
        is_ended = is_ended and row["kind"] != "-"
        cost = f"{row['seconds']:8.2f} s {row['megabytes']:7.0f} MB"
        print(f"{cost}  {name:32} {row['kind']:10} {row['characters']:9} {row['damage']}", flush=True)
    return 0 if is_ended else 1


if __name__ == "__main__":
    sys.exit(main())
