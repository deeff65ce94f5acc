"""Yalu Post (invented): stringers in Dandong and Pyongyang. Related headlines stand inside the body of its pages."""

from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "yalu_post_en", "Yalu Post", kind="outlet", languages=["en"], country="KR", home="http://yalupost.example/",
    find=Feed("http://yalupost.example/feed/"), quiet_days=3, min_items=4, confidence="high",
)
