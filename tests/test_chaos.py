"""The archive alone rebuilds the warehouse; a step killed between two statements and run again ends as if nothing had
happened: ten kills over the nights."""

import shutil
from pathlib import Path

import pytest

from tests import by_hand, chaos
from warehouse import connect

pytestmark = pytest.mark.xdist_group("nights by hand")

KILLS = 10


def test_the_archive_alone_gives_the_same_warehouse_and_ten_kills_on_the_way_lose_nothing(
    sample_nights: tuple[Path, dict[int, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(sample_nights[0], tmp_path / "home", ignore=shutil.ignore_patterns("pgdata"))
    monkeypatch.setattr(connect, "DATABASES", dict(connect.DATABASES))

    with by_hand.home(home):
        nights = list(chaos.undisturbed(is_captured=True))
        rows = list(chaos.disturbed(nights, KILLS))

    assert (home / "content_hash").read_text() == nights[-1][2]
    assert [] == [str(row) for row in rows if not row.is_right]
    assert KILLS == sum(len(row.killed_before) for row in rows)


def test_kills_are_spread_over_all_statements() -> None:
    assert [[3], [3], [3]] == chaos.moments([4, 4, 4], 3)
    assert [list(range(1, 4)), [1]] == chaos.moments([3, 1], 4)
