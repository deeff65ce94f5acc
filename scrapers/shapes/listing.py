"""Pages of links: section pages, boards with several pages, indexes of documents."""

import re
from dataclasses import dataclass
from datetime import date as Day
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from scrapers.shapes.listed import Item, Listed, Shape
from scrapers.shapes.moments import moment


@dataclass(frozen=True)
class Listing:
    """A page of links. CSS selectors: `item` is one row, others are inside it; a row may be a link itself. It goes on
    at the link `next` (a selector), or at the address `pages` with the next `{page}`, the first being `first_page`."""

    url: str
    item: str
    link: str = "a[href]"
    title: str | None = None
    date: str | None = None
    next: str | None = None
    pages: str | None = None
    first_page: int = 1
    has_parts: bool = False

    def between(self, first: Day, last: Day) -> Shape | None:
        """None: a page of links cannot be asked for days."""
        return None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read; a row without an address is furniture and left out."""
        soup = BeautifulSoup(content, "lxml", from_encoding=_declared_charset(content_type))
        rows = (self._row(row, url, zone) for row in soup.select(self.item))
        return Listed(tuple(item for item in rows if item is not None))

    def _row(self, row: Tag, url: str, zone: str | None) -> Item | None:
        link = row if row.name == "a" and row.get("href") else row.select_one(self.link)
        address = str(link.get("href", "")).strip() if link else ""
        if link is None or not address or address.startswith(("#", "javascript:", "mailto:")):
            return None
        raw = _text(row.select_one(self.date)) if self.date else None
        title = _text(row.select_one(self.title)) if self.title else None
        return Item(urljoin(url, address), title or _text(link) or "", raw, moment(raw, zone))


def _text(tag: Tag | None) -> str | None:
    return " ".join(tag.get_text(" ").split()) if tag else None


def _declared_charset(content_type: str) -> str | None:
    match = re.search(r"charset=[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    return match.group(1) if match else None
