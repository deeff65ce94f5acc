"""A page becomes a reading: title, text, captions, honest date, language; or the kind of page it is instead.

Pure: the same bytes, address, headers and layouts give the same answer; it knows no clock, file or network.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

import pypdf
from bs4 import BeautifulSoup

from scrapers.page import Layout, page_kind
from transforms import body, document
from transforms.author import author
from transforms.blocks import cut
from transforms.boilerplate import article_paragraphs, is_cue
from transforms.captions import take_captions
from transforms.characters import decode, tidy, weight
from transforms.chooser import TAKEN, Witnesses, probabilities
from transforms.dates import read_date
from transforms.document import Document
from transforms.fence import fenced, note, noting
from transforms.language import language
from transforms.markup import bounded
from transforms.pagekind import is_listing, is_menu, is_shell, is_teaser, is_walled, without_wall
from transforms.paper import Paper, read_paper
from transforms.pdf import is_pdf, text_layer
from transforms.publication import Publication, publication
from transforms.scripts import script_paragraphs
from transforms.title import title as headline

EXTRACTOR = f"clean-4+resiliparse-{version('resiliparse')}+pypdf-{pypdf.__version__}"
"""Name of this extractor version; it changes whenever the same page may read differently."""

# Article pages of the benchmark reach 2.5 million characters with their scripts; what lies beyond is never text.
_MAX_CHARACTERS = 4_000_000
# An answer below this is no report yet: the densest block is asked, then the scripts.
_MIN_WEIGHT = 100
_EMPTY_WEIGHT = 25
_KIND_OF = {"block": "block_page", "consent": "block_page", "login": "block_page", "error": "error_page"}


@dataclass(frozen=True)
class _Selected:
    """What a source's dated layout found; None and empty where it found nothing."""

    title: str | None = None
    paragraphs: tuple[str, ...] = ()
    date: str | None = None


def extract(
    html: bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    zone: str | None = None,
    layouts: Sequence[Layout] = (),
) -> dict[str, Any]:
    """What a page says, as CONTRACTS.md section 2 names it; never raises on any bytes.

    `html` is the body after Content-Encoding, `headers` have lower-case names, `zone` is the outlet's IANA zone,
    `fetched_at` is aware. `text` holds paragraphs joined by an empty line, in NFC, and is empty for every kind but
    `article` and `teaser`. `date` is the outlet's day of publication; None where the page does not state it. A PDF file
    is read by its text layer; `lines` say where in it each line of the text stands and are empty for other pages.
    `damage` names what no reader could read and what was cut: empty for a sound page.
    Raises ZoneInfoNotFoundError for an unknown zone: that is an error of the declaration, not of the page.
    """
    place = ZoneInfo(zone) if zone else None
    with noting() as damage:
        reading = fenced(_reading, html, url, headers or {}, fetched_at, place, layouts)
    return {**(reading or _answer("empty", None, Publication())), "damage": damage}


def _reading(
    html: bytes,
    url: str,
    headers: Mapping[str, str],
    fetched_at: datetime | None,
    zone: tzinfo | None,
    layouts: Sequence[Layout],
) -> dict[str, Any]:
    if is_pdf(html, headers):
        return _paper_reading(html, zone, fetched_at)
    characters = characters_of(html, headers)
    page = document.parse(characters, url)
    if page is None:
        return _answer("empty", None, Publication())
    selected = _selected(characters, fetched_at, layouts)
    title = selected.title or fenced(headline, page)
    dated = _dated(page, selected.date, zone, fetched_at)
    reading = _answer("article", title, dated)
    reading["canonical_url"] = fenced(document.canonical_url, page)
    reading["author"] = fenced(author, page)
    asked = page_kind(200, characters, headers=headers)
    looks_like_listing = is_listing(page)
    captions = take_captions(page.root)
    paragraphs = article_paragraphs(
        selected.paragraphs or _generic(page, characters, title), title, reading["author"]
    )
    kind = _kind(page, paragraphs, asked, looks_like_listing and not selected.paragraphs)
    if kind == "empty" and document.declares_article(page):
        return reading | {"kind": kind}
    if kind not in ("article", "teaser"):
        return reading | {"kind": kind, "date": None, "published_at": None, "modified_at": None, "date_basis": None}
    text = "\n\n".join(without_wall(paragraphs) if kind == "teaser" else paragraphs)
    declared = document.declared_languages(page)
    tongue = language(text, prior=declared) or language(title or "", prior=declared)
    return reading | {"kind": kind, "text": text, "captions": captions, "language": tongue}


def characters_of(html: bytes, headers: Mapping[str, str]) -> str:
    """The characters of a page as far as any reader is given them; what is cut off is noted."""
    characters = decode(html, headers)
    if len(characters) > _MAX_CHARACTERS:
        note(f"page: {_MAX_CHARACTERS} of {len(characters)} characters are read")
    return bounded(characters[:_MAX_CHARACTERS])


def _paper_reading(content: bytes, zone: tzinfo | None, fetched_at: datetime | None) -> dict[str, Any]:
    """What a PDF file says; `empty` where nothing is printed, as in a scan. When the file was made is no date."""
    layer = fenced(text_layer, content)
    paper = read_paper(layer, zone) if layer else None
    if paper is None or _weight([p.text for p in paper.paragraphs]) < _EMPTY_WEIGHT:
        return _answer("empty", None, Publication())
    is_dated = paper.published is not None and not paper.published.is_after(fetched_at)
    dated = Publication(paper.published, basis="visible") if is_dated else Publication()
    text = "\n\n".join(paragraph.text for paragraph in paper.paragraphs)
    return _answer("article", paper.title, dated) | {"text": text, "language": language(text), "lines": _lines(paper)}


def _lines(paper: Paper) -> list[tuple[int, int, int, int, int]]:
    """start, end, page, first, last: `text[start:end]` is line `first:last` of a page's text layer, pages from 1."""
    found, begin = [], 0
    for paragraph in paper.paragraphs:
        ends = [*(piece.at for piece in paragraph.pieces[1:]), len(paragraph.text)]
        for piece, end in zip(paragraph.pieces, ends, strict=True):
            found.append((begin + piece.at, begin + end, piece.page, piece.start, piece.end))
        begin += len(paragraph.text) + 2
    return found


def _answer(kind: str, title: str | None, dated: Publication) -> dict[str, Any]:
    published, modified = dated.published, dated.modified
    return {
        "title": title,
        "text": "",
        "captions": [],
        "date": published.day.isoformat() if published else None,
        "published_at": published.at.isoformat() if published and published.at else None,
        "modified_at": modified.at.isoformat() if modified and modified.at else None,
        "date_basis": dated.basis,
        "language": None,
        "author": None,
        "canonical_url": None,
        "kind": kind,
        "lines": [],
    }


def _dated(page: Document, selected: str | None, zone: tzinfo | None, fetched_at: datetime | None) -> Publication:
    """The page's own statements; where a layout names the element of the date, that one goes first, as visible."""
    stated = fenced(publication, page, zone, fetched_at) or Publication()
    moment = read_date(selected, zone) if selected else None
    if moment is None or moment.is_after(fetched_at):
        return stated
    return replace(stated, published=moment, basis="visible")


def _selected(html: str, fetched_at: datetime | None, layouts: Sequence[Layout]) -> _Selected:
    """What the newest layout in force at the fetch selects; older ones follow, for archives keep old pages."""
    in_force = [layout for layout in layouts if fetched_at is None or layout.since <= fetched_at.date()]
    for layout in sorted(in_force, key=lambda layout: layout.since, reverse=True):
        lines = body.layout_paragraphs(html, layout.text, layout.drop) if layout.text else []
        if lines or layout.text is None:
            soup = BeautifulSoup(html, "lxml")
            return _Selected(_chosen(soup, layout.title), tuple(lines), _chosen(soup, layout.date))
    return _Selected()


def _chosen(soup: BeautifulSoup, selector: str | None) -> str | None:
    """The machine-readable value of the first element a selector finds, else its text; None if it finds none."""
    element = soup.select_one(selector) if selector else None
    if element is None:
        return None
    written = element.get("datetime") or element.get("content") or element.get_text(" ")
    return tidy(str(written)) or None


def _generic(page: Document, characters: str, title: str | None) -> list[str]:
    """Paragraphs without a layout: the blocks that the chooser takes; the densest block, then the page's scripts, where
    those are few; a declared text where all together hold less than half of it."""
    body.drop_boxes(page)
    body.mark_breaks(page.root)
    declared = fenced(body.declared_paragraphs, page) or []
    lines = fenced(_chosen_paragraphs, page, characters, title, declared) or []
    if _weight(lines) < _MIN_WEIGHT:
        lines = max(lines, fenced(body.densest_paragraphs, page) or [], key=_weight)
    if _weight(declared) > 2 * _weight(lines):
        lines = declared
    return lines if _weight(lines) >= _MIN_WEIGHT else fenced(script_paragraphs, characters) or lines


def _chosen_paragraphs(page: Document, characters: str, title: str | None, declared: Sequence[str]) -> list[str]:
    quick = fenced(body.quick_text, characters) or ""
    witnesses = Witnesses(title or "", quick, "\n".join(declared), document.description(page))
    blocks, places = cut(page.root)
    likely = probabilities(blocks, places, witnesses) if blocks else ()
    # what closes an article is no text, and yet says what stands behind it
    return [block.text for block, p in zip(blocks, likely, strict=True) if p >= TAKEN or is_cue(block.text, "close")]


def _weight(paragraphs: Sequence[str]) -> int:
    return weight("".join(paragraphs))


def _kind(page: Document, paragraphs: Sequence[str], asked: str | None, looks_like_listing: bool) -> str:
    """A page that calls itself an article and holds a sentence is believed, whatever its log-in box asks."""
    is_article = document.declares_article(page)
    holds_sentence = any(weight(p) >= 100 and re.search(r"[.!?。！？]", p) for p in paragraphs)
    is_walled_report = asked == "login" and is_walled(page, paragraphs)
    if asked and not (is_article and holds_sentence) and not is_walled_report:
        return _KIND_OF[asked]
    if looks_like_listing and not is_article:
        return "listing"
    if _weight(paragraphs) < _EMPTY_WEIGHT or is_shell(paragraphs) or is_menu(paragraphs):
        return "empty"
    return "teaser" if is_teaser(page, paragraphs) else "article"
