"""OFAC recent actions (Washington): designations, licences and list changes, in the hour they take effect.
Every feed address of old lists is gone or holds programme pages; ten rows, three weeks, then `?page=1`."""

from datetime import date
from functools import partial

from scrapers.shapes import Listing
from scrapers.source import Canary, Source
from scrapers.topic import NORTH_KOREA

URL = "https://ofac.treasury.gov/recent-actions"
ROWS = partial(Listing, item=".view-recent-actions-search .search-result.views-row",
               link='a[href^="/recent-actions/"]', date=".font-sans-2xs")
SOURCE = Source(
    "ofac_actions", "OFAC", kind="government", languages=["en"], country="US", home="https://ofac.treasury.gov/",
    find=ROWS(URL, pages=f"{URL}?page={{page}}", first_page=0), second=ROWS(f"{URL}/sanctions-list-updates"),
    zone="America/New_York", topic=NORTH_KOREA, quiet_days=7, min_items=8, terms="public", confidence="high",
    canary=Canary(f"{URL}/20231121", date(2023, 11, 21)),
)
