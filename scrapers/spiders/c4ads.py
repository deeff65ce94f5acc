"""C4ADS (Washington): company networks, also those that sent workers abroad until 2020.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "c4ads", "C4ADS", kind="ngo", languages=["en"], country="US", home="https://c4ads.org/",
    find=Feed("https://c4ads.org/feed/"),
    second=WordPress("https://c4ads.org/wp-json/wp/v2/posts?per_page=50"),
    zone="America/New_York",
    topic=NORTH_KOREA, quiet_days=60, min_items=8, confidence="medium",
)
