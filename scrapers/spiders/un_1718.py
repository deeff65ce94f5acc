"""The UN's 1718 Committee: the Panel of Experts' reports of 2010 to March 2024; none since, and none expected.
Documents are named by symbol (`S/2024/215`). Layout unseen: every link that holds a symbol is taken."""

from scrapers.shapes import DocumentIndex
from scrapers.source import Source

HOME = "https://main.un.org/securitycouncil/en/sanctions/1718"
SYMBOL = r"\bS/20\d\d/\d+"
SOURCE = Source(
    "un_1718", "UN 1718 Committee", kind="un", languages=["en"], country=None, home=HOME, zone=None,
    find=DocumentIndex(f"{HOME}/panel_experts/reports", only=SYMBOL),
    second=DocumentIndex(f"{HOME}/materials", only=SYMBOL),
    back=DocumentIndex(f"{HOME}/resolutions", only=SYMBOL),
    quiet_days=365, min_items=10, confidence="medium",
)
