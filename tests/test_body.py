"""The text of an article, wherever a page keeps it: in several boxes, in its scripts; on pages of our own."""

import json

import pytest

from tests.test_clean import FIRST, SECOND, THIRD, URL
from transforms.body import quick_text
from transforms.clean import extract

TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
CONSENT = "We and our partners keep small files on your device. You may accept them, or read what they do. " * 4


def page(body: str, script: str = "") -> bytes:
    return (
        "<!doctype html><html lang='en'><head><title>Sixty leave the plant - Yalu Post</title>"
        "<meta property='og:type' content='article'><meta property='og:title' content='Sixty leave the plant'></head>"
        f"<body><nav><a href='/'>Home</a> <a href='/north'>North</a></nav><main><h1>Sixty leave the plant</h1>{body}"
        f"</main><footer><p>Yalu Post, an invented paper</p></footer>{script}</body></html>"
    ).encode()


def text_of(html: bytes) -> str:
    return str(extract(html, URL)["text"])


def test_an_article_cut_into_boxes_by_advertisements_is_read_whole() -> None:
    advertisement = "<div class='ad-slot'>Advertisement</div>"
    boxes = advertisement.join(f"<div class='part'><p>{p}</p></div>" for p in (FIRST, SECOND, THIRD))

    assert TEXT == text_of(page(boxes))


def test_a_heading_between_paragraphs_stays_in_its_place() -> None:
    body = f"<article><p>{FIRST}</p><h2>Unpaid since summer</h2><p>{SECOND}</p><p>{THIRD}</p></article>"

    assert f"{FIRST}\n\nUnpaid since summer\n\n{SECOND}\n\n{THIRD}" == text_of(page(body))


def test_a_report_of_short_sentences_alone_is_read_to_its_end() -> None:
    weeks = range(1, 9)
    lines = [f"In week {week} the mill sent {week * 7} carts to the weighing house, a clerk wrote." for week in weeks]
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><body><article><h1>Mill is late</h1><div class=text>{body}</div></article></body></html>"

    assert "\n\n".join(lines) == text_of(html.encode())


def test_a_page_laid_out_by_a_table_gives_the_text_and_not_its_frame() -> None:
    menu = "<tr><td><a href='/city'>City</a> | <a href='/region'>Region</a> | <a href='/sport'>Sport</a></td></tr>"
    text = "<br><br>".join((FIRST, SECOND, THIRD))
    cell = f"<h2>Sixty leave</h2><span>By Mina Han</span> <span>12 Dec 2019</span><div>{text}</div>"
    foot = "<tr><td>Copyright 2019 Yalu Post. Reproduction by permission only.</td></tr>"
    html = f"<html><title>Sixty leave</title><body><table>{menu}<tr><td>{cell}</td></tr>{foot}</table></body></html>"

    assert TEXT == text_of(html.encode())


def test_comments_of_readers_are_not_the_article() -> None:
    years = range(2000, 2006)
    said = "".join(f"<li class='comment'><p>I was there in {y}, and it was not like that.</p></li>" for y in years)
    body = f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article><ol class='comment-list'>{said}</ol>"

    assert TEXT == text_of(page(body))


BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.mark.parametrize(
    "script",
    [
        f"<script type='application/json'>{json.dumps({'props': {'page': {'body': BODY}}})}</script>",
        f"<script>window.__STATE__ = {json.dumps({'story': {'content': [FIRST, SECOND, THIRD]}})};</script>",
        "<script>var page = "
        + json.dumps({"blocks": [{"type": "text", "value": p} for p in (FIRST, SECOND, THIRD)]})
        + "; run(page)</script>",
        f"<script>self.state = JSON.parse({json.dumps(json.dumps({'body': TEXT}))})</script>",
    ],
    ids=["a string of markup", "a list of strings", "a list of records", "JSON inside a string"],
)
def test_a_text_that_only_the_scripts_hold_is_found(script: str) -> None:
    assert TEXT == text_of(page("<div id='root'></div>", script))


@pytest.mark.parametrize(
    "value",
    [
        {"consent": {"text": CONSENT}},
        {"latest": [{"title": f"Story {i}", "summary": FIRST} for i in range(9)]},
    ],
    ids=["a notice of consent", "the teasers of other stories"],
)
def test_prose_in_scripts_that_is_no_article_is_left_there(value: object) -> None:
    assert "" == text_of(page("<div id='root'></div>", f"<script>window.x = {json.dumps(value)}</script>"))


def test_a_page_that_shows_its_text_is_not_read_from_its_scripts() -> None:
    other = json.dumps({"body": SECOND * 9})

    assert TEXT == text_of(page(f"<article>{BODY}</article>", f"<script>window.x = {other}</script>"))


@pytest.mark.parametrize("nested", ["<div>", "<div/>", "<div></span>", "<div><img>", "<DIV></B><BR>"])
def test_the_fast_reader_is_not_asked_of_a_page_nested_past_all_reason(nested: str) -> None:
    assert "" == quick_text(f"{nested * 1_000}<p>{FIRST}</p>")


@pytest.mark.parametrize("flat", ["<div></div>", "<p>", "<P><BR>", "<DIV></DIV>", "<span></b></span>", "<li><img>"])
def test_the_fast_reader_is_asked_of_a_long_page(flat: str) -> None:
    assert FIRST in quick_text(f"{flat * 1_000}<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>")


@pytest.mark.parametrize(
    "endless", [f"<table><tr>{'<td> </td>' * 80_000}</tr></table>", "<br>" * 80_000], ids=["blank cells", "breaks"]
)
def test_a_page_of_endless_blanks_is_read(endless: str) -> None:
    page = f"<html><body><h1>Home</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{endless}</body></html>"

    assert f"{FIRST}\n\n{SECOND}\n\n{THIRD}" == extract(page.encode(), URL)["text"]


def test_cells_after_blank_ones_are_kept_apart() -> None:
    row = "<tr><td> </td><td> </td><td>Hunchun, by the river</td><td></td><td>300 women sew there.</td></tr>"
    page = f"<html><body><h1>Home</h1><p>{FIRST}</p><p>{SECOND}</p><table>{row * 2}</table><p>{THIRD}</p></body></html>"

    assert "Hunchun, by the river | | 300 women sew there." in extract(page.encode(), URL)["text"]
