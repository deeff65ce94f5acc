"""`make psql`: an SQL shell as the analyst, on the database of the last run."""

import os
import signal
import subprocess
import sys

from psycopg2.extensions import make_dsn, parse_dsn

from local import postgres, server, stack
from local.home import last_web
from warehouse import connect

HINT = "mart.new_tonight, mart.source_health, mart.flows_by_month; \\d+ mart.* shows what each column means"


def main(arguments: list[str]) -> int:
    """Open psql, passing `arguments` on; a server that had to be started is stopped again."""
    database = connect.database_of(last_web())
    try:
        with server.awake():
            if sys.stdin is not None and sys.stdin.isatty() and not arguments:
                print(f"{database} as p8_analyst. {HINT}", file=sys.stderr)
            return _shell(database, arguments)
    except stack.TOLD as error:
        print(f"make psql: {error}", file=sys.stderr)
        return 1


def _shell(database: str, arguments: list[str]) -> int:
    """psql with the password in its environment, where no list of processes shows it."""
    parts = parse_dsn(connect.dsn_of("p8_analyst", database))
    password = parts.pop("password")
    command = [str(postgres.binaries() / "psql"), make_dsn(**parts), *arguments]
    # Ctrl-C is psql's: it cancels a query, and must not throw the analyst out
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run(
            command, env={**os.environ, "PGPASSWORD": password}, check=False, preexec_fn=_take_interrupts
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def _take_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
