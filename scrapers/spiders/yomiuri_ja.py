"""読売新聞 (Tokyo): Japanese ministries and Chinese border towns; members' articles are teasers."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import NewsSitemap, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "yomiuri_ja", "読売新聞", kind="outlet", languages=["ja"], country="JP", home="https://www.yomiuri.co.jp/",
    find=NewsSitemap("https://www.yomiuri.co.jp/sitemap-news-latest.xml"), zone="Asia/Tokyo", topic=NORTH_KOREA,
    second=RobotsSitemap("https://www.yomiuri.co.jp/robots.txt"),
    quiet_days=2, min_items=20, confidence="high",
    layouts=[Layout(date(2019, 4, 11), title="h1.title-article", text=".p-main-contents",
                    drop=("aside", "rp", "rt", ".article-related-link", ".c-square-arrow-btn",
                          ".ev-article-bottom-banner"))],
)
