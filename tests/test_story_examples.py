"""Judged examples in five languages: what a person would say of a copy, and of what only looks like one. All invented."""

import itertools
from typing import Any

import pytest

from tests.test_stories import report
from transforms.stories import group

STORIES = {
    "en": [
        "A net loft on the quay of Rason sent 180 women home on 3 June, a watchman said.",
        "Team leader Ri Myong-su had promised them two more seasons and a share of 64 per cent.",
        "Their debt to the firm had grown to 41,300 yuan, more than the loft earns in a quarter.",
        "Some of the women hid sewing needles in the hems of their coats before the search.",
        "The owner, Pak Chol-ho, sold the looms to a rope maker in Tumen for 7,850 dollars.",
        "Neighbours say that the yard has been full of gulls and broken crates since that week.",
    ],
    "ko": [
        "나선 부두의 그물 공장이 6월 3일 여성 180명을 집으로 돌려보냈다고 경비원이 말했다.",
        "작업반장 리명수 씨는 두 철을 더 일하게 해 주고 몫으로 64퍼센트를 주겠다고 약속했었다.",
        "회사에 진 빚은 41,300위안으로 불어나 공장의 한 분기 수입보다 많아졌다.",
        "몇몇 여성은 몸수색을 앞두고 외투 단에 바늘을 숨겼다고 한다.",
        "주인 박철호 씨는 베틀을 투먼의 밧줄 장수에게 7,850달러를 받고 팔았다.",
        "이웃들은 그 주부터 마당에 갈매기와 부서진 상자만 가득하다고 전했다.",
    ],
    "zh": [
        "看守人说，罗先码头的一家渔网厂于6月3日把180名女工送回了家。",
        "班长李明洙曾答应让她们再干两个季节，并分给她们百分之64的收入。",
        "她们欠公司的债已涨到41300元，比工厂一个季度挣的钱还要多。",
        "有几名女工在搜身之前把缝衣针藏进了大衣的下摆里。",
        "厂主朴哲浩把织机以7850美元卖给了图们的一个制绳匠人。",
        "邻居们说，从那个星期起院子里只剩下海鸥和破碎的木箱。",
    ],
    "ja": [
        "羅先の埠頭にある網工場が6月3日に女性180人を帰国させたと、見張りの男が語った。",
        "班長のリ・ミョンス氏はあと二季節働かせ、取り分として64パーセントを渡すと約束していた。",
        "会社への借金は41300元に膨らみ、工場の四半期の稼ぎを上回っていたという。",
        "何人かの女性は身体検査の前に、外套の裾に縫い針を隠していた。",
        "持ち主のパク・チョルホ氏は織機を図們の縄職人に7850ドルで売り払った。",
        "近所の人々は、その週から庭にはカモメと壊れた木箱しかないと話している。",
    ],
    "ru": [
        "Сетевая мастерская на причале Расона 3 июня отправила домой 180 женщин, сказал сторож.",
        "Бригадир Ли Мён Су обещал им ещё два сезона работы и долю в 64 процента.",
        "Их долг фирме вырос до 41300 юаней, а это больше квартальной выручки мастерской.",
        "Некоторые женщины перед обыском спрятали швейные иглы в подолы своих пальто.",
        "Хозяин Пак Чхоль Хо продал станки канатному мастеру из Тумыня за 7850 долларов.",
        "Соседи говорят, что с той недели во дворе только чайки да разбитые ящики.",
    ],
}
INDEPENDENT = {
    "en": "Buses with 180 passengers left the pier of Rason on 3 June before sunrise. A fisherman who mends his own boat "
    "counted five of them. Nobody waved. The gate of the workshop bears a new lock, and a paper on it names no reason.",
    "ko": "6월 3일 해 뜨기 전 나선 항에서 승객 180명을 태운 버스들이 떠났다. 배를 고치던 어부는 다섯 대를 세었다. "
    "손을 흔드는 사람은 없었다. 작업장 문에는 새 자물쇠가 걸렸고 종이에는 이유가 적혀 있지 않다.",
    "zh": "6月3日日出之前，载着180人的大巴离开了罗先港。一个修船的渔民数到五辆。没有人挥手。作坊门上挂了新锁，贴的纸上也没写原因。",
    "ja": "6月3日の夜明け前、180人を乗せたバスが羅先の港を出た。舟を直していた漁師は五台を数えた。手を振る者はいなかった。作業場の門には新しい錠が掛かり、貼り紙に理由はない。",
    "ru": "До рассвета 3 июня из порта Расон ушли автобусы со 180 пассажирами. Рыбак, чинивший лодку, насчитал пять машин. "
    "Никто не махал рукой. На воротах цеха новый замок, а бумага на них причины не называет.",
}
HOST = {
    "en": ["The winter ice left the bay early this year.", "Crab pots lie in rows along the mole, painted blue.",
           "An old pilot keeps the log of every tide.", "The bakery opens at four and closes when it has sold out.",
           "Two schools share one gymnasium and one piano.", "Letters take nine days to reach the capital."],
    "ko": ["올해는 만의 얼음이 일찍 녹았다.", "게 통발이 방파제를 따라 파랗게 칠해져 늘어서 있다.",
           "늙은 도선사는 물때를 빠짐없이 적어 둔다.", "빵집은 네 시에 열고 다 팔리면 문을 닫는다.",
           "두 학교가 체육관 하나와 피아노 한 대를 함께 쓴다.", "편지가 수도에 닿기까지 아흐레가 걸린다."],
    "zh": ["今年海湾里的冰化得很早。", "蟹笼沿着防波堤排成一列，漆成了蓝色。", "老领航员把每一次潮水都记在本子上。",
           "面包铺四点开门，卖完就关门。", "两所学校共用一个体育馆和一架钢琴。", "信寄到首都要走九天的路程。"],
    "ja": ["今年は湾の氷が早く解けた。", "蟹籠は防波堤に沿って青く塗られて並んでいる。", "老いた水先人は潮のたびに日誌をつけている。",
           "パン屋は四時に開き、売り切れると閉める。", "二つの学校が体育館とピアノを分け合っている。", "手紙が首都に届くまでに九日かかる。"],
    "ru": ["В этом году лёд ушёл из бухты рано.", "Крабовые ловушки стоят вдоль мола, выкрашенные в синий цвет.",
           "Старый лоцман записывает в журнал каждый прилив.", "Пекарня открывается в четыре и закрывается, когда всё продано.",
           "Две школы делят один спортзал и одно пианино.", "Письмо идёт до столицы девять дней."],
}
TAIL = {
    "en": "All rights reserved by the Willow Gazette; write to the desk before you print any of this again.",
    "ko": "버들신문의 모든 기사는 저작권의 보호를 받으며 허락 없이 옮겨 실을 수 없습니다.",
    "zh": "柳树报保留一切权利，未经编辑部书面许可不得以任何形式转载本报内容。",
    "ja": "柳新聞の記事の無断転載を禁じます。お問い合わせは編集部までお願いいたします。",
    "ru": "Все права принадлежат газете «Ивовый вестник»; перепечатка без письменного согласия редакции запрещена.",
}
TABLE = {
    "en": "Rice cost {} won at the stalls of Hyesan this week. Petrol stood at {} won a kilogram. A dollar was changed for "
    "{} won, and a yuan for {} won. Maize was sold at {} won, as three traders told us.",
    "ko": "이번 주 혜산 장마당에서 쌀은 {}원이었다. 휘발유는 킬로그램당 {}원에 팔렸다. 1달러는 {}원, 1위안은 {}원에 바뀌었다. 강냉이는 {}원이었다고 장사꾼 셋이 말했다.",
    "zh": "本周惠山集市上大米每公斤{}元。汽油的价格是每公斤{}元。一美元可以换到{}元，一元人民币换{}元。三个商贩说玉米卖{}元。",
    "ja": "今週の恵山の市場で米は{}ウォンだった。ガソリンは一キロ{}ウォンで売られた。一ドルは{}ウォン、一元は{}ウォンで替えられた。とうもろこしは{}ウォンだと三人の商人が語った。",
    "ru": "Рис на рынке Хесана стоил на этой неделе {} вон. Бензин отдавали по {} вон за килограмм. Доллар меняли на {} вон, "
    "а юань на {} вон. Кукуруза шла по {} вон, сказали три торговца.",
}
WEEKS = (5100, 13200, 8010, 1190, 2430), (5240, 12900, 8044, 1175, 2510), (4980, 12650, 7990, 1204, 2480)
LANGUAGES = sorted(STORIES)


def _text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def _grouped(lang: str, *texts: tuple[str, str, str]) -> dict[str, dict[str, Any]]:
    given = [report(name, text, published, lang=lang) for name, text, published in texts]
    return {row["id"]: row for row in group(given)}


def _copies(lang: str) -> dict[str, str]:
    story, host = STORIES[lang], HOST[lang]
    return {
        "exact": _text(story),
        "boilerplate": _text([*story, TAIL[lang]]),
        "trim": _text([story[0], story[2], story[4]]),
        "shuffle": _text([story[0], *reversed(story[1:])]),
        "teaser": _text(story[:2]),
        "embed": _text([*host[:3], *story[:5], *host[3:]]),
        "update": _text([s.replace("180", "210") for s in story]),
        "rewrite": _text([story[0], host[0], story[4], story[2], story[1]]),
    }


@pytest.mark.parametrize("kind", sorted(_copies("en")))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_belongs_to_its_original(lang: str, kind: str) -> None:
    copy = _copies(lang)[kind]
    found = _grouped(lang, ("original", _text(STORIES[lang]), "2019-06-04"), ("copy", copy, "2019-06-05"))

    assert ("original", None) == (found["copy"]["copied_from"], found["original"]["copied_from"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_weekly_table_is_no_copy_of_the_week_before(lang: str) -> None:
    weeks = [(f"week {i}", TABLE[lang].format(*prices), f"2019-06-{3 + 7 * i:02}") for i, prices in enumerate(WEEKS)]

    assert {name for name, *_ in weeks} == {row["story"] for row in _grouped(lang, *weeks).values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_of_a_weekly_table_belongs_to_its_week(lang: str) -> None:
    weeks = [(f"week {i}", TABLE[lang].format(*prices), f"2019-06-{3 + 7 * i:02}") for i, prices in enumerate(WEEKS)]
    copy = ("copy", _text([weeks[1][1], TAIL[lang]]), "2019-06-11")

    assert "week 1" == _grouped(lang, *weeks, copy)["copy"]["copied_from"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_quoted_sentence_makes_no_edge(lang: str) -> None:
    cites = _text([*HOST[lang][:4], f"«{STORIES[lang][2]}»", *HOST[lang][4:]])
    found = _grouped(lang, ("original", _text(STORIES[lang]), "2019-06-04"), ("cites", cites, "2019-06-05"))

    assert (None, "cites") == (found["cites"]["copied_from"], found["cites"]["story"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_independent_coverage_is_a_story_of_its_own(lang: str) -> None:
    texts = [("original", _text(STORIES[lang]), "2019-06-04"), ("independent", INDEPENDENT[lang], "2019-06-05")]

    assert {"original", "independent"} == {row["story"] for row in _grouped(lang, *texts).values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_lines_under_other_texts_join_nothing(lang: str) -> None:
    host, story = HOST[lang], STORIES[lang]
    parts = [host[:3], host[3:], story[:2], story[2:4], story[4:]]
    texts = [(f"r{i}", _text([*part, TAIL[lang]]), f"2019-06-{3 + 6 * i:02}") for i, part in enumerate(parts)]

    assert len(texts) == len({row["story"] for row in _grouped(lang, *texts).values()})


@pytest.mark.parametrize(("lang", "other"), list(itertools.permutations(LANGUAGES, 2)))
def test_a_translation_belongs_to_its_original_and_not_to_independent_coverage(lang: str, other: str) -> None:
    given = [
        report("original", _text(STORIES[lang]), "2019-06-04", lang=lang),
        report("independent", INDEPENDENT[lang], "2019-06-05", lang=lang),
        report("translation", _text(STORIES[other]), "2019-06-06", lang=other),
    ]
    found = {row["id"]: row for row in group(given)}

    assert ("original", "translation") == (found["translation"]["copied_from"], found["translation"]["method"])
    assert "independent" == found["independent"]["story"]
