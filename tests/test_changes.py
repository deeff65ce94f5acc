"""What changed between two readings of a report, as a person would say it; and the laws of the difference."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.changes import FigureChange, changes, sentence
from transforms.textdiff import apply, edits, readable

SEEN = date(2019, 11, 4)


def reading(text: str, lang: str | None = "en", **fields: Any) -> dict[str, Any]:
    return {"title": "Crews and their papers", "text": text, "date": "2019-11-01", "language": lang, **fields}


def told(change: FigureChange) -> tuple[str | None, str | None]:
    return tuple(side and side.words for side in (change.before, change.after))  # type: ignore[return-value]


EN = """Some 2,000 workers in Hunchun sew coats, an official of the zone said on Nov. 1.

They earn 2,300 yuan a month and live on the upper floors of the plants.

Nobody has told them to pack, the official said."""
KO = """훈춘의 의류 공장에서 북한 노동자 320명이 일하고 있다고 소식통이 11월 1일 전했다.

이들의 월급은 2300위안이다."""
ZH = """珲春的一家工厂有朝鲜工人五百名，官员11月1日说。

工人们每月挣2300元。"""
JA = """琿春の工場で北朝鮮労働者500人が働いていると、当局者が11月1日に語った。

月給は2300元だという。"""
RU = """В Хуньчуне шьют пальто 2 000 северокорейских рабочих, сообщил чиновник 1 ноября.

Они получают 2300 юаней в месяц."""
NOTE = "\n\nCorrection, Nov. 4: an earlier version of this report said that 2,000 work there; the number is 3,000."

# id: language, before, (what is replaced, by what), figures that changed, traits, sentence
GOLDEN: dict[str, tuple[str, str, str, set[tuple[str | None, str | None]], set[str], str]] = {
    "a number corrected": (
        "en", EN, EN.replace("2,000", "3,000"), {("2,000", "3,000")}, {"number", "words"},
        "2,000 became 3,000 (workers in Hunchun), seen on 4 November 2019",
    ),
    "a number corrected, and a note that says so": (
        "en", EN, EN.replace("2,000", "3,000") + NOTE, {("2,000", "3,000")}, {"corrected", "number", "words"},
        "2,000 became 3,000 (workers in Hunchun); the outlet says that it is corrected, seen on 4 November 2019",
    ),
    "a correction note appended, and nothing else": (
        "en", EN, EN + NOTE, set(), {"corrected", "words"},
        "the outlet says that it is corrected; wording changed, seen on 4 November 2019",
    ),
    "thousands became a number": (
        "en", EN.replace("Some 2,000", "Thousands of"), EN.replace("Some 2,000", "About 3,000"),
        {("Thousands", "About 3,000")}, {"number", "words"},
        "Thousands became About 3,000 (workers in Hunchun), seen on 4 November 2019",
    ),
    "a number spelled out became another": (
        "en", EN.replace("Some 2,000", "Two thousand"), EN.replace("Some 2,000", "Two thousand five hundred"),
        {("Two thousand", "Two thousand five hundred")}, {"number", "words"},
        "Two thousand became Two thousand five hundred (workers in Hunchun), seen on 4 November 2019",
    ),
    "a number written otherwise": (
        "en", EN.replace("Some 2,000", "2,000"), EN.replace("Some 2,000", "Two thousand"), set(), {"words"},
        "wording changed, seen on 4 November 2019",
    ),
    "at least became about": (
        "en", EN.replace("Some 2,000", "At least 2,000"), EN.replace("Some 2,000", "About 2,000"),
        {("At least 2,000", "About 2,000")}, {"number", "words"},
        "At least 2,000 became About 2,000 (workers in Hunchun), seen on 4 November 2019",
    ),
    "a number added": (
        "en", EN, EN.replace("to pack, the official said.", "to pack, the official said. Another 400 are to come."),
        {(None, "400")}, {"number", "words"}, "400 was put in, seen on 4 November 2019",
    ),
    "a pay corrected": (
        "en", EN, EN.replace("2,300", "3,200"), {("2,300", "3,200")}, {"number", "words"},
        "2,300 became 3,200 (yuan), seen on 4 November 2019",
    ),
    "two numbers exchanged for others": (
        "en", EN, EN.replace("2,300", "3,200").replace("2,000", "1,000"), {("2,000", "1,000"), ("2,300", "3,200")},
        {"number", "words"},
        "2,000 became 1,000 (workers in Hunchun); 2,300 became 3,200 (yuan), seen on 4 November 2019",
    ),
    "a share": (
        "en", EN + " Half of it goes to the state.", EN + " Two thirds of it goes to the state.",
        {("Half", "Two thirds")}, {"number", "words"}, "Half became Two thirds, seen on 4 November 2019",
    ),
    "what somebody did is not what is counted": (
        "en", EN + " Another 200 followed in May.", EN + " Another 300 followed in May.", {("200", "300")},
        {"number", "words"}, "200 became 300, seen on 4 November 2019",
    ),
    "a date corrected": (
        "en", EN, EN.replace("Nov. 1", "Nov. 2"), {("Nov. 1", "Nov. 2")}, {"date", "words"},
        "Nov. 1 became Nov. 2, seen on 4 November 2019",
    ),
    "a date written otherwise": (
        "en", EN, EN.replace("Nov. 1", "November 1"), set(), {"words"}, "wording changed, seen on 4 November 2019",
    ),
    "a place corrected": (
        "en", EN, EN.replace("Hunchun", "Tumen"), {("Hunchun", "Tumen")}, {"place", "words"},
        "Hunchun became Tumen, seen on 4 November 2019",
    ),
    "only a comma and a line break": (
        "en", EN, EN.replace(" coats, an", " coats an").replace("\n\n", "\n\n\n"), set(), {"marks"},
        "only punctuation or white space changed, seen on 4 November 2019",
    ),
    "a paragraph moved": (
        "en", EN, "\n\n".join(EN.split("\n\n")[i] for i in (1, 0, 2)), set(), {"moved"},
        "paragraphs were moved, seen on 4 November 2019",
    ),
    "text cut to a teaser": (
        "en", EN, EN.partition("\n")[0][:-1] + "...", {("2,300", None)}, {"number", "cut"},
        "2,300 yuan was taken out; most of the text was taken out, seen on 4 November 2019",
    ),
    "withdrawn": (
        "en", EN, "This article has been withdrawn.", {("Some 2,000", None), ("2,300", None)},
        {"withdrawn", "number", "words"},
        "the outlet says that it is withdrawn; Some 2,000 workers in Hunchun was taken out; 2,300 yuan was taken out,"
        " seen on 4 November 2019",
    ),
    "ko: a number": (
        "ko", KO, KO.replace("320", "420"), {("320명", "420명")}, {"number", "words"},
        "320명 became 420명 (노동자), seen on 4 November 2019",
    ),
    "ko: a vague number became one": (
        "ko", KO.replace("320명", "수백 명"), KO, {("수백 명", "320명")}, {"number", "words"},
        "수백 명 became 320명 (노동자), seen on 4 November 2019",
    ),
    "ko: when it was is not what is counted": (
        "ko", KO + " 지난달 말 60명이 돌아갔다.", KO + " 지난달 말 16명이 돌아갔다.", {("60명", "16명")},
        {"number", "words"}, "60명 became 16명, seen on 4 November 2019",
    ),
    "ja: about": (
        "ja", "北朝鮮の労働者約2千人が着いた。", "北朝鮮の労働者約3千人が着いた。", {("2千人", "3千人")},
        {"number", "words"}, "2千人 became 3千人 (労働者), seen on 4 November 2019",
    ),
    "ko: a date": ("ko", KO, KO.replace("11월 1일", "10월 31일"), {("11월 1일", "10월 31일")}, {"date", "words"},
                   "11월 1일 became 10월 31일, seen on 4 November 2019"),
    "zh: a numeral": (
        "zh", ZH, ZH.replace("五百", "三百"), {("五百名", "三百名")}, {"number", "words"},
        "五百名 became 三百名 (朝鲜工人), seen on 4 November 2019",
    ),
    "zh: a numeral became digits": ("zh", ZH, ZH.replace("五百", "500"), set(), {"words"},
                                    "wording changed, seen on 4 November 2019"),
    "ja: a number and a town": (
        "ja", JA, JA.replace("500", "3千").replace("琿春", "丹東"), {("500人", "3千人"), ("琿春", "丹東")},
        {"number", "place", "words"}, "500人 became 3千人 (北朝鮮労働者); 琿春 became 丹東, seen on 4 November 2019",
    ),
    "ru: a number and a date": (
        "ru", RU, RU.replace("2 000", "три тысячи").replace("1 ноября", "2 ноября"),
        {("2 000", "три тысячи"), ("1 ноября", "2 ноября")}, {"number", "date", "words"},
        "2 000 became три тысячи (северокорейских рабочих); 1 ноября became 2 ноября, seen on 4 November 2019",
    ),
    "no known language": (
        "mn", "Ажилчид 2,000 хүн.", "Ажилчид 3,000 хүн.", {("2,000", "3,000")}, {"number", "words"},
        "2,000 became 3,000 (хүн), seen on 4 November 2019",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOLDEN)
def test_a_change_is_told_as_a_person_would(case: str) -> None:
    lang, old, new, figures, traits, line = GOLDEN[case]

    found = changes(reading(old, lang), reading(new, lang))

    assert figures == {told(one) for one in found.figures}
    assert traits == set(found.traits)
    assert line == sentence(found, SEEN)
    assert new == apply(old, new, found.edits)


@pytest.mark.parametrize("case", GOLDEN)
def test_spans_cut_the_words_and_quotes_hold_them(case: str) -> None:
    lang, old, new, *_ = GOLDEN[case]

    for one in changes(reading(old, lang), reading(new, lang)).figures:
        for side, text in ((one.before, old), (one.after, new)):
            if side is not None:
                assert side.words == text[side.start : side.end]
                assert side.words in side.quote
                assert side.quote in text


def test_a_headline_alone_may_change_and_its_numbers_stand_out() -> None:
    before, after = reading(EN, title="2,000 workers in Hunchun"), reading(EN, title="3,000 workers in Hunchun")
    found = changes(before, after)

    assert ("number", "title") == found.traits
    assert [("2,000", "3,000", True)] == [(*told(one), one.is_in_title) for one in found.figures]
    assert "title: [-2,000-]{+3,000+} workers in Hunchun" == found.diff


def test_a_day_of_publication_that_changed_is_told() -> None:
    found = changes(reading(EN), reading(EN, date="2019-11-03"))

    assert ("published",) == found.traits
    assert "day of publication: 2019-11-01 became 2019-11-03" == sentence(found, None)


def test_a_note_that_stood_there_before_is_not_told_again() -> None:
    found = changes(reading(EN + NOTE), reading(EN.replace("2,300", "3,200") + NOTE))

    assert None is found.note
    assert [("2,300", "3,200")] == [told(one) for one in found.figures]


def test_the_diff_shows_a_few_words_around_and_never_the_whole_text() -> None:
    long = "\n\n".join(f"Paragraph {number} of the crew of the plant at the river bank." for number in range(400))

    assert "They earn [-2,300-]{+3,200+} yuan a month and live on the upper..." == readable(
        EN, EN.replace("2,300", "3,200"), edits(EN, EN.replace("2,300", "3,200"))
    )
    assert len(changes(reading(long), reading("Another text.")).diff) < 1_000
    assert len(changes(reading(long), reading(long.replace("crew", "staff"))).diff) < 5_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x " * 200_000, "y x " * 100_000),
        ("\n".join("ab"[number % 3 % 2] for number in range(100_000)), "\n".join("ba" * 50_000)),
        ("1 2 " * 50_000, "2 1 3 " * 40_000),
        ("朝" * 200_000, "鲜朝" * 100_000),
    ],
    ids=["one long line", "many short lines", "nothing but numbers", "no spaces"],
)
def test_a_huge_text_is_compared_roughly_and_still_exactly_undone(old: str, new: str) -> None:
    found = changes(reading(old, None), reading(new, None))

    assert new == apply(old, new, found.edits)
    assert len(found.figures) <= 200


@pytest.mark.parametrize(
    ("lang", "old", "new", "expected"),
    [
        ("zh", "1,2,3号楼住着工人。", "1,2,4号楼住着工人。", {("3", "4")}),
        ("zh", "5,6,7月份有工人20人。", "5,6,7月份有工人30人。", {("20人", "30人")}),
        ("ja", "25,30歳の労働者。", "25,31歳の労働者。", {("30歳", "31歳")}),
        ("zh", "工厂有1,234.5吨煤。", "工厂有1,234.6吨煤。", {("1,234.5吨", "1,234.6吨")}),
    ],
)
def test_digits_in_a_row_are_numbers_of_their_own(
    lang: str, old: str, new: str, expected: set[tuple[str | None, str | None]]
) -> None:
    assert expected == {told(one) for one in changes(reading(old, lang), reading(new, lang)).figures}


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [("zh", "工人去了刚果。", "工人去了安哥拉。"), ("ru", "Рабочие уехали в Конго.", "Рабочие уехали в Анголу."),
     ("ja", "労働者は丹東にいる。", "労働者は琿春にいる。")],
)  # fmt: skip
def test_a_place_is_a_figure_though_its_name_may_mean_two(lang: str, old: str, new: str) -> None:
    assert ["place"] == [one.kind for one in changes(reading(old, lang), reading(new, lang)).figures]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "It opened in Auguſt 2019 with a thırd of them."), ("ru", "Это было 1 аᲂгуста, дᲀести рабочих.")],
)
def test_letters_that_only_look_alike_stop_nothing(lang: str, text: str) -> None:
    assert [("20", "30")] == [
        told(one) for one in changes(reading(f"{text} 20 workers.", lang), reading(f"{text} 30 workers.", lang)).figures
    ]


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [("zh", "二〇一九年五月七日到。", "二〇一九年五月九日到。"),
     ("ja", "昭和50年5月に着いた。", "昭和51年5月に着いた。"),
     ("ru", "Это было в мае.", "Это было в марте."), ("ko", "주체108년에 왔다.", "주체109년에 왔다.")],
)  # fmt: skip
def test_dates_of_every_script_are_dates(lang: str, old: str, new: str) -> None:
    assert ["date"] == [one.kind for one in changes(reading(old, lang), reading(new, lang)).figures]


def test_a_number_of_many_han_numerals_is_read_in_stretches() -> None:
    found = changes(reading("工厂。", "zh"), reading("工厂" + "一" * 59_000 + "名", "zh"))

    assert 22 >= max(len(one.after.words) for one in found.figures if one.after)


def test_a_long_paragraph_is_not_cut_within_a_number() -> None:
    for filler in range(30):
        line = "The plant hires. " * 86 + "x" * filler + " The plant says that 12,000 workers came. It hires. " * 5

        assert () == changes(reading(line), reading("On Monday " + line)).figures


def test_a_change_says_that_figures_are_left_out() -> None:
    many = " ".join(f"Hall {number} has {number} workers." for number in range(1_000, 1_300))
    late = "The plant at the river hires on. " * 2_000

    behind = (late + "It has 20 workers.", late + "It has 30 workers.")

    for old, new in ((many, many.replace("has 1", "has 2")), behind):
        found = changes(reading(old), reading(new))

        assert found.is_partial
        assert "not all figures were compared, seen on 4 November 2019" in sentence(found, SEEN)
    assert not changes(reading(EN + NOTE + late), reading(EN + late)).is_partial


def test_many_long_paragraphs_are_told_as_replaced() -> None:
    old, new = ("\n".join(f"{number} " + f"{word} " * 6_000 for number in range(49)) for word in ("coat", "shoe"))

    assert 1 == len(edits(old, new.replace("shoe " * 5, "coat coat shoe shoe coat ")))


# --- laws ------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["workers", "2,000", "3,000", "about", "thousands of", "Nov. 1", "Hunchun", "노동자", "320명", "五百名", "工人",
     "три тысячи", "рабочих", ".", "\n\n", " ", ", ", "\n", "yuan", "said", "of", "Auguſt", "in", "thırd"]
)  # fmt: skip
MARKS = st.text("0123,. 一三百万数月日号年人名のſıᲀ\n千ао", max_size=30)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60) | MARKS
LANGS = st.sampled_from(["en", "ko", "zh", "ja", "ru", None])


@given(TEXTS, TEXTS)
def test_the_edits_made_in_the_old_text_give_the_new_one(old: str, new: str) -> None:
    found = edits(old, new)

    assert new == apply(old, new, found)
    assert all(one.old_start < one.old_end or one.new_start < one.new_end for one in found)
    assert old == apply(new, old, [one.swapped() for one in found])


@given(TEXTS, TEXTS, LANGS)
def test_the_way_back_is_the_way_there(old: str, new: str, lang: str | None) -> None:
    there = changes(reading(old, lang), reading(new, lang))
    back = changes(reading(new, lang), reading(old, lang))

    assert [(one.kind, one.before, one.after) for one in there.figures] == [
        (one.kind, one.after, one.before) for one in back.figures
    ]
    assert there.edits == tuple(one.swapped() for one in back.edits)


@given(TEXTS, TEXTS, LANGS)
def test_every_span_is_exact(old: str, new: str, lang: str | None) -> None:
    for one in changes(reading(old, lang), reading(new, lang)).figures:
        for side, text in ((one.before, old), (one.after, new)):
            assert side is None or (side.words == text[side.start : side.end] and side.words in side.quote)


@given(TEXTS, LANGS)
def test_equal_readings_have_no_change(text: str, lang: str | None) -> None:
    found = changes(reading(text, lang), reading(text, lang))

    assert ((), (), (), None, "", "") == (
        found.traits, found.edits, found.figures, found.note, found.diff, sentence(found, SEEN),
    )  # fmt: skip
