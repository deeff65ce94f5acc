"""Who tells the same story, who copied it from whom, and what only looks alike. All texts are invented."""

import json
import random
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.stories import group
from transforms.stories.anchors import anchors, sound

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPHS = [
    "A cannery on the edge of Hunchun let 240 North Korean women go home on 4 November, two guards at the gate said.",
    "The manager, Pak Chol-hak, had told the town in spring that the contract would run for another three years.",
    "Each of them was paid 2,600 yuan a month, and 1,450 of it went to a trading firm before anyone saw a note.",
    "The beds were sold to a hotel at Quanhe within a week, and the cold store has stood dark since then.",
    "Nobody at the county office would say who ordered the buses, or why they came at five in the morning.",
]
OPENING, *REST = PARAGRAPHS
KOREAN = (
    "훈춘 변두리의 한 통조림 공장이 북한 여성 노동자 240명을 11월 4일 돌려보냈다고 정문 경비원들이 말했다.\n\n"
    "지배인 박철학 씨는 봄에 계약이 3년 더 이어진다고 시 당국에 알렸다.\n\n"
    "한 사람의 월급은 2천600위안이었고 그 가운데 1,450위안은 무역회사가 먼저 가져갔다.\n\n"
    "침대는 한 주 만에 취안허의 호텔에 팔렸다."
)
INDEPENDENT = [
    "Buses left Hunchun before dawn on 4 November with 240 labourers from the North, a fruit seller said.",
    "She counted six vehicles, all of them with curtains drawn, and a white car with army plates behind the last one.",
    "The seafood works where the women had peeled crab since summer has taken its sign off the wall.",
    "A driver said the border post opened an hour early for the convoy, which it has not done since the flood.",
]
OTHER_TOPIC = [
    "The harbour of Rajin took in its first coal ship of the winter, and dockers were told to work through the night.",
    "Ice had closed the inner basin for nine days, longer than in any of the five winters before.",
    "A pilot said the tugs were old and the ropes older, but that the harbour master would hear none of it.",
    "The ship is to sail on to the south as soon as the wind turns, with half of its hold still empty.",
    "Two cranes stand idle for want of cable, as they did when the last inspector wrote his report.",
]
TAIL = "Copyright Willow Gazette. Nothing on this page may be printed again without leave of its owners."


def report(id: str, paragraphs: list[str] | str, published: str | None = "2019-11-05", **other: Any) -> dict[str, Any]:
    text = paragraphs if isinstance(paragraphs, str) else "\n\n".join(paragraphs)
    return {"id": id, "text": text, "title": "", "published": published, "source": f"of_{id}", "lang": "en"} | other


ORIGINAL = report("original", PARAGRAPHS, "2019-11-05T09:00:00+09:00")


def table(id: str, day: int, rice: int, petrol: int, dollar: int) -> dict[str, Any]:
    text = [
        f"Prices at the market of Hyesan were asked on {day} November by three of our readers.",
        f"A kilogram of rice cost {rice} won, a kilogram of petrol {petrol} won and a dollar {dollar} won.",
        "The list is made every week and is the mean of three stalls, which may differ from one street to the next.",
    ]
    return report(id, [*text, TAIL], f"2019-11-{day:02}", source="prices")


def grouped(*reports: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in group(list(reports))}


def rewritten(text: str) -> str:
    swaps = {
        "on the edge of": "outside",
        "two guards at the gate said": "according to its guards",
        "had told the town in spring": "assured the mayor before summer",
        "another": "no less than",
        "was paid": "earned",
        "before anyone saw a note": "while they saw nothing of it",
    }
    return re.sub("|".join(swaps), lambda m: swaps[m.group()], text)


COPIES = {
    "exact": (PARAGRAPHS, "exact"),
    "under another outlet's lines": (["By our own staff", *PARAGRAPHS, TAIL], "near"),
    "with its paragraphs moved": ([OPENING, *reversed(REST)], "near"),
    "cut to its opening": ([OPENING, "Read the whole text in our paper."], "excerpt"),
    "inside a longer text": ([*OTHER_TOPIC[:3], *PARAGRAPHS[:4], *OTHER_TOPIC[3:]], "excerpt"),
    "in part in other words, moved": ([rewritten(p) for p in (OPENING, *reversed(REST[:3]))], "rewrite"),
    "with a number corrected": ([p.replace("240", "210") for p in PARAGRAPHS], "update"),
}


@pytest.mark.parametrize(("paragraphs", "method"), COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_of_the_story_and_points_to_the_original(paragraphs: list[str], method: str) -> None:
    found = grouped(ORIGINAL, report("copy", paragraphs, "2019-11-05T15:00:00+09:00"), report("other", OTHER_TOPIC[:2]))

    assert ("original", "original", method) == (
        found["copy"]["story"],
        found["copy"]["copied_from"],
        found["copy"]["method"],
    )
    assert {
        "id": "original",
        "story": "original",
        "copied_from": None,
        "told_with": None,
        "named_source": None,
        "method": None,
        "score": None,
        "evidence": [],
    } == (found["original"])


@pytest.mark.parametrize("paragraphs", [c[0] for c in COPIES.values()], ids=COPIES.keys())
def test_the_evidence_is_the_same_words_in_both_texts(paragraphs: list[str]) -> None:
    copy = report("copy", paragraphs, "2019-11-06")
    evidence = grouped(ORIGINAL, copy)["copy"]["evidence"]

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    assert evidence
    for span in evidence:
        here = copy["text"][span["start"] : span["end"]]
        assert words(here) == words(ORIGINAL["text"][span["other_start"] : span["other_end"]])


def test_a_korean_original_and_its_english_translation_are_one_story() -> None:
    korean = report("korean", KOREAN, "2019-11-05T07:00:00+09:00", lang="ko")

    found = grouped(korean, report("english", PARAGRAPHS, "2019-11-06"), report("other", OTHER_TOPIC))

    assert ("korean", "translation") == (found["english"]["copied_from"], found["english"]["method"])
    assert {"korean", "other"} == {row["story"] for row in found.values()}


def test_the_evidence_of_a_translation_is_the_numbers_names_and_days_both_have() -> None:
    korean = report("korean", KOREAN, "2019-11-05", lang="ko")
    spans = grouped(korean, report("english", PARAGRAPHS, "2019-11-06"))["english"]["evidence"]
    english = "\n\n".join(PARAGRAPHS)

    pairs = {(english[s["start"] : s["end"]], KOREAN[s["other_start"] : s["other_end"]]) for s in spans}

    assert {("2,600", "2천600"), ("Pak Chol-hak", "박철학"), ("4 November", "11월 4일"), ("Hunchun", "훈춘")} <= pairs


def test_a_text_in_another_language_that_only_shares_what_all_texts_of_the_field_name_is_another_story() -> None:
    english = "Under Resolution 2397 China must send North Korean workers home by 22 December 2019, a diplomat said."
    korean = "결의 2397호에 따라 중국은 2019년 12월 22일까지 북한 노동자를 돌려보내야 한다고 연구자가 썼다."

    found = grouped(report("english", english), report("korean", korean))

    assert {"english", "korean"} == {row["story"] for row in found.values()}


def test_independent_coverage_of_the_same_event_is_another_story() -> None:
    found = grouped(ORIGINAL, report("independent", INDEPENDENT, "2019-11-06"))

    assert "independent" == found["independent"]["story"]


def test_weekly_tables_of_the_same_words_and_other_numbers_are_stories_of_their_own() -> None:
    weeks = [table("w1", 4, 5100, 13200, 8010), table("w2", 11, 5240, 12900, 8044), table("w3", 18, 4980, 12900, 7990)]

    assert {"w1", "w2", "w3"} == {row["story"] for row in group(weeks)}


def test_a_copy_of_one_weeks_table_belongs_to_that_week() -> None:
    weeks = [table("w1", 4, 5100, 13200, 8010), table("w2", 11, 5240, 12900, 8044)]
    copy = weeks[0] | {"id": "copy", "source": "other", "published": "2019-11-05"}

    assert "w1" == grouped(*weeks, copy)["copy"]["story"]


def test_a_report_that_cites_one_sentence_is_another_story_without_an_edge() -> None:
    cites = [*OTHER_TOPIC[:3], f"The Willow Gazette wrote: «{REST[1]}»", *OTHER_TOPIC[3:]]

    found = grouped(ORIGINAL, report("cites", cites, "2019-11-07"))

    assert ("cites", None) == (found["cites"]["story"], found["cites"]["copied_from"])


def test_what_an_outlet_prints_under_every_text_joins_nothing() -> None:
    texts = [PARAGRAPHS[:2], OTHER_TOPIC[:2], INDEPENDENT[1:3], PARAGRAPHS[3:], OTHER_TOPIC[3:]]
    reports = [report(f"r{i}", [*text, TAIL], f"2019-11-{10 + i}") for i, text in enumerate(texts)]

    assert len(texts) == len({row["story"] for row in group(reports)})


def test_a_copy_published_before_its_likeness_is_the_origin() -> None:
    found = grouped(ORIGINAL, report("earlier", PARAGRAPHS, "2019-11-05T08:59:00+09:00"))

    assert (None, "earlier") == (found["earlier"]["copied_from"], found["original"]["copied_from"])


def test_moments_are_compared_across_offsets() -> None:
    found = grouped(ORIGINAL, report("copy", PARAGRAPHS, "2019-11-05T00:30:00+00:00"))

    assert "original" == found["copy"]["copied_from"]


def test_a_report_without_a_date_is_of_the_story_all_the_same() -> None:
    assert "original" == grouped(ORIGINAL, report("undated", PARAGRAPHS, None))["undated"]["story"]


def test_every_process_gives_the_same_answer() -> None:
    originals = [report(f"k{i}", KOREAN + "\n\n" + "그는 웃었다. " * i, f"2019-11-0{4 + i % 2}") for i in range(6)]
    reports = [*originals, report("english", PARAGRAPHS, "2019-11-06"), report("copy", PARAGRAPHS[:3], "2019-11-06")]
    program = "import json, sys; from transforms.stories import group; print(json.dumps(group(json.load(sys.stdin))))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(reports),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }

    assert 1 == len(answers)


def test_reports_without_text_stand_alone() -> None:
    assert {"a", "b"} == {row["story"] for row in group([report("a", ""), report("b", "")])}


def test_a_date_that_is_not_iso_is_refused() -> None:
    with pytest.raises(ValueError, match="5 November"):
        group([report("a", PARAGRAPHS, "5 November 2019")])


@pytest.mark.parametrize(
    "written",
    [
        "2,000 people",
        "2천 명",
        "2000명",
        "2千人",
        "2 тысячи человек",
        "2 тыс. человек",
        "0.2만 명",
        "2 thousand people",
    ],
)
def test_a_number_is_the_same_in_any_language(written: str) -> None:
    assert "number 2000" in anchors(written)


@pytest.mark.parametrize("written", ["3만 5천 명", "3만 5000명", "3.5万人", "35,000 men", "35 thousand men"])
def test_a_number_over_a_myriad_is_read_whole(written: str) -> None:
    assert ["number 35000"] == list(anchors(written))


@pytest.mark.parametrize("written", ["on 4 November", "Nov. 4", "November 4th", "11월 4일", "11月4日", "4 ноября"])
def test_a_day_is_the_same_in_any_language(written: str) -> None:
    assert ["day 11-4"] == list(anchors(written))


@pytest.mark.parametrize("name", ["박철학", "朴哲学", "朴哲學", "パク・チョルハク", "Пак Чхоль Хак"])
def test_a_name_sounds_the_same_in_any_script(name: str) -> None:
    assert sound("Pak Chol-hak") == sound(name)


DAYS = st.one_of(
    st.none(),
    st.dates().filter(lambda d: d.year == 2019).map(str) | st.sampled_from(["2019-11-05", "2019-11-06"]),
    st.sampled_from(["2019-11-05T23:30:00-05:00", "2019-11-06T01:00:00+09:00", "2019-11-05T09:00:00+00:00"]),
)
TEXTS = st.lists(st.sampled_from([*PARAGRAPHS, *OTHER_TOPIC, *INDEPENDENT, TAIL, KOREAN]), max_size=6)
SETS = st.lists(st.tuples(TEXTS, DAYS), max_size=8)


@settings(max_examples=50, deadline=None)
@given(SETS, st.integers())
def test_the_order_of_the_reports_does_not_matter(drawn: list[tuple[list[str], str | None]], seed: int) -> None:
    reports = [report(f"r{i}", text, day) for i, (text, day) in enumerate(drawn)]
    shuffled = random.Random(seed).sample(reports, len(reports))

    assert grouped(*reports) == grouped(*shuffled)


def _utc(published: str) -> str:
    """A day as it is, since its zone is not known; a moment in UTC."""
    if len(published) == len("2019-11-05"):
        return published
    return datetime.fromisoformat(published).astimezone(UTC).isoformat()


@settings(max_examples=50, deadline=None)
@given(SETS)
def test_an_edge_never_points_to_something_published_later_nor_out_of_its_story(
    drawn: list[tuple[list[str], str | None]],
) -> None:
    reports = {f"r{i}": report(f"r{i}", text, day) for i, (text, day) in enumerate(drawn)}
    found = grouped(*reports.values())

    for row in found.values():
        if row["copied_from"] is not None:
            here, there = reports[row["id"]]["published"], reports[row["copied_from"]]["published"]
            assert row["story"] == found[row["copied_from"]]["story"]
            if here is not None and there is not None:
                length = len("2019-11-05") if "T" not in here or "T" not in there else None
                assert _utc(there)[:length] <= _utc(here)[:length]
