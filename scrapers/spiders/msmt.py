"""Multilateral Sanctions Monitoring Team (11 states, since October 2024): what followed the UN Panel of Experts.
Reports are PDF, one or two a year, and the index dates none of them. Layout unseen: its links are known."""

from scrapers.shapes import DocumentIndex, RobotsSitemap
from scrapers.source import Source

REPORT = "/Publications/detail/|/view/save/"
SOURCE = Source(
    "msmt", "Multilateral Sanctions Monitoring Team", kind="government", languages=["en"], country=None,
    home="https://msmt.info/", zone=None, quiet_days=200, min_items=2, confidence="medium",
    find=DocumentIndex("https://msmt.info/", only=REPORT),
    second=RobotsSitemap("https://msmt.info/robots.txt", only=REPORT),
)
