"""Nights that go wrong, over real HTTP on loopback: each ends with its verdict, and what came is kept as evidence."""

import fcntl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from scrapers import archive, crawl, memory, source
from tests.crawl_of import (
    GOOD,
    HTML,
    NEXT_DAY,
    ROOT,
    SITE,
    Answer,
    Crawls,
    Ended,
    SmallWeb,
    feed,
    feed_crawls,
    small_web,
)

pytestmark = pytest.mark.xdist_group("crawl")

CHALLENGE = b"<html><title>Just a moment...</title><body>Checking your browser before you go on</body></html>"
TO_PRIVATE = Answer(302, b"", {"Location": "http://10.0.0.7/admin"})
TO_LOOPBACK = Answer(302, b"", {"Location": "http://localhost:8080/"})
TO_OTHER_SITE = Answer(302, b"", {"Location": "http://elsewhere.example/x"})


@dataclass(frozen=True)
class Wrong:
    """What is different from a good night, and how the night must end."""

    name: str
    routes: Mapping[str, Answer]
    exit_code: int
    verdict: str
    said: str


WRONG = [
    Wrong("an empty feed", {"/feed": feed()}, 65, "empty_listing", "no items, at least 2 expected"),
    Wrong("a server in trouble", {"/feed": Answer(503, b"later", HTML)}, 75, "unreachable", "answers 503"),
    Wrong("a refusal", {"/feed": Answer(403, b"no", HTML)}, 65, "blocked", "answers 403"),
    Wrong(
        "robots that forbid the feed",
        {"/robots.txt": Answer(200, b"User-agent: paragraph8\nDisallow: /feed\n")},
        *(65, "blocked", "robots.txt"),
    ),
    Wrong("robots out of order", {"/robots.txt": Answer(500, b"oops")}, 75, "unreachable", "robots.txt"),
    Wrong(
        "reports sent elsewhere",
        {"/a": TO_PRIVATE, "/b": TO_LOOPBACK, "/moved": TO_OTHER_SITE},
        *(65, "errors", "3 of 3 reports failed"),
    ),
    Wrong(
        "reports behind a challenge",
        {"/a": Answer(403, CHALLENGE, HTML), "/b": Answer(200, CHALLENGE, HTML)},
        *(65, "blocked", "2 of 3 reports failed"),
    ),
]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Wrong], tuple[Ended, SmallWeb, Crawls]]]:
    """Plays a wrong night once, however many tests look at it."""
    played: dict[str, tuple[Ended, SmallWeb, Crawls]] = {}

    def play(wrong: Wrong) -> tuple[Ended, SmallWeb, Crawls]:
        if wrong.name not in played:
            crawls = feed_crawls(tmp_path_factory.mktemp("wrong"))
            with small_web(GOOD | {f"{SITE}{path}": answer for path, answer in wrong.routes.items()}) as web:
                played[wrong.name] = (crawls.run(web), web, crawls)
        return played[wrong.name]

    yield play


Play = Callable[[Wrong], tuple[Ended, SmallWeb, Crawls]]


def _wrong(name: str) -> Wrong:
    return next(wrong for wrong in WRONG if wrong.name == name)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_a_wrong_night_ends_with_its_verdict_and_a_record(ended: Play, wrong: Wrong) -> None:
    night, _, _ = ended(wrong)

    assert (wrong.exit_code, wrong.verdict) == (night.exit_code, night.record["verdict"])
    assert wrong.exit_code == night.record["exit_code"]
    assert wrong.said in night.record["reason"]


def test_the_page_that_shows_a_refusal_is_kept_as_evidence(ended: Play) -> None:
    night, _, crawls = ended(_wrong("a refusal"))

    kept = [found.page for found in archive.pages(crawls.archive, night.record["warc"])]

    assert f"{SITE}/feed" == night.record["evidence_url"]
    assert (403, b"no") in [(page.status, page.body) for page in kept if page.url == f"{SITE}/feed"]


def test_a_redirect_to_a_private_address_or_another_site_is_recorded_and_never_asked(ended: Play) -> None:
    night, web, _ = ended(_wrong("reports sent elsewhere"))

    kinds = sorted((failure["kind"], failure["url"]) for failure in night.record["failures"])
    assert [
        ("other_site", "http://elsewhere.example/x"),
        ("private_address", "http://10.0.0.7/admin"),
        ("private_address", "http://localhost:8080/"),
    ] == kinds
    assert [302, 302, 302] == [page["status"] for page in night.record["pages"] if page["role"] == "report"]
    assert [] == [line for line, _ in web.asked if not line.startswith(f"GET {SITE}/")]


def test_a_challenge_is_no_report_and_is_asked_for_again(ended: Play) -> None:
    night, _, crawls = ended(_wrong("reports behind a challenge"))

    assert "block" == night.page("/b")["kind"]
    assert {"outlet.example/moved"} == set(memory.recall(crawls.archive, "outlet").reports)


def test_nothing_more_is_asked_where_robots_forbid(ended: Play) -> None:
    _, web, _ = ended(_wrong("robots that forbid the feed"))

    assert [f"GET {SITE}/robots.txt HTTP/1.1"] == [line for line, _ in web.asked]


def test_an_empty_night_does_not_hide_what_is_listed_later(ended: Play) -> None:
    _, _, crawls = ended(_wrong("an empty feed"))

    with small_web(GOOD) as web:
        after = crawls.run(web, NEXT_DAY)

    assert "3 new, 0 changed of 3 listed" == after.record["reason"]


def test_a_bug_of_our_own_ends_with_70_and_a_record(tmp_path: Path) -> None:
    crawls = feed_crawls(tmp_path)
    with small_web(GOOD) as web:
        night = crawls.run(web, key="broken")

    assert (70, 70, "errors") == (night.exit_code, night.record["exit_code"], night.record["verdict"])
    assert "a shape with a mistake in it" in night.record["reason"]


def test_a_second_crawl_of_a_source_at_work_says_so_and_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawls = feed_crawls(tmp_path)
    monkeypatch.setitem(source.FOLDERS, "sample", crawls.folder / "sources")
    monkeypatch.setattr(crawl, "LOCK_WAIT_SECONDS", 0)
    lock = archive.lock_path(crawls.archive, "outlet")
    lock.parent.mkdir(parents=True)
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code = crawl.main(crawls.command("http://127.0.0.1:1")[5:])

    (record,) = archive.run_records(crawls.archive)
    assert (75, "unreachable", None) == (code, record["verdict"], record["warc"])
    assert "another crawl of this source is still running" in record["reason"]


def test_a_crawl_killed_midway_leaves_no_file_and_the_next_one_gets_everything(tmp_path: Path) -> None:
    crawls = feed_crawls(tmp_path)
    with small_web(GOOD, held=f"{SITE}/b") as web:
        running = subprocess.Popen(crawls.command(web.proxy), cwd=ROOT, stderr=subprocess.DEVNULL)
        assert web.is_holding.wait(30)
        running.kill()
        running.wait()
        left = crawls.files("*.*")
        web.held = None
        web.may_go.set()
        after = crawls.run(web)

    assert [] == left
    assert (0, 3) == (after.exit_code, after.record["figures"]["new"])
    assert [] == list(Path(crawls.archive).rglob(f"{archive.PART}*"))
