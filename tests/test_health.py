"""Verdicts: the word for a source's night, from what was written down about it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.health import EXIT_CODES, is_red, verdict

FEED = "http://outlet.example/feed"


def night(**changes: Any) -> dict[str, Any]:
    """The run record of a good night of 2019-12-03, with changes; `figures` and `listing` are merged."""
    figures = {"listed": 10, "new": 2, "changed": 1, "fetched": 3, "not_modified": 4, "failed": 0, "bytes": 5000}
    listing = {"url": FEED, "status": 200, "kind": None, "is_not_modified": False, "failure": None}
    record: dict[str, Any] = {
        **{"day": "2019-12-03", "finish_reason": "finished", "newest_item_at": "2019-12-02T03:00:00+00:00"},
        **{"quiet_days": 3, "min_items": 8, "empty_is_normal": False, "muted": None, "gap": None},
        **{"failures": [], "bugs": []},
    }
    merged = {"figures": figures | changes.pop("figures", {}), "listing": listing | changes.pop("listing", {})}
    return record | merged | changes


def no_listing(kind: str, detail: str = "detail") -> dict[str, Any]:
    failure = {"url": FEED, "role": "listing", "kind": kind, "detail": detail}
    return night(listing={"failure": failure}, figures={"listed": 0, "new": 0, "fetched": 0, "changed": 0})


def failed(*kinds: str, fetched: int = 1) -> dict[str, Any]:
    failures = [{"url": f"{FEED}/{n}", "role": "report", "kind": kind, "detail": kind} for n, kind in enumerate(kinds)]
    return night(failures=failures, figures={"failed": len(kinds), "fetched": fetched, "not_modified": 0})


SILENT = {"new": 0, "changed": 0, "fetched": 0}
YIELDS = {"pages": 3, "texts": 3, "dated": 3, "teasers": 0, "rejects": 0}

CASES = {
    "reports came": (night(), None, "ok"),
    "reports came and read well": (night(), YIELDS, "ok"),
    "a few of many failed": (failed("http_404", fetched=9), None, "ok"),
    "an unchanged listing": (night(figures=SILENT, listing={"is_not_modified": True}), None, "not_modified"),
    "a listing with nothing new": (night(figures=SILENT), None, "quiet"),
    "an empty listing where that is usual": (
        night(figures=SILENT | {"listed": 0}, empty_is_normal=True, newest_item_at=None),
        *(None, "quiet"),
    ),
    "no answer in time": (no_listing("timeout"), None, "unreachable"),
    "no such name": (no_listing("dns"), None, "unreachable"),
    "too many requests": (no_listing("http_429"), None, "unreachable"),
    "a server error": (no_listing("http_503"), None, "unreachable"),
    "robots out of reach": (no_listing("robots_unreachable"), None, "unreachable"),
    "another crawl at work": (no_listing("busy"), None, "unreachable"),
    "a crawl that was stopped": (night(finish_reason="closespider_timeout"), None, "unreachable"),
    "a refusal": (no_listing("http_403"), None, "blocked"),
    "a challenge": (no_listing("block"), None, "blocked"),
    "a consent form": (no_listing("consent"), None, "blocked"),
    "robots forbid": (no_listing("robots"), None, "blocked"),
    "an address that is gone": (no_listing("http_404"), None, "errors"),
    "a soft error page": (no_listing("error"), None, "errors"),
    "a listing too large": (no_listing("too_large"), None, "errors"),
    "no items": (night(figures=SILENT | {"listed": 0}), None, "empty_listing"),
    "too few items": (night(figures={"listed": 7}), None, "drift"),
    "a zombie feed": (night(newest_item_at="2019-11-29T03:00:00+00:00"), None, "stale"),
    "a zombie feed that answers 304": (
        night(newest_item_at="2019-11-01T00:00:00+00:00", figures=SILENT, listing={"is_not_modified": True}),
        *(None, "stale"),
    ),
    "all reports refused": (failed("block", "block", fetched=0), None, "blocked"),
    "all reports late": (failed("timeout", "dns", fetched=0), None, "unreachable"),
    "reports failing in several ways": (failed("timeout", "http_404", fetched=0), None, "errors"),
    "pages without a text": (night(), YIELDS | {"texts": 0, "rejects": 3}, "drift"),
    "our own bug": (night(bugs=["ZeroDivisionError: division by zero"]), None, "errors"),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_is_the_word_for(case: str) -> None:
    record, yields, expected = CASES[case]

    assert expected == verdict(record, yields, []).word


def test_every_verdict_word_is_reached_by_a_case() -> None:
    assert set(EXIT_CODES) == {expected for _, _, expected in CASES.values()}


@pytest.mark.parametrize(
    ("newest", "expected"),
    [("2019-11-29T15:00:00+00:00", "ok"), ("2019-11-29T14:59:59+00:00", "stale")],
    ids=["midnight of the last usual day in Seoul", "a second before"],
)
def test_age_is_counted_in_days_of_seoul(newest: str, expected: str) -> None:
    assert expected == verdict(night(newest_item_at=newest), None, []).word


def test_without_dates_the_last_night_with_news_decides() -> None:
    record = night(newest_item_at=None, figures=SILENT)
    past = [{"day": day, "verdict": "quiet", "figures": {"new": new}} for day, new in
            [("2019-12-02", 0), ("2019-11-29", 3)]]

    assert "stale" == verdict(record, None, past).word
    assert "quiet" == verdict(record, None, past[:1]).word


def test_a_reason_names_the_failing_page_and_what_was_said() -> None:
    found = verdict(no_listing("http_403", "answers 403, a block page"), None, [])

    assert f"listing {FEED}: answers 403, a block page" == found.reason


def test_a_gap_in_the_window_and_a_muted_source_are_told() -> None:
    record = night(gap=["2019-11-20", "2019-11-25"], muted=["2019-12-05", "being rebuilt"])

    assert "reports between 2019-11-20 and 2019-11-25 may be lost" in verdict(record, None, []).reason
    assert "muted until 2019-12-05: being rebuilt" in verdict(record, None, []).reason


def test_a_mute_that_has_ended_is_not_told() -> None:
    assert "muted" not in verdict(night(muted=["2019-12-02", "being rebuilt"]), None, []).reason


def test_yields_stand_among_the_figures() -> None:
    assert (3, 10) == tuple(verdict(night(), YIELDS, []).figures[name] for name in ("texts", "listed"))


@pytest.mark.parametrize("word", EXIT_CODES, ids=str)
def test_a_night_is_red_exactly_if_its_crawl_does_not_end_with_0(word: str) -> None:
    assert (EXIT_CODES[word] != 0) == is_red(word)


def test_a_word_that_is_no_verdict_is_refused() -> None:
    with pytest.raises(KeyError):
        is_red("fine")


@given(age_days=st.integers(0, 400), quiet_days=st.integers(1, 60))
def test_a_source_is_stale_exactly_when_its_newest_item_is_older_than_usual(age_days: int, quiet_days: int) -> None:
    newest = f"{date(2019, 12, 3) - timedelta(days=age_days)}T03:00:00+00:00"

    found = verdict(night(newest_item_at=newest, quiet_days=quiet_days), None, [])

    assert ("stale" if age_days > quiet_days else "ok") == found.word
