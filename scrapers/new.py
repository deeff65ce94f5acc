"""`python -m scrapers.new URL`: writes a source's file, fixture and expected items from a page of its outlet.

The page is a feed, a sitemap, an answer of WordPress, a listing or the home page. Everything written is a guess that a
person looks over: `confidence="low"`. Ends 0; 1 if the page offers no road or the source is there already; 64 usage.
"""

import argparse
import json
import keyword
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import east_asian_width
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from scrapers import guess, settings
from scrapers.archive import Exchange
from scrapers.guess import Outlet, Road, code_of, quoted
from scrapers.imitation import imitation
from scrapers.night import Night, answer
from scrapers.page import Page, PageKind, PageUnreadable, page_kind, url_key
from scrapers.shapes import Feed, HomeFeed, Item, Listing, NewsSitemap, RobotsSitemap, Shape, WordPress
from scrapers.shapes.markup import is_html
from scrapers.source import ROOT, Source, SourceInvalid, site_of, sources
from scrapers.spider import SourceSpider

USAGE = 64
PAGES_MAX = 8
LINE_MAX_CHARACTERS = 120
NAME_MAX_CHARACTERS = 50
FILE_OF: dict[type, str] = {
    **{Feed: "feed.xml", NewsSitemap: "sitemap.xml", RobotsSitemap: "robots.txt"},
    **{WordPress: "posts.json", Listing: "listing.html", HomeFeed: "home.html"},
}


class NothingFound(LookupError):
    """A page offers no road to reports, or did not answer. The message says what to try."""


@dataclass(frozen=True)
class Proposal:
    """A source as guessed: its file's text, and the fixture's files by name."""

    key: str
    outlet: Outlet
    find: Road
    second: Shape
    is_second_checked: bool
    keep_params: Sequence[str]
    is_fetched: bool
    text: str
    fixture: Mapping[str, bytes]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Writes the files under `root` and says what is to be checked by hand."""
    parser = _Parser(
        prog=".venv/bin/python -m scrapers.new",
        description="Write a source's file, fixture and expected items from one page of its outlet.",
        epilog="example: .venv/bin/python -m scrapers.new https://www.outlet.example/news/ --key outlet_en",
    )
    parser.add_argument("url", metavar="URL", help="a feed, sitemap, listing or home page of the outlet")
    parser.add_argument("--key", help="the source's key: lower case letters, digits and _; guessed from the host")
    parser.add_argument("--name", help="the outlet's name; guessed from the page")
    parser.add_argument("--home", help="the part of the site that is theirs; guessed from the page")
    parser.add_argument("--from", dest="file", type=Path, help="the page as saved from URL; without it, it is fetched")
    chosen = parser.parse_args(arguments)
    for given in (chosen.url, *([] if chosen.home is None else [chosen.home])):
        if not re.match(r"https?://[^/\s]+\S*$", given):
            parser.error(f"{given!r} is no http(s) address")
    if chosen.key is not None and (wrong := _wrong_with_key(chosen.key)):
        parser.error(f"--key {chosen.key!r}: {wrong}")
    url = chosen.url if urlsplit(chosen.url).path else f"{chosen.url}/"
    try:
        if chosen.key:
            _refuse_key(chosen.key, root)
        pages = [_saved(url, chosen.file)] if chosen.file else fetched(url)
        found = propose(pages, url, chosen.key, chosen.name, chosen.home, is_fetched=chosen.file is None)
        _refuse_addresses(found)
        written = write(found, root)
    except (NothingFound, OSError, SourceInvalid, settings.ContactInvalid) as problem:
        print(f"{parser.prog}: {problem}", file=sys.stderr)
        return 1
    print(told(found, [path.relative_to(root) for path in written]))
    return 0


def _wrong_with_key(key: str) -> str | None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,60}", key):
        return "lower case letters, digits and _; first a letter, 2 to 61 characters"
    return "a word of Python cannot be the name of a file of it" if keyword.iskeyword(key) else None


# --- from pages to a source ----------------------------------------------------------------------------------------


def propose(
    pages: Sequence[Page],
    url: str,
    key: str | None = None,
    name: str | None = None,
    home: str | None = None,
    is_fetched: bool = True,
) -> Proposal:
    """The source that these pages make, the first of them being the one asked for. Raises NothingFound."""
    contents = {page.url: content for page in pages if (content := _readable(page)) is not None}
    if pages[0].url not in contents:
        raise NothingFound(f"{url} {_refusal(pages[0])}")
    first = contents[pages[0].url]
    roads = [road for page in pages if page.url in contents for road in _roads_of(page, contents[page.url])]
    roads.sort(key=lambda road: _PREFERENCE.index(type(road.shape)))
    if not roads:
        raise NothingFound(_nothing(pages[0].url, first, is_fetched))
    find = roads[0]
    outlet = guess.outlet_at(first, pages[0].url, find)
    second, is_checked = _second(roads, outlet, contents)
    key = key or _key(url, outlet.languages[0])
    outlet = replace(outlet, name=(name or outlet.name).strip(), home=home or outlet.home)
    keep = guess.keep_params(find.items)
    keep = keep if all(guess.tell_apart(keep, road.items) for road in roads) else []
    fixture, text = _fixture(find, outlet, is_fetched), _text_of(key, outlet, find, second, keep)
    return Proposal(key, outlet, find, second, is_checked, keep, is_fetched, text, fixture)


_PREFERENCE: tuple[type, ...] = (Feed, NewsSitemap, WordPress, Listing)


def _readable(page: Page) -> bytes | None:
    try:
        content = page.content()
    except PageUnreadable:
        return None
    is_asked = page.status == 200 and page_kind(page.status, content.decode("utf-8", "replace")) is None
    return content if is_asked or (page.status == 200 and not is_html(content)) else None


def _refusal(page: Page) -> str:
    kind = page_kind(page.status, page.body.decode("utf-8", "replace"), headers=page.headers)
    return answer(page, kind)


def _roads_of(page: Page, content: bytes) -> list[Road]:
    """The roads of a page, each with the dates that a zone guessed from itself gives."""
    kind = page.headers.get("content-type", "")
    zoneless = guess.roads_at(content, page.url, None, kind)
    return [
        road
        for found in zoneless
        for road in guess.roads_at(content, page.url, guess.outlet_at(content, page.url, found).zone or "UTC", kind)
        if type(road.shape) is type(found.shape)
    ]


def _nothing(url: str, content: bytes, is_fetched: bool) -> str:
    leads = guess.leads_at(content, url)
    if leads:
        return f"{url} is itself no feed, sitemap or list of reports; it names {', '.join(leads)}: save that and try it"
    other = None if is_fetched else guess.other_site(content, url)
    hint = f"its links lead to {other}: is {url} the address that it was saved from?" if other else None
    return f"{url} holds no feed, sitemap or rows of links: {hint or 'try the feed of the outlet, or a section of it'}"


def _second(roads: Sequence[Road], outlet: Outlet, contents: Mapping[str, bytes]) -> tuple[Shape, bool]:
    """Another road than the first, and whether it was read: any other that gave items, else the sitemaps that
    robots.txt names, else the feed that the home page names, else one of these that was not seen."""
    find = roads[0].shape
    other = next((road.shape for road in roads[1:] if url_key(road.shape.url) != url_key(find.url)), None)
    if other is not None:
        return other, True
    if isinstance(find, Listing) and (named := HomeFeed(find.url).read(roads[0].content, find.url, None).leads):
        return named[0], False
    unread: tuple[Shape, ...] = (RobotsSitemap(urljoin(outlet.home, "/robots.txt")), HomeFeed(outlet.home))
    read = [shape for shape in unread if shape.read(contents.get(shape.url, b""), shape.url, None).leads]
    return (read[0], True) if read else (unread[0 if isinstance(find, Feed) else 1], False)


def _key(url: str, language: str) -> str:
    label = re.sub(r"[^a-z0-9]+", "_", site_of(url).partition(".")[0].lower()).strip("_") or "outlet"
    return f"{label if label[0].isalpha() else f'the_{label}'}_{language}"[:60]


def _text_of(key: str, outlet: Outlet, find: Road, second: Shape, keep: Sequence[str]) -> str:
    """The source's file. Lines are broken between arguments, as by hand."""
    shapes = sorted({type(find.shape).__name__, type(second).__name__})
    arguments: list[tuple[str, object]] = [
        *(("", key), ("", outlet.name), ("kind", "outlet"), ("languages", list(outlet.languages))),
        *(("country", outlet.country), ("home", outlet.home), ("find", find.shape), ("second", second)),
        *([("keep_params", list(keep))] if keep else []),
        *(("zone", outlet.zone), ("quiet_days", guess.quiet_days(find.items))),
        *(("min_items", guess.min_items(find.items)), ("confidence", "low")),
    ]
    # The name is the page's own word, and this file is a program: letters, blanks and a few signs are let through.
    about = re.sub(r"[^\w .,&()'-]", "", outlet.name)[:NAME_MAX_CHARACTERS]
    about += ": who publishes this, why it matters here, and its one quirk."
    if _width(about) > LINE_MAX_CHARACTERS:
        about = about.replace(": who", ":\nwho")
    doc = f'"""{about}\nGuessed from one page, with no layout: its reports are read by the generic reader."""'
    imports = [f"from scrapers.shapes import {', '.join(shapes)}", "from scrapers.source import Source"]
    return "\n".join([doc, "", *imports, "", "SOURCE = Source(", *_lines_of(arguments, "    "), ")", ""])


def _lines_of(arguments: Sequence[tuple[str, object]], indent: str, width: int = LINE_MAX_CHARACTERS) -> list[str]:
    """Arguments on as few lines as they need; one that is longer than a line is broken inside."""
    lines = [indent]
    for name, value in arguments:
        prefix = f"{name}=" if name else ""
        code = prefix + (quoted(value) if not isinstance(value, Shape) else code_of(value)) + ","
        before = "" if lines[-1] == indent else " "
        if before and _width(lines[-1] + before + code) > width:
            lines.append(indent)
            before = ""
        broken = [code] if _width(indent + code) <= width else _broken(prefix, value, indent, width)
        lines[-1] += before + broken[0]
        lines += broken[1:]
    return lines


def _broken(prefix: str, value: object, indent: str, width: int) -> list[str]:
    """An argument over several lines, which are under its bracket or its quotation mark; the first without indent."""
    if isinstance(value, Shape):
        head = f"{prefix}{type(value).__name__}("
        inside = _lines_of(guess.arguments_of(value), indent + " " * len(head), width - 1)
        lines = [head + inside[0].lstrip(), *inside[1:]]
        return [*lines[:-1], lines[-1].removesuffix(",") + "),"]
    under, pieces = indent + " " * len(prefix), [""]
    for character in str(value):
        if pieces[-1] and _width(under + quoted(pieces[-1] + character)) >= width:
            pieces.append("")
        pieces[-1] += character
    lines = [f"{prefix}{quoted(pieces[0])}", *(under + quoted(piece) for piece in pieces[1:])]
    return [*lines[:-1], f"{lines[-1]},"]


def _width(text: str) -> int:
    """Columns of a text: a letter of East Asia takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


# --- fixture -------------------------------------------------------------------------------------------------------


def _fixture(find: Road, outlet: Outlet, is_fetched: bool) -> dict[str, bytes]:
    """The listing with words of our own, the items it must give, and where its structure is from."""
    listing = imitation(find.content)
    items = find.shape.read(listing, find.shape.url, outlet.zone).items
    if len(items) < len(find.items):
        raise NothingFound(
            f"{find.shape.url}: its imitation gives {len(items)} of {len(find.items)} items; make the fixture by hand"
        )
    today = _today()
    origin = {
        "structure_of": find.shape.url,
        "known_from": f"the page itself, {'fetched' if is_fetched else 'saved by hand'} on {today.isoformat()}",
        "known_at": f"{today:%Y-%m}",
        "is_probed_live": is_fetched,
        "rests_on": "generic: the layout was not seen",
        "text": "written for this project; people, numbers and events are invented",
    }
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in origin.items()]
    return {
        FILE_OF[type(find.shape)]: listing,
        "items.json": items_json(items).encode(),
        "origin.toml": ("\n".join(lines) + "\n").encode(),
    }


def items_json(items: Sequence[Item]) -> str:
    """What a fixture's listing must give, as its `items.json` says it."""
    rows = [
        {
            "url": item.url,
            "title": item.title,
            "published": item.published.astimezone(UTC).isoformat() if item.published else None,
        }
        for item in items
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


def _places(key: str, root: Path) -> tuple[Path, Path]:
    return root / "scrapers" / "spiders" / f"{key}.py", root / "tests" / "fixtures" / key


def _refuse_key(key: str, root: Path) -> None:
    source, folder = _places(key, root)
    if source.exists() or folder.exists():
        raise NothingFound(f"{key} is there already: choose another --key, or remove {source} and {folder}")


def _refuse_addresses(found: Proposal) -> None:
    """No two sources may have one listing or one home. Raises NothingFound."""
    for other in sources("live").values():
        if other.find and url_key(other.find.url) == url_key(found.find.shape.url):
            raise NothingFound(f"find {found.find.shape.url} is that of {other.key}: what it lists is read already")
        if url_key(other.home) == url_key(found.outlet.home):
            raise NothingFound(f"home {found.outlet.home} is that of {other.key}: give a part of the site as --home")


def write(found: Proposal, root: Path) -> list[Path]:
    """Writes file and fixture; what is there already is never touched. Raises NothingFound."""
    _refuse_key(found.key, root)
    source, folder = _places(found.key, root)
    folder.mkdir(parents=True)
    source.parent.mkdir(parents=True, exist_ok=True)
    contents = {source: found.text.encode(), **{folder / name: content for name, content in found.fixture.items()}}
    for path, content in contents.items():
        path.write_bytes(content)
    return list(contents)


def told(found: Proposal, written: Sequence[Path]) -> str:
    """What was found and written, what a person must look over, and how it is tested."""
    dated = sorted(item.published for item in found.find.dated if item.published)
    needs_zone = found.find.needs_zone
    led = Counter(site_of(item.url) for item in found.find.items)
    own = site_of(found.find.shape.url)
    elsewhere, asked = led.total() - led[own], "other sites: a narrower listing?"
    if not led[own] and not found.is_fetched:
        asked = f"{max(led, key=led.__getitem__)}: is {found.find.shape.url} the address that the page was saved from?"
    span = f", {dated[0]:%Y-%m-%d} to {dated[-1]:%Y-%m-%d}" if dated else ", none with a date"
    checks = [
        "the first line: who publishes this, and why it matters here",
        f"name {quoted(found.outlet.name)}, kind, country {quoted(found.outlet.country)}, terms",
        f"zone {quoted(found.outlet.zone)}, that of dates without one{': they need one here' if needs_zone else ''}",
        *([] if found.is_second_checked else [f"`second` was not read: {code_of(found.second)}"]),
        *([f"the rows were guessed: {code_of(found.find.shape)}"] if isinstance(found.find.shape, Listing) else []),
        *([f"keep_params {quoted(found.keep_params)}: they alone tell reports apart"] if found.keep_params else []),
        *([] if dated else ["no item has a date that is read, with its year: name a row's `date`, or another road"]),
        *([f"{elsewhere} items lead to {asked}"] if elsewhere else []),
        "a general outlet? Then topic=NORTH_KOREA from scrapers.topic",
        "a canary: an old report of theirs, and its day",
    ]
    return "\n".join(
        [
            *[f"wrote    {path}" for path in written],
            f"found    {code_of(found.find.shape)}: {len(found.find.items)} items{span}",
            *[f"check    {check}" for check in checks],
            f"test     .venv/bin/python -m pytest tests/test_sources.py -k {found.key}",
            "lint     make lint",
            "table    .venv/bin/python -m tests.test_sources --table",
            f'probe    make probe KEYS="{found.key}"',
        ]
    )


# --- pages ---------------------------------------------------------------------------------------------------------


def _saved(url: str, file: Path) -> Page:
    if not file.exists():
        raise NothingFound(f"{file}: there is no file of this name")
    if file.is_dir():
        raise NothingFound(f"{file} is a folder, not a page: give the file in it")
    content = file.read_bytes()
    if not content.strip():
        raise NothingFound(f"{file} is empty: save the page anew")
    return Page(url, 200, {}, content, None, "")


@dataclass
class _Seen(Night):
    """A night of which only the pages are kept."""

    seen: dict[str, Page] = field(default_factory=dict)

    def keep(self, exchange: Exchange, meta: Mapping[str, Any]) -> PageKind | None:
        self.seen.setdefault(exchange.page.url, exchange.page)
        return super().keep(exchange, meta)


class _Scout(SourceSpider):
    """Asks for one page and for what it leads to, in our usual manner: robots.txt, user agent, pace, public hosts."""

    name = "scout"
    answered: list[Page]
    failures: list[str]

    async def start(self) -> AsyncIterator[Request]:
        self.answered, self.failures, asked = [], [], list[str]()
        waiting = [self.source.home]
        while waiting and len(asked) < PAGES_MAX:
            asked.append(url := waiting.pop(0))
            answer = await self._ask(url, "find", len(asked) - 1)
            if isinstance(answer, dict):
                self.failures.append(answer["detail"])
                continue
            page = answer[0]
            self.answered.append(page)
            waiting += [lead for lead in self._leads(page) if lead not in (*asked, *waiting)]
        return
        yield

    def _leads(self, page: Page) -> list[str]:
        content = _readable(page)
        night: Any = self.night
        robots = night.seen.get(urljoin(page.url, "/robots.txt")) if len(self.answered) == 1 else None
        rules = _readable(robots) if robots else None
        leads = guess.leads_at(content, page.url, page.headers.get("content-type", "")) if content else []
        return leads + (guess.leads_at(rules, robots.url) if robots and rules else [])


def fetched(url: str, web: str = "live", proxy: str | None = None) -> list[Page]:
    """The page and those that it leads to, at most eight, two seconds or more between two. Raises NothingFound if the
    page does not answer, ContactInvalid."""
    home = Source("scout", site_of(url), "outlet", (), None, url, Listing(url, item="a"), zone=None)
    night = _Seen(home, _today(), task="probe")
    chosen = Settings()
    chosen.setmodule(settings)
    own = settings.crawl_settings(web, (), os.environ)
    chosen.update({**own, "P8_PROXY": proxy, "LOG_INSTALL_ROOT_HANDLER": False})
    for noisy in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    process = CrawlerProcess(chosen)
    scout = type("scout", (_Scout,), {"source": home})
    crawler = process.create_crawler(scout)
    process.crawl(crawler, night=night)
    process.start()
    pages: list[Page] = getattr(crawler.spider, "answered", [])
    if not pages:
        raise NothingFound(f"{url} did not answer: {next(iter(getattr(crawler.spider, 'failures', [])), 'no reason')}")
    robots = night.seen.get(urljoin(url, "/robots.txt"))
    return [*pages, *([robots] if robots else [])]


if __name__ == "__main__":
    sys.exit(main())
