"""`make run`: whole nights through Airflow's own scheduler, with their summary; no process stays behind."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from local import preflight, stack, summary
from local.airflow import AirflowError
from local.home import WrongSetting, asked_web, held, home, remember_run
from local.progress import Progress
from scrapers import archive
from scrapers.health import reddens
from scrapers.settings import ContactInvalid, user_agent
from scrapers.source import Web
from tests.sample_web.judge import judge
from tests.sample_web.nights import NIGHTS
from warehouse import brief, connect, night

SEOUL = ZoneInfo("Asia/Seoul")
NO_NETWORK = "no network: none of the live sources answers, so this shows the sample web (P8_WEB=live insists)"
ASKED = "Contact for the user agent (an e-mail or web address; empty: none): "
POLL_SECONDS = 0.5
STEPS = ("plan", "register", "clean", "relate", "read", "check", "publish")


@dataclass(frozen=True)
class Ending:
    """How a night ended: as it should or not, and its sources as warehouse.night.night_summary has them."""

    is_as_it_should: bool
    sources: list[dict[str, Any]]


def main() -> int:
    """Run the nights; returns 0 if all ended as they should, else 1 with the failing source or gate named."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with held("make run") as lock:
            return _run(_say, lock)
    except KeyboardInterrupt:
        print("\nstopped; nothing is half done: `make run` goes on from here", file=sys.stderr)
        return 130
    except stack.TOLD as error:
        print(f"make run: {error}", file=sys.stderr)
        return 1


def _run(say: Callable[[str], None], lock: int) -> int:
    web = _web(say)
    nights = _nights(web)
    _ask_contact(web)
    remember_run(web)
    os.environ["P8_SCHEDULE"] = ""  # these nights are asked for, not scheduled
    with stack.started(say, lock) as running:
        endings = [_night(running, web, number, day) for number, day in nights]
        page = _brief(web)
    print(summary.closing(web, endings[-1].sources, os.environ.get("P8_CONTACT", ""), page))
    return 0 if all(ending.is_as_it_should for ending in endings) else 1


def _web(say: Callable[[str], None]) -> Web:
    """P8_WEB, else the live web if it can be reached, else the sample web."""
    asked = asked_web()
    if asked is not None:
        return asked
    if preflight.reachable():
        return "live"
    say(NO_NETWORK)
    return "sample"


def _ask_contact(web: Web) -> None:
    """A crawler names somebody to write to. Asked for once, on a terminal; an anonymous visitor is slower.

    Raises ContactInvalid for one that cannot stand in a header.
    """
    if web != "live":
        return
    path = home() / "contact"
    if not os.environ.get("P8_CONTACT"):
        if not path.exists() and sys.stdin is not None and sys.stdin.isatty():
            path.write_text(_typed_contact())
        os.environ["P8_CONTACT"] = path.read_text() if path.exists() else ""
    user_agent(os.environ["P8_CONTACT"])


def _typed_contact() -> str:
    """What is typed, once it can stand in a header; the end of input is an empty answer."""
    while True:
        try:
            typed = input(ASKED).strip()
            user_agent(typed)
        except ContactInvalid as error:
            print(error, file=sys.stderr)
        except EOFError:
            return ""
        else:
            return typed


def _nights(web: Web) -> list[tuple[int, date]]:
    """Which nights are played: (number, day). The live web has one, numbered 0."""
    if web == "live":
        return [(0, datetime.now(SEOUL).date())]
    asked = os.environ.get("NIGHT")
    if asked is None:
        return sorted(NIGHTS.items())
    if not asked.isdigit() or int(asked) not in NIGHTS:
        raise WrongSetting(f"NIGHT is {asked!r}; the sample web has the nights {', '.join(map(str, NIGHTS))}")
    return [(int(asked), NIGHTS[int(asked)])]


def _brief(web: Web) -> str:
    """Where the page of the morning lies, or why there is none."""
    with closing(connect.connect("p8_analyst", connect.database_of(web))) as connection:
        try:
            return str(brief.write(connection, web))
        except brief.NothingPublished as error:
            return f"not written: {error}"


def _night(running: stack.Stack, web: Web, number: int, day: date) -> Ending:
    """Play one night and print its summary."""
    title = f"night {number} ({day})" if number else f"night of {day}"
    state, failed = play(running, "nightly", {"web": web, "day": day.isoformat()}, title)
    with closing(connect.connect("p8_loader", connect.database_of(web))) as connection:
        facts = night.night_summary(connection, day)
        judgement = judge(number, night.night_facts(connection, day)) if web == "sample" else None
    print(summary.render(title, facts, state, archive.root(web), failed))
    is_green, sources = state == "success", facts["sources"]
    if judgement is None:
        return Ending(is_green, sources)
    print(summary.render_judgement(judgement))
    if os.environ.get("NIGHT"):
        return Ending(is_green, sources)
    is_red_night = any(reddens(source["verdict"], source.get("muted_until"), day) for source in sources)
    return Ending(judgement.is_as_written and is_green != is_red_night, sources)


def play(running: stack.Stack, dag_id: str, params: dict[str, object], title: str) -> tuple[str, list[str]]:
    """Start one run of a DAG and wait for its end, showing progress; returns its state, success or failed, and the
    steps that failed (a source's capture is told by its verdict)."""
    client = running.client
    run_id = client.trigger(dag_id, f"{params['web']}_{params['day']}", params)
    progress = Progress(title)
    try:
        while (state := client.run_state(dag_id, run_id)) not in ("success", "failed"):
            progress.show(client.tasks(dag_id, run_id))
            time.sleep(POLL_SECONDS)
            running.check()
    except AirflowError:
        running.check()  # names the part that is gone, if one is
        raise
    finally:
        progress.end()
    tasks = client.tasks(dag_id, run_id)
    return state, sorted(task["task_id"] for task in tasks if task["state"] == "failed" and task["task_id"] in STEPS)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
