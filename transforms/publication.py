"""When a page says it was published and modified, and on what ground; the time of collection is never a date.

Order of trust (SOURCES.md, trap 25): JSON-LD, meta elements, <time>, a visible line by the headline, the address.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import unquote, urlsplit

from transforms.characters import tidy
from transforms.dates import Moment, find_dates, read_date, url_date
from transforms.document import Document, Element, declared, element_text
from transforms.title import headline_element

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "publishdate", "publish-date", "publish_date",
    "published_date", "pubdate", "publication_date", "publication-date", "article.published", "originalpublicationdate",
    "dable:published",
    "article_date_original", "date.created", "datecreated", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
                   "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "modified", "revised",
                   "article:updated")  # fmt: skip
_MODIFIED_CUE = re.compile(
    r"수정|업데이트|갱신|updat|modif|edited|revis|更新|修改|最終|обновл|изменен|aktualisiert|mis à jour|actualizado",
    re.IGNORECASE,
)
_PUBLISHED_CUE = re.compile(
    r"입력|등록|송고|승인|작성|게재|게시|발행|publish|posted|filed|发布|發布|时间|時間|日期|公開|配信|掲載|投稿|опубликован|дата|"
    r"veröffentlicht|publié|publicado",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|time|publish|posted|\bday\b|byline|meta|info|regist|write|dateline", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|related|relat|sidebar|widget|footer|recommend|popular|latest|\bnav|menu|ranking|copyright|reply|most-|breaking|ticker",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset({"nav", "footer", "aside", "select", "script", "style", "noscript", "option", "button"})
_NEAR_BEFORE, _NEAR_AFTER = 6, 14
_ARCHIVE_STAMP = re.compile(r"^.*/\d{14}(?:[a-z]{2}_)?/(?=https?://)|^.*/web/\d{14}(?:[a-z]{2}_)?(?=/)")
_LABEL = re.compile(r"[^\d.!?]{2,16}")
_LABEL_CHARACTERS = 50
_LINE_CHARACTERS = 160
_MAX_ELEMENTS = 20_000


@dataclass(frozen=True)
class Publication:
    """`basis` is json_ld, meta, time_element, visible or url; None where nothing states a day."""

    published: Moment | None = None
    modified: Moment | None = None
    basis: str | None = None


def publication(document: Document, zone: tzinfo | None, fetched_at: datetime | None) -> Publication:
    """The first statement of publication that is no later than the fetch, and the first of modification.

    What is called "updated" never stands for "published"; without a statement the day is None.
    """
    published = ((m, basis) for m, basis in _published(document, zone, fetched_at) if not m.is_after(fetched_at))
    modified = (m for m in _modified(document, zone) if not m.is_after(fetched_at))
    moment, basis = next(published, (None, None))
    return Publication(moment, next(modified, None), basis)


def _published(document: Document, zone: tzinfo | None, fetched_at: datetime | None) -> Iterator[tuple[Moment, str]]:
    for node in document.articles:
        yield from _read(declared(node, "datePublished"), zone, "json_ld")
    for name in _PUBLISHED_METAS:
        yield from _read(document.metas.get(name), zone, "meta")
    headline = headline_element(document)
    for moment in _time_elements(document, headline, zone, is_modified=False):
        yield moment, "time_element"
    labelled, bare = _visible(document, headline, zone, fetched_at)
    day = url_date(_path(document.url))
    # A bare line may date anything; it counts only if the address does not contradict it by more than a zone.
    for moment in labelled + [m for m in bare if day is None or abs((m.day - day).days) <= 1]:
        yield moment, "visible"
    if day:
        yield Moment(day), "url"


def _path(url: str) -> str:
    """The path of an address; of a web archive's copy, the path of the original: the archive's stamp is a crawl day."""
    try:
        return unquote(urlsplit(_ARCHIVE_STAMP.sub("", url)).path)
    except ValueError:
        return ""


def _modified(document: Document, zone: tzinfo | None) -> Iterator[Moment]:
    for node in document.articles:
        yield from (m for m, _ in _read(declared(node, "dateModified"), zone, "json_ld"))
    for name in _MODIFIED_METAS:
        yield from (m for m, _ in _read(document.metas.get(name), zone, "meta"))
    headline = headline_element(document)
    yield from _time_elements(document, headline, zone, is_modified=True)
    for line in _lines_by_headline(document, headline):
        yield from (moment for moment, cue in _labelled(line, zone) if cue == "modified")


def _read(value: str | None, zone: tzinfo | None, basis: str) -> Iterator[tuple[Moment, str]]:
    moment = read_date(value[:_LINE_CHARACTERS], zone) if value else None
    if moment:
        yield moment, basis


def _time_elements(
    document: Document, headline: Element | None, zone: tzinfo | None, *, is_modified: bool
) -> Iterator[Moment]:
    """Dates of <time> and of elements marked datePublished or dateModified, of the article itself.

    Where none is marked as the article's own, a <time> counts only if all that are left agree.
    """
    marked: list[Moment] = []
    plain: list[Moment] = []
    for element in document.root.xpath(
        "//time | //*[@itemprop='datePublished' or @itemprop='dateModified'][not(self::meta)]"
    )[:200]:
        if _is_elsewhere(element) or _is_modified_mark(element) != is_modified:
            continue
        moment = read_date(
            (element.get("datetime") or element.get("content") or element_text(element))[:_LINE_CHARACTERS], zone
        )
        if moment:
            own = element.get("itemprop") or element.get("pubdate") is not None or _is_own(element, headline)
            (marked if own else plain).append(moment)
    yield from marked
    if not marked and len({m.day for m in plain}) == 1:
        yield plain[0]


def _is_modified_mark(element: Element) -> bool:
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if "published" in marks or "datePublished" in marks:
        return False
    before = element.getprevious()
    label = (
        element_text(element) + " " + ((before.tail or "") if before is not None else (element.getparent().text or ""))
    )
    return bool(_MODIFIED_CUE.search(marks) or _MODIFIED_CUE.search(label[:_LINE_CHARACTERS]))


def _is_own(element: Element, headline: Element | None) -> bool:
    """Whether an element shares the headline's block or bears the class of a publication date."""
    if re.search(r"entry-date|post-date|publish", element.get("class") or ""):
        return True
    if headline is None:
        return False
    blocks = [a for a in headline.iterancestors() if a.tag in ("header", "article", "div", "section")][:3]
    return any(ancestor in blocks for ancestor in element.iterancestors())


def _is_elsewhere(element: Element) -> bool:
    """Whether an element belongs to the page's furniture or to another article."""
    for node in (element, *element.iterancestors()):
        if node.tag in ("body", "html", "main"):
            return False
        if node.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
    return False


def _visible(
    document: Document, headline: Element | None, zone: tzinfo | None, fetched_at: datetime | None
) -> tuple[list[Moment], list[Moment]]:
    """Dates of short lines around the headline: those labelled as publication, and those that stand bare.

    A bare line that states the very day of the fetch may be the page's clock and is left out.
    """
    labelled, bare = [], []
    today = fetched_at.astimezone(zone or UTC).date() if fetched_at else None
    for line in _lines_by_headline(document, headline):
        for moment, cue in _labelled(line, zone):
            if cue == "published":
                labelled.append(moment)
            elif cue is None and moment.day != today:
                bare.append(moment)
    return labelled, bare


def _labelled(line: str, zone: tzinfo | None) -> Iterator[tuple[Moment, str | None]]:
    """Each date of a line with what the words before it call it: "published", "modified" or None.

    Words behind a date count if none stand before it; dates in the midst of prose are left out.
    """
    dates = list(find_dates(line, zone))
    start = 0
    for found in dates:
        label = line[start : found.start]
        start = found.end
        if found is dates[-1] and not label.strip():
            label = line[found.end :]
        if len(label) > _LABEL_CHARACTERS:
            continue
        if _MODIFIED_CUE.search(label):
            yield found.moment, "modified"
        else:
            yield found.moment, "published" if _PUBLISHED_CUE.search(label) else None


def _lines_by_headline(document: Document, headline: Element | None) -> list[str]:
    """Short lines a little before and after the headline, furniture left out; labelled or dated ones only."""
    lines: list[tuple[Element, str]] = []
    at = None
    for i, element in enumerate(document.root.iter()):
        if i > _MAX_ELEMENTS:
            break
        if element is headline:
            at = len(lines)
        line = _own_line(element)
        if line and not (lines and element.getparent() is lines[-1][0] and line in lines[-1][1]):
            lines.append((element, f"{_label_of(element, lines)} {line}".strip()))
        if at is not None and len(lines) > at + 1 + _NEAR_AFTER:
            break
    if at is None:
        return []
    near = lines[max(0, at - _NEAR_BEFORE) : at + 1 + _NEAR_AFTER]
    return [
        line
        for element, line in near
        if element is not headline and _speaks_of_date(element, line) and not _is_elsewhere(element)
    ]


def _label_of(element: Element, lines: Sequence[tuple[Element, str]]) -> str:
    """What an element's class, or else the line before it, calls a date: WordPress marks updates by class alone."""
    names = element.get("class") or ""
    if _MODIFIED_CUE.search(names) and "publish" not in names:
        return "modified"
    return lines[-1][1] if lines and _LABEL.fullmatch(lines[-1][1]) else ""


def _own_line(element: Element) -> str | None:
    """The text of an element that holds no block of text below it; None if it has none or is long."""
    if not isinstance(element.tag, str) or element.tag in _ELSEWHERE_TAGS or len(element) > 8:
        return None
    if not (element.text or "").strip() and not any((child.tail or "").strip() for child in element):
        return None
    parts = [element.text or ""]
    for child in element:
        parts += [child.text or "" if isinstance(child.tag, str) else "", child.tail or ""]
    return tidy("".join(parts)[:_LINE_CHARACTERS])


def _speaks_of_date(element: Element, line: str) -> bool:
    if _PUBLISHED_CUE.search(line) or _MODIFIED_CUE.search(line):
        return True
    marks = " ".join(
        f"{node.get('class') or ''} {node.get('id') or ''}"
        for node in (element, element.getparent())
        if node is not None
    )
    return len(line) <= 80 and bool(_DATE_CLASS.search(marks) or len(line) <= 40)
