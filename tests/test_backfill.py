"""Saved pages through the same steps as a night: each ends as a version or as a counted reject, and nothing is lost."""

import gzip
import html
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import backfill, check, clean, plan, publish, read, register, relate
from scrapers import archive
from scrapers.source import source_of
from tests import by_hand
from tests.labelled import BENCH, SEED, needs
from warehouse import connect, store
from warehouse.connect import Connection, Row, rows
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("backfill")
NEWS = ("fundus", "scrapinghub")
FETCHED_AT = datetime(2026, 11, 24, tzinfo=UTC)
DAY = "2026-11-24"


@dataclass(frozen=True)
class Saved:
    """A page as somebody saved it."""

    url: str
    content: bytes
    status: int = 200


def page(title: str, published: str, paragraphs: list[str]) -> bytes:
    """A plain article page."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    head = f'<title>{title}</title><meta property="article:published_time" content="{published}">'
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html><head><meta charset=utf-8>{head}</head><body>{article}</body></html>".encode()


def packed(folder: Path, saved: list[Saved]) -> Path:
    """The pages in one WARC file."""
    folder.mkdir()
    lines = []
    for number, one in enumerate(saved):
        (folder / f"{number}.html").write_bytes(one.content)
        line = {"file": f"{number}.html", "url": one.url, "fetched_at": None, "status": one.status}
        lines.append(json.dumps({**line, "content_type": "text/html"}))
    (folder / "index.jsonl").write_text("\n".join(lines))
    assert len(saved) == archive.pack(folder, folder / "saved.warc.gz", FETCHED_AT)
    return folder / "saved.warc.gz"


def take_in(folder: Path, saved: list[Saved], source: str | None = None) -> dict[str, int]:
    """Pack the pages and take the file in, step by step; returns the counts of cleaning."""
    warc = packed(folder, saved)
    run = backfill.plan(f"backfill {folder.name}", started=FETCHED_AT, web="live", day=DAY, warcs=[str(warc)])
    assert len(saved) == backfill.take_in(run, str(warc), source)["pages"]
    counts = clean.clean(run)
    relate.relate(run)
    read.read_claims(run)
    check.check(run)
    publish.publish(run)
    publish.conclude(run, [])
    return counts


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Connection]:
    """A live warehouse of this test's own."""
    with by_hand.home(tmp_path / "home"), closing(connect.connect("p8_loader", "p8")) as connection:
        yield connection


def claims(connection: Connection) -> list[Row]:
    return rows(connection, "select * from core.claim where known_to is null order by quote_start")


def test_each_saved_page_is_a_version_or_a_counted_reject(live: Connection, tmp_path: Path) -> None:
    text = [
        "Some 120 North Korean workers were sent to Hunchun in May.",
        "They sew coats in two plants, an official said.",
    ] * 3
    saved = [
        Saved("https://one.example/a", page("Workers sent to Hunchun", "2026-05-30T09:00:00+09:00", text)),
        Saved("https://one.example/gone", b"<html><h1>Not found</h1></html>", status=404),
        Saved("https://two.example/empty", b""),
        Saved("https://two.example/bytes", bytes(range(256)) * 20),
    ]
    counts = take_in(tmp_path / "pages", saved)

    assert (4, 4) == (counts["pages"], counts["texts"] + counts["rejects"])
    told = {row["url"]: row["reason"] for row in rows(live, "select url, reason from ops.reject")}
    assert "http_404" == told["https://one.example/gone"]
    held = {row["url"] for row in rows(live, "select url from core.report")}
    assert {one.url for one in saved} == held | set(told)
    assert {"host_one_example", "host_two_example"} == {
        row["source_key"] for row in rows(live, "select * from core.source")
    }


def test_the_same_file_again_changes_nothing(live: Connection, tmp_path: Path) -> None:
    from warehouse.content_hash import content_hash

    saved = [
        Saved(
            "https://one.example/a", page("Rain", "2026-05-30T09:00:00+09:00", ["Rain fell on the river for days."] * 9)
        )
    ]
    take_in(tmp_path / "first", saved)
    before = content_hash(live)
    live.rollback()
    take_in(tmp_path / "second", saved)

    assert before == content_hash(live)


def test_a_file_of_others_says_where_it_came_from_and_a_claim_leads_there(live: Connection, tmp_path: Path) -> None:
    text = ["Some 120 North Korean workers were sent to Hunchun in May.", "They sew coats in two plants."] * 4
    take_in(tmp_path / "pages", [Saved("https://one.example/a", page("Sent", "2026-05-30T09:00:00+09:00", text))])
    (file,) = rows(live, "select taken_from, software, collection, pages, first_day::text from raw.warc_file")
    claim_id, root = claims(live)[0]["claim_id"], str(tmp_path / "home" / "archive" / "live")
    proof = verify(live, root, "live", claim_id=claim_id).proof

    given = str(tmp_path / "pages" / "saved.warc.gz")
    assert (given, "paragraph8", "pages saved before", 1, DAY) == tuple(file.values())
    assert f"taken    from {given}, written by paragraph8: no crawl of ours" in proof


def test_a_file_without_pages_says_so(live: Connection, tmp_path: Path) -> None:
    (tmp_path / "empty.warc.gz").write_bytes(gzip.compress(b""))
    run = backfill.plan("backfill nothing", started=FETCHED_AT, web="live", day=DAY, warcs=["empty.warc.gz"])

    with pytest.raises(backfill.BackfillError, match=r"empty\.warc\.gz"):
        backfill.take_in(run, str(tmp_path / "empty.warc.gz"), None)


@needs(SEED)
def test_the_seed_article_stands_in_the_warehouse_with_its_exact_words(live: Connection, tmp_path: Path) -> None:
    paragraphs = [line for line in SEED.read_text().splitlines() if line.strip()]
    url = "https://www.dailynk.com/english/workers-before-the-deadline/"
    take_in(
        tmp_path / "seed", [Saved(url, page("Workers before the deadline", "2019-12-02T10:00:00+09:00", paragraphs))]
    )
    found = claims(live)

    def told(kind: str, subtype: str | None, **fields: object) -> list[Row]:
        return [
            claim
            for claim in found
            if (claim["type"], claim["subtype"]) == (kind, subtype) and all(claim[k] == v for k, v in fields.items())
        ]

    assert told("wage", "gross", value_min=1500, value_max=2000, currency="CNY", period="month", polarity="affirmed")
    assert told("wage", "state_share", value_min=50, value_max=50, precision="approx")
    assert told("wage", "state_revenue_per_worker", value_min=800, currency="CNY")
    assert {datetime(2019, 12, 22).date()} == {claim["event_end"] for claim in told("legal", "deadline")}
    places = {place for claim in found if claim["polarity"] == "affirmed" for place in claim["places"]}
    assert {"Jilin, CN", "Hunchun, Yanbian, Jilin, CN", "Tumen, Yanbian, Jilin, CN"} <= places
    assert {"Liaoning, CN"} <= {place for claim in found if claim["polarity"] == "negated" for place in claim["places"]}
    returned = {place for claim in told("movement", "repatriation", polarity="affirmed") for place in claim["places"]}
    assert {"RU", "MN", "AE", "Southeast Asia"} <= returned
    assert ["daily_nk_en"] == [row["source_key"] for row in rows(live, "select source_key from core.report")]
    assert {datetime(2026, 11, 24).date()} == {claim["known_from"] for claim in found}
    text = rows(live, "select text from core.reading")[0]["text"]
    assert all(text[claim["quote_start"] : claim["quote_end"]] == claim["quote"] for claim in found)


@needs(BENCH)
def test_real_news_pages_all_end_somewhere_and_are_proven(live: Connection, tmp_path: Path) -> None:
    gold = [json.loads(line) for line in (BENCH / "gold.jsonl").read_text().splitlines()]
    chosen = [entry for entry in gold if entry["origin"] in NEWS]
    saved = [
        Saved(entry["url"], gzip.decompress((BENCH / "pages" / f"{entry['id']}.html.gz").read_bytes()))
        for entry in chosen
    ]
    counts = take_in(tmp_path / "bench", saved)

    assert len(saved) == counts["pages"] == counts["texts"] + counts["rejects"]
    held = {row["payload_sha256"] for row in rows(live, "select payload_sha256 from core.version_payload")}
    told = {row["payload_sha256"] for row in rows(live, "select payload_sha256 from ops.reject")}
    came = {row["payload_sha256"] for row in rows(live, "select payload_sha256 from raw.page")}
    assert came == held | told
    done = verify(live, str(tmp_path / "home" / "archive" / "live"), "live")
    assert [] == done.differences
    assert done.reading_count > 0.9 * len(saved)


def test_what_a_reports_address_answers_instead_is_a_counted_reject_and_stops_nothing(
    live: Connection, tmp_path: Path
) -> None:
    text = ["Some 120 North Korean workers were sent to Hunchun in May.", "They sew coats in two plants."] * 4
    challenge = b"<html><title>Just a moment...</title><h1>Checking your browser</h1></html>"
    saved = [
        Saved("https://www.dailynk.com/english/a/", page("Workers sent", "2026-05-30T09:00:00+09:00", text)),
        Saved("https://www.dailynk.com/english/moved/", b"moved", status=301),
        Saved("https://www.dailynk.com/english/gone/", b"<h1>Not found</h1>", status=404),
        Saved("https://www.dailynk.com/english/wall/", challenge, status=403),
    ]
    run = plan.plan("a night", "nightly", started=FETCHED_AT, web="live", day=DAY, keys=["daily_nk_en"])
    file = f"daily_nk_en/{DAY}/20261124T000000Z-1.warc.gz"
    archive.publish(run.archive, file, packed(tmp_path / "night", saved))
    stored = list(archive.pages(run.archive, file))
    entries = [
        {
            "url": one.page.url, "url_key": f"key {one.offset}", "role": "report", "offset": one.offset,
            "status": one.page.status, "payload_sha256": one.page.payload_sha256,
        }
        for one in stored
    ]  # fmt: skip
    record = {
        "source": "daily_nk_en", "day": DAY, "run": "20261124T000000Z-1", "exit_code": 0, "verdict": "ok",
        "reason": "4 new", "evidence_url": None, "log": None, "warc": file, "pages": entries, "figures": {"listed": 4},
    }  # fmt: skip
    archive.publish(run.archive, file.replace(".warc.gz", ".run.json"), json.dumps(record).encode())

    register.register(run)
    run_no = store.open_run(live, run.run_id, run.dag_id, run.web, run.day)
    counts = clean.clean_source(run, live, run_no, source_of("daily_nk_en", "live"), [record]).yields

    assert (4, 1, 3) == (counts["pages"], counts["texts"], counts["rejects"])
    reasons = {row["reason"] for row in rows(live, "select reason from ops.reject")}
    assert {"http_301", "http_404", "http_403"} == reasons
