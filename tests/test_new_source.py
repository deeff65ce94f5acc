"""`python -m scrapers.new`: from one page of an outlet to its file, a fixture in our own words, and the next step."""

import json
import re
import runpy
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import guess, new, source
from scrapers.imitation import SENTENCES, imitation, is_date, script_of
from scrapers.page import Page
from scrapers.shapes import Feed, Listing, NewsSitemap, RobotsSitemap, WordPress
from scrapers.source import Source

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
    assert ("low", 4, 2) == (found.confidence, found.min_items, found.quiet_days)
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
    "a page of prose": (f"<html><body><p>{SECRET}</p></body></html>", "holds no feed, sitemap or rows of links"),
    "a home page that names a feed": (
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body></body></html>",
        f"it names {SITE}/rss: save that",
    ),
    "a challenge": ("<title>Just a moment...</title>", "answers 200, a block page"),
    "nothing": ("", "holds no feed"),
}


@pytest.mark.parametrize("name", NOTHING, ids=str)
def test_a_page_without_a_road_says_what_to_try(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = NOTHING[name]

    code, root = made(tmp_path, content, f"{SITE}/")

    assert (1, False) == (code, root.exists())
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["amnok.example"], [f"{SITE}/", "--key", "Amnok!"], []], ids=str)
def test_a_mistake_of_usage_ends_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        new.main(arguments)

    assert new.USAGE == ended.value.code


def test_it_ends_with_what_to_check_and_how_to_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path, board(*ROWS["cards"]), f"{SITE}/news/", "--key", "amnok_en")

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("check    the rows were guessed: Listing(") for line in lines)
    assert any(line.startswith("check    `second` was not read: HomeFeed(") for line in lines)
    assert "test     .venv/bin/python -m pytest tests/test_sources.py -k amnok_en" in lines


# --- words of our own ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026.11.20 09:00", True), ("Fri, 20 Nov 2026 09:00:00 +0900", True), ("입력 2026-11-20 09:00", True),
        ("November 20, 2026", True), ("", False), ("31", False),
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
ASKED: list[tuple[str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ASKED.append((self.path, self.headers["User-Agent"]))
        body = WEB.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """What was asked is kept in ASKED."""


@contextmanager
def small_web() -> Iterator[str]:
    ASKED.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def run(tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    with small_web() as proxy:
        return subprocess.run(
            [sys.executable, "-c", CHILD, proxy, str(tmp_path), *arguments],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip


@pytest.mark.xdist_group("crawl")
def test_a_home_page_leads_to_its_feed_and_to_the_sitemaps_of_robots(tmp_path: Path) -> None:
    ended = run(tmp_path, f"{SITE}/", "--key", "amnok_en")

    assert 0 == ended.returncode, ended.stderr
    found = declared(tmp_path, "amnok_en")
    assert (Feed(f"{SITE}/rss"), NewsSitemap(f"{SITE}/news.xml")) == (found.find, found.second)
    assert [f"{SITE}{path}" for path in ("/robots.txt", "/", "/rss", "/news.xml")] == [url for url, _ in ASKED]
    assert all(agent.startswith("paragraph8/") for _, agent in ASKED)


@pytest.mark.parametrize(
    ("url", "said"),
    [(f"{SITE}/closed", "robots.txt"), ("http://127.0.0.1:1/", "not of the public internet"), (f"{SITE}/no", "404")],
    ids=["forbidden by robots", "a private address", "not there"],
)
@pytest.mark.xdist_group("crawl")
def test_what_may_not_or_cannot_be_read_ends_1(url: str, said: str, tmp_path: Path) -> None:
    ended = run(tmp_path, url)

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
    _, saved, command, said, text = re.findall(r"```\w*\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "saved.html").write_text(saved, "utf-8")
    monkeypatch.chdir(tmp_path)

    code = new.main(command.split()[3:], tmp_path)

    assert (0, said) == (code, capsys.readouterr().out)
    assert text == (tmp_path / "scrapers" / "spiders" / "amnok_en.py").read_text("utf-8")
