"""The Chinese characters of search, written into two views from vocab/traditional.csv, for SQL cannot read that list.

    python -m warehouse.letters

writes warehouse/views/simplified.sql and traditional.sql anew; a test says when they are out of date.
"""

import re
import sys
from pathlib import Path

from transforms import vocab

VIEWS = Path(__file__).parent / "views"
CHARACTERS_A_LINE = 90


def written_anew(name: str) -> str:
    """The view `simplified` or `traditional` with the characters of today's list, all else as it stands in its file."""
    old, new = ("".join(row[column] for row in vocab.rows("traditional")) for column in ("traditional", "simplified"))
    first, second = (old, new) if name == "simplified" else (new, old)
    lists = f"translate(\n        $1,\n        {_literal(first)},\n        {_literal(second)}\n    )"
    text = (VIEWS / f"{name}.sql").read_text(encoding="utf-8")
    return re.sub(r"translate\(\n.*?\n    \)", lambda _: lists, text, flags=re.DOTALL)


def _literal(characters: str) -> str:
    starts = range(0, len(characters), CHARACTERS_A_LINE)
    return "\n        || ".join(f"'{characters[start : start + CHARACTERS_A_LINE]}'" for start in starts)


def main() -> int:
    """The command; both files are written."""
    for name in ("simplified", "traditional"):
        text = written_anew(name)
        (VIEWS / f"{name}.sql").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
