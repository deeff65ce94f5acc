"""What the store keeps: versions, stories, events and claims in two times, and that doing it again changes nothing."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, NIGHT_3, Night, Warehouse, claim, one_event, payload, reading
from warehouse import store
from warehouse.check import checks, run_checks
from warehouse.connect import Connection, one, rows
from warehouse.content_hash import content_hash
from warehouse.night import night_facts, night_summary
from warehouse.store.claims import country_and_admin1
from warehouse.store.identity import public_id, regroup

SENT = "At least 2,000 were sent to Hunchun in October. Each earns 1,500 yuan a month."
SENT_MORE = "At least 3,000 were sent to Hunchun in October. Each earns 1,500 yuan a month."
NUMBERED = ("2,000 were sent to Hunchun", {"precision": "at_least", "value_max": None})
PAID = ("1,500 yuan a month", {"type": "wage", "subtype": "gross", "value_min": 1500, "value_max": 1500, "unit": None,
                               "currency": "CNY", "period": "month", "places": ["CN"]})  # fmt: skip


def begin(loader: Connection, day: date = NIGHT_1) -> Night:
    night = Night(loader, day)
    night.source()
    return night


def claim_rows(loader: Connection) -> list[dict[str, Any]]:
    return rows(
        loader,
        "select claim_id, value_min::int, quote_start, known_from, known_to from core.claim order by claim_no",
    )


# --- reports and versions


def test_a_page_seen_first_is_a_new_report(loader: Connection) -> None:
    saved = begin(loader).page(SENT)

    assert "new_report" == saved.outcome
    assert public_id("yalu_post_en", "/1", payload(SENT)) == saved.version_id


def test_the_same_payload_is_the_same_version_seen_again(loader: Connection) -> None:
    first = begin(loader).page(SENT)
    again = begin(loader, NIGHT_2).page(SENT)

    assert ("seen_again", first.version_id) == (again.outcome, again.version_id)
    assert {"first_seen_day": NIGHT_1, "last_seen_day": NIGHT_2} == one(
        loader, "select first_seen_day, last_seen_day from core.version"
    )


def test_another_payload_that_reads_alike_is_no_new_version(loader: Connection) -> None:
    first = begin(loader).page(SENT)
    night = begin(loader, NIGHT_2)
    night.fetched("/1", payload("another advertisement"))

    again = store.save_reading(
        loader, night.run_no, NIGHT_2, "yalu_post_en", "/1", "http://yalu_post_en.example/1",
        payload("another advertisement"), "clean-1", reading(SENT),
    )  # fmt: skip

    assert ("seen_again", first.version_id) == (again.outcome, again.version_id)
    assert 2 == len(rows(loader, "select 1 from core.version_payload"))


@pytest.mark.parametrize(
    ("text", "changes", "kind"),
    [
        (SENT_MORE, {}, "text"),
        (SENT_MORE, {"title": "More crews"}, "text"),
        (SENT + " ", {"title": "More crews", "text": SENT}, "title"),
        (SENT + " ", {"date": "2019-12-05", "text": SENT}, "date"),
    ],
    ids=["text", "text and title", "title only", "date only"],
)
def test_what_changed_is_recorded_with_the_new_version(
    loader: Connection, text: str, changes: dict[str, Any], kind: str
) -> None:
    begin(loader).page(SENT)
    night = begin(loader, NIGHT_2)
    night.fetched("/1", payload(text))

    saved = store.save_reading(
        loader, night.run_no, NIGHT_2, "yalu_post_en", "/1", "http://yalu_post_en.example/1", payload(text), "clean-1",
        reading(**{"text": text, **changes}),
    )  # fmt: skip

    assert "new_version" == saved.outcome
    assert [{"kind": kind, "seen_old_day": NIGHT_1, "seen_new_day": NIGHT_2}] == rows(
        loader, "select kind, seen_old_day, seen_new_day from core.change"
    )


def test_a_vanished_page_keeps_its_row_and_its_last_day(loader: Connection) -> None:
    night = begin(loader)
    night.report(SENT, NUMBERED)
    later = begin(loader, NIGHT_2)
    later.publish()

    assert [{"last_seen_day": NIGHT_1}] == rows(loader, "select last_seen_day from core.report")
    assert [None] == [row["known_to"] for row in claim_rows(loader)]


def test_the_moment_of_publication_comes_back_in_its_own_offset(loader: Connection) -> None:
    night = begin(loader)
    night.page(SENT)
    store.save_reading(
        loader, night.run_no, NIGHT_1, "yalu_post_en", "/2", "http://yalu_post_en.example/2", payload(SENT), "clean-1",
        reading(SENT, published_at="2019-12-03T00:30:00+09:00", date="2019-12-03"),
    )  # fmt: skip

    two = [public_id("yalu_post_en", path) for path in ("/1", "/2")]
    published = {row["url"][-1]: row["published"] for row in store.current_readings(loader, two)}

    assert {"1": "2019-12-02", "2": "2019-12-03T00:30:00+09:00"} == published


def test_a_304_confirms_the_payload_it_stands_for(loader: Connection) -> None:
    begin(loader).page(SENT)
    night = begin(loader, NIGHT_2)

    night.fetched("/1", None, status=304)

    found = store.fetches_of(loader, "yalu_post_en", NIGHT_2)
    assert [(payload(SENT), NIGHT_1, NIGHT_2)] == [
        (row["payload_sha256"], row["first_day"], row["last_day"]) for row in found
    ]


def test_a_reject_that_comes_every_night_is_one_row(loader: Connection) -> None:
    for day in (NIGHT_1, NIGHT_2):
        night = begin(loader, day)
        reject = {"source_key": "yalu_post_en", "url": "http://yalu_post_en.example/9", "stage": "clean"}
        store.save_rejects(loader, night.run_no, day, [{**reject, "reason": "empty"}])

    assert [{"first_day": NIGHT_1, "last_day": NIGHT_2}] == rows(loader, "select first_day, last_day from ops.reject")


# --- claims


def test_the_same_claims_read_again_keep_their_rows(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page(SENT)
    night.claims(saved, claim(SENT, NUMBERED[0], **NUMBERED[1]), reader="claims-1")
    before = claim_rows(loader)

    written = begin(loader, NIGHT_2).claims(saved, claim(SENT, NUMBERED[0], **NUMBERED[1]), reader="claims-2")

    assert 0 == written
    assert before == claim_rows(loader)


def test_a_quote_that_moved_is_the_same_claim(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page("Twice: 2,000 went. Indeed 2,000 went.")
    first = claim("Twice: 2,000 went. Indeed 2,000 went.", "2,000 went")
    night.claims(saved, first)

    written = night.claims(saved, {**first, "start": 26, "end": 36, "rule": "another rule"})

    assert 0 == written
    assert [26] == [row["quote_start"] for row in claim_rows(loader)]


def test_a_number_read_differently_closes_the_old_row_and_keeps_it(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page(SENT)
    night.claims(saved, claim(SENT, NUMBERED[0], value_min=200, value_max=200))

    begin(loader, NIGHT_2).claims(saved, claim(SENT, NUMBERED[0]), reader="claims-2")

    old, new = claim_rows(loader)
    assert old["claim_id"] == new["claim_id"]
    assert (200, NIGHT_1, NIGHT_2) == (old["value_min"], old["known_from"], old["known_to"])
    assert (2000, NIGHT_2, None) == (new["value_min"], new["known_from"], new["known_to"])


def test_a_claim_that_is_no_longer_read_is_closed(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page(SENT)
    night.claims(saved, claim(SENT, NUMBERED[0]), claim(SENT, PAID[0], **PAID[1]))

    begin(loader, NIGHT_2).claims(saved, claim(SENT, PAID[0], **PAID[1]))

    assert [NIGHT_2, None] == [row["known_to"] for row in claim_rows(loader)]


def test_a_newer_version_closes_the_older_ones_claims_on_the_day_it_is_found_out(loader: Connection) -> None:
    begin(loader).report(SENT, NUMBERED)
    night = begin(loader, NIGHT_2)
    night.report(SENT_MORE, ("3,000 were sent to Hunchun", {"value_min": 3000, "value_max": None}))
    later = begin(loader, NIGHT_3)

    closed = store.close_superseded_claims(loader, later.run_no, later.day)

    assert 1 == closed
    assert [(2000, NIGHT_3), (3000, None)] == [(row["value_min"], row["known_to"]) for row in claim_rows(loader)]


def test_reading_a_replaced_version_again_writes_nothing(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page(SENT)
    night.claims(saved, claim(SENT, NUMBERED[0]))
    later = begin(loader, NIGHT_2)
    later.report(SENT_MORE)
    later.publish()

    assert 0 == later.claims(saved, claim(SENT, NUMBERED[0]))
    assert [NIGHT_2] == [row["known_to"] for row in claim_rows(loader)]


def test_the_same_words_twice_are_two_claims(loader: Connection) -> None:
    text = "2,000 went. 2,000 went."
    night = begin(loader)
    night.claims(night.page(text), claim(text, "2,000 went"), {**claim(text, "2,000 went"), "start": 12, "end": 22})

    assert 2 == len({row["claim_id"] for row in claim_rows(loader)})


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"value_min": 3000, "value_max": 2000}, "claim_bounds_in_order"),
        ({"precision": "vague"}, "claim_vague_has_no_bound"),
        ({"polarity": "perhaps"}, "claim_polarity_is_known"),
        ({"end": 4}, "claim_quote_is_its_span"),
        ({"event_start": "2019-11-01", "event_end": "2019-10-01"}, "claim_event_in_order"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_claim_that_breaks_a_rule_is_rejected_and_the_others_stay(
    loader: Connection, changes: dict[str, Any], rule: str
) -> None:
    night = begin(loader)
    night.claims(night.page(SENT), claim(SENT, NUMBERED[0], **changes), claim(SENT, PAID[0], **PAID[1]))

    assert [1500] == [row["value_min"] for row in claim_rows(loader)]
    assert [{"stage": "read", "reason": rule}] == rows(loader, "select stage, reason from ops.reject")


def test_a_reading_is_searched_once_by_each_reader(loader: Connection) -> None:
    night = begin(loader)
    saved = night.page(SENT)
    todo = [row["version_id"] for row in store.readings_to_read(loader, "claims-1")]
    night.claims(saved)

    assert [saved.version_id] == todo
    assert [] == store.readings_to_read(loader, "claims-1")
    assert 1 == len(store.readings_to_read(loader, "claims-2"))


def test_an_older_version_is_read_once_and_not_again_by_later_readers(loader: Connection) -> None:
    first = begin(loader).page(SENT)
    second = begin(loader, NIGHT_2).page(SENT_MORE)
    todo = [row["version_id"] for row in store.readings_to_read(loader, "claims-1")]
    night = begin(loader, NIGHT_2)
    night.claims(first)
    night.claims(second)

    assert [first.version_id, second.version_id] == todo
    assert [second.version_id] == [row["version_id"] for row in store.readings_to_read(loader, "claims-2")]


def test_pages_that_are_about_something_else_are_not_searched(loader: Connection) -> None:
    night = begin(loader)
    night.fetched("/1", payload(SENT))
    store.save_reading(
        loader, night.run_no, NIGHT_1, "yalu_post_en", "/1", "http://yalu_post_en.example/1", payload(SENT), "clean-1",
        reading(SENT, is_relevant=False),
    )  # fmt: skip

    assert [] == store.readings_to_read(loader, "claims-1")
    assert [] == store.current_readings(loader, [public_id("yalu_post_en", "/1")])


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("Hunchun, Yanbian, Jilin, CN", ("CN", "Jilin")),
        ("Jilin, CN", ("CN", "Jilin")),
        ("CN", ("CN", None)),
        ("WORLD", (None, None)),
        ("WORLD except CN", (None, None)),
        ("Southeast Asia", (None, None)),
    ],
)
def test_a_chain_rolls_up_to_country_and_province(chain: str, expected: tuple[str | None, str | None]) -> None:
    assert expected == country_and_admin1(chain)


# --- stories and events


def three_reports(loader: Connection, day: date = NIGHT_1) -> tuple[Night, list[str]]:
    night = begin(loader, day)
    return night, [night.report(f"{SENT} {path}", path=path) for path in ("/1", "/2", "/3")]


def open_stories(loader: Connection) -> dict[str, str]:
    found = rows(loader, "select report_id, story_id from core.story_member where known_to is null")
    return {row["report_id"]: row["story_id"] for row in found}


def test_stories_found_again_keep_their_rows(loader: Connection) -> None:
    night, (a, b, c) = three_reports(loader)
    night.stories({a: a, b: a, c: c}, {b: a})

    begin(loader, NIGHT_2).stories({a: a, b: a, c: c}, {b: a})

    assert 3 == len(rows(loader, "select 1 from core.story_member"))
    assert 1 == len(rows(loader, "select 1 from core.edge"))


def test_a_story_keeps_its_id_when_an_older_root_turns_up(loader: Connection) -> None:
    night, (a, b, c) = three_reports(loader)
    night.stories({a: a, b: a})

    begin(loader, NIGHT_2).stories({a: c, b: c, c: c}, {a: c, b: c})

    assert {a: a, b: a, c: a} == open_stories(loader)


def test_a_story_that_goes_up_in_another_becomes_its_alias(loader: Connection) -> None:
    night, (a, b, c) = three_reports(loader)
    night.stories({a: a, b: b, c: b})

    begin(loader, NIGHT_2).stories({a: a, b: a, c: a}, {b: a})

    kept, gone = sorted([a, min(b, c)])
    assert {a: kept, b: kept, c: kept} == open_stories(loader)
    assert [{"story_id": gone, "merged_into_story_id": kept}] == rows(
        loader, "select story_id, merged_into_story_id from core.story_alias"
    )


def test_a_copy_that_proves_to_be_none_closes_its_edge(loader: Connection) -> None:
    night, (a, b, _) = three_reports(loader)
    night.stories({a: a, b: a}, {b: a})

    begin(loader, NIGHT_2).stories({a: a, b: b})

    assert [{"known_from": NIGHT_1, "known_to": NIGHT_2}] == rows(loader, "select known_from, known_to from core.edge")


def test_an_event_follows_its_claims(loader: Connection) -> None:
    night = begin(loader)
    night.report(SENT, NUMBERED, path="/1")
    night.report(f"{SENT} So it is said.", NUMBERED, path="/2")
    first, second = sorted(row["claim_id"] for row in store.claims_to_relate(loader))
    store.save_events(loader, night.run_no, NIGHT_1, one_event(first, (first, second)))
    later = begin(loader, NIGHT_2)
    later.report(SENT_MORE, path="/1")
    later.publish()

    left = [row["claim_id"] for row in store.claims_to_relate(loader)]
    store.save_events(loader, later.run_no, NIGHT_2, [row for name in left for row in one_event(name, [name])])

    still = rows(loader, "select claim_id from core.event_member where known_to is null")
    assert left == [row["claim_id"] for row in still]
    assert 1 == len(left)


DAYS = st.dates(date(2019, 1, 1), date(2019, 1, 9))
GROUPING = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), max_size=8)


@given(GROUPING, st.dictionaries(st.sampled_from("abcdefgh"), DAYS))
def test_regrouping_neither_parts_nor_joins_groups(labels: dict[str, str], standing: dict[str, date]) -> None:
    labels = {**labels, **{label: label for label in labels.values()}}
    names = regroup(labels, standing).id_of_member

    assert {(a, b) for a in labels for b in labels if labels[a] == labels[b]} == {
        (a, b) for a in labels for b in labels if names[a] == names[b]
    }


@given(GROUPING, st.dictionaries(st.sampled_from("abcdefgh"), DAYS))
def test_an_id_in_use_stays_with_its_namesake_or_is_recorded_as_merged(
    labels: dict[str, str], standing: dict[str, date]
) -> None:
    labels = {**labels, **{label: label for label in labels.values()}}
    regrouped = regroup(labels, standing)

    for name in set(standing) & set(labels):
        assert regrouped.id_of_member[name] == name or (name, regrouped.id_of_member[name]) in regrouped.merged


# --- the content hash


def whole_night(loader: Connection, name: str = "", order: int = 1) -> Night:
    """Every step of a night, over three pages; `order` -1 takes them the other way round."""
    night = Night(loader, NIGHT_1, name)
    night.source()
    night.verdict()
    reports = [night.report(f"{SENT} {path}", NUMBERED, PAID, path=path) for path in ["/1", "/2", "/3"][::order]]
    a, b, c = reports[::order]
    night.stories({a: a, b: a, c: c}, {b: a})
    found = sorted(row["claim_id"] for row in store.claims_to_relate(loader))
    store.save_events(loader, night.run_no, NIGHT_1, one_event(found[0], found[::order]))
    night.publish()
    return night


def test_a_night_done_again_changes_nothing(loader: Connection) -> None:
    whole_night(loader)
    before = content_hash(loader)

    whole_night(loader, "the same day again")

    assert before == content_hash(loader)


def second_night(loader: Connection, name: str = "") -> None:
    """An older root turns up for one story, which goes up in another; one report changes its number."""
    night = Night(loader, NIGHT_2, name)
    night.source()
    night.verdict()
    night.report(SENT_MORE, ("3,000 were sent to Hunchun", {"value_min": 3000}), path="/1")
    night.report(f"{SENT} /4", NUMBERED, path="/4")
    a, b, c, d = (public_id("yalu_post_en", f"/{number}") for number in range(1, 5))
    night.stories({a: d, b: d, c: d, d: d}, {a: d, b: a, c: d})
    store.close_superseded_claims(loader, night.run_no, night.day)
    found = sorted(row["claim_id"] for row in store.claims_to_relate(loader))
    store.save_events(loader, night.run_no, NIGHT_2, one_event(found[0], found))
    night.publish()


def test_older_nights_done_again_after_newer_ones_change_nothing(loader: Connection) -> None:
    whole_night(loader)
    second_night(loader)
    before = content_hash(loader)

    again = Night(loader, NIGHT_1, "the first night again")
    for path in ("/1", "/2", "/3"):
        again.page(f"{SENT} {path}", path)
    a, b, c, d = (public_id("yalu_post_en", f"/{number}") for number in range(1, 5))
    again.stories({a: d, b: d, c: d, d: d}, {a: d, b: a, c: d})
    again.publish()
    second_night(loader, "the second night again")

    assert before == content_hash(loader)


def test_another_order_of_the_pages_gives_the_same_content(loader: Connection, another_loader: Connection) -> None:
    whole_night(loader)
    whole_night(another_loader, order=-1)

    assert content_hash(loader) == content_hash(another_loader)


def test_where_and_when_a_page_was_stored_is_not_content(loader: Connection) -> None:
    whole_night(loader)
    before = content_hash(loader)

    rows(loader, "update raw.page set warc_file = 'b.warc.gz', warc_offset = 77")
    rows(loader, "update raw.fetch set fetched_at = '2019-12-03 18:00+00'")

    assert before == content_hash(loader)


@pytest.mark.parametrize(
    "statement",
    [
        "update core.claim set value_min = value_min + 1 where value_min = 2000 and value_max is null",
        "update core.reading set text = text || '.'",
        "update core.claim_place set chain = 'Tumen, Yanbian, Jilin, CN'",
        "update core.report set last_seen_day = last_seen_day + 1",
        "update raw.fetch set status = 404",
    ],
)
def test_any_other_change_changes_the_hash(loader: Connection, statement: str) -> None:
    whole_night(loader)
    before = content_hash(loader)

    rows(loader, statement)

    assert before != content_hash(loader)


def test_what_was_held_on_no_day_is_not_content(loader: Connection, another_loader: Connection) -> None:
    for connection, detour in ((loader, False), (another_loader, True)):
        night, (a, b, c) = three_reports(connection)
        if detour:
            night.stories({a: a, b: b, c: b}, {c: b})
        night.stories({a: a, b: a, c: c}, {b: a})

    assert content_hash(loader) == content_hash(another_loader)


# --- checks


def offending(loader: Connection, night: Night) -> dict[str, int]:
    results = run_checks(loader, night.run_no, night.day)
    return {result.name: result.offending_count for result in results if result.offending_count}


def test_a_good_night_passes_every_check(loader: Connection) -> None:
    night = whole_night(loader)

    assert {} == offending(loader, night)
    assert len(checks()) == len(rows(loader, "select 1 from ops.check_result"))


def test_every_check_says_what_to_do() -> None:
    assert all(check.advice.endswith(".") and check.name for check in checks())


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("update core.reading set text = 'x' || text", "quote_equals_reading"),
        ("update ops.source_run set day = day - 1", "source_without_verdict"),
        ("update ops.run set expected_sources = '{}'", "night_without_sources"),
        ("update raw.fetch set first_day = first_day - 9, last_day = last_day - 9", "night_without_pages"),
        ("update core.reading set kind = 'block_page'", "claim_of_no_report"),
        ("update core.edge set known_to = known_from, closed_run = opened_run", None),
        ("update core.reading set published_day = date '2020-01-02'", "published_in_the_future"),
        ("update core.claim set event_start = '2020-01-02', event_end = null", "claim_in_the_future"),
        ("""update ops.source_run set figures = figures || '{"listed": 0}'""", "good_night_of_nothing"),
        ("update core.story_member set known_to = known_from, closed_run = opened_run", "report_without_story"),
        (
            """
            insert into core.apart (report_id, other_report_id, reason, known_from, opened_run)
            select min(report_id), max(report_id), 'a reason', known_from, opened_run
            from core.story_member
            group by story_id, known_from, opened_run
            having count(*) > 1
            """,
            "apart_in_one_story",
        ),
    ],
)
def test_each_check_has_been_seen_red(loader: Connection, statement: str, check: str | None) -> None:
    night = whole_night(loader)
    rows(loader, statement)

    assert ({check} if check else set()) == set(offending(loader, night))


def test_an_open_claim_of_an_older_version_blocks(loader: Connection) -> None:
    whole_night(loader)
    night = begin(loader, NIGHT_2)
    night.verdict()
    night.report(SENT_MORE, path="/1")

    assert {"claim_of_older_version": 2} == offending(loader, night)


def test_a_copy_older_than_its_source_and_a_circle_block(loader: Connection) -> None:
    night = whole_night(loader)
    a, b = public_id("yalu_post_en", "/1"), public_id("yalu_post_en", "/2")
    rows(
        loader,
        """
        update core.reading
        set published_day = published_day - 2
        from core.version
        where version.version_id = reading.version_id and version.report_id = %s
        """,
        [b],
    )
    assert {"edge_points_to_later": 1} == offending(loader, night)

    night.stories({a: a, b: a}, {b: a, a: b})

    assert {"edge_points_to_later": 1, "edges_in_a_circle": 2, "story_without_origin": 1} == offending(loader, night)


def test_a_source_whose_reports_no_longer_give_claims_is_named(loader: Connection) -> None:
    before = begin(loader)
    for number in range(10):
        before.report(f"{SENT} {number}", NUMBERED, path=f"/{number}")
    before.publish()
    night = begin(loader, NIGHT_2)
    night.verdict()
    for number in range(3):
        night.report(f"Nothing that is read. {number}", path=f"/new{number}")
        night.stories({public_id("yalu_post_en", f"/new{number}"): public_id("yalu_post_en", f"/new{number}")})

    assert 1 == offending(loader, night)["claims_fell_away"]
    night.report(SENT, NUMBERED, path="/more")
    assert "claims_fell_away" not in offending(loader, night)


def test_a_copy_of_the_same_hour_in_another_zone_is_not_older(loader: Connection) -> None:
    night = whole_night(loader)
    rows(
        loader,
        """
        update core.reading
        set published_day = published_day - 1
        from core.version
        where version.version_id = reading.version_id and version.report_id = %s
        """,
        [public_id("yalu_post_en", "/2")],
    )

    assert {} == offending(loader, night)


def test_a_refused_claim_warns_and_does_not_block(loader: Connection) -> None:
    night = whole_night(loader)
    refused, good = claim(SENT, NUMBERED[0], polarity="perhaps"), claim(SENT, PAID[0], **PAID[1])
    night.claims(night.page(f"{SENT} /1"), refused, good)

    (found,) = [result for result in run_checks(loader, night.run_no, NIGHT_1) if result.offending_count]

    assert ("claim_refused", False) == (found.name, found.is_red)
    assert "claim_polarity_is_known" == found.evidence[0]["reason"]


# --- runs and the night's facts


def test_a_retried_task_finds_its_run(loader: Connection) -> None:
    first = store.open_run(loader, "nightly 1", "nightly", "sample", NIGHT_1)

    assert first == store.open_run(loader, "nightly 1", "nightly", "sample", NIGHT_1)
    assert first < store.open_run(loader, "nightly 2", "nightly", "sample", NIGHT_1)


def test_a_task_run_again_after_publication_gets_a_new_number_and_the_same_sources(loader: Connection) -> None:
    night = whole_night(loader)
    store.publish(loader, night.run_no, NIGHT_1)
    run_id = rows(loader, "select run_id from ops.run where run_no = %s", [night.run_no])[0]["run_id"]

    again = store.open_run(loader, run_id, "nightly", "sample", NIGHT_1)

    assert again > night.run_no
    assert again == store.open_run(loader, run_id, "nightly", "sample", NIGHT_1)
    expected = rows(loader, "select distinct expected_sources from ops.run where run_id = %s", [run_id])
    assert 1 == len(expected)


def test_what_is_found_out_in_an_older_night_played_again_is_not_known_earlier(loader: Connection) -> None:
    begin(loader, NIGHT_2)

    assert NIGHT_2 == store.standing_day(loader, NIGHT_1)
    assert NIGHT_3 == store.standing_day(loader, NIGHT_3)


def test_a_new_version_after_a_return_is_the_one_that_stands(warehouse: Warehouse) -> None:
    loader = warehouse()
    texts = ["80 left.", "90 left.", "80 left.", "70 left.", "60 left.", "70 left.", "50 left."]
    for number, text in enumerate(texts):
        night = Night(loader, NIGHT_1 + timedelta(days=number))
        night.source()
        night.page(text)

    steps = rows(
        loader,
        """
        select old.text as old, new.text as new
        from core.change
        join core.reading as old on old.version_id = change.old_version_id
        join core.reading as new on new.version_id = change.new_version_id
        order by change.seen_new_day
        """,
    )
    assert list(pairwise(texts)) == [(step["old"], step["new"]) for step in steps]


def test_the_pointer_never_goes_back(loader: Connection) -> None:
    first, second = (store.open_run(loader, name, "nightly", "sample", NIGHT_1) for name in "ab")
    store.publish(loader, second, NIGHT_1)
    store.publish(loader, first, NIGHT_1)

    now = store.published(loader)
    assert now is not None
    assert second == now["run_no"]


def test_the_history_of_a_source_is_newest_first_and_one_a_day(loader: Connection) -> None:
    night = begin(loader)
    for day, run, verdict in ((1, "a", "ok"), (2, "a", "errors"), (2, "b", "stale"), (3, "a", "ok")):
        night.verdict(verdict=verdict, day=date(2019, 12, day), run=run)

    history = store.source_history(loader, "yalu_post_en", date(2019, 12, 3), ["ok"], 9)

    assert [(2, "stale"), (1, "ok")] == [(row["day"].day, row["verdict"]) for row in history]


def test_a_source_that_is_red_for_long_is_still_measured_against_its_good_nights(loader: Connection) -> None:
    night = begin(loader)
    for day in range(1, 30):
        night.verdict(verdict="ok" if day < 9 else "drift", day=date(2019, 12, day), run="a")

    history = store.source_history(loader, "yalu_post_en", date(2019, 12, 31), ["ok"], 5)

    assert [29, 8, 4] == [history[0]["day"].day, history[21]["day"].day, history[-1]["day"].day]
    assert 5 == sum(row["verdict"] == "ok" for row in history)


def test_a_crawl_that_found_another_one_running_counts_only_where_there_is_no_other(loader: Connection) -> None:
    night = begin(loader)
    night.verdict(verdict="unreachable", run="b", listing={"failure": {"kind": "busy"}})
    assert ["unreachable"] == [row["verdict"] for row in store.source_runs(loader, NIGHT_1)]

    night.verdict(verdict="ok", run="a")
    assert ["ok"] == [row["verdict"] for row in store.source_runs(loader, NIGHT_1)]
    assert ["ok"] == [row["verdict"] for row in store.source_history(loader, "yalu_post_en", NIGHT_2, ["ok"])]
    night.publish()
    assert ["ok"] == [row["verdict"] for row in rows(loader, "select verdict from mart.source_health")]


def test_the_facts_of_a_night_do_not_know_what_came_after(loader: Connection) -> None:
    whole_night(loader)
    before = night_facts(loader, NIGHT_1)
    night = begin(loader, NIGHT_2)
    night.verdict(verdict="stale")
    night.report(SENT_MORE, ("3,000 were sent to Hunchun", {"value_min": 3000}), path="/1")
    night.publish()

    after = night_facts(loader, NIGHT_1)
    for claims in (before["claims"], after["claims"]):
        for row in claims:
            del row["known_to"]
    assert before == after
    assert {"yalu_post_en": "stale"} == night_facts(loader, NIGHT_2)["verdicts"]
    assert [("text", 1, 2)] == [
        (row["kind"], row["old_ordinal"], row["new_ordinal"]) for row in night_facts(loader, NIGHT_2)["changes"]
    ]


def test_a_claim_comes_back_with_every_field_it_was_given(loader: Connection) -> None:
    night = begin(loader)
    given_claim = claim(
        SENT, NUMBERED[0], value_max=None, precision="at_least", company="Invented Garments", sectors=["garment"],
        details={"payer": "host firm"}, flags=["won_undecided"], confidence=0.75, origin=["North Hamgyong, KP"],
        resolution=["UNSCR 2397"], attribution="a source", attribution_kind="anonymous", part_of="1",
    )  # fmt: skip
    night.claims(night.page(SENT), given_claim)

    (found,) = night_facts(loader, NIGHT_1)["claims"]

    assert given_claim == {name: found[name] for name in given_claim}


def test_the_summary_counts_what_the_night_brought(loader: Connection) -> None:
    night = whole_night(loader)
    run_checks(loader, night.run_no, NIGHT_1)

    summary = night_summary(loader, NIGHT_1)

    assert {"reports": 3, "versions": 3, "stories": 2, "origins": 2, "claims": 6} == summary["counts"]
    columns = ["source_key", "verdict", "new_versions", "relevant", "claims"]
    assert [["yalu_post_en", "ok", 3, 3, 6]] == [[row[column] for column in columns] for row in summary["sources"]]
    assert (True, []) == (summary["run"]["is_published"], summary["checks"])
