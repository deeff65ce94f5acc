"""Beyond Parallel (CSIS, Washington): imagery of the border, workers on the Chinese side of it.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source

SOURCE = Source(
    "beyond_parallel", "Beyond Parallel", kind="research", languages=["en"], country="US",
    home="https://beyondparallel.csis.org/", find=Feed("https://beyondparallel.csis.org/feed/"),
    second=HomeFeed("https://beyondparallel.csis.org/"), zone="America/New_York",
    quiet_days=21, min_items=8, confidence="high",
)
