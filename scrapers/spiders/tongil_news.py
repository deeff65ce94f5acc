"""통일뉴스 (Seoul): reads the North's papers daily and is close to them in tone; an NDsoft paper as `spn`.
Dates in its feed carry no zone."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "tongil_news", "통일뉴스", kind="outlet", languages=["ko"], country="KR", home="https://www.tongilnews.com/",
    find=Feed("https://www.tongilnews.com/rss/S1N2.xml"), quiet_days=3, min_items=16, confidence="high",
    second=Feed("https://www.tongilnews.com/rss/allArticle.xml"), keep_params=["idxno"],
    layouts=[Layout(date(2026, 9, 27), text="#article-view-content-div")],
)
