"""How one text became another: exact edits by paragraphs and words, and a short form that a person reads. Pure.

Han and kana count by the character, every other script by the word. Two texts give the same edits whichever comes
first, with their sides exchanged.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PARAGRAPH = re.compile(r"[^\n]+")
# A token carries the white space behind it, so that the tokens of a paragraph are the paragraph.
_TOKEN = re.compile(r"(?:\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|.)\s*", re.S)
# Paragraphs with half of their words in common are one paragraph that was edited.
_SAME_SHARE = 0.5
# Comparisons that one pass of difflib makes: above it (half a second) the stretch is told as replaced, not compared.
_COMPARISONS_MAX = 300_000
# Paragraphs that are paired each with each: fifty for fifty of 2,000 characters (0.6 s); more is a text
# of its own and told as replaced.
_PAIRS_MAX, _PAIRED_CHARACTERS_MAX = 2_500, 10_000_000
# A readable diff quotes and does not reprint: words around an edit, characters of one edit, characters in all.
_CONTEXT_CHARACTERS, _EDIT_CHARACTERS, _DIFF_CHARACTERS = 40, 300, 2_000


@dataclass(frozen=True)
class Edit:
    """`old[old_start:old_end]` became `new[new_start:new_end]`; one of the two may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    def swapped(self) -> "Edit":
        """The way back."""
        return Edit(self.new_start, self.new_end, self.old_start, self.old_end)


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that make `new` of `old`, in order, none touching the next; none for equal texts."""
    if old > new:
        return tuple(edit.swapped() for edit in edits(new, old))
    olds = [match.span() for match in _PARAGRAPH.finditer(old)]
    news = [match.span() for match in _PARAGRAPH.finditer(new)]
    found: list[Edit] = []
    old_at, new_at = 0, 0
    for i, j in _pairs([old[a:b] for a, b in olds], [new[a:b] for a, b in news]):
        found += _gap(old, new, Edit(old_at, olds[i][0], new_at, news[j][0]))
        found += _of_paragraph(old, new, olds[i], news[j])
        old_at, new_at = olds[i][1], news[j][1]
    found += _gap(old, new, Edit(old_at, len(old), new_at, len(new)))
    return tuple(_joined(old, found))


def apply(old: str, new: str, found: Sequence[Edit]) -> str:
    """`old` with every edit made, the inserted words taken from `new`: that is `new`, if they are its edits."""
    pieces, at = [], 0
    for edit in found:
        pieces += [old[at : edit.old_start], new[edit.new_start : edit.new_end]]
        at = edit.old_end
    return "".join([*pieces, old[at:]])


def _pairs(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which paragraph is which, in order: the same ones, and between them those that were edited."""
    for tag, i, i_end, j, j_end in _opcodes(olds, news):
        if tag == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)
        elif tag == "replace":
            yield from ((i + a, j + b) for a, b in _edited(olds[i:i_end], news[j:j_end]))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """difflib's opcodes; where they would take too long, only what is the same at both ends is told as equal."""
    counts = Counter(new)
    if sum(counts[one] for one in old) <= _COMPARISONS_MAX:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    room = min(len(old), len(new)) - head
    backwards = zip(reversed(old), reversed(new), strict=False)
    tail = next((at for at, (a, b) in enumerate(backwards) if a != b or at == room), room)
    middle = (head, len(old) - tail, head, len(new) - tail)
    ends = (len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), ("replace", *middle), ("equal", *ends)]


def _edited(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of alike paragraphs, both in order, with the most in common together."""
    characters = sum(map(len, olds)) * len(news) + sum(map(len, news)) * len(olds)
    if len(olds) * len(news) > _PAIRS_MAX or characters > _PAIRED_CHARACTERS_MAX:
        return []
    bags = [[Counter(_words(one)) for one in side] for side in (olds, news)]
    nothing: tuple[float, list[tuple[int, int]]] = (0.0, [])
    best = [[nothing] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i, old in enumerate(bags[0]):
        for j, new in enumerate(bags[1]):
            share = _common(old, new)
            before = best[i][j]
            paired = (before[0] + share, [*before[1], (i, j)]) if share >= _SAME_SHARE else before
            best[i + 1][j + 1] = max(paired, best[i][j + 1], best[i + 1][j], key=lambda option: option[0])
    return best[-1][-1][1]


def _common(old: "Counter[str]", new: "Counter[str]") -> float:
    """Words in common, as a share of both together; 0 for two paragraphs without any."""
    return 2 * (old & new).total() / max(old.total() + new.total(), 1)


def _words(text: str) -> list[str]:
    return [match.group().strip() for match in _TOKEN.finditer(text) if match.group()[0].isalnum()]


def _of_paragraph(old: str, new: str, one: tuple[int, int], other: tuple[int, int]) -> list[Edit]:
    if old[slice(*one)] == new[slice(*other)]:
        return []
    olds = [match.span() for match in _TOKEN.finditer(old, *one)]
    news = [match.span() for match in _TOKEN.finditer(new, *other)]
    codes = _opcodes([old[a:b] for a, b in olds], [new[a:b] for a, b in news])
    starts = [[*(start for start, _ in spans), end] for spans, end in ((olds, one[1]), (news, other[1]))]
    return [
        edit
        for tag, i, i_end, j, j_end in codes
        if tag != "equal"
        for edit in _gap(old, new, Edit(starts[0][i], starts[0][i_end], starts[1][j], starts[1][j_end]))
    ]


def _gap(old: str, new: str, gap: Edit) -> list[Edit]:
    """What differs between two stretches, without the white space they begin and end with alike."""
    before, after = old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end]
    if before == after:
        return []
    head = _common_space(before, after)
    tail = _common_space(before[head:][::-1], after[head:][::-1])
    return [Edit(gap.old_start + head, gap.old_end - tail, gap.new_start + head, gap.new_end - tail)]


def _common_space(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b or not a.isspace()), min(len(one), len(other)))


def _joined(old: str, found: Sequence[Edit]) -> list[Edit]:
    """Edits with nothing but a space or a mark between them are one."""
    out: list[Edit] = []
    for edit in found:
        last = out[-1] if out else None
        if last is not None and _is_slight(old[last.old_end : edit.old_start]):
            out[-1] = Edit(last.old_start, edit.old_end, last.new_start, edit.new_end)
        else:
            out.append(edit)
    return out


def _is_slight(between: str) -> bool:
    return len(between) <= 2 and "\n" not in between and not any(character.isalnum() for character in between)


def readable(old: str, new: str, found: Sequence[Edit]) -> str:
    """The edits for a person: a line a paragraph, `[-taken out-]` and `{+put in+}` with a few words around; long
    stretches and long diffs are cut, and say so."""
    lines = [_line(old, new, group) for group in _by_line(old, new, found)]
    text = "\n".join(lines)
    return text if len(text) <= _DIFF_CHARACTERS else f"{text[:_DIFF_CHARACTERS]}\n[... {len(lines)} lines in all]"


def _by_line(old: str, new: str, found: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits of one paragraph together; one that takes out or puts in lines stands alone."""
    group: list[Edit] = []
    for edit in found:
        if group and (_is_of_lines(old, new, edit) or "\n" in old[group[-1].old_end : edit.old_start]):
            yield group
            group = []
        group.append(edit)
        if _is_of_lines(old, new, edit):
            yield group
            group = []
    if group:
        yield group


def _is_of_lines(old: str, new: str, edit: Edit) -> bool:
    return "\n" in old[edit.old_start : edit.old_end] or "\n" in new[edit.new_start : edit.new_end]


def _line(old: str, new: str, group: Sequence[Edit]) -> str:
    if _is_of_lines(old, new, group[0]):
        return _marks(old, new, group[0]).strip()
    pieces = [_before(old, group[0].old_start)]
    for edit, following in zip(group, [*group[1:], None], strict=True):
        pieces.append(_marks(old, new, edit))
        end = len(old) if following is None else following.old_start
        pieces.append(_after(old, edit.old_end, end) if following is None else _between(old[edit.old_end : end]))
    return "".join(pieces)


def _marks(old: str, new: str, edit: Edit) -> str:
    taken, put = old[edit.old_start : edit.old_end], new[edit.new_start : edit.new_end]
    return _marked("[-", taken, "-]") + _marked("{+", put, "+}")


def _marked(opening: str, words: str, closing: str) -> str:
    flat = " ".join(words.split())
    if not flat:
        return f"{opening}{'¶' if chr(10) in words else ' '}{closing}" if words else ""
    cut = flat if len(flat) <= _EDIT_CHARACTERS else f"{flat[:_EDIT_CHARACTERS]}... ({len(flat)} characters)"
    space = " " if words[-1].isspace() else ""
    return f"{' ' if words[0].isspace() else ''}{opening}{cut}{closing}{space}"


def _before(old: str, at: int) -> str:
    line = old[old.rfind("\n", 0, at) + 1 : at]
    return line if len(line) <= _CONTEXT_CHARACTERS else "..." + _from_word(line[-_CONTEXT_CHARACTERS:])


def _after(old: str, at: int, end: int) -> str:
    line = old[at:end].partition("\n")[0]
    return line if len(line) <= _CONTEXT_CHARACTERS else _from_word(line[:_CONTEXT_CHARACTERS][::-1])[::-1] + "..."


def _between(words: str) -> str:
    if len(words) <= 2 * _CONTEXT_CHARACTERS:
        return words
    return f"{_after(words, 0, len(words))} {_before(words, len(words))}"


def _from_word(cut: str) -> str:
    """Without the broken word it begins with; a script without spaces is cut anywhere."""
    space = cut.find(" ")
    return cut[space + 1 :] if 0 <= space < _CONTEXT_CHARACTERS // 2 else cut


def place_in_new(found: Sequence[Edit], at: int) -> int | None:
    """Where the character `at` of the old text stands in the new one; None if an edit took it out."""
    index = bisect_left(found, at + 1, key=lambda edit: edit.old_start) - 1
    if index < 0:
        return at
    edit = found[index]
    return None if at < edit.old_end else at + edit.new_end - edit.old_end


