"""The Diplomat (Washington): analysis of Asia, metered. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "diplomat", "The Diplomat", kind="outlet", languages=["en"], country="US", home="https://thediplomat.com/",
    find=Feed("https://thediplomat.com/feed/"),
    second=RobotsSitemap("https://thediplomat.com/robots.txt"),
    zone="America/New_York", topic=NORTH_KOREA, quiet_days=3, min_items=8, confidence="high",
)
