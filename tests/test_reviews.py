"""People judge claims: some are asked for each night, a judgement overrides the reader's trust and loses nothing."""

from datetime import date

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse, claim
from warehouse import store
from warehouse.connect import Connection, rows
from warehouse.store.reviews import DOUBTFUL_COUNT, SAMPLE_COUNT

MANY = SAMPLE_COUNT + 3 * DOUBTFUL_COUNT


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    quotes = [f"{100 + number} were sent to Hunchun" for number in range(MANY)]
    night.report(". ".join(quotes), *((quote, {"firm": number % 2 == 0}) for number, quote in enumerate(quotes)))
    night.publish()
    store.queue_reviews(night.connection, night.run_no)
    night.connection.commit()
    return night


def judged(warehouse: Warehouse, claim_id: str, judgement: str, note: str = "") -> None:
    reviewer = warehouse("p8_reviewer")
    rows(
        reviewer,
        "insert into ops.review (claim_id, judgement, note) values (%s, %s, %s)",
        [claim_id, judgement, note],
    )
    reviewer.commit()


def firmness(connection: Connection, claim_id: str) -> tuple[bool, str | None]:
    (row,) = rows(connection, "select is_firm, judgement from mart.known_claim where claim_id = %s", [claim_id])
    connection.commit()
    return row["is_firm"], row["judgement"]


def test_a_night_asks_for_a_sample_and_for_the_least_trusted(night: Night) -> None:
    queue = rows(night.connection, "select why, is_firm, count(*) from mart.review_queue group by 1, 2")
    counts = {(row["why"], row["is_firm"]): row["count"] for row in queue}

    assert SAMPLE_COUNT == sum(count for (why, _), count in counts.items() if why == "sample")
    assert {("doubtful", False): DOUBTFUL_COUNT} == {key: n for key, n in counts.items() if key[0] == "doubtful"}


def test_a_run_asks_once(night: Night) -> None:
    assert 0 == store.queue_reviews(night.connection, night.run_no)


def test_what_a_blocked_night_opened_is_asked_by_the_next_that_is_published(night: Night) -> None:
    blocked = Night(night.connection, NIGHT_2)
    blocked.report("300 were sent to Dandong", ("300 were sent to Dandong", {}), path="/2")
    published = Night(night.connection, date(2019, 12, 9))
    published.report("40 went home", ("40 went home", {}), path="/3")
    published.publish()

    assert 2 == store.queue_reviews(night.connection, published.run_no)


def test_a_judgement_overrides_the_reader_and_keeps_its_reading(night: Night, warehouse: Warehouse) -> None:
    firm, loose = (
        rows(night.connection, "select claim_id from core.claim where is_firm = %s order by 1 limit 1", [is_firm])[0]
        for is_firm in (True, False)
    )
    night.connection.commit()
    judged(warehouse, firm["claim_id"], "wrong", "the quote speaks of a plan")
    judged(warehouse, loose["claim_id"], "right")

    assert (False, "wrong") == firmness(night.connection, firm["claim_id"])
    assert (True, "right") == firmness(night.connection, loose["claim_id"])
    assert [True] == [
        row["is_firm"]
        for row in rows(night.connection, "select is_firm from core.claim where claim_id = %s", [firm["claim_id"]])
    ]


def test_the_last_judgement_counts_and_the_first_stays(night: Night, warehouse: Warehouse) -> None:
    (claim,) = rows(night.connection, "select claim_id from core.claim order by 1 limit 1")
    night.connection.commit()
    judged(warehouse, claim["claim_id"], "wrong")
    judged(warehouse, claim["claim_id"], "right", "looked again")

    assert (True, "right") == firmness(night.connection, claim["claim_id"])
    assert 2 == len(rows(warehouse("p8_reviewer"), "select 1 from ops.review"))


def test_another_reading_of_a_judged_claim_is_not_judged(night: Night, warehouse: Warehouse) -> None:
    (claim,) = rows(night.connection, "select claim_id from core.claim where is_firm order by 1 limit 1")
    night.connection.commit()
    judged(warehouse, claim["claim_id"], "wrong")
    rows(night.connection, "update core.claim set values_sha256 = 'other' where claim_id = %(claim_id)s", claim)
    night.publish()

    assert (True, None) == firmness(night.connection, claim["claim_id"])


def test_a_judgement_stays_with_what_was_said_when_trust_or_the_list_of_companies_change(
    night: Night, warehouse: Warehouse
) -> None:
    (judged_,) = rows(night.connection, "select claim_id, quote from core.claim where is_firm order by 1 limit 1")
    night.connection.commit()
    judged(warehouse, judged_["claim_id"], "wrong")
    (version,) = rows(night.connection, "select version_id, reading_id from core.reading")
    quotes = [f"{100 + number} were sent to Hunchun" for number in range(MANY)]
    again = [claim(". ".join(quotes), quote, firm=False, details={"entity": "one"}) for quote in quotes]
    later = Night(night.connection, NIGHT_2)
    store.save_claims(later.connection, later.run_no, NIGHT_2, version["version_id"], version["reading_id"], "x", again)
    later.publish()

    assert (False, "wrong") == firmness(night.connection, judged_["claim_id"])
    now = "select is_firm, details ->> 'entity' as entity from core.claim where claim_id = %s and known_to is null"
    assert [(False, "one")] == [tuple(row.values()) for row in rows(night.connection, now, [judged_["claim_id"]])]


def test_a_judged_claim_leaves_the_queue_and_enters_the_rates(night: Night, warehouse: Warehouse) -> None:
    queue = rows(night.connection, "select claim_id from mart.review_queue where why = 'sample' order by 1")
    night.connection.commit()
    for row, judgement in zip(queue, ["wrong", "unsure", *["right"] * (SAMPLE_COUNT - 2)], strict=True):
        judged(warehouse, row["claim_id"], judgement)

    assert [] == rows(night.connection, "select 1 from mart.review_queue where why = 'sample'")
    rates = rows(night.connection, "select * from mart.error_rates where why = 'sample'")
    assert SAMPLE_COUNT == sum(row["judged_count"] for row in rates)
    assert (SAMPLE_COUNT - 2, 1) == tuple(sum(row[name] for row in rates) for name in ("right_count", "wrong_count"))
    assert all(row["precision_low"] < row["precision"] <= row["precision_high"] for row in rates)


def test_an_earlier_day_does_not_know_a_later_judgement(night: Night, warehouse: Warehouse) -> None:
    (claim,) = rows(night.connection, "select claim_id from core.claim where is_firm order by 1 limit 1")
    night.connection.commit()
    judged(warehouse, claim["claim_id"], "wrong")
    rows(night.connection, "select mart.as_of(%s)", [date(2019, 12, 31)])

    assert (True, None) == firmness(night.connection, claim["claim_id"])


def test_a_claim_that_was_lost_and_found_again_was_judged_once(night: Night, warehouse: Warehouse) -> None:
    (asked,) = rows(night.connection, "select claim_id from mart.review_queue where why = 'sample' limit 1")
    night.connection.commit()
    judged(warehouse, asked["claim_id"], "right")
    (version,) = rows(night.connection, "select version_id, reading_id from core.reading")
    quotes = [f"{100 + number} were sent to Hunchun" for number in range(MANY)]
    claims = [claim(". ".join(quotes), quote, firm=number % 2 == 0) for number, quote in enumerate(quotes)]
    later = Night(night.connection, NIGHT_2)
    for found in ([], claims):
        where = later.connection, later.run_no, NIGHT_2, version["version_id"], version["reading_id"]
        store.save_claims(*where, "another reader", found)
    later.publish()

    assert [("sample", 1)] == [
        (row["why"], row["judged_count"]) for row in rows(night.connection, "select * from mart.error_rates")
    ]


def test_an_earlier_day_is_asked_nothing_by_a_later_night(night: Night) -> None:
    later = Night(night.connection, NIGHT_2)
    rows(night.connection, "update ops.review_queue set day = %s, run_no = %s", [NIGHT_2, later.run_no])
    later.publish()

    assert rows(night.connection, "select 1 from mart.review_queue")
    rows(night.connection, "select mart.as_of(%s)", [NIGHT_1])
    assert [] == rows(night.connection, "select 1 from mart.review_queue")


def test_a_judgement_is_of_what_is_shown_and_not_of_what_an_unpublished_night_reads(
    night: Night, warehouse: Warehouse
) -> None:
    (shown,) = rows(night.connection, "select claim_id, quote from core.claim where is_firm order by 1 limit 1")
    (version,) = rows(night.connection, "select version_id, reading_id, text from core.reading")
    later = Night(night.connection, NIGHT_2)
    where = later.connection, later.run_no, NIGHT_2, version["version_id"], version["reading_id"]
    store.save_claims(*where, "another reader", [claim(version["text"], shown["quote"], value_max=None)])
    night.connection.commit()
    judged(warehouse, shown["claim_id"], "wrong")

    assert (False, "wrong") == firmness(night.connection, shown["claim_id"])
    later.publish()
    assert (True, None) == firmness(night.connection, shown["claim_id"])
