"""The stretches two texts share, as character spans in both."""

from dataclasses import dataclass

import numpy as np

from transforms.stories.words import Hashes, Words, placed_shingles


@dataclass(frozen=True)
class Passage:
    """`text[start:end]` of one report says what `text[other_start:other_end]` of the other says."""

    start: int
    end: int
    other_start: int
    other_end: int


def shared_passages(words: Words, other: Words) -> list[Passage]:
    """The shared passages in the order of the first text, none overlapping another there; as long as they can be."""
    hashes, firsts = placed_shingles(other.hashes, other.sentence)
    places = dict(zip(hashes[::-1].tolist(), firsts[::-1].tolist(), strict=True))
    hashes, firsts = placed_shingles(words.hashes, words.sentence)
    order = np.argsort(firsts)
    out: list[Passage] = []
    done = 0
    for value, first in zip(hashes[order].tolist(), firsts[order].tolist(), strict=True):
        if first >= done and value in places:
            length = _common_length(words.hashes[first:], other.hashes[places[value] :])
            if length:
                out.append(_passage(words, first, other, places[value], length))
                done = first + length
    return out


def _common_length(words: Hashes, other: Hashes) -> int:
    length = min(len(words), len(other))
    differs = np.flatnonzero(words[:length] != other[:length])
    return int(differs[0]) if len(differs) else length


def _passage(words: Words, i: int, other: Words, j: int, length: int) -> Passage:
    here, there = i + length - 1, j + length - 1
    return Passage(int(words.starts[i]), int(words.ends[here]), int(other.starts[j]), int(other.ends[there]))
