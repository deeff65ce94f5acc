"""`make test`: lint first, then every test; pytest's closing line is the last one printed."""

import subprocess
import sys

from local.home import ROOT
from local.lint import lint


def main(arguments: list[str]) -> int:
    """Lint and test; the exit status is pytest's, or 1 when only lint found something."""
    found = lint()
    if found:
        print(f"make lint: {', '.join(found)} found something (above)", flush=True)
        return 1
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
