"""매일경제 (Seoul): business daily; trade with China and the special zones. Its text is lines between `<br>`."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import NewsSitemap, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "mk_ko", "매일경제", kind="outlet", languages=["ko"], country="KR", home="https://www.mk.co.kr/",
    find=NewsSitemap("https://www.mk.co.kr/sitemap/latest-articles/"), topic=NORTH_KOREA,
    second=RobotsSitemap("https://www.mk.co.kr/robots.txt"), quiet_days=2, min_items=20, gap_is_normal=True,
    layouts=[Layout(date(2026, 1, 1), text="div[itemprop=articleBody]")], confidence="high",
)
