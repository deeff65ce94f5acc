"""Labelled data that is kept beside the project and never in it; a test that needs it says what is missing."""

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("P8_SHARED") or Path(__file__).resolve().parents[2] / "shared")
SEED = SHARED / "seed" / "seed-article.txt"
BENCH = SHARED / "bench" / "extract"
GOLD = SHARED / "gold"


def needs(path: Path) -> pytest.MarkDecorator:
    """Skips where the data is not; the reason names it and the setting that leads there. Where that is set, and leads
    to no such data, the test fails."""
    is_led = bool(os.environ.get("P8_SHARED"))
    missing = f"{path} is not here: P8_SHARED names the folder of such data"
    return pytest.mark.skipif(not path.exists() and not is_led, reason=missing)


def program(path: str) -> Any:
    """A program that lies beside the data, such as `scoring/score_extract.py`. Raises FileNotFoundError."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, SHARED / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
