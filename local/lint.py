"""`make lint`: ruff, mypy --strict, and squawk over the migrations. Each runs to its end: all is seen at once."""

import os
import subprocess
import sys

from local.home import ROOT

PYTHON_FOLDERS = ("bench", "dags", "local", "pipeline", "scrapers", "tests", "transforms", "warehouse")


def main() -> int:
    """Run all checks; 1 if any of them found something."""
    return 1 if lint() else 0


def lint() -> list[str]:
    """The names of the checks that found something; what they found is on the terminal."""
    folder = os.path.dirname(sys.executable)
    migrations = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "warehouse" / "migrations").glob("*.sql"))
    checks = {
        "ruff": [f"{folder}/ruff", "check", "--quiet", "."],
        "mypy": [sys.executable, "-m", "mypy", *PYTHON_FOLDERS],
        "squawk": [f"{folder}/squawk", *migrations],
    }
    return [name for name, command in checks.items() if subprocess.run(command, cwd=ROOT, check=False).returncode != 0]


if __name__ == "__main__":
    sys.exit(main())
