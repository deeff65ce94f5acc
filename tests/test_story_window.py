"""What a report's edge may depend on: the reports of the days around it and nothing else. All texts are invented."""

import re
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_stories import INDEPENDENT, KOREAN, OTHER_TOPIC, PARAGRAPHS, TAIL, report
from transforms.stories import WINDOW_DAYS, edges, group

FIRST_DAY = date(2019, 10, 1)
TEXTS = st.lists(st.sampled_from([*PARAGRAPHS, *OTHER_TOPIC, *INDEPENDENT, TAIL, KOREAN]), max_size=6)
OFFSETS = st.one_of(st.integers(0, 100), st.sampled_from([0, 1, 29, 30, 31, 59, 60, 61]))
HOURS = st.sampled_from(["", "T00:10:00+09:00", "T12:00:00+00:00", "T23:50:00-08:00"])


def _report(number: int, drawn: tuple[list[str], int, str, str]) -> dict[str, Any]:
    text, offset, hour, basis = drawn
    day = str(FIRST_DAY + timedelta(offset))
    if basis == "seen":
        return report(f"r{number}", text, None, seen=day)
    return report(f"r{number}", text, None if basis == "undated" else day + hour)


def _offset(row: dict[str, Any]) -> int:
    """Days since the first day; raises TypeError for a report without any time."""
    return (date.fromisoformat((row["published"] or row["seen"])[:10]) - FIRST_DAY).days


DRAWN = st.lists(st.tuples(TEXTS, OFFSETS, HOURS, st.sampled_from(["published", "seen"])), max_size=14)
WITH_UNDATED = st.lists(st.tuples(TEXTS, OFFSETS, HOURS, st.sampled_from(["published", "undated"])), max_size=10)


@settings(max_examples=150, deadline=None)
@given(DRAWN, st.integers(0, 60), st.integers(0, 60))
def test_an_edge_depends_on_nothing_outside_its_window(
    drawn: list[tuple[list[str], int, str, str]], start: int, length: int
) -> None:
    reports = [_report(i, d) for i, d in enumerate(drawn)]
    asked = [r for r in reports if start <= _offset(r) <= start + length]
    around = [r for r in reports if start - WINDOW_DAYS <= _offset(r) <= start + length + WINDOW_DAYS]
    of_all = {row["id"]: row for row in edges(reports)}
    of_window = {row["id"]: row for row in edges(around)}

    for row in asked:
        assert of_all[row["id"]] == of_window[row["id"]]


@settings(max_examples=75, deadline=None)
@given(WITH_UNDATED)
def test_no_edge_of_a_dated_report_depends_on_one_without_time(drawn: list[tuple[list[str], int, str, str]]) -> None:
    reports = [_report(i, d) for i, d in enumerate(drawn)]
    dated = [r for r in reports if r["published"] or r.get("seen")]
    of_all = {row["id"]: row for row in edges(reports)}

    assert [of_all[r["id"]] for r in dated] == edges(dated)


@settings(max_examples=75, deadline=None)
@given(WITH_UNDATED)
def test_edges_lead_to_a_root(drawn: list[tuple[list[str], int, str, str]]) -> None:
    reports = [_report(i, d) for i, d in enumerate(drawn)]
    parent = {row["id"]: row["copied_from"] for row in group(reports)}

    for report_id in parent:
        steps = 0
        while (report_id := parent[report_id]) is not None:
            steps += 1
            assert steps <= len(parent)


def test_nights_asked_one_by_one_give_the_edges_of_all_at_once() -> None:
    texts = [PARAGRAPHS, [*PARAGRAPHS, TAIL], OTHER_TOPIC, PARAGRAPHS[:2], [*OTHER_TOPIC, TAIL], INDEPENDENT]
    reports = [report(f"r{i}", texts[i % 6], str(FIRST_DAY + timedelta(9 * (i // 3)))) for i in range(30)]
    of_all = {row["id"]: row for row in edges(reports)}

    for day in sorted({r["published"] for r in reports}):
        offset = (date.fromisoformat(day) - FIRST_DAY).days
        around = [r for r in reports if abs(_offset(r) - offset) <= WINDOW_DAYS]
        of_night = {row["id"]: row for row in edges(around)}
        assert all(of_night[r["id"]] == of_all[r["id"]] for r in around if r["published"] == day)


def test_an_undated_copy_seen_on_a_day_is_a_copy_of_that_days_report() -> None:
    original = report("original", PARAGRAPHS, "2019-11-05T09:00:00+09:00")
    found = {row["id"]: row for row in edges([report("undated", PARAGRAPHS, None, seen="2019-11-07"), original])}

    assert ("original", None) == (found["undated"]["copied_from"], found["original"]["copied_from"])


def test_a_report_published_after_an_undated_one_was_seen_is_its_copy() -> None:
    later = report("later", PARAGRAPHS, "2019-11-09T09:00:00+09:00")
    found = {row["id"]: row for row in edges([report("undated", PARAGRAPHS, None, seen="2019-11-07"), later])}

    assert ("undated", None) == (found["later"]["copied_from"], found["undated"]["copied_from"])


def test_the_same_text_a_season_later_is_a_story_of_its_own() -> None:
    found = group([report("then", PARAGRAPHS, "2019-11-05"), report("now", PARAGRAPHS, "2020-03-05")])

    assert ["then", "now"] == [row["story"] for row in found]


@settings(max_examples=75, deadline=None)
@given(DRAWN)
def test_evidence_is_the_same_words_at_both_places(drawn: list[tuple[list[str], int, str, str]]) -> None:
    reports = {f"r{i}": _report(i, d) for i, d in enumerate(drawn)}

    for row in edges(list(reports.values())):
        if row["method"] not in (None, "translation"):
            here, there = reports[row["id"]]["text"], reports[row["copied_from"]]["text"]
            assert row["evidence"]
            for span in row["evidence"]:
                passage, other = here[span["start"] : span["end"]], there[span["other_start"] : span["other_end"]]
                assert _words(passage) == _words(other) != []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace(",", ""))
