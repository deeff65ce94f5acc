"""What a source declares and where sources are found: facts only; nothing of HTTP, storage or texts."""

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tldextract

from scrapers import topic
from scrapers.page import Layout, url_key
from scrapers.shapes import Item, Shape
from scrapers.shapes.markup import plain

Web = Literal["live", "sample"]
Kind = Literal["outlet", "agency", "broadcaster", "ngo", "un", "government", "research", "aggregator", "index"]
Terms = Literal["public", "internal", "quotes"]
Confidence = Literal["high", "medium", "low"]

ROOT = Path(__file__).resolve().parent.parent
FOLDERS: dict[str, Path] = {
    "live": ROOT / "scrapers" / "spiders",
    "sample": ROOT / "tests" / "sample_web" / "sources",
}

_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class SourceInvalid(ValueError):
    """A declaration that cannot be right; the message names source and field."""


class UnknownSource(LookupError):
    """No source has this key; the message names the nearest ones."""


@dataclass(frozen=True)
class Canary:
    """An old report that must still read: where it is, and the day it is known to have been published on."""

    url: str
    published: date | None = None


@dataclass(frozen=True)
class Source:
    """One outlet, NGO, UN body or government office that is read every night.

    `quiet_days` without a new item are normal, more is `stale`; a healthy listing shows at least `min_items`.
    `zone` is that of dates without one; None if unknown. `topic`: words of which title or summary must hold one; empty
    for a source that is all about the subject. `keep_params`: the only parameters of an address that name a report.
    `terms`: may full text be shown to all (`public`), to analysts only (`internal`), or only quotes (`quotes`)?
    `muted`: (last day, reason) of a known failure. `find` is None only for pages that came packed, without a listing.
    `second`: another road to the same reports, taken when the first fails or leaves a gap. `back`: the road to back
    numbers, if neither of the two leads there. `gap_is_normal`: its window is shorter than a day, whatever we do.
    """

    key: str
    name: str
    kind: Kind
    languages: Sequence[str]
    country: str | None
    home: str
    find: Shape | None
    second: Shape | None = None
    back: Shape | None = None
    zone: str | None = "Asia/Seoul"
    topic: Sequence[str] = ()
    quiet_days: int = 3
    min_items: int = 1
    empty_is_normal: bool = False
    gap_is_normal: bool = False
    keep_params: Sequence[str] = ()
    terms: Terms = "internal"
    canary: Canary | None = None
    confidence: Confidence = "low"
    layouts: Sequence[Layout] = ()
    muted: tuple[date, str] | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, list):
                object.__setattr__(self, field.name, tuple(value))
        for name, is_right, expected in _rules(self):
            if not is_right:
                raise SourceInvalid(f"source {self.key!r}: {name} is {getattr(self, name)!r}, expected {expected}")

    def road(self, name: str) -> Shape | None:
        """The shape of a road: `find`, `second` or `back`; None if the source has none. Raises KeyError."""
        return {"find": self.find, "second": self.second, "back": self.back}[name]

    def is_on_topic(self, item: Item) -> bool:
        """Whether title or summary (or the text, if the listing carries it) holds a word of the source's topic as
        `topic.names_one` reads it; always, if the source has none. Without any of them the words of the address are
        judged, and an item that says nothing at all is taken."""
        if not self.topic:
            return True
        said = f"{item.title} {item.summary} {plain(item.part.html) if item.part else ''}"
        return topic.names_one(said, self.topic) if said.strip() else topic.may_name_one(item.url, self.topic)


def _rules(source: Source) -> list[tuple[str, bool, str]]:
    return [
        ("key", bool(re.fullmatch(r"[a-z][a-z0-9_]{1,60}", source.key)), "lower case letters, digits and _"),
        ("name", bool(source.name.strip()), "the outlet's name"),
        ("kind", source.kind in get_args(Kind), f"one of {', '.join(get_args(Kind))}"),
        ("languages", _all(r"[a-z]{2,3}", source.languages), "a list of ISO 639 codes such as ['en']"),
        ("country", source.country is None or _all(r"[A-Z]{2}", [source.country]), "an ISO 3166 code such as 'KR'"),
        ("home", _is_address(source.home), "an http(s) address"),
        ("find", _is_shape(source.find), "a shape with an address"),
        ("second", _is_shape(source.second) and source.second != (source.find or ()), "a shape other than find"),
        ("back", _is_shape(source.back), "a shape with an address"),
        ("canary", source.canary is None or _is_address(source.canary.url), "an old report's address"),
        ("zone", source.zone is None or _is_zone(source.zone), "an IANA zone such as 'Asia/Seoul'"),
        ("topic", not isinstance(source.topic, str), "a list of words"),
        ("quiet_days", source.quiet_days >= 1, "at least 1 day"),
        ("min_items", source.min_items >= 1, "at least 1 item"),
        ("keep_params", not isinstance(source.keep_params, str), "a list of parameter names"),
        ("terms", source.terms in get_args(Terms), f"one of {', '.join(get_args(Terms))}"),
        ("confidence", source.confidence in get_args(Confidence), f"one of {', '.join(get_args(Confidence))}"),
        ("layouts", not isinstance(source.layouts, Layout), "a list of Layout"),
    ]


def _all(pattern: str, values: Sequence[str]) -> bool:
    return not isinstance(values, str) and all(re.fullmatch(pattern, value) for value in values)


def _is_shape(shape: Shape | None) -> bool:
    return shape is None or _is_address(shape.url)


def _is_address(url: str) -> bool:
    return bool(re.match(r"https?://[^/]+", url))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


# --- the registry --------------------------------------------------------------------------------------------------


def sources(web: Web) -> dict[str, Source]:
    """All sources of one web by key, in the order of the keys. Raises SourceInvalid for a file that declares none."""
    return dict(_declared(FOLDERS[web]))


@cache
def _declared(folder: Path) -> dict[str, Source]:
    files = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return {path.stem: _source_in(path) for path in files}


def _source_in(path: Path) -> Source:
    spec = importlib.util.spec_from_file_location(f"scrapers.spiders.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SourceInvalid(f"{path}: cannot be read as a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    declared = getattr(module, "SOURCE", None)
    if not isinstance(declared, Source):
        raise SourceInvalid(f"{path}: no value SOURCE = Source(...)")
    if declared.key != path.stem:
        raise SourceInvalid(f"source {declared.key!r}: key differs from the file's name {path.stem!r}")
    return declared


def source_of(key: str, web: Web) -> Source:
    """The source with this key. `host_<domain>` names pages that came packed: a plain source without a listing.
    Raises UnknownSource, which names near keys."""
    known = sources(web)
    if key in known:
        return known[key]
    if re.fullmatch(r"host_[a-z0-9_]+", key):
        return _packed(key)
    near = get_close_matches(key, known, n=3, cutoff=0.4)
    hint = f"near: {', '.join(near)}" if near else f"known: {', '.join(known) or 'none'}"
    raise UnknownSource(f"no source {key!r} in the {web} web ({hint})")


def _packed(key: str) -> Source:
    domain = key.removeprefix("host_").replace("_", ".")
    return Source(key, domain, "outlet", (), None, f"http://{domain}/", None, zone=None)


def host_key(url: str) -> str:
    """The key of a host that no source declares: `host_` and its registrable domain, other signs as `_`."""
    return "host_" + (re.sub(r"[^a-z0-9]", "_", site_of(url)) or "unknown")


def site_of(url: str) -> str:
    """The registrable domain of an address (`www.example.co.kr` is `example.co.kr`), or its host if it has none."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    return _suffixes(host).top_domain_under_public_suffix or host


def source_key_of(url: str, web: Web) -> str:
    """The source an address belongs to: that whose home is the longest beginning of it, else `host_<domain>`."""
    address = url_key(url)
    homes = {url_key(source.home): key for key, source in sources(web).items()}
    fitting = [home for home in homes if address == home or address.startswith((f"{home}/", f"{home}?"))]
    return homes[max(fitting, key=len)] if fitting else host_key(url)
