"""An invented warehouse of any size, for measuring: plausible in its spread, true in nothing. It is made by the SQL of
this folder, file by file, with the constraints of a real one, in one transaction; the same size gives the same rows."""

import re
from pathlib import Path

from psycopg2.extras import execute_values

from transforms import vocab
from transforms.entities import entities
from warehouse import store
from warehouse.connect import Connection, one, rows
from warehouse.store.claims import country_and_admin1

FOLDER = Path(__file__).parent
NIGHTS = (100, 2500)  # least and most; in between one for 200 reports
NAMED_IN = ("en", "ko", "zh", "ja")  # names in ru are patterns
COUNTRIES = ("CN", "RU", "MN", "KW")  # told of first and most; the others follow


def fill(connection: Connection, reports: int) -> int:
    """Fill an empty migrated warehouse with this many reports and about twice as many claims, and publish it; how many
    claims. Half a million reports take some minutes and 3 GB. The caller commits."""
    nights = min(max(NIGHTS[0], reports // 200), NIGHTS[1], reports)
    rows(connection, "set local synchronous_commit = off; set local work_mem = '256MB'; set local timezone = 'UTC'")
    _gazetteer(connection)
    for file in sorted(FOLDER.glob("*.sql")):
        rows(connection, file.read_text(), {"reports": reports, "nights": nights})
    last = one(connection, "select max(run_no) as run_no, max(day) as day from ops.run")
    assert last is not None
    store.save_entities(connection, last["run_no"], last["day"], entities())
    store.publish(connection, last["run_no"], last["day"])
    counted = one(connection, "select count(*) as claims from core.claim")
    assert counted is not None
    return int(counted["claims"])


def _gazetteer(connection: Connection) -> None:
    """The places of vocab, those of COUNTRIES first."""
    known = [place for place in vocab.places() if country_and_admin1(place.chain)[0] not in (None, "KP")]
    values = [
        (number, place.chain, *country_and_admin1(place.chain), *(_name(place, lang) for lang in NAMED_IN))
        for number, place in enumerate(sorted(known, key=lambda place: (_rank(place.chain), place.chain)))
    ]
    rows(
        connection,
        """
        create temp table made_place (
            place_number bigint, chain text, country text, admin1 text, en text, ko text, zh text, ja text
        ) on commit drop
        """,
    )
    with connection.cursor() as cursor:
        execute_values(cursor, "insert into made_place values %s", values)


def _rank(chain: str) -> int:
    country = re.sub(r".*, ", "", chain)
    return COUNTRIES.index(country) if country in COUNTRIES else len(COUNTRIES)


def _name(place: vocab.Place, lang: str) -> str:
    return next(iter(place.names[lang]), place.chain.partition(",")[0])
