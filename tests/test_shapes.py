"""Listings: what each shape reads, and that no page, however damaged, breaks or floods one."""

import gzip
import json
import re
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.shapes import (
    MAX_ITEMS,
    MAX_LEADS,
    DocumentIndex,
    Feed,
    HomeFeed,
    JsonApi,
    Listed,
    Listing,
    NewsSitemap,
    RobotsSitemap,
    Shape,
    WordPress,
    moment,
)
from scrapers.shapes.addresses import address
from scrapers.shapes.markup import is_html

HOME = "http://outlet.example/"


def read(shape: Shape, page: str | bytes, zone: str | None = "Asia/Seoul", content_type: str = "") -> Listed:
    """What a shape reads in a page that came from the shape's own address."""
    return shape.read(page if isinstance(page, bytes) else page.encode(), shape.url, zone, content_type)


def addresses(found: Listed) -> list[str]:
    return [item.url for item in found.items]


def leads(found: Listed) -> list[str]:
    return [shape.url for shape in found.leads]


# --- feeds ---------------------------------------------------------------------------------------------------------

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
<entry><title>One &amp; all</title><link href="/a"/><id>x:1</id><published>2019-12-02T23:30:00Z</published>
<updated>2019-12-03T01:00:00Z</updated><summary>Some &lt;b&gt;words&lt;/b&gt;</summary>
<content type="html">&lt;p&gt;The whole text&lt;/p&gt;</content></entry></feed>"""
FEED = Feed(f"{HOME}feed")
FULL = Feed(f"{HOME}feed", full_text=True)


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>F</title>{''.join(items)}</channel></rss>"
    )


def entry(number: int, more: str = "") -> str:
    identity = f"<guid isPermaLink='false'>g{number}</guid>"
    return f"<item><title>{number}</title><link>{HOME}{number}</link>{identity}{more}</item>"


def test_an_atom_entry_gives_title_address_both_moments_and_summary() -> None:
    (item,) = read(FEED, ATOM).items

    assert ("http://outlet.example/a", "One & all", "Some words") == (item.url, item.title, item.summary)
    assert datetime(2019, 12, 2, 23, 30, tzinfo=UTC) == item.published
    assert datetime(2019, 12, 3, 1, tzinfo=UTC) == item.updated
    assert item.part is None


def test_a_feed_with_full_text_carries_its_reports_by_their_guid() -> None:
    text = "<content:encoded><![CDATA[<p>In <b>Dandong</b></p><script>x()</script>]]></content:encoded>"
    first, second = read(FULL, rss(entry(1, text), entry(2))).items

    assert first.part is not None
    assert ("g1", True) == (first.part.name, first.part.html.startswith("<p>In <b>Dandong</b></p>"))
    assert second.part is None, "an item without text needs its page"


def test_the_content_of_an_atom_entry_is_its_text_and_plain_text_becomes_markup() -> None:
    (markup,) = read(FULL, ATOM).items
    (plain,) = read(FULL, ATOM.replace('type="html"', 'type="text"').replace("&lt;p&gt;", "1 &lt; 2 ")).items

    assert markup.part and ("x:1", "<p>The whole text</p>") == (markup.part.name, markup.part.html)
    assert plain.part and "<p>1 &lt; 2 The whole text&lt;/p&gt;</p>" == plain.part.html


def full(guid: str, link: str, text: str) -> str:
    identity = f"<guid isPermaLink='false'>{guid}</guid>"
    return f"<item><link>{HOME}{link}</link>{identity}<content:encoded>{text}</content:encoded></item>"


def test_a_guid_that_is_not_an_items_own_names_no_part() -> None:
    found = read(FULL, rss(full("0", "a", "A"), full("0", "b", "B"), full(f"{HOME}a", "c", "C"), full("4", "d", "D")))

    assert [(f"{HOME}a", "A"), (f"{HOME}b", "B"), (f"{HOME}c", "C"), ("4", "D")] == [
        (item.part.name, item.part.html) for item in found.items if item.part
    ]


def test_an_item_without_a_date_is_listed_without_one() -> None:
    (item,) = read(FEED, rss(entry(1))).items

    assert (None, None, None) == (item.published_raw, item.published, item.updated)


def test_an_item_whose_address_is_none_is_left_out() -> None:
    broken = [f"<item><title>A</title><link>{link}</link></item>" for link in ("http://[x", "mailto:a@b.c", "", "x:1")]

    assert [f"{HOME}1"] == addresses(read(FEED, rss(*broken, entry(1))))


def test_a_feed_cut_in_the_middle_still_gives_its_whole_items() -> None:
    whole = rss(*[entry(n) for n in range(3)])

    assert ["0", "1"] == [item.title for item in read(FEED, whole[: whole.index("<title>2")]).items][:2]


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "utf-16"])
def test_a_feed_is_read_in_the_charset_it_declares(charset: str) -> None:
    page = f'<?xml version="1.0" encoding="{charset}"?>' + rss(entry(1)).partition("?>")[2].replace(">1<", ">훈춘<")

    assert ["훈춘"] == [item.title for item in read(FEED, page.encode(charset)).items]


def test_a_feed_of_ten_thousand_items_is_read_in_part_and_says_so() -> None:
    found = read(FEED, rss(*[entry(n) for n in range(10_000)]))

    assert (MAX_ITEMS, 9_000) == (len(found.items), found.unread)
    assert [f"{HOME}0", f"{HOME}999"] == [found.items[0].url, found.items[-1].url]


def test_a_large_feed_that_is_no_valid_xml_is_read_in_part_and_says_so() -> None:
    long = f"<description>{'a &nbsp; word ' * 200}</description>"
    found = read(FEED, rss(*[entry(n, long) for n in range(500)], "<item><p></item>"))

    assert 0 < len(found.items) < 500
    assert 500 <= len(found.items) + found.unread <= 502


def slow(before: str, many: str, after: str = "") -> bytes:
    """A feed of one item, which holds what is written out here 800,000 times, and one item before it."""
    return rss(entry(1), entry(2, f"{before}{many * 800_000}{after}")).encode()


CONTENT = '<content xmlns="http://www.w3.org/2005/Atom" type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
SLOW = {
    "a long author": (slow("<author>", "a", "</author>"), 2),
    "a long author of a feed that is no XML": (slow("<p><author>", "a", "</author>"), 2),
    "a long creator": (slow("<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>", "a", "</dc:creator>"), 2),
    "many categories": (rss(entry(1, "".join(f"<category>{n}</category>" for n in range(25_000)))).encode(), 1),
    "too many categories": (slow("", "<category>c</category>"), 1),
    "many enclosures": (slow("", "<enclosure url='/a'/>"), 1),
    "much XHTML": (slow(CONTENT, "<b>x</b>", "</div></content>"), 1),
    "many entities": (slow("<description>", "&lt;", "</description>"), 1),
    "many attributes": (slow("<x", " a='1'", "/>"), 1),
    "lines before its root": (rss(entry(1)).replace("?>", "?>" + "\n" * 800_000).encode(), 1),
    "a long base": (
        rss(entry(1, "<x/>" * 25_000)).replace("<rss", f"<rss xml:base='/{'a' * 5_000_000}'").encode(), 1
    ),
}


@pytest.mark.parametrize("case", SLOW, ids=str)
def test_no_feed_takes_minutes_and_what_is_not_read_of_it_is_told(case: str) -> None:
    page, count = SLOW[case]
    found = read(FULL, page)

    assert addresses(found)[:count] == [f"{HOME}{n}" for n in range(1, count + 1)]
    assert len(re.findall(b"</item>", page)) - count == found.unread or len(found.items) > count


def test_what_looks_like_a_side_element_in_the_text_of_a_report_stays() -> None:
    text = "<p base='x'>&lt;author> <author>A</author><category/> base = 1</p>"
    (item,) = read(FULL, rss(entry(1, f"<content:encoded><![CDATA[{text}]]></content:encoded>"))).items

    assert item.part and text == item.part.html


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [f'<!ENTITY a0 "ha">{LAUGHS}', f'<!ENTITY a11 "{"x" * 100_000}">', '<!ENTITY a11 SYSTEM "file:///etc/passwd">',
     '<!ENTITY a11 SYSTEM "http://10.0.0.1/">', '<!ENTITY % p SYSTEM "http://10.0.0.1/"> %p;'],
    ids=["a thousand million laughs", "one long entity often", "a file", "an address", "a parameter entity"],
)  # fmt: skip
def test_an_entity_neither_grows_nor_reads_anything(declared: str) -> None:
    page = f"<?xml version='1.0'?><!DOCTYPE r [{declared}]>" + rss(
        f"<item><title>A {'&a11;' * 1_000}</title><link>{HOME}a</link></item>"
    ).partition("?>")[2]
    row = f"<url><loc>{HOME}a{'&a11;' * 1_000}</loc></url>"
    sitemap = f"<?xml version='1.0'?><!DOCTYPE r [{declared}]><urlset>{row}</urlset>"

    for shape, text in ((FEED, page), (NewsSitemap(f"{HOME}news.xml"), sitemap)):
        for item in read(shape, text).items:
            assert len(item.title + item.url) < 10_000
            assert "root:" not in item.title + item.url


@pytest.mark.parametrize(
    "page",
    [b"", b"<html><head><title>Feeds</title></head><body><a href='/rss'>RSS</a></body></html>", b"/etc/passwd",
     b"\x00\xff\xfe", rss().encode(), b"<" * 1_000_000, b"<a " * 500_000],
    ids=["nothing", "a page about feeds", "the name of a file", "noise", "no items", "brackets", "tags without an end"],
)  # fmt: skip
def test_a_page_without_items_gives_none(page: bytes) -> None:
    assert () == read(FEED, page).items


HEAD = """<html><head>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Partner" href="http://other.example/feed">
<link rel="alternate" type="application/json" href="/wp-json/">
<link rel="alternate" hreflang="ko" href="/ko/">
<link rel="stylesheet" type="text/css" href="/a.css">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="//feeds.outlet.example/atom">
<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
<link rel="alternate" type="application/rss+xml" title="English" href="english/feed/">
<link rel="alternate" type="application/rss+xml" title="English" href="/english/feed/">
</head></html>"""


def test_a_home_page_leads_to_its_own_feeds_those_below_it_first() -> None:
    shape = HomeFeed("http://www.outlet.example/english/")

    assert [
        Feed("http://www.outlet.example/english/english/feed/"),
        Feed("http://www.outlet.example/english/feed/"),
        Feed("http://www.outlet.example/all.xml"),
        Feed("http://feeds.outlet.example/atom"),
    ] == list(read(shape, HEAD).leads)
    assert () == read(shape, HEAD).items


def test_a_home_page_leads_to_no_feed_of_another_site() -> None:
    page = '<link rel="alternate" type="application/rss+xml" href="http://other.example/feed">'

    assert [] == leads(read(HomeFeed(HOME), page))


def test_a_home_page_leads_to_few_feeds() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed/{}">'

    assert MAX_LEADS == len(read(HomeFeed(HOME), "".join(link.format(n) for n in range(40))).leads)


# --- sitemaps ------------------------------------------------------------------------------------------------------

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> http://outlet.example/article/1 </loc><lastmod>2019-12-03T09:00:00+09:00</lastmod>
<image:image><image:loc>http://outlet.example/1.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Outlet</news:name><news:language>ko</news:language></news:publication>
<news:publication_date>2019-12-02T11:00:00+09:00</news:publication_date><news:title>훈춘 &amp; 단둥</news:title>
<news:keywords>북한, 무역</news:keywords></news:news></url>
<url><loc>http://outlet.example/video/2</loc><lastmod>2019-12-04</lastmod></url>
<url><loc>http://outlet.example/article/3?a=1&amp;b=2</loc></url>
<url><loc>not an address: http://[</loc></url><url></url>
</urlset>"""
SITEMAP = NewsSitemap(f"{HOME}news.xml")


def test_a_news_sitemap_gives_title_both_moments_and_keywords_newest_first() -> None:
    video, article, undated = read(SITEMAP, NEWS).items

    assert f"{HOME}article/1" == article.url
    assert ("훈춘 & 단둥", "북한, 무역") == (article.title, article.summary)
    assert moment("2019-12-02T11:00:00+09:00", None) == article.published
    assert moment("2019-12-03T09:00:00+09:00", None) == article.updated
    assert ("http://outlet.example/video/2", "") == (video.url, video.title)
    assert ("http://outlet.example/article/3?a=1&b=2", None) == (undated.url, undated.updated)


def test_when_a_page_was_built_is_never_when_it_was_published() -> None:
    assert [None, "2019-12-02T11:00:00+09:00", None] == [item.published_raw for item in read(SITEMAP, NEWS).items]


def test_only_the_addresses_asked_for_are_listed() -> None:
    shape = NewsSitemap(f"{HOME}news.xml", only=r"/article/\d+$")

    assert ["http://outlet.example/article/1"] == addresses(read(shape, NEWS))


def test_a_sitemap_may_be_a_gzip_file() -> None:
    assert addresses(read(SITEMAP, NEWS)) == addresses(read(SITEMAP, gzip.compress(NEWS.encode())))


def test_a_gzip_file_that_is_a_bomb_or_damaged_is_not_taken_for_a_quiet_night() -> None:
    bomb = read(SITEMAP, gzip.compress(b"<urlset>" + b" " * 30_000_000))
    damaged = read(SITEMAP, b"\x1f\x8b" + b"noise" * 10)
    cut = read(SITEMAP, gzip.compress(NEWS.encode())[:-60])

    assert [((), 1), ((), 0)] == [(bomb.items, bomb.unread), (damaged.items, damaged.unread)]
    assert () == cut.items or cut.unread == 1


def test_a_sitemap_since_the_beginning_gives_its_newest_pages_and_leaves_no_newer_one_unread() -> None:
    row = "<url><loc>http://outlet.example/{0}</loc><lastmod>2019-{1:02}-{2:02}T{3:02}:00:00Z</lastmod></url>"
    rows = [row.format(n, n // 672 + 1, n // 24 % 28 + 1, n % 24) for n in range(3_000)]
    found = read(SITEMAP, f"<urlset>{''.join(rows)}</urlset>")

    assert (MAX_ITEMS, 0) == (len(found.items), found.unread)
    assert "http://outlet.example/2999" == found.items[0].url


def test_undated_addresses_past_the_bound_are_counted_unread() -> None:
    found = read(SITEMAP, f"<urlset>{''.join(f'<url><loc>{HOME}{n}</loc></url>' for n in range(1_200))}</urlset>")

    assert (MAX_ITEMS, 200) == (len(found.items), found.unread)


def test_a_sitemap_of_millions_of_tags_is_read_in_part_and_says_so() -> None:
    found = read(SITEMAP, f"<urlset><url><loc>{HOME}a</loc></url>{'<u/>' * 1_200_000}</urlset>")

    assert ([f"{HOME}a"], True) == (addresses(found), found.unread > 0)


INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://outlet.example/author-sitemap.xml</loc><lastmod>2019-12-05T00:00:00Z</lastmod></sitemap>
<sitemap><loc>http://outlet.example/sitemap-2019-10.xml</loc></sitemap>
<sitemap><loc>http://outlet.example/post-sitemap1.xml</loc><lastmod>2018-01-01T00:00:00Z</lastmod></sitemap>
<sitemap><loc>http://outlet.example/post-sitemap2.xml.gz</loc><lastmod>2019-12-04T00:00:00Z</lastmod></sitemap>
<sitemap><loc>http://outlet.example/sitemap-2019-11.xml</loc></sitemap>
<sitemap><loc>http://outlet.example/old.xml</loc></sitemap>
<sitemap><loc>http://outlet.example/sitemap-news.xml</loc></sitemap>
</sitemapindex>"""


def test_an_index_of_sitemaps_leads_to_its_newest_files_news_first() -> None:
    found = read(NewsSitemap(f"{HOME}sitemap.xml", only="/article/"), INDEX)

    assert [
        f"{HOME}sitemap-news.xml", f"{HOME}post-sitemap2.xml.gz", f"{HOME}sitemap-2019-11.xml",
        f"{HOME}sitemap-2019-10.xml", f"{HOME}post-sitemap1.xml",
    ] == leads(found)  # fmt: skip
    assert {"/article/"} == {lead.only for lead in found.leads if isinstance(lead, NewsSitemap)}
    assert () == found.items


def test_robots_lead_to_the_sitemaps_they_name_news_first() -> None:
    lines = ["\ufeffUser-agent: *", "Disallow: /x", "Sitemap: /all.xml # every", f"SITEMAP:{HOME}news.xml", "Sitemap:"]
    found = read(RobotsSitemap(f"{HOME}robots.txt", only="/a/"), "\r\n".join(lines))

    assert [NewsSitemap(f"{HOME}news.xml", "/a/"), NewsSitemap(f"{HOME}all.xml", "/a/")] == list(found.leads)


def test_a_page_that_is_no_sitemap_lists_nothing() -> None:
    pages: list[str] = ["", "<html><body>Not found</body></html>", rss(entry(1)), "User-agent: *", "<urlset"]

    assert [Listed()] * 5 == [read(SITEMAP, page) for page in pages]
    assert [Listed()] * 3 == [read(RobotsSitemap(f"{HOME}robots.txt"), page) for page in pages[:3]]


# --- pages of links ------------------------------------------------------------------------------------------------

ROWS = """<html><head><meta charset="euc-kr"></head><body><ul id="list">
<li><h4><a href="/news/articleView.html?idxno=1">훈춘 공장</a></h4><em class="date">2019-12-02 19:00:00</em></li>
<li><h4><a href="articleView.html?idxno=2">  단둥
 세관 </a></h4><em class="date">2019.12.01</em><p>요약</p></li>
<li><h4><a href="#top">위로</a></h4></li>
<li>광고</li>
</ul><a class="next" href="?page=2">다음</a></body></html>"""
BOARD = Listing("http://paper.example/news/list.html", item="#list li", link="h4 a", date=".date", summary="p")


def test_a_page_in_another_charset_than_it_says_is_read_as_what_it_is() -> None:
    assert ["훈춘 공장", "단둥 세관"] == [item.title for item in read(BOARD, ROWS).items], "UTF-8 that says EUC-KR"


def test_a_listing_in_an_old_korean_encoding_gives_its_rows_and_no_furniture() -> None:
    items = read(BOARD, ROWS.encode("euc-kr")).items

    assert [f"http://paper.example/news/articleView.html?idxno={n}" for n in (1, 2)] == [item.url for item in items]
    assert [("훈춘 공장", ""), ("단둥 세관", "요약")] == [(item.title, item.summary) for item in items]
    assert ["2019-12-02T19:00:00+09:00", "2019-12-01T00:00:00+09:00"] == [
        item.published.isoformat() for item in items if item.published
    ]


@pytest.mark.parametrize("declared", ["text/html; charset=utf-8", "text/html; charset=ISO-8859-1", "text/html"])
def test_a_header_that_lies_about_the_charset_does_not_spoil_a_listing(declared: str) -> None:
    assert "훈춘 공장" == read(BOARD, ROWS.encode("euc-kr"), content_type=declared).items[0].title


def test_a_row_may_be_the_link_itself() -> None:
    shape = Listing("http://paper.example/", item="a.row", title="b")

    (item,) = read(shape, '<a class="row" href="/1"><b>Title</b> more</a>').items

    assert ("http://paper.example/1", "Title") == (item.url, item.title)


def test_links_are_relative_to_what_a_page_says() -> None:
    page = '<base href="http://paper.example/board/"><li><a href="view?id=1">A</a></li>'

    assert ["http://paper.example/board/view?id=1"] == addresses(read(Listing(HOME, item="li"), page))


def test_a_moment_without_words_is_read_from_its_tag() -> None:
    shape = Listing("http://paper.example/", item="li", date="time")
    page = '<li><a href="/1">A</a><time datetime="2019-12-02T11:00:00+09:00"><svg></svg></time></li>'

    assert moment("2019-12-02T11:00:00+09:00", None) == read(shape, page).items[0].published


def board(**more: str | int) -> Listing:
    return Listing(BOARD.url, item="#list li", link="h4 a", **more)  # type: ignore[arg-type]


def older(shape: Shape, page: str, came_from: str | None = None) -> str | None:
    found = shape.read(page.encode(), came_from or shape.url, "Asia/Seoul").older
    assert found is None or type(found) is type(shape)
    return found.url if found else None


def test_a_listing_goes_on_at_the_link_that_says_so() -> None:
    shape = board(next="a.next")

    assert "http://paper.example/news/list.html?page=2" == older(shape, ROWS)
    assert older(shape, ROWS.replace("?page=2", "#")) is None
    assert older(shape, ROWS.replace("?page=2", "javascript:go(2)")) is None
    assert older(shape, ROWS.replace("?page=2", BOARD.url)) is None, "a page that goes on at itself"
    assert older(shape, ROWS.replace("href=\"?page=2\"", "")) is None


PAGES = "http://paper.example/news/list.html?page={page}"


def test_a_listing_with_numbered_pages_goes_on_at_the_next_number() -> None:
    shape = board(pages=PAGES)
    second = shape.read(ROWS.encode(), shape.url, None).older
    assert second is not None

    assert "http://paper.example/news/list.html?page=2" == second.url
    assert "http://paper.example/news/list.html?page=3" == older(second, ROWS)
    assert "http://paper.example/news/list.html?page=8" == older(shape, ROWS, "https://www.paper.example/news/list.html?page=7")
    assert "http://paper.example/news/list.html?page=1" == older(board(pages=PAGES, first_page=0), ROWS)


def test_a_page_without_rows_is_the_last() -> None:
    assert older(board(pages=PAGES), "<html><body>자료가 없습니다</body></html>") is None


def test_a_listing_of_very_many_rows_is_read_in_part_and_says_so() -> None:
    page = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in range(1_300))

    found = read(Listing(HOME, item="li"), page)

    assert (MAX_ITEMS, 300) == (len(found.items), found.unread)


def test_rows_in_rows_with_much_text_give_the_beginning_of_it() -> None:
    rows = f"{'<div class=row><a href=/x>t</a>' * 200}{'word ' * 1_000_000}{'</div>' * 200}"
    found = read(Listing(HOME, item="div.row", title="a", summary="div"), rows)

    assert (200, "t") == (len(found.items), found.items[0].title)
    assert all(len(item.summary) <= 2_000 for item in found.items)


DOCUMENTS = """<table>
<tr><td>Report on supply chains</td><td><time>12 March 2019</time></td><td><a href="/files/r1_en.pdf">PDF</a>
<a href="/files/r1_ko.hwp">HWP</a></td></tr>
<tr><td><a href="/about">About the reports</a></td></tr>
<tr><td><a href="/view/save/2019/05/ab-second%20report.PDF?dl=1">Second report</a></td></tr>
<tr><td><a href="/files/r1_en.pdf">again</a></td></tr>
<tr><td></td><td><a href="/files/third-report_final.docx">Download (2 MB)</a></td></tr>
</table>"""


def test_an_index_gives_its_documents_once_with_the_title_of_link_row_or_file() -> None:
    items = read(DocumentIndex("http://un.example/reports/", item="tr", date="time"), DOCUMENTS).items

    assert [
        ("http://un.example/files/r1_en.pdf", "Report on supply chains 12 March 2019 PDF HWP", "2019-03-12"),
        ("http://un.example/view/save/2019/05/ab-second%20report.PDF?dl=1", "Second report", None),
        ("http://un.example/files/third-report_final.docx", "third report final.docx", None),
    ] == [(item.url, item.title, f"{item.published:%Y-%m-%d}" if item.published else None) for item in items]


def test_an_index_may_be_any_page_with_documents_or_a_list_of_pages_about_them() -> None:
    every = read(DocumentIndex("http://un.example/reports/"), DOCUMENTS)
    pages = read(DocumentIndex("http://un.example/reports/", link="td a", only="^http://un.example/about"), DOCUMENTS)
    titled = read(DocumentIndex("http://un.example/reports/", item="tr", title="td"), DOCUMENTS)

    assert 4 == len(every.items), "both files of the first row"
    assert ["http://un.example/about"] == addresses(pages)
    assert "Report on supply chains" == titled.items[0].title


def test_an_index_of_documents_has_pages_and_a_bound() -> None:
    shape = DocumentIndex("http://un.example/reports/", pages="http://un.example/reports/?p={page}", first_page=0)
    many = "".join(f'<a href="/{n}.pdf">{n}</a>' for n in range(1_100))

    assert "http://un.example/reports/?p=1" == older(shape, DOCUMENTS)
    assert (MAX_ITEMS, 100) == (len(read(shape, many).items), read(shape, many).unread)


# --- JSON ----------------------------------------------------------------------------------------------------------

API = JsonApi(
    "http://api.example/v1/press?page=0", items="/results", link="/url", title="/title", published="/date",
    updated="/changed", summary="/teaser~1en", text="/body/0/value", pages="http://api.example/v1/press?page={page}",
    first_page=0, range="http://api.example/v1/press?from={first}&to={last:%Y%m%d}&page={page}",
)  # fmt: skip
ROW = {
    "url": "/news/1", "title": "A &amp; B", "date": "1575252000", "changed": 1575338400, "teaser/en": "<p>Short</p>",
    "body": [{"value": "<p>Whole</p>"}],
}  # fmt: skip


def answer(*rows: object) -> str:
    return json.dumps({"results": rows, "total": "0"}, ensure_ascii=False)


def test_an_answer_gives_its_items_with_their_text_and_their_place_in_it() -> None:
    first, second = read(API, answer(ROW, ROW | {"url": "/news/2", "body": []})).items

    assert ("http://api.example/news/1", "A & B", "Short") == (first.url, first.title, first.summary)
    assert ("1575252000", datetime(2019, 12, 2, 2, tzinfo=UTC)) == (first.published_raw, first.published)
    assert datetime(2019, 12, 3, 2, tzinfo=UTC) == first.updated
    assert first.part and ("/results/0", "<p>Whole</p>") == (first.part.name, first.part.html)
    assert second.part is None


DATES: list[tuple[object, bool]] = [
    *[(at, True) for at in (1575252000, "1575252000", 1575252000000, "2019-12-02T11:00:00", "20191202")],
    *[(at, False) for at in (0, True, "soon", None, 10**30)],
]


@pytest.mark.parametrize(("stated", "is_read"), DATES, ids=[str(stated) for stated, _ in DATES])
def test_an_api_states_moments_in_seconds_or_words(stated: object, is_read: bool) -> None:
    published = read(API, answer(ROW | {"date": stated})).items[0].published

    assert is_read == (published is not None)
    assert published is None or date(2019, 12, 2) == published.date()


def test_plain_text_becomes_paragraphs_and_means_the_same() -> None:
    (item,) = read(API, answer(ROW | {"body": [{"value": "One < two\n\n Three &amp; four"}]})).items

    assert item.part and "<p>One &lt; two</p><p>Three &amp; four</p>" == item.part.html


def test_an_address_may_be_made_of_the_values_of_an_item() -> None:
    shape = JsonApi(f"{HOME}api", items="", link="http://x.example/item?id={/id}&l={/lang}", title="/t")
    page = json.dumps([{"id": 7, "lang": "ko/kp", "t": "A"}, {"id": 8, "t": "B"}, "no item", 5])

    assert ["http://x.example/item?id=7&l=ko%2Fkp"] == addresses(read(shape, page))


def test_a_single_item_without_its_array_is_an_item() -> None:
    shape = JsonApi(f"{HOME}api", items="/body/items/item", link="/u", title="/t", text="/s")
    (item,) = read(shape, json.dumps({"body": {"items": {"item": {"u": "/1", "t": "A", "s": "Text"}}}})).items

    assert item.part and "/body/items/item" == item.part.name


def test_an_api_goes_on_page_after_page_until_one_is_empty() -> None:
    second = read(API, answer(ROW)).older
    assert isinstance(second, JsonApi)

    assert "http://api.example/v1/press?page=1" == second.url
    assert "http://api.example/v1/press?page=2" == older(second, answer(ROW))
    assert older(second, answer()) is None


def test_an_api_is_asked_for_days_with_pages_of_its_own() -> None:
    found = API.between(date(2019, 11, 1), date(2019, 12, 2))
    assert found is not None

    assert "http://api.example/v1/press?from=2019-11-01&to=20191202&page=0" == found.url
    assert "http://api.example/v1/press?from=2019-11-01&to=20191202&page=1" == older(found, answer(ROW))
    assert JsonApi(HOME, items="", link="/u", title="/t").between(date(2019, 11, 1), date(2019, 12, 2)) is None


def test_an_answer_of_very_many_items_is_read_in_part_and_says_so() -> None:
    found = read(API, answer(*[ROW] * 1_250))

    assert (MAX_ITEMS, 250) == (len(found.items), found.unread)


@pytest.mark.parametrize(
    "page",
    ["", "null", "{}", "[]", "<html>", "[" * 100_000, '{"results": null}', '{"results": "none"}', '{"results": [',
     '{"results": [1, null, [], {"url": 5}]}', '{"error": "no such page"}', '{"results": [{"url": "/1"}'],
)  # fmt: skip
def test_an_answer_of_another_kind_lists_nothing(page: str) -> None:
    assert Listed() == read(API, page)


def test_an_answer_of_millions_of_lists_lists_nothing() -> None:
    assert Listed() == read(API, '{"results": [' + '{"url": "/1"},' + "[]," * 6_000_000 + "[]]}")


def test_half_a_character_in_an_answer_is_replaced_and_a_whole_one_is_kept() -> None:
    page = r'[{"u": "/a\ud800", "t": "\ud83d\ude00 \udc00 \\ud800", "s": "x\udfff"}]'
    (item,) = read(JsonApi(HOME, items="", link="/u", title="/t", text="/s"), page).items

    assert (f"{HOME}a\ufffd", "\U0001f600 \ufffd \\ud800") == (item.url, item.title)
    assert item.part and "<p>x\ufffd</p>" == item.part.html


POST = {
    "id": 1, "date": "2019-12-02T11:00:00", "date_gmt": "2019-12-02T02:00:00", "modified_gmt": "2019-12-03T02:00:00",
    "link": "http://outlet.example/one/", "title": {"rendered": "Dandong &#8211; &#8216;customs&#8217;"},
    "content": {"rendered": "<p>Whole</p>\n"}, "excerpt": {"rendered": "<p>Short &hellip;</p>"},
}  # fmt: skip
POSTS = WordPress("http://outlet.example/wp-json/wp/v2/posts?per_page=2&categories=7")


def test_posts_carry_title_moments_in_utc_and_text() -> None:
    (item,) = read(POSTS, json.dumps([POST])).items

    assert ("http://outlet.example/one/", "Dandong – ‘customs’", "Short …") == (item.url, item.title, item.summary)
    assert datetime(2019, 12, 2, 2, tzinfo=UTC) == item.published
    assert datetime(2019, 12, 3, 2, tzinfo=UTC) == item.updated
    assert item.part and ("/0", "<p>Whole</p>\n") == (item.part.name, item.part.html)


def test_posts_without_a_moment_in_utc_have_the_outlets_own() -> None:
    post = POST | {"date_gmt": "0000-00-00T00:00:00"}
    (item,) = read(WordPress(POSTS.url, full_text=False), json.dumps([post])).items

    assert ("2019-12-02T11:00:00", datetime(2019, 12, 2, 2, tzinfo=UTC)) == (item.published_raw, item.published)
    assert item.part is None


def test_posts_go_on_until_an_answer_is_not_full() -> None:
    assert f"{POSTS.url}&page=2" == older(POSTS, json.dumps([POST] * 2))
    assert older(POSTS, json.dumps([POST])) is None
    assert older(WordPress("http://outlet.example/wp-json/wp/v2/posts"), json.dumps([POST] * 9)) is None


def test_posts_are_asked_for_days_of_the_outlet_both_included() -> None:
    found = POSTS.between(date(2019, 11, 1), date(2019, 12, 2))
    assert found is not None

    assert (
        "http://outlet.example/wp-json/wp/v2/posts?per_page=50&categories=7"
        "&after=2019-10-31T23:59:59&before=2019-12-03T00:00:00&page=1"
    ) == found.url
    assert (older(found, json.dumps([POST] * 50)) or "").endswith("&page=2")


def test_an_error_of_the_rest_interface_lists_nothing() -> None:
    error = {"code": "rest_post_invalid_page_number", "message": "…", "data": {"status": 400}, "link": "http://x.example/"}

    assert Listed() == read(POSTS, json.dumps(error))


# --- what no shape does --------------------------------------------------------------------------------------------

SHAPES: dict[str, tuple[Shape, str]] = {
    "feed": (FEED, rss(entry(1), entry(2))),
    "full feed": (FULL, ATOM),
    "home feed": (HomeFeed(HOME), HEAD),
    "news sitemap": (NewsSitemap(f"{HOME}news.xml", only="article"), NEWS),
    "sitemap index": (SITEMAP, INDEX),
    "robots": (RobotsSitemap(f"{HOME}robots.txt"), f"User-agent: *\nSitemap: {HOME}s.xml\n"),
    "listing": (board(next="a.next", date=".date", title="h4"), ROWS),
    "pages": (board(pages=PAGES), ROWS),
    "documents": (DocumentIndex(HOME, item="tr", date="time"), DOCUMENTS),
    "api": (API, answer(ROW, ROW)),
    "posts": (POSTS, json.dumps([POST, POST])),
}


@pytest.mark.parametrize("name", SHAPES, ids=str)
def test_a_shape_is_a_value_that_fulfils_the_contract(name: str) -> None:
    shape, page = SHAPES[name]

    assert isinstance(shape, Shape)
    assert read(shape, page) == read(shape, page) != Listed()
    assert hash(shape) == hash(shape)
    with pytest.raises(FrozenInstanceError):
        shape.url = ""  # type: ignore[misc]


SOUND = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


def holds_its_promise(shape: Shape, page: bytes, content_type: str = "") -> None:
    """Nothing is raised; what is listed has an http(s) address, moments with a zone, and a bound."""
    found = shape.read(page, shape.url, "Asia/Seoul", content_type)

    assert len(found.items) <= MAX_ITEMS and len(found.leads) <= MAX_LEADS
    assert all(item.url == address(HOME, item.url) for item in found.items)
    assert all(lead.url == address(HOME, lead.url) for lead in found.leads)
    moments = [moment for item in found.items for moment in (item.published, item.updated) if moment]
    assert all(moment.tzinfo for moment in moments)
    assert shape.has_parts or not any(item.part for item in found.items)


@pytest.mark.parametrize("name", SHAPES, ids=str)
@SOUND
@given(content=st.binary(max_size=400), content_type=st.sampled_from(["", "a; charset=euc-kr", "a; charset=nonsense"]))
def test_no_bytes_break_a_shape(name: str, content: bytes, content_type: str) -> None:
    holds_its_promise(SHAPES[name][0], content, content_type)


def damaged(page: bytes) -> st.SearchStrategy[bytes]:
    """A page with pieces cut out, doubled, or replaced by noise and by what means something in markup."""
    piece = st.binary(max_size=6) | st.sampled_from(
        [b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x [", b"&#0;", b"&#x110000;", b"\x00",
         b"\xff\xfe", b"http://[", b"//", b"http://a:99999/", b"{", b"}", b"null", b'"', b"-1", b"9" * 40,
         b"\xed\xa0\x80", b"xml:base='http://['"]
    )  # fmt: skip
    cut = st.tuples(st.integers(0, len(page)), st.integers(0, 40), piece)

    def apply(cuts: list[tuple[int, int, bytes]]) -> bytes:
        found = page
        for start, length, new in cuts:
            found = found[:start] + new + found[start + length :]
        return found

    return st.lists(cut, min_size=1, max_size=6).map(apply)


@pytest.mark.parametrize("name", SHAPES, ids=str)
@SOUND
@given(data=st.data())
def test_no_damage_to_a_page_breaks_its_shape(name: str, data: st.DataObject) -> None:
    shape, page = SHAPES[name]

    holds_its_promise(shape, data.draw(damaged(page.encode())))


@given(st.text(max_size=30))
def test_an_address_is_absolute_and_of_the_web_or_none(link: str) -> None:
    found = address(HOME, link)

    assert found is None or (found.startswith(("http://", "https://")) and found == address(HOME, found))


LINKS = {
    "http://user:pw@outlet.example/a": "http://outlet.example/a",
    "//user@outlet.example:81/a": "http://outlet.example:81/a",
    "/x/../closed/5": "http://outlet.example/closed/5",
    "http://outlet.example/x/%2E%2e/closed/./5?a=../b": "http://outlet.example/closed/5?a=../b",
    "http://outlet.example/../../a/..": "http://outlet.example/",
    "http://outlet.example/a/.": "http://outlet.example/a/",
    "http://outlet.example//a/...?b": "http://outlet.example//a/...?b",
}


@pytest.mark.parametrize("link", LINKS, ids=str)
def test_an_address_names_no_user_and_no_folder_above(link: str) -> None:
    assert LINKS[link] == address(HOME, link)


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
    ("27 09 2026", "2026-09-27T00:00:00+09:00"),
    ("26-10-02  10:45", "2026-10-02T10:45:00+09:00"),
    ("Sun,27 Sep 2026", "2026-09-27T00:00:00+09:00"),
    ("Sun,27 Sep 2026 3:45 PM", "2026-09-27T15:45:00+09:00"),
    ("27 сентября 2026, 14:05", "2026-09-27T14:05:00+09:00"),
    ("14:05, 27.09.2026", "2026-09-27T14:05:00+09:00"),
    ("2026. 1. 6. 오후 4:46", "2026-01-06T16:46:00+09:00"),
    ("2026年1月6日下午4:46", "2026-01-06T16:46:00+09:00"),
    ("令和8年11月25日", "2026-11-25T00:00:00+09:00"),
    ("令和元年12月3日 午後3時45分", "2019-12-03T15:45:00+09:00"),
    ("R8.11.25", "2026-11-25T00:00:00+09:00"),
    ("주체108(2019)년 12월 3일", "2019-12-03T00:00:00+09:00"),
    ("２０２６年１１月２５日", "2026-11-25T00:00:00+09:00"),
    ("20260927104500", "2026-09-27T10:45:00+09:00"),
    ("2026/09/27 19:00 +0900", "2026-09-27T19:00:00+09:00"),
    ("2026-09-27 19:00:00 UTC", "2026-09-27T19:00:00+00:00"),
    ("Mon Nov 17 2025 21:44:23 GMT+0900 (KST)", "2025-11-17T21:44:23+09:00"),
    ("입력 2019.12.02. 11:30 수정 2019.12.03. 09:00", "2019-12-02T11:30:00+09:00"),
    ("Mon, 17 Nov 2025 21:44:23 CST", "2025-11-17T00:00:00+09:00"),
    ("27/09/2026", "2026-09-27T00:00:00+09:00"),
    ("09/10/2026", None),
    ("5월 3일", None),
    ("3시간 전", None),
    ("2026-13-40", None),
    ("0001-01-01T00:00:00", None),
    ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ("2026-09-27T19:00:00+18:00", None),
    ("yesterday", None),
    ("", None),
]


@pytest.mark.parametrize(("raw", "expected"), SEOUL, ids=[raw or "nothing" for raw, _ in SEOUL])
def test_a_stated_date_is_read_with_its_zone_or_not_at_all(raw: str, expected: str | None) -> None:
    found = moment(raw, "Asia/Seoul")

    assert expected == (found.isoformat() if found else None)


ELSEWHERE = [
    ("Asia/Shanghai", "Mon, 17 Nov 2025 21:44:23 CST", "2025-11-17T21:44:23+08:00"),
    ("Europe/Moscow", "2 октября 2026 в 10:45 МСК", "2026-10-02T10:45:00+03:00"),
    ("Europe/Moscow", "26-10-02 10:45", None),
    ("Europe/Moscow", "02.10.26 10:45", None),
    ("America/New_York", "Mon, 17 Nov 2025 21:44:23 EST", "2025-11-17T21:44:23-05:00"),
]


@pytest.mark.parametrize(("zone", "raw", "expected"), ELSEWHERE, ids=[f"{zone} {raw}" for zone, raw, _ in ELSEWHERE])
def test_what_a_date_means_depends_on_where_it_was_written(zone: str, raw: str, expected: str | None) -> None:
    found = moment(raw, zone)

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


HTML = [
    *(b"<!DOCTYPE html><p>a", b"\xef\xbb\xbf\n <HTML>", b"<!-- a --><!---->\n<html>", b"<div>"),
    b'<?xml version="1.0"?>\n<html>',
]
NO_HTML = [
    *(b"", b"{}", b"text", b"<feed xmlns='a'>", b"<!DOCTYPE rss><rss>", b"<urlset>"),
    b"<?xml version='1.0'?><!-- a --><rss>",
]


@pytest.mark.parametrize("content", HTML, ids=repr)
def test_html_is_known_by_its_first_tag(content: bytes) -> None:
    assert is_html(content)


@pytest.mark.parametrize("content", [*NO_HTML, b"<!---->" * 50_000, b"<!--" * 50_000], ids=lambda c: repr(c[:20]))
def test_what_is_no_html_is_not_taken_for_it(content: bytes) -> None:
    assert not is_html(content)
