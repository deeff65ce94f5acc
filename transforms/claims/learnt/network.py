"""Weighs numbers and sentences by what their words mean: two small networks over vectors that were taught elsewhere.

Both are of one shape and were taught by the same reports, in another order and manner; what they say is averaged, for
each errs in its own way (Hansen and Salamon 1990). Over the vectors of a sentence's pieces
(transforms.claims.learnt.vectors) and its slots: three gated convolutions (van den Oord et al. 2016), then for each
thing asked of, be it a number or the whole sentence, attention to the pieces by what they say and how far they stand
(Raffel et al. 2020), the sentences on both sides and the title. bench.network teaches them; they are a third voice
beside rows and words, and never read alone.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from transforms import vocab
from transforms.claims.learnt.vectors import Floats, in_context, of_title, pieces
from transforms.claims.slots import FIRST, REST
from transforms.claims.wordings import Worded

NETWORKS = (1, 2)
PARTS = ("sentence", "asked")
NUMBER, STATEMENT = 0, 1
SLOTS = {letter: at for at, letter in enumerate((*FIRST.values(), *REST.values()), 1)}
DILATIONS = (1, 2, 4)
HEADS = 4
NEAR, FAR, STEP = 8, 16, 4
"""Distances from the thing asked of: each up to NEAR pieces, then STEP of them are one, FAR the last."""


@dataclass(frozen=True)
class Said:
    """Log odds by the labels of the model: of each family, and of each kind against the others."""

    families: Mapping[str, float]
    kinds: Mapping[str, float]


@cache
def weights(network: int) -> dict[str, Floats]:
    """The weights of a network by their names. Raises FileNotFoundError where one of the files is missing."""
    found: dict[str, Floats] = {}
    for part in PARTS:
        found |= unpacked(network, part)
    return found


def unpacked(network: int, part: str) -> dict[str, Floats]:
    """The weights of a part, which are kept in half the width. Raises FileNotFoundError where its file is missing."""
    with np.load(vocab.FOLDER / f"learnt_network_{network}_{part}.npz", allow_pickle=False) as file:
        return {name: own.astype(np.float32) if own.dtype == np.float16 else own for name, own in file.items()}


class Seen:
    """A report as the networks see it: asked of its numbers and its sentences."""

    def __init__(self, read: Sequence[Worded]) -> None:
        found = [pieces(one.scene.plain) for one in read]
        numbers, self.offsets = [own for own, _ in found], [offsets for _, offsets in found]
        marks = [SLOTS.get(one.marks.text[at], 0) for one, own in zip(read, self.offsets, strict=True) for at in own]
        scene = read[0].scene
        lang, title = vocab.LANGUAGES.index(scene.lang), of_title(scene.report.title)
        starts = np.cumsum([0, *map(len, numbers)])
        # The vectors of a long report would take much memory; what networks make of them is a tenth.
        parts = [[own @ weights(network)["inp.weight"] for network in NETWORKS] for own in in_context(numbers)]
        self.views = [
            View(network, np.vstack(inner), starts, marks, lang, title)
            for network, inner in zip(NETWORKS, zip(*parts, strict=True), strict=True)
        ]

    def number(self, at: int, start: int, end: int) -> Said:
        """What is said of the number between two offsets of a sentence."""
        return self._asked(NUMBER, at, *within(self.offsets[at], start, end))

    def sentence(self, at: int) -> Said:
        """What is said of a sentence."""
        return self._asked(STATEMENT, at, 0, len(self.offsets[at]))

    def _asked(self, of: int, at: int, start: int, stop: int) -> Said:
        said = [view.asked(of, at, start, stop) for view in self.views]
        families, kinds = (np.mean(own, axis=0).tolist() for own in zip(*said, strict=True))
        return Said(
            families=dict(zip(_names(f"families.{of}"), families, strict=True)),
            kinds=dict(zip(_names("kinds"), kinds, strict=True)),
        )


class View:
    """A report as one network sees it. `starts`: where the pieces of each sentence begin, and the end; `whole`: a
    vector a sentence."""

    def __init__(
        self, network: int, inner: Floats, starts: NDArray[np.int64], slots: Sequence[int], lang: int, title: Floats
    ) -> None:
        self.network, self.starts, of = network, starts, weights(network)
        self.pieces = _contextual(inner + of["inp.bias"] + of["slot"][slots] + of["lang"][lang], starts, of)
        self.keys = (self.pieces @ of["key.weight"] + of["key.bias"]).reshape(len(slots), HEADS, -1)
        self.values = (self.pieces @ of["val.weight"] + of["val.bias"]).reshape(len(slots), HEADS, -1)
        rows = [self.pieces[start:stop] for start, stop in zip(self.starts, self.starts[1:], strict=False)]
        self.whole = [(own.mean(axis=0) + own.max(axis=0)) / 2 for own in rows]
        self.title = np.tanh(title @ of["tit.weight"] + of["tit.bias"])

    def asked(self, of: int, at: int, start: int, stop: int) -> tuple[Floats, Floats]:
        """Log odds of families and of kinds, of the pieces from `start` to `stop` of a sentence."""
        own, known = slice(*self.starts[at : at + 2]), weights(self.network)
        hidden, task = self.pieces[own], known["task"][of]
        meant, first = hidden[start:stop].mean(axis=0), hidden[start]
        asks = np.concatenate([meant, (first + hidden[stop - 1]) / 2, task]) @ known["qn.weight"] + known["qn.bias"]
        away = known["rel"][distances(len(hidden), start, stop)]
        heard = listened(self.keys[own], self.values[own], asks, away)
        nothing = np.zeros_like(first)
        before = self.whole[at - 1] if at else nothing
        behind = self.whole[at + 1] if at + 1 < len(self.whole) else nothing
        told = np.concatenate([meant, first, heard, self.whole[at], before, behind, self.title + task])
        inner = silu(told @ known[f"mlp.{of}.weight"] + known[f"mlp.{of}.bias"])
        families, kinds = (inner @ known[f"{to}.{of}.weight"] + known[f"{to}.{of}.bias"] for to in ("out", "kind"))
        return families, kinds


def listened(keys: Floats, values: Floats, asks: Floats, away: Floats) -> Floats:
    """The values of all pieces, each by how well its key answers what is asked and how far it stands."""
    asks = asks.reshape(HEADS, -1)
    scores = np.einsum("lhd,hd->lh", keys, asks) / np.sqrt(asks.shape[1], dtype=np.float32) + away
    shares = np.exp(scores - scores.max(axis=0))
    heard: Floats = np.einsum("lh,lhd->hd", shares / shares.sum(axis=0), values).ravel()
    return heard


@cache
def _names(of: str) -> tuple[str, ...]:
    return tuple(map(str, weights(NETWORKS[0])[of]))


def _contextual(hidden: Floats, starts: NDArray[np.int64], of: Mapping[str, Floats]) -> Floats:
    """The pieces of all sentences, each with those near it in its sentence; zeros stand for what is not there."""
    total = len(hidden)
    sentence = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    sentence = np.append(sentence, -1)
    for layer, dilation in enumerate(DILATIONS):
        name = f"conv.{layer}"
        normed = np.vstack([_normed(hidden, of, name + ".n"), np.zeros((1, hidden.shape[1]), np.float32)])
        near = np.arange(total)[:, None] + np.array([-dilation, 0, dilation])
        near[(near < 0) | (near > total)] = total
        near[sentence[near] != sentence[:total, None]] = total
        beside = normed[near].reshape(total, -1)
        value, gate = np.split(beside @ of[name + ".c.weight"] + of[name + ".c.bias"], 2, axis=1)
        hidden = hidden + silu(gate) * value
    return _normed(hidden, of, "on")


def _normed(hidden: Floats, of: Mapping[str, Floats], name: str) -> Floats:
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + 1e-5)
    normed: Floats = centred / spread * of[name + ".weight"] + of[name + ".bias"]
    return normed


def silu(of: Floats) -> Floats:
    """The sigmoid-weighted linear unit (Elfwing et al. 2018)."""
    active: Floats = of / (1 + np.exp(-of))
    return active


def within(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The pieces that the characters from `start` to `end` stand in: the first, and behind the last."""
    first, last = (max(0, bisect_right(offsets, at) - 1) for at in (start, max(start, end - 1)))
    return first, last + 1


def distances(length: int, start: int, stop: int) -> NDArray[np.int64]:
    """Where each piece of a sentence stands from those asked of, as a row of the table of distances."""
    at = np.arange(length)
    away = np.where(at < start, at - start, np.where(at >= stop, at - stop + 1, 0))
    far = np.sign(away) * np.minimum(NEAR + (abs(away) - NEAR) // STEP, FAR)
    steps: NDArray[np.int64] = np.where(abs(away) < NEAR, away, far) + FAR
    return steps
