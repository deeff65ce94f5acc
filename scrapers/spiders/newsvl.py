"""NewsVL (Vladivostok): the local paper of the port; building sites, workshops, planes to Pyongyang.
Far East sites often fail from abroad. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "newsvl", "NewsVL", kind="outlet", languages=["ru"], country="RU", home="https://www.newsvl.ru/",
    find=Feed("https://www.newsvl.ru/rss/"), second=RobotsSitemap("https://www.newsvl.ru/robots.txt"),
    topic=NORTH_KOREA, zone="Asia/Vladivostok", quiet_days=2, min_items=16, gap_is_normal=True, confidence="high",
)
