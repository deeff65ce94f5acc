"""ТАСС (Moscow): state agency; governors and ministries on foreign labour. The layout is that of 2020."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "tass_ru", "ТАСС", kind="agency", languages=["ru"], country="RU", home="https://tass.ru/",
    find=Feed("https://tass.ru/rss/v2.xml"), second=RobotsSitemap("https://tass.ru/robots.txt"),
    zone="Europe/Moscow", topic=NORTH_KOREA, quiet_days=2, min_items=20, gap_is_normal=True, terms="quotes",
    layouts=[Layout(date(2020, 6, 28), title="h1.news-header__title", text=".text-block")], confidence="high",
)
