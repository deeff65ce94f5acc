"""How often claims of each kind of trust are right, and what they say of themselves: `python -m tests.confidence`.

Measured on the held reports (tests/reports), which no rule was written for. A claim is right where the scorer of the
labelled reports matches it, with the polarity of the label; what is told in another way beside a label is left out.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator

from tests.claim_scores import given, labelled
from tests.labelled import program
from transforms.claims import read
from transforms.claims.trust import kind_of_trust


def judged() -> Iterator[tuple[str, float, bool]]:
    """Of each claim read in a held report: its kind of trust, its confidence, whether it is right."""
    scorer = program("scoring/score_analysis.py")
    for record in labelled("held"):
        read_, labels = read(given(record)), record["claims"]
        pairs = sorted(
            (bool(label.get("optional")), gap, label.get("polarity", "affirmed") != claim["polarity"], at, own)
            for at, label in enumerate(labels)
            for own, claim in enumerate(read_)
            if (gap := scorer.same(label, claim)) is not None
        )
        told: dict[int, bool] = {}
        used: set[int] = set()
        for _, _, differs, at, own in pairs:
            if at not in used and own not in told:
                used.add(at)
                told[own] = not differs or claim_has_no_polarity(read_[own]["type"])
        for own, claim in enumerate(read_):
            if own in told or not scorer.twin(claim, labels):
                yield kind_of_trust(claim), claim["confidence"], told.get(own, False)


def claim_has_no_polarity(kind: str) -> bool:
    """Visas say no by their subtypes."""
    return kind == "visa"


def main() -> int:
    """Prints a row a kind: claims, share that is right, mean confidence; and the calibration error over all."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, confidence, is_right in judged():
        found[kind].append((confidence, is_right))
    error, total = 0.0, sum(map(len, found.values()))
    for kind, rows in sorted(found.items()):
        right, said = (sum(column) / len(rows) for column in zip(*((r, c) for c, r in rows), strict=True))
        error += abs(right - said) * len(rows) / total
        print(f"{kind:24} {len(rows):5} claims  {right:.3f} right  {said:.3f} said")
    print(f"calibration error {error:.3f} over {total} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main())
