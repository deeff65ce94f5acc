"""Says which letters a text must hold for a pattern to fit."""

import re
from re import IGNORECASE, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Clause = frozenset[str]
LOOKS = (_constants.ASSERT, _constants.ASSERT_NOT)
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
SLOT_WORTH = 3  # a mark stands in most sentences: a word of four letters says more


def required(pattern: str) -> tuple[Clause, ...]:
    """Sets of strings in small letters; of each set at least one stands in every text that the pattern fits (compared
    in small letters). Empty where nothing is certain. Raises re.error for a pattern that cannot be read."""
    parsed = _parser.parse(pattern, IGNORECASE)
    _check(parsed)
    return tuple(_clauses(list(parsed)))


def _check(parsed: Any) -> None:
    """Raises re.error for a look behind of no certain width, which the parser lets pass."""
    for operation, value in parsed:
        if operation in LOOKS and value[0] < 0 and len({*value[1].getwidth()}) > 1:
            raise re.error("look-behind requires fixed-width pattern")
        for part in value if isinstance(value, tuple | list) else (value,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, _parser.SubPattern):
                    _check(inner)


def _clauses(items: list[tuple[Any, Any]]) -> list[Clause]:
    found: list[Clause] = []
    run: list[tuple[Any, Any]] = []
    for item in items:
        operation, value = item
        if operation is _constants.LITERAL:
            run.append(item)
            continue
        if operation is _constants.BRANCH:
            found += _either([run + list(branch) for branch in value[1]])
            run = []
            continue
        found += _said(run)
        run = []
        found += _inside(operation, value)
    return found + _said(run)


def _inside(operation: Any, value: Any) -> list[Clause]:
    if operation is _constants.IN:
        letters = [_said([item]) if item[0] is _constants.LITERAL else [] for item in value]
        return [frozenset[str]().union(*(clause for (clause,) in letters))] if all(letters) else []
    if operation is _constants.SUBPATTERN:
        return _clauses(list(value[3]))
    if operation in REPEATS and value[0] >= 1:
        return _clauses(list(value[2]))
    if operation is _constants.ASSERT and value[0] == 1:
        return _clauses(list(value[1]))
    return []


def _either(branches: list[list[tuple[Any, Any]]]) -> list[Clause]:
    """One clause for a choice: the best of each branch; none where a branch asks for nothing."""
    best = [max(_clauses(branch), key=worth, default=frozenset[str]()) for branch in branches]
    return [frozenset().union(*best)] if all(best) else []


def _said(run: list[tuple[Any, Any]]) -> list[Clause]:
    word = "".join(chr(value) for _, value in run).lower()
    return [frozenset([word])] if len(word) > 1 or (word and (not word.isascii() or word == "%")) else []


def worth(clause: Clause) -> int:
    return min(SLOT_WORTH if any("\ue000" <= letter <= "\uf8ff" for letter in word) else len(word) for word in clause)
