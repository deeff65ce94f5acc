"""Parts: the reports inside a listing page that carries several, found again in the page's archived bytes. Pure."""

import html
from collections.abc import Iterator, Mapping

from scrapers.page import Page
from scrapers.shapes import Item, Shape
from scrapers.source import Source

MAX_DEPTH = 2
"""How deep the leads of a listing are followed: as deep as a crawl goes."""

DOCUMENT_HEADERS: Mapping[str, str] = {"content-type": "text/html; charset=utf-8"}
"""What `document_of` would be sent with."""


class PartMissing(LookupError):
    """A listing page does not hold the part that was taken from it; the message names page and part."""


def parts_of(page: Page, source: Source, road: str) -> dict[str, Item]:
    """The items of a listing page that carry their text, by the name of their part; empty where there are none.

    The page is read by the shape of `road`, else by that of one of its leads. Raises PageUnreadable.
    """
    shape = source.road(road)
    if shape is None:
        return {}
    content, content_type = page.content(), page.headers.get("content-type", "")
    for reader in _readers(shape, content, page.url, source.zone, content_type):
        items = reader.read(content, page.url, source.zone, content_type).items
        found = {item.part.name: item for item in reversed(items) if item.part is not None}
        if found:
            return found
    return {}


def _readers(
    shape: Shape, content: bytes, url: str, zone: str | None, content_type: str, depth: int = 0
) -> Iterator[Shape]:
    """The road's shape, then what it leads to: a page that a lead brought is read as that lead says."""
    yield shape
    if depth < MAX_DEPTH:
        for lead in shape.read(content, url, zone, content_type).leads:
            yield from _readers(lead, content, url, zone, content_type, depth + 1)


def find_part(page: Page, source: Source, road: str, name: str) -> Item:
    """The item of a listing page whose part has this name. Raises PartMissing and PageUnreadable."""
    found = parts_of(page, source, road).get(name)
    if found is None:
        raise PartMissing(f"{page.url}: no part {name!r} on the road {road!r}: was the shape of {source.key} changed?")
    return found


def document_of(item: Item) -> bytes:
    """An item's part as a page of its own: what `transforms.clean.extract` reads. Raises ValueError without a part."""
    if item.part is None:
        raise ValueError(f"{item.url}: the item has no part")
    title = html.escape(item.title)
    head = f'<meta charset="utf-8"><meta property="og:type" content="article"><title>{title}</title>'
    return (
        f"<!doctype html><html><head>{head}</head>"
        f"<body><article><h1>{title}</h1>{item.part.html}</article></body></html>"
    ).encode()
