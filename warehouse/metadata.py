"""Airflow's own database beside the warehouse's: a role and an empty database; what is in it is Airflow's."""

from contextlib import closing
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import parse_dsn

NAME = "airflow"


def ensure(admin_dsn: str, password: str) -> str:
    """Make role and database `airflow` where they are missing; returns SQLAlchemy's address of the database.

    `admin_dsn` is a login that may create roles and databases. Safe to run again.
    """
    with closing(psycopg2.connect(admin_dsn, connect_timeout=10)) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute("select exists (select from pg_roles where rolname = %s)", [NAME])
            if cursor.fetchone() == (False,):
                cursor.execute(sql.SQL("create role {} login").format(sql.Identifier(NAME)))
            cursor.execute(sql.SQL("alter role {} password %s").format(sql.Identifier(NAME)), [password])
            cursor.execute("select exists (select from pg_database where datname = %s)", [NAME])
            if cursor.fetchone() == (False,):
                cursor.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(NAME)))
                cursor.execute(sql.SQL("create database {0} owner {0}").format(sql.Identifier(NAME)))
    parts = parse_dsn(admin_dsn)
    server = f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}"
    return f"postgresql+psycopg2://{NAME}:{quote(password)}@{server}/{NAME}"
