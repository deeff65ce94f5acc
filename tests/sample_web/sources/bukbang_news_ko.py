"""북방뉴스 (invented): small newsroom on the northern border; dates in its feed carry no zone."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "bukbang_news_ko", "북방뉴스", kind="outlet", languages=["ko"], country="KR", home="http://bukbangnews.example/",
    find=Feed("http://bukbangnews.example/rss/allArticle.xml"), quiet_days=3, min_items=3, confidence="high",
    layouts=[Layout(date(2019, 1, 1), text="#articleBody", drop=(".photo_box", ".tail"))],
)
