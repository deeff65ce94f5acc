"""The sample web over real HTTP: what a crawler meets there, and that what is expected of it stands in its pages."""

import gzip
import html
import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scrapers.source import sources
from tests.sample_web.expectation import ExpectedVersion, expectation, own_texts
from tests.sample_web.nights import NIGHTS, night_of
from tests.sample_web.outlets import BY_HOST, OUTLETS, published
from tests.sample_web.reports import TEXTS, all_versions, read_report
from tests.sample_web.serve import serve

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("P8_SHARED", ROOT.parent / "shared"))
SHARED_WORDS = 8
UPDATED = "http://yalupost.example/2019/11/seafood-plants-move-workers-inland/"
FEED = "http://yalupost.example/feed/"


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


def versions(night: int) -> list[ExpectedVersion]:
    return [version for version in expectation(night).versions if version.claims or night == 1]


# --- HTTP ----------------------------------------------------------------------------------------------------------


def test_a_night_is_served_almost_at_once() -> None:
    assert min(_seconds_to_start() for _ in range(5)) < 0.2


def _seconds_to_start() -> float:
    begun = time.perf_counter()
    with serve(1):
        return time.perf_counter() - begun


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


@pytest.mark.parametrize(("day", "night"), [("2019-12-03", 1), ("2019-12-05", 1), ("2019-12-06", 2), ("2020-01-01", 2)])
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


@pytest.mark.parametrize("key", OUTLETS)
def test_each_listing_names_every_report_of_its_outlet(key: str, night_1: str) -> None:
    find, zone = sources("sample")[key].find, sources("sample")[key].zone
    assert find is not None
    answer = get(night_1, find.url)
    items = find.read(answer.body, find.url, zone, answer.headers["content-type"]).items

    reports = published(OUTLETS[key], 1)

    assert [(OUTLETS[key].url(report.path), report.title) for report in reports] == [(i.url, i.title) for i in items]
    assert len(items) >= sources("sample")[key].min_items


def test_the_feed_says_that_a_report_was_updated(night_2: str) -> None:
    find = sources("sample")["yalu_post_en"].find
    assert find is not None
    items = {item.url: item for item in find.read(get(night_2, FEED).body, FEED, "Asia/Seoul").items}

    later = [url for url, item in items.items() if item.updated and item.published and item.updated > item.published]

    assert [UPDATED] == later


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
    written = {key for key in own_texts() if night == 2 or key in expected}

    assert written == expected
    assert expectation(night).day == NIGHTS[night].isoformat()


@pytest.mark.parametrize("night", NIGHTS)
def test_every_expected_quote_stands_in_the_served_page(night: int, request: pytest.FixtureRequest) -> None:
    proxy = request.getfixturevalue(f"night_{night}")
    missing = [
        (version.url, claim.quote)
        for version in versions(night)
        for text in [get(proxy, version.url).text]
        for claim in version.claims
        if " ".join(claim.quote.split()) not in text
    ]

    assert [] == missing


@pytest.mark.parametrize("night", NIGHTS)
def test_title_and_day_are_those_that_the_outlet_shows(night: int) -> None:
    shown = {
        (OUTLETS[report.source].url(report.path), report.title, OUTLETS[report.source].local(report.published).date())
        for report in all_versions()
        if report.night <= night
    }
    expected = {
        (version.url, version.title, date.fromisoformat(version.published_day))
        for version in expectation(night).versions
    }

    assert shown == expected


def test_every_number_that_is_expected_is_open_unless_its_text_is_english_or_korean() -> None:
    closed = {
        version.lang
        for version in expectation(2).versions
        for claim in version.claims
        if not claim.is_open and not claim.is_optional
    }

    assert {"en", "ko"} == closed


@pytest.mark.parametrize("file", sorted(TEXTS.glob("*/*.md")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_no_sentence_is_taken_from_the_seed(file: Path) -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not here; P8_SHARED names the folder that holds seed/")
    foreign = {run for seed in (SHARED / "seed").glob("*.txt") for run in _runs(seed.read_text(encoding="utf-8"))}

    assert set() == foreign & _runs(read_report(file).text)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of more than eight words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + SHARED_WORDS + 1]) for at in range(len(words) - SHARED_WORDS)}
