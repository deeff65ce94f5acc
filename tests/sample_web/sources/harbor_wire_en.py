"""Harbor Wire (invented): shipping and sanctions; carries the reports of others, whole, cut short, or behind a wall."""

from scrapers.shapes import Feed, NewsSitemap
from scrapers.source import Source

SOURCE = Source(
    "harbor_wire_en", "Harbor Wire", kind="outlet", languages=["en"], country="SG", home="http://harborwire.example/",
    find=Feed("http://harborwire.example/atom.xml"),
    second=NewsSitemap("http://harborwire.example/sitemap.xml"),
    zone="UTC", quiet_days=4, min_items=2, confidence="medium",
)
