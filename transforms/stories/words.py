"""What a text is made of when texts are compared: sentences, tokens, shingles, figures. Knows nothing of stories."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.stories.published import Published

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*"  # 2,000 and 3.5
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # one kana or Han character
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+"  # a word of any other script
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Words are compared three at a time, characters of unspaced scripts six at a time: about the same stretch of meaning.
WORDS_IN_SHINGLE, CHARACTERS_IN_SHINGLE = 3, 6
_MASK = (1 << 61) - 1


@dataclass(frozen=True)
class Token:
    """One word, number or unspaced character; `start` and `end` are character offsets in the text."""

    text: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Body:
    """What is compared of one text. `shingles`: hash -> number of the first sentence holding it. `figures`: the words
    around a number -> that number, as written there."""

    shingles: dict[int, int]
    figures: dict[int, str]
    published: Published


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of the sentences of `text`, in order; a line break always ends one."""
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def tokens(text: str) -> list[Token]:
    """All tokens of `text`, case folded, thousands separators taken out."""
    out = []
    for number, (start, end) in enumerate(sentences(text)):
        for m in _TOKEN.finditer(text, start, end):
            out.append(Token(m.group().replace(",", "").casefold(), m.start(), m.end(), number))
    return out


@lru_cache(maxsize=1 << 16)
def _token_hash(text: str) -> int:
    return zlib.crc32(text.encode()) + 1


def _hash(texts: tuple[str, ...]) -> int:
    value = len(texts)
    for text in texts:
        value = (value * 0x9E3779B97F4A7C15 + _token_hash(text)) & _MASK
    return value


def placed_shingles(found: list[Token]) -> Iterator[tuple[int, int, int]]:
    """(hash, first token, token after the last) of each shingle; none crosses the end of a sentence."""
    for i, token in enumerate(found):
        n = CHARACTERS_IN_SHINGLE if _UNSPACED.match(token.text) else WORDS_IN_SHINGLE
        window = found[i : i + n]
        if len(window) == n and window[-1].sentence == token.sentence:
            yield _hash(tuple(t.text for t in window)), i, i + n


def _figures(found: list[Token]) -> dict[int, str]:
    out: dict[int, str] = {}
    for before, token, after in zip(found, found[1:], found[2:], strict=False):
        if token.text[0].isdigit() and before.sentence == after.sentence:
            out.setdefault(_hash((_masked(before.text), _masked(after.text))), token.text)
    return out


def _masked(text: str) -> str:
    return "0" if text[0].isdigit() else text


def body(text: str, published: Published) -> Body:
    """The comparable body of `text`. A text too short for a single shingle counts as one."""
    found = tokens(text)
    shingles: dict[int, int] = {}
    for value, first, _ in placed_shingles(found):
        shingles.setdefault(value, found[first].sentence)
    if not shingles and found:
        shingles[_hash(tuple(t.text for t in found))] = 0
    return Body(shingles, _figures(found), published)


_SCRIPTS = (
    ("hangul", re.compile(r"[가-힣]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("han", re.compile(r"[\u4e00-\u9fff]")),
    ("cyrillic", re.compile(r"[а-яё]")),
    ("latin", re.compile(r"[a-z]")),
)


def script(text: str) -> str:
    """The script the text is written in: the first of the list that makes up a tenth of it, else `other`."""
    return next((name for name, letter in _SCRIPTS if 10 * len(letter.findall(text)) >= len(text) > 0), "other")
