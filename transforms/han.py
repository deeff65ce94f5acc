"""Chinese in one script: traditional characters as the simplified ones that the vocabulary is written in."""

from functools import cache

from transforms import vocab


def simplified(text: str) -> str:
    """The text with every traditional character of vocab/traditional.csv as its simplified one: one character for one,
    so that offsets stay. Only for Chinese: Japanese writes many of the traditional ones."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {
        ord(old): new
        for row in vocab.rows("traditional")
        for old, new in zip(row["traditional"], row["simplified"], strict=True)
    }
