"""What a page offers as a road to an outlet's reports, guessed from the page alone. Pure; a person looks over it."""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import feedparser
from bs4 import BeautifulSoup, Tag

from scrapers.imitation import is_date, script_of, tree
from scrapers.page import url_key
from scrapers.shapes import Feed, HomeFeed, Item, Listing, NewsSitemap, RobotsSitemap, Shape, WordPress, moment
from scrapers.shapes.addresses import address
from scrapers.shapes.markup import is_html, plain
from scrapers.source import site_of

ROWS_MIN = 4
FULL_TEXT_CHARACTERS = 800
_TITLE_MIN_CHARACTERS = 12
_SHARE = 0.8
_FURNITURE = ("nav", "header", "footer", "aside")
_NAME = re.compile(r"-?[A-Za-z_][\w-]*")
_NUMBERED = re.compile(r"\d{3}|-\d+$")  # post-14: a class of one row
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "dt", "strong", "[class*=tit]", "[class*=subject]")
_ZONES = {
    **{"kr": "Asia/Seoul", "jp": "Asia/Tokyo", "cn": "Asia/Shanghai", "hk": "Asia/Hong_Kong", "tw": "Asia/Taipei"},
    **{"ru": "Europe/Moscow", "mn": "Asia/Ulaanbaatar", "pl": "Europe/Warsaw", "vn": "Asia/Ho_Chi_Minh"},
    **{"uk": "Europe/London", "de": "Europe/Berlin", "fr": "Europe/Paris", "kz": "Asia/Almaty"},
}
_ZONES_BY_LANGUAGE = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Shanghai", "ru": "Europe/Moscow"}
_COUNTRIES_BY_ZONE = {
    **{"Asia/Seoul": "KR", "Asia/Tokyo": "JP", "Asia/Shanghai": "CN", "Europe/Moscow": "RU"},
    **{zone: ending.upper() for ending, zone in _ZONES.items() if ending != "uk"},
    "Europe/London": "GB",
}


@dataclass(frozen=True)
class Road:
    """A way to reports that a page offers: the shape, and what it read there."""

    shape: Shape
    items: tuple[Item, ...]
    content: bytes

    @property
    def dated(self) -> list[Item]:
        """Items that state when they were published."""
        return [item for item in self.items if item.published]

    @property
    def needs_zone(self) -> bool:
        """Whether dates are stated without a zone."""
        stated = [item.published_raw for item in self.items]
        return any(moment(raw, None) is None and moment(raw, "Asia/Seoul") is not None for raw in stated)


@dataclass(frozen=True)
class Outlet:
    """What pages say of the outlet itself."""

    name: str
    languages: tuple[str, ...]
    country: str | None
    zone: str | None
    home: str


def roads_at(content: bytes, url: str, zone: str | None, content_type: str = "") -> list[Road]:
    """The roads that one page is: a feed, an answer of WordPress, a sitemap, or rows of links. Best first."""
    shapes: list[Shape] = [Feed(url), _posts(content, url), NewsSitemap(url)]
    if is_html(content):
        shapes = [shape for shape in [guessed_listing(content, url, zone, content_type)] if shape is not None]
    read = [(shape, shape.read(content, url, zone, content_type).items) for shape in shapes]
    return [Road(shape, items, content) for shape, items in read if items]


def _posts(content: bytes, url: str) -> WordPress:
    """The posts of WordPress, with their text where most of them carry one of some length."""
    full = WordPress(without_query(url))
    lengths = [len(item.part.html) if item.part else 0 for item in full.read(content, url, None).items]
    return full if lengths and median(lengths) >= FULL_TEXT_CHARACTERS else WordPress(full.url, full_text=False)


def leads_at(content: bytes, url: str, content_type: str = "") -> list[str]:
    """Addresses on which a page says that more is to be found: its feeds, the API of WordPress, the sitemaps of a
    robots.txt, the newest files of a sitemap's index."""
    if urlsplit(url).path == "/robots.txt":
        return [shape.url for shape in RobotsSitemap(url).read(content, url, None, content_type).leads][:2]
    if not is_html(content):
        return [shape.url for shape in NewsSitemap(url).read(content, url, None, content_type).leads][:1]
    feeds = [shape.url for shape in HomeFeed(url).read(content, url, None, content_type).leads][:2]
    page = tree(content, content_type)
    api = page.select_one("link[rel='https://api.w.org/'][href]")
    root = address(url, api["href"]) if api else None
    if root is None and b"/wp-content/" in content:
        root = address(url, "/wp-json/")
    return [*feeds, *([f"{root}wp/v2/posts"] if root else [])]


def without_query(url: str) -> str:
    """An address without query and fragment."""
    return urlsplit(url)._replace(query="", fragment="").geturl()


def code_of(shape: Shape) -> str:
    """The shape as it is declared in a source's file, on one line."""
    told = [f"{name}={quoted(value)}" if name else quoted(value) for name, value in arguments_of(shape)]
    return f"{type(shape).__name__}({', '.join(told)})"


def arguments_of(shape: Shape) -> list[tuple[str, object]]:
    """The arguments that declare a shape: its address, without a name, and what differs from the default."""
    own: Any = shape
    given = [field.name for field in fields(own)[1:] if getattr(own, field.name) != field.default]
    return [("", own.url), *((name, getattr(own, name)) for name in given)]


def quoted(value: object) -> str:
    """A value as Python writes it, texts in double quotes."""
    is_plain = isinstance(value, str | list)
    return json.dumps(value, ensure_ascii=False) if is_plain else repr(value)


# --- rows of links -------------------------------------------------------------------------------------------------


def guessed_listing(content: bytes, url: str, zone: str | None, content_type: str = "") -> Listing | None:
    """The rows of a page that most look like reports: alike, one below the other, each with a link that says something,
    best with a date, one without a zone being of `zone`. None if there are fewer than four."""
    page = tree(content, content_type)
    zone = zone or _zone(url, script_of(page.get_text()), None) or "UTC"
    selectors = Counter(selector for link in _titled_links(page, url) for selector in _row_selectors(link))
    best: tuple[float, Listing | None] = (0.0, None)
    for selector in [name for name, count in selectors.most_common(12) if count >= ROWS_MIN]:
        shape = _shape_of_rows(page.select(selector), selector, url)
        items = shape.read(content, url, zone, content_type).items
        addresses = {item.url for item in items}
        if len(addresses) >= ROWS_MIN:
            best = max(best, (_worth(items, len(addresses)), shape), key=lambda found: found[0])
    return best[1]


def _worth(items: Sequence[Item], count: int) -> float:
    titles = median(min(len(item.title.encode()), 60) for item in items)
    has_dates = sum(item.published is not None for item in items) >= _SHARE * len(items)
    return count * (titles / 60) * (2 if has_dates else 1)


def _titled_links(page: BeautifulSoup, url: str) -> Iterator[Tag]:
    """Links inside the site that say as much as a title, outside of menus. An `article` may have its own header."""
    for link in page.select("a[href]"):
        target = address(url, link["href"])
        is_own = target is not None and site_of(target) == site_of(url) and urlsplit(target).path not in ("", "/")
        said = len(link.get_text(" ", strip=True).encode())
        is_menu = any(not around.find_parent("article") for around in link.find_parents(_FURNITURE))
        if is_own and said >= _TITLE_MIN_CHARACTERS and not is_menu:
            yield link


def _row_selectors(link: Tag) -> Iterator[str]:
    """Selectors of what may be the row of a link: itself or one of five elements around it that has others like it."""
    for row in [link, *link.find_parents(limit=5)]:
        parent = row.parent
        if parent is None or row.name in ("body", "html"):
            return
        if row.name == "p" and len(_text(row)) > 2 * len(_text(link)):
            continue  # a paragraph with a link in it
        own = _selector(row)
        if len([each for each in parent.find_all(row.name, recursive=False) if _selector(each) == own]) >= ROWS_MIN:
            yield f"{_container(parent)} > {own}"


def _container(tag: Tag) -> str:
    """A selector of the element around the rows; one that says nothing is named together with the one around it."""
    own, around = _selector(tag), tag.parent
    if own != tag.name or around is None or around.name in ("body", "html", "[document]"):
        return own
    return f"{_selector(around)} > {own}"


def _selector(tag: Tag) -> str:
    identity = tag.get("id")
    if isinstance(identity, str) and _NAME.fullmatch(identity) and not re.search(r"\d", identity):
        return f"{tag.name}#{identity}"
    classes = [name for name in tag.get("class") or () if _NAME.fullmatch(name) and not _NUMBERED.search(name)]
    return ".".join([tag.name, *classes[:2]])


def _shape_of_rows(rows: Sequence[Tag], selector: str, url: str) -> Listing:
    link = None if rows[0].name == "a" else _link_selector(rows)
    title = next((heading for heading in _HEADINGS if _is_in_most(rows, heading)), None) if link is None else None
    date, older = _date_selector(rows), _next(rows[0])
    return Listing(url, item=selector, link=link or "a[href]", title=title, date=date, next=older)


def _next(row: Tag) -> str | None:
    """The link to the page of older items, where the page names it as such."""
    page = [*row.parents][-1]
    return next((name for name in ("a[rel~=next]", "link[rel~=next]") if page.select_one(name)), None)


def _link_selector(rows: Sequence[Tag]) -> str | None:
    """The link in the row's heading; None for the first one, where that has words."""
    inside = [f"{heading} a[href]" for heading in _HEADINGS] + [f"a{heading}[href]" for heading in _HEADINGS[-2:]]
    found = next((selector for selector in inside if _is_in_most(rows, selector, _has_words)), None)
    if found is not None or _is_in_most(rows, "a[href]", _has_words):
        return found
    return "a[href]:not(:has(img))"


def _has_words(tag: Tag) -> bool:
    return len(tag.get_text(" ", strip=True).encode()) >= _TITLE_MIN_CHARACTERS


def _date_selector(rows: Sequence[Tag]) -> str | None:
    """The first element of a row of which most rows have one that reads as a date."""
    tags = [tag for row in rows[:3] for tag in row.find_all(True) if is_date(_text(tag))]
    leaves = [tag for tag in tags if not any(is_date(_text(child)) for child in tag.find_all(True))]
    candidates = dict.fromkeys(name for tag in leaves for name in (_selector(tag), _place(tag)) if name is not None)
    return next((name for name in candidates if _is_in_most(rows, name, lambda tag: is_date(_text(tag)))), None)


def _place(tag: Tag) -> str | None:
    """A cell by its place in the row, for tables without classes."""
    if tag.name not in ("td", "span", "em", "p", "div"):
        return None
    return f"{tag.name}:nth-of-type({1 + len(tag.find_previous_siblings(tag.name))})"


def _text(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def _is_in_most(rows: Sequence[Tag], selector: str, holds: Callable[[Tag], bool] = lambda tag: True) -> bool:
    found = [row.select_one(selector) for row in rows]
    return sum(tag is not None and holds(tag) for tag in found) >= _SHARE * len(rows)


# --- the outlet and its bounds -------------------------------------------------------------------------------------


def outlet_at(content: bytes, url: str, road: Road | None) -> Outlet:
    """What a page and the road found there say of the outlet: a guess for each field, None where there is none."""
    root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
    name, declared, home = _told_by_html(content, url) if is_html(content) else _told_by_feed(content, url)
    titles = " ".join(item.title for item in road.items) if road else name
    written = script_of(titles)
    language = written if written != "en" or not declared else declared
    zone = _zone(url, language, road)
    stated = home or (url if is_html(content) and not urlsplit(url).query else root)
    below = [item.url.startswith(stated) for item in road.items] if road else [True]
    is_home = sum(below) >= _SHARE * len(below)
    country = _COUNTRIES_BY_ZONE.get(zone or "")
    return Outlet(name or site_of(url), (language,), country, zone, stated if is_home else root)


def _told_by_html(content: bytes, url: str) -> tuple[str, str, str | None]:
    page = tree(content)
    site = page.select_one("meta[property='og:site_name'][content]")
    title = page.title.get_text(" ", strip=True) if page.title else ""
    root = page.find("html")
    language = str(root.get("lang") or "") if isinstance(root, Tag) else ""
    parts = re.split(r"\s+[|:–—-]\s+", title)
    name = str(site["content"]).strip() if site else parts[0 if urlsplit(url).path in ("", "/") else -1]
    return name, _code(language), None


def _told_by_feed(content: bytes, url: str) -> tuple[str, str, str | None]:
    if content.lstrip()[:1] in (b"[", b"{"):
        return "", "", None
    about = feedparser.parse(io.BytesIO(content), sanitize_html=False).feed
    home = address(url, about.get("link"))
    is_own = home is not None and site_of(home) == site_of(url)
    return plain(about.get("title")), _code(str(about.get("language") or "")), home if is_own else None


def _code(language: str) -> str:
    match = re.match(r"[a-z]{2,3}(?=[-_]|$)", language.strip().lower())
    return match.group() if match else ""


def _zone(url: str, language: str, road: Road | None) -> str | None:
    """By the offset that all dates state, by the host's ending, by the language; where nothing speaks, UTC if the dates
    need a zone, else None."""
    offsets = {moment(item.published_raw, None) for item in road.items} if road else set()
    hours = {found.utcoffset() for found in offsets if found is not None}
    by_ending = _ZONES.get((urlsplit(url).hostname or "").rpartition(".")[2])
    guessed = by_ending or _ZONES_BY_LANGUAGE.get(language)
    if hours == {timedelta(hours=9)} and guessed not in ("Asia/Seoul", "Asia/Tokyo"):
        return "Asia/Seoul"
    return guessed or ("UTC" if road and road.needs_zone else None)


def min_items(items: Sequence[Item]) -> int:
    """The lower bound of a healthy listing: 80 % of what is listed now."""
    return max(1, len({item.url for item in items}) * 4 // 5)


def quiet_days(items: Sequence[Item]) -> int:
    """Days without a new item that are normal: one more than the longest pause in the listing but one, 3 to 30, for the
    longest may be that before an old notice on top; 7 where fewer than three items have a date."""
    days = sorted({item.published.date() for item in items if item.published})
    if len(days) < 3:
        return 7
    pauses = sorted((later - earlier).days for earlier, later in pairwise(days))
    return min(max(pauses[-2] + 1, 3), 30)


def keep_params(items: Sequence[Item]) -> list[str]:
    """The parameters that name a report, where the links share a path and differ in their query: those that stand in
    all links, but for the list's own (page, sorting, search) and numbers that say nothing which others do not. Empty
    where the paths differ, or where these alone do not tell the reports apart."""
    parts = [urlsplit(item.url) for item in items]
    queries = [dict(parse_qsl(part.query, keep_blank_values=True)) for part in parts]
    if len({(part.netloc, part.path) for part in parts}) != 1:
        return []
    values = {name: [query.get(name) for query in queries] for name in queries[0] if not _OF_THE_LIST.fullmatch(name)}
    everywhere = {name: [value for value in each if value] for name, each in values.items() if all(each)}
    told = dict.fromkeys(range(len(items)), "")
    needless = set()
    for name, each in sorted(everywhere.items(), key=lambda named: -len(set(named[1]))):
        further = {place: f"{told[place]} {value}" for place, value in enumerate(each)}
        if len(set(further.values())) > len(set(told.values())):
            told = further
        elif len(set(each)) > 1 and all(value.isdecimal() for value in each):
            needless.add(name)
    kept = [name for name in everywhere if name not in needless]
    return kept if len(set(told.values())) > 1 and tell_apart(kept, items) else []


def tell_apart(keep: Sequence[str], items: Sequence[Item]) -> bool:
    """Whether nearly as many reports are named with these parameters alone as with all."""
    return len({url_key(item.url, keep) for item in items}) >= _SHARE * len({url_key(item.url) for item in items})


# Parameters that say where in a list a link stands: Gnuboard's sca, sst, sod, sfl, stx, NDsoft's sc_..., tracking.
_OF_THE_LIST = re.compile(
    r"(?i)(?:now|cur|current|c)?_?page(?:no|num|_no|_num|index)?|pg|start|offset|limit|total\w*|r?num|row(?:no|num)|"
    r"sca|sst|sod|sop|sfl|stx|spt|sc_\w+|view_type|list\w*|sort\w*|order\w*|search\w*|key(?:field|word)|"
    r"utm_\w+|\w+clid|igshid"
)


def other_site(content: bytes, url: str) -> str | None:
    """The site to which most links of a page lead, if it is not the page's own."""
    hrefs = [link["href"] for link in tree(content).select("a[href]")] if is_html(content) else []
    sites = Counter(site_of(found) for href in hrefs if (found := address(url, href)) is not None)
    led = sites.most_common(1)[0][0] if sites else None
    return led if led != site_of(url) else None
