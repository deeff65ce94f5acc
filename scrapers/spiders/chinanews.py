"""中国新闻网 (Beijing): state agency; visits, border ports, KCNA quotes. One item of thirty is on Korea.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "chinanews", "中国新闻网", kind="agency", languages=["zh"], country="CN", home="https://www.chinanews.com.cn/",
    find=Feed("https://www.chinanews.com.cn/rss/world.xml"), second=HomeFeed("https://www.chinanews.com.cn/"),
    zone="Asia/Shanghai", topic=NORTH_KOREA, quiet_days=2, min_items=24, gap_is_normal=True, terms="quotes",
    confidence="high",
)
