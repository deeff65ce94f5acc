"""Hankyoreh English (Seoul): a newspaper close to the South's engagement camp; translations of the Korean edition.
Only this path is the English feed (`/rss` on the same host is the Korean one), and its items carry no date.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, Listing
from scrapers.source import Canary, Source
from scrapers.topic import NORTH_KOREA

LIST = "https://english.hani.co.kr/arti/english_edition/e_northkorea/list{page}.html"
SOURCE = Source(
    "hankyoreh_en", "Hankyoreh", kind="outlet", languages=["en"], country="KR", home="https://english.hani.co.kr/",
    find=Feed("https://english.hani.co.kr/rss/english_edition"), topic=NORTH_KOREA, quiet_days=3, min_items=20,
    second=Listing(LIST.format(page=1), pages=LIST,
                   item='a[href*="/arti/english_edition/e_"][href$=".html"]:not([href*="/list"], :has(img))'),
    canary=Canary("https://english.hani.co.kr/arti/english_edition/e_national/912156.html"), confidence="high",
)
