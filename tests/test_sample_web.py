"""The sample web over real HTTP: what a crawler meets there, and that what is expected of it stands in its pages."""

import gzip
import html
import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from scrapers.page import page_kind
from scrapers.shapes import Listed, Shape
from scrapers.source import Source, sources
from tests.labelled import SEED, needs
from tests.sample_web.expectation import ExpectedVersion, expectation, own_versions
from tests.sample_web.nights import NIGHTS, night_of
from tests.sample_web.outlets import BY_HOST, OUTLETS, published
from tests.sample_web.reports import TEXTS, all_versions, read_report
from tests.sample_web.serve import serve

ROOT = Path(__file__).parents[1]
SHARED_WORDS = 8
UPDATED = "http://yalupost.example/2019/11/seafood-plants-move-workers-inland/"
FEED = "http://yalupost.example/feed/"
TAKEN_BACK = "http://yalupost.example/2019/12/night-train-to-dandong/"
CORRECTED_LATE = "http://yalupost.example/2019/12/tumen-agency-plans-for-spring/"
GONE = "http://harborwire.example/story/siem-reap-restaurants-81203"
COPY = "http://mekongcourier.example/read.php?id=322"
POSTS = "http://labourledger.example/wp-json/wp/v2/posts"
PAPER = "http://straitcommittee.example/papers/2019/paper-14.pdf"


@dataclass(frozen=True)
class Got:
    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page without tags, white space taken alike."""
        markup = self.body.decode(BY_HOST[urlsplit(self.url).netloc].charset)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def get(proxy: str, url: str, **headers: str) -> Got:
    """Asks the proxy for an absolute address, as a crawler behind a proxy does."""
    connection = http.client.HTTPConnection(urlsplit(proxy).netloc, timeout=10)
    try:
        connection.request("GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Got(url, answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def night_1() -> Iterator[str]:
    with serve(1) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def night_2() -> Iterator[str]:
    with serve(2) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def proxies() -> Iterator[dict[int, str]]:
    """Each night's proxy."""
    with ExitStack() as playing:
        yield {night: playing.enter_context(serve(night)) for night in NIGHTS}


def brought(night: int) -> list[ExpectedVersion]:
    """The versions that a night brings."""
    return [version for version in expectation(night).versions if version.known_from == NIGHTS[night].isoformat()]


def read(proxy: str, shape: Shape, source: Source) -> Listed:
    """What a shape reads where it points to, on one night."""
    answer = get(proxy, shape.url)
    assert 200 == answer.status
    return shape.read(answer.body, shape.url, source.zone, answer.headers["content-type"])


def found(proxy: str, key: str) -> Listed:
    """What a source's first road shows."""
    source = sources("sample")[key]
    assert source.find is not None
    return read(proxy, source.find, source)


# --- HTTP ----------------------------------------------------------------------------------------------------------


def test_a_night_is_served_without_asking_for_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual server asks for its own name, which takes seconds where no name server answers."""

    def asked(*given: object) -> str:
        raise AssertionError(f"a name was asked for: {given}")

    monkeypatch.setattr(socket, "getfqdn", asked)
    with serve(1) as proxy:
        assert proxy.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("key", OUTLETS)
def test_each_outlet_answers_with_its_listing_and_its_rules_for_robots(key: str, night_1: str) -> None:
    outlet = OUTLETS[key]
    listing, robots = get(night_1, outlet.url(outlet.listing)), get(night_1, outlet.url("/robots.txt"))

    assert (200, 200) == (listing.status, robots.status)
    assert robots.body.startswith(b"User-agent: *\n")


def test_an_unknown_site_is_a_bad_gateway_that_names_it(night_1: str) -> None:
    answer = get(night_1, "http://www.dailynk.com/english/feed/")

    assert 502 == answer.status
    assert b"http://www.dailynk.com/english/feed/: no such site on the sample web" in answer.body


def test_an_unknown_address_of_a_known_site_is_not_found(night_1: str) -> None:
    assert 404 == get(night_1, "http://yalupost.example/2019/12/never-written/").status


def test_an_unchanged_page_asked_for_with_its_tag_is_not_modified(night_1: str) -> None:
    first = get(night_1, UPDATED)
    again = get(night_1, UPDATED, If_None_Match=first.headers["etag"])

    assert (304, b"", first.headers["etag"]) == (again.status, again.body, again.headers["etag"])


def test_a_changed_page_asked_for_with_its_old_tag_is_sent_again(night_1: str, night_2: str) -> None:
    old = get(night_1, UPDATED)
    new = get(night_2, UPDATED, If_None_Match=old.headers["etag"])

    assert 200 == new.status
    assert "Some 500 North Korean workers have left" in old.text
    assert "Some 300 North Korean workers have left" in new.text


def test_a_body_is_gzipped_when_asked_and_only_then(night_1: str) -> None:
    plain, packed = get(night_1, FEED), get(night_1, FEED, Accept_Encoding="gzip, deflate")

    assert "content-encoding" not in plain.headers
    assert "gzip" == packed.headers["content-encoding"]
    assert plain.body == gzip.decompress(packed.body)


def test_a_night_sends_the_same_bytes_whenever_it_is_played(night_1: str) -> None:
    with serve(1) as again:
        assert get(night_1, FEED, Accept_Encoding="gzip") == get(again, FEED, Accept_Encoding="gzip")


@pytest.mark.parametrize("night", NIGHTS)
def test_each_listing_of_a_night_is_the_same_bytes_whenever_it_is_played(night: int, proxies: dict[int, str]) -> None:
    roads = [outlet.url(path) for outlet in OUTLETS.values() for path in (outlet.listing, *outlet.roads, "/")]
    with serve(night) as again:
        assert [get(proxies[night], url) for url in roads] == [get(again, url) for url in roads]


def test_the_command_plays_a_night_until_it_is_stopped() -> None:
    command = [sys.executable, "-m", "tests.sample_web.serve", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as playing:
        try:
            assert playing.stdout is not None
            line = playing.stdout.readline()

            assert 200 == get(line.split()[0], FEED).status
        finally:
            playing.terminate()


# --- nights --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "night"), [("2019-12-03", 1), ("2019-12-05", 1), ("2019-12-06", 2), ("2020-01-01", 4)])
def test_a_day_plays_the_latest_night_that_has_come(day: str, night: int) -> None:
    assert night == night_of(date.fromisoformat(day))


def test_there_is_no_night_before_the_first() -> None:
    with pytest.raises(ValueError, match="the sample web begins on 2019-12-03"):
        night_of(NIGHTS[1].replace(day=2))


def test_the_second_night_brings_reports_that_the_first_had_not(night_1: str) -> None:
    fresh = [
        version for version in expectation(2).versions if version.known_from == "2019-12-06" and version.ordinal == 1
    ]

    assert fresh
    assert {404} == {get(night_1, version.url).status for version in fresh}


def test_the_feed_that_must_make_the_night_red_is_a_valid_feed_without_items(night_1: str, night_2: str) -> None:
    feed = OUTLETS["bukbang_news_ko"].url(OUTLETS["bukbang_news_ko"].listing)
    full, empty = get(night_1, feed), get(night_2, feed)

    assert (200, 3) == (full.status, full.body.count(b"<item>"))
    assert (200, 0) == (empty.status, empty.body.count(b"<item>"))
    assert b"</rss>" in empty.body


def test_a_listing_that_has_nothing_new_is_not_modified(night_1: str, night_2: str) -> None:
    listing = OUTLETS["primorsky_vestnik_ru"].url(OUTLETS["primorsky_vestnik_ru"].listing)
    tag = get(night_1, listing).headers["etag"]

    assert 304 == get(night_2, listing, If_None_Match=tag).status


def test_a_challenge_comes_with_status_200_whatever_is_asked_and_is_over_the_next_night(
    proxies: dict[int, str],
) -> None:
    outlet = OUTLETS["primorsky_vestnik_ru"]
    listing, report, robots = (
        get(proxies[3], outlet.url(path)) for path in (outlet.listing, "/news/41207/", "/robots.txt")
    )

    assert [200, 200, 200] == [listing.status, report.status, robots.status]
    assert "block" == page_kind(200, listing.body.decode(outlet.charset)) == page_kind(200, report.text)
    assert page_kind(200, get(proxies[4], listing.url).body.decode(outlet.charset)) is None


def test_a_dead_feed_is_named_at_its_new_address_by_the_home_page(proxies: dict[int, str]) -> None:
    outlet, source = OUTLETS["kaikyo_shinpo_ja"], sources("sample")["kaikyo_shinpo_ja"]
    assert source.second is not None
    (lead,) = read(proxies[3], source.second, source).leads
    fresh = {version.url for version in brought(3) if version.source == outlet.key}

    assert [200, 200, 404, 200] == [get(proxies[night], outlet.url(outlet.listing)).status for night in NIGHTS]
    assert outlet.url("/rss/korea.rdf") == lead.url
    assert fresh <= {item.url for item in read(proxies[3], lead, source).items}


def test_a_redesign_puts_the_menu_where_the_layout_looks_for_the_text(proxies: dict[int, str]) -> None:
    source = sources("sample")["mekong_courier_en"]
    (layout,) = source.layouts
    held = [version.url for version in expectation(3).versions if version.is_held]
    soups = [BeautifulSoup(get(proxies[3], url).body, "lxml") for url in held]
    selected = {soup.select_one(layout.text or "").get_text(" ", strip=True) for soup in soups}  # type: ignore[union-attr]

    assert 3 == len(held)
    assert 1 == len(selected)
    assert selected.pop().startswith("The Courier has a new look.")
    assert "North Korea has sent even more workers" in get(proxies[3], COPY).text
    assert get(proxies[2], COPY).body == get(proxies[4], COPY).body


def test_a_report_that_is_gone_is_still_listed(proxies: dict[int, str]) -> None:
    assert [404, 200, 410, 410] == [get(proxies[night], GONE).status for night in NIGHTS]
    assert GONE in {item.url for item in found(proxies[3], "harbor_wire_en").items}


def test_a_window_that_is_too_short_leaves_a_gap_and_the_sitemap_reaches_over_it(proxies: dict[int, str]) -> None:
    source = sources("sample")["harbor_wire_en"]
    former = max(item.published for item in found(proxies[3], source.key).items if item.published)
    window = found(proxies[4], source.key).items
    assert source.second is not None
    months = [read(proxies[4], lead, source).items for lead in read(proxies[4], source.second, source).leads]
    behind = [item for month in months for item in month]

    assert former < min(item.published for item in window if item.published)
    assert former >= min(item.published for item in behind if item.published)
    assert {version.url for version in brought(4) if version.source == source.key} <= {item.url for item in behind}
    assert GONE not in {item.url for item in behind}


def test_a_burst_fills_the_first_page_and_the_listing_goes_on(proxies: dict[int, str]) -> None:
    source = sources("sample")["duman_ilbo_ko"]
    former = max(item.published for item in found(proxies[2], source.key).items if item.published)
    first = found(proxies[3], source.key)
    assert first.older is not None
    second = read(proxies[3], first.older, source)
    fresh = {version.url for version in brought(3) if version.source == source.key}

    assert 3 == len(first.items) == len(second.items)
    assert former < min(item.published for item in first.items if item.published)
    assert former >= min(item.published for item in second.items if item.published)
    assert fresh <= {item.url for item in (*first.items, *second.items)}
    assert found(proxies[2], source.key).older is None


def test_a_report_taken_back_and_one_corrected_late_are_said_to_be_updated(proxies: dict[int, str]) -> None:
    before, after = ({item.url: item.updated for item in found(proxies[n], "yalu_post_en").items} for n in (3, 4))

    assert [CORRECTED_LATE, TAKEN_BACK] == sorted(
        (url for url in before if before[url] != after[url]), key=lambda url: url != CORRECTED_LATE
    )
    assert "This article has been withdrawn." in get(proxies[4], TAKEN_BACK).text
    assert "Some 3,000 North Korean workers" not in get(proxies[4], TAKEN_BACK).text
    assert "Correction, Dec. 12" in get(proxies[4], CORRECTED_LATE).text


def test_a_muted_source_goes_on_failing_when_its_mute_has_run_out() -> None:
    source = sources("sample")["selenge_times_en"]
    assert source.muted is not None

    assert NIGHTS[3] <= source.muted[0] < NIGHTS[4]
    assert ["stale", "stale"] == [expectation(night).verdicts[source.key] for night in (3, 4)]


@pytest.mark.parametrize("night", NIGHTS)
def test_no_report_is_published_after_its_night_began(night: int) -> None:
    late = [
        report.path
        for report in all_versions()
        if report.night == night and (report.modified or report.published).date() >= NIGHTS[night]
    ]

    assert [] == late


# --- sources -------------------------------------------------------------------------------------------------------


def test_every_outlet_is_declared_as_a_source_and_no_other() -> None:
    assert set(OUTLETS) == set(sources("sample"))


def test_every_shape_is_on_the_sample_web() -> None:
    roads = [road for source in sources("sample").values() for road in (source.find, source.second) if road]

    assert {
        *("Feed", "HomeFeed", "JsonApi", "Listing", "NewsSitemap", "RobotsSitemap", "WordPress"),
    } == {type(road).__name__ for road in roads}
    assert {"Feed", "JsonApi", "WordPress"} == {type(road).__name__ for road in roads if road.has_parts}


@pytest.mark.parametrize("key", OUTLETS)
def test_each_listing_names_every_report_of_its_outlet(key: str, proxies: dict[int, str]) -> None:
    items = found(proxies[1], key).items

    reports = published(OUTLETS[key], 1)

    assert [(OUTLETS[key].url(report.path), report.title) for report in reports] == [(i.url, i.title) for i in items]
    assert [] == [
        item.url
        for report, item in zip(reports, items, strict=True)
        if item.published and item.published.date() != OUTLETS[key].local(report.published).date()
    ]
    assert len(items) >= sources("sample")[key].min_items


@pytest.mark.parametrize("key", ["labour_ledger_en", "ilteo_sucheop_ko", "selenge_times_en"])
def test_a_listing_with_parts_carries_the_texts(key: str, proxies: dict[int, str]) -> None:
    items = found(proxies[3], key).items
    told = [" ".join(BeautifulSoup(item.part.html, "lxml").get_text(" ").split()) for item in items if item.part]

    assert [" ".join(report.text.split()) for report in published(OUTLETS[key], 3)] == told
    assert len(items) == len({item.part.name for item in items if item.part})


@pytest.mark.parametrize("key", ["yalu_post_en", "mekong_courier_en"])
def test_a_second_road_leads_to_the_same_reports(key: str, proxies: dict[int, str]) -> None:
    source = sources("sample")[key]
    assert source.second is not None
    listed = read(proxies[2], source.second, source)
    items = [*listed.items, *(item for lead in listed.leads for item in read(proxies[2], lead, source).items)]

    assert {item.url for item in found(proxies[2], key).items} == {item.url for item in items}
    assert not any(item.part for item in items)


def test_the_feed_says_that_a_report_was_updated(night_2: str) -> None:
    find = sources("sample")["yalu_post_en"].find
    assert find is not None
    items = {item.url: item for item in find.read(get(night_2, FEED).body, FEED, "Asia/Seoul").items}

    later = [url for url, item in items.items() if item.updated and item.published and item.updated > item.published]

    assert [UPDATED] == later


# --- APIs and documents --------------------------------------------------------------------------------------------


def posts(proxy: str, query: str) -> list[str]:
    told: list[dict[str, Any]] = json.loads(get(proxy, f"{POSTS}?{query}").body)
    return [post["slug"] for post in told]


def test_posts_are_told_by_page_and_between_two_moments(proxies: dict[int, str]) -> None:
    kuwait, tents = "kuwait-second-group", "tents-from-longjing"

    assert [kuwait, tents] == posts(proxies[3], "per_page=100")
    assert [tents] == posts(proxies[3], "per_page=1&page=2")
    assert [kuwait] == posts(proxies[3], "after=2019-12-01T00:00:00")
    assert [tents] == posts(proxies[3], "before=2019-12-01T00:00:00&after=2019-11-28T10:29:00")
    assert [] == posts(proxies[3], "after=2019-11-28T10:30:00&before=2019-12-01T00:00:00")


def test_the_posts_of_a_range_of_days_are_those_that_were_published_on_them(proxies: dict[int, str]) -> None:
    source = sources("sample")["labour_ledger_en"]
    assert source.find is not None
    november = source.find.between(date(2019, 11, 28), date(2019, 11, 28))
    assert november is not None

    assert ["Tents from Longjing"] == [item.title for item in read(proxies[3], november, source).items]


def test_a_page_of_posts_past_the_last_one_is_an_error(proxies: dict[int, str]) -> None:
    answer = get(proxies[3], f"{POSTS}?page=2")

    assert (400, "rest_post_invalid_page_number") == (answer.status, json.loads(answer.body)["code"])


def test_articles_are_told_two_a_page_and_none_past_the_last(proxies: dict[int, str]) -> None:
    pages = [get(proxies[4], f"http://ilteosucheop.example/api/articles?page={number}") for number in (1, 2)]

    assert [[830, 812], []] == [[item["id"] for item in json.loads(page.body)["data"]["items"]] for page in pages]


def test_a_page_drawn_in_the_browser_says_nothing_without_it(proxies: dict[int, str]) -> None:
    assert "북한" not in get(proxies[1], "http://ilteosucheop.example/articles/812").text


def test_a_number_changed_without_a_word_moves_the_post_s_last_change(proxies: dict[int, str]) -> None:
    (before,), (after,) = (
        [post for post in json.loads(get(proxies[n], POSTS).body) if post["slug"] == "tents-from-longjing"]
        for n in (3, 4)
    )

    assert before["date_gmt"] == after["date_gmt"]
    assert before["modified_gmt"] < after["modified_gmt"]
    assert ("About 140 ", "About 104 ") == (before["content"]["rendered"][3:13], after["content"]["rendered"][3:13])


def test_a_document_is_a_pdf_whose_table_points_to_its_objects(proxies: dict[int, str]) -> None:
    answer = get(proxies[1], PAPER)
    places = [int(line[:10]) for line in re.findall(rb"^\d{10} 00000 n $", answer.body, re.MULTILINE)]
    start = int(answer.body.rsplit(b"startxref\n", 1)[1].split()[0])
    length = int(re.search(rb"/Length (\d+)", answer.body).group(1))  # type: ignore[union-attr]
    stream = answer.body.split(b"stream\n", 1)[1].split(b"\nendstream", 1)[0]

    assert (200, "application/pdf") == (answer.status, answer.headers["content-type"])
    assert answer.body.startswith(b"%PDF-1.4\n") and answer.body.endswith(b"%%EOF\n")
    assert [b"%d 0 obj" % number for number in range(1, 6)] == [answer.body[at : at + 7] for at in places]
    assert answer.body[start:].startswith(b"xref\n0 6\n")
    assert length == len(stream)
    assert b"31 permits of labour" in stream


# --- texts and expectations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "charset, key",
    [("cp949", "duman_ilbo_ko"), ("gb18030", "tumen_wanbao_zh"), ("windows-1251", "primorsky_vestnik_ru")],
)
def test_pages_stand_in_the_charset_of_their_country(charset: str, key: str, night_1: str) -> None:
    report = published(OUTLETS[key], 1)[0]
    body = get(night_1, OUTLETS[key].url(report.path)).body

    assert report.title in html.unescape(body.decode(charset))
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_one_header_lies_about_the_charset(night_1: str) -> None:
    outlet = OUTLETS["tumen_wanbao_zh"]

    assert "text/html; charset=utf-8" == get(night_1, outlet.url(published(outlet, 1)[0].path)).headers["content-type"]


@pytest.mark.parametrize("night", NIGHTS)
def test_every_expected_version_is_on_the_web_and_no_other(night: int) -> None:
    expected = {(version.url, version.ordinal) for version in expectation(night).versions}
    other_look = {(version.url, version.ordinal) for version in expectation(night).versions if version.is_held}
    written = {key for key, report in own_versions().items() if report.night <= night}

    assert expected - other_look == written - other_look
    assert {url for url, _ in other_look} <= {url for url, _ in written}
    assert expectation(night).day == NIGHTS[night].isoformat()


@pytest.mark.parametrize("night", NIGHTS)
def test_every_expected_quote_stands_where_the_night_shows_it(night: int, proxies: dict[int, str]) -> None:
    missing = [
        (version.url, claim.quote)
        for version in brought(night)
        for text in [shown(proxies[night], version)]
        for claim in version.claims
        if " ".join(claim.quote.split()) not in text
    ]

    assert [] == missing


def shown(proxy: str, version: ExpectedVersion) -> str:
    """The text of a report's page, or of the answer that a browser would draw it from."""
    outlet = OUTLETS[version.source]
    return get(proxy, outlet.url(outlet.listing) if outlet.api == "articles" else version.url).text


@pytest.mark.parametrize("night", NIGHTS)
def test_title_and_day_are_those_that_the_outlet_shows(night: int) -> None:
    shown = {
        (OUTLETS[report.source].url(report.path), report.title, OUTLETS[report.source].local(report.published).date())
        for report in own_versions().values()
        if report.night <= night
    }
    expected = {
        (version.url, version.title, date.fromisoformat(version.published_day))
        for version in expectation(night).versions
    }

    assert shown == expected


@pytest.mark.parametrize("night", NIGHTS)
def test_every_address_of_an_expectation_is_one_of_the_web(night: int) -> None:
    expected = expectation(night)
    known = {OUTLETS[report.source].url(report.path) for report in all_versions() if report.night <= night}
    named = {
        *(url for group in expected.stories for url in group),
        *(url for edge in expected.edges for url in edge),
        *(url for url, *_ in (*expected.notices, *expected.rejects, *expected.changes)),
    }

    assert set() == named - known
    assert set(OUTLETS) == set(expected.verdicts) >= set(expected.reasons)


def test_reports_of_every_language_have_statements_that_must_be_met() -> None:
    closed = {
        version.lang
        for version in expectation(max(NIGHTS)).versions
        for claim in version.claims
        if not claim.is_open and not claim.is_optional
    }

    assert {"en", "ko", "zh", "ja", "ru"} == closed


@needs(SEED)
@pytest.mark.parametrize("file", sorted(TEXTS.glob("*/*.md")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_no_sentence_is_taken_from_the_seed(file: Path) -> None:
    foreign = _runs(SEED.read_text(encoding="utf-8"))

    assert foreign
    assert set() == foreign & _runs(read_report(file).text)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of more than eight words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + SHARED_WORDS + 1]) for at in range(len(words) - SHARED_WORDS)}
