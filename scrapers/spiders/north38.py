"""38 North (Washington): analysis and satellite imagery; the feed carries the whole text.
Its pages give cloud addresses a Cloudflare challenge: read the feed, do not insist on the pages.
Back numbers by the path that is WordPress's own, unproved here."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source

SOURCE = Source(
    "north38", "38 North", kind="research", languages=["en"], country="US", home="https://www.38north.org/",
    find=Feed("https://www.38north.org/feed/", full_text=True),
    second=WordPress("https://www.38north.org/wp-json/wp/v2/posts?per_page=50"),
    zone="America/New_York",
    quiet_days=10, min_items=6, confidence="high",
)
