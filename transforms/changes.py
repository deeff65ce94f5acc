"""What changed from one reading of a report to the next: the words, and what stands out among them. Pure.

Figures, dates and places that became others, a note that a report is withdrawn or corrected, title and day of
publication; each with its spans in both texts, and one plain sentence over all.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from transforms.claims.sentences import sentences
from transforms.figures import READ_CHARACTERS, Figure, Kind, figures
from transforms.textdiff import Edit, edits, place_in_new, readable
from transforms.withdrawal import Notice, notice

Trait = Literal[
    "withdrawn", "corrected", "number", "date", "place", "title", "published", "cut", "words", "moved", "marks"
]
TRAITS: tuple[Trait, ...] = (
    "withdrawn", "corrected", "number", "date", "place", "title", "published", "cut", "words", "moved", "marks",
)  # fmt: skip
"""What a change is about, the weightiest first. cut: most of the text is gone and nothing came; moved: the same
paragraphs in another order; marks: nothing but punctuation and white space."""

_IN_UNSPACED = re.compile(r"[^。！？\s][^。！？]*[。！？」』]*")
_QUOTE_CHARACTERS = 300
_FIGURES_MAX = 200
# A text that keeps less than this share of its length, with hardly a new word, was cut to a teaser.
_CUT_SHARE, _CUT_NEW_CHARACTERS = 0.5, 40
_FIGURES_TOLD = 3


@dataclass(frozen=True)
class Side:
    """One side of a change: `words` is `[start:end]` of that side's text (or title), `quote` the sentence around it."""

    words: str
    start: int
    end: int
    quote: str
    unit: str | None = None
    value_min: float | None = None
    value_max: float | None = None


@dataclass(frozen=True)
class FigureChange:
    """A figure that became another; `before` or `after` is None where it was put in or taken out."""

    kind: Kind
    before: Side | None
    after: Side | None
    is_in_title: bool = False


@dataclass(frozen=True)
class Changes:
    """What changed. `edits` lead from the old text to the new one; `note` is what the outlet says of it, where it did
    not say so before; `title` and `published` are (before, after), None where they stayed. `is_partial`: more figures
    changed than are told, or words changed behind what is read of a very long text."""

    traits: tuple[Trait, ...]
    edits: tuple[Edit, ...]
    figures: tuple[FigureChange, ...]
    note: Notice | None
    title: tuple[str | None, str | None] | None
    published: tuple[str | None, str | None] | None
    diff: str
    is_partial: bool = False


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """What changed between two readings `{title, text, date (ISO day or None), language}` of one report; nothing for
    readings that say the same. Exchanged readings give the same figures with their sides exchanged."""
    found = edits(old["text"], new["text"])
    note = _new_note(old, new)
    changed = _figure_changes(old["text"], new["text"], found, _language(old, new), (notice_of(old), notice_of(new)))
    changed += [replace(one, is_in_title=True) for one in _title_changes(old, new)]
    title = _pair(old["title"], new["title"])
    lines = readable(old["text"], new["text"], found)
    return Changes(
        traits=_traits(old["text"], new["text"], found, changed, note, title, _pair(old["date"], new["date"])),
        edits=found,
        figures=tuple(changed[:_FIGURES_MAX]),
        note=note,
        title=title,
        published=_pair(old["date"], new["date"]),
        diff="\n".join(filter(None, [_title_line(title), lines])),
        is_partial=len(changed) > _FIGURES_MAX or _reaches(found, READ_CHARACTERS),
    )


def _reaches(found: Sequence[Edit], characters: int) -> bool:
    return any(max(edit.old_end, edit.new_end) > characters for edit in found)


def _pair(old: str | None, new: str | None) -> tuple[str | None, str | None] | None:
    return (old, new) if old != new else None


def _language(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """The language that both are read in: of two that disagree, the first by name, so that the way back is the same."""
    said = sorted({one["language"] for one in (old, new) if one["language"] is not None})
    return said[0] if said else None


def notice_of(reading: Mapping[str, Any]) -> Notice | None:
    """What a reading says of itself: withdrawn or corrected."""
    return notice(reading["title"], reading["text"], reading["language"])


def _new_note(old: Mapping[str, Any], new: Mapping[str, Any]) -> Notice | None:
    before, after = notice_of(old), notice_of(new)
    is_known = before is not None and after is not None and (before.kind, before.quote) == (after.kind, after.quote)
    return None if is_known else after


def _title_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FigureChange]:
    before, after = old["title"] or "", new["title"] or ""
    return _figure_changes(before, after, edits(before, after), _language(old, new), (None, None))


def _title_line(title: tuple[str | None, str | None] | None) -> str:
    if title is None:
        return ""
    before, after = (part or "" for part in title)
    return f"title: {readable(before, after, edits(before, after))}"


# --- figures -------------------------------------------------------------------------------------------------------


def _figure_changes(
    old: str, new: str, found: Sequence[Edit], lang: str | None, notes: tuple[Notice | None, Notice | None]
) -> list[FigureChange]:
    """Figures of the one text that became others in the other, in the order of the text; those in a note about the
    report itself are not its figures."""
    if old > new:
        back = _figure_changes(new, old, [edit.swapped() for edit in found], lang, (notes[1], notes[0]))
        return [replace(one, before=one.after, after=one.before) for one in back]
    olds = [one for one in figures(old, lang) if not _is_within(one, notes[0])] if found else []
    news = [one for one in figures(new, lang) if not _is_within(one, notes[1])] if found else []
    pairs, olds, news = _standing(olds, news, found)
    for place in (_edit_of(found), _paragraph_of(old, new, found), lambda figure, _is_old: figure.key):
        more, olds, news = _paired(olds, news, place)
        pairs += more
    # a day or a town that came or went with its sentence is no change of what is dated; a number says something
    pairs += [(one, None) for one in olds if one.kind == "number"]
    pairs += [(None, one) for one in news if one.kind == "number"]
    told = sorted((pair for pair in pairs if not _says_the_same(*pair)), key=_order)
    return [_change(old, new, *pair) for pair in told[: _FIGURES_MAX + 1]]  # one more says that there are more


def _is_within(figure: Figure, note: Notice | None) -> bool:
    return note is not None and not note.is_in_title and note.start <= figure.start < note.end


Pairs = list[tuple[Figure | None, Figure | None]]


def _says_the_same(old: Figure | None, new: Figure | None) -> bool:
    return old is not None and new is not None and (old.kind, old.key) == (new.kind, new.key)


def _standing(
    olds: Sequence[Figure], news: Sequence[Figure], found: Sequence[Edit]
) -> tuple[Pairs, list[Figure], list[Figure]]:
    """Figures that no edit took out, with the one that stands there now; and those that are left on either side."""
    at = {place: new for new in news for place in range(new.start, new.end)}
    pairs: Pairs = []
    left, taken = [], set()
    for old in olds:
        place = place_in_new(found, old.start if old.core is None else old.core)
        new = at.get(place) if place is not None else None
        if new is not None and new.kind == old.kind and id(new) not in taken:
            pairs.append((old, new))
            taken.add(id(new))
        else:
            left.append(old)
    return pairs, left, [new for new in news if id(new) not in taken]


PlaceOf = Callable[[Figure, bool], object]


def _edit_of(found: Sequence[Edit]) -> PlaceOf:
    """Figures that one edit made of one another: the edit's number; None for a figure that none touched."""
    ends = ([edit.old_end for edit in found], [edit.new_end for edit in found])

    def place(figure: Figure, is_old: bool) -> object:
        at = bisect_right(ends[0 if is_old else 1], figure.start)
        starts = [edit.old_start if is_old else edit.new_start for edit in found[at : at + 1]]
        return at if starts and starts[0] < figure.end else None

    return place


def _paragraph_of(old: str, new: str, found: Sequence[Edit]) -> PlaceOf:
    """Figures of one paragraph that count the same thing: where it stands in the new text, and what is counted."""

    def place(figure: Figure, is_old: bool) -> object:
        line = (old if is_old else new).rfind("\n", 0, figure.start) + 1
        first = place_in_new(found, line) if is_old else line
        return None if first is None or figure.unit is None else (first, figure.unit.lower())

    return place


def _paired(olds: Sequence[Figure], news: Sequence[Figure], place: PlaceOf) -> tuple[Pairs, list[Figure], list[Figure]]:
    """Figures of one kind at one `place`, paired; and those that are left on either side."""
    sides: dict[tuple[Kind, object], tuple[list[Figure], list[Figure]]] = {}
    for side, ours in enumerate((olds, news)):
        for one in ours:
            at = place(one, side == 0)
            if at is not None:
                sides.setdefault((one.kind, at), ([], []))[side].append(one)
    pairs = [pair for here, there in sides.values() for pair in _matched(here, there)]
    done = {id(one) for pair in pairs for one in pair}
    return pairs, [one for one in olds if id(one) not in done], [one for one in news if id(one) not in done]


def _matched(here: list[Figure], there: list[Figure]) -> Pairs:
    """The same figures first, then those that count the same thing, then in order."""
    pairs: Pairs = []
    for same in (
        lambda one: (one.key,),
        lambda one: (one.unit,) if one.unit is not None else None,
        lambda one: (),
    ):  # fmt: skip
        waiting: dict[object, list[Figure]] = {}
        for one in there:
            waiting.setdefault(same(one), []).append(one)
        now = [(one, waiting[same(one)].pop(0)) for one in here if same(one) is not None and waiting.get(same(one))]
        done = {id(one) for pair in now for one in pair}
        here, there = ([one for one in side if id(one) not in done] for side in (here, there))
        pairs += now
    return pairs


def _change(old: str, new: str, before: Figure | None, after: Figure | None) -> FigureChange:
    kind = before.kind if before is not None else after.kind  # type: ignore[union-attr]
    is_bound_same = before is not None and after is not None and before.key[2:] == after.key[2:]
    return FigureChange(kind, _side(old, before, is_bound_same), _side(new, after, is_bound_same))


def _side(text: str, figure: Figure | None, is_bound_same: bool) -> Side | None:
    """The words of a figure; without "about" and the like where the other side has the same bound."""
    if figure is None:
        return None
    start = figure.core if is_bound_same and figure.core is not None else figure.start
    values = (figure.unit, figure.value_min, figure.value_max)
    return Side(text[start : figure.end], start, figure.end, _quote(text, start, figure.end), *values)


def _quote(text: str, start: int, end: int) -> str:
    """The sentence that holds a span, cut around the span where it is long."""
    line = max(text.rfind("\n", 0, start) + 1, start - _QUOTE_CHARACTERS)
    stop = text.find("\n", end, end + _QUOTE_CHARACTERS)
    paragraph = text[line : end + _QUOTE_CHARACTERS if stop < 0 else stop]
    here, there = line, line + len(paragraph)
    for first, last in _sentences(paragraph):
        here = line + first if first <= start - line < last else here
        there = line + last if first < end - line <= last else there
    here = max(here, end - _QUOTE_CHARACTERS)
    return text[here : min(there, here + _QUOTE_CHARACTERS)]


def _sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    for one in sentences(paragraph):
        for match in _IN_UNSPACED.finditer(paragraph, one.start, one.end):
            yield match.span()


def _order(pair: tuple[Figure | None, Figure | None]) -> tuple[int, bool, int, int]:
    """Numbers before dates before places, those that became others before those put in or taken out, then the text."""
    kinds: tuple[Kind, ...] = ("number", "date", "place")
    sides = [one for one in pair if one is not None]
    starts = [one.start for one in sides]
    return kinds.index(sides[0].kind), len(starts) < 2, min(starts), max(starts)


# --- what stands out -----------------------------------------------------------------------------------------------


def _traits(
    old: str,
    new: str,
    found: Sequence[Edit],
    changed: Sequence[FigureChange],
    note: Notice | None,
    title: object,
    published: object,
) -> tuple[Trait, ...]:
    traits: set[str] = {one.kind for one in changed}
    traits |= {note.kind} if note is not None else set()
    traits |= {name for name, pair in (("title", title), ("published", published)) if pair is not None}
    traits |= {_of_words(old, new, found, note)} if found else set()
    return tuple(trait for trait in TRAITS if trait in traits)


def _of_words(old: str, new: str, found: Sequence[Edit], note: Notice | None) -> Trait:
    if _letters(old) == _letters(new):
        return "marks"
    if sorted(map(_letters, old.splitlines())) == sorted(map(_letters, new.splitlines())):
        return "moved"
    put_in = sum(edit.new_end - edit.new_start for edit in found)
    is_cut = note is None and len(new) < _CUT_SHARE * len(old) and put_in <= _CUT_NEW_CHARACTERS
    return "cut" if is_cut else "words"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def sentence(found: Changes, seen: date | None) -> str:
    """The change in one line, the weightiest first: `2,000 became 3,000 (workers in Hunchun), seen on 4 November 2019`.
    Empty for no change."""
    parts = list(_parts(found))
    day = f"seen on {seen.day} {seen:%B %Y}" if seen else None
    return ", ".join(filter(None, ["; ".join(parts), day])) if parts else ""


def _parts(found: Changes) -> Iterator[str]:
    said = f"the outlet says that it is {found.note.kind}" if found.note is not None else ""
    if found.note is not None and found.note.kind == "withdrawn":
        yield said
    told = [one for one in found.figures if one.before and one.after] or list(found.figures)
    yield from map(_figure_said, told[:_FIGURES_TOLD])
    if len(told) > _FIGURES_TOLD:
        yield f"and {len(told) - _FIGURES_TOLD} more"
    if found.note is not None and found.note.kind == "corrected":
        yield said
    if found.title is not None:
        yield f"title: {found.title[0] or 'none'} became {found.title[1] or 'none'}"
    if found.published is not None:
        yield f"day of publication: {found.published[0] or 'none'} became {found.published[1] or 'none'}"
    yield from (_SAID[trait] for trait in found.traits if trait in _SAID and (not told or trait == "cut"))
    if found.is_partial:
        yield "not all figures were compared"


_SAID: dict[Trait, str] = {
    "cut": "most of the text was taken out",
    "words": "wording changed",
    "moved": "paragraphs were moved",
    "marks": "only punctuation or white space changed",
}


def _figure_said(change: FigureChange) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        words, verb = (after, "was put in") if after else (before, "was taken out")
        assert words is not None
        return f"{_with_unit(words)} {verb}"
    if before.unit == after.unit or None in (before.unit, after.unit):
        unit = before.unit or after.unit
        return f"{before.words} became {after.words}" + (f" ({unit})" if unit else "")
    return f"{_with_unit(before)} became {_with_unit(after)}"


def _with_unit(side: Side) -> str:
    return f"{side.words} {side.unit}" if side.unit else side.words
