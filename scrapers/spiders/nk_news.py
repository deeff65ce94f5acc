"""NK News (Seoul, Washington): daily reporting behind a paywall; every page is a teaser of about 1,100 characters.
Title, date and first claims are usable; the wall is left alone. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source

SOURCE = Source(
    "nk_news", "NK News", kind="outlet", languages=["en"], country="US", home="https://www.nknews.org/",
    find=Feed("https://www.nknews.org/feed/"),
    second=RobotsSitemap("https://www.nknews.org/robots.txt"),
    quiet_days=3, min_items=200, confidence="high",
)
