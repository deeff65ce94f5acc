"""US Treasury press releases: the story behind an OFAC designation, with the firms and the years.
No feed works; the letters of an address (`sm`, `jy`, `sb`) change with the administration."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Listing, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

URL = "https://home.treasury.gov/news/press-releases"
SOURCE = Source(
    "treasury_press", "US Treasury", kind="government", languages=["en"], country="US",
    home="https://home.treasury.gov/", topic=NORTH_KOREA, zone="America/New_York", quiet_days=5, min_items=8,
    find=Listing(URL, item=".content--2col__body > div", link=".featured-stories__headline a", date="time",
                 pages=f"{URL}?page={{page}}", first_page=0),
    second=RobotsSitemap("https://home.treasury.gov/robots.txt", only="/news/press-releases/"), terms="public",
    layouts=[Layout(date(2021, 6, 1), text=".field--name-field-news-body")], confidence="high",
)
