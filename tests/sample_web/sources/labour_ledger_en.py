"""Labour Ledger (invented): a society in Geneva that hears former foremen; its site tells whole posts to machines."""

from scrapers.shapes import WordPress
from scrapers.source import Source

SOURCE = Source(
    "labour_ledger_en", "Labour Ledger", kind="ngo", languages=["en"], country="CH", home="http://labourledger.example/",
    find=WordPress("http://labourledger.example/wp-json/wp/v2/posts"), zone="Europe/Zurich", quiet_days=14,
    confidence="high",
)
