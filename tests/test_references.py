"""Published figures stand beside the claims; a claim that tells one again is old news and says which it is."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import vocab
from transforms.claims import read
from transforms.references import NEWS_DAYS, RECALLED_DAYS, Figure, known_figures, label_of, retold

PANEL = next(figure for figure in known_figures() if figure.key == "un_panel_2024_100000_workers")
LATER = date(2025, 6, 2)


def told(**changes: Any) -> dict[str, Any]:
    """A claim that tells the panel's 100,000 again, as the reader would read it."""
    return {
        "type": "headcount", "subtype": "present", "value_min": 100_000, "value_max": 100_000, "unit": "workers",
        "currency": None, "period": None, "places": ["WORLD"], "polarity": "affirmed",
        "attribution": "the UN Panel of Experts", "attribution_kind": "un", "event_start": "2023-01-01",
        "event_end": "2023-12-31", "event_basis": "stated", **changes,
    }  # fmt: skip


def key_of(figure: Figure | None) -> str | None:
    return figure.key if figure else None


def test_there_are_forty_figures_that_somebody_saw() -> None:
    seen = [figure for figure in known_figures() if figure.seen_in is not None]

    assert 40 <= len(seen)
    assert all(figure.address and figure.said_by and figure.source for figure in seen)
    assert {"document", "press"} == {figure.seen_in for figure in seen}


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({}, LATER),
        ({"subtype": "before"}, LATER),
        ({"value_max": None}, LATER),
        ({"event_start": "2025-06-02", "event_end": "2025-06-02", "event_basis": "published"}, LATER),
        ({"event_start": "2024-03-01", "event_end": "2024-03-31"}, LATER),
        ({"attribution": None, "attribution_kind": None}, LATER),
        ({"attribution": "국정원 전 관계자와 유엔"}, LATER),
        ({}, date(2031, 1, 1)),
    ],
    ids=["told as it was", "told as past", "as at least", "without a year", "dated by the report", "by its year alone",
         "in Korean", "years later, with its year"],
)  # fmt: skip
def test_a_figure_told_again_is_known(changes: dict[str, Any], published: date) -> None:
    assert PANEL.key == key_of(retold(told(**changes), published))


UNDATED = {"event_start": "2025-06-02", "event_end": "2025-06-02", "event_basis": "published"}


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({}, None),
        ({}, date(2024, 3, 22)),
        ({}, date(2024, 3, 1)),
        (UNDATED, date(2027, 6, 2)),
        ({"value_min": 101_000, "value_max": 101_000}, LATER),
        ({"value_min": None, "value_max": 99_000}, LATER),
        ({"value_min": 500_000_000, "value_max": None, "type": "revenue", "subtype": "state_revenue"}, LATER),
        ({"value_min": 80_000}, LATER),
        ({"places": ["CN"]}, LATER),
        ({"places": ["WORLD", "CN"]}, LATER),
        ({"places": []}, LATER),
        ({"type": "movement", "subtype": "dispatch"}, LATER),
        ({"subtype": "planned_dispatch"}, LATER),
        ({"currency": "USD"}, LATER),
        ({"polarity": "denied"}, LATER),
        ({"polarity": "negated"}, LATER),
        ({"event_start": "2025-01-01", "event_end": "2025-12-31"}, LATER),
        ({"attribution": "the NIS", "attribution_kind": "state"}, LATER),
        ({"attribution": "an aid group"}, LATER),
        ({"attribution": None, "attribution_kind": None, **UNDATED}, LATER),
        ({"attribution": "Yalu Post", "attribution_kind": "outlet", **UNDATED}, LATER),
    ],
    ids=["undated report", "the news itself", "before it came out", "long after, without a year", "another number",
         "another bound", "money without its currency", "a range", "another place", "two places", "no place", "a flow",
         "a plan", "money",
         "denied", "negated", "another year", "another speaker", "another of the same kind", "nothing says whose",
         "an outlet of today"],
)  # fmt: skip
def test_what_disagrees_in_anything_is_no_retelling(changes: dict[str, Any], published: date | None) -> None:
    assert retold(told(**changes), published) is None


def test_a_share_is_no_head_count() -> None:
    home = {
        "type": "movement", "subtype": "repatriation", "value_min": 51, "value_max": 51, "places": ["VN"],
        "attribution": "Vietnam", "attribution_kind": "state", "event_start": "2019-01-01", "event_end": "2019-12-31",
    }  # fmt: skip

    assert "vietnam_2019_51_home" == key_of(retold(told(**home), LATER))
    assert retold(told(**home, unit="percent"), LATER) is None


def test_at_least_and_at_most_are_two_figures() -> None:
    plan = {"subtype": "planned_dispatch", "places": ["RU"], "polarity": "reported_future", **UNDATED}
    said = {"attribution": "MSMT", "attribution_kind": "state"}
    at_most = told(**plan, **said, value_min=None, value_max=40_000)
    at_least = told(**plan, **said, value_min=40_000, value_max=None)

    assert "msmt_2025_40000_planned" == key_of(retold(at_most, date(2026, 3, 1)))
    assert retold(at_least, date(2026, 3, 1)) is None


def test_the_year_chooses_between_two_figures_of_one_speaker() -> None:
    of_2017 = told(event_start="2017-01-01", event_end="2017-12-31", attribution="UN")

    assert "un_2017_100000_workers" == key_of(retold(of_2017, date(2026, 2, 1)))


def test_a_figure_that_nobody_saw_marks_nothing() -> None:
    unseen = next(figure for figure in known_figures() if figure.key == "asan_2014_52300_53100_workers")
    again = told(
        value_min=unseen.value_min, value_max=unseen.value_max, attribution="the Asan Institute",
        attribution_kind="ngo", event_start="2013-01-01", event_end="2013-12-31",
    )  # fmt: skip

    assert unseen.seen_in is None
    assert retold(again, LATER) is None


@given(st.integers(-4000, 4000))
def test_once_a_figure_is_old_it_stays_old(days: int) -> None:
    assert PANEL.published_by is not None
    published = date.fromordinal(PANEL.published_by.toordinal() + days)

    assert (days > NEWS_DAYS) == (key_of(retold(told(), published)) == PANEL.key)
    assert (NEWS_DAYS < days <= RECALLED_DAYS) == (key_of(retold(told(**UNDATED), published)) == PANEL.key)


@given(st.sampled_from(known_figures()))
def test_a_figure_is_never_told_again_before_it_came_out(figure: Figure) -> None:
    again = {
        **vars(figure), "places": [figure.place], "polarity": "affirmed", "attribution": None, "event_basis": "stated",
        "event_start": f"{figure.first_year or 2017}-01-01", "event_end": None,
    }  # fmt: skip
    before = figure.published_from or date(2001, 1, 1)

    assert retold(again, before) != figure


def test_a_year_beside_a_claim_without_its_own_time_chooses_the_figure() -> None:
    undated, later = told(**UNDATED, attribution="UN estimate"), date(2026, 2, 1)

    assert PANEL.key == key_of(retold(undated, later))
    assert "un_2017_100000_workers" == key_of(retold(undated, later, {2017}))
    assert retold(undated, later, {2012}) is None


TEXT = {
    "en": "A U.N. Panel of Experts said that 100,000 North Korean workers were abroad in 2023. The plant is closed.",
    "ko": "유엔 전문가단은 2023년 북한 노동자 10만 명이 해외에서 일했다고 밝혔다.",
}


@pytest.mark.parametrize("lang", TEXT)
def test_a_claim_that_retells_says_so(lang: str) -> None:
    report = {"title": "North Korean workers", "text": TEXT[lang], "published": "2026-01-12", "lang": lang}
    (found,) = [one for one in read(report) if one["value_min"] == 100_000]

    assert ("background", PANEL.key) == (found["scope"], found["details"]["reference"])
    assert found["sentence"].endswith("retold, UN panel 2024")


def test_a_year_before_the_speaker_is_the_year_of_the_figure() -> None:
    text = "A 2017 UN estimate of 100,000 North Korean workers abroad is still quoted."
    report = {"title": "North Korean workers", "text": text, "published": "2026-02-01", "lang": "en"}
    (found,) = [one for one in read(report) if one["value_min"] == 100_000]

    assert ("background", "un_2017_100000_workers") == (found["scope"], found["details"]["reference"])
    assert ("2017-01-01", "2017-12-31", "reference") == tuple(
        found[f"event_{name}"] for name in ("start", "end", "basis")
    )
    assert "100,000 workers abroad, 2017, according to UN estimate, retold, UN estimate 2017" == found["sentence"]


def test_a_plan_told_again_is_not_dated_by_the_year_it_was_announced() -> None:
    text = "Ukraine's military intelligence said that 12,000 North Korean workers would be brought to Alabuga."
    report = {"title": "North Korean workers", "text": text, "published": "2026-02-01", "lang": "en"}
    (found,) = [one for one in read(report) if one["value_min"] == 12_000]

    assert ("background", "gur_2025_12000_alabuga") == (found["scope"], found["details"]["reference"])
    assert "published" == found["event_basis"]


def test_the_same_words_are_news_while_the_figure_is_young() -> None:
    report = {"title": "North Korean workers", "text": TEXT["en"], "published": "2024-03-22", "lang": "en"}
    (found,) = [one for one in read(report) if one["value_min"] == 100_000]

    assert "new" == found["scope"]
    assert "reference" not in found["details"]


ROW = dict(vocab.rows("known_figures")[0])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"value_min": "", "value_max": ""}, "no value"),
        ({"value_min": "2", "value_max": "1"}, "bounds"),
        ({"first_year": "2024", "last_year": "2023"}, "years"),
        ({"place": "Atlantis, XX"}, "not a chain"),
        ({"checked": ""}, "unchecked, or say where"),
        ({"checked": "press: somewhere", "address": ""}, "at which address"),
        ({"published": "March 2024"}, "invalid literal"),
        ({"speaker": "("}, "unterminated"),
        ({"value_min": "many"}, "could not convert"),
    ],
)
def test_a_wrong_row_is_refused_by_name(
    changes: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocab, "rows", lambda name: ({**ROW, **changes},))

    with pytest.raises(ValueError, match=f"{ROW['key']}.*{why}"):
        known_figures.__wrapped__()


def test_a_key_that_stands_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocab, "rows", lambda name: (ROW, ROW))

    with pytest.raises(ValueError, match="stands twice"):
        known_figures.__wrapped__()


def test_a_label_is_found_by_its_key() -> None:
    assert "UN panel 2024" == label_of(PANEL.key)
