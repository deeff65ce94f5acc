"""서울평양뉴스 SPN (Seoul): short daily pieces on the North; an NDsoft paper, where `idxno` is the identity.
Lists know its feed under the name of a shipping paper: look at its titles first."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, Listing
from scrapers.source import Source

URL = "https://www.spnews.co.kr/news/articleList.html?sc_section_code=S1N1&view_type=sm"
SOURCE = Source(
    "spn", "서울평양뉴스", kind="outlet", languages=["ko"], country="KR", home="https://www.spnews.co.kr/",
    find=Listing(URL, item=".list-block, #section-list li", link='a[href*="idxno="]', title=".list-titles, .titles",
                 date=".list-dated, .byline", summary=".list-summary, .lead", pages=f"{URL}&page={{page}}"),
    second=Feed("https://www.spnews.co.kr/rss/allArticle.xml"), keep_params=["idxno"], quiet_days=3, min_items=16,
    layouts=[Layout(date(2026, 9, 27), text="#article-view-content-div")], confidence="medium",
)
