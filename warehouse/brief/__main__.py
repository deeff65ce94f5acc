"""The command: python -m warehouse.brief writes the page of the last run's warehouse and says where it lies."""

import argparse
import sys
from contextlib import closing

from local import server
from local.home import last_web
from warehouse.brief import NothingPublished, write
from warehouse.connect import ConnectError, connect, database_of


def main() -> int:
    """Exit 0 with the path, 1 with the reason."""
    about = (__doc__ or "").partition("\n")[0]
    argparse.ArgumentParser(prog="python -m warehouse.brief", description=about).parse_args()
    web = last_web()
    try:
        with server.awake(), closing(connect("p8_analyst", database_of(web))) as connection:
            print(write(connection, web))
    except (ConnectError, server.NoWarehouse, NothingPublished) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
