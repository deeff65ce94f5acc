"""The stretches two texts share, as character spans in both."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.stories.words import Token, placed_shingles


@dataclass(frozen=True)
class Passage:
    """`text[start:end]` of one report says what `text[other_start:other_end]` of the other says."""

    start: int
    end: int
    other_start: int
    other_end: int


def shared_passages(tokens: list[Token], other: list[Token]) -> list[Passage]:
    """The shared passages in the order of the first text, none overlapping another there; as long as they can be."""
    places: dict[int, int] = {}
    for value, first, _ in placed_shingles(other):
        places.setdefault(value, first)
    out: list[Passage] = []
    done = 0
    for value, first, _ in placed_shingles(tokens):
        if first < done or value not in places:
            continue
        length = _common_length(tokens, first, other, places[value])
        if length:
            out.append(_passage(tokens, first, other, places[value], length))
            done = first + length
    return out


def _common_length(tokens: Sequence[Token], i: int, other: Sequence[Token], j: int) -> int:
    length = 0
    while i + length < len(tokens) and j + length < len(other) and tokens[i + length].text == other[j + length].text:
        length += 1
    return length


def _passage(tokens: Sequence[Token], i: int, other: Sequence[Token], j: int, length: int) -> Passage:
    return Passage(tokens[i].start, tokens[i + length - 1].end, other[j].start, other[j + length - 1].end)
