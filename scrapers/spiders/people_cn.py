"""人民网 (Beijing), world news: the Party's paper; delegations, agreements, what is not said. Its pages are in GBK."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "people_cn", "人民网", kind="outlet", languages=["zh"], country="CN", home="http://www.people.com.cn/",
    find=Feed("http://www.people.com.cn/rss/world.xml"), second=HomeFeed("http://www.people.com.cn/"),
    zone="Asia/Shanghai", topic=NORTH_KOREA, quiet_days=2, min_items=20, gap_is_normal=True, confidence="high",
    layouts=[Layout(date(2024, 1, 1), text="div.rm_txt_con", date="meta[name=publishdate]")],
)
