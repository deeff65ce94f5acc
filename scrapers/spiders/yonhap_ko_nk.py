"""연합뉴스 (Seoul), the North Korea desk: what ministries and the intelligence service say, within minutes.
Dates on its pages carry no zone; agency copyright, so only quotes are shown."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source

SOURCE = Source(
    "yonhap_ko_nk", "연합뉴스 북한", kind="agency", languages=["ko"], country="KR", home="https://www.yna.co.kr/",
    find=Feed("https://www.yna.co.kr/rss/northkorea.xml"), second=HomeFeed("https://www.yna.co.kr/"),
    quiet_days=1, min_items=60, terms="quotes", confidence="high",
    layouts=[Layout(date(2026, 1, 1), title="h1.tit01", text=".story-news.article",
                    date=".update-time .txt-time01", drop=("aside", ".txt-copyright"))],
)
