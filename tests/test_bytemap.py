"""Each passage of a text leads to the bytes that say it, however the page writes it, or to none; never to others."""

import html
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.bytemap import byte_map, says

TEXT = "Some 300 women & 12 men crossed.\n\nThey sew in Hunchun, a trader said."
PAGES = {
    "plain": "<p>Some 300 women & 12 men crossed.</p><p>They sew in Hunchun, a trader said.</p>",
    "entities": "<p>Some&nbsp;300 women &amp; 12 men crossed.</p><p>They &#115;ew in Hunchun,"
    " a trader said&period;</p>",
    "tags and breaks": "<p>Some <b>300</b> women\n  &amp; 12 men <a href='x>y'>crossed</a>.<br><br>They sew in"
    " Hun<wbr>chun, a trader said.</p>",
    "soft hyphens": "<p>Some 300 wo\u00admen &amp; 12 men crossed.</p><p>They sew in Hun&shy;chun, a trader said.</p>",
    "furniture between": "<p>Some 300 women &amp; 12 men crossed.</p><div>Read also: prices</div>"
    "<p>They sew in Hunchun, a trader said.</p>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_passage_leads_to_its_bytes(page: str) -> None:
    body = f"<title>They sew</title>{page}<p>Copyright</p>".encode()
    placed = byte_map(body, {}, TEXT)

    for passage in ("300 women & 12 men", "They sew in Hunchun", "a trader said."):
        start = TEXT.index(passage)
        place = placed.bytes_of(TEXT, start, start + len(passage))

        assert place is not None, passage
        assert says(body, *place, placed.encoding, passage), body[slice(*place)]


def test_the_bytes_of_plain_words_are_the_words() -> None:
    body = f"<p>{html.escape(TEXT)}</p>".encode()
    start = TEXT.index("Hunchun")
    first, last = byte_map(body, {}, TEXT).bytes_of(TEXT, start, start + 7) or (0, 0)

    assert b"Hunchun" == body[first:last]


def test_a_text_in_a_script_is_found_behind_its_escapes() -> None:
    text = "Im März kamen 300 Frauen, „alle jung“, in die Halle."
    body = f"<script>window.page = {json.dumps({'body': text})}</script>".encode()
    placed = byte_map(body, {}, text)
    place = placed.bytes_of(text, 3, len(text))

    assert place is not None
    assert says(body, *place, placed.encoding, text[3:])


def test_letters_that_are_composed_in_the_text_are_found_decomposed() -> None:
    text = "북한 노동자 300명이 훈춘에 왔다."
    body = f"<p>{unicodedata.normalize('NFD', text)}</p>".encode()
    placed = byte_map(body, {}, text)
    place = placed.bytes_of(text, 7, 11)

    assert place is not None
    assert "300명" == unicodedata.normalize("NFC", body[slice(*place)].decode())


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-16"])
def test_an_old_encoding_has_its_own_bytes(encoding: str) -> None:
    text = "북한 노동자 300명이 훈춘에 새로 들어왔다고 현지 소식통이 전했다."
    body = f'<meta charset="euc-kr"><p>{text}</p>'.encode(encoding)
    placed = byte_map(body, {}, text)
    place = placed.bytes_of(text, 7, 14)

    assert place is not None
    assert text[7:14] == body[slice(*place)].decode(placed.encoding)


def test_bars_of_a_table_are_no_words_of_the_page() -> None:
    text = "Hunchun | 300 women | sewing"
    body = b"<table><tr><td>Hunchun</td><td>300 women</td><td>sewing</td></tr></table>"
    place = byte_map(body, {}, text).bytes_of(text, 0, len(text))

    assert place is not None
    assert says(body, *place, "utf-8", text)


def test_what_the_page_does_not_say_has_no_bytes() -> None:
    placed = byte_map(b"<p>Prices of rice rose.</p>", {}, TEXT)

    assert placed.bytes_of(TEXT, 0, 20) is None


def test_a_passage_with_other_words_in_its_midst_has_no_bytes() -> None:
    body = b"<p>Some 300 women and a good number of <i>those who stand nowhere else</i> men crossed the river.</p>"
    text = "Some 300 women and a good number of men crossed the river."

    assert byte_map(body, {}, text).bytes_of(text, 0, len(text)) is None


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8).filter(
    lambda word: unicodedata.is_normalized("NFC", word) and "|" not in word and not set(word) & set("<>&")
)
MARKUP = st.sampled_from([" ", "\n ", " <b>", "</b> ", " <!-- x --> ", "&nbsp;", " <span class='a'> </span>"])


@given(st.lists(st.lists(st.tuples(WORDS, MARKUP), min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_whatever_is_mapped_says_the_passage(paragraphs: list[list[tuple[str, str]]], data: st.DataObject) -> None:
    text = "\n\n".join(" ".join(word for word, _ in paragraph) for paragraph in paragraphs)
    body = "".join(f"<p>{''.join(word + between for word, between in one)}</p>" for one in paragraphs).encode()
    placed = byte_map(body, {"content-type": "text/html; charset=utf-8"}, text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = placed.bytes_of(text, start, end)

    assert place is None or says(body, *place, placed.encoding, text[start:end])


OPEN = ["<a", '<a "', "<!--", "<script>", "<script", "<template>", "</script", "<![CDATA["]


@pytest.mark.parametrize("sign", OPEN)
def test_what_is_opened_many_times_and_never_ended_hides_nothing(sign: str) -> None:
    body = f"<p>{TEXT}</p>{sign * 50_000}".encode()
    start = TEXT.index("Hunchun")
    first, last = byte_map(body, {}, TEXT).bytes_of(TEXT, start, start + 7) or (0, 0)

    assert b"Hunchun" == body[first:last]


def test_a_script_that_is_never_ended_hides_no_text_behind_it() -> None:
    body = f"<script>one = 1</script><style>p {{}}</style><script>two = 2 <p>{TEXT}</p>".encode()

    assert byte_map(body, {}, TEXT).bytes_of(TEXT, 0, 20) is not None


def test_paragraphs_in_another_order_than_the_page_has_them_are_found() -> None:
    paragraphs = [f"Group {number} of {number + 2} women crossed." for number in range(5_000)]
    text = "\n\n".join(reversed(paragraphs))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs).encode()
    placed = byte_map(body, {}, text)

    for passage in ("Group 4999 of 5001", "Group 17 of 19"):
        start = text.index(passage)
        first, last = placed.bytes_of(text, start, start + len(passage)) or (0, 0)

        assert passage.encode() == body[first:last]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_half_a_letter_at_the_end_of_a_page_is_no_error(encoding: str) -> None:
    body = f"<p>{TEXT}</p>".encode(encoding) + b"\n"

    assert byte_map(body, {"content-type": f"text/html; charset={encoding}"}, TEXT).runs == ()


def test_a_passage_within_an_entity_that_the_encoding_cannot_write_has_the_bytes_of_the_entity() -> None:
    text = "북한 노동자 300명 \u2242\u0338 훈춘에 새로 들어왔다고 현지 소식통이 전했다."
    body = text.replace("\u2242\u0338", "&NotEqualTilde;").encode("cp949")
    start = text.index("\u2242")
    first, last = byte_map(body, {}, text).bytes_of(text, start, start + 1) or (0, 0)

    assert b"&NotEqualTilde;" == body[first:last]


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32-le", "cp949", "gb18030", "johab", "hz"]))
def test_no_bytes_are_an_error(noise: bytes, declared: str) -> None:
    body = b"<p>" + TEXT.encode() + noise + "북한 노동자".encode("cp949")

    byte_map(body, {"content-type": f"text/html; charset={declared}"}, TEXT)
