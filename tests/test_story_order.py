"""Which of one day's reports came first where an outlet gives no hour. All texts are invented."""

from typing import Any

import pytest

from tests.test_stories import OPENING, OTHER_TOPIC, PARAGRAPHS, REST, grouped, report

DAY, MORNING, EVENING = "2019-11-05", "2019-11-05T03:00:00+00:00", "2019-11-05T20:00:00+00:00"
LINES = "Willow Gazette, our own report."


def _parents(*reports: dict[str, Any]) -> dict[str, str | None]:
    return {name: row["copied_from"] for name, row in grouped(*reports).items()}


TAKEN = {
    "a part of it": PARAGRAPHS[:2],
    "its opening": [OPENING],
    "some of its paragraphs": [OPENING, PARAGRAPHS[2], PARAGRAPHS[4]],
    "the whole under lines of its own": [LINES, *PARAGRAPHS],
}


@pytest.mark.parametrize("taken", TAKEN.values(), ids=TAKEN.keys())
@pytest.mark.parametrize("hour", [MORNING, EVENING])
def test_the_whole_text_without_an_hour_is_the_source_of_what_was_taken_from_it(taken: list[str], hour: str) -> None:
    found = _parents(report("whole", PARAGRAPHS, DAY), report("copy", taken, hour))

    assert {"whole": None, "copy": "whole"} == found


@pytest.mark.parametrize("taken", TAKEN.values(), ids=TAKEN.keys())
def test_of_two_reports_without_an_hour_the_whole_text_is_the_source(taken: list[str]) -> None:
    found = _parents(report("b whole", PARAGRAPHS, DAY), report("a copy", taken, DAY))

    assert {"b whole": None, "a copy": "b whole"} == found


def test_all_copies_of_the_day_go_back_to_the_report_without_an_hour() -> None:
    copies = [report("whole", PARAGRAPHS, DAY), report("excerpt", PARAGRAPHS[:2], MORNING)]

    found = _parents(*copies, report("lines", [LINES, *PARAGRAPHS], EVENING))

    assert {"whole": None, "excerpt": "whole", "lines": "whole"} == found


LATER = {
    "a longer text around it": [*OTHER_TOPIC[:3], *PARAGRAPHS, *OTHER_TOPIC[3:]],
    "its correction": [p.replace("240", "210") for p in [*PARAGRAPHS, OTHER_TOPIC[3]]],
    "the same text": PARAGRAPHS,
    "an excerpt": [OPENING, *REST[:2]],
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER.keys())
def test_a_report_without_an_hour_is_the_later_where_its_text_does_not_tell(later: list[str]) -> None:
    found = _parents(report("first", PARAGRAPHS, MORNING), report("hourless", later, DAY))

    assert {"first": None, "hourless": "first"} == found


def test_what_its_day_excludes_a_text_does_not_prove() -> None:
    found = _parents(report("whole", PARAGRAPHS, "2019-11-06"), report("excerpt", PARAGRAPHS[:2], EVENING))

    assert {"excerpt": None, "whole": "excerpt"} == found
