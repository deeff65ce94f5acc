"""Three small invented outlets in their good days: what a night's web says before a fault strikes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any, Literal
from zoneinfo import ZoneInfo

from scrapers.page import Layout
from scrapers.shapes import Feed, Listing, Shape
from scrapers.source import Source

SEOUL = ZoneInfo("Asia/Seoul")
FIRST_DAY = date(2019, 11, 1)
HOURS = (9, 13, 17)
WINDOW = 15
PAGE_ROWS = 12

Wire = Literal["whole", "cut", "reset", "drip", "endless", "garbage"]


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `wire`: how its body travels; `cut` ends early, `drip` and `endless` never end;
    `garbage` is no HTTP."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wire: Wire = "whole"


Routes = Mapping[str, Answer]


@dataclass(frozen=True)
class Report:
    """One report of an outlet: its number counts on from the first day, three a day."""

    number: int
    title: str
    published: datetime
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"/news/{self.number}"


# --- texts ---------------------------------------------------------------------------------------------------------

_WHO = ("seamstresses", "loggers", "welders", "cooks", "programmers", "packers", "bricklayers", "drivers", "nurses")
_WHERE = ("Dandong", "Hunchun", "Vladivostok", "Khabarovsk", "Yanji", "Ulaanbaatar", "Phnom Penh", "Dakar", "Kuwait")
_WHAT = (
    "were told to hand over two thirds of what they earn before the month ends",
    "wait in a dormitory behind the plant until their papers are stamped again",
    "have not been paid since the harvest, a foreman of the same brigade said",
    "came by night train and were counted twice at the gate by an official",
    "may leave the compound on one Sunday a month and never alone",
    "sew for a firm whose name is not on the labels that they fasten",
    "were sent home without the savings that a minder kept for them",
    "study a letter from Pyongyang each evening after the second shift",
)
_FROM = ("a trader", "a driver", "a neighbour", "an interpreter", "a former minder", "a shopkeeper", "a local official")
_KO_WHO = ("재봉공", "벌목공", "용접공", "요리사", "건설 노동자", "수산물 가공 노동자", "운전사", "간호사", "미장공")
_KO_WHERE = ("단둥", "훈춘", "블라디보스토크", "하바롭스크", "옌지", "울란바토르", "프놈펜", "다카르", "쿠웨이트")
_KO_WHAT = (
    "월급의 삼분의 이를 월말 전에 바치라는 지시를 받았다고 한다",
    "서류에 다시 도장이 찍힐 때까지 공장 뒤 숙소에서 기다리고 있다",
    "가을걷이 이후 한 번도 돈을 받지 못했다고 같은 작업반 반장이 말했다",
    "밤 기차로 도착해 정문에서 두 번이나 인원 점검을 받았다",
    "한 달에 한 번 일요일에만 여럿이 함께 밖으로 나갈 수 있다",
)


def _paragraphs(number: int, language: str) -> tuple[str, ...]:
    """Four paragraphs of three sentences; no two reports hold the same sentence in the same order."""
    sentences = [_sentence(number, place, language) for place in range(12)]
    return tuple(" ".join(sentences[start : start + 3]) for start in range(0, 12, 3))


def _sentence(number: int, place: int, language: str) -> str:
    step = number * 7 + place * 5 + number * place
    count = 20 + (number * 13 + place * 17) % 300
    if language == "ko":
        who, where = _KO_WHO[step % len(_KO_WHO)], _KO_WHERE[(step // 2 + place) % len(_KO_WHERE)]
        return f"{where}에 있는 북한 {who} {count}명은 {_KO_WHAT[(step + place) % len(_KO_WHAT)]}."
    who, where = _WHO[step % len(_WHO)], _WHERE[(step // 2 + place) % len(_WHERE)]
    said = _FROM[(step + number) % len(_FROM)]
    return f"In {where}, {said} said, {count} North Korean {who} {_WHAT[(step + place) % len(_WHAT)]}."


# --- outlets -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outlet:
    """An outlet that publishes three reports a day; `listing` is the path of what the source reads first."""

    source: Source
    listing: str
    language: str = "en"
    charset: str = "utf-8"

    @property
    def key(self) -> str:
        return self.source.key

    @property
    def site(self) -> str:
        return self.source.home.rstrip("/")

    def report(self, number: int) -> Report:
        day, place = divmod(number, len(HOURS))
        published = datetime.combine(FIRST_DAY + timedelta(days=day), time(HOURS[place]), SEOUL)
        title = _sentence(number, 3, self.language).rstrip(".")[:70].strip()
        return Report(number, f"{title} ({number})", published, _paragraphs(number, self.language))

    def reports(self, day: date, count: int = WINDOW) -> list[Report]:
        """The newest reports that a crawl at three in the morning of `day` can see, newest first."""
        newest = (day - FIRST_DAY).days * len(HOURS) - 1
        return [self.report(number) for number in range(newest, newest - count, -1) if number >= 0]

    def routes(self, day: date) -> dict[str, Answer]:
        """What the outlet says on a good night."""
        shown = self.reports(day, 3 * PAGE_ROWS)
        routes = {report.path: self.page(report) for report in shown}
        routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed\n", headers={"Content-Type": "text/plain"})
        routes["/"] = html(front(self, shown[:6]))
        if isinstance(self.source.find, Listing):
            return routes | board(self, day)
        return routes | {self.listing: feed(self, shown[:WINDOW], is_full=self.source.find.has_parts)}  # type: ignore[union-attr]

    def page(self, report: Report, **changes: Any) -> Answer:
        return html(page(self, report, **changes), self.charset, tag=f'"{self.key}-{report.number}"')


def html(text: str, charset: str = "utf-8", *, tag: str | None = None, status: int = 200, sent: str = "") -> Answer:
    """An HTML answer; `sent` is the Content-Type's charset if the header lies about it."""
    headers = {"Content-Type": f"text/html; charset={sent or charset}"}
    return Answer(text.encode(charset), status, headers | ({"ETag": tag} if tag else {}))


SECTIONS = ("Home", "Politics", "Economy", "Society", "Border", "Opinion", "Video", "About")
MENU = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)


def page(
    outlet: Outlet,
    report: Report,
    *,
    story: str | None = None,
    after: str = "",
    title: str | None = None,
    canonical: str | None = None,
    names: tuple[str, str, str] = ("headline", "published", "story"),
    has_date: str = "yes",
) -> str:
    """The page of one report. `story` takes the place of its text; `after` follows the block; `names` are the classes
    of title, date and text that the source's layout selects."""
    title = report.title if title is None else title
    text = "".join(f"<p>{escape(line)}</p>" for line in report.paragraphs) if story is None else story
    stamp = report.published.isoformat()
    dates = f'<time class="{names[1]}" datetime="{stamp}">{report.published:%Y-%m-%d %H:%M}</time>' if has_date else ""
    meta = f'<meta property="article:published_time" content="{stamp}">' if has_date else ""
    head = f'<title>{escape(title)}</title>{meta}<link rel="canonical" href="{canonical or outlet.site + report.path}">'
    return f"""<!doctype html><html lang="{outlet.language}"><head><meta charset="{outlet.charset}">{head}</head>
<body><nav><ul class="menu">{MENU}</ul></nav>
<main><h1 class="{names[0]}">{escape(title)}</h1>{dates}<div class="{names[2]}">{text}</div>{after}</main>
<footer><p>All rights reserved by the outlet.</p></footer></body></html>"""


def front(outlet: Outlet, reports: Sequence[Report]) -> str:
    """The home page: menu and the newest titles."""
    links = "".join(f'<li><a href="{report.path}">{escape(report.title)}</a></li>' for report in reports)
    return f"""<!doctype html><html lang="{outlet.language}"><head><title>{outlet.source.name}</title></head>
<body><nav><ul class="menu">{MENU}</ul></nav><main><ul class="front">{links}</ul></main></body></html>"""


def feed(
    outlet: Outlet, reports: Sequence[Report], *, dates: Sequence[str] | None = None, is_full: bool = False
) -> Answer:
    """An RSS feed; `dates` take the place of the dates of its items; with `is_full` it carries the texts."""
    stated = dates or [format_datetime(report.published) for report in reports]
    items = "".join(_entry(outlet, report, moment, is_full) for report, moment in zip(reports, stated, strict=True))
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{outlet.source.name}</title><link>{outlet.site}/</link>{items}</channel></rss>"""
    return Answer(text.encode(), headers={"Content-Type": "application/rss+xml; charset=utf-8"})


def _entry(outlet: Outlet, report: Report, moment: str, is_full: bool) -> str:
    address = f"{outlet.site}{report.path}"
    markup = "".join(f"<p>{line}</p>" for line in report.paragraphs)
    text = f"<content:encoded>{escape(markup)}</content:encoded>" if is_full else ""
    return f"""<item><title>{escape(report.title)}</title><link>{address}</link><guid>{address}</guid>
<pubDate>{moment}</pubDate>{text}</item>"""


def board(outlet: Outlet, day: date, *, row: str = "row", dates: str = "%Y-%m-%d %H:%M") -> dict[str, Answer]:
    """A board of three pages, twelve rows each."""
    shown = outlet.reports(day, 3 * PAGE_ROWS)
    paths = [outlet.listing, f"{outlet.listing}?page=2", f"{outlet.listing}?page=3"]
    pages = {}
    for place, path in enumerate(paths):
        rows = "".join(
            f'<li class="{row}"><a href="{report.path}">{escape(report.title)}</a>'
            f'<span class="day">{report.published.strftime(dates)}</span></li>'
            for report in shown[place * PAGE_ROWS : (place + 1) * PAGE_ROWS]
        )
        more = f'<a class="next" href="{paths[place + 1]}">older</a>' if place + 1 < len(paths) else ""
        pages[path] = html(
            f'<!doctype html><html lang="en"><head><title>{outlet.source.name}: all reports</title></head><body>'
            f'<nav><ul class="menu">{MENU}</ul></nav><ul class="rows">{rows}</ul>{more}</body></html>'
        )
    return pages


def at(day: date, hour: int = 12) -> str:
    """A moment of a day in Seoul as a feed states it."""
    return format_datetime(datetime.combine(day, time(hour), SEOUL))


def _outlet(key: str, name: str, find: Shape, listing: str, language: str = "en", charset: str = "utf-8") -> Outlet:
    source = Source(
        key, name, kind="outlet", languages=[language], country="KR", home=f"http://{key}.example/", find=find,
        zone="Asia/Seoul", quiet_days=3, min_items=10, confidence="high",
        layouts=[Layout(date(2019, 1, 1), title="h1.headline", text="div.story", date="time.published")],
    )  # fmt: skip
    return Outlet(source, listing, language, charset)


OUTLETS = {
    outlet.key: outlet
    for outlet in (
        _outlet("courier", "Courier", Feed("http://courier.example/feed"), "/feed"),
        _outlet("board", "Board", Listing("http://board.example/list", item="li.row", date="span.day", next="a.next"),
                "/list"),
        _outlet("tribune", "Tribune", Feed("http://tribune.example/feed"), "/feed", "ko", "euc-kr"),
        _outlet("wire", "Wire", Feed("http://wire.example/feed", full_text=True), "/feed"),
    )
}  # fmt: skip
