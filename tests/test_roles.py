"""Who may do what, asked of the real server; and that everything an analyst can see says what it is."""

import pytest
from psycopg2.errors import InsufficientPrivilege, QueryCanceled

from tests.warehouse_fixtures import NIGHT_1, Night, Warehouse
from warehouse.connect import ConnectError, connect, database_of, one, rows

SENTENCE = "Some 2,000 were sent to Hunchun in October."


@pytest.fixture
def one_night(warehouse: Warehouse) -> Warehouse:
    night = Night(warehouse(), NIGHT_1)
    night.source()
    night.verdict()
    night.report(SENTENCE, ("2,000 were sent to Hunchun", {}))
    night.publish()
    return warehouse


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("p8_analyst", "select * from ops.reject"),
        ("p8_analyst", "select * from raw.page"),
        ("p8_analyst", "update core.claim set value_min = 1"),
        ("p8_analyst", "create table mart.mine (day date)"),
        ("p8_loader", "delete from core.claim"),
        ("p8_loader", "truncate core.claim"),
        ("p8_loader", "delete from raw.page"),
        ("p8_loader", "drop table core.claim"),
        ("p8_loader", "create table core.mine (day date)"),
        ("p8_loader", "create schema mine"),
        ("p8_loader", "update ops.schema_migration set sha256 = ''"),
        ("p8_loader", "insert into ops.review (claim_id, judgement) values ('0', 'right')"),
        ("p8_reviewer", "update core.claim set is_firm = true"),
        ("p8_analyst", "insert into ops.review (judgement) values ('release')"),
        ("p8_reviewer", "update core.hold set reason = ''"),
        ("p8_loader", "delete from core.hold"),
        ("p8_analyst", "select * from kept.conflicts"),
        ("p8_reviewer", "select * from kept.number_drift"),
        ("p8_public", "select * from kept.flows_by_month"),
        ("p8_reviewer", "update core.apart set reason = ''"),
        ("p8_loader", "insert into ops.review (judgement) values ('apart')"),
        ("p8_public", "select * from mart.notices"),
        ("p8_public", "select * from core.claim"),
        ("p8_public", "select * from mart.known_claim"),
        ("p8_public", "select * from mart.new_tonight"),
        ("p8_public", "select * from mart.flows_by_month"),
    ],
)
def test_a_role_is_refused_what_is_not_its_own(one_night: Warehouse, role: str, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege, match=r"permission denied|must be owner"):
        rows(one_night(role), statement)


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("p8_analyst", "select quote from core.claim"),
        ("p8_analyst", "select title, text, lang, published_day from core.reading"),
        ("p8_analyst", "select quote from mart.new_tonight"),
        ("p8_analyst", "select claim_ids from mart.flows_by_month"),
        ("p8_analyst", "select verdict from mart.source_health"),
        ("p8_reviewer", "insert into ops.review (claim_id, judgement) values ('0', 'right') returning reviewer"),
        (
            "p8_reviewer",
            "insert into ops.review (judgement, source_key, day, note)"
            " values ('release', 'a', '2019-12-03', 'read them all') returning reviewer",
        ),
        ("p8_public", "select source_key from mart.source_health"),
        ("p8_loader", "select text from core.reading"),
    ],
)
def test_a_role_can_do_its_work(one_night: Warehouse, role: str, statement: str) -> None:
    assert 1 == len(rows(one_night(role), statement))


@pytest.mark.parametrize("role", ["p8_analyst", "p8_reviewer"])
def test_whole_texts_are_read_as_far_as_a_sources_terms_allow(warehouse: Warehouse, role: str) -> None:
    night = Night(warehouse(), NIGHT_1)
    for terms in ("public", "internal", "quotes"):
        night.source(f"{terms}_en", terms=terms)
        night.report(f"{SENTENCE} {terms}", ("2,000 were sent to Hunchun", {}), key=f"{terms}_en")
    night.publish()

    shown = rows(warehouse(role), "select text, captions from core.reading order by text")
    assert [f"{SENTENCE} internal", f"{SENTENCE} public"] == [row["text"] for row in shown]
    quoted = rows(warehouse(role), "select source_key, quote, title from mart.known_claim order by source_key")
    assert ["internal_en", "public_en", "quotes_en"] == [row["source_key"] for row in quoted]
    assert all(row["quote"] and row["title"] for row in quoted)


def test_an_analysts_endless_question_is_stopped(one_night: Warehouse) -> None:
    analyst = one_night("p8_analyst")

    assert {"statement_timeout": "1min"} == one(analyst, "show statement_timeout")
    with pytest.raises(QueryCanceled):
        rows(analyst, "set local statement_timeout = '10ms'; select count(*) from generate_series(1, 100000000)")


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        (
            "table or view",
            """
            select class.oid::regclass::text as name
            from pg_class as class
            where class.relnamespace::regnamespace::text = any(array['raw', 'core', 'mart', 'ops'])
                and class.relkind in ('r', 'v', 'm')
                and obj_description(class.oid, 'pg_class') is null
            """,
        ),
        (
            "column",
            """
            select class.oid::regclass::text || '.' || attribute.attname as name
            from pg_class as class
            join pg_attribute as attribute on attribute.attrelid = class.oid
            where class.relnamespace::regnamespace::text = any(array['raw', 'core', 'mart', 'ops'])
                and class.relkind in ('r', 'v', 'm')
                and attribute.attnum > 0
                and not attribute.attisdropped
                and col_description(class.oid, attribute.attnum) is null
            """,
        ),
        (
            "function",
            """
            select oid::regprocedure::text as name
            from pg_proc
            where pronamespace = 'mart'::regnamespace
                and obj_description(oid, 'pg_proc') is null
            """,
        ),
    ],
    ids=["tables and views", "columns", "functions"],
)
def test_everything_says_what_it_is(warehouse: Warehouse, kind: str, question: str) -> None:
    assert [] == rows(warehouse("p8_owner"), question), f"{kind} without a comment"


def test_without_a_server_the_error_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("P8_DSN", raising=False)

    with pytest.raises(ConnectError, match="P8_DSN is not set"):
        connect()


def test_without_a_password_the_error_names_variable_and_file(
    warehouse_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("P8_ANALYST_PASSWORD")
    monkeypatch.setenv("P8_HOME", "/nowhere")

    with pytest.raises(ConnectError, match=r"neither P8_ANALYST_PASSWORD nor /nowhere/secrets/p8_analyst"):
        connect("p8_analyst", warehouse_database)


def test_a_missing_database_is_named(warehouse_database: str) -> None:
    with pytest.raises(ConnectError, match=r"cannot connect to p8_of_nobody as p8_loader"):
        connect("p8_loader", "p8_of_nobody")


def test_the_two_webs_have_two_databases() -> None:
    assert ["p8", "p8_sample"] == [database_of("live"), database_of("sample")]
    with pytest.raises(ConnectError, match="one of live, sample"):
        database_of("invented")
