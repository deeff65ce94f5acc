"""Night: how long a night of the sample web takes without Airflow, and where the time goes."""

import io
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from pathlib import Path

from bench import Row, is_short
from pipeline import check, clean, plan, publish, read, register, relate
from pipeline.run import Run
from tests import by_hand
from tests.sample_web.nights import NIGHTS

AT_ONCE = 2  # crawls, as tests play them
STEPS: dict[str, Callable[[Run], object]] = {
    "collect": lambda run: _collected(run),
    "register": register.register,
    "clean": clean.clean,
    "relate": relate.relate,
    "read": read.read_claims,
    "check": check.check,
    "publish": publish.publish,
    "verdict": lambda run: publish.conclude(run, []),
}


def _collected(run: Run) -> None:
    with redirect_stdout(io.StringIO()), ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda source: by_hand.capture(run, source), run.sources))


def row() -> Row:
    """The first night: everything is new."""
    keys = ("yalu_post_en",) if is_short() else ()
    seconds = {}
    with tempfile.TemporaryDirectory(prefix="p8-bench-") as folder, by_hand.home(Path(folder)):
        run = plan.plan(
            "bench", "nightly", started=by_hand.STARTED, web="sample", day=str(NIGHTS[1]), keys=keys
        )
        for name, step in STEPS.items():
            began = time.perf_counter()
            with suppress(publish.NightRed):
                step(run)
            seconds[name] = time.perf_counter() - began
    whole = sum(seconds.values())
    return Row(
        name="night",
        against="its capture alone",
        ratio=seconds["collect"] / whole,
        aim=None,
        figures={"wall_seconds": whole, "sources": len(run.sources)},
        conditions=f"the first night of the sample web, {AT_ONCE} crawls at once, no Airflow",
        beside={name: {"seconds": taken, "share": taken / whole} for name, taken in seconds.items()},
    )
