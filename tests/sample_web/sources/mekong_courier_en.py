"""Mekong Courier (invented): region page of a city paper, one block with line breaks; copies without saying so."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Listing, RobotsSitemap
from scrapers.source import Source

SOURCE = Source(
    "mekong_courier_en", "Mekong Courier", kind="outlet", languages=["en"], country="KH",
    home="http://mekongcourier.example/",
    find=Listing("http://mekongcourier.example/index.php?cat=region", item=".story", link="a.headline", date=".date"),
    second=RobotsSitemap("http://mekongcourier.example/robots.txt"),
    zone="Asia/Phnom_Penh", quiet_days=5, min_items=2, keep_params=["id"], confidence="high",
    layouts=[Layout(date(2019, 1, 1), title="h2.headline", text=".copy", date="span.date")],
)
