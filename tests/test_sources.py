"""Every live source: its declaration, and what its shapes and layouts read from the fixture of its structure.

`python -m tests.test_sources` shows how the expected files of the fixtures change, and writes those that do;
`python -m tests.test_sources --table` writes the table of docs/sources.md.
"""

import ast
import difflib
import json
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from scrapers.health import verdict
from scrapers.new import items_json
from scrapers.page import Layout, url_key
from scrapers.parts import document_of
from scrapers.shapes import (
    DocumentIndex,
    Feed,
    HomeFeed,
    Item,
    JsonApi,
    Listed,
    Listing,
    NewsSitemap,
    RobotsSitemap,
    Shape,
    WordPress,
)
from scrapers.source import FOLDERS, Source, site_of, sources
from transforms.clean import extract

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
TABLE = ROOT / "docs" / "sources.md"
LIVE = sources("live")
FILE_OF: Mapping[type, str] = {
    Feed: "feed.xml",
    HomeFeed: "home.html",
    NewsSitemap: "sitemap.xml",
    RobotsSitemap: "robots.txt",
    Listing: "listing.html",
    JsonApi: "api.json",
    WordPress: "posts.json",
    DocumentIndex: "index.html",
}
FIRST_SIXTEEN = [
    *("daily_nk_en", "daily_nk_ko", "yonhap_ko_nk", "yonhap_en_nk", "rfa_ko", "voa_ko", "asiapress_ja", "north38"),
    *("nk_news", "hankyoreh_en", "korea_herald", "upi_world", "un_press", "ofac_actions", "doj_press"),
    "federal_register",
]
BACKED = [key for key, source in LIVE.items() if (FIXTURES / key / "second").is_dir()]
LAYOUTS = [(key, layout) for key, source in LIVE.items() for layout in source.layouts]
PAGED = [key for key in LIVE if (FIXTURES / key / "article.html").exists()]


@cache
def origin(key: str) -> dict[str, Any]:
    """Whose structure a fixture imitates, where that was seen, and what it rests on."""
    return tomllib.loads((FIXTURES / key / "origin.toml").read_text("utf-8"))


FILTERED = [key for key, source in LIVE.items() if source.topic and "on_topic" in origin(key)]


def find_of(key: str) -> Shape:
    shape = LIVE[key].find
    assert shape is not None
    return shape


def second_of(key: str) -> Shape:
    shape = LIVE[key].second
    assert shape is not None
    return shape


def read(shape: Shape, folder: Path, zone: str | None) -> Listed:
    """What a shape lists from the fixture page of its kind."""
    return shape.read((folder / FILE_OF[type(shape)]).read_bytes(), shape.url, zone)


@cache
def items(key: str) -> tuple[Item, ...]:
    return read(find_of(key), FIXTURES / key, LIVE[key].zone).items


def newest_at(key: str) -> datetime:
    """The evening, in Seoul, after the newest item of the fixture; of the day they were made, if they have no dates."""
    moments = [item.published for item in items(key) if item.published]
    newest = max(moments, default=datetime(2026, 11, 23, tzinfo=UTC)).astimezone(ZoneInfo("Asia/Seoul"))
    return newest.replace(hour=23, minute=59)


@cache
def reading(key: str) -> dict[str, Any]:
    """What cleaning makes of the fixture page of a report."""
    page = (FIXTURES / key / "article.html").read_bytes()
    source = LIVE[key]
    return extract(page, items(key)[0].url, fetched_at=newest_at(key), zone=source.zone, layouts=source.layouts)


def day_of(published: datetime, source: Source) -> str:
    """The outlet's own day of a moment."""
    return published.astimezone(ZoneInfo(source.zone or "UTC")).date().isoformat()


def shared(addresses: Mapping[str, str]) -> dict[str, list[str]]:
    """The addresses that several sources have, with the keys of these."""
    owners: dict[str, list[str]] = {}
    for key, address in addresses.items():
        owners.setdefault(url_key(address), []).append(key)
    return {address: keys for address, keys in owners.items() if len(keys) > 1}


def lines_of(key: str) -> int:
    """Lines of a source's file, its docstring and imports included."""
    return len((FOLDERS["live"] / f"{key}.py").read_text("utf-8").splitlines())


def road_to_back_numbers(source: Source) -> Shape | None:
    """The road back, else the first that can be asked for days, else a listing of several pages."""
    dated = (road for road in (source.find, source.second) if road and road.between(date(2020, 1, 1), date(2020, 1, 2)))
    paged = source.find if getattr(source.find, "pages", None) or getattr(source.find, "next", None) else None
    return source.back or next(dated, paged)


def shape_name(shape: Shape | None) -> str:
    if shape is None:
        return ""
    return f"{type(shape).__name__}, full text" if shape.has_parts else type(shape).__name__


def night_of(key: str) -> dict[str, Any]:
    """The run record of a night whose listing was the fixture's, and all of it new."""
    listed, source = items(key), LIVE[key]
    count = len({url_key(item.url, source.keep_params) for item in listed})
    dated = [item.published.isoformat() for item in listed if item.published]
    return {
        **{"day": newest_at(key).date().isoformat(), "finish_reason": "finished", "failures": [], "bugs": []},
        **{"quiet_days": source.quiet_days, "min_items": source.min_items, "empty_is_normal": False, "gap": None},
        "listed": [{"published": moment} for moment in dated],
        "newest_item_at": max(dated, default=None),
        "listing": {"url": find_of(key).url, "status": 200, "failure": None, "is_not_modified": False},
        "figures": {"listed_all": count, "listed": len(listed), "dated": len(dated), "new": count, "fetched": count},
    }


# --- the declarations ----------------------------------------------------------------------------------------------


def test_there_are_enough_sources_and_the_first_sixteen_are_all_there() -> None:
    assert 34 <= len(LIVE)
    assert [] == [key for key in FIRST_SIXTEEN if key not in LIVE]


def test_every_language_has_a_source() -> None:
    assert {"en", "ko", "zh", "ja", "ru"} <= {language for source in LIVE.values() for language in source.languages}


def test_every_shape_has_a_source_and_a_fixture() -> None:
    found = {shape_name(find_of(key)) for key in LIVE} | {shape_name(second_of(key)) for key in BACKED}

    assert {
        *("Feed", "Feed, full text", "NewsSitemap", "Listing", "JsonApi", "JsonApi, full text", "DocumentIndex"),
        *("WordPress, full text", "HomeFeed", "RobotsSitemap"),
    } <= found


def test_one_listing_at_least_goes_on_page_after_page() -> None:
    older = {key: read(find_of(key), FIXTURES / key, LIVE[key].zone).older for key in ("ofac_actions", "spn", "icnk")}

    assert [
        "https://ofac.treasury.gov/recent-actions?page=1",
        "https://www.spnews.co.kr/news/articleList.html?sc_section_code=S1N1&view_type=sm&page=2",
        "http://www.stopnkcrimes.org/bbs/board.php?bo_table=human&page=2",
    ] == [shape.url if shape else None for shape in older.values()]


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_a_source_is_one_short_file_with_a_second_road(key: str) -> None:
    assert 20 > lines_of(key)
    assert LIVE[key].second is not None


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_a_source_says_what_it_is_good_for_and_whether_its_layout_was_seen(key: str) -> None:
    told = ast.get_docstring(ast.parse((FOLDERS["live"] / f"{key}.py").read_text("utf-8"))) or ""
    is_told = any(word in told for word in ("unseen", "no layout", "proved"))

    assert 40 < len(told)
    assert is_told or not origin(key)["rests_on"].startswith("generic")


def test_sixteen_sources_at_least_rest_on_something_seen() -> None:
    assert 16 <= sum(origin(key)["rests_on"].startswith("seen: ") for key in LIVE)


def test_only_us_government_texts_are_shown_to_all() -> None:
    public = {key for key, source in LIVE.items() if source.terms == "public"}

    assert {"ofac_actions", "doj_press", "federal_register", "treasury_press", "state_press"} == public


def test_no_two_sources_share_a_home_or_a_listing() -> None:
    assert {} == shared({key: source.home for key, source in LIVE.items()})
    assert {} == shared({key: find_of(key).url for key in LIVE})


# --- the fixtures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_a_fixture_says_whose_structure_it_has_and_that_its_text_is_ours(key: str) -> None:
    told = origin(key)

    assert find_of(key).url.split("?")[0] == told["structure_of"].split("?")[0]
    assert "written for this project" in told["text"]
    assert told["known_from"] and told["known_at"] and told["rests_on"]


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_the_fixture_listing_reads_as_expected(key: str) -> None:
    assert (FIXTURES / key / "items.json").read_text("utf-8") == items_json(items(key))


@pytest.mark.parametrize("key", LIVE, ids=str)
def test_the_fixture_listing_is_a_healthy_night(key: str) -> None:
    found, source = verdict(night_of(key), None, []), LIVE[key]
    dates = "all" if all(item.published for item in items(key)) else "none"

    assert ("ok", "") == (found.word, "" if found.word == "ok" else found.reason)
    assert {site_of(source.home)} == {site_of(item.url) for item in items(key)}
    assert [] == [item.url for item in items(key) if not item.title]
    assert origin(key).get("dates", dates) == dates


@pytest.mark.parametrize("key", FILTERED, ids=str)
def test_the_topic_filter_takes_the_items_about_north_korea_and_no_other(key: str) -> None:
    taken = [item for item in items(key) if LIVE[key].is_on_topic(item)]

    assert origin(key)["on_topic"] == len(taken)
    assert len(taken) < len(items(key))


@pytest.mark.parametrize("key", BACKED, ids=str)
def test_the_second_road_reads_as_expected(key: str) -> None:
    folder = FIXTURES / key / "second"
    told = origin(key)["second"]

    assert (folder / "items.json").read_text("utf-8") == roads_json(second_of(key), folder, LIVE[key].zone)
    assert second_of(key).url.split("?")[0] == told["structure_of"].split("?")[0] and told["known_from"]


# --- the reports ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "layout"), LAYOUTS, ids=[f"{key} {layout.since}" for key, layout in LAYOUTS])
def test_every_selector_of_a_layout_finds_its_place_in_the_fixture_page(key: str, layout: Layout) -> None:
    is_newest = layout == LIVE[key].layouts[-1]
    page = (FIXTURES / key / ("article.html" if is_newest else f"article_{layout.since.year}.html")).read_bytes()
    found = BeautifulSoup(page, "lxml")

    for selector in filter(None, [layout.title, layout.text, layout.date, *layout.drop]):
        assert found.select(selector), selector
    assert layout.text is None or extract(page, LIVE[key].home, layouts=[layout])["kind"] == "article"


@pytest.mark.parametrize("key", PAGED, ids=str)
def test_the_fixture_page_of_a_report_reads_as_expected(key: str) -> None:
    assert (FIXTURES / key / "article.json").read_text("utf-8") == reading_json(key)


@pytest.mark.parametrize("key", PAGED, ids=str)
def test_a_report_is_read_whole_without_what_stands_around_it(key: str) -> None:
    soup = BeautifulSoup((FIXTURES / key / "article.html").read_bytes(), "lxml")
    found, published = reading(key), items(key)[0].published

    assert published is not None
    assert ("article", day_of(published, LIVE[key])) == (found["kind"], found["date"])
    assert found["language"] in LIVE[key].languages
    assert 3 <= found["text"].count("\n\n")
    assert [] == [tag.get_text() for tag in soup.select("aside li, figcaption") if tag.get_text() in found["text"]]


@pytest.mark.parametrize("key", [key for key in LIVE if find_of(key).has_parts], ids=str)
def test_a_listing_that_carries_the_texts_gives_each_as_a_report(key: str) -> None:
    for item in items(key)[:5]:
        found = extract(document_of(item), item.url, fetched_at=newest_at(key), zone=LIVE[key].zone)

        assert ("article", item.title) == (found["kind"], found["title"])
        assert 300 < len(found["text"])


# --- the expected files and the table ------------------------------------------------------------------------------


def roads_json(shape: Shape, folder: Path, zone: str | None) -> str:
    """The items of a second road, or the lists that it leads to."""
    listed = read(shape, folder, zone)
    if not listed.leads:
        return items_json(listed.items)
    leads = [{"lead": lead.url, "shape": type(lead).__name__} for lead in listed.leads]
    return json.dumps(leads, indent=1) + "\n"


def reading_json(key: str) -> str:
    fields = {name: reading(key)[name] for name in ("kind", "title", "date", "date_basis", "language", "text")}
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def expected_files() -> dict[Path, str]:
    files = {FIXTURES / key / "items.json": items_json(items(key)) for key in LIVE}
    for key in BACKED:
        folder = FIXTURES / key / "second"
        files[folder / "items.json"] = roads_json(second_of(key), folder, LIVE[key].zone)
    return files | {FIXTURES / key / "article.json": reading_json(key) for key in PAGED}


def rewrite() -> None:
    """Shows how the expected files change and writes those that do."""
    files = expected_files()
    changed = {path: text for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in changed.items():
        name = path.relative_to(FIXTURES).as_posix()
        former = path.read_text("utf-8").splitlines() if path.exists() else []
        print("\n".join(difflib.unified_diff(former, text.splitlines(), f"{name} before", f"{name} now", lineterm="")))
        path.write_text(text, "utf-8")
    print(f"wrote {len(changed)} of {len(files)} expected files under {FIXTURES}; the others are as they were")


def table() -> str:
    """docs/sources.md: one row a source."""
    columns = ["key", "outlet", "languages", "shape", "second road", "back numbers", "lines", "rests on"]
    columns += ["address", "fixture"]
    rows = [columns, ["---"] * len(columns), *(row_of(key, source) for key, source in LIVE.items())]
    seen = sum(origin(key)["rests_on"].startswith("seen") for key in LIVE)
    head = (
        "# Sources\n\n"
        f"{len(LIVE)} sources, each one file of under 20 lines in `scrapers/spiders/`; {seen} rest on something seen, "
        "the others are read by the\ngeneric reader. None was probed live when its file was written: `make probe` "
        "settles that.\n\n"
        "Columns: *rests on* is what is known of its pages or fields; *address* is how sure the listing's address is "
        "(high, medium, low);\n*fixture* is the verdict on a night whose listing is that of `tests/fixtures/<key>/`. "
        "Written by `python -m tests.test_sources --table`.\n\n"
    )
    return head + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def row_of(key: str, source: Source) -> list[str]:
    back = shape_name(road_to_back_numbers(source)) or "-"
    return [
        *(f"`{key}`", source.name, " ".join(source.languages), shape_name(source.find), shape_name(source.second)),
        *(back, str(lines_of(key)), origin(key)["rests_on"], source.confidence),
        verdict(night_of(key), None, []).word,
    ]


def test_the_table_of_sources_is_up_to_date() -> None:
    assert table() == TABLE.read_text("utf-8"), ".venv/bin/python -m tests.test_sources --table writes it"


if __name__ == "__main__":
    if "--table" in sys.argv[1:]:
        TABLE.write_text(table(), "utf-8")
        print(f"wrote {TABLE}: {len(LIVE)} sources")
    else:
        rewrite()
