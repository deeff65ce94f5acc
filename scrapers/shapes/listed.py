"""What every shape gives: the items of one listing page, and where the listing goes on. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, runtime_checkable

MAX_ITEMS = 1_000
"""Items of one listing page that are read; the rest is counted as unread, never silently dropped."""
MAX_LEADS = 5
"""Lists that one page can point to: the newest, or those named first."""


@dataclass(frozen=True)
class Part:
    """A report inside a page that carries several. `name`: JSON pointer or feed guid; `html`: its text as markup."""

    name: str
    html: str


@dataclass(frozen=True)
class Item:
    """One report that a listing names. Moments carry a zone; None where the listing says nothing that can be read.
    An item with a `part` needs no page of its own: the listing carries its text."""

    url: str
    title: str
    published_raw: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    part: Part | None = None


@dataclass(frozen=True)
class Listed:
    """One listing page, read. `leads`: the lists it only points to (a sitemap index, a home page that names its feed),
    always read in its place. `older`: the page on which the listing goes on with older items. `unread`: items past
    MAX_ITEMS. `title`: what a feed calls itself."""

    items: tuple[Item, ...] = ()
    leads: "Sequence[Shape]" = ()
    older: "Shape | None" = None
    unread: int = 0
    title: str | None = None


@runtime_checkable
class Shape(Protocol):
    """How one kind of page names a source's reports."""

    @property
    def url(self) -> str:
        """Where the listing begins."""

    @property
    def has_parts(self) -> bool:
        """Whether the listing carries the reports' text, so that no page is asked for."""

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """The listing in the page's order. `content` is the body after Content-Encoding, `url` where it came from,
        `zone` that of dates without one. Raises nothing on any bytes; a page of another kind lists nothing."""

    def between(self, first: date, last: date) -> "Shape | None":
        """The same listing for a range of days of publication, both included, if the site can be asked so."""


class Bare:
    """What most listings are: they name reports and carry none, and cannot be asked for days."""

    @property
    def has_parts(self) -> bool:
        """False."""
        return False

    def between(self, first: date, last: date) -> Shape | None:
        """None."""
        return None
