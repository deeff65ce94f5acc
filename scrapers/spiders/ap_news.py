"""AP News (New York): the agency's own investigations of labour abroad; English and Spanish in one sitemap."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import NewsSitemap, RobotsSitemap
from scrapers.source import Source
from scrapers.topic import NORTH_KOREA

SOURCE = Source(
    "ap_news", "AP News", kind="agency", languages=["en", "es"], country="US", home="https://apnews.com/",
    find=NewsSitemap("https://apnews.com/news-sitemap-content.xml"), topic=NORTH_KOREA, zone="America/New_York",
    second=RobotsSitemap("https://apnews.com/robots.txt", only="/article/"),
    quiet_days=2, min_items=20, terms="quotes", confidence="high",
    layouts=[Layout(date(2023, 7, 10), text=".RichTextStoryBody", drop=("figure", "aside"))],
)
