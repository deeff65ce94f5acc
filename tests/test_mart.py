"""What analysts read: shaped as they were promised, through the published run, in origins, never added up."""

from datetime import date
from typing import Any

import pytest
from psycopg2.errors import RaiseException

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, NIGHT_3, Night, Warehouse, claim, one_event, payload, reading
from warehouse import answers, store
from warehouse.connect import Connection, one, rows

COLUMNS = {
    "new_tonight": [
        "run_day", "type", "subtype", "place", "value", "polarity", "origin_is_new", "story_is_new", "company_is_new",
        "place_is_new", "outlet", "title", "url", "quote", "why_here",
    ],
    "flows_by_month": [
        "from_country", "to_country", "month", "direction", "modality", "low", "high", "vague_n", "origins", "stories",
        "events", "claim_ids",
    ],
    "source_health": [
        "source_key", "day", "verdict", "reason", "listed", "fetched", "new_versions", "relevant", "claims",
        "days_since_last_new", "quiet_days", "share_of_topic_last_90_days", "held", "muted_until",
    ],
}  # fmt: skip
COLUMNS_OF_WHAT_BECAME = {
    "notices": [
        "notice_id", "kind", "report_id", "version_id", "source_key", "outlet", "url", "title", "status", "quote",
        "first_day", "last_day", "page_last_seen", "known_from",
    ],
    "held_version": [
        "version_id", "report_id", "source_key", "url", "day", "task", "reason", "known_from",
    ],
}  # fmt: skip

SENT = "They were sent to Hunchun in October."
WENT: tuple[str, dict[str, Any]] = ("They were sent to Hunchun", {})
AT_LEAST: dict[str, Any] = {"value_min": 2000, "value_max": None, "precision": "at_least"}
VAGUE: dict[str, Any] = {"value_min": None, "value_max": None, "precision": "vague", "magnitude": 3}
HOME: dict[str, Any] = {"subtype": "repatriation", "places": ["RU"]}


def begin(loader: Connection, day: date = NIGHT_1) -> Night:
    night = Night(loader, day)
    night.source()
    night.verdict()
    return night


def told(night: Night, path: str, **changes: Any) -> str:
    """A report on its own page that says one thing about people sent to Hunchun; the report's id."""
    return night.report(f"{SENT} {path}", (WENT[0], changes), path=path)


def flows(analyst: Connection) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.flows_by_month")


def only_flow(analyst: Connection) -> dict[str, Any]:
    (flow,) = flows(analyst)
    return flow


@pytest.mark.parametrize("view", [*COLUMNS, *COLUMNS_OF_WHAT_BECAME])
def test_a_view_has_the_columns_that_were_promised(analyst: Connection, view: str) -> None:
    found = rows(
        analyst,
        """
        select attname
        from pg_attribute
        where attrelid = format('mart.%%I', %s::text)::regclass and attnum > 0 and not attisdropped
        order by attnum
        """,
        [view],
    )

    assert {**COLUMNS, **COLUMNS_OF_WHAT_BECAME}[view] == [row["attname"] for row in found]


# --- through the published run


@pytest.mark.parametrize("view", [*COLUMNS, "known_claim", "report_origin"])
def test_before_anything_is_published_a_view_is_empty(loader: Connection, analyst: Connection, view: str) -> None:
    told(begin(loader), "/1")
    loader.commit()

    assert [] == rows(analyst, f"select * from mart.{view}")  # noqa: S608


@pytest.mark.parametrize("view", [*COLUMNS, "known_claim", "report_origin"])
def test_a_blocked_night_leaves_yesterdays_view_whole(loader: Connection, analyst: Connection, view: str) -> None:
    first = begin(loader)
    a, b = told(first, "/1", **AT_LEAST), told(first, "/2")
    first.stories({a: a, b: a}, {b: a})
    first.publish()
    before = sorted(rows(analyst, f"select * from mart.{view}"), key=repr)  # noqa: S608

    blocked = begin(loader, NIGHT_2)
    blocked.report("Now 3,000 were sent.", ("3,000 were sent", {"value_min": 3000}), path="/1")
    told(blocked, "/3")
    blocked.stories({a: a, b: b})
    store.close_superseded_claims(loader, blocked.run_no, blocked.day)
    loader.commit()

    assert before
    assert before == sorted(rows(analyst, f"select * from mart.{view}"), key=repr)  # noqa: S608


def test_what_a_blocked_night_held_back_comes_with_the_next_published_one(
    loader: Connection, analyst: Connection
) -> None:
    begin(loader).publish()
    told(begin(loader, NIGHT_2), "/1")
    begin(loader, NIGHT_3).publish()

    assert [{"known_from": NIGHT_2}] == rows(analyst, "select known_from from mart.known_claim")


def test_a_corrected_figure_is_seen_as_it_was_held_on_each_day(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    told(first, "/1", value_min=4000, value_max=4000)
    first.publish()
    second = begin(loader, NIGHT_3)
    second.report("Correction: 400 were sent.", ("400 were sent", {"value_min": 400, "value_max": 400}), path="/1")
    second.publish()

    seen = {}
    for day in (date(2019, 12, 2), NIGHT_1, NIGHT_2, NIGHT_3, None):
        rows(analyst, "select mart.as_of(%s)", [day])
        seen[day] = [int(flow["low"]) for flow in flows(analyst)]
    assert {date(2019, 12, 2): [], NIGHT_1: [4000], NIGHT_2: [4000], NIGHT_3: [400], None: [400]} == seen


def test_a_days_versions_are_read_as_today_unless_asked_otherwise(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    text = f"{SENT} /1"
    saved = first.page(text, "/1")
    first.claims(saved, claim(text, WENT[0], value_min=4000, value_max=4000))
    first.publish()
    second = begin(loader, NIGHT_2)
    second.claims(saved, claim(text, WENT[0], value_min=400, value_max=400), reader="claims-2")
    second.publish()
    third = begin(loader, NIGHT_3)
    third.report("Correction: 40 were sent.", ("40 were sent", {"value_min": 40, "value_max": 40}), path="/1")
    third.publish()

    seen = {}
    for extractor in ("now", "then"):
        rows(analyst, "select mart.as_of(%s, extractor => %s)", [NIGHT_1, extractor])
        (known,) = rows(analyst, "select value_min::int as n, known_from from mart.known_claim")
        seen[extractor] = (known["n"], known["known_from"])
    assert {"now": (400, NIGHT_1), "then": (4000, NIGHT_1)} == seen


def test_as_of_says_what_is_set_and_refuses_what_it_does_not_know(analyst: Connection) -> None:
    asked = "select mart.as_of(%s, extractor => %s) as said"

    assert {"said": "what was known on 2019-12-03, as it is read now"} == one(analyst, asked, [NIGHT_1, "now"])
    assert {"said": "what was held on 2019-12-03, as it was read then"} == one(analyst, asked, [NIGHT_1, "then"])
    assert {"said": "the published state"} == one(analyst, "select mart.as_of(null) as said")
    with pytest.raises(RaiseException, match=r"'now' .* or 'then'"):
        rows(analyst, asked, [NIGHT_1, "both"])


def test_what_is_kept_at_publication_is_what_core_holds(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    told(night, "/2", **VAGUE)
    rows(loader, "select mart.as_of('2019-01-01')")  # the day that the publisher looks at is not the published state
    night.publish()

    kept = rows(analyst, "select * from mart.published_claim order by claim_no")
    assert 2 == len(kept)
    assert kept == rows(analyst, "select * from mart.claim_at_horizon order by claim_no")


def test_the_published_state_answers_as_its_last_day_does(loader: Connection, analyst: Connection) -> None:
    first = begin(loader)
    a, b = told(first, "/1", **AT_LEAST), told(first, "/2", value_min=1000, value_max=1000)
    first.stories({a: a, b: a}, {b: a})
    first.publish()
    second = begin(loader, NIGHT_2)
    told(second, "/3", **HOME)
    second.report("Now 3,000 were sent.", ("3,000 were sent", {"value_min": 3000, "value_max": 3000}), path="/2")
    second.publish()

    answered: list[dict[str, list[str]]] = []
    for day in (None, NIGHT_2):
        rows(analyst, "select mart.as_of(%s, extractor => 'then')", [day])
        calls = [call for call in answers.calls(analyst) if call != "mart.horizon"]  # it tells the day that is set
        answered.append({call: sorted(map(repr, rows(analyst, f"select * from {call}"))) for call in calls})  # noqa: S608
    today, last = answered

    told_of = ("mart.reports", "mart.story_link", "mart.coverage_by_month", "mart.figure_step")
    assert [] == [call for call in told_of if not today[call]]
    assert [] == [call for call in today if today[call] != last[call]]


def test_the_day_is_set_for_this_connection_only(loader: Connection, warehouse: Warehouse) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    one_analyst, another = warehouse("p8_analyst"), warehouse("p8_analyst")
    rows(one_analyst, "select mart.as_of('2019-12-01')")

    assert [0, 1] == [len(flows(one_analyst)), len(flows(another))]


def test_a_notice_has_the_title_that_was_known_and_never_that_of_a_held_version(
    loader: Connection, analyst: Connection
) -> None:
    first = begin(loader)
    saved = first.page(SENT)
    store.save_gone(loader, first.run_no, NIGHT_1, "yalu_post_en", [{"url_key": "/1", "status": 404}])
    first.publish()
    second = begin(loader, NIGHT_2)
    second.fetched("/1", payload("The menu."))
    held = second.read("The menu.", title="Held")
    store.hold_versions(loader, second.run_no, NIGHT_2, "yalu_post_en", "nightly", [held.version_id], "drift")
    second.publish()
    titles = "select title from mart.notices"
    assert ["Crews and their papers"] == [row["title"] for row in rows(analyst, titles)]

    later = begin(loader, NIGHT_3)
    store.save_reading(
        loader, later.run_no, NIGHT_3, "yalu_post_en", "/1", "u", payload(SENT), "clean-2",
        reading(SENT, title="Read anew"),
    )  # fmt: skip
    loader.commit()
    assert ["Crews and their papers"] == [row["title"] for row in rows(analyst, titles)]
    later.publish()
    assert ["Read anew"] == [row["title"] for row in rows(analyst, titles)]
    rows(analyst, "select mart.as_of(%s)", [NIGHT_2])
    assert ["Crews and their papers"] == [row["title"] for row in rows(analyst, titles)]
    assert saved.version_id != held.version_id


# --- flows


def test_thousands_count_as_vague_and_at_least_leaves_the_top_open(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", **VAGUE)
    told(night, "/2")
    root = told(night, "/3", **AT_LEAST)
    copies = [told(night, f"/copy/{number}", **AT_LEAST) for number in range(10)]
    night.stories({report: root for report in [root, *copies]}, {copy: root for copy in copies})
    night.publish()

    flow = only_flow(analyst)

    assert (2000, None, 1) == (flow["low"], flow["high"], flow["vague_n"])
    assert (3, 13) == (flow["origins"], len(flow["claim_ids"]))


def test_only_thousands_give_no_bound_at_all(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", **VAGUE)
    night.publish()

    flow = only_flow(analyst)

    assert (None, None, 1, 1) == (flow["low"], flow["high"], flow["vague_n"], flow["origins"])


def test_copies_of_copies_go_back_to_one_witness(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    a, b, c = (told(night, path) for path in ("/1", "/2", "/3"))
    night.stories({a: a, b: a, c: a}, {b: a, c: b})
    night.publish()

    flow = only_flow(analyst)

    assert (1, 1, 3) == (flow["origins"], flow["stories"], len(flow["claim_ids"]))


def test_a_translation_that_reads_an_intake_for_a_dispatch_is_one_number_in_one_row(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    a, b = told(night, "/1"), told(night, "/2", subtype="intake")
    night.stories({a: a, b: a}, {b: a})
    night.publish()

    assert ("dispatch", 1) == (only_flow(analyst)["direction"], only_flow(analyst)["origins"])
    assert 2 == len(tonight(analyst))  # the origin's line, and one for its copy
    assert "copied tonight by 1 report" == tonight(analyst)[1]["why_here"]


def test_an_older_night_played_again_leaves_tonight_tonight(loader: Connection, analyst: Connection) -> None:
    begin(loader).publish()
    later = begin(loader, NIGHT_2)
    told(later, "/1")
    later.publish()
    shown = tonight(analyst)
    begin(loader, NIGHT_1).publish()

    assert shown
    assert shown == tonight(analyst)


def test_one_number_of_a_copy_dated_in_another_month_is_not_a_second_flow(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    a = told(night, "/1", event_start="2019-11-30", event_end="2019-11-30")
    b = told(night, "/2", event_start="2019-12-01", event_end="2019-12-01")
    night.stories({a: a, b: a}, {b: a})
    night.publish()

    assert date(2019, 11, 1) == only_flow(analyst)["month"]


def test_a_movement_dated_only_by_its_publication_has_no_month(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", event_basis="published")
    night.publish()

    assert only_flow(analyst)["month"] is None


def test_origins_without_a_number_are_no_witnesses_of_one(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    told(night, "/2", value_min=None, value_max=None, precision=None)
    told(night, "/3", value_min=None, value_max=None, precision=None)
    night.publish()

    flow = only_flow(analyst)

    assert (3, 2, 2000, 2000) == (flow["origins"], flow["vague_n"], flow["low"], flow["high"])


def test_a_later_version_that_says_more_is_no_correction(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    night.report("A teaser without a number.", path="/1")
    night.publish()
    later = begin(loader, NIGHT_2)
    told(later, "/1")
    later.publish()

    assert ["correction"] != [line["why_here"] for line in tonight(analyst)]


def test_a_task_run_again_after_publication_shows_nothing_before_it_is_published(
    loader: Connection, analyst: Connection
) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    run_id = rows(loader, "select run_id from ops.run")[0]["run_id"]
    again = store.open_run(loader, run_id, "nightly", "sample", NIGHT_1)
    rows(loader, "update core.claim set known_to = known_from, closed_run = %s", [again])
    loader.commit()

    assert 1 == len(flows(analyst))


def test_a_number_that_a_copy_got_wrong_is_no_bound(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    a, b = told(night, "/1"), told(night, "/2", value_min=20000, value_max=20000)
    night.stories({a: a, b: a}, {b: a})
    night.publish()

    flow = only_flow(analyst)

    assert (2000, 2000) == (flow["low"], flow["high"])


def test_a_number_that_only_the_copy_gives_counts_for_its_origin(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    a = night.report("A teaser without a number.", path="/1")
    b = told(night, "/2")
    night.stories({a: a, b: a}, {b: a})
    night.publish()

    flow = only_flow(analyst)

    assert (2000, 1) == (flow["low"], flow["origins"])


def test_five_hundred_home_and_eight_hundred_come_are_two_rows_and_no_net(
    loader: Connection, analyst: Connection
) -> None:
    text = "In October 500 went home and 800 came."
    night = begin(loader)
    night.report(
        text,
        ("500 went home", {"subtype": "repatriation", "places": ["CN"], "value_min": 500, "value_max": 500}),
        ("800 came", {"places": ["CN"], "value_min": 800, "value_max": 800}),
    )
    night.publish()

    found = {(flow["from_country"], flow["to_country"], flow["direction"]): int(flow["low"]) for flow in flows(analyst)}

    assert {("KP", "CN", "dispatch"): 800, ("CN", "KP", "repatriation"): 500} == found


@pytest.mark.parametrize(
    ("changes", "direction", "modality"),
    [
        ({"type": "headcount", "subtype": "planned_dispatch", "polarity": "reported_future"}, "dispatch", "planned"),
        ({"subtype": "planned_dispatch", "polarity": "affirmed"}, "dispatch", "planned"),
        ({"subtype": "dispatch", "polarity": "reported_future"}, "dispatch", "planned"),
        ({**HOME, "subtype": "repatriation_order", "polarity": "reported_future"}, "repatriation", "ordered"),
        ({**HOME, "subtype": "repatriation_demand", "polarity": "reported_future"}, "repatriation", "demanded"),
        ({**HOME, "polarity": "affirmed"}, "repatriation", "done"),
    ],
    ids=["planned headcount", "a plan asserted", "a dispatch expected", "an order", "a demand", "a fact"],
)
def test_a_plan_stays_a_plan_and_an_order_an_order(
    loader: Connection, analyst: Connection, changes: dict[str, Any], direction: str, modality: str
) -> None:
    night = begin(loader)
    told(night, "/1", **changes)
    night.publish()
    begin(loader, date(2021, 1, 1)).publish()

    flow = only_flow(analyst)

    assert (direction, modality) == (flow["direction"], flow["modality"])


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": "negated"},
        {"polarity": "denied"},
        {"polarity": "unverified"},
        {"scope": "background"},
        {"firm": False},
        {"unit": "percent", "value_min": 50, "value_max": 50},
        {"unit": "workers per group"},
        {"subtype": "increase"},
        {"type": "headcount", "subtype": "present"},
    ],
    ids=lambda changes: " ".join(map(str, changes.values())),
)
def test_what_is_no_flow_of_people_is_left_out_and_found_with_one_predicate(
    loader: Connection, analyst: Connection, changes: dict[str, Any]
) -> None:
    night = begin(loader)
    told(night, "/1", **changes)
    night.publish()

    assert [] == flows(analyst)
    assert 1 == len(rows(analyst, "select 1 from mart.known_claim"))


def test_a_part_counts_alone_and_not_beside_its_whole(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", value_min=500, value_max=500, part_of="the 900 who were due to leave")
    night.publish()
    assert 500 == only_flow(analyst)["low"]

    whole = (SENT, {"value_min": 900, "value_max": 900})
    night.report(f"{SENT} /2", whole, (WENT[0], {"value_min": 300, "value_max": 300, "part_of": SENT}), path="/2")
    night.publish()
    assert (500, 900, 2) == tuple(only_flow(analyst)[name] for name in ("low", "high", "origins"))


@pytest.mark.parametrize(
    ("start", "end", "month"),
    [
        ("2019-10-01", "2019-10-31", date(2019, 10, 1)),
        ("2019-10-28", "2019-11-02", date(2019, 11, 1)),
        ("2019-01-01", "2019-12-31", None),
        ("2019-10-15", None, None),
        (None, None, None),
    ],
    ids=["a month", "a week over the border", "a year", "open", "not said"],
)
def test_a_flow_stands_in_a_month_only_if_the_text_says_so(
    loader: Connection, analyst: Connection, start: str | None, end: str | None, month: date | None
) -> None:
    night = begin(loader)
    told(night, "/1", event_start=start, event_end=end)
    night.publish()

    assert month == only_flow(analyst)["month"]


def test_one_number_for_two_countries_is_not_split(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", places=["Vladivostok, Primorsky Krai, RU", "Dandong, Liaoning, CN"])
    night.publish()

    assert "CN, RU" == only_flow(analyst)["to_country"]


def test_a_transfer_within_a_country_is_neither_out_nor_home(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", subtype="transfer", places=["CN"], origin=["Dandong, Liaoning, CN"])
    night.publish()

    flow = only_flow(analyst)

    assert ("CN", "CN", "transfer") == (flow["from_country"], flow["to_country"], flow["direction"])


def test_several_stories_of_one_happening_are_one_event(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    told(night, "/2")
    found = sorted(row["claim_id"] for row in store.claims_to_relate(loader))
    store.save_events(loader, night.run_no, NIGHT_1, one_event(found[0], found))
    night.publish()

    flow = only_flow(analyst)

    assert (2, 2, 1) == (flow["origins"], flow["stories"], flow["events"])


def test_a_circle_of_copies_still_has_its_witnesses(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    a, b = told(night, "/1"), told(night, "/2")
    night.stories({a: a, b: a}, {a: b, b: a})
    night.publish()

    assert 2 == only_flow(analyst)["origins"]


# --- tonight


def tonight(analyst: Connection) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.new_tonight")


def test_the_first_night_is_all_first_mentions(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1", **AT_LEAST, company="Invented Garments")
    night.publish()

    (line,) = tonight(analyst)

    assert ("Hunchun, Yanbian, Jilin, CN", "at least 2,000 workers", "first mention") == (
        line["place"], line["value"], line["why_here"],
    )  # fmt: skip
    assert [True] * 4 == [line[f"{what}_is_new"] for what in ("origin", "story", "company", "place")]


def test_what_an_earlier_night_had_is_not_new(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    begin(loader, NIGHT_2).publish()

    assert [] == tonight(analyst)


def test_a_second_run_of_the_same_day_shows_the_same(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    before = tonight(analyst)
    again = Night(loader, NIGHT_1, "the same day again")
    again.publish()

    assert before
    assert before == tonight(analyst)


def test_an_update_shows_only_what_it_changed(loader: Connection, analyst: Connection) -> None:
    wage = {"type": "wage", "subtype": "gross", "unit": None, "currency": "CNY", "period": "month"}
    paid = ("paid 1,500 yuan a month", {**wage, "value_min": 1500, "value_max": 1500})
    night = begin(loader)
    night.report("It sent 2,000, paid 1,500 yuan a month.", ("sent 2,000", {}), paid)
    night.publish()
    later = begin(loader, NIGHT_2)
    more = ("sent 3,000", {"value_min": 3000, "value_max": 3000})
    later.report("It sent 3,000, paid 1,500 yuan a month.", more, paid)
    later.publish()

    assert [("3,000 workers", "correction")] == [(line["value"], line["why_here"]) for line in tonight(analyst)]


def test_copies_of_a_known_story_are_one_line_with_their_count(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = told(night, "/1")
    night.stories({root: root})
    night.publish()
    later = begin(loader, NIGHT_2)
    copies = [told(later, f"/copy/{number}") for number in range(3)]
    later.stories({report: root for report in [root, *copies]}, {copy: root for copy in copies})
    later.publish()

    (line,) = tonight(analyst)

    assert "copied tonight by 3 reports" == line["why_here"]
    assert not line["origin_is_new"] and not line["story_is_new"]
    assert line["url"].endswith("/1")  # the origin, not whichever copy came first


def test_a_figure_that_only_the_copy_has_is_a_line_of_its_own(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    root = told(night, "/1")
    night.stories({root: root})
    night.publish()
    later = begin(loader, NIGHT_2)
    copy = told(later, "/2", value_min=2500, value_max=2500)
    later.stories({root: root, copy: root}, {copy: root})
    later.publish()

    (line,) = tonight(analyst)

    assert ("2,500 workers", "new figure") == (line["value"], line["why_here"])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"polarity": "denied"}, "denial"),
        ({"polarity": "negated", "value_min": None, "value_max": None, "precision": None}, "denial"),
        ({"company": "Invented Garments"}, "first mention"),
        ({"places": ["Tumen, Yanbian, Jilin, CN"]}, "first mention"),
        ({"value_min": 2500, "value_max": 2500}, "new origin"),
    ],
)
def test_each_line_says_why_it_is_there(
    loader: Connection, analyst: Connection, changes: dict[str, Any], why: str
) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    later = begin(loader, NIGHT_2)
    told(later, "/2", **changes)
    later.publish()

    assert [why] == [line["why_here"] for line in tonight(analyst)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("2000, 2000, 'exact', null, 'workers', null, null", "2,000 workers"),
        ("2000, null, 'at_least', null, 'workers', null, null", "at least 2,000 workers"),
        ("2000, null, 'more_than', null, 'workers', null, null", "more than 2,000 workers"),
        ("null, 500, 'at_most', null, 'workers', null, null", "at most 500 workers"),
        ("null, 500, 'less_than', null, 'workers', null, null", "less than 500 workers"),
        ("800, 800, 'approx', null, 'workers', null, null", "about 800 workers"),
        ("1500, 2000, 'range', null, null, 'CNY', 'month'", "1,500-2,000 CNY a month"),
        ("2.50, 2.50, 'exact', null, null, 'USD', 'hour'", "2.5 USD an hour"),
        ("50, 50, 'approx', null, 'percent', null, null", "about 50 percent"),
        ("null, null, 'vague', 3, 'workers', null, null", "thousands of workers"),
        ("0, 0, 'exact', null, 'workers', null, null", "0 workers"),
        ("null, null, null, null, null, null, null", None),
    ],
)
def test_a_number_is_written_as_a_person_writes_it(analyst: Connection, arguments: str, expected: str | None) -> None:
    assert [{"value": expected}] == rows(analyst, f"select mart.value_text({arguments}) as value")


# --- source health


def health(analyst: Connection) -> list[dict[str, Any]]:
    return rows(analyst, "select * from mart.source_health")


def test_a_silent_source_counts_its_days_without_anything_new(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    told(night, "/1")
    night.publish()
    later = Night(loader, NIGHT_2)
    later.verdict(verdict="stale", figures={"listed": 9, "fetched": 0})
    later.publish()

    columns = ["day", "verdict", "fetched", "new_versions", "relevant", "claims", "days_since_last_new"]
    found = [tuple(row[column] for column in columns) for row in health(analyst)]

    assert [(NIGHT_1, "ok", 4, 1, 1, 1, 0), (NIGHT_2, "stale", 0, 0, 0, 0, 3)] == found


def test_a_source_that_never_brought_anything_has_no_last_day(loader: Connection, analyst: Connection) -> None:
    begin(loader).publish()

    (row,) = health(analyst)

    assert (None, None) == (row["days_since_last_new"], row["share_of_topic_last_90_days"])


def test_the_last_crawl_of_a_day_gives_the_verdict(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    night.verdict(verdict="unreachable", run="20191203T170000Z-1", exit_code=75)
    night.publish()

    assert ["ok"] == [row["verdict"] for row in health(analyst)]


def test_the_share_of_the_topic_adds_up_over_the_sources(loader: Connection, analyst: Connection) -> None:
    night = begin(loader)
    night.source("dong_ilbo_ko")
    night.verdict("dong_ilbo_ko")
    told(night, "/1")
    told(night, "/2")
    told(night, "/3")
    night.page("Only here: crews wait.", key="dong_ilbo_ko")
    night.publish()

    assert ["0.2500", "0.7500"] == [str(row["share_of_topic_last_90_days"]) for row in health(analyst)]


@pytest.mark.parametrize("view", [*COLUMNS, "known_claim"])
def test_the_same_question_gives_the_same_bytes(loader: Connection, analyst: Connection, view: str) -> None:
    night = begin(loader)
    for number in range(9):
        told(night, f"/{number}")
    night.publish()

    assert str(rows(analyst, f"select * from mart.{view}")) == str(rows(analyst, f"select * from mart.{view}"))  # noqa: S608
