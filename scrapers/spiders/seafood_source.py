"""SeafoodSource: trade press on the processors of Dandong, Donggang and Hunchun, and on who buys from them.
The feed stands in one list only: probe first. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "seafood_source", "SeafoodSource", kind="outlet", languages=["en"], country="US",
    home="https://www.seafoodsource.com/", find=Feed("https://www.seafoodsource.com/rss/news"),
    second=RobotsSitemap("https://www.seafoodsource.com/robots.txt"), zone="America/New_York", topic=NORTH_KOREA,
    quiet_days=14, min_items=8, confidence="low",
)
