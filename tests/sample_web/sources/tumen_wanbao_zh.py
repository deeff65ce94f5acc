"""图们晚报 (invented): evening paper of a border town in GB18030, while the header of its reports says UTF-8."""

from datetime import date

from scrapers.page import Layout
from scrapers.shapes import Listing
from scrapers.source import Source

SOURCE = Source(
    "tumen_wanbao_zh", "图们晚报", kind="outlet", languages=["zh"], country="CN", home="http://tumenwanbao.example/",
    find=Listing("http://tumenwanbao.example/bendi/index.htm", item="ul.newslist li", date=".time"),
    zone="Asia/Shanghai", quiet_days=7, min_items=3, confidence="high",
    layouts=[Layout(date(2019, 1, 1), text="#zoom", drop=(".pic", ".editor"))],
)
