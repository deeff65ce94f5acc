"""The Korea Herald (Seoul): what officials and courts say, and much Yonhap copy, marked "(Yonhap)" at its end.
Dates are written `+09:00`, which is not RFC 822; `/rss` on the same host is a web page about feeds.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "korea_herald", "The Korea Herald", kind="outlet", languages=["en"], country="KR",
    home="https://www.koreaherald.com/", find=Feed("https://www.koreaherald.com/rss/newsAll"), topic=NORTH_KOREA,
    second=Feed("https://www.koreaherald.com/rss/kh_National"), quiet_days=2, min_items=40, confidence="high",
)
