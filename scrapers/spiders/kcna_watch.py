"""KCNA Watch: what the North's state media print; useful for denials and delegations, and a party to the matter.
The feed is empty at times. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "kcna_watch", "KCNA Watch", kind="aggregator", languages=["en", "ko"], country="US",
    home="https://kcnawatch.org/", find=Feed("https://kcnawatch.org/feed/"),
    second=WordPress("https://kcnawatch.org/wp-json/wp/v2/posts?per_page=50"),
    topic=NORTH_KOREA, quiet_days=2, min_items=8, confidence="high",
)
