"""Everything again from the archive with another extractor: readings and no versions, told before they are kept."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from pipeline import check, publish, relate, reprocess, rereading, yields
from pipeline.run import Run
from scrapers import archive
from tests import by_hand
from tests.archive_fixtures import article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, DAY_3, HOME, KEY, House
from transforms.clean import EXTRACTOR, extract
from transforms.stories.edges import ORIGIN
from warehouse import verify
from warehouse.connect import rows
from warehouse.content_hash import content_hash

NEXT = "clean-next"
LATER = date(2019, 12, 13)


def sent(path: str, number: str) -> Any:
    """A page that tells of workers sent from one place to another."""
    told = f"Some {number} North Korean workers were sent to Hunchun in October, a clerk of the {path} office said."
    return page(f"{HOME}/{path}", article(f"Workers of the {path} plant", [told, *prose(path)]))


CANTEEN = [
    "North Korean workers eat in a canteen of their own in Hunchun, a cook who left it in spring said.",
    "Rice comes on Mondays, cabbage whenever the driver finds some, and the kettle is never empty before midnight.",
    "Whoever is late finds the shutters closed; two sisters of Hamhung have washed the bowls for three winters.",
]
PIER = [
    "An old pier was painted green for the North Korean workers who unload squid in Vladivostok, sailors said.",
    "Nets dry on the rail, gulls take what falls, and nobody on the quay asks how long a shift has lasted.",
    "At dusk a lorry without plates drives them up the hill, past the barracks and the shuttered cinema.",
]


@pytest.fixture
def held(house: House) -> House:
    """Four reports of two nights, one of them changed on the second."""
    put(house.root, KEY, [sent("north", "2,000"), sent("south", "150"), sent("east", "260")], day=DAY_1)
    assert None is house.interpret(DAY_1)
    put(house.root, KEY, [sent("north", "3,000"), sent("west", "370")], day=DAY_2)
    assert None is house.interpret(DAY_2)
    return house


def upgrade(patch: pytest.MonkeyPatch, name: str = NEXT, **replaced: str) -> None:
    """Another extractor from here on: in each text `old` reads as `new`."""

    def reader(*args: Any, **kwargs: Any) -> dict[str, Any]:
        reading = extract(*args, **kwargs)
        for old, new in replaced.items():
            reading["text"] = reading["text"].replace(old, new)
        return reading

    for module in (rereading, verify):
        patch.setattr(module, "EXTRACTOR", name)
    for module in (yields, verify):
        patch.setattr(module, "extract", reader)


def planned(day: date = DAY_3, name: str = "", **asked: Any) -> tuple[Run, list[str]]:
    return reprocess.plan(
        name or f"reprocess {day} {len(asked)}", started=by_hand.STARTED, web="sample", day=str(day), **asked
    )


def again(house: House, day: date = DAY_3, name: str = "", accept: bool = False, **asked: Any) -> dict[str, int]:
    """The whole of the DAG."""
    run, keys = planned(day, name, **asked)
    for key in keys:
        reprocess.reread(run, key)
    counts = reprocess.settle(run, accept=accept, keys=asked.get("keys", ()))
    check.check(run)
    publish.publish(run)
    publish.conclude(run, [])
    house.loader.rollback()
    return counts


def asked(house: House, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    found = [tuple(row.values()) for row in rows(house.loader, statement, values)]
    house.loader.rollback()
    return found


def hashed(house: House) -> str:
    found = content_hash(house.loader)
    house.loader.rollback()
    return found


def numbers(house: House, day: date | None = None, extractor: str = "then") -> list[int]:
    """The dispatches that an analyst sees, on a day."""
    rows(house.loader, "select mart.as_of(%s, %s)", [day, extractor])
    found = rows(house.loader, "select value_min::int as n from mart.known_claim where value_min > 100 order by 1")
    house.loader.rollback()
    return [row["n"] for row in found]


def report(house: House) -> list[str]:
    (evidence,) = asked(
        house,
        "select evidence from ops.check_result where check_name = 'reprocess_differs' order by run_no desc limit 1",
    )[0]
    return [line["difference"] for line in evidence]


def test_the_same_extractor_changes_nothing_and_says_so(held: House) -> None:
    before = hashed(held)

    assert {"versions": 5, "differ": 0, "claims": 0} == again(held)

    assert before == hashed(held)
    nothing = ["0 differ of 5 versions read again", f"{KEY}: 0 differ of 5", "stories: as before; edges: as before"]
    assert nothing == report(held)


def test_another_extractor_makes_readings_and_no_versions_and_its_claims_are_known_from_that_day(held: House) -> None:
    former = asked(held, "select version_id, ordinal, first_payload_sha256 from core.version order by 1")
    upgrade(held.patch, **{"3,000": "5,000"})

    counts = again(held, accept=True)

    assert {"versions": 5, "differ": 1, "claims": 1} == counts
    assert former == asked(held, "select version_id, ordinal, first_payload_sha256 from core.version order by 1")
    assert [(EXTRACTOR, 5), (NEXT, 5)] == asked(
        held, "select extractor_version, count(*)::int from core.reading group by 1 order by 1"
    )
    assert [150, 260, 370, 5000] == numbers(held)
    assert [150, 260, 370, 3000] == numbers(held, DAY_2)
    assert [150, 260, 370, 5000] == numbers(held, DAY_2, "now")
    assert [150, 260, 2000] == numbers(held, DAY_1) == numbers(held, DAY_1, "now")
    closed = "select known_from, known_to from core.claim where value_min = 3000"
    assert [(DAY_2, DAY_3)] == asked(held, closed)


def test_a_change_is_told_as_the_new_extractor_reads_it_and_as_before_on_the_days_before(held: House) -> None:
    told = "select before, after from mart.changed_figures"
    upgrade(held.patch, **{"3,000": "5,000"})
    again(held, accept=True)

    assert [("2,000", "5,000")] == asked(held, told)
    rows(held.loader, "select mart.as_of(%s)", [DAY_2])
    assert [{"before": "2,000", "after": "3,000"}] == rows(held.loader, told)
    held.loader.rollback()


def test_a_difference_that_the_new_extractor_sees_no_longer_is_no_change(held: House) -> None:
    assert 1 == len(asked(held, "select * from mart.changed_figures"))
    upgrade(held.patch, **{"2,000": "3,000"})
    again(held, accept=True)

    assert [] == asked(held, "select * from mart.changed_figures")
    assert 2 == asked(held, "select max(ordinal) from core.version")[0][0]


def test_too_much_is_told_and_kept_only_with_a_persons_word(held: House) -> None:
    upgrade(held.patch, **{" workers": " missiles"})
    before = hashed(held)
    run, keys = planned()
    for key in keys:
        reprocess.reread(run, key)

    with pytest.raises(check.GateClosed, match="5 differ of 5 versions read again"):
        reprocess.settle(run)

    assert before == hashed(held)
    lines = report(held)
    assert f"{KEY}: 5 differ of 5: 5 text" in lines
    assert any("'workers were sent" in line and "'missiles were sent" in line for line in lines)
    assert any(line.startswith("claims, movement in en: ") and "lost" in line for line in lines)
    again(held, name="with a word", accept=True)
    assert [] == numbers(held)


def test_the_report_gives_claims_by_type_and_language(held: House) -> None:
    upgrade(held.patch, **{"370": "380"})
    again(held, accept=True)

    assert "claims, movement in en: 1 gained, 1 lost, 4 held before" in report(held)


def test_reports_that_become_copies_of_one_another_are_counted(held: House) -> None:
    told = {"canteen": CANTEEN, "pier": PIER}
    put(held.root, KEY, [page(f"{HOME}/{path}", article(path, lines)) for path, lines in told.items()], day=DAY_3)
    assert None is held.interpret(DAY_3)
    upgrade(held.patch, **{"\n\n".join(PIER): "\n\n".join(CANTEEN)})
    again(held, LATER, accept=True)

    assert report(held)[-1].endswith("; edges: 1 gained")


def test_other_rules_of_stories_change_stories_where_everything_is_asked_for(held: House) -> None:
    assert 3 == len(asked(held, "select * from core.edge where known_to is null"))
    held.patch.setattr(relate, "edges", lambda readings: [{"id": one["id"], **ORIGIN} for one in readings])

    again(held, name="one source", keys=[KEY])
    assert "stories: as before; edges: as before" == report(held)[-1]
    again(held, name="everything")

    assert [] == asked(held, "select * from core.edge where known_to is null")
    assert "stories: 3 moved; edges: 3 lost" == report(held)[-1]


def test_an_extractor_that_was_changed_under_its_old_name_is_refused(held: House) -> None:
    upgrade(held.patch, name=EXTRACTOR, **{"370": "380"})
    before = hashed(held)
    run, keys = planned()
    for key in keys:
        reprocess.reread(run, key)

    with pytest.raises(check.GateClosed, match="1 of them under the same name of the extractor"):
        reprocess.settle(run, accept=True)
    assert before == hashed(held)


def test_twice_is_once(held: House) -> None:
    upgrade(held.patch, **{"3,000": "5,000"})
    again(held, accept=True)
    before = hashed(held)

    assert {"versions": 5, "differ": 0, "claims": 0} == again(held, LATER)
    assert before == hashed(held)


@pytest.mark.parametrize("broken", ["read_claims", "relate_anew", "compare"])
def test_a_kill_in_the_middle_leaves_nothing_and_the_next_try_gives_the_same(held: House, broken: str) -> None:
    upgrade(held.patch, **{"3,000": "5,000"})
    before = hashed(held)
    run, keys = planned(name="killed")
    reprocess.reread(run, keys[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reprocess, broken, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            reprocess.settle(run, accept=True)
    assert before == hashed(held)

    counts = again(held, name="killed", accept=True)
    whole, told = hashed(held), report(held)
    reprocess.reread(run, keys[0])
    reprocess.settle(run, accept=True)

    assert {"versions": 5, "differ": 1, "claims": 1} == counts
    assert whole == hashed(held)
    assert "1 differ of 5 versions read again" == told[0]


def test_a_night_that_is_published_in_between_loses_nothing_of_what_was_read(held: House) -> None:
    upgrade(held.patch, **{"3,000": "5,000"})
    run, keys = planned()
    reprocess.reread(run, keys[0])
    put(held.root, KEY, [sent("hill", "480")], day=DAY_3)
    assert None is held.interpret(DAY_3)

    assert {"versions": 5, "differ": 1, "claims": 1} == reprocess.settle(run, accept=True)
    assert [150, 260, 370, 480, 3000] == numbers(held)  # not published yet
    publish.publish(run)
    assert [150, 260, 370, 480, 5000] == numbers(held)


def test_days_and_sources_bound_what_is_read_again(held: House) -> None:
    assert {"versions": 3, "differ": 0, "claims": 0} == again(held, since=str(DAY_1), until=str(DAY_1))
    assert {"versions": 5, "differ": 0, "claims": 0} == again(held, keys=[KEY], name="of one source")


def test_a_page_in_which_no_report_is_found_any_more_loses_its_claims_and_nothing_else(held: House) -> None:
    def reader(*args: Any, **kwargs: Any) -> dict[str, Any]:
        reading = extract(*args, **kwargs)
        gone = {"kind": "block_page", "text": "", "language": None, "date": None}
        return {**reading, **gone} if "260" in reading["text"] else reading

    upgrade(held.patch)
    for module in (yields, verify):
        held.patch.setattr(module, "extract", reader)
    again(held, accept=True)

    assert [150, 370, 3000] == numbers(held)
    assert 4 == asked(held, "select count(*)::int from core.report")[0][0]


def test_a_damaged_file_keeps_everything_as_it_is(held: House) -> None:
    file = next((held.root / KEY / str(DAY_1)).glob("*.warc.gz"))
    file.write_bytes(file.read_bytes()[:100])
    upgrade(held.patch)
    run, keys = planned()

    with pytest.raises(archive.ArchiveBroken):
        reprocess.reread(run, keys[0])
    assert [] == asked(held, "select * from ops.reread")


def test_a_part_of_a_listing_is_read_again_from_the_listing(house: House) -> None:
    entry = {"url": f"{HOME}/p1", "title": "Workers of the quay plant", "date": "2019-12-02T09:00:00+09:00",
             "part": "/0", "html": "<p>Some 480 North Korean workers were sent to Hunchun in October, a clerk said.</p>"
             + "".join(f"<p>{line}</p>" for line in prose("quay"))}  # fmt: skip
    listing = page(f"{HOME}/feed.json", json.dumps([entry]).encode(), content_type="application/json")
    part = {"url": entry["url"], "url_key": f"{KEY}.example/p1", "part": "/0", "road": "find",
            "payload_sha256": listing.payload_sha256}  # fmt: skip
    put(house.root, KEY, listings=[listing], day=DAY_1, parts=[part])
    assert None is house.interpret(DAY_1)
    assert [480] == numbers(house)
    upgrade(house.patch, **{"480": "490"})

    assert {"versions": 1, "differ": 1, "claims": 1} == again(house, accept=True)

    assert [490] == numbers(house)
