"""C4ADS (Washington): company networks, also those that sent workers abroad until 2020.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "c4ads", "C4ADS", kind="ngo", languages=["en"], country="US", home="https://c4ads.org/",
    find=Feed("https://c4ads.org/feed/"), second=HomeFeed("https://c4ads.org/"), zone="America/New_York",
    topic=NORTH_KOREA, quiet_days=60, min_items=8, confidence="medium",
)
