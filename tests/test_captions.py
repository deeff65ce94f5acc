"""What belongs to a picture is kept apart from the text, on pages of our own; what only stands behind one is text."""

import pytest

from tests.cjk_web import BODY, FIRST, IMG, REST, TEXTS, inside, text, web
from tests.test_cjk_pages import read
from transforms.clean import extract

ENGLISH = (
    "A sewing plant on the river opened again after two years, and forty people came to work on the first day.",
    "It makes winter coats and sends them through the port; a neighbour heard that it has orders until the spring.",
    "The county wants to run two more buses. They leave the station at six in the morning and come back at eight.",
    "The workers live in a dormitory and rest twice a month. Next year the plant will build another cutting room.",
)
CAPTIONS = {
    "zh a photographer at the end": (
        f"<p align='center'>{IMG}</p>"
        "<p style='text-align: center;'><span style='color: rgb(127, 127, 127);'>{}</span></p>",
        "工人走进厂门 李江 摄",
    ),
    "zh who gave the picture": (f"<p>{IMG}</p><p>{{}}</p>", "厂方说，机器去年冬天运到。 厂方供图"),
    "zh another face": (
        f"<p align='center'>{IMG}</p><p>　　<font color='navy' face='楷体'>{{}}</font></p>",
        "5月4日，工人在车站等候班车。江边日报记者 李江 摄",
    ),
    "zh another face and no credit": (
        f"<p>{IMG}</p><p style='color: gray'>{{}}</p>", "工人在车站等候班车。"
    ),
    "zh a box with a picture and a paragraph": (
        f"<div class='img'>{IMG}<p>{{}}</p></div>", "厂方说，第一批工人已经到岗。（取自厂方网页）"
    ),
    "zh spans with a picture and its line": (
        f"<p><span class='ph_b'><span class='ph_i'>{IMG}</span><span class='ph_d'>{{}}</span></span></p>",
        "服裝廠的門口。（資料照）",
    ),
    "zh a centred line behind a break": (f"<p align='center'>{IMG}<br>{{}}</p>", "我们来了，我们开工"),
    "ko a triangle and a source": (
        f"<div id='imgbox'>{IMG}<br><div><span>{{}}</span></div></div>", "▲공장 정문에 모인 노동자들. 사진=강변군 제공"
    ),
    "ko a source in brackets, no picture near": ("<p>{}</p>", "[사진=강변군, 강변일보]"),
    "ko a source in brackets between breaks": ("<div>{}<br><br></div>", "[사진=강변군, 강변일보]"),
    "ko the second cell of a table": (
        f"<table align='center'><tr><td>{IMG}</td></tr><tr><td>{{}}</td></tr></table>",
        "공장 정문 앞에 선 버스. /강변군 제공",
    ),
    "ko a heading that was never closed around it": (
        f"<h4><div>{IMG}<br><div>{{}}</div></div></h4>", "▲공장 정문에 모인 노동자들. 사진=강변군 제공"
    ),
    "ja small print under a linked picture": (
        f"<div id='col600'><a href='/l/a.jpg'>{IMG}</a> <small>{{}}</small></div>", "工場の門。左が新しい守衛所"
    ),
    "ja an agency behind a wide sign": (f"<p>{IMG}</p><p>{{}}</p>", "門を出る人たち（４日）＝川岸通信"),
    "ja who took it": (f"<p>{IMG}</p><p>{{}}</p>", "再び明かりがともった工場（川岸太郎撮影）"),
    "ru italics behind a break": (
        f"<p>{IMG}<br><i>{{}}</i></p>", "Ворота фабрики. Фото: Анна Речная / «Береговые вести»"
    ),
    "en an agency in brackets": (f"<p>{IMG}</p><p>{{}}</p>", "Workers leave the plant at dusk (Reuters)"),
    "en an agency and who sells": (
        f"<p>{IMG}</p><p>{{}}</p>", "Workers leave the plant at dusk. Jane Doe/AFP via Getty Images"
    ),
    "en a picture from the files": (f"<p>{IMG}</p><p>{{}}</p>", "File photo of the plant before it closed."),
    "en a figure without figcaption": (f"<figure>{IMG}<div>{{}}</div></figure>", "Workers leave the plant at dusk."),
    "de a class and a credit, the picture brought by a script": (
        "<div data-lazy='/a.jpg'></div><p class='article-caption'>{}</p>", "Die Fabrik am Fluss. Foto: Erika Muster"
    ),
    "de a photograph": (f"<p>{IMG}</p><p>{{}}</p>", "Die Fabrik am Fluss. Foto: Erika Muster/dpa"),
}  # fmt: skip
STAYS = {
    "en a photograph as news": (
        f"<p>{IMG}</p><p>{{}}</p>",
        "The guard said that a photo by a visitor had gone round the town within a day, and that since then more "
        "people than ever before had come to the gate in the evening to look at the lights.",
    ),
    "en an answer under a portrait": (f"<div>{IMG}<p>{{}}</p></div>", "“We never thought of leaving the town.”"),
    "en a sentence behind an icon": (
        "<p><img src='/i.gif' width='16' height='16'> {}</p>", "The gate opens at six in the morning."
    ),
    "en a sentence behind a picture that is called icon": (
        "<div><img class='icon lozad' src='/talk.svg'><p>{}</p></div>", "The gate opens at six in the morning."
    ),
    "en a sentence in one line with a picture": (f"<p>{IMG} {{}}</p>", "The gate opens at six in the morning."),
    "en a subheading under a picture": (f"<div>{IMG}<h3>{{}}</h3></div>", "Orders until the spring"),
    "ko items behind triangles": (
        "<p>{}</p>", "▲통근 버스는 아침 여섯 시에 떠난다. ▲기숙사는 한 달에 두 번 문을 닫는다."
    ),
    "zh a sentence in the face that the text has": (f"<p>{IMG}</p><p>{{}}</p>", "厂门每天早上六点打开。"),
}  # fmt: skip


def around(lang: str, piece: str) -> str:
    """The page of a language with a piece between its first two paragraphs."""
    if lang in TEXTS:
        return inside(lang, piece)
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in ENGLISH)
    body = f"<h1>Plant opens</h1><div>{first}{piece}{''.join(rest)}</div>"
    return f"<html lang='en'><title>Plant opens</title><body>{body}</body></html>"


def reading(lang: str, html: str) -> dict[str, object]:
    return read(lang, html) if lang in TEXTS else extract(html.encode(), "https://press.example/news/1")


@pytest.mark.parametrize("name", CAPTIONS)
def test_a_caption_is_kept_apart_and_is_not_text(name: str) -> None:
    piece, caption = CAPTIONS[name]
    lang = name[:2]

    found = reading(lang, around(lang, piece.format(caption)))

    whole = text(lang) if lang in TEXTS else "\n\n".join(ENGLISH)
    assert ([caption], whole) == (found["captions"], found["text"])


@pytest.mark.parametrize("name", STAYS)
def test_what_only_looks_like_a_caption_is_text(name: str) -> None:
    piece, paragraph = STAYS[name]

    found = reading(name[:2], around(name[:2], piece.format(paragraph)))

    assert [] == found["captions"]
    assert paragraph in str(found["text"]).split("\n\n")


def test_centred_paragraphs_are_text_where_all_of_the_text_is_centred() -> None:
    paragraph = "厂门每天早上六点打开。"
    html = web("zh", f"<div align='center'>{FIRST['zh']}<p>{IMG}</p><p>{paragraph}</p>{REST['zh']}</div>")

    assert paragraph in read("zh", html)["text"].split("\n\n")


def test_a_class_that_says_caption_without_a_picture_is_text() -> None:
    lead = "二年ぶりに明かりがともった工場の話を聞いた。"
    html = web("ja", f"<p class='p-summary__caption'>{lead}</p>{BODY['ja']}")

    assert f"{lead}\n\n{text('ja')}" == read("ja", html)["text"]


def test_a_credit_inside_a_caption_is_not_kept_twice() -> None:
    caption = "<figcaption>Workers leave the plant. <span class='caption-credit'>Photo: Jane Doe</span></figcaption>"
    html = around("en", f"<figure>{IMG}{caption}</figure>")

    assert ["Workers leave the plant. Photo: Jane Doe"] == reading("en", html)["captions"]


def test_a_label_and_whom_it_names_are_a_credit() -> None:
    html = inside("ru", "<dl><dt>Фото:</dt><dd>личный архив Ивана Берегового</dd></dl>")

    found = read("ru", html)

    assert (["личный архив Ивана Берегового"], text("ru")) == (found["captions"], found["text"])


def test_pictures_far_from_all_prose_have_no_captions() -> None:
    cards = "".join(f"<div>{IMG}<p>Ткань номер {i}, синяя</p></div>" for i in range(12))

    assert "Ткань номер 9, синяя" not in read("ru", web("ru", after=f"<div>{cards}</div>"))["captions"]
