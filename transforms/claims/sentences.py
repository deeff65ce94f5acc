"""Cuts a text into sentences and clauses. Offsets always count characters of the whole text."""

import re
from dataclasses import dataclass

# One character for one, so that offsets in the plain text are offsets in the text.
PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "–": "-",
        "—": "-",
        "\u2011": "-",
        "〜": "~",
        "～": "~",
        "，": ",",
        "％": "%",
        "：": ":",
        "；": ";",
        "（": "(",
        "）": ")",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)

ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ltd|Co|Corp|Inc|No|Mr|Mrs|Ms|Dr|St|Gen|Col|vs"
    r"|approx)|\b(?:[A-Za-z]\.)*[A-Z])\.$"
)
STOP = re.compile(
    r"[.!?…][\"')\]]*(?=\s(?! ?(?:Co|Ltd|Inc|Corp|LLC)\b)|$)|(?<=[a-z])\.(?=[A-Z][a-z])|(?<=다)\.(?=\S)"
    r"|[。！？][」』\")]*|\n+"  # 「…。」 ends with its bracket
)


@dataclass(frozen=True)
class Sentence:
    """One sentence: `plain` is the text with straight quotes and plain spaces, of the same length; `start` its place
    in the text."""

    start: int
    plain: str
    paragraph: int

    @property
    def end(self) -> int:
        return self.start + len(self.plain)


def plain(text: str) -> str:
    """The text with straight quotes, hyphens and spaces; same length, character for character."""
    return text.translate(PLAIN)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a line break always ends one, a known abbreviation never does."""
    flat, found, begin, paragraph = plain(text), [], 0, 0
    for stop in STOP.finditer(flat):
        if (
            stop.group()[0] == "."
            and ABBREVIATION.search(flat[begin : stop.start() + 1])
            and not _ends_line(flat, stop.end())
        ):
            continue
        found.append(_sentence(flat, begin, stop.end(), paragraph))
        begin = stop.end()
        paragraph += stop.group()[0] == "\n"
    found.append(_sentence(flat, begin, len(flat), paragraph))
    return tuple(sentence for sentence in found if sentence.plain)


def _ends_line(flat: str, at: int) -> bool:
    return at >= len(flat) or flat[at] == "\n"


def _sentence(flat: str, begin: int, end: int, paragraph: int) -> Sentence:
    piece = flat[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    return Sentence(start, piece.strip(), paragraph)
