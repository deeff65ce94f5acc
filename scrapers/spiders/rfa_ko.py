"""자유아시아방송 (Radio Free Asia): scripts from stringers in China and Russia, with speaker lines in the text.
Its funding was cut in 2025: a long silence is a budget, not fewer workers.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed
from scrapers.source import Source

SOURCE = Source(
    "rfa_ko", "자유아시아방송", kind="broadcaster", languages=["ko"], country="US", home="https://www.rfa.org/korean/",
    find=Feed("https://www.rfa.org/korean/rss2.xml"), quiet_days=5, min_items=20, confidence="high",
    second=Feed("https://www.rfa.org/arc/outboundfeeds/korean/rss"),
)
