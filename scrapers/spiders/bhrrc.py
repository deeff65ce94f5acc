"""Business and Human Rights Resource Centre (London): what companies answered, so the place of retractions.
Lists disagree about its feed: probe first. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

HOME = "https://www.business-humanrights.org/en/"
SOURCE = Source(
    "bhrrc", "Business and Human Rights Resource Centre", kind="aggregator", languages=["en"], country="GB", home=HOME,
    find=Feed(f"{HOME}rss/"), second=HomeFeed(HOME), zone="Europe/London", topic=NORTH_KOREA,
    quiet_days=14, min_items=8, confidence="low",
)
