"""When a page was published, by what it states of itself; what it states of other things is no date of it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.labelled import BENCH, needs
from tests.stripped_dates import dated_pages, invented
from transforms.clean import extract
from transforms.document import parse
from transforms.publication import Publication, publication

DAY = date(2019, 12, 3)
URL = "https://yalupost.example/news/sixty-leave"
BODY = (
    "<p>Sixty women who sewed shirts in a plant on the edge of Dandong went home over the bridge last week, a person "
    "who trades with the plant told this paper.</p><p>The forty who stay behind were told to pack before the end of "
    "the month, and nobody there has been paid since the summer.</p>"
) * 8
LD = '<script type="application/ld+json">%s</script>'


def page(
    above: str = "",
    below: str = "",
    *,
    head: str = "",
    body: str = BODY,
    after: str = "",
    lang: str = "en",
    title: str = "Sixty women leave the sewing plant",
) -> str:
    """A page whose headline stands between `above` and `below`; `after` follows the article."""
    return (
        f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body><main><div>{above}"
        f"<h1>Sixty women leave the sewing plant</h1>{below}<div>{body}</div></div>{after}</main></body></html>"
    )


def dated(html: str, url: str = URL, zone: str | None = None, fetched_at: datetime | None = None) -> Publication:
    document = parse(html, url)
    assert document is not None
    return publication(document, ZoneInfo(zone) if zone else None, fetched_at)


def day(html: str, url: str = URL, zone: str | None = None) -> date | None:
    published = dated(html, url, zone).published
    return published.day if published else None


OTHERS = "<i itemprop='datePublished'>2019-12-03</i><i itemprop='datePublished'>2019-12-04</i>"
ASIDE = "<aside class='facts'><dl><dt>Datum</dt><dd>03.12.2019</dd><dt>Rubrik</dt><dd>Arbeit</dd></dl></aside>"


@pytest.mark.parametrize(
    "html",
    [
        page(below="<p class='sub'>3 December 2019, 22:11 - Agency - Photo: an invented agency of photographs</p>"),
        page(below="<p class='sub'>Agency<br>3 December 2019, 22:11</p>"),
        page(below="<p><b>(3 December 2019)</b> Sixty women went home over the bridge last week, says one who trades."),
        page(below="<p>03.12.2019 · Sixty women who sewed shirts went home over the bridge last week, one says.</p>"),
        page(above="<h2 class='date-header'><span>Tuesday, December 3, 2019</span></h2>"),
        page(above="<span style='color:red'>03.12.19</span>", lang="de"),
        page(below="<div class='node'>03.12.19 / 0 Kommentare</div>", lang="de"),
        page(below="<span class='time'>03/12/2019</span>", lang="en-GB"),
        page(below=f"<div class='HeaderComment_date'><span>3 December 2019</span></div></div><div>{BODY}", body=""),
        page(below="<div class='relative flex'><span>3 December 2019</span></div>"),
        page(below="<div class='elementor-widget-container'><span>3 December 2019</span></div>"),
        page(below=f"<p>A summary.</p>{ASIDE}", lang="de"),
        page(below="<aside class='meta'><p class='when'>3 December 2019</p><p>Labour</p></aside>"),
        page(below="<p>Dec 3, 2019 • A person of a long name who writes in Labour and in Trade</p>"),
        page(after="<div class='end'><h4>Published</h4><p>3 December 2019</p></div>"),
        page(after="<p>Posted on the 3rd December 2019 at 19:00 by a person</p>"),
        page(below="<p>تم نشره الثلاثاء 3 كانون الأول / ديسمبر 2019 09:22</p>", lang="ar"),
        page(below="<p>3 December 2019</p>", title="Workers, women, shirts: all you must know about plants"),
        page(
            below="<div class='author'>Written by <a href='/by'>A Person</a> in <a href='/l'>Labour</a> on 3 December "
            "2019 at 08:34 PM. <a href='#c'>51 comments</a> by readers</div>"
        ),
        page(after="<p><span>Veröffentlicht am:</span> <a href='/day'>3. Dezember 2019</a></p>", lang="de"),
    ],
    ids=[
        "leads a long line", "behind a line break", "in brackets before the text", "stands off from the text",
        "before the headline", "short, by language", "short, beside comments", "order of the language",
        "a header named comment", "a layout named relative", "a widget of a page builder", "labelled in a box",
        "in a box for such things", "stands off from the byline",
        "announced at the end", "announced in a sentence", "in Arabic, both calendars", "a title for search engines",
        "behind writer and section", "a long label of its own",
    ],
)  # fmt: skip
def test_a_line_that_dates_the_article_is_read(html: str) -> None:
    assert DAY == day(html)
    assert dated(html).basis == "visible"


@pytest.mark.parametrize(
    "said", ["By John Osborne", "By Anna Born", "Yalu Review", "Prevent Team", "Edited by Kim", "Where workers stand"]
)
def test_a_name_beside_the_day_is_no_word_about_another_day(said: str) -> None:
    assert DAY == day(page(below=f"<p>{said} | 3 December 2019</p>"))


@pytest.mark.parametrize("said", ["Release 5.10.20", "Docket 3.2.10"])
def test_three_short_numbers_of_unknown_order_are_no_day(said: str) -> None:
    assert day(page(below=f"<p>{said}</p>")) is None


@pytest.mark.parametrize(
    "html",
    [
        page(below="<p>3 December 2019: the first women crossed the bridge, and nobody in the town would say why.</p>"),
        page(below="<p>On 3 December 2019 the first women crossed the bridge, and nobody in town would say it.</p>"),
        page(below="<p>© 3 December 2019 an invented paper</p>"),
        page(below="<p>Reviewed by an expert: 3 December 2019</p>"),
        page(below="<p>Valid until 3 December 2019</p>"),
        page(below="<blockquote><p>- A trader (@trader) December 3, 2019</p></blockquote>"),
        page(below="<figure><figcaption>The bridge, 3 December 2019</figcaption></figure>"),
        page(below="<a href='/other'><b>Forty more sewing women leave</b><i>3 December 2019</i></a>"),
        page(below="<aside><p>3 December 2019</p></aside>"),
        page(below="<span>Last updated</span> <span>on</span> <span>December 3, 2019</span>"),
        page(below="<p>By a person 2019.12.03 lastupdate</p>", lang="ja"),
        page(below="<time class='entry-date published'>Last updated on December 3, 2019</time>"),
        page(below="<time itemprop='dateModified'>2019-12-03</time>"),
        page(below="<p>03/12/2019</p>"),
        page(below="<p>19.12.03</p>", lang="ko"),
        page(after="<p>Posted on 3 December 2019</p><p>Posted on 5 December 2019</p>"),
        page(after="<div class='comments'><p>Posted on 3 December 2019</p></div>"),
        page(after="<p>3 December 2019</p>"),
    ],
    ids=[
        "a chronicle", "prose", "copyright", "a review", "a term", "a quotation", "a picture", "another report",
        "a box", "updated, in pieces", "updated, behind",
        "updated, whatever its class", "updated, by its mark", "no known order", "short and Korean, without a time",
        "two announced days", "a comment", "far from the headline",
    ],
)  # fmt: skip
def test_a_line_that_dates_something_else_is_not_read(html: str) -> None:
    assert day(html) is None


def test_a_label_in_pieces_says_modified() -> None:
    html = page(below="<span>Last updated</span> <span>on</span> <span>December 3, 2019 10:05 GMT</span>")

    modified = dated(html).modified

    assert modified is not None
    assert modified.at == datetime(2019, 12, 3, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("basis", "html"),
    [
        ("meta", page(head="<meta name='article:published_time' value='2019-12-03T13:00:00.000Z'>")),
        ("json_ld", page(head=LD % '{"@graph": [{"@type": "WebPage", "datePublished": "2019-12-03"}]}')),
        ("meta", page(head="<meta name='analytics:published-date' content='2019-12-03'>")),
        ("time_element", page(after="<div class='footer'><i itemprop='datePublished'>3 December 2019</i></div>")),
        ("time_element", page(below="<span property='schema:dateCreated' content='2019-12-03T12:45:46+00:00'></span>")),
        ("script", page(head="<script>var layer = {publishedFirst: '03.12.2019 09:35'}</script>")),
        ("script", page(head='<script>push("{\\"published_at\\":\\"2019-12-03T10:00:00Z\\"}")</script>')),
        ("script", page(head='<script>x = {"publish_date":"2019\\/12\\/03"}</script>')),
    ],
)
def test_a_statement_for_machines_is_read_with_its_basis(basis: str, html: str) -> None:
    assert (DAY, basis) == (day(html), dated(html).basis)


@pytest.mark.parametrize(
    "html",
    [
        page(head=LD % '{"@type": "CollectionPage", "datePublished": "2019-12-03"}'),
        page(head=LD % '{"@type": "VideoObject", "datePublished": "2019-12-03"}'),
        page(head="<script>a = {pubDate: '2019-12-03'}; b = {pubDate: '2019-12-04'}</script>"),
        page(head="<script>a = {updated: '2019-12-03', published: true, expires: '2019-12-05'}</script>"),
        page(head="<meta name='x:publish-date' content='2019-12-03'><meta name='y:pubdate' content='2019-11-01'>"),
        page(after=f"<div class='related'>{OTHERS}</div>"),
    ],
    ids=["a list", "a video", "two reports", "other keys", "metas at odds", "two reports beside it"],
)  # fmt: skip
def test_a_statement_about_something_else_is_not_read(html: str) -> None:
    assert day(html) is None


STATEMENTS = {
    "json_ld": LD % '{"@type": "NewsArticle", "datePublished": "2019-12-01"}',
    "meta": "<meta property='article:published_time' content='2019-12-02'>",
    "time_element": "<time datetime='2019-12-03'></time>",
    "visible": "<p>Published 4 December 2019</p>",
    "script": "<script>x = {datePublished: '2019-12-05'}</script>",
}


def test_the_most_trusted_statement_wins() -> None:
    url = "https://yalupost.example/2019/12/06/sixty-leave"
    left = dict(STATEMENTS)
    order = []

    while left:
        basis = dated(page(below="".join(left.values())), url).basis
        order.append(basis)
        del left[str(basis)]

    assert [*STATEMENTS] == order
    assert dated(page(), url).basis == "url"


def test_a_bare_line_that_the_address_contradicts_is_no_date_of_the_page() -> None:
    html = page(below="<p>3 December 2019</p>")

    assert day(html, "https://yalupost.example/2019/12/sixty-leave/") == DAY
    assert day(html, "https://yalupost.example/2019/10/sixty-leave/") is None
    assert day(html, "https://yalupost.example/2019/10/05/sixty-leave/") == date(2019, 10, 5)


def test_the_month_of_the_address_chooses_between_bare_lines() -> None:
    html = page(above="<p>3 December 2019</p>", below="<p>14 August 2019</p>")

    assert day(html, "https://yalupost.example/2019/12/sixty-leave/") == DAY


def test_a_mere_date_which_may_be_an_events_does_not_go_before_the_line_by_the_headline() -> None:
    assert day(page(below="<p>3 December 2019</p><p>Place: Dandong</p><p>Date: 24 December 2019</p>")) == DAY


@pytest.mark.parametrize(("line", "expected"), [("时间：2019-12-03", DAY), ("2019-12-03", None)])
def test_a_bare_line_of_the_day_of_the_fetch_may_be_a_clock(line: str, expected: date | None) -> None:
    published = dated(page(below=f"<p>{line}</p>"), fetched_at=datetime(2019, 12, 3, 20, tzinfo=UTC)).published

    assert expected == (published.day if published else None)


def late(moment: str, extra: str = "") -> str:
    return page(head=f"<meta property='article:published_time' content='{moment}'>{extra}")


@pytest.mark.parametrize(
    ("expected", "html", "url", "zone"),
    [
        (DAY, late("2019-12-04T03:28:35Z"), "https://yalupost.example/2019/12/03/back/", None),
        (DAY, late("2019-12-02T23:01:00Z"), "https://yalupost.example/2019/12/03/back/", None),
        (date(2019, 12, 4), late("2019-12-04T12:00:00Z"), "https://yalupost.example/2019/12/03/back/", None),
        (date(2019, 12, 4), late("2019-12-04T03:28:35+09:00"), "https://yalupost.example/2019/12/03/back/", None),
        (date(2019, 12, 4), late("2019-12-04T03:28:35Z"), "https://yalupost.example/2019/12/03/back/", "Asia/Seoul"),
        (DAY, late("2019-12-04T02:54:29.000Z", "<script>x='2019-11-01T23:00:00-0500'</script>"), URL, None),
        (date(2019, 12, 4), late("2019-12-04T02:54:29Z", "<script>x='2019-11-01T23:00:00+0900'</script>"), URL, None),
        (DAY, late("2019-12-04T04:37:29Z", "<time datetime='2019-12-03T23:37:29-05:00'></time>"), URL, None),
        (date(2019, 12, 4), late("2019-12-04T04:37:29Z", "<script>x='2019-07-01T23:00:00-0500'</script>"), URL, None),
        (date(2019, 12, 4), late("2019-12-04T02:54:29.000Z"), URL, None),
    ],
    ids=[
        "west of Greenwich", "east of it", "nowhere that day", "a zone is written", "the zone is known",
        "the page writes an offset", "the offset changes nothing", "the moment is written again",
        "too near to midnight in another season", "nothing is known",
    ],
)  # fmt: skip
def test_a_moment_in_utc_falls_on_the_outlets_day_where_the_page_betrays_it(
    expected: date, html: str, url: str, zone: str | None
) -> None:
    assert expected == day(html, url, zone)


def test_a_page_that_calls_itself_an_article_keeps_its_day_when_its_text_is_not_found() -> None:
    og = "<meta property='og:type' content='article'>"
    address = "https://yalupost.example/2019/12/03/back/"

    assert extract(page(head=og, body="").encode(), address)["date"] == "2019-12-03"
    assert extract(page(body="").encode(), address)["date"] is None


def test_a_page_that_blocks_has_no_day_whatever_its_address() -> None:
    html = (
        b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing</h1>"
        b"<p>3 December 2019</p><div class='cf-browser-verification'></div></body></html>"
    )
    reading = extract(html, "https://yalupost.example/2019/12/03/back/")

    assert ("block_page", None) == (reading["kind"], reading["date"])


@settings(max_examples=60)
@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from(sorted(STATEMENTS)), st.integers(-40, 40))
def test_no_day_lies_after_the_fetch(stated: date, basis: str, hours: int) -> None:
    """Nor does any other statement of the page then stand in for it with a day after the fetch."""
    digits = {f"2019-12-0{n}": stated.isoformat() for n in range(1, 6)} | {"4 December 2019": f"{stated:%d %B %Y}"}
    statement = STATEMENTS[basis]
    for old, new in digits.items():
        statement = statement.replace(old, new)
    fetched_at = datetime(stated.year, stated.month, stated.day, tzinfo=UTC) + timedelta(hours=hours)

    found = dated(page(below=statement), f"https://yalupost.example/{stated:%Y/%m/%d}/back/", None, fetched_at)

    assert found.published is None or not found.published.is_after(fetched_at)
    assert (found.published is None) == (hours < -14)


@needs(BENCH)
def test_a_page_that_states_no_day_has_none() -> None:
    """A sample; the command in tests/stripped_dates.py takes as many as are asked for, and harder ones."""
    assert [] == invented(dated_pages(25))
