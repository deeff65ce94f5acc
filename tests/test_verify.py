"""Every claim can be proved from the archive, and what cannot is named: quote, text, title, payload, missing file."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scrapers.archive import pack, pages
from scrapers.source import host_key
from tests.warehouse_fixtures import NIGHT_1, Night, Warehouse, claim, fetch
from transforms.bytemap import byte_map
from transforms.clean import EXTRACTOR, extract
from warehouse import store
from warehouse.connect import DATABASES, Connection, rows
from warehouse.verify import Verification, main, report_lines, verify

URL = "http://yalupost.example/2019/12/crews"
KEY = host_key(URL)
QUOTE = "at least 2,000 workers were sent to Hunchun in October"
ARTICLE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Crews cross the river again</title>
<meta property="article:published_time" content="2019-12-02T09:00:00+09:00"></head>
<body><article><h1>Crews cross the river again</h1>
<p>A source in the border town told this paper that {QUOTE}, most of them women.</p>
<p>The women sew winter coats in two halls beside the customs yard, the source said, and sleep in the same compound.
Managers count them twice a day and keep their papers in a locked drawer.</p>
<p>Each of them is promised a month's pay that differs from hall to hall; what they receive is another matter,
and nobody in the yard would put a figure on it for this paper.</p></article></body></html>
"""


@dataclass
class Proof:
    """A warehouse with one claim and the archive it came from."""

    loader: Connection
    archive: Path
    claim_id: str

    def verify(self, **asked: Any) -> Verification:
        return verify(self.loader, str(self.archive), "sample", **asked)


@pytest.fixture
def proof(warehouse: Warehouse, tmp_path: Path) -> Proof:
    file = f"{KEY}/2019-12-03/20191203T180000Z-1.warc.gz"
    packed(tmp_path / "saved", tmp_path / "archive" / file)
    (stored,) = pages(str(tmp_path / "archive"), file)
    night = Night(warehouse(), NIGHT_1)
    night.source(KEY)
    page = stored.page
    came = fetch("/crews", page.payload_sha256, KEY, url=URL, warc_file=file, warc_offset=stored.offset)
    store.save_fetches(night.connection, night.run_no, NIGHT_1, [came])
    reading = {**extract(page.content(), URL, headers=page.headers), "is_relevant": True, "relevance_score": 1.0}
    placed = byte_map(page.content(), page.headers, reading["text"])
    reading["byte_map"] = {"encoding": placed.encoding, "runs": placed.runs}
    saved = store.save_reading(
        night.connection, night.run_no, NIGHT_1, KEY, "/crews", URL, page.payload_sha256, EXTRACTOR, reading
    )
    night.claims(saved, claim(reading["text"], QUOTE))
    night.publish()
    (row,) = rows(night.connection, "select claim_id from core.claim")
    return Proof(night.connection, tmp_path / "archive", row["claim_id"])


def packed(folder: Path, target: Path) -> None:
    folder.mkdir()
    (folder / "crews.html").write_text(ARTICLE)
    saved = {"file": "crews.html", "url": URL, "fetched_at": None, "status": 200, "content_type": "text/html"}
    (folder / "index.jsonl").write_text(json.dumps(saved) + "\n")
    target.parent.mkdir(parents=True)
    pack(folder, target)


def test_a_claim_is_proved_from_the_archive(proof: Proof) -> None:
    done = proof.verify()

    assert [] == done.differences
    assert (1, 1, 1) == (done.claim_count, done.reading_count, done.payload_count)
    assert 0 == done.unplaced_count
    assert done.is_ok


def test_a_claim_leads_to_its_bytes(proof: Proof) -> None:
    (line,) = [line for line in proof.verify(claim_id=proof.claim_id).proof if line.startswith("bytes")]
    first, last = map(int, re.findall(r"\d+", line)[:2])

    assert QUOTE == ARTICLE.encode()[first:last].decode()


def test_a_sample_is_proved_without_reading_its_pages_anew(proof: Proof) -> None:
    done = proof.verify(sample=5)

    assert (1, 0, []) == (done.claim_count, done.reading_count, done.differences)


def test_a_reading_without_a_map_says_how_many_claims_have_no_place(proof: Proof) -> None:
    rows(proof.loader, "update core.reading set byte_map = null")
    done = proof.verify()

    assert (1, []) == (done.unplaced_count, done.differences)
    assert "1 claims without a known place in the bytes" in report_lines(done)[-1]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update core.claim set quote = replace(quote, '2,000', '9,000')", "quote differs from the text"),
        (
            "update core.claim set quote_start = quote_start + 1, quote_end = quote_end + 1",
            "quote differs from the text",
        ),
        ("update core.reading set text = replace(text, 'two halls', 'six halls')", "text differs from the page"),
        (
            "update core.reading set byte_map = jsonb_set(byte_map, '{runs,0,2}', to_jsonb(0))",
            "text differs from its bytes",
        ),
        ("update core.reading set title = 'Crews stay at home'", "title differs from the page"),
        ("update raw.page set warc_offset = warc_offset + 1", "page cannot be read from the archive"),
        ("update raw.page set warc_file = 'gone.warc.gz'", "page cannot be read from the archive"),
    ],
)
def test_what_differs_is_named(proof: Proof, statement: str, what: str) -> None:
    rows(proof.loader, statement)

    done = proof.verify()

    assert [what] == [difference.what for difference in done.differences]
    assert not done.is_ok


def test_another_payload_in_the_archive_is_noticed(proof: Proof) -> None:
    other = "0" * 64
    rows(
        proof.loader,
        """
        insert into raw.page
        select %s, payload_bytes, content_type, content_encoding, warc_file, warc_offset
        from raw.page
        """,
        [other],
    )
    rows(proof.loader, "update core.version set first_payload_sha256 = %s", [other])

    (difference,) = proof.verify().differences

    assert "payload differs from its hash" == difference.what
    assert other in difference.detail and URL in str(difference)


def test_a_missing_archive_file_is_a_difference_and_no_crash(proof: Proof) -> None:
    for file in proof.archive.rglob("*.warc.gz"):
        file.unlink()

    (difference,) = proof.verify(claim_id=proof.claim_id).differences

    assert "page cannot be read from the archive" == difference.what


def test_a_source_that_is_no_longer_declared_is_named(proof: Proof) -> None:
    rows(
        proof.loader,
        """
        insert into core.source
        select 'forgotten_en', name, kind, languages, country, home_url, zone, quiet_days, known_from, opened_run
        from core.source
        """,
    )
    rows(proof.loader, "update core.report set source_key = 'forgotten_en'")

    assert ["source is no longer declared"] == [difference.what for difference in proof.verify().differences]


def test_a_reading_of_an_older_extractor_is_counted_and_its_quotes_are_still_cut(proof: Proof) -> None:
    rows(proof.loader, "update core.reading set extractor_version = 'clean-0', text = replace(text, 'two', 'six')")

    done = proof.verify()

    assert ([], 0, 1) == (done.differences, done.reading_count, done.older_reading_count)
    assert "1 readings of an older extractor not made anew" in report_lines(done)[-1]


def test_a_sample_is_always_the_same(proof: Proof) -> None:
    assert 1 == proof.verify(sample=5).claim_count
    assert 0 == proof.verify(sample=0).claim_count


def test_the_command_says_ok_for_a_claim_that_holds(
    proof: Proof, warehouse_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, proof, warehouse_database, "--claim", proof.claim_id)

    assert 0 == main()
    told = capsys.readouterr().out.splitlines()

    assert "ok" == told[0]
    assert ["quote", "text", "bytes", "page", "archive", "payload"] == [line.split()[0] for line in told[1:]]


def test_the_command_ends_red_where_something_differs(
    proof: Proof, warehouse_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows(proof.loader, "update core.reading set title = 'Crews stay at home'")
    proof.loader.commit()
    run(monkeypatch, proof, warehouse_database)

    assert 1 == main()
    assert "1 claims, 1 readings, 1 payloads compared; 1 differences" in capsys.readouterr().out


def test_a_claim_that_is_not_there_is_not_ok(
    proof: Proof, warehouse_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, proof, warehouse_database, "--claim", "0123456789abcdef")

    assert 1 == main()
    assert "no claim 0123456789abcdef\n" == capsys.readouterr().out


def run(monkeypatch: pytest.MonkeyPatch, proof: Proof, database: str, *arguments: str) -> None:
    """What the command line would find: arguments, home, and the test's database under the sample web's name."""
    monkeypatch.setattr("sys.argv", ["verify", *arguments])
    folder = proof.archive.with_name("home")
    (folder / "archive").mkdir(parents=True)
    (folder / "archive" / "sample").symlink_to(proof.archive)
    monkeypatch.setenv("P8_HOME", str(folder))
    monkeypatch.setenv("P8_WEB", "sample")
    monkeypatch.setitem(DATABASES, "sample", database)
