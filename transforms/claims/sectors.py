"""The sectors of work that a sentence names."""

from functools import cache, lru_cache

from transforms import vocab
from transforms.caseless import Caseless


def sectors(plain: str, lang: str) -> list[str]:
    """The sectors that a wording names, in the order of the vocabulary."""
    return list(_sectors_named(plain, lang))


@lru_cache(maxsize=64)  # asked for every claim of a sentence
def _sectors_named(plain: str, lang: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, pattern in _sectors(lang) if pattern.search(plain)))


@cache
def _sectors(lang: str) -> list[tuple[str, Caseless]]:
    return [(row["sector"], Caseless(row["pattern"])) for row in vocab.of("sectors", lang)]
