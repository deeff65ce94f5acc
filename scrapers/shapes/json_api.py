"""JSON APIs: one answer carries many reports, or names them."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from scrapers.shapes.addresses import address, for_days, page_after
from scrapers.shapes.listed import MAX_ITEMS, Item, Listed, Part, Shape
from scrapers.shapes.markup import decoded, plain
from scrapers.shapes.moments import moment

_IN_BRACES = re.compile(r"\{(/[^{}]*)\}")
_MARKUP = re.compile(r"(?i)</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|figure|img)\b[^<>]*>")
_LONE = re.compile(r"\\u[dD][89a-fA-F]")
_PER_PAGE = 50

VALUES_MAX = 500_000
"""Lists and objects of an answer that is read: more take many times its size of memory."""


@dataclass(frozen=True)
class JsonApi:
    """A JSON answer. Fields are JSON pointers (RFC 6901): `items` from the root to the array, others inside an item.
    `link` may also be an address with pointers in braces (`https://x.example/item?id={/id}`). With `text` the answer
    carries the reports, as markup or plain text. `pages`: the address of page `{page}`, the first being `first_page`;
    `range`: the address for days `{first}` to `{last}` (YYYY-MM-DD, or as `{first:%Y%m%d}` says), with `{page}` if it
    has several pages."""

    url: str
    items: str
    link: str
    title: str
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    text: str | None = None
    pages: str | None = None
    first_page: int = 1
    range: str | None = None

    @property
    def has_parts(self) -> bool:
        """Whether the answer carries the reports' text, so that no page is asked for."""
        return self.text is not None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read. A moment may be epoch seconds, as a number or a string. A part's name is the JSON pointer of
        its item in this very answer. An answer without items is the last page."""
        rows = _rows(_document(content, content_type), self.items)
        read = (self._item(name, row, url, zone) for name, row in islice(rows, MAX_ITEMS))
        items = tuple(item for item in read if item is not None)
        older = None
        if self.pages and items:
            older = replace(self, url=page_after(self.pages, self.first_page, self.url, url))
        return Listed(items, older=older, unread=sum(1 for _ in rows))

    def between(self, first: date, last: date) -> Shape | None:
        """The address that `range` gives."""
        if self.range is None:
            return None
        days = for_days(self.range, first, last)
        start = days.replace("{page}", str(self.first_page))
        return replace(self, url=start, pages=days if days != start else None)

    def _item(self, name: str, row: Any, url: str, zone: str | None) -> Item | None:
        found = address(url, _filled(self.link, row))
        if found is None:
            return None
        published, updated = _stated(row, self.published), _stated(row, self.updated)
        text = _as_markup(_stated(row, self.text)) if self.text is not None else ""
        return Item(
            url=found,
            title=plain(_stated(row, self.title)),
            published_raw=published,
            published=_moment(published, zone),
            updated=_moment(updated, zone),
            summary=plain(_stated(row, self.summary)),
            part=Part(name, text) if text else None,
        )


@dataclass(frozen=True)
class WordPress:
    """The posts of a WordPress site by its REST API; `url` is `<site>/wp-json/wp/v2/posts`, with the parameters that
    narrow it, if any. With `full_text` the answer carries the reports. It goes on page after page until one is not
    full. Reference: developer.wordpress.org/rest-api/reference/posts/."""

    url: str
    full_text: bool = True

    @property
    def has_parts(self) -> bool:
        """Whether the answer carries the reports' text, so that no page is asked for."""
        return self.full_text

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read. `date_gmt` counts before `date`, which is the outlet's own time; an answer that is an error
        lists nothing."""
        document = _document(content, content_type)
        rows = list(_rows(document, "")) if isinstance(document, list) else []
        read = (self._item(name, row, url, zone) for name, row in rows[:MAX_ITEMS])
        items = tuple(item for item in read if item is not None)
        is_full = len(rows) >= _number(self.url, "per_page", 10)
        older = self._with(page=str(_number(self.url, "page", 1) + 1)) if items and is_full else None
        return Listed(items, older=older, unread=len(rows[MAX_ITEMS:]))

    def between(self, first: date, last: date) -> Shape | None:
        """The posts of these days of the outlet: `after` and `before` are both left out of the answer."""
        start = datetime(first.year, first.month, first.day) - timedelta(seconds=1)
        end = datetime(last.year, last.month, last.day) + timedelta(days=1)
        return self._with(per_page=str(_PER_PAGE), after=start.isoformat(), before=end.isoformat(), page="1")

    def _with(self, **parameters: str) -> "WordPress":
        """The same posts with these parameters of the address, and the others as they are."""
        parts = urlsplit(self.url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True)) | parameters
        return replace(self, url=parts._replace(query=urlencode(query, safe=":,/[]")).geturl())

    def _item(self, name: str, row: Any, url: str, zone: str | None) -> Item | None:
        found = address(url, _at(row, "/link"))
        if found is None:
            return None
        text = _rendered(row, "content") if self.full_text else ""
        gmt, local = _stated(row, "/date_gmt"), _stated(row, "/date")
        published = moment(gmt, "UTC")
        return Item(
            url=found,
            title=plain(_rendered(row, "title")),
            published_raw=gmt if published else local,
            published=published or moment(local, zone),
            updated=moment(_stated(row, "/modified_gmt"), "UTC") or moment(_stated(row, "/modified"), zone),
            summary=plain(_rendered(row, "excerpt")),
            part=Part(name, text) if text.strip() else None,
        )


def _document(content: bytes, content_type: str) -> Any:
    """The JSON value of an answer; None if it is none, nested beyond reason or of more than VALUES_MAX. Half a
    character, which JSON can spell but nobody can store, is replaced."""
    text = decoded(content, content_type)
    if text.count("[") + text.count("{") > VALUES_MAX:
        return None
    try:
        document = json.loads(text)
        if _LONE.search(text):
            document = json.loads(re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(document, ensure_ascii=False)))
        return document
    except (ValueError, RecursionError):
        return None


def _at(document: Any, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901), None if there is none."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict):
            document = document.get(name)
        elif isinstance(document, list) and re.fullmatch(r"0|[1-9][0-9]{0,8}", name) and int(name) < len(document):
            document = document[int(name)]
        else:
            return None
    return document


def _rows(document: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """The items at a pointer, each with its own pointer. Some APIs give a single item without its array."""
    found = _at(document, pointer)
    if isinstance(found, dict):
        yield pointer, found
    elif isinstance(found, list):
        yield from ((f"{pointer}/{place}", row) for place, row in enumerate(found))


def _stated(row: Any, pointer: str | None) -> str | None:
    """A text or number at a pointer, as text."""
    found = _at(row, pointer) if pointer is not None else None
    return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else None


def _rendered(row: Any, field: str) -> str:
    return _stated(row, f"/{field}/rendered") or _stated(row, f"/{field}") or ""


def _filled(link: str, row: Any) -> str | None:
    """The address an item states, or that its values make; None if one of them is missing."""
    if not _IN_BRACES.search(link):
        stated = _at(row, link)
        return stated if isinstance(stated, str) else None
    values = [_stated(row, pointer) for pointer in _IN_BRACES.findall(link)]
    if not all(values):
        return None
    rest = iter(values)
    return _IN_BRACES.sub(lambda _: quote(next(rest) or "", safe=""), link)


def _moment(stated: str | None, zone: str | None) -> datetime | None:
    """A moment in words, or in seconds or milliseconds since 1970: ten and thirteen digits from 2001 to 2286."""
    digits = re.fullmatch(r"\s*([1-9][0-9]{8,9})([0-9]{3})?(\.[0-9]{1,9})?\s*", stated or "")
    if digits:
        return moment(datetime.fromtimestamp(int(digits.group(1)), UTC).isoformat(), zone)
    return moment(stated, zone)


def _as_markup(text: str | None) -> str:
    """Markup as it is; plain text with a paragraph for each line."""
    if not text or not text.strip():
        return ""
    if _MARKUP.search(text):
        return text
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{html.escape(html.unescape(line), quote=False)}</p>" for line in lines if line)


def _number(url: str, parameter: str, usual: int) -> int:
    stated = dict(parse_qsl(urlsplit(url).query)).get(parameter, "")
    return int(stated) if re.fullmatch(r"[0-9]{1,6}", stated) else usual
