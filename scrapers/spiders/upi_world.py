"""UPI World News (Washington): an agency that also carries translations from Korean partner papers.
The slug of an address may change, its digits not. Layout unseen: the generic reader reads it."""

from datetime import date

from scrapers.shapes import Feed
from scrapers.source import Canary, Source
from scrapers.topic import NORTH_KOREA

WORLD = "https://www.upi.com/Top_News/World-News/"
SOURCE = Source(
    "upi_world", "UPI", kind="agency", languages=["en"], country="US", home="https://www.upi.com/",
    find=Feed("https://rss.upi.com/news/tn_int.rss"), second=Feed("https://rss.upi.com/news/news.rss"),
    zone="America/New_York", topic=NORTH_KOREA, quiet_days=2, min_items=15, terms="quotes", confidence="high",
    canary=Canary(f"{WORLD}2020/10/05/North-Korea-spotlights-Irans-weapons-in-state-media/1701601904471/",
                  date(2020, 10, 5)),
)
