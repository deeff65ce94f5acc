"""Extract: documents/s of `transforms.clean.extract` beside trafilatura's default, on the saved pages of
../shared/bench or, where those are not, on the sample web; with speeds and scores of all readers on the same pages."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import Row, is_full, is_short
from bench.readers import OTHERS_ENVIRONMENT, READERS
from tests.labelled import BENCH, program
from tests.sample_web.outlets import OUTLETS
from tests.sample_web.reports import all_versions
from tests.sample_web.serve import answer

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path(__file__).with_name("requirements.lock")
ENVIRONMENT = Path(os.environ.get("P8_HOME") or ROOT / ".local") / "bench-venv"
SHARE = 6
"""Of the saved pages one in so many is read, by the hash of its id; BENCH=full reads all."""
AIM = 1.0


def row() -> Row:
    """Each reader reads the same pages once, one after the other, in a process of its own."""
    readers = [name for name in READERS if not (is_short() and name in OTHERS_ENVIRONMENT)]
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as name:
        folder = Path(name)
        gold = _saved(folder) if BENCH.exists() else _sample(folder)
        found = {reader: _measured(reader, folder, gold) for reader in readers}
    rate = {reader: figures["docs_per_second"] for reader, figures in found.items()}
    return Row(
        name="extract",
        against="trafilatura",
        ratio=rate["ours"] / rate["trafilatura"],
        aim=AIM,
        figures={"docs_per_second": rate["ours"]},
        conditions=f"{len(gold)} pages of {'../shared/bench' if BENCH.exists() else 'the sample web'}, each read once",
        beside=found,
    )


def _saved(folder: Path) -> list[Mapping[str, Any]]:
    """The labelled pages that were chosen, unpacked into `folder`; their gold."""
    share = 1 if is_full() else SHARE
    with (BENCH / "gold.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    chosen = [g for g in gold if int(hashlib.sha256(g["id"].encode()).hexdigest(), 16) % share == 0]
    chosen = chosen[:4] if is_short() else chosen
    _write(folder, ((g["id"], g["url"], _page(g["id"])) for g in chosen))
    return chosen


def _page(id: str) -> bytes:
    return gzip.decompress((BENCH / "pages" / f"{id}.html.gz").read_bytes())


def _sample(folder: Path) -> list[Mapping[str, Any]]:
    """The reports of the sample web; without the scorer of ../shared they are read and not judged."""
    addresses = {OUTLETS[r.source].url(r.path): r.night for r in all_versions() if not r.is_document}
    pages = [(str(i), url, answer(url, night, {}).body) for i, (url, night) in enumerate(sorted(addresses.items()))]
    _write(folder, pages)
    return [{"id": id, "url": url} for id, url, _ in pages]


def _write(folder: Path, pages: Iterable[tuple[str, str, bytes]]) -> None:
    with (folder / "index.jsonl").open("w", encoding="utf-8") as index:
        for id, url, html in pages:
            (folder / f"{id}.html").write_bytes(html)
            index.write(json.dumps({"id": id, "url": url}) + "\n")


def _measured(reader: str, folder: Path, gold: list[Mapping[str, Any]]) -> dict[str, float]:
    """Documents a second, and what the scorer says. Raises CalledProcessError where a reader does not run."""
    out = folder / f"{reader}.out"
    command = [_python(reader), "-m", "bench.readers", reader, str(folder), str(out)]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    seconds = json.loads(ended.stdout.splitlines()[-1])["seconds"]
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {"docs_per_second": len(gold) / seconds, **dict(_scores(gold, answers))}


def _scores(gold: list[Mapping[str, Any]], answers: list[Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    if not BENCH.exists():
        return
    tally = program("scoring/score_extract.py").Tally()
    for page, said in zip(gold, answers, strict=True):
        tally.page(page, said)
    result = tally.result()
    for figure, part, key in (
        ("text_f1", "text", "f1"), ("snippets", "snippet", "accuracy"), ("title_exact", "title", "exact"),
        ("date_exact", "date", "exact"), ("date_wrong", "date", "wrong"),
    ):  # fmt: skip
        value = result.get(part, {}).get(key)
        if value is not None:
            yield figure, value


def _python(reader: str) -> str:
    """The interpreter that has the reader: this one, or that of an environment made from bench/requirements.lock."""
    if reader not in OTHERS_ENVIRONMENT:
        return sys.executable
    python, stamp = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(LOCK)], check=True)
        stamp.write_text(wanted)
    return str(python)
