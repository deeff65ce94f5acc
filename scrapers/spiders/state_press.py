"""US State Department press releases: designations, visa bans and the yearly report on trafficking in persons.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "state_press", "US Department of State", kind="government", languages=["en"], country="US",
    home="https://www.state.gov/", find=Feed("https://www.state.gov/rss-feed/press-releases/feed/"),
    second=Feed("https://www.state.gov/rss-feed/east-asia-and-the-pacific/feed/"), topic=NORTH_KOREA,
    zone="America/New_York", quiet_days=7, min_items=8, terms="public", confidence="high",
)
