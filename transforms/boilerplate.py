"""Lines that stand inside an article's container and are not its text, by what they say: vocab/furniture_lines.csv.

The cues were put together for this project from how outlets of the field close an article (SOURCES.md, traps 17-19).
Each matches a line as a whole, and its kind says what goes: `line` the line itself wherever it stands; `box` a head of
links with the short lines behind it; `end` the line and all behind it, if that is no more than _END_SHARE of the text;
`close` as `end`, and earlier as `line`; `edge` the line before the first sentence and behind the last; `last` only
there behind the last; `cue` as `line`, and at the beginning of a line where speech follows.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from transforms import vocab
from transforms.characters import is_spaceless, weight

_LATIN = ("any", "en", "de", "fr", "es")
_ALL = (*_LATIN, "ko", "zh", "ja", "ru")
_EASTERN = re.compile("[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_KINDS = frozenset({"line", "box", "end", "close", "edge", "last", "cue"})
# A notice that opens in the middle of an article is part of it: sentences about copyright exist.
_END_SHARE = 0.3
# A cue alone heads a list; a cue with a headline behind it is the whole box.
_BOX_HEAD_WEIGHT = 30
_BOX_LINE_WEIGHT = 160
_REPEATED_WEIGHT = 120
# No cue of the table takes a longer line.
_MAX_CUE = 900
_WORD = re.compile(r"[^\W_]+")
_MAX_SIGNATURE = 160
# Words between names, and of the writer's trade.
_JOINING = frozenset({"by", "and", "von", "und", "par", "et", "por", "y", "и", "автор", "기자", "记者", "記者"})
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）\]]*$")
_MAIL_CHARACTERS = 120
_MAIL_TAIL = re.compile(r"\s*(?:[\(\[/=|]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[\)\]]?)$")


def _pattern(langs: Collection[str], *kinds: str) -> re.Pattern[str]:
    rows = [row for row in vocab.rows("furniture_lines") if row["kind"] in kinds and row["lang"] in langs]
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


def _check() -> None:
    """Raises ValueError for a row of the table that is of no kind or language, and for one that takes an empty line."""
    for row in vocab.rows("furniture_lines"):
        if row["kind"] not in _KINDS or row["lang"] not in _ALL or re.fullmatch(row["pattern"], ""):
            raise ValueError(f"furniture_lines.csv: {row['kind']!r}, {row['pattern']!r}")


_check()
_KINDS_OF = {"line": ("line", "close", "cue"), "box": ("box",), "end": ("end", "close"), "close": ("close",)}
# For lines in the Latin alphabet, and for all others: the table is long, and a page has thousands of lines.
_PATTERNS = {where: (_pattern(_LATIN, *kinds), _pattern(_ALL, *kinds)) for where, kinds in _KINDS_OF.items()}
_ANY = tuple(_pattern(langs, *_KINDS_OF["line"], *_KINDS_OF["box"], *_KINDS_OF["end"]) for langs in (_LATIN, _ALL))
_BEFORE, _BEHIND = _pattern(_ALL, "edge"), _pattern(_ALL, "edge", "last")
_SPOKEN = re.compile(rf"^(?:{_pattern(_ALL, 'cue').pattern})\s*", re.IGNORECASE)


def article_paragraphs(paragraphs: Sequence[str], title: str | None, author: str | None = None) -> list[str]:
    """The paragraphs that are the article's: without headline, link boxes, bylines, notices and second copies.

    `author` are the names that the page declares, joined by commas: a line of nothing but these is a byline.
    """
    kept = _without_end(_without_boxes([p for p in paragraphs if p != title]))
    names = [frozenset(_WORD.findall(name)) for name in (author or "").casefold().split(",")]
    kept = [_spoken(p) for p in kept if not is_cue(p, "line") and not _is_signature(p, names)]
    return _once([_without_mail(p) for p in _without_edges(kept)])


def is_cue(line: str, where: str) -> bool:
    """Whether a line as a whole is a cue of the table: a `line` of furniture, the head of a `box`, the `end`, or an
    end that counts as `line` too (`close`)."""
    return len(line) <= _MAX_CUE and where in _cues(line)


@lru_cache(maxsize=4096)
def _cues(line: str) -> frozenset[str]:
    """Remembered, for each line is asked about in several places; most are none, which one pattern tells."""
    is_eastern = _EASTERN.search(line) is not None
    if _ANY[is_eastern].fullmatch(line) is None:
        return frozenset()
    return frozenset(where for where, patterns in _PATTERNS.items() if patterns[is_eastern].fullmatch(line))


def ends_a_sentence(paragraph: str) -> bool:
    """Whether a paragraph closes with a sentence's end, quotes and brackets aside."""
    return bool(_SENTENCE_END.search(paragraph))


def _without_boxes(paragraphs: Sequence[str]) -> list[str]:
    kept, in_box = [], False
    for paragraph in paragraphs:
        if is_cue(paragraph, "box") and not ends_a_sentence(paragraph):
            in_box = weight(paragraph) <= _BOX_HEAD_WEIGHT
            continue
        in_box = in_box and weight(paragraph) < _BOX_LINE_WEIGHT and not ends_a_sentence(paragraph)
        if not in_box:
            kept.append(paragraph)
    return kept


def _without_end(paragraphs: Sequence[str]) -> list[str]:
    total = sum(map(len, paragraphs))
    before = 0
    for i, paragraph in enumerate(paragraphs):
        if is_cue(paragraph, "end") and total - before <= _END_SHARE * total + len(paragraph):
            return list(paragraphs[:i])
        before += len(paragraph)
    return list(paragraphs)


def _spoken(paragraph: str) -> str:
    """What is said behind a cue of a broadcast; the cue is a line of its own only where it stands so."""
    return _SPOKEN.sub("", paragraph)


def _is_signature(line: str, names: Sequence[frozenset[str]]) -> bool:
    """Whether a line holds a declared author's whole name and no word but of such names.

    A name of one word in an alphabet is left: it may mark who speaks in an interview.
    """
    if not names or len(line) > _MAX_SIGNATURE:
        return False
    words = frozenset(_WORD.findall(line.casefold()))
    return words <= _JOINING.union(*names) and any(name <= words and _is_full(name) for name in names)


def _is_full(name: frozenset[str]) -> bool:
    return len(name) > 1 or any(map(is_spaceless, name))


def _without_mail(paragraph: str) -> str:
    tail = paragraph[-_MAIL_CHARACTERS:]
    return paragraph[:-_MAIL_CHARACTERS] + _MAIL_TAIL.sub("", tail) if "@" in tail else paragraph


def _without_edges(paragraphs: Sequence[str]) -> list[str]:
    closed = [i for i, paragraph in enumerate(paragraphs) if ends_a_sentence(paragraph)]
    first, last = (closed[0], closed[-1]) if closed else (len(paragraphs), len(paragraphs))
    return [
        paragraph
        for i, paragraph in enumerate(paragraphs)
        if not (i < first and _BEFORE.fullmatch(paragraph)) and not (i > last and _BEHIND.fullmatch(paragraph))
    ]


def _once(paragraphs: Sequence[str]) -> list[str]:
    """Without long paragraphs that stood before: some pages carry the body twice (TRAPS.md, row 105)."""
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if paragraph and not (weight(paragraph) >= _REPEATED_WEIGHT and paragraph in seen):
            kept.append(paragraph)
        seen.add(paragraph)
    return kept
