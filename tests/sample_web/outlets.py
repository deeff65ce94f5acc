"""How the site of each invented outlet looks: its host, its encoding, its templates, and what it lists in a night."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from string import Template

from tests.sample_web.nights import NIGHTS
from tests.sample_web.reports import Report, reports

TEMPLATES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Outlet:
    """One site. `declared` is the charset that its header claims for reports; `stamp` its way to print a moment."""

    key: str
    host: str
    listing: str
    stamp: str
    charset: str = "utf-8"
    declared: str = "utf-8"
    is_feed: bool = False
    hours_east: int = 9
    line_breaks: bool = False
    empty_nights: tuple[int, ...] = ()

    def url(self, path: str) -> str:
        """The full address of a path of this site."""
        return f"http://{self.host}{path}"

    def local(self, moment: datetime) -> datetime:
        """The same moment on the outlet's own clock."""
        return moment.astimezone(timezone(timedelta(hours=self.hours_east)))


_ALL = (
    Outlet("yalu_post_en", "yalupost.example", "/feed/", "%b %d, %Y", is_feed=True),
    Outlet(
        "duman_ilbo_ko",
        "dumanilbo.example",
        "/news/articleList.html?sc_section_code=S1N1&view_type=sm",
        "%Y.%m.%d %H:%M",
        charset="euc-kr",
        declared="euc-kr",
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
    Outlet("kaikyo_shinpo_ja", "kaikyoshinpo.example", "/rss/index.rdf", "%Y年%-m月%-d日 %H:%M", is_feed=True),
    Outlet(
        "primorsky_vestnik_ru",
        "primorskyvestnik.example",
        "/news/",
        "%d.%m.%Y, %H:%M",
        charset="windows-1251",
        declared="windows-1251",
        hours_east=10,
    ),
    Outlet("harbor_wire_en", "harborwire.example", "/atom.xml", "%d %B %Y", is_feed=True, hours_east=0),
    Outlet(
        "mekong_courier_en",
        "mekongcourier.example",
        "/index.php?cat=region",
        "%d %b %Y",
        hours_east=7,
        line_breaks=True,
    ),
)
OUTLETS: dict[str, Outlet] = {outlet.key: outlet for outlet in _ALL}
BY_HOST: dict[str, Outlet] = {outlet.host: outlet for outlet in _ALL}


@dataclass(frozen=True)
class Body:
    """What a site sends for one path: the bytes before any content coding, and the header that goes with them."""

    content: bytes
    content_type: str


def page(outlet: Outlet, path: str, night: int) -> Body | None:
    """What the outlet shows under `path` (query included) in `night`; None if there is nothing."""
    if path == "/robots.txt":
        return Body(b"User-agent: *\nDisallow: /admin/\n", "text/plain; charset=utf-8")
    if path == outlet.listing:
        return _listing(outlet, night)
    report = next((report for report in published(outlet, night) if report.path == path), None)
    return None if report is None else _report(outlet, report)


def published(outlet: Outlet, night: int) -> list[Report]:
    """The reports of the outlet that can be opened in `night`, newest first."""
    return [report for report in reports(night) if report.source == outlet.key]


def _report(outlet: Outlet, report: Report) -> Body:
    text = _template(outlet.key, "teaser" if report.is_teaser else "page").substitute(_fields(outlet, report))
    return Body(text.encode(outlet.charset, "xmlcharrefreplace"), f"text/html; charset={outlet.declared}")


def _listing(outlet: Outlet, night: int) -> Body:
    listed = [] if night in outlet.empty_nights else published(outlet, night)
    item = _template(outlet.key, "item")
    items = "".join(item.substitute(_fields(outlet, report)) for report in listed)
    text = _template(outlet.key, "list").substitute(items=items, today=_day(NIGHTS[night]), **_links(outlet, listed))
    kind = "application/xml" if outlet.is_feed else "text/html"
    return Body(text.encode(outlet.charset, "xmlcharrefreplace"), f"{kind}; charset={outlet.charset}")


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
    caption = _template(outlet.key, "caption")
    paragraph = Template("<p>$text</p>")
    return "\n".join(
        (caption if is_caption else paragraph).substitute(text=html.escape(text, quote=False)).rstrip()
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


@cache
def _template(key: str, name: str) -> Template:
    return Template(next((TEMPLATES / key).glob(f"{name}.*")).read_text(encoding="utf-8"))
