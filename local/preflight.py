"""Is there a network? A handful of live sources is asked for its robots.txt at once; five seconds decide."""

import concurrent.futures
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapers.settings import user_agent
from scrapers.source import sources

ASKED = 5
SECONDS = 4.0


def reachable(homes: Iterable[str] | None = None) -> bool:
    """Whether the live web answers. No answer, or the same answer from every host (a proxy's page), is no network.

    Raises ContactInvalid.
    """
    homes = list(homes or [source.home for source in sources("live").values()])[:ASKED]
    agent = user_agent(os.environ.get("P8_CONTACT"))
    pool = concurrent.futures.ThreadPoolExecutor(len(homes))
    asked = [pool.submit(_answer, urljoin(home, "/robots.txt"), agent) for home in homes]
    done, _ = concurrent.futures.wait(asked, timeout=SECONDS + 0.5)
    pool.shutdown(wait=False, cancel_futures=True)
    answers = [answer for future in done if (answer := future.result()) is not None]
    return len(answers) == 1 or len(set(answers)) > 1


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: whoever answers could send us into our own network."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def _answer(url: str, agent: str) -> bytes | None:
    """The first bytes of an answer, its status before them; of a redirect the host that it leads to, which is one for
    all where a proxy wants a login. None when nobody answers."""
    request = urllib.request.Request(url, headers={"User-Agent": agent})
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=SECONDS) as answer:
            return b"%d " % answer.status + bytes(answer.read(2000))
    except urllib.error.HTTPError as error:
        if error.headers.get("Location"):
            return b"to " + _led_to(url, error.headers["Location"]).encode()
        return b"%d " % error.code + error.read(2000)
    except (OSError, http.client.HTTPException):
        return None


def _led_to(url: str, location: str) -> str:
    try:
        return urlsplit(urljoin(url, location)).netloc
    except ValueError:
        return location
