"""Committee for Human Rights in North Korea (Washington): long reports, some on dispatched labour, as PDF.
WordPress since 2024; both its roads are WordPress's own paths, unproved here."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source

SOURCE = Source(
    "hrnk", "HRNK", kind="ngo", languages=["en"], country="US", home="https://www.hrnk.org/",
    find=WordPress("https://www.hrnk.org/wp-json/wp/v2/posts?per_page=50"), second=Feed("https://www.hrnk.org/feed/"),
    zone="America/New_York", quiet_days=30, min_items=8, confidence="medium",
)
