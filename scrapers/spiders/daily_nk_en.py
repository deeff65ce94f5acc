"""Daily NK English (Seoul): informants in North Korea and Chinese border towns; translated days after the Korean.
The neighbour `/english/rss-feed/` also answers 200, and never holds an item."""

from scrapers.shapes import Feed
from scrapers.source import Canary, Source

SOURCE = Source(
    "daily_nk_en", "Daily NK", kind="outlet", languages=["en"], country="KR", home="https://www.dailynk.com/english/",
    find=Feed("https://www.dailynk.com/english/feed/"), quiet_days=3, min_items=8, confidence="high",
    canary=Canary("https://www.dailynk.com/english/many-working-north-koreans-china-still-limbo/"),
)
