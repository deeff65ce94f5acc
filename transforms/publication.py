"""When a page says it was published and modified, and on what ground; the time of collection is never a date.

Order of trust (SOURCES.md, trap 25): JSON-LD, meta elements, <time>, a visible line by the headline, a script,
the address.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from transforms.characters import is_spaceless, weight
from transforms.datelines import (
    HEADLINE_WEIGHT,
    MODIFIED_CUE,
    Dateline,
    Surroundings,
    announced,
    datelines,
    is_elsewhere,
)
from transforms.dates import Moment, read_date, url_date, url_month, usual_order
from transforms.document import Document, Element, declared, declared_languages, element_text
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
# Keys of scripts and last parts of meta names, without their hyphens, that mean nothing but publication.
_PUBLICATION_KEYS = frozenset(
    {"publishedfirst", "firstpublicationdate", "firstpublication", "firstpublished", "firstpublishedat",
     "firstpublisheddate", "datepublished", "publisheddate", "publishdate", "publicationdate", "publishedat",
     "articlepublicationdate", "articlepublisheddate", "articlepublishdate", "publishtime", "publishedtime", "pubdate",
     "publishedon", "published", "publisheddatetime", "publicationdatetime", "originalpublicationdate",
     "datepublication", "uploaded"}
)  # fmt: skip
# "datePublished":"2019-12-03", publish_date: '2019\/12\/03', and \"pubDate\":\"2019-12-03\" inside a string
_SCRIPT_DATE = re.compile(
    r"""(?P<key>(?:publi|pub_?date)[\w-]{0,20})\\?["']?\s*[:=]\s*\\?["'](?P<value>[^"'<>]{8,40}?)\\?["']""",
    re.IGNORECASE,
)
_DATED = etree.XPath("//*[self::time or @itemprop or @property][not(self::meta)]")
_TIMES = etree.XPath("//time/@datetime", smart_strings=False)
_MARKS = frozenset({"datePublished", "dateModified", "dateCreated"})
# 2019-12-03T10:45:00+09:00, 03 Dec 2019 10:45:00 +0900
_WITH_OFFSET = re.compile(
    r"(?:\d{4}-\d\d-\d\d[T ]|\d\d [A-Z][a-z]{2} \d{4} )\d\d:\d\d:\d\d(?:\.\d+)? ?[+-](?:0\d|1[0-4]):?[0-5]\d\b"
)
_KEY_BEFORE = re.compile(r"[\w-]{0,20}$")
_EARLIEST, _LATEST = timedelta(hours=10), timedelta(hours=14)
_ARCHIVE_STAMP = re.compile(r"^.*/\d{14}(?:[a-z]{2}_)?/(?=https?://)|^.*/web/\d{14}(?:[a-z]{2}_)?(?=/)")
_VALUE_CHARACTERS = 160
_MAX_MOMENTS, _MAX_MARKED = 1000, 200
_Lines = Callable[[], Sequence[Dateline]]


@dataclass(frozen=True)
class Publication:
    """`basis` is json_ld, meta, time_element, visible, script or url; None where nothing states a day."""

    published: Moment | None = None
    modified: Moment | None = None
    basis: str | None = None


def publication(document: Document, zone: tzinfo | None, fetched_at: datetime | None) -> Publication:
    """The first statement of publication that is no later than the fetch, and the first of modification.

    What is called "updated" never stands for "published"; without a statement the day is None.
    """
    headline = headline_element(document)
    if headline is None:
        headline = _only_heading(document)
    # Reading lines is slow beside reading statements, and most pages state their days.
    lines = cache(lambda: datelines(document, headline, zone, usual_order(zone, _languages(document, headline))))
    published = _published(document, headline, lines, zone, fetched_at)
    moment, basis = next(((m, basis) for m, basis in published if not m.is_after(fetched_at)), (None, None))
    modified = (m for m in _modified(document, headline, lines, zone) if not m.is_after(fetched_at))
    return Publication(moment, next(modified, None), basis)


def _only_heading(document: Document) -> Element | None:
    """The one h1 of a page that says as much as a headline, where none resembles the title: some titles are made for
    search engines."""
    headings = [h for h in document.root.iter("h1") if weight(element_text(h)) >= HEADLINE_WEIGHT]
    return headings[0] if len(headings) == 1 else None


def _languages(document: Document, headline: Element | None) -> list[str]:
    """What the page declares; where it declares nothing, one that is written like its headline."""
    dense = headline is not None and is_spaceless(element_text(headline))
    return declared_languages(document) or (["ko"] if dense else [])


def _published(
    document: Document,
    headline: Element | None,
    lines: _Lines,
    zone: tzinfo | None,
    fetched_at: datetime | None,
) -> Iterator[tuple[Moment, str]]:
    path = _path(document.url)
    day = url_date(path)
    for moment, basis in _declared(document, headline, zone):
        yield _at_home(moment, zone, day, document), basis
    for moment in _visible(lines, path, zone, fetched_at):
        yield moment, "visible"
    for moment in announced(document, zone, usual_order(zone, _languages(document, headline))):
        yield moment, "visible"
    for moment, basis in _keyed(document, zone):
        yield _at_home(moment, zone, day, document), basis
    if day:
        yield Moment(day), "url"


def _declared(document: Document, headline: Element | None, zone: tzinfo | None) -> Iterator[tuple[Moment, str]]:
    for node in document.articles:
        yield from _read(declared(node, "datePublished"), zone, "json_ld")
    for name in _PUBLISHED_METAS:
        yield from _read(document.metas.get(name), zone, "meta")
    for node in document.pages:
        yield from _read(declared(node, "datePublished"), zone, "json_ld")
    for moment in _time_elements(document, headline, zone, is_modified=False):
        yield moment, "time_element"


def _is_publication(name: str) -> bool:
    return re.sub(r"[_-]", "", re.split(r"[:.]", name)[-1]).lower() in _PUBLICATION_KEYS


def _at_home(moment: Moment, zone: tzinfo | None, day: date | None, document: Document) -> Moment:
    """A moment in UTC of an outlet whose zone is unknown, on the outlet's day where the page betrays it: on the day of
    the address, if it is that day somewhere; else where all offsets from UTC that the page writes make it one day."""
    if zone or moment.at is None or moment.at.utcoffset():
        return moment
    if day:
        is_possible = (moment.at - _EARLIEST).date() <= day <= (moment.at + _LATEST).date()
        return Moment(day, moment.at) if is_possible else moment
    days = {(moment.at + offset).date() for offset in _offsets(document, moment.at)}
    return Moment(days.pop(), moment.at) if len(days) == 1 else moment


def _offsets(document: Document, at: datetime) -> set[timedelta]:
    """The offsets from UTC, without UTC itself, of the moments in the page's scripts, metas and <time> elements: of
    this very moment; else of all, an hour more and an hour less, for the clock may have been changed."""
    texts = (*document.scripts, *document.metas.values(), *_TIMES(document.root))
    written = (match.group() for text in texts for match in _WITH_OFFSET.finditer(text))
    moments = [moment.at for moment in map(read_date, set(islice(written, _MAX_MOMENTS))) if moment and moment.at]
    offsets = {(moment == at, offset) for moment in moments if (offset := moment.utcoffset())}
    same = {offset for is_same, offset in offsets if is_same}
    hour = timedelta(hours=1)
    return same or {offset + change for _, offset in offsets for change in (-hour, timedelta(), hour)}


def _path(url: str) -> str:
    """The path of an address; of a web archive's copy, the path of the original: the archive's stamp is a crawl day."""
    try:
        return unquote(urlsplit(_ARCHIVE_STAMP.sub("", url)).path)
    except ValueError:
        return ""


def _modified(
    document: Document, headline: Element | None, lines: _Lines, zone: tzinfo | None
) -> Iterator[Moment]:
    for node in (*document.articles, *document.pages):
        yield from (m for m, _ in _read(declared(node, "dateModified"), zone, "json_ld"))
    for name in _MODIFIED_METAS:
        yield from (m for m, _ in _read(document.metas.get(name), zone, "meta"))
    yield from _time_elements(document, headline, zone, is_modified=True)
    yield from (line.moment for line in lines() if line.cue == "modified")


def _read(value: str | None, zone: tzinfo | None, basis: str) -> Iterator[tuple[Moment, str]]:
    moment = read_date(value[:_VALUE_CHARACTERS], zone) if value else None
    if moment:
        yield moment, basis


def _time_elements(
    document: Document, headline: Element | None, zone: tzinfo | None, *, is_modified: bool
) -> Iterator[Moment]:
    """Dates of <time> and of elements marked datePublished or dateModified, of the article itself.

    Where none is marked as the article's own, those count that are left, if all of them agree: first a <time> in the
    page's main part, then a marked one in its furniture.
    """
    own: list[Moment] = []
    plain: list[Moment] = []
    marked_elsewhere: list[Moment] = []
    around = Surroundings.of(headline)
    for element in _marked(document):
        moment = read_date(_written(element)[:_VALUE_CHARACTERS], zone)
        if moment is None or _is_modified_mark(element) != is_modified:
            continue
        mark = _mark(element) in _MARKS
        if not is_elsewhere(element, around):
            is_own = mark or element.get("pubdate") is not None or _is_own(element, headline)
            (own if is_own else plain).append(moment)
        elif mark:
            marked_elsewhere.append(moment)
    yield from own
    for rest in (plain, marked_elsewhere):
        if not own and len({m.day for m in rest}) == 1:
            yield rest[0]


@lru_cache(maxsize=1)
def _marked(document: Document) -> list[Element]:
    """The <time> elements and those that bear a date by their property. Asked for both dates of a page."""
    candidates = (element for element in _DATED(document.root) if element.tag == "time" or _mark(element) in _MARKS)
    return list(islice(candidates, _MAX_MARKED))


def _written(element: Element) -> str:
    return str(element.get("datetime") or element.get("content") or element_text(element))


def _mark(element: Element) -> str:
    """The property of schema.org that an element bears, in microdata or RDFa; empty if it bears none."""
    return str(element.get("itemprop") or element.get("property") or "").rpartition(":")[2]


def _is_modified_mark(element: Element) -> bool:
    """Whether an element's own words, else its names, else the words before it say "updated".

    Words in an element marked as the day of change are about that day.
    """
    if _mark(element) == "datePublished" and any(_mark(inner) == "dateModified" for inner in element.iterdescendants()):
        return False
    words, marks = element_text(element)[:_VALUE_CHARACTERS], f"{element.get('class') or ''} {_mark(element)}"
    if MODIFIED_CUE.search(words):
        return True
    if "published" in marks or "datePublished" in marks:
        return False
    before = element.getprevious()
    label = (before.tail if before is not None else element.getparent().text) or ""
    return bool(MODIFIED_CUE.search(marks) or MODIFIED_CUE.search(label[:_VALUE_CHARACTERS]))


def _is_own(element: Element, headline: Element | None) -> bool:
    """Whether an element shares the headline's block or bears the class of a publication date."""
    if re.search(r"entry-date|post-date|publish", element.get("class") or ""):
        return True
    if headline is None:
        return False
    blocks = [a for a in headline.iterancestors() if a.tag in ("header", "article", "div", "section")][:3]
    return any(ancestor in blocks for ancestor in element.iterancestors())


def _visible(
    lines: _Lines, path: str, zone: tzinfo | None, fetched_at: datetime | None
) -> Iterator[Moment]:
    """Lines called publication, then others, which may date anything: they count only if the address does not
    contradict them by more than a zone. A bare one of the very day of the fetch may be the page's clock."""
    today = fetched_at.astimezone(zone or UTC).date() if fetched_at else None
    yield from (line.moment for line in lines() if line.cue == "published")
    for line in lines():
        is_clock = line.cue is None and line.moment.day == today
        if line.cue in ("dated", None) and not is_clock and _is_allowed(line.moment.day, path):
            yield line.moment


def _is_allowed(day: date, path: str) -> bool:
    """Whether an address states this day, one beside it, the month of either, or nothing."""
    stated, month = url_date(path), url_month(path)
    if stated:
        return abs((day - stated).days) <= 1
    around = {(day + timedelta(days=n)).replace(day=1) for n in (-1, 0, 1)}
    return month is None or month in around


def _keyed(document: Document, zone: tzinfo | None) -> Iterator[tuple[Moment, str]]:
    """The day under keys that mean nothing but publication, of metas of no known vocabulary and then of scripts, if
    all of them agree on it."""
    stated = [read_date(document.metas[name], zone) for name in filter(_is_publication, document.metas)]
    metas = [moment for moment in stated if moment]
    scripts = [moment for text in document.scripts for moment in _script_moments(text, zone)]
    for found, basis in ((metas, "meta"), (scripts, "script")):
        if len({moment.day for moment in found}) == 1:
            yield max(found, key=lambda moment: moment.at is not None), basis


def _script_moments(text: str, zone: tzinfo | None) -> Iterator[Moment]:
    for match in _SCRIPT_DATE.finditer(text):
        before = _KEY_BEFORE.search(text, max(0, match.start() - 20), match.start())
        key = (before.group() if before else "") + match["key"]
        if _is_publication(key):
            yield from (m for m, _ in _read(match["value"].replace("\\/", "/"), zone, "script"))
