"""One pattern of many words."""

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """The pattern of any of some literal words, the longest first; of none, one that never fits. Words are grouped by
    their first letter: a letter that begins none is passed over without trying each."""
    found: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in found.items()) or "(?!)"
