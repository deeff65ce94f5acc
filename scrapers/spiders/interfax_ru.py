"""Интерфакс (Moscow): private agency, often first with quotas and figures. Feed and pages are in windows-1251.
Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, HomeFeed
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "interfax_ru", "Интерфакс", kind="agency", languages=["ru"], country="RU", home="https://www.interfax.ru/",
    find=Feed("https://www.interfax.ru/rss.asp"), second=HomeFeed("https://www.interfax.ru/"),
    zone="Europe/Moscow", topic=NORTH_KOREA, quiet_days=2, min_items=20, gap_is_normal=True, terms="quotes",
    confidence="high",
)
