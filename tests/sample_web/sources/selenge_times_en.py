"""Selenge Times (invented): a weekly of the valley, whole in its feed; its two reporters are on strike."""

from datetime import date

from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "selenge_times_en", "Selenge Times", kind="outlet", languages=["en"], country="MN",
    home="http://selengetimes.example/", find=Feed("http://selengetimes.example/feed.xml", full_text=True),
    zone="Asia/Ulaanbaatar", quiet_days=7, confidence="high",
    muted=(date(2019, 12, 12), "its reporters are on strike until then"),
)
