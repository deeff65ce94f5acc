"""US Department of Justice press releases: indictments and pleas, with names, sums and companies; the API has the text.
Its default order is ascending, from the last century on; its pages stand behind a wall that is left alone."""

from scrapers.shapes import Feed, JsonApi
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

URL = ("https://www.justice.gov/api/v1/press_releases.json?pagesize=50&sort=date&direction=DESC"
       "&fields=title,url,uuid,date,changed,body")
SOURCE = Source(
    "doj_press", "US Department of Justice", kind="government", languages=["en"], country="US",
    home="https://www.justice.gov/", second=Feed("https://www.justice.gov/feeds/justice-news.xml"),
    find=JsonApi(URL, items="/results", link="/url", title="/title", published="/date", updated="/changed",
                 text="/body", pages=f"{URL}&page={{page}}", first_page=0),
    zone="America/New_York", topic=NORTH_KOREA, quiet_days=3, min_items=40, terms="public", confidence="high",
)
