"""What of a sentence is read already: each number once, and what is told without a number once where it stands."""

import re
from collections.abc import Iterator

from transforms.claims.rows import LEGAL, MONEY, NO_CLAIM, PEOPLE, Wording
from transforms.claims.slots import FIRST, Marked, Span

FLOWS = (*PEOPLE, "location")
LOST = ("death", "injury", "escape", "defection")  # of these people no row behind counts who is there
MANY_SIDED = ("incident", "condition", "demographic")  # "took him hostage and beat him" is two
VALUES = ("value", "or")  # the second is for another order of words in the same pattern


class Taken:
    """What is read already: a number is read once; a claim without one is written once for its type where it stands."""

    def __init__(self) -> None:
        self._values: list[tuple[str, Span]] = []
        self._spans: list[tuple[str, Span]] = []
        self._counted: list[Span] = []  # who is counted there moves or is there: nothing more is said without a number

    def take(self, row: Wording, match: re.Match[str], span: Span, marks: Marked) -> bool:
        """Whether what the match says of a span was free; it is taken then."""
        value = value_span(match)
        side, account = _side(row.kind, row.subtype), _account(row.kind, row.subtype)
        if value is not None and marks.text[value[0]] == FIRST["M"]:  # a fine is no wage
            account = ""
        if value is not None and value[0] in marks.numbers:  # the word that bounds it may end the quote before
            value = (marks.numbers[value[0]].core, value[1])
        if value is not None and any(account == other and _meet(value, place) for other, place in self._values):
            return False
        is_told = row.kind == "incident"  # one sentence tells it in many words: "jumped from a window; both died"
        if value is None and any(side == other and (is_told or _meet(span, place)) for other, place in self._spans):
            return False
        if side == LEGAL and row.subtype is None and self._has_law(span, marks.text):
            return False
        if value is None and row.kind in FLOWS and any(_meet(span, place) for place in self._counted):
            return False
        self._spans.append((side, span))
        if value is not None:
            self._values.append((account, value))
            if row.subtype in LOST:
                self._values.append((_account("headcount", None), value))
        if value is not None and row.kind in PEOPLE:
            self._counted.append(span)
        return True

    def numbers(self, marks: Marked) -> Iterator[int]:
        """Where the numbers stand that are read."""
        values = [value for _, value in self._values]
        return (at for at, number in marks.numbers.items() if any(a <= max(at, number.core) < b for a, b in values))

    def _has_law(self, span: Span, text: str) -> bool:
        """Whether a deadline or a duty stands beside a law that is named as the ground of something."""
        laws = [place for other, place in self._spans if other == LEGAL]
        return any(";" not in text[min(span[1], place[1]) : max(span[0], place[0])] for place in laws)


def _side(kind: str, subtype: str | None) -> str:
    subtype = "defection" if subtype == "escape" else subtype  # who fled to Seoul is not told twice
    return f"{kind}.{subtype}" if kind in MANY_SIDED else kind


def _account(kind: str, subtype: str | None) -> str:
    """The people of an event may stand on each of its sides, and as a headcount too; so may those of a condition."""
    return "" if kind in (*PEOPLE, *MONEY, NO_CLAIM) else _side(kind, subtype)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def value_span(match: re.Match[str]) -> Span | None:
    said = (name for name in VALUES if name in match.re.groupindex and match[name] is not None)
    return next((match.span(name) for name in said), None)
