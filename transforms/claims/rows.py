"""The rows of vocab/wordings_<lang>.csv: each a pattern over a sentence whose slots are marked, and what it asserts.

A pattern is a regular expression in which `{W}` stands for a slot (see slots.SLOTS), `<sent>` for a class of words
(vocab/word_classes.csv), `{_}` and `{__}` for a short and a long gap, `{~}` for a gap that passes no word of the class
`break`, `{n}` for a number that is not the value, `{X}` for a capitalised name, `{V}` for a sum or for a bare number
whose currency the text named before. The first row of a file that fits a number reads it; a row of type `none` says
that what it fits is no claim.

Groups have meanings: `value` is the number or sum asserted (if none is named so, the first {C}, {N}, {M}, {V} or {S} of
the pattern), `or` the same in another branch, `claim` the span quoted (else the whole match), `company` and
`attribution` go into their fields, `targets` is a stretch in which each name is a claim of its own, any other goes into
`details`. Fields beside those of a claim: `least` and `most` bound a sum, `old` is the subtype of a figure long past,
`count` is a value that no numeral says ("a worker died"); `seen`, `here` and `near` are what must stand in the match,
the sentence and the sentences up to here, `unless` is what must not stand in the sentence, `after` what must not end
just before the match.
`firm` says `yes` where the reading is trusted, `last` where the row is tried after all others.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from transforms import vocab
from transforms.caseless import Caseless
from transforms.claims.cues import Cues
from transforms.claims.numbers import Number
from transforms.claims.slots import FIRST, REST, slot_pattern

PEOPLE = ("headcount", "movement")
LEGAL = "legal"
NO_CLAIM = "none"  # a row that only takes what it reads from the others
MONEY = ("wage", "revenue", "levy")
VALUED = "CUNMS"
# A gap may pass over one slot of places, times or people, but never over another number, and not out of the clause.
_LETTER = f"[^,.;:!?。！？；{''.join(map(FIRST.__getitem__, VALUED))}]"
# Within a clause other numbers may stand between, if they count neither people nor money: "300 came in 10 buses".
_IN_CLAUSE = f"[^.;:!?。！？；{''.join(map(FIRST.__getitem__, 'CMS'))}]"
GAPS = {"_": f"{_LETTER}{{0,24}}?", "__": f"(?:{_LETTER}|[,:]){{0,70}}?"}
_CAPITAL = f"(?-i:(?:[A-ZА-ЯЁ][\\w&.'-]*|{slot_pattern('P')}))"
NAME = f"{_CAPITAL}(?: (?:{_CAPITAL}|of|and|&|de|du))*(?<!and)(?<!of)"
# What may stand behind a bare number that is a sum: no noun that it could count.
BARE = (
    rf"{slot_pattern('N')}(?=[^\w\ue000-\uf8ff]*$| {FIRST['T']}|[.,;:!?)\"\u201d\u2019]"
    r"| (?:an?|per|each|every|for|to|is|are|was|were|go(?:es)?|went"
    r"|since|from|in|back|out|at|and|or|but|before|after|on|apiece|monthly|less|more"
    r"|which|of which|of it|of that|of this)\b"
    r"| (?:в|на|за|из|и|а|но|с|до|от|после|чтобы|ежемесячно|уход\w+|ушл\w+|забира\w+|оста\w+|отда\w+|ид[её]т|шл[оаи])\b"
    r"| - (?:в|на|за|себе|им|государств|парти|компани|посольств|Пхеньян|рабоч)\w*)"
)
SUM = f"(?:{slot_pattern('M')}|{BARE})"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is asserted, whoever reads it; `fields` are added to the claim."""

    rule: str
    kind: str
    subtype: str | None
    polarity: str | None = None
    unit: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    is_firm: bool = False
    is_last: bool = False
    old: str | None = None


@dataclass(frozen=True, kw_only=True)
class Wording(Said):
    """One row: of each set in `pattern.needs` one string must stand in the marked sentence, in small letters, or it
    cannot fit."""

    pattern: Caseless
    least: float
    most: float
    asked: Mapping[str, Caseless]


@cache
def wordings(lang: str) -> tuple[Wording, ...]:
    """The rows of a language in file order, those marked `last` behind all others. Raises ValueError that names the row
    for a pattern that cannot be read."""
    rows = sorted(vocab.rows(f"wordings_{lang}"), key=lambda row: row["firm"] == "last")
    return tuple(_wording(row, lang) for row in rows)


@cache
def cues(lang: str) -> Cues:
    return Cues([row.pattern.needs for row in wordings(lang)])


def _wording(row: Mapping[str, str], lang: str) -> Wording:
    fields = dict(part.split("=", 1) for part in row["fields"].split(";") if part)
    pattern = _compiled(row["rule"], _expanded, row["pattern"], lang)
    return Wording(
        rule=row["rule"],
        kind=row["type"],
        subtype=row["subtype"] or None,
        pattern=pattern,
        polarity=row["polarity"] or None,
        unit=row["unit"] or None,
        fields=_spread(fields),
        is_firm=row["firm"] == "yes",
        is_last=row["firm"] == "last",
        old=fields.get("old"),
        least=float(fields.get("least", 0)),
        most=float(fields.get("most", "inf")),
        asked={name: _compiled(row["rule"], _with_classes, fields[name], lang) for name in ASKED if name in fields},
    )


FIELDS = ("period", "currency", "scope", "precision", "except")
ASKED = ("seen", "here", "near", "unless", "after")
OF_THE_ROW = ("flag", "place", "old", "count", "least", "most", *ASKED)


def _spread(fields: Mapping[str, str]) -> dict[str, Any]:
    """`flags` is a list, `place` the only place, `except` a country outside of which it holds, an empty field is none,
    what is no field of a claim goes into `details`."""
    own: dict[str, Any] = {name: fields[name] or None for name in FIELDS if name in fields}
    if "place" in fields:
        own["places"] = [fields["place"]]
    if "flag" in fields:
        own["flags"] = [fields["flag"]]
    if "count" in fields:
        own["number"] = Number(0, 0, 0, float(fields["count"]), float(fields["count"]), "exact")
    details = {name: value for name, value in fields.items() if name not in own and name not in OF_THE_ROW}
    return {**own, **({"details": details} if details else {})}


def _compiled(rule: str, written_out: Callable[[str, str], str], pattern: str, lang: str) -> Caseless:
    try:
        return Caseless(written_out(pattern, lang), is_looked_for=True)
    except (re.error, KeyError, ValueError) as error:
        raise ValueError(f"vocab/wordings_{lang}.csv: {rule} cannot be read: {error} in {pattern!r}") from error


def _expanded(pattern: str, lang: str) -> str:
    worded_out = _with_classes(_without_groups(pattern), lang)
    is_named = "(?P<value>" in pattern

    def slot(match: re.Match[str]) -> str:
        nonlocal is_named
        name = match[1]
        if name == "~":
            return f"(?:(?!{_classes(lang)['break']}){_IN_CLAUSE}){{0,60}}?"
        if name == "n":
            return slot_pattern("N")
        if name in GAPS or name == "X":
            return f"(?:{GAPS.get(name, NAME)})"
        form = SUM if name == "V" else f"(?:{slot_pattern(name)})"
        if name in VALUED + "V" and not is_named:
            is_named = True
            return f"(?P<value>{form})"
        return form

    # In brackets a slot means its letters: [^。{C}] is no number of people.
    worded_out = re.sub(r"(?<!\\)\[[^\]]*\]", lambda match: SLOT.sub(_letters, match[0]), worded_out)
    expanded = re.sub(r"\{([A-Zn]|_{1,2}|~)\}", slot, worded_out).replace("\0", "<")
    return rf"(?<!\w)(?:{expanded})" if lang == "ru" else expanded  # its patterns begin with stems


SLOT = re.compile(r"\{([A-Z])\}")
DEEPEST_CLASS = 5


def _letters(match: re.Match[str]) -> str:
    return FIRST[match[1]] + REST[match[1]]


def _with_classes(pattern: str, lang: str) -> str:
    """A pattern with its classes of words written out; a class may name others."""
    for _ in range(DEEPEST_CLASS):
        deeper = re.sub(r"<(\w+)>", lambda match: _classes(lang)[match[1]], pattern)
        if deeper == pattern:
            return pattern
        pattern = deeper
    raise ValueError("a class of words that names itself")


def _without_groups(pattern: str) -> str:
    """The names of groups kept apart from classes of words: both are written with < and >."""
    return re.sub(r"\(\?(P?)<(?=[\w=!])", "(?\\1\0", pattern)


@cache
def _classes(lang: str) -> dict[str, str]:
    return {row["name"]: f"(?:{row['pattern']})" for row in vocab.of("word_classes", lang)}
