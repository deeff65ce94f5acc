"""Beyond Parallel (CSIS, Washington): imagery of the border, workers on the Chinese side of it.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source

SOURCE = Source(
    "beyond_parallel", "Beyond Parallel", kind="research", languages=["en"], country="US",
    home="https://beyondparallel.csis.org/", find=Feed("https://beyondparallel.csis.org/feed/"),
    second=WordPress("https://beyondparallel.csis.org/wp-json/wp/v2/posts?per_page=50"), zone="America/New_York",
    quiet_days=21, min_items=8, confidence="high",
)
