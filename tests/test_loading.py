"""Loading in bulk: it says what loading one by one says, changes nothing when nothing did, and many load at once."""

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse, claim, fetch, payload, reading
from warehouse import store
from warehouse.connect import Connection, connect, rows
from warehouse.content_hash import content_hash

KEY = "yalu_post_en"
LOADERS, PATIENCE_SECONDS = 8, 60

Save = Callable[[Night, Sequence[store.Shown]], list[store.Saved]]


def shown(text: str, path: str, **changes: Any) -> store.Shown:
    """A page of a report that says `text`."""
    at_once = changes.pop("payload_of", text)
    return store.Shown(path, f"http://{KEY}.example{path}", payload(at_once), "clean-1", reading(text, **changes))


def one_by_one(night: Night, pages: Sequence[store.Shown]) -> list[store.Saved]:
    return [
        store.save_reading(
            night.connection, night.run_no, night.day, KEY, page.url_key, page.url, page.payload_sha256,
            page.extractor_version, page.reading, page.part,
        )
        for page in pages
    ]  # fmt: skip


def at_once(night: Night, pages: Sequence[store.Shown]) -> list[store.Saved]:
    return store.save_readings(night.connection, night.run_no, night.day, KEY, pages)


def told(chance: random.Random) -> list[list[store.Shown]]:
    """Nights of pages of few reports: new, seen again, changed, changed back, shown twice, and read alike elsewhere."""
    texts = [f"At least {number} workers\twent \\ home.\n\"They\" said so." for number in range(4)]
    return [
        [
            shown(
                text := chance.choice(texts), f"/{chance.randrange(6)}",
                payload_of=text + chance.choice(["", " again"]),
                captions=["a {\"b\", c}", "d\\"], byte_map={"encoding": "utf-8", "runs": [[0, 4, 0]]},
                published_at=chance.choice([None, "2019-12-02T09:00:00+09:00"]),
            )
            for _ in range(chance.randrange(1, 12))
        ]
        for _ in range(5)
    ]  # fmt: skip


def nights(connection: Connection, pages: Sequence[Sequence[store.Shown]], save: Save) -> list[list[store.Saved]]:
    saved = []
    for number, shown_then in enumerate(pages):
        night = Night(connection, NIGHT_1 + timedelta(days=number))
        night.source()
        for page in shown_then:
            night.fetched(page.url_key, page.payload_sha256)
        saved.append(save(night, shown_then))
        if number == 2:  # what came on the third night is held: it is not what stands
            new = [one.version_id for one in saved[-1] if one.outcome != "seen_again"]
            store.hold_versions(connection, night.run_no, night.day, KEY, "nightly", new, "drift")
        connection.commit()
    return saved


@pytest.mark.parametrize("seed", range(8))
def test_readings_saved_at_once_are_those_saved_one_by_one(
    warehouse: Warehouse, another_loader: Connection, seed: int
) -> None:
    pages = told(random.Random(seed))

    alone = nights(warehouse(), pages, one_by_one)
    together = nights(another_loader, pages, at_once)

    assert alone == together
    assert content_hash(warehouse()) == content_hash(another_loader)


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    return night


def written(connection: Connection) -> list[dict[str, Any]]:
    """Which transaction wrote each row of what was loaded."""
    tables = ("raw.page", "raw.fetch", "core.report", "core.version", "core.version_payload", "core.reading",
              "core.reader_pass", "core.claim", "core.claim_place")  # fmt: skip
    return [row for table in tables for row in sorted_rows(connection, table)]


def sorted_rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    return rows(connection, f"select ctid::text, xmin::text from {table} order by 1")  # noqa: S608


def load(night: Night, count: int, quotes: Sequence[str] = ("At least 2,000 workers",)) -> int:
    """So many reports with a claim each; how many claims were written."""
    texts = [f"{quotes[number % len(quotes)]} left plant {number}." for number in range(count)]
    pages = [shown(text, f"/{number}") for number, text in enumerate(texts)]
    store.save_fetches(
        night.connection, night.run_no, night.day, [fetch(page.url_key, page.payload_sha256) for page in pages]
    )
    saved = at_once(night, pages)
    searches = [
        store.Search(one.version_id, one.reading_id, [claim(text, quotes[number % len(quotes)])])
        for number, (one, text) in enumerate(zip(saved, texts, strict=True))
    ]
    return store.save_searches(night.connection, night.run_no, night.day, "claims-1", searches)


def test_a_night_loaded_again_writes_no_row(night: Night) -> None:
    assert 30 == load(night, 30)
    night.connection.commit()
    before = written(night.connection)

    again = load(Night(night.connection, NIGHT_1, night.name), 30)
    night.connection.commit()

    assert (0, before) == (again, written(night.connection))


def test_claims_that_the_database_refuses_cost_no_other_claim(night: Night) -> None:
    texts = [f"Some {number} workers left." for number in range(9)]
    saved = at_once(night, _fetched(night, texts))
    bad: dict[int, dict[str, Any]] = {2: {"value_min": 9, "value_max": 1}, 7: {"value_min": "many"}}
    searches = [
        store.Search(one.version_id, one.reading_id, [claim(text, text[:-1], **bad.get(number, {}))])
        for number, (one, text) in enumerate(zip(saved, texts, strict=True))
    ]

    count = store.save_searches(night.connection, night.run_no, night.day, "claims-1", searches)

    kept = rows(night.connection, "select quote from core.claim order by claim_no")
    refused = rows(night.connection, "select reason, url from ops.reject order by url")
    assert (7, [text[:-1] for number, text in enumerate(texts) if number not in bad]) == (
        count,
        [row["quote"] for row in kept],
    )
    reasons = ["claim_bounds_in_order", 'invalid input syntax for type numeric: "many"']
    assert reasons == [row["reason"] for row in refused]


def _fetched(night: Night, texts: Sequence[str]) -> list[store.Shown]:
    pages = [shown(text, f"/{number}") for number, text in enumerate(texts)]
    for page in pages:
        night.fetched(page.url_key, page.payload_sha256)
    return pages


def test_a_claim_that_moved_in_its_text_keeps_its_row(night: Night) -> None:
    text = "First, 40 workers left. Then they wrote."
    (saved,) = at_once(night, _fetched(night, [text]))
    found = claim(text, "40 workers left")
    night.claims(saved, found)
    before = rows(night.connection, "select claim_no, known_from from core.claim")

    moved = night.claims(saved, {**found, "rule": "another", "confidence": 0.123456}, reader="claims-2")

    (after,) = rows(night.connection, "select claim_no, known_from, rule, confidence, reader_version from core.claim")
    assert 0 == moved
    assert before == [{name: after[name] for name in ("claim_no", "known_from")}]
    assert ("another", 0.1235, "claims-2") == (after["rule"], float(after["confidence"]), after["reader_version"])


# --- many at once --------------------------------------------------------------------------------------------------

SOURCES = [f"yalu_post_{name}" for name in ("en", "ko", "zh", "ja", "ru")]


def loader(database: str, number: int, start: threading.Barrier) -> None:
    """A whole load as the steps do it: sources in an order of its own, and payloads that several of them share."""
    keys = random.Random(number).sample(SOURCES, len(SOURCES))
    with closing(connect("p8_loader", database)) as connection:
        run_no = store.open_run(connection, f"loader {number}", "backfill", "sample", NIGHT_2)
        _declare(connection, run_no, keys)
        connection.commit()
        start.wait(PATIENCE_SECONDS)
        with connection:
            _capture(connection, run_no, keys)
        with connection:
            store.lock_stories(connection)
            store.take_due(connection)
        start.wait(PATIENCE_SECONDS)
        with connection:
            _read(connection, run_no)
        with connection:
            store.publish(connection, run_no, NIGHT_2)


def _declare(connection: Connection, run_no: int, keys: Sequence[str]) -> None:
    declared = [{"key": key, "name": key, "kind": "outlet", "languages": ["en"]} for key in keys]
    store.save_sources(connection, run_no, NIGHT_2, declared)


def _capture(connection: Connection, run_no: int, keys: Sequence[str]) -> None:
    store.lock_sources(connection, keys)
    told = {key: [f"Plant {8 * SOURCES.index(key) + n:02} sent 40 workers home." for n in range(24)] for key in keys}
    fetched = {key: [fetch(f"/{text[6:8]}", payload(text), key) for text in told[key]] for key in keys}
    store.save_pages(connection, [one for key in keys for one in fetched[key]])
    for key in keys:
        store.save_fetches(connection, run_no, NIGHT_2, fetched[key])
        pages = [
            store.Shown(f"/{text[6:8]}", f"http://{key}.example/", payload(text), "clean-1", reading(text))
            for text in told[key]
        ]
        store.save_readings(connection, run_no, NIGHT_2, key, pages)


def _read(connection: Connection, run_no: int) -> None:
    store.lock_claims(connection)
    unread = store.readings_to_read(connection, "claims-1")
    searches = [
        store.Search(row["version_id"], row["reading_id"], [claim(row["text"], "40 workers home")]) for row in unread
    ]
    store.save_searches(connection, run_no, NIGHT_2, "claims-1", searches)
    store.close_superseded_claims(connection, run_no, NIGHT_2)


def test_many_loaders_at_once_end_as_one_would(warehouse_database: str, warehouse: Warehouse) -> None:
    start = threading.Barrier(LOADERS)
    with ThreadPoolExecutor(LOADERS) as pool:
        ended = [pool.submit(loader, warehouse_database, number, start) for number in range(LOADERS)]
    errors = [error for one in ended if (error := one.exception()) is not None]

    counts = rows(
        warehouse(),
        """
        select
            (select count(*) from raw.page) as pages,
            (select count(*) from core.report) as reports,
            (select count(*) from core.version) as versions,
            (select count(*) from core.claim) as claims,
            (select count(*) from ops.reject) as rejects
        """,
    )

    assert [] == errors
    assert [{"pages": 56, "reports": 120, "versions": 120, "claims": 120, "rejects": 0}] == counts


def test_loaders_that_name_their_sources_in_opposite_order_wait_and_do_not_deadlock(
    loader: Connection, warehouse: Warehouse
) -> None:
    first, second = ["yalu_post_en", "tumen_news_ko"], ["tumen_news_ko", "yalu_post_en"]
    night = Night(loader, NIGHT_1)
    for key in first:
        night.source(key)
    loader.commit()
    one, other, watcher = warehouse(), warehouse(), warehouse()

    def save(connection: Connection, *keys: str) -> None:
        for key in keys:
            store.save_fetches(connection, night.run_no, NIGHT_1, [fetch("/1", payload(key), key)])

    def load() -> None:
        store.lock_sources(other, second)
        save(other, *second)
        other.commit()

    store.lock_sources(one, first)
    save(one, first[0])
    with ThreadPoolExecutor(1) as background:
        loading = background.submit(load)
        waits = "select pid from pg_locks where pid = %s and not granted"
        while not rows(watcher, waits, [other.info.backend_pid]) and not loading.done():
            watcher.commit()
        save(one, first[1])
        one.commit()
        loading.result()

    assert [{"n": 2}] == rows(loader, "select count(*) as n from raw.fetch")
