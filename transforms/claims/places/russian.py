"""Russian names of places: patterns of their case forms and of the adjectives made of them, found by their first
letter."""

import re
from functools import cache

from transforms import vocab

ANY = ""  # forms that do not begin with a certain letter


def pattern() -> re.Pattern[str]:
    """One pattern for all names, the longer forms before the shorter ones."""
    return _pattern()


@cache
def _pattern() -> re.Pattern[str]:
    parts = ["|".join(form for form, _ in _forms().get(ANY, []))]
    parts += [f"(?={letter})(?:{'|'.join(form for form, _ in some)})" for letter, some in _forms().items() if letter]
    parts += [re.escape(row["form"]) for row in vocab.of("ambiguous_places", "ru")]
    return re.compile(rf"(?<!\w)(?P<name>{'|'.join(filter(None, parts))})(?!\w)")


def named(flat: str, start: int, end: int) -> vocab.Place | None:
    """The place whose pattern fits there: a form may ask for what stands beside the name ("в Свободном")."""
    for form, place in (*_compiled(flat[start]), *_compiled(ANY)):
        match = form.match(flat, start)
        if match is not None and match.end() == end:
            return place
    return None


@cache
def _compiled(letter: str) -> list[tuple[re.Pattern[str], vocab.Place]]:
    return [(re.compile(rf"(?:{form})(?!\w)"), place) for form, place in _forms().get(letter, [])]


@cache
def _forms() -> dict[str, list[tuple[str, vocab.Place]]]:
    """Forms with their places by first letter, those of more words and the longer ones first."""
    every = [(form, place) for place in vocab.places() for name in place.names["ru"] for form in _alternatives(name)]
    found: dict[str, list[tuple[str, vocab.Place]]] = {}
    for form, place in sorted(every, key=lambda one: (-one[0].count(" "), -len(one[0]))):
        for letter in _letters(form):
            found.setdefault(letter, []).append((form, place))
    return found


def _letters(form: str) -> tuple[str, ...]:
    both = re.match(r"\[(\w)(\w)\]", form)
    return both.groups() if both else (form[0],) if form[0].isalpha() and form[1:2] not in ("?", "|") else (ANY,)


def _alternatives(name: str) -> list[str]:
    """The branches of a pattern that are not inside brackets."""
    found, depth = [""], 0
    for letter in name:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return found
