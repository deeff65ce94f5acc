"""Words of a text and what stands in a row, as the linear models look at them (see odds.py): `en:were sent` stands for
two words of English, `ko:~파견` for syllables within a word, `{C}` for a slot, which is the same in every language."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

BY_CHARACTER = ("zh", "ja")
LONGEST_RUN = 4  # characters in a row of a script without spaces
RUSSIAN_STEM = 5  # letters that the case forms of a word share
KOREAN_RUN = 3  # syllables in a row of a Korean word: its stem and its particle
HEAD = 5  # letters at the head of a word that it shares with others of its family


@cache
def stem(word: str, lang: str) -> str:
    """A word in small letters without what its forms end with in English and Russian; others as they are."""
    if lang == "ru":
        return word[:RUSSIAN_STEM]
    if lang == "en":
        for ending in ("ing", "ed", "es", "s", "ly"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word.removesuffix(ending)
    return word


def runs(words: Sequence[str], lang: str) -> set[str]:
    """The words of a text and those that stand in a row."""
    head = f"{lang}:"  # as `named` says, without a call for each
    return {run if run[0] == "{" and run[-1] == "}" else head + run for run in _runs(words, lang)}


def named(run: str, lang: str) -> str:
    """Slots are the same in every language."""
    return run if run.startswith("{") and run.endswith("}") else f"{lang}:{run}"


def _runs(words: Sequence[str], lang: str) -> Iterator[str]:
    if lang in BY_CHARACTER:
        for length in range(1, LONGEST_RUN + 1):
            yield from ("".join(words[at : at + length]) for at in range(len(words) - length + 1))
    else:
        yield from words
        yield from (f"{one} {other}" for one, other in pairwise(words))
        for word in words:
            if lang == "ko":
                yield from syllables(word)
            elif len(word) > HEAD:
                yield f"~{word[:HEAD]}"


def syllables(word: str) -> Iterator[str]:
    """The syllables of a Korean word, one to three in a row; a slot has none."""
    if not word.startswith("{"):
        for length in range(1, KOREAN_RUN + 1):
            yield from (f"~{word[at : at + length]}" for at in range(len(word) - length + 1))
