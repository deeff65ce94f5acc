"""UK Foreign Office: statements at the UN and its own sanctions; twenty items, a few days.
Atom whose entries are updates: a page comes again when it changes. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

HOME = "https://www.gov.uk/government/organisations/foreign-commonwealth-development-office"
SOURCE = Source(
    "fcdo_uk", "UK FCDO", kind="government", languages=["en"], country="GB", home=HOME, find=Feed(f"{HOME}.atom"),
    second=HomeFeed(HOME), zone="Europe/London", topic=NORTH_KOREA, quiet_days=3, min_items=16, confidence="high",
)
