"""Stories night by night: what arrives when and with what changes nothing, ids stay, and a person can undo a merge."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg2.errors import CheckViolation, ForeignKeyViolation
from psycopg2.extensions import connection as Connection

from pipeline.relate import relate, relate_anew
from pipeline.run import Run
from tests.warehouse_fixtures import Night, claim, payload
from transforms.stories import edges
from transforms.stories.partition import joined_to, partition
from transforms.stories.published import published
from warehouse import apart, connect, store
from warehouse.connect import rows
from warehouse.content_hash import content_hash

KEY = "yalu_post_en"
START = date(2019, 12, 1)
REASON = "the one is about the mill, the other about the mine"


def day(number: int) -> date:
    """Day `number` of the tests' world."""
    return START + timedelta(days=number)


def report_id(name: str) -> str:
    return store.public_id(KEY, f"/{name}")


def sentences(family: str, numbers: Sequence[int]) -> str:
    """Sentences of one family: each in words that no other sentence has."""
    return " ".join(
        " ".join(f"{family}{chr(97 + number)}{letter}" for letter in "abcdefghijkl").capitalize() + "."
        for number in numbers
    )


MILL, MINE = sentences("mill", range(8)), sentences("mine", range(8))
BOTH = f"{MILL} {MINE}"


def put(night: Night, name: str, text: str, **changes: Any) -> store.Saved:
    """A page of a report, published on that day, read; `changes` are fields of the reading."""
    night.fetched(f"/{name}", payload(text))
    return night.read(text, f"/{name}", **{"date": night.day.isoformat(), **changes})


@dataclass
class Desk:
    """One warehouse, and the nights that write reports into it and relate them."""

    loader: Connection
    counts: dict[str, int] = field(default_factory=dict)

    def night(self, number: int, texts: Mapping[str, str] | None = None, name: str = "", **changes: Any) -> Night:
        """What came on a day, by report name, read and related; `changes` are fields of every reading."""
        night = Night(self.loader, day(number), name)
        night.source()
        for report, text in (texts or {}).items():
            put(night, report, text, **changes)
        self.related(night).publish()
        return night

    def related(self, night: Night, step: Callable[[Run], dict[str, int]] = relate) -> Night:
        """The night once its reports are related."""
        self.loader.commit()
        self.counts = step(Run(night.name or f"nightly {night.day}", "nightly", night.day, "sample", ()))
        return night

    @contextmanager
    def reviewer(self) -> Iterator[Connection]:
        """A reviewer's connection to this warehouse; committed at the end of the block."""
        with closing(connect.connect("p8_reviewer", self.loader.info.dbname)) as reviewer, reviewer:
            yield reviewer

    def judge(self, judgement: str, one: str, other: str, note: str = REASON) -> None:
        """A reviewer's word on two reports, by id."""
        with self.reviewer() as reviewer:
            rows(
                reviewer,
                "insert into ops.review (judgement, report_id, other_report_id, note) values (%s, %s, %s, %s)",
                [judgement, one, other, note],
            )

    def stories(self) -> dict[str, set[str]]:
        """Story id -> its reports."""
        found: dict[str, set[str]] = {}
        for row in rows(self.loader, "select story_id, report_id from core.story_member where known_to is null"):
            found.setdefault(row["story_id"], set()).add(row["report_id"])
        return found

    def edges(self) -> dict[str, tuple[Any, ...]]:
        """Report -> what it was copied from, and how that is known."""
        return self._links("select *, copied_from_report_id as joined_to from core.edge where known_to is null")

    def retellings(self) -> dict[str, tuple[Any, ...]]:
        """Report -> the one it retells the same source with, and how that is known."""
        return self._links("select *, told_with_report_id as joined_to from core.retelling where known_to is null")

    def _links(self, query: str) -> dict[str, tuple[Any, ...]]:
        return {
            row["report_id"]: (
                row["joined_to"], row["named_source"], row["method"], float(row["score"]), row["evidence"]
            )
            for row in rows(self.loader, query)
        }

    def known(self, view: str, on: int | None = None) -> list[dict[str, Any]]:
        """The rows of a view of mart, as known on a day."""
        rows(self.loader, "select mart.as_of(%s)", [None if on is None else day(on)])
        return rows(self.loader, f"select * from {view}")  # noqa: S608


@pytest.fixture
def desks(fresh_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Desk]]:
    """Desks, each with a fresh warehouse; the last one made is the one whose nights are played."""
    opened: list[Connection] = []

    def desk() -> Desk:
        database = fresh_database()
        monkeypatch.setitem(connect.DATABASES, "sample", database)
        opened.append(connect.connect("p8_loader", database))
        return Desk(opened[-1])

    yield desk
    for one in opened:
        one.close()


@pytest.fixture
def desk(desks: Callable[[], Desk]) -> Desk:
    return desks()


def ids(*names: str) -> set[str]:
    return {report_id(name) for name in names}


# --- one night after the other


def test_a_new_night_joins_the_stories_that_stand(desk: Desk) -> None:
    desk.night(1, {"a": MILL, "b": MINE})
    desk.night(3, {"c": MILL})

    assert {report_id("a"): ids("a", "c"), report_id("b"): ids("b")} == desk.stories()
    assert report_id("a") == desk.edges()[report_id("c")][0]


BARE = {"published_at": None, "date": "2019-12-01"}
NONE = {"published_at": None, "date": None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BARE, {"published_at": "2019-12-02T01:00:00+09:00", "date": "2019-12-02"}),
        (BARE, {"published_at": "2019-12-02T10:00:00+09:00", "date": "2019-12-02"}),
        (NONE, {"published_at": "2019-12-02T00:30:00+09:00", "date": "2019-12-02"}),
        (NONE, BARE),
    ],
)
@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_story_is_called_by_the_report_that_stories_rank_first(
    desk: Desk, one: dict[str, Any], other: dict[str, Any], names: str
) -> None:
    night = Night(desk.loader, day(1))
    night.source()
    for name, dated in zip(names, (one, other), strict=True):
        put(night, name, MILL, **dated)
    desk.related(night)

    seen = night.day.isoformat()
    said = [dated["published_at"] or dated["date"] for dated in (one, other)]
    ranks = [published({"published": value, "seen": seen}).rank() for value in said]
    (first, *_) = sorted(zip(ranks, map(report_id, names), strict=True))
    assert [first[1]] == list(desk.stories())


def test_a_night_without_news_looks_at_nothing(desk: Desk) -> None:
    desk.night(1, {"a": MILL, "b": MINE})
    before = content_hash(desk.loader)

    desk.night(1, {"a": MILL, "b": MINE}, name="the same again")

    assert {"reports": 0, "compared": 0, "edges": 0, "stories": 0} == desk.counts
    assert before == content_hash(desk.loader)


def test_all_related_anew_changes_nothing(desk: Desk) -> None:
    desk.night(1, {"a": MILL, "b": MINE})
    last = desk.night(90, {"c": MINE, "d": MINE})
    before = content_hash(desk.loader)

    desk.related(last, relate_anew)

    assert 4 == desk.counts["reports"]
    assert before == content_hash(desk.loader)


def test_a_report_that_is_no_longer_on_the_topic_leaves_its_story(desk: Desk) -> None:
    desk.night(1, {"a": MILL, "b": MILL})
    desk.night(2, {"a": MINE}, is_relevant=False)

    assert {report_id("b"): ids("b")} == desk.stories()
    assert {} == desk.edges()


def test_a_story_whose_first_report_left_can_be_found_under_its_old_id(desk: Desk) -> None:
    desk.night(1, {"a": MILL})
    desk.night(2, {"b": MILL})
    desk.night(3, {"a": MINE}, is_relevant=False)

    assert {report_id("b"): ids("b")} == desk.stories()
    assert [(report_id("a"), report_id("b"))] == merges(desk)


def merges(desk: Desk) -> list[tuple[str, str]]:
    """The merges that hold: (id that was in use, story that has its reports)."""
    found = desk.known("mart.story_merges")
    return [(row["story_id"], row["merged_into_story_id"]) for row in found if row["ended_day"] is None]


def test_a_held_version_joins_its_story_once_it_is_released(desk: Desk) -> None:
    desk.night(1, {"a": MILL})
    night = Night(desk.loader, day(2))
    saved = put(night, "b", MILL)
    store.hold_versions(desk.loader, night.run_no, day(2), KEY, "nightly", [saved.version_id], "drift")
    desk.related(night)
    assert {report_id("a"): ids("a")} == desk.stories()

    later = Night(desk.loader, day(3))
    store.release_versions(desk.loader, later.run_no, day(2), KEY, "nightly", [saved.version_id])
    desk.related(later)

    assert {report_id("a"): ids("a", "b")} == desk.stories()


def test_a_version_held_after_it_was_related_leaves_its_story(desk: Desk) -> None:
    desk.night(1, {"a": MILL})
    night = Night(desk.loader, day(2))
    saved = put(night, "b", MILL)
    desk.related(night)
    store.hold_versions(desk.loader, night.run_no, day(2), KEY, "nightly", [saved.version_id], "drift")
    desk.related(night)

    assert {report_id("a"): ids("a")} == desk.stories()


# --- the same whatever the order


@dataclass(frozen=True)
class Arrival:
    """A text of a report, the number of the day on which it comes, and the date that it bears, if any."""

    number: int
    name: str
    text: str
    date: str | None


RETOLD = {
    0: [
        "The Yomiuri Shimbun said 3,460 people came to 27 plants of Haebit Knitwear by 11 December.",
        "Haebit Knitwear took in 3,460 people for its 27 plants by 11 December, according to the Yomiuri Shimbun.",
    ],
    130: ["OFAC named Lindun Foodstuff on 9 April over 1,275 visas.", "1,275 visas of Lindun Foodstuff, OFAC said."],
}
"""What outlets make of one announcement, by the season it was made in."""


def world(seed: int) -> list[Arrival]:
    """Reports of two times of the year: copies, excerpts, two tales in one, retellings of a daily; some undated, late
    or changed later."""
    chance = random.Random(seed)
    arrivals = []
    for n in range(14):
        season, tales = chance.choice(((0, ("mill", "mine", "yard")), (130, ("ship", "shop", "farm"))))
        family = chance.choice(tales)
        text = sentences(family, chance.sample(range(10), chance.choice((4, 8, 10))))
        if chance.random() < 0.2:
            text += " " + sentences(chance.choice(tales), range(6))
        if chance.random() < 0.4:
            text = f"{sentences(f'page{chr(97 + n)}', range(3))} {chance.choice(RETOLD[season])}"
        published = season + chance.randrange(12)
        is_undated = chance.random() < 0.2
        came = published + (0 if is_undated else chance.choice((0, 0, 1, 3, 40, 200)))
        dated = None if is_undated else day(published).isoformat()
        arrivals.append(Arrival(came, f"r{n}", text, dated))
        if chance.random() < 0.3:
            other = sentences(chance.choice(tales), range(10))
            arrivals.append(Arrival(came + chance.choice((1, 60)), f"r{n}", other, dated))
    return arrivals


def play(desk: Desk, arrivals: Sequence[Arrival]) -> None:
    """The arrivals in order of their days, each day one night."""
    for number in sorted({one.number for one in arrivals}):
        night = Night(desk.loader, day(number))
        night.source()
        for one in arrivals:
            if one.number == number:
                put(night, one.name, one.text, date=one.date)
        desk.related(night)


def all_at_once(desk: Desk) -> tuple[set[frozenset[str]], dict[str, tuple[Any, ...]]]:
    """The stories and edges of all that is known, from the texts alone."""
    known = [row["report_id"] for row in rows(desk.loader, "select report_id from core.report")]
    readings = store.current_readings(desk.loader, known)
    reports = [
        {"id": row["report_id"], "source": row["source_key"], "seen": row["first_seen_day"].isoformat(), **row}
        for row in readings
    ]
    found = {edge["id"]: edge for edge in edges(reports) if joined_to(edge) is not None}
    groups: dict[str, set[str]] = {}
    for report, group in partition([row["id"] for row in reports], found, ()).group_of.items():
        groups.setdefault(group, set()).add(report)
    kept = {
        name: (joined_to(e), e["named_source"], e["method"], e["score"], e["evidence"]) for name, e in found.items()
    }
    return {frozenset(group) for group in groups.values()}, kept


def as_kept(desk: Desk) -> tuple[set[frozenset[str]], dict[str, tuple[Any, ...]]]:
    """The stories and edges that the nights left in the warehouse."""
    return {frozenset(group) for group in desk.stories().values()}, {**desk.edges(), **desk.retellings()}


@pytest.mark.parametrize("seed", range(8))
def test_nights_give_the_stories_that_all_at_once_would_give(desk: Desk, seed: int) -> None:
    play(desk, world(seed))

    assert all_at_once(desk) == as_kept(desk)


def reordered(arrivals: Sequence[Arrival], seed: int) -> list[Arrival]:
    """The same texts on other days, in other company: versions of a report keep their order, undated ones their day."""
    chance = random.Random(seed)
    moved: list[Arrival] = []
    for one in arrivals:
        earlier = [other.number for other in moved if other.name == one.name]
        number = one.number if one.date is None else chance.randrange(300, 340)
        moved.append(Arrival(max([number, *(n + 1 for n in earlier)]), one.name, one.text, one.date))
    return moved


@pytest.mark.parametrize("seed", range(4))
def test_another_order_and_another_split_give_the_same_stories(desks: Callable[[], Desk], seed: int) -> None:
    one = desks()
    play(one, world(seed))
    other = desks()
    play(other, reordered(world(seed), seed))

    assert as_kept(one) == as_kept(other)


@pytest.mark.parametrize("seed", range(4))
def test_a_pair_judged_early_or_late_gives_the_same_stories(desks: Callable[[], Desk], seed: int) -> None:
    one = desks()
    play(one, world(seed))
    pair = max((sorted(story) for story in one.stories().values()), key=len)[:2]
    one.judge("apart", *pair)
    one.night(400)
    other = desks()
    arrivals = sorted(reordered(world(seed), seed), key=lambda came: came.number)
    last = max(next(came.number for came in arrivals if report_id(came.name) == report) for report in pair)
    play(other, [came for came in arrivals if came.number <= last])
    other.judge("apart", *pair)
    play(other, [came for came in arrivals if came.number > last])
    other.night(400)

    assert as_kept(one) == as_kept(other)
    assert not [story for story in one.stories().values() if set(pair) <= story]


@pytest.mark.parametrize("seed", range(4))
def test_nights_played_again_from_nothing_give_the_same_content(desks: Callable[[], Desk], seed: int) -> None:
    one = desks()
    play(one, world(seed))
    other = desks()
    again = random.Random(seed)
    play(other, again.sample(world(seed), len(world(seed))))

    assert content_hash(one.loader) == content_hash(other.loader)


# --- reports that retell one source that they name

WIRE, RADIO = RETOLD[0]


def test_reports_that_retell_one_source_are_one_story_without_an_edge(desk: Desk) -> None:
    desk.night(1, {"a": f"{sentences('wire', range(3))} {WIRE}"})
    desk.night(2, {"b": f"{sentences('radio', range(3))} {RADIO}"})

    assert {report_id("a"): ids("a", "b")} == desk.stories()
    assert {} == desk.edges()
    assert (report_id("a"), "yomiuri", "same_source") == desk.retellings()[report_id("b")][:3]
    assert {"origin", "same_source"} == {
        row["method"] for row in rows(desk.loader, "select method from core.story_member where known_to is null")
    }


def test_the_source_that_several_reports_retell_is_one_origin(desk: Desk) -> None:
    desk.night(1, {"a": f"{sentences('wire', range(3))} {WIRE}", "other": MINE})
    desk.night(2, {"b": f"{sentences('radio', range(3))} {RADIO}"})
    desk.night(3, {"c": f"{sentences('radio', range(3))} {RADIO}"})

    known = {row["report_id"]: row for row in desk.known("mart.report_origin")}
    origins = {name: known[report_id(name)]["origin_report_id"] for name in ("a", "b", "c", "other")}
    assert {"a": report_id("a"), "b": report_id("a"), "c": report_id("a"), "other": report_id("other")} == origins
    named = {name: known[report_id(name)]["origin_named_source"] for name in origins}
    assert {"a": "yomiuri", "b": "yomiuri", "c": "yomiuri", "other": None} == named
    then = {row["report_id"]: row["origin_named_source"] for row in desk.known("mart.report_origin", on=1)}
    assert {report_id("a"): None, report_id("other"): None} == then


def test_two_that_a_person_keeps_apart_are_not_joined_by_a_source(desk: Desk) -> None:
    desk.night(1, {"a": f"{sentences('wire', range(3))} {WIRE}"})
    desk.night(2, {"b": f"{sentences('radio', range(3))} {RADIO}"})
    before = desk.retellings()
    desk.judge("apart", report_id("a"), report_id("b"))
    desk.night(3)

    assert {report_id("a"): ids("a"), report_id("b"): ids("b")} == desk.stories()
    assert {} == desk.retellings()
    assert ["same_source"] == [row["refused_method"] for row in desk.known("mart.stories_apart")]

    desk.judge("not_apart", report_id("a"), report_id("b"), "they are the same after all, I had misread it")
    desk.night(4)

    assert {report_id("a"): ids("a", "b")} == desk.stories()
    assert before == desk.retellings()


def test_a_retelling_that_turns_out_a_copy_is_a_copy(desk: Desk) -> None:
    desk.night(1, {"a": f"{sentences('wire', range(3))} {WIRE}"})
    desk.night(2, {"b": f"{sentences('radio', range(3))} {RADIO}"})
    desk.night(3, {"b": f"{sentences('wire', range(3))} {WIRE}"}, date=day(2).isoformat())

    assert {report_id("b")} == desk.edges().keys()
    assert {} == desk.retellings()


# --- two reports that a person keeps apart


@pytest.fixture
def merged(desk: Desk) -> Desk:
    """Two stories, of the first two nights; a third night brings what both were taken from."""
    desk.night(1, {"a": MILL})
    desk.night(2, {"b": MINE})
    desk.night(3, {"c": BOTH}, date=day(0).isoformat())
    assert {report_id("a"): ids("a", "b", "c")} == desk.stories()
    return desk


def test_a_merge_is_recorded_under_the_id_that_was_there_first(merged: Desk) -> None:
    assert [(report_id("b"), report_id("a"))] == merges(merged)
    assert [] == merged.known("mart.story_merges", on=2)


def test_a_merge_is_undone_and_both_stories_have_their_old_ids(merged: Desk) -> None:
    merged.judge("apart", report_id("c"), report_id("b"))
    merged.night(4)

    assert {report_id("a"): ids("a", "c"), report_id("b"): ids("b")} == merged.stories()
    assert ids("a") == merged.edges().keys()
    assert [] == merges(merged)


def test_what_is_apart_is_not_joined_by_another_way_and_the_refused_edge_says_why(
    merged: Desk
) -> None:
    merged.judge("apart", report_id("a"), report_id("b"))
    merged.night(4)

    assert {report_id("a"), report_id("b")} == merged.stories().keys()
    kept = merged.known("mart.stories_apart")
    assert [(REASON, day(4), report_id("c"))] == [
        (row["reason"], row["known_from"], row["refused_copied_from_report_id"]) for row in kept
    ]
    assert {row["refused_report_id"] for row in kept} | merged.edges().keys() == ids("a", "b")


def test_an_undone_merge_stays_undone_through_later_nights_and_all_related_anew(
    merged: Desk
) -> None:
    merged.judge("apart", report_id("b"), report_id("c"))
    merged.night(4)
    last = merged.night(6, {"d": MINE, "e": BOTH})
    before = content_hash(merged.loader)

    merged.related(last, relate_anew)

    of_a, of_b = merged.stories()[report_id("a")], merged.stories()[report_id("b")]
    assert ids("a", "c") <= of_a
    assert ids("b") <= of_b
    assert before == content_hash(merged.loader)


def test_a_judgement_that_is_taken_back_joins_the_stories_again(merged: Desk) -> None:
    before = merged.edges()
    merged.judge("apart", report_id("b"), report_id("c"))
    merged.night(4)
    merged.judge("not_apart", report_id("c"), report_id("b"), "they are the same after all, I had misread it")
    merged.night(5)

    assert {report_id("a"): ids("a", "b", "c")} == merged.stories()
    assert before == merged.edges()
    assert [(report_id("b"), report_id("a"))] == merges(merged)
    assert [] == merged.known("mart.stories_apart")


def test_each_day_shows_the_stories_as_they_were_known_then(merged: Desk) -> None:
    saved = put(Night(merged.loader, day(3), "again"), "b", MINE, date=day(2).isoformat())
    night = Night(merged.loader, day(3), "a claim")
    night.claims(saved, claim(MINE, MINE[:30]))
    night.publish()
    merged.judge("apart", report_id("b"), report_id("c"))
    merged.night(4)
    merged.judge("not_apart", report_id("b"), report_id("c"), "they are the same after all, I had misread it")
    merged.night(5)

    stories = [[row["story_id"] for row in merged.known("mart.known_claim", on=number)] for number in (3, 4, 5)]
    assert [[report_id("a")], [report_id("b")], [report_id("a")]] == stories
    ended = [[row["ended_day"] for row in merged.known("mart.story_merges", on=number)] for number in (2, 3, 4, 5)]
    assert [[], [None], [day(4)], [day(4), None]] == ended
    assert [0, 1, 0] == [len(merged.known("mart.stories_apart", on=number)) for number in (3, 4, 5)]


def test_reports_judged_apart_before_they_met_are_never_joined(desk: Desk) -> None:
    desk.night(1, {"a": MILL})
    desk.night(2, {"b": MINE})
    desk.judge("apart", report_id("a"), report_id("b"))
    desk.night(3, {"c": BOTH}, date=day(0).isoformat())

    assert {report_id("a"), report_id("b")} == desk.stories().keys()
    assert [] == desk.known("mart.story_merges")


def test_a_refused_edge_is_used_once_what_it_would_have_joined_has_left(
    merged: Desk
) -> None:
    merged.judge("apart", report_id("a"), report_id("b"))
    merged.night(4)
    with_c = next(stories for stories in merged.stories().values() if report_id("c") in stories)
    gone, other = ("a", "b") if report_id("a") in with_c else ("b", "a")
    merged.night(5, {gone: sentences("yard", range(8))}, date=day(1).isoformat())

    assert ids("c", other) in merged.stories().values()
    assert ids(other) == merged.edges().keys()


def test_reports_are_judged_by_their_addresses_or_ids_with_a_reason(merged: Desk) -> None:
    b, c = (f"http://{KEY}.example/{name}" for name in "bc")
    with merged.reviewer() as reviewer:
        with pytest.raises(apart.JudgementRefused, match="ten letters"):
            apart.judge(reviewer, "apart", [b, c], "no", "desk")
        with pytest.raises(apart.JudgementRefused, match="nobody is no report"):
            apart.judge(reviewer, "apart", [b, "nobody"], REASON, "desk")
        with pytest.raises(apart.JudgementRefused, match="one report"):
            apart.judge(reviewer, "apart", [b, report_id("b")], REASON, "desk")
        assert [report_id("b"), report_id("c")] == apart.judge(reviewer, "apart", [b, report_id("c")], REASON, "desk")
    merged.night(4)

    assert ids("b") in merged.stories().values()
    assert [f"desk: {REASON}"] == [row["reason"] for row in merged.known("mart.stories_apart")]


@pytest.mark.parametrize(
    ("one", "other", "note", "refusal"),
    [
        ("a", "a", REASON, CheckViolation),
        ("a", "b", "no", CheckViolation),
        ("a", "nobody", REASON, ForeignKeyViolation),
    ],
    ids=["with itself", "without a reason", "of a report that is not there"],
)
def test_a_judgement_that_says_nothing_is_refused(
    merged: Desk, one: str, other: str, note: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        merged.judge("apart", report_id(one), report_id(other), note)


# --- a story that falls apart, and a night that dies


def test_a_story_that_falls_apart_keeps_its_id_with_the_report_that_was_there_first(desk: Desk) -> None:
    desk.night(1, {"a": MILL})
    desk.night(2, {"b": MILL})
    desk.night(3, {"c": MILL})
    desk.night(4, {"b": MINE}, date=day(2).isoformat())

    assert {report_id("a"): ids("a", "c"), report_id("b"): ids("b")} == desk.stories()


def test_a_night_that_dies_while_it_relates_is_made_up_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(1, {"a": MILL})
    night = Night(desk.loader, day(2))
    put(night, "b", MILL)
    with monkeypatch.context() as patch:
        patch.setattr(store, "save_stories", killed)
        with pytest.raises(Killed):
            desk.related(night)
    assert {report_id("a"): ids("a")} == desk.stories()

    desk.related(night)

    assert {report_id("a"): ids("a", "b")} == desk.stories()


class Killed(Exception):
    """Stands for the death of a process."""


def killed(*_: Any) -> None:
    """Dies."""
    raise Killed


REPORTS = st.sampled_from("abcdefgh")
COPIES = st.dictionaries(
    REPORTS, st.fixed_dictionaries({"copied_from": REPORTS, "score": st.sampled_from((0.4, 0.7, 1.0))}), max_size=8
)
PAIRS = st.sets(st.tuples(REPORTS, REPORTS).filter(lambda pair: pair[0] < pair[1]), max_size=4)


@given(COPIES, PAIRS, st.randoms(use_true_random=False))
def test_stories_hold_no_pair_that_is_apart_whatever_the_order(
    found: dict[str, dict[str, Any]], apart: set[tuple[str, str]], chance: random.Random
) -> None:
    parted = partition("abcdefgh", found, apart)
    shuffled = dict(chance.sample(sorted(found.items()), len(found)))

    assert parted == partition(chance.sample("abcdefgh", 8), shuffled, chance.sample(sorted(apart), len(apart)))
    assert not [pair for pair in apart if parted.group_of[pair[0]] == parted.group_of[pair[1]]]
    used = {report: edge for report, edge in found.items() if report not in parted.refused}
    assert parted.group_of == partition("abcdefgh", used, ()).group_of
    assert set(parted.refused.values()) <= apart


# --- the work of a night


class Counted(Run):
    """A run that counts the rows its statements read of core, with an index wherever one can serve."""

    read: dict[str, int]

    @contextmanager
    def warehouse(self) -> Iterator[Connection]:
        with super().warehouse() as loader:
            rows(loader, "set local enable_seqscan = off")
            yield loader
            found = rows(
                loader,
                """
                select relname, seq_tup_read + idx_tup_fetch as rows_read
                from pg_stat_xact_user_tables
                where schemaname = 'core'
                """,
            )
            object.__setattr__(self, "read", {row["relname"]: int(row["rows_read"] or 0) for row in found})


def archive_of(desk: Desk, count: int) -> None:
    """As many related reports as asked for, published years before, each a story of its own."""
    night = Night(desk.loader, day(-900), "the archive")
    night.source()
    for statement in (
        """
        insert into core.report (report_id, source_key, url_key, url, last_seen_day, known_from, opened_run)
        select 'r' || n, %(key)s, '/old/' || n, 'http://old.example/' || n, %(day)s, %(day)s, %(run_no)s
        from generate_series(1, %(count)s) as n
        """,
        """
        insert into core.version (
            version_id, report_id, ordinal, first_payload_sha256, first_seen_day, last_seen_day, known_from, opened_run
        )
        select 'v' || report_id, report_id, 1, report_id, %(day)s, %(day)s, %(day)s, %(run_no)s
        from core.report
        """,
        """
        insert into core.reading (
            reading_id, version_id, extractor_version, kind, text, captions, published_day, is_relevant,
            relevance_score, known_from, opened_run, is_related
        )
        select 't' || report_id, 'v' || report_id, 'clean-1', 'article', report_id, '{}', %(day)s, true, 0.9, %(day)s,
            %(run_no)s, true
        from core.report
        """,
        """
        insert into core.story (story_id, known_from, opened_run)
        select report_id, %(day)s, %(run_no)s from core.report
        """,
        """
        insert into core.story_member (report_id, story_id, method, score, evidence, placed_day, known_from, opened_run)
        select report_id, report_id, 'origin', 1, '[]', %(day)s, %(day)s, %(run_no)s from core.report
        """,
    ):
        rows(desk.loader, statement, {"key": KEY, "day": night.day, "run_no": night.run_no, "count": count})
    night.publish()


def work_of_a_night(desk: Desk, archive: int) -> tuple[dict[str, int], dict[str, int]]:
    """The counts of a night after an archive, and the rows of each table that relating it read."""
    archive_of(desk, archive)
    desk.night(1, {"a": MILL, "b": MINE, "c": BOTH})
    night = Night(desk.loader, day(2))
    for name, text in (("d", MILL), ("e", MINE)):
        put(night, name, text)
    desk.loader.commit()
    rows(desk.loader, "analyze core.report, core.version, core.reading, core.story, core.story_member, core.edge")
    desk.loader.commit()
    run = Counted(f"nightly {night.day}", "nightly", night.day, "sample", ())
    return relate(run), run.read


def test_a_night_after_an_archive_ten_times_as_large_reads_no_row_more(desks: Callable[[], Desk]) -> None:
    small_counts, small_read = work_of_a_night(desks(), 1000)
    large_counts, large_read = work_of_a_night(desks(), 10000)

    assert 5 == small_counts["compared"]
    assert small_counts == large_counts
    assert {} == {table: rows for table, rows in large_read.items() if rows > small_read[table]}
