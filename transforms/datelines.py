"""Lines of a page that date it for its readers: those around the headline, and the words that say what they date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import lru_cache
from itertools import islice, takewhile

from transforms.characters import tidy, weight
from transforms.dates import Found, Moment, Order, find_dates
from transforms.document import Document, Element, element_text
from transforms.vocab import rows

_DATE_CLASS = re.compile(
    r"date|time|publish|posted|\bday\b|byline|\bauthor\b|meta|info|regist|write|dateline", re.IGNORECASE
)
_BOX_CLASS = re.compile(r"date|publish|\bmeta\b", re.IGNORECASE)
# "relative" is a word of layout, and page builders call every part a widget.
_ELSEWHERE = re.compile(
    r"comment|related|relat(?!iv)|sidebar|(?<!elementor-)widget|footer|recommend|popular|latest|\bnav|menu|ranking|"
    r"copyright|reply|most-|breaking|ticker|caption|print-(?:header|only|view)",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREAD_TAGS = frozenset({"nav", "footer", "select", "script", "style", "noscript", "option", "button"})
# A quotation or a picture has a day of its own.
_ELSEWHERE_TAGS = _UNREAD_TAGS | {"aside", "blockquote", "figcaption"}
_NEAR_BEFORE, _NEAR_AFTER = 6, 14
# Of 120 pages of the benchmark that only such a line dates rightly, one has it farther away, as has one wrongly dated.
_BARE_BEFORE, _BARE_AFTER = 4, 8
# A date that leads the text itself stands in the first lines behind the headline: "(18.01.2018) The herd ..."
_LEADING_LINES = 3
_LEADS = re.compile(r"[\s(\[]*")
_LED = re.compile(r"\s*(?:[)\]]|[·•|–—]|-\s)")
_LABEL = re.compile(r"[^\d.!?]{2,24}")
_LABEL_CHARACTERS = 50
# "Last updated" and "on" in elements of their own are one label.
_WORD_CHARACTERS = 4
_LINE_CHARACTERS, _NAME_CHARACTERS = 160, 300
# A headline, a byline, a date, a summary of two sentences; a list of other articles is longer.
_HEADER_CHARACTERS = 500
_HEADER_BLOCKS = 10
_MAX_ELEMENTS = 20_000
HEADLINE_WEIGHT = 24
"""As in pagekind: a headline says 20 letters or more; names of sites and sections say less."""


def _patterns(says: str) -> str:
    return "|".join(row["pattern"] for row in rows("date_cues") if row["says"] == says)


_AFTERTHOUGHT = re.compile(rf"\W*(?:last\s?)?(?:{_patterns('modified')})\w*\W*", re.IGNORECASE)
_PUBLISHED_CUE, _DATED_CUE, MODIFIED_CUE, _OTHER_CUE, _IMPRINT_CUE = (
    re.compile(_patterns(says), re.IGNORECASE) for says in ("published", "dated", "modified", "other", "imprint")
)
# "(5월 5일 9:00 수정)" behind a date: the word is about a moment of its own.
_OWN_MOMENT = re.compile(r"\d{1,2}\s*(?:[:：]\s*\d\d|[월月时時시])")


@dataclass(frozen=True)
class Dateline:
    """A date by the headline and what its line calls it.

    "published", "modified", "dated" for a mere "Date:", which may be that of an event, or None for a bare one.
    """

    moment: Moment
    cue: str | None


@dataclass(frozen=True)
class _Line:
    element: Element
    text: str
    label: str
    behind: int = 0
    """Lines since the headline, the next one being 1; negative before it."""


@dataclass(frozen=True)
class Surroundings:
    """What holds the headline: all blocks around it, and the largest that is too short to hold more than its header."""

    blocks: frozenset[Element]
    header: Element | None

    @classmethod
    def of(cls, headline: Element | None) -> "Surroundings":
        """Nothing where there is no headline."""
        blocks = list(headline.iterancestors()) if headline is not None else []
        small = takewhile(lambda block: len(element_text(block)) <= _HEADER_CHARACTERS, blocks[:_HEADER_BLOCKS])
        return cls(frozenset(blocks), next(reversed([*small]), None))


def is_elsewhere(element: Element, around: Surroundings) -> bool:
    """Whether an element belongs to the page's furniture or to another article.

    What also holds the headline is the article's own, whatever it is called; in its header names mean nothing either,
    and an article has a footer of its own.
    """
    for node in (element, *element.iterancestors()):
        if node.tag in ("body", "html", "main") or node in around.blocks:
            return False
        if node.tag == "footer" and next(node.iterancestors("article"), None) in around.blocks:
            continue
        if node.tag in _ELSEWHERE_TAGS:
            return True
        if node.tag in ("li", "a") and _tells_another_story(node, element):
            return True
        if _ELSEWHERE.search(_marks(node)):
            return all(block is not around.header for block in node.iterancestors())
    return False


def _tells_another_story(item: Element, dated: Element) -> bool:
    """Whether an item of a list, or a link, has a headline beside its date."""
    if item is dated or (item.tag == "li" and not any(True for _ in item.iter(*_HEADINGS))):
        return False
    return weight(element_text(item)) - weight(element_text(dated)) >= HEADLINE_WEIGHT


def datelines(document: Document, headline: Element | None, zone: tzinfo | None, order: Order | None) -> list[Dateline]:
    """Dates of the lines around the headline: those called publication, then those behind it, then those before it.

    None of another article, of the page's furniture or from the midst of prose.
    """
    around = Surroundings.of(headline)
    read = [(line, date) for line in _near(document, headline) for date in _dates_of(line, around, zone, order)]
    read = [(line, date) for line, date in read if _is_near_enough(line, date.cue)]
    read.sort(key=lambda pair: (pair[1].cue != "published", pair[0].behind < 0))
    return [date for _, date in read]


def _is_near_enough(line: _Line, cue: str | None) -> bool:
    return cue in ("published", "modified") or -_BARE_BEFORE <= line.behind <= _BARE_AFTER


def announced(document: Document, zone: tzinfo | None, order: Order | None) -> Iterator[Moment]:
    """The day of the lines, wherever they stand outside of furniture, that begin by calling it that of publication.

    None if they state several: then some are of other articles.
    """
    around = Surroundings.of(None)
    lines = (line for line in _lines(document, None) if _PUBLISHED_CUE.match(f"{line.label} {line.text}".lstrip()))
    dates = [date.moment for line in lines for date in _dates_of(line, around, zone, order) if date.cue == "published"]
    if len({moment.day for moment in dates}) == 1:
        yield max(dates, key=lambda moment: moment.at is not None)


def _near(document: Document, headline: Element | None) -> list[_Line]:
    """The lines a little before and after the headline, itself left out."""
    lines: list[_Line] = []
    at = None
    for line in _lines(document, headline):
        if line.element is headline:
            at = len(lines)
        else:
            lines.append(line)
        if at is not None and len(lines) == at + _NEAR_AFTER:
            break
    if at is None:
        return []
    first = max(0, at - _NEAR_BEFORE)
    return [replace(line, behind=i - at + (i >= at)) for i, line in enumerate(lines[first:], first)]


def _lines(document: Document, headline: Element | None) -> Iterator[_Line]:
    """The lines of a page, each with the label that stands before it; the headline too, even if it has no own text."""
    last: _Line | None = None
    for element in islice(document.root.iter(), _MAX_ELEMENTS):
        text = _own_line(element) or ""
        is_part = last is not None and element.getparent() is last.element and text in last.text
        if element is headline or (text and not is_part):
            last = _Line(element, text, _label_of(element, None if last and last.element is headline else last))
            yield last


def _own_line(element: Element) -> str | None:
    """The text of an element that holds no block of text below it; None if it has none or is long."""
    tag, count = element.tag, len(element)
    if not isinstance(tag, str) or tag in _UNREAD_TAGS or count > 8:
        return None
    parts = [element.text or ""]
    if count:
        tails = [child.tail or "" for child in element]
        if not "".join([*parts, *tails]).strip():
            return None
        for child, tail in zip(element, tails, strict=True):
            parts += [" " if child.tag == "br" else child.text or "", tail]
    return tidy("".join(parts)[:_LINE_CHARACTERS]) or None


def _label_of(element: Element, before: _Line | None) -> str:
    """What an element's names, or else the line before it, call a date: WordPress marks updates by class alone."""
    name, mark = element.get("class"), element.get("itemprop")
    if (name or mark) and _says_modified(f"{name or ''} {mark or ''}"[:_NAME_CHARACTERS]):
        return "modified"
    if before is None or not _LABEL.fullmatch(before.text):
        return ""
    is_cue = len(before.text) <= _WORD_CHARACTERS and _cue_of(before.label) is not None
    return f"{before.label} {before.text}" if is_cue else before.text


@lru_cache(maxsize=8192)
def _says_modified(names: str) -> bool:
    return MODIFIED_CUE.search(names) is not None and "publish" not in names.lower()


def _dates_of(line: _Line, around: Surroundings, zone: tzinfo | None, order: Order | None) -> Iterator[Dateline]:
    if not any(c.isdigit() or c in "〇元" for c in line.text):
        return
    text = f"{line.label} {line.text}".strip()
    dates = list(find_dates(text, zone, order))
    if not dates or _names_a_document(line, around, dates) or not _is_own(line, around, len(dates)):
        return
    if _is_imprint(line, around) or _is_one_of_many(line, zone, order):
        return
    labelled = list(_labelled(text, dates)) if _speaks_of_date(line.element, text) else []
    yield from labelled
    if not labelled and 0 < line.behind <= _LEADING_LINES and _leads(text, dates[0]):
        yield Dateline(dates[0].moment, None)


def _is_own(line: _Line, around: Surroundings, count: int) -> bool:
    """Whether a line is the article's; in a box of the article only a single date that is labelled or marked as one."""
    if not is_elsewhere(line.element, around) or _is_stamped_footer(line):
        return True
    box = next(line.element.iterancestors("aside"), None)
    is_date = _cue_of(line.label) in ("published", "dated") or _BOX_CLASS.search(_marks(line.element, box))
    return bool(box is not None and count == 1 and is_date and not is_elsewhere(box.getparent(), around))


def _is_stamped_footer(line: _Line) -> bool:
    """Whether a line of a footer is called publication to the minute: so written, it is no day of the outlet's."""
    in_footer = next(line.element.iterancestors("footer"), None) is not None
    return in_footer and _PUBLISHED_CUE.match(line.text) is not None and _OWN_MOMENT.search(line.text) is not None


def _marks(*elements: Element | None) -> str:
    return " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in elements if node is not None)


def _is_imprint(line: _Line, around: Surroundings) -> bool:
    """Whether a line, or the short block it stands in, tells of the outlet itself or of a thing on sale."""
    block = line.element.getparent()
    said = element_text(block) if block is not None and block not in around.blocks else ""
    said = said if len(said) <= _HEADER_CHARACTERS else ""
    return _IMPRINT_CUE.search(f"{line.label} {line.text} {said}") is not None


def _is_one_of_many(line: _Line, zone: tzinfo | None, order: Order | None) -> bool:
    """Whether a line holds a link and a date as the one before or behind it does: each dates what it leads to."""
    if line.element.find("a") is None:
        return False
    beside = [node for node in (line.element.getprevious(), line.element.getnext()) if node is not None]
    alike = (node for node in beside if node.tag == line.element.tag and node.find("a") is not None)
    return any(any(find_dates(element_text(node)[:_LINE_CHARACTERS], zone, order)) for node in alike)


def _names_a_document(line: _Line, around: Surroundings, dates: Sequence[Found]) -> bool:
    """Whether a date stands beside a headline in one link: it is the day of what that leads to."""
    link = next((node for node in (line.element, *line.element.iterancestors()) if node.tag == "a"), None)
    if link is None or link in around.blocks:
        return False
    dated = sum(found.end - found.start for found in dates)
    return weight(element_text(link)) - dated >= HEADLINE_WEIGHT


def _speaks_of_date(element: Element, text: str) -> bool:
    if _cue_of(text):
        return True
    is_marked = _DATE_CLASS.search(_marks(element, element.getparent()))
    return len(text) <= 120 and bool(is_marked or len(text) <= 40)


def _leads(text: str, found: Found) -> bool:
    """Whether a date stands apart at the head of a text, as in "30.07.2019 · The ..."."""
    return bool(_LEADS.fullmatch(text[: found.start]) and _LED.match(text, found.end))


def _labelled(text: str, dates: Sequence[Found]) -> Iterator[Dateline]:
    """Each date of a line with what the words before it call it.

    Words behind a date count if none stand before it, or if they are but one "updated"; dates in the midst of prose
    are left out.
    """
    start = 0
    for found in dates:
        label, behind = text[start : found.start], text[found.end :]
        start = found.end
        is_said_behind = not label.strip() or _AFTERTHOUGHT.fullmatch(behind)
        if found is dates[-1] and is_said_behind and not _OWN_MOMENT.search(behind):
            label = behind
        if len(label) > _LABEL_CHARACTERS:
            continue
        cue = _cue_of(label)
        if cue or not _OTHER_CUE.search(label):
            yield Dateline(found.moment, cue)


def _cue_of(label: str) -> str | None:
    cues = {"modified": MODIFIED_CUE, "published": _PUBLISHED_CUE, "dated": _DATED_CUE}
    return next((says for says, cue in cues.items() if cue.search(label)), None)
