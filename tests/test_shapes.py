"""Listings: what each shape reads, over the fixture of every live source and over pages that go wrong.

`python -m tests.test_shapes` shows how `items.json` of each fixture would change, and writes it.
"""

import difflib
import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from scrapers.shapes import Feed, Item, Listing, moment
from scrapers.source import site_of, sources

FIXTURES = Path(__file__).parent / "fixtures"
LIVE = sources("live")


def read(key: str) -> tuple[Item, ...]:
    """The items that the fixture listing of a source holds."""
    source = LIVE[key]
    assert source.find is not None
    return source.find.read((FIXTURES / key / "feed.xml").read_bytes(), source.find.url, source.zone).items


def as_json(items: tuple[Item, ...]) -> str:
    rows = [
        {
            "url": item.url,
            "title": item.title,
            "published": item.published.astimezone(UTC).isoformat() if item.published else None,
        }
        for item in items
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_the_fixture_listing_reads_as_expected(key: str) -> None:
    assert (FIXTURES / key / "items.json").read_text("utf-8") == as_json(read(key))


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_the_fixture_listing_is_a_healthy_night(key: str) -> None:
    items, source = read(key), LIVE[key]

    assert source.min_items <= len({item.url for item in items})
    assert {site_of(source.home)} == {site_of(item.url) for item in items}
    assert all(item.title and item.published for item in items)


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_a_fixture_says_whose_structure_it_has_and_that_its_text_is_ours(key: str) -> None:
    origin = tomllib.loads((FIXTURES / key / "origin.toml").read_text("utf-8"))

    assert LIVE[key].find == Feed(origin["structure_of"])
    assert "written for this project" in origin["text"]
    assert origin["known_from"] and origin["known_at"]


@pytest.mark.parametrize("key", [key for key, source in LIVE.items() if source.layouts], ids=str)
def test_every_selector_of_a_layout_finds_its_place_in_the_fixture_page(key: str) -> None:
    soup = BeautifulSoup((FIXTURES / key / "article.html").read_bytes(), "lxml")
    layout = LIVE[key].layouts[-1]

    for selector in filter(None, [layout.title, layout.text, layout.date, *layout.drop]):
        assert soup.select(selector), selector


# --- feeds ---------------------------------------------------------------------------------------------------------

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
<entry><title>One &amp; all</title><link href="/a"/><id>x:1</id><published>2019-12-02T23:30:00Z</published>
<updated>2019-12-03T01:00:00Z</updated><summary>Some &lt;b&gt;words&lt;/b&gt;</summary></entry></feed>"""


def feed(text: str | bytes, zone: str | None = "Asia/Seoul") -> tuple[Item, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    return Feed("http://outlet.example/feed").read(content, "http://outlet.example/feed", zone).items


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'


def test_an_atom_entry_gives_title_address_both_moments_and_summary() -> None:
    (item,) = feed(ATOM)

    assert ("http://outlet.example/a", "One & all", "Some words") == (item.url, item.title, item.summary)
    assert datetime(2019, 12, 2, 23, 30, tzinfo=UTC) == item.published
    assert datetime(2019, 12, 3, 1, tzinfo=UTC) == item.updated


def test_an_item_without_a_date_is_listed_without_one() -> None:
    (item,) = feed(rss("<item><title>A</title><link>http://outlet.example/a</link></item>"))

    assert (None, None, None) == (item.published_raw, item.published, item.updated)


def test_a_feed_cut_in_the_middle_still_gives_its_whole_items() -> None:
    whole = rss(*[f"<item><title>{n}</title><link>http://outlet.example/{n}</link></item>" for n in range(3)])

    assert ["0", "1"] == [item.title for item in feed(whole[: whole.index("<title>2")])][:2]


@pytest.mark.parametrize(
    "page",
    [b"", b"<html><head><title>Feeds</title></head><body><a href='/rss'>RSS</a></body></html>", b"/etc/passwd",
     b"\x00\xff\xfe", rss().encode()],
    ids=["nothing", "a page about feeds", "the name of a file", "noise", "a feed without items"],
)
def test_a_page_without_items_gives_none(page: bytes) -> None:
    assert () == feed(page)


@given(st.binary(max_size=300))
def test_no_bytes_break_a_feed(content: bytes) -> None:
    assert isinstance(feed(content), tuple)


# --- listings ------------------------------------------------------------------------------------------------------

ROWS = """<html><head><meta charset="euc-kr"></head><body><ul id="list">
<li><h4><a href="/news/articleView.html?idxno=1">훈춘 공장</a></h4><em class="date">2019-12-02 19:00:00</em></li>
<li><h4><a href="articleView.html?idxno=2">  단둥
 세관 </a></h4><em class="date">2019.12.01</em></li>
<li><h4><a href="#top">위로</a></h4></li>
<li>광고</li>
</ul></body></html>"""


def test_a_listing_in_an_old_korean_encoding_gives_its_rows_and_no_furniture() -> None:
    shape = Listing("http://paper.example/news/list.html", item="#list li", link="h4 a", date=".date")

    items = shape.read(ROWS.encode("euc-kr"), shape.url, "Asia/Seoul").items

    assert [
        ("http://paper.example/news/articleView.html?idxno=1", "훈춘 공장", "2019-12-02T19:00:00+09:00"),
        ("http://paper.example/news/articleView.html?idxno=2", "단둥 세관", "2019-12-01T00:00:00+09:00"),
    ] == [(item.url, item.title, item.published.isoformat() if item.published else None) for item in items]


def test_a_row_may_be_the_link_itself() -> None:
    shape = Listing("http://paper.example/", item="a.row", title="b")

    (item,) = shape.read(b'<a class="row" href="/1"><b>Title</b> more</a>', shape.url, None).items

    assert ("http://paper.example/1", "Title") == (item.url, item.title)


# --- dates ---------------------------------------------------------------------------------------------------------

SEOUL = [
    ("Mon, 17 Nov 2025 21:44:23 +0900", "2025-11-17T21:44:23+09:00"),
    ("Mon, 17 Nov 2025 21:44:23 +09:00", "2025-11-17T21:44:23+09:00"),
    ("Mon, 17 Nov 2025 21:44:23 KST", "2025-11-17T21:44:23+09:00"),
    ("Mon, 17 Nov 2025 12:44:23 GMT", "2025-11-17T12:44:23+00:00"),
    ("Sun, 16 Nov 2025 20:44:23 -0400", "2025-11-16T20:44:23-04:00"),
    ("Mon, 17 Nov 2025 21:44:23", "2025-11-17T21:44:23+09:00"),
    ("월, 17 Nov 2025 21:44:23 +0900", "2025-11-17T21:44:23+09:00"),
    ("2025-11-17T12:44:23Z", "2025-11-17T12:44:23+00:00"),
    ("2025-11-17T21:44:23", "2025-11-17T21:44:23+09:00"),
    ("2026-09-27 19:00:00", "2026-09-27T19:00:00+09:00"),
    ("송고2026-01-06 16:46", "2026-01-06T16:46:00+09:00"),
    ("2026.01.06 (화) 16:46", "2026-01-06T16:46:00+09:00"),
    ("2026년 1월 6일", "2026-01-06T00:00:00+09:00"),
    ("2026年1月6日 08:05", "2026-01-06T08:05:00+09:00"),
    ("September 4, 2026 - ", "2026-09-04T00:00:00+09:00"),
    ("27 09 2026", None),
    ("2026-13-40", None),
    ("yesterday", None),
    ("", None),
]


@pytest.mark.parametrize(("raw", "expected"), SEOUL, ids=[raw or "nothing" for raw, _ in SEOUL])
def test_a_stated_date_is_read_with_its_zone_or_not_at_all(raw: str, expected: str | None) -> None:
    found = moment(raw, "Asia/Seoul")

    assert expected == (found.isoformat() if found else None)


def test_a_date_without_any_zone_is_no_moment() -> None:
    assert moment("2026-09-27 19:00:00", None) is None


_moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.timezones()).map(
    lambda found: found.replace(microsecond=0)
)


@given(_moments.map(lambda found: found.astimezone(UTC)), st.sampled_from(["+09:00", "+0900", "-04:00", "-0330"]))
def test_the_offset_of_a_date_is_never_lost(at: datetime, offset: str) -> None:
    stated = datetime.fromisoformat(f"{at.replace(tzinfo=None).isoformat()}{offset}")

    assert stated == moment(f"{stated:%a, %d %b %Y %H:%M:%S} {offset}", "Asia/Tokyo")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(raw: str) -> None:
    found = moment(raw, "Asia/Seoul")

    assert found is None or found.tzinfo is not None


def rewrite() -> None:
    """Shows how each expected file would change and writes it."""
    for key in LIVE:
        path: Path = FIXTURES / key / "items.json"
        former: Any = path.read_text("utf-8").splitlines() if path.exists() else []
        text = as_json(read(key))
        print("\n".join(difflib.unified_diff(former, text.splitlines(), f"{key} before", f"{key} now", lineterm="")))
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite()
