"""海峡新報 (invented): correspondents in Shenyang; its feed gives the time of each report and nothing of the text."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source

SOURCE = Source(
    "kaikyo_shinpo_ja", "海峡新報", kind="outlet", languages=["ja"], country="JP", home="http://kaikyoshinpo.example/",
    find=Feed("http://kaikyoshinpo.example/rss/index.rdf"),
    second=HomeFeed("http://kaikyoshinpo.example/"),
    zone="Asia/Tokyo", quiet_days=5, min_items=2,
    confidence="high",
    layouts=[Layout(date(2019, 1, 1), text=".c-article__body", drop=(".c-article__sign",))],
)
