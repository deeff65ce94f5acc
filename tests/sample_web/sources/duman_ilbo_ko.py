"""두만일보 (invented): the border desk's list of an NDsoft paper in EUC-KR; the number in the query is the report."""

from scrapers.shapes import Listing
from scrapers.source import Source

SOURCE = Source(
    "duman_ilbo_ko", "두만일보", kind="outlet", languages=["ko"], country="KR", home="http://dumanilbo.example/",
    find=Listing("http://dumanilbo.example/news/articleList.html?sc_section_code=S1N1&view_type=sm",
                 item="#section-list li", link="h4.titles a", date=".byline em:last-child",
                 next=".pagination .active + li a"),
    quiet_days=3, min_items=3, keep_params=["idxno"], confidence="high",
)
