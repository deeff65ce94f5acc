"""Which language a text is in, down to a headline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.language import language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "North Korean workers in Dandong wait for their wages"),
        ("ko", "단둥의 북한 노동자들 임금 밀려"),
        ("ko", "中 단둥 北 노동자 60명 귀국"),
        ("zh", "丹东的朝鲜工人等待工资"),
        ("zh", "丹東的朝鮮工人等待工資"),
        ("ja", "丹東の北朝鮮労働者、賃金未払い"),
        ("ru", "Рабочие из КНДР ждут зарплату во Владивостоке"),
        ("uk", "Робітники з КНДР чекають на платню, їхні паспорти вилучено"),
        ("mn", "Хойд Солонгосын ажилчид Улаанбаатараас буцаж байгаа өдөр"),
        ("kk", "Солтүстік Кореяның жұмысшылары қайтарылды, ұшақ бүгін ұшты"),
        ("pl", "Robotnicy z Korei Północnej opuścili stocznię w Gdyni"),
        ("ar", "عمال كوريون شماليون في الكويت"),
        ("th", "แรงงานเกาหลีเหนือในต่างประเทศ"),
        ("en", "Kim Jong Un visits Moscow"),
        ("de", "Prüfer finden Pässe im Tresor"),
        ("fr", "Soixante ouvriers nord-coréens quittent l'usine"),
        ("es", "Sesenta obreros dejan la fábrica al amanecer"),
        ("tr", "Altmış işçi fabrikadan şafakta ayrıldı"),
        ("vi", "Sáu mươi công nhân rời nhà máy lúc bình minh"),
        ("cs", "Šedesát dělníků opustilo továrnu za úsvitu"),
        ("uk", "Шістдесят робітників поїхали додому"),
        ("be", "Шэсцьдзясят рабочых паехалі дадому, кажа кіроўца"),
        ("ky", "Алтымыш жумушчу таңкы саатта заводдон кетти, деди айдоочу"),
        ("sr", "Шездесет радника напустило је фабрику у зору, рекао је возач"),
        ("bg", "Шестдесет работници напуснаха завода призори, каза шофьорът, а паспортите им бяха върнати на моста"),
        ("fa", "شصت کارگر پیش از صبح کارخانه را ترک کردند، گفت راننده"),
        ("hi", "साठ मज़दूर सुबह कारखाने से चले गए"),
        ("ko", "北 노동자 러시아行… 美 제재 경고"),
        ("ko", "조선로동당 중앙위원회 제8기 전원회의 확대회의"),
        ("zh", "北韓勞工六十人清晨離開工廠，薪資未付"),
        ("zh", "鈴木の传奇：一位日本投手在中国的十年故事与回忆"),
        ("ja", "北朝鮮労働者六十人帰国"),
        ("ja", "賃金未払い問題、北朝鮮労働者"),
    ],
)
def test_a_headline_is_enough(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ko", "Yalu Post News Opinion Sport 단둥의 공장에서 일하던 북한 노동자 예순 명이 새벽에 떠났다"),
        ("zh", "Yalu Post News 六十名工人星期二清晨离开工厂，护照在桥头发还给他们"),
        ("ru", "Рабочие, сказал он по-английски (we go home), вернулись домой в понедельник утром"),
        ("de", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk Die Arbeiter gingen nach Hause"),
    ],
)
def test_what_is_most_of_a_mixed_text_decides(code: str, text: str) -> None:
    assert code == language(text)


def test_encoded_data_are_in_no_language() -> None:
    assert language("PGRpdiBjbGFzcz0ic3AtZHNndm8gc3AtZHNndm8tZW1iZWRkaW5nLWNvbnRhaW5lciI" * 3) is None


def test_without_letters_there_is_no_language() -> None:
    assert language("2019 — 12.03 ...") is None


def test_what_the_source_declares_decides_between_cyrillic_neighbours_of_a_short_text() -> None:
    assert language("Нови работници", prior=["bg-BG"]) == "bg"


def test_a_declaration_never_overrules_the_script() -> None:
    assert language("북한 노동자 60명 귀국", prior=["en"]) == "ko"


@settings(deadline=None)  # the first call loads the model
@given(st.text(max_size=200), st.lists(st.text(max_size=5), max_size=2))
def test_any_text_has_one_two_letter_code_or_none(text: str, prior: list[str]) -> None:
    code = language(text, prior=prior)

    assert code is None or (len(code) == 2 and code.islower())
