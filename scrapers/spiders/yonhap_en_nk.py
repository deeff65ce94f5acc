"""Yonhap English, the North Korea desk: mostly shorter translations of `yonhap_ko_nk`, numbers sometimes rounded.
`/RSS/northkorea.xml` on the same host is named in lists and proved by nobody."""

from datetime import date

from scrapers.shapes import Feed
from scrapers.source import Canary, Source

SOURCE = Source(
    "yonhap_en_nk", "Yonhap North Korea", kind="agency", languages=["en"], country="KR", home="https://en.yna.co.kr/",
    find=Feed("https://en.yna.co.kr/RSS/nk.xml"), quiet_days=2, min_items=10, terms="quotes", confidence="high",
    canary=Canary("https://en.yna.co.kr/view/AEN20240517006852315", date(2024, 5, 17)),
)
