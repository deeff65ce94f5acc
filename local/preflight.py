"""Is there a network? A handful of live sources is asked for its robots.txt at once; five seconds decide."""

import concurrent.futures
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Iterable
from urllib.parse import urljoin

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


def _answer(url: str, agent: str) -> bytes | None:
    """The first bytes of an answer, its status before them; None when nobody answers."""
    request = urllib.request.Request(url, headers={"User-Agent": agent})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return b"%d " % answer.status + bytes(answer.read(2000))
    except urllib.error.HTTPError as error:
        return b"%d " % error.code + error.read(2000)
    except (OSError, http.client.HTTPException):
        return None
