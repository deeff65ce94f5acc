"""Bytes to letters: every language of the field in the encodings it was ever written in, under any label."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.characters import decode, tidy

SENTENCES = {
    "ko": (
        "단둥의 한 봉제 공장에서 일하던 여성 노동자 예순 명이 지난주 다리를 건너 돌아갔다고 현지 소식통이 전했다.",
        "남은 사람들은 여름부터 월급을 받지 못했으며 관리자는 전화를 받지 않는다고 한다.",
        "공장 문 앞을 지키는 경비원은 둘째 작업장의 불이 열흘 동안 꺼져 있었다고 말했다.",
        "시 당국은 이 일에 대해 아무런 설명도 내놓지 않았고 회사 역시 답변을 거부했다.",
    ),
    "zh": (
        "当地一名知情人士说，在丹东一家服装厂工作的六十名女工上周过桥回国，留下的人从夏天起就没有领到工资。",
        "工厂门口的保安表示，第二车间的灯已经关了十天，经理也不再接电话。",
        "有关部门没有就此事作出任何说明，这家公司也拒绝回答记者的问题。",
        "附近的商店老板告诉我们，过去每到月底都能看到她们一起来买东西，现在街上很安静。",
    ),
    "zh-Hant": (
        "當地一名知情人士說，在丹東一家服裝廠工作的六十名女工上週過橋回國，留下的人從夏天起就沒有領到工資。",
        "工廠門口的保安表示，第二車間的燈已經關了十天，經理也不再接電話。",
        "有關部門沒有就此事作出任何說明，這家公司也拒絕回答記者的問題。",
        "附近的商店老闆告訴我們，過去每到月底都能看到她們一起來買東西，現在街上很安靜。",
    ),
    "ja": (
        "丹東の縫製工場で働いていた女性労働者六十人が先週、橋を渡って帰国したと現地の関係者が語った。",
        "残った人たちは夏から賃金を受け取っておらず、責任者は電話に出なくなったという。",
        "工場の門を守る警備員は、二番目の作業場の明かりが十日間消えたままだったと話した。",
        "市の当局はこの件について何も説明しておらず、会社も取材に応じていない。",
    ),
    "ru": (
        "Шестьдесят швей, работавших на фабрике в Даньдуне, на прошлой неделе вернулись домой, сказал торговец.",
        "Оставшиеся не получали денег с лета, а управляющий перестал отвечать на звонки.",
        "Охранник у ворот сказал, что во втором цехе свет не горел уже десять дней.",
        "Городские власти не объяснили, что произошло, и фирма тоже отказалась говорить.",
    ),
    "fr": (
        "Soixante couturières d\u2019une usine de Dandong sont rentrées la semaine dernière, d\u2019après un ami.",
        "Celles qui sont restées n\u2019ont pas été payées depuis l\u2019été ; le gérant ne répond plus au téléphone.",
        "Le gardien a déclaré que la lumière était éteinte à l\u2019atelier depuis dix jours déjà.",
        "L\u2019autorité de la ville n\u2019a donné aucune explication et l\u2019entreprise s\u2019est tue.",
    ),
}
CODECS = {
    "ko": ("euc-kr", "cp949"),
    "zh": ("gb2312", "gbk", "gb18030"),
    "zh-Hant": ("big5", "gb18030"),
    "ja": ("shift_jis", "euc-jp", "iso-2022-jp"),
    "ru": ("windows-1251", "koi8-r"),
    "fr": ("windows-1252",),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
LABELS = ("utf-8", "euc-kr", "gb2312", "big5", "shift_jis", "euc-jp", "windows-1251", "koi8-r", "iso-8859-1")
WAYS = [(lang, codec) for lang, fitting in CODECS.items() for codec in (*fitting, *UNICODE)]
# Kana stand at the same places in GB 2312 and EUC-JP: there a page of kana cannot tell them apart.
TWINS = {("euc-jp", "gb2312")}
FURNITURE = "<ul>" + "<li><a href='/section'>Section</a></li>" * 20 + "</ul><script>var a = [1, 2, 3];</script>"


def page(text: str, meta: str = "") -> str:
    return f"<!doctype html><html><head>{meta}<title>T</title></head><body>{FURNITURE}<p>{text}</p></body></html>"


def text_of(lang: str) -> str:
    return " ".join(SENTENCES[lang])


@pytest.mark.parametrize(("lang", "codec"), WAYS)
def test_a_page_is_read_right_whatever_is_said_of_it(lang: str, codec: str) -> None:
    text = text_of(lang)
    wrong = [label for label in LABELS if (codec, label) not in TWINS]
    headers = [{}, {"content-type": "text/html"}, *({"content-type": f"text/html; charset={name}"} for name in wrong)]
    metas = ["", f"<meta charset={codec.removesuffix('-sig')}>", *(f"<meta charset={name}>" for name in wrong)]
    said = [(header, "") for header in headers] + [({}, meta) for meta in metas]

    misread = [(header, meta) for header, meta in said if text not in decode(page(text, meta).encode(codec), header)]

    assert [] == misread


@settings(max_examples=200)
@given(st.data())
def test_sentences_in_any_order_cut_anywhere_are_read_right(data: st.DataObject) -> None:
    lang, codec = data.draw(st.sampled_from(WAYS))
    chosen = data.draw(st.lists(st.sampled_from(SENTENCES[lang]), min_size=2, max_size=8))
    header = data.draw(st.sampled_from(["", "text/html", f"text/html; charset={codec.removesuffix('-sig')}"]))
    content = page(" ".join(chosen)).encode(codec)
    cut = data.draw(st.integers(content.rindex("</body>".encode(codec.removesuffix("-sig"))[-8:]), len(content)))

    characters = decode(content[:cut], {"content-type": header})

    assert all(sentence in characters for sentence in chosen)


@pytest.mark.parametrize(
    ("lang", "codec"), [(lang, codec) for lang, codec in WAYS if lang != "fr" and not codec.startswith("iso-2022")]
)
def test_a_letter_cut_in_half_at_the_end_loses_itself_alone(lang: str, codec: str) -> None:
    text = text_of(lang)
    content = page(text).encode(codec) if codec in UNICODE else text.encode(codec)
    characters = decode(content[:-1], {"content-type": f"text/html; charset={codec.removesuffix('-sig')}"})

    assert text[:-2] in characters


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_broken_letter_does_not_change_how_the_others_are_read(lang: str) -> None:
    content = page(text_of(lang)).encode()
    spoiled = content.replace(b"<li>", b"<li>\xe3\x80", 1)

    assert text_of(lang) in decode(spoiled, {"content-type": "text/html; charset=iso-8859-1"})
    for codec in CODECS[lang]:
        if not codec.startswith("iso-2022"):
            spoiled = page(text_of(lang)).encode(codec).replace(b"</title>", b"\xff</title>", 1)
            assert text_of(lang) in decode(spoiled, {"content-type": f"text/html; charset={codec}"})


SHORT = {"ko": "탈북", "zh": "撤侨", "zh-Hant": "勞務", "ja": "橋だ", "ru": "Мост", "fr": "été"}


@pytest.mark.parametrize(("lang", "codec"), [(lang, codec) for lang, codec in WAYS if codec not in UNICODE])
def test_a_page_of_a_few_letters_is_what_it_is_declared_to_be(lang: str, codec: str) -> None:
    content = page(SHORT[lang]).encode(codec)

    assert SHORT[lang] in decode(content, {"content-type": f"text/html; charset={codec}"})
    assert SHORT[lang] in decode(page(SHORT[lang], f"<meta charset={codec}>").encode(codec), {})


def test_a_byte_order_mark_goes_before_header_and_meta() -> None:
    content = page(text_of("ko"), "<meta charset=euc-kr>").encode("utf-8-sig")
    characters = decode(content, {"content-type": "text/html; charset=shift_jis"})

    assert text_of("ko") in characters
    assert not characters.startswith("\ufeff")


def test_text_that_an_outlet_encoded_twice_is_left_as_it_stands() -> None:
    twice = text_of("ru").encode().decode("latin-1")

    assert tidy(twice) in tidy(decode(page(twice).encode(), {}))


@pytest.mark.parametrize(
    "label",
    ["no-such-charset", "x-user-defined", "\x00", "'euc-kr'", "base64", "zip", "rot13", "idna", "unicode_escape"],
)
def test_a_label_that_means_nothing_is_no_label(label: str) -> None:
    content = page(text_of("ko"), f"<meta charset={label}>").encode("cp949")

    assert text_of("ko") in decode(content, {"content-type": f"text/html; charset={label}"})


@settings(max_examples=300)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_become_letters_that_a_tree_can_hold(content: bytes, label: str) -> None:
    characters = decode(content, {"content-type": f"text/html; charset={label}"})

    assert not any(sign < " " and sign not in "\t\n\r" for sign in characters)
    assert not any("\ud800" <= sign <= "\udfff" for sign in characters)


@pytest.mark.parametrize("declared", ["utf-16", "utf-32"])
def test_a_page_that_is_not_in_the_declared_utf_16_is_read_all_the_same(declared: str) -> None:
    line = "북한 노동자 300명이 훈춘에 새로 들어왔다고 현지 소식통이 전했다. " * 5

    read = decode(f"<p>{line}</p>".encode("cp949"), {"content-type": f"text/html; charset={declared}"})

    assert line in read
