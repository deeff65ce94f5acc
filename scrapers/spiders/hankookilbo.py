"""한국일보 (Seoul): a general daily; its layout changed three times in 2026, and for some months the text was JSON."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import NewsSitemap, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "hankookilbo", "한국일보", kind="outlet", languages=["ko"], country="KR", home="https://www.hankookilbo.com/",
    find=NewsSitemap("https://www.hankookilbo.com/sitemap/latest-articles"), topic=NORTH_KOREA,
    second=RobotsSitemap("https://www.hankookilbo.com/robots.txt"),
    quiet_days=2, min_items=20, gap_is_normal=True, confidence="high",
    layouts=[Layout(date(2020, 1, 1), text="[itemprop=articleBody]", drop=(".editor-img-box",)),
             Layout(date(2026, 1, 27), text=".article-view", drop=(".editor-img-box", ".writer"))],
)
