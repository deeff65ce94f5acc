"""What a night's pages and parts read as, and the counts a verdict rests on: from the archive, without a database."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.yields import readings_of, yields_of
from scrapers.page import Layout
from scrapers.source import Source
from tests.archive_fixtures import PartList, article, page, prose, put
from tests.papers import column, file_of, paper, wrapped
from transforms.clean import extract

KEY = "yalu_post_en"
HOME = f"http://{KEY}.example"
SOURCE = Source(KEY, "Yalu Post", "outlet", ("en",), "KR", f"{HOME}/", PartList(f"{HOME}/feed.json"))
LAYOUT = Layout(date(2019, 1, 1), text="div.text")


def yields(root: Path, source: Source, *pages: object) -> dict[str, int]:
    record = put(root, KEY, pages)  # type: ignore[arg-type]
    return yields_of(readings_of(record, str(root), source))


def test_each_page_is_counted_as_what_it_is(tmp_path: Path) -> None:
    challenge = b"<html><title>Just a moment...</title><h1>Checking your browser</h1></html>"
    found = yields(
        tmp_path,
        SOURCE,
        page(f"{HOME}/rice", article("Rice is late", prose("rice"))),
        page(f"{HOME}/coal", article("Coal is early", prose("coal"))),
        page(f"{HOME}/wall", challenge),
        page(f"{HOME}/gone", b"<h1>Not found</h1>", status=404),
        page(f"{HOME}/empty", b""),
        page(f"{HOME}/list.pdf", b"%PDF-1.7 binary", content_type="application/pdf"),
    )

    assert (6, 2, 2, 2, 4) == tuple(found[name] for name in ("pages", "texts", "titled", "dated", "rejects"))
    assert (1, 1, 1) == tuple(found[name] for name in ("blocked", "empty", "documents"))
    assert (0, 0, 0) == tuple(found[name] for name in ("repeated", "elsewhere", "disagreeing"))
    assert found["median_characters"] > 500


@pytest.mark.parametrize("content_type", ["application/pdf", "text/html; charset=utf-8"])
def test_a_paper_with_a_text_layer_is_a_report_whatever_its_header_says(tmp_path: Path, content_type: str) -> None:
    lines = column(wrapped(prose("rice")))
    record = put(tmp_path, KEY, [page(f"{HOME}/list", paper([lines]), content_type=content_type)])
    (reading,) = readings_of(record, str(tmp_path), SOURCE)

    assert ("article", "\n\n".join(prose("rice"))) == (reading["kind"], reading["text"])
    assert (1, 0, 0) == tuple(yields_of([reading])[name] for name in ("texts", "documents", "damaged"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (file_of([b"q 595 0 0 842 0 0 cm /Im0 Do Q"]), "no text layer was read: nothing is printed"),
        (b"%PDF-1.4 binary", "no text layer was read: text_layer: "),
    ],
    ids=["scan", "broken"],
)
def test_a_paper_without_a_text_layer_is_kept_as_a_document_and_says_why(
    tmp_path: Path, content: bytes, why: str
) -> None:
    record = put(tmp_path, KEY, [page(f"{HOME}/list", content)])
    (reading,) = readings_of(record, str(tmp_path), SOURCE)

    assert ("document", "") == (reading["kind"], reading["text"])
    assert reading["detail"].startswith(why)


def test_the_same_text_at_several_addresses_is_counted_for_each_of_them(tmp_path: Path) -> None:
    rice = prose("rice", 12)
    found = yields(
        tmp_path,
        SOURCE,
        page(f"{HOME}/1", article("One", rice)),
        page(f"{HOME}/2", article("Two", rice)),
        page(f"{HOME}/3", article("Three", [*rice[:-1], "Nobody could be reached."])),
        page(f"{HOME}/4", article("Four", prose("coal", 12))),
    )

    assert 3 == found["repeated"]


def test_a_text_in_a_language_that_the_source_does_not_declare_is_foreign(tmp_path: Path) -> None:
    korean = ["북한 노동자들은 공장 뒤 숙소에서 서류에 도장이 찍힐 때까지 기다리고 있다고 한 소식통이 말했다." * 3] * 4
    pages = [page(f"{HOME}/1", article("One", prose("rice"))), page(f"{HOME}/2", article("둘", korean))]

    assert 1 == yields(tmp_path / "one", SOURCE, *pages)["foreign"]
    assert 0 == yields(tmp_path / "two", replace(SOURCE, languages=("en", "ko")), *pages)["foreign"]


def test_reports_of_one_outlet_that_share_a_paragraph_are_not_repeated(tmp_path: Path) -> None:
    boilerplate = "The office of the outlet is open on working days and answers letters within a week."
    found = yields(
        tmp_path,
        SOURCE,
        *(page(f"{HOME}/{about}", article(about, [*prose(about), boilerplate])) for about in ("rice", "coal", "fish")),
    )

    assert 0 == found["repeated"]


def test_a_layout_that_finds_the_menu_disagrees_with_the_generic_reader(tmp_path: Path) -> None:
    menu = "<nav class=menu><p>Home of the news</p><p>Sections of every kind</p><p>Contact and imprint here</p></nav>"
    pages = [
        page(f"{HOME}/{about}", article(about, prose(about)).replace(b"<article>", menu.encode() + b"<article>"))
        for about in ("rice", "coal", "fish")
    ]
    healthy = yields(tmp_path / "healthy", replace(SOURCE, layouts=(LAYOUT,)), *pages)
    lost = yields(tmp_path / "lost", replace(SOURCE, layouts=(replace(LAYOUT, text="nav.menu"),)), *pages)

    assert (3, 0) == (healthy["compared"], healthy["disagreeing"])
    assert (3, 3) == (lost["compared"], lost["disagreeing"])


def test_a_layout_that_finds_nothing_disagrees_though_the_generic_reader_stands_in(tmp_path: Path) -> None:
    renamed = replace(SOURCE, layouts=(replace(LAYOUT, text="div.body-of-text"),))
    found = yields(tmp_path, renamed, page(f"{HOME}/rice", article("Rice", prose("rice"))))

    assert (1, 1, 1) == (found["texts"], found["compared"], found["disagreeing"])


def test_only_a_small_and_fixed_sample_is_read_twice(tmp_path: Path) -> None:
    pages = [page(f"{HOME}/{number}", article(f"No {number}", prose(f"matter {number}"))) for number in range(14)]
    source = replace(SOURCE, layouts=(LAYOUT,))
    record = put(tmp_path / "one", KEY, pages)
    turned = put(tmp_path / "two", KEY, pages[::-1])

    def compared(readings: list[dict[str, object]]) -> set[object]:
        return {reading["url"] for reading in readings if reading["is_disagreeing"] is not None}

    one = compared(readings_of(record, str(tmp_path / "one"), source))
    assert 10 == len(one)
    assert one == compared(readings_of(turned, str(tmp_path / "two"), source))


OFFICE = (
    "Our office is open on working days from nine to five, and whoever writes to us gets an answer within a week.",
    "The archive of former years is kept in the cellar, and who wants to see it must ask at the door before noon.",
)


def redesigned(about: str) -> bytes:
    """A report whose paragraphs are links now, with two lines about the outlet below: for ours these are the text."""
    linked = [f'<a href="/{about}/{number}">{line}</a>' for number, line in enumerate(prose(about))]
    office = "".join(f"<p>{line}</p>" for line in OFFICE)
    return article(about.title(), linked).replace(b"</article>", f"</article>{office}".encode())


def test_without_layouts_a_second_reader_opposes_texts_that_lack_most_of_what_it_takes(tmp_path: Path) -> None:
    abouts = ("rice", "coal", "fish")
    healthy = yields(tmp_path / "a", SOURCE, *(page(f"{HOME}/{a}", article(a.title(), prose(a))) for a in abouts))
    lost = yields(tmp_path / "b", SOURCE, *(page(f"{HOME}/{a}", redesigned(a)) for a in abouts))

    assert (3, 3, 0, 0) == tuple(healthy[name] for name in ("texts", "seconded", "opposed", "compared"))
    assert (3, 3, 3, 0) == tuple(lost[name] for name in ("texts", "seconded", "opposed", "compared"))


def test_a_second_reader_that_finds_less_than_ours_opposes_nothing(tmp_path: Path) -> None:
    overlooked = article("Rice", prose("rice")).replace(b"<div class=text>", b"<div class=comments>")
    found = yields(tmp_path, SOURCE, page(f"{HOME}/rice", overlooked))

    assert (1, 0) == (found["texts"], found["opposed"])


def test_the_second_reader_is_given_no_more_of_a_tag_than_the_first(tmp_path: Path) -> None:
    endless = " ".join(f"a{number}=1" for number in range(60_000))
    hostile = article("Rice", prose("rice")).replace(b"<div class=text>", f"<div class=text {endless}>".encode())

    assert 1 == yields(tmp_path, SOURCE, page(f"{HOME}/rice", hostile))["seconded"]


@pytest.mark.parametrize("end", [b"", b"\n"], ids=["whole", "half a letter more"])
@pytest.mark.parametrize("written", ["cp949", "utf-16-le"])
def test_a_page_in_another_encoding_than_it_says_stops_no_night(tmp_path: Path, written: str, end: bytes) -> None:
    korean = "<h1>쌀</h1>" + "<p>북한 노동자 300명이 훈춘에 새로 들어왔다고 현지 소식통이 어제 전했다.</p>" * 12
    false = page(f"{HOME}/rice", korean.encode(written) + end, content_type="text/html; charset=utf-16")

    assert 1 == yields(tmp_path, SOURCE, false)["texts"]


def test_the_second_reader_is_asked_of_five_pages_at_most_and_of_no_source_with_a_layout(tmp_path: Path) -> None:
    pages = [page(f"{HOME}/{number}", article(f"No {number}", prose(f"matter {number}"))) for number in range(9)]
    records = [put(tmp_path / name, KEY, pages[::step]) for name, step in (("one", 1), ("two", -1))]
    asked = [
        {reading["url"] for reading in readings_of(record, str(tmp_path / name), SOURCE)
         if reading["is_opposed"] is not None}
        for name, record in zip(("one", "two"), records, strict=True)
    ]  # fmt: skip
    arranged = readings_of(records[0], str(tmp_path / "one"), replace(SOURCE, layouts=(LAYOUT,)))

    assert 5 == len(asked[0])
    assert asked[0] == asked[1]
    assert {None} == {reading["is_opposed"] for reading in arranged}


def test_a_canonical_address_that_means_another_report_is_told(tmp_path: Path) -> None:
    def linked(address: str) -> bytes:
        return article("Rice", prose("rice"), f'<link rel=canonical href="{address}">')

    found = yields(
        tmp_path,
        SOURCE,
        page(f"{HOME}/own", linked(f"https://www.{KEY}.example/own/?utm_source=x")),
        page(f"{HOME}/home", linked(f"{HOME}/")),
        page(f"{HOME}/other", linked("http://harbor_wire_en.example/other")),
    )

    assert 2 == found["elsewhere"]


def test_a_page_of_a_million_open_links_comes_to_an_end(tmp_path: Path) -> None:
    content = b"<html><body><p>Forty men went home.</p>" + b"<link " * 1_000_000

    found = yields(tmp_path, SOURCE, page(f"{HOME}/links", content))

    assert 0 == found["elsewhere"]


def parts(*abouts: str, **changes: str) -> list[dict[str, str]]:
    return [
        {"url": f"{HOME}/{about}", "title": f"About {about} & more", "date": "2019-12-02T17:30:00+00:00", "part": about,
         "html": "".join(f"<p>{line}</p>" for line in prose(about)), **changes}
        for about in abouts
    ]  # fmt: skip


def entry(about: str, listing: object, road: str = "find") -> dict[str, object]:
    return {"url": f"{HOME}/{about}", "url_key": f"{KEY}.example/{about}", "part": about, "road": road, "why": "new",
            "page_url": listing.url, "payload_sha256": listing.payload_sha256, "title": about}  # type: ignore[attr-defined] # fmt: skip


def test_a_part_is_read_out_of_its_listing_and_dated_by_it(tmp_path: Path) -> None:
    listing = page(f"{HOME}/feed.json", json.dumps(parts("rice", "coal")).encode(), content_type="application/json")
    record = put(tmp_path, KEY, listings=[listing], parts=[entry("rice", listing), entry("coal", listing)])
    found = readings_of(record, str(tmp_path), SOURCE)

    assert ["rice", "coal"] == [reading["part"] for reading in found]
    assert ["article"] * 2 == [reading["kind"] for reading in found]
    assert "About rice & more" == found[0]["title"]
    assert "\n\n".join(prose("rice")) == found[0]["text"]
    # the outlet's day is that of its zone
    assert ("2019-12-03", "2019-12-02T17:30:00+00:00", "listing") == tuple(
        found[0][name] for name in ("date", "published_at", "date_basis")
    )
    assert (2, 2, 2, 0) == tuple(yields_of(found)[name] for name in ("pages", "texts", "dated", "rejects"))


def test_a_part_on_a_page_that_a_lead_brought_is_found_by_the_leads_shape(tmp_path: Path) -> None:
    home = page(f"{HOME}/", json.dumps({"lead": f"{HOME}/feed.json"}).encode())
    feed = page(f"{HOME}/feed.json", json.dumps(parts("rice")).encode())
    record = put(tmp_path, KEY, listings=[home, feed], parts=[entry("rice", feed)])

    assert ["article"] == [reading["kind"] for reading in readings_of(record, str(tmp_path), SOURCE)]


def test_a_part_that_its_listing_lacks_and_one_dated_after_the_fetch_are_said(tmp_path: Path) -> None:
    late = parts("rice", date="2020-12-02T17:30:00+00:00")
    listing = page(f"{HOME}/feed.json", json.dumps(late).encode())
    record = put(tmp_path, KEY, listings=[listing], parts=[entry("rice", listing), entry("coal", listing)])
    rice, coal = readings_of(record, str(tmp_path), SOURCE)

    assert ("article", None) == (rice["kind"], rice["date"])
    assert "missing_part" == coal["kind"]
    assert "no part 'coal'" in coal["detail"]


def test_a_record_of_former_days_without_parts_is_read_as_ever(tmp_path: Path) -> None:
    record = put(tmp_path, KEY, [page(f"{HOME}/rice", article("Rice", prose("rice")))])
    del record["parts"]
    (reading,) = readings_of(record, str(tmp_path), SOURCE)

    assert extract(article("Rice", prose("rice")), f"{HOME}/rice")["text"] == reading["text"]
