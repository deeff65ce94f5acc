"""일터수첩 (invented): notes of a trade union's reporter; pages are drawn in the browser, one answer holds many."""

from scrapers.shapes import JsonApi
from scrapers.source import Source

SOURCE = Source(
    "ilteo_sucheop_ko", "일터수첩", kind="ngo", languages=["ko"], country="KR", home="http://ilteosucheop.example/",
    find=JsonApi("http://ilteosucheop.example/api/articles?page=1", items="/data/items", title="/subject",
                 link="http://ilteosucheop.example/articles/{/id}", published="/registered", updated="/edited",
                 text="/contents", pages="http://ilteosucheop.example/api/articles?page={page}"),
    quiet_days=14, confidence="high",
)
