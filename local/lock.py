"""The lock files anew: universal for Python 3.11 to 3.13, with hashes, without any address of an index.

`requirements.lock` is what runs; `requirements-test.lock` holds only what tests and lint need on top of it. Both are
cut from one resolution, so that they can never disagree. What is locked stays as it is, unless --upgrade is given.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--no-strip-extras",
    "--no-emit-index-url", "--no-emit-find-links", "--quiet",
]  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Resolve both requirement files together and write the two locks; that of the benchmark's tools stands alone."""
    parser = argparse.ArgumentParser(prog="python -m local.lock", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest of everything, not only what is new")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    locks = [ROOT / "requirements.lock", ROOT / "requirements-test.lock"]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.lock"
        whole.write_text("".join(lock.read_text() for lock in locks))  # uv keeps what its output file names
        _compile(["requirements.in", "requirements-test.in", *upgrade], whole)
        run = Path(folder) / "run.lock"
        _compile(["requirements.in", "--constraint", str(whole)], run)
        known = set(_entries(run.read_text()))
        extra = [entry for entry in _entries(whole.read_text()) if entry not in known]
        locks[0].write_text("".join(_entries(run.read_text())))
        locks[1].write_text("".join(extra))
    _compile(["bench/requirements.in", *upgrade], ROOT / "bench" / "requirements.lock")
    return 0


def _compile(inputs: list[str], output: Path) -> None:
    subprocess.run(["uv", "pip", "compile", *OPTIONS, *inputs, "-o", str(output)], cwd=ROOT, check=True)


def _entries(text: str) -> list[str]:
    """The packages of a lock file, each with its hash lines.

    One with extras is named twice, with them and without: pip before 24 takes the two for different packages. An extra
    with a hyphen in its name is left out: that pip stumbles over it.
    """
    found = _packages(text)
    plain = [re.sub(r"^([\w.-]+)\[[^]]*\]", r"\1", entry) for entry in found]
    return sorted({*plain, *(entry for entry in found if not re.match(r"[\w.-]+\[[^]]*-", entry))})


def _packages(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith((" ", "\t")) and entries:
            entries[-1] += line
        elif not line.startswith("#"):
            entries.append(line)
    return entries


if __name__ == "__main__":
    sys.exit(main())
