"""Tests that share what is dear to make run in one process: a test runner that ignores their groups makes it twice."""

import pytest

NAME = "kept together"


@pytest.mark.xdist_group(NAME)
def test_a_test_says_its_group_to_the_runner(request: pytest.FixtureRequest) -> None:
    is_grouped = getattr(request.config.option, "loadgroup", False)

    assert not is_grouped or request.node.nodeid.endswith(f"@{NAME}")
