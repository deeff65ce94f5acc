"""The headline of a page: chosen among all lines that may be one."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import parse
from transforms.title import headline_element, title

URL = "https://www.yalupost.example/reports/sixty-leave-the-plant-in-dandong"
PROSE = (
    "<p>Sixty workers left the plant at dawn on Tuesday, a driver said. Their passports were handed back at the bridge,"
    " and nobody was told who would pay the wages of the last four months.</p>"
)


def read(body: str, head: str = "", url: str = URL) -> str | None:
    page = parse(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", url)
    assert page is not None
    return title(page)


HEADLINE = "Sixty leave the plant in Dandong"
OTHER = "Why a factory at the border stands still"
MENU = "<nav><ul><li><h2>World</h2></li><li><h2>Business</h2></li><li><h2>Sport</h2></li></ul></nav>"
TEASERS = "".join(
    f"<div class='card'><h3 class='card-title'><a href='/reports/{n}'>Another report of the week, number {n}</a></h3>"
    "</div>"
    for n in range(6)
)

PAGES = {
    "the h1, whatever the metadata sell it as": (
        f"{MENU}<h1>{HEADLINE}</h1>{PROSE}{TEASERS}",
        f"<title>{OTHER} | Yalu Post</title><meta property='og:title' content='{OTHER}'>",
    ),
    "not the outlet's name, though it is an h1": (
        f"<h1 class='site-title'><a href='/'>Yalu Post</a></h1><h2>{HEADLINE}</h2>{PROSE}{TEASERS}",
        f"<title>{HEADLINE} - Yalu Post</title><meta property='og:site_name' content='Yalu Post'>",
    ),
    "not a heading further down that is like the metadata": (
        f"<h1>{HEADLINE}</h1>{PROSE}<h2>Why the factory stands still</h2>{PROSE}",
        f"<title>{OTHER}</title>",
    ),
    "without a kicker of its own element": (
        f"<h1><span class='kicker'>Border trade</span> <span class='headline'>{HEADLINE}</span></h1>{PROSE}",
        f"<meta property='og:title' content='{HEADLINE}'>",
    ),
    "a block whose class says title, where no heading is used": (
        f"<div class='logo'>Yalu Post</div><div class='view_tit'>{HEADLINE}</div>{PROSE}",
        f"<title>{HEADLINE} :: Yalu Post</title>",
    ),
    "the metadata alone, without the outlet's name": (
        PROSE,
        f"<title>{HEADLINE} | Yalu Post</title>",
    ),
    "without words of the outlet's host": (
        PROSE,
        f"<title>{HEADLINE} — The Yalu Post Online</title>",
    ),
    "not the section, which og:title names on every page": (
        f"<h1>{HEADLINE}</h1>{PROSE}",
        "<title>Press releases</title><meta property='og:title' content='Press releases'>",
    ),
    "not the name that leads home, though it is the larger heading": (
        f"<h1><a href='/' rel='home'>Notes from the bridge</a></h1><h1>{HEADLINE}</h1>{PROSE}",
        f"<title>{HEADLINE} | Notes from the bridge | A diary since 2005</title>",
    ),
    "what both a heading and a part of the title say, where the outlet is not known": (
        f"<h2 class='tit'>{HEADLINE}</h2>{PROSE}",
        f"<title>River Daily Mobile :: {HEADLINE}</title>",
    ),
    "not the last of the teasers above it": (
        f"{TEASERS}<article><h1 class='entry-title'>{HEADLINE}</h1>{PROSE}</article>",
        "<title>Yalu Post</title>",
    ),
}


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_the_headline_is(name: str) -> None:
    body, head = PAGES[name]

    assert HEADLINE == read(body, head)


FOREIGN = {
    "ko": ("단둥 공장 북한 노동자 60명 새벽에 떠나", "압록강신문", "새벽에 노동자들이 떠났다고 운전사가 전했다. "),
    "zh": ("丹东工厂六十名朝鲜工人清晨离开", "鸭绿江报", "一名司机说，六十名工人清晨离开了工厂。没有人知道工资。"),
    "ja": ("丹東の工場から労働者六十人が夜明けに出発", "鴨緑江新聞", "運転手によると、労働者が夜明けに工場を出た。"),
    "ru": ("Шестьдесят рабочих покинули завод в Даньдуне", "Вестник Ялу", "Рабочие уехали утром, сказал водитель. "),
}


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("joint", [" | ", " - ", "_", "-", " :: ", "｜"])
def test_in_every_language_the_outlet_is_cut_off(language: str, joint: str) -> None:
    headline, outlet, prose = FOREIGN[language]
    head = f"<title>{headline}{joint}{outlet}</title><meta property='og:site_name' content='{outlet}'>"

    assert headline == read(f"<div class='head_view'>{headline}</div><p>{prose * 5}</p>", head)
    assert headline == read(f"<p>{prose * 5}</p>", head)


@pytest.mark.parametrize("language", FOREIGN)
def test_in_every_language_the_shown_headline_goes_first(language: str) -> None:
    headline, outlet, prose = FOREIGN[language]

    head = f"<title>{outlet}</title><meta property='og:site_name' content='{outlet}'>"

    assert headline == read(f"<h1>{outlet}</h1><h2 class='title'>{headline}</h2><p>{prose * 5}</p>", head)


@pytest.mark.parametrize(
    ("url", "site", "written"),
    [
        ("https://www.chinaworkers.example/a/1", "China Workers", "China: Dandong expels workers"),
        ("https://www.moscowpost.example/a/1", "The Moscow Post", "Moscow – Builders fly home to Pyongyang"),
    ],
)
def test_a_place_at_the_front_is_no_name_of_the_outlet(url: str, site: str, written: str) -> None:
    head = f"<title>{written} | {site}</title><meta property='og:site_name' content='{site}'>"

    assert written == read(PROSE, f"{head}<meta property='og:title' content='{written}'>", url)


def test_words_parted_by_tags_alone_are_parted() -> None:
    shown = read(f"<h1><em>Sixty leave</em><br>The plant in <b>Dandong</b></h1>{PROSE}")

    assert "Sixty leave The plant in Dandong" == shown


def test_a_page_of_prose_has_no_headline() -> None:
    assert read(PROSE) is None


def test_dates_are_looked_for_by_the_heading_most_like_a_declared_headline() -> None:
    page = parse(f"<title>{HEADLINE}</title><h3>Sixty leave a plant in Dandong</h3>{PROSE}", URL)
    assert page is not None

    element = headline_element(page)

    assert element is not None and "h3" == element.tag


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_texts_have_one_short_clean_headline_or_none(shown: str, said: str, url: str) -> None:
    page = parse(f"<title>{said}</title><meta property='og:title' content='{said}'><h1>{shown}</h1>", url)

    headline = title(page) if page is not None else None

    assert headline is None or (0 < len(headline) <= 500 and headline == " ".join(headline.split()))


SAID = "The refusal of a quiet harbour"
EQUALS = f"""<html><head><title>{SAID}</title>
<meta property=og:title content="{SAID}"><meta name=twitter:title content="{SAID}"></head><body>
<h1>Harbour notes</h1><h1 class=entry-title>The refusal of “quiet” harbours – made by the press</h1>{PROSE}
</body></html>"""


def test_of_two_lines_that_weigh_the_same_each_run_takes_the_same() -> None:
    """Their signs are sets of words, and each run of Python goes through such a set in another order."""
    url = "https://notes.example/the-refusal-of-a-quiet-harbour/"
    program = f"from transforms.clean import extract\nprint(extract({EQUALS.encode()!r}, {url!r})['title'])"
    asked = [sys.executable, "-c", program]
    said = {subprocess.check_output(asked, env={**os.environ, "PYTHONHASHSEED": seed}) for seed in ("0", "14")}

    assert 1 == len(said)
