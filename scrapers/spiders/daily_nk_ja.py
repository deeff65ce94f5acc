"""デイリーNKジャパン (Tokyo): own pieces and translations of `daily_nk_ko`, about two a day.
Cloudflare refuses cloud machines whatever they say: `blocked` names the road. Layout unseen: the generic reader."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source

SOURCE = Source(
    "daily_nk_ja", "デイリーNKジャパン", kind="outlet", languages=["ja"], country="JP", home="https://dailynk.jp/",
    find=Feed("https://dailynk.jp/feed"), second=RobotsSitemap("https://dailynk.jp/robots.txt"),
    zone="Asia/Tokyo", quiet_days=3, min_items=8, confidence="high",
)
