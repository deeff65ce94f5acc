"""Federal Register (Washington): the legal text of what OFAC did weeks before, so an edge and no second event."""

from functools import partial

from scrapers.shapes import JsonApi
from scrapers.source import Source

API = "https://www.federalregister.gov/api/v1/documents.json?order=newest&per_page=100" + "".join(
    f"&fields[]={name}" for name in ("document_number", "title", "publication_date", "html_url", "abstract"))
TERM = f"{API}&conditions[term]=%22North%20Korea%22"
DAYS = "&conditions[publication_date][gte]={first}&conditions[publication_date][lte]={last}"
READ = partial(JsonApi, items="/results", link="/html_url", title="/title", published="/publication_date",
               summary="/abstract")
SOURCE = Source(
    "federal_register", "Federal Register", kind="government", languages=["en"], country="US", zone="America/New_York",
    home="https://www.federalregister.gov/", find=READ(TERM, range=TERM + DAYS), quiet_days=7, min_items=1,
    second=READ(f"{API}&conditions[agencies][]=foreign-assets-control-office"), terms="public", confidence="high",
)
