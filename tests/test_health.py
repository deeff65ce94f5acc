"""Verdicts: the word for a source's night, from what was written down about it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.health import EXIT_CODES, GREEN, is_red, reddens, verdict

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
YIELDS = {
    **{"pages": 12, "texts": 12, "titled": 12, "dated": 12, "teasers": 0, "rejects": 0, "blocked": 0, "empty": 0},
    **{"documents": 0, "repeated": 0, "compared": 10, "disagreeing": 0, "elsewhere": 0, "foreign": 0},
    **{"seconded": 5, "opposed": 0},
    "median_characters": 1500,
}
GAP = {"from": "2019-11-20T03:00:00+00:00", "to": "2019-11-25T03:00:00+00:00", "is_mended": False}

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
    "an empty listing where that is usual, and every report refused": (
        failed(*["http_403"] * 6) | {"figures": SILENT | {"listed": 0, "failed": 6}, "empty_is_normal": True},
        *(None, "blocked"),
    ),
    "an empty listing where that is usual, and one report refused of many": (
        failed("http_403", fetched=9) | {"figures": {"listed": 0, "failed": 1, "fetched": 9}, "empty_is_normal": True},
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
    "two failures of few": (failed("http_500", "http_500", fetched=2), None, "unreachable"),
    "two failures of many": (failed("timeout", "timeout", fetched=7), None, "ok"),
    "a report that did not come, and no other": (failed("timeout", fetched=0), None, "unreachable"),
    "a listed page that is not there, and no other": (failed("http_404", fetched=0), None, "quiet"),
    "a fifth refused": (failed("block", "block", fetched=7), None, "blocked"),
    "a host that asked for quiet": (no_listing("wait"), None, "unreachable"),
    "a certificate that is none": (no_listing("tls"), None, "unreachable"),
    "an address of the private network": (no_listing("private_address"), None, "errors"),
    "a listing that redirects to the home page": (no_listing("home_redirect"), None, "errors"),
    "HTML where XML was": (night(listing={"is_html_for_xml": True}), None, "drift"),
    "too few items before the topic's filter": (night(figures={"listed_all": 7, "listed": 1}), None, "drift"),
    "few items of the topic in a full listing": (night(figures={"listed_all": 40, "listed": 1}), None, "ok"),
    "more items than are read": (night(figures={"unread": 200}), None, "drift"),
    "dates of the future": (night(newest_item_at="2019-12-20T03:00:00+00:00"), None, "drift"),
    "one event announced among the items": (
        night(
            listed=[{"published": f"2019-12-0{day}T03:00:00+00:00"} for day in (1, 1, 1, 1, 2, 2, 2, 2, 2)]
            + [{"published": "2020-02-01T03:00:00+00:00"}],
        ),
        *(None, "ok"),
    ),
    "a window gap": (night(gap=GAP), None, "errors"),
    "a window gap that was mended": (night(gap=GAP | {"is_mended": True}), None, "ok"),
    "a window gap that is normal": (night(gap=GAP, gap_is_normal=True), None, "ok"),
    "texts alone, in the listing": (night(figures=SILENT | {"parts": 4}), None, "ok"),
    "pages without a text": (night(), YIELDS | {"texts": 0, "rejects": 3}, "drift"),
    "documents that are kept and not read": (night(), YIELDS | {"texts": 0, "rejects": 12, "documents": 12}, "ok"),
    "pages that are the same text, on a first night": (night(), YIELDS | {"repeated": 11}, "drift"),
    "block pages that came with 200": (night(), YIELDS | {"texts": 8, "rejects": 4, "blocked": 4}, "blocked"),
    "looking again, with an empty listing": (night(task="recheck", figures={"listed": 0}), None, "ok"),
    "going back to days without reports": (
        night(task="backfill", figures=SILENT | {"listed": 0, "not_modified": 0}, newest_item_at=None),
        *(None, "quiet"),
    ),
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
    assert (12, 10) == tuple(verdict(night(), YIELDS, []).figures[name] for name in ("texts", "listed"))


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


# --- what is said --------------------------------------------------------------------------------------------------


def past(count: int = 6, word: str = "ok", **yields: Any) -> list[dict[str, Any]]:
    """Former nights of the same source, newest first, from 2019-12-02 back."""
    days = [date(2019, 12, 2) - timedelta(days=number) for number in range(count)]
    figures = night()["figures"] | {"dated": 10, "listed_all": 10}
    return [{"day": day, "verdict": word, "figures": figures, "yields": YIELDS | yields} for day in days]


def test_a_red_reason_ends_with_the_last_good_night_and_a_green_one_does_not() -> None:
    history = [{"day": "2019-12-02", "verdict": "unreachable", "figures": {}}, *past()[1:]]

    assert verdict(no_listing("dns"), None, history).reason.endswith("; last good night 2019-12-01")
    assert "last good" not in verdict(night(), None, history).reason
    assert "last good" not in verdict(no_listing("dns"), None, history[:1]).reason


def test_a_gap_names_its_span_and_what_mends_it() -> None:
    reason = verdict(night(gap=GAP), None, []).reason

    assert "2019-11-20" in reason and "2019-11-25" in reason
    assert "backfill 2019-11-20 to 2019-11-25" in reason


def test_what_the_second_road_brought_is_told_and_changes_no_word() -> None:
    second = {"road": "second", "url": FEED, "status": 200, "kind": None, "listed": 9, "failure": None, "pages": 1}
    record = no_listing("dns") | {"roads": [second]}
    record["figures"] |= {"second_listed": 9, "second_new": 4}
    failing = second | {"failure": {"kind": "http_500", "detail": "answers 500"}}

    assert "; second road brought 4 of 9" in verdict(record, None, []).reason
    assert "unreachable" == verdict(record, None, []).word
    assert "; second road failed too: answers 500" in verdict(record | {"roads": [failing]}, None, []).reason


def test_a_failure_that_is_only_an_exception_s_name_is_put_into_words() -> None:
    found = verdict(no_listing("too_large", "DownloadCancelledError: "), None, [])

    assert f"listing {FEED}: the body is larger than is taken" == found.reason


def test_losses_of_a_good_night_are_told() -> None:
    record = night(figures={"left": 20, "gone": 1})

    assert "2 new, 1 changed of 10 listed; 1 gone; 20 left for the next run" == verdict(record, None, []).reason


@given(st.text())
def test_a_reason_is_one_line(detail: str) -> None:
    assert 1 == len(verdict(no_listing("dns", detail), None, []).reason.splitlines())


# --- bands from former nights --------------------------------------------------------------------------------------

JUMPS: dict[str, tuple[dict[str, Any], str]] = {
    "teasers where texts were": ({"teasers": 12}, "12 of 12 texts are teasers, 1 % are usual"),
    "titles that are gone": ({"titled": 0}, "12 of 12 texts have no title"),
    "dates that are gone": ({"dated": 1}, "11 of 12 texts have no date"),
    "one text on all pages": ({"repeated": 12}, "12 of 12 pages give the same text"),
    "a layout that reads something else": ({"disagreeing": 10}, "10 of 10 pages where the layout and"),
    "texts that lack what a second reader takes, and are shorter than ever": (
        {"opposed": 5, "median_characters": 700},
        "5 of 5 texts lack most of what a second reader takes, 3 % are usual, of 700 characters (median) where 1500",
    ),
    "texts in another language": ({"foreign": 12}, "12 of 12 texts are in another language than the source's"),
    "pages that name another as theirs": ({"elsewhere": 12}, "12 of 12 pages name another address"),
    "most pages without a text": ({"texts": 2, "titled": 2, "dated": 2, "rejects": 10}, "10 of 12 pages give no text"),
    "texts ten times as long": ({"median_characters": 15_000}, "texts of 15000 characters (median), 1500 are usual"),
}


@pytest.mark.parametrize("case", JUMPS, ids=str)
def test_yields_that_jump_are_a_drift_the_same_night(case: str) -> None:
    changes, told = JUMPS[case]

    found = verdict(night(), YIELDS | changes, past())

    assert "drift" == found.word
    assert told in found.reason


@pytest.mark.parametrize("case", JUMPS, ids=str)
def test_what_was_always_so_is_no_drift(case: str) -> None:
    changes, _ = JUMPS[case]

    assert "ok" == verdict(night(), YIELDS | changes, past(**changes)).word


@pytest.mark.parametrize("case", sorted(set(JUMPS) - {"one text on all pages"}), ids=str)
def test_nothing_jumps_without_enough_former_nights(case: str) -> None:
    changes, _ = JUMPS[case]

    assert "ok" == verdict(night(), YIELDS | changes, past(4)).word


@pytest.mark.parametrize("characters", [1100, 1500, 2200])
def test_a_second_reader_alone_is_noted_and_makes_no_drift(characters: int) -> None:
    """Where ours read as much as ever, the fault may be the second reader's: nothing is held for that."""
    found = verdict(night(), YIELDS | {"opposed": 5, "median_characters": characters}, past())

    assert "ok" == found.word
    assert "5 of 5 texts lack most of what a second reader takes, 3 % are usual, though ours" in found.reason


@pytest.mark.parametrize("characters", [200, 1500, 9000])
def test_a_source_that_a_second_reader_always_opposed_is_not_told_so_each_night(characters: int) -> None:
    found = verdict(night(), YIELDS | {"opposed": 5}, past(opposed=5, median_characters=characters))

    assert "second reader" not in found.reason


AS_EVER = {"listed_again": 8, "reaching_back": 8, "dated_again": 8, "redated": 0}
OTHERS = {"listed_again": 0, "reaching_back": 3}
RENAMED = {"title": "Lucky Spin", "title_before": "Outlet"}


def past_listings(**figures: int) -> list[dict[str, Any]]:
    """Former nights whose listings went on from each other; `figures` say how."""
    return [former | {"figures": former["figures"] | AS_EVER | figures} for former in past()]


def night_named(figures: dict[str, Any], **titles: str) -> dict[str, Any]:
    record = night(figures=figures)
    return record | {"listing": record["listing"] | titles}


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (night(figures=AS_EVER | {"redated": 8}), "the dates of 8 of 8 items that were listed before have moved"),
        (night(figures=AS_EVER | OTHERS), "none of its 10 items was listed on the last good night, 3 of them are"),
        (night_named(AS_EVER | OTHERS | {"reaching_back": 0}, **RENAMED), "title is 'Lucky Spin', not 'Outlet'"),
    ],
    ids=["all dated anew", "nothing of the last good night", "nothing of it, under another title"],
)
def test_a_listing_that_does_not_go_on_from_the_last_is_a_drift_the_same_night(record: Any, told: str) -> None:
    found = verdict(record, None, past_listings())

    assert "drift" == found.word
    assert told in found.reason


@pytest.mark.parametrize(
    ("record", "history"),
    [
        (night(figures=AS_EVER | {"redated": 3}), past_listings()),
        (night(figures=AS_EVER | {"redated": 8}), past_listings(redated=7)),
        (night(figures=AS_EVER | {"redated": 8}), past()),
        (night(figures=AS_EVER | OTHERS), past_listings(listed_again=0)),
        (night(figures=AS_EVER | OTHERS), past()),
        (night(), past_listings()),
        (night(figures=AS_EVER | OTHERS | {"reaching_back": 2}), past_listings()),
        (night_named(AS_EVER, **RENAMED), past_listings()),
    ],
    ids=[
        *("some dated anew", "an outlet that dates anew as a rule", "dated anew, and no night to compare with"),
        *("a window that never holds what it held", "another listing, and no night to compare with"),
        *("a listing held against none", "two late ones after a busy day", "an outlet that took another name"),
    ],
)
def test_a_listing_that_goes_on_as_it_always_did_is_no_drift(record: Any, history: list[dict[str, Any]]) -> None:
    assert "ok" == verdict(record, None, history).word


def test_red_nights_do_not_become_what_is_usual() -> None:
    history = past(20, word="drift", teasers=12) + past(6)

    assert "drift" == verdict(night(), YIELDS | {"teasers": 12}, history).word


def test_shorter_texts_are_a_drift_only_where_many_nights_had_none() -> None:
    short = YIELDS | {"median_characters": 150}

    assert "ok" == verdict(night(), short, past(19)).word
    assert "drift" == verdict(night(), short, past(20)).word


def test_a_page_or_two_may_be_films() -> None:
    film = YIELDS | {"pages": 2, "texts": 0, "titled": 0, "dated": 0, "rejects": 2, "compared": 0}

    assert "ok" == verdict(night(), film | {"pages": 1, "rejects": 1}, past()).word
    assert "drift" == verdict(night(), film, past()).word
    assert "ok" == verdict(night(), film, past(rejects=1, texts=11)).word


def test_pages_without_a_text_are_a_drift_where_films_are_not_usual() -> None:
    silent = YIELDS | {"pages": 4, "texts": 0, "titled": 0, "dated": 0, "rejects": 4, "compared": 0}

    assert "drift" == verdict(night(), silent, []).word
    assert "drift" == verdict(night(), silent, past(rejects=1, texts=11)).word
    assert "ok" == verdict(night(), silent, past(rejects=4, texts=8)).word
    assert "drift" == verdict(night(), silent | {"pages": 9, "rejects": 9}, past(rejects=4, texts=8)).word


def test_a_source_that_never_gave_a_text_is_a_drift_after_some_pages() -> None:
    film = YIELDS | {"pages": 1, "texts": 0, "titled": 0, "dated": 0, "rejects": 1, "compared": 0}
    never: dict[str, Any] = {"pages": 2, "texts": 0, "rejects": 2}

    assert "ok" == verdict(night(), film, past(4, **never)).word
    assert "drift" == verdict(night(), film, past(5, **never)).word


@pytest.mark.parametrize(("listed", "expected"), [(50, "ok"), (51, "drift")], ids=["five times", "more"])
def test_a_listing_of_many_times_the_usual_items_is_a_drift(listed: int, expected: str) -> None:
    assert expected == verdict(night(figures={"listed": listed, "listed_all": listed}), None, past()).word


def test_a_crowd_says_how_many_times_the_usual_it_is() -> None:
    reason = verdict(night(figures={"listed": 200, "listed_all": 200}), None, past()).reason

    assert "holds 200 items, 20x the usual 10" in reason


def test_items_that_lose_their_dates_are_a_drift_whatever_the_dates_of_texts_were() -> None:
    record = night(figures={"dated": 0}, newest_item_at=None)

    assert "10 of 10 items have no date that can be read" in verdict(record, None, past()).reason
    never_dated = [former | {"figures": former["figures"] | {"dated": 0}} for former in past()]
    assert "ok" == verdict(record, None, never_dated).word


def test_a_full_text_feed_that_loses_its_texts_is_a_drift() -> None:
    history = [former | {"figures": former["figures"] | {"parts": 3}} for former in past()]

    assert "drift" == verdict(night(figures={"parts": 0}), None, history).word
    assert "ok" == verdict(night(figures={"parts": 2}), None, history).word
    assert "ok" == verdict(night(figures={"parts": 0}, listed=[{"part": "guid-1"}]), None, history).word


def test_a_listing_about_other_things_is_a_drift_where_it_never_was() -> None:
    history = [former | {"figures": former["figures"] | {"off_topic": 1}} for former in past()]
    record = night(figures={"listed": 0, "listed_all": 11, "off_topic": 11} | SILENT)

    assert "11 of 11 items are off topic, 10 % are usual" in verdict(record, None, history).reason
    assert "quiet" == verdict(record, None, past()[:4]).word


def test_a_listing_whose_newest_item_is_off_topic_is_not_stale() -> None:
    old = [{"url": FEED, "url_key": "a", "published": "2019-10-01T03:00:00+00:00"}]

    assert "quiet" == verdict(night(listed=old, figures=SILENT | {"off_topic": 9}), None, []).word


def test_an_event_announced_ahead_does_not_hide_that_the_rest_is_old() -> None:
    old = [{"published": "2019-11-20T03:00:00+00:00"}] * 9
    ahead = "2020-02-01T03:00:00+00:00"
    record = night(listed=[{"published": ahead}, *old], newest_item_at=ahead)

    assert "newest item is of 2019-11-20" in verdict(record, None, []).reason


def test_dates_that_move_along_do_not_hide_that_nothing_comes() -> None:
    silent = night(figures=SILENT)
    history = [former | {"figures": former["figures"] | {"new": 0}} for former in past()[:4]] + past()[4:]

    assert "the last new report came on 2019-11-28" in verdict(silent, None, history).reason
    assert "quiet" == verdict(silent, None, past()).word
    assert "quiet" == verdict(night(figures=SILENT | {"off_topic": 3}), None, history).word


def test_old_reports_under_new_addresses_are_a_drift() -> None:
    listed = [
        {"url": f"{FEED}/{number}?sid=7", "url_key": str(number), "published": "2019-11-28T03:00:00+00:00"}
        for number in range(8)
    ]
    listed += [{"url": f"{FEED}/9", "url_key": "9", "published": "2019-12-02T03:00:00+00:00"}]
    fetched = [{"url_key": str(number), "role": "report", "why": "new"} for number in range(8)]
    left = [past()[0] | {"figures": past()[0]["figures"] | {"left": 8}}]

    assert "8 of 8 reports" in verdict(night(listed=listed, pages=fetched), None, past()).reason
    assert "ok" == verdict(night(listed=listed, pages=fetched[:6]), None, past()).word
    assert "ok" == verdict(night(listed=listed, pages=fetched), None, left).word
    assert "ok" == verdict(night(listed=listed, pages=fetched), None, []).word


# --- mutes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, True), (date(2019, 12, 2), True), (date(2019, 12, 3), False), ("2019-12-04", False)],
    ids=["never muted", "muted until yesterday", "muted until today", "muted until tomorrow, as text"],
)
def test_a_muted_source_does_not_redden_the_night_until_its_mute_ends(until: Any, expected: bool) -> None:
    assert expected == reddens("drift", until, date(2019, 12, 3))


@pytest.mark.parametrize("word", GREEN, ids=str)
def test_a_good_word_never_reddens(word: str) -> None:
    assert not reddens(word, None, "2019-12-03")


# --- records of other times ----------------------------------------------------------------------------------------

OPTIONAL = sorted(set(night()) - {"day"})
LEFT_OUT = st.sets(st.sampled_from(OPTIONAL))
FIGURES = [*night()["figures"], "listed_all", "dated", "parts", "unread", "second_new"]
FEWER_FIGURES = st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 40))
SOME_YIELDS = st.none() | st.dictionaries(st.sampled_from(sorted(YIELDS)), st.integers(0, 40))
FORMER = st.lists(
    st.fixed_dictionaries(
        {"day": st.dates(date(2019, 10, 1), date(2019, 12, 2)), "verdict": st.sampled_from(sorted(EXIT_CODES))},
        optional={"figures": st.none() | FEWER_FIGURES, "yields": SOME_YIELDS, "reason": st.text()},
    ),
    max_size=12,
)


@given(left_out=LEFT_OUT, figures=FEWER_FIGURES, yields=SOME_YIELDS, history=FORMER)
def test_a_verdict_is_given_on_any_record_whatever_it_leaves_out(
    left_out: set[str], figures: dict[str, int], yields: dict[str, int] | None, history: list[dict[str, Any]]
) -> None:
    record = {name: value for name, value in (night() | {"figures": figures}).items() if name not in left_out}

    found = verdict(record, yields, history)

    assert found.word in EXIT_CODES
    assert is_red(found.word) == (EXIT_CODES[found.word] != 0)
    assert found.reason == " ".join(found.reason.split())


@given(figures=FEWER_FIGURES, yields=SOME_YIELDS, history=FORMER)
def test_what_was_read_changes_nothing_of_a_listing_that_failed(
    figures: dict[str, int], yields: dict[str, int] | None, history: list[dict[str, Any]]
) -> None:
    record = no_listing("http_503") | {"figures": figures}

    assert "unreachable" == verdict(record, yields, history).word
