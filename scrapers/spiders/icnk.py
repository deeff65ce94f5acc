"""ICNK (Seoul), coalition against crimes against humanity in North Korea: a board that mirrors news, often cut off.
The query is the identity: `wr_id` in `bo_table`; `page` is not. Skin unseen: rows are known by their links."""

from scrapers.shapes import HomeFeed, Listing
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

URL = "http://www.stopnkcrimes.org/bbs/board.php?bo_table=human"
SOURCE = Source(
    "icnk", "ICNK", kind="ngo", languages=["ko", "en"], country="KR", home="http://www.stopnkcrimes.org/",
    find=Listing(URL, item='tr:has(a[href*="wr_id="])', link='a[href*="wr_id="]', date=".td_datetime",
                 pages=f"{URL}&page={{page}}"),
    second=HomeFeed("http://www.stopnkcrimes.org/"), keep_params=["bo_table", "wr_id"], topic=NORTH_KOREA,
    quiet_days=30, min_items=10, confidence="medium",
)
