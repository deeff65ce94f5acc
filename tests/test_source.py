"""What a source declares, what is refused, and how sources are found."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scrapers import middlewares, settings, source
from scrapers.page import Layout
from scrapers.shapes import Feed, Item
from scrapers.source import Source, SourceInvalid, UnknownSource, host_key, source_key_of, source_of, sources

ROOT = Path(__file__).parent.parent
GOOD = Source(
    "yalu_post", "Yalu Post", kind="outlet", languages=["en"], country="KR", home="https://yalupost.example/",
    find=Feed("https://yalupost.example/feed/"),
)

WRONG: dict[str, Any] = {
    "key": "Yalu-Post",
    "name": " ",
    "kind": "blog",
    "languages": ["English"],
    "country": "Korea",
    "home": "yalupost.example",
    "find": Feed("/feed/"),
    "zone": "Asia/Pyeongyang",
    "topic": "북한",
    "quiet_days": 0,
    "min_items": 0,
    "keep_params": "idxno",
    "terms": "free",
    "confidence": "sure",
    "layouts": Layout(date(2026, 1, 1)),
}


@pytest.mark.parametrize("name", WRONG, ids=str)
def test_a_wrong_declaration_is_refused_by_source_and_field(name: str) -> None:
    with pytest.raises(SourceInvalid) as refused:
        replace(GOOD, **{name: WRONG[name]})

    assert f"source {'Yalu-Post' if name == 'key' else 'yalu_post'!r}: {name} is " in str(refused.value)


def test_lists_of_a_declaration_are_frozen() -> None:
    assert ("en",) == GOOD.languages


def test_an_unknown_key_is_told_its_neighbours() -> None:
    with pytest.raises(UnknownSource, match=r"no source 'dailynk_en' in the live web \(near: daily_nk_en"):
        source_of("dailynk_en", "live")


def _written(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (folder / "outlet.py").write_text(text)
    monkeypatch.setitem(source.FOLDERS, "sample", folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [("X = 1\n", "no value SOURCE"), ("from tests.test_source import GOOD as SOURCE\n", "key differs from the file")],
    ids=["no source in the file", "key and file name differ"],
)
def test_a_file_that_declares_no_source_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    _written(tmp_path, monkeypatch, text)

    with pytest.raises(SourceInvalid, match=said):
        sources("sample")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.dailynk.com/english/a-report/", "daily_nk_en"),
        ("http://m.dailynk.com/20251118-3/", "daily_nk_ko"),
        ("https://en.yna.co.kr/view/AEN1", "yonhap_en_nk"),
        ("https://www.yna.co.kr/view/AKR1", "yonhap_ko_nk"),
        ("https://www.rfa.org/english/news/a.html", "host_rfa_org"),
        ("https://news.the-paper.co.kr/a?id=1", "host_the_paper_co_kr"),
    ],
    ids=str,
)
def test_an_address_belongs_to_the_source_with_the_longest_home(url: str, key: str) -> None:
    assert key == source_key_of(url, "live")


def test_a_host_that_no_source_declares_gives_a_plain_source() -> None:
    packed = source_of(host_key("https://sub.example.com/a"), "live")

    assert ("host_example_com", None, None) == (packed.key, packed.find, packed.zone)


def test_a_topic_is_looked_for_in_title_and_summary() -> None:
    topical = replace(GOOD, topic=["North Korea", "평양"])

    assert topical.is_on_topic(Item("http://a.example/", "Talks in NORTH KOREA"))
    assert topical.is_on_topic(Item("http://a.example/", "Talks", summary="From 평양"))
    assert not topical.is_on_topic(Item("http://a.example/", "Weather"))


def test_scrapy_lists_every_live_source() -> None:
    command = [sys.executable, "-m", "scrapy", "list"]

    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)

    assert list(sources("live")) == listed.stdout.split()


@pytest.mark.parametrize(
    ("address", "expected"),
    [("93.184.216.34", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
     ("169.254.169.254", False), ("100.64.0.1", False), ("::1", False), ("fe80::1", False),
     ("::ffff:10.0.0.1", False), ("224.0.0.1", False), ("0.0.0.0", False)],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, expected: bool) -> None:
    assert expected == middlewares.is_public(address)


def test_a_visitor_without_a_name_goes_at_half_the_pace() -> None:
    named = settings.crawl_settings("live", ("ko",), {"P8_CONTACT": "mailto:desk@example.org"})
    anonymous = settings.crawl_settings("live", ("ko",), {})

    assert named["DOWNLOAD_DELAY"] * 2 == anonymous["DOWNLOAD_DELAY"]
    assert "paragraph8/0.1.0 (+mailto:desk@example.org)" == named["USER_AGENT"]
    assert "paragraph8/0.1.0" == anonymous["USER_AGENT"]


@pytest.mark.parametrize("contact", ["a\r\nX-Header: b", "x", "me (home)"], ids=["a line break", "short", "brackets"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(settings.ContactInvalid, match="P8_CONTACT"):
        settings.user_agent(contact)
