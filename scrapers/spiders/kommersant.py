"""Коммерсантъ (Moscow): business daily; builders, loggers and the labour market of the regions.
A public reader had to set its robots.txt aside: ours obeys it, and `blocked` is then the answer."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, NewsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "kommersant", "Коммерсантъ", kind="outlet", languages=["ru"], country="RU", home="https://www.kommersant.ru/",
    find=Feed("https://www.kommersant.ru/RSS/news.xml"), topic=NORTH_KOREA, zone="Europe/Moscow",
    second=NewsSitemap("https://www.kommersant.ru/sitemaps/sitemap_news.xml"), quiet_days=2, min_items=20,
    layouts=[Layout(date(2024, 1, 1), text=".article_text_wrapper", drop=(".document_authors",))], confidence="high",
)
