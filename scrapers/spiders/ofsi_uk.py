"""UK Office of Financial Sanctions Implementation: notices of listings; twenty items, about four months.
Atom whose entries are updates: a page comes again when it changes. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

HOME = "https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation"
SOURCE = Source(
    "ofsi_uk", "UK OFSI", kind="government", languages=["en"], country="GB", home=HOME, find=Feed(f"{HOME}.atom"),
    second=HomeFeed(HOME), zone="Europe/London", topic=NORTH_KOREA, quiet_days=30, min_items=16, confidence="high",
)
