"""UN meetings coverage and press releases: what the Security Council said of sanctions and of the Panel of Experts.
The feed holds ten items: a week's pause loses meetings. Layout unseen: the generic reader reads it."""

from scrapers.shapes import Feed, RobotsSitemap
from scrapers.source import Canary, Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "un_press", "UN Press", kind="un", languages=["en", "fr"], country=None, home="https://press.un.org/",
    find=Feed("https://press.un.org/en/rss.xml"), zone="America/New_York", topic=NORTH_KOREA,
    second=RobotsSitemap("https://press.un.org/robots.txt", only=r"/en/20\d\d/"),
    canary=Canary("https://press.un.org/en/2024/sc15648.doc.htm"), quiet_days=5, min_items=8, confidence="high",
)
