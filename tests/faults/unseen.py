"""Five faults invented by someone who had read the README and the list of faults wanted, and no code. What each must
get was written down before the first line of code was read and has not been changed. At first try one of them came out
right, and one more in its verdict though not in its sentence; then the product was mended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape

from tests.faults.outlet import PAGE_ROWS, SEOUL, WINDOW, Answer, Outlet, Report, Routes, feed, front, html, page
from tests.faults.server import ANY_PATH
from tests.faults.table import BY_NAME, Fault


def _one_page(outlet: Outlet, day: date) -> Routes:
    """The CDN has lost the path from the keys of its cache: each report's address answers with one page."""
    found = outlet.reports(day, 3 * PAGE_ROWS)
    text = page(outlet, found[0])
    no_canonical = text.replace(f'<link rel="canonical" href="{outlet.site}{found[0].path}">', "")
    cached = html(no_canonical, outlet.charset, tag='"cached"')
    return {report.path: cached for report in found}


def _other_edition(outlet: Outlet, day: date) -> Routes:
    """The CDN hands out the English edition under the addresses of the Korean one."""
    english = replace(outlet, language="en")
    told = english.routes(day)
    pages = {
        report.path: html(page(english, report), outlet.charset, tag=f'"en-{report.number}"')
        for report in english.reports(day, 3 * PAGE_ROWS)
    }
    return {**told, **pages}


def _restamped(outlet: Outlet, day: date) -> Routes:
    """The reports of last night, not one more, and the minute of an import stands on each as its date."""
    imported = datetime.combine(day, time(2, 10), SEOUL)
    found = [replace(report, published=imported) for report in outlet.reports(day - timedelta(days=1), 3 * PAGE_ROWS)]
    pages = {
        report.path: html(page(outlet, report), outlet.charset, tag=f'"imported-{report.number}"') for report in found
    }
    return {outlet.listing: feed(outlet, found[:WINDOW]), **pages}


# --- a domain that somebody else has bought ------------------------------------------------------------------------

_GAMES = ("slots", "roulette", "baccarat", "live poker", "football bets", "blackjack", "scratch cards")
_LURES = (
    "Every new player of {game} gets a welcome bonus of {count} per cent on the first deposit",
    "Our guide number {count} to {game} shows which tables pay out before midnight",
    "Whoever plays {game} with us may take out winnings within {count} minutes and without papers",
    "The jackpot of {game} stood at {count} thousand last night and nobody has touched it",
    "With the code LUCKY{count} a round of {game} costs nothing until the weekend",
)


def _lure(number: int) -> Report:
    """One advertisement, in the dress of a report."""
    lines = [
        _LURES[(number + place) % len(_LURES)].format(
            game=_GAMES[(number * 3 + place * 2) % len(_GAMES)], count=100 + (number * 37 + place * 53) % 800
        )
        for place in range(12)
    ]
    paragraphs = tuple(". ".join(lines[start : start + 3]) + "." for start in range(0, 12, 3))
    return Report(9_000 + number, f"{lines[0][:60]} ({number})", datetime.min, paragraphs)


def _resold(outlet: Outlet, day: date) -> Routes:
    """The feed's address is kept, its items advertise bets, and what the outlet once wrote is gone."""
    tonight = datetime.combine(day, time(1), SEOUL)
    lures = [replace(_lure(place), published=tonight - timedelta(hours=3 * place)) for place in range(WINDOW)]
    gone = {report.path: html("<h1>404</h1>", status=404) for report in outlet.reports(day, 6 * PAGE_ROWS)}
    return {
        **gone,
        **{lure.path: html(page(outlet, lure)) for lure in lures},
        "/": html(front(outlet, lures[:6]).replace(outlet.source.name, "Lucky Spin Daily")),
        outlet.listing: _feed_titled("Lucky Spin Daily", outlet, lures),
    }


def _feed_titled(title: str, outlet: Outlet, lures: Sequence[Report]) -> Answer:
    told = feed(outlet, lures, dates=[format_datetime(lure.published) for lure in lures])
    own, other = (f"<channel>\n<title>{escape(name)}</title>".encode() for name in (outlet.source.name, title))
    return replace(told, body=told.body.replace(own, other))


# --- somebody on the way answers instead of the site ---------------------------------------------------------------

_ISP_NOTICE = html(
    '<html><head><meta http-equiv="refresh" content="0;url=http://warning.or.kr/i1.html"></head>'
    "<body><noscript>불법·유해 정보(사이트)에 대한 차단 안내</noscript></body></html>"
)


def _intercepted(outlet: Outlet, day: date) -> Routes:
    """Every address of the site, robots.txt too, answers with the notice of the network that the crawl runs in."""
    return {path: _ISP_NOTICE for path in (ANY_PATH, *outlet.routes(day))}


UNSEEN = [
    Fault("a CDN that answers every report with one page", _one_page, "drift", 0, "same text", seen_by="clean"),
    Fault("another language's edition under the same addresses", _other_edition, "drift", 0, "language",
          outlet="tribune", seen_by="clean"),
    Fault("old reports dated anew by an import", _restamped, "drift", 65, "date"),
    Fault("a domain that was resold and feeds advertisements", _resold, "drift", 65, "title"),
    Fault("a network's notice in place of the whole site", _intercepted, "blocked", 65, "warning.or.kr",
          outlet="tribune"),
]  # fmt: skip

EVERY = {**BY_NAME, **{fault.name: fault for fault in UNSEEN}}
