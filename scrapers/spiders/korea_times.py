"""The Korea Times (Seoul): English daily; one article stands at two addresses, with and without `/northkorea/`.
The old `/www/rss/*.xml` addresses are dead. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, Listing
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "korea_times", "The Korea Times", kind="outlet", languages=["en"], country="KR",
    home="https://www.koreatimes.co.kr/", find=Feed("https://feed.koreatimes.co.kr/k/allnews.xml"), topic=NORTH_KOREA,
    second=Listing("https://www.koreatimes.co.kr/foreignaffairs/northkorea",
                   item='a[href*="/foreignaffairs/"][href*="/20"]:not(:has(img))'),
    quiet_days=2, min_items=52, confidence="high",
)
