"""How well claims are read: `python -m tests.claim_scores SET [--lang L] [--errors N]` prints the scorer's figures.

Sets: `gold` (the labelled reports beside the project), `embedded` (the same amid 3,000 to 8,000 characters of other
prose in their language, spans shifted), `open`, `held` and `sealed` (our own labelled reports, tests/reports: rules are
written with the open ones in view, and never with the others; thresholds were chosen by what they do to `held`;
nothing is fitted to `sealed`, docs/decisions/031 says what was decided with its figures in view).
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from tests.labelled import BENCH, GOLD, program
from transforms import analyze

OWN = Path(__file__).with_name("reports")
OF_OUR_OWN = ("open", "held", "sealed")
SETS = ("gold", "embedded", *OF_OUR_OWN)
FEWEST, MOST = 3_000, 8_000  # characters of prose around an embedded report
GIVEN = ("id", "url", "title", "published", "lang")

Labelled = dict[str, Any]
"""A labelled report with its `text`."""


def labelled(which: str, lang: str | None = None) -> list[Labelled]:
    """The records of a set, of one language ("zh" has zh-Hant too) or all. Raises FileNotFoundError without data."""
    is_own = which in OF_OUR_OWN
    found = list(_records(OWN, "labels/*.jsonl") if is_own else _records(GOLD, "gold.jsonl"))
    if is_own:
        found = [record for record in found if set_of(record["id"]) == which]
    if which == "embedded":
        found = [embedded(record) for record in found]
    return [record for record in found if lang is None or record["lang"].startswith(lang)]


def _records(root: Path, labels: str) -> Iterator[Labelled]:
    files = sorted(root.glob(labels))
    if not files:
        raise FileNotFoundError(f"{root / labels}: there are no labels")
    for record in (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        yield {**record, "text": (root / "text" / f"{record['id']}.txt").read_text(encoding="utf-8")}


# Two letters of the first batches, one of the later ones; what begins with v and a letter of its language is open. The
# last were sealed until thresholds had been chosen with them in view.
HELD = re.compile(r"(?:[wx][a-z]|[p-v]|[yz])(\d*[02468])|o\d+|g7[78]\d{3}")


SEALED = re.compile(r"g(?:79|8[01])\d{3}|g1(?:18|21)\d{3}")


def set_of(report_id: str) -> str:
    """Of OF_OUR_OWN the set of a report. Nobody reads the held ones (all of batch o, the even numbers of nine others,
    two whole ones) and the sealed ones (five of the last batches)."""
    if SEALED.fullmatch(report_id):
        return "sealed"
    return "held" if HELD.fullmatch(report_id) else "open"


def embedded(record: Labelled) -> Labelled:
    """A record amid other prose: half before it, half behind, a paragraph apart; its spans are shifted with it."""
    prose = _prose(record["lang"][:2], record["id"])
    half = len(prose) // 2
    before, behind = prose[:half], prose[half:]
    shift = len(before) + 2
    claims = [{**one, "start": one["start"] + shift, "end": one["end"] + shift} for one in record["claims"]]
    return {**record, "text": f"{before}\n\n{record['text']}\n\n{behind}", "claims": claims}


def _prose(lang: str, name: str) -> str:
    """Whole paragraphs of articles that do not name North Korea, always the same for a report."""
    lot = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    length, texts = FEWEST + lot % (MOST - FEWEST), _articles(lang) or _articles("en")
    prose = ""
    for step in range(len(texts)):
        if len(prose) >= length:
            break
        prose += texts[(lot + step) % len(texts)] + "\n\n"
    return prose[:length]


@cache
def _articles(lang: str) -> list[str]:
    names = ("Korea", "朝鲜", "朝鮮", "북한", "коре", "КНДР")
    rows = map(json.loads, (BENCH / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    texts = [row["text"] for row in rows if row.get("text") and (row.get("lang") or "").startswith(lang)]
    return [text for text in texts if not any(name in text for name in names)]


def scored(records: Sequence[Labelled], errors: int = 0) -> tuple[dict[str, Any], list[str]]:
    """The figures of scoring/score_analysis.py, and the first errors of each kind as it prints them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "text").mkdir()
        for record in records:
            (root / "text" / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8")
        _write(root / "gold.jsonl", records)
        _write(root / "in.jsonl", [given(record) for record in records])
        analyze.main([str(root / "in.jsonl"), str(root / "out.jsonl")])
        lines = _printed(root, errors)
    return json.loads(lines[0]), lines[1:]


def given(record: Labelled) -> dict[str, Any]:
    return {**{name: record.get(name) for name in GIVEN}, "source": record.get("outlet"), "text": record["text"]}


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _printed(root: Path, errors: int) -> list[str]:
    scorer, arguments = program("scoring/score_analysis.py"), sys.argv
    sys.argv = ["score_analysis.py", "--gold", str(root), "--predictions", str(root / "out.jsonl")]
    sys.argv += ["--errors", str(errors)]
    try:
        with redirect_stdout(StringIO()) as out:
            scorer.main()
    finally:
        sys.argv = arguments
    return out.getvalue().splitlines()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", choices=SETS)
    parser.add_argument("--lang")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    figures, errors = scored(labelled(given.which, given.lang), given.errors)
    for name, value in figures.items():
        print(f"{name:26} {json.dumps(value)}")
    print("\n".join(errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
