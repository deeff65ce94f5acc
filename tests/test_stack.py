"""The whole stack as an operator has it: up, four nights through Airflow's scheduler, the UI in a browser, down."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from local import airflow, processes
from tests.browser import CHROMIUM, needs_chromium
from warehouse.examples import QUERIES

pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("stack"), pytest.mark.filterwarnings("ignore")]
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Lived:
    """A stack that has played all nights: its home, its REST client, what `make run` printed."""

    folder: Path
    client: airflow.Client
    output: str

    def command(self, module: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return command(self.folder, module, *arguments, **variables)

    def runs(self) -> list[dict[str, Any]]:
        return list(self.client._ask("GET", "/api/v2/dags/nightly/dagRuns?order_by=run_after")["dag_runs"])


def command(folder: Path, module: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """One command of the Makefile, on a home of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "P8_"))}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=900, check=False,
        env={**environment, "P8_HOME": str(folder), "P8_WEB": "sample", "PYTHONPATH": str(ROOT), **variables},
    )  # fmt: skip


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Up, all nights, and down at the end; under a closed folder with a space in its path."""
    folder = tmp_path_factory.mktemp("a stack") / "closed home"
    folder.mkdir(mode=0o700)
    up = command(folder, "local.up")
    assert up.returncode == 0, up.stderr
    try:
        played = command(folder, "local.run")
        assert played.returncode == 0, played.stdout + played.stderr
        port = json.loads((folder / "stack.json").read_text())["port"]
        password = json.loads((folder / "airflow" / "passwords.json").read_text())[airflow.USER]
        yield Lived(folder, airflow.Client(f"http://127.0.0.1:{port}", password, folder / "logs"), played.stdout)
    finally:
        down = command(folder, "local.up", "--down")
    assert down.returncode == 0, down.stderr
    assert [] == processes.marked(folder)
    assert not (folder / "pgdata" / "postmaster.pid").exists()


def test_every_night_comes_out_as_written_and_a_red_one_names_its_source(lived: Lived) -> None:
    assert "night 1 (2019-12-03): green" in lived.output
    assert 3 == len(re.findall(r"^night \d \(\S+\): RED", lived.output, re.M))
    assert re.search(r"red: bukbang_news_ko: empty_listing: .* -> make why KEY=bukbang_news_ko", lived.output)
    assert 4 == len(re.findall(r"as written: \d+ met, \d+ open \(cannot be read yet\), 0 failed", lived.output))


def test_the_runs_in_airflow_have_the_colours_of_the_nights(lived: Lived) -> None:
    assert ["success", "failed", "failed", "failed"] == [run["state"] for run in lived.runs()][:4]
    assert {"manual"} == {run["run_type"] for run in lived.runs()}


def test_each_source_is_a_task_of_its_name_and_only_the_broken_one_is_red(lived: Lived) -> None:
    tasks = lived.client.tasks("nightly", lived.runs()[1]["dag_run_id"])
    collected = {task["rendered_map_index"]: task for task in tasks if task["task_id"] == "collect"}

    assert {"bukbang_news_ko"} == {name for name, task in collected.items() if task["state"] != "success"}
    assert 1 == collected["bukbang_news_ko"]["try_number"]
    assert 12 == len(collected)
    others = {task["task_id"]: task["state"] for task in tasks if task["task_id"] != "collect"}
    assert {"verdict"} == {name for name, state in others.items() if state != "success"}


def test_the_log_of_the_failed_source_says_what_was_wrong(lived: Lived) -> None:
    run = lived.runs()[1]["dag_run_id"]
    tasks = lived.client.tasks("nightly", run)
    index = next(task["map_index"] for task in tasks if task["rendered_map_index"] == "bukbang_news_ko")
    log = json.dumps(
        lived.client._ask("GET", f"/api/v2/dags/nightly/dagRuns/{run}/taskInstances/collect/logs/1?map_index={index}")
    )

    assert "bukbang_news_ko: empty_listing" in log
    assert "crawl_ended" in log


def test_a_second_run_of_a_day_changes_nothing_and_ends_as_the_night_ends(lived: Lived) -> None:
    again = lived.command("local.run", NIGHT="4")

    assert 1 == again.returncode
    assert re.findall("content hash .*", lived.output)[-1] == re.findall("content hash .*", again.stdout)[-1]


def test_everything_again_from_the_archive_goes_through_the_scheduler_and_says_what_differs(lived: Lived) -> None:
    lived.client.unpause("reprocess")
    asked = {"web": "sample", "day": "2019-12-13"}
    run = lived.client.trigger("reprocess", "everything-again", asked)
    airflow._wait(lambda: lived.client.run_state("reprocess", run) in ("success", "failed"), 300, "reprocess hangs")
    log = json.dumps(
        lived.client._ask("GET", f"/api/v2/dags/reprocess/dagRuns/{run}/taskInstances/settle/logs/1")
    )
    later = "select count(*) from core.version where known_from > '2019-12-13'"

    assert "success" == lived.client.run_state("reprocess", run)
    assert re.search(r"0 differ of [1-9]\d+ versions read again", log)
    assert "0" == lived.command("local.psql", "-At", "-c", later).stdout.strip()


@pytest.mark.parametrize("query", QUERIES, ids=["new_tonight", "source_health", "flows_by_month"])
def test_a_query_of_the_summary_works_when_pasted(lived: Lived, query: str) -> None:
    answer = lived.command("local.psql", "-At", "-c", query)

    assert (0, "") == (answer.returncode, answer.stderr)
    assert answer.stdout.strip()


def test_why_tells_on_one_screen_what_was_wrong_and_what_to_do(lived: Lived) -> None:
    screen = lived.command("local.why", "selenge_times_en").stdout

    assert "stale" in screen.splitlines()[0]
    assert re.search(r"^last good   2019-12-06", screen, re.M)
    assert re.search(r"^do {9}", screen, re.M)
    assert len(screen.splitlines()) < 40


def test_nothing_listens_beyond_loopback(lived: Lived) -> None:
    open_to_all = []
    for process in processes.marked(lived.folder):
        with suppress(psutil.NoSuchProcess):  # a task that ended since it was listed listens no more
            listening = [one for one in process.net_connections("inet") if one.status == "LISTEN"]
            open_to_all += [one.laddr for one in listening if one.laddr.ip not in ("127.0.0.1", "::1")]

    assert [] == open_to_all


def test_the_ui_answers_only_to_its_password(lived: Lived) -> None:
    request = urllib.request.Request(lived.client.base + "/api/v2/dags")

    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request)


@pytest.mark.browser
@needs_chromium
def test_an_operator_sees_the_red_source_in_the_ui(lived: Lived, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    run = lived.runs()[1]["dag_run_id"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1040})
        page.goto(lived.client.base)
        page.fill("input[name=username]", airflow.USER)
        page.fill("input[name=password]", lived.client.user_password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"{lived.client.base}/dags/nightly/runs/{run}/tasks/collect/mapped")
        page.get_by_text("bukbang_news_ko").first.wait_for()
        page.get_by_text("yalu_post_en").first.wait_for()
        row = page.locator("tr", has_text="bukbang_news_ko").first
        seen = row.inner_text().lower()
        page.screenshot(path=os.environ.get("P8_PICTURE", str(tmp_path / "night.png")))
        browser.close()

    assert "failed" in seen
