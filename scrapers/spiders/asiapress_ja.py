"""アジアプレス (Osaka): its own network of informants in the North; a third of the feed is about Japan.
`/apn/feed/` without `index.xml` answers 200 with one line of refresh. Small outlet: quote sparingly.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "asiapress_ja", "アジアプレス", kind="outlet", languages=["ja"], country="JP", zone="Asia/Tokyo",
    home="https://www.asiapress.org/apn/", find=Feed("https://www.asiapress.org/apn/feed/index.xml"),
    second=RobotsSitemap("https://www.asiapress.org/robots.txt", only="/apn/"), topic=NORTH_KOREA,
    quiet_days=7, min_items=10, terms="quotes", confidence="high",
)
