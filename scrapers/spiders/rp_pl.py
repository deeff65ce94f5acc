"""Rzeczpospolita (Warsaw): the shipyards and greenhouses that had North Korean crews; parts behind a paywall."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, NewsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "rp_pl", "Rzeczpospolita", kind="outlet", languages=["pl"], country="PL", home="https://www.rp.pl/",
    find=NewsSitemap("https://www.rp.pl/sitemaps/news-sitemap.xml"), second=Feed("https://www.rp.pl/rss_main"),
    zone="Europe/Warsaw", topic=NORTH_KOREA, quiet_days=2, min_items=20, confidence="high",
    layouts=[Layout(date(2025, 2, 2), title="h1.articleTitle", text=".articleBody", drop=(".intext--video",))],
)
