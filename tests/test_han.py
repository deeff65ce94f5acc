"""Chinese is read in one script; offsets stay, and so does what is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import vocab
from transforms.claims import read
from transforms.claims.shares import shares
from transforms.han import simplified

TWICE = {
    "people": ("去年东港有三百余名朝鲜女工。", "去年東港有三百餘名朝鮮女工。"),
    "a wage": ("她们的月薪约两千五百元。", "她們的月薪約兩千五百元。"),
    "a plan": ("平壤计划明年再派五千名劳工。", "平壤計劃明年再派五千名勞工。"),
    "a denial": ("外交部否认有上万名朝鲜劳工滞留。", "外交部否認有上萬名朝鮮勞工滯留。"),
    "a law": ("安理会第2397号决议要求遣返朝鲜劳工。", "安理會第2397號決議要求遣返朝鮮勞工。"),
}
FIELDS = ("type", "subtype", "value_min", "value_max", "precision", "currency", "places", "polarity", "rule", "start")


@given(st.text())
def test_offsets_stay_and_nothing_is_left_to_do(text: str) -> None:
    assert len(text) == len(simplified(text))
    assert simplified(text) == simplified(simplified(text))


@pytest.mark.parametrize("row", vocab.rows("traditional"), ids=lambda row: row["traditional"][:4])
def test_each_traditional_character_has_one_simplified_one(row: dict[str, str]) -> None:
    assert len(row["traditional"]) == len(row["simplified"])


@pytest.mark.parametrize("pair", TWICE.values(), ids=TWICE)
def test_both_scripts_say_the_same(pair: tuple[str, str]) -> None:
    head = {"title": "在华朝鲜工人", "published": "2024-05-15", "lang": "zh"}
    plain, full = (read({**head, "text": text}) for text in pair)

    assert plain
    assert [[claim[name] for name in FIELDS] for claim in plain] == [[claim[name] for name in FIELDS] for claim in full]
    assert [pair[1][claim["start"] : claim["end"]] for claim in full] == [claim["quote"] for claim in full]


NUMERALS = "一二三两十百千万亿多余来几零○至到、-~.,0123456789名人个元月日年底成%的了"
SIGNS = st.sampled_from([*NUMERALS, "百分之", "朝鲜工人", "月薪", "回国"])


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_no_heap_of_numerals_breaks_the_reading(heap: str) -> None:
    text = f"丹东有朝鲜工人。{heap}"

    found = read({"title": "在华朝鲜工人", "text": text, "published": "2024-05-15", "lang": "zh"})

    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in found)


def test_a_share_in_digits_borrows_no_unit_from_a_word() -> None:
    assert [30.0] == [share.high for share in shares("3~三成", "zh")]
