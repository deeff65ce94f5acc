"""Sitemaps: news sitemaps of the last two days, plain ones, their indexes, and those that robots.txt names."""

from dataclasses import dataclass
from datetime import date

from scrapers.shapes.listed import Listed, Shape


@dataclass(frozen=True)
class NewsSitemap:
    """A news sitemap, a plain sitemap, or an index of them (its newest files are leads). `only`: a regular expression
    that an address must hold. Format: sitemaps.org 0.9 and Google's news extension."""

    url: str
    only: str | None = None
    has_parts: bool = False

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read."""
        return Listed()

    def between(self, first: date, last: date) -> Shape | None:
        """None: a sitemap cannot be asked for days."""
        return None


@dataclass(frozen=True)
class RobotsSitemap:
    """The sitemaps that a site's robots.txt (`url`) names; news sitemaps are preferred."""

    url: str
    only: str | None = None
    has_parts: bool = False

    def read(self, content: bytes, url: str, zone: str | None, content_type: str = "") -> Listed:
        """As Shape.read: no items, only leads."""
        return Listed()

    def between(self, first: date, last: date) -> Shape | None:
        """None: as NewsSitemap."""
        return None
