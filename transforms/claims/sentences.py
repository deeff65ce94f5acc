"""Cuts a text into sentences and clauses. Offsets always count characters of the whole text."""

import re
from collections.abc import Iterator
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
        # letters that `re.IGNORECASE` takes for others and `str.lower` does not
        "ı": "i",
        "İ": "I",
        "ſ": "s",
        "\u212a": "K",
        **dict(zip("\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86", "вдосттъ", strict=True)),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)

ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ltd|Co|Corp|Inc|No|Mr|Mrs|Ms|Dr|St|Gen|Col|vs"
    r"|approx|им|ул)|\b(?:[A-Za-z]\.)*[A-Z])\.$"
)
ONWARD = re.compile(r"\s[а-яё]")  # "1,5 тыс. рублей", "2019 г. и позже": a Russian sentence begins with a capital
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


# No reporter writes longer ones; what a page runs together without a stop is cut at its commas, for time grows with the
# square of a sentence.
LENGTH_MAX = 1000


def plain(text: str) -> str:
    """The text with straight quotes, hyphens and spaces; same length, character for character."""
    return text.translate(PLAIN)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a line break always ends one, a known abbreviation never does. None is longer
    than LENGTH_MAX."""
    flat, begin, paragraph = plain(text), 0, 0
    found: list[Sentence] = []
    for stop in STOP.finditer(flat):
        if (
            stop.group()[0] == "."
            and not _ends_line(flat, stop.end())
            and (ONWARD.match(flat, stop.end()) or ABBREVIATION.search(flat[begin : stop.start() + 1]))
        ):
            continue
        found += _pieces(flat, begin, stop.end(), paragraph)
        begin = stop.end()
        paragraph += stop.group()[0] == "\n"
    found += _pieces(flat, begin, len(flat), paragraph)
    return tuple(sentence for sentence in found if sentence.plain)


def _ends_line(flat: str, at: int) -> bool:
    return at >= len(flat) or flat[at] == "\n"


def _pieces(flat: str, begin: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while end - begin > LENGTH_MAX:
        cut = max(flat.rfind(mark, begin + 1, begin + LENGTH_MAX) for mark in (", ", "; ", ",", "、"))
        if cut < 0:
            cut = flat.rfind(" ", begin + 1, begin + LENGTH_MAX)
        cut = cut + 1 if cut >= 0 else begin + LENGTH_MAX
        yield _sentence(flat, begin, cut, paragraph)
        begin = cut
    yield _sentence(flat, begin, end, paragraph)


def _sentence(flat: str, begin: int, end: int, paragraph: int) -> Sentence:
    piece = flat[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    return Sentence(start, piece.strip(), paragraph)
