"""UN Human Rights (Geneva): the Special Rapporteur, and the report of 2024 on forced labour.
Lists name several feeds; this one is unproved. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, Listing
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "ohchr", "UN Human Rights", kind="un", languages=["en"], country=None, home="https://www.ohchr.org/",
    find=Feed("https://www.ohchr.org/en/rss.xml"), zone="Europe/Zurich", topic=NORTH_KOREA, quiet_days=30,
    second=Listing("https://www.ohchr.org/en/press-releases", item='a[href*="/press-releases/20"]:not(:has(img))'),
    min_items=8, confidence="medium",
)
