"""Pages of links: section pages, boards with several pages, indexes of documents."""

import re
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.shapes.addresses import address, page_after
from scrapers.shapes.listed import MAX_ITEMS, Bare, Item, Listed, Shape
from scrapers.shapes.markup import one_line, plain, soup
from scrapers.shapes.moments import moment

TEXT_MAX_CHARACTERS = 2_000

_DOCUMENT = r"(?i)\.(pdf|docx?|odt|rtf|hwpx?|xlsx?|csv|pptx?)(?=$|[?#&])"
# What a link to a document says instead of its title.
_WORD = re.compile(r"[^\W\d_]+")
_NO_TITLE = frozenset(
    _WORD.findall(
        "a as attachment click csv download doc docx e english excel file format french full here hwp kb korean mb more"
        " open pdf read report russian text the this version view word xls xlsx 내려받기 다운로드 바로가기 보기 원문"
        " 첨부 첨부파일 파일 下载 下載 全文 查看 附件 ダウンロード 本文 詳細 скачать файл читать"
    )
)


@dataclass(frozen=True)
class Listing(Bare):
    """A page of links. CSS selectors: `item` is one row, others are inside it; a row may be a link itself. It goes on
    at the link `next` (a selector), or at the address `pages` with the next `{page}`, the first being `first_page`.
    A page without rows is the last."""

    url: str
    item: str
    link: str = "a[href]"
    title: str | None = None
    date: str | None = None
    summary: str | None = None
    next: str | None = None
    pages: str | None = None
    first_page: int = 1

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read; a row without an address is furniture and left out."""
        page, is_whole = soup(content, content_type)
        base = _base(page, url)
        rows = page.select(self.item)
        items = tuple(item for row in rows[:MAX_ITEMS] if (item := self._item(row, base, zone)) is not None)
        unread = len(rows[MAX_ITEMS:]) + int(not is_whole)
        return Listed(items, older=_older(self, page, url) if items else None, unread=unread)

    def _item(self, row: Tag, base: str, zone: str | None) -> Item | None:
        link = row if row.name == "a" and row.get("href") else row.select_one(self.link)
        found = address(base, link.get("href")) if link else None
        if link is None or found is None:
            return None
        raw, summary = _text_at(row, self.date), _text_at(row, self.summary)
        return Item(found, _text_at(row, self.title) or _text(link), raw, moment(raw, zone), summary=summary or "")


@dataclass(frozen=True)
class DocumentIndex(Bare):
    """A page that links documents (PDF, Word, Hangul and the like), or the pages about them. `item` is one row, `link`
    the links in it, of which the first that `only` finds counts; without `item` each link of the page is a row. `only`
    is a regular expression that an address must hold: endings of documents, unless `link` or `only` says otherwise.
    A link that says no more than "PDF" is titled by its row, or by the name of its file."""

    url: str
    item: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    only: str | None = None
    next: str | None = None
    pages: str | None = None
    first_page: int = 1

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: each document once."""
        page, is_whole = soup(content, content_type)
        base = _base(page, url)
        rows = page.select(self.item or self.link or "a[href]")
        only = re.compile(self.only or (".*" if self.link else _DOCUMENT))
        found: dict[str, Item] = {}
        for place, row in enumerate(rows):
            if len(found) == MAX_ITEMS:
                return Listed(tuple(found.values()), unread=len(rows) - place)
            item = self._item(row, base, zone, only)
            if item is not None:
                found.setdefault(item.url, item)
        older = _older(self, page, url) if found else None
        return Listed(tuple(found.values()), older=older, unread=int(not is_whole))

    def _item(self, row: Tag, base: str, zone: str | None, only: re.Pattern[str]) -> Item | None:
        links = row.select(self.link or "a[href]") if self.item else [row]
        if self.item and row.name == "a" and not links:
            links = [row]
        leads = ((link, address(base, link.get("href"))) for link in links)
        link, found = next(((link, lead) for link, lead in leads if lead and only.search(lead)), (None, None))
        if link is None or found is None:
            return None
        raw = _text_at(row, self.date)
        return Item(found, _text_at(row, self.title) or _document_title(link, row, found), raw, moment(raw, zone))


def _base(page: BeautifulSoup, url: str) -> str:
    """What the links of a page are relative to: its address, unless it names another."""
    tag = page.select_one("base[href]")
    return (address(url, tag["href"]) if tag else None) or url


def _older(shape: "Listing | DocumentIndex", page: BeautifulSoup, url: str) -> Shape | None:
    """The next page of links: where the link `next` leads, or the number after this page's."""
    if shape.next:
        base = _base(page, url)
        tag = page.select_one(shape.next)
        link = tag if tag is None or tag.get("href") else tag.select_one("a[href]")
        onward = address(base, link.get("href")) if link else None
        return replace(shape, url=onward) if onward and onward not in (url, shape.url) else None
    if shape.pages:
        return replace(shape, url=page_after(shape.pages, shape.first_page, shape.url, url))
    return None


def _document_title(link: Tag, row: Tag, url: str) -> str:
    """What names a document: its link, the link's own title, the row around it, the name of its file."""
    own = (_text(link), plain(link.get("title")), plain(link.get("aria-label")), _text(row))
    return next((text for text in own if not _NO_TITLE.issuperset(_WORD.findall(text.lower()))), "") or _file_name(url)


def _file_name(url: str) -> str:
    return plain(re.sub(r"[-_+\s]+", " ", unquote(urlsplit(url).path.rpartition("/")[2])))


def _text(tag: Tag) -> str:
    """The text of a tag, as far as a title or a summary goes: rows may stand in rows, each with the text of all."""
    pieces, length = [], 0
    for piece in islice(tag.strings, TEXT_MAX_CHARACTERS):
        pieces.append(piece[:TEXT_MAX_CHARACTERS])
        length += len(piece)
        if length > TEXT_MAX_CHARACTERS:
            break
    return one_line(" ".join(pieces)[:TEXT_MAX_CHARACTERS])


def _text_at(row: Tag, selector: str | None) -> str | None:
    """The text of the first tag a selector finds in a row, or the `datetime` that a `time` without text states."""
    tag = row.select_one(selector) if selector else None
    return (_text(tag) or plain(tag.get("datetime")) or None) if tag else None
