"""`python -m scrapers.new`: from one page of an outlet to its file, a fixture in our own words, and the next step."""

import json
import re
import runpy
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import guess, new, source
from scrapers.imitation import SENTENCES, imitation, is_date, script_of
from scrapers.page import Page
from scrapers.shapes import Feed, Item, Listing, NewsSitemap, RobotsSitemap, WordPress
from scrapers.source import Source
from tests import test_sources
from tests.crawl_of import Answer, Asked, small_web

ROOT = Path(__file__).resolve().parent.parent
SITE = "http://amnok.example"

TITLES = ["Ferry crews wait at Dandong", "A mill near Hunchun hires again", "Buses leave Rason empty",
          "Kitchen staff of Yanji move out", "Loggers return to Khabarovsk", "A dormitory is locked"]  # fmt: skip
SECRET = "Forty seamstresses told nobody about their unpaid overtime"


def slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower())


def rss() -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{SITE}/2026/11/{20 - n}/{slug(title)}/</link>"
        f"<pubDate>{20 - n} Nov 2026 09:00:00 +0900</pubDate><description><![CDATA[<p>{SECRET} <b>{n}</b></p>]]>"
        f"</description><author>desk@amnok.example (Hong Gildong)</author></item>"
        for n, title in enumerate(TITLES)
    )
    about = f"<title>Amnok Times</title><link>{SITE}/</link><language>en-US</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{about}{items}</channel></rss>'


def posts() -> str:
    return json.dumps(
        [
            {
                "id": 700 + n,
                "date": f"2026-11-{20 - n}T09:00:00",
                "date_gmt": f"2026-11-{20 - n}T00:00:00",
                "modified_gmt": f"2026-11-{20 - n}T01:00:00",
                "slug": slug(title),
                "link": f"{SITE}/{slug(title)}/",
                "title": {"rendered": title},
                "content": {"rendered": f"<p>{SECRET}.</p>" * 20, "protected": False},
                "excerpt": {"rendered": f"<p>{SECRET}</p>"},
            }
            for n, title in enumerate(TITLES)
        ]
    )


def sitemap() -> str:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    rows = "".join(
        f"<url><loc>{SITE}/{slug(title)}</loc><news:news><news:publication_date>2026-11-{20 - n}T09:00:00+09:00"
        f"</news:publication_date><news:title>{title}</news:title></news:news></url>"
        for n, title in enumerate(TITLES)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{rows}</urlset>'


def board(row: str, around: str = "<ul class='type2'>{}</ul>", head: str = "") -> str:
    rows = "".join(
        row.format(n=n, title=title, slug=slug(title), day=20 - n, text=SECRET) for n, title in enumerate(TITLES)
    )
    menu = "".join(f"<li><a href='/m{n}'>A point of the menu, number {n}</a></li>" for n in range(9))
    head = f"<head><meta charset='utf-8'><title>Reports | Amnok Times</title>{head}</head>"
    code = f"<script>var told = '{SECRET}'</script><!-- {SECRET} -->"
    body = f"<body><nav><ul>{menu}</ul></nav>{around.format(rows)}{code}</body>"
    return f"<!doctype html><html lang='en'>{head}{body}</html>"


ROWS = {
    "a board": (
        "<li><a href='/view.html?no={n}'><img src='/t/{n}.jpg'></a><h4 class='titles'><a href='/view.html?no={n}'>"
        "{title}</a></h4><p class='lead'>{text}</p><em>Hong Gildong</em><em>2026.11.{day} 09:00</em></li>",
        "<ul class='type2'>{}</ul>",
    ),
    "a table": (
        "<tr><td>{n}</td><td class='subject'><a href='/view.html?no={n}'>{title}</a></td><td>2026-11-{day}</td></tr>",
        "<table class='list'><tbody>{}</tbody></table>",
    ),
    "cards": (
        "<article class='card'><a href='/{slug}'><h3>{title}</h3></a><time datetime='2026-11-{day}'>"
        "November {day}, 2026</time></article>",
        "<div class='grid'>{}</div>",
    ),
    "a home page of WordPress": (
        "<article class='post-{day} post type-post'><header class='entry-header'><h2 class='entry-title'>"
        "<a href='/{slug}/'>{title}</a></h2></header><p>{text}</p>"
        "<footer><time class='entry-date' datetime='2026-11-{day}'>November {day}, 2026</time></footer></article>",
        "<main id='main'>{}</main>",
    ),
    "rows that are links": (
        "<a class='row' href='/{slug}'><strong>{title}</strong><span class='date'>2026-11-{day}</span></a>",
        "<div id='list'>{}</div>",
    ),
}  # fmt: skip


def made(tmp_path: Path, content: str | bytes, url: str, *options: str) -> tuple[int, Path]:
    """Exit code and root after `scrapers.new` read a page that was saved from `url`."""
    file = tmp_path / "saved"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return new.main([url, "--from", str(file), *options], tmp_path / "root"), tmp_path / "root"


def declared(root: Path, key: str) -> Source:
    return source._source_in(root / "scrapers" / "spiders" / f"{key}.py")


PAGES = {
    "a feed": (rss(), f"{SITE}/feed/", Feed(f"{SITE}/feed/")),
    "an answer of WordPress": (
        posts(), f"{SITE}/wp-json/wp/v2/posts?per_page=10", WordPress(f"{SITE}/wp-json/wp/v2/posts")
    ),
    "a news sitemap": (sitemap(), f"{SITE}/news.xml", NewsSitemap(f"{SITE}/news.xml")),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_a_page_of_a_known_form_gives_its_shape(name: str, tmp_path: Path) -> None:
    content, url, shape = PAGES[name]

    code, root = made(tmp_path, content, url, "--key", "amnok_en")

    found = declared(root, "amnok_en")
    assert (0, shape) == (code, found.find)
    assert ("low", 4, 3) == (found.confidence, found.min_items, found.quiet_days)
    assert found.second is not None


def test_a_name_that_is_a_program_is_written_as_a_name(tmp_path: Path) -> None:
    name = 'Amnok&quot;&quot;&quot;\nPWNED = 1\n&quot;&quot;&quot; \\ Times'
    feed = rss().replace("<title>Amnok Times<", f"<title>{name}<")

    code, root = made(tmp_path, feed, f"{SITE}/feed/", "--key", "amnok_en")

    file = root / "scrapers" / "spiders" / "amnok_en.py"
    assert 0 == code
    assert {"SOURCE", "Feed", "HomeFeed", "RobotsSitemap", "Source"} >= {
        name for name in runpy.run_path(str(file)) if not name.startswith("__")
    }


@pytest.mark.parametrize("name", ROWS, ids=str)
def test_rows_of_a_page_are_found_with_title_and_date(name: str, tmp_path: Path) -> None:
    code, root = made(tmp_path, board(*ROWS[name]), f"{SITE}/news/", "--key", "amnok_en")

    find = declared(root, "amnok_en").find
    assert 0 == code and isinstance(find, Listing)
    items = find.read(board(*ROWS[name]).encode(), find.url, "Asia/Seoul").items
    assert TITLES == [item.title for item in items]
    assert [20 - n for n in range(6)] == [item.published.day for item in items if item.published]


@pytest.mark.parametrize("name", [*PAGES, *ROWS], ids=str)
def test_the_fixture_reads_as_expected_and_holds_no_word_of_the_outlet(name: str, tmp_path: Path) -> None:
    content, url = PAGES[name][:2] if name in PAGES else (board(*ROWS[name]), f"{SITE}/news/")

    _, root = made(tmp_path, content, url, "--key", "amnok_en")

    found, folder = declared(root, "amnok_en"), root / "tests" / "fixtures" / "amnok_en"
    assert found.find is not None
    (listing,) = [path for path in folder.iterdir() if path.name not in ("items.json", "origin.toml")]
    items = found.find.read(listing.read_bytes(), found.find.url, found.zone).items
    expected = json.loads((folder / "items.json").read_text("utf-8"))
    assert [(row["url"], row["title"]) for row in expected] == [(item.url, item.title) for item in items]
    assert 6 == len({item.url for item in items}) == len({item.title for item in items})
    written = listing.read_text("utf-8").lower()
    ours = " ".join(SENTENCES["en"]).lower()
    theirs = re.findall(r"[a-z]{5,}", f"{' '.join(TITLES)} {SECRET} Hong Gildong desk@".lower())
    assert [] == sorted(word for word in theirs if word in written and word not in ours)


def test_the_origin_says_where_the_structure_is_from_and_that_the_text_is_ours(tmp_path: Path) -> None:
    _, root = made(tmp_path, rss(), f"{SITE}/feed/", "--key", "amnok_en")

    origin = tomllib.loads((root / "tests" / "fixtures" / "amnok_en" / "origin.toml").read_text("utf-8"))
    assert (f"{SITE}/feed/", False) == (origin["structure_of"], origin["is_probed_live"])
    assert "written for this project" in origin["text"]


def test_the_file_has_less_than_twenty_lines_of_house_style(tmp_path: Path) -> None:
    _, root = made(tmp_path, board(*ROWS["a board"]), f"{SITE}/news/", "--name", 'The "Amnok" Times')

    path = root / "scrapers" / "spiders" / "amnok_en.py"
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert 20 > len(path.read_text("utf-8").splitlines())
    assert 0 == checked.returncode, checked.stdout
    assert 'The "Amnok" Times' == declared(root, "amnok_en").name


KOREAN = board("<li><h4><a href='/v?no={n}'>훈춘의 공장에 새 기숙사가 들어섰다 {n}</a></h4><em>2026.11.{day}</em></li>")


def test_language_zone_and_country_are_guessed_from_the_page(tmp_path: Path) -> None:
    _, root = made(tmp_path, KOREAN, f"{SITE}/news/")

    found = declared(root, "amnok_ko")
    assert (("ko",), "Asia/Seoul", "KR") == (found.languages, found.zone, found.country)


@pytest.mark.parametrize(("content", "zone"), [(board(*ROWS["a table"]), "UTC"), (rss().replace("+0900", "GMT"), None)])
def test_where_nothing_tells_the_zone_dates_that_need_one_are_of_utc(
    content: str, zone: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, root = made(tmp_path, content, f"{SITE}/news/")

    assert (zone, None) == (declared(root, "amnok_en").zone, declared(root, "amnok_en").country)
    assert ("they need one here" in capsys.readouterr().out) == (zone is not None)


def test_a_feed_that_a_listing_names_is_its_second_road(tmp_path: Path) -> None:
    _, root = made(tmp_path, board(*ROWS["a board"], head=FEED_LINK), f"{SITE}/news/")

    assert ("Amnok Times", Feed(f"{SITE}/rss")) == (declared(root, "amnok_en").name, declared(root, "amnok_en").second)


def test_what_is_there_already_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, rss(), f"{SITE}/feed/", "--key", "amnok_en")
    before = (tmp_path / "root" / "scrapers" / "spiders" / "amnok_en.py").read_bytes()

    code, root = made(tmp_path, board(*ROWS["cards"]), f"{SITE}/news/", "--key", "amnok_en")

    assert 1 == code
    assert before == (root / "scrapers" / "spiders" / "amnok_en.py").read_bytes()
    assert "amnok_en is there already" in capsys.readouterr().err


NOTHING = {
    "a page of prose": (f"<html><body><p>{SECRET}</p></body></html>", "holds no feed, sitemap or rows of links:"),
    "a home page that names a feed": (
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body></body></html>",
        f"is itself no feed, sitemap or list of reports; it names {SITE}/rss: save that",
    ),
    "a challenge": ("<title>Just a moment...</title>", "answers 200, a block page"),
    "nothing": ("", "is empty"),
    "a page saved from elsewhere": (
        "<ul>" + "<li><a href='http://tumen.example/r/1'>A report of another outlet</a></li>" * 5 + "</ul>",
        f"its links lead to tumen.example: is {SITE}/ the address that it was saved from?",
    ),
}


@pytest.mark.parametrize("name", NOTHING, ids=str)
def test_a_page_without_a_road_says_what_to_try(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = NOTHING[name]

    code, root = made(tmp_path, content, f"{SITE}/")

    assert (1, False) == (code, root.exists())
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["amnok.example"], "no http(s) address"),
        ([f"{SITE}/", "--key", "Amnok!"], "first a letter, 2 to 61 characters"),
        ([f"{SITE}/", "--key", "9x"], "first a letter, 2 to 61 characters"),
        ([f"{SITE}/", "--key", ""], "first a letter, 2 to 61 characters"),
        ([f"{SITE}/", "--key", "import"], "a word of Python"),
        ([f"{SITE}/", "--home", "amnok.example"], "no http(s) address"),
        ([], "usage: .venv/bin/python -m scrapers.new"),
    ],
    ids=str,
)
def test_a_mistake_of_usage_ends_64(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new, "fetched", _nobody_asks)

    with pytest.raises(SystemExit) as ended:
        new.main(arguments)

    assert new.USAGE == ended.value.code
    assert said in capsys.readouterr().err


def _nobody_asks(url: str) -> list[Page]:
    raise AssertionError(f"{url} was asked for")


def test_a_key_that_is_taken_is_refused_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new, "fetched", _nobody_asks)
    _, root = made(tmp_path, rss(), f"{SITE}/feed/", "--key", "amnok_en")

    assert 1 == new.main([f"{SITE}/", "--key", "amnok_en"], root)
    assert "amnok_en is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said"), [("none.html", "there is no file"), ("folder", "is a folder"), ("empty", "is empty")]
)
def test_a_file_that_is_no_page_is_named_in_words(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()

    assert 1 == new.main([f"{SITE}/", "--from", str(tmp_path / name)], tmp_path / "root")
    assert said in (told := capsys.readouterr().err) and "Errno" not in told


YONHAP = "https://www.yna.co.kr"


@pytest.mark.parametrize(
    ("url", "home", "options", "said"),
    [
        (f"{YONHAP}/rss/northkorea.xml", f"{YONHAP}/nk/", [], "/rss/northkorea.xml is that of yonhap_ko_nk"),
        (f"{YONHAP}/rss/other.xml", f"{YONHAP}/", [], f"home {YONHAP}/ is that of yonhap_ko_nk"),
        (f"{YONHAP}/rss/other.xml", f"{YONHAP}/", ["--home", f"{YONHAP}/other"], ""),
    ],
    ids=["the same feed", "the same home", "another part of the site"],
)
def test_an_address_that_another_source_has_is_refused(
    url: str, home: str, options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = rss().replace(f"<link>{SITE}/</link>", f"<link>{home}</link>").replace(SITE, home.rstrip("/"))

    code, root = made(tmp_path, content, url, "--key", "amnok_en", *options)

    assert (int(bool(said)), not said) == (code, root.exists())
    assert said in capsys.readouterr().err


def test_two_sources_with_one_address_are_named_together() -> None:
    homes = {"a_en": "https://www.amnok.example/", "b_en": "http://amnok.example", "c_en": "http://tumen.example/"}

    assert {"amnok.example": ["a_en", "b_en"]} == test_sources.shared(homes)


def test_a_page_saved_from_elsewhere_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, rss(), "http://tumen.example/feed/", "--key", "amnok_en")

    asked = "6 items lead to amnok.example: is http://tumen.example/feed/ the address that the page was saved from?"
    assert f"check    {asked}" in capsys.readouterr().out


LONG_ROW = (
    "<li class='a-row-of-the-board-of-reports with-a-picture'><h4 class='the-title-of-a-report'>"
    "<a href='/view.html?no={n}'>{title}</a></h4><em class='the-day-of-the-report-as-published'>2026.11.{day}</em></li>"
)


@pytest.mark.parametrize("length", [1, 90, 150])
def test_no_line_of_a_file_is_too_long(length: int, tmp_path: Path) -> None:
    around = "<ul class='all-reports-of-the-outlet-in-a-long-list and-its-archive'>{}</ul>"
    url = f"{SITE}/{'n' * length}/list.html?category=reports"

    code, root = made(tmp_path, board(LONG_ROW, around), url, "--key", "amnok_en", "--name", "압록강신문 " * 12)

    text = (root / "scrapers" / "spiders" / "amnok_en.py").read_text("utf-8")
    find = declared(root, "amnok_en").find
    assert 0 == code and isinstance(find, Listing) and url == find.url
    assert [] == [line for line in text.splitlines() if 120 < sum(1 + (char >= "가") for char in line)]
    assert 20 > len(text.splitlines())


GNUBOARD = (
    "<tr><td><a href='/bbs/board.php?bo_table=human&wr_id={day}&page=1&sca=&sst=wr_hit&total=40'>{title}</a></td>"
    "<td>2026-11-{day}</td></tr>"
)
QUERIES = {
    "a board": ("/bbs/board.php?bo_table=human&wr_id={n}&page=1&sca=&sst=wr_hit&total=40", ("bo_table", "wr_id")),
    "several boards": ("/bbs/board.php?bo_table=b{m}x&wr_id={n}&page=1", ("bo_table", "wr_id")),
    "NDsoft": ("/news/articleView.html?idxno={n}&sc_section_code=S1N1", ("idxno",)),
    "a number that another makes needless": ("/view?menu={m}&no={n}", ("no",)),
    "tracking": ("/view/?id={n}&utm_source=rss", ("id",)),
    "paths": ("/{n}/?utm_source=rss", ()),
    "no query": ("/{n}", ()),
    "one report": ("/view?no=1&page={n}", ()),
}


@pytest.mark.parametrize("name", QUERIES, ids=str)
def test_the_parameters_that_tell_reports_apart_are_kept(name: str) -> None:
    form, kept = QUERIES[name]
    items = [Item(SITE + form.format(n=n, m=n % 2), title) for n, title in enumerate(TITLES)]

    assert kept == tuple(guess.keep_params(items))


def test_the_file_names_the_parameters_that_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = board(GNUBOARD, "<table class='list'><tbody>{}</tbody></table>")

    _, root = made(tmp_path, page, f"{SITE}/bbs/board.php?bo_table=human", "--key", "amnok_en")

    assert ("bo_table", "wr_id") == declared(root, "amnok_en").keep_params
    assert 'check    keep_params ["bo_table", "wr_id"]' in capsys.readouterr().out


def test_parameters_that_make_one_report_of_another_road_are_not_kept() -> None:
    feed = re.sub(rf"<link>{SITE}/2026/11/(\d+)/[^<]*", rf"<link>{SITE}/?p=\1", rss())
    roads = {f"{SITE}/feed/": feed, f"{SITE}/news/": board(*ROWS["a table"])}
    pages = [Page(url, 200, {}, content.encode(), None, "") for url, content in roads.items()]

    assert (["p"], []) == (new.propose(pages[:1], SITE).keep_params, new.propose(pages, SITE).keep_params)


def test_an_old_notice_on_top_is_no_pause() -> None:
    days = [datetime(2024, 1, 1, tzinfo=UTC), *(datetime(2026, 11, day, tzinfo=UTC) for day in (24, 22, 21, 17))]

    assert 5 == guess.quiet_days([Item(f"{SITE}/{day}", "", published=day) for day in days])


def test_short_dates_of_a_board_are_read(tmp_path: Path) -> None:
    page = KOREAN.replace("2026.11.", "26-11-")

    _, root = made(tmp_path, page, f"{SITE}/news/", "--key", "amnok_ko")

    find = declared(root, "amnok_ko").find
    assert isinstance(find, Listing)
    assert 6 == sum(item.published is not None for item in find.read(page.encode(), find.url, "Asia/Seoul").items)


def test_rows_with_short_dates_are_worth_as_much_as_others() -> None:
    rows = "".join(f"<li><a href='/v?no={n}'>훈춘의 공장 소식 {n}</a><em>26-11-{20 - n}</em></li>" for n in range(5))
    other = "".join(f"<p><a href='/t{n}'>많이 읽은 기사의 제목 {n}</a></p>" for n in range(7))
    page = f"<html><body><ul id='list'>{rows}</ul><div id='most'>{other}</div></body></html>"

    (road,) = guess.roads_at(page.encode(), f"{SITE}/", "Asia/Seoul")

    assert [f"{SITE}/v?no={n}" for n in range(5)] == [item.url for item in road.items]


def test_it_ends_with_what_to_check_and_how_to_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, board(*ROWS["cards"]), f"{SITE}/news/", "--key", "amnok_en")

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("check    the rows were guessed: Listing(") for line in lines)
    assert any(line.startswith("check    `second` was not read: HomeFeed(") for line in lines)
    assert "test     .venv/bin/python -m pytest tests/test_sources.py -k amnok_en" in lines
    assert "lint     make lint" in lines


# --- words of our own ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026.11.20 09:00", True), ("Fri, 20 Nov 2026 09:00:00 +0900", True), ("입력 2026-11-20 09:00", True),
        ("November 20, 2026", True), ("26-11-20", True), ("26.11.20 09:00", True), ("", False), ("31", False),
        ("02-1234-5678", False),
        ("2026년 11월 20일 훈춘의 공장에서 노동자들이 파업했다", False),
        ("Forty women left the mill on 2026-11-20", False),
    ],
)  # fmt: skip
def test_a_date_is_one_with_hardly_anything_beside_it(text: str, expected: bool) -> None:
    assert expected == is_date(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [("훈춘 工場", "ko"), ("工場の朝", "ja"), ("工厂", "zh"), ("Завод", "ru"), ("mill", "en"), ("", "en")],
)
def test_a_stand_in_is_in_the_script_of_the_original(text: str, script: str) -> None:
    assert script == script_of(text)


@pytest.mark.parametrize(
    "theirs", ["북한노동자파업", "压制工人罢工", "An unpaid shift", "02-1234-5678", "+82 10 1234 5678",
               "(031) 123-4567", "desk@amnok.example"],
)  # fmt: skip
@pytest.mark.parametrize(
    "page",
    [
        "<html><body><a href='/a' title='{}'>1</a></body></html>", "<html><body><img alt='{}'></body></html>",
        "<html><head><meta name='description' content='{}'></head></html>", "<html><body><p>{}</p></body></html>",
        '<?xml version="1.0"?><rss><item><category label="{}"/></item></rss>', '{{"tel": "{}"}}',
    ],
    ids=["title", "alt", "content", "text", "XML", "JSON"],
)  # fmt: skip
def test_no_text_or_number_to_call_is_kept(page: str, theirs: str) -> None:
    assert theirs not in imitation(page.format(theirs).encode()).decode()


@pytest.mark.parametrize("ours", ["2026-11-20 09:00", "Fri, 20 Nov 2026 09:00:00 +0900", "1,234", "20261120090000"])
def test_dates_and_numbers_are_kept(ours: str) -> None:
    assert ours in imitation(f"<html><body><em title='{ours}'>{ours}</em></body></html>".encode()).decode()


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_have_an_imitation(content: bytes) -> None:
    assert isinstance(imitation(content), bytes)


def test_no_file_is_opened_for_an_entity() -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><title>&e;</title></rss>'

    assert b"root:" not in imitation(hostile)


def test_leads_are_those_that_a_page_names() -> None:
    page = board("", head=f"{FEED_LINK}<link rel='https://api.w.org/' href='/wp-json/'>").encode()

    assert [f"{SITE}/rss", f"{SITE}/wp-json/wp/v2/posts"] == guess.leads_at(page, f"{SITE}/")


# --- over HTTP -----------------------------------------------------------------------------------------------------

CHILD = """
import pathlib, sys
from functools import partial
from scrapers import new
new.fetched = partial(new.fetched, web="sample", proxy=sys.argv[1])
sys.exit(new.main(sys.argv[3:], pathlib.Path(sys.argv[2])))
"""
FEED_LINK = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
WEB = {
    f"{SITE}/robots.txt": f"User-agent: *\nDisallow: /closed\nSitemap: {SITE}/news.xml\n",
    f"{SITE}/": board("<p>{title}</p>", head=FEED_LINK),
    f"{SITE}/rss": rss(),
    f"{SITE}/news.xml": sitemap(),
    f"{SITE}/closed": rss(),
}


def run(tmp_path: Path, *arguments: str) -> tuple["subprocess.CompletedProcess[str]", Asked]:
    """How the command ended, and what it asked for."""
    with small_web({url: Answer(200, text.encode()) for url, text in WEB.items()}) as web:
        ended = subprocess.run(
            [sys.executable, "-c", CHILD, web.proxy, str(tmp_path), *arguments],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    return ended, web.asked


@pytest.mark.xdist_group("crawl")
def test_a_home_page_leads_to_its_feed_and_to_the_sitemaps_of_robots(tmp_path: Path) -> None:
    ended, asked = run(tmp_path, f"{SITE}/", "--key", "amnok_en")

    assert 0 == ended.returncode, ended.stderr
    found = declared(tmp_path, "amnok_en")
    assert (Feed(f"{SITE}/rss"), NewsSitemap(f"{SITE}/news.xml")) == (found.find, found.second)
    assert [f"{SITE}{path}" for path in ("/robots.txt", "/", "/rss", "/news.xml")] == [
        line.split()[1] for line, _ in asked
    ]
    assert all(dict(headers)["User-Agent"].startswith("paragraph8/") for _, headers in asked)


@pytest.mark.parametrize(
    ("url", "said"),
    [(f"{SITE}/closed", "robots.txt"), ("http://127.0.0.1:1/", "not of the public internet"), (f"{SITE}/no", "404")],
    ids=["forbidden by robots", "a private address", "not there"],
)
@pytest.mark.xdist_group("crawl")
def test_what_may_not_or_cannot_be_read_ends_1(url: str, said: str, tmp_path: Path) -> None:
    ended, _ = run(tmp_path, url)

    assert (1, []) == (ended.returncode, list(tmp_path.iterdir()))
    assert said in ended.stderr


def test_the_second_road_of_a_saved_page_is_named_unread() -> None:
    page = Page(f"{SITE}/feed/", 200, {}, rss().encode(), None, "")

    found = new.propose([page], page.url)

    assert (RobotsSitemap(f"{SITE}/robots.txt"), False) == (found.second, found.is_second_checked)


# --- the page for newcomers ----------------------------------------------------------------------------------------

GUIDE = ROOT / "docs" / "adding-a-source.md"


def test_the_guide_shows_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, saved, command, said, text, *_ = re.findall(r"```\w*\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "saved.html").write_text(saved, "utf-8")
    monkeypatch.chdir(tmp_path)

    assert [".venv/bin/python", "-m", "scrapers.new"] == command.split()[:3]
    code = new.main(command.split()[3:], tmp_path)

    assert (0, said) == (code, capsys.readouterr().out)
    assert text == (tmp_path / "scrapers" / "spiders" / "amnok_en.py").read_text("utf-8")


def test_the_guide_names_every_field_of_a_file_that_is_written() -> None:
    told = GUIDE.read_text("utf-8")

    assert [] == [kind for kind in get_args(source.Kind) if f"`{kind}`" not in told]
    for words in ("`keep_params`", "`HomeFeed`", "`RobotsSitemap`", "from datetime import date", "on_topic = ",
                  "from scrapers.source import Canary, Source", "a CSS selector inside a row", "without a year",
                  "lint     make lint"):  # fmt: skip
        assert words in told


def test_what_a_rewrite_changes_is_said_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    same, other = tmp_path / "a" / "items.json", tmp_path / "b" / "items.json"
    for path in (same, other):
        path.parent.mkdir()
        path.write_text("[]\n", "utf-8")
    monkeypatch.setattr(test_sources, "FIXTURES", tmp_path)
    monkeypatch.setattr(test_sources, "expected_files", lambda: {same: "[]\n", other: "[1]\n"})

    test_sources.rewrite()

    said = capsys.readouterr().out
    assert "[1]\n" == other.read_text("utf-8")
    assert "+[1]" in said and "a/items.json" not in said and "\n\n" not in said
    assert "wrote 1 of 2 expected files" in said
