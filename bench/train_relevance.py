"""Learns transforms/vocab/learnt_relevance.csv from labelled reports: `python -m bench.train_relevance --write`.

Of the open reports of tests/reports and the texts of tests/relevance_texts.csv: a logistic model by their words; what
it says of reports that it was not fitted to is weighed against what the rules find, of those that no rule was written
for (bench.linear). Without `--write` both are measured on the fifth of those reports that neither was fitted to. The
held reports are never read.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bench.claim_samples import TESTS, is_new
from bench.linear import Sample, both_fitted, measured, print_precision
from tests.claim_scores import labelled
from transforms import vocab
from transforms.relevance import RULED, SENTENCE, ruled, together, words

LABELS = ("relevant",)
SMALLEST = 0.045  # log odds
OF_A_HEAD = 0.5  # the weight of a first sentence: not each says what the report is about
TRUST = 1.5  # log odds more where the rules say so too: a report that is missed costs all its claims


def samples() -> Iterator[Sample]:
    for record in labelled("open"):
        title, lang, is_relevant = record["title"] or "", record["lang"], record["relevant"]
        yield _sample(record["id"], title, record["text"], lang, is_relevant)
        yield _sample(record["id"], title, _head(record["text"]), lang, is_relevant, OF_A_HEAD)
    with (TESTS / "relevance_texts.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="|"), 2):
            yield _sample(f"relevance_texts:{number}", "", row["text"], row["lang"], row["is_relevant"] == "yes")


def _head(text: str) -> str:
    """Its first sentence: feeds give no more, and few words must decide too."""
    return SENTENCE.split(text, maxsplit=1)[0]


def _sample(group: str, title: str, text: str, lang: str, is_relevant: bool, weight: float = 1.0) -> Sample:
    text = together(title, text, lang)
    return Sample(
        group=group,
        features=frozenset(words(text, lang[:2])),
        rows=frozenset(ruled(text, lang[:2])),
        labels=frozenset(LABELS if is_relevant else ()),
        unknown=frozenset(),
        weight=weight,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write transforms/vocab/learnt_relevance.csv")
    asked = parser.parse_args()
    found = list(samples())
    if asked.write:
        fitted = both_fitted(found, LABELS, is_new)
        fitted.rows[RULED][0] += TRUST
        fitted.write(vocab.FOLDER / "learnt_relevance.csv", SMALLEST)
    else:
        own, by_words, both = measured(found, LABELS, is_new)
        print_precision(own, LABELS, by_words, both)
        for odds in (-1.5, -1, -0.5, 0, 0.5, 1):
            _print_at(own, both[:, 0], odds)
    return 0


def _print_at(own: Sequence[Sample], odds: Any, least: float) -> None:
    """Prints precision and recall where reports from some odds on are taken as relevant."""
    pairs = [(said >= least, bool(sample.labels)) for said, sample in zip(odds, own, strict=True)]
    right, said, told = (sum(map(of, pairs)) for of in (all, lambda pair: pair[0], lambda pair: pair[1]))
    print(f"from {least:4}: precision {right / said:.3f}, recall {right / told:.3f}")


if __name__ == "__main__":
    sys.exit(main())
