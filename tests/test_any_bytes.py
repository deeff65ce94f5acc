"""No bytes break the reader, and none hide a fault of ours behind its fence; what it does stays bounded.

A long run over other examples: `HYPOTHESIS_PROFILE=long python -m pytest tests/test_any_bytes.py`. Seconds and memory
of the pages made to exhaust a reader: `python -m tests.page_bounds`.
"""

import gzip
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import PAGES
from tests.labelled import BENCH, needs
from tests.test_clean import FETCHED, KEYS, holds_the_law
from transforms.clean import extract

URL = "https://yalupost.example/2019/12/03/back"
FIXTURES = Path(__file__).parent / "fixtures"
OURS = (" in transforms.", " in scrapers.")
ANYTHING = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

# What turns up in pages that were cut, glued, converted or attacked.
DEBRIS = (
    b"<!--", b"-->", b"<script>", b"</script>", b"<style>", b"<![CDATA[", b"]]>", b"<?xml version='1.0'?>", b"<?",
    b"<!", b"<plaintext>", b"<textarea>", b"<title>", b"<table><tr>", b"</table>", b"<svg><desc>", b"<math><mi>",
    b"<template>", b"<frameset>", b"<body>", b"</body>", b"</html>", b"<noscript>", b"<iframe>", b"<select><option>",
    b"<p", b"<a href='", b"<article>", b"</article>", b"<main>", b"<nav>", b"<h1>",
    b"<time datetime='2019-13-45T99:99:99+99:99'>", b"<meta property='article:published_time' content='0000-00-00'>",
    b"<meta charset='utf-16'>", b"<link rel=canonical href='http://[::1'>", b"<base href='//'>",
    b"<time datetime='9999-12-31T23:59:59-23:59'>", b"<br>" * 50, b"<div>" * 300, b"&#xD800;", b"&#0;", b"&#x110000;",
    b"&#99999999999999999999;", b"&amp", b"&nbsp;" * 40, b"\x00", b"\x00\x00\x00", b"\x1b$B", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x0c", b"\x0b", b"\r", b"\xc2\xa0" * 30, b"\xe2\x80\xae",
    b"\xee\x80\x80", b"'", b'"', b">", b"<", b"=", b"<script type='application/ld+json'>",
    b'{"@type":"NewsArticle","datePublished":[[["2019"]]],"author":{"name":{"a":1}}}',
    b'{"@graph":[{"@type":["Article",null,7],"headline":{"@value":1},"articleBody":"<p>\\ud800 a"}]}',
    b'{"@type":"Article","author":[null,[],"\\u0000"],"isAccessibleForFree":{"a":[]}}',
    b"2019-12-03", "입력 2019.12.03 25:61".encode(), "令和99年99月99日".encode(), b"Juche 999", b"%PDF-",
)  # fmt: skip


def faults_of(reading: dict[str, Any]) -> list[str]:
    """The faults of our own readers that the fence swallowed."""
    return [note for note in reading["damage"] if any(room in note for room in OURS)]


def assert_sound(content: bytes, **given: Any) -> None:
    options: dict[str, Any] = {"fetched_at": FETCHED, "zone": "Asia/Seoul"}
    reading = extract(content, URL, **(options | given))

    assert set(reading) == KEYS
    assert holds_the_law(reading)
    assert [] == faults_of(reading)
    json.dumps(reading)


@ANYTHING
@given(st.binary(max_size=2_000), st.sampled_from(["", "text/html; charset=euc-kr", "application/pdf", "\x00"]))
def test_arbitrary_bytes_are_read(content: bytes, content_type: str) -> None:
    assert_sound(content, headers={"content-type": content_type})


TAGS = (
    "div", "p", "span", "a", "table", "tr", "td", "ul", "li", "h1", "h2", "article", "main", "nav", "figure",
    "figcaption", "blockquote", "pre", "time", "em", "br", "script", "style", "title", "section", "aside",
)  # fmt: skip
WORDS = st.sampled_from(
    ["Forty men went home over the bridge, a guard said. ", "관련기사 ", "입력 2019.12.03 10:05 ", "编辑：王某",
     "© 2019 Post", "READ MORE", "…", "a@b.example ", "&lt;p&gt;", "\ud7a3\u0301", "  "]
)  # fmt: skip
NAMES = st.sampled_from(
    ["", " class='related'", " class='date updated'", " id=content", " class='caption'", " href='/n/1'", " lang=ko",
     " itemprop='datePublished' content='2019-12-03'", " datetime='2019-12-03'"]
)  # fmt: skip


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    closed = st.sampled_from([True, True, True, False])
    return st.builds(
        lambda tag, name, inside, is_closed: f"<{tag}{name}>{''.join(inside)}{f'</{tag}>' if is_closed else ''}",
        st.sampled_from(TAGS), NAMES, st.lists(children, max_size=5), closed,
    )  # fmt: skip


@ANYTHING
@given(st.lists(st.recursive(WORDS, element, max_leaves=40), max_size=6), st.lists(st.sampled_from(DEBRIS), max_size=4))
def test_a_soup_of_tags_is_read(elements: list[str], debris: list[bytes]) -> None:
    soup = "".join(elements).encode("utf-8", "surrogatepass")

    assert_sound(b"".join([soup[: len(soup) // 2], *debris, soup[len(soup) // 2 :]]))


# --- real pages, damaged -------------------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A page after a few accidents: bytes flipped, chunks lost, doubled or moved, debris between them, the end cut."""
    for _ in range(draw(st.integers(1, 5))):
        at, other = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
        chunk = content[at : min(other, at + 5_000)]
        content = draw(
            st.sampled_from(
                [
                    content[:at] + draw(st.binary(min_size=1, max_size=3)) + content[at + 1 :],
                    content[:at] + draw(st.sampled_from(DEBRIS)) + content[at:],
                    content[:at] + content[at + len(chunk) :],
                    content[:other] + chunk * draw(st.integers(1, 4)) + content[other:],
                ]
            )
        )
    return content[: draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))]


@cache
def fixture_pages() -> list[bytes]:
    return [file.read_bytes() for file in sorted(FIXTURES.glob("*/article.html"))]


@cache
def bench_pages() -> list[bytes]:
    """The smaller half of each twentieth page: what is large takes long and damages alike."""
    files = sorted((BENCH / "pages").iterdir())[::20]
    pages = [file.read_bytes() for file in files]
    whole = [gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page for page in pages]
    return sorted(whole, key=len)[: len(whole) // 2]


@ANYTHING
@given(st.data())
def test_a_damaged_page_of_a_source_is_read(data: st.DataObject) -> None:
    assert_sound(data.draw(damaged(data.draw(st.sampled_from(fixture_pages())))))


@needs(BENCH)
@settings(ANYTHING, max_examples=settings().max_examples // 4)
@given(st.data())
def test_a_damaged_page_of_an_outlet_is_read(data: st.DataObject) -> None:
    assert_sound(data.draw(damaged(data.draw(st.sampled_from(bench_pages())))))


# --- pages made to exhaust a reader --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_small_page_of_each_hostile_kind_is_read(name: str) -> None:
    assert_sound(PAGES[name](6_000))


def test_no_hostile_page_takes_more_than_its_bound() -> None:
    """A net, not a measure: twenty seconds of a processor are ten times what the slowest of these pages takes."""
    command = [sys.executable, "-m", "tests.page_bounds", "100000", "--in-one"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1:]

    assert (0, list(PAGES)[-1:]) == (done.returncode, last), done.stderr[-2_000:]


@pytest.mark.parametrize("mark", ["font", "b", "span"])
def test_a_page_that_never_closes_its_marks_is_read_to_its_end(mark: str) -> None:
    sentences = [f"Forty men of plant {number} went home over the bridge, a guard said." for number in range(400)]
    body = "".join(f"<{mark}>{sentence}<br><br>" for sentence in sentences)
    reading = extract(f"<html><body><h1>Home</h1>{body}</body></html>".encode(), URL)

    assert (sentences[0], sentences[-1]) == (reading["text"].split("\n\n")[0], reading["text"].split("\n\n")[-1])
    assert [] == reading["damage"]


def test_what_is_nested_past_all_reason_is_cut_and_says_so() -> None:
    reading = extract(b"<div>Forty went home. " * 5_000, URL)

    assert ["page: what is nested too deep, and all after it, is not read"] == reading["damage"]


def test_a_fault_behind_the_fence_is_named_and_leaves_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise KeyError("author")

    monkeypatch.setattr("transforms.clean.author", broken)
    reading = extract(fixture_pages()[0], URL)

    assert "article" == reading["kind"]
    assert ["broken: KeyError in tests.test_any_bytes.broken"] == reading["damage"]
