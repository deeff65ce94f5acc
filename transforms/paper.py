"""An official paper as title, paragraphs and day: lines of a text layer put together again. Knows nothing of files."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import pairwise

from transforms.characters import is_spaceless, tidy
from transforms.dates import Moment, find_dates
from transforms.pdf import Line, TextLayer

# Where running heads and feet stand: so many lines at either end of a page, by order of printing and by place.
_EDGE_LINES = 3
_MIN_REPEATS = 3
_LARGER = 1.12
# Of the usual distance of two lines and of the usual length of a line.
_WIDE_GAP, _SHORT = 1.3, 0.7
# Of the size of print: an indented line, and one that is no line below.
_INDENT_SIZES, _SAME_LINE = 0.8, 0.7
_TITLE_CHARACTERS = 300
_TITLE_PAGES = 3
_FIRST_PARAGRAPHS = 5
_HEADING_LINES = 3
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|p\.|стр\.|第)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|из)\s*\d{1,4})?\s*[页頁]?[-–—\s|]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•●▪■○◦‣□◇※·–—*-]\s")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[가나다라마바사아자])[.)]\s")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』)）\]]*\d{0,3}$")
_CLAUSE_END = re.compile(r"[.!?。！？…:：;；][\"'”’」』)）\]]*\d{0,3}$")
_GOES_ON = re.compile("[-\u2010\u00ad,(]$")
_HYPHEN = re.compile("[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W_]+(?:[-'’\u2010][^\W_]+)*")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+$")
_HAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FILE_NAME = re.compile(
    r"microsoft |untitled|layout \d|\S+\.(?:docx?|pdf|indd|hwpx?|rtf|odt|pptx?|tmp|qxd)$", re.IGNORECASE
)
# What calls a day that of publication on the first page of a paper: "Distr.: General 5 March 2019".
_ISSUED = re.compile(
    r"(?:\bdistr(?:ibution)?\b.{0,40}"
    r"|(?:^|\n)\s*(?:date|published|issued|released|(?:publication|release) date|date of (?:issue|publication)"
    r"|(?:for )?(?:immediate )?release|발행|발간|게시|배포|공표|보도\s?(?:일시|시점)"
    r"|发布|發布|出版|公布|印发|発行|公表|発表"
    r"|дата (?:публикации|издания)|опубликовано)"
    r"\s?(?:on|일|일자|날짜|日期|日)?\s*[:：]?)"
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+)?$",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAY = re.compile(
    r"[\s,(]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|[월화수목금토일]요일|星期[一二三四五六日]|[月火水木金土日]曜日)?[\s,)]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """One line in a paragraph: from `at` on, the paragraph's text comes from `start:end` of the page's text layer."""

    at: int
    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """`text` is tidy; `pieces` say, line by line, where it stands in the file. Pages are counted from 1."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Paper:
    """What a paper says; `published` only where its first page states the day as that of publication."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]
    published: Moment | None


def read_paper(layer: TextLayer, zone: tzinfo | None) -> Paper:
    """Title, paragraphs and day of a text layer; empty where nothing is printed, as in a scan."""
    lines = _without_edges(layer)
    paragraphs = _paragraphs(lines, layer)
    title = _title(layer, lines, paragraphs)
    return Paper(title, tuple(p for p in paragraphs if p.text != title), _published(layer, zone))


# --- heads and feet ------------------------------------------------------------------------------------------------


def _without_edges(layer: TextLayer) -> list[Line]:
    """The lines without page numbers and what is printed at the edge of page after page."""
    edges = [_edges(lines) for lines in _by_page(layer.lines)]
    pages_of = Counter(mark for edge in edges for mark in {_mark(line.text) for line in edge} - {None})
    needed = min(_MIN_REPEATS, max(len(edges), 2))
    furniture = {
        line
        for edge in edges
        for line in edge
        if pages_of[_mark(line.text)] >= needed or (len(layer.pages) > 1 and _PAGE_NUMBER.fullmatch(line.text))
    }
    return [line for line in layer.lines if line not in furniture]


def _by_page(lines: Sequence[Line]) -> list[list[Line]]:
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return list(pages.values())


def _edges(lines: Sequence[Line]) -> set[Line]:
    placed = sorted(lines, key=lambda line: line.y)
    return {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:], *placed[:_EDGE_LINES], *placed[-_EDGE_LINES:]}


def _mark(text: str) -> str | None:
    """A line without the numbers at its ends, which count up from page to page. Of a line without words the shape, as
    long as it is that of a symbol ("2/17 31-04502"): figures of a table have none."""
    if any(map(str.isalpha, text)):
        return re.sub(r"^[\W\d_]+|[\W\d_]+$", "#", text)
    return re.sub(r"\d", "0", text) if re.search("[/-]", text) else None


# --- paragraphs ----------------------------------------------------------------------------------------------------


@dataclass
class _Growing:
    """A paragraph to which lines are added."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    last: Line | None = None

    def add(self, joint: str | None, line: Line) -> None:
        """Adds a line behind a joint; None takes the hyphen at the end away."""
        self.text = self.text[:-1] if joint is None and _HYPHEN.search(self.text) else self.text + (joint or "")
        self.pieces.append(Piece(len(self.text), line.page, line.start, line.end))
        self.text += line.text
        self.last = line


@dataclass(frozen=True)
class _Habits:
    """What is usual in a paper: how near lines stand by size of print, the length of lines by page, its words."""

    gaps: dict[int, float]
    lengths: dict[int, float]
    words: frozenset[str]


def _paragraphs(lines: Sequence[Line], layer: TextLayer) -> list[Paragraph]:
    habits = _habits(lines)
    grown: list[_Growing] = []
    latest: dict[int, _Growing] = {}
    current: _Growing | None = None
    for line in lines:
        current = _continued(line, current, latest, habits)
        if current is None:
            current = _Growing()
            grown.append(current)
        current.add(_joint(current.last, line, layer, habits.words) if current.last else "", line)
        latest[round(line.size)] = current
    return [Paragraph(paragraph.text, tuple(paragraph.pieces)) for paragraph in grown]


def _continued(
    line: Line, current: _Growing | None, latest: dict[int, _Growing], habits: _Habits
) -> _Growing | None:
    """The paragraph that a line goes on with: the current one, or at the top of a page that which footnotes cut off,
    the latest of its size; None where one begins."""
    if current is None or current.last is None or not _is_new(current.last, line, habits):
        return current
    cut = latest.get(round(line.size))
    if cut is None or cut.last is None or line.page == current.last.page or not line.text[0].islower():
        return None
    return cut if cut.last.page == line.page - 1 and not _CLAUSE_END.search(cut.last.text) else None


def _is_new(last: Line, line: Line, habits: _Habits) -> bool:
    """Whether a paragraph begins with `line`, which is printed after `last`."""
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return True
    is_ended = bool(_SENTENCE_END.search(last.text))
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and _CLAUSE_END.search(last.text)):
        return True
    if line.page != last.page or line.y > last.y + line.size:
        return is_ended or (_is_short(last, habits) and not line.text[0].islower())
    usual = habits.gaps.get(round(line.size))
    if usual and last.y - line.y > _WIDE_GAP * usual:
        return True
    if line.is_after_blank or _is_short(last, habits):
        return is_ended or not line.text[0].islower()
    return is_ended and line.x > last.x + _INDENT_SIZES * line.size


def _is_short(line: Line, habits: _Habits) -> bool:
    """Whether a line ends before its column does: the last of a paragraph, unless it says that it goes on."""
    return not _GOES_ON.search(line.text) and len(line.text) < _SHORT * habits.lengths[line.page]


def _habits(lines: Sequence[Line]) -> _Habits:
    gaps: dict[int, list[float]] = {}
    for last, line in pairwise(lines):
        gap = last.y - line.y
        if last.page == line.page and round(last.size) == round(line.size) and gap > _SAME_LINE * line.size:
            gaps.setdefault(round(line.size), []).append(gap)
    usual = {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}
    lengths = {page[0].page: _usual_length(page) for page in _by_page(lines)}
    return _Habits(usual, lengths, _words(lines))


def _usual_length(lines: Sequence[Line]) -> float:
    """Length of a full line of a page, in characters: that of which a quarter are longer."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[3 * (len(lengths) - 1) // 4]


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """Words that stand whole inside lines, in lower case; a word at either end may be half of one."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text)[1:-1])


def _joint(last: Line, line: Line, layer: TextLayer, words: frozenset[str]) -> str | None:
    """What stands between two lines of one paragraph: a blank, nothing, or less than nothing for a mended hyphen."""
    raw = layer.pages[last.page - 1][last.start : last.end]
    before, after = last.text[-1:], line.text[:1]
    if raw.endswith("\u00ad"):
        return ""
    if _HYPHEN.search(last.text) and last.text[-2:-1].isalnum() and after.isalnum():
        return _mended(last.text[:-1], line.text, words)
    if _HAN.fullmatch(before) and _HAN.fullmatch(after):
        return ""
    if _HANGUL.fullmatch(before) and _HANGUL.fullmatch(after):
        return "" if _ends(last.text, line.text, "") in words else " "
    return " "


def _mended(before: str, after: str, words: frozenset[str]) -> str | None:
    """Nothing, if the hyphen belongs to the word: such a word stands elsewhere, or what follows begins no half word."""
    if not after[0].islower() or _ends(before, after, "-") in words:
        return ""
    return None


def _ends(before: str, after: str, joint: str) -> str:
    head, tail = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    return f"{head[0] if head else ''}{joint}{tail[0] if tail else ''}".lower()


# --- title and day -------------------------------------------------------------------------------------------------


def _title(layer: TextLayer, lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> str | None:
    """The title that the file states, if the first pages print it; else what they print largest, else the stated one
    that is no name of a file, else the first short line above the text."""
    stated = layer.title if layer.title and not _FILE_NAME.match(layer.title) and _is_worded(layer.title) else None
    printed = {word.lower() for line in lines if line.page <= _TITLE_PAGES for word in _WORD.findall(line.text)}
    if stated and all(word.lower() in printed for word in _WORD.findall(stated)):
        return stated[:_TITLE_CHARACTERS]
    first = next(iter(_by_page(lines)), [])
    return _largest(first) or stated or next(filter(_is_worded, _headings(paragraphs)), None)


def _headings(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The short lines before the first sentence or list."""
    for paragraph in paragraphs[:_FIRST_PARAGRAPHS]:
        text = paragraph.text
        is_prose = any(pattern.search(text) for pattern in (_CLAUSE_END, _GOES_ON)) or _BULLET.match(text)
        if is_prose or len(paragraph.pieces) > _HEADING_LINES:
            return
        yield text


def _largest(lines: Sequence[Line]) -> str | None:
    """Lines in a row that are printed larger than most of the page; None if there are none."""
    if not lines:
        return None
    usual = statistics.median(line.size for line in lines)
    groups = [group for group in _same_size(lines) if group[0].size > _LARGER * usual]
    titles = [(tidy(" ".join(line.text for line in group)), group[0].size) for group in groups]
    worded = [title for title in titles if _is_worded(title[0])]
    return max(worded, key=lambda title: title[1])[0][:_TITLE_CHARACTERS] if worded else None


def _same_size(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and abs(line.size - group[-1].size) > 0.5:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_worded(text: str) -> bool:
    """Whether a line has words enough for a title: three, or six characters of a script that writes no blanks."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return len(words) >= 3 or (is_spaceless(text) and len(text) >= 6)


def _published(layer: TextLayer, zone: tzinfo | None) -> Moment | None:
    """The one day that the first page calls that of issue, else the one that stands alone on a line there."""
    first = next(iter(_by_page(layer.lines)), [])
    printed = " \n".join(line.text for line in first)
    dated = [(printed[: found.start], printed[found.end :], found.moment) for found in find_dates(printed, zone)]
    issued = {m for before, _, m in dated if _is_issued(before)}
    alone = {m for before, after, m in dated if _is_alone(before, after)}
    return next((next(iter(days)) for days in (issued, alone) if len({m.day for m in days}) == 1), None)


def _is_issued(before: str) -> bool:
    return bool(_ISSUED.search(before[-80:]))


def _is_alone(before: str, after: str) -> bool:
    """Whether a day has a line to itself, its weekday aside."""
    start, end = before.rpartition("\n")[2], after.partition("\n")[0]
    return bool(_WEEKDAY.fullmatch(start) and re.fullmatch(r"[\s.,()*]*", end))
