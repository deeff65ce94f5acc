"""Kills of single crawls: whatever moment it is, the archive holds the old or the whole new file, and the next crawl
captures what was missed. Whole nights are for tests/kills.py.

    python -m tests.archive_kills 50 --seed 1

A moment is a byte of the WARC file, a line of the log, or a step in the archive's folder (a file is opened for writing
and still empty, about to be renamed or removed), drawn from the seed: no clock decides.
"""

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from fastwarc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from scrapers import archive, crawl
from tests.sample_web.nights import NIGHTS
from tests.sample_web.serve import serve

ROOT = Path(__file__).resolve().parent.parent
KEY = "yalu_post_en"
BEFORE, NIGHT = 1, 2
WAYS = ("byte", "line", "step")
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Kill:
    """One crawl that was killed and the one after it. `moment` counts bytes, lines or steps as `way` says; a crawl may
    have ended before a line of its was read: then it was not `is_killed`. `wrong` names what must not be."""

    way: str
    moment: int
    is_killed: bool
    is_committed: bool
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.way} {self.moment}"


@dataclass(frozen=True)
class Undisturbed:
    """The same night without a kill: how many moments it has of each way, and what it brings."""

    moments: dict[str, int]
    brought: frozenset[tuple[str, str]]


def is_good(kill: Kill) -> bool:
    """Whether the archive stayed whole and the next crawl captured what was missed."""
    return not kill.wrong


def summary(kills: Sequence[Kill]) -> str:
    """One line; what was wrong follows, a line each."""
    ways = Counter(kill.way for kill in kills)
    late = sum(not kill.is_killed for kill in kills)
    wrong = [f"WRONG at {kill}: {'; '.join(kill.wrong)}" for kill in kills if not is_good(kill)]
    told = (
        f"{len(kills)} kills of a crawl ({', '.join(f'{ways[way]} by {way}' for way in WAYS)}; "
        f"{sum(kill.is_committed for kill in kills)} after its run record, {late} too late): "
        f"{len(kills) - len(wrong)} left old or whole files and were made good by the next crawl"
    )
    return "\n".join([told, *wrong])


def play(count: int, seed: int) -> list[Kill]:
    """Kills `count` crawls at moments drawn from `seed`, each in an archive that holds the night before."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="p8-kills-") as name:
        folder = Path(name)
        with serve(BEFORE) as proxy:
            _crawled(folder / "before", BEFORE, proxy)
        with serve(NIGHT) as proxy:
            whole = _undisturbed(folder, proxy)
            drawn = [(WAYS[number % len(WAYS)], chance.random()) for number in range(count)]
            moments = [(way, 1 + int(place * whole.moments[way])) for way, place in drawn]
            return [_kill(folder, proxy, whole, *moment) for moment in moments]


def _undisturbed(folder: Path, proxy: str) -> Undisturbed:
    root = _copied(folder, "undisturbed")
    ended = _crawled(root, NIGHT, proxy)
    record = archive.run_records(str(root), source=KEY, day=_day(NIGHT))[-1]
    steps = int(ended.stderr.splitlines()[-1].rpartition(" ")[2])
    size_bytes = (root / record["warc"]).stat().st_size
    moments = {"byte": size_bytes, "line": ended.stderr.count("\n") - 1, "step": steps}
    return Undisturbed(moments, _brought(root))


def _kill(folder: Path, proxy: str, whole: Undisturbed, way: str, moment: int) -> Kill:
    root = _copied(folder, "killed")
    before = _files(root)
    status = _killed(_command(root, NIGHT, proxy, way, moment), moment if way == "line" else None)
    after = _files(root)
    is_committed = any(f"/{_day(NIGHT)}/" in file and file.endswith(".run.json") for file in after)
    wrong = [*_differing(before, after), *_broken(root)]
    if status not in (0, -signal.SIGKILL):
        wrong.append(f"the crawl ended {status}")
    again = subprocess.run(_command(root, NIGHT, proxy), **_CHILD)
    wrong += _not_made_good(root, whole, again.returncode)
    shutil.rmtree(root)
    return Kill(way, moment, status == -signal.SIGKILL, is_committed, tuple(wrong))


# --- crawls --------------------------------------------------------------------------------------------------------

_CHILD: dict[str, Any] = {"cwd": ROOT, "text": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE,
                          "timeout": PATIENCE_SECONDS}  # fmt: skip


def _day(night: int) -> str:
    return NIGHTS[night].isoformat()


def _command(root: Path, night: int, proxy: str, way: str = "none", moment: int = 0) -> list[str]:
    own = [sys.executable, "-m", "tests.archive_kills", "--child", way, str(moment), str(root)]
    return [*own, KEY, "--day", _day(night), "--archive", str(root), "--web", "sample", "--proxy", proxy]


def _crawled(root: Path, night: int, proxy: str) -> "subprocess.CompletedProcess[str]":
    """A crawl that nobody kills. Raises RuntimeError if it is not good: then no kill would tell anything."""
    ended: subprocess.CompletedProcess[str] = subprocess.run(_command(root, night, proxy), **_CHILD)
    if ended.returncode != 0:
        raise RuntimeError(f"a crawl without a kill ended {ended.returncode}:\n{ended.stderr}")
    return ended


def _killed(command: list[str], line: int | None) -> int:
    """The status of a crawl that kills itself, or is killed when so many lines of its log were read."""
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as crawling:
        assert crawling.stderr is not None
        for number, _ in enumerate(crawling.stderr, 1):
            if number == line:
                crawling.kill()
        return crawling.wait(PATIENCE_SECONDS)


def _copied(folder: Path, name: str) -> Path:
    """The archive as it was before the night."""
    return Path(shutil.copytree(folder / "before", folder / name))


# --- what must hold ------------------------------------------------------------------------------------------------


def _files(root: Path) -> dict[str, str]:
    """The hash of each file that a reader of the archive sees."""
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in _seen(root, "*")}


def _seen(root: Path, pattern: str) -> list[Path]:
    return sorted(path for path in root.rglob(pattern) if path.is_file() and not path.name.startswith("."))


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for file, content in before.items():
        # the memory is the one file that a crawl replaces; whether the new one is whole is seen when it is read
        if after.get(file) != content and file != f"{KEY}/state.json":
            yield f"{file} is no longer what it was"


def _broken(root: Path) -> Iterator[str]:
    """Files that are not whole, runs that are committed without one of their files."""
    for path in _seen(root, "*.json"):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            yield f"{path.name} is cut"
    for path in _seen(root, "*.warc.gz"):
        yield from _broken_warc(path)
    try:
        for record in archive.run_records(str(root)):
            yield from _broken_run(root, record)
    except archive.ArchiveBroken as broken:
        yield str(broken)


def _broken_run(root: Path, record: dict[str, Any]) -> Iterator[str]:
    stem = root / record["source"] / record["day"] / record["run"]
    for ending in (".warc.gz", ".cdxj", ".log"):
        if not Path(f"{stem}{ending}").exists():
            yield f"{record['run']} is committed without its {ending}"
    for page in record["pages"]:
        stored = archive.read_page(str(root), record["warc"], page["offset"])
        if stored.payload_sha256 != page["payload_sha256"]:
            yield f"{record['warc']}, offset {page['offset']}: another payload than the record says"


def _broken_warc(path: Path) -> Iterator[str]:
    if Checker(Namespace(inputs=[str(path)], verbose=False)).process_all() != 0:
        yield f"{path.name}: warcio check finds it broken"
    with path.open("rb") as stream:
        kinds = [record.record_type for record in ArchiveIterator(stream, verify_digests=True)]
    answers = kinds.count(WarcRecordType.response) + kinds.count(WarcRecordType.revisit)
    if kinds.count(WarcRecordType.warcinfo) != 1 or answers != kinds.count(WarcRecordType.request):
        yield f"{path.name}: FastWARC finds {kinds}"
    index = path.with_name(path.name.replace(".warc.gz", ".cdxj"))
    if index.exists() and len(index.read_text().splitlines()) != answers:
        yield f"{index.name} does not name each of {answers} answers"


def _not_made_good(root: Path, whole: Undisturbed, status: int) -> Iterator[str]:
    yield from _broken(root)
    if status != 0:
        yield f"the next crawl ended {status}"
        return
    missing = whole.brought - _brought(root)
    if missing:
        yield f"the next crawl did not bring {sorted(key for key, _ in missing)}"
    invented = _brought(root) - whole.brought
    if invented:
        yield f"the next crawl brought what an undisturbed one does not: {sorted(key for key, _ in invented)}"
    left = [path.name for path in root.rglob(f"{archive.PART}*")]
    if left:
        yield f"left behind: {left}"


def _brought(root: Path) -> frozenset[tuple[str, str]]:
    """Report and payload of every page that came in the night, over all its committed runs."""
    records = archive.run_records(str(root), source=KEY, day=_day(NIGHT))
    return frozenset(
        (page["url_key"], page["payload_sha256"])
        for record in records
        for page in record["pages"]
        if page["role"] == "report"
    )


# --- the child -----------------------------------------------------------------------------------------------------


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dies_at_byte(moment: int) -> None:
    """The crawl dies when its WARC file is to grow past that byte, with what is written until there on the disk."""

    class Dying(archive._Writer):
        def _write_warc_record(self, out: IO[bytes], record: Any) -> None:
            whole = io.BytesIO()
            super()._write_warc_record(whole, record)
            room = max(0, moment - out.tell())
            out.write(whole.getvalue()[:room])
            if whole.tell() > room:
                out.flush()
                _die()

    setattr(archive, "_Writer", Dying)  # noqa: B010


@contextmanager
def _counting_steps(root: str, moment: int) -> Iterator[None]:
    """The crawl dies at that step in the archive's folder; without a moment, their count is the log's last line."""
    count, plain_open = 0, io.open

    def step(path: object) -> None:
        nonlocal count
        if str(path).startswith(root):
            count += 1
            if count == moment:
                _die()

    def opened(file: Any, mode: str = "r", *others: Any, **named: Any) -> IO[Any]:
        handle: IO[Any] = plain_open(file, mode, *others, **named)
        if set(mode) & set("wax+"):
            step(file)  # the file is there and empty
        return handle

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("os.rename", "os.remove", "os.mkdir"):
            step(arguments[0])

    sys.addaudithook(audited)
    setattr(io, "open", opened)  # noqa: B010
    yield
    print(f"steps {count}", file=sys.stderr)


def _child(way: str, moment: str, root: str, *arguments: str) -> int:
    if way == "byte":
        _dies_at_byte(int(moment))
    with _counting_steps(root, int(moment) if way == "step" else 0):
        return crawl.main(arguments)


def main() -> int:
    """Play kills and print what came of them; ends 1 if any was wrong."""
    if sys.argv[1:2] == ["--child"]:
        return _child(*sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m tests.archive_kills", description="Kill single crawls.")
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    kills = play(asked.kills, asked.seed)
    print(summary(kills))
    return 0 if all(map(is_good, kills)) else 1


if __name__ == "__main__":
    sys.exit(main())
