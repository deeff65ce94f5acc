"""VOA 한국어, the Korean Peninsula: a US broadcaster with agency material inside, so not all of it is public domain.
The feed's first item is its own section page (`/z/2712`), and some stories come twice, as text and as video."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, Listing
from scrapers.source import Source

SOURCE = Source(
    "voa_ko", "VOA 한국어", kind="broadcaster", languages=["ko"], country="US", home="https://www.voakorea.com/",
    find=Feed("https://www.voakorea.com/api/zoikol-vomx-tpepgjp"), quiet_days=3, min_items=12, confidence="high",
    second=Listing("https://www.voakorea.com/z/2767", item=".media-block", link='a[href*="/a/"]',
                   title=".media-block__title"),
    layouts=[Layout(date(2024, 4, 28), title="h1.pg-title", text=".wsw", drop=(".wsw__embed", ".dateline"))],
)
