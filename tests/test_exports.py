"""Exports: what is in each file as other programs read it, whose rights hold, and that nothing false is cited."""

import csv
import hashlib
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import duckdb
import frictionless
import jsonschema
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from followthemoney import model
from warcio.archiveiterator import ArchiveIterator

from tests.archive_fixtures import article, page, prose, put
from tests.steps_fixtures import DAY_1, DAY_2, HOME, KEY, House
from tests.warehouse_fixtures import NIGHT_1, NIGHT_2, Night, Warehouse
from warehouse.connect import DATABASES, rows
from warehouse.exports.__main__ import main
from warehouse.withhold import withhold

SENT = "At least 80 North Korean workers were sent to Dandong in November, an official said."
KEPT = "At least 40 North Korean workers were sent to Hunchun in November, an official said."
ZONE = "Some 2,000 were sent to a plant in October, said Mr Example."
URL, OTHER = f"{HOME}/harbour", f"{HOME}/border"

# frictionless leaves files open
LEAKS = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def night(warehouse: Warehouse, warehouse_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    """A night without an archive, on the warehouse that the command looks at."""
    monkeypatch.setenv("P8_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("P8_WEB", "sample")
    monkeypatch.setitem(DATABASES, "sample", warehouse_database)
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    return night


@pytest.fixture
def told(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A night with two pages in the archive, a claim in each."""
    monkeypatch.setenv("P8_WEB", "sample")
    pages = [
        page(URL, article("Harbour crews", [SENT, *prose("harbour")])),
        page(OTHER, article("Border crews", [KEPT, *prose("border")])),
    ]
    put(house.root, KEY, pages, day=DAY_1)
    house.interpret(DAY_1)
    return house


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def cells(folder: Path, name: str = "claims") -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def manifest(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return content


def claim_ids(house: House) -> dict[str, str]:
    """The claim of each address."""
    return {row["url"]: row["claim_id"] for row in rows(house.loader, "select url, claim_id from mart.known_claim")}


def test_the_three_forms_of_a_table_tell_the_same(night: Night, tmp_path: Path) -> None:
    text = "Some 2,000 were sent to Hunchun; pay is 0.5 of what it was. 수천 명이 갔다."
    night.report(
        text,
        ("2,000 were sent to Hunchun", {"details": {"wording": "half; \"most\""}, "resolution": ["2397", "2375"]}),
        ("0.5 of what it was", {"type": "wage", "value_min": 0.5, "value_max": 0.5, "polarity": "denied"}),
        ("수천 명이 갔다", {"value_min": None, "value_max": None, "precision": "vague", "magnitude": 3, "firm": False}),
    )
    night.publish()
    folder = tmp_path / "out"

    assert 0 == main(["claims", str(folder)])

    told = lines(folder, "claims.jsonl")
    table = duckdb.read_parquet(str(folder / "claims.parquet"))
    stored = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    assert {"수천 명이 갔다", "0.5 of what it was", "2,000 were sent to Hunchun"} == {row["quote"] for row in told}
    for line, row, cell in zip(told, stored, cells(folder), strict=True):
        assert line["claim_id"] == row["claim_id"] == cell["claim_id"]
        assert line["value_min"] == row["value_min"] == (float(cell["value_min"]) if cell["value_min"] else None)
        assert line["details"] == json.loads(row["details"]) == json.loads(cell["details"])
        assert line["places"] == row["places"] == json.loads(cell["places"])
        assert line["event_start"] == row["event_start"].isoformat() == cell["event_start"]
        assert json.dumps(line["is_firm"]) == json.dumps(row["is_firm"]) == cell["is_firm"]
    schema = json.loads((folder / "claims.jsonschema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in told:
        jsonschema.validate(line, schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize(
    "quote",
    ["=HYPERLINK(A1)", "+82 were sent", "-2,000 were sent", "@SUM(1)", "＝1+1", "'80 were sent", "80 were = sent"],
)
def test_no_cell_is_a_formula_and_each_leads_back(night: Night, tmp_path: Path, quote: str) -> None:
    night.report(f"Words before. {quote}", (quote, {"value_min": -3, "value_max": -3}))
    night.publish()
    folder = tmp_path / "out"

    assert 0 == main(["claims", str(folder)])

    (cell,) = cells(folder)
    assert not cell["quote"].startswith(("=", "+", "-", "@", "＝"))
    assert quote == cell["quote"].removeprefix("'")
    assert "-3" == cell["value_min"]


def test_the_same_state_gives_the_same_bytes(told: House, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    assert [0, 0, 0] == [main(["all", str(folder)]) for folder in (first, second, first)]

    assert files(first) == files(second)
    assert {"first", "second"} <= {path.name for path in tmp_path.iterdir()}
    assert [] == [path for path in tmp_path.iterdir() if path.name.startswith(".first")]


@LEAKS
def test_an_independent_reader_finds_what_the_manifest_says(told: House, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert 0 == main(["all", str(folder)])

    content, schema = manifest(folder), json.loads((folder / "datapackage.jsonschema.json").read_text())
    jsonschema.validate(content, schema, format_checker=jsonschema.FormatChecker())
    assert {"datapackage.json", "datapackage.jsonschema.json", *(one["path"] for one in content["resources"])} == set(
        files(folder)
    )
    package = frictionless.Package(str(folder / "datapackage.json"))
    for name in ("claims-parquet", "coverage-parquet", "citations-parquet"):
        package.remove_resource(name)  # read with duckdb instead
    assert [] == package.validate().flatten(["name", "type", "note"])

    (folder / "claims.csv").write_text("claim_id\r\n")
    assert not package.validate().valid


def test_the_manifest_says_day_versions_and_rights(told: House, tmp_path: Path) -> None:
    assert 0 == main(["claims", str(tmp_path / "out")])

    content = manifest(tmp_path / "out")
    assert ("2019-12-03", None, "p8_analyst") == (content["day"], content["asOf"], content["rights"])
    assert {"paragraph8", "pyarrow", "readers", "extractors"} == set(content["versions"])
    assert [("Yalu Post", "internal")] == [(one["title"], one["terms"]) for one in content["sources"]]
    assert [("claims.parquet", 2), ("claims.csv", 2), ("claims.jsonl", 2)] == [
        (one["path"], one["rowCount"]) for one in content["resources"][:3]
    ]


@pytest.mark.parametrize("name", ["a file of mine.txt", "claims.csv"])
def test_a_folder_of_somebody_else_is_left_alone(night: Night, tmp_path: Path, name: str) -> None:
    night.publish()
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("mine")

    assert 1 == main(["claims", str(folder)])

    assert {name: b"mine"} == files(folder)


def test_an_export_with_a_file_that_was_put_there_is_left_alone(
    night: Night, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night.publish()
    folder = tmp_path / "out"
    assert 0 == main(["claims", str(folder)])
    (folder / "notes.txt").write_text("mine")
    before = files(folder)

    assert 1 == main(["claims", str(folder)])

    assert before == files(folder)
    assert "notes.txt" in capsys.readouterr().err


def test_before_anything_is_published_nothing_is_written(night: Night, tmp_path: Path) -> None:
    assert 1 == main(["claims", str(tmp_path / "out")])

    assert not (tmp_path / "out").exists()


def test_a_day_shows_what_was_known_then(night: Night, tmp_path: Path) -> None:
    night.report("80 were sent early.", ("80 were sent", {}))
    night.publish()
    later = Night(night.connection, NIGHT_2)
    later.report("90 were sent late.", ("90 were sent", {}), path="/2")
    later.publish()
    folder = tmp_path / "out"

    assert 0 == main(["claims", str(folder), "--day", str(NIGHT_1)])

    assert ["80 were sent"] == [row["quote"] for row in cells(folder)]
    assert (str(NIGHT_1), str(NIGHT_1)) == (manifest(folder)["day"], manifest(folder)["asOf"])


def test_a_day_before_the_first_run_has_nothing(
    night: Night, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night.publish()

    assert 1 == main(["claims", str(tmp_path / "out"), "--day", "2019-01-01"])

    assert "nothing was known on 2019-01-01: the first run came later\n" == capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_public_sees_no_words_and_no_place_below_a_city(night: Night, tmp_path: Path) -> None:
    places = ["Hall 7, Hunchun, Yanbian, Jilin, CN", "CN"]
    night.report(ZONE, ("2,000 were sent to a plant", {"places": places, "attribution": "Mr Example"}))
    night.publish()
    folder = tmp_path / "out"

    assert 0 == main(["all", str(folder), "--public"])

    (row,) = cells(folder)
    everything = b"".join(files(folder).values()).decode("utf-8", "replace")
    assert ("2000", "CN") == (row["value_min"], row["country"])
    assert [] == [words for words in ("Hall 7", "Mr Example", "sent to a plant") if words in everything]
    assert "p8_public" == manifest(folder)["rights"]


@pytest.mark.parametrize("arguments", [["citations"], ["pages"], ["ftm"], ["claims", "--day", "2019-12-03"]], ids=str)
def test_the_public_gets_nothing_else(night: Night, tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([arguments[0], str(tmp_path / "out"), "--public", *arguments[1:]])

    assert not (tmp_path / "out").exists()


def test_followthemoney_reads_who_is_named_where_and_as_what(night: Night, tmp_path: Path) -> None:
    text = "Haebit Knitwear employs 80. Haebit Knitwear denies that 90 came. Perhaps Mirae Apparel hired 70."
    named = {"type": "company", "subtype": "employer", "company": "Haebit Knitwear", "sectors": ["garment"]}
    night.report(
        text,
        ("Haebit Knitwear employs 80", named),
        ("denies that 90 came", {**named, "polarity": "denied"}),
        ("Mirae Apparel hired 70", {**named, "company": "Mirae Apparel", "firm": False}),
    )
    night.publish()
    assert 0 == main(["ftm", str(tmp_path / "out")])

    read = [model.get_proxy(line, cleaned=False) for line in lines(tmp_path / "out", "entities.ftm.json")]
    for written, entity in zip(lines(tmp_path / "out", "entities.ftm.json"), read, strict=True):
        entity.schema.validate(written)
        assert set(written["properties"]) == set(entity.properties), "the library dropped what it does not know"
    assert ["LegalEntity", "Article", "Documentation", "Documentation"] == [entity.schema.name for entity in read]
    body, article, *links = read
    assert ["Haebit Knitwear"] == body.get("name")
    assert [([body.id], [article.id])] * 2 == [(link.get("entity"), link.get("document")) for link in links]
    assert [["affirmed"], ["denied"]] == sorted(link.get("status") for link in links)
    assert [] == [entity for entity in read if entity.schema.is_a("Person")]


def test_a_citation_leads_to_its_page(told: House, tmp_path: Path) -> None:
    asked = claim_ids(told)
    folder = tmp_path / "out"

    assert 0 == main(["citations", str(folder), "--claim", asked[OTHER], asked[URL]])

    first, second = lines(folder, "citations.jsonl")
    assert [(1, OTHER), (2, URL)] == [(row["citation_no"], row["url"]) for row in (first, second)]
    assert first["is_placed"] and first["quote"] in KEPT
    sentence = (folder / "citations.txt").read_text().splitlines()[0]
    place = f"sha256 {first['page_sha256']}, {first['warc_file']} at byte {first['warc_offset']}."
    assert sentence == (
        f"[1] \"{first['quote']}\" - Yalu Post, 'Border crews', 2 December 2019, {OTHER}, "
        f"retrieved 2 December 2019 at 18:00 UTC, {place}"
    )


def test_zotero_and_pandoc_find_the_report(told: House, tmp_path: Path) -> None:
    assert 0 == main(["citations", str(tmp_path / "out"), "--claim", claim_ids(told)[URL]])

    items = json.loads((tmp_path / "out" / "citations.csl.json").read_text())
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    (entry,) = [str(entry) for entry in bibliography.bibliography()]
    assert "Harbour crews" in entry and "Yalu Post, 2 December" in entry
    assert f"Available at: {URL} (Accessed: December 2, 2019)" in entry
    assert items[0]["note"].endswith(hashlib.sha256(article("Harbour crews", [SENT, *prose("harbour")])).hexdigest())


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("update core.claim set quote = replace(quote, '80', '90')", "quote no longer stands in its text"),
        (
            "update core.reading set byte_map = jsonb_set(byte_map, '{runs,0,2}', to_jsonb(0)) where text like '%80%'",
            "text differs from its bytes",
        ),
        (
            """
            update raw.page
            set warc_offset = warc_offset + 1
            from core.version
            join core.reading using (version_id)
            where version.first_payload_sha256 = page.payload_sha256
                and reading.text like '%80%'
            """,
            "page cannot be read from the archive",
        ),
    ],
    ids=["words", "bytes", "archive"],
)
def test_what_differs_is_refused_and_named_and_the_rest_is_cited(
    told: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str, reason: str
) -> None:
    asked = claim_ids(told)
    rows(told.loader, statement)
    rows(told.loader, "refresh materialized view mart.published_claim")
    told.loader.commit()
    folder = tmp_path / "out"

    assert 1 == main(["all", str(folder)])

    assert [OTHER] == [row["url"] for row in cells(folder, "citations")]
    assert [OTHER] == [one["url"] for one in page_lines(folder)]
    assert (1, 1) == (manifest(folder)["refused"], len(json.loads((folder / "citations.csl.json").read_text())))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"claim {asked[URL]} is not cited: ") and reason in line


def test_a_claim_that_is_not_known_is_refused(
    told: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == main(["citations", str(tmp_path / "out"), "--claim", "0123456789abcdef", claim_ids(told)[URL]])

    assert "claim 0123456789abcdef is not cited: it is not known here\n" == capsys.readouterr().err
    assert ["1"] == [row["citation_no"] for row in cells(tmp_path / "out", "citations")]


def test_what_is_withheld_is_neither_cited_nor_shown(
    told: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = claim_ids(told)
    withhold(told.loader, str(told.root), "sample", URL, "asked by the family in a letter", DAY_1)
    folder = tmp_path / "out"

    assert 0 == main(["all", str(folder)])
    assert [OTHER] == [row["url"] for row in cells(folder, "citations")] == [one["url"] for one in page_lines(folder)]
    assert b"at least 80" not in b"".join(files(folder).values()).lower()

    assert 1 == main(["citations", str(folder), "--claim", asked[URL]])
    assert f"claim {asked[URL]} is not cited: its words were withheld on request\n" == capsys.readouterr().err
    assert [] == rows(told.loader, "select * from mart.citations(%s)", [[asked[URL]]])


def feed(day: date, house: House, *reports: tuple[str, str]) -> None:
    """A night's listing that carries whole reports, each (address, first paragraph)."""
    items = [
        {"url": url, "title": f"About {url}", "date": "2019-12-02T12:00:00+09:00", "part": url,
         "html": "".join(f"<p>{line}</p>" for line in [said, *prose(url.rpartition("/")[2])])}
        for url, said in reports
    ]  # fmt: skip
    listing = page(f"{HOME}/feed.json", json.dumps(items).encode(), content_type="application/json")
    parts = [
        {"url": item["url"], "url_key": item["url"].removeprefix("http://"), "part": item["part"], "road": "find",
         "why": "new", "page_url": listing.url, "payload_sha256": listing.payload_sha256, "title": item["title"]}
        for item in items
    ]  # fmt: skip
    put(house.root, KEY, listings=[listing], parts=parts, day=day,
        figures={"parts": len(parts), "new": len(parts), "fetched": len(parts)})  # fmt: skip
    house.interpret(day)


def test_a_page_that_may_carry_a_withheld_report_beside_others_is_left_out(house: House, tmp_path: Path) -> None:
    house.patch.setenv("P8_WEB", "sample")
    feed(DAY_1, house, (URL, SENT), (OTHER, KEPT))
    folder = tmp_path / "out"
    assert 0 == main(["all", str(folder)])
    assert [f"{HOME}/feed.json"] == [one["url"] for one in page_lines(folder)]

    withhold(house.loader, str(house.root), "sample", URL, "asked by the family in a letter", DAY_1)
    feed(DAY_2, house, (URL, SENT), (f"{HOME}/third", KEPT.replace("40", "60")))

    assert 0 == main(["all", str(folder)])
    assert {OTHER, f"{HOME}/third"} == {row["url"] for row in cells(folder, "citations")}
    assert {"may carry a withheld report": 2} == manifest(folder)["leftOut"]
    assert b"at least 80" not in b"".join(files(folder).values()).lower()


@LEAKS
def test_the_cited_pages_replay_as_they_were_received(told: House, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert 0 == main(["all", str(folder)])

    assert 0 == main(["pages", str(tmp_path / "alone")])
    assert files(folder)["pages.wacz"] == files(tmp_path / "alone")["pages.wacz"]

    with ZipFile(folder / "pages.wacz") as whole:
        entries = {(entry.compress_type, entry.date_time) for entry in whole.infolist()}
        assert {(ZIP_STORED, (2019, 12, 3, 0, 0, 0))} == entries
        whole.extractall(tmp_path / "wacz")
    assert [] == frictionless.Package(str(tmp_path / "wacz" / "datapackage.json")).validate().flatten(["type", "note"])
    digest = json.loads((tmp_path / "wacz" / "datapackage-digest.json").read_text())
    stated = hashlib.sha256((tmp_path / "wacz" / digest["path"]).read_bytes()).hexdigest()
    assert f"sha256:{stated}" == digest["hash"]

    cited = {row["url"]: row["page_sha256"] for row in cells(folder, "citations")}
    assert cited == {url: hashlib.sha256(body).hexdigest() for url, body in replayed(tmp_path / "wacz").items()}
    assert set(cited) == {one["url"] for one in page_lines(folder)}


def replayed(folder: Path) -> dict[str, bytes]:
    """The body of each address as a player finds it: index, place in the file, record."""
    found = {}
    for line in (folder / "indexes" / "index.cdxj").read_text().splitlines():
        entry = json.loads(line.split(" ", 2)[2])
        whole = (folder / "archive" / entry["filename"]).read_bytes()
        start = int(entry["offset"])
        record = next(ArchiveIterator(BytesIO(whole[start : start + int(entry["length"])]), check_digests="raise"))
        assert ("response", entry["url"]) == (record.rec_type, record.rec_headers["WARC-Target-URI"])
        found[entry["url"]] = record.content_stream().read()
    return found


def page_lines(folder: Path) -> list[dict[str, Any]]:
    with ZipFile(folder / "pages.wacz") as whole:
        head, *pages = [json.loads(line) for line in whole.read("pages/pages.jsonl").splitlines()]
    assert "json-pages-1.0" == head["format"]
    return pages


def test_a_source_whose_text_may_not_be_shown_is_quoted_and_its_page_left_out(house: House, tmp_path: Path) -> None:
    house.patch.setenv("P8_WEB", "sample")
    house.declare('terms="quotes"')
    put(house.root, KEY, [page(URL, article("Harbour crews", [SENT, *prose("harbour")]))], day=DAY_1)
    house.interpret(DAY_1)
    folder = tmp_path / "out"

    assert 0 == main(["all", str(folder)])

    (row,) = cells(folder, "citations")
    assert row["quote"] in SENT and "true" == row["is_placed"]
    assert not (folder / "pages.wacz").exists()
    assert {"terms of the source": 1} == manifest(folder)["leftOut"]
