"""A tag with more attributes than any page means is cut before it is parsed, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean import extract
from transforms.markup import bounded

SENTENCES = [f"Forty men of plant {number} went home over the bridge, a guard at the gate said." for number in range(4)]
CUT = ["page: of a tag 1000 attributes are read"]


def page(tag: str, script: str = "") -> bytes:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"<html><body><h1>Home</h1>{script}<{tag}>{paragraphs}</div></body></html>".encode()


@pytest.mark.parametrize("written", ["a{}", "a{}=1", 'a{}="<b>"', "a{} = '>'", "a{}/"])
@pytest.mark.parametrize("count", [3_000, 30_000])
def test_the_text_in_a_tag_of_endless_attributes_is_read_and_the_cut_is_said(written: str, count: int) -> None:
    attributes = " ".join(written.format(number) for number in range(count))
    reading = extract(page(f"div {attributes}"), "https://hostile.example/a")

    assert ("article", SENTENCES, CUT) == (reading["kind"], reading["text"].split("\n\n"), reading["damage"])


def test_what_a_script_compares_is_no_tag() -> None:
    script = f"<script>for (n=0; n <t.length; n++) {{ {'a = b + c; ' * 2_000} }}</script>"

    assert [] == extract(page("div", script), "https://outlet.example/a")["damage"]


@given(st.text(alphabet="<>ab =\"'/!-", max_size=200))
def test_markup_of_ordinary_tags_stays_as_it_is(html: str) -> None:
    assert html == bounded(html)


@given(st.integers(900, 1_100), st.sampled_from(["a{}", "a{}=1", 'a{}=">"']))
def test_the_first_thousand_attributes_stay(count: int, written: str) -> None:
    attributes = [written.format(number) for number in range(count)]

    assert f"<p {' '.join(attributes[:1_000])}>x" == bounded(f"<p {' '.join(attributes)}>x")
