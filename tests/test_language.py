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
    ],
)
def test_a_headline_is_enough(code: str, text: str) -> None:
    assert language(text) == code


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
