"""Daily NK English (Seoul): informants in North Korea and Chinese border towns; translated days after the Korean.
The neighbour `/english/rss-feed/` also answers 200, and never holds an item. The theme changed often: no layout."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Canary, Source

SOURCE = Source(
    "daily_nk_en", "Daily NK", kind="outlet", languages=["en"], country="KR", home="https://www.dailynk.com/english/",
    find=Feed("https://www.dailynk.com/english/feed/"), quiet_days=3, min_items=8, confidence="high",
    second=WordPress("https://www.dailynk.com/english/wp-json/wp/v2/posts?per_page=50"),
    canary=Canary("https://www.dailynk.com/english/many-working-north-koreans-china-still-limbo/"),
)
