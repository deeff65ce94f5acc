"""Can an answer be trusted: contradictions, who has a figure from whom, what changed on the way, footnotes."""

from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_3, Night, Warehouse, payload
from warehouse.connect import Connection, rows

PROMISED = {
    "mart.conflicts": [
        "place", "period", "subtype", "a_value", "b_value", "ratio", "a_origin", "b_origin", "a_attribution",
        "b_attribution", "a_quote", "b_quote", "a_known_from", "b_known_from", "explanation",
    ],
    "mart.number_drift": [
        "story", "from_outlet", "to_outlet", "from_lang", "to_lang", "from_value", "to_value", "from_quote", "to_quote",
        "kind",
    ],
    "mart.story_tree('x')": [
        "report_id", "outlet", "published", "lang", "role", "copied_from", "method", "score", "shared_passage",
        "number_here", "number_at_origin", "changed",
    ],
    "mart.figure_provenance('x')": [
        "report_id", "outlet", "published", "lang", "role", "copied_from", "method", "score", "shared_passage",
        "number_here", "number_at_origin", "changed",
    ],
    "mart.citations('{x}')": [
        "citation_no", "quote", "quote_start", "quote_end", "outlet", "title", "author", "published", "published_basis",
        "url", "canonical_url", "retrieved_at", "http_status", "page_sha256", "warc_file", "warc_offset", "version_id",
        "extractor_version", "origin_report", "origin_url", "lang", "translation_note",
    ],
}  # fmt: skip
PLANNED: dict[str, Any] = {
    "type": "headcount", "subtype": "planned_dispatch", "polarity": "reported_future", "event_start": "2019-10-01",
    "event_end": "2019-12-31",
}  # fmt: skip
PRESENT: dict[str, Any] = {"type": "headcount", "subtype": "present"}
NONE: dict[str, Any] = {"value_min": None, "value_max": None, "precision": None, "unit": None, "polarity": "negated"}


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    return night


def told(night: Night, path: str, **changes: Any) -> str:
    """A report on its own page that says one thing of people in Hunchun; the report's id."""
    return night.report(f"They were said to be so many in Hunchun. {path}", ("so many in Hunchun", changes), path=path)


def number(low: int | None, high: int | None = None, **changes: Any) -> dict[str, Any]:
    high = low if high is None and "precision" not in changes else high
    return {"value_min": low, "value_max": high, **changes}


def conflicts(analyst: Connection) -> list[tuple[Any, ...]]:
    found = rows(analyst, "select subtype, a_value, b_value, ratio::float, explanation from mart.conflicts")
    return [tuple(row.values()) for row in found]


@pytest.mark.parametrize("asked", PROMISED)
def test_an_answer_has_the_columns_that_were_promised(analyst: Connection, asked: str) -> None:
    with analyst.cursor() as cursor:
        cursor.execute(f"select * from {asked}")  # noqa: S608
        assert cursor.description is not None
        columns = [column.name for column in cursor.description]
        assert [] == cursor.fetchall()
    assert PROMISED[asked] == [column for column in columns if column in PROMISED[asked]]


def test_two_plans_for_one_zone_are_one_conflict(night: Night, analyst: Connection) -> None:
    told(night, "/1", **number(12000), **PLANNED)
    told(night, "/2", **number(25000), **PLANNED)
    night.publish()

    assert [("planned_dispatch", "12,000 workers", "25,000 workers", 2.08, None)] == conflicts(analyst)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PRESENT | number(2000), PRESENT | number(2000)),
        (PRESENT | number(1500, 2500, precision="range"), PRESENT | number(2000)),
        (PRESENT | number(2000, None, precision="at_least"), PRESENT | number(3000)),
        (PRESENT | number(None, precision="vague", magnitude=3), PRESENT | number(12000)),
        (PRESENT | number(2000), PLANNED | number(5000)),
        (PRESENT | number(2000), PRESENT | number(5000, places=["Dandong, Liaoning, CN"])),
        (PRESENT | number(2000), PRESENT | number(5000, event_start="2019-05-01", event_end="2019-05-31")),
        (PRESENT | number(2000), PRESENT | number(5000, scope="background")),
        (PRESENT | number(2000), PRESENT | number(5000, firm=False)),
        (PRESENT | number(2000), PRESENT | number(5000, part_of="6,000 in Hunchun")),
        (
            number(80, event_start="2019-10-03", event_end="2019-10-03"),
            number(320, event_start="2019-10-20", event_end="2019-10-20"),
        ),
    ],
    ids=[
        "the same", "within a range", "open above", "vague", "a plan", "elsewhere", "another quarter", "an old figure",
        "not firm", "a part", "two arrivals",
    ],
)
def test_what_can_both_be_so_is_no_conflict(
    night: Night, analyst: Connection, one: dict[str, Any], other: dict[str, Any]
) -> None:
    told(night, "/1", **one)
    told(night, "/2", **other)
    night.publish()

    assert [] == conflicts(analyst)


def test_none_against_many_is_a_conflict_and_shows_both_polarities(night: Night, analyst: Connection) -> None:
    told(night, "/1", **PRESENT, **NONE)
    told(night, "/2", **PRESENT, **number(500))
    night.publish()

    assert [("present", "negated", "500 workers", None, None)] == conflicts(analyst)


def test_ten_copies_contradict_another_witness_once_and_not_each_other(night: Night, analyst: Connection) -> None:
    origin = told(night, "/0", **PRESENT, **number(2000))
    copies = [told(night, f"/copy{n}", **PRESENT, **number(2000 + n // 5)) for n in range(1, 10)]
    told(night, "/other", **PRESENT, **number(5000))
    night.stories(dict.fromkeys([origin, *copies], origin), dict.fromkeys(copies, origin))
    night.publish()

    assert [("2,000 workers", "5,000 workers")] == [row[1:3] for row in conflicts(analyst)]


def test_a_conflict_is_explained_by_a_rule_or_by_a_person_or_not_at_all(
    night: Night, analyst: Connection, warehouse: Warehouse
) -> None:
    told(night, "/1", **PRESENT, **number(2000, 2000, precision="approx"))
    told(night, "/2", **PRESENT, **number(2030))
    told(night, "/3", **PRESENT, **number(150, company="Hunchun Seafood"))
    night.publish()

    assert {
        ("about 2,000 workers", "2,030 workers"): "one of them is rounded",
        ("150 workers", "2,030 workers"): "one counts those of a single firm: Hunchun Seafood",
        ("150 workers", "about 2,000 workers"): "one counts those of a single firm: Hunchun Seafood",
    } == {row[1:3]: row[4] for row in conflicts(analyst)}

    (claim,) = rows(analyst, "select claim_id from mart.known_claim where value_min = 2030 and company is null")
    told(night, "/4", **PRESENT, **number(9000))
    later = Night(night.connection, NIGHT_3)
    later.publish()
    reviewer = warehouse("p8_reviewer")
    rows(
        reviewer,
        "insert into ops.review (claim_id, judgement, note) values (%s, 'unsure', 'counts one zone')",
        [claim["claim_id"]],
    )
    reviewer.commit()

    explained = {row[1:3]: row[4] for row in conflicts(analyst)}
    assert "counts one zone" == explained["2,030 workers", "9,000 workers"]
    assert explained["about 2,000 workers", "9,000 workers"] is None


def copied(night: Night, here: dict[str, Any], there: dict[str, Any]) -> tuple[str, str]:
    """An origin that says `there`, and a copy of it that says `here`; their report ids."""
    origin = told(night, "/origin", **there)
    copy = told(night, "/copy", **here)
    night.stories({origin: origin, copy: origin}, {copy: origin})
    night.publish()
    return origin, copy


@pytest.mark.parametrize(
    ("there", "here", "kind"),
    [
        (number(4780), number(5000), "rounded"),
        (number(4780), number(4800), "rounded"),
        (number(2000), number(20000), "magnitude slip"),
        (number(2000), number(3000), "number"),
        (number(2000, None, precision="at_least"), number(2000), "lost bound"),
        (number(None, precision="vague", magnitude=3), number(2000), "made exact"),
        (number(2000), number(None, precision="vague", magnitude=3), "made vague"),
        (
            number(300, type="wage", subtype="gross", currency="USD", period="month"),
            number(300, type="wage", subtype="gross", currency="CNY", period="month"),
            "currency",
        ),
        (number(2000), number(300, type="wage", subtype="gross", currency="USD", period="month"), "new"),
    ],
)
def test_a_number_that_changed_on_the_way_is_told_with_its_kind(
    night: Night, analyst: Connection, there: dict[str, Any], here: dict[str, Any], kind: str
) -> None:
    copied(night, here, there)

    (drift,) = rows(analyst, "select kind, from_quote, to_quote, cardinality(claim_ids) as n from mart.number_drift")
    assert kind == drift["kind"]
    assert {"so many in Hunchun"} >= {drift["from_quote"], drift["to_quote"]} - {None}
    assert (1 if kind == "new" else 2) == drift["n"]


@pytest.mark.parametrize(
    "here", [number(2000), number(2000, subtype="intake"), number(3000, firm=False)], ids=["same", "intake", "not firm"]
)
def test_a_number_that_stayed_is_no_drift(night: Night, analyst: Connection, here: dict[str, Any]) -> None:
    copied(night, here, number(2000))

    assert [] == rows(analyst, "select * from mart.number_drift")


def test_a_story_shows_who_copied_whom_and_what_became_of_the_number(night: Night, analyst: Connection) -> None:
    origin, copy = copied(night, number(3000), number(2000))

    (story,) = rows(analyst, "select distinct story_id from mart.known_claim")
    tree = rows(analyst, "select * from mart.story_tree(%s)", [story["story_id"]])
    assert [
        (origin, "origin", None, None, "2,000 workers", None, False),
        (copy, "copy", origin, "They were said to be so many in Hunchun", "3,000 workers", "2,000 workers", True),
    ] == [
        tuple(
            row[name]
            for name in (
                "report_id", "role", "copied_from", "shared_passage", "number_here", "number_at_origin", "changed"
            )
        )
        for row in tree
    ]  # fmt: skip


def test_a_merged_story_is_found_by_its_former_id(night: Night, analyst: Connection) -> None:
    one, other = told(night, "/1"), told(night, "/2")
    night.stories({one: one, other: other})
    night.publish()
    later = Night(night.connection, NIGHT_3)
    later.stories({one: one, other: one}, {other: one})
    later.publish()

    for story in (one, other):
        assert {one, other} == {row["report_id"] for row in rows(analyst, "select * from mart.story_tree(%s)", [story])}


def test_a_figure_leads_to_its_witness_whichever_copy_is_asked(night: Night, analyst: Connection) -> None:
    origin, copy = copied(night, number(3000), number(2000))
    claims = rows(analyst, "select report_id, claim_id from mart.known_claim")

    for claim in claims:
        found = rows(analyst, "select * from mart.figure_provenance(%s)", [claim["claim_id"]])
        assert [(origin, "2,000 workers", None), (copy, "3,000 workers", "number")] == [
            (row["report_id"], row["number_here"], row["change"]) for row in found
        ]
        assert {origin} == {row["origin_report_id"] for row in found}


def test_footnotes_come_in_the_order_asked_with_their_bytes(night: Night, analyst: Connection) -> None:
    for path in ("/1", "/2"):
        told(night, path)
        night.fetched(path, payload(f"They were said to be so many in Hunchun. {path}"))
    night.publish()
    ids = [row["claim_id"] for row in rows(analyst, "select claim_id from mart.known_claim order by url desc")]

    notes = rows(analyst, "select * from mart.citations(%s)", [[*ids, ids[0]]])
    assert [(1, "/2"), (2, "/1")] == [(note["citation_no"], note["url"][-2:]) for note in notes]
    for note in notes:
        assert payload(f"They were said to be so many in Hunchun. {note['url'][-2:]}") == note["page_sha256"]
        assert note["warc_file"] is not None and note["http_status"] == 200
        assert "so many in Hunchun" == note["quote"]


def test_what_cannot_be_cited_is_refused_and_named(night: Night, analyst: Connection, warehouse: Warehouse) -> None:
    told(night, "/1")
    night.publish()
    (claim,) = rows(analyst, "select claim_id from mart.known_claim")
    owner = warehouse("p8_owner")
    rows(owner, "update core.reading set text = 'other words than those'")
    owner.commit()

    assert [] == rows(analyst, "select * from mart.citations(%s)", [[claim["claim_id"], "unknown"]])
    said = "".join(analyst.notices)
    assert f"claim {claim['claim_id']} is not cited: its quote no longer stands in its text" in said
    assert "claim unknown is not cited: it is not known here" in said


def test_a_contradiction_is_seen_from_the_day_it_was_known(night: Night, analyst: Connection) -> None:
    told(night, "/1", **PRESENT, **number(2000))
    night.publish()
    later = Night(night.connection, NIGHT_3)
    told(later, "/2", **PRESENT, **number(5000))
    later.publish()

    assert 1 == len(conflicts(analyst))
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])
    assert [] == conflicts(analyst)
