"""Learns transforms/vocab/block_weights.csv from labelled pages: `python -m bench.train_blocks ../shared --write`.

Pages with a full text or snippets are cut into blocks as `transforms.clean` cuts them; a block is the article's if half
of its 4-grams stand in the gold text. A ridge-penalised logistic model is fitted by Newton's method on half of the
sites (by registrable domain) and measured on the other half, and the other way round; with `--write` the weights of all
pages are written down. Measured, not assumed: the penalty (see docs/decisions/011) was chosen on those halves.
"""

import argparse
import csv
import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tldextract
from numpy.typing import NDArray

from transforms import body, document, vocab
from transforms.blocks import NAMES, cut
from transforms.boilerplate import article_paragraphs
from transforms.captions import take_captions
from transforms.characters import decode
from transforms.chooser import NAMED, TAKEN, Witnesses, features
from transforms.title import title as headline

Numbers = NDArray[np.floating[Any]]

PENALTY = 600.0
_STEPS = 9
# A page weighs as much as another; one with little text is not blown up beyond this number of tokens.
_MIN_PAGE_TOKENS = 60
_SNIPPET_WEIGHT = 0.1
_SCALE = 20.0
_SITE = tldextract.TLDExtract(suffix_list_urls=())


class Page(NamedTuple):
    """One labelled page: its blocks' texts, features (a row each), labels (-1: unknown) and weights."""

    gold: Mapping[str, Any]
    title: str
    texts: Sequence[str]
    columns: NDArray[np.float32]
    labels: Numbers
    weights: Numbers

    def half(self) -> int:
        """0 or 1, the same for all pages of one site."""
        url = self.gold["url"]
        return zlib.crc32((_SITE(url).top_domain_under_public_suffix or url).encode()) % 2


def pages(shared: Path) -> Iterator[Page]:
    """The labelled pages with text; those of which nothing is known about the text are left out."""
    folder = shared / "bench" / "extract"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold.get("text") or gold.get("with") or gold.get("without"):
            html = gzip.decompress((folder / "pages" / f"{gold['id']}.html.gz").read_bytes())
            if (page := _page(gold, html)) is not None:
                yield page


def _page(gold: Mapping[str, Any], html: bytes) -> Page | None:
    characters = decode(html, {})
    page = document.parse(characters, gold["url"])
    if page is None:
        return None
    title = headline(page) or ""
    take_captions(page.root)
    body.drop_boxes(page)
    body.mark_breaks(page.root)
    declared = "\n".join(body.declared_paragraphs(page))
    blocks, places = cut(page.root)
    if not blocks:
        return None
    witnesses = Witnesses(title, body.quick_text(characters), declared, document.description(page))
    named = [[word in block.place.names for word in sorted(NAMES)] for block in blocks]
    columns = np.hstack([np.array([c for _, c in features(blocks, places, witnesses)]).T, np.array(named)])
    texts = [block.text for block in blocks]
    return Page(gold, title, texts, columns.astype(np.float32), *_labelled(gold, texts))


def _labelled(gold: Mapping[str, Any], texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    tokens = [TOKEN.findall(plain(text)) for text in texts]
    labels = _by_text(gold["text"], tokens) if gold.get("text") else _by_snippets(gold, texts)
    lengths = np.array([len(t) for t in tokens], float)
    whole = max(_MIN_PAGE_TOKENS, lengths[labels >= 0.5].sum())
    known = np.minimum(1.0, (lengths + 2) / whole) if gold.get("text") else np.full(len(texts), _SNIPPET_WEIGHT)
    return labels, np.where(labels < 0, 0.0, known)


def _by_text(written: str, tokens: Sequence[Sequence[str]]) -> Numbers:
    """The share of a block's 4-grams in the gold; a shorter block must stand there beside its neighbour here."""
    gold = TOKEN.findall(plain(written))
    grams, joined = set(zip(*(gold[i:] for i in range(4)), strict=False)), f" {' '.join(gold)} "
    flat = [token for block in tokens for token in block]
    labels, start = np.zeros(len(tokens)), 0
    for i, block in enumerate(tokens):
        end = start + len(block)
        if len(block) >= 4:
            labels[i] = np.mean([tuple(block[k : k + 4]) in grams for k in range(len(block) - 3)])
        elif block:
            around = (flat[max(0, start - 2) : end], flat[start : end + 2])
            labels[i] = any(len(part) > len(block) + 1 and f" {' '.join(part)} " in joined for part in around)
        start = end
    return labels


def _by_snippets(gold: Mapping[str, Any], texts: Sequence[str]) -> Numbers:
    wanted, unwanted = ([plain(s) for s in gold.get(key) or []] for key in ("with", "without"))
    labels = np.full(len(texts), -1.0)
    for i, text in enumerate(map(plain, texts)):
        for value, snippets in ((0.0, unwanted), (1.0, wanted)):
            if any(s in text or (len(text) > 15 and text in s) for s in snippets):
                labels[i] = value
    return labels


def fitted(among: Sequence[Page], penalty: float = PENALTY) -> Numbers:
    """One weight a column, by Newton's method; the penalty holds for standardised columns and not for the bias, which
    is the first column."""
    columns = np.vstack([page.columns for page in among])
    weights = np.concatenate([page.weights for page in among]) * _SCALE
    known = weights > 0
    columns, weights = columns[known], weights[known].astype(np.float32)
    labels = (np.concatenate([page.labels for page in among])[known] >= 0.5).astype(np.float32)
    mean, spread = columns.mean(0), columns.std(0) + 1e-3
    mean[0], spread[0] = 0.0, 1.0
    columns = (columns - mean) / spread
    ridge = np.full(columns.shape[1], penalty)
    ridge[0] = 1e-6
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(columns @ found.astype(np.float32), -30, 30)))
        slope = columns.T @ (weights * (labels - likely)) - ridge * found
        curve = (columns.T * (weights * np.maximum(likely * (1 - likely), 1e-3))) @ columns + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        found += step * min(1.0, 2 / np.abs(step).max())
    raw = found / spread
    raw[0] -= (raw[1:] * mean[1:]).sum()
    return raw  # type: ignore[no-any-return]


def measured(among: Sequence[Page], weights: Numbers, tallies: Mapping[str, Any]) -> None:
    """Adds the pages, read by these weights, to the tallies of their origin and of all."""
    for page in among:
        taken = 1 / (1 + np.exp(-np.clip(page.columns @ weights, -30, 30))) >= TAKEN
        lines = [text for text, is_taken in zip(page.texts, taken, strict=True) if is_taken]
        text = "\n\n".join(article_paragraphs(lines, page.title))
        for key in ("all", page.gold["origin"]):
            tallies[key].page(page.gold, {"text": text})


def write(names: Sequence[str], weights: Numbers) -> None:
    """Rewrites the table; notes that stand there stay."""
    notes = {row["feature"]: row["note"] for row in vocab.rows("block_weights")}
    with (vocab.FOLDER / "block_weights.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight", "source", "note"))
        written = ((n, f"{w:.3f}", notes.get(n, "")) for n, w in zip(names, weights, strict=True))
        table.writerows((name, weight, "bench/train_blocks.py", note) for name, weight, note in written)


def _names() -> list[str]:
    blocks, places = cut(document.parse("<p>x", "").root)  # type: ignore[union-attr]
    plain_names = [name for name, _ in features(blocks, places, Witnesses("", "", "", ""))]
    return [*plain_names, *(NAMED + word for word in sorted(NAMES))]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with bench/ and scoring/")
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all pages")
    given = parser.parse_args(arguments)
    labelled = list(pages(given.shared))
    tallies: dict[str, Any] = {key: Tally() for key in ("all", *{page.gold["origin"] for page in labelled})}
    for half in (0, 1):
        learnt = fitted([page for page in labelled if page.half() != half])
        measured([page for page in labelled if page.half() == half], learnt, tallies)
    for key, tally in tallies.items():
        result = tally.result()
        print(key, {part: result[part] for part in ("text", "snippet") if part in result})
    if given.write:
        write(_names(), fitted(labelled))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(sys.argv[1]) / "scoring"))
    from score_extract import TOKEN, Tally, plain  # type: ignore[import-not-found]

    sys.exit(main())
