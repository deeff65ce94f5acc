"""One run of the flow: which night, which web, which archive. Every step takes it as its only clock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self

from psycopg2.extensions import connection

from scrapers import archive
from scrapers.source import Web
from warehouse import connect

Task = Literal["nightly", "recheck", "backfill"]


@dataclass(frozen=True)
class Run:
    """A run of a DAG or of the steps by hand. `day`: the date in Seoul when it started; `sources`: the keys asked;
    `since` and `until`: the days of publication that a backfill asks for, both included."""

    run_id: str
    dag_id: str
    day: date
    web: Web
    sources: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """The run that `plain()` gave."""
        days = {name: date.fromisoformat(day) if (day := plain.get(name)) else None for name in ("since", "until")}
        return cls(**{**plain, **days, "day": date.fromisoformat(plain["day"]), "sources": tuple(plain["sources"])})

    def plain(self) -> dict[str, Any]:
        """This run as JSON values, to travel between tasks."""
        days = {name: day.isoformat() if (day := getattr(self, name)) else None for name in ("day", "since", "until")}
        return {**asdict(self), **days, "sources": list(self.sources)}

    @property
    def task(self) -> Task:
        """What the crawls of this run are for: each task has run records, verdicts and holds of its own."""
        return "recheck" if self.dag_id == "recheck" else "backfill" if self.dag_id == "backfill" else "nightly"

    @property
    def archive(self) -> str:
        """The archive root (an fsspec URL) of this run's web: the sample web never mixes with the live one."""
        return archive.root(self.web)

    @contextmanager
    def warehouse(self) -> Iterator[connection]:
        """A connection as loader; committed at the end of the block, rolled back if it raises."""
        loader = connect.connect("p8_loader", connect.database_of(self.web))
        try:
            with loader:
                yield loader
        finally:
            loader.close()
