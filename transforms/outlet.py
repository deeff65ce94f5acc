"""The names an outlet goes by on its page: what no headline ends with, and nobody who signs a report."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from transforms.characters import weight
from transforms.document import Document, Element, element_text

MAX_CUTS = 6
_MAX_LINKS = 300
SEPARATOR = re.compile(
    r"\s+[|\-–—:·•»«<>＜｜/│]+\s+|\s*[|｜＜»│]\s*|\s*--+\s*|\s*[-_](?=[^-_]{2,20}$)|\s*:\s*:\s*|\s+[–—]\s*|:\s+"
)
"""What parts a headline from the name of its outlet, a section or a kicker; no more than MAX_CUTS are tried."""

_WORD, _NO_LETTERS = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
_AFFIXES = re.compile(r"^the(?=.)|(?:com|net|org|de)$")
# Words that outlets add to their name; alone they name nobody.
_OUTLET_WORDS = frozenset({"the", "der", "die", "das", "news", "online", "magazine", "blog"})
_MAX_NAME_WORDS = 5


@lru_cache(maxsize=1)
def outlet_of(document: Document) -> "Outlet":
    """The outlet of a page. Asked for title and author, hence the memory of one page."""
    return Outlet(document)


class Outlet:
    """The names an outlet goes by on its page."""

    def __init__(self, document: Document) -> None:
        try:
            host = urlsplit(document.url).hostname or ""
        except ValueError:
            host = ""
        self._host = host.replace("-", "")
        site = document.metas.get("og:site_name", "")
        publishers = [node.get("publisher") for node in document.articles[:2]]
        declared_names = [p.get("name") for p in publishers if isinstance(p, dict)]
        names = [site, document.metas.get("application-name", "")]
        names += [name for name in declared_names if isinstance(name, str)]
        homes = {f"{scheme}//{host}" for scheme in ("", "http:", "https:")}
        links = islice(document.root.iter("a"), _MAX_LINKS)
        names += [element_text(link) for link in links if _leads_home(link, homes)]
        labels = [host, ".".join(host.split(".")[-2:]), *host.split(".")]
        self._names = {_squeezed(name) for name in [*names, *labels]} - {"", "www", "com", "co", "news", "blog"}
        self._words = frozenset(_WORD.findall(site.casefold()))

    def is_named(self, text: str) -> bool:
        """Whether a text is a name of the outlet, or made of nothing but the words of one."""
        if _squeezed(text) in self._names:
            return True
        words = _WORD.findall(text.casefold())
        own = [word for word in words if (len(word) > 1 and word in self._host) or word in self._words]
        is_outlets = all(word in own or word in _OUTLET_WORDS for word in words)
        return len(words) <= _MAX_NAME_WORDS and is_outlets and any(weight(word) > 2 for word in own)

    def without_name(self, written: str) -> str:
        """A title without the outlet's name at its end or at its start."""
        cuts = [cut for cut in list(SEPARATOR.finditer(written))[:MAX_CUTS] if cut.start() > 0]
        ends = [*(cut.start() for cut in cuts[1:]), len(written)]
        at_name = (cut.start() for cut, end in zip(cuts, ends, strict=False) if self._follows(written, cut.end(), end))
        end = next(at_name, len(written))
        # at the front a place may look like a part of the name ("China: ..." on chinadaily.com.cn): only the whole goes
        start = cuts[0].end() if cuts and _squeezed(written[: cuts[0].start()]) in self._names else 0
        return written[start:end].strip() if start < end else written

    def _follows(self, written: str, start: int, end: int) -> bool:
        """Whether the name makes up the rest of a title, or the part `[start:end]` of it that a motto follows."""
        return self.is_named(written[start:]) or _squeezed(written[start:end]) in self._names


def _leads_home(link: Element, homes: Collection[str]) -> bool:
    address = (link.get("href") or "").strip()
    return address == "/" or address.rstrip("/") in homes or link.get("rel") == "home"


def _squeezed(name: str) -> str:
    return _AFFIXES.sub("", _NO_LETTERS.sub("", name.casefold()))
