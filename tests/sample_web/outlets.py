"""How the site of each invented outlet looks: its host, its encoding, its templates, and what it lists in a night."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal
from urllib.parse import parse_qs

from tests.sample_web import apis
from tests.sample_web.document import pdf, scan
from tests.sample_web.nights import NIGHTS
from tests.sample_web.reports import Report, reports

TEMPLATES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Outlet:
    """One site. `declared` is the charset that its header claims for reports; `stamp` its way to print a moment.

    `roads`: other lists of its reports, path to template; their items are of the template `<name>-item`. `api`: in
    which dialect `api_path` answers. `page_sizes`: from which night on the listing shows how many. What goes wrong:
    `empty_nights` (a listing without items), `lost_nights` (no listing), `challenged_nights` (a challenge for every
    page), `redesigned_nights` (other templates), `gone`: path to the night from which on it answers 410.
    """

    key: str
    host: str
    listing: str
    stamp: str
    charset: str = "utf-8"
    declared: str = "utf-8"
    is_feed: bool = False
    hours_east: int = 9
    line_breaks: bool = False
    roads: Mapping[str, str] = field(default_factory=dict)
    sitemap: str | None = None
    api: Literal["wordpress", "articles"] | None = None
    api_path: str = ""
    page_sizes: Mapping[int, int] = field(default_factory=dict)
    empty_nights: tuple[int, ...] = ()
    lost_nights: tuple[int, ...] = ()
    challenged_nights: tuple[int, ...] = ()
    redesigned_nights: tuple[int, ...] = ()
    gone: Mapping[str, int] = field(default_factory=dict)

    @property
    def clock(self) -> timezone:
        """The outlet's own clock, winter and summer."""
        return timezone(timedelta(hours=self.hours_east))

    def url(self, path: str) -> str:
        """The full address of a path of this site."""
        return f"http://{self.host}{path}"

    def local(self, moment: datetime) -> datetime:
        """The same moment on the outlet's own clock."""
        return moment.astimezone(self.clock)

    def page_size(self, night: int) -> int | None:
        """How many reports one page of the listing shows; None for all."""
        begun = [start for start in self.page_sizes if start <= night]
        return self.page_sizes[max(begun)] if begun else None


_ALL = (
    Outlet(
        "yalu_post_en",
        "yalupost.example",
        "/feed/",
        "%b %d, %Y",
        is_feed=True,
        api="wordpress",
        api_path="/wp-json/wp/v2/posts",
    ),
    Outlet(
        "duman_ilbo_ko",
        "dumanilbo.example",
        "/news/articleList.html?sc_section_code=S1N1&view_type=sm",
        "%Y.%m.%d %H:%M",
        charset="euc-kr",
        declared="euc-kr",
        page_sizes={3: 3},
    ),
    Outlet(
        "bukbang_news_ko",
        "bukbangnews.example",
        "/rss/allArticle.xml",
        "%Y-%m-%d %H:%M:%S",
        is_feed=True,
        empty_nights=(2,),
    ),
    Outlet(
        "tumen_wanbao_zh", "tumenwanbao.example", "/bendi/index.htm", "%Y-%m-%d %H:%M", charset="gb18030", hours_east=8
    ),
    Outlet(
        "kaikyo_shinpo_ja",
        "kaikyoshinpo.example",
        "/rss/index.rdf",
        "%Y年%-m月%-d日 %H:%M",
        is_feed=True,
        roads={"/rss/korea.rdf": "list"},
        lost_nights=(3,),
    ),
    Outlet(
        "primorsky_vestnik_ru",
        "primorskyvestnik.example",
        "/news/",
        "%d.%m.%Y, %H:%M",
        charset="windows-1251",
        declared="windows-1251",
        hours_east=10,
        challenged_nights=(3,),
    ),
    Outlet(
        "harbor_wire_en",
        "harborwire.example",
        "/atom.xml",
        "%d %B %Y",
        is_feed=True,
        hours_east=0,
        roads={"/sitemap.xml": "index", "/sitemap-2019-12.xml": "sitemap", "/sitemap-2019-11.xml": "sitemap"},
        sitemap="/sitemap.xml",
        page_sizes={4: 2},
        gone={"/story/siem-reap-restaurants-81203": 3},
    ),
    Outlet(
        "mekong_courier_en",
        "mekongcourier.example",
        "/index.php?cat=region",
        "%d %b %Y",
        hours_east=7,
        line_breaks=True,
        roads={"/sitemap.xml": "sitemap"},
        sitemap="/sitemap.xml",
        redesigned_nights=(3,),
    ),
    Outlet(
        "labour_ledger_en",
        "labourledger.example",
        "/wp-json/wp/v2/posts",
        "%d/%m/%Y",
        hours_east=1,
        api="wordpress",
        api_path="/wp-json/wp/v2/posts",
    ),
    Outlet(
        "ilteo_sucheop_ko",
        "ilteosucheop.example",
        "/api/articles?page=1",
        "%Y-%m-%d %H:%M",
        api="articles",
        api_path="/api/articles",
    ),
    Outlet("selenge_times_en", "selengetimes.example", "/feed.xml", "%d %B %Y", is_feed=True, hours_east=8),
    Outlet("strait_committee_en", "straitcommittee.example", "/papers/", "%d %B %Y", hours_east=0),
)
OUTLETS: dict[str, Outlet] = {outlet.key: outlet for outlet in _ALL}
BY_HOST: dict[str, Outlet] = {outlet.host: outlet for outlet in _ALL}


@dataclass(frozen=True)
class Body:
    """What a site sends for one path: the bytes before any content coding, and the header that goes with them."""

    content: bytes
    content_type: str
    status: int = 200


def page(outlet: Outlet, path: str, night: int) -> Body | None:
    """What the outlet shows under `path` (query included) in `night`; None if there is nothing."""
    if path == "/robots.txt":
        return _robots(outlet)
    if night in outlet.challenged_nights:
        return _written(outlet, "challenge", "text/html", {})
    if night >= outlet.gone.get(path, night + 1):
        return Body(b"<!doctype html><title>410 Gone</title><h1>Gone</h1>", "text/html; charset=utf-8", 410)
    place, _, query = path.partition("?")
    if outlet.api is not None and place == outlet.api_path:
        return _api(outlet, query, night)
    if path == outlet.listing:
        return None if night in outlet.lost_nights else _listing(outlet, night)
    if (number := _page_number(outlet, path)) is not None:
        return _listing(outlet, night, number)
    if path in outlet.roads:
        return _road(outlet, path, night)
    if path == "/" and _has_template(outlet.key, "home"):
        return _written(outlet, "home", "text/html", {"feed": _feed(outlet, night)})
    report = next((report for report in published(outlet, night) if report.path == path), None)
    return None if report is None else _report(outlet, report, night)


def published(outlet: Outlet, night: int) -> list[Report]:
    """The reports of the outlet that it knows in `night`, newest first; all but those that are gone can be opened."""
    return [report for report in reports(night) if report.source == outlet.key]


def _robots(outlet: Outlet) -> Body:
    lines = ["User-agent: *", "Disallow: /admin/"]
    if outlet.sitemap:
        lines += ["", f"Sitemap: {outlet.url(outlet.sitemap)}"]
    return Body("".join(f"{line}\n" for line in lines).encode(), "text/plain; charset=utf-8")


def _page_number(outlet: Outlet, path: str) -> int | None:
    """Which further page of the listing a path asks for."""
    place, _, query = path.partition("?")
    asked, own = parse_qs(query), parse_qs(outlet.listing.partition("?")[2])
    number = asked.pop("page", ["1"])[-1]
    is_further = outlet.page_sizes and place == outlet.listing.partition("?")[0] and asked == own
    return int(number) if is_further and number.isdigit() and number != "1" else None


def _report(outlet: Outlet, report: Report, night: int) -> Body:
    if report.is_document:
        day = f"{outlet.local(report.published):%d %B %Y}"
        content = scan() if report.is_scan else pdf(report.title, day, [text for _, text in report.blocks])
        return Body(content, "application/pdf")
    name = "redesign" if night in outlet.redesigned_nights else "teaser" if report.is_teaser else "page"
    text = _template(outlet.key, name).substitute(_fields(outlet, report))
    return Body(text.encode(outlet.charset, "xmlcharrefreplace"), f"text/html; charset={outlet.declared}")


def _listing(outlet: Outlet, night: int, number: int = 1) -> Body:
    size, whole = outlet.page_size(night), published(outlet, night)
    shown = whole[(number - 1) * (size or 0) : number * size if size else None]
    if night in outlet.empty_nights:
        shown = []
    is_last = size is None or number * size >= len(whole)
    further = "" if is_last or outlet.is_feed else _template(outlet.key, "further").substitute(number=number + 1)
    words = {"today": _day(NIGHTS[night]), "further": further.rstrip(), "number": str(number)}
    return _list(outlet, "list", shown, words, is_xml=outlet.is_feed)


def _road(outlet: Outlet, path: str, night: int) -> Body | None:
    """Another list of the outlet; a sitemap of a month holds the reports of that month."""
    name = outlet.roads[path]
    if name == "list":
        return _list(outlet, name, published(outlet, night), {}, is_xml=True) if path == _feed(outlet, night) else None
    shown = [report for report in published(outlet, night) if night < outlet.gone.get(report.path, night + 1)]
    month = path.removeprefix("/sitemap-").removesuffix(".xml")
    if month != path and month[:4].isdigit():
        shown = [report for report in shown if outlet.local(report.published).strftime("%Y-%m") == month]
    return _list(outlet, name, shown, {}, is_xml=True)


def _feed(outlet: Outlet, night: int) -> str:
    """The address of the feed that the home page names: one that moved is named where it is now."""
    moved = next((path for path, name in outlet.roads.items() if name == "list"), outlet.listing)
    return moved if any(night >= lost for lost in outlet.lost_nights) else outlet.listing


def _list(outlet: Outlet, name: str, shown: list[Report], words: Mapping[str, str], *, is_xml: bool) -> Body:
    item_name = "item" if name == "list" else f"{name}-item"
    items = ""
    if _has_template(outlet.key, item_name):
        item = _template(outlet.key, item_name)
        items = "".join(item.substitute(_fields(outlet, report)) for report in shown)
    kind = "application/xml" if is_xml else "text/html"
    return _written(outlet, name, kind, {"items": items, **words, **_links(outlet, shown)})


def _written(outlet: Outlet, name: str, kind: str, words: Mapping[str, str]) -> Body:
    text = _template(outlet.key, name).substitute(words)
    return Body(text.encode(outlet.charset, "xmlcharrefreplace"), f"{kind}; charset={outlet.charset}")


def _api(outlet: Outlet, query: str, night: int) -> Body:
    def fields(report: Report) -> Mapping[str, str]:
        return _fields(outlet, report)

    whole = published(outlet, night)
    if outlet.api == "wordpress":
        status, content = apis.posts(query, whole, fields, outlet.clock)
    else:
        status, content = apis.articles(query, whole, fields)
    return Body(content, apis.JSON, status)


def _links(outlet: Outlet, listed: list[Report]) -> dict[str, str]:
    """What the head of a feed says of its items: their addresses (RSS 1.0) and the newest moment among them."""
    newest = max((report.modified or report.published for report in listed), default=None)
    lines = "".join(f'<rdf:li rdf:resource="{html.escape(outlet.url(report.path))}"/>' for report in listed)
    stamp = "" if newest is None else outlet.local(newest).isoformat()
    return {"links": lines, "newest": stamp}


def _fields(outlet: Outlet, report: Report) -> Mapping[str, str]:
    born, changed = outlet.local(report.published), outlet.local(report.modified or report.published)
    first = report.blocks[0][1]
    facts = {
        "url": outlet.url(report.path),
        "path": report.path,
        "title": report.title,
        "author": report.author,
        "translator": f"*Translated by {report.translator}" if report.translator else "",
        "lead": first if len(first) < 160 else first[:150].rsplit(" ", 1)[0] + " [...]",
        "published": born.strftime(outlet.stamp),
        "published_iso": born.isoformat(),
        "published_rfc": format_datetime(born),
        "modified": changed.strftime(outlet.stamp),
        "modified_iso": changed.isoformat(),
    }
    return {name: html.escape(value) for name, value in facts.items()} | {
        "body": _body(outlet, report),
        "json_ld": _json_ld(facts),
    }


def _body(outlet: Outlet, report: Report) -> str:
    """The blocks as the outlet marks them up: paragraphs, or one block with line breaks."""
    if outlet.line_breaks:
        return "<br>\n<br>\n".join(html.escape(text, quote=False) for _, text in report.blocks)
    paragraph = Template("<p>$text</p>")
    return "\n".join(
        (_template(outlet.key, "caption") if is_caption else paragraph)
        .substitute(text=html.escape(text, quote=False))
        .rstrip()
        for is_caption, text in report.blocks
    )


def _json_ld(facts: Mapping[str, str]) -> str:
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": facts["title"],
            "datePublished": facts["published_iso"],
            "dateModified": facts["modified_iso"],
            "author": {"@type": "Person", "name": facts["author"]},
            "mainEntityOfPage": facts["url"],
        },
        ensure_ascii=False,
    )


def _day(day: date) -> str:
    return day.isoformat()


def _has_template(key: str, name: str) -> bool:
    return any((TEMPLATES / key).glob(f"{name}.*"))


@cache
def _template(key: str, name: str) -> Template:
    return Template(next((TEMPLATES / key).glob(f"{name}.*")).read_text(encoding="utf-8"))
