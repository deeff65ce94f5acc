"""Says what a wording tells of people: sex, age, whether they are married, where they come from."""

import re
from functools import cache

from transforms import vocab


def traits(quote: str, lang: str) -> dict[str, str] | None:
    """The traits that a quote names, by attribute; an age as it is written. None where it names none."""
    found: dict[str, str] = {}
    for attribute, value, pattern in _rows(lang):
        match = pattern.search(quote)
        if match is not None:
            found.setdefault(attribute, value or match.group())
    return found or None


@cache
def _rows(lang: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = vocab.of("demographics", lang)
    return tuple((row["attribute"], row["value"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)
