"""A claim told in another language: every subtype has its words, nothing that a claim holds is lost, none is empty."""

from typing import Any

import pytest

from transforms import explain, vocab
from transforms.claims import read
from transforms.claims.told import LANGUAGES, told
from transforms.claims.writing import BLANK

REPORT = {
    "title": "Workers sent to Hunchun",
    "text": "At least 2,000 North Korean workers were sent to Hunchun in October 2019, a source in China said. "
    "They are paid about 2,500 yuan a month. The ministry denied that 300 more would come to Vladivostok next month.",
    "published": "2019-12-02",
    "lang": "en",
}
EXPECTED = {
    "ko": [
        "북한 노동자 최소 2,000명 파견, 훈춘시, 2019년 10월, 익명 소식통",
        "임금 CNY 약 2,500 (1인당) (월), 훈춘시, 보도 2019년 12월 2일, 익명 소식통",
        "부인: 북한 노동자 300명 파견 예정, 블라디보스토크, 2020년 1월, The ministry",
    ],
    "zh": [
        "朝鲜劳工至少2,000人派出,珲春市,2019年10月,匿名消息人士",
        "工资 CNY 约2,500(每人)(每月),珲春市,报道于2019年12月2日,匿名消息人士",
        "被否认:朝鲜劳工300人计划派出,符拉迪沃斯托克,2020年1月,The ministry",
    ],
    "ja": [
        "北朝鮮労働者少なくとも2,000人派遣、琿春、2019年10月、匿名の情報筋",
        "賃金 CNY 約2,500 (1人当たり) (月)、琿春、報道 2019年12月2日、匿名の情報筋",
        "否認:北朝鮮労働者300人派遣予定、ウラジオストック、2020年1月、The ministry",
    ],
    "ru": [
        "северокорейские рабочие не менее 2 000 чел. отправлены, Хуньчунь, 10.2019, анонимный источник",
        "зарплата CNY около 2 500 на человека в месяц, Хуньчунь, сообщено 02.12.2019, анонимный источник",
        "отрицается: северокорейские рабочие 300 чел. планируется отправить, Владивосток, 01.2020, The ministry",
    ],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_is_told_in_another_language(lang: str) -> None:
    assert EXPECTED[lang] == [told(claim, lang) for claim in read(REPORT)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_and_subtype_that_a_row_reads_has_its_words(lang: str) -> None:
    words = {row["key"]: row[lang] for row in vocab.rows("told")}
    rows = [row for code in vocab.LANGUAGES for row in vocab.rows(f"wordings_{code}") if row["type"] != "none"]
    own = {f"{row['type']}/{row['subtype']}" for row in rows if row["type"] != "condition"}

    assert [] == sorted(key for key in own if not words.get(key))
    assert [] == sorted(key for key in {f"{row['type']}/" for row in rows} if key not in words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"type": "headcount", "polarity": "negated"}, 1),
        ({"type": "movement", "subtype": "dispatch", "magnitude": 3, "event_end": "2020-03-31"}, 2),
        ({"type": "condition", "subtype": "of another list", "places": ["WORLD except CN"], "origin": ["KP"]}, 1),
        ({"type": "legal", "subtype": "deadline", "resolution": ["UNSCR 2397"]}, 1),
        ({"type": "wage", "value_min": 1500, "value_max": 2000, "currency": "CNY", "period": "month"}, 1),
    ],
    ids=["nobody", "thousands by a day", "an unknown subtype", "a law", "a range"],
)  # fmt: skip
def test_no_claim_is_empty(lang: str, changes: dict[str, Any], held: int) -> None:
    claim = {**BLANK, "polarity": "affirmed", "places": [], "origin": [], "resolution": [], "details": {}, **changes}

    assert len(told(claim, lang)) > held
    assert "None" not in told(claim, lang)


def test_explain_tells_claims_in_the_language_that_is_asked_for(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.txt"
    file.write_text(f"{REPORT['title']}\n\n{REPORT['text']}", encoding="utf-8")

    assert 0 == explain.main([str(file), "--published", "2019-12-02", "--in", "ko"])
    assert EXPECTED["ko"][0] in capsys.readouterr().out
