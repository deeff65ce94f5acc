"""North Korean Economy Watch: a blog that kept what others let vanish; for 2006 to 2019, hardly a new post since.
Layout unseen: the generic reader reads it."""

from datetime import date

from scrapers.shapes import Feed, WordPress
from scrapers.source import Canary, Source

HOME = "https://www.nkeconwatch.com/"
SOURCE = Source(
    "nk_econ_watch", "North Korean Economy Watch", kind="outlet", languages=["en"], country="US", home=HOME,
    find=Feed(f"{HOME}feed/"),
    second=WordPress(f"{HOME}wp-json/wp/v2/posts?per_page=50"),
    zone="America/New_York", quiet_days=365, min_items=8,
    canary=Canary(f"{HOME}2010/10/18/more-north-korean-workers-in-jilin-liaoning/", date(2010, 10, 18)),
    confidence="high",
)
