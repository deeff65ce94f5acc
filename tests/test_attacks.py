"""What each role must not reach, tried as that role on the real server: the tables of attacks."""

import psycopg2
import pytest
from psycopg2.errors import (
    FeatureNotSupported,
    InsufficientPrivilege,
    ReadOnlySqlTransaction,
    UndefinedFunction,
    UndefinedObject,
    UndefinedTable,
)

from tests.warehouse_fixtures import NIGHT_1, NIGHT_3, Night, Warehouse
from warehouse.connect import Connection, rows

READERS = ("p8_analyst", "p8_reviewer", "p8_public")
ZONE = "Hunchun Border Economic Cooperation Zone, Hunchun, Yanbian, Jilin, CN"
SENTENCE = "A cook named Ri said that 2,000 were sent to the zone."
REFUSED = (
    FeatureNotSupported, InsufficientPrivilege, ReadOnlySqlTransaction, UndefinedFunction, UndefinedObject,
    UndefinedTable,
)  # fmt: skip
ATTACKS = [
    "copy core.claim to program 'cat > /tmp/stolen'",
    "copy core.claim to '/tmp/stolen'",
    "copy core.source from '/etc/passwd'",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')",
    "select lo_import('/etc/passwd')",
    "select * from pg_authid",
    "select * from pg_shadow",
    "alter system set fsync = off",
    "set role p8_owner",
    "set session authorization p8_loader",
    "alter role p8_loader password 'x'",
    "create extension dblink",
    "create language plpython3u",
    "create function mart.mine() returns int language sql as 'select 1'",
    "create or replace function mart.is_known(date, date, bigint, bigint, bigint, date) returns boolean"
    " language sql as 'select true'",
    "create schema mine",
    "create table core.mine (day date)",
    "update ops.published set run_no = 0",
    "delete from core.claim",
    "truncate core.claim",
    "refresh materialized view mart.published_claim",
    "select * from raw.page",
    "select * from raw.fetch",
    "alter table core.reading disable row level security",
    "drop policy reading_for_analysts on core.reading",
    "grant select on core.claim to p8_public",
    "comment on table core.claim is ''",
    "vacuum full core.claim",
    "begin; lock table core.claim in access exclusive mode",
]
NOT_PUBLIC = [
    "select * from core.reading",
    "select * from core.claim",
    "select * from core.claim_place",
    "select * from core.source",
    "select * from ops.run",
    "select * from ops.review",
    "select * from mart.known_claim",
    "select * from mart.published_claim",
    "select * from mart.claim_at_horizon",
    "select * from mart.claims_as_of()",
    "select * from mart.new_tonight",
    "select * from mart.citation",
    "select * from mart.citations('{x}')",
    "select * from mart.story_tree('x')",
    "select * from mart.search('2,000')",
    "select * from mart.company_dossier('x')",
    "select * from mart.reports",
    "select mart.as_of('2019-12-03')",
]


@pytest.fixture
def night(warehouse: Warehouse) -> Night:
    """One report of a source whose terms allow quotes only, about a place finer than a city."""
    night = Night(warehouse(), NIGHT_1)
    night.source(terms="quotes")
    night.verdict()
    night.report(SENTENCE, ("2,000 were sent", {"places": [ZONE], "attribution": "a cook named Ri"}))
    night.publish()
    return night


def held(connection: Connection) -> int:
    return len(rows(connection, "select claim_no from core.claim"))


def refused(connection: Connection, statement: str) -> bool:
    """Whether the server says no: by an error, or by doing nothing with a warning."""
    connection.notices.clear()
    try:
        rows(connection, statement)
    except REFUSED:
        rows(connection, "rollback")
        return True
    return any(no in said for said in connection.notices for no in ("permission denied", "no privileges were granted"))


@pytest.mark.parametrize("role", READERS)
def test_no_reader_gets_out_of_its_room(night: Night, warehouse: Warehouse, role: str) -> None:
    connection = warehouse(role)
    connection.autocommit = True

    assert [] == [statement for statement in ATTACKS if not refused(connection, statement)]
    assert 1 == held(night.connection)


def test_the_public_sees_neither_words_nor_people(night: Night, warehouse: Warehouse) -> None:
    connection = warehouse("p8_public")
    connection.autocommit = True

    assert [] == [statement for statement in NOT_PUBLIC if not refused(connection, statement)]


def test_the_public_sees_nothing_finer_than_a_city_or_a_day(night: Night, warehouse: Warehouse) -> None:
    rows(
        night.connection,
        """
        insert into core.place
            (place_id, chain, kind, name_en, names, lat, lon, "precision", is_ambiguous, known_from, opened_run)
        values ('zone', %s, 'zone', 'a zone', '{}', 42, 130, 'zone', false, %s, %s),
            ('city', 'Hunchun, Yanbian, Jilin, CN', 'city', 'Hunchun', '{}', 42, 130, 'city', false, %s, %s)
        """,
        [ZONE, NIGHT_1, night.run_no, NIGHT_1, night.run_no],
    )
    night.connection.commit()

    (shown,) = rows(warehouse("p8_public"), "select * from mart.public_claim")
    assert "Hunchun, Yanbian, Jilin, CN" == shown["place"]
    assert not any("cook" in str(value) or ZONE == value for value in shown.values())


def test_a_place_that_nobody_placed_is_shown_as_its_country(night: Night, warehouse: Warehouse) -> None:
    (shown,) = rows(warehouse("p8_public"), "select place from mart.public_claim")

    assert "CN" == shown["place"]


def test_setting_the_day_by_hand_shows_the_public_no_other_day(night: Night, warehouse: Warehouse) -> None:
    later = Night(night.connection, NIGHT_3)
    later.report("Correction: 40 were sent.", ("40 were sent", {"value_min": 40, "value_max": 40}))
    later.publish()
    public = warehouse("p8_public")
    rows(public, "select set_config('mart.as_of_day', '2019-12-03', false)")

    assert [40] == [int(row["value_min"]) for row in rows(public, "select value_min from mart.public_claim")]


def test_an_unpublished_night_is_not_to_be_had_by_any_day(night: Night, warehouse: Warehouse) -> None:
    unpublished = Night(night.connection, NIGHT_3)
    unpublished.report("Some 9,000 were sent.", ("9,000 were sent", {"value_min": 9000, "value_max": 9000}), path="/2")
    night.connection.commit()
    analyst = warehouse("p8_analyst")

    for day in (None, NIGHT_1, NIGHT_3, "2099-01-01", "infinity"):
        rows(analyst, "select mart.as_of(%s)", [day])
        assert 9000 not in [row["value_min"] for row in rows(analyst, "select value_min from mart.known_claim")]


@pytest.mark.parametrize("setting", ["2019-12-03'; drop table core.claim; --", "not a day", "2019-13-45"])
def test_a_day_that_is_none_is_refused_and_runs_nothing(night: Night, warehouse: Warehouse, setting: str) -> None:
    analyst = warehouse("p8_analyst")
    rows(analyst, "select set_config('mart.as_of_day', %s, false)", [setting])

    with pytest.raises(psycopg2.DataError):
        rows(analyst, "select * from mart.known_claim")
    assert 1 == held(night.connection)


@pytest.mark.parametrize(
    "words",
    [
        "'; drop table core.claim; --",
        "' union select text from core.reading --",
        "2,000') or true; copy core.claim to program 'cat",
        "a & | ! ( ) : * <-> \\",
        "%_%",
        "$$ select 1 $$",
        "\u202e북한",
    ],
)
def test_words_to_search_for_are_never_run(night: Night, warehouse: Warehouse, words: str) -> None:
    analyst = warehouse("p8_analyst")

    rows(analyst, "select * from mart.search(%s)", [words])
    rows(analyst, "select * from mart.company_dossier(%s)", [words])
    assert 1 == held(night.connection)


@pytest.mark.parametrize("role", ["p8_analyst", "p8_reviewer"])
def test_no_way_leads_to_a_text_that_only_may_be_quoted(night: Night, warehouse: Warehouse, role: str) -> None:
    connection = warehouse(role)

    assert [] == rows(connection, "select text from core.reading")
    assert [] == rows(connection, "select text from core.reading where text ~ 'cook'")
    found = rows(connection, "select * from mart.search('cook')")
    assert not any(SENTENCE in str(value) for row in found for value in row.values())
    with pytest.raises(InsufficientPrivilege):
        rows(connection, "create temporary table mine as select * from mart.known_claim; select * from raw.page")
