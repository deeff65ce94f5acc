"""`make up` and `make down`: the stack kept running, with its UI and its schedule."""

import argparse
import os
import signal
import sys

from local import airflow, stack
from local.home import held, home
from scrapers.settings import user_agent


def main(arguments: list[str] | None = None) -> int:
    """Start the stack and print where its UI is, or end it."""
    parser = argparse.ArgumentParser(prog="python -m local.up", description="Example: python -m local.up --down")
    parser.add_argument("--down", action="store_true", help="end the stack instead")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _down() if options.down else _up()
    except stack.TOLD as error:
        print(f"make {'down' if options.down else 'up'}: {error}", file=sys.stderr)
        return 1


def _up() -> int:
    user_agent(os.environ.get("P8_CONTACT"))  # a wrong one is told now, not at three in the morning
    with held("make up"):
        running = stack.running()
        if running is None:
            os.environ.pop("P8_SCHEDULE", None)
            running = _started_whole()
    print(f"Airflow   {running.url}   user {airflow.USER}   password {airflow.password(running.folder)}")
    print("It reads the live web every night at 18:00 UTC (03:00 in Seoul). make down ends all of it.")
    return 0


def _started_whole() -> stack.Stack:
    """The stack, or, if it is interrupted on the way up, none of it."""
    try:
        return stack.start(lambda line: print(line, file=sys.stderr, flush=True))
    except BaseException:
        stack.stop(home())
        raise


def _down() -> int:
    with held("make down"):
        was_up = (home() / "stack.json").exists()
        stack.stop(home())
    print("stopped" if was_up else "nothing was up")
    return 0


if __name__ == "__main__":
    sys.exit(main())
