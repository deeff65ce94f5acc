"""Scores of `transforms.clean.extract` on a fixed third of the labelled pages, and the floors pinned beside the corpus'
hash: `python -m tests.extract_scores` raises them to what is measured; --lower also lowers, which needs a line in the
change log."""

import argparse
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.labelled import BENCH, program
from transforms.clean import extract

FLOORS = Path(__file__).with_name("floors") / "extract.json"
# Every third page by its id; the whole takes a minute on a quiet core.
_SAMPLED = 3
# Measured with a margin for libraries that read a page or two otherwise.
MARGIN = 0.002


def corpus_sha256() -> str:
    """The hash of the gold; another gold needs other floors."""
    return hashlib.sha256((BENCH / "gold.jsonl").read_bytes()).hexdigest()


def scores() -> dict[str, float]:
    """Text F1 by origin and of all, and the accuracy of snippets, on the sample."""
    tallies: dict[str, Any] = defaultdict(program("scoring/score_extract.py").Tally)
    for line in (BENCH / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        knows_text = gold.get("text") or gold.get("with") or gold.get("without")
        if knows_text and int(hashlib.sha256(gold["id"].encode()).hexdigest(), 16) % _SAMPLED == 0:
            html = gzip.decompress((BENCH / "pages" / f"{gold['id']}.html.gz").read_bytes())
            reading = extract(html, gold["url"])
            for key in ("all", gold["origin"]):
                tallies[key].page(gold, reading)
    results = {key: tally.result() for key, tally in tallies.items()}
    found = {f"text f1 {key}": r["text"]["f1"] for key, r in results.items() if r.get("text", {}).get("n", 0) >= 10}
    return found | {"snippets all": results["all"]["snippet"]["accuracy"]}


def raised(old: dict[str, Any], measured: dict[str, float], corpus: str, *, is_lowering: bool) -> dict[str, Any]:
    """The floors after a measurement: never lower than before on the same corpus, unless that is asked for."""
    before = {} if is_lowering or old.get("corpus_sha256") != corpus else old["floors"]
    floors = {key: max(round(value - MARGIN, 4), before.get(key, 0.0)) for key, value in measured.items()}
    return {"corpus_sha256": corpus, "floors": dict(sorted(floors.items()))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", action="store_true", help="floors may fall")
    given = parser.parse_args()
    old = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    new = raised(old, scores(), corpus_sha256(), is_lowering=given.lower)
    FLOORS.write_text(json.dumps(new, indent=1) + "\n")
    print(json.dumps(new))
    return 0


if __name__ == "__main__":
    sys.exit(main())
