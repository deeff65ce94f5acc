"""`make wipe CONFIRM=yes`: all state of this home is removed, the archive included."""

import os
import sys

from local import stack
from local.home import home


def main() -> int:
    """Remove `.local/` if CONFIRM is yes; else say what would go."""
    folder = home()
    if os.environ.get("CONFIRM") != "yes":
        print(f"make wipe would remove {folder}, the archive included. Say so: make wipe CONFIRM=yes", file=sys.stderr)
        return 1
    try:
        left = stack.wipe(folder)
    except stack.TOLD as error:
        print(f"make wipe: {error}", file=sys.stderr)
        return 1
    print(f"removed what was ours in {folder}; not ours and kept: {', '.join(left)}" if left else f"removed {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
