"""What is asked once a month: outlets and languages, translations, names first seen, what a new reader changed."""

from datetime import date
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, NIGHT_3, Night, claim, payload
from warehouse.connect import Connection, rows

JANUARY = date(2020, 1, 4)
EMPLOYER: dict[str, Any] = {
    "type": "company", "subtype": "employer", "value_min": None, "value_max": None, "precision": None, "unit": None,
}  # fmt: skip
SENT, TOLD_IN_KOREAN = "They were sent to Hunchun in October.", "그들은 10월 훈춘으로 갔다."


@pytest.fixture
def night(loader: Connection) -> Night:
    return begin(loader, NIGHT_1)


def begin(loader: Connection, day: date) -> Night:
    """A night with an outlet in English and one in Korean; nothing told yet."""
    night = Night(loader, day)
    for key in ("yalu_post_en", "duman_ilbo_ko"):
        night.source(key)
        night.verdict(key)
    return night


def named(night: Night, path: str, name: str, text: str = "") -> str:
    """A report on its own page that names an employer; the report's id."""
    quote = f"Crews are at {name}"
    return night.report(f"{quote}. {text or path}", (quote, {**EMPLOYER, "company": name}), path=path)


def seen(analyst: Connection) -> list[tuple[Any, ...]]:
    found = rows(analyst, "select name, first_seen, is_this_month from mart.entities_first_seen order by name")
    return [tuple(row.values()) for row in found]


def changed(analyst: Connection) -> list[tuple[Any, ...]]:
    found = rows(analyst, "select about, old_value, new_value, reason from mart.answers_changed()")
    return [tuple(row.values()) for row in found]


# --- outlets and languages


def test_an_outlet_is_a_witness_only_of_what_it_copied_from_nobody(night: Night, analyst: Connection) -> None:
    root = night.report(SENT, ("They were sent to Hunchun", {}))
    copy = night.report(SENT, ("They were sent to Hunchun", {"firm": False}), path="/2")
    night.stories({root: root, copy: root}, {copy: root})
    night.publish()

    found = rows(
        analyst, "select lang, reports, relevant_reports, origins, claims, firm_claims from mart.outlets_by_year"
    )

    assert [("en", 2, 2, 1, 2, 1)] == [tuple(row.values()) for row in found]


def test_what_is_off_the_topic_and_what_has_no_date_is_counted_by_itself(night: Night, analyst: Connection) -> None:
    told: dict[str, dict[str, Any]] = {"/1": {}, "/2": {"is_relevant": False}, "/3": {"date": None}}
    for path, changes in told.items():
        night.fetched(path, payload(f"{SENT} {path}"))
        night.read(f"{SENT} {path}", path, **changes)
    night.publish()

    found = rows(analyst, "select year, reports, relevant_reports from mart.outlets_by_year")

    assert [(date(2019, 1, 1), 2, 1), (None, 1, 1)] == [tuple(row.values()) for row in found]


# --- translations


def translated(night: Night, original_at: dict[str, Any], translation_at: dict[str, Any]) -> None:
    """A Korean report and its translation, each with when its outlet says that it was published."""
    night.fetched("/1", payload(TOLD_IN_KOREAN), "duman_ilbo_ko")
    night.read(TOLD_IN_KOREAN, "/1", "duman_ilbo_ko", language="ko", **original_at)
    night.fetched("/2", payload(SENT))
    night.read(SENT, "/2", **translation_at)
    reports = rows(night.connection, "select report_id from core.report order by source_key")
    original, translation = (row["report_id"] for row in reports)
    night.stories({original: original, translation: original}, {translation: original})
    rows(night.connection, "update core.edge set method = 'translation'")
    night.publish()


@pytest.mark.parametrize(
    ("original_at", "translation_at", "waited"),
    [
        ({"date": "2019-11-28", "published_at": "2019-11-28T09:40:00+09:00"},
         {"date": "2019-12-04", "published_at": "2019-12-04T02:40:00+01:00"}, (6, 145)),
        ({"date": "2019-11-28"}, {"date": "2019-12-04", "published_at": "2019-12-04T02:40:00+01:00"}, (6, None)),
        ({"date": "2019-12-04"}, {"date": "2019-12-03"}, (-1, None)),
        ({"date": None}, {"date": "2019-12-03"}, (None, None)),
    ],
    ids=["both state the moment", "one states the day alone", "dated the other way round", "one is not dated"],
)  # fmt: skip
def test_a_translation_comes_so_long_after_its_original(
    night: Night, analyst: Connection, original_at: dict[str, Any], translation_at: dict[str, Any],
    waited: tuple[int | None, int | None],
) -> None:  # fmt: skip
    translated(night, original_at, translation_at)

    found = rows(analyst, "select from_lang, to_lang, days, hours from mart.translations")

    assert [("ko", "en", *waited)] == [tuple(row.values()) for row in found]


# --- names first seen


def test_a_name_is_of_the_month_whose_night_first_brought_it(loader: Connection, analyst: Connection) -> None:
    first = begin(loader, NIGHT_1)
    named(first, "/1", "Donglin Foods")
    first.publish()
    later = begin(loader, JANUARY)
    named(later, "/2", "Donglin Foods")
    named(later, "/3", "Haiyuan Foods")
    later.publish()

    assert [("Donglin Foods", NIGHT_1, False), ("Haiyuan Foods", JANUARY, True)] == seen(analyst)
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])
    assert [("Donglin Foods", NIGHT_1, True)] == seen(analyst)


def test_a_corrected_report_makes_no_name_new(loader: Connection, analyst: Connection) -> None:
    first = begin(loader, NIGHT_1)
    named(first, "/1", "Haiyuan Foods", "500 left.")
    first.publish()
    second = begin(loader, JANUARY)
    named(second, "/1", "Haiyuan Foods", "300 left.")
    second.publish()

    assert [("Haiyuan Foods", NIGHT_1, False)] == seen(analyst)


def test_a_name_that_a_newer_reader_no_longer_reads_is_not_seen(loader: Connection, analyst: Connection) -> None:
    first = begin(loader, NIGHT_1)
    text = "At the plant Donglin Foods keeps crews."
    saved = first.page(text)
    first.claims(saved, claim(text, "At the plant", **{**EMPLOYER, "company": "At"}))
    first.publish()
    second = begin(loader, NIGHT_2)
    second.claims(saved, claim(text, "Donglin Foods", **{**EMPLOYER, "company": "Donglin Foods"}), reader="claims-2")
    second.publish()

    assert [("Donglin Foods", NIGHT_1, True)] == seen(analyst)


# --- answers that a reader changed


def read_again(loader: Connection, before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """One report, read by a reader and then, three nights later, otherwise by the next; between them another report."""
    first = begin(loader, NIGHT_1)
    saved = first.page(SENT)
    first.claims(saved, claim(SENT, "They were sent to Hunchun", **before))
    first.publish()
    begin(loader, NIGHT_2).publish()
    third = begin(loader, NIGHT_3)
    third.claims(
        saved, *([claim(SENT, "They were sent to Hunchun", **after)] if after is not None else []), reader="claims-2"
    )
    third.report(f"{SENT} Again.", ("They were sent to Hunchun", {"value_min": 9}), path="/2")
    third.publish()


FLOW = "KP to CN, dispatch, done, 2019-10-01"


@pytest.mark.parametrize(
    ("after", "answer"),
    [
        ({"value_min": 200, "value_max": 200}, [(FLOW, "2000, 1 origin", "200, 1 origin", "1 read otherwise")]),
        (None, [(FLOW, "2000, 1 origin", None, "1 no longer read")]),
        ({"value_max": None, "precision": "at_least"},
         [(FLOW, "2000, 1 origin", "2000 or more, 1 origin", "1 read otherwise")]),
        ({}, []),
    ],
    ids=["another number", "no longer read", "open above", "the same"],
)  # fmt: skip
def test_a_reader_changes_the_answers_that_stand_on_what_it_reads_otherwise(
    loader: Connection, analyst: Connection, after: dict[str, Any] | None, answer: list[tuple[Any, ...]]
) -> None:
    read_again(loader, {}, after)

    assert answer == changed(analyst)


def test_a_row_that_only_the_newer_reader_gives_has_no_old_value(loader: Connection, analyst: Connection) -> None:
    read_again(loader, {"firm": False}, {"firm": True})

    assert [(FLOW, None, "2000, 1 origin", "1 read otherwise")] == changed(analyst)


def test_while_there_was_one_reader_nothing_changed_with_it(loader: Connection, analyst: Connection) -> None:
    first = begin(loader, NIGHT_1)
    first.report(SENT, ("They were sent to Hunchun", {}))
    first.publish()
    second = begin(loader, NIGHT_2)
    second.report("Correction: 400 were sent.", ("400 were sent", {"value_min": 400, "value_max": 400}))
    second.publish()

    assert [] == changed(analyst)


@pytest.mark.parametrize("autocommit", [True, False])
@pytest.mark.parametrize("day", [NIGHT_1, None])
def test_the_day_that_was_set_stays_set(
    loader: Connection, analyst: Connection, day: date | None, autocommit: bool
) -> None:
    read_again(loader, {}, {"value_min": 200, "value_max": 200})
    analyst.autocommit = autocommit
    rows(analyst, "select mart.as_of(%s)", [day])
    before = rows(analyst, "select * from mart.horizon")

    assert 1 == len(changed(analyst))
    assert before == rows(analyst, "select * from mart.horizon")


def test_another_day_may_be_asked_about(loader: Connection, analyst: Connection) -> None:
    read_again(loader, {}, {"value_min": 200, "value_max": 200})
    asked = "select compared_day, old_value from mart.answers_changed(%s)"

    assert [{"compared_day": NIGHT_1, "old_value": "2000, 1 origin"}] == rows(analyst, asked, [NIGHT_1])
    assert [] == rows(analyst, asked, [NIGHT_3])
    assert {"compared_day": date(2019, 12, 8)} in rows(analyst, "select compared_day from mart.answers_changed()")
