"""A step killed between two statements and run again ends as if nothing had happened: ten kills over the nights."""

import shutil
from pathlib import Path

import pytest

from tests import chaos

pytestmark = pytest.mark.xdist_group("nights by hand")

KILLS = 10


def test_ten_kills_over_whole_nights_lose_nothing(
    sample_nights: tuple[Path, dict[int, list[str]]], tmp_path: Path
) -> None:
    home = shutil.copytree(sample_nights[0], tmp_path / "home", ignore=shutil.ignore_patterns("pgdata"))

    rows = list(chaos.rows(home, KILLS, is_captured=True))

    assert [] == [str(row) for row in rows if not row.is_right]
    assert KILLS == sum(len(row.killed_before) for row in rows)


def test_kills_are_spread_over_all_statements() -> None:
    assert [[3], [3], [3]] == chaos.moments([4, 4, 4], 3)
    assert [list(range(1, 4)), [1]] == chaos.moments([3, 1], 4)
