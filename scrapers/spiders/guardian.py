"""The Guardian (London), its North Korea pages: investigations, as of seafood and hair. The feed needs no filter."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source

SOURCE = Source(
    "guardian", "The Guardian", kind="outlet", languages=["en"], country="GB", home="https://www.theguardian.com/",
    find=Feed("https://www.theguardian.com/world/north-korea/rss"), zone="Europe/London", quiet_days=14, min_items=16,
    second=HomeFeed("https://www.theguardian.com/world/north-korea"), confidence="high",
    layouts=[Layout(date(2024, 2, 24), text=".article-body-viewer-selector", drop=("aside", "figure"))],
)
