"""`make probe`: what a source's file should change, from its run record; and the whole of it over HTTP on loopback."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from local import preflight, probe
from scrapers import source as registry
from scrapers.shapes import Feed
from scrapers.source import Canary, Source
from tests.crawl_of import HTML, Answer, small_web

DAY = date(2026, 11, 25)
OUTLET = Source(
    *("outlet", "Outlet", "outlet", ["en"], "KR", "http://outlet.example/", Feed("http://outlet.example/feed")),
    second=Feed("http://outlet.example/atom"),
    min_items=8,
    confidence="high",
    canary=Canary("http://outlet.example/old", date(2024, 5, 17)),
)
GOOD: dict[str, Any] = {
    "day": "2026-11-25",
    "verdict": "ok",
    "reason": "1 new, 0 changed of 10 listed",
    "figures": {"listed": 10, "listed_all": 10},
    "newest_item_at": "2026-11-24T20:00:00+00:00",
    "listing": {"url": "http://outlet.example/feed", "failure": None, "is_html_for_xml": False},
    "pages": [{"role": "listing", "road": "find", "place": 0, "status": 200, "url": "http://outlet.example/feed"}],
    "roads": [{"road": "find", "url": "http://outlet.example/feed", "listed": 10, "failure": None}],
    "canary": {"url": "http://x.example/", "status": 200, "kind": "article", "title": "T", "date": "2024-05-17"},
}


def failed(kind: str, detail: str = "told") -> dict[str, Any]:
    return {**GOOD["listing"], "failure": {"kind": kind, "detail": detail, "url": "http://outlet.example/feed"}}


def second(listed: int, failure: str | None = None) -> list[dict[str, Any]]:
    told = {"kind": "http_404", "detail": failure} if failure else None
    return [{"road": "second", "url": "http://outlet.example/atom", "listed": listed, "failure": told}]


MOVED = [{"role": "listing", "road": "find", "place": 0, "status": 200, "url": "http://outlet.example/rss.xml"}]
FIGURES = GOOD["figures"]


@dataclass(frozen=True)
class Case:
    """What came instead of a good answer, what is declared instead, and a piece of each line of advice."""

    record: Mapping[str, Any] = field(default_factory=dict)
    declared: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()


CASES = {
    "a good answer": Case(),
    "a feed that moved": Case({"pages": MOVED}, said=("`find` is redirected: write http://outlet.example/rss.xml",)),
    "a feed that is gone": Case(
        {"listing": failed("http_404"), "verdict": "errors", "canary": None, "roads": second(9)},
        said=(".venv/bin/python -m scrapers.new http://outlet.example/", "`second` lists 9 items: make it `find`"),
    ),
    "a page for a feed": Case(
        {"listing": {**GOOD["listing"], "is_html_for_xml": True}, "verdict": "drift"}, said=("not with XML",)
    ),
    "robots that forbid": Case(
        {"listing": failed("robots"), "verdict": "blocked", "canary": None}, said=("robots.txt forbids `find`",)
    ),
    "a refusal": Case({"listing": failed("block"), "verdict": "blocked", "canary": None}, said=("not to be worked",)),
    "a name that is gone": Case(
        {"listing": failed("dns", "no such name"), "verdict": "unreachable", "canary": None},
        said=("is outlet.example still theirs? no such name",),
    ),
    "a short list": Case({"figures": {"listed": 5}, "verdict": "drift"}, said=("min_items=4, if the page is whole",)),
    "a long list": Case({"figures": {"listed": 30}}, said=("min_items=24: 30 items are listed, only 8 expected",)),
    "too long a list": Case({"figures": {**FIGURES, "unread": 200}}, said=("200 items past the limit",)),
    "nothing on the topic": Case(
        {"figures": {"listed": 0, "listed_all": 10}}, {"topic": ["Korea"]}, ("none of 10 items is on the topic",)
    ),
    "items without dates": Case({"newest_item_at": None}, said=("no item has a date",)),
    "a silent outlet": Case(
        {"newest_item_at": "2026-11-14T20:00:00+00:00", "verdict": "stale"}, said=("newest item is 10 days old",)
    ),
    "a date in a week": Case({"newest_item_at": "2026-12-02T20:00:00+00:00"}, said=("newest item is 8 days ahead",)),
    "no second road": Case({}, {"second": None}, ("it has no `second` road",)),
    "a second road that fails": Case({"roads": second(0, "answers 404")}, said=("`second` fails: answers 404",)),
    "a second road without items": Case({"roads": second(0)}, said=("`second` lists nothing: http://outlet",)),
    "no canary": Case({"canary": None}, {"canary": None}, ("it has no canary",)),
    "a canary that is gone": Case({"canary": {"status": 404}}, said=("/old answers 404",)),
    "a canary that did not answer": Case(
        {"canary": {"status": None, "failure": {"kind": "timeout", "detail": "took too long"}}},
        said=("/old answers took too long",),
    ),
    "a canary that was forgotten": Case({"canary": None}, said=("/old was not asked",)),
    "a canary behind a wall": Case(
        {"canary": {**GOOD["canary"], "kind": "teaser"}}, said=("reads as teaser, not as an article",)
    ),
    "a canary without a title": Case({"canary": {**GOOD["canary"], "title": None}}, said=("has no title",)),
    "a canary of another day": Case(
        {"canary": {**GOOD["canary"], "date": "2024-05-18"}}, said=("as of 2024-05-18, the file says 2024-05-17",)
    ),
    "a canary whose day was unknown": Case(
        {}, {"canary": Canary("http://outlet.example/old")}, ("the canary's day can be written down: 2024-05-17",)
    ),
    "a guess that proved right": Case({}, {"confidence": "low"}, ('confidence="high": it answered on 2026-11-25',)),
    "a mute that is not needed": Case({}, {"muted": (DAY, "rebuilt")}, ("it need not be muted: rebuilt",)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES, ids=str)
def test_the_advice_says_what_the_file_should_change(name: str) -> None:
    case = CASES[name]

    lines = probe.advice(replace(OUTLET, **case.declared), {**GOOD, **case.record})

    assert len(case.said) == len(lines), lines
    assert [] == [piece for piece, line in zip(case.said, lines, strict=True) if piece not in line]


@pytest.mark.parametrize(
    ("record", "muted", "expected"),
    [
        (GOOD, None, False),
        ({**GOOD, "verdict": "drift"}, None, True),
        ({**GOOD, "verdict": "drift"}, (DAY, "rebuilt"), False),
        ({**GOOD, "verdict": "drift"}, (date(2026, 11, 24), "rebuilt"), True),
        ({**GOOD, "canary": {"status": 404}}, None, True),
        (None, None, True),
    ],
    ids=["good", "red", "muted", "muted until yesterday", "a broken canary", "no answer"],
)
def test_a_source_is_broken_if_somebody_must_look(
    record: Mapping[str, Any] | None, muted: tuple[date, str] | None, expected: bool
) -> None:
    assert expected == probe.Probed(replace(OUTLET, muted=muted), record, DAY).is_broken


def test_the_table_has_a_line_for_each_source_and_its_advice_below() -> None:
    sure, silent = probe.Probed(replace(OUTLET, confidence="low"), GOOD, DAY), probe.Probed(OUTLET, None, DAY)

    lines = probe.render([sure, silent]).splitlines()

    assert ["outlet", "ok", "10", "2026-11-25", "ok", "1"] == lines[1].split()[:6]
    assert lines[2].startswith('  -> confidence="high"')
    assert ["outlet", "none", "the"] == lines[3].split()[:3]
    assert "2 asked, 1 broken: outlet" == lines[-1]


def test_without_a_network_it_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(registry.FOLDERS, "live", registry.FOLDERS["sample"])
    monkeypatch.setattr(preflight, "reachable", lambda homes: False)

    assert 1 == probe.main([])
    assert ("", f"{probe.NO_NETWORK}\n") == capsys.readouterr()


def test_an_unknown_key_is_a_mistake_of_usage_and_near_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        probe.main(["yalu_post", "--web", "sample"])

    assert probe.USAGE == ended.value.code
    assert "near: yalu_post_en" in capsys.readouterr().err


# --- over HTTP -----------------------------------------------------------------------------------------------------

TWO_SOURCES = {
    "outlet": """
from datetime import date
from scrapers.shapes import Feed
from scrapers.source import Canary, Source
SOURCE = Source("outlet", "Outlet", kind="outlet", languages=["en"], country="KR", home="http://outlet.example/",
                find=Feed("http://outlet.example/feed"), second=Feed("http://outlet.example/atom"), min_items=2,
                canary=Canary("http://outlet.example/old", date(2024, 5, 17)))
""",
    "paper": """
from scrapers.shapes import Feed
from scrapers.source import Canary, Source
SOURCE = Source("paper", "Paper", kind="outlet", languages=["en"], country="KR", home="http://paper.example/",
                find=Feed("http://paper.example/feed"), second=Feed("http://paper.example/atom"), min_items=2,
                canary=Canary("http://paper.example/old"))
""",
}
CHILD = """
import pathlib, sys
from scrapers import crawl, source
source.FOLDERS["sample"] = pathlib.Path(sys.argv.pop(1))
sys.exit(crawl.main())
"""
LINE = "Forty women sew coats in Hunchun, a driver said, and nobody tells them when the next bus will leave. "


def _item(host: str, name: str) -> str:
    link = f"http://{host}.example/{name}"
    return f"<item><title>{name}</title><link>{link}</link><pubDate>Tue, 24 Nov 2026 09:00:00 +0900</pubDate></item>"


def _feed(host: str, *names: str) -> Answer:
    items = "".join(_item(host, name) for name in names)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
    return Answer(200, text.encode(), {"Content-Type": "application/rss+xml"})


def _report(day: str) -> Answer:
    head = f"<title>The mill</title><meta property='article:published_time' content='{day}T09:00:00+09:00'>"
    body = f"<article><h1>The mill</h1><p>{LINE * 8}</p></article>"
    return Answer(200, f"<html lang='en'><head>{head}</head><body>{body}</body></html>".encode(), HTML)


WEB = {
    "http://outlet.example/feed": _feed("outlet", "a", "b"),
    "http://outlet.example/atom": _feed("outlet", "a", "b"),
    "http://outlet.example/a": _report("2026-11-24"),
    "http://outlet.example/b": _report("2026-11-24"),
    "http://outlet.example/old": _report("2024-05-17"),
    "http://paper.example/atom": _feed("paper", "a", "b"),
    "http://paper.example/a": _report("2026-11-24"),
    "http://paper.example/b": _report("2026-11-24"),
    "http://paper.example/old": _report("2024-05-17"),
}


@pytest.fixture
def two_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A web of two outlets; that of the second has lost its feed."""
    for key, text in TWO_SOURCES.items():
        (tmp_path / f"{key}.py").write_text(text)
    monkeypatch.setitem(registry.FOLDERS, "sample", tmp_path)
    monkeypatch.setattr(probe, "COMMAND", (sys.executable, "-c", CHILD, str(tmp_path)))
    return tmp_path


@pytest.mark.xdist_group("crawl")
def test_each_source_is_asked_once_and_its_canary_is_read(
    two_sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_web(WEB) as web:
        code = probe.main(["--web", "sample", "--proxy", web.proxy, "--day", "2026-11-25"])

    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert 1 == code
    assert "2 asked, 1 broken: paper" == lines[-1]
    assert ["outlet", "ok", "2", "2026-11-24", "ok"] == lines[1].split()[:5]
    assert "1 of 2" in told.err and "2 of 2" in told.err
    assert any("`find` is gone" in line for line in lines)
