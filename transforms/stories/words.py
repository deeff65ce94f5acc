"""What a text is made of when texts are compared: sentences, tokens, shingles, figures. Knows nothing of stories."""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_UNSPACED_RANGE = "\u3040-\u30ff\u3400-\u9fff"
_WORD = (
    r"\d+(?:[.,]\d+)*"  # 2,000 and 3.5
    rf"|[{_UNSPACED_RANGE}]"  # one kana or Han character
    rf"|[^\W\d_{_UNSPACED_RANGE}]+"  # a word of any other script
)
_TOKEN_OR_END = re.compile(rf"{_WORD}|[.!?](?=\s)|[。！？]|\n+")
_UNSPACED = re.compile(f"[{_UNSPACED_RANGE}]")
# Words are compared three at a time, characters of unspaced scripts six at a time: about the same stretch of meaning.
WORDS_IN_SHINGLE, CHARACTERS_IN_SHINGLE = 3, 6
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
# The lowest bits of a token's number tell what it is.
_NUMBER_BIT, _UNSPACED_BIT, _WORD_BITS = 1, 2, 2
_END = 0  # the token between two sentences
_ANY_NUMBER = np.uint64(_NUMBER_BIT)


@dataclass(frozen=True)
class Words:
    """The words of one text, case folded, without thousands separators: their hashes, the number of the sentence each
    stands in, and their character spans."""

    hashes: Hashes
    sentence: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True)
class Body:
    """What is compared of one text, as sorted hashes without repetition.

    `shingles`, and the number of the sentence each first stands in; `figures`, the words around each number; `stated`,
    the same with the number that stands there first; `joints`, the words on both sides of the end of each sentence:
    they tell the order of the sentences."""

    shingles: Hashes
    sentences: NDArray[np.int32]
    figures: Hashes
    stated: Hashes
    joints: Hashes


@lru_cache(maxsize=1 << 17)
def _number_of(token: str) -> int:
    if token[0] in ".!?。！？\n":
        return _END
    kind = _NUMBER_BIT if token[0].isdigit() else _UNSPACED_BIT if _UNSPACED.match(token) else 0
    written = token.replace(",", "").casefold().encode()
    return ((zlib.crc32(written) << 30 ^ zlib.crc32(written, 7)) << _WORD_BITS | kind | 4) & 0xFFFFFFFFFFFFFFFF


def hashed(text: str) -> int:
    """A number of 64 bits for `text`, the same in every process."""
    return zlib.crc32(text.encode()) << 32 | zlib.crc32(text.encode(), 7)


@lru_cache(maxsize=256)  # an original is read for each of its copies
def words(text: str) -> Words:
    """The words of `text` with their places."""
    spans = [m.span() for m in _TOKEN_OR_END.finditer(text)]
    read = np.fromiter((_number_of(text[start:end]) for start, end in spans), np.uint64, len(spans))
    places = np.array(spans, np.int64).reshape(-1, 2)[read != _END]
    return Words(*_sentences(read), places[:, 0], places[:, 1])


def body(text: str) -> Body:
    """The comparable body of `text`. A text too short for a single shingle counts as one."""
    hashes, sentence = _sentences(np.fromiter(map(_number_of, _TOKEN_OR_END.findall(text)), np.uint64))
    found, places = placed_shingles(hashes, sentence)
    if not len(found) and len(hashes):
        found, places = np.bitwise_xor.reduce(_mixed(hashes, 1), keepdims=True), np.zeros(1, np.int64)
    shingles, first = np.unique(found, return_index=True)
    return Body(shingles, sentence[places[first]], *_figures(hashes, sentence), _joints(hashes, sentence))


def _sentences(read: Hashes) -> tuple[Hashes, NDArray[np.int32]]:
    """The words without the ends of sentences, and the number of the sentence of each."""
    is_word = read != _END
    return read[is_word], np.cumsum(~is_word, dtype=np.int32)[is_word]


def _mixed(words: Hashes, length: int) -> Hashes:
    """The hash of each run of `length` words, by its first."""
    count = max(0, len(words) - length + 1)
    out = np.full(count, length, np.uint64)
    for k in range(length):
        out = (out ^ words[k : k + count]) * _MULTIPLIER
        out ^= out >> np.uint64(29)
    return out


def placed_shingles(words: Hashes, sentence: NDArray[np.int32]) -> tuple[Hashes, NDArray[np.int64]]:
    """Hash and first word of each shingle; none crosses the end of a sentence."""
    is_unspaced = (words & np.uint64(_UNSPACED_BIT)) != 0
    hashes, firsts = [], []
    for length, chosen in ((WORDS_IN_SHINGLE, ~is_unspaced), (CHARACTERS_IN_SHINGLE, is_unspaced)):
        count = max(0, len(words) - length + 1)
        whole = chosen[:count] & (sentence[:count] == sentence[length - 1 : length - 1 + count])
        if whole.any():
            firsts.append(np.flatnonzero(whole))
            hashes.append(_mixed(words, length)[firsts[-1]])
    if not hashes:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(hashes), np.concatenate(firsts)


def _figures(words: Hashes, sentence: NDArray[np.int32]) -> tuple[Hashes, Hashes]:
    """The words around each number, itself and other numbers left out; and with the number that stands there first."""
    is_number = (words & np.uint64(_NUMBER_BIT)) != 0
    at = np.flatnonzero(is_number[1:-1] & (sentence[:-2] == sentence[2:])) + 1
    masked = np.where(is_number, _ANY_NUMBER, words)
    around = (masked[at - 1] * _MULTIPLIER) ^ masked[at + 1]
    keys, first = np.unique(around, return_index=True)
    return keys, np.unique((keys ^ (keys >> np.uint64(31))) * _MULTIPLIER ^ words[at[first]])


def _joints(words: Hashes, sentence: NDArray[np.int32]) -> Hashes:
    ends = np.flatnonzero(sentence[1:] != sentence[:-1])
    return np.unique((words[ends] * _MULTIPLIER) ^ words[ends + 1])


_SCRIPTS = (
    ("hangul", re.compile(r"[가-힣]+")),
    ("kana", re.compile(r"[\u3040-\u30ff]+")),
    ("han", re.compile(r"[\u4e00-\u9fff]+")),
    ("cyrillic", re.compile(r"[а-яё]+")),
    ("latin", re.compile(r"[a-z]+")),
)


def script(text: str) -> str:
    """The script the text is written in: the first of the list that makes up a tenth of it, else `other`."""
    return next((name for name, run in _SCRIPTS if 10 * sum(map(len, run.findall(text))) >= len(text) > 0), "other")
