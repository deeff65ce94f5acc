"""How Scrapy behaves here: polite, bounded, verified. `scrapy list` and `scrapy crawl KEY` read this module."""

import re
from collections.abc import Mapping
from typing import Any

VERSION = "0.1.0"
DELAY_SECONDS = 2.0


class ContactInvalid(ValueError):
    """P8_CONTACT cannot stand in a header."""


def user_agent(contact: str | None) -> str:
    """Our name in every request, with the contact that a site's owner can write to. Raises ContactInvalid."""
    if not contact:
        return f"paragraph8/{VERSION}"
    if not re.fullmatch(r"[\x20-\x7e]{3,200}", contact) or set(contact) & set("()"):
        raise ContactInvalid(f"P8_CONTACT is {contact!r}; expected an address such as mailto:you@example.org")
    return f"paragraph8/{VERSION} (+{contact})"


def crawl_settings(web: str, languages: tuple[str, ...], environment: Mapping[str, str]) -> dict[str, Any]:
    """What differs from crawl to crawl: our name, the language asked for, the pace. A visitor without a name goes at
    half the pace; the sample web is our own and is told none. Raises ContactInvalid."""
    contact = environment.get("P8_CONTACT") if web == "live" else None
    pace = 0.0 if web == "sample" else DELAY_SECONDS * (1 if contact else 2)
    accepted = ", ".join([*languages, *(["en;q=0.5"] if "en" not in languages else [])])
    return {
        "USER_AGENT": user_agent(contact),
        "DOWNLOAD_DELAY": pace,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": accepted,
            "Accept-Encoding": "gzip, deflate",
        },
    }


BOT_NAME = "paragraph8"
SPIDER_MODULES = ["scrapers.spiders"]
SPIDER_LOADER_CLASS = "scrapers.spider.SourceLoader"
USER_AGENT = user_agent(None)  # `scrapy crawl KEY` by hand is the anonymous visitor; ours is told by crawl_settings
TWISTED_DNS_RESOLVER = "scrapers.middlewares.PublicResolver"

ROBOTSTXT_OBEY = True
# Each request is made in its site's turn, one for all crawls of this machine; Scrapy's own delay runs beside it.
DOWNLOAD_HANDLERS = {"http": "scrapers.pace.PacedHandler", "https": "scrapers.pace.PacedHandler"}
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = DELAY_SECONDS * 2
DOWNLOAD_DELAY_JITTER = 0.0
# From the first byte sent to the last one received, so that a slow drip ends too.
DOWNLOAD_TIMEOUT = 40
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DNS_TIMEOUT = 15
RETRY_TIMES = 1
# A 429 asks for quiet: pace.Patience decides.
RETRY_HTTP_CODES = [408, 500, 502, 503, 504, 522, 524]
REDIRECT_MAX_TIMES = 5
CLOSESPIDER_TIMEOUT = 1_500
# Ours: reports are asked for this long, and what is left is counted. Sites of a slow pace, or of several sources at
# work, leave no time for all, and a crawl must come to its own end.
REPORTS_SECONDS = 1_200

COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
REFERRER_POLICY = "no-referrer"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# Every answer is noted, refusals too.
HTTPERROR_ALLOW_ALL = True
# Bodies stay content-coded as received; page.Page.content() is the one place that decodes them.
COMPRESSION_ENABLED = False
LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 0

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapers.middlewares.Guard": 90,
    "scrapers.middlewares.Robots": 100,
    "scrapers.middlewares.Redirects": 600,
    "scrapers.pace.Patience": 700,
    "scrapers.middlewares.CaptureMiddleware": 800,
}
