"""Yalu Post (invented): stringers in Dandong and Pyongyang. Related headlines stand inside the body of its pages."""

from scrapers.shapes import Feed, WordPress
from scrapers.source import Source

SOURCE = Source(
    "yalu_post_en", "Yalu Post", kind="outlet", languages=["en"], country="KR", home="http://yalupost.example/",
    find=Feed("http://yalupost.example/feed/"),
    second=WordPress("http://yalupost.example/wp-json/wp/v2/posts", full_text=False),
    quiet_days=3, min_items=4, confidence="high",
)
