"""데일리NK (Seoul): the original of many English pieces, days earlier and with more numbers.
The feed holds ten items, about three days: a missed night of four days loses some, and `?paged=2` is page 1 again.
Back numbers by the path that is WordPress's own, proved for the English edition only."""

from scrapers.shapes import Feed, RobotsSitemap, WordPress
from scrapers.source import Source

SOURCE = Source(
    "daily_nk_ko", "데일리NK", kind="outlet", languages=["ko"], country="KR", home="https://www.dailynk.com/",
    find=Feed("https://www.dailynk.com/feed/"), quiet_days=3, min_items=8, confidence="high",
    second=RobotsSitemap("https://www.dailynk.com/robots.txt"),
    back=WordPress("https://www.dailynk.com/wp-json/wp/v2/posts?per_page=50"),
)
