"""The first command of a stranger: it makes the environment, or says the one thing that is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local import setup

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without an environment, in a folder with a space; its lock is empty, so nothing is fetched."""
    folder = tmp_path / "a checkout"
    (folder / "local").mkdir(parents=True)
    for name in ("__init__.py", "setup.py"):
        shutil.copy(ROOT / "local" / name, folder / "local" / name)
    for name in ("requirements.lock", "requirements-test.lock"):
        (folder / name).write_text("# nothing\n")
    return folder


def run(checkout: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(checkout), **variables}
    return subprocess.run(
        [sys.executable, "-m", "local.setup", *arguments],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_environment_is_made_once_and_then_left_alone(checkout: Path) -> None:
    first, second = run(checkout), run(checkout)

    assert (0, 0) == (first.returncode, second.returncode), first.stderr
    assert "installing requirements.lock" in first.stdout
    assert "" == second.stdout


def test_a_changed_lock_is_installed_anew(checkout: Path) -> None:
    run(checkout)
    (checkout / "requirements.lock").write_text("# something else\n")

    assert "installing" in run(checkout).stdout


def test_an_environment_broken_off_half_way_is_made_again(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text("broken off")

    assert 0 == run(checkout).returncode
    assert 0 == subprocess.run([str(checkout / ".venv" / "bin" / "python"), "-c", ""], check=False).returncode


def test_a_python_without_venv_is_told_the_one_command_that_helps(checkout: Path) -> None:
    (checkout / "venv.py").write_text("raise SystemExit('ensurepip is not available')")  # as Debian's python3 does
    answer = run(checkout)

    assert 1 == answer.returncode
    assert "python3-venv" in answer.stderr or "install --user uv" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_too_old_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(setup.SetupError, match=r"this is 3\.9 and no other was found"):
        setup._python()
