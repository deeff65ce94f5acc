"""What a page says, and what it is when it says nothing; on pages of our own in the manner of real ones."""

import inspect
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scrapers.page import Layout
from transforms.clean import _reading, extract

URL = "https://yalupost.example/news/back-from-the-zone"
FETCHED = datetime(2019, 12, 6, 18, 0, tzinfo=UTC)
KEYS = {
    "title", "text", "captions", "date", "published_at", "modified_at", "date_basis", "language", "author",
    "canonical_url", "kind", "lines", "damage",
}  # fmt: skip

FIRST = (
    "Sixty women who sewed shirts in a plant on the edge of Dandong went home over the bridge last week, "
    "a person who trades with the plant told this paper."
)
SECOND = (
    "The forty who stay behind were told to pack before the end of the month. Nobody there has been paid "
    "since the summer, the trader said, and the manager no longer answers the telephone."
)
THIRD = "A guard at the gate said that the lights of the second hall had been off for ten days."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str = BODY, *, head: str = "", info: str = "", after: str = "", lang: str = "en") -> bytes:
    return (
        f"<!doctype html><html lang='{lang}'><head><title>Sixty leave the plant - Yalu Post</title>"
        f"<meta property='og:title' content='Sixty leave the plant'>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/north'>North</a></li></ul></nav>"
        f"<main><article><h1>Sixty leave the plant</h1>{info}<div class='body'>{body}</div></article>{after}</main>"
        "<footer><p>Yalu Post, an invented paper. Copyright 2018</p></footer></body></html>"
    ).encode()


def read(html: bytes, url: str = URL, **given: Any) -> dict[str, Any]:
    options: dict[str, Any] = {"fetched_at": FETCHED, "zone": "Asia/Seoul"}
    return extract(html, url, **(options | given))


def test_an_article_is_its_title_and_paragraphs() -> None:
    reading = read(page())

    assert set(reading) == KEYS
    assert reading["kind"] == "article"
    assert reading["title"] == "Sixty leave the plant"
    assert reading["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert reading["language"] == "en"


def test_paragraphs_parted_by_line_breaks_alone_are_kept() -> None:
    reading = read(page(f"{FIRST}<br><br>{SECOND}<br/>{THIRD}"))

    assert reading["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_line_broken_inside_a_sentence_is_mended() -> None:
    reading = read(page(f"{FIRST.replace(' a person', '<br>a person')}<br><br>{SECOND}<br><br>{THIRD}"))

    assert reading["text"].startswith(FIRST)


def test_captions_stand_apart_and_never_in_the_text() -> None:
    caption = "Women leave a plant at dusk; 500 worked there in 2015. Photo: archive"
    figure = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"

    reading = read(page(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p>"))

    assert reading["captions"] == [caption]
    assert "500" not in reading["text"]


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Translated by Mina Han. Edited by Joel Park.</p>",
        "<p>Please direct any comments or questions about this article to desk@yalupost.example.</p>",
        "<p>Copyright © 2019 Yalu Post. All rights reserved.</p>",
        "<p>Sign up for our weekly newsletter.</p>",
        "<p>The post <a href='/1'>Ten thousand to come in spring</a> appeared first on <a href='/'>Yalu Post</a>.</p>",
        "<p>READ MORE: Ten thousand to come in spring</p>",
        "<h3>Related articles</h3><ul><li><a href='/1'>Ten thousand to come in spring, say two firms</a></li>"
        "<li><a href='/2'>Four hundred seen at the station of Tumen</a></li></ul>",
        "<p>mina.han@yalupost.example</p>",
        "<p>관련기사</p><p>노동자 1만 명 파견설</p>",
        "<p>한미나 기자 mina@yalupost.example</p>",
        "<p>번역: 한미나</p>",
        "<p>ⓒ 압록일보, 무단전재 및 재배포 금지</p>",
        "<p>责任编辑：王某</p>",
        "<p>相关阅读：一万人将于春天抵达</p>",
        "<p>関連記事</p><p>春に一万人が到着か</p>",
        "<p>無断転載を禁じます</p>",
        "<p>Читайте также: Десять тысяч приедут весной</p>",
        "<p>При использовании материалов ссылка обязательна</p>",
    ],
)
def test_what_closes_a_page_is_not_the_article(tail: str) -> None:
    assert read(page(BODY + tail))["text"] == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_sentence_about_copyright_in_the_middle_of_an_article_stays() -> None:
    sentence = "Copyright of the designs lies with a firm of 2015 in Shenyang, all rights reserved, the trader added."
    reading = read(page(f"<p>{FIRST}</p><p>{sentence}</p><p>{SECOND}</p><p>{THIRD}</p>"))

    assert sentence in reading["text"]


def test_a_body_that_stands_twice_is_read_once() -> None:
    reading = read(page(BODY + f"<div class='print'>{BODY}</div>"))

    assert reading["text"].count(SECOND) == 1


def test_cells_of_a_table_row_stay_apart() -> None:
    rows = "<table><tr><td>Dandong</td><td>60</td></tr><tr><td>Tumen</td><td>400</td></tr></table>"

    assert "Dandong | 60\n\nTumen | 400" in read(page(BODY + rows))["text"]


# --- when ----------------------------------------------------------------------------------------------------------

LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Sixty leave the plant",%s}</script>'


@pytest.mark.parametrize(
    ("basis", "given"),
    [
        ("json_ld", {"head": LD % '"datePublished":"2019-12-03T10:05:00+09:00"'}),
        ("meta", {"head": "<meta property='article:published_time' content='2019-12-03 10:05:00'>"}),
        ("time_element", {"info": "<p><time datetime='2019-12-03T01:05:00Z'>three days ago</time></p>"}),
        ("visible", {"info": "<div class='info'>입력 2019.12.03 10:05 수정 2019.12.04 11:00</div>"}),
        ("visible", {"info": "<ul class='infomation'><li>승인 2019.12.03 10:05</li><li>댓글 0</li></ul>"}),
    ],
)
def test_the_moment_of_publication_is_read_with_its_basis(basis: str, given: dict[str, str]) -> None:
    reading = read(page(**given))

    assert reading["date_basis"] == basis
    assert reading["date"] == "2019-12-03"
    assert datetime.fromisoformat(reading["published_at"]) == datetime(2019, 12, 3, 1, 5, tzinfo=UTC)


def test_the_address_dates_a_report_that_nothing_else_dates() -> None:
    reading = read(page(), "https://yalupost.example/2019/12/03/back/")

    assert (reading["date"], reading["date_basis"], reading["published_at"]) == ("2019-12-03", "url", None)


@pytest.mark.parametrize(
    "info",
    [
        "<p class='date'>Updated December 4, 2019</p>",
        "<span class='d'>수정</span> <span class='d'>2019-12-04 10:00</span>",
        "<p>最終更新 2019年12月4日</p>",
        "<p><time class='updated' datetime='2019-12-04'>4 December 2019</time></p>",
        "<p>2019.12.04 last updated</p>",
    ],
)
def test_updated_never_stands_for_published(info: str) -> None:
    assert read(page(info=info))["date"] is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"body": f"<p>See our report of 1 June 2018 on the same plant.</p>{BODY}"},
        {"body": f"{BODY}<p>Five months after the deadline of 22 December 2018 they were still there.</p>"},
        {"after": "<aside><time datetime='2019-12-01'>1 December</time> Another story</aside>"},
        {"info": "<p class='clock'>6 December 2019</p>"},
        {"head": "<meta name='date' content='2020-03-01'>"},
        {"head": LD % '"datePublished":"soon"'},
    ],
    ids=["nothing", "a day in the text", "the deadline", "another story", "the page's clock", "the future", "no date"],
)
def test_what_is_no_date_of_publication_gives_none(given: dict[str, str]) -> None:
    reading = read(page(**given), fetched_at=datetime(2019, 12, 6, 3, 0, tzinfo=UTC))

    assert (reading["date"], reading["date_basis"]) == (None, None)


def test_the_stamp_of_a_web_archive_is_no_date() -> None:
    url = "https://web.archive.org/web/20191205010203/https://yalupost.example/back"

    assert read(page(), url)["date"] is None


def test_a_time_without_a_zone_is_the_outlets() -> None:
    head = "<meta property='article:published_time' content='2019-12-03 23:30:00'>"

    assert read(page(head=head))["published_at"] == "2019-12-03T23:30:00+09:00"
    assert read(page(head=head), zone=None)["published_at"] is None
    assert read(page(head=head), zone=None)["date"] == "2019-12-03"


def test_broken_json_ld_leaves_the_other_witnesses() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", </script><meta name="pubdate" content="20191203">'
    )

    assert read(page(head=head))["date_basis"] == "meta"


# --- who and where -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.yalupost.example/news/60", "https://www.yalupost.example/news/60"),
        ("/news/60", "https://yalupost.example/news/60"),
        ("https://yalupost.example/", None),
        ("https://elsewhere.example/news/60", None),
    ],
)
def test_a_canonical_address_counts_only_inside_the_outlet(canonical: str, expected: str | None) -> None:
    assert read(page(head=f"<link rel='canonical' href='{canonical}'>"))["canonical_url"] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"head": LD % '"author":[{"name":"Mina Han"},{"name":"Joel Park"}]'}, "Mina Han, Joel Park"),
        ({"head": "<meta name='author' content='By Mina Han'>"}, "Mina Han"),
        ({"head": "<meta name='author' content='한미나 기자 mina@yalupost.example'>"}, "한미나"),
        ({}, None),
    ],
)
def test_the_author_is_a_name_or_none(given: dict[str, str], expected: str | None) -> None:
    assert read(page(**given))["author"] == expected


# --- what it is instead --------------------------------------------------------------------------------------------

CARD = "<li><a href='/n/{0}'>Story number {0} about a plant in another town</a><p>It begins like this and ...</p></li>"


def test_a_page_of_headlines_is_a_listing() -> None:
    cards = "".join(CARD.format(i) for i in range(20))
    html = f"<html><body><h1>North</h1><ul>{cards}</ul></body></html>".encode()

    reading = read(html, "https://yalupost.example/north")

    assert (reading["kind"], reading["text"], reading["date"]) == ("listing", "", None)


def test_an_article_beside_many_headlines_is_still_one() -> None:
    cards = "".join(CARD.format(i) for i in range(20))

    assert read(page(after=f"<ul>{cards}</ul>"))["kind"] == "article"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p><p>The forty who stay behind were told to ...</p>",
        f"<p>{FIRST}</p><p>{THIRD}</p><div class='wall'>This article is for subscribers only.</div>",
        f"<p>{FIRST}</p><p>{THIRD}</p><div>残り1200文字</div>",
    ],
)
def test_a_text_that_stops_early_is_a_teaser(body: str) -> None:
    reading = read(page(body))

    assert reading["kind"] == "teaser"
    assert reading["text"].startswith(FIRST)


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("block_page", "<title>Just a moment...</title><p>Checking your browser before you go on.</p>"),
        ("block_page", "<title>Before you continue</title><p>We value your privacy. Accept all?</p>"),
        ("block_page", "<title>Log in</title><form><input type='password'></form>"),
        ("error_page", "<title>404 - Page not found</title><p>There is nothing here.</p>"),
        ("empty", "<html><body></body></html>"),
        ("empty", ""),
    ],
)
def test_a_page_without_a_report_is_named(kind: str, html: str) -> None:
    reading = read(html.encode())

    assert (reading["kind"], reading["text"], reading["captions"]) == (kind, "", [])


def test_a_log_in_box_beside_a_report_blocks_nothing() -> None:
    head = "<meta property='og:type' content='article'>"

    assert read(page(head=head, after="<form><input type='password'></form>"))["kind"] == "article"


# --- layouts -------------------------------------------------------------------------------------------------------

OLD = Layout(since=date(2015, 1, 1), title="h2.old", text="#old", date=".day", drop=(".ad",))
NEW = Layout(since=date(2019, 1, 1), text="#new")


def test_a_layout_in_force_goes_before_the_generic_reader() -> None:
    html = page(f"<div id='new'><p>{THIRD}</p></div><p>{FIRST}</p><p>{SECOND}</p>")

    assert read(html, layouts=(OLD, NEW))["text"] == THIRD


def test_an_old_page_is_still_read_by_the_old_layout() -> None:
    text = f"<div id='old'><p class='ad'>Buy</p><p>{THIRD}</p></div>"
    body = f"<h2 class='old'>The old head</h2><i class='day'>2016-05-04</i>{text}"

    reading = read(page(body), layouts=(NEW, OLD))

    assert (reading["title"], reading["text"], reading["date"]) == ("The old head", THIRD, "2016-05-04")


def test_a_layout_is_not_in_force_before_its_day() -> None:
    html = page(f"<div id='new'><p>{THIRD}</p></div><p>{FIRST}</p><p>{SECOND}</p>")

    reading = read(html, layouts=(NEW,), fetched_at=datetime(2018, 6, 1, tzinfo=UTC))

    assert FIRST in reading["text"]


def test_a_layout_that_no_longer_fits_leaves_the_generic_reader() -> None:
    assert read(page(), layouts=(NEW,))["text"].startswith(FIRST)


# --- characters ----------------------------------------------------------------------------------------------------

KOREAN = "단둥의 한 공장에서 일하던 노동자 60명이 지난주 다리를 건너 돌아갔다고 소식통이 전했다. 남은 사람은 40명이다."
RUSSIAN = (
    "Шестьдесят швей вернулись домой на прошлой неделе, рассказал торговец. "
    "Остались сорок человек, зарплаты они не видели с лета."
)
JAPANESE = (
    "丹東の縫製工場で働いていた六十人が先週、橋を渡って帰国したと関係者が語った。"
    "残る四十人は夏から賃金を受け取っていないという。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "header", "meta"),
    [
        (KOREAN, "cp949", "text/html; charset=euc-kr", ""),
        (KOREAN, "cp949", "text/html", "<meta charset='euc-kr'>"),
        (KOREAN, "cp949", "text/html; charset=utf-8", ""),
        (KOREAN, "cp949", "text/html; charset=iso-8859-1", "<meta charset='euc-kr'>"),
        (KOREAN, "utf-8", "text/html; charset=euc-kr", ""),
        (KOREAN, "utf-16", "text/html", ""),
        (RUSSIAN, "windows-1251", "text/html; charset=windows-1251", ""),
        (RUSSIAN, "windows-1251", "", ""),
        (JAPANESE, "shift_jis", "", "<meta http-equiv='content-type' content='text/html; charset=Shift_JIS'>"),
        (JAPANESE, "euc_jp", "text/html; charset=utf-8", ""),
    ],
)
def test_letters_survive_old_and_lying_encodings(text: str, encoding: str, header: str, meta: str) -> None:
    html = f"<html><head>{meta}<title>T</title></head><body><div>{text}<br><br>{text[:-5]}.</div></body></html>"

    reading = read(html.encode(encoding), headers={"content-type": header})

    assert text in reading["text"]


# --- laws ----------------------------------------------------------------------------------------------------------


def is_clean(value: str) -> bool:
    lines_are_trimmed = all(line == line.strip() for line in value.split("\n"))
    is_storable = "\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    return lines_are_trimmed and is_storable and unicodedata.is_normalized("NFC", value)


def holds_the_law(reading: dict[str, Any]) -> bool:
    strings = [v for v in reading.values() if isinstance(v, str)] + reading["captions"]
    paragraphs = reading["text"].split("\n\n") if reading["text"] else []
    return all(map(is_clean, strings)) and all(p and "\n" not in p for p in paragraphs)


fragments = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<div>", "</div>", "<h1>", "</h1>", "<table><tr><td>", "<li>", "<!--", "<script>",
             "<script type='application/ld+json'>", "{\"@type\":\"Article\",\"headline\":\"\\ud800 x\"}", "</script>",
             "<title>", "</title>", "<time datetime='2019-12-03'>", "<figcaption>", "<meta name='author' content='",
             "'>", "&#0;", "&#xD800;", "&#x1;", "&#57344;", "\x00", "\x0b", "\ue000", "\u200b", "e\u0301",
             "\u1100\u1161", "<a href='x'>",
             "2019-12-03", " . ", "\u3000", "입력 2019.12.03", "<svg>", "<body>", "<html lang='ko'>", FIRST, KOREAN]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("<br>&#12; <br>&#xC;")
@example("<br>\f")  # a form feed after a line break once lost the whole page
@given(fragments)
def test_whatever_a_page_holds_its_strings_are_clean_and_a_second_reading_is_the_same(html: str) -> None:
    raw = html.encode("utf-8", "surrogatepass")

    # Behind the fence, so that a fault of our own readers is seen here.
    reading = _reading(raw, URL, {}, FETCHED, None, ())

    assert holds_the_law(reading)
    assert extract(raw, URL, fetched_at=FETCHED) == reading | {"damage": []}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=30), st.dictionaries(st.just("content-type"), st.text(max_size=30)))
def test_no_bytes_address_or_header_break_the_reader(html: bytes, url: str, headers: dict[str, str]) -> None:
    reading = extract(html, url, headers=headers)

    assert set(reading) == KEYS
    assert holds_the_law(reading)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000,
        "<p>x" * 20_000,
        "<div>" + "a<br> " * 20_000,
        "<title>" + "a - " * 20_000,
        "[" * 50_000,
        "<a href=x>b c" * 5_000,
    ],
    ids=["deep", "wide", "breaks", "title", "brackets", "links"],
)
def test_a_page_made_to_exhaust_readers_is_still_read(html: str) -> None:
    assert set(extract(html.encode(), URL)) == KEYS


def test_the_door_keeps_its_shape() -> None:
    assert list(inspect.signature(extract).parameters) == ["html", "url", "headers", "fetched_at", "zone", "layouts"]
