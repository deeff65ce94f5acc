"""Strait Committee (invented): papers laid before a committee, as PDF files; older ones are scans without a text."""

from scrapers.shapes import Listing
from scrapers.source import Source

SOURCE = Source(
    "strait_committee_en", "Strait Committee", kind="government", languages=["en"], country="SG",
    home="http://straitcommittee.example/",
    find=Listing("http://straitcommittee.example/papers/", item="li.paper", date=".laid"),
    zone="UTC", quiet_days=60, terms="public", confidence="high",
)
