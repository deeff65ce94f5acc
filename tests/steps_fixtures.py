"""The steps of a night over an archive made by hand: a warehouse of the test's own, and sources declared for it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from pipeline import check, clean, plan, publish, read, register, relate
from pipeline.run import Run
from scrapers import source as registry
from tests import by_hand
from warehouse import connect
from warehouse.connect import Connection

KEY = "yalu_post_en"
HOME = f"http://{KEY}.example"
DAY_1, DAY_2, DAY_3 = date(2019, 12, 3), date(2019, 12, 6), date(2019, 12, 9)

DECLARATION = """
from datetime import date
from scrapers.page import Layout
from scrapers.source import Source
from tests.archive_fixtures import PartList

SOURCE = Source(
    "{key}", "Yalu Post", "outlet", ("en",), "KR", "http://{key}.example/",
    PartList("http://{key}.example/feed.json"), {fields}
)
"""


@dataclass
class House:
    """An archive, a warehouse and the sources of this test; `loader` sees what the steps committed."""

    root: Path
    home: Path
    loader: Connection
    patch: pytest.MonkeyPatch
    counts: dict[str, int] = field(default_factory=dict)

    def declare(self, fields: str = "", key: str = KEY) -> None:
        """Declare the one source anew; `fields` as they stand in its file."""
        folder = self.home / f"sources-{len(list(self.home.glob('sources-*')))}"
        folder.mkdir(parents=True)
        (folder / f"{key}.py").write_text(DECLARATION.format(key=key, fields=fields))
        self.patch.setitem(registry.FOLDERS, "sample", folder)

    def run(self, day: date, dag_id: str = "nightly", name: str = "", **asked: str) -> Run:
        """A run, opened."""
        run_id = name or f"{dag_id} {day} {len(list(self.home.glob('*')))} {id(asked)}"
        return plan.plan(run_id, dag_id, started=by_hand.STARTED, web="sample", day=str(day), **asked)

    def interpret(self, day: date, dag_id: str = "nightly", name: str = "") -> str | None:
        """Everything after capture; what made the run red, None if it ended green."""
        run = self.run(day, dag_id, name)
        register.register(run)
        self.counts = clean.clean(run)
        relate.relate(run)
        read.read_claims(run)
        check.check(run)
        publish.publish(run)
        self.loader.rollback()
        try:
            publish.conclude(run, [])
        except publish.NightRed as ending:
            return str(ending)
        return None


@contextmanager
def built(database: str, home: Path, patch: pytest.MonkeyPatch) -> Iterator[House]:
    """An empty house in a folder, on a fresh migrated database, with one source declared."""
    patch.setenv("P8_HOME", str(home))
    patch.setitem(connect.DATABASES, "sample", database)
    with closing(connect.connect("p8_loader", database)) as loader:
        house = House(home / "archive" / "sample", home, loader, patch)
        house.declare()
        yield house
