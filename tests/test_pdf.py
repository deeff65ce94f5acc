"""What an official paper says that came as a PDF file: its text layer, put together again; files that say nothing."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import Line, column, file_of, paper, stream, whole, wrapped
from transforms.clean import extract
from transforms.paper import read_paper
from transforms.pdf import text_layer

URL = "https://straitcommittee.example/papers/14"
FETCHED = datetime(2031, 3, 20, 18, 0, tzinfo=UTC)
TITLE = "Report on the workers of the river towns"
FIRST = (
    "The Panel visited eleven plants in the towns along the river and counted the women who worked there in the spring."
    " The plants had been rented from a firm that nobody in the towns had heard of."
)
SECOND = (
    "Nobody at the fourth plant would say who paid the wages. A guard showed the Panel a book in which the names of "
    "four hundred people had been written and struck out again, page after page."
)
THIRD = (
    "Of the eleven plants nine had closed by October, and the lights of the tenth had been off for ten days when the "
    "Panel passed it on its way to the bridge."
)
KOREAN = "단둥의 한 공장에서 일하던 노동자 60명이 지난주 다리를 건너 돌아갔다고 소식통이 전했다."


def front(body: Sequence[str], *, head: Sequence[str] = ()) -> list[Line]:
    """A first page: small lines, a large title, the body."""
    return [*column(head, top=800), (72, 700, 20, TITLE), *column(wrapped(body), top=660)]


def read(content: bytes, **given: Any) -> dict[str, Any]:
    options: dict[str, Any] = {"fetched_at": FETCHED, "headers": {"content-type": "application/pdf"}}
    return extract(content, URL, **(options | given))


def test_a_paper_is_its_title_and_paragraphs() -> None:
    reading = read(paper([front([FIRST, SECOND])]))

    assert ("article", TITLE, f"{FIRST}\n\n{SECOND}") == (reading["kind"], reading["title"], reading["text"])
    assert ("en", [], [], None) == tuple(reading[name] for name in ("language", "captions", "damage", "date"))


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/octet-stream", ""])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n\r\n"], ids=["bare", "mark", "blank lines"])
def test_the_bytes_say_that_it_is_a_paper(content_type: str, before: bytes) -> None:
    content = before + paper([front([FIRST])], is_packed=True)

    assert FIRST == read(content, headers={"content-type": content_type})["text"]


def test_a_page_that_speaks_of_the_format_is_a_page() -> None:
    head = "<html><head><title>%PDF-1.4</title></head>"
    html = f"{head}<body><article><h1>Files</h1><p>{FIRST}</p></article></body></html>"

    assert FIRST in read(html.encode())["text"]


def test_hangul_is_read_through_the_table_of_its_font() -> None:
    reading = read(paper([[(72, 700, 20, "북한 노동자 실태에 관한 보고"), *column([KOREAN[:24], KOREAN[24:]])]]))

    assert ("ko", "북한 노동자 실태에 관한 보고") == (reading["language"], reading["title"])
    assert KOREAN.replace(" ", "") == reading["text"].replace(" ", "")


def test_a_syllable_at_the_end_of_a_line_joins_the_word_that_stands_elsewhere() -> None:
    lines = ["그 도시에는 북한 노동자 숙소가 세 곳 있었고 다른 노동", "자 숙소도 두 곳 있었다고 한 소식통이 전했다."]

    assert "다른 노동자 숙소도" in read(paper([column(lines)]))["text"]


def test_columns_are_read_one_after_the_other() -> None:
    page = column(wrapped([FIRST], 34), top=760) + column(wrapped([SECOND, THIRD], 34), x=320, top=760)

    assert f"{FIRST}\n\n{SECOND}\n\n{THIRD}" == read(paper([page]))["text"]


def test_a_paragraph_runs_on_from_column_to_column_and_from_page_to_page() -> None:
    lines = wrapped([FIRST], 34)
    columns = [column(lines[:2], top=300) + column(lines[2:4], x=320, top=760), column(lines[4:], top=760)]

    assert FIRST == read(paper(columns))["text"]


def test_a_paragraph_runs_on_behind_the_footnotes_of_its_page() -> None:
    note = "12 Interview with a guard of the tenth plant, held in the spring of the year."
    lines = wrapped([FIRST], 60)
    pages = [[*column(lines[:2]), (72, 90, 7, note)], column([*lines[2:], *wrapped([SECOND], 60)])]

    assert f"{FIRST}\n\n{note}\n\n{SECOND}" == read(paper(pages))["text"]


def test_lists_and_numbered_paragraphs_stay_apart() -> None:
    items = ["1. Nine of the eleven plants had closed.", "2. The tenth is dark.", "• gloves", "• wigs and lashes"]

    assert "\n\n".join(items) == read(paper([column(items)]))["text"]


def test_heads_and_feet_that_return_on_each_page_are_not_the_text() -> None:
    def page(number: int, body: str) -> list[Line]:
        head = [(72, 810, 9, "S/2031/17"), (300, 40, 9, f"{number}/3"), (500, 40, 9, f"31-0450{number}")]
        return [*head, *column(wrapped([body]))]

    pages = [page(number, body) for number, body in enumerate([FIRST, SECOND, THIRD], 1)]

    assert f"{FIRST}\n\n{SECOND}\n\n{THIRD}" == read(paper(pages))["text"]


def test_rows_of_figures_at_the_edge_of_page_after_page_are_no_running_head() -> None:
    figures = ["12,500", "14,200", "9,800", "11,100"]
    said = "What the {}th quarter brought the ministry, as its own clerks wrote it down in the book."
    pages = [column([figure, *wrapped([said.format(n)])]) for n, figure in enumerate(figures, 4)]

    assert all(figure in read(paper(pages))["text"] for figure in figures)


def test_a_line_that_stands_on_one_page_stays_however_near_the_edge() -> None:
    parts = {"A": FIRST, "B": SECOND, "C": THIRD}
    pages = [column([f"Part {name}", *wrapped([body])]) for name, body in parts.items()]

    assert ["Part A", "Part B", "Part C"] == read(paper(pages))["text"].split("\n\n")[::2]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The women sewed in the textile facto-", "ries of the town until the autumn."], "the textile factories of"),
        (["A decision-maker said so. The other decision-", "maker did not."], "The other decision-maker did not"),
        (["The border is crossed by the North-", "South road only."], "the North-South road"),
        (["In the years 2017-", "2018 the plants were shut."], "In the years 2017-2018 the"),
        (["He went home \u2014", "and stayed."], "home \u2014 and stayed"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_mended(lines: list[str], expected: str) -> None:
    assert expected in read(paper([column(lines)]))["text"]


# --- what it is called and when it was published -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (None, TITLE),
        (TITLE, TITLE),
        ("The women who worked there", "The women who worked there"),
        ("Microsoft Word - final_v3.doc", TITLE),
        ("S/2031/17", TITLE),
        ("Template of the committee, 2009", TITLE),
    ],
)
def test_the_title_is_the_stated_one_only_if_it_is_printed(stated: str | None, expected: str) -> None:
    assert expected == read(paper([front([FIRST])], {"Title": stated} if stated else None))["title"]


def test_without_a_large_line_the_first_line_of_words_is_the_title() -> None:
    reading = read(paper([column(["S/2031/17", "", "Note by the chair of the committee", "", *wrapped([FIRST])])]))

    assert "Note by the chair of the committee" == reading["title"]
    assert f"S/2031/17\n\n{FIRST}" == reading["text"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["United Nations S/2031/17", "Distr.: General", "5 March 2031", "Original: English"], "2031-03-05"),
        (["United Nations", "Distr.: General 5 March 2031"], "2031-03-05"),
        (["Ministry of Labour", "Published: March 5, 2031"], "2031-03-05"),
        (["Press release", "Wednesday, 5 March 2031"], "2031-03-05"),
        (["Letter dated 21 February 2031 from the chair", "Distr.: Limited", "5 March 2031"], "2031-03-05"),
        (["발행일: 2031년 3월 5일"], "2031-03-05"),
        (["Letter dated 21 February 2031 from the chair to the Council"], None),
        (["Information as of 5 March 2031"], None),
        (["Last updated: 5 March 2031"], None),
        (["5 March 2031", "6 April 2030"], None),
        (["5 March 2032"], None),
        (["March 2031"], None),
    ],
)
def test_a_paper_is_dated_by_what_its_first_page_calls_its_day(head: list[str], expected: str | None) -> None:
    reading = read(paper([front([FIRST], head=head)]))

    assert (expected, "visible" if expected else None) == (reading["date"], reading["date_basis"])


def test_the_day_a_file_was_made_is_no_date_and_a_day_on_a_later_page_is_none() -> None:
    pages = [front([FIRST]), column(["5 March 2031", *wrapped([SECOND])])]

    assert read(paper(pages, {"CreationDate": "D:20310305120000Z"}))["date"] is None


# --- where it stands -----------------------------------------------------------------------------------------------


def test_each_line_of_a_paragraph_is_found_again_in_the_layer_of_its_page() -> None:
    lines = wrapped([FIRST], 40)
    layer = text_layer(paper([column(lines[:2]), column([*lines[2:], "", SECOND[:60]])]))
    first, _ = read_paper(layer, None).paragraphs

    assert FIRST == first.text
    assert [1, 1, *[2] * (len(lines) - 2)] == [piece.page for piece in first.pieces]
    for piece in first.pieces:
        cut = layer.pages[piece.page - 1][piece.start : piece.end]
        assert cut == first.text[piece.at : piece.at + len(cut)]


# --- files that say nothing, or not all ----------------------------------------------------------------------------


def encrypted(content: bytes, password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_file_that_no_password_closes_is_read_and_any_other_is_empty(algorithm: str) -> None:
    content = paper([front([FIRST])])

    assert FIRST == read(encrypted(content, "", algorithm))["text"]
    assert ("empty", "") == tuple(read(encrypted(content, "secret", algorithm))[name] for name in ("kind", "text"))


def test_a_scan_is_empty_without_damage() -> None:
    reading = read(file_of([b"q 595 0 0 842 0 0 cm /Im0 Do Q"]))

    assert ("empty", "", []) == tuple(reading[name] for name in ("kind", "text", "damage"))


@pytest.mark.parametrize("cut", [20, 300, 600])
def test_half_a_paper_does_not_pass_as_one(cut: int) -> None:
    content = paper([front([FIRST]), column(wrapped([SECOND]))])
    reading = read(content[: len(content) - cut])

    assert ("empty", "") == (reading["kind"], reading["text"])
    assert ["text_layer: PdfStreamError in pypdf._utils.read_previous_line"] == reading["damage"]


def test_a_header_without_a_file_is_empty_with_damage() -> None:
    reading = read(b"%PDF-1.7 binary")

    assert "empty" == reading["kind"]
    assert reading["damage"][-1].startswith("text_layer: ")


def test_a_page_that_cannot_be_read_leaves_the_others() -> None:
    broken = file_of([b"BT /F1 11 Tf 72 700 Td (" + FIRST.encode() + b") Tj ET", b"[" * 30_000])

    assert FIRST == read(broken)["text"]


def test_what_unpacks_without_end_is_cut() -> None:
    bomb = stream(b"BT /F1 11 Tf (x) Tj ET " * 2_000_000, is_packed=True)
    reading = read(whole_of_one(bomb))

    assert len(bomb) < 200_000
    assert ("empty", 1) == (reading["kind"], len(reading["damage"]))


def whole_of_one(content: bytes) -> bytes:
    """A file of one page with this content stream object."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>",
        content,
        b"<< >>",
        b"<< >>",
    ]
    return whole(objects)


def test_more_pages_than_are_read_are_told() -> None:
    reading = read(paper([column([f"Town number {number} had one plant."]) for number in range(610)]))

    assert "Town number 599 had one plant." in reading["text"]
    assert "Town number 600" not in reading["text"]
    assert ["pdf: only a part of 610 pages is read"] == reading["damage"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damaged_file_breaks_the_reader(data: st.DataObject) -> None:
    content = bytearray(paper([front([FIRST, SECOND]), column(wrapped([THIRD]))], {"Title": TITLE}, is_packed=True))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    reading = read(bytes(content[:cut]))

    assert reading["kind"] in ("article", "empty", "teaser", "error_page", "listing")
    assert not [note for note in reading["damage"] if " in transforms." in note]
