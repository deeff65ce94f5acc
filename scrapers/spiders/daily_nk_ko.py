"""데일리NK (Seoul): the original of many English pieces, days earlier and with more numbers.
The feed holds ten items, about three days: a missed night of four days loses some, and `?paged=2` is page 1 again."""

from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "daily_nk_ko", "데일리NK", kind="outlet", languages=["ko"], country="KR", home="https://www.dailynk.com/",
    find=Feed("https://www.dailynk.com/feed/"), quiet_days=3, min_items=8, confidence="high",
)
