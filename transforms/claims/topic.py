"""Says which sentences of a long text belong to what it tells of North Koreans, and which to something else on the
page: a column beside it, another story of a digest, a text about prices."""

import re
from collections.abc import Sequence
from functools import cache

from transforms import vocab
from transforms.claims.sentences import Sentence

SHORT = 2_500  # characters of a text that is one story; set on the labelled reports amid other prose
AHEAD, BEHIND = 900, 900  # characters before the first and behind the last mention that may still belong to it
CUES, BRIEF = 2, 300
BLANK_LINE = re.compile(r"\n\s*\n")


def on_topic(flat: str, sentences: Sequence[Sentence], lang: str) -> frozenset[int]:
    """The starts of the sentences that belong to the topic: all of a short text, else those between the first
    and the last block (between blank lines) that names North Koreans, or speaks of work, pay or papers where none does,
    and those of blocks beside them that speak of these things; all where none is found."""
    blocks = _blocks(flat, sentences)
    named = [at for at, block in enumerate(blocks) if _speaks(block, lang, "mention")]
    named = named or [at for at, block in enumerate(blocks) if _is_like(block, lang)]
    if not named or len(flat) <= SHORT:
        return frozenset(sentence.start for sentence in sentences)
    first, last = named[0], named[-1]
    begin, end = blocks[first][0].start, blocks[last][-1].end
    return frozenset(
        sentence.start
        for at, block in enumerate(blocks)
        for sentence in block
        if first <= at <= last or (begin - AHEAD <= sentence.start <= end + BEHIND and _is_like(block, lang))
    )


def _blocks(flat: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences between blank lines."""
    blocks: list[list[Sentence]] = []
    for sentence in sentences:
        if not blocks or BLANK_LINE.search(flat, blocks[-1][-1].end, sentence.start):
            blocks.append([])
        blocks[-1].append(sentence)
    return blocks


def _speaks(block: list[Sentence], lang: str, kind: str) -> bool:
    return any(_pattern(lang, kind).search(sentence.plain) for sentence in block)


def _is_like(block: list[Sentence], lang: str) -> bool:
    """Whether a block holds two different cues, of work, of pay, of papers; one is enough in a short one."""
    said = {match.lower() for sentence in block for match in _pattern(lang, "cue").findall(sentence.plain)}
    return len(said) >= (1 if block[-1].end - block[0].start <= BRIEF else CUES)


@cache
def _pattern(lang: str, kind: str) -> re.Pattern[str]:
    rows = (row["pattern"] for row in vocab.of("topic_words", lang) if row["kind"] == kind)
    return re.compile("|".join(rows) or "(?!)", re.IGNORECASE)
