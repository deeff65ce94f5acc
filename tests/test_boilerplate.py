"""Lines that stand among the text and are not the article's, and the sentences that look like them and are."""

import importlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import boilerplate, vocab
from transforms.boilerplate import article_paragraphs

TEXT = {
    "en": ["The sewing hall by the river opened again.", "Forty people came on the first day.", "Buses leave at six."],
    "de": ["Die Näherei am Fluss ist wieder offen.", "Vierzig Leute kamen am ersten Tag.", "Der Bus fährt um sechs."],
    "fr": ["L'atelier près du fleuve a rouvert.", "Quarante personnes sont venues.", "Le bus part à six heures."],
    "es": ["El taller junto al río volvió a abrir.", "Vinieron cuarenta personas.", "El autobús sale a las seis."],
    "ko": ["강변의 봉제 공장이 다시 문을 열었다.", "첫날 마흔 명이 출근했다.", "버스는 여섯 시에 떠난다."],
    "zh": ["江边的服装厂重新开门。", "第一天有四十名工人到岗。", "班车每天早上六点出发。"],
    "ja": ["川沿いの縫製工場が操業を再開した。", "初日に四十人が出勤した。", "バスは毎朝六時に出る。"],
    "ru": ["Фабрика у реки снова открылась.", "В первый день вышли сорок человек.", "Автобус уходит в шесть."],
}

DROPPED = [
    ("en", "By Anna Rivers"),
    ("en", "This article was originally published by the River Post."),
    ("en", "A version of this story appeared in the River Post on Monday."),
    ("en", "Anna Rivers and Ian Shore contributed to this report."),
    ("en", "(With inputs from agencies)"),
    ("en", "Read more: Why did the dam leak?"),
    ("en", "RELATED: Dam repairs begin before the flood"),
    ("en", "Sign up for our morning newsletter"),
    ("en", "Story continues below advertisement"),
    ("en", "12 Comments"),
    ("en", "Translated from Korean by Ian Shore"),
    ("en", "© River Post"),
    ("en", "Additional reporting from PA"),
    ("en", "CLICK HERE TO GET THE RIVER POST APP"),
    ("en", "Email Anna Rivers at anna@press.example or follow her @rivers."),
    ("en", "For more stories like this, check our news page."),
    ("en", "by Anna Rivers Monday, March 3, 2031"),
    ("en", "Reading time: 3 minutes"),
    ("en", "👉 Learn more about dams along the river"),
    ("en", "Last Updated: March 3rd, 2031"),
    ("en", "*** Follow us on Instagram or Facebook ***"),
    ("en", "< back to top"),
    ("de", "Mit Material von dpa"),
    ("de", "Gastbeiträge müssen nicht die Meinung der Redaktion wiedergeben."),
    ("de", "3 Minuten Lesezeit"),
    ("de", "dpa/lnw"),
    ("de", "Lesen Sie auch: Der Damm wird geflickt"),
    ("de", "Von Anna Uferfeld"),
    ("de", "Aus dem Koreanischen von Jan Ufer"),
    ("de", "Dieser Beitrag erschien zuerst in der Flusszeitung."),
    ("fr", "À lire aussi : La digue sera réparée"),
    ("fr", "(avec AFP)"),
    ("es", "Lea también: Arreglan el dique antes de la crecida"),
    ("es", "Con información de AFP"),
    ("ko", "◀ 앵커 ▶"),
    ("ko", "[리포트]"),
    ("ko", "강변뉴스 홍길동입니다."),
    ("ko", "영상취재: 김강 / 영상편집: 이안"),
    ("ko", "칼럼니스트 홍길동 gildong@press.example"),
    ("ko", "홍길동 기자 | 2031-03-04 16:52:59"),
    ("ko", "기사 스크랩"),
    ("zh", "江边日报记者 李江 王岸"),
    ("zh", "采写：江边日报记者 李江 王岸"),
    ("zh", "原创： 李江编译 江边日报"),
    ("zh", "（实习生王岸对此文亦有贡献）"),
    ("zh", "相关资讯请关注:江边专区"),
    ("zh", "专注江边新闻报道，每日推送。扫描下方二维码关注江边日报官方微信。"),
    ("zh", "违法和不良信息举报电话：000-0000000"),
    ("zh", "（完）"),
    ("zh", "当前位置：首页 > 新闻 > 正文"),
    ("zh", "【解说】"),
    ("ja", "（取材・文　川岸太郎）"),
    ("ja", "川岸新聞の記事を毎朝メールでまとめ読み（無料）"),
    ("ja", "このリリースに記載の内容は、発表当時の情報です。予告なく変更されることがあります。"),
    ("ja", "この記事は有料記事です。残り1234文字（全文1500文字）"),
    ("ja", "トップ ＞ ニュース ＞ 川沿いの工場"),
    ("ja", "［PR］"),
    ("ru", "Читайте материал «Перед паводком укрепляют дамбу»"),
    ("ru", "%165 голосов"),
    ("ru", "сегодня в 05:46, просмотров: 237"),
    ("ru", "Учредитель: АО «Береговые вести»"),
    ("ru", "Свидетельство о регистрации СМИ ЭЛ № ФС 77 - 00000"),
    ("ru", "Записала Анна Речная"),
]


@pytest.mark.parametrize(("lang", "line"), DROPPED)
def test_a_line_of_furniture_is_dropped_wherever_it_stands(lang: str, line: str) -> None:
    first, *rest = TEXT[lang]

    assert TEXT[lang] == article_paragraphs([first, line.replace("　", " "), *rest], None)


STAYS = [
    ("en", "By noon all had gone home."),
    ("en", "By Tuesday the hall was full."),
    ("en", "Copyright law of 1998 forbids such copies."),
    ("en", "The owners contributed to this and other causes."),
    ("en", "This article of clothing was sewn by hand."),
    ("en", "With files in hand they went to the ministry."),
    ("en", "Read more books, the manager told them."),
    ("en", "Reporting by the ministry stopped in May."),
    ("en", "“Sign here,” said the guard."),
    ("en", "Published in 2019, the report was read by few."),
    ("en", "Back to the hall went the sewers."),
    ("en", "Contact with the families at home was lost."),
    ("en", "With reports from Moscow the mood changed."),
    ("en", "Click here to see the list, the page said."),
    ("en", "For more news they listen to the radio."),
    ("en", "“Do you have any tips for a newcomer?” she asked."),
    ("de", "Die Meinung der Redaktion teilen sie nicht."),
    ("de", "Von Anna hörten sie nichts."),
    ("de", "Mit Material aus China nähen sie Jacken."),
    ("de", "Dieser Text wurde in der Halle vorgelesen."),
    ("fr", "Avec les agences de la ville, il prépare la suite."),
    ("es", "Con información incompleta no se puede decidir."),
    ("ko", "네이버는 5일 새 서비스를 발표했다."),
    ("ko", "무단 복제 제품이 시장에 늘었다."),
    ("ko", "앵커는 화면을 보며 웃었다."),
    ("ko", "“저는 홍길동입니다.”"),
    ("zh", "收藏家王先生说，这些机器已经很少见。"),
    ("zh", "未经批准，任何人不得离开工厂。"),
    ("zh", "江边日报记者李江在车站看到三十多名工人。"),
    ("zh", "工人进厂时要扫描二维码，再关注县里的官方微信，才能领到饭票。"),
    ("zh", "保安说：“请扫描二维码。”"),
    ("zh", "县报的责任编辑说，读者来信比往常多。"),
    ("ja", "会員登録した人は四百人を超えた。"),
    ("ja", "郡は求人の知らせを毎朝メールで送っている。登録した人は四百人を超えた。"),
    ("ja", "記者は門の前で待った。"),
    ("ru", "При использовании новых машин выпуск вырос."),
    ("ru", "Поделиться опытом приехали мастера с юга."),
    ("ru", "Главный редактор газеты рассказал о письмах читателей."),
    ("ru", "«Читайте объявления на воротах», — советует начальник смены."),
    ("ru", "При использовании материалов с юга ткань рвётся реже."),
    ("ru", "Организация признана лучшей в районе и награждена."),
    ("ru", "Записала Анна в журнал только сорок имён."),
]


@pytest.mark.parametrize(("lang", "sentence"), STAYS)
@pytest.mark.parametrize("where", [1, 3])
def test_a_sentence_that_speaks_of_such_things_stays(lang: str, sentence: str, where: int) -> None:
    paragraphs = [*TEXT[lang][:where], sentence, *TEXT[lang][where:]]

    assert paragraphs == article_paragraphs(paragraphs, None)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", "责任编辑：李江"),
        ("zh", "（责编：李江、王岸）"),
        ("zh", "声明：该文观点仅代表作者本人，江边网仅提供信息存储空间服务。"),
        ("en", "(Reporting by Anna Rivers; Editing by Ian Shore)"),
        ("ru", "При цитировании материалов гиперссылка на сайт «Береговых вестей» обязательна."),
        ("ru", "*Организация признана в России экстремистской и запрещена."),
    ],
)
def test_the_editor_closes_the_article_in_its_last_part_and_is_dropped_before(lang: str, line: str) -> None:
    text = TEXT[lang] * 3

    assert text == article_paragraphs([*text, line, "Dam repairs begin"], None)
    assert [*text, *text] == article_paragraphs([*text, line, *text], None)


@pytest.mark.parametrize(
    ("lang", "cue"), [("ko", "[앵커] "), ("ko", "◀ 기자 ▶ "), ("zh", "【解说】"), ("ja", "【記者】")]
)
def test_speech_stays_without_the_cue_of_the_broadcast_before_it(lang: str, cue: str) -> None:
    first, *rest = TEXT[lang]

    assert TEXT[lang] == article_paragraphs([cue + first, *rest], None)


@pytest.mark.parametrize("line", ["Иван Береговой, Анна Речная", "Анна Речная", "Автор: Анна Речная", "Речная Анна"])
def test_a_line_of_nothing_but_declared_authors_is_a_byline(line: str) -> None:
    assert TEXT["ru"] == article_paragraphs([line, *TEXT["ru"], line], None, "Иван Береговой, Анна Речная")


@pytest.mark.parametrize("line", ["Анна Речная — швея", "Иван", "Иван Береговой ждёт пассажиров."])
def test_a_line_that_says_more_than_the_authors_names_or_less_than_one_stays(line: str) -> None:
    assert [line, *TEXT["ru"]] == article_paragraphs([line, *TEXT["ru"]], None, "Иван Береговой, Анна Речная")


def test_a_name_of_one_word_marks_who_speaks() -> None:
    paragraphs = ["Anna", *TEXT["en"]]

    assert paragraphs == article_paragraphs(paragraphs, None, "Anna")


@pytest.mark.parametrize(
    "line", ["2031.03.05", "2031年3月5日", "2031-03-05", "March 5, 2031", "17:41 JST, March 5, 2031"]
)
def test_a_day_alone_is_dropped_outside_the_prose_only(line: str) -> None:
    first, *rest = TEXT["ja"]

    assert TEXT["ja"] == article_paragraphs([line, *TEXT["ja"], line], None)
    assert [first, line, *rest] == article_paragraphs([first, line, *rest], None)


@pytest.mark.parametrize("line", ["【川岸太郎】", "（川岸 太郎）", "(dmk)", "Source: River Post"])
def test_a_name_in_brackets_or_a_source_signs_the_end_only(line: str) -> None:
    first, *rest = TEXT["ja"]

    assert TEXT["ja"] == article_paragraphs([*TEXT["ja"], line], None)
    assert [first, line, *rest] == article_paragraphs([first, line, *rest], None)


@pytest.mark.parametrize(
    "row",
    [
        {"lang": "en", "kind": "lien", "pattern": "Advert"},
        {"lang": "xx", "kind": "line", "pattern": "Advert"},
        {"lang": "en", "kind": "line", "pattern": "(?:Advert)?"},
    ],
)
def test_a_row_that_cannot_be_meant_stops_the_load(monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]) -> None:
    monkeypatch.setattr(vocab, "rows", lambda _: (row,))

    with pytest.raises(ValueError, match="furniture_lines"):
        importlib.reload(boilerplate)


@given(st.lists(st.text(max_size=80), max_size=12), st.text(max_size=30))
def test_nothing_is_added_and_the_order_stays(lines: list[str], author: str) -> None:
    rest = iter(lines)

    assert all(any(kept in line for line in rest) for kept in article_paragraphs(lines, None, author))
