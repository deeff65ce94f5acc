"""The Moscow Times (Amsterdam): Russian labour shortage seen from exile, with names of regions and firms.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "moscow_times", "The Moscow Times", kind="outlet", languages=["en"], country="NL",
    home="https://www.themoscowtimes.com/", find=Feed("https://www.themoscowtimes.com/rss/news"),
    second=RobotsSitemap("https://www.themoscowtimes.com/robots.txt"), zone="Europe/Moscow", topic=NORTH_KOREA,
    quiet_days=3, min_items=16, confidence="high",
)
