"""聯合ニュース, the North Korea desk in Japanese: pure translation of `yonhap_ko_nk`, an edge and never an origin.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source

SOURCE = Source(
    "yonhap_ja", "聯合ニュース", kind="agency", languages=["ja"], country="KR", home="https://jp.yna.co.kr/",
    find=Feed("https://jp.yna.co.kr/RSS/nk.xml"), second=HomeFeed("https://jp.yna.co.kr/"),
    quiet_days=2, min_items=10, terms="quotes", confidence="high",
)
