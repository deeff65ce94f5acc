"""Patterns that know no case, laid over text in small letters.

`re.IGNORECASE` looks at every letter of every alternative; in small letters a pattern is skipped by its first letter:
three to four times as fast for the long lists of words that reports are read by.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property

from transforms.required import required, worth

# What is no letter of its own: an escape, the head of a named group.
NO_LETTER = re.compile(r"\\.|\(\?P[<=]\w+|[^\W\d_]", re.DOTALL)
WITH_CASE = "(?-i:"  # a part whose case counts: such a pattern is laid over the text as it is
MOST_CUES = 300  # with more of them the look costs as much as the search


class Caseless:
    """A pattern that fits a text whatever its case. What matches is in small letters, unless `as_written`: take spans,
    not groups. A text that holds none of the words that the pattern asks for is not searched, unless the caller has
    looked for them (`is_looked_for`): it finds them in `needs`."""

    def __init__(self, pattern: str, *, as_written: bool = False, is_looked_for: bool = False) -> None:
        """Raises re.error for a pattern that cannot be read."""
        self.pattern = pattern
        self._is_small = WITH_CASE not in pattern and not as_written
        clauses = required(pattern)
        self.needs = clauses if is_looked_for else ()
        few = (clause for clause in clauses if len(clause) <= MOST_CUES and not is_looked_for)
        self._cues = tuple(sorted(max(few, key=worth, default=())))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        """Made when it is first asked for: most rows of a language fit no sentence of a report."""
        return re.compile(_small(self.pattern)) if self._is_small else re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        small = lowered(text)
        return self._compiled.search(self._of(text, small), start, end) if self._may_fit(small) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.match(self._of(text, lowered(text)), start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        small = lowered(text)
        return self._compiled.finditer(self._of(text, small), start, end) if self._may_fit(small) else iter(())

    def _of(self, text: str, small: str) -> str:
        return small if self._is_small else text

    def _may_fit(self, small: str) -> bool:
        for cue in self._cues:  # a generator takes twice the time of the loop
            if cue in small:
                return True
        return not self._cues


def lowered(text: str) -> str:
    """A text in small letters, of the same length: a letter whose small form is longer stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _small(pattern: str) -> str:
    return NO_LETTER.sub(lambda match: match[0].lower() if len(match[0]) == 1 else match[0], pattern)


@cache
def caseless(pattern: str) -> Caseless:
    """The same pattern every time it is asked for."""
    return Caseless(pattern)
