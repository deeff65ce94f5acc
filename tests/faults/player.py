"""The process in which nights are played: `python -m tests.faults.player FOLDER NAME...`. It loads the crawl once and
forks a child for each night, two at once, for a process can crawl only once.

The network is played below everything of ours: names resolve as the fault says, and a connection to the outlets' public
address ends at the fault server. A connection to any other address is refused and noted as a leak.
"""

import json
import logging
import os
import shutil
import socket
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from twisted.internet.posixbase import PosixReactorBase

from pipeline.yields import readings_of, yields_of
from scrapers import archive, crawl, health, settings
from scrapers.source import Source
from tests.faults import server
from tests.faults.outlet import OUTLETS, Routes
from tests.faults.table import HISTORY, PUBLIC
from tests.faults.unseen import EVERY

AT_ONCE = 2
CONTACT = {"P8_CONTACT": "mailto:faults@courier.example"}


def play_fault(folder: Path, name: str) -> None:
    """Plays the night of a fault after the good nights of its outlet, and writes what came of it."""
    fault = EVERY[name]
    place = folder / slug(name)
    shutil.copytree(folder / f"history-{fault.outlet}", place)
    leaks = play_the_network(fault.hosts)
    source = fault.outlet_played().source
    record = crawled(place, source, fault.day, fault.routes(), fault.settings)
    readings = readings_of(record, str(place / "archive"), source)
    yields = yields_of(readings)
    whole = health.verdict(record, yields, _history(place, fault.day, source))
    outcome = {
        **{name: record[name] for name in ("verdict", "reason", "exit_code", "figures", "bugs")},
        **{"whole": whole.word, "whole_reason": whole.reason, "yields": yields, "leaks": leaks},
        "has_text": fault.reads is None or any(fault.reads in reading["text"] for reading in readings),
    }
    (place / "outcome.json").write_text(json.dumps(outcome, ensure_ascii=False, indent=1))


def play_history(folder: Path, key: str) -> None:
    """Plays the good nights of an outlet, one child each, and notes the yields of each."""
    place = folder / f"history-{key}"
    place.mkdir()
    for day in HISTORY:
        if _wait(_forked(lambda day=day: _play_good_night(place, key, day), place)):  # type: ignore[misc]
            raise SystemExit(f"the good night of {key} of {day} could not be played: see {place}/said.txt")


def _play_good_night(place: Path, key: str, day: date) -> None:
    outlet = OUTLETS[key]
    play_the_network({})
    record = crawled(place, outlet.source, day, outlet.routes(day), {})
    yields = yields_of(readings_of(record, str(place / "archive"), outlet.source))
    (place / f"{day}.yields.json").write_text(json.dumps(yields))


def crawled(place: Path, source: Source, day: date, routes: Routes, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The run record of one crawl over the live road: no proxy, no exemption, only no pause between requests."""
    chosen = {**settings.crawl_settings("live", tuple(source.languages), CONTACT), "DOWNLOAD_DELAY": 0.0, **changes}
    with server.serve(routes, place) as ports:
        _PORTS.update(ports)
        return crawl.collect(crawl.Assignment(source, day, str(place / "archive"), "live", None, chosen))


def _history(place: Path, day: date, source: Source) -> list[dict[str, Any]]:
    """The good nights as cleaning finds them, newest first."""
    nights = [
        {
            **{name: record[name] for name in ("day", "verdict", "reason", "figures")},
            "yields": json.loads((place / f"{record['day']}.yields.json").read_text()),
        }
        for record in archive.run_records(str(place / "archive"), source=source.key)
        if record["day"] < day.isoformat()
    ]
    return nights[::-1]


# --- the network ---------------------------------------------------------------------------------------------------

_PORTS: dict[int, int] = {}
_NOWHERE = 9


def play_the_network(hosts: Mapping[str, Sequence[str]]) -> list[str]:
    """Puts the played network under this process for good; returns the list in which leaks are noted."""
    leaks: list[str] = []
    left = {name: list(addresses) for name, addresses in hosts.items()}
    connect = PosixReactorBase.connectTCP

    def resolve(name: str) -> str:
        if name not in left:
            return PUBLIC
        if not left[name]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return left[name].pop(0) if len(left[name]) > 1 else left[name][0]

    def connect_played(reactor: Any, host: str, port: int, *arguments: Any, **options: Any) -> Any:
        if host != PUBLIC:
            leaks.append(f"{host}:{port}")
        target = _PORTS[port] if host == PUBLIC else _NOWHERE
        return connect(reactor, "127.0.0.1", target, *arguments, **options)

    socket.gethostbyname = resolve
    setattr(PosixReactorBase, "connectTCP", connect_played)  # noqa: B010
    return leaks


# --- children ------------------------------------------------------------------------------------------------------


def slug(name: str) -> str:
    """A fault's name as that of a folder."""
    return "".join(sign if sign.isalnum() else "-" for sign in name)


def _forked(act: Callable[[], None], place: Path) -> int:
    """Starts a child that acts; what it says goes into a file beside its archive."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        place.mkdir(exist_ok=True)
        said = os.open(place / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(said, 1)
        os.dup2(said, 2)
        logging.basicConfig(stream=sys.stderr, level=logging.INFO)
        act()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _all(acts: Sequence[tuple[Callable[[], None], Path]]) -> None:
    """Runs all, a few at once."""
    running = 0
    for act, place in acts:
        if running == AT_ONCE:
            os.wait()
            running -= 1
        _forked(act, place)
        running += 1
    for _ in range(running):
        os.wait()


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    outlets = sorted({EVERY[name].outlet for name in names})
    _all([(lambda key=key: play_history(folder, key), folder) for key in outlets])  # type: ignore[misc]
    _all([(lambda name=name: play_fault(folder, name), folder / f"log-{slug(name)}") for name in names])  # type: ignore[misc]


if __name__ == "__main__":
    main()
