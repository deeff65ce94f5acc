"""The environment `.venv/` from the lock files: made once, the same everywhere, quick when nothing changed.

Runs on any Python 3 without packages, so it must not import anything but the standard library, and no syntax newer
than Python 3.7: its first duty is to tell an older Python what to do.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "paragraph8-lock"
SUPPORTED = ((3, 11), (3, 12), (3, 13))
NO_VENV = """\
{python} cannot make environments: its module `venv` is missing or incomplete. One command helps:
    {remedy}
then run the same make command again."""
NO_PYTHON = """\
Python 3.11, 3.12 or 3.13 is needed; this is {version} and no other was found on PATH.
Install one of them and name it: make {goal} PYTHON=/path/to/python3.11"""


class SetupError(Exception):
    """The environment could not be made. The message says what is missing and the one command that helps."""


def main(arguments: list[str] | None = None) -> int:
    """Make or refresh `.venv/`; exit status 1 with one clear message when that is impossible."""
    parser = argparse.ArgumentParser(
        prog="python3 -m local.setup", description="Example: python3 -m local.setup --test"
    )
    parser.add_argument("--test", action="store_true", help="also install what tests and lint need")
    options = parser.parse_args(arguments)
    try:
        prepare(test=options.test)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def prepare(*, test: bool) -> None:
    """Bring `.venv/` to the state of the lock files; nothing is done when it is there already."""
    locks = [ROOT / "requirements.lock"] + ([ROOT / "requirements-test.lock"] if test else [])
    wanted = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]
    if _usable() and set(wanted) <= set(_stamped()):
        return
    if not _usable():
        _create()
    print("setup: installing {} ...".format(" and ".join(lock.name for lock in locks)), flush=True)
    _install(locks)
    STAMP.write_text("\n".join(wanted) + "\n")


def _usable() -> bool:
    try:
        return subprocess.run([str(VENV / "bin" / "python"), "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def _stamped() -> list[str]:
    return STAMP.read_text().split() if STAMP.exists() else []


def _python() -> str:
    """This interpreter if it is supported, else the first supported one on PATH."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in SUPPORTED:
        other = shutil.which(f"python{major}.{minor}")
        if other and subprocess.run([other, "-c", ""], capture_output=True, check=False).returncode == 0:
            return other
    version = "{}.{}".format(*sys.version_info[:2])
    raise SetupError(NO_PYTHON.format(version=version, goal=os.environ.get("P8_GOAL", "setup")))


def _create() -> None:
    """An empty environment. A half one, left by a kill, is thrown away first."""
    shutil.rmtree(str(VENV), ignore_errors=True)
    python, uv = _python(), shutil.which("uv")
    command = [uv, "venv", "--quiet", "--python", python, str(VENV)] if uv else [python, "-m", "venv", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    if uv:
        raise SetupError(f"uv could not make .venv: {done.stderr.strip()}")
    raise SetupError(NO_VENV.format(python=python, remedy=_remedy()))


def _remedy() -> str:
    if shutil.which("apt-get"):
        return ("" if os.geteuid() == 0 else "sudo ") + "apt-get install -y python3-venv"
    return "python3 -m pip install --user uv"


def _install(locks: list[Path]) -> None:
    requirements = [part for lock in locks for part in ("-r", str(lock))]
    python, uv = str(VENV / "bin" / "python"), shutil.which("uv")
    command = (
        [uv, "pip", "install", "--quiet", "--python", python] if uv else [python, "-m", "pip", "install", "--quiet"]
    )
    done = subprocess.run([*command, "--require-hashes", *requirements], check=False)
    if done.returncode != 0:
        raise SetupError("installing {} failed (see above); run the command again".format(", ".join(map(str, locks))))


if __name__ == "__main__":
    sys.exit(main())
