"""Writes the `.env` that docker-compose.yml reads: every secret generated here, none with a default.

    python -m local.compose_env

The file is readable by its owner only. An existing one is never overwritten: the volumes know its passwords.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEXADECIMAL_BYTES = {
    "POSTGRES_PASSWORD": 24,
    "AIRFLOW_DATABASE_PASSWORD": 24,
    "REDIS_PASSWORD": 24,
    "AIRFLOW_API_SECRET_KEY": 32,
    "AIRFLOW_JWT_SECRET": 48,  # SHA-512 wants 64 characters or more
    "AIRFLOW_ADMIN_PASSWORD": 12,
    "AIRFLOW_OPERATOR_PASSWORD": 12,
    "AIRFLOW_VIEWER_PASSWORD": 12,
    "P8_OWNER_PASSWORD": 24,
    "P8_LOADER_PASSWORD": 24,
    "P8_ANALYST_PASSWORD": 24,
    "P8_REVIEWER_PASSWORD": 24,
    "P8_PUBLIC_PASSWORD": 24,
}
HEAD = """\
# Secrets of docker-compose.yml. Keep them with the volumes: a database made with these opens with no others.
# The page http://127.0.0.1:8080 has the users admin, operator and viewer.
# Who answers for the crawl; it goes into the user agent. Empty: an anonymous visitor at half the pace.
P8_CONTACT=
"""


def environment() -> dict[str, str]:
    """A new value for every secret of the compose file. Hexadecimal, so that it may stand in an address as it is."""
    values = {name: secrets.token_hex(length) for name, length in HEXADECIMAL_BYTES.items()}
    return values | {"AIRFLOW_FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}


def write(path: Path) -> None:
    """Write the file, mode 0600. Raises FileExistsError if there is one."""
    lines = "".join(f"{name}={value}\n" for name, value in environment().items())
    with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(HEAD + lines)


def main() -> int:
    """The command: 0 when the file was written, 1 when there is one already."""
    path = ROOT / ".env"
    try:
        write(path)
    except FileExistsError:
        print(
            f"{path} exists and is kept: its passwords open the volumes. Move it away to make another.", file=sys.stderr
        )
        return 1
    print(f"{path} written. Next: docker compose up --build --detach")
    return 0


if __name__ == "__main__":
    sys.exit(main())
