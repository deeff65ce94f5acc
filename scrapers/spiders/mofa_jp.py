"""外務省, the Japanese Foreign Ministry: its own sanctions and the MSMT reports in Japanese.
Rows are links of the form `pressit_000001_02208.html`, undated here. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Listing, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

ROW = 'a[href*="/press/release/press"], a[href^="press"]'
SOURCE = Source(
    "mofa_jp", "外務省", kind="government", languages=["ja"], country="JP", home="https://www.mofa.go.jp/mofaj/",
    find=Listing("https://www.mofa.go.jp/mofaj/press/release/", item=ROW),
    second=RobotsSitemap("https://www.mofa.go.jp/robots.txt", only="/mofaj/press/release/"), zone="Asia/Tokyo",
    topic=NORTH_KOREA, quiet_days=14, min_items=8, confidence="medium",
)
