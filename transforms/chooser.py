"""Which blocks of a page are the article: an additive model over what each block is, where it stands, and whether other
readers take it. Its weights are learnt by bench/train_blocks.py and lie in vocab/block_weights.csv."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms import vocab
from transforms.blocks import Block, Place
from transforms.boilerplate import is_cue
from transforms.characters import weight

Numbers = NDArray[np.floating[Any]]
Facts = NDArray[np.bool_]

TAKEN = 0.45
"""From this probability on a block is taken: .4 to .5 measure alike, lower takes captions, higher drops headings."""

NAMED = "named "
"""Before a word in the table of weights: that word in the name of a class around the block."""

# From here on a block with a sentence and few links counts as prose when shares of the page are measured.
_PROSE_WEIGHT = 80
# A page of short sentences alone is measured by those.
_SHORT_PROSE_WEIGHT = 40
_LINKED_SHARE = 0.35
# Beyond this, text is looked up in another reader's answer by whole lines only: a page of 5 MB has 40,000 blocks.
_SEARCHED_CHARACTERS = 100_000_000
_COMPARED_CHARACTERS = 150
_ROW_CHARACTERS = 200
_FAR = 50
_TAGS = ("div", "dt", "h1", "h2", "h3", "h4", "li", "pre", "tr")
_INSIDE = ("a", "article", "aside", "blockquote", "details", "figure", "footer", "form", "header", "hidden", "li",
           "main", "nav", "ol", "table", "ul")  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FURNITURE = ("aside", "footer", "form", "header", "nav")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.!?。！？]")
_CLOSED = re.compile(r"[.!?。！？…:：][\"'”’」』)）\]]*$")


@dataclass(frozen=True)
class Witnesses:
    """What else is known of a page's text: `quick` is what another reader takes for it, `declared` the body in
    structured data, `summary` the page's own description; each empty where there is none."""

    title: str
    quick: str
    declared: str
    summary: str


def probabilities(blocks: Sequence[Block], places: Sequence[Place], witnesses: Witnesses) -> Numbers:
    """For each block the probability that it is a paragraph of the article."""
    plain, page = _weights()[1], _Page(blocks, places, witnesses)
    score = np.array([_named(block.place.names) for block in blocks])
    # no product of matrices: libraries round it otherwise on other machines, and a page of 5 MB has 90,000 blocks
    for name, column in _columns(page):
        score += plain[name] * column
    return _main_alone(page, _tables_whole(blocks, 1 / (1 + np.exp(-np.clip(score, -30, 30)))))


@lru_cache(maxsize=8192)
def _named(names: frozenset[str]) -> float:
    """What words in names of classes weigh together, rounded once: a set has another order in each run."""
    named = _weights()[0]
    return fsum(named[word] for word in names)


def _main_alone(page: "_Page", likely: Numbers) -> Numbers:
    """Where a page marks its main part (HTML's <main>) and most of the text stands there, nothing outside is text."""
    is_main, taken = page.inside("main"), page.weights * (likely >= TAKEN)
    return np.where(is_main, likely, 0.0) if 2 * taken[is_main].sum() > taken.sum() else likely


def _tables_whole(blocks: Sequence[Block], likely: Numbers) -> Numbers:
    """The rows of one table share their best: half a table misleads. Mostly single cells tell of a page
    laid out by a table: of its rows only sentences are text."""
    tables: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.place.tag == "tr":
            tables.setdefault(block.place.holder, []).append(i)
    for rows in tables.values():
        cells = sum(" | " in blocks[i].text for i in rows)
        if 2 * cells < len(rows):
            likely[[i for i in rows if not _CLOSED.search(blocks[i].text[-6:])]] = 0.0
        elif all(len(blocks[i].text) <= _ROW_CHARACTERS for i in rows):
            likely[rows] = likely[rows].max()
    return likely


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """The weights of words in names of classes, and those of all other features."""
    rows = {row["feature"]: float(row["weight"]) for row in vocab.rows("block_weights")}
    named = {name.removeprefix(NAMED): value for name, value in rows.items() if name.startswith(NAMED)}
    return named, {name: value for name, value in rows.items() if not name.startswith(NAMED)}


def features(blocks: Sequence[Block], places: Sequence[Place], witnesses: Witnesses) -> Iterator[tuple[str, Numbers]]:
    """The features by name, each a number for every block."""
    return _columns(_Page(blocks, places, witnesses))


def _columns(page: "_Page") -> Iterator[tuple[str, Numbers]]:
    for group in (_own, _tags, _taken, _containers, _signs, _order, _depth):
        for name, column in group(page):
            yield name, np.asarray(column, float)


class _Page:
    """What several features need of a page, computed once; arrays have a place for each block."""

    def __init__(self, blocks: Sequence[Block], places: Sequence[Place], witnesses: Witnesses) -> None:
        self.blocks, self.places, self.witnesses = blocks, places, witnesses
        self.count = len(blocks)
        self.index = np.arange(self.count)
        self.texts = [block.text for block in blocks]
        self.squeezed = ["".join(text.split()) for text in self.texts]
        self.weights: Numbers = np.array([weight(text) for text in self.texts], float)
        self.linked: Numbers = np.array([block.linked / len(block.text) for block in blocks])
        self.stops = np.array([len(_STOP.findall(text)) for text in self.texts])
        self.closed: Facts = np.array([_CLOSED.search(text[-6:]) is not None for text in self.texts], bool)
        sentences = (self.linked < _LINKED_SHARE) & (self.stops >= 1)
        long = sentences & (self.weights >= _PROSE_WEIGHT)
        self.prose: Facts = long if long.any() else sentences & (self.weights >= _SHORT_PROSE_WEIGHT)
        self.mass: Numbers = np.where(self.prose, self.weights, 0.0)
        self.total = max(1.0, self.mass.sum())
        self.quick = self.within(witnesses.quick)
        self.has_quick = len(witnesses.quick) > 200
        numbers: dict[frozenset[str], int] = {}
        self.surrounding = np.array([numbers.setdefault(b.place.inside, len(numbers)) for b in blocks], int)
        self.surroundings = list(numbers)
        self.furniture = self.inside(*_FURNITURE)

    def facts(self, is_so: Callable[[Block], bool]) -> Facts:
        return np.array([is_so(block) for block in self.blocks], bool)

    def inside(self, *tags: str) -> Facts:
        has: Facts = np.array([not around.isdisjoint(tags) for around in self.surroundings], bool)
        return np.take(has, self.surrounding)

    def within(self, text: str) -> Facts:
        """Whether a text holds each block: its beginning, white space aside."""
        lines = {"".join(line.split())[:_COMPARED_CHARACTERS] for line in text.split("\n")}
        joined = "".join(text.split())
        is_searched = len(joined) * self.count < _SEARCHED_CHARACTERS
        starts = (squeezed[:_COMPARED_CHARACTERS] for squeezed in self.squeezed)
        return np.array([start in lines or (is_searched and start in joined) for start in starts], bool)


_Columns = Iterator[tuple[str, Numbers | Facts | NDArray[np.int_]]]


def _own(page: _Page) -> _Columns:
    """What a block is by itself."""
    yield "bias", np.ones(page.count)
    weights, linked = page.weights, page.linked
    for least in (12, 25, 40, 60, 130, 200):
        yield f"weight over {least}", weights >= least
    yield "weight, logarithm", np.log1p(weights) / 5
    for share in (0.01, 0.2, 0.5, 0.8, 0.95):
        yield f"linked over {share}", linked >= share
    yield "sentence closed", page.closed
    yield "one stop", page.stops >= 1
    yield "two stops", page.stops >= 2
    yield "four stops", page.stops >= 4
    yield "prose", page.prose
    yield "prose, closed", page.closed & page.prose
    yield "long prose, closed", page.closed & page.prose & (weights >= 160)
    yield "digits", page.facts(lambda block: 7 * len(_DIGIT.findall(block.text)) > len(block.text))
    yield "capitals, linked", (linked > 0.95) & page.facts(lambda block: block.text.isupper())
    yield "begins with a sign", page.facts(lambda block: not block.text[0].isalnum())
    yield "begins small", page.facts(lambda block: block.text[0].islower())
    yield "ends in a colon", page.facts(lambda block: block.text[-1] in ":：")
    for where in ("line", "box", "end"):
        yield f"cue of {where}", page.facts(lambda block, where=where: is_cue(block.text, where))  # type: ignore[misc]
    seen = Counter(page.texts)
    often = np.array([seen[text] for text in page.texts])
    yield "repeated", often > 1
    yield "repeated often", often > 2
    yield "repeated often, short", (often > 2) & (weights < 80)
    title = "".join(page.witnesses.title.split())
    yield "title", np.array([squeezed == title for squeezed in page.squeezed], bool)
    summary = "".join(page.witnesses.summary.split())
    yield "in summary", np.array([len(s) > 30 and s[:80] in summary for s in page.squeezed], bool)


def _tags(page: _Page) -> _Columns:
    """What element holds a block, and what elements hold that."""
    tags = np.array([block.place.tag for block in page.blocks], object)
    for tag in _TAGS:
        yield f"tag {tag}", tags == tag
    for tag in _INSIDE:
        yield f"inside {tag}", page.inside(tag)
    heading = page.facts(lambda block: block.place.tag in _HEADINGS)
    prose_next = np.append(page.prose[1:], False)
    prose_before = np.insert(page.prose[:-1], 0, False)
    yield "heading of prose", heading & prose_next
    yield "heading of nothing", heading & ~prose_next
    yield "short between prose", (page.weights < 60) & prose_next & prose_before
    yield "item, linked", (tags == "li") & (page.linked > 0.7)
    yield "item, free", (tags == "li") & (page.linked < 0.3)
    yield "furniture, prose", page.furniture & page.prose


def _taken(page: _Page) -> _Columns:
    """Whether other witnesses hold a block as text."""
    quick = page.quick
    yield "quick", quick
    yield "quick has text", np.full(page.count, page.has_quick)
    yield "quick takes", quick & page.has_quick
    yield "quick takes, short", quick & (page.weights < 40)
    yield "quick takes, item", quick & page.inside("li")
    yield "quick takes, linked", quick & (page.linked > 0.5)
    yield "quick takes, prose", quick & page.prose
    yield "quick takes, furniture", quick & page.furniture
    characters = sum(map(len, page.squeezed))
    yield "quick leaves much", ~quick * min(1.0, len(page.witnesses.quick) / max(1, characters))
    share = (page.mass * quick).sum() / page.total
    yield "quick takes, share", quick * share
    yield "quick leaves, share", ~quick * share
    yield "quick leaves prose, share", ~quick * page.prose * share
    declares = len(page.witnesses.declared) > 300
    declared = page.within(page.witnesses.declared) if declares else np.zeros(page.count, bool)
    yield "declared", declared
    yield "not declared", ~declared & declares


def _containers(page: _Page) -> _Columns:
    """How much of the page's prose stands in the elements around a block, and how much else."""
    prose, all_weights = _sums(page, page.mass), _sums(page, page.weights)
    holders = np.array([place.holder for place in page.places])
    around = np.array([block.place.number for block in page.blocks], int)
    for level in range(4):
        around = np.where(holders[around] >= 0, holders[around], around)
        share = prose[around] / page.total
        purity = prose[around] / np.maximum(1.0, all_weights[around])
        yield f"share {level}", share
        yield f"purity {level}", purity
        yield f"pure share {level}", share * purity
        for least in (0.05, 0.3, 0.6, 0.9):
            yield f"share {level} over {least}", share >= least
        if level == 1:
            yield "share 1, linked", share * (page.linked > 0.5)


def _sums(page: _Page, values: Numbers) -> Numbers:
    """For each place the sum of the values of all blocks in it; places come after those that hold them."""
    sums = np.zeros(len(page.places))
    np.add.at(sums, [block.place.number for block in page.blocks], values)
    for place in reversed(page.places[1:]):
        sums[place.holder] += sums[place.number]
    return sums


def _signs(page: _Page) -> _Columns:
    """How the blocks are that look like this one: same tags and classes, of itself and of the elements around."""
    places, short = page.places, page.weights < 60
    quick_mass = page.mass * page.quick
    signs = [block.place.sign for block in page.blocks]
    around = [block.place.number for block in page.blocks]
    for level in (2, 3):
        around = [max(0, places[number].holder) for number in around]
        signs = [f"{sign} < {places[number].sign}" for sign, number in zip(signs, around, strict=True)]
        numbers: dict[str, int] = {}
        alike = np.array([numbers.setdefault(sign, len(numbers)) for sign in signs], int)

        def pooled(values: Numbers, alike: NDArray[np.int_] = alike, count: int = len(numbers)) -> Numbers:
            return np.bincount(alike, values, count)[alike].astype(float)

        prose, whole, many = pooled(page.mass), np.maximum(1.0, pooled(page.weights)), pooled(np.ones(page.count))
        share, quick = prose / page.total, pooled(quick_mass) / max(1.0, quick_mass.sum())
        yield f"alike {level}", share
        yield f"alike {level}, quick", quick
        yield f"alike {level}, purity", prose / whole
        yield f"alike {level}, linked", pooled(page.weights * page.linked) / whole
        yield f"alike {level}, taken", np.where(prose > 0, pooled(quick_mass) / np.maximum(1.0, prose), 0.0)
        yield f"alike {level}, quick and pure", quick * prose / whole
        for least in (0.02, 0.2, 0.5, 0.8):
            yield f"alike {level} over {least}", share > least
            yield f"alike {level}, quick over {least}", quick > least
        yield f"alike {level}, many", many > 8
        yield f"alike {level}, none", many == 1
        yield f"alike {level}, none, no prose", (many == 1) & ~page.prose
        yield f"alike {level}, mostly, short", (share > 0.5) & short
        yield f"alike {level}, mostly, linked", (share > 0.5) & (page.linked > 0.8)


def _order(page: _Page) -> _Columns:
    """Where a block stands between the headline, the first prose and the last."""
    index, count = page.index, page.count
    title = "".join(page.witnesses.title.split())
    heads = [i for i, squeezed in enumerate(page.squeezed) if squeezed == title]
    heads += [i for i, block in enumerate(page.blocks) if block.place.tag == "h1"]
    head = heads[0] if heads else 0
    first, last = _ends(page.prose, (0, count))
    quick_first, quick_last = _ends(page.prose & page.quick, (first, last))
    yield "before headline", index < head
    yield "after headline", index > head
    yield "just after headline", (index > head) & (index <= head + 5)
    yield "before headline, prose", (index < head) & page.prose
    yield "after last prose", index > last
    yield "before first taken", index < quick_first
    yield "after last taken", index > quick_last
    yield "between taken", (index >= quick_first) & (index <= quick_last)
    yield "prose before first taken", (index < quick_first) & page.prose
    yield "position", np.clip((index - head) / max(1, count), -1, 1)
    passed = np.cumsum(page.mass) / page.total
    yield "passed", passed
    yield "nine tenths passed", passed > 0.9
    yield "nothing passed", passed < 0.02
    back, ahead = _distances(page.prose), _distances(page.prose[::-1])[::-1]
    for near in (2, 4, 8):
        yield f"prose {near} back", back <= near
        yield f"prose {near} ahead", ahead <= near
    yield "between prose", (back <= 1) & (ahead <= 1)
    yield "linked between prose", (page.linked > 0.9) & (back <= 2) & (ahead <= 2)
    yield "page small", np.full(count, page.total < 600)
    yield "page, logarithm", np.full(count, np.log(page.total + 1) / 10)


def _ends(facts: Facts, otherwise: tuple[int, int]) -> tuple[int, int]:
    found = np.flatnonzero(facts)
    return (int(found[0]), int(found[-1])) if len(found) else otherwise


def _distances(facts: Facts) -> Numbers:
    """How many blocks back the next one before is that a fact holds for, itself included; at most _FAR."""
    index = np.arange(len(facts))
    latest = np.maximum.accumulate(np.where(facts, index, -_FAR - 1))
    return np.minimum(_FAR, index - latest).astype(float)


def _depth(page: _Page) -> _Columns:
    """How deep a block stands against the prose."""
    depth = np.array([block.place.depth for block in page.blocks], float)
    among = page.prose & page.quick
    usual = np.median(depth[among]) if among.any() else np.median(depth)
    yield "one deeper", depth == usual + 1
    yield "much higher", depth < usual - 1
    yield "elsewhere, prose", (depth != usual) & page.prose
    yield "higher, prose", (depth < usual) & page.prose
