"""What a person at the terminal is told: which web, how far, how it ended."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from local import home, preflight, progress, run, stack, summary
from scrapers import settings
from tests.sample_web.judge import Judgement

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def host(answer: bytes | None) -> Iterator[str]:
    """A host on loopback that gives this answer to everything; None: it closes the connection. An address is one that
    it redirects to."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if answer is not None:
                is_redirect = answer.startswith(b"http")
                self.send_response(302 if is_redirect else 200)
                if is_redirect:
                    self.send_header("Location", answer.decode())
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("answers", "is_network"),
    [
        ([b"User-agent: *\nDisallow:", b"User-agent: *\nDisallow: /admin"], True),
        ([b"robots", None, None], True),
        ([None, None, None], False),
        ([b"please log in", b"please log in", b"please log in"], False),
        ([b"http://127.0.0.1:1/?from=a", b"http://127.0.0.1:1/?from=b"], False),
        ([b"http://127.0.0.1:1/robots.txt", b"http://127.0.0.1:2/robots.txt"], True),
    ],
    ids=[
        *("two hosts answer", "one host answers", "nobody answers", "a proxy answers for all"),
        *("a proxy redirects all to itself", "two hosts redirect, and neither is followed"),
    ],
)
def test_a_network_is_where_sources_answer_each_in_its_own_way(answers: list[bytes | None], is_network: bool) -> None:
    with ExitStack() as hosts:
        homes = [hosts.enter_context(host(answer)) for answer in answers]

        assert is_network == preflight.reachable(homes)


def task(name: str, state: str | None, index: int = -1) -> dict[str, object]:
    return {"task_id": name, "state": state, "map_index": index}


@pytest.mark.parametrize(
    ("tasks", "line"),
    [
        ([], "waiting "),
        ([task("plan", "running")], "plan    "),
        (
            [task("plan", "success"), task("collect", "failed", 0), task("collect", "running", 1)],
            "collect   1 of 2 sources",
        ),
        ([task("collect", "success", 0), task("clean", "running"), task("verdict", None)], "clean     1 of 1 sources"),
    ],
    ids=["not begun", "planning", "collecting", "cleaning"],
)
def test_progress_names_the_step_and_the_sources_done_of_all(tasks: list[dict[str, object]], line: str) -> None:
    assert line == progress.describe(tasks)


def a_night(verdict: str, reason: str) -> dict[str, object]:
    row = {"source_key": "yalu_post_en", "verdict": verdict, "reason": reason, "evidence_url": None, "yields": None,
           "muted_until": None, "muted_reason": None, "held": 0, "gone": 0}  # fmt: skip
    return {
        "day": "2019-12-03",
        "run": {"is_published": verdict == "ok", "content_hash": "abc"},
        "sources": [{**row, "listed": 4, "fetched": 4, "new_versions": 4, "relevant": 2, "claims": 9}],
        "counts": {"reports": 4, "versions": 4, "stories": 2, "origins": 2, "claims": 9},
        "rejects": {"teaser": 1},
        "notices": {"withdrawn": 1, "gone": 2},
        "changes": [],
        "checks": [],
        "silent": [],
    }


def test_a_red_source_is_named_with_its_whole_reason_and_what_to_do() -> None:
    reason = "listing http://yalupost.example/feed/ answers 403 with a challenge page, which is not worked around " * 2
    screen = summary.render("night 1", a_night("blocked", reason), "failed", "archive")

    assert "night 1: RED" in screen
    assert f"red: yalu_post_en: blocked: {reason} -> make why KEY=yalu_post_en" in screen
    assert "NOT published: the last good view stays" in screen
    assert all(len(line) <= 120 for line in screen.splitlines() if not line.startswith("red:"))


def test_a_green_night_says_so_and_counts_its_rejects() -> None:
    screen = summary.render("night 1", a_night("ok", "4 new"), "success", "archive")

    assert "night 1: green" in screen
    assert "4 reports, 4 versions, 2 stories, 2 origins, 9 claims; rejects: 1 teaser" in screen
    assert "reports: 2 gone, 1 withdrawn -> mart.notices" in screen


def test_changes_that_stand_out_are_told_in_a_line_each_and_the_rest_counted() -> None:
    line = "500 became 300 (North Korean workers); the outlet says that it is corrected, seen on 6 December 2019"
    changes = [{"source_key": "yalu_post_en", "sentence": line}] * (summary.CHANGES_SHOWN + 2)
    screen = summary.render("night 1", {**a_night("ok", "4 new"), "changes": changes}, "success", "archive")

    assert summary.CHANGES_SHOWN == screen.count("changed: yalu_post_en: 500 became 300 (North Korean workers)")
    assert "changed: and 2 more -> mart.changes" in screen
    assert all(len(line) <= 120 for line in screen.splitlines())


def test_a_run_that_never_began_is_not_shown_as_an_empty_night() -> None:
    assert "never began" in summary.render("night 1", {**a_night("ok", ""), "run": None}, "failed", "archive")


def test_open_expectations_are_told_and_failures_listed() -> None:
    told = summary.render_judgement(Judgement(3, 2, tuple(f"claim {n} is missing" for n in range(20))))

    assert told.startswith("as written: 3 met, 2 open (cannot be read yet), 20 failed\n  claim 0 is missing")
    assert told.endswith("and 8 more")


def test_an_unknown_web_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P8_WEB", "dark")

    with pytest.raises(home.WrongSetting, match="P8_WEB is 'dark'; it may be live or sample"):
        home.last_web()


def test_a_home_is_held_by_one_command_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("P8_HOME", str(tmp_path))
    with home.held("make run"), pytest.raises(home.HomeBusy, match="in use by `make run"), home.held("make up"):
        pytest.fail("two commands hold one home")


# --- who we say we are


class Terminal(io.StringIO):
    """A terminal at which these lines are typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home without a contact; returns where the contact will be kept."""
    monkeypatch.setenv("P8_HOME", str(tmp_path))
    monkeypatch.setenv("P8_CONTACT", "")
    return tmp_path / "contact"


@pytest.mark.parametrize(
    ("typed", "contact"),
    [("mailto:desk@example.org\n", "mailto:desk@example.org"), ("\n", ""), ("", ""),
     ("me (home)\nhttps://example.org\n", "https://example.org")],
    ids=["an address", "nothing", "the end of input", "a wrong one, then a right one"],
)  # fmt: skip
def test_a_typed_contact_is_kept_once_it_can_stand_in_a_header(
    monkeypatch: pytest.MonkeyPatch, nobody: Path, typed: str, contact: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    run._ask_contact("live")

    assert (contact, contact) == (nobody.read_text(), os.environ["P8_CONTACT"])


def test_a_run_without_standard_input_asks_nothing(monkeypatch: pytest.MonkeyPatch, nobody: Path) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    run._ask_contact("live")

    assert not nobody.exists()


def test_a_wrong_contact_ends_a_live_run_in_one_line_and_does_not_touch_the_sample_web(
    monkeypatch: pytest.MonkeyPatch, nobody: Path
) -> None:
    monkeypatch.setenv("P8_CONTACT", "me (home)")
    run._ask_contact("sample")

    assert issubclass(settings.ContactInvalid, stack.TOLD)
    with pytest.raises(settings.ContactInvalid, match="P8_CONTACT"):
        run._ask_contact("live")


def test_a_crawl_with_a_wrong_contact_is_a_wrong_call(tmp_path: Path) -> None:
    words = ["daily_nk_en", "--day", "2026-11-24", "--archive", str(tmp_path)]
    answer = subprocess.run(
        [sys.executable, "-m", "scrapers.crawl", *words],
        cwd=ROOT, env={**os.environ, "P8_CONTACT": "me (home)"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 64 == answer.returncode
    assert "P8_CONTACT is 'me (home)'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_wrong_contact_is_no_matter_on_the_sample_web() -> None:
    wrong = settings.crawl_settings("sample", ("ko",), {"P8_CONTACT": "me (home)"})

    assert "paragraph8/0.1.0" == wrong["USER_AGENT"]


# --- how the screen ends


def rows(*verdicts: str) -> list[dict[str, str]]:
    return [{"source_key": f"source_{number}", "verdict": verdict} for number, verdict in enumerate(verdicts)]


@pytest.mark.parametrize(
    ("verdicts", "key"),
    [(("ok", "blocked"), "source_1"), (("ok", "quiet"), "source_0"), ((), None)],
    ids=["a red one", "all green", "no source"],
)
def test_the_source_to_look_at_is_one_of_that_night(verdicts: tuple[str, ...], key: str | None) -> None:
    screen = summary.where_to_look(rows(*verdicts))

    assert (f"make why KEY={key} " in screen) == (key is not None)
    assert "yalu_post_en" not in screen


def test_a_live_summary_names_the_anonymous_visitor_and_ends_with_the_full_example() -> None:
    anonymous = summary.closing("live", rows("ok"), "", "brief/live.html").splitlines()
    named = summary.closing("live", rows("ok"), "mailto:desk@example.org", "brief/live.html").splitlines()

    assert summary.FULL_EXAMPLE == anonymous[-1] == named[-1]
    assert "anonymous visitor, at half the pace: set P8_CONTACT" in anonymous
    assert not [line for line in named if "anonymous" in line]


def test_the_sample_web_is_the_full_example_itself() -> None:
    screen = summary.closing("sample", rows("ok"), "", "brief/sample.html")
    assert "brief/sample.html   the brief, for a browser" in screen

    assert summary.FULL_EXAMPLE not in screen
    assert "anonymous" not in screen
