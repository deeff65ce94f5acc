"""Приморский вестник (invented): local paper of Vladivostok in windows-1251; sees the builders come and go."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Listing
from scrapers.source import Source

SOURCE = Source(
    "primorsky_vestnik_ru", "Приморский вестник", kind="outlet", languages=["ru"], country="RU",
    home="http://primorskyvestnik.example/",
    find=Listing("http://primorskyvestnik.example/news/", item=".news-item", date=".news-date-time"),
    zone="Asia/Vladivostok", quiet_days=7, min_items=3, confidence="high",
    layouts=[Layout(date(2019, 1, 1), text=".news-text", drop=(".news-author", ".news-picture"))],
)
