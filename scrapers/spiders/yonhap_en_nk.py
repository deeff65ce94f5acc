"""Yonhap English, the North Korea desk: mostly shorter translations of `yonhap_ko_nk`, numbers sometimes rounded.
`/RSS/northkorea.xml` on the same host is named in lists and proved by nobody."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed
from scrapers.source import Canary, Source

SOURCE = Source(
    "yonhap_en_nk", "Yonhap North Korea", kind="agency", languages=["en"], country="KR", home="https://en.yna.co.kr/",
    find=Feed("https://en.yna.co.kr/RSS/nk.xml"), second=Feed("https://en.yna.co.kr/RSS/news.xml"), quiet_days=2,
    min_items=10, terms="quotes", canary=Canary("https://en.yna.co.kr/view/AEN20240517006852315", date(2024, 5, 17)),
    layouts=[Layout(date(2019, 8, 20), title="h1.tit, h1.tit01", text=".story-news", drop=("aside",))],
    confidence="high",
)
