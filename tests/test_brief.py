"""The page of the morning: what it says, that nothing of a report can run in it, and that it fits screens and paper."""

import os
import re
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import by_hand
from tests.browser import CHROMIUM, needs_chromium
from tests.warehouse_fixtures import NIGHT_1, NIGHT_3, Night, Warehouse
from warehouse.brief import NothingPublished, brief, charts, number, write
from warehouse.connect import Connection, connect, rows

SENT = "Some 2,000 were sent to Hunchun in October."


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    return night


def test_before_anything_is_published_it_says_so(analyst: Connection) -> None:
    with pytest.raises(NothingPublished, match="no night is published yet"):
        brief(analyst)


def test_a_night_without_news_says_how_many_were_awake(night: Night, analyst: Connection) -> None:
    night.publish()

    page = brief(analyst)
    assert "Nothing new was said. 1 of 1 sources were awake." in page
    assert "No two firm claims contradict each other." in page
    assert "No report was seen to change." in page


def test_the_night_is_told_with_its_words(night: Night, analyst: Connection) -> None:
    night.report(SENT, ("2,000 were sent to Hunchun", {}))
    night.publish()

    page = brief(analyst)
    assert "the morning of 3 December 2019" in page
    assert "<q>2,000 were sent to Hunchun</q>" in page
    assert "2019 Q4  KP to CN, dispatch, done" in page
    assert "Yalu Post En" in page


def test_who_speaks_of_two_months_of_a_quarter_is_one_witness(night: Night, analyst: Connection) -> None:
    november = {"event_start": "2019-11-01", "event_end": "2019-11-30"}
    night.report(SENT, ("2,000 were sent to Hunchun", {}), ("sent to Hunchun in October", november))
    december = {"event_start": "2019-12-01", "event_end": "2019-12-02"}
    night.report(f"{SENT} Again.", ("2,000 were sent to Hunchun", december), path="/2")
    night.publish()

    assert ["2 origins"] == re.findall(r">(\d+ origins?)</text>", brief(analyst))


def test_nothing_of_a_report_becomes_markup(night: Night, analyst: Connection) -> None:
    evil = "<script>alert(1)</script> \"'&"
    text = f"{evil} 2,000 were sent to Hunchun"
    night.report(text, (text, {"places": [f"{evil}, CN"], "attribution": evil}))
    night.publish()

    page = brief(analyst)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_is_asked_of_any_server(night: Night, analyst: Connection) -> None:
    night.report(SENT, ("2,000 were sent to Hunchun", {}))
    night.publish()

    page = brief(analyst)
    assert [] == re.findall(r"""<(?:img|link|script|iframe|object|embed)\b|\bsrc=|url\(|@import""", page)
    assert "default-src 'none'" in page


def test_it_is_of_the_day_that_is_set(night: Night, analyst: Connection) -> None:
    night.report(SENT, ("2,000 were sent to Hunchun", {}))
    night.publish()
    later = Night(night.connection, NIGHT_3)
    later.publish()
    rows(analyst, "select mart.as_of(%s)", [NIGHT_1])

    assert "As of 3 December 2019." in brief(analyst)


def test_the_page_is_on_disk_whole(
    night: Night, analyst: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("P8_HOME", str(tmp_path))
    night.publish()

    file = write(analyst, "sample")
    assert tmp_path / "brief" / "sample.html" == file
    assert file.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [file] == list(file.parent.iterdir())


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (0, "0"), (100, "100"), (12000, "12,000"), (Decimal("2.50"), "2.5"), (Decimal("1E+3"), "1,000")],
)
def test_a_number_is_written_for_people(value: Decimal | int | None, written: str) -> None:
    assert written == number(value)


def line(**changes: Any) -> dict[str, Any]:
    return {
        "what": "KP to CN", "direction": "dispatch", "modality": "done", "period": "2019 Q4", "low": 1500,
        "high": 2000, "vague_n": 0, "origins": 2, **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        ({}, "1,500 to 2,000"),
        ({"high": 1500}, ">1,500</text>"),
        ({"high": None}, 'class="done open-right"'),
        ({"low": None}, 'class="done open-left"'),
        ({"low": None, "high": None, "vague_n": 3}, "3 without a number"),
        ({"modality": "planned"}, 'class="planned"'),
        ({"period": None}, "no date"),
        ({"what": "<b>"}, "&lt;b&gt;"),
    ],
)
def test_a_range_is_drawn_as_far_as_it_is_known(changes: dict[str, Any], drawn: str) -> None:
    assert drawn in charts.ranges([line(**changes)], "people")


@given(
    st.one_of(st.none(), st.integers(0, 10**12)), st.one_of(st.none(), st.integers(0, 10**12)), st.integers(0, 9)
)
def test_no_bar_leaves_its_drawing(low: int | None, high: int | None, vague: int) -> None:
    drawn = charts.ranges([line(low=low, high=high, vague_n=vague)], "people")

    for start, width in re.findall(r'<rect class="[^"]*" x="([\d.]+)" y="\d+" width="([\d.]+)"', drawn):
        assert charts.LABELS <= float(start) <= float(start) + float(width) <= charts.LABELS + charts.BAR + 3


@pytest.mark.parametrize(
    ("negated", "affirmed", "kind"), [(False, 1, "some"), (True, 0, "none"), (True, 1, "both")]
)
def test_a_place_with_none_is_drawn_in_another_colour(negated: bool, affirmed: int, kind: str) -> None:
    place = {
        "chain": "Dandong, Liaoning, CN", "lat": Decimal("40.12"), "lon": Decimal("124.39"), "origins": 1, "claims": 1,
        "negated": negated, "affirmed_origins": affirmed,
    }  # fmt: skip
    assert f'<circle class="{kind}"' in charts.world([], [place])


@pytest.mark.browser
@needs_chromium
def test_it_fits_a_phone_and_a_desk_in_light_and_dark(night: Night, analyst: Connection, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    night.report(SENT, ("2,000 were sent to Hunchun", {}))
    night.publish()
    file = tmp_path / "brief.html"
    file.write_text(brief(analyst), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        backgrounds = set()
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            for width in (380, 1200):
                page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
                said: list[object] = []

                def hear(message: object, said: list[object] = said) -> None:
                    said.append(message)

                page.on("console", hear)
                page.on("requestfailed", hear)
                page.goto(file.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                assert [] == said
                page.close()
        browser.close()
    assert 2 == len(backgrounds)


@pytest.mark.browser
@needs_chromium
@pytest.mark.xdist_group("nights by hand")
def test_what_was_said_of_a_quarter_and_of_wages_is_drawn(
    sample_nights: tuple[Path, dict[int, list[str]]], tmp_path: Path
) -> None:
    """`P8_PICTURE=docs/brief.png` with this test alone makes the picture of the brief anew."""
    from playwright.sync_api import sync_playwright

    file = tmp_path / "brief.html"
    with by_hand.home(sample_nights[0]), closing(connect("p8_analyst", "p8_sample")) as analyst:
        file.write_text(brief(analyst), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1120, "height": 860}, color_scheme="light")
        page.goto(file.as_uri())
        boxes = [page.locator(section).bounding_box() for section in ("#flows", "#wages")]
        drawn = page.locator("#flows text").all_text_contents()
        flows, wages = (box for box in boxes if box is not None)
        page.screenshot(
            path=os.environ.get("P8_PICTURE", str(tmp_path / "brief.png")),
            full_page=True,
            clip={
                "x": flows["x"] - 16, "y": flows["y"] - 8, "width": flows["width"] + 32,
                "height": wages["y"] + wages["height"] - flows["y"] + 16,
            },
        )  # fmt: skip
        browser.close()

    # 500 flew home from Kuwait in November, says one, and 350 in December, says another
    kuwait = drawn.index("2019 Q4  KW to KP, repatriation, done")
    assert ["350 to 500", "2 origins"] == drawn[kuwait + 1 : kuwait + 3]
