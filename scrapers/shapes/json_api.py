"""JSON APIs: one answer carries many reports, or names them."""

from dataclasses import dataclass
from datetime import date

from scrapers.shapes.listed import Listed, Shape


@dataclass(frozen=True)
class JsonApi:
    """A JSON answer. Fields are JSON pointers (RFC 6901): `items` from the root to the array, others inside an item.
    `link` may also be an address with pointers in braces (`https://x.example/item?id={/id}`). With `text` the answer
    carries the reports, as markup or plain text. `pages`: the address of page `{page}`, the first being `first_page`;
    `range`: the address for days `{first}` to `{last}` (YYYY-MM-DD)."""

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
        """As Shape.has_parts."""
        return self.text is not None

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read. A moment may be epoch seconds, as a number or a string."""
        return Listed()

    def between(self, first: date, last: date) -> Shape | None:
        """The address that `range` gives."""
        return None


@dataclass(frozen=True)
class WordPress:
    """The posts of a WordPress site by its REST API; `url` is `<site>/wp-json/wp/v2/posts`. With `full_text` the answer
    carries the reports. Reference: developer.wordpress.org/rest-api/reference/posts/."""

    url: str
    full_text: bool = True

    @property
    def has_parts(self) -> bool:
        """As Shape.has_parts."""
        return self.full_text

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read."""
        return Listed()

    def between(self, first: date, last: date) -> Shape | None:
        """The posts of these days (`after`, `before`)."""
        return None
