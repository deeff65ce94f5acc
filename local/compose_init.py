"""What must be there before the Airflow services of docker-compose.yml start: the databases, the users, the pools.

Run by the service `init` at every start. Passwords follow the environment; what is there is kept.
"""

import os
import subprocess
import sys

from local.airflow import POOLS
from warehouse.connect import DATABASES

USERS = {"admin": "Admin", "operator": "Op", "viewer": "Viewer"}


def main() -> int:
    """Do all in order; 0 if all of it was done."""
    airflow("db", "migrate")
    for user, role in USERS.items():
        make_user(user, role, os.environ[f"AIRFLOW_{user.upper()}_PASSWORD"])
    for pool, (slots, description) in POOLS.items():
        airflow("pools", "set", pool, str(slots), description)
    migrations = ([sys.executable, "-m", "warehouse.migrate", "--web", web] for web in DATABASES)
    return max(subprocess.run(command, check=False).returncode for command in migrations)


def make_user(user: str, role: str, password: str) -> None:
    """Make the user if it is missing, and give it this password."""
    name = ("--username", user)
    person = ("--firstname", user, "--lastname", "paragraph8", "--email", f"{user}@paragraph8.invalid")
    airflow("users", "create", *name, "--role", role, "--password", password, *person)
    airflow("users", "reset-password", *name, "--password", password)


def airflow(*words: str) -> None:
    """One command of Airflow, inside this process: a password given to another would stand in the process list."""
    from airflow.cli.cli_parser import get_parser

    arguments = get_parser().parse_args(words)
    arguments.func(arguments)


if __name__ == "__main__":
    sys.exit(main())
